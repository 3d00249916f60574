"""Tables of goals and of the next quarter, of what managers wrote, and where a rep's numbers come from."""

from __future__ import annotations

from review_kit.metrics.table_schemas.ownership import OF_REPS
from review_kit.metrics.table_schemas.table import MetricTable, count, day, flag, number, text

GOALS = MetricTable(
    name="goals",
    row="One goal of a rep that was set by the review day",
    ownership=OF_REPS,
    columns=(
        text("goal_id", "The goal."),
        text("rep_id", "The rep."),
        text("criterion_id", "The criterion that it is on, if it is on one.", nullable=True),
        text("metric", "The metric that it is on."),
        flag("on_score", "Whether it is a score to reach on its criterion."),
        number("baseline", "the metric's", "Value when the goal was set.", nullable=False),
        number("target", "the metric's", "Value to reach.", nullable=False),
        day("set_on", "Day on which it was set."),
        day("due_on", "Day by which it should be reached."),
        text("status", "open, met or missed, as logged."),
        number("current", "the metric's", "Value in this review; empty where it is not measured."),
        number(
            "on_day",
            "the metric's",
            "Score, or result, up to its day; empty while that is to come, and where it is not known.",
        ),
        text(
            "on_day_note",
            "Why it is not known: too_few_calls, no_value, record_too_short, not_reached (a ramp), not_dated "
            "(when a commitment was kept) or not_by_day; other_scorers where there is a value, and others "
            "gave it than today's.",
            nullable=True,
        ),
        text(
            "standing",
            "By today's value and that of its day: reached or under_way while the day is to come; met, "
            "met_not_kept, met_since, not_met; met_by_now or overdue where nobody knows how it stood "
            "on its day.",
        ),
        flag("leads", "Whether it is the open goal that progress_to_goal speaks of."),
    ),
    key=("goal_id",),
    sort_by=("rep_id", "set_on", "goal_id"),
)

PLANS = MetricTable(
    name="plans",
    row="One rep for whom the next quarter can be planned",
    ownership=OF_REPS,
    columns=(
        text("rep_id", "The rep."),
        text("criterion_id", "The criterion to work on."),
        text("criterion", "Its name as printed."),
        text("because", "Why this one: open_goal or largest_gap."),
        day("goal_set_on", "Day on which that goal was set.", nullable=True),
        number("baseline", "percent", "Its current score."),
        count("n_baseline", "calls", "Calls behind that score."),
        number("noise", "pp", "How far its score has to move before that is told from chance."),
        number("own_target", "percent", "Target of the goal, else of the criterion."),
        number("target", "percent", "The score to reach.", nullable=False),
        text(
            "target_from",
            "Where it comes from: goal, typical_gain, target (of the criterion), or noise: what these would "
            "give lies inside it, so it is the first whole number outside.",
        ),
        day("due_on", "Day by which it should be reached."),
        text(
            "near_goal",
            "Criterion of an open goal that is as good as reached, so that another skill is planned.",
            nullable=True,
        ),
        number("near_score", "percent", "Its current score."),
        number("near_target", "percent", "The score that the goal names."),
        number("near_half_width", "pp", "Half the 95 % interval of that score."),
        number("gain_per_session", "pp", "What a session on a skill has brought in this company."),
        number("gain_low", "pp", "Lower end of its 95 % interval."),
        number("gain_high", "pp", "Upper end of the same interval."),
        text(
            "sessions_from",
            "What the number of sessions follows from: gain, or the cadence alone, because the gain is "
            "not_measured or not_shown.",
        ),
        count(
            "sessions_needed",
            "sessions",
            "Sessions that the way from baseline to target takes at gain_per_session.",
            nullable=True,
        ),
        count("needed_low", "sessions", "Sessions that it takes at gain_high.", nullable=True),
        count("needed_high", "sessions", "Sessions that it takes at gain_low.", nullable=True),
        number("sessions_per_week", "sessions a week", "How often to coach.", nullable=False),
        text(
            "cadence_from",
            "Where that comes from: matrix, default without a level, or needed where the matrix' monthly "
            "sessions are too few.",
        ),
        count("sessions", "sessions", "Days proposed, all before due_on."),
        text(
            "country",
            "Country whose public holidays are left out; empty where none is known.",
            nullable=True,
        ),
        count("weekday", "weekday", "Weekday of most of the rep's sessions: 0 Monday to 6 Sunday."),
        number("minutes", "minutes", "Median length of the rep's sessions in the window."),
    ),
    key=("rep_id",),
    order="by rep_id",
)

PLANNED_SESSIONS = MetricTable(
    name="planned_sessions",
    row="One day proposed for a session",
    ownership=OF_REPS,
    columns=(
        text("rep_id", "The rep."),
        day("session_on", "The day."),
        text("starts_at", "Time proposed, in the organization's time zone: 10:00."),
        number("minutes", "minutes", "Length proposed: what is usual for the rep.", nullable=False),
    ),
    key=("rep_id", "session_on"),
    order="by rep_id, session_on",
)

PROVENANCE = MetricTable(
    name="provenance",
    row="One rep and one canonical table",
    ownership=OF_REPS,
    columns=(
        text("rep_id", "The rep."),
        text("table", "The canonical table."),
        count("rows_used", "rows", "The rep's rows that the window's numbers rest on."),
        count(
            "rows_quarantined", "rows", "The rep's rows that validation quarantined, of all days."
        ),
        day("first_day", "First day of the window that these rows speak of.", nullable=True),
        day("last_day", "Last day of the window that these rows speak of.", nullable=True),
    ),
    key=("rep_id", "table"),
    sort_by=("rep_id", "table"),
)

REVIEW_NOTES = MetricTable(
    name="review_notes",
    row="One note that a manager wrote for this review",
    ownership=OF_REPS,
    columns=(
        text("rep_id", "Whom the note is about."),
        day("written_on", "Day on which it was written, at most 45 days after the review day."),
        text("note", "What the author says, word for word."),
        text("author", "Who wrote it."),
    ),
    key=("rep_id", "written_on", "author"),
    order="by rep_id, the newest first, then by author",
)

HIRE_MILESTONES = MetricTable(
    name="hire_milestones",
    row="One measure on one of three days since the hire, of earlier hires together, beside a rep in the "
    "first 30 days",
    ownership=OF_REPS,
    columns=(
        text("rep_id", "The rep in the first 30 days."),
        text(
            "measure",
            "overall_score, calls_scored, sessions_held, won_amount or quota_attainment, each of the thirty "
            "days that end on the day.",
        ),
        count("day", "days", "30, 60 or 90; the day of hire is day 1."),
        number("median", "the measure's", "Median of the hires behind it."),
        number("lower_quartile", "the measure's", "A quarter of them lie at or under it."),
        number("upper_quartile", "the measure's", "A quarter of them lie at or above it."),
        count("n", "hires", "Hires behind it: those of n_hires with a value, who had not left."),
        count("n_hires", "hires", "Hires since the records begin who would have come to that day."),
        count("n_left", "hires", "Those of n_hires who left before it, or before the window."),
        count(
            "n_to_come", "hires", "Hires since the records begin who have not come to that day yet."
        ),
        text(
            "note",
            "Why there is no median; or that scores of other scorers were brought to those of the rep's.",
            nullable=True,
        ),
        number(
            "own",
            "the measure's",
            "The rep's own value from the hire to the review day, in the row of day 30: a part of its days.",
        ),
        text("own_note", "Why there is none.", nullable=True),
    ),
    key=("rep_id", "measure", "day"),
    order="by rep_id, measures as listed above, day",
)

NUMBER_ROWS = MetricTable(
    name="number_rows",
    row="One set of rows that numbers of a rep were counted from, as the packet's web page shows it",
    ownership=OF_REPS,
    columns=(
        text("rep_id", "The rep, whose all of these rows are."),
        count("part", "place", "Place of the set among those of the rep."),
        text(
            "metrics", "Names of the metrics that were counted from it, with blanks between them."
        ),
        text("table", "Table that the rows are of: of the exports, or of these metric tables."),
        text(
            "which",
            "Which of the rep's rows these are, as a name of one of the messages explain-which-….",
        ),
        day("first_day", "First day of those that the rows lie between.", nullable=True),
        day("last_day", "Last day of those that the rows lie between.", nullable=True),
        count("n", "rows", "Rows of the set."),
        text(
            "columns",
            "Names of the columns shown, as a JSON list; those that name others are left out.",
        ),
        text(
            "rows",
            "The rows shown, as a JSON list of lists: all of the set, or the last thirty; of scores the "
            "latest of each criterion, three or more. Numbers have the few digits in which they are shown.",
        ),
    ),
    key=("rep_id", "part"),
    sort_by=("rep_id", "part"),
)

PLAN_TABLES = (
    GOALS,
    PLANS,
    PLANNED_SESSIONS,
    HIRE_MILESTONES,
    REVIEW_NOTES,
    PROVENANCE,
    NUMBER_ROWS,
)
