"""How days, numbers and scores are written: decided from the values, asked where both are possible."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from review_kit.sources.connect.columns import Found
from review_kit.sources.connect.evidence import ColumnEvidence, evidence_of
from review_kit.sources.connect.proposal import Answers, Draft
from review_kit.sources.values.days import two_readings
from review_kit.words import say

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
        draft.decide("dates", "formats", say("connect-epochs", columns=names, what=what))
    swapped = draft.answer(answers, "swapped", _swaps(columns))
    if swapped is not None:
        draft.dates["swapped"] = swapped == "yes"
        draft.decide("dates", "swapped", say("connect-answered"))
    slashed = [each for each in columns if _is_slashed(each.evidence)]
    said = draft.answer(answers, "date_order", _orders(slashed))
    if not slashed:
        return
    if said is not None:
        draft.dates["order"] = said
        draft.decide(
            "dates", "order", say("connect-order-answered", columns=_named(slashed), order=said)
        )
        return
    first = sum(each.evidence.slashed.day_first for each in slashed)
    second = sum(each.evidence.slashed.month_first for each in slashed)
    undecided = sum(each.evidence.slashed.open for each in slashed)
    names = _named(slashed)
    if first and second:
        draft.remarks.append(
            say("connect-order-both", columns=names, day_first=first, month_first=second)
        )
        draft.ask(
            answers,
            "date_order",
            say("connect-asks-order-of-some", columns=names),
            _orders(slashed),
        )
    elif first or second:
        order, count = ("day_first", first) if first else ("month_first", second)
        draft.dates["order"] = order
        example = _deciding(slashed, order)
        draft.decide(
            "dates",
            "order",
            say(
                "connect-order-sure", columns=names, n=count, order=order, example=example or "none"
            ),
        )
    elif undecided:
        order = _possible(draft, slashed)
        if order:
            draft.dates["order"] = order
            draft.decide("dates", "order", say("connect-order-export", columns=names, order=order))
        elif all(_is_dotted(each.evidence) for each in slashed):
            draft.dates["order"] = "day_first"
            draft.decide("dates", "order", say("connect-order-dots", columns=names))
        else:
            draft.ask(
                answers,
                "date_order",
                say("connect-asks-order", columns=names, n=undecided),
                _orders(slashed),
            )


_DOTTED = re.compile(r"\d{2}\.\d{2}\.\d{4}([,T ].*)?")


def _is_dotted(each: ColumnEvidence) -> bool:
    """Whether all days are written like ``01.06.2026``: nobody puts the month first with dots."""
    return all(_DOTTED.fullmatch(text) for text in each.texts if text[:1].isdigit())


SWAPPED = "swapped_days"
"""Kind of the notice that days and months of a workbook may be swapped."""


def _swaps(columns: Sequence[Found]) -> tuple[tuple[str, str], ...]:
    example = next(
        (text for each in columns for text in each.evidence.texts if _BOTH.match(text)),
        "2026-03-04",
    )
    year, month, day = map(int, example[:10].split("-"))
    back = date(year, day, month)
    return tuple(
        (word, say("connect-means-swapped", answer=word, example=example[:10], day=_spelled(back)))
        for word in ("yes", "no")
    )


def _spelled(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


_BOTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|1[0-2])")


def ask_about_swapped(draft: Draft, answers: Answers) -> None:
    """Ask whether a spreadsheet took days for months, where the reader found that it may have."""
    columns = [
        Found("", each, 1, "") for each in evidence_of(draft.grid) if each.days and not each.epochs
    ]
    headings = ", ".join(each.heading for each in columns)
    draft.ask(answers, "swapped", say("connect-asks-swapped", heading=headings), _swaps(columns))


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
        return tuple(
            (order, say("connect-means-order", order=order))
            for order in ("day_first", "month_first")
        )
    readings = two_readings(re.split(r"[,T ]", example)[0])
    return tuple(
        (
            order,
            say("connect-means-day", example=example, day=_spelled(day), order=order),
        )
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
        draft.decide("numbers", "money", say("connect-money", columns=_named(columns)))
    for each in columns:
        texts = list(each.evidence.texts)
        if any(_DECIDES.search(text) for text in texts):
            continue
        marks = {found_[1] for text in texts if (found_ := _ONE_MARK.match(text))}
        if len(marks) != 1:
            continue
        mark = marks.pop()
        decimal = "," if mark == "." else "."
        example = next(text for text in texts if _ONE_MARK.match(text))
        options = (
            (decimal, say("connect-means-thousands", example=example)),
            (mark, say("connect-means-decimal", mark=mark)),
        )
        said = draft.answer(answers, "decimal", options)
        if said is not None:
            draft.numbers["decimal"] = said
            draft.decide("numbers", "decimal", say("connect-decimal-answered", column=each.heading))
            continue
        count = sum(n for text, n in each.evidence.texts.items() if _ONE_MARK.match(text))
        # a comma before three digits is read as one between thousands anyway
        if count >= _FEWEST_GROUPED or mark == ",":
            draft.numbers["decimal"] = decimal
            draft.decide(
                "numbers",
                "decimal",
                say("connect-decimal-sure", column=each.heading, n=count, mark=mark),
            )
            continue
        draft.ask(
            answers,
            "decimal",
            say("connect-asks-decimal", column=each.heading, example=example, mark=mark),
            options,
        )


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
        draft, f"'{each.heading}'", each.values, each.percents, each.points_of, key, answers
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
    highest = max(values, default=0)
    shown = f"{highest:g}"
    tops = [top for top in _USUAL_TOPS if top >= highest and top >= 4]
    options = (
        *((f"of {top}", say("connect-means-top", top=top)) for top in tops),
        ("percent", say("connect-means-percent", highest=shown, percent=f"{shown}%")),
    )
    said = draft.answer(answers, key, options)
    if said is not None:
        return said, say("connect-answered")
    if percents >= 0.5:
        return "percent", say("connect-scale-percent-cells", share=f"{percents:.0%}", example="58%")
    if len(points_of) == 1:
        top = next(iter(points_of))
        return f"of {top}", say("connect-scale-points", top=top)
    if not values:
        return "percent", say("connect-scale-no-number")
    if highest > 10:
        return "percent", say("connect-scale-percent", highest=shown)
    if highest <= 1 and any(0 < value < 1 for value in values):
        return "share", say("connect-scale-share", highest=shown)
    if highest in _USUAL_TOPS and highest >= 5 and len(values) >= ENOUGH_RATINGS:
        return f"of {shown}", say("connect-scale-ratings", n=len(values), highest=shown)
    draft.ask(answers, key, say("connect-asks-scale", columns=heading, highest=shown), options)
    return "", ""
