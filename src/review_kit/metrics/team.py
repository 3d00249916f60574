"""What a team report shows of its reps side by side; for leaders' eyes only."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from review_kit.grains import ORG
from review_kit.metrics.evidence import ENOUGH
from review_kit.metrics.skill_verdicts import TOLD, SkillVerdict, VerdictReason
from review_kit.metrics.tidy import lookup
from review_kit.metrics.windows import timestamp
from review_kit.project.config import Config

IMPROVING, ALONE = "coachable_and_improving", "improving_alone"
STUCK, NEITHER = "coached_and_stuck", "neither"
CANNOT_TELL = "cannot_tell_yet"

COMPARED = 3
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


def quadrants(rep_criteria: pd.DataFrame, reps: pd.DataFrame) -> pd.DataFrame:
    """Place every rep by whether they were coached and what the verdicts on their skills say.

    Looked at are the weighted top-level criteria that the rep was coached on in the window, all of them
    for a rep who was not coached. One of them ``improved``: the rep is improving, coached or alone; the
    heaviest improvement is named. None improved, and at least one verdict says ``no_clear_change`` or
    ``declined``: coached and stuck, or neither. Otherwise it cannot be told.

    Parameters
    ----------
    rep_criteria
        ``rep_id``, ``criterion_id``, ``parent_criterion_id``, ``weight``, ``sessions_held``,
        ``verdict``, ``verdict_points``, ``verdict_reason``, ``is_stuck``.
    reps
        ``rep_id``, ``team``.

    Returns
    -------
    DataFrame
        ``rep_id``, ``team``, ``coached``, ``n_skills`` (looked at), ``n_improved``, ``n_told`` (improved,
        declined or no clear change), ``criterion_id`` and ``points`` (pp) of the heaviest
        improvement, and ``quadrant``.
    """
    top = rep_criteria[rep_criteria["parent_criterion_id"].isna() & (rep_criteria["weight"] > 0)]
    top = top.assign(coached=top["sessions_held"] > 0)
    anything = top.groupby("rep_id")["coached"].any()
    looked_at = top[top["coached"] | ~lookup(top["rep_id"], anything)]
    improved = looked_at["verdict"] == SkillVerdict.IMPROVED
    still = looked_at["verdict"].isin([SkillVerdict.NO_CLEAR_CHANGE, SkillVerdict.DECLINED])
    # a dip that was overcome is progress, not standing still
    still &= looked_at["verdict_reason"] != VerdictReason.RECOVERED
    counts = (
        looked_at.assign(improved=improved, told=improved | still)
        .groupby("rep_id")
        .agg(
            n_skills=("criterion_id", "size"),
            n_improved=("improved", "sum"),
            n_told=("told", "sum"),
        )
    )
    best = looked_at[improved].sort_values(
        ["rep_id", "weight", "verdict_points"], ascending=[True, False, False]
    )
    named = best.drop_duplicates("rep_id").set_index("rep_id")[["criterion_id", "verdict_points"]]
    table = reps[["rep_id", "team"]].join(counts, on="rep_id").join(named, on="rep_id")
    numbers = ["n_skills", "n_improved", "n_told"]
    table[numbers] = table[numbers].fillna(0).astype("int64")
    coached = lookup(table["rep_id"], anything.astype("object")).fillna(False).astype(bool)
    rising = table["n_improved"] > 0
    quadrant = np.select(
        [coached & rising, rising, table["n_told"] == 0, coached],
        [IMPROVING, ALONE, CANNOT_TELL, STUCK],
        NEITHER,
    )
    placed = pd.Series(quadrant, index=table.index, dtype="str")
    return table.assign(coached=coached, quadrant=placed).rename(
        columns={"verdict_points": "points"}
    )


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
        ``coaching.roleplay_reps``), ``n_coached`` (coached, with a verdict that can be told); the
        largest group first.
    """
    told = rep_criteria["verdict"].isin(TOLD)
    known = rep_criteria[told & (rep_criteria["sessions_held"] > 0)]
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


def exemplars(
    rep_criteria: pd.DataFrame, reps: pd.DataFrame, standards: pd.Series, as_of: date
) -> pd.DataFrame:
    """Name whose calls are an example on each criterion, in each team and in the organisation.

    The highest ``current_score`` among the reps whose evidence on the criterion is ``ok``, three of them
    at least; of equals the one with more calls, then by ``rep_id``. It is an example only where it is good
    and better: it reaches the target, and even the lower end of its interval lies above the mean of the
    others. Nobody whose own packet says that the skill declined is held up to others for it, nobody who
    has left, and nobody on a criterion on which scorers agree too little.

    Parameters
    ----------
    standards
        Criterion id → the target that the settings give it.
    as_of
        The review day.

    Returns
    -------
    DataFrame
        ``scope`` (``team`` or ``org``), ``scope_id``, ``criterion_id``, ``rep_id``,
        ``current_score``, ``current_low``, ``target``, ``others_mean``, ``n_current``, ``reps_compared``.
    """
    there = reps[reps["end_date"].isna() | (reps["end_date"] > timestamp(as_of))]
    known = rep_criteria[
        (rep_criteria["evidence"] == ENOUGH)
        & (rep_criteria["verdict_reason"] != VerdictReason.UNRELIABLE_SCORES)
    ]
    known = known.merge(there[["rep_id", "team"]], on="rep_id")
    both = pd.concat(
        [
            known.assign(scope="team", scope_id=known["team"]),
            known.assign(scope=ORG, scope_id=ORG),
        ],
        ignore_index=True,
    )
    keys = ["scope", "scope_id", "criterion_id"]
    scores = both.groupby(keys)["current_score"]
    compared = scores.transform("size")
    others = (scores.transform("sum") - both["current_score"]) / (compared - 1)
    both = both.assign(
        reps_compared=compared,
        others_mean=others,
        target=lookup(both["criterion_id"], standards),
    )
    both = both[(compared >= COMPARED) & (both["verdict"] != SkillVerdict.DECLINED)].sort_values(
        [*keys, "current_score", "n_current", "rep_id"],
        ascending=[True, True, True, False, False, True],
    )
    best = both.drop_duplicates(keys)
    return best[
        (best["current_score"] >= best["target"]) & (best["current_low"] > best["others_mean"])
    ]
