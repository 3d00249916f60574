"""The return on coaching in words: a range where the effect carries one, else the cost and why not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from review_kit.documents.parts.context import Context
from review_kit.documents.parts.differences import between, difference
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.performance import title_of
from review_kit.documents.parts.sentences import in_sentence
from review_kit.documents.parts.wording import DASH, counted, money, number, percent
from review_kit.metrics import money as engine
from review_kit.metrics.effect.gates import WIDEST_PP
from review_kit.metrics.effect.rows import FOLLOW_UP_DAYS
from review_kit.number_format import signed

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

ORIGINS: Mapping[str, str] = {
    engine.MEASURED: "measured",
    engine.CONFIGURED: "set in review_kit.toml",
    engine.ASSUMED: "assumed: the default",
    engine.BORROWED: "borrowed: the organisation's",
}
"""Origin of an assumption → the words of the table."""

FORMULA = (
    "Return = effect × (change of the result for each point of score × how much of it × worth of one "
    "unit), added up over the skills whose coaching began in this window, × share of revenue that remains "
    "× days the effect lasts ÷ days of the window. Low to high is the middle 95 % of "
    f"{engine.DRAWS:,} draws from the intervals of the effect and of the associations. An association "
    "within reps over time is no proof of a cause."
)


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
    """Say what a row of the table ``money`` carries."""
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
    """Say the return in the report's first lines; empty where none is claimed."""
    if row is None or row["reason"] or row["cost"] is None:
        return ""
    low, high = (money(row[end], context.currency) for end in ("benefit_low", "benefit_high"))
    cost = money(row["cost"], context.currency)
    return f"The effect is reckoned to be worth {low} to {high}, at a cost of {cost}."


# -- assumptions -----------------------------------------------------------------------------------


def assumption_rows(
    rows: Sequence[Row], criteria: Mapping[str, str], context: Context
) -> list[dict[str, str]]:
    """Give a line for each row of ``money_assumptions``: what, value and range, origin, what it moves.

    Parameters
    ----------
    criteria
        Criterion id → name.
    """
    most = _largest(rows)
    return [
        {
            "what": name_of(row, criteria),
            "value": _value(row, context),
            "range": _ends(row, context),
            "origin": _origin(row),
            "moves": f"{money(row['swing'], context.currency)}{' (most)' if row is most else ''}"
            if row["swing"] is not None
            else DASH,
        }
        for row in rows
    ]


def name_of(row: Row, criteria: Mapping[str, str]) -> str:
    """Name an assumption in a leader's words."""
    skill = in_sentence(criteria.get(row["criterion_id"], row["criterion_id"] or ""))
    result = in_sentence(title_of(row["outcome_metric"])) if row["outcome_metric"] else ""
    return {
        engine.EFFECT: "Effect of coaching on scores",
        engine.ASSOCIATION: f"10 pp more in {skill}: {result}",
        engine.VOLUME: f"Volume, {skill}",
        engine.VALUE: f"Worth of {'a deal' if row['outcome_metric'] == 'win_rate' else 'a unit'}, {skill}",
        engine.MARGIN: "Share of revenue that remains",
        engine.LASTS: "How long the effect lasts",
        engine.COST: "Cost of coaching",
    }[row["assumption"]]


def moves_most_sentence(rows: Sequence[Row], criteria: Mapping[str, str], context: Context) -> str:
    """Say which single assumption moves the result most, and by how much; empty without any."""
    most = _largest(rows)
    if most is None:
        return ""
    return (
        f"One assumption moves the result most: “{name_of(most, criteria)}”. Between its low and its high "
        f"end, all else in the middle, lie {money(most['swing'], context.currency)}."
    )


def _largest(rows: Sequence[Row]) -> Row | None:
    ranged = [row for row in rows if row["swing"] is not None]
    return max(ranged, key=lambda row: float(row["swing"]), default=None)


def _value(row: Row, context: Context) -> str:
    unit, value, currency = row["unit"] or "", row["value"], context.currency
    match row["assumption"]:
        case engine.EFFECT:
            return f"{signed(value, 1)} pp"
        case engine.ASSOCIATION:
            return difference(value, unit, currency)
        case engine.VOLUME if unit == "quota":
            return f"{money(value, currency)} of quota"
        case engine.VOLUME if unit.endswith("periods"):
            return f"{number(value)} rep-months"
        case engine.VOLUME:
            return f"{number(value)} {unit}"
        case engine.MARGIN:
            return percent(value)
        case engine.LASTS:
            return counted(round(value), "day")
        case _:
            return money(value, currency)


def _ends(row: Row, context: Context) -> str:
    low, high = row["low"], row["high"]
    if low is None or high is None:
        return ""
    unit: Any = row["unit"] or ""
    if row["assumption"] == engine.LASTS:
        return f"{number(low)} to {number(high)}"
    return between(low, high, unit, context.currency)


def _origin(row: Row) -> str:
    if row["assumption"] == engine.COST:
        return "logged hours × rates set in review_kit.toml"
    if row["assumption"] == engine.LASTS and row["origin"] == engine.ASSUMED:
        return f"assumed: the default; {FOLLOW_UP_DAYS} days are measured"
    return ORIGINS[row["origin"]]
