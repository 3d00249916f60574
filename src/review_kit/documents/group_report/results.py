"""Results of the group: the window against the previous window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from review_kit.documents.group_report.group_record import GroupRecord
from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.context import Context
from review_kit.documents.parts.differences import difference
from review_kit.documents.parts.outcome import Outcome, missing_tables
from review_kit.documents.parts.sentences import chance_verdict
from review_kit.documents.parts.wording import measure
from review_kit.words import say

HEADLINE_RESULTS = ("quota_attainment", "win_rate", "average_deal_size", "sales_cycle_days")
"""Results that page one shows, besides those that the rubric's criteria are to drive."""


LISTED_RESULTS = 7
"""Results that page one has room for; the others stand behind it."""


RESULT_TABLES = frozenset({"opportunities", "quotas", "outcomes"})
"""Exports that results come from."""


def results(group: GroupRecord) -> Block:
    """Lagging metrics of the window against the previous window."""
    shown = headline_results(group)
    verdicts = [
        say("reports-results-verdict", measure=result.title, verdict=verdict)
        for result in shown
        if result.unit == "share" and result.metric != "quota_attainment"
        if (verdict := chance_verdict(result))
    ]
    return block(
        "group_report/results.html.j2",
        title=say("reports-results-title"),
        rows=[result_row(result, group.context) for result in shown],
        missing=missing_tables(_lacking_results(group.context)),
        note=" ".join(verdicts),
    )


def other_results(group: GroupRecord) -> Block:
    """Show the other lagging metrics of the window against the previous window."""
    headline = {shown.metric for shown in headline_results(group)}
    others = [shown for shown in group.lagging if shown.metric not in headline]
    return block(
        "group_report/result_pair.html.j2",
        title=say("reports-results-other"),
        **halves_of(others, group.context),
    )


def headline_results(group: GroupRecord) -> list[Outcome]:
    """Results of page one: the usual ones, and those that the rubric's criteria are to drive."""
    driven = {row["outcome_metric"] for row in group.top_criteria}
    usual = [shown for shown in group.lagging if shown.metric in HEADLINE_RESULTS]
    others = [shown for shown in group.lagging if shown.metric in driven and shown not in usual]
    chosen = [*usual, *others[: max(LISTED_RESULTS - len(usual), 0)]]
    return [shown for shown in group.lagging if shown in chosen]


def _lacking_results(context: Context) -> Context:
    """Give the context as far as it says which results were not exported."""
    lacking = tuple(name for name in context.tables_missing if name in RESULT_TABLES)
    return replace(context, tables_missing=lacking)


def result_row(shown: Outcome, context: Context) -> dict[str, Any]:
    """Give one line of a table of results: the value, its interval, the previous window, the change."""
    currency = context.currency
    interval = ""
    if shown.low is not None and shown.high is not None:
        low, high = (measure(end, shown.unit, currency) for end in (shown.low, shown.high))
        interval = say("interval", low=low, high=high)
    change = ""
    if shown.value is not None and shown.previous is not None:
        change = difference(shown.value - shown.previous, shown.unit, currency)
    return {"shown": shown, "interval": interval, "change": change}


def halves_of(shown: Sequence[Outcome], context: Context) -> dict[str, Any]:
    """Show results in two tables side by side, half of the lines in each, with the notes on them."""
    rows = [result_row(result, context) for result in shown]
    middle = (len(rows) + 1) // 2
    return {
        "halves": [half for half in (rows[:middle], rows[middle:]) if half],
        "notes": "; ".join(f"{result.title}: {result.note}" for result in shown if result.note),
    }
