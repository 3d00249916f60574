"""Tables of who is reviewed, and of their scores."""

from __future__ import annotations

from review_kit.metrics.table_schemas.ownership import OF_REPS
from review_kit.metrics.table_schemas.table import MetricTable, count, day, flag, number, text

REPS = MetricTable(
    name="reps",
    row="One rep in review",
    ownership=OF_REPS,
    columns=(
        text("rep_id", "Identifier of the rep."),
        text("rep_name", "Name as printed."),
        text("role", "Job title.", nullable=True),
        text("team", "Team of record."),
        text("language", "Language of the rep's documents, as the roster has it.", nullable=True),
        text("manager_id", "Manager of record."),
        text("manager_name", "The manager's name as printed."),
        text("email", "The rep's address, for invitations.", nullable=True),
        text("manager_email", "The manager's address.", nullable=True),
        day("hire_date", "First day of employment."),
        day("end_date", "Last day of employment; empty while employed.", nullable=True),
        count("tenure_days", "days", "Days from hire to the review day or to the last day."),
        count("n_calls", "calls", "Evaluated calls in the window."),
        count("n_calls_baseline", "calls", "Evaluated calls in the first days of the window."),
        count("n_calls_current", "calls", "Evaluated calls in the last days of the window."),
        day("first_call_on", "First evaluated call in the window.", nullable=True),
        day("last_call_on", "Last evaluated call in the window.", nullable=True),
        count(
            "n_earlier_managers",
            "managers",
            "Managers other than that of record who coached the rep in the window.",
        ),
        flag(
            "is_starting",
            "Whether the review day is one of the first 30 since the hire, which is the first of them.",
        ),
    ),
    key=("rep_id",),
    sort_by=("rep_id",),
)

REP_CRITERIA = MetricTable(
    name="rep_criteria",
    row="One rep on one criterion or sub-criterion that is valid in the window",
    ownership=OF_REPS,
    columns=(
        text("rep_id", "The rep."),
        text("criterion_id", "The criterion, by its present identifier."),
        text("criterion", "Its name as printed."),
        text(
            "parent_criterion_id",
            "The criterion that it is a part of; empty for a top-level one.",
            nullable=True,
        ),
        number(
            "weight",
            "percent",
            "Weight in the rubric: of the whole, or of its parent for a sub-criterion.",
            nullable=False,
        ),
        text("outcome_metric", "The result that the rubric says should move with it."),
        text("competency", "The row of the skills matrix that it belongs to.", nullable=True),
        count(
            "focus_rank",
            "rank",
            "Place among the focus criteria, 1 for the heaviest; empty for all others.",
            nullable=True,
        ),
        number("target", "percent", "The score to reach.", nullable=False),
        text("target_source", "Where the target comes from: the rep's goal, or config."),
        count("n_window", "calls", "Calls scored on it in the window."),
        count("n_baseline", "calls", "Calls scored on it in the baseline."),
        number("baseline_score", "percent", "Mean score over the baseline."),
        number("baseline_low", "percent", "Lower end of the 95 % interval of that mean."),
        number("baseline_high", "percent", "Upper end of the 95 % interval of that mean."),
        count("n_current", "calls", "Calls scored on it in the current window."),
        number("current_score", "percent", "Mean score over the current window."),
        number("current_low", "percent", "Lower end of the 95 % interval of that mean."),
        number("current_high", "percent", "Upper end of the 95 % interval of that mean."),
        number(
            "score_delta",
            "pp",
            "Current score minus baseline score, on one scale where other people or another AI scored.",
        ),
        text(
            "change_basis",
            "What score_delta is computed on: as_scored, one_scale, or different_scorers where there is no "
            "change to give; empty where calls are too few.",
            nullable=True,
        ),
        number(
            "low",
            "pp",
            "Lower end of the 95 % interval of score_delta, measured on how scores here change by "
            "themselves.",
        ),
        number("high", "pp", "Upper end of the same interval."),
        text(
            "evidence",
            "Grade by the evidence rule of the window with fewer calls: too_few, thin or ok.",
        ),
        number(
            "company_movement",
            "pp",
            "Median change of the criterion in the company, taken off before judging.",
        ),
        number(
            "delta_p_adjusted",
            "share",
            "p-value of the change, adjusted by the false discovery rate over all rep-criteria.",
        ),
        text(
            "delta_calibration",
            "What the interval was measured on: earlier_windows, or same_windows where the record is "
            "too short for that.",
            nullable=True,
        ),
        text(
            "verdict",
            "The one verdict on how the skill changed: improved, declined, no_clear_change, "
            "cannot_tell_yet or not_enough_calls.",
        ),
        text(
            "verdict_basis",
            "The number it rests on: expected (expected_gap) or change (score_delta less "
            "company_movement); empty where there is none.",
            nullable=True,
        ),
        number("verdict_points", "pp", "That number."),
        number("verdict_low", "pp", "Lower end of its 95 % interval."),
        number("verdict_high", "pp", "Upper end of its 95 % interval."),
        day("verdict_from", "First day that the number is about.", nullable=True),
        day("verdict_to", "Last day that the number is about.", nullable=True),
        text(
            "verdict_reason",
            "Why it is neither improved nor declined; docs/effect.md lists the reasons.",
            nullable=True,
        ),
        count(
            "verdict_reason_n",
            "days, calls or coached criteria",
            "How many there are of what is missing.",
            nullable=True,
        ),
        day("verdict_ready_on", "Earliest day of a verdict, where it is known.", nullable=True),
        day("first_coached_on", "First session ever on a weighted criterion.", nullable=True),
        number(
            "expected_score",
            "percent",
            "Score expected without coaching on days 8 to 35 after the first session.",
        ),
        number("expected_gap", "pp", "Mean score on those days minus the expected score."),
        number("expected_gap_low", "pp", "Lower end of the 95 % interval of expected_gap."),
        number("expected_gap_high", "pp", "Upper end of the 95 % interval of expected_gap."),
        number(
            "expected_gap_best_guess",
            "pp",
            "expected_gap moved towards the mean of all coached here, as far as chance may explain it.",
        ),
        count(
            "n_follow_up",
            "calls",
            "Calls on days 8 to 35 after the first session.",
            nullable=True,
        ),
        count("sessions_held", "sessions", "Sessions of the window on it or on a part of it."),
        flag("is_stuck", "Whether it was coached in the window and did not improve."),
        day("first_session_on", "First of these sessions.", nullable=True),
        day("last_session_on", "Last of these sessions.", nullable=True),
        count(
            "follow_ups_measured", "sessions", "Those of them with an evaluated call after them."
        ),
        count("commitments_due", "commitments", "Commitments on it that were due in the window."),
        count("commitments_done", "commitments", "Those of them that are done."),
        number("commitment_completion", "share", "Done ÷ due."),
        day(
            "dip_week",
            "First day of a week clearly below baseline that was made up for later.",
            nullable=True,
        ),
        number("dip_score", "percent", "Mean score of that week."),
        day(
            "recovery_week",
            "First day of the later week that came back to baseline.",
            nullable=True,
        ),
        number("trend_slope", "pp a week", "Slope of the weekly means (Theil–Sen)."),
        text(
            "trend",
            "Verdict on the slope: rising, falling, flat, one_call_only or too_few_calls.",
            nullable=True,
        ),
        number("remaining_gap", "pp", "Target minus current score, 0 once it is reached."),
        text(
            "weakest_sub_criterion_id",
            "The sub-criterion with the largest gap left.",
            nullable=True,
        ),
        text("weakest_sub_criterion", "Its name as printed.", nullable=True),
        number("weakest_sub_score", "percent", "Its current score."),
        count("weakest_sub_n", "calls", "Calls behind that score.", nullable=True),
    ),
    key=("rep_id", "criterion_id"),
    order="by rep_id, top-level criteria first, then focus_rank and weight",
)

WEEKLY = MetricTable(
    name="weekly",
    row="One week with a call, of one rep on one criterion",
    ownership=OF_REPS,
    columns=(
        text("rep_id", "The rep."),
        text("criterion_id", "The criterion."),
        day("week_start", "First day; weeks are counted back from the review day."),
        day("week_end", "Last day."),
        count("n", "calls", "Calls scored in the week."),
        number("mean", "percent", "Their mean score.", nullable=False),
        number("low", "percent", "Lower end of the 95 % interval; empty with one call."),
        number("high", "percent", "Upper end of the 95 % interval; empty with one call."),
    ),
    key=("rep_id", "criterion_id", "week_start"),
    sort_by=("rep_id", "criterion_id", "week_start"),
)

CALL_SCORES = MetricTable(
    name="call_scores",
    row="One score of the window: one call on one criterion",
    ownership=OF_REPS,
    columns=(
        text("rep_id", "The rep."),
        text("criterion_id", "The criterion, by its present identifier."),
        text("call_id", "The call."),
        day("call_on", "Day of the call in the project's time zone."),
        number(
            "score", "percent", "The score that stands, as percent of the maximum.", nullable=False
        ),
        flag("from_sub_criteria", "Whether it is the weighted mean of the sub-criteria's scores."),
        text(
            "scorer",
            "Whose score it is: human or human:<id> for a person, ai or ai:<id> <version> for an AI.",
        ),
        number(
            "comparable",
            "percent",
            "The score on the scale of the criterion's scorer with the most calls; empty where nobody knows "
            "how far the two are apart.",
        ),
    ),
    key=("rep_id", "criterion_id", "call_id"),
    order="by rep_id, criterion_id, then the time of the call",
)

SCORES = (REPS, REP_CRITERIA, WEEKLY, CALL_SCORES)
