"""The effect of coaching for every scope: organisation, teams, managers' groups, criteria."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from review_kit.grains import ORG
from review_kit.metrics.effect import gates
from review_kit.metrics.effect.claims import claim
from review_kit.metrics.effect.fit import Gaps
from review_kit.metrics.effect.fits import (
    WeekAfter,
    compare_within_rep,
    compare_within_team,
    curve_fits,
)
from review_kit.metrics.effect.gaps import expected_gaps, waiting
from review_kit.metrics.effect.gates import Diagnostics
from review_kit.metrics.effect.history import history
from review_kit.metrics.effect.inference import UNKNOWN, Interval, difference, interval, mean_gap
from review_kit.metrics.effect.panel import NEVER, Flags, Floats, Ints, Panel
from review_kit.metrics.effect.placebo import a_a_check
from review_kit.metrics.effect.rows import (
    FOLLOW_UP_DAYS,
    HISTORY_DAYS,
    Rows,
    complete,
    rows_at_risk,
)
from review_kit.metrics.effect.verdicts import WITHOUT_NUMBER, Reason, Verdict

TEAM, MANAGER, CRITERION = "team", "manager", "criterion"


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


@dataclass(frozen=True)
class CoachingEffects:
    """All scopes of a review, and its coached rep-criteria one by one.

    ``expected_gaps`` and ``waiting``: see :mod:`review_kit.metrics.effect.gaps`.
    """

    estimates: tuple[EffectEstimate, ...]
    expected_gaps: pd.DataFrame
    waiting: pd.DataFrame

    def of(self, scope: str, scope_id: str) -> EffectEstimate:
        """Give the estimate of one scope; ``KeyError`` if there is none of that name."""
        for estimate in self.estimates:
            if (estimate.scope, estimate.scope_id) == (scope, scope_id):
                return estimate
        raise KeyError((scope, scope_id))


@dataclass(frozen=True)
class _Evidence:
    """What all scopes are cut from.

    ``begins`` day on which each record begins; ``listed`` rows at risk; ``rows`` those with their
    follow-up over, ``treated`` the coached among them; ``close``, ``whole``, ``shifts``: close controls,
    whole rep coached, shifts of the scorers' shares (scorers × rows).
    """

    panel: Panel
    begins: Ints
    listed: Rows
    rows: Rows
    treated: Rows
    within_team: Gaps
    within_rep: Gaps
    curve: tuple[WeekAfter, ...]
    close: Ints
    whole: Flags
    shifts: Floats
    placebo: Interval


@dataclass(frozen=True)
class _Scope:
    """Reps and criteria (one flag each) that a scope holds."""

    scope: str
    scope_id: str
    reps: Flags
    criteria: Flags

    def holds(self, rows: Rows) -> Flags:
        inside: Flags = self.reps[rows.rep] & self.criteria[rows.criterion]
        return inside


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
    evidence = _gather(panel)
    shares = logged_share or {}
    estimates = tuple(
        _estimate(evidence, scope, shares.get((scope.scope, scope.scope_id), np.nan))
        for scope in _scopes(panel)
    )
    comparable = estimates[0].reason not in WITHOUT_NUMBER
    return CoachingEffects(
        estimates=estimates,
        expected_gaps=expected_gaps(
            panel, evidence.rows, evidence.within_team, comparable=comparable
        ),
        waiting=waiting(panel, evidence.listed),
    )


def _scopes(panel: Panel) -> list[_Scope]:
    all_reps = np.ones(len(panel.reps), dtype=bool)
    all_criteria = np.ones(len(panel.criteria), dtype=bool)
    scopes = [_Scope(ORG, ORG, all_reps, all_criteria)]
    for scope, names, of in (
        (TEAM, panel.teams, panel.team),
        (MANAGER, panel.managers, panel.manager),
    ):
        scopes += [
            _Scope(scope, str(name), of == number, all_criteria)
            for number, name in enumerate(names)
        ]
    everyone = np.arange(len(panel.criteria))
    scopes += [
        _Scope(CRITERION, str(name), all_reps, everyone == number)
        for number, name in enumerate(panel.criteria)
    ]
    return scopes


def _gather(panel: Panel) -> _Evidence:
    listed = rows_at_risk(panel)
    rows = listed.where(complete(listed, panel))
    before = history(panel, rows)
    within_team = compare_within_team(panel, rows, before)
    prognosis = before.values @ within_team.slopes
    treated = rows.where(rows.treated)
    return _Evidence(
        panel=panel,
        begins=panel.begins,
        listed=listed,
        rows=rows,
        treated=treated,
        within_team=within_team,
        within_rep=compare_within_rep(panel, rows, before),
        curve=curve_fits(panel, rows, before),
        close=gates.close_controls(rows, before, prognosis),
        whole=gates.whole_rep_coached(panel)[treated.rep, treated.criterion],
        shifts=gates.scorer_shifts(panel, rows),
        placebo=a_a_check(panel, rows, before, prognosis),
    )


def _estimate(evidence: _Evidence, scope: _Scope, logged_share: float) -> EffectEstimate:
    found = _diagnose(evidence, scope)
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
            placebo=evidence.placebo,
        )
    chosen = scope.holds(evidence.treated)
    first = interval(mean_gap(evidence.within_team, chosen))
    second = interval(mean_gap(evidence.within_rep, chosen))
    both = chosen & ~np.isnan(evidence.within_team.full) & ~np.isnan(evidence.within_rep.full)
    apart = difference(mean_gap(evidence.within_rep, both), mean_gap(evidence.within_team, both))
    curve = tuple(_curve_point(week, scope) for week in evidence.curve)
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
        placebo=evidence.placebo,
    )


def _diagnose(evidence: _Evidence, scope: _Scope) -> Diagnostics:
    panel, rows, treated = evidence.panel, evidence.rows, evidence.treated
    chosen = scope.holds(treated) & ~np.isnan(evidence.within_team.full)
    compared = treated.where(chosen)
    weeks = np.zeros(panel.weeks, dtype=bool)
    weeks[compared.week] = True
    # the organisation's controls of these weeks; of the criterion alone where that is the scope
    beside = ~rows.treated & weeks[rows.week] & scope.criteria[rows.criterion]
    n_controls = int(beside.sum())
    candidates = evidence.listed.where(evidence.listed.treated & scope.holds(evidence.listed))
    done = complete(candidates, panel)
    ready = candidates.day + FOLLOW_UP_DAYS - 1
    pending = ready > panel.as_of
    can = done | pending
    begins, first = evidence.begins, panel.first_session
    used = (begins < NEVER) & scope.reps[:, np.newaxis] & scope.criteria
    coached = used & (first < NEVER)
    cut_off = coached & (begins > first - HISTORY_DAYS)
    uncoached = used & ~coached
    earliest = gates.earliest_day(
        ready[can], candidates.rep[can], begins[uncoached], np.nonzero(uncoached)[0], panel.as_of
    )
    coach_from = None if earliest.coach_from == panel.as_of + 1 else earliest.coach_from
    with_cut_off = np.concatenate([candidates.rep[can], np.nonzero(cut_off)[0]])
    shift, evaluator = gates.most_shifted(
        panel, evidence.shifts[:, rows.treated][:, chosen], evidence.shifts[:, beside]
    )
    return Diagnostics(
        n_treated=len(compared),
        n_reps=len(np.unique(compared.rep)),
        n_fitted=len(rows) - len(treated),
        n_fitted_reps=int(evidence.within_team.reps.fitted.sum()),
        n_controls=n_controls,
        n_control_reps=len(np.unique(rows.rep[beside])),
        controls_per_treated=n_controls / max(len(compared), 1),
        overlap_share=_mean(evidence.close[chosen] >= gates.CLOSE_CONTROLS),
        share_coached_later=_mean(rows.coached_later[beside]),
        share_coached=float(coached.sum() / max(int(used.sum()), 1)),
        share_whole_reps=_mean(evidence.whole[chosen]),
        evaluator_shift=shift,
        evaluator=evaluator,
        n_waiting=int(pending.sum()),
        n_cut_off=int(cut_off.sum()),
        scores_from=panel.date_of(int(begins[used].min())) if used.any() else None,
        record_too_short=bool(cut_off.any()) and gates.enough(with_cut_off),
        earliest=panel.date_of(earliest.day),
        needs_more_coaching=earliest.coach_from is not None,
        coach_from=None if coach_from is None else panel.date_of(coach_from),
    )


def _mean(values: Flags | Floats) -> float:
    return float(values.mean()) if len(values) else np.nan


def _curve_point(week: WeekAfter, scope: _Scope) -> CurvePoint:
    mean = mean_gap(week.gaps, scope.holds(week.treated))
    return CurvePoint(week.days[0], week.days[1] - 1, mean.n_treated, interval(mean))


def _warnings(
    apart: Interval, curve: tuple[CurvePoint, ...], found: Diagnostics
) -> tuple[Reason, ...]:
    cases = {
        Reason.COMPARISONS_DISAGREE: apart.is_above_zero or apart.is_below_zero,
        Reason.ROSE_AT_ONCE: curve[0].effect.is_above_zero,
        Reason.CONTROLS_COACHED_LATER: found.share_coached_later >= gates.LATER_SHARE,
        Reason.OVER_HALF_COACHED: found.share_coached > gates.COACHED_SHARE,
    }
    return tuple(reason for reason, holds in cases.items() if holds)
