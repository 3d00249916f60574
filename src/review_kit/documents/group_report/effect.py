"""The effect of coaching as documents read it: a row of the table ``effects``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from review_kit.documents.parts.entity_data import Row
from review_kit.metrics.effect.robustness import Robustness
from review_kit.metrics.effect.verdicts import Reason, Verdict
from review_kit.metrics.effect_on_calls import NEAR_AN_END

METRIC = "metric"
"""Scope of an effect on a metric of the project's own."""
_OF_SKILLS_ALONE = (
    *("placebo", "placebo_low", "placebo_high"),
    *("robustness", "robustness_of_end", "strongest_reason"),
    *("strongest_of_coaching", "strongest_of_score", "times_strongest"),
    *("best_guess", "best_guess_low", "best_guess_high"),
)
"""Columns of ``effects`` that ``own_effects`` has not."""


class Range(NamedTuple):
    """A number with its 95 % interval, in pp."""

    estimate: float
    low: float
    high: float

    @property
    def excludes_zero(self) -> bool:
        """The whole interval lies on one side of zero."""
        return self.low > 0 or self.high < 0


@dataclass(frozen=True)
class Effect:
    """What can be said of the effect of coaching in one scope: a row of the table ``effects``.

    Parameters
    ----------
    first, second
        Compared within teams, and within reps; ``None`` where there is no interval.
    claimed
        The one that may be claimed.
    warnings
        Everything that must be said, in order of weight.
    n_treated, n_reps
        Coached skills that can be compared and their reps.
    n_fitted, n_fitted_reps
        Uncoached skill-weeks that what is expected was fitted to, and their reps.
    n_control_reps
        Reps of those in the weeks of the scope's own first sessions.
    n_cut_off, scores_from
        Coached skills whose scores do not reach back far enough from their first session, and the first
        day that there are scores of.
    earliest, needs_more_coaching, coach_from
        First day on which there can be enough; whether that takes coaching that has not begun, and
        from which day on where that is not the day after the review.
    placebo
        The A/A check of the whole company.
    robust
        Of a claimed effect, what an unseen reason would have to be like.
    best_guess
        Drawn towards the estimates of its kind; no verdict.
    near_an_end
        It is of a metric whose mean is too near to what that can be at least, or at most, for a number.
    """

    scope: str
    scope_id: str
    verdict: Verdict
    warnings: tuple[Reason, ...]
    first: Range | None
    second: Range | None
    claimed: Range | None
    n_treated: int
    n_reps: int
    n_fitted: int
    n_fitted_reps: int
    n_control_reps: int
    controls_per_treated: float | None
    overlap_share: float | None
    share_whole_reps: float | None
    evaluator_shift: float | None
    evaluator: str | None
    n_waiting: int
    n_cut_off: int
    scores_from: date | None
    earliest: date | None
    needs_more_coaching: bool
    coach_from: date | None
    placebo: Range | None
    robust: Robustness | None = None
    best_guess: Range | None = None
    near_an_end: bool = False

    @classmethod
    def of(cls, row: Row) -> Effect:
        """Read a row of ``effects``."""
        return cls(
            scope=row["scope"],
            scope_id=row["scope_id"],
            verdict=Verdict(row["verdict"]),
            warnings=tuple(Reason(name) for name in (row["warnings"] or "").split()),
            first=_range(row["estimate"], row["low"], row["high"]),
            second=_range(row["second_estimate"], row["second_low"], row["second_high"]),
            claimed=_range(row["claimed_estimate"], row["claimed_low"], row["claimed_high"]),
            n_treated=int(row["n_treated"]),
            n_reps=int(row["n_reps"]),
            n_fitted=int(row["n_fitted"]),
            n_fitted_reps=int(row["n_fitted_reps"]),
            n_control_reps=int(row["n_control_reps"]),
            controls_per_treated=row["controls_per_treated"],
            overlap_share=row["overlap_share"],
            share_whole_reps=row["share_whole_reps"],
            evaluator_shift=row["evaluator_shift"],
            evaluator=row["evaluator"],
            n_waiting=int(row["n_waiting"]),
            n_cut_off=int(row["n_cut_off"]),
            scores_from=row["scores_from"],
            earliest=row["earliest"],
            needs_more_coaching=bool(row["needs_more_coaching"]),
            coach_from=row["coach_from"],
            placebo=_range(row["placebo"], row["placebo_low"], row["placebo_high"]),
            robust=_robust(row),
            best_guess=_range(row["best_guess"], row["best_guess_low"], row["best_guess_high"]),
        )

    @classmethod
    def on_metric(cls, row: Row) -> Effect:
        """Read a row of ``own_effects``: its scope is the metric, and less is told beside it."""
        near = row["reason"] == NEAR_AN_END
        told = {
            **dict.fromkeys(_OF_SKILLS_ALONE),
            **row,
            "scope": METRIC,
            "scope_id": row["metric"],
        }
        return replace(
            cls.of({**told, "warnings": "" if near else row["warnings"]}), near_an_end=near
        )

    @property
    def is_reported(self) -> bool:
        """There is a number that may be printed as the effect, or as one that is not shown."""
        return self.verdict in {Verdict.HELPED, Verdict.LOWERED, Verdict.NOT_SHOWN}

    @property
    def is_claimed(self) -> bool:
        """Coaching helped or lowered: the only cases in which causal words stand."""
        return self.verdict in {Verdict.HELPED, Verdict.LOWERED}

    @property
    def at_least(self) -> bool:
        """The comparison group was being coached too, so the effect is at least as large."""
        later = {Reason.CONTROLS_COACHED_LATER, Reason.OVER_HALF_COACHED}
        return self.is_claimed and bool(later & set(self.warnings))

    @property
    def compatible(self) -> Range | None:
        """What the data fit: the first comparison, widened to the second where that tells another thing."""
        if self.first is None or self.second is None:
            return self.first or self.second
        apart = {Reason.COMPARISONS_DISAGREE, Reason.ONE_COMPARISON_ONLY}
        if not apart & set(self.warnings):
            return self.first
        return Range(
            self.first.estimate,
            min(self.first.low, self.second.low),
            max(self.first.high, self.second.high),
        )


def _robust(row: Row) -> Robustness | None:
    if row["robustness"] is None:
        return None
    return Robustness(
        row["robustness"],
        row["robustness_of_end"],
        row["strongest_reason"],
        row["strongest_of_coaching"],
        row["strongest_of_score"],
        row["times_strongest"],
    )


def _range(estimate: float | None, low: float | None, high: float | None) -> Range | None:
    if estimate is None or low is None or high is None:
        return None
    return Range(estimate, low, high)


def effect_of(effects: Iterable[Effect], scope: str, scope_id: str) -> Effect | None:
    """Choose the effect of one scope; ``None`` where there is no row of it."""
    return next((one for one in effects if (one.scope, one.scope_id) == (scope, scope_id)), None)
