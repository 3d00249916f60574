"""Every rep on every criterion: level at the start, level now, the change, and what is left."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from review_kit.metrics.commitments import DONE, due_in
from review_kit.metrics.evidence import EvidenceRule
from review_kit.metrics.goals import targets
from review_kit.metrics.intervals import mean_interval
from review_kit.metrics.rubric import Rubric
from review_kit.metrics.scorers.one_scale import DIFFERENT_SCORERS, ONE_SCALE, ComparedWindows
from review_kit.metrics.scoring import levels
from review_kit.metrics.tidy import KEYS
from review_kit.metrics.windows import ReviewWindows
from review_kit.project.config import Config


def rep_criteria(
    reps: pd.DataFrame,
    rubric: Rubric,
    call_scores: pd.DataFrame,
    entries: pd.DataFrame,
    goals: pd.DataFrame | None,
    windows: ReviewWindows,
    config: Config,
    compared: ComparedWindows,
) -> pd.DataFrame:
    """Build the table of every rep in review × every criterion valid in the window.

    Sessions and follow-ups of a sub-criterion count for its parent too: who was coached on the price
    objection was coached on objections.

    Parameters
    ----------
    entries
        Log entries with the calls around them.
    compared
        Baseline and current window, like with like.

    Returns
    -------
    DataFrame
        The columns of ``rep_criteria`` but for commitments, dip and recovery, trend, and what is judged on
        the company (the interval of ``score_delta``, ``expected_gap``). Numbers without enough calls are
        missing; their counts stay.
    """
    grid = _grid(reps, rubric)
    rule = EvidenceRule.calls(config.evidence)
    found = (levels(call_scores, windows.window), *compared.as_scored)
    table = _with_change(_with_levels(grid, found, rule), compared)
    table = pd.concat([table, targets(grid, goals, rubric, config.targets)], axis="columns")
    table["remaining_gap"] = (table["target"] - table["current_score"]).clip(lower=0)
    lineage = rubric.lineage()
    inside = entries[windows.window.contains(entries["session_date"])]
    table = table.join(_coaching(inside, lineage), on=KEYS)
    counts = ["sessions_held", "follow_ups_measured"]
    table[counts] = table[counts].fillna(0).astype("int64")
    weakest = _weakest_sub_criterion(table)
    return table.join(weakest, on=["rep_id", "criterion_id"])


def with_commitments(
    table: pd.DataFrame, log: pd.DataFrame, rubric: Rubric, windows: ReviewWindows
) -> pd.DataFrame:
    """Add the commitments on each criterion that are due in the window, those on its sub-criteria included.

    Parameters
    ----------
    table
        Every rep on every criterion.
    log
        The whole log up to ``as_of``: commitments made before the window may be due in it.
    """
    due = log[due_in(log, windows.window)]
    table = table.join(_commitments(due, rubric, rubric.lineage()), on=KEYS)
    counts = ["commitments_due", "commitments_done"]
    table[counts] = table[counts].fillna(0).astype("int64")
    n_due = table["commitments_due"]
    return table.assign(commitment_completion=table["commitments_done"] / n_due.where(n_due > 0))


def _grid(reps: pd.DataFrame, rubric: Rubric) -> pd.DataFrame:
    described = rubric.listed.reset_index()[
        [
            "criterion_id",
            "criterion",
            "parent_criterion_id",
            "weight",
            "outcome_metric",
            "competency",
            "focus_rank",
        ]
    ]
    return reps[["rep_id"]].merge(described, how="cross")


def _with_levels(
    grid: pd.DataFrame, found: Sequence[pd.DataFrame], rule: EvidenceRule
) -> pd.DataFrame:
    """Add the levels of the window, the baseline and the current window."""
    table, rows = grid, pd.MultiIndex.from_frame(grid[KEYS])
    stats = {}
    for name, of_window in zip(("window", "baseline", "current"), found, strict=True):
        level = of_window.reindex(rows)
        stats[name] = level.assign(n=level["n"].fillna(0).astype("int64")).set_axis(grid.index)
        table = table.assign(**{f"n_{name}": stats[name]["n"]})
    for name in ("baseline", "current"):
        level = stats[name]
        enough = rule.enough(level["n"])
        low, high = mean_interval(level["mean"], level["sd"], level["n"])
        table = table.assign(
            **{
                f"{name}_score": level["mean"].where(enough),
                f"{name}_low": pd.Series(low, grid.index).clip(0, 100).where(enough),
                f"{name}_high": pd.Series(high, grid.index).clip(0, 100).where(enough),
            }
        )
    fewer = table["n_baseline"].clip(upper=table["n_current"])
    return table.assign(evidence=rule.grade(fewer))


def _with_change(table: pd.DataFrame, compared: ComparedWindows) -> pd.DataFrame:
    """Add the change of each level, like with like, and what it was computed on."""
    rows = pd.MultiIndex.from_frame(table[KEYS])
    as_it_stands = table["current_score"] - table["baseline_score"]
    told = as_it_stands.notna()
    basis = compared.basis.reindex(rows).set_axis(table.index).where(told)
    change = (compared.after["mean"] - compared.before["mean"]).reindex(rows)
    change = change.set_axis(table.index)
    return table.assign(
        score_delta=as_it_stands.mask(basis == ONE_SCALE, change).mask(basis == DIFFERENT_SCORERS),
        change_basis=basis,
    )


def _coaching(inside: pd.DataFrame, lineage: pd.DataFrame) -> pd.DataFrame:
    """Count the sessions on each criterion, those on its sub-criteria included."""
    targeted = for_ancestors(inside, lineage)
    groups = targeted.groupby(KEYS)
    measured = targeted[targeted["follow_up_measured"]].groupby(KEYS)
    return pd.DataFrame(
        {
            "sessions_held": groups["session_id"].nunique(),
            "first_session_on": groups["session_date"].min(),
            "last_session_on": groups["session_date"].max(),
            "follow_ups_measured": measured["session_id"].nunique(),
        }
    )


def _commitments(due: pd.DataFrame, rubric: Rubric, lineage: pd.DataFrame) -> pd.DataFrame:
    due = due.assign(
        criterion_id=rubric.as_called_now(due["criterion_id"]),
        done=due["commitment_status"] == DONE,
    )
    groups = for_ancestors(due, lineage).groupby(KEYS)["done"]
    return pd.DataFrame({"commitments_due": groups.size(), "commitments_done": groups.sum()})


def for_ancestors(entries: pd.DataFrame, lineage: pd.DataFrame) -> pd.DataFrame:
    """Repeat each entry for its criterion and for each criterion that this is part of."""
    pairs = entries.dropna(subset="criterion_id").merge(lineage, on="criterion_id")
    return pairs.assign(criterion_id=pairs["ancestor_id"])


def _weakest_sub_criterion(table: pd.DataFrame) -> pd.DataFrame:
    """Name the sub-criterion with the largest gap left, for each criterion that has one.

    Among sub-criteria with enough calls in the current window; equal gaps go by ``criterion_id``.
    Where all have reached their targets there is none to name.
    """
    parts = table[table["parent_criterion_id"].notna() & (table["remaining_gap"] > 0)]
    parts = parts.sort_values(
        ["rep_id", "parent_criterion_id", "remaining_gap", "criterion_id"],
        ascending=[True, True, False, True],
    ).drop_duplicates(["rep_id", "parent_criterion_id"])
    named = parts[["rep_id", "parent_criterion_id"]].assign(
        weakest_sub_criterion_id=parts["criterion_id"],
        weakest_sub_criterion=parts["criterion"],
        weakest_sub_score=parts["current_score"],
        weakest_sub_n=parts["n_current"],
    )
    named = named.rename(columns={"parent_criterion_id": "criterion_id"})
    return named.set_index(["rep_id", "criterion_id"])


def coached_by_team(table: pd.DataFrame, reps: pd.DataFrame, gain: float) -> pd.DataFrame:
    """Spread ``score_delta`` over a team's reps, coached and uncoached criteria apart.

    A rep-criterion is coached when a session of the window was held on it (or on a part of it).
    Only those with a ``score_delta`` are counted. It describes what happened beside coaching, not
    what coaching did.

    Parameters
    ----------
    gain
        The change in pp from which on a rep-criterion counts as having gained.

    Returns
    -------
    DataFrame
        The columns of ``team_criteria``.
    """
    known = table.dropna(subset="score_delta").merge(reps[["rep_id", "team"]], on="rep_id")
    known = known.assign(coached=known["sessions_held"] > 0, gained=known["score_delta"] >= gain)
    keys = ["team", "criterion_id", "criterion", "weight", "coached"]
    groups = known.groupby(keys)["score_delta"]
    return pd.DataFrame(
        {
            "n_rep_criteria": groups.size(),
            "mean_delta": groups.mean(),
            "median_delta": groups.median(),
            "q1": groups.quantile(0.25),
            "q3": groups.quantile(0.75),
            "share_gained_typical": known.groupby(keys)["gained"].mean(),
        }
    ).reset_index()


def sort_for_reading(table: pd.DataFrame) -> pd.DataFrame:
    """Order rows by rep, then the focus, then weight."""
    rank = table["focus_rank"].fillna(np.inf)
    ordered = table.assign(rank=rank, sub=table["parent_criterion_id"].notna())
    ordered = ordered.sort_values(
        ["rep_id", "sub", "rank", "weight", "criterion_id"],
        ascending=[True, True, True, False, True],
    )
    return ordered[table.columns].reset_index(drop=True)
