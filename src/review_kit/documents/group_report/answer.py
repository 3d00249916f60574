"""The answer, first on page one: did coaching pay, in a sentence, with the picture it is read from."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from review_kit.documents.group_report import effect_words
from review_kit.documents.group_report.coaching_return import return_of
from review_kit.documents.group_report.effect import Effect
from review_kit.documents.group_report.event_study import event_study_figure
from review_kit.documents.group_report.group_record import GroupRecord
from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.wording import day, number
from review_kit.metrics import METRICS
from review_kit.metrics.effect.gates import MINIMUM_COACHED, MINIMUM_COACHED_REPS
from review_kit.metrics.effect.rows import AFTER, FOLLOW_UP_DAYS
from review_kit.metrics.effect.verdicts import Verdict
from review_kit.words import say

WIDTH_MM, HEIGHT_MM = 106.0, 58.0
"""Of the picture beside the sentence."""


@dataclass(frozen=True)
class Picture:
    """What the answer is read from: the weeks around a first session, with a title that says the finding."""

    title: str
    drawing: Markup


@dataclass(frozen=True)
class Lack:
    """What there is to compare, and what it takes, where that is too little."""

    skills: int
    reps: int
    waiting: str
    when: str


def answer(group: GroupRecord) -> Block:
    """Answer the report's question in a sentence, with picture, return and how one knows beside it.

    How scores moved is no answer: managers coach where scores are low, and those recover by
    themselves. So no raw comparison stands here where the effect cannot be told.
    """
    shown = group.own_effect
    return block(
        "group_report/answer.html.j2",
        sentence=answer_sentence(group),
        why=_why(group, shown),
        how=_how(shown),
        picture=_picture(group),
        lack=None if shown is None else _lack(shown, len(group.reps)),
        return_title=METRICS["coaching_return"].title,
        shown_return=return_of(group.money, group.money_factors, group.context, shown),
        needed={"skills": MINIMUM_COACHED, "reps": MINIMUM_COACHED_REPS, "days": FOLLOW_UP_DAYS},
    )


def answer_sentence(group: GroupRecord) -> str:
    """Say what coaching did, as far as it is known."""
    if not group.value("sessions_held"):
        return say("reports-answer-nothing-logged")
    return effect_words.answer(group.own_effect, team=group.is_team, members=len(group.reps))


def _why(group: GroupRecord, shown: Effect | None) -> list[str]:
    """Say what must be said beside the sentence: why there is no number, cautions, the organisation's."""
    if shown is None:
        return [say("reports-none-nobody-scored")]
    said = []
    if effect_words.is_too_little(shown):
        # what there is and what is needed stands in the table beside it
        said.append(effect_words.cut_off(shown))
    elif not shown.is_claimed and shown.verdict is not Verdict.NOT_SHOWN:
        said.append(
            effect_words.verdict_sentence(shown, group=group.called, members=len(group.reps))
        )
    said += effect_words.cautions(shown)
    if group.called and not shown.is_reported:
        said.append(effect_words.borrowed_sentence(group.organisation_effect))
    return [words for words in said if words]


def _how(shown: Effect | None) -> list[str]:
    if shown is None or not (shown.is_reported or shown.compatible is not None):
        return []
    return [
        say(
            "reports-how",
            skills=shown.n_treated,
            reps=shown.n_reps,
            weeks=number(shown.n_fitted),
            others=shown.n_fitted_reps,
        ),
        say("reports-how-estimand", first=AFTER[0], last=AFTER[1] - 1),
        effect_words.assumption(shown),
        say("reports-how-units"),
    ]


def _picture(group: GroupRecord) -> Picture | None:
    shown = group.shown_effect
    if shown is None or not group.value("sessions_held"):
        return None
    rows = [
        row
        for row in group.curve
        if (row["scope"], row["scope_id"]) == (shown.scope, shown.scope_id)
    ]
    own = shown is group.own_effect and group.is_team
    drawing = (
        event_study_figure(
            rows,
            of_team=own,
            claimed=shown.is_reported,
            width_mm=WIDTH_MM,
            height_mm=HEIGHT_MM,
        )
        if rows
        else None
    )
    if drawing is None:
        return None
    return Picture(_title(shown, lent=group.is_team and shown is not group.own_effect), drawing)


def _title(shown: Effect, *, lent: bool) -> str:
    """Say what the picture shows, with its number where there is one to claim; of a lent one whose it is."""
    match shown.verdict:
        case Verdict.HELPED:
            title = (
                "reports-picture-organisation-helped" if lent else "reports-picture-claimed-helped"
            )
        case Verdict.LOWERED:
            title = (
                "reports-picture-organisation-lowered"
                if lent
                else "reports-picture-claimed-lowered"
            )
        case _:
            title = (
                "reports-picture-organisation-not-claimed"
                if lent
                else "reports-picture-not-claimed"
            )
    claimed = shown.claimed
    return say(title, points="" if claimed is None else f"{abs(claimed.estimate):.1f}")


def _lack(shown: Effect, members: int) -> Lack | None:
    """Set what there is beside what is needed, where more of it is all that lacks."""
    if not effect_words.is_too_little(shown):
        return None
    never = members < MINIMUM_COACHED_REPS
    when = ""
    if shown.earliest is not None and not never:
        said = "reports-needed-day-if-more" if shown.needs_more_coaching else "reports-needed-day"
        when = say(said, day=day(shown.earliest, year=True))
    waiting = (
        say("reports-needed-waiting", n=shown.n_waiting) if shown.n_waiting and not never else ""
    )
    return Lack(shown.n_treated, shown.n_reps, waiting, when)
