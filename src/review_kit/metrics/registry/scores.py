"""Leading metrics of the QA scores, and of single sessions beside them."""

from __future__ import annotations

from review_kit.metrics.registry.metric import (
    CALLS_RULE,
    COUNTED_RULE,
    CRITERION,
    EVERY_GRAIN,
    GROUP_REPORTS,
    PACKET_AND_REPORTS,
    PACKET_AND_SHEET,
    PACKET_ONLY,
    SESSION,
    TOTAL_RULE,
    Metric,
)

_SESSION_RULE = "Given from one call on, with the number of calls beside it."

SCORES = (
    Metric(
        "baseline_score",
        "Baseline",
        "percent",
        "leading",
        "up",
        CRITERION,
        "Mean score on a criterion over the calls of the first {windows.baseline_days:day} of the "
        "window.",
        CALLS_RULE,
        "qa_scores",
        printed_in=PACKET_AND_SHEET,
    ),
    Metric(
        "current_score",
        "Current score",
        "percent",
        "lagging",
        "up",
        CRITERION,
        "Mean score on a criterion over the calls of the last {windows.current_days:day} of the "
        "window.",
        CALLS_RULE,
        "qa_scores",
        heading="Current",
        printed_in=PACKET_AND_SHEET,
    ),
    Metric(
        "score_delta",
        "Change",
        "pp",
        "leading",
        "up",
        CRITERION,
        "Current score minus baseline score, in percentage points, less what the company moved by; on one "
        "scale where others scored at the end than at the start. Its interval is measured on how scores "
        "of all reps here changed one step earlier, without anybody's doing. A coached skill cannot be "
        "called improved by it: low scores are coached, and recover.",
        "Both scores need {evidence.minimum_calls:call}; under {evidence.thin_calls:call} in either it is "
        "marked as thin. An interval needs 20 skills to compare; with too short a record it is measured on "
        "the same windows.",
        "qa_scores",
        printed_in=PACKET_AND_REPORTS,
    ),
    Metric(
        "expected_gap",
        "Against expected",
        "pp",
        "leading",
        "up",
        CRITERION,
        "Of a coached skill: mean score on days 8 to 35 after its first session, minus what was expected "
        "without coaching, from skills that nobody had coached with the same scores before. Improved "
        "or declined where the interval excludes zero and it still holds; no clear change where a gain of "
        "{coaching.recurrence_movement_pp:pp} can be ruled out; else cannot tell yet.",
        "Needs scores that reach back 70 days from the first session, 8 calls in these days (4 of them until "
        "three weeks before, 2 in the last 14 days), 8 calls on days 8 to 35 after it, 36 days of follow-up, "
        "uncoached skills of the team to compare with, and a company in which the effect can be measured.",
        "qa_scores",
        printed_in=PACKET_ONLY,
    ),
    Metric(
        "overall_score",
        "Overall score",
        "percent",
        "leading",
        "up",
        EVERY_GRAIN,
        "Mean over the calls of the window of each call's weighted mean of its scored criteria.",
        CALLS_RULE,
        "qa_scores",
        counts="calls",
        printed_in=PACKET_AND_REPORTS,
    ),
    Metric(
        "trajectory",
        "Trajectory",
        "percent",
        "leading",
        "none",
        CRITERION,
        "Mean score on a criterion week by week through the window, with the sessions marked on it.",
        "A week is shown from one call on, its interval from two calls on.",
        "qa_scores",
        printed_in=PACKET_ONLY,
    ),
    Metric(
        "trend",
        "Trend",
        "pp",
        "leading",
        "up",
        CRITERION,
        "Slope of the weekly means (Theil–Sen, pp a week) less the company's own movement, against the "
        "spread of the slopes of uncoached skills here: rising, falling, flat, or one call only where "
        "the last call jumps without a trend.",
        "Needs calls in 6 weeks, and 20 uncoached skills in the organisation, scored over as many weeks, to "
        "compare with.",
        "qa_scores",
        printed_in=PACKET_ONLY,
    ),
    Metric(
        "dip_and_recovery",
        "Dip and recovery",
        "percent",
        "leading",
        "none",
        CRITERION,
        "After a first session a week fell clearly below baseline, a later week came back to it or above, "
        "and the current score is still there: which weeks, and how low.",
        "Both weeks, the baseline and the current score need {evidence.minimum_calls:call}; clearly means "
        "{coaching.recurrence_movement_pp:pp} or more, and more than chance explains.",
        "qa_scores",
        printed_in=PACKET_ONLY,
    ),
    Metric(
        "remaining_gap",
        "Gap to target",
        "pp",
        "leading",
        "down",
        CRITERION,
        "Target minus current score, 0 once the target is reached.",
        CALLS_RULE,
        "qa_scores",
        printed_in=PACKET_AND_SHEET,
    ),
    Metric(
        "focus_criteria",
        "Focus criteria",
        "rank",
        "leading",
        "none",
        CRITERION,
        "The criteria with the highest rubric weight, {coaching.focus_criteria} at most, and in each the "
        "sub-criterion with the largest gap left.",
        "A sub-criterion is named from {evidence.minimum_calls:call} in the current window on.",
        "criteria",
        printed_in=PACKET_AND_SHEET,
    ),
)

SESSIONS = (
    Metric(
        "session_before",
        "Before",
        "percent",
        "leading",
        "none",
        SESSION,
        "Mean score of up to {coaching.session_calls:last evaluated call} before the session day, at most "
        "{coaching.session_days:day} back.",
        _SESSION_RULE,
        "coaching_log",
        printed_in=PACKET_ONLY,
    ),
    Metric(
        "session_next_call",
        "Next call",
        "percent",
        "leading",
        "up",
        SESSION,
        "Score of the first evaluated call after the session day, within {coaching.session_days:day}.",
        "One call by definition.",
        "coaching_log",
        printed_in=PACKET_ONLY,
    ),
    Metric(
        "session_after",
        "After",
        "percent",
        "leading",
        "up",
        SESSION,
        "Mean score of up to {coaching.session_calls:next evaluated call} after the session day, at most "
        "{coaching.session_days:day} on.",
        _SESSION_RULE,
        "coaching_log",
        printed_in=PACKET_ONLY,
    ),
    Metric(
        "session_delta",
        "Change after session",
        "pp",
        "leading",
        "up",
        SESSION,
        "After minus before, in percentage points; a description, because low scores tend to recover "
        "by themselves.",
        _SESSION_RULE,
        "coaching_log",
        heading="Change",
        printed_in=PACKET_ONLY,
    ),
    Metric(
        "follow_up_measured",
        "Follow-up measured",
        "share",
        "leading",
        "up",
        EVERY_GRAIN,
        "Logged entries with at least one evaluated call within {coaching.session_days:day} after the "
        "session ÷ all entries whose next call is not still to come.",
        COUNTED_RULE,
        "coaching_log",
        printed_in=PACKET_AND_REPORTS,
    ),
    Metric(
        "log_mismatch",
        "Typed scores that differ",
        "count",
        "leading",
        "down",
        EVERY_GRAIN,
        "Log entries whose typed before or after differs from the QA scores by more than "
        "{coaching.log_mismatch_pp:pp}.",
        TOTAL_RULE,
        "coaching_log",
        zero=True,
        whole_window=True,
        printed_in=PACKET_AND_REPORTS,
    ),
    Metric(
        "shared_share",
        "Shared with the rep",
        "share",
        "leading",
        "up",
        EVERY_GRAIN,
        "Log entries that the rep had seen by the review day ÷ all log entries.",
        COUNTED_RULE,
        "coaching_log",
        printed_in=GROUP_REPORTS,
    ),
    Metric(
        "surprises",
        "Entries the rep has not seen",
        "count",
        "leading",
        "down",
        EVERY_GRAIN,
        "Log entries that were not shared with the rep by the review day.",
        TOTAL_RULE,
        "coaching_log",
        zero=True,
        whole_window=True,
        printed_in=PACKET_AND_REPORTS,
    ),
)
