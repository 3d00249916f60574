"""Single calls of a metric of one's own: whose they are, on which day, and their mean over a window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from review_kit.metrics.intervals import mean_interval, share_interval

if TYPE_CHECKING:
    from review_kit.metrics.windows import Window
    from review_kit.snapshot import Snapshot


def calls_of(snapshot: Snapshot) -> pd.DataFrame:
    """List every scored call of each rep once: ``rep_id``, ``call_id``, ``call_on``."""
    scores = snapshot.rows("qa_scores", ["rep_id", "call_id", "call_on"])
    found = scores.to_pandas(date_as_object=False).astype({"rep_id": "str", "call_id": "str"})
    calls: pd.DataFrame = found.groupby(["rep_id", "call_id"], as_index=False)["call_on"].min()
    return calls


def means_of(calls: pd.DataFrame, window: Window, largest: float | None) -> pd.DataFrame:
    """Average the calls of a window, rep by rep.

    The interval is Student's, as that of a score's mean; where every call of the metric is all or nothing, it
    is Wilson's, as that of every other share. Ends lie within what a value can be.

    Parameters
    ----------
    calls
        ``rep_id``, ``call_on``, ``value`` of all calls of the metric.
    largest
        What a value can be at most, where it can be no less than 0.

    Returns
    -------
    DataFrame
        ``rep_id``, ``value``, ``n``, ``low``, ``high``, sorted by rep; without those who have no call in it.
    """
    groups = calls[window.contains(calls["call_on"])].groupby("rep_id")["value"]
    found = groups.agg(value="mean", n="size", sd="std").reset_index()
    if largest is not None and calls["value"].isin([0, largest]).all():
        low, high = share_interval(found["value"] * found["n"] / largest, found["n"])
        low, high = low * largest, high * largest
    else:
        low, high = mean_interval(found["value"], found["sd"], found["n"])
        if largest is not None:
            low, high = np.clip(low, 0, largest), np.clip(high, 0, largest)
    return found.drop(columns="sd").assign(low=low, high=high)
