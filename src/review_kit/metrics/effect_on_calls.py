"""The effect of coaching one skill on something else that can be said of single calls.

A metric of a project's own is laid out beside the scores as one more criterion, whose coaching is the
sessions on the skill; rows, fits, intervals, gates and claims are those of :mod:`review_kit.metrics.effect`.
Two things are other than with a skill. Managers chose by the skill's scores, so these are a part of the
metric's history too: who has a low in the skill has, all else equal, a lower metric before and after. And
what a low of the metric says of the weeks to come is measured on the metric alone: a yes or no of single
calls scatters more than a score.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pandas as pd
from scipy import special

from review_kit.grains import ORG
from review_kit.metrics.effect import gates
from review_kit.metrics.effect.estimate import CRITERION, Described, EffectEstimate, estimate
from review_kit.metrics.effect.evidence import Evidence, Scope
from review_kit.metrics.effect.fit import Gaps, gaps
from review_kit.metrics.effect.fits import WeekAfter, compare_within_team, curve_fits
from review_kit.metrics.effect.gaps import scatter
from review_kit.metrics.effect.history import OWN, History, history
from review_kit.metrics.effect.inference import LEAST_ERROR_PP, Interval
from review_kit.metrics.effect.panel import Flags, Floats, Panel, panel_of
from review_kit.metrics.effect.rows import (
    AFTER,
    EARLY,
    HISTORY_DAYS,
    MINIMUM_EARLY,
    MINIMUM_RECENT,
    RECENT,
    Rows,
    complete,
    rows_at_risk,
)
from review_kit.metrics.effects import (
    logged_shares,
    scores_of_panel,
    scores_to_lay_out,
    sessions_to_lay_out,
)
from review_kit.metrics.intervals import UPPER
from review_kit.metrics.prepared import Review
from review_kit.metrics.tidy import KEYS

_METRIC = "metric"
"""Stands before the name of the metric among the criteria, so that it is none of them."""


NEAR_AN_END = "near_an_end"
"""Reason of a metric whose mean is not between these: there is no number."""
LOWEST_MEAN, HIGHEST_MEAN = 20.0, 80.0
"""Percent between which the mean of all calls must lie. Nearer to an end, what is low has less room to fall
and to recover than what is high, so that what is expected comes out too low, or too high: a yes that one call
in nine has rises by more than half a point without any effect (benchmarks/effect/on_calls.py)."""


@dataclass(frozen=True)
class Laid:
    """Scores and metric by day, and where the two that belong together are among the criteria.

    Parameters
    ----------
    unit
        pp of the metric for one of the panel, in which its calls scatter as scores do.
    """

    panel: Panel
    metric: int
    skill: int
    unit: float


def effect_on_calls(
    review: Review, name: str, calls: pd.DataFrame, criterion_id: str, *, scored: bool
) -> EffectEstimate | None:
    """Estimate the effect of coaching a skill on a metric, for the organisation.

    Parameters
    ----------
    name
        Of the metric.
    calls
        ``rep_id``, ``call_id``, ``call_on`` and ``value`` (percent) of each call it says something of.
    criterion_id
        The skill: one of :func:`~review_kit.metrics.effects.coached_criteria`.
    scored
        Whether it may have been computed from scores: then a change of the scorers is one of the metric.

    Returns
    -------
    EffectEstimate or None
        Nothing where there is no call of the metric, or no score on the skill, of the reps in review.
    """
    scores = scores_to_lay_out(review, scores_of_panel(review.call_scores, review.gaps))
    scores = scores.astype(dict.fromkeys(KEYS, "str"))
    sessions = sessions_to_lay_out(review)
    own = f"{_METRIC} {name}"
    values = calls.rename(columns={"call_on": "day", "value": "score"})
    within = values["day"].between(
        review.call_scores["call_on"].min(), pd.Timestamp(review.windows.as_of)
    )
    values = values[within & values["rep_id"].isin(review.reps["rep_id"])]
    if values.empty or criterion_id not in {*scores["criterion_id"]}:
        return None
    values = values.assign(
        criterion_id=own,
        scorer=_scorers(review, values, criterion_id) if scored else own,
    )
    mine = sessions[sessions["criterion_id"] == criterion_id].assign(criterion_id=own)
    laid = laid_out(
        pd.concat([scores, values[["rep_id", "criterion_id", "day", "score", "scorer"]]]),
        pd.concat([sessions, mine]),
        review.reps[["rep_id", "team", "manager_id"]],
        review.windows.as_of,
        own,
        criterion_id,
    )
    evidence = gather_beside(laid)
    weeks = curve_fits(laid.panel, evidence.rows, evidence.before)
    logged = dict(logged_shares(review)).get((ORG, ORG), np.nan)
    return effect_on(laid, evidence, logged, weeks)


def is_near_an_end(calls: pd.DataFrame) -> bool:
    """Say whether the mean of a metric is too near to what it can be at least, or at most.

    Parameters
    ----------
    calls
        As for :func:`effect_on_calls`.
    """
    return bool(len(calls)) and not LOWEST_MEAN <= calls["value"].mean() <= HIGHEST_MEAN


def _scorers(review: Review, values: pd.DataFrame, criterion_id: str) -> pd.Series:
    """Name who scored each call: on the skill, or else on the first criterion that it was scored on."""
    scores = review.call_scores[["rep_id", "call_id", "criterion_id", "scorer"]].astype("str")
    first = scores["criterion_id"] != criterion_id
    ordered = scores.assign(first=first).sort_values("first", kind="stable")
    by_call = ordered.drop_duplicates(["rep_id", "call_id"]).set_index(["rep_id", "call_id"])
    keys = pd.MultiIndex.from_frame(values[["rep_id", "call_id"]])
    return by_call["scorer"].reindex(keys).fillna("").set_axis(values.index)


def laid_out(
    scores: pd.DataFrame,
    sessions: pd.DataFrame,
    reps: pd.DataFrame,
    as_of: date,
    metric: str,
    skill: str,
) -> Laid:
    """Lay scores and metric out by day, the metric on a scale on which its calls scatter as scores do.

    On that scale what a team or a rep has in common in a week means the same for both, and so does a low that
    is alike.

    Parameters
    ----------
    scores, sessions, reps, as_of
        As for :func:`~review_kit.metrics.effect.panel.panel_of`, the metric among the criteria.
    metric, skill
        Their names there.
    """
    first = panel_of(scores, sessions, reps, as_of)
    at = first.criteria.get_indexer(pd.Index([metric, skill]))
    of_metric = np.arange(len(first.criteria)) == at[0]
    theirs, own = _scatter_of_calls(first, ~of_metric), _scatter_of_calls(first, of_metric)
    # where every call is alike there is no scale to bring to another
    unit = own / theirs if own > 0 and theirs > 0 else 1.0
    scale = np.where(of_metric, 1 / unit, 1.0)[:, np.newaxis]
    panel = replace(first, total=first.total * scale, squares=first.squares * scale**2)
    return Laid(panel, int(at[0]), int(at[1]), unit)


def _scatter_of_calls(panel: Panel, criteria: Flags) -> float:
    """Pool the standard deviation of the calls of each rep on each of some criteria."""
    n, total = panel.count[:, criteria, -1], panel.total[:, criteria, -1]
    inside = panel.squares[:, criteria, -1] - total**2 / np.maximum(n, 1)
    return float(np.sqrt(max(inside.sum(), 0.0) / max(int(np.maximum(n - 1, 0).sum()), 1)))


def effect_on(
    laid: Laid, evidence: Evidence, logged_share: float, weeks: tuple[WeekAfter, ...] = ()
) -> EffectEstimate:
    """Estimate the effect on the metric, and say what of it may be claimed.

    Parameters
    ----------
    evidence
        As :func:`gather_beside` gives it.
    logged_share
        Share of held sessions with a complete entry; NaN where it is not known.
    weeks
        The weeks after the first session: whether the metric rose at once.
    """
    panel = laid.panel
    units = np.zeros(panel.first_session.shape, dtype=bool)
    units[:, laid.metric] = True
    scope = Scope(CRITERION, str(panel.criteria[laid.metric]), units)
    one = estimate(evidence, scope, logged_share, Described(weeks))
    least = _least_error(evidence, laid)
    first, second = (
        _in_points(part, laid.unit, least, one.diagnostics.n_reps)
        for part in (one.first, one.second)
    )
    told = replace(one, difference=_in_points(one.difference, laid.unit, 0.0, 0), curve=())
    return told.with_comparisons(first, second) if one.first.known else told


def gather_beside(laid: Laid) -> Evidence:
    """Fit everything once, as :func:`~review_kit.metrics.effect.evidence.gather` does for skills.

    Rows of the metric have slopes of their own, and the skill's history beside that of the metric; where the
    skill has none that is long enough, there is no row, coached or not.
    """
    panel = laid.panel
    listed = rows_at_risk(panel)
    listed = listed.where((listed.criterion != laid.metric) | _skill_is_known(panel, listed, laid))
    rows = listed.where(complete(listed, panel))
    own = history(panel, rows).values
    of_metric = (rows.criterion == laid.metric)[:, np.newaxis]
    of_skill = np.zeros((len(rows), len(OWN)))
    mine = rows.where(of_metric[:, 0])
    skill = replace(mine, criterion=np.full(len(mine), laid.skill))
    of_skill[of_metric[:, 0]] = history(panel, skill).values[:, : len(OWN)]
    before = History(np.column_stack([own, own * of_metric, of_skill]))
    alone = own[:, : len(OWN)]
    within_team = compare_within_team(panel, rows, before)
    within_rep = _compare_within_rep(
        panel, rows, np.column_stack([alone, alone * of_metric, of_skill])
    )
    prognosis = before.values @ within_team.slopes
    treated = rows.where(rows.treated)
    return Evidence(
        panel=panel,
        after=AFTER,
        begins=panel.begins,
        listed=listed,
        rows=rows,
        treated=treated,
        before=before,
        prognosis=prognosis,
        within_team=within_team,
        within_rep=within_rep,
        close=gates.close_controls(rows, before, prognosis),
        whole=gates.whole_rep_coached(panel)[treated.rep, treated.criterion],
        shifts=gates.scorer_shifts(panel, rows, AFTER[1]),
    )


def _skill_is_known(panel: Panel, rows: Rows, laid: Laid) -> Flags:
    """Say of each row whether the rep's record on the skill is long and full enough for a history."""
    at = np.full(len(rows), laid.skill)
    known: Flags = panel.begins[rows.rep, at] <= rows.day - HISTORY_DAYS
    known &= panel.counted(rows.rep, at, rows.day, EARLY) >= MINIMUM_EARLY
    known &= panel.counted(rows.rep, at, rows.day, RECENT) >= MINIMUM_RECENT
    return known


def _compare_within_rep(panel: Panel, rows: Rows, x: Floats) -> Gaps:
    """Compare with the rep's other criteria, as for skills, with the history that this one has."""
    control, treated = ~rows.treated, rows.treated
    return gaps(
        rows.where(control),
        x[control],
        rows.score_after[control],
        rows.n_after[control],
        rows.where(treated),
        x[treated],
        rows.score_after[treated],
        group=np.arange(len(panel.reps)),
        team=panel.team,
        n_criteria=len(panel.criteria),
    )


def _least_error(evidence: Evidence, laid: Laid) -> float:
    """Give the standard error that independent gaps would leave their mean, on the panel's scale.

    As :func:`~review_kit.metrics.small_groups.steadied` has it, with the scatter of the metric's controls.
    """
    fitted, controls = evidence.within_team, evidence.rows.where(~evidence.rows.treated)
    own = controls.criterion == laid.metric
    share = float(own.mean()) if len(own) else 0.0
    found = scatter(
        evidence.panel,
        controls.where(own),
        replace(fitted, residual=fitted.residual[own], parameters=round(fitted.parameters * share)),
    )
    chosen = (evidence.treated.criterion == laid.metric) & ~np.isnan(fitted.full)
    n = evidence.treated.n_after[chosen]
    return float(np.sqrt((found.a + found.b / n).sum()) / max(len(n), 1))


def _in_points(part: Interval, unit: float, least: float, n_reps: int) -> Interval:
    """Bring an interval from the panel's scale to points of the metric, no surer than may be printed."""
    if not part.known:
        return part
    middle, half, error = part.estimate * unit, (part.high - part.estimate) * unit, part.std_error
    if error < least:
        half, error = float(special.stdtrit(n_reps - 1, UPPER)) * least * unit, least
    error *= unit
    if n_reps and error < LEAST_ERROR_PP:
        half, error = half * LEAST_ERROR_PP / error, LEAST_ERROR_PP
    return Interval(middle, middle - half, middle + half, error)
