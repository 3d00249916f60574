"""What the return on coaching rests on: each assumption, where it comes from, what it moves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from review_kit.documents.group_report.group_record import GroupRecord
from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.context import Context
from review_kit.documents.parts.differences import between, difference
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.sentences import in_sentence
from review_kit.documents.parts.titles import title_of
from review_kit.documents.parts.wording import (
    DASH,
    counted,
    money,
    number,
    percent,
)
from review_kit.metrics import coaching_return as engine
from review_kit.metrics.drivers import STEP_PP
from review_kit.metrics.effect.rows import FOLLOW_UP_DAYS
from review_kit.number_format import signed

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


def return_assumptions(group: GroupRecord) -> Block:
    """List what the return rests on, where each comes from, and which moves it most."""
    own = group.data.rows("money_assumptions")
    rows = [row for row in own if (row["scope"], row["scope_id"]) == group.scope]
    names, context = group.criteria_names, group.context
    sentence = (
        moves_most_sentence(rows, names, context)
        if rows
        else "No return is reckoned, so nothing is assumed for one."
    )
    return block(
        "group_report/return_assumptions.html.j2",
        sentence=sentence,
        rows=assumption_rows(rows, names, context),
        note=FORMULA,
    )


def assumption_rows(
    rows: Sequence[Row], criteria: Mapping[str, str], context: Context
) -> list[dict[str, str]]:
    """Give a line for each row of ``money_assumptions``: what, value and range, origin, what it moves.

    Parameters
    ----------
    rows
        Rows of ``money_assumptions``: ``swing`` (money), ``outcome_metric``, ``assumption``,
        ``criterion_id``, ``value``, ``unit``, ``low``, ``high``, ``origin``.
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
    """Name an assumption in a leader's words.

    Parameters
    ----------
    row
        Row of ``money_assumptions``: ``outcome_metric``, ``assumption``, ``criterion_id``.
    """
    skill = in_sentence(criteria.get(row["criterion_id"], row["criterion_id"] or ""))
    result = in_sentence(title_of(row["outcome_metric"])) if row["outcome_metric"] else ""
    return {
        engine.EFFECT: "Effect of coaching on scores",
        engine.ASSOCIATION: f"{STEP_PP} pp more in {skill}: {result}",
        engine.VOLUME: f"Volume, {skill}",
        engine.VALUE: f"Worth of {'a deal' if row['outcome_metric'] == 'win_rate' else 'a unit'}, {skill}",
        engine.MARGIN: "Share of revenue that remains",
        engine.LASTS: "How long the effect lasts",
        engine.COST: "Cost of coaching",
    }[row["assumption"]]


def moves_most_sentence(rows: Sequence[Row], criteria: Mapping[str, str], context: Context) -> str:
    """Say which single assumption moves the result most, and by how much; empty without any.

    Parameters
    ----------
    rows
        Rows of ``money_assumptions``: ``swing`` (money), ``outcome_metric``, ``assumption``,
        ``criterion_id``.
    """
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
