"""The return on coaching in words: a range net of cost where one is claimed, else the cost and why not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from review_kit.documents.parts.context import Context
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.wording import (
    counted,
    money,
    number,
)
from review_kit.metrics import coaching_return as engine
from review_kit.metrics import return_arithmetic as factor
from review_kit.metrics.effect.gates import WIDEST_PP
from review_kit.metrics.effect.rows import AFTER

NET = "net of coaching cost"
"""What every printed return is, and says."""

WORKBOOK = "return.xlsx"
"""File beside a coaching report that holds its return as live formulas."""

WHY_NONE: Mapping[str, str] = {
    engine.NOT_ESTIMATED: "No ROI is shown: without a measured effect there is nothing to value.",
    engine.NOT_SHOWN: "No ROI is shown: the effect's range includes zero or is wider than "
    f"{WIDEST_PP:.0f} points.",
    engine.LOWERED: "No ROI is shown: coaching lowered the scores.",
    engine.NOTHING_STARTED: "No ROI is shown: no skill was coached for the first time in this window, and "
    "only starting to coach a skill is measured.",
    engine.NO_MARGIN: "No ROI is shown: the share of revenue that remains is not set in the settings.",
    engine.NO_ASSOCIATION: "No ROI is shown: no skill whose coaching began in this window has a result with "
    "a price that could be compared with its scores.",
    engine.NO_COST: "No ROI is shown: the cost is not known, and ROI is what is left after it.",
}
"""Reason of the table ``money`` → why no return is shown."""


@dataclass(frozen=True)
class Return:
    """The return on coaching as page one prints it.

    Parameters
    ----------
    range, detail
        From low to high, and the middle; empty where no return is claimed.
    sentence
        What is said beside it, or instead.
    """

    range: str
    detail: str
    sentence: str


def return_of(row: Row | None, factors: Sequence[Row], context: Context) -> Return:
    """Say what a row of the table ``money`` carries.

    Parameters
    ----------
    row
        Row of ``money``: ``cost``, ``net`` with ``net_low`` and ``net_high`` (money), ``reason``,
        ``n_started``, ``n_reps``; ``None`` where there is none.
    factors
        Rows of ``money_assumptions`` of the same scope: ``assumption``, ``value``, ``low``, ``last_day``.
    """
    cost = None if row is None else row["cost"]
    spent = (
        f"No cost, because {why_no_cost(context)}."
        if cost is None
        else f"Coaching cost {money(cost, context.currency)} in this window."
    )
    if row is None:
        return Return("", "", f"{spent} {WHY_NONE[engine.NOT_ESTIMATED]}")
    reason = row["reason"] or ""
    if reason in WHY_NONE:
        return Return("", "", f"{spent} {WHY_NONE[reason]}")
    lasting = lasting_sentence(factors)
    if reason:
        return Return(
            "", "", " ".join(part for part in (lasting, _loss(row, context), spent) if part)
        )
    skills, reps = counted(row["n_started"], "skill"), counted(row["n_reps"], "rep")
    worth = f"From {skills} of {reps} first coached in this window."
    return Return(
        _range(row, context),
        f"{NET} ({money(cost, context.currency)}); middle {money(row['net'], context.currency)}",
        f"{lasting} {worth}".strip(),
    )


def lasting_sentence(factors: Sequence[Row]) -> str:
    """Say for how long the effect is counted, and how much of that is assumed.

    Parameters
    ----------
    factors
        Rows of ``money_assumptions`` of one scope: ``assumption``, ``value``, ``low``, ``last_day``.
    """
    assumed = _assumed_days(factors)
    if assumed is not None:
        days, measured = assumed
        return f"The effect is assumed to last {days} days (measured: {measured_days(measured)})."
    last = [int(row["last_day"]) + 1 for row in factors if row["assumption"] == factor.EFFECT]
    if not last:
        return ""
    return f"The effect is counted for {max(last)} days (measured: {measured_days(max(last))})."


def measured_days(count: int) -> str:
    """Name the days after a first session that an effect was measured on, of so many counted from day 0."""
    return f"{AFTER[0]} to {count - 1}"


def _assumed_days(factors: Sequence[Row]) -> tuple[int, int] | None:
    """Days that the effect is taken to last, and those measured, where these are fewer."""
    for row in factors:
        if row["assumption"] == factor.LASTS and row["value"] > row["low"]:
            return int(row["value"]), int(row["low"])
    return None


def _range(row: Row, context: Context) -> str:
    low, high = (money(row[end], context.currency) for end in ("net_low", "net_high"))
    return f"{low} to {high}"


def _loss(row: Row, context: Context) -> str:
    """Say that a range holds a loss, or is one."""
    middle = money(row["net"], context.currency)
    if row["reason"] == engine.LOSS:
        return f"So far it is a loss: {_range(row, context)} {NET}, middle {middle}."
    return f"The return could be a loss or a gain: {_range(row, context)} {NET}, middle {middle}."


def multiple_sentence(row: Row | None) -> str:
    """Say how many times its cost coaching brought in; empty where no return is claimed.

    Parameters
    ----------
    row
        Row of ``money``: ``multiple`` with its ends; ``None`` where there is none.
    """
    if row is None or row["multiple"] is None:
        return ""
    low, middle, high = (
        number(row[end], 1) for end in ("multiple_low", "multiple", "multiple_high")
    )
    return f"Before cost it is {low} to {high} times the cost, middle {middle}."


def why_no_cost(context: Context) -> str:
    """Say why coaching has no cost where it has none."""
    rates = context.config.rates
    if rates.manager_per_hour is None and rates.rep_per_hour is None:
        return "no hourly rates are set"
    return "no session says how long it took"
