"""The overall score of two sets of calls, like with like: by one rubric, and on one scale of the scorers.

Weights are those of the review day for both, so new weights alone change nothing. What does: a criterion that
was not scored then, or that was replaced by one of another name; and other scorers.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from review_kit.metrics.evidence import EvidenceRule
from review_kit.metrics.groups import explode_by_group
from review_kit.metrics.prepared import Review
from review_kit.metrics.rubric import Rubric
from review_kit.metrics.scorers.one_scale import LIKE_ENOUGH
from review_kit.metrics.scoring import overall_scores

OVERALL = "overall_score"

OTHER_SKILLS = "not compared with the previous window: other skills were scored then"
OTHER_SCORERS = (
    "not compared with the previous window: other scorers scored then, and nobody knows how far apart "
    "they are"
)
OTHERS_THEN = "not compared with the previous window: other scorers scored then"
ONE_SCALE = "the previous window is told as this window's scorers would have scored it"
"""What stands beside a score whose previous window was not scored alike."""

BESIDE_SCORES = frozenset({"self_assessment_gap"})
"""Other metrics that are measured against scores: their previous window is told of like scores alone."""

_ROUNDING = 1e-9


def weighted(call_scores: pd.DataFrame, rubric: Rubric) -> pd.DataFrame:
    """Keep the scores that overall scores are made of, with ``weight``, ``version`` and ``scorer`` as text.

    Returns
    -------
    DataFrame
        Rows of ``call_scores``; ``version`` names the criterion and how often it had been replaced by then.
    """
    top = rubric.criteria["weight"].where(rubric.criteria["depth"] == 0, 0.0).to_numpy()
    codes = call_scores["criterion_id"].cat.codes.to_numpy()
    counted = top[codes] > 0
    rows = call_scores[counted]
    version = np.zeros(len(rows), dtype=np.int64)
    for at, name in enumerate(rubric.criteria.index):
        days = rubric.renewed_on.get(str(name))
        if days:
            mine = codes[counted] == at
            day = rows["call_on"].to_numpy()[mine]
            version[mine] = np.searchsorted(np.array(days, dtype=day.dtype), day, side="right")
    return rows.assign(
        weight=top[codes[counted]], version=codes[counted].astype(np.int64) * 1000 + version
    )


def apart(before: pd.DataFrame, after: pd.DataFrame, column: str) -> float:
    """Say how much of the weight of two sets of scores lies on different values of a column, from 0 to 1."""
    parts = []
    for scores in (before, after):
        sums = scores.groupby(column, observed=True)["weight"].sum()
        parts.append(sums / sums.sum())
    both = pd.concat(parts, axis="columns").fillna(0.0)
    return float((both.iloc[:, 0] - both.iloc[:, 1]).abs().sum() / 2)


def alike(share: float) -> bool:
    """Say whether two sets of scores are near enough to be compared as they are."""
    return share < LIKE_ENOUGH - _ROUNDING


def on_one_scale(scores: pd.DataFrame, rubric: Rubric) -> pd.DataFrame:
    """Give the overall scores of calls on the scale of the references; calls without one are left out.

    Parameters
    ----------
    scores
        Of :func:`weighted`.

    Returns
    -------
    DataFrame
        ``rep_id``, ``call_id``, ``call_on``, ``score``.
    """
    unknown = scores["comparable"].isna()
    without = scores.loc[unknown, ["rep_id", "call_id"]].drop_duplicates().assign(known=False)
    found = overall_scores(scores.assign(score=scores["comparable"]), rubric)
    told = found.merge(without.astype({"rep_id": "str"}), on=["rep_id", "call_id"], how="left")
    kept: pd.DataFrame = found[told["known"].isna().to_numpy()]
    return kept


@dataclass(frozen=True)
class ScoresBefore:
    """How the scores of the previous window compare with this window's.

    Parameters
    ----------
    other_skills
        A tenth or more of the weight lay on other criteria: nothing is compared.
    by_others
        One row for each group in which a scorer's share of the weight changed by a tenth or more: ``group``,
        ``change`` on one scale, missing where nobody knows it or on too few calls, and ``n`` calls before.
    """

    other_skills: bool
    by_others: pd.DataFrame


def scores_before(review: Review) -> ScoresBefore:
    """Compare the scores of both windows: which criteria were scored, and by whom."""
    nobody = pd.DataFrame({"group": [], "change": [], "n": []}).astype({"n": "int64"})
    scores = weighted(review.call_scores, review.rubric)
    windows = (review.windows.previous, review.windows.window)
    before, after = (scores[window.contains(scores["call_on"])] for window in windows)
    if before.empty or after.empty:
        return ScoresBefore(False, nobody)
    if not alike(apart(before, after, "version")):
        return ScoresBefore(True, nobody)
    unlike = set() if review.gaps is None else _groups_scored_by_others(review, before, after)
    if not unlike:
        return ScoresBefore(False, nobody)
    change, n = _on_one_scale(review, before, after)
    groups = sorted(unlike)
    by_others = {
        "group": groups,
        "change": change.reindex(groups).to_numpy(np.float64),
        "n": n.reindex(groups).fillna(0).to_numpy(np.int64),
    }
    return ScoresBefore(False, pd.DataFrame(by_others))


def like_with_like(table: pd.DataFrame, scores: Callable[[], ScoresBefore]) -> pd.DataFrame:
    """Put the overall scores of the previous window on the scale of this window's, or take them away.

    They stay as they were scored where less than a tenth of the weight lies on other criteria or scorers.
    Where only the scorers differ, both windows are averaged on one scale, and what the window
    before differs by there is set against this window's score. What is measured against scores
    (:data:`BESIDE_SCORES`) has no previous window where that was not scored alike.

    Parameters
    ----------
    table
        Long form with ``group``, ``metric``, ``value``, ``previous``, ``previous_n`` and ``note``.
    scores
        Gives how the scores compare; asked only where there is something that they are needed for.
    """
    known = table["value"].notna() & table["previous"].notna()
    rows = table[known & table["metric"].isin([OVERALL, *BESIDE_SCORES])]
    if rows.empty:
        return table
    compared = scores()
    if compared.other_skills:
        return _with(table, rows.index, np.nan, 0, OTHER_SKILLS)
    by_others = compared.by_others.set_index("group")
    rows = rows[rows["group"].isin(by_others.index)]
    if rows.empty:
        return table
    beside = rows["metric"].isin(BESIDE_SCORES)
    table = _with(table, rows.index[beside], np.nan, 0, OTHERS_THEN)
    rows = rows[~beside]
    of_row = by_others.loc[rows["group"]]
    change, n = of_row["change"].to_numpy(), of_row["n"].to_numpy()
    told = ~np.isnan(change)
    table = _with(table, rows.index[~told], np.nan, 0, OTHER_SCORERS)
    then = rows["value"].to_numpy(np.float64)[told] - change[told]
    return _with(table, rows.index[told], then, n[told], ONE_SCALE)


def _with(
    table: pd.DataFrame,
    at: pd.Index,
    previous: float | NDArray[np.float64],
    n: int | NDArray[np.int64],
    note: str,
) -> pd.DataFrame:
    changed = table.copy()
    changed.loc[at, "previous"] = previous
    changed.loc[at, "previous_n"] = n
    changed.loc[at, "note"] = note  # a score that is given has no other
    return changed


def _groups_scored_by_others(review: Review, before: pd.DataFrame, after: pd.DataFrame) -> set[int]:
    """Give the groups in which a scorer's share of the weight changed by a tenth or more."""
    shares = []
    for scores in (before, after):
        weight = scores.groupby(["rep_id", "scorer"], observed=True)["weight"].sum().reset_index()
        weight = weight.astype({"rep_id": "str", "scorer": "str"})
        by_group = _for_groups(review, weight, ["scorer", "weight"])
        sums = by_group.groupby(["group", "scorer"])["weight"].sum()
        shares.append(sums / sums.groupby(level="group").transform("sum"))
    both = pd.concat(shares, axis="columns").fillna(0.0)
    moved = (both.iloc[:, 0] - both.iloc[:, 1]).abs().groupby(level="group").max()
    return set(moved.index[moved >= LIKE_ENOUGH - _ROUNDING])


def _on_one_scale(
    review: Review, before: pd.DataFrame, after: pd.DataFrame
) -> tuple[pd.Series, pd.Series]:
    """Give each group's change on one scale, missing on too few calls, and how many were scored before."""
    means, counts = [], []
    for scores in (before, after):
        calls = on_one_scale(scores, review.rubric).groupby("rep_id")["score"].agg(["sum", "size"])
        by_group = _for_groups(review, calls.reset_index(), ["sum", "size"]).groupby("group").sum()
        means.append(by_group["sum"] / by_group["size"])
        counts.append(by_group["size"])
    n = pd.concat(counts, axis="columns").fillna(0)
    enough = EvidenceRule.calls(review.config.evidence).enough(n.min(axis="columns"))
    return (means[1] - means[0]).reindex(n.index).where(enough), n.iloc[:, 0]


def _for_groups(review: Review, rows: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    return explode_by_group(review.groups.place(rows), columns)
