"""Where a rep stands, in three points, and what coached skills of a group gained."""

from __future__ import annotations

import numpy as np
import pandas as pd

from review_kit.metrics.groups import Groups, explode_by_group
from review_kit.metrics.intervals import share_interval
from review_kit.metrics.tidy import metric_rows, words
from review_kit.project.config import Coaching


def process_to_requirement(rep_values: pd.DataFrame, coaching: Coaching) -> pd.DataFrame:
    """Set cadence and completion against what is required.

    The lower of ``coaching_hours_per_week`` ÷ the line and ``template_completion_rate`` ÷ the
    target, each at most 1; a part that is not known is left out. ``n`` is the number of parts.
    """
    rows = {}
    for column in ("value", "previous"):
        wide = rep_values.pivot(index="group", columns="metric", values=column)
        hours = _against(wide["coaching_hours_per_week"], coaching.hours_per_week_line)
        completion = _against(wide["template_completion_rate"], coaching.completion_target)
        parts = pd.DataFrame({"hours": hours, "completion": completion})
        rows[column] = (parts.min(axis="columns"), parts.notna().sum(axis="columns"), wide)
    value, n, wide = rows["value"]
    required = f"{coaching.hours_per_week_line:g} hours a week"
    held = words("{:.1f} of " + required, wide["coaching_hours_per_week"])
    required = f"{100 * coaching.completion_target:g}%"
    kept = words("completion {:.0%} of " + required, wide["template_completion_rate"])
    note = words("{}; {}", held, kept).fillna(held).fillna(kept)
    previous, previous_n, _ = rows["previous"]
    return metric_rows("process_to_requirement", value, n, note=note).assign(
        previous=previous.to_numpy(), previous_n=previous_n.astype("Int64").array
    )


def _against(actual: pd.Series, required: float) -> pd.Series:
    if required == 0:
        return actual.where(actual.isna(), 1.0)
    return (actual / required).clip(upper=1.0)


def willingness_to_change(rep_values: pd.DataFrame) -> pd.DataFrame:
    """Take the commitments kept, and say which way they went since the previous window."""
    rows = rep_values[rep_values["metric"] == "commitment_completion"]
    moved = rows["value"] - rows["previous"]
    direction = np.select([moved > 0, moved < 0, moved == 0], ["rising", "falling", "steady"], "")
    note = pd.Series(direction, index=rows.index, dtype="str").replace("", None)
    return rows.assign(metric="willingness_to_change", note=note)


def progress_to_goal(progress: pd.DataFrame, reps: pd.DataFrame) -> pd.DataFrame:
    """Put the progress on each rep's open goal into the long form; reps without a goal have none."""
    known = progress.reindex(pd.Index(reps["rep_id"])).set_axis(reps["in_rep"])
    n = known["note"].notna().astype("int64")
    note = known["note"].fillna("no open goal")
    rows = metric_rows("progress_to_goal", known["progress"], n, note=note)
    return _without_previous(rows)


def share_gained_typical(rep_criteria: pd.DataFrame, groups: Groups, gain: float) -> pd.DataFrame:
    """Share of coached rep-criteria that gained at least ``gain`` pp, over a group's reps of record.

    Top-level criteria with a session in the window and a ``score_delta``; ``n`` is their number.
    Every team, every manager and the organisation has a row.
    """
    coached = rep_criteria[
        rep_criteria["parent_criterion_id"].isna()
        & (rep_criteria["sessions_held"] > 0)
        & rep_criteria["score_delta"].notna()
    ]
    gained = groups.place(coached[["rep_id"]].assign(gained=coached["score_delta"] >= gain))
    by_group = explode_by_group(gained, ["gained"]).groupby("group")["gained"]
    wanted = groups.table.index[groups.table["grain"] != "rep"]
    hits, n = (counts.reindex(wanted).fillna(0) for counts in (by_group.sum(), by_group.size()))
    low, high = share_interval(hits, n)
    rows = metric_rows("share_gained_typical", hits / n.where(n > 0), n, low, high)
    return _without_previous(rows)


def stalled_metrics(stalled: pd.DataFrame, groups: Groups) -> list[pd.DataFrame]:
    """Count the stalled deals of every group, and add up their amounts."""
    by_group = explode_by_group(stalled, ["amount"]).groupby("group")["amount"]
    every = groups.table.index
    number, known = (
        counts.reindex(every).fillna(0) for counts in (by_group.size(), by_group.count())
    )
    amount = by_group.sum(min_count=1).reindex(every).mask(number == 0, 0.0)
    without = words(
        "{:.0f} of {:.0f} without an amount", (number - known).where(known < number), number
    )
    return [
        _without_previous(metric_rows("stalled_count", number, number)),
        _without_previous(metric_rows("stalled_amount", amount, known, note=without)),
    ]


def matrix_movement_metric(moved: pd.DataFrame, groups: Groups) -> pd.DataFrame:
    """Average ``matrix_movement`` over the competencies that both windows rated, for every group."""
    known = explode_by_group(moved.dropna(subset="movement"), ["movement"]).groupby("group")[
        "movement"
    ]
    every = groups.table.index
    rows = metric_rows("matrix_movement", known.mean().reindex(every), known.size())
    return _without_previous(rows)


def _without_previous(rows: pd.DataFrame) -> pd.DataFrame:
    unknown = pd.Series(pd.NA, index=rows.index, dtype="Int64")
    return rows.assign(previous=np.nan, previous_n=unknown)
