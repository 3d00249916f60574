"""How long the effect of coaching lasts, stretch by stretch of days."""

from __future__ import annotations

from typing import NamedTuple

from review_kit.documents.group_report.effect import Effect, Range
from review_kit.documents.group_report.effect_words import ends, points
from review_kit.documents.group_report.group_record import GroupRecord
from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.wording import DASH, day
from review_kit.metrics.effect.rows import FOLLOW_UP_DAYS
from review_kit.metrics.effect.verdicts import Reason, Verdict
from review_kit.words import say

_AT_LEAST = {Reason.CONTROLS_COACHED_LATER, Reason.OVER_HALF_COACHED}
_WAITING = {Reason.FOLLOW_UP_TOO_SHORT, Reason.RECORD_TOO_SHORT, Reason.TOO_FEW_COACHED}


def persistence(group: GroupRecord) -> Block:
    """Show how long the effect lasts; nothing where no stretch of days has a number."""
    shown = group.shown_effect
    lines = [] if shown is None else stretches(group, shown)
    if not lines:
        return block("group_report/nothing.html.j2")
    return block("group_report/persistence.html.j2", stretches=lines)


class Stretch(NamedTuple):
    """One line of the table."""

    days: str
    evidence: str
    estimate: str
    interval: str
    says: str
    claimed: bool


def stretches(group: GroupRecord, shown: Effect) -> list[Stretch]:
    """List the stretches of the scope whose effect is shown; empty where none has a number.

    Nothing is said of a fading: that one stretch shows an effect and a later one does not is no proof that
    they differ.
    """
    rows = [
        row
        for row in group.persistence
        if (row["scope"], row["scope_id"]) == (shown.scope, shown.scope_id)
    ]
    if not any(row["claimed_low"] is not None for row in rows):
        return []
    return [_stretch(row) for row in sorted(rows, key=lambda row: row["first_day"])]


def _stretch(row: Row) -> Stretch:
    numbers = row["claimed_estimate"], row["claimed_low"], row["claimed_high"]
    told = None if None in numbers else Range(*numbers)
    return Stretch(
        days=say("reports-lasting-days", first=str(row["first_day"]), last=str(row["last_day"])),
        evidence=say(
            "reports-skills-and-reps", skills=int(row["n_treated"]), reps=int(row["n_reps"])
        ),
        estimate=DASH if told is None else points(told.estimate),
        interval="" if told is None else ends(told),
        says=say("reports-says-helped-at-least") if _too_small(row) else words_of(row),
        claimed=Verdict(row["verdict"]) in {Verdict.HELPED, Verdict.LOWERED},
    )


def _too_small(row: Row) -> bool:
    """Say whether a shown effect is measured too small: later days, with controls that are coached by then.

    In the trials an effect that lasts comes out the lower the later the days are (``docs/effect.md``).
    """
    if Verdict(row["verdict"]) is not Verdict.HELPED or row["first_day"] < FOLLOW_UP_DAYS:
        return False
    return bool(row["share_coached_later"])


def words_of(row: Row) -> str:
    """Say what an estimate beside the main one carries, in a few words.

    Parameters
    ----------
    row
        Of ``effect_persistence`` or ``effect_parts``.
    """
    warnings = {Reason(name) for name in (row["warnings"] or "").split()}
    match Verdict(row["verdict"]):
        case Verdict.HELPED:
            least = warnings & _AT_LEAST
            return say("reports-says-helped-at-least" if least else "reports-says-helped")
        case Verdict.LOWERED:
            return say("reports-says-lowered")
        case Verdict.NOT_SHOWN if Reason.ONE_COMPARISON_ONLY in warnings:
            return say("reports-says-one-comparison")
        case Verdict.NOT_SHOWN:
            return say("reports-says-not-shown")
        case Verdict.CANNOT_TELL:
            return say("reports-says-too-uncertain")
        case _ if warnings & _WAITING:
            more = row["needs_more_coaching"]
            return say(
                "reports-says-not-before-if-more" if more else "reports-says-not-before",
                day=day(row["earliest"], year=True),
            )
        case _:
            return say("reports-says-no-comparison")
