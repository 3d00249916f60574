"""What the return on coaching rests on: each factor, where it comes from, what it moves, and the sum."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from review_kit.documents.group_report.coaching_return import (
    WORKBOOK,
    is_later,
    lasting_sentence,
    measured_days,
    multiple_sentence,
)
from review_kit.documents.group_report.effect import Range
from review_kit.documents.group_report.effect_words import ends, points
from review_kit.documents.group_report.group_record import GroupRecord
from review_kit.documents.group_report.return_steps import return_steps, volume_of
from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.context import Context
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.sentences import in_sentence
from review_kit.documents.parts.titles import title_of
from review_kit.documents.parts.wording import (
    DASH,
    amount,
    exact_percent,
    hours,
    measure,
    money,
    number,
    plain,
)
from review_kit.metrics import return_arithmetic as factor
from review_kit.metrics.drivers import STEP_PP
from review_kit.number_format import sign_of
from review_kit.words import say

ORIGINS: Mapping[str, str] = {
    factor.MEASURED: "reports-origin-measured",
    factor.CONFIGURED: "reports-origin-settings",
    factor.ASSUMED: "reports-origin-assumed",
    factor.BORROWED: "reports-origin-borrowed",
}
"""Origin of an assumption → the message of the table."""


def return_assumptions(group: GroupRecord) -> Block:
    """List what the return rests on, where each comes from, which moves it most, and how it is worked out."""
    rows, names, context = group.money_factors, group.criteria_names, group.context
    steps = return_steps(rows, names, context)
    if steps:
        said = (
            lasting_sentence(rows),
            moves_most_sentence(rows, names, context),
            multiple_sentence(group.money),
        )
        sentence = " ".join(part for part in said if part)
    else:
        sentence = say("reports-no-return")
    return block(
        "group_report/return_assumptions.html.j2",
        sentence=f"{sentence} {say('reports-cost-made-of')}" if rows and not steps else sentence,
        rows=assumption_rows(rows, names, context),
        steps=steps,
        workbook=WORKBOOK,
        note=note_of(group),
    )


def note_of(group: GroupRecord) -> str:
    """Say what must be known to read the table: of the cost what is left out, of a return how it is made."""
    cost = group.metrics.get("coaching_cost")
    left_out = say("reports-cost-note", note=cost.note) if cost is not None and cost.note else ""
    has_return = factor.arithmetic_of(group.money_factors) is not None
    return " ".join(
        part for part in (left_out, say("reports-return-note") if has_return else "") if part
    )


def assumption_rows(
    rows: Sequence[Row], criteria: Mapping[str, str], context: Context
) -> list[dict[str, str]]:
    """Give a line for each row of ``money_assumptions``: what, value and range, origin, what it moves.

    Values are written with all the figures that are multiplied.

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
            "what": name,
            "value": value_of(row, context),
            "range": _ends(row, context),
            "origin": origin_of(row),
            "moves": _moves(row, context, most=row is most),
        }
        for row, name in zip(rows, names_of(rows, criteria), strict=True)
        if not is_unit(row)
    ]


def _moves(row: Row, context: Context, *, most: bool) -> str:
    if row["swing"] is None:
        return DASH
    moved = money(row["swing"], context.currency)
    return say("reports-moves-most", amount=moved) if most else moved


def is_unit(row: Row) -> bool:
    """Say whether a row only says that a unit of money is worth itself, which goes without saying."""
    said = (row["assumption"], row["value"], row["origin"])
    return said == (factor.VALUE, 1.0, factor.MEASURED)


def names_of(rows: Sequence[Row], criteria: Mapping[str, str]) -> list[str]:
    """Name the assumptions of one scope in a leader's words.

    Parameters
    ----------
    rows
        Rows of ``money_assumptions``: ``outcome_metric``, ``assumption``, ``criterion_id``,
        ``first_day``, ``last_day``.
    """
    several = sum(row["assumption"] == factor.EFFECT for row in rows) > 1
    return [_name(row, criteria, with_days=several) for row in rows]


def _name(row: Row, criteria: Mapping[str, str], *, with_days: bool) -> str:
    skill = in_sentence(criteria.get(row["criterion_id"], row["criterion_id"] or ""))
    result = in_sentence(title_of(row["outcome_metric"])) if row["outcome_metric"] else ""
    match row["assumption"]:
        case factor.EFFECT if with_days and row["last_day"]:
            return say(
                "reports-factor-effect-days",
                first=f"{row['first_day']:.0f}",
                last=f"{row['last_day']:.0f}",
            )
        case factor.ASSOCIATION:
            return say("reports-factor-association", n=STEP_PP, skill=skill, result=result)
        case factor.VOLUME:
            return say("reports-factor-volume", skill=skill)
        case factor.VALUE if row["outcome_metric"] == "win_rate":
            return say("reports-factor-value-of-deal", skill=skill)
        case factor.VALUE:
            return say("reports-factor-value-of-unit", skill=skill)
        case other:
            return say(_FACTORS[other])


_FACTORS: Mapping[str, str] = {
    factor.EFFECT: "reports-factor-effect",
    factor.TOGETHER: "reports-factor-together",
    factor.MARGIN: "reports-factor-margin",
    factor.LASTS: "reports-factor-lasts",
    factor.WINDOW: "reports-factor-window",
    factor.MANAGER_TIME: "reports-factor-manager-time",
    factor.MANAGER_RATE: "reports-factor-manager-rate",
    factor.REP_TIME: "reports-factor-rep-time",
    factor.REP_RATE: "reports-factor-rep-rate",
}
"""Assumption → the message that names it."""


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
    name = names_of(rows, criteria)[next(at for at, row in enumerate(rows) if row is most)]
    return say(
        "reports-moves-most-sentence", name=name, amount=money(most["swing"], context.currency)
    )


def _largest(rows: Sequence[Row]) -> Row | None:
    ranged = [row for row in rows if row["swing"] is not None]
    return max(ranged, key=lambda row: float(row["swing"]), default=None)


def value_of(row: Row, context: Context) -> str:
    """Write the value of an assumption as it is multiplied, with its unit.

    Parameters
    ----------
    row
        Row of ``money_assumptions``: ``assumption``, ``value``, ``low``, ``high``, ``unit``.
    """
    unit, value, currency = row["unit"] or "", row["value"], context.currency
    match row["assumption"]:
        case factor.EFFECT:
            return say("reports-points", value=points(value))
        case factor.ASSOCIATION:
            return _slopes(row, context)[0]
        case factor.VOLUME if unit == "quota":
            return say("reports-of-quota", amount=amount(value, currency))
        case factor.VOLUME:
            return volume_of(value, unit)
        case factor.TOGETHER:
            return f"× {plain(value)}"
        case factor.MARGIN:
            return exact_percent(value)
        case factor.LASTS | factor.WINDOW:
            return measure(value, "days", currency)
        case factor.MANAGER_TIME | factor.REP_TIME:
            return say("reports-hours-and-minutes", hours=hours(value / 60), minutes=plain(value))
        case _:
            return amount(value, currency)


def _ends(row: Row, context: Context) -> str:
    low, high = row["low"], row["high"]
    if low is None or high is None:
        return ""
    if row["assumption"] == factor.LASTS:
        return say("interval", low=number(low), high=number(high))
    if row["assumption"] == factor.EFFECT:
        return ends(Range(row["value"], low, high))
    _, lower, upper = _slopes(row, context)
    return say("interval", low=lower, high=upper)


def _slopes(row: Row, context: Context) -> tuple[str, str, str]:
    """Write an association (with its unit) and its ends (money with its sign), all to the same decimals."""
    unit = row["unit"] or ""
    scale = 100 if unit == "share" else 1
    shown = [scale * float(row[name]) for name in ("value", "low", "high")]
    if unit == "money":
        middle, low, high = (f"{sign_of(v)}{amount(abs(v), context.currency)}" for v in shown)
        return middle, low, high
    least = max(_decimals(value) for value in shown)
    middle, low, high = (f"{sign_of(value)}{plain(abs(value), least)}" for value in shown)
    if unit in {"share", "percent"}:
        return say("reports-points", value=middle), low, high
    return f"{middle} {unit}".rstrip(), low, high


def _decimals(value: float) -> int:
    return len(plain(abs(value)).partition(".")[2])


def origin_of(row: Row) -> str:
    """Say in a leader's words where an assumption comes from.

    Parameters
    ----------
    row
        Row of ``money_assumptions``: ``assumption``, ``origin``, ``outcome_metric``, ``unit``, ``value``,
        ``low``, ``first_day``.
    """
    match row["assumption"]:
        case factor.MANAGER_TIME | factor.REP_TIME:
            return say("reports-origin-log")
        case factor.WINDOW:
            return say("reports-origin-window")
        case factor.EFFECT if is_later(row):
            return say("reports-origin-measured-at-least")
        case _ if row["origin"] == factor.MEASURED:
            return say(_measured_from(row))
        case factor.LASTS if row["value"] > row["low"]:
            return say(
                "reports-origin-lasts",
                origin=say(ORIGINS[row["origin"]]),
                days=measured_days(int(row["low"])),
            )
        case _:
            return say(ORIGINS[row["origin"]])


def _measured_from(row: Row) -> str:
    """Choose the message that says what an assumption was measured on."""
    unit = row["unit"] or ""
    match row["assumption"]:
        case factor.EFFECT:
            return "reports-origin-scores"
        case factor.ASSOCIATION | factor.TOGETHER:
            return "reports-origin-over-time"
        case factor.VOLUME if unit == "quota":
            return "reports-origin-quotas"
        case factor.VOLUME if unit.endswith("periods"):
            return "reports-origin-days"
        case factor.VALUE if row["outcome_metric"] != "win_rate":
            return "reports-origin-itself"
        case factor.VOLUME | factor.VALUE:
            return "reports-origin-deals"
        case _:
            return ORIGINS[factor.MEASURED]
