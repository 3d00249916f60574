"""Results: the six measures that matter for this rep as bars, the others in small type."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from review_kit.documents.packet.page_one import better
from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.outcome import (
    Outcome,
    lagging_of,
    missing_tables,
    outcome_bullet,
    own_leading_of,
)
from review_kit.documents.parts.rep_record import RepRecord
from review_kit.number_format import rounded
from review_kit.words import say

MOST = 6
"""Measures shown as bars."""
TOLD_ELSEWHERE = frozenset({"losses", "late_losses", "stalled_count", "stalled_amount"})
"""Counted in the sections on losses and on stalled deals."""


def performance(rep: RepRecord) -> Block:
    """Show the measures that were agreed, that moved, or that are far from the team; the others small."""
    shown = lagging_of(rep.metrics)
    chosen = that_matter(shown, rep)
    others = [
        each
        for each in shown
        if each not in chosen and each.metric not in TOLD_ELSEWHERE and each.unit != "rank"
    ]
    return block(
        "packet/performance.html.j2",
        outcomes=[_row(each) for each in chosen],
        others=[{"metric": each.metric, "sentence": other_sentence(each)} for each in others],
        group=_group(chosen),
        missing=missing_tables(rep.context),
    )


def signals(rep: RepRecord) -> Block:
    """Show the coaching signals that the project computes itself; nothing where it has none."""
    shown = own_leading_of(rep.metrics)
    bars = [each for each in shown if each.value is not None]
    others = [each for each in shown if each.value is None]
    return block(
        "packet/signals.html.j2",
        outcomes=[_row(each) for each in bars],
        others=[{"metric": each.metric, "sentence": other_sentence(each)} for each in others],
        group=_group(bars),
    )


def that_matter(shown: Sequence[Outcome], rep: RepRecord) -> list[Outcome]:
    """Choose six measures: quota and goals, what the focus skills drive, then what moved or stands apart.

    They stand in the glossary's order.
    """
    agreed = {"quota_attainment", *(goal["metric"] for goal in rep.open_goals)}
    driven = {skill.outcome_metric for skill in rep.focus}

    def weight(each: Outcome) -> tuple[bool, bool, float, str]:
        apart = max(_relative(each.value, each.previous), _relative(each.value, each.median))
        return each.metric not in agreed, each.metric not in driven, -apart, each.metric

    bars = [each for each in shown if each.value is not None and each.unit != "rank"]
    bars = [each for each in bars if each.metric not in TOLD_ELSEWHERE]
    first = sorted(bars, key=weight)[:MOST]
    return [each for each in shown if each in first]


def _relative(value: float | None, other: float | None) -> float:
    """Give how far two values are apart, as a share of the larger; 0 where one is missing."""
    if value is None or other is None or value == other:
        return 0.0
    return abs(value - other) / max(abs(value), abs(other))


def _row(shown: Outcome) -> dict[str, Any]:
    return {
        "shown": shown,
        "bar": outcome_bullet(shown, width=150),
        "way": "" if better_is_more(shown) else better(shown.known),
        "against_before": comparison(shown, shown.previous),
        "against_median": comparison(shown, shown.median),
    }


def better_is_more(shown: Outcome) -> bool:
    """Whether a longer bar is the better one."""
    return shown.known is None or shown.known.direction == "up"


def comparison(shown: Outcome, other: float | None) -> str:
    """Say better or worse of a measure of which less is better; empty where a longer bar says it."""
    known = shown.known
    if known is None or known.direction != "down" or shown.value is None or other is None:
        return ""
    if rounded(shown.value, 2) == rounded(other, 2):
        return ""
    return say("packet-result-better" if shown.value < other else "packet-result-worse")


def other_sentence(shown: Outcome) -> str:
    """Give a measure in small type: now, before, the group's median."""
    known = {"measure": shown.title, "now": shown.value_text, "group": shown.median_label}
    if shown.value is None:
        return say("packet-result-not-shown", measure=shown.title, why=shown.note or shown.evidence)
    if shown.previous is not None and shown.median is not None:
        return say(
            "packet-result-both", **known, before=shown.previous_text, median=shown.median_text
        )
    if shown.previous is not None:
        return say(
            "packet-result-before",
            measure=shown.title,
            now=shown.value_text,
            before=shown.previous_text,
        )
    if shown.median is not None:
        return say("packet-result-median", **known, median=shown.median_text)
    return say("packet-result-alone", measure=shown.title, now=shown.value_text)


def _group(chosen: Sequence[Outcome]) -> str:
    """Name whose median the bars are compared with: the team, or the organisation where all are."""
    labels = {each.median_label for each in chosen if each.median is not None}
    return "organisation" if labels == {"organisation"} else "team"
