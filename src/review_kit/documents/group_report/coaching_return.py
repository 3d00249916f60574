"""The return on coaching in words: a range net of cost where one is claimed, else the cost and why not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from review_kit.documents.group_report.effect import Effect
from review_kit.documents.group_report.effect_words import ends
from review_kit.documents.parts.context import Context
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.wording import money, number
from review_kit.metrics import coaching_return as engine
from review_kit.metrics import return_arithmetic as factor
from review_kit.metrics.effect.gates import WIDEST_PP
from review_kit.metrics.effect.rows import AFTER, FOLLOW_UP_DAYS
from review_kit.metrics.effect.verdicts import Reason, Verdict
from review_kit.words import say

WORKBOOK = "return.xlsx"
"""File beside a coaching report that holds its return as live formulas."""

WHY_NONE: Mapping[str, str] = {
    engine.NOT_ESTIMATED: "reports-no-return-not-estimated",
    engine.NOT_SHOWN: "reports-no-return-not-clear",
    engine.LOWERED: "reports-no-return-lowered",
    engine.NOTHING_STARTED: "reports-no-return-nothing-started",
    engine.NO_MARGIN: "reports-no-return-no-margin",
    engine.NO_ASSOCIATION: "reports-no-return-no-association",
    engine.NO_COST: "reports-no-return-no-cost",
}
"""Reason of the table ``money`` → the message that says why no return is shown."""


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


def return_of(
    row: Row | None, factors: Sequence[Row], context: Context, effect: Effect | None = None
) -> Return:
    """Say what a row of the table ``money`` carries.

    Parameters
    ----------
    row
        Row of ``money``: ``cost``, ``net`` with ``net_low`` and ``net_high`` (money), ``reason``,
        ``n_started``, ``n_reps``; ``None`` where there is none.
    factors
        Rows of ``money_assumptions`` of the same scope, as :func:`lasting_sentence` reads them.
    effect
        The effect that the return rests on, to say what of it keeps a return from being shown.
    """
    cost = None if row is None else row["cost"]
    spent = (
        say(_NO_COST[_no_cost(context)])
        if cost is None
        else say("reports-return-cost", cost=money(cost, context.currency))
    )
    if row is None:
        return Return("", "", f"{spent} {why_no_return(engine.NOT_ESTIMATED, effect)}")
    reason = row["reason"] or ""
    if reason in WHY_NONE:
        return Return("", "", f"{spent} {why_no_return(reason, effect)}")
    lasting = lasting_sentence(factors)
    claimed = claim(row, context)
    if reason:
        return Return("", "", " ".join(part for part in (lasting, claimed, spent) if part))
    return Return(
        _range(row, context),
        say(
            "reports-return-detail",
            cost=money(cost, context.currency),
            middle=money(row["net"], context.currency),
        ),
        f"{lasting} {claimed}".strip(),
    )


def claim(row: Row, context: Context) -> str:
    """Say what a return comes from where it is claimed; else that its range holds a loss, or is one.

    Parameters
    ----------
    row
        Row of ``money`` with a range: ``net`` with its ends, ``reason``, ``n_started``, ``n_reps``.
    """
    if row["reason"]:
        return _loss(row, context)
    return say("reports-return-from", skills=int(row["n_started"]), reps=int(row["n_reps"]))


def why_no_return(reason: str, effect: Effect | None = None) -> str:
    """Say why no return is shown; of an effect that is not shown, what keeps it from being so.

    Parameters
    ----------
    reason
        Of the table ``money``, a key of :data:`WHY_NONE`; anything else is said as not estimated.
    effect
        The effect that the return rests on.
    """
    if reason != engine.NOT_SHOWN or effect is None:
        return say(WHY_NONE.get(reason, WHY_NONE[engine.NOT_ESTIMATED]))
    if effect.verdict is Verdict.CANNOT_TELL:
        if effect.compatible is None:
            return say("reports-no-return-too-few-reps")
        return say(
            "reports-no-return-too-wide",
            range=ends(effect.compatible),
            widest=f"{WIDEST_PP:.0f}",
        )
    if Reason.ONE_COMPARISON_ONLY in effect.warnings:
        return say("reports-no-return-one-comparison")
    for shown in (effect.compatible, effect.claimed):
        if shown is not None and not shown.excludes_zero:
            return say("reports-no-return-zero", range=ends(shown))
    return say(WHY_NONE[reason])


def lasting_sentence(factors: Sequence[Row]) -> str:
    """Say for how long the effect is counted, how much of that is assumed, and from when on it is too small.

    Parameters
    ----------
    factors
        Rows of ``money_assumptions`` of one scope: ``assumption``, ``value``, ``low``, ``first_day``,
        ``last_day``.
    """
    effects = [row for row in factors if row["assumption"] == factor.EFFECT]
    assumed = _assumed_days(factors)
    if assumed is not None:
        days, measured = assumed
        lasts = say("reports-lasts-assumed", n=days, measured=measured_days(measured))
    elif effects:
        days = max(int(row["last_day"]) for row in effects) + 1
        lasts = say("reports-lasts-counted", n=days, measured=measured_days(days))
    else:
        return ""
    later = [int(row["first_day"]) for row in effects if is_later(row)]
    return f"{lasts} {say('reports-lasts-at-least', day=min(later))}" if later else lasts


def is_later(row: Row) -> bool:
    """Say whether an effect was measured on days after the follow-up, so that it is too small, if anything.

    Parameters
    ----------
    row
        Of ``money_assumptions``: ``assumption``, ``first_day``.
    """
    return row["assumption"] == factor.EFFECT and (row["first_day"] or 0) >= FOLLOW_UP_DAYS


def measured_days(count: int) -> str:
    """Name the days after a first session that an effect was measured on, of so many counted from day 0."""
    return say("interval", low=str(AFTER[0]), high=str(count - 1))


def _assumed_days(factors: Sequence[Row]) -> tuple[int, int] | None:
    """Days that the effect is taken to last, and those measured, where these are fewer."""
    for row in factors:
        if row["assumption"] == factor.LASTS and row["value"] > row["low"]:
            return int(row["value"]), int(row["low"])
    return None


def _range(row: Row, context: Context) -> str:
    low, high = (money(row[end], context.currency) for end in ("net_low", "net_high"))
    return say("interval", low=low, high=high)


def _loss(row: Row, context: Context) -> str:
    """Say that a range holds a loss, or is one."""
    middle = money(row["net"], context.currency)
    lost = row["reason"] == engine.LOSS
    said = "reports-return-loss" if lost else "reports-return-loss-or-gain"
    return say(said, range=_range(row, context), middle=middle)


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
    return say("reports-return-multiple", low=low, middle=middle, high=high)


_NO_RATES, _NO_LENGTHS = "rates", "lengths"
_NO_COST = {
    _NO_RATES: "reports-return-no-rates",
    _NO_LENGTHS: "reports-return-no-lengths",
}
_NO_COST_SHORT = {
    _NO_RATES: "reports-cost-no-rates",
    _NO_LENGTHS: "reports-cost-no-lengths",
}
"""Why there is no cost → the message, in a sentence and under a number."""


def why_no_cost(context: Context) -> str:
    """Say in a few words why coaching has no cost where it has none."""
    return say(_NO_COST_SHORT[_no_cost(context)])


def _no_cost(context: Context) -> str:
    rates = context.config.rates
    without = rates.manager_per_hour is None and rates.rep_per_hour is None
    return _NO_RATES if without else _NO_LENGTHS
