"""Disputes about scores: what stands on the review day, and what is left out until it is resolved."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from review_kit.metrics.rubric import Rubric
from review_kit.metrics.scorers.labels import instrument_of
from review_kit.metrics.tidy import is_one_of
from review_kit.metrics.windows import Window, timestamp

OPEN, UPHELD, OVERTURNED = "open", "upheld", "overturned"

_OF_DISPUTE = ["dispute_id", "raised_on", "raised_by", "status", "resolved_on", "score_after"]
_OF_SCORE = ["rep_id", "call_id", "call_on", "score", "max_score", "scorer"]
_NAMES = ["evaluation_id", "criterion_id", "rep_id", "call_id"]


def disputed_rows(
    scores: pd.DataFrame, disputes: pd.DataFrame, rubric: Rubric, as_of: date
) -> pd.DataFrame:
    """Find the rows of ``qa_scores`` that somebody disputed by the review day, and how they stand on it.

    A dispute is about the named criterion's score in the named evaluation; where the criterion was
    scored through its parts only, about theirs; without a criterion, about the whole evaluation. One that
    was resolved after the review day is open on it. ``score_after`` is for one score: where a dispute is
    about several, overturning it leaves them out.

    Parameters
    ----------
    scores
        The canonical ``qa_scores`` with ``scorer``.
    disputes
        The canonical ``disputes``.

    Returns
    -------
    DataFrame
        One row for each dispute and score, oldest dispute first: ``row`` (index in ``scores``),
        ``dispute_id``, ``raised_on``, ``raised_by``, ``status`` on the review day, ``resolved_on``,
        ``score_after`` (points), ``criterion_id`` (present identifier), ``rep_id``, ``call_id``,
        ``call_on``, ``score``, ``max_score``, ``scorer`` and ``left_out``.
    """
    day = timestamp(as_of)
    raised = disputes[disputes["raised_on"] <= day]
    later = raised["resolved_on"] > day
    raised = raised.assign(
        about=rubric.as_called_now(raised["criterion_id"]),
        status=raised["status"].mask(later, OPEN),
        resolved_on=raised["resolved_on"].mask(later | (raised["status"] == OPEN)),
        score_after=raised["score_after"].mask(later),
    )
    columns = ["evaluation_id", "criterion_id", *_OF_SCORE]
    named = scores.loc[is_one_of(scores["evaluation_id"], raised["evaluation_id"]), columns]
    named = named.astype(dict.fromkeys(_NAMES, "str"))
    named = named.assign(criterion_id=rubric.as_called_now(named["criterion_id"]))
    pairs = raised[["evaluation_id", "about", *_OF_DISPUTE]].merge(
        named.rename_axis("row").reset_index(), on="evaluation_id"
    )
    itself = pairs["about"] == pairs["criterion_id"]
    scored_itself = itself.groupby(pairs["dispute_id"]).transform("any").astype(bool)
    parts = pd.MultiIndex.from_frame(pairs[["criterion_id", "about"]]).isin(
        pd.MultiIndex.from_frame(rubric.lineage())
    )
    meant = pairs["about"].isna() | itself | (parts & ~scored_itself)
    pairs = pairs[meant].sort_values(["raised_on", "dispute_id", "row"], ignore_index=True)
    alone = pairs.groupby("dispute_id")["row"].transform("size") == 1
    overturned = pairs["status"] == OVERTURNED
    sound = alone & (pairs["score_after"] <= pairs["max_score"])
    pairs["score_after"] = pairs["score_after"].where(overturned & sound)
    left_out = (pairs["status"] == OPEN) | (overturned & pairs["score_after"].isna())
    return pairs.drop(columns=["evaluation_id", "about"]).assign(left_out=left_out)


def settled(scores: pd.DataFrame, disputed: pd.DataFrame) -> pd.DataFrame:
    """Put overturned scores in their place and mark those that are left out.

    Of several disputes about one score an open one leaves it out, else the last overturned one holds.

    Parameters
    ----------
    disputed
        From :func:`disputed_rows`.

    Returns
    -------
    DataFrame
        ``scores`` with ``left_out``.
    """
    overturned = disputed[disputed["status"] == OVERTURNED].drop_duplicates("row", keep="last")
    waiting = disputed[disputed["status"] == OPEN]
    gone = overturned.loc[overturned["left_out"], "row"]
    replaced = overturned[~overturned["left_out"]].set_index("row")["score_after"]
    score = scores["score"].to_numpy(np.float64, copy=True)
    score[scores.index.get_indexer(replaced.index)] = replaced
    left_out = scores.index.isin(pd.concat([waiting["row"], gone]))
    return scores.assign(score=score, left_out=left_out)


def scored_counts(
    scores: pd.DataFrame, rubric: Rubric, rep_ids: pd.Series, window: Window
) -> pd.DataFrame:
    """Count the scores of the window that could have been disputed.

    Returns
    -------
    DataFrame
        ``criterion_id`` (top-level), ``instrument``, ``n``.
    """
    inside = window.contains(scores["call_on"]) & is_one_of(scores["rep_id"], rep_ids)
    of = ["criterion_id", "scorer"]
    counts = scores.loc[inside, of].groupby(of, observed=True).size().rename("n")
    rows = counts.reset_index()
    rows = rows.assign(
        criterion_id=rubric.top_of(rubric.as_called_now(rows["criterion_id"].astype("str"))),
        instrument=rows["scorer"].astype("str").map(instrument_of),
    )
    return rows.groupby(["criterion_id", "instrument"])["n"].sum().reset_index()


def disputed_scores(disputed: pd.DataFrame, rep_ids: pd.Series, window: Window) -> pd.DataFrame:
    """List the disputed scores of the window, of the reps in review.

    Returns
    -------
    DataFrame
        The columns of the table ``disputed_scores``; scores in percent.
    """
    inside = window.contains(disputed["call_on"]) & disputed["rep_id"].isin(rep_ids)
    rows = disputed[inside]
    return rows.assign(
        score=100 * rows["score"] / rows["max_score"],
        score_after=100 * rows["score_after"] / rows["max_score"],
    )
