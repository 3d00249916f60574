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
        "largest weight × gap to target, gaps that can be told from chance first.",
        "Neither a goal that is reached nor a target inside the interval of the current score is planned "
        "for: it is as good as reached.",
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
        "{coaching.typical_gain_low_pp:pp} above the current score, as a whole number. Where that lies "
        "closer than scores here vary anyway (half the 95 % interval of the change), the first whole number "
        "outside.",
        "Given with every plan; without a goal it needs {evidence.minimum_calls:call} in the current window, "
        "and a change of less than {coaching.typical_gain_high_pp:pp} that can be told.",
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
        "As many as the way to the target takes at what a session on a skill has brought here: the shown "
        "effect of coaching ÷ the sessions it took; where no effect is shown, as many as "
        "the cadence gives. At the recommended cadence, else once a week, before the target's day, on the "
        "weekday of most of the rep's sessions, on no weekend and no public holiday.",
        "Given with every plan.",
        "coaching_log",
        printed_in=PACKET_AND_SHEET,
    ),
)
