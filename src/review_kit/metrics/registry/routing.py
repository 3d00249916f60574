"""Leading metrics that need judgement: recurring themes, routing, the skills matrix."""

from __future__ import annotations

from review_kit.metrics.registry.metric import (
    CRITERION,
    EVERY_GRAIN,
    PACKET_AND_REPORTS,
    PACKET_ONLY,
    REP,
    Metric,
)

ROUTING = (
    Metric(
        "theme_recurrence",
        "Themes that came back",
        "count",
        "leading",
        "down",
        ("theme",),
        "Sessions on one theme until the rep's next 3 sessions do without it or the rep has none for more "
        "than twice the usual pause, and how the score moved from before the first to after the last; from "
        "{coaching.recurrence_diagnose:session} without a rise of {coaching.recurrence_movement_pp:pp}, or "
        "one clearly above 0: diagnose; from {coaching.recurrence_conversation}, where the whole interval "
        "lies under {coaching.recurrence_movement_pp:pp}: change the approach.",
        "A line is drawn only where two calls or more lie on either side.",
        "coaching_log",
        printed_in=PACKET_AND_REPORTS,
    ),
    Metric(
        "coaching_gap",
        "Where to turn",
        "words",
        "leading",
        "none",
        CRITERION,
        "Where a coaching that does not stick should turn, the first that holds: system (no complete "
        "record), will (no dated commitment, or commitments repeatedly missed or vague, or mostly missed "
        "while a theme came back), knowledge (neither rating nor sub-criteria say what good is), skill "
        "({coaching.recurrence_diagnose:session} on a theme, commitments kept, no rise), else working.",
        "Given for every coached criterion, with the numbers it rests on.",
        "coaching_log",
        printed_in=PACKET_AND_REPORTS,
    ),
    Metric(
        "self_assessment_gap",
        "Self-assessment against QA",
        "pp",
        "leading",
        "none",
        EVERY_GRAIN,
        "The rep's own rating of a criterion, in a session or on a conversation sheet, minus the QA score "
        "before it, averaged over the ratings of the window; above 0 the rep sees it better than QA.",
        "Given from one rating on, with how many are behind it, and an interval from two on.",
        "coaching_log",
        printed_in=PACKET_AND_REPORTS,
    ),
    Metric(
        "matrix_level",
        "Skills-matrix level",
        "level",
        "leading",
        "up",
        EVERY_GRAIN,
        "Mean of the last rating of each competency, from 1 (beginning) to 4 (exemplar).",
        "Given from one rating on, with how many are behind it.",
        "skills_matrix",
        printed_in=PACKET_AND_REPORTS,
    ),
    Metric(
        "matrix_movement",
        "Skills-matrix movement",
        "level",
        "leading",
        "up",
        EVERY_GRAIN,
        "Mean change of level between the last rating of the previous window and that of this one.",
        "Given from one competency on that both windows rated, with how many are behind it.",
        "skills_matrix",
        derived=True,
        printed_in=PACKET_AND_REPORTS,
    ),
    Metric(
        "recommended_cadence",
        "Recommended cadence",
        "sessions a week",
        "leading",
        "none",
        REP,
        "How often to coach by skills-matrix level: the two lowest of a team twice a week, the two "
        "highest monthly, the others weekly; equals that do not fit into the two places weekly.",
        "Needs {privacy.minimum_group_size:rated rep} in the team.",
        "skills_matrix",
        derived=True,
        printed_in=PACKET_ONLY,
    ),
)
