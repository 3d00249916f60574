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
            "We take each skill in the week its coaching began, and the same skill of teammates in the same "
            "week that nobody had coached by then. Their later scores, given their level and last weeks, "
            "tell "
            "what the coached skill would have scored without coaching. The effect is what it scored above "
            f"that on days {AFTER[0]} to {AFTER[1] - 1}. Then we compare with the rep's own other skills "
            "instead of the team's. We claim an effect only if both comparisons find it."
        ),
        "Why not before and after.": (
            "Managers coach low scores, and part of a low score is chance that goes away by itself. Before "
            "and "
            "after would find an effect where there is none. So the changes elsewhere in this report do "
            "not show "
            "what coaching did."
        ),
        "What is assumed.": (
            f"First, {CHOICE} Second, nothing else began for the coached reps at the same time. Third, "
            "scores "
            "mean the same before and after. Fourth, coaching one skill did not change the uncoached ones."
        ),
        "What would break it.": (
            "A new script or tool only for coached reps; another scorer from the session on; coaching that "
            "nobody logged; reps coached in everything at once. The exports show the last three, and then no "
            "estimate is printed. They do not show the first."
        ),
    }
    if shown is None or not (shown.is_reported or shown.compatible):
        return points
    points["How much is behind it."] = f"{whose[:1].upper()}{whose[1:]}: {evidence(shown)}."
    if shown.robust is not None:
        points["Could another reason be behind it?"] = robust_sentence(shown.robust)
    points["Does it find what is not there?"] = a_a_sentence(shown.placebo)
    return points
