"""Page one of a team's report and the organisation's, around the answer; and the changes behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import median

from review_kit.documents.group_report.changes import Changes, enough
from review_kit.documents.group_report.coaching_return import why_no_cost
from review_kit.documents.group_report.figure_strip import Figure, figure_of
from review_kit.documents.group_report.group_record import GroupRecord
from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.context import Context
from review_kit.documents.parts.outcome import Outcome
from review_kit.documents.parts.page_header import footer, page_header
from review_kit.documents.parts.sentences import in_sentence
from review_kit.documents.parts.titles import heading_of
from review_kit.documents.parts.wording import (
    DASH,
    amount,
    exact,
    joined,
    percent,
    signed_points,
    span,
)
from review_kit.metrics import METRICS
from review_kit.words import say

RESULTS = 3
"""Results that page one names."""


def header(group: GroupRecord, kind: str = "") -> Block:
    """Whom the report is about, the window in dates; running head and foot.

    Parameters
    ----------
    kind
        What the document is; where empty, a coaching report.
    """
    context = group.context
    kind = kind or say("reports-kind")
    return page_header(
        context,
        kind=kind,
        name=group.name,
        facts=[
            kind,
            say("reports-reps", n=len(group.reps)),
            span(context.window.start, context.window.end),
        ],
        footer=footer(context, group.evidence, say("reports-leaders-copy")),
    )


def investment(group: GroupRecord) -> Block:
    """Hours, sessions, hours a week against the line, and cost where rates are set."""
    strips = [investment_figures(group.metrics, group.context)]
    sessions = group.metrics.get("sessions_held")
    note = (
        ""
        if sessions is None or not sessions.note
        else say("reports-sessions-note", note=sessions.note)
    )
    return block(
        "group_report/strip.html.j2",
        title=say("reports-investment"),
        strips=strips,
        lead=results_line(group.lagging),
        note=note,
    )


def results_line(shown: Sequence[Outcome]) -> str:
    """Say the first results with those of the window before; empty where there are none.

    Parameters
    ----------
    shown
        Lagging metrics with a value, in the registry's order.
    """
    said = [
        say("reports-investment-result", title=in_sentence(one.title), value=one.value_text)
        if one.previous is None
        else say(
            "reports-investment-result-before",
            title=in_sentence(one.title),
            value=one.value_text,
            previous=one.previous_text,
        )
        for one in shown[:RESULTS]
    ]
    return say("reports-investment-results", results=joined(said)) if said else ""


def investment_figures(metrics: Mapping[str, Outcome], context: Context) -> list[Figure]:
    """Give sessions, hours, hours a week against the line, and the cost or why there is none."""
    line = exact(context.config.coaching.hours_per_week_line)
    return [
        figure_of(metrics, "sessions_held"),
        figure_of(metrics, "coaching_hours"),
        figure_of(metrics, "coaching_hours_per_week", say("reports-hours-line", line=line)),
        _cost(metrics, context),
    ]


def _cost(metrics: Mapping[str, Outcome], context: Context) -> Figure:
    rates, currency = context.config.rates, context.currency
    title = METRICS["coaching_cost"].title
    shown = metrics.get("coaching_cost")
    if shown is None or shown.value is None:
        return Figure(title, DASH, why_no_cost(context))
    manager, rep = (
        None if rate is None else amount(rate, currency)
        for rate in (rates.manager_per_hour, rates.rep_per_hour)
    )
    paid = ""
    if manager is not None and rep is not None:
        paid = say("reports-cost-rates", manager=manager, rep=rep)
    elif manager is not None:
        paid = say("reports-cost-rate-manager", manager=manager)
    elif rep is not None:
        paid = say("reports-cost-rate-rep", rep=rep)
    said = [paid, shown.note]
    return Figure(title, shown.value_text, "; ".join(part for part in said if part))


def behaviour_change(group: GroupRecord) -> Block:
    """How coached and other skills moved, how many gained, and what was kept."""
    return block(
        "group_report/strip.html.j2",
        title=say("reports-changes-title"),
        strips=[change_figures(group.metrics, Changes.of(group.top_criteria), group.context)],
        note=say("reports-changes-note"),
    )


def change_figures(
    metrics: Mapping[str, Outcome], changes: Changes, context: Context
) -> list[Figure]:
    """Give how coached and other skills moved, how many gained, and the commitments kept."""
    gained = metrics.get("share_gained_typical")
    return [
        Figure(say("reports-changes-coached"), *median_words(changes.coached, context)),
        Figure(say("reports-changes-others"), *median_words(changes.others, context)),
        Figure(
            heading_of("share_gained_typical", context),
            percent(None if gained is None else gained.value),
            say("reports-changes-none")
            if gained is None or not gained.n
            else say("reports-single-of", n=gained.n),
        ),
        figure_of(metrics, "commitment_completion"),
    ]


def median_words(deltas: Sequence[float], context: Context) -> tuple[str, str]:
    """Say the median of some changes, or that they are too few; and how many there are."""
    if not enough(deltas, context):
        return say("reports-changes-too-few"), say("reports-changes-with", n=len(deltas))
    return signed_points(median(deltas)), say("reports-changes-median", n=len(deltas))
