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
        "count",
        "leading",
        "down",
        ("theme",),
        "coaching_log",
        printed_in=PACKET_AND_REPORTS,
    ),
    Metric(
        "coaching_gap",
        "words",
        "leading",
        "none",
        CRITERION,
        "coaching_log",
        printed_in=PACKET_AND_REPORTS,
    ),
    Metric(
        "self_assessment_gap",
        "pp",
        "leading",
        "none",
        EVERY_GRAIN,
        "coaching_log",
        printed_in=PACKET_AND_REPORTS,
    ),
    Metric(
        "matrix_level",
        "level",
        "leading",
        "up",
        EVERY_GRAIN,
        "skills_matrix",
        printed_in=PACKET_AND_REPORTS,
    ),
    Metric(
        "matrix_movement",
        "level",
        "leading",
        "up",
        EVERY_GRAIN,
        "skills_matrix",
        derived=True,
        printed_in=PACKET_AND_REPORTS,
    ),
    Metric(
        "recommended_cadence",
        "sessions a week",
        "leading",
        "none",
        REP,
        "skills_matrix",
        derived=True,
        printed_in=PACKET_ONLY,
    ),
)
