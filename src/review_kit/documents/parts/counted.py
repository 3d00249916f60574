"""How rows that a number was counted from are headed and written, on a page and on a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from babel.numbers import format_decimal, get_decimal_symbol

from review_kit.documents.parts.notes import said_note
from review_kit.documents.parts.wording import DASH, scale_of
from review_kit.metrics.counted.few_digits import few_digits
from review_kit.number_format import MINUS
from review_kit.words import say, spoken_locale

_LONG = 10_000


def rows_heading(which: str, table: str, n: int, first: str, last: str) -> str:
    """Say which rows they are, how many, of which table and between which days; days may be empty."""
    told = say(f"explain-which-{which}")
    if not first:
        return say("explain-rows", which=told, n=n, table=table)
    return say("explain-rows-dated", which=told, n=n, table=table, first=first, last=last)


def row_texts(columns: Sequence[str], values: Sequence[Any]) -> tuple[str, ...]:
    """Write the plain values of a row, each in one line; what is missing as a dash.

    Numbers are written as the document's language does; notes and scales, which a table holds in English,
    are said in it. Codes and what was exported stay as they are.
    """
    return tuple(_text(column, value) for column, value in zip(columns, values, strict=True))


def _text(column: str, value: Any) -> str:
    if value is None:
        return DASH
    if isinstance(value, bool):
        return say("explain-true") if value else say("explain-false")
    if isinstance(value, int | float):
        return _number(value)
    text = str(value)
    if column == "note":
        text = said_note(text)
    elif column == "unit" and (most := scale_of(text)) is not None:
        text = say("unit-scale", most=most)
    return " ".join(text.split())


def _number(value: float) -> str:
    """Write it in few digits; from five before the mark on with marks of thousands.

    A long plain number reads as somebody's identifier, to people and to the check of names alike.
    """
    exact = Decimal(few_digits(value)).normalize()
    if abs(exact) >= _LONG:
        locale = spoken_locale()
        written = str(format_decimal(exact, locale=locale, decimal_quantization=False))
        return written.replace("-", MINUS)
    return f"{exact:f}".replace("-", MINUS).replace(".", get_decimal_symbol(spoken_locale()))
