"""The return on coaching in words: a range where the effect carries one, else the cost and why not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from review_kit.documents.parts.context import Context
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.wording import (
    counted,
    money,
    number,
)
from review_kit.metrics import coaching_return as engine
from review_kit.metrics.effect.gates import WIDEST_PP

WHY_NONE: Mapping[str, str] = {
    engine.NOT_ESTIMATED: "No return is put against it: a return needs an effect, and none can be "
    "estimated.",
    engine.NOT_SHOWN: "No return is put against it, because no effect is shown: its interval includes "
    f"zero or is wider than {WIDEST_PP:.0f} pp.",
    engine.LOWERED: "There is no return: coaching lowered the scores.",
    engine.NOTHING_STARTED: "No return is put against it: no skill was coached for the first time in this "
    "window, and the effect is that of starting.",
    engine.NO_MARGIN: "No return is put against it, because the share of revenue that remains is not set "
    "(rates.margin).",
    engine.NO_ASSOCIATION: "No return is put against it: of the skills whose coaching began in this window "
    "none has a result with a price that its scores can be set against.",
}
"""Reason of the table ``money`` → why no return is shown."""


@dataclass(frozen=True)
class Return:
    """The return on coaching as page one prints it.

    Parameters
    ----------
    range, detail
        From low to high, and the middle with the multiple of the cost; empty where no return is shown.
    sentence
        What is said beside it, or instead.
    """

    range: str
    detail: str
    sentence: str


def return_of(row: Row | None, context: Context) -> Return:
    """Say what a row of the table ``money`` carries.

    Parameters
    ----------
    row
        Row of ``money``: ``cost``, ``benefit`` with ``benefit_low`` and ``benefit_high`` (money),
        ``multiple`` with its ends, ``reason``, ``n_started``, ``n_reps``; ``None`` where there is none.
    """
    cost = None if row is None else row["cost"]
    spent = (
        "No cost, because no hourly rates are set."
        if cost is None
        else f"Coaching cost {money(cost, context.currency)} in this window."
    )
    if row is None:
        return Return("", "", f"{spent} {WHY_NONE[engine.NOT_ESTIMATED]}")
    reason = row["reason"] or ""
    if reason == engine.INCLUDES_ZERO:
        low, high = (money(row[end], context.currency) for end in ("benefit_low", "benefit_high"))
        return Return(
            "",
            "",
            f"{spent} The data fit a loss as well as a gain ({low} to {high}), so no return is claimed.",
        )
    if reason:
        return Return("", "", f"{spent} {WHY_NONE[reason]}")
    low, middle, high = (
        money(row[end], context.currency) for end in ("benefit_low", "benefit", "benefit_high")
    )
    spent = "no hourly rates are set" if cost is None else f"cost {money(cost, context.currency)}"
    return Return(
        f"{low} to {high}",
        f"low to high; middle {middle}{_multiple(row)}",
        f"Worth of {counted(row['n_started'], 'skill')} of {counted(row['n_reps'], 'rep')} whose coaching "
        f"began in this window; {spent}.",
    )


def _multiple(row: Row) -> str:
    if row["multiple"] is None:
        return ""
    low, middle, high = (
        number(row[end], 1) for end in ("multiple_low", "multiple", "multiple_high")
    )
    return f"; {low} to {high} times the cost, middle {middle}"


def answer(row: Row | None, context: Context) -> str:
    """Say the return in the report's first lines; empty where none is claimed.

    Parameters
    ----------
    row
        Row of ``money``: ``reason``, ``cost``, ``benefit_low`` and ``benefit_high`` (money); ``None``
        where there is none.
    """
    if row is None or row["reason"] or row["cost"] is None:
        return ""
    low, high = (money(row[end], context.currency) for end in ("benefit_low", "benefit_high"))
    cost = money(row["cost"], context.currency)
    return f"The effect is reckoned to be worth {low} to {high}, at a cost of {cost}."
