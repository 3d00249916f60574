"""Tables of what coaching did, what moves with results, and what that is worth."""

from __future__ import annotations

from review_kit.metrics.table_schemas.ownership import (
    OF_TEAMS,
    OF_THE_ORGANISATION,
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


def _scope(kinds: str) -> tuple[Column, Column]:
    return (
        text("scope", f"What scope_id names: {kinds}."),
        text("scope_id", "Whom or what the row is about; org for the organization."),
    )


_ESTIMATE = (
    number(
        "estimate", "pp", "Mean effect of starting coaching on a criterion on the days looked at."
    ),
    number("low", "pp", "Lower end of the 95 % interval of the estimate."),
    number("high", "pp", "Upper end of the same interval."),
    number("std_error", "pp", "Standard error of the estimate."),
    count("n_treated", "rep-criteria", "Coached rep-criteria that it rests on."),
    count("n_reps", "reps", "Reps that these belong to."),
    number("second_estimate", "pp", "The same effect, compared within reps."),
    number("second_low", "pp", "Lower end of the 95 % interval of second_estimate."),
    number("second_high", "pp", "Upper end of the same interval."),
    text("verdict", "As in effects, of this row by itself."),
    text("reason", "Weightiest of the warnings; empty text without any."),
    number("claimed_estimate", "pp", "The estimate that may be claimed."),
    number("claimed_low", "pp", "Lower end of its 95 % interval."),
    number("claimed_high", "pp", "Upper end of its 95 % interval."),
    count("n_fitted", "rows", "Uncoached rows that what is expected was fitted to."),
    count("n_fitted_reps", "reps", "Reps that these belong to."),
    number(
        "share_coached_later",
        "share",
        "Share of the controls that are coached in their own follow-up.",
    ),
    day("earliest", "First day on which there can be enough to compare."),
    flag("needs_more_coaching", "Whether that holds only if more is coached from now on."),
    text("warnings", "All that must be said of it, in order of weight, parted by blanks."),
)
"""What a table of estimates beside the main one says of each."""

_BEST_GUESS = (
    number("best_guess", "pp", "The estimate drawn towards those of its kind; no verdict."),
    number("best_guess_low", "pp", "Lower end of its 95 % interval."),
    number("best_guess_high", "pp", "Upper end of its 95 % interval."),
)

_WHOLE = (
    number(
        "estimate",
        "pp",
        "Mean effect of starting coaching on a criterion, on days 8 to 35, compared within teams.",
    ),
    number("low", "pp", "Lower end of the 95 % interval of the estimate."),
    number("high", "pp", "Upper end of the same interval."),
    number("std_error", "pp", "Standard error of the estimate."),
    count("n_treated", "rep-criteria", "Coached rep-criteria that it rests on."),
    count("n_reps", "reps", "Reps that these belong to."),
    number("second_estimate", "pp", "The same effect, compared within reps."),
    number("second_low", "pp", "Lower end of the 95 % interval of second_estimate."),
    number("second_high", "pp", "Upper end of the same interval."),
    text("verdict", "helped, lowered, not_shown, cannot_tell or not_measurable."),
    text("reason", "Weightiest of the warnings; empty text without any."),
    number(
        "claimed_estimate",
        "pp",
        "The estimate that may be claimed: the lower of two that differ; without an effect one that "
        "includes zero.",
    ),
    number("claimed_low", "pp", "Lower end of its 95 % interval."),
    number("claimed_high", "pp", "Upper end of its 95 % interval."),
    number("difference", "pp", "Second estimate minus first, on what both rest on."),
    number("difference_low", "pp", "Lower end of the 95 % interval of difference."),
    number("difference_high", "pp", "Upper end of the same interval."),
    count("n_fitted", "rows", "Uncoached rows that what is expected was fitted to."),
    count("n_fitted_reps", "reps", "Reps that these belong to."),
    count("n_controls", "rows", "Those of the weeks in which its own were first coached."),
    count("n_control_reps", "reps", "Reps that these belong to."),
    number("controls_per_treated", "ratio", "n_controls ÷ n_treated.", nullable=False),
    number("overlap_share", "share", "Share of the coached with enough close controls."),
    number(
        "share_coached_later",
        "share",
        "Share of the controls that are coached in their own follow-up.",
    ),
    number(
        "share_coached",
        "share",
        "Share of rep-criteria coached by the review day.",
        nullable=False,
    ),
    number(
        "share_whole_reps",
        "share",
        "Share of the coached whose reps were coached on all they do at once.",
    ),
    number(
        "evaluator_shift",
        "share",
        "Change after the first session in the share of the scorer that moved most, coached less "
        "controls.",
    ),
    text("evaluator", "Who that is.", nullable=True),
    count("n_waiting", "rep-criteria", "Coached ones whose follow-up is not over."),
    count(
        "n_cut_off",
        "rep-criteria",
        "Those first coached before their scores reached back 70 days, so never to be compared.",
    ),
    day("scores_from", "First day of any score.", nullable=True),
    day("earliest", "First day on which there can be enough to compare."),
    flag("needs_more_coaching", "Whether that holds only if more is coached from now on."),
    day(
        "coach_from",
        "Day from which more must be coached, where records must first reach back far enough.",
        nullable=True,
    ),
)
"""What the main table, and that of metrics of one's own, say of each estimate."""

EFFECTS = MetricTable(
    name="effects",
    row="One estimate of the effect of coaching: of the organization, a team, a manager or a criterion",
    ownership=SCOPED_AND_SHARED,
    columns=(
        *_scope("org, team, manager or criterion"),
        *_WHOLE,
        number(
            "placebo", "pp", "The effect that the same method finds on rep-criteria nobody coached."
        ),
        number("placebo_low", "pp", "Lower end of its 95 % interval."),
        number("placebo_high", "pp", "Upper end of its 95 % interval."),
        text("warnings", "All that must be said of it, in order of weight, parted by blanks."),
        number(
            "robustness",
            "share",
            "Of a claimed effect: share of both coaching and score that an unseen reason would have to "
            "explain, of what is left unexplained, to bring the estimate to zero.",
        ),
        number(
            "robustness_of_end", "share", "The same for the end of the interval nearer to zero."
        ),
        text(
            "strongest_reason",
            "Seen reason for coaching that matters most: level, last_weeks, same_day or whole_rep.",
            nullable=True,
        ),
        number("strongest_of_coaching", "share", "Share of the coaching that it explains."),
        number("strongest_of_score", "share", "Share of the score that it explains."),
        number(
            "times_strongest",
            "ratio",
            "How many times as strong the unseen reason would have to be to bring that end to zero; at "
            "most 100.",
        ),
        *_BEST_GUESS,
    ),
    key=("scope", "scope_id"),
    order="the organization, then teams, managers and criteria",
)

EFFECT_CURVE = MetricTable(
    name="effect_curve",
    row="One week before or after a first session, of one estimate that has a number",
    ownership=SCOPED_AND_SHARED,
    columns=(
        *_scope("org, team, manager or criterion"),
        count("first_day", "days", "First day of the week, counted from the first session."),
        count("last_day", "days", "Last day of the week, included."),
        count("n_treated", "rep-criteria", "Coached rep-criteria with a call in the week."),
        number("coached", "percent", "Their mean score."),
        number(
            "uncoached", "percent", "Mean score of the same criteria and weeks that nobody coached."
        ),
        number("expected", "percent", "What the coached would have scored without coaching."),
        number("estimate", "pp", "coached minus expected; weeks after the session only."),
        number("low", "pp", "Lower end of the 95 % interval of the estimate."),
        number("high", "pp", "Upper end of the same interval."),
    ),
    key=("scope", "scope_id", "first_day"),
    order="as in effects, then by first_day",
)

EFFECT_PERSISTENCE = MetricTable(
    name="effect_persistence",
    row="The effect of coaching on one stretch of days after the first session, of one scope",
    ownership=SCOPED_AND_SHARED,
    columns=(
        *_scope("org, team, manager or criterion"),
        count(
            "first_day", "days", "First day of the stretch: 8, 36 or 91 after the first session."
        ),
        count("last_day", "days", "Last day of it, included: 35, 90 or 180."),
        *_ESTIMATE,
    ),
    key=("scope", "scope_id", "first_day"),
    order="as in effects, then by first_day",
)

EFFECT_PARTS = MetricTable(
    name="effect_parts",
    row="The effect of coaching on a part of the organization's coached rep-criteria",
    ownership=OF_THE_ORGANISATION,
    columns=(
        text(
            "kind",
            "What the part has in common: tenure at the first session, level before it, or quarter of it.",
        ),
        text(
            "part",
            "under_a_year or a_year_or_more; below_others or not_below_others (days −70 to −22, same "
            "criterion and week); or a quarter, as 2026Q2.",
        ),
        *_ESTIMATE,
        number("apart", "pp", "Effect on this part minus that on all other coached rep-criteria."),
        number("apart_low", "pp", "Lower end of its 95 % interval."),
        number("apart_high", "pp", "Upper end of its 95 % interval."),
        *_BEST_GUESS,
    ),
    key=("kind", "part"),
    order="tenure, level, then quarters in order",
)

OWN_EFFECTS = MetricTable(
    name="own_effects",
    row="The effect of coaching a criterion on a metric of the project's own that asks for it",
    ownership=SCOPED_AND_SHARED,
    columns=(
        *_scope("org"),
        text("metric", "Name of the metric."),
        text("criterion_id", "The criterion whose coaching it is the effect of."),
        text("criterion", "Its name as printed."),
        *_WHOLE,
        text(
            "warnings",
            "All that must be said of it, in order of weight, parted by blanks; near_an_end, here and as "
            "reason, where the mean of all calls is under 20 % or over 80 %.",
        ),
    ),
    key=("metric",),
    sort_by=("metric",),
)

DRIVERS = MetricTable(
    name="drivers",
    row="One criterion and one result, for the report of a team or of the organization",
    # whose report the row is for; that it may be the organization's slope does not open it
    ownership=OF_TEAMS,
    columns=(
        text("scope", "Whose slope it is: team, or org where the team has too little."),
        text("team", "Whose report it is for; empty text for the organization's."),
        text("criterion_id", "The criterion."),
        text("criterion", "Its name as printed."),
        text("outcome_metric", "The result."),
        text("unit", "Unit of the result."),
        flag("declared", "Whether the rubric names this result for the criterion."),
        number(
            "slope_per_10pp",
            "the result's",
            "How the result moves with 10 pp of score, within the same reps over time.",
        ),
        number("low", "the result's", "Lower end of the 95 % interval of the slope."),
        number("high", "the result's", "Upper end of the same interval."),
        number("p_adjusted", "share", "p-value, adjusted for all pairs of the report (Holm)."),
        count("n_periods", "periods", "Periods of 30 days of all reps that it rests on."),
        count("n_reps", "reps", "Reps with two or more of them."),
        text("verdict", "moves_with, moves_against or cannot_tell."),
    ),
    key=("team", "criterion_id", "outcome_metric"),
    order="by team, the heaviest criterion first, results as in docs/metrics.md",
)

MONEY = MetricTable(
    name="money",
    row="One return on coaching: of the organization or a team",
    ownership=SCOPED_AND_SHARED,
    columns=(
        *_scope("org or team"),
        number("cost", "money", "Cost of all sessions of the window; empty without hourly rates."),
        number("benefit_low", "money", "Lower end of the 95 % range of the benefit."),
        number("benefit", "money", "The benefit with every factor in its middle."),
        number("benefit_high", "money", "Upper end of the 95 % range of the benefit."),
        number("net_low", "money", "benefit_low − cost: lower end of the return."),
        number("net", "money", "benefit − cost: the middle of the return."),
        number("net_high", "money", "benefit_high − cost: upper end of the return."),
        number("multiple_low", "ratio", "benefit_low ÷ cost; only where net_low lies above 0."),
        number("multiple", "ratio", "benefit ÷ cost; only where net_low lies above 0."),
        number("multiple_high", "ratio", "benefit_high ÷ cost; only where net_low lies above 0."),
        count("n_started", "rep-criteria", "Rep-criteria first coached in the window."),
        count("n_reps", "reps", "Reps that these belong to."),
        text("moves_most", "The assumption that moves the return most.", nullable=True),
        text(
            "reason",
            "Why no return is claimed: effect_not_estimated, effect_not_shown, effect_lowered, "
            "nothing_started, no_association, no_margin or no_cost, without a range; range_includes_zero or "
            "range_below_zero, with one; empty text where it is claimed.",
        ),
    ),
    key=("scope", "scope_id"),
    order="as in effects",
)

MONEY_ASSUMPTIONS = MetricTable(
    name="money_assumptions",
    row="One factor of a return or of its cost, as it is printed and multiplied",
    ownership=SCOPED_AND_SHARED,
    columns=(
        *_scope("org or team"),
        text(
            "assumption",
            "effect, association, volume, value, together, margin, lasts, window, manager_time, "
            "manager_rate, rep_time or rep_rate.",
        ),
        text("criterion_id", "The criterion that it is about.", nullable=True),
        text("outcome_metric", "The result that it is about.", nullable=True),
        count(
            "first_day",
            "days",
            "Of an effect: first day after the first session that it is taken for.",
            nullable=True,
        ),
        count("last_day", "days", "Of an effect: last such day, included.", nullable=True),
        number("value", "its unit", "Its value.", nullable=False),
        number("low", "its unit", "Lower end of its range; empty where it has none."),
        number("high", "its unit", "Upper end of its range; empty where it has none."),
        text("unit", "Unit of value, low and high."),
        text(
            "origin",
            "Where it comes from: measured (this group's exports), configured (a setting), assumed "
            "(the default of one), or borrowed (the organization's).",
        ),
        number(
            "swing",
            "money",
            "How far the return moves from one end of its range to the other.",
        ),
    ),
    key=("scope", "scope_id", "assumption", "criterion_id", "outcome_metric", "first_day"),
    order="as in effects, then as listed above",
)

EFFECT_TABLES = (
    DRIVERS,
    EFFECTS,
    EFFECT_CURVE,
    EFFECT_PERSISTENCE,
    EFFECT_PARTS,
    OWN_EFFECTS,
    MONEY,
    MONEY_ASSUMPTIONS,
)
