"""What is planned for the next quarter."""

from __future__ import annotations

from review_kit.metrics.registry.metric import PACKET_AND_SHEET, Grain, Metric

_PLAN: tuple[Grain, ...] = ("plan",)

PLAN = (
    Metric(
        "plan_skill",
        "words",
        "leading",
        "none",
        _PLAN,
        "qa_scores",
        printed_in=PACKET_AND_SHEET,
    ),
    Metric(
        "plan_target",
        "percent",
        "leading",
        "up",
        _PLAN,
        "qa_scores",
        printed_in=PACKET_AND_SHEET,
    ),
    Metric(
        "sessions_to_book",
        "count",
        "leading",
        "none",
        _PLAN,
        "coaching_log",
        printed_in=PACKET_AND_SHEET,
    ),
)
