"""What the coaching log says about itself: followed up, in step with QA, shared with the rep."""

from __future__ import annotations

import pandas as pd

from review_kit.metrics.groups import explode_by_group
from review_kit.metrics.intervals import mean_interval, share_interval
from review_kit.metrics.tidy import metric_rows
from review_kit.metrics.windows import Window, timestamp


def shared_by(entries: pd.DataFrame, window: Window) -> pd.Series:
    """Say of each entry whether the rep had seen it by the review day, the window's last."""
    return entries["shared_with_rep_on"] <= timestamp(window.end)


def logbook_metrics(
    entries: pd.DataFrame, ratings: pd.DataFrame | None, window: Window
) -> list[pd.DataFrame]:
    """Compute what the log says of follow-up, typed scores, sharing and the rep's own rating.

    All are over the log entries of sessions in the window. An entry whose next call has not come
    and may still come is left out of ``follow_up_measured``, as it is ``pending`` for completion; an
    entry without a criterion cannot be followed up and counts as not followed up.

    Parameters
    ----------
    entries
        Log entries, as :func:`~review_kit.metrics.sessions.session_entries` lays them beside the calls.
    ratings
        Reps' own ratings outside the log, as :func:`~review_kit.metrics.sessions.own_ratings` does;
        ``None`` where that table was not exported.
    """
    inside = entries[window.contains(entries["session_date"])]
    settled = inside[~(inside["waiting"] & inside["criterion_id"].notna())]
    follow = _counts(settled, "follow_up_measured")
    shared = _counts(inside.assign(shared=shared_by(inside, window)), "shared")
    mismatch = _counts(inside, "log_mismatch")
    return [
        _share("follow_up_measured", follow),
        metric_rows("log_mismatch", mismatch["hits"], mismatch["n"]),
        _share("shared_share", shared),
        metric_rows("surprises", shared["n"] - shared["hits"], shared["n"]),
        _self_assessment_gap(inside, ratings, window),
    ]


def _self_assessment_gap(
    inside: pd.DataFrame, ratings: pd.DataFrame | None, window: Window
) -> pd.DataFrame:
    if ratings is not None:
        further = ratings[window.contains(ratings["session_date"])]
        # a rating that stands in the log as well counts once
        both = pd.concat([inside, further], ignore_index=True)
        told = both["self_assessment_gap"].notna()
        again = both[told].duplicated(["rep_id", "criterion_id", "session_date"])
        inside = both[told][~again]
    rated = explode_by_group(inside.dropna(subset="self_assessment_gap"), ["self_assessment_gap"])
    groups = rated.groupby("group")["self_assessment_gap"]
    mean, n = groups.mean(), groups.size()
    low, high = mean_interval(mean, groups.std(), n)
    return metric_rows("self_assessment_gap", mean, n, low, high)


def _counts(entries: pd.DataFrame, flag: str) -> pd.DataFrame:
    groups = explode_by_group(entries, [flag]).groupby("group")[flag]
    return pd.DataFrame({"hits": groups.sum(), "n": groups.size()})


def _share(metric: str, counts: pd.DataFrame) -> pd.DataFrame:
    low, high = share_interval(counts["hits"], counts["n"])
    return metric_rows(metric, counts["hits"] / counts["n"], counts["n"], low, high)
