"""The effect of coaching in a review: from its tables to the estimate, and from that to tables."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from review_kit.grains import ORG
from review_kit.metrics.criteria import for_ancestors
from review_kit.metrics.effect.estimate import (
    CRITERION,
    MANAGER,
    TEAM,
    CoachingEffects,
    EffectEstimate,
    coaching_effects,
)
from review_kit.metrics.effect.evidence import Evidence, scopes_of
from review_kit.metrics.effect.gaps import NOT_JUDGED
from review_kit.metrics.effect.panel import Days, Flags, Floats, Panel, panel_of
from review_kit.metrics.effect.parts import parts_of
from review_kit.metrics.effect.persistence import LaterEffects, later_effects
from review_kit.metrics.effect.pooling import best_guesses_by_kind
from review_kit.metrics.effect.robustness import robust_claims
from review_kit.metrics.effect.rows import AFTER, Rows, mean_of
from review_kit.metrics.effect.tables import (
    curve_table,
    effects_table,
    parts_table,
    persistence_table,
)
from review_kit.metrics.missing_gaps import why_missing
from review_kit.metrics.prepared import Review
from review_kit.metrics.rubric import Rubric
from review_kit.metrics.scorer_doubt import ScorerDoubt, gaps_with_doubt, scorer_doubt, with_doubt
from review_kit.metrics.scorers.gaps import Gaps
from review_kit.metrics.small_groups import steadied
from review_kit.metrics.tidy import KEYS

WEEKS_BEFORE = 8
"""Weeks before a first session that the picture of the weeks around it begins with."""

_SCOPE_OF_GRAIN = {"team": TEAM, "manager": MANAGER}


@dataclass(frozen=True)
class ReviewEffects:
    """What the effect of coaching says of a review.

    Parameters
    ----------
    effects
        One row for each scope: see :func:`~review_kit.metrics.effect.tables.effects_table`.
    curve
        The weeks around a first session: see :func:`around_sessions`.
    persistence
        One row for each scope and stretch of days after the first session: see
        :func:`~review_kit.metrics.effect.tables.persistence_table`.
    parts
        One row for each tenure, starting level and quarter: see
        :func:`~review_kit.metrics.effect.tables.parts_table`.
    gaps
        Index (``rep_id``, ``criterion_id``) of coached rep-criteria: ``first_coached_on``,
        ``expected_score``, ``expected_gap``, ``expected_gap_low``, ``expected_gap_high``,
        ``expected_gap_best_guess``, ``expected_gap_verdict``, ``n_follow_up``; for one whose follow-up is
        not over ``expected_gap_ready_on`` instead, and for any other without a gap the reason
        (:mod:`~review_kit.metrics.missing_gaps`).
    """

    effects: pd.DataFrame
    curve: pd.DataFrame
    persistence: pd.DataFrame
    parts: pd.DataFrame
    gaps: pd.DataFrame


def effects_of(review: Review) -> ReviewEffects:
    """Estimate the effect of coaching for the organisation, teams, managers and criteria.

    Looked at are the weighted top-level criteria over ``windows.history_days``; a session on a
    sub-criterion is one on the criterion that it is part of, as in the table of criteria.
    """
    panel = coaching_panel(review)
    logged = dict(logged_shares(review))
    by_gap = _panel_by_gap(review)
    found = coaching_effects(panel, logged)
    doubt = _doubt(found, by_gap)
    estimates, singles = _sure(found, review, doubt)
    later = [
        (of.days, _sure(of, review, _doubt(of, by_gap))[0]) for of in later_effects(panel, logged)
    ]
    hired = review.reps.set_index("rep_id")["hire_date"]
    parts = parts_of(found.evidence, hired, logged.get((ORG, ORG), np.nan))
    if doubt is not None:
        parts = [
            replace(part, estimate=with_doubt(part.estimate, part.scope, found.evidence, doubt))
            for part in parts
        ]
    return ReviewEffects(
        effects=effects_table(
            estimates,
            robust_claims(found.evidence, estimates),
            best_guesses_by_kind(estimates),
        ),
        curve=around_sessions(found.evidence, estimates),
        persistence=persistence_table([(AFTER, estimates), *later]),
        parts=parts_table(parts),
        gaps=_gaps(replace(found, expected_gaps=singles), panel),
    )


def _doubt(
    found: CoachingEffects | LaterEffects, by_gap: tuple[Panel, pd.Series] | None
) -> ScorerDoubt | None:
    return None if by_gap is None else scorer_doubt(found.evidence, *by_gap)


def _sure(
    found: CoachingEffects | LaterEffects, review: Review, doubt: ScorerDoubt | None
) -> tuple[tuple[EffectEstimate, ...], pd.DataFrame]:
    """Give estimates and single gaps no surer than small groups and the gaps between scorers allow."""
    estimates, singles = found.estimates, found.expected_gaps
    if doubt is not None:
        evidence = found.evidence
        singles = gaps_with_doubt(singles, evidence, doubt)
        estimates = tuple(
            with_doubt(one, scope, evidence, doubt)
            for one, scope in zip(estimates, scopes_of(evidence.panel), strict=True)
        )
    return tuple(steadied(one, singles, review.reps) for one in estimates), singles


def _panel_by_gap(review: Review) -> tuple[Panel, pd.Series] | None:
    """Lay out which gap between scorers was taken off each score, with the variance of each gap."""
    if review.gaps is None or not (review.call_scores["gap_row"] >= 0).any():
        return None
    # named by number, −1 first: text of its own in every row would be most of the work
    rows = pd.RangeIndex(-1, len(review.gaps.table)).astype("str")
    scorer = pd.Categorical.from_codes(review.call_scores["gap_row"] + 1, categories=rows)
    named = review.call_scores.assign(scorer=scorer)
    variance = review.gaps.table["variance"].reset_index(drop=True)
    return _panel(review, named), variance


def coaching_panel(review: Review) -> Panel:
    """Lay the review's calls and first sessions out by day, on one scale of scores."""
    return _panel(review, scores_of_panel(review.call_scores, review.gaps))


def _panel(review: Review, call_scores: pd.DataFrame) -> Panel:
    return panel_of(
        scores_to_lay_out(review, call_scores),
        sessions_to_lay_out(review),
        review.reps[["rep_id", "team", "manager_id"]],
        review.windows.as_of,
    )


def coached_criteria(rubric: Rubric) -> pd.Index:
    """Name the criteria that the effect is estimated on: the weighted top-level ones."""
    top = rubric.listed
    return top.index[(top["depth"] == 0) & (top["weight"] > 0)]


def scores_to_lay_out(review: Review, call_scores: pd.DataFrame) -> pd.DataFrame:
    """Give the scores on these as :func:`~review_kit.metrics.effect.panel.panel_of` takes them."""
    inside = call_scores["criterion_id"].isin(coached_criteria(review.rubric))
    named = [*KEYS, "call_on", "score", "scorer"]
    return call_scores.loc[inside, named].rename(columns={"call_on": "day"})


def sessions_to_lay_out(review: Review) -> pd.DataFrame:
    """Give the sessions on these likewise; one on a part of a criterion is one on the criterion."""
    sessions = for_ancestors(review.history, review.rubric.lineage())
    sessions = sessions[sessions["criterion_id"].isin(coached_criteria(review.rubric))]
    return sessions.rename(columns={"session_date": "day"})


def scores_of_panel(call_scores: pd.DataFrame, gaps: Gaps | None) -> pd.DataFrame:
    """Give scores on one scale; those without a value on it stay as they are.

    What is on the scale bears the name of the criterion's reference, the rest that of its own scorer, so
    that a change of scorers around a session shows only where nobody knows how far they are apart.
    """
    if gaps is None:
        return call_scores
    known = call_scores["comparable"].notna()
    criterion, scorer = call_scores["criterion_id"].cat, call_scores["scorer"].cat
    names = scorer.categories.union(pd.Index(gaps.references.unique(), dtype="str"))
    reference = names.get_indexer(pd.Index(gaps.references.reindex(criterion.categories)))
    own = names.get_indexer(scorer.categories)
    codes = np.where(known, reference[criterion.codes], own[scorer.codes])
    return call_scores.assign(
        score=call_scores["comparable"].where(known, call_scores["score"]),
        scorer=pd.Categorical.from_codes(codes, categories=names),
    )


def logged_shares(review: Review) -> Iterable[tuple[tuple[str, str], float]]:
    """Give the share of due sessions with a complete entry, as far as a calendar tells what was due.

    A criterion has that of the organisation: nobody knows what a session without an entry was about.
    """
    if review.calendar is None:
        return
    shares = review.due[~review.due["pending"]].groupby("group")["complete"].mean()
    named = review.groups.table.join(shares.rename("share"), how="inner")
    for grain, group_id, share in zip(
        named["grain"], named["group_id"], named["share"], strict=True
    ):
        if grain == ORG:
            yield (ORG, ORG), share
            yield from (((CRITERION, str(name)), share) for name in review.rubric.listed.index)
        elif grain in _SCOPE_OF_GRAIN:
            yield (_SCOPE_OF_GRAIN[grain], group_id), share


def _gaps(found: CoachingEffects, panel: Panel) -> pd.DataFrame:
    judged = found.expected_gaps[found.expected_gaps["verdict"] != NOT_JUDGED]
    told = judged.rename(
        columns={
            "first_session_on": "first_coached_on",
            "n_after": "n_follow_up",
            "expected": "expected_score",
            "low": "expected_gap_low",
            "high": "expected_gap_high",
            "best_guess": "expected_gap_best_guess",
            "verdict": "expected_gap_verdict",
        }
    ).set_index(KEYS)
    pending = found.waiting.rename(
        columns={"first_session_on": "first_coached_on", "ready_on": "expected_gap_ready_on"}
    ).set_index(KEYS)
    rows = pd.concat([told.drop(columns="score_after"), pending])
    # the first session of what can never be compared is known as well
    rep, criterion = np.nonzero(panel.first_session <= panel.as_of)
    first = pd.DataFrame(
        {
            "rep_id": panel.reps.take(rep).astype("str"),
            "criterion_id": panel.criteria.take(criterion).astype("str"),
            "first_coached_on": panel.dates(panel.first_session[rep, criterion]),
        }
    ).set_index(KEYS)
    table = rows.drop(columns="first_coached_on").join(first, how="outer")
    settled = table["expected_gap"].notna() | table["expected_gap_ready_on"].notna()
    reasons = why_missing(panel, found.of(ORG, ORG))
    return table.join(reasons[~reasons.index.isin(table.index[settled])])


def around_sessions(evidence: Evidence, estimates: Iterable[EffectEstimate]) -> pd.DataFrame:
    """Describe the weeks around a first session, for each scope with an estimate.

    Before the session ``coached`` is the mean score of the coached rep-criteria, and ``uncoached`` that of
    the same criteria in the same weeks that nobody coached. That these differ is why a plain comparison
    misleads. After it there is ``expected`` as well: what the coached would have scored
    without coaching, so that ``coached − expected`` is the estimate of the week.

    Returns
    -------
    DataFrame
        ``scope``, ``scope_id``, ``first_day``, ``last_day`` (from the session, both included),
        ``n_treated``, ``coached``, ``uncoached``, ``expected`` (percent), ``estimate``, ``low``,
        ``high`` (pp).
    """
    shown = [one for one in estimates if one.curve]
    after = curve_table(tuple(shown))
    if not shown:
        return after.assign(coached=np.nan, uncoached=np.nan, expected=np.nan)
    panel, rows, treated = evidence.panel, evidence.rows, evidence.treated
    weeks = {days: _week(panel, rows, days) for days in _days_around(shown)}
    lines = []
    for one in shown:
        inside = _inside(panel, treated, one)
        lines += [_line(one, days, *weeks[days], inside) for days in _days_around([one])]
    keys = ["scope", "scope_id", "first_day", "last_day"]
    table = pd.DataFrame(lines).merge(after.drop(columns="n_treated"), on=keys, how="left")
    return table.assign(expected=table["coached"] - table["estimate"])


def _days_around(estimates: Iterable[EffectEstimate]) -> list[Days]:
    """List the weeks before a first session, and those after it that the estimates have."""
    before: list[Days] = [(-7 * back, -7 * (back - 1)) for back in range(WEEKS_BEFORE, 0, -1)]
    after = {(point.first_day, point.last_day + 1) for one in estimates for point in one.curve}
    return [*before, *sorted(after)]


def _week(panel: Panel, rows: Rows, days: Days) -> tuple[Floats, Floats]:
    """Give mean and usual score of the coached rows on some days: the same for every scope."""
    n, total = panel.counted_and_summed(rows.rep, rows.criterion, rows.day, days)
    mean = mean_of(total, n)
    return mean[rows.treated], _uncoached(panel, rows, mean)[rows.treated]


def _line(
    one: EffectEstimate, days: Days, mean: Floats, usual: Floats, inside: Flags
) -> dict[str, object]:
    compared = inside & ~np.isnan(mean) & ~np.isnan(usual)
    return {
        "scope": one.scope,
        "scope_id": one.scope_id,
        "first_day": days[0],
        "last_day": days[1] - 1,
        "n_treated": int(compared.sum()),
        "coached": float(mean[compared].mean()) if compared.any() else np.nan,
        "uncoached": float(usual[compared].mean()) if compared.any() else np.nan,
    }


def _inside(panel: Panel, rows: Rows, one: EffectEstimate) -> Flags:
    of = {
        TEAM: (panel.teams, panel.team[rows.rep]),
        MANAGER: (panel.managers, panel.manager[rows.rep]),
        CRITERION: (panel.criteria, rows.criterion),
    }
    if one.scope not in of:
        return np.ones(len(rows), dtype=bool)
    names, numbers = of[one.scope]
    same: Flags = numbers == names.get_loc(one.scope_id)
    return same


def _uncoached(panel: Panel, rows: Rows, mean: Floats) -> Floats:
    """Average the control rows of each row's criterion and week."""
    cell = rows.criterion * panel.weeks + rows.week
    size = len(panel.criteria) * panel.weeks
    control = ~rows.treated & ~np.isnan(mean)
    n = np.bincount(cell[control], minlength=size)
    total = np.bincount(cell[control], weights=mean[control], minlength=size)
    usual: Floats = mean_of(total.astype(np.float64), n)[cell]
    return usual
