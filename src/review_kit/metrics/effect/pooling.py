"""Best guesses: estimates of one kind drawn towards their mean, as far as they differ by chance."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from review_kit.metrics.effect.estimate import EffectEstimate
from review_kit.metrics.effect.inference import UNKNOWN, Interval
from review_kit.metrics.effect.panel import Floats
from review_kit.metrics.intervals import CRITICAL
from review_kit.metrics.roots import root

FEWEST_POOLED = 3
"""Estimates from which on it is said how much they differ; two tell hardly anything of that."""


def best_guesses(estimates: Sequence[Interval]) -> list[Interval]:
    """Draw estimates towards their mean (empirical Bayes, normal around normal).

    Each is known to its standard error s, and the true ones scatter by τ around a mean μ. τ² is the one under
    which the weighted squares around the mean are as large as their number less one (Paule & Mandel
    1982, J. Research Nat. Bureau of Standards 87), μ the mean with weights 1 / (s² + τ²), and a best guess
    moves from μ towards the own estimate by τ² / (s² + τ²) of the way (Efron & Morris 1975, JASA 70). Its
    variance is ``s² τ² / (s² + τ²)`` and what the mean adds to it, for the part that is taken from it (Morris
    1983, JASA 78). That τ itself is a guess is left out, so that these are guesses and never verdicts.

    Parameters
    ----------
    estimates
        Of one kind: teams, managers, criteria. Those without an interval take no part.

    Returns
    -------
    list of Interval
        In the same order; unknown where there is none, or fewer than three have one.
    """
    known = [at for at, one in enumerate(estimates) if one.known]
    guesses = [UNKNOWN] * len(estimates)
    if len(known) < FEWEST_POOLED:
        return guesses
    value = np.array([estimates[at].estimate for at in known])
    variance = np.array([estimates[at].std_error for at in known]) ** 2
    between = between_variance(value, variance)
    weight = 1 / (variance + between)
    mean = float((weight * value).sum() / weight.sum())
    own = between / (variance + between)
    guess = mean + own * (value - mean)
    error = np.sqrt(own * variance + (1 - own) ** 2 / weight.sum())
    for number, at in enumerate(known):
        half = CRITICAL * float(error[number])
        middle = float(guess[number])
        guesses[at] = Interval(middle, middle - half, middle + half, float(error[number]))
    return guesses


def best_guesses_by_kind(estimates: Iterable[EffectEstimate]) -> dict[tuple[str, str], Interval]:
    """Give scope and id → best guess, the estimates of each kind of scope drawn towards each other."""
    kinds: dict[str, list[EffectEstimate]] = {}
    for one in estimates:
        kinds.setdefault(one.scope, []).append(one)
    return {
        (one.scope, one.scope_id): guess
        for of_kind in kinds.values()
        for one, guess in zip(of_kind, best_guesses([one.first for one in of_kind]), strict=True)
    }


def between_variance(value: Floats, variance: Floats) -> float:
    """Estimate how far true values scatter (τ²), by Paule & Mandel; 0 where chance explains all."""

    def excess(between: float) -> float:
        weight = 1 / (variance + between)
        mean = (weight * value).sum() / weight.sum()
        return float((weight * (value - mean) ** 2).sum()) - (len(value) - 1)

    if excess(0.0) <= 0:
        return 0.0
    # under a variance as large as all squares together, these weigh less than one
    top = float(((value - value.mean()) ** 2).sum())
    return root(excess, 0.0, top, absolute=1e-10)
