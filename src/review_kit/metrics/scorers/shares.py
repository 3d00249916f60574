"""Who scored each rep."""

from __future__ import annotations

import numpy as np
import pandas as pd

from review_kit.metrics.prepared import Review
from review_kit.metrics.scorers.labels import called, instrument_of, is_person, of_each


def scorer_shares(review: Review) -> pd.DataFrame:
    """Give each instrument's share of a rep's scores in the window, at its start, and at its end.

    Returns
    -------
    DataFrame
        The columns of the table ``scorer_shares``.
    """
    windows = review.windows
    scores = review.call_scores[windows.window.contains(review.call_scores["call_on"])]
    scores = scores[scores["criterion_id"].isin(review.rubric.leading)]
    labels = scores["scorer"]
    scores = scores.assign(
        instrument=of_each(labels, instrument_of),
        person=labels.where(of_each(labels, lambda name: is_person(name) and called(name) != "")),
        first=windows.baseline.contains(scores["call_on"]),
        last=windows.current.contains(scores["call_on"]),
    )
    groups = scores.groupby(["rep_id", "instrument"], observed=True)
    table = groups.agg(
        people=("person", "nunique"),
        n=("score", "size"),
        first=("first", "sum"),
        last=("last", "sum"),
    )
    total = table.groupby(level="rep_id")[["n", "first", "last"]].transform("sum")
    share = table[["n", "first", "last"]] / total.where(total > 0, np.nan)
    named = share.rename(columns={"n": "share", "first": "share_baseline", "last": "share_current"})
    rows = table[["people", "n"]].join(named)
    named = rows.reset_index().astype(dict.fromkeys(["rep_id", "instrument"], "str"))
    return named.rename(columns={"instrument": "scorer"})
