"""Tables of the coaching record: sessions, commitments, themes, and where coaching should turn."""

from __future__ import annotations

from review_kit.metrics.table_schemas.ownership import OF_REPS, SCOPED
from review_kit.metrics.table_schemas.table import (
    Column,
    MetricTable,
    count,
    day,
    flag,
    number,
    text,
)


def _commitment() -> tuple[Column, ...]:
    return (
        text("commitment", "What the rep agreed to do.", nullable=True),
        day("commitment_due", "Day by which it should be done.", nullable=True),
        text("commitment_check", "By what both will see whether it was kept.", nullable=True),
        text("commitment_status", "open, done or missed.", nullable=True),
        flag(
            "commitment_vague",
            "Whether nobody could check it: no date, too few words, or an intention only.",
        ),
    )


SESSIONS = MetricTable(
    name="sessions",
    row="One log entry of a session in the window that took place: one criterion coached",
    ownership=OF_REPS,
    columns=(
        text("entry_id", "The log entry."),
        text("session_id", "Its session; a session with several criteria has several entries."),
        text("rep_id", "Who was coached."),
        text("manager_id", "Who coached."),
        text("criterion_id", "What was coached, by its present identifier.", nullable=True),
        day("session_date", "Day of the session."),
        number("minutes", "minutes", "Length of the session as logged."),
        text("theme", "What it was about, in the manager's words.", nullable=True),
        number("session_before", "percent", "Mean QA score of the last calls before the session."),
        count("n_before", "calls", "Calls behind session_before."),
        number("session_next_call", "percent", "QA score of the first call after the session."),
        day("next_call_on", "Day of that call.", nullable=True),
        number("session_after", "percent", "Mean QA score of the next calls after the session."),
        count("n_after", "calls", "Calls behind session_after."),
        number(
            "session_delta",
            "pp",
            "session_after minus session_before; on one scale where these calls were not all scored by one "
            "scorer, and empty where that is not known.",
        ),
        flag("follow_up_measured", "Whether an evaluated call came after it."),
        flag("complete", "Whether date, criterion, before and after are there, typed or filled."),
        flag("pending", "Whether only the after is lacking, and its call may still come."),
        flag("log_mismatch", "Whether a typed score differs from the QA scores."),
        number("logged_before", "percent", "Score before, as the manager typed it."),
        number("logged_after", "percent", "Score after, as the manager typed it."),
        flag("auto_filled", "Whether a score that was not typed was taken from QA."),
        *_commitment(),
        text("progress_note", "What the manager saw since.", nullable=True),
        text("evidence_url", "The call that the session was about.", nullable=True),
        number("evidence_offset_s", "seconds", "From the start of that call to the moment."),
        day("shared_with_rep_on", "Day on which the rep got to read the entry.", nullable=True),
        number("self_assessment", "percent", "The rep's own rating before the session."),
        number("self_assessment_gap", "pp", "self_assessment minus session_before."),
    ),
    key=("entry_id",),
    sort_by=("rep_id", "session_date", "entry_id"),
)

COMMITMENTS = MetricTable(
    name="commitments",
    row="One commitment that was made in the window or is due in it",
    ownership=OF_REPS,
    columns=(
        text("entry_id", "The log entry that holds it."),
        text("session_id", "Session in which it was made."),
        text("rep_id", "Who made it."),
        text("manager_id", "Who coached."),
        text("criterion_id", "The criterion that was coached.", nullable=True),
        day("session_date", "Day of the session."),
        *_commitment(),
        flag("made_in_window", "Whether its session lies in the window."),
        flag("due", "Whether it is due in the window, or was before and is still open."),
    ),
    key=("entry_id",),
    sort_by=("rep_id", "session_date", "entry_id"),
)

THEMES = MetricTable(
    name="themes",
    row="One theme of a rep, from its first session until it stops, with a session in the window",
    ownership=OF_REPS,
    columns=(
        text("rep_id", "The rep."),
        text("theme", "The theme as last written."),
        text(
            "criterion_id",
            "The criterion that its entries name most often.",
            nullable=True,
        ),
        count("sessions", "sessions", "Sessions on the theme, those before the window included."),
        day("first_on", "First of these sessions."),
        day("last_on", "Last of these sessions."),
        number("movement", "pp", "Score after the last of them minus score before the first."),
        number("low", "pp", "Lower end of the 95 % interval of movement (Welch)."),
        number("high", "pp", "Upper end of the same interval."),
        count("n_before", "calls", "Calls behind the score before.", nullable=True),
        count("n_after", "calls", "Calls behind the score after.", nullable=True),
        flag("moved", "Whether the score rose, as far as it was measured."),
        flag("stopped", "Whether the theme has stopped by the review day."),
        text(
            "line",
            "What it asks for: diagnose or performance_conversation; empty where nothing, and where the "
            "verdict on its skill is a rise or a dip that was overcome.",
            nullable=True,
        ),
    ),
    key=("rep_id", "theme", "first_on"),
    sort_by=("rep_id", "first_on", "theme"),
)

COACHING_GAPS = MetricTable(
    name="coaching_gaps",
    row="One criterion of a rep that was coached in the window",
    ownership=OF_REPS,
    columns=(
        text("rep_id", "The rep."),
        text("criterion_id", "The criterion."),
        text("gap", "Where to turn: system, will, knowledge, skill or working."),
        text("evidence", "What that rests on, in one sentence."),
        count("sessions", "sessions", "Sessions of the window on it or on a part of it."),
        count("complete", "sessions", "Those with a complete entry on it."),
        count("pending", "sessions", "Those without one, whose next call may still come."),
        count("commitments", "commitments", "Commitments made in these sessions."),
        count("commitments_dated", "commitments", "Those of them with a date."),
        count("commitments_vague", "commitments", "Those of them that nobody could check."),
        count("commitments_due", "commitments", "Commitments on it that were due in the window."),
        count("commitments_done", "commitments", "Those of them that are done."),
        count("commitments_missed", "commitments", "Those of them that were missed."),
        flag("missed", "Whether they were missed repeatedly, or mostly while a theme came back."),
        flag("vague", "Whether commitments on it could repeatedly not be checked."),
        number("level", "level", "Skills-matrix level of its competency, 1 to 4."),
        count("sub_criteria", "criteria", "Parts that the rubric breaks it down into."),
        text("theme", "The theme that came most often without a rise.", nullable=True),
        count("theme_sessions", "sessions", "Sessions on that theme; 0 without one."),
        number("movement", "pp", "How the score moved over that theme."),
        number("low", "pp", "Lower end of the 95 % interval of movement."),
        number("high", "pp", "Upper end of the same interval."),
    ),
    key=("rep_id", "criterion_id"),
    sort_by=("rep_id",),
    order="by rep_id, then as in rep_criteria",
)

COMPLETION = MetricTable(
    name="completion",
    row="One day of the window, of one rep, team, manager or the organization",
    ownership=SCOPED,
    columns=(
        text("scope", "What scope_id names: rep, team, manager or org."),
        text("scope_id", "Whose completion it is; org for the organization."),
        day("day", "Last day of the stretch; coaching.completion_days says how long it is."),
        count("due", "sessions", "Sessions that were due in the stretch."),
        count("complete", "sessions", "Those of them with a complete entry."),
        count("pending", "sessions", "Those without one, whose next call may still come."),
        number("template_completion_rate", "share", "complete ÷ (due − pending)."),
    ),
    key=("scope", "scope_id", "day"),
    sort_by=("scope", "scope_id", "day"),
)

MATRIX = MetricTable(
    name="matrix",
    row="One competency that a rep is rated in",
    ownership=OF_REPS,
    columns=(
        text("rep_id", "The rep."),
        text("competency", "The row of the skills matrix."),
        number(
            "level",
            "level",
            "Last rating, however old: 1 (beginning) to 4 (exemplar).",
            nullable=False,
        ),
        day("rated_on", "Day of that rating."),
        number("previous_level", "level", "Last rating in the previous window."),
        day("previous_rated_on", "Day of that rating.", nullable=True),
        number(
            "movement", "level", "level minus previous_level; empty unless both windows have one."
        ),
    ),
    key=("rep_id", "competency"),
    order="by rep_id, competency",
)

COACHING = (SESSIONS, COMMITMENTS, THEMES, COACHING_GAPS, MATRIX, COMPLETION)
