"""How days, numbers and scores are written: decided from the values, asked where both are possible."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from review_kit.sources.connect.columns import Found
from review_kit.sources.connect.evidence import ColumnEvidence
from review_kit.sources.connect.proposal import Answers, Draft, counted
from review_kit.sources.values.days import two_readings

_FEWEST_GROUPED = 5
"""Amounts with exactly three digits behind their only mark, from which on the mark groups thousands."""
_ONE_MARK = re.compile(r"^[^\d]*\d{1,3}([.,])\d{3}[^\d]*$")
_DECIDES = re.compile(r"\d[.,]\d{3}[.,]\d|\d[.,]\d{1,2}(?!\d)|\d[.,]\d{4,}|\d{4,}[.,]\d")

PAST_ONLY = frozenset({"call_at", "session_date", "created_date", "entered_at", "hire_date"})
"""Days that cannot lie after the day of the export."""


def decide_days(
    draft: Draft, found: dict[str, Found], days: Sequence[str], answers: Answers
) -> None:
    """Decide the order of days and months, and name counts since 1970."""
    columns = [found[name] for name in days if name in found]
    formats = sorted({each.evidence.epochs for each in columns if each.evidence.epochs})
    if formats:
        draft.dates["formats"] = formats
        names = _named([each for each in columns if each.evidence.epochs])
        what = "milliseconds" if formats == ["epoch_ms"] else "seconds"
        draft.decide("dates", "formats", f"{names}: {what} since 1970")
    slashed = [each for each in columns if _is_slashed(each.evidence)]
    if not slashed:
        return
    first = sum(each.evidence.slashed.day_first for each in slashed)
    second = sum(each.evidence.slashed.month_first for each in slashed)
    undecided = sum(each.evidence.slashed.open for each in slashed)
    names = _named(slashed)
    if first and second:
        draft.remarks.append(
            f"{names}: {counted(first, 'day')} can only be day first and {second:,} only month first; "
            "several people or programs wrote them"
        )
        said = draft.ask(
            answers,
            "date_order",
            f"{names} has dates in both orders. Which one counts if both are possible?",
            _orders(slashed),
        )
    elif first or second:
        order, count = ("day_first", first) if first else ("month_first", second)
        draft.dates["order"] = order
        example = _deciding(slashed, order)
        draft.decide(
            "dates",
            "order",
            f"{names}: {counted(count, 'day')} can only be {order.replace('_', ' ')}"
            + (f", such as {example}" if example else ""),
        )
        return
    elif undecided:
        order = _possible(draft, slashed)
        if order:
            other = "month first" if order == "day_first" else "day first"
            draft.dates["order"] = order
            draft.decide(
                "dates",
                "order",
                f"{names}: read {other}, some would be after the day of the export",
            )
            return
        said = draft.ask(
            answers,
            "date_order",
            f"{names}: each of its {undecided:,} dates can be read in two ways. Which one is "
            "right?",
            _orders(slashed),
        )
    else:
        return
    if said is not None:
        draft.dates["order"] = said
        draft.decide("dates", "order", f"{names}: {said.replace('_', ' ')}, as was answered")


def _is_slashed(each: ColumnEvidence) -> bool:
    return bool(each.slashed.day_first or each.slashed.month_first or each.slashed.open)


def _named(columns: Sequence[Found]) -> str:
    return ", ".join(dict.fromkeys(f"'{each.heading}'" for each in columns))


def _deciding(columns: Sequence[Found], order: str) -> str:
    at = 0 if order == "day_first" else 1
    for each in columns:
        for text in each.evidence.texts:
            numbers = re.match(r"(\d{1,2})[/.-](\d{1,2})[/.-]\d", text)
            if numbers and int(numbers[at + 1]) > 12:
                return text
    return ""


def _orders(columns: Sequence[Found]) -> tuple[tuple[str, str], ...]:
    example = next((e.evidence.slashed.example for e in columns if e.evidence.slashed.example), "")
    if not example:
        return (("day_first", "day first"), ("month_first", "month first"))
    readings = two_readings(re.split(r"[,T ]", example)[0])
    return tuple(
        (order, f"{example} is {day.day} {day:%B %Y} ({order.replace('_', ' ')})")
        for order, day in zip(("day_first", "month_first"), readings, strict=True)
    )


def _possible(draft: Draft, columns: Sequence[Found]) -> str:
    """The only order in which no day lies after the export; empty where both are possible, or none."""
    limit = draft.grid.exported_on
    if limit is None:
        return ""
    latest = [date.min, date.min]
    for each in columns:
        if each.column in PAST_ONLY and each.evidence.slashed.first_day is not None:
            pairs = zip(latest, each.evidence.slashed.first_day, strict=True)
            latest = [max(a, b) for a, b in pairs]
    day_first, month_first = (day <= limit for day in latest)
    if day_first == month_first:
        return ""
    return "day_first" if day_first else "month_first"


def decide_marks(
    draft: Draft, found: dict[str, Found], amounts: Sequence[str], answers: Answers
) -> None:
    """Decide the decimal mark of amounts, and whether currencies stand in their cells."""
    columns = [
        found[name]
        for name in amounts
        if name in found and found[name].evidence.at not in draft.grid.numbers
    ]
    if any(each.evidence.money > 0 for each in columns) and not draft.base:
        draft.numbers["money"] = True
        draft.decide("numbers", "money", f"{_named(columns)}: amounts carry a currency")
    for each in columns:
        texts = list(each.evidence.texts)
        if any(_DECIDES.search(text) for text in texts):
            continue
        marks = {found_[1] for text in texts if (found_ := _ONE_MARK.match(text))}
        if len(marks) != 1:
            continue
        mark = marks.pop()
        decimal = "," if mark == "." else "."
        count = sum(n for text, n in each.evidence.texts.items() if _ONE_MARK.match(text))
        if count >= _FEWEST_GROUPED:
            draft.numbers["decimal"] = decimal
            draft.decide(
                "numbers",
                "decimal",
                f"'{each.heading}': all of its {count:,} amounts with a '{mark}' have three digits "
                "behind it, as thousands have",
            )
            continue
        example = next(text for text in texts if _ONE_MARK.match(text))
        said = draft.ask(
            answers,
            "decimal",
            f"'{each.heading}' has amounts such as {example}. Is the '{mark}' between thousands?",
            (
                (decimal, f"yes, {example} is more than a thousand"),
                (mark, f"no, the '{mark}' is the decimal mark"),
            ),
        )
        if said is not None:
            draft.numbers["decimal"] = said
            draft.decide("numbers", "decimal", f"'{each.heading}': as was answered")


_USUAL_TOPS = (3, 4, 5, 7, 10)
ENOUGH_RATINGS = 20
"""Ratings from which on the highest one met is taken for the top of the scale."""


def scale_of(draft: Draft, each: ColumnEvidence, key: str, answers: Answers) -> tuple[str, str]:
    """Decide what the scores of a column are of.

    Returns
    -------
    The scale as the profile says it (``percent``, ``share``, ``of 5``; empty where it is undecided), and
    why.
    """
    return scale_of_values(
        draft, each.heading, each.values, each.percents, each.points_of, key, answers
    )


def scale_of_values(
    draft: Draft,
    heading: str,
    values: Sequence[float],
    percents: float,
    points_of: frozenset[str],
    key: str,
    answers: Answers,
) -> tuple[str, str]:
    """Decide what numbers under one or several headings are of; see :func:`scale_of`."""
    if percents >= 0.5:
        return "percent", f"{percents:.0%} of the cells are percentages, such as 58%"
    if len(points_of) == 1:
        top = next(iter(points_of))
        return f"of {top}", f"cells give their maximum, such as 4/{top}"
    if not values:
        return "percent", "no cell contains a number"
    highest = max(values)
    if highest > 10:
        return "percent", f"numbers up to {highest:g}, so percentages"
    if highest <= 1 and any(0 < value < 1 for value in values):
        return "share", f"no number is above {highest:g}, and some are between 0 and 1"
    if highest in _USUAL_TOPS and highest >= 5 and len(values) >= ENOUGH_RATINGS:
        return f"of {highest:g}", f"{len(values):,} ratings, none above {highest:g}"
    tops = [top for top in _USUAL_TOPS if top >= highest and top >= 4]
    said = draft.ask(
        answers,
        key,
        f"{heading}: no number is above {highest:g}. What is the highest possible score?",
        (
            *((f"of {top}", f"{top} is the best rating") for top in tops),
            ("percent", f"percents: {highest:g} is {highest:g} %"),
        ),
    )
    return (said, "as was answered") if said is not None else ("", "")
