"""The effect of coaching for every scope: organisation, teams, managers' groups, criteria."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from review_kit.metrics.effect import gates
from review_kit.metrics.effect.claims import claim
from review_kit.metrics.effect.evidence import (
    CRITERION,
    MANAGER,
    TEAM,
    Evidence,
    Scope,
    diagnose,
    gather,
    scopes_of,
)
from review_kit.metrics.effect.fits import WeekAfter, curve_fits
from review_kit.metrics.effect.gaps import expected_gaps, waiting
from review_kit.metrics.effect.gates import Diagnostics
from review_kit.metrics.effect.inference import UNKNOWN, Interval, difference, interval, mean_gap
from review_kit.metrics.effect.panel import Panel
from review_kit.metrics.effect.placebo import a_a_check
from review_kit.metrics.effect.verdicts import WITHOUT_NUMBER, Reason, Verdict

__all__ = [
    "CRITERION",
    "MANAGER",
    "TEAM",
    "CoachingEffects",
    "CurvePoint",
    "Described",
    "EffectEstimate",
    "coaching_effects",
    "described",
    "estimate",
]


@dataclass(frozen=True)
class CurvePoint:
    """Mean gap on some days after the first session (both ends included)."""

    first_day: int
    last_day: int
    n_treated: int
    effect: Interval


@dataclass(frozen=True)
class EffectEstimate:
    """What can be said of the effect of coaching in one scope; numbers in pp, NaN where none is told.

    Parameters
    ----------
    scope, scope_id
        ``org``, ``team``, ``manager`` or ``criterion``, and which one.
    first, second
        Mean effect of starting coaching on a rep-criterion, days 8–35 after its first session:
        compared within teams, and within reps.
    difference
        Second less first on the rep-criteria that both tell of.
    claimed
        The one that may be claimed: see :func:`~review_kit.metrics.effect.claims.claim`.
    verdict, reason
        What is claimed; the weightiest of ``warnings``.
    warnings
        Everything that must be said, in order of weight.
    curve
        The weeks after the first session; empty where there is no number.
    placebo
        The A/A check of the whole company.
    """

    scope: str
    scope_id: str
    first: Interval
    second: Interval
    difference: Interval
    claimed: Interval
    verdict: Verdict
    reason: Reason
    warnings: tuple[Reason, ...]
    curve: tuple[CurvePoint, ...]
    diagnostics: Diagnostics
    placebo: Interval

    def with_comparisons(self, first: Interval, second: Interval) -> EffectEstimate:
        """Give the estimate with other intervals, and what may be claimed of these."""
        said = claim(first, second, self.warnings)
        return replace(
            self,
            first=first,
            second=second,
            claimed=said.claimed,
            verdict=said.verdict,
            reason=said.reason,
            warnings=said.warnings,
        )


@dataclass(frozen=True)
class CoachingEffects:
    """All scopes of a review, and its coached rep-criteria one by one.

    ``expected_gaps`` and ``waiting``: see :mod:`review_kit.metrics.effect.gaps`; ``evidence``: what all of it
    is cut from.
    """

    evidence: Evidence
    estimates: tuple[EffectEstimate, ...]
    expected_gaps: pd.DataFrame
    waiting: pd.DataFrame

    def of(self, scope: str, scope_id: str) -> EffectEstimate:
        """Give the estimate of one scope; ``KeyError`` if there is none of that name."""
        for estimate in self.estimates:
            if (estimate.scope, estimate.scope_id) == (scope, scope_id):
                return estimate
        raise KeyError((scope, scope_id))


def coaching_effects(
    panel: Panel, logged_share: Mapping[tuple[str, str], float] | None = None
) -> CoachingEffects:
    """Estimate the effect of coaching for the organisation, each team, manager and criterion.

    Everything is fitted once, on the controls of the whole organisation; a scope is the mean over its
    own coached rep-criteria. A small team so has the controls of all for what history says, and its
    own for what its weeks were like.

    Parameters
    ----------
    panel
        Calls and first sessions: see :func:`~review_kit.metrics.effect.panel.panel_of`.
    logged_share
        (scope, scope_id) → share of held sessions with a complete entry, where a calendar tells it.
    """
    evidence = gather(panel)
    beside = described(evidence)
    shares = logged_share or {}
    estimates = tuple(
        estimate(evidence, scope, shares.get((scope.scope, scope.scope_id), np.nan), beside)
        for scope in scopes_of(panel)
    )
    comparable = estimates[0].reason not in WITHOUT_NUMBER
    return CoachingEffects(
        evidence=evidence,
        estimates=estimates,
        expected_gaps=expected_gaps(
            panel, evidence.rows, evidence.within_team, comparable=comparable
        ),
        waiting=waiting(panel, evidence.listed),
    )


@dataclass(frozen=True)
class Described:
    """What stands beside the estimates: the weeks after the first session, and the A/A check."""

    curve: tuple[WeekAfter, ...] = ()
    placebo: Interval = UNKNOWN


def described(evidence: Evidence) -> Described:
    """Fit the weeks after the first session one by one, and make the A/A check."""
    panel, rows, before = evidence.panel, evidence.rows, evidence.before
    return Described(
        curve_fits(panel, rows, before), a_a_check(panel, rows, before, evidence.prognosis)
    )


def estimate(
    evidence: Evidence, scope: Scope, logged_share: float, beside: Described
) -> EffectEstimate:
    """Estimate the effect in one scope, and say what of it may be claimed.

    Parameters
    ----------
    logged_share
        Share of held sessions with a complete entry; NaN where it is not known.
    """
    found = diagnose(evidence, scope)
    reason = gates.failed_gate(found, logged_share)
    if reason is not Reason.NONE:
        return EffectEstimate(
            scope=scope.scope,
            scope_id=scope.scope_id,
            first=UNKNOWN,
            second=UNKNOWN,
            difference=UNKNOWN,
            claimed=UNKNOWN,
            verdict=Verdict.NOT_MEASURABLE,
            reason=reason,
            warnings=(reason,),
            curve=(),
            diagnostics=found,
            placebo=beside.placebo,
        )
    chosen = scope.holds(evidence.treated)
    first = interval(mean_gap(evidence.within_team, chosen))
    second = interval(mean_gap(evidence.within_rep, chosen))
    both = chosen & ~np.isnan(evidence.within_team.full) & ~np.isnan(evidence.within_rep.full)
    apart = difference(mean_gap(evidence.within_rep, both), mean_gap(evidence.within_team, both))
    curve = tuple(_curve_point(week, scope) for week in beside.curve)
    said = claim(first, second, _warnings(apart, curve, found))
    return EffectEstimate(
        scope=scope.scope,
        scope_id=scope.scope_id,
        first=first,
        second=second,
        difference=apart,
        claimed=said.claimed,
        verdict=said.verdict,
        reason=said.reason,
        warnings=said.warnings,
        curve=curve,
        diagnostics=found,
        placebo=beside.placebo,
    )


def _curve_point(week: WeekAfter, scope: Scope) -> CurvePoint:
    mean = mean_gap(week.gaps, scope.holds(week.treated))
    return CurvePoint(week.days[0], week.days[1] - 1, mean.n_treated, interval(mean))


def _warnings(
    apart: Interval, curve: tuple[CurvePoint, ...], found: Diagnostics
) -> tuple[Reason, ...]:
    cases = {
        Reason.COMPARISONS_DISAGREE: apart.is_above_zero or apart.is_below_zero,
        Reason.ROSE_AT_ONCE: bool(curve) and curve[0].effect.is_above_zero,
        Reason.CONTROLS_COACHED_LATER: found.share_coached_later >= gates.LATER_SHARE,
        Reason.OVER_HALF_COACHED: found.share_coached > gates.COACHED_SHARE,
    }
    return tuple(reason for reason, holds in cases.items() if holds)
