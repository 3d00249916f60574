"""What is planned for the next quarter."""

from __future__ import annotations

from review_kit.metrics.registry.metric import PACKET_AND_SHEET, Grain, Metric

_PLAN: tuple[Grain, ...] = ("plan",)

PLAN = (
    Metric(
        "plan_skill",
        "Skill to work on",
        "words",
        "leading",
        "none",
        _PLAN,
        "The criterion of the open goal that is due next; without one, the focus criterion with the "
        "largest weight × gap to target.",
        "A goal that is reached is not planned again; without a goal it needs a current score under "
        "the target.",
        "qa_scores",
        printed_in=PACKET_AND_SHEET,
    ),
    Metric(
        "plan_target",
        "Score to reach",
        "percent",
        "leading",
        "up",
        _PLAN,
        "The goal's target; without a goal the criterion's, but no more than "
        "{coaching.typical_gain_low_pp:pp} above the current score, as a whole number.",
        "Given with every plan; without a goal it needs {evidence.minimum_calls:call} in the current window.",
        "qa_scores",
        printed_in=PACKET_AND_SHEET,
    ),
    Metric(
        "sessions_to_book",
        "Sessions to book",
        "count",
        "leading",
        "none",
        _PLAN,
        "Days proposed for the next window at the recommended cadence, else once a week, on the weekday "
        "of most of the rep's sessions.",
        "Given with every plan.",
        "coaching_log",
        printed_in=PACKET_AND_SHEET,
    ),
)
