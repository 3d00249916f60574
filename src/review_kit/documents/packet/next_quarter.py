"""Next quarter: one skill with a number to reach, the sessions to book, and what a lever would bring."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from review_kit.documents.parts.context import Context
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.focus import Criterion
from review_kit.documents.parts.performance import Outcome, title_of
from review_kit.documents.parts.sentences import a_quarter, in_sentence
from review_kit.documents.parts.wording import (
    DASH,
    capitalised,
    counted,
    day,
    exact,
    joined,
    measure,
    money,
    number,
    score,
    short_day,
    span,
    weekday_day,
)
from review_kit.metrics.what_if import FORMULA
from review_kit.number_format import sign_of

RHYTHM = {2.0: "twice a week", 1.0: "once a week"}


def rhythm(sessions_per_week: float) -> str:
    """Say a cadence: ``twice a week``, ``once a week``, else ``every fourth week``."""
    return RHYTHM.get(sessions_per_week, "every fourth week")


def plan_sentence(plan: Row) -> str:
    """State the goal of next quarter: skill, where it stands, where it is to be, by when."""
    return f"{_way(plan)} by {day(plan['due_on'], year=True)}."


def _way(plan: Row) -> str:
    """Say from where to where; without a start where too few calls carry one."""
    start = "" if plan["baseline"] is None else f" from {score(plan['baseline'])}"
    return f"{plan['criterion']}{start} to {score(plan['target'])}"


def why_this_skill(plan: Row, context: Context) -> str:
    """Say why this skill, and where its number comes from."""
    if plan["because"] == "open_goal":
        return "It is the open goal."
    gain, days = context.config.coaching.typical_gain_low_pp, context.window_days
    time = "a quarter" if a_quarter(days) else f"{days} days"
    chosen = "Among the focus skills its gap to target weighs most."
    if plan["target_from"] == "typical_gain":
        return f"{chosen} {exact(gain)} points in {time} is a gain that coached skills typically reach."
    return f"{chosen} Its target is within reach of {time}."


def cadence_sentence(plan: Row, recommended: Outcome | None, held_per_week: float | None) -> str:
    """Say how often to meet, on what that rests, and what was held."""
    often = rhythm(plan["sessions_per_week"])
    if plan["cadence_from"] == "matrix" and recommended is not None:
        text = f"{capitalised(often)}, as the skills matrix suggests"
    else:
        text = f"{capitalised(often)}, the usual cadence where the skills matrix does not say"
    if held_per_week is not None:
        text = f"{text}; {number(held_per_week, 1)} a week were held in this window"
    return f"{text}."


def booking(days: Sequence[date], minutes: float | None = None) -> dict[str, Any]:
    """Give the proposed sessions: how many, how long, the first, and all by month."""
    months: list[tuple[str, str]] = []
    for first_of_month in dict.fromkeys(when.replace(day=1) for when in days):
        inside = [when for when in days if when.replace(day=1) == first_of_month]
        months.append(
            (f"{day(first_of_month).split(' ')[1]}", ", ".join(str(when.day) for when in inside))
        )
    length = "" if minutes is None else f" of {counted(round(minutes), 'minute')}"
    return {
        "count": f"{counted(len(days), 'session')}{length}",
        "first": weekday_day(days[0]) if days else "",
        "months": months,
    }


def agreed_next(plan: Row | None, days: Sequence[date], commitments: Sequence[Row]) -> str:
    """Compose page one's last line: what is next, and what is still open of the commitments listed."""
    parts = []
    if plan is not None:
        source = "the open goal" if plan["because"] == "open_goal" else "proposed"
        text = f"{_way(plan)} by {day(plan['due_on'])} ({source})"
        if days:
            text = (
                f"{text}; {counted(len(days), 'session')} to book, the first on "
                f"{weekday_day(days[0])}"
            )
        parts.append(f"{text}.")
    still_open = open_commitments(commitments)
    if still_open:
        latest = still_open[-1]
        due = latest["commitment_due"]
        when = "no date set" if due is None else f"due {short_day(due)}"
        rest = len(still_open) - 1
        more = f", and {counted(rest, 'other', 'others')}" if rest else ""
        parts.append(f"Open commitment: {latest['commitment'].rstrip('. ')} ({when}){more}.")
    return " ".join(parts)


def open_commitments(commitments: Sequence[Row]) -> list[Row]:
    """Return the commitments that are still open, the latest made last."""
    return sorted(
        (row for row in commitments if row["commitment"] and row["commitment_status"] == "open"),
        key=lambda row: (row["session_date"], row["entry_id"]),
    )


_LEVER_UNITS = {
    "starts": ("opportunity_starts", "count"),
    "win_rate": ("win_rate", "share"),
    "average_deal_size": ("average_deal_size", "money"),
    "sales_cycle_days": ("sales_cycle_days", "days"),
}


def what_if_rows(rows: Sequence[Row], context: Context) -> list[dict[str, str]]:
    """Give each lever moved by a tenth: the lever, its value, what it adds to what was won."""
    currency = context.currency
    shown = []
    for row in rows:
        metric, unit = _LEVER_UNITS.get(row["lever"], ("", ""))
        shown.append(
            {
                "lever": title_of(metric) if metric else "All four together",
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


def what_if_columns(rows: Sequence[Row]) -> dict[str, str]:
    """Give the headings of the table; the one on the quota only where there is a quota."""
    columns = {
        "lever": "Lever",
        "now": "Now",
        "moved": "Moved to",
        "gain": "Adds",
        "revenue": "Revenue",
        "against_quota": "Against next quota",
    }
    if rows[0]["quota"] is None:
        del columns["against_quota"]
    return columns


def _signed_money(value: float | None, currency: str) -> str:
    if value is None:
        return DASH
    if round(value) == 0:
        return "0"
    return f"{sign_of(value)}{money(abs(value), currency)}"


def what_if_lead(rows: Sequence[Row], won: Outcome | None, context: Context) -> str:
    """Say what the table starts from, and which quota it stands against, or why against none.

    Parameters
    ----------
    won
        ``won_amount`` of the window, whose note says what is not in it.
    """
    row, days, currency = rows[0], context.window_days, context.currency
    lacking = f" ({won.note})" if won is not None and won.note else ""
    text = (
        f"Won in these {days} days: {money(row['actual'], currency)}{lacking}. Each line moves one "
        "lever by a tenth, the last all four, and adds what that brings."
    )
    if row["quota"] is None:
        text = f"{text} It stands against no quota: {row['quota_note']}."
    else:
        first = context.as_of + timedelta(days=1)
        until = context.as_of + timedelta(days=days)
        text = (
            f"{text} The quota of the next {days} days, {span(first, until)}, is "
            f"{money(row['quota'], currency)}."
        )
    return f"{text} Arithmetic on what was, no forecast."


def what_if_formula(rows: Sequence[Row], context: Context) -> str:
    """Give the formula, with the numbers in it that the table does not show."""
    deals = counted(int(rows[0]["open_deals"]), "open deal")
    return (
        f"Revenue = amount won + what the lever adds: {FORMULA}, with the lever moved less the same as "
        f"it was; {deals}, {context.window_days} days."
    )


def why_no_what_if(metrics: dict[str, Outcome], context: Context) -> str:
    """Say why there is no what-if table: the export or the evidence that is missing."""
    if "opportunities" in context.tables_missing:
        return "No opportunities export, so a what-if table cannot be shown."
    lacking = [
        title_of(name).lower()
        for name in ("win_rate", "average_deal_size", "sales_cycle_days")
        if name not in metrics or metrics[name].value is None
    ]
    if not lacking:
        return "There is nothing to reckon a what-if table from."
    return (
        "A what-if table needs a win rate, a deal size and a cycle; too few deals for "
        f"{joined([in_sentence(name) for name in lacking])}."
    )


def why_no_plan(focus: Sequence[Criterion]) -> str:
    """Say why there is no skill to plan for."""
    if any(skill.current is not None for skill in focus):
        return "Every focus skill stands at its target; choose the next skill together."
    return "Too few scored calls to choose a skill by the numbers; choose it together."
