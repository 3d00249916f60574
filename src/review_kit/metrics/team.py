"""What a team report shows of its reps side by side; for leaders' eyes only."""

from __future__ import annotations

import numpy as np
import pandas as pd

from review_kit.grains import ORG
from review_kit.metrics.calibrated import calibrated_reps
from review_kit.metrics.evidence import ENOUGH, EvidenceRule
from review_kit.metrics.prepared import Review
from review_kit.metrics.tidy import KEYS, lookup
from review_kit.metrics.window_change import IMPROVED
from review_kit.metrics.windows import Window
from review_kit.project.config import Config

IMPROVING, ALONE = "coachable_and_improving", "improving_alone"
STUCK, NEITHER = "coached_and_stuck", "neither"

COMPARED = 2
"""Reps that must be compared before one of them is an exemplar."""


def dose(rep_values: pd.DataFrame, reps: pd.DataFrame) -> pd.DataFrame:
    """Set each rep's hours of coaching a week beside the quota attainment.

    Returns
    -------
    DataFrame
        ``rep_id``, ``team``, ``hours_per_week``, ``quota_attainment`` (missing without a quota).
    """
    wide = rep_values.pivot(index="group_id", columns="metric", values="value")
    wide = wide.reindex(columns=["coaching_hours_per_week", "quota_attainment"])
    table = reps[["rep_id", "team"]].join(wide, on="rep_id")
    return table.rename(columns={"coaching_hours_per_week": "hours_per_week"})


def quadrants(rep_criteria: pd.DataFrame, review: Review) -> pd.DataFrame:
    """Place every rep by whether they were coached and whether their scores rose.

    Looked at are the weighted top-level criteria that the rep was coached on in the window, all of them
    for a rep who was not coached. Each call counts once, with the weighted mean of its scores on
    them; the rise is the mean of the current window minus that of the baseline, and clear when it is at least
    ``coaching.recurrence_movement_pp`` and more than scores here move by themselves
    (:func:`~review_kit.metrics.calibrated.calibrated_reps`). It describes what happened beside
    coaching, not what coaching did.

    Returns
    -------
    DataFrame
        ``rep_id``, ``team``, ``coached``, ``n_baseline``, ``n_current`` (calls), ``delta`` (pp; missing
        under ``evidence.minimum_calls`` on either side), ``low``, ``high`` (missing, too, where too few
        skills of the company can be compared) and ``quadrant``: ``coachable_and_improving``,
        ``improving_alone``, ``coached_and_stuck``, ``neither``, or missing: without an interval, and where
        a rise of that size is not clear.
    """
    reps, windows, config = review.reps, review.windows, review.config
    top = rep_criteria[rep_criteria["parent_criterion_id"].isna() & (rep_criteria["weight"] > 0)]
    top = top.assign(coached=top["sessions_held"] > 0)
    anything = top.groupby("rep_id")["coached"].any()
    looked_at = top[top["coached"] | ~lookup(top["rep_id"], anything)]
    scores = review.call_scores[review.call_scores["criterion_id"].isin(top["criterion_id"])]
    scores = scores.astype(dict.fromkeys(KEYS, "str")).merge(looked_at[[*KEYS, "weight"]], on=KEYS)
    scores = scores.assign(weighted=scores["score"] * scores["weight"])
    calls = scores.groupby(["rep_id", "call_id"]).agg(
        call_on=("call_on", "min"), weighted=("weighted", "sum"), weight=("weight", "sum")
    )
    calls = calls.assign(score=calls["weighted"] / calls["weight"]).reset_index()
    before, after = (_level(calls, window, reps) for window in (windows.baseline, windows.current))
    enough = EvidenceRule.calls(config.evidence).enough(before["n"].clip(upper=after["n"]))
    judged = calibrated_reps(calls, review).reindex(before.index)
    table = pd.DataFrame(
        {
            "coached": anything.reindex(before.index).fillna(False).astype(bool),
            "n_baseline": before["n"],
            "n_current": after["n"],
            "delta": (after["mean"] - before["mean"]).where(enough),
            "low": judged["low"].clip(-100, 100),
            "high": judged["high"].clip(-100, 100),
        }
    )
    movement = config.coaching.recurrence_movement_pp
    rise = table["delta"] >= movement
    risen = rise & (judged["verdict"] == IMPROVED)
    quadrant = np.select(
        [table["coached"] & risen, risen, table["coached"]], [IMPROVING, ALONE, STUCK], NEITHER
    )
    can_tell = table["low"].notna() & (risen | ~rise)
    placed = pd.Series(quadrant, index=table.index, dtype="str").where(can_tell)
    rows: pd.DataFrame = reps[["rep_id", "team"]].join(table.assign(quadrant=placed), on="rep_id")
    return rows


def _level(calls: pd.DataFrame, window: Window, reps: pd.DataFrame) -> pd.DataFrame:
    inside = calls[window.contains(calls["call_on"])]
    scores = inside.groupby("rep_id")["score"]
    levels = pd.DataFrame({"n": scores.size(), "mean": scores.mean()})
    every = levels.reindex(pd.Index(reps["rep_id"], name="rep_id"))
    return every.assign(n=every["n"].fillna(0).astype("int64"))


def is_stuck(rep_criteria: pd.DataFrame, movement: float) -> pd.Series:
    """Say of each rep-criterion whether the rep was coached on it and did not rise.

    So it is where ``score_delta`` is under ``movement`` with an interval that is not above 0.

    Parameters
    ----------
    rep_criteria
        ``score_delta``, ``low`` (pp; missing under the evidence rule), ``sessions_held``.
    movement
        ``coaching.recurrence_movement_pp``.
    """
    stands_still = (rep_criteria["score_delta"] < movement) & ~(rep_criteria["low"] > 0)
    return stands_still & (rep_criteria["sessions_held"] > 0)


def role_play_groups(
    rep_criteria: pd.DataFrame, reps: pd.DataFrame, config: Config
) -> pd.DataFrame:
    """Find the criteria on which enough reps of a team are stuck to practise together.

    Parameters
    ----------
    rep_criteria
        The table of this name; ``is_stuck`` says who is.
    reps
        ``rep_id``, ``team`` of record.

    Returns
    -------
    DataFrame
        ``team``, ``criterion_id``, ``criterion``, ``parent_criterion_id``, ``n_reps`` (stuck; at least
        ``coaching.roleplay_reps``), ``n_coached`` (coached, with a change that can be given); the
        largest group first.
    """
    known = rep_criteria[rep_criteria["score_delta"].notna() & (rep_criteria["sessions_held"] > 0)]
    known = known.merge(reps[["rep_id", "team"]], on="rep_id")
    keys = ["team", "criterion_id", "criterion", "parent_criterion_id"]
    groups = known.groupby(keys, dropna=False)["is_stuck"]
    table = pd.DataFrame({"n_reps": groups.sum(), "n_coached": groups.size()}).reset_index()
    table = table[table["n_reps"] >= config.coaching.roleplay_reps]
    return table.sort_values(["team", "n_reps", "criterion_id"], ascending=[True, False, True])


def team_competencies(moved: pd.DataFrame, reps: pd.DataFrame, minimum: int) -> pd.DataFrame:
    """Average the skills matrix over each team, and name the reddest competency.

    The reddest is the one with the lowest mean level among those for which at least ``minimum`` reps of the
    team are rated; of equals the one that moved least, then by name.

    Parameters
    ----------
    moved
        Levels and movement of every rep, as ``matrix_movement`` gives them.

    Returns
    -------
    DataFrame
        ``team``, ``competency``, ``n_reps`` (rated), ``mean_level``, ``n_moved``, ``mean_movement``,
        ``is_reddest``.
    """
    rated = moved.merge(reps[["rep_id", "team"]], on="rep_id")
    groups = rated.groupby(["team", "competency"])
    table = pd.DataFrame(
        {
            "n_reps": groups["level"].count(),
            "mean_level": groups["level"].mean(),
            "n_moved": groups["movement"].count(),
            "mean_movement": groups["movement"].mean(),
        }
    ).reset_index()
    enough = table[table["n_reps"] >= minimum].sort_values(
        ["team", "mean_level", "mean_movement", "competency"]
    )
    return table.assign(is_reddest=table.index.isin(enough.drop_duplicates("team").index))


def exemplars(rep_criteria: pd.DataFrame, reps: pd.DataFrame) -> pd.DataFrame:
    """Name who does best on each criterion, in each team and in the organisation.

    The highest ``current_score`` among the reps whose evidence on the criterion is ``ok``, two of them
    at least; of equals the one with more calls, then by ``rep_id``.

    Returns
    -------
    DataFrame
        ``scope`` (``team`` or ``org``), ``scope_id``, ``criterion_id``, ``rep_id``,
        ``current_score``, ``n_current``, ``reps_compared``.
    """
    known = rep_criteria[rep_criteria["evidence"] == ENOUGH]
    known = known.merge(reps[["rep_id", "team"]], on="rep_id")
    both = pd.concat(
        [
            known.assign(scope="team", scope_id=known["team"]),
            known.assign(scope=ORG, scope_id=ORG),
        ],
        ignore_index=True,
    )
    keys = ["scope", "scope_id", "criterion_id"]
    both["reps_compared"] = both.groupby(keys)["rep_id"].transform("size")
    both = both[both["reps_compared"] >= COMPARED].sort_values(
        [*keys, "current_score", "n_current", "rep_id"],
        ascending=[True, True, True, False, False, True],
    )
    return both.drop_duplicates(keys)
