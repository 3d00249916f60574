"""How strong an unseen reason for coaching would have to be to explain a claimed effect away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from review_kit.metrics.effect.absorb import LeftProducts
from review_kit.metrics.effect.estimate import EffectEstimate
from review_kit.metrics.effect.evidence import Evidence, Scope, scopes_of
from review_kit.metrics.effect.history import COLUMNS, OWN
from review_kit.metrics.effect.inference import Interval
from review_kit.metrics.effect.panel import Flags, Floats
from review_kit.metrics.effect.verdicts import Verdict

SEEN: Mapping[str, tuple[str, ...]] = {
    "level": ("early", "early_raw"),
    "last_weeks": ("last_week", "week_before", "third_week", "recent", "recent_raw"),
    "same_day": ("same_day",),
    "whole_rep": ("rep_early", "rep_recent"),
}
"""Seen reasons for coaching → the parts of the history that they are made of."""

MOST_TIMES = 100.0
"""Stronger than this many times the strongest seen reason, no more is told apart."""
_STEPS = 60


@dataclass(frozen=True)
class Robustness:
    """What an unseen reason would have to be like.

    Shares are partial R²: parts of what the history and the constants of the weeks leave unexplained.

    Parameters
    ----------
    value, value_of_end
        Share of both coaching and score that it would have to explain to bring the estimate to zero, and
        to bring the end of the interval nearer to zero there.
    strongest
        Key of :data:`SEEN`: the seen reason that would bias the estimate most if it were left out.
    of_coaching, of_score
        Share of each that this one explains.
    times
        How many times as strong as this one the unseen reason would have to be, in both, to bring that end
        to zero; at most :data:`MOST_TIMES`.
    """

    value: float
    value_of_end: float
    strongest: str
    of_coaching: float
    of_score: float
    times: float


def robustness(
    evidence: Evidence, scope: Scope, claimed: Interval, *, within_rep: bool
) -> Robustness:
    """Measure how robust a claimed effect is to a reason for coaching that no score shows.

    Cinelli & Hazlett 2020 (J. Royal Statist. Society B 82): a left-out reason that explains shares R²ʸ of
    the score and R²ᵈ of the coaching, of what is left of each, moves a coefficient by at most
    ``se · √df · √(R²ʸ R²ᵈ / (1 − R²ᵈ))``, and ``se · √df`` is the spread of what is left of the score over
    that of the coaching, however the rows hang together. That ratio is of the regression of the score on
    coaching, history and constants over controls and coached alike, with the weights of the fit on
    controls; the effect set against it is the claimed one, which that fit makes.

    Parameters
    ----------
    claimed
        An interval that lies on one side of zero.
    within_rep
        It is the second comparison: the constants are those of rep × week, and nothing of the whole rep
        is history.
    """
    return _robustness(evidence, scope, claimed, _of_controls(evidence, within_rep=within_rep))


def _of_controls(evidence: Evidence, *, within_rep: bool) -> LeftProducts:
    """Sum the controls, which are those of every scope."""
    panel, control = evidence.panel, ~evidence.rows.treated
    return LeftProducts.of(
        evidence.rows.where(control),
        _columns(evidence, control, len(OWN if within_rep else COLUMNS)),
        evidence.rows.n_after[control],
        group=np.arange(len(panel.reps)) if within_rep else panel.team,
        n_criteria=len(panel.criteria),
        n_weeks=panel.weeks,
    )


def _columns(evidence: Evidence, kept: Flags, n_history: int) -> Floats:
    """Give history, coaching and score of some rows."""
    rows = evidence.rows
    x = evidence.before.values[kept, :n_history]
    return np.column_stack([x, rows.treated[kept], rows.score_after[kept]])


def _robustness(
    evidence: Evidence, scope: Scope, claimed: Interval, controls: LeftProducts
) -> Robustness:
    rows = evidence.rows
    # history, then coaching and score
    names = COLUMNS[: controls.products.shape[0] - 2]
    coached = rows.treated.copy()
    coached[coached] = scope.holds(evidence.treated)
    moments = controls.with_rows(
        rows.where(coached), _columns(evidence, coached, len(names)), rows.n_after[coached]
    )
    d, y = len(names), len(names) + 1
    history = list(range(len(names)))
    of_coaching = _left(moments, d, history)
    spread = np.sqrt(_left(moments, y, [*history, d]) / of_coaching)
    strength = abs(claimed.estimate) / spread
    strength_of_end = min(abs(claimed.low), abs(claimed.high)) / spread
    shares = {}
    for reason, parts in SEEN.items():
        others = [at for at, name in enumerate(names) if name not in parts]
        if len(others) < len(names):
            shares[reason] = (
                1 - of_coaching / _left(moments, d, others),
                1 - _left(moments, y, [*history, d]) / _left(moments, y, [*others, d]),
            )
    strongest = max(shares, key=lambda reason: bias_of(*shares[reason], times=1.0))
    return Robustness(
        value=robustness_value(strength),
        value_of_end=robustness_value(strength_of_end),
        strongest=strongest,
        of_coaching=shares[strongest][0],
        of_score=shares[strongest][1],
        times=_times(*shares[strongest], strength_of_end),
    )


def robust_claims(
    evidence: Evidence, estimates: Iterable[EffectEstimate]
) -> dict[tuple[str, str], Robustness]:
    """Give scope and id → robustness, of every estimate that claims an effect."""
    scopes = {(scope.scope, scope.scope_id): scope for scope in scopes_of(evidence.panel)}
    controls: dict[bool, LeftProducts] = {}
    found = {}
    for one in estimates:
        if one.verdict in {Verdict.HELPED, Verdict.LOWERED}:
            within_rep = one.claimed == one.second
            if within_rep not in controls:
                controls[within_rep] = _of_controls(evidence, within_rep=within_rep)
            scope = scopes[one.scope, one.scope_id]
            found[scope.scope, scope.scope_id] = _robustness(
                evidence, scope, one.claimed, controls[within_rep]
            )
    return found


def robustness_value(strength: float) -> float:
    """Give the share of both coaching and score that explains a strength away (their equation 18).

    Parameters
    ----------
    strength
        Partial f of the coaching with the score: |effect| ÷ (se · √df).
    """
    square = strength**2
    return float((np.sqrt(square**2 + 4 * square) - square) / 2)


def bound(of_coaching: float, of_score: float, times: float) -> tuple[float, float]:
    """Bound the shares of an unseen reason so many times as strong as a seen one (their section 4.4).

    Parameters
    ----------
    of_coaching, of_score
        Partial R² of the seen reason with coaching given the rest of the history, and with the score given
        that and coaching.

    Returns
    -------
    tuple
        Its share of coaching and of score; each at most 1.
    """
    f_coaching = of_coaching / (1 - of_coaching)
    share = times * f_coaching
    if share >= 1:
        return 1.0, 1.0
    with_seen = times * of_coaching**2 / ((1 - times * of_coaching) * (1 - of_coaching))
    if with_seen >= 1:
        return share, 1.0
    factor = (np.sqrt(times) + np.sqrt(with_seen)) / np.sqrt(1 - with_seen)
    return share, float(min(factor**2 * of_score / (1 - of_score), 1.0))


def bias_of(of_coaching: float, of_score: float, *, times: float) -> float:
    """Give how far such an unseen reason moves the estimate, as a partial f."""
    coaching, score = bound(of_coaching, of_score, times)
    return float("inf") if coaching >= 1 else float(np.sqrt(score * coaching / (1 - coaching)))


def _times(of_coaching: float, of_score: float, strength: float) -> float:
    """Find by bisection how many times as strong it must be to move the estimate so far."""
    low, high = 0.0, MOST_TIMES
    if bias_of(of_coaching, of_score, times=high) < strength:
        return MOST_TIMES
    for _ in range(_STEPS):
        middle = (low + high) / 2
        if bias_of(of_coaching, of_score, times=middle) < strength:
            low = middle
        else:
            high = middle
    return high


def _left(moments: Floats, of: int, given: list[int]) -> float:
    """Sum of squares of a column that others leave unexplained."""
    inner = moments[np.ix_(given, given)]
    explained = moments[of, given] @ np.linalg.pinv(inner, hermitian=True) @ moments[given, of]
    return float(moments[of, of] - explained)
