"""Method and limits of a coaching report, in a leader's words."""

from __future__ import annotations

from collections.abc import Mapping

from review_kit.documents.group_report.effect import Effect
from review_kit.documents.group_report.effect_words import CHOICE, a_a_sentence, evidence
from review_kit.documents.group_report.group_record import GroupRecord
from review_kit.documents.group_report.robust_words import robust_sentence
from review_kit.documents.parts.block import Block, block
from review_kit.metrics.effect.rows import AFTER


def method(group: GroupRecord) -> Block:
    """Say how to read the report and what it cannot show, in a leader's words."""
    windows = group.context.config.windows
    own = group.shown_effect is group.own_effect and group.called
    return block(
        "group_report/method.html.j2",
        points=method_points(
            group.shown_effect, whose=f"{group.called}'s" if own else "the organisation's"
        ),
        baseline_days=windows.baseline_days,
        current_days=windows.current_days,
        minimum=group.context.config.evidence.minimum_calls,
        cost=group.value("coaching_cost") is not None,
    )


def method_points(shown: Effect | None, *, whose: str) -> Mapping[str, str]:
    """Say how the effect was found, what is assumed, and what would break it.

    Parameters
    ----------
    shown
        The effect that the report shows: the own, or the organisation's in place of it; ``None`` where
        there is neither.
    whose
        Whose it is: ``this team's``, ``the organisation's``.

    Returns
    -------
    Mapping
        Heading → words, in the order of reading.
    """
    points = {
        "What is compared.": (
            "A rep's skill in the week in which its coaching began is set beside skills of the same team, "
            "criterion and week that nobody had coached by then. From how those went on, given their level "
            "and their last weeks, follows what the coached one would have scored without coaching; what it "
            f"scored beyond that on days {AFTER[0]} to {AFTER[1] - 1} is the effect. The same is done with "
            "the rep's other skills in place of the team; an effect is claimed only where both find one."
        ),
        "Why not before and after.": (
            "Managers coach where scores are low, and part of a low score is chance that fades by itself: "
            "before and after would find an effect where there is none. That is why changes elsewhere in "
            "this report describe and do not compare."
        ),
        "What is assumed.": (
            f"That {CHOICE} That nothing else began for the coached at the same time. That scores mean the "
            "same before and after. That coaching one skill left the uncoached ones alone."
        ),
        "What would break it.": (
            "A new script or tool only for the coached; another evaluator from the session on; coaching "
            "that nobody logged; reps coached in everything at once. The last three can be seen in the "
            "exports, as far as they go, and then no estimate is printed; the first cannot."
        ),
    }
    if shown is None or not (shown.is_reported or shown.compatible):
        return points
    points["How much is behind it."] = f"{whose[:1].upper()}{whose[1:]}: {evidence(shown)}."
    if shown.robust is not None:
        points["Could another reason be behind it?"] = robust_sentence(shown.robust)
    points["Does it find what is not there?"] = a_a_sentence(shown.placebo)
    return points
