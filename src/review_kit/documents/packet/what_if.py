"""What each lever, moved by a tenth, would add to what was won."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.context import Context
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.notes import said_note
from review_kit.documents.parts.outcome import Outcome
from review_kit.documents.parts.rep_record import RepRecord
from review_kit.documents.parts.titles import title_of
from review_kit.documents.parts.wording import (
    DASH,
    day,
    joined,
    measure,
    money,
    span,
)
from review_kit.number_format import rounded, sign_of
from review_kit.words import say


def what_if(rep: RepRecord) -> Block:
    """Show what each lever, moved by a tenth, would add to what was won, against the next quota."""
    rows = rep.data.rows("what_if")
    if not rows:
        text = why_no_what_if(rep.metrics, rep.context, left=rep.rep["end_date"])
        return block("packet/what_if.html.j2", lead=text, rows=[], formula="", quota=False)
    won = rep.metrics.get("won_amount")
    return block(
        "packet/what_if.html.j2",
        lead=what_if_lead(rows, won, rep.context),
        rows=what_if_rows(rows, rep.context),
        quota=rows[0]["quota"] is not None,
        formula=what_if_formula(rows, rep.context),
    )


_LEVER_UNITS = {
    "starts": ("opportunity_starts", "count"),
    "win_rate": ("win_rate", "share"),
    "average_deal_size": ("average_deal_size", "money"),
    "sales_cycle_days": ("sales_cycle_days", "days"),
}


def what_if_rows(rows: Sequence[Row], context: Context) -> list[dict[str, str]]:
    """Give each lever moved by a tenth: the lever, its value, what it adds to what was won.

    Parameters
    ----------
    rows
        Rows of ``what_if``: ``lever``, ``gain`` (money), ``expected_revenue`` (money), ``base``,
        ``changed``, ``difference`` (money).
    """
    currency = context.currency
    shown = []
    for row in rows:
        metric, unit = _LEVER_UNITS.get(row["lever"], ("", ""))
        shown.append(
            {
                "lever": title_of(metric) if metric else say("packet-what-if-all"),
                "now": measure(row["base"], unit, currency) if metric else DASH,
                "moved": measure(row["changed"], unit, currency) if metric else DASH,
                "gain": _signed_money(row["gain"], currency),
                "revenue": money(row["expected_revenue"], currency),
                "against_quota": DASH
                if row["difference"] is None
                else _signed_money(row["difference"], currency),
            }
        )
    return shown


def _signed_money(value: float | None, currency: str) -> str:
    if value is None:
        return DASH
    if rounded(value) == 0:
        return "0"
    return f"{sign_of(value)}{money(abs(value), currency)}"


def what_if_lead(rows: Sequence[Row], won: Outcome | None, context: Context) -> str:
    """Say what the table starts from, and which quota it stands against, or why against none.

    Parameters
    ----------
    rows
        Rows of ``what_if``: ``quota`` (money), ``actual`` (money), ``actual_days``, ``quota_note``.
    won
        ``won_amount`` of the window, whose note says what is not in it.
    """
    row, days, currency = rows[0], context.window_days, context.currency
    there = int(row["actual_days"])
    text = say(
        "packet-what-if-won",
        amount=money(row["actual"], currency),
        days=days,
        there=days if there >= days else there,
        all="yes" if there >= days else "no",
        note=won.note if won is not None and won.note else "none",
    )
    if row["quota"] is None:
        return f"{text} {say('packet-what-if-no-quota', why=said_note(row['quota_note']))}"
    first = context.as_of + timedelta(days=1)
    until = context.as_of + timedelta(days=days)
    quota = say(
        "packet-what-if-quota",
        days=days,
        span=span(first, until),
        quota=money(row["quota"], currency),
    )
    return f"{text} {quota}"


def what_if_formula(rows: Sequence[Row], context: Context) -> str:
    """Give the formula, with the numbers in it that the table does not show.

    Parameters
    ----------
    rows
        Rows of ``what_if``: ``open_deals``.
    """
    return say("packet-what-if-formula", deals=int(rows[0]["open_deals"]), days=context.window_days)


def why_no_what_if(metrics: dict[str, Outcome], context: Context, left: date | None = None) -> str:
    """Say why there is no what-if table: the export or the evidence that is missing, or a rep who left.

    Parameters
    ----------
    left
        The rep's last day; ``None`` while employed.
    """
    if left is not None and left <= context.as_of:
        return say("packet-what-if-left", day=day(left, year=True))
    if "opportunities" in context.tables_missing:
        return say("packet-what-if-no-deals")
    lacking = [
        title_of(name)
        for name in ("win_rate", "average_deal_size", "sales_cycle_days")
        if name not in metrics or metrics[name].value is None
    ]
    if not lacking:
        return say("packet-what-if-nothing")
    return say("packet-what-if-few-deals", measures=joined(lacking))
