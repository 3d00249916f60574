"""Method and limits of a coaching report, in a leader's words."""

from __future__ import annotations

from collections.abc import Mapping

from review_kit.documents.group_report.effect import Effect
from review_kit.documents.group_report.effect_words import a_a_sentence, evidence
from review_kit.documents.group_report.group_record import GroupRecord
from review_kit.documents.group_report.robust_words import robust_sentence
from review_kit.documents.parts.block import Block, block
from review_kit.metrics.effect.rows import AFTER
from review_kit.words import say


def method(group: GroupRecord) -> Block:
    """Say how to read the report and what it cannot show, in a leader's words."""
    windows = group.context.config.windows
    own = group.shown_effect is group.own_effect and group.is_team
    return block(
        "group_report/method.html.j2",
        points=method_points(group.shown_effect, own=own),
        baseline_days=windows.baseline_days,
        current_days=windows.current_days,
        minimum=group.context.config.evidence.minimum_calls,
        cost=group.value("coaching_cost") is not None,
    )


def method_points(shown: Effect | None, *, own: bool = False) -> Mapping[str, str]:
    """Say how the effect was found, what is assumed, and what would break it.

    Parameters
    ----------
    shown
        The effect that the report shows: the own, or the organisation's in place of it; ``None`` where
        there is neither.
    own
        Whether it is the team's own.

    Returns
    -------
    Mapping
        Heading → words, in the order of reading.
    """
    points = {
        say("reports-method-compared"): say(
            "reports-method-compared-how", first=str(AFTER[0]), last=str(AFTER[1] - 1)
        ),
        say("reports-method-before-after"): say("reports-method-before-after-how"),
        say("reports-method-assumed"): say("reports-method-assumed-how"),
        say("reports-method-broken"): say("reports-method-broken-how"),
    }
    if shown is None or not (shown.is_reported or shown.compatible):
        return points
    whose = "reports-method-behind-team" if own else "reports-method-behind-organisation"
    points[say("reports-method-behind")] = say(whose, evidence=evidence(shown))
    if shown.robust is not None:
        points[say("reports-method-other-reason")] = robust_sentence(shown.robust)
    points[say("reports-method-dummy")] = a_a_sentence(shown.placebo)
    return points
