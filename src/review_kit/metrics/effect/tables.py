"""The estimates as tables, for the files of a run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import numpy as np
import pandas as pd

from review_kit.metrics.effect.estimate import EffectEstimate
from review_kit.metrics.effect.inference import UNKNOWN, Interval
from review_kit.metrics.effect.panel import Days
from review_kit.metrics.effect.parts import Part
from review_kit.metrics.effect.robustness import Robustness
from review_kit.metrics.effect.verdicts import WITHOUT_NUMBER

KEPT_OF_STRETCH = (
    "estimate",
    "low",
    "high",
    "std_error",
    "n_treated",
    "n_reps",
    "second_estimate",
    "second_low",
    "second_high",
    "verdict",
    "reason",
    "claimed_estimate",
    "claimed_low",
    "claimed_high",
    "n_fitted",
    "n_fitted_reps",
    "share_coached_later",
    "earliest",
    "needs_more_coaching",
    "warnings",
)
"""Columns of an estimate that its later stretches and its parts have as well."""


def effects_table(
    estimates: tuple[EffectEstimate, ...],
    robust: Mapping[tuple[str, str], Robustness] | None = None,
    best_guesses: Mapping[tuple[str, str], Interval] | None = None,
) -> pd.DataFrame:
    """Lay the estimates out as a table, one row for each scope.

    Parameters
    ----------
    robust
        Scope and id → how robust a claimed effect is.
    best_guesses
        Scope and id → the estimate drawn towards those of its kind.

    Returns
    -------
    DataFrame
        ``scope``, ``scope_id``, ``estimate``, ``low``, ``high``, ``std_error``, ``n_treated``, ``n_reps``,
        ``second_estimate``, ``second_low``, ``second_high``, ``verdict``, ``reason``; then the claimed
        interval, the paired difference, every field of the diagnostics, the A/A check, ``warnings``
        (joined by spaces), how robust it is, and the best guess.
    """
    found, guesses = robust or {}, best_guesses or {}
    return pd.DataFrame(
        [
            _row(one)
            | _robust(found.get((one.scope, one.scope_id)))
            | _best_guess(guesses.get((one.scope, one.scope_id), UNKNOWN))
            for one in estimates
        ]
    )


def _best_guess(guess: Interval) -> dict[str, object]:
    return {
        "best_guess": guess.estimate,
        "best_guess_low": guess.low,
        "best_guess_high": guess.high,
    }


def parts_table(parts: Iterable[Part]) -> pd.DataFrame:
    """Lay the effect by tenure, starting level and quarter out as a table, one row for each part.

    Returns
    -------
    DataFrame
        ``kind``, ``part``, then the columns of :func:`effects_table` that :data:`KEPT_OF_STRETCH` names,
        ``apart``, ``apart_low``, ``apart_high`` (effect on the part less that on all other coached), and
        the best guess.
    """
    names = ["kind", "part", *KEPT_OF_STRETCH, "apart", "apart_low", "apart_high"]
    names += ["best_guess", "best_guess_low", "best_guess_high"]
    rows = [
        {
            "kind": part.kind,
            "part": part.name,
            **_row(part.estimate),
            "apart": part.apart.estimate,
            "apart_low": part.apart.low,
            "apart_high": part.apart.high,
            **_best_guess(part.best_guess),
        }
        for part in parts
    ]
    return pd.DataFrame(rows, columns=names)


def _robust(found: Robustness | None) -> dict[str, object]:
    return {
        "robustness": None if found is None else found.value,
        "robustness_of_end": None if found is None else found.value_of_end,
        "strongest_reason": None if found is None else found.strongest,
        "strongest_of_coaching": None if found is None else found.of_coaching,
        "strongest_of_score": None if found is None else found.of_score,
        "times_strongest": None if found is None else found.times,
    }


def _row(one: EffectEstimate) -> dict[str, object]:
    found = one.diagnostics
    told = one.reason not in WITHOUT_NUMBER
    return {
        "scope": one.scope,
        "scope_id": one.scope_id,
        "estimate": one.first.estimate,
        "low": one.first.low,
        "high": one.first.high,
        "std_error": one.first.std_error,
        "n_treated": found.n_treated,
        "n_reps": found.n_reps,
        "second_estimate": one.second.estimate,
        "second_low": one.second.low,
        "second_high": one.second.high,
        "verdict": str(one.verdict),
        "reason": str(one.reason),
        "claimed_estimate": one.claimed.estimate,
        "claimed_low": one.claimed.low,
        "claimed_high": one.claimed.high,
        "difference": one.difference.estimate,
        "difference_low": one.difference.low,
        "difference_high": one.difference.high,
        "n_fitted": found.n_fitted,
        "n_fitted_reps": found.n_fitted_reps,
        "n_controls": found.n_controls,
        "n_control_reps": found.n_control_reps,
        "controls_per_treated": found.controls_per_treated,
        "overlap_share": found.overlap_share,
        "share_coached_later": found.share_coached_later,
        "share_coached": found.share_coached,
        "share_whole_reps": found.share_whole_reps,
        "evaluator_shift": found.evaluator_shift,
        "evaluator": found.evaluator,
        "n_waiting": found.n_waiting,
        "n_cut_off": found.n_cut_off,
        "scores_from": _timestamp(found.scores_from),
        "earliest": _timestamp(found.earliest),
        "needs_more_coaching": found.needs_more_coaching,
        "coach_from": _timestamp(found.coach_from),
        "placebo": one.placebo.estimate if told else np.nan,
        "placebo_low": one.placebo.low if told else np.nan,
        "placebo_high": one.placebo.high if told else np.nan,
        "warnings": " ".join(one.warnings),
    }


def persistence_table(stretches: Iterable[tuple[Days, Iterable[EffectEstimate]]]) -> pd.DataFrame:
    """Lay the effect on several stretches of days out as a table, one row for each scope and stretch.

    Parameters
    ----------
    stretches
        Days of a stretch, from the first included to the second not, and the estimates on them.

    Returns
    -------
    DataFrame
        ``scope``, ``scope_id``, ``first_day``, ``last_day`` (both included), then the columns of
        :func:`effects_table` that :data:`KEPT_OF_STRETCH` names; the stretches of a scope after each other.
    """
    rows = [
        {"number": number, "first_day": days[0], "last_day": days[1] - 1, **_row(one)}
        for days, estimates in stretches
        for number, one in enumerate(estimates)
    ]
    names = ["scope", "scope_id", "first_day", "last_day", *KEPT_OF_STRETCH]
    table = pd.DataFrame(rows, columns=["number", *names])
    return table.sort_values(["number", "first_day"], kind="stable")[names].reset_index(drop=True)


def _timestamp(day: date | None) -> object:
    return pd.NaT if day is None else pd.Timestamp(day)


def curve_table(estimates: tuple[EffectEstimate, ...]) -> pd.DataFrame:
    """Lay the curves out as a table, one row for each scope and week after the first session.

    Returns
    -------
    DataFrame
        ``scope``, ``scope_id``, ``first_day``, ``last_day``, ``n_treated``, ``estimate``, ``low``, ``high``.
    """
    rows = [
        {
            "scope": one.scope,
            "scope_id": one.scope_id,
            "first_day": point.first_day,
            "last_day": point.last_day,
            "n_treated": point.n_treated,
            "estimate": point.effect.estimate,
            "low": point.effect.low,
            "high": point.effect.high,
        }
        for one in estimates
        for point in one.curve
    ]
    names = ["scope", "scope_id", "first_day", "last_day", "n_treated", "estimate", "low", "high"]
    return pd.DataFrame(rows, columns=names)
