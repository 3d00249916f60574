"""Tables that set the reps of a team side by side."""

from __future__ import annotations

from review_kit.metrics.table_schemas.ownership import (
    OF_REPS,
    OF_TEAMS,
    SCOPED,
    SCOPED_AND_SHARED,
)
from review_kit.metrics.table_schemas.table import (
    Column,
    MetricTable,
    count,
    day,
    flag,
    number,
    text,
)

TEAM_CRITERIA = MetricTable(
    name="team_criteria",
    row="One criterion of a team, of the reps coached on it or of the others",
    ownership=OF_TEAMS,
    columns=(
        text("team", "The team."),
        text("criterion_id", "The criterion."),
        text("criterion", "Its name as printed."),
        number("weight", "percent", "Its weight in the rubric.", nullable=False),
        flag("coached", "Whether these reps were coached on it in the window."),
        count("n_rep_criteria", "reps", "Reps with a change from baseline to current."),
        number("mean_delta", "pp", "Mean of these changes.", nullable=False),
        number("median_delta", "pp", "Median of these changes.", nullable=False),
        number("q1", "pp", "First quartile of these changes.", nullable=False),
        number("q3", "pp", "Third quartile of these changes.", nullable=False),
        number(
            "share_gained_typical",
            "share",
            "Share of these changes of coaching.typical_gain_low_pp or more.",
            nullable=False,
        ),
    ),
    key=("team", "criterion_id", "coached"),
    sort_by=("team", "criterion_id", "coached"),
)

DOSE = MetricTable(
    name="dose",
    row="One rep",
    ownership=OF_REPS,
    columns=(
        text("rep_id", "The rep."),
        text("team", "Team of record."),
        number("hours_per_week", "hours a week", "Hours of coaching a week in the window."),
        number("quota_attainment", "share", "Won amount ÷ quota; empty without a quota."),
    ),
    key=("rep_id",),
    order="by rep_id",
)

QUADRANTS = MetricTable(
    name="quadrants",
    row="One rep",
    ownership=OF_REPS,
    columns=(
        text("rep_id", "The rep."),
        text("team", "Team of record."),
        flag("coached", "Whether the rep was coached on a weighted top-level criterion."),
        count("n_skills", "skills", "Skills looked at: the coached ones, all where none was."),
        count("n_improved", "skills", "Those of them that improved."),
        count("n_told", "skills", "Those of them whose verdict says whether they moved."),
        text("criterion_id", "The heaviest improvement; empty where there is none.", nullable=True),
        number("points", "pp", "The number that its verdict rests on."),
        text(
            "quadrant",
            "coachable_and_improving, improving_alone, coached_and_stuck, neither or cannot_tell_yet.",
        ),
    ),
    key=("rep_id",),
    order="by rep_id",
)

ROLE_PLAY_GROUPS = MetricTable(
    name="role_play_groups",
    row="One criterion on which coaching.roleplay_reps or more reps of a team are stuck",
    ownership=OF_TEAMS,
    columns=(
        text("team", "The team."),
        text("criterion_id", "The criterion."),
        text("criterion", "Its name as printed."),
        text("parent_criterion_id", "The criterion that it is a part of.", nullable=True),
        count("n_reps", "reps", "Reps who were coached on it and did not improve."),
        count(
            "n_coached",
            "reps",
            "Reps who were coached on it and have a verdict that says whether it moved.",
        ),
    ),
    key=("team", "criterion_id"),
    order="by team, the largest group first",
)

TEAM_COMPETENCIES = MetricTable(
    name="team_competencies",
    row="One competency that reps of a team are rated in",
    ownership=OF_TEAMS,
    columns=(
        text("team", "The team."),
        text("competency", "The row of the skills matrix."),
        count("n_reps", "reps", "Reps who are rated in it."),
        number("mean_level", "level", "Mean of their levels.", nullable=False),
        count("n_moved", "reps", "Reps with a rating in both windows."),
        number("mean_movement", "level", "Mean change of their levels."),
        flag("is_reddest", "Whether it is the team's competency with the lowest mean level."),
    ),
    key=("team", "competency"),
    order="by team, competency",
)

EXEMPLARS = MetricTable(
    name="exemplars",
    row="One criterion of a team or of the organization",
    # a row names who is best: it is for the team or the organization, not for that rep
    ownership=SCOPED,
    columns=(
        text("scope", "What scope_id names: team or org."),
        text("scope_id", "Among whom the rep is best; org for the organization."),
        text("criterion_id", "The criterion."),
        text(
            "rep_id", "Who has the highest current score on it, at its target and above the others."
        ),
        number("current_score", "percent", "That score.", nullable=False),
        number("current_low", "percent", "Lower end of its 95 % interval.", nullable=False),
        number("target", "percent", "The target of the criterion, without goals.", nullable=False),
        number(
            "others_mean", "percent", "Mean current score of the others compared.", nullable=False
        ),
        count("n_current", "calls", "Calls behind it."),
        count("reps_compared", "reps", "Reps with enough calls to be compared."),
    ),
    key=("scope", "scope_id", "criterion_id"),
    order="by scope, scope_id, criterion_id",
)

_COHORT = (
    text("scope", "What scope_id names: org or team."),
    text("scope_id", "Whose hires; org for the organization."),
    text("cohort", "When they were hired: 2026Q2, 2026H1 or 2026; all for all hires on record."),
)


def _share_by(days: int) -> tuple[Column, Column, Column]:
    name = f"share_{days}"
    return (
        number(name, "share", f"Share of the hires who got there within {days} days."),
        number(f"{name}_low", "share", "Lower end of its 95 % interval."),
        number(f"{name}_high", "share", "Upper end of its 95 % interval."),
    )


RAMP_COHORTS = MetricTable(
    name="ramp_cohorts",
    row="One hire cohort of a team or of the organization",
    ownership=SCOPED_AND_SHARED,
    columns=(
        *_COHORT,
        day("first_hired_on", "First hire of the cohort."),
        day("last_hired_on", "Last hire of the cohort."),
        count("n_reps", "reps", "Hires on record, those who have left included."),
        count("n_ramped", "reps", "Those of them who got to full productivity."),
        count("n_ramping", "reps", "Those who are there and have not got to it yet."),
        count("n_left", "reps", "Those who left without having got to it."),
        number(
            "median_days",
            "days",
            "Days from hire by which half of them got there (Kaplan–Meier); empty while fewer have, and "
            "under privacy.minimum_group_size reps, as all numbers that follow.",
        ),
        number("median_low", "days", "Lower end of its 95 % interval."),
        number("median_high", "days", "Upper end of it; empty where the record does not reach it."),
        *_share_by(90),
        *_share_by(180),
        count(
            "watched_days",
            "days",
            "Longest time from hire that anybody was watched.",
            nullable=True,
        ),
    ),
    key=("scope", "scope_id", "cohort"),
    order="the organization's hires together, its cohorts in order, then teams",
)

RAMP_CURVE = MetricTable(
    name="ramp_curve",
    row="One day from hire on which somebody of a cohort got to full productivity",
    ownership=SCOPED_AND_SHARED,
    columns=(
        *_COHORT,
        count("day", "days", "Days from hire."),
        count("at_risk", "reps", "Reps still ramping on it, as far as they were watched."),
        count("ramped", "reps", "Those of them who got there on it."),
        number("share", "share", "Share who got there by it (Kaplan–Meier).", nullable=False),
        number("low", "share", "Lower end of its 95 % interval; empty where the share is 1."),
        number("high", "share", "Upper end of its 95 % interval; empty where the share is 1."),
    ),
    key=("scope", "scope_id", "cohort", "day"),
    order="as in ramp_cohorts, then by day",
)

TEAMS = (
    TEAM_CRITERIA,
    DOSE,
    QUADRANTS,
    ROLE_PLAY_GROUPS,
    TEAM_COMPETENCIES,
    EXEMPLARS,
    RAMP_COHORTS,
    RAMP_CURVE,
)
