"""Page one of a team's report and the organisation's: did our coaching pay, how do we know."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median

from review_kit.documents.group_report import (
    effect_words,
)
from review_kit.documents.group_report.changes import Changes, enough
from review_kit.documents.group_report.coaching_return import answer as return_answer
from review_kit.documents.group_report.coaching_return import return_of, why_no_cost
from review_kit.documents.group_report.figure_strip import Figure, figure_of
from review_kit.documents.group_report.group_record import GroupRecord
from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.context import Context
from review_kit.documents.parts.outcome import Outcome
from review_kit.documents.parts.page_header import footer, page_header
from review_kit.documents.parts.titles import heading_of
from review_kit.documents.parts.wording import (
    DASH,
    amount,
    counted,
    exact,
    hours,
    number,
    percent,
    span,
)
from review_kit.metrics import METRICS
from review_kit.number_format import NARROW, signed


def header(group: GroupRecord) -> Block:
    """Whom the report is about, the window in dates; running head and foot."""
    context = group.context
    return page_header(
        context,
        kind="Coaching report",
        name=group.name,
        facts=[
            "Coaching report",
            counted(len(group.reps), "rep"),
            span(context.window.start, context.window.end),
        ],
        footer=footer(context, group.evidence, "leaders' copy"),
    )


def answer(group: GroupRecord) -> Block:
    """Answer the report's question in a few sentences, with what can be claimed."""
    return block("parts/headline.html.j2", text=answer_sentence(group))


def answer_sentence(group: GroupRecord) -> str:
    """Compose the answer: what was invested, what was attained, what coaching did as far as it is known.

    How scores moved is no answer: managers coach where scores are low, and those recover by
    themselves. So no raw comparison stands here where the effect cannot be told.
    """
    sessions = int(group.value("sessions_held") or 0)
    if sessions == 0:
        return "No coaching session was logged in this window, so there is nothing to weigh."
    invested = f"{number(sessions)} {'session' if sessions == 1 else 'sessions'}"
    spent = group.value("coaching_hours")
    if spent:
        written = hours(spent)
        invested = f"{invested}, {written} {'hour' if written == '1' else 'hours'} of coaching"
    shown = group.own_effect
    if shown is not None and shown.is_reported:
        return_sentence = return_answer(group.money, group.money_factors, group.context)
        # the results stand below; where there is a return to tell, the first lines are that
        parts = (f"{invested}.", effect_words.answer(shown), return_sentence or _attained(group))
        return " ".join(part for part in parts if part)
    whose = f"in {group.called}" if group.called else ""
    return " ".join(
        part
        for part in (
            f"{invested}.",
            _attained(group),
            effect_words.answer(shown, whose=whose, members=len(group.reps)),
        )
        if part
    )


def _attained(group: GroupRecord) -> str:
    shown = group.metrics.get("quota_attainment")
    if shown is None or shown.value is None:
        return ""
    before = "" if shown.previous is None else f", {shown.previous_text} in the window before"
    return f"{shown.title} is {shown.value_text}{before}."


def investment(group: GroupRecord) -> Block:
    """Hours, sessions, hours a week against the line, and cost where rates are set."""
    strips = [investment_figures(group.metrics, group.context)]
    sessions = group.metrics.get("sessions_held")
    note = "" if sessions is None or not sessions.note else f"Sessions: {sessions.note}."
    return block("group_report/strip.html.j2", title="Investment", strips=strips, note=note)


def investment_figures(metrics: Mapping[str, Outcome], context: Context) -> list[Figure]:
    """Give sessions, hours, hours a week against the line, and the cost or why there is none."""
    line = exact(context.config.coaching.hours_per_week_line)
    return [
        figure_of(metrics, "sessions_held"),
        figure_of(metrics, "coaching_hours"),
        figure_of(
            metrics, "coaching_hours_per_week", f"per rep; well-coached teams reach {line} h"
        ),
        _cost(metrics, context),
    ]


def _cost(metrics: Mapping[str, Outcome], context: Context) -> Figure:
    rates, currency = context.config.rates, context.currency
    title = METRICS["coaching_cost"].title
    shown = metrics.get("coaching_cost")
    if shown is None or shown.value is None:
        return Figure(title, DASH, why_no_cost(context))
    paid = [
        f"{amount(rate, currency)} for the {who}"
        for who, rate in (("manager", rates.manager_per_hour), ("rep", rates.rep_per_hour))
        if rate is not None
    ]
    said = [f"an hour: {', '.join(paid)}" if paid else "", shown.note]
    return Figure(title, shown.value_text, "; ".join(part for part in said if part))


def behaviour_change(group: GroupRecord) -> Block:
    """How coached and other skills moved, how many gained, and what was kept."""
    return block(
        "group_report/strip.html.j2",
        title="Behaviour change",
        strips=[change_figures(group.metrics, Changes.of(group.top_criteria), group.context)],
        note="Managers coach where scores are low, and low scores tend to recover by themselves: these "
        "changes describe, the effect compares.",
    )


def change_figures(
    metrics: Mapping[str, Outcome], changes: Changes, context: Context
) -> list[Figure]:
    """Give how coached and other skills moved, how many gained, and the commitments kept."""
    gained = metrics.get("share_gained_typical")
    return [
        Figure("Coached skills", *median_words(changes.coached, context)),
        Figure("Skills without a session", *median_words(changes.others, context)),
        Figure(
            heading_of("share_gained_typical", context),
            percent(None if gained is None else gained.value),
            "no coached skill has a change"
            if gained is None or not gained.n
            else f"of {counted(gained.n, 'coached skill')}",
        ),
        figure_of(metrics, "commitment_completion"),
    ]


def median_words(deltas: Sequence[float], context: Context) -> tuple[str, str]:
    """Say the median of some changes, or that they are too few; and how many there are."""
    if not enough(deltas, context):
        return "too few", f"{counted(len(deltas), 'skill')} with a change"
    return f"{signed(median(deltas))} pp", f"median of {counted(len(deltas), 'skill')}"


def effect(group: GroupRecord) -> Block:
    """Say what can be claimed about the effect of coaching, and about its return."""
    shown = group.own_effect
    values = {
        "effect_title": METRICS["coaching_effect"].title,
        "return_title": METRICS["coaching_return"].title,
        "shown_return": return_of(group.money, group.money_factors, group.context),
        "estimand": effect_words.ESTIMAND,
    }
    if shown is None:
        return block(
            "group_report/effect.html.j2",
            **values,
            **dict.fromkeys(("number", "interval", "borrowed", "evidence", "assumption"), ""),
            sentence="No estimate: no skill of the group is scored.",
            cautions=[],
        )
    number_text, interval = "", ""
    if shown.is_reported and shown.claimed is not None:
        if shown.is_claimed:
            least = "at least " if shown.at_least else ""
            number_text = f"{least}{effect_words.points(shown.claimed.estimate)} pp"
            interval = f"95{NARROW}% interval {effect_words.ends(shown.claimed)}"
        else:
            number_text = "not shown"
    borrows = group.called and not shown.is_reported
    has_number = shown.is_reported or shown.compatible is not None
    return block(
        "group_report/effect.html.j2",
        **values,
        number=number_text,
        interval=interval,
        sentence=effect_words.verdict_sentence(shown, group=group.called, members=len(group.reps)),
        cautions=effect_words.cautions(shown),
        borrowed=effect_words.borrowed_sentence(group.organisation_effect) if borrows else "",
        evidence=effect_words.evidence(shown) if has_number else "",
        assumption=effect_words.assumption(shown),
    )
