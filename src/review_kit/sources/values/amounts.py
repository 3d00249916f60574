"""Numbers and booleans in canonical spelling, as SQL; and shares told from percents.

A text that is no number as numbers are written in its column stays as it is, so that the contract
faults it with what the export said.
"""

from __future__ import annotations

import re
from typing import Literal

from review_kit.sources.profiles.keys import DecimalMark
from review_kit.sources.sql import literal
from review_kit.sources.values.truth_words import truth_sql

BLANKS = " \u00a0\u2007\u2009\u202f"
"""Blanks that stand between groups of digits, or beside a sign."""

Marks = DecimalMark | Literal["each"]
"""Decimal mark of a column. ``each``: every number is read by itself, where that leaves one way; a
lone mark then stands before decimals."""

_MINUS = "\u2212\ufe63\uff0d\u2013"
"""Signs that are typed or set for a minus."""
_FRACTION = r"^({number})\s*(?:/|of|out of|von|sur|de|di|su)\s*({number})$"


def number_pattern(decimal: DecimalMark) -> str:
    """Pattern of a whole text that is a number with this decimal mark, with or without groups."""
    mark, other = ("[.]", ",") if decimal == "." else (",", "[.]")
    grouped = (f"-?\\d{{1,3}}({group}\\d{{3}})+" for group in (other, f"[{BLANKS}]", "['’]"))
    return f"(-?\\d+|{'|'.join(grouped)})({mark}\\d+)?"


def signed_sql(value: str) -> str:
    """SQL of a text with an ordinary minus before its digits, wherever and however it stands."""
    plain = f"translate({value}, '{_MINUS}', '{'-' * len(_MINUS)}')"
    return (
        f"regexp_replace(regexp_replace({plain}, '^(\\d(?:.*\\d)?)[{BLANKS}]*-$', '-\\1'), "
        f"'^-[{BLANKS}]+', '-')"
    )


def signed(text: str) -> str:
    """Do what :func:`signed_sql` does."""
    plain = text.translate(dict.fromkeys(map(ord, _MINUS), "-"))
    plain = re.sub(rf"^(\d(?:.*\d)?)[{BLANKS}]*-$", r"-\1", plain)
    return re.sub(rf"^-[{BLANKS}]+", "-", plain)


def number_sql(value: str, marks: Marks) -> str:
    """SQL of ``-1234.5`` from the text ``value``, else the text itself.

    The minus is an ordinary one before the digits; :func:`signed_sql` makes it so.
    """
    dot, comma = number_pattern("."), number_pattern(",")
    readings: tuple[tuple[str, DecimalMark], ...]
    if marks == "each":
        readings = (("-?\\d+[.]\\d+", "."), ("-?\\d+,\\d+", ","), (dot, "."), (comma, ","))
    else:
        readings = ((number_pattern(marks), marks),)
    cases = " ".join(
        f"WHEN regexp_full_match({value}, {literal(pattern)}) THEN {_bare(value, decimal)}"
        for pattern, decimal in readings
    )
    # nearly every cell is a plain number, and the patterns are dear
    plain = f"regexp_full_match({value}, '-?\\d+')" if marks == "," else castable_sql(value)
    return f"CASE WHEN {plain} THEN {value} {cases} ELSE {value} END"


def castable_sql(value: str) -> str:
    """SQL of whether a text is a number as programs write it; false for null."""
    return f"(try_cast({value} AS DOUBLE) IS NOT NULL)"


def whole_sql(value: str) -> str:
    """SQL of whether a text is a whole number without marks; false for null."""
    # a cast to a whole number takes 7.5 too, and rounds it
    return f"(try_cast({value} AS BIGINT) IS NOT NULL AND NOT contains({value}, '.'))"


def percent_sql(value: str, marks: Marks, *, share: bool | str = False, top: float = 100) -> str:
    """SQL of a score in percent: ``58`` from ``58%``, ``80`` from ``4/5``.

    Parameters
    ----------
    value
        SQL of the text.
    marks
        How numbers are written.
    share
        ``0.58`` means 58 %. SQL that decides it for each value may stand here; ``{number}`` in it
        stands for the number.
    top
        What 100 % is: with 5, a ``4`` is 80. A number above it has no such meaning, and stays with
        its scale beside it, so that it is no number.
    """
    marked = f"ends_with({value}, '%')"
    bare = number_sql(f"trim(rtrim({value}, '%'), '{BLANKS}')", marks)
    hundredfold = _trimmed(f"try_cast({bare} AS DECIMAL(38, 16)) * 100")
    unmarked = bare
    if top != 100:
        number = f"try_cast({bare} AS DOUBLE)"
        of_top = _trimmed(f"try_cast({number} * 100 / {top!r} AS DECIMAL(38, 10))")
        unmarked = (
            f"CASE WHEN {number} BETWEEN 0 AND {top!r} THEN {of_top} "
            f"ELSE {value} || ' of {top:g}' END"
        )
    elif share is True:
        unmarked = f"coalesce({hundredfold}, {value})"
    elif share:
        condition = str(share).format(number=f"try_cast({bare} AS DOUBLE)")
        unmarked = f"CASE WHEN {condition} THEN {hundredfold} ELSE {bare} END"
    return (
        f"CASE WHEN {is_fraction_sql(value)} THEN {_of_fraction(value)} "
        f"WHEN NOT {castable_sql(bare)} THEN {value} "
        f"WHEN {marked} THEN {bare} ELSE {unmarked} END"
    )


def is_fraction_sql(value: str) -> str:
    """SQL of whether a text is a score with what it is of: ``4/5``, ``7 of 10``."""
    pattern = _FRACTION.format(number="\\d+(?:[.,]\\d+)?")
    # only texts with a digit at both ends and something between go through the pattern
    return f"(NOT {castable_sql(value)} AND regexp_matches(lower({value}), {literal(pattern)}))"


def unmarked_number_sql(value: str, marks: Marks) -> str:
    """SQL of the number in ``value`` where it carries no percent sign, else null."""
    return (
        f"CASE WHEN NOT ends_with({value}, '%') "
        f"THEN try_cast({number_sql(value, marks)} AS DOUBLE) END"
    )


def is_number_sql(value: str) -> str:
    """SQL of whether ``value`` is a number however it is written, with or without percent sign."""
    text = f"trim(rtrim({signed_sql(value)}, '%'), '{BLANKS}')"
    return castable_sql(number_sql(text, "each"))


def share_of_percent_sql(value: str) -> str:
    """SQL of ``0.58`` from ``58%``; another text as it is."""
    number = f"try_cast(rtrim({value}, '%') AS DECIMAL(38, 16)) / 100"
    share = _trimmed(f"try_cast({number} AS DECIMAL(38, 16))")
    return f"CASE WHEN ends_with({value}, '%') THEN coalesce({share}, {value}) ELSE {value} END"


def boolean_sql(value: str) -> str:
    """SQL of ``true`` or ``false`` from the text ``value``, else the text itself."""
    return f"coalesce({truth_sql(value)}, {value})"


def _of_fraction(value: str) -> str:
    pattern = literal(_FRACTION.format(number="\\d+(?:[.,]\\d+)?"))
    part, whole = (
        f"try_cast(replace(regexp_extract(lower({value}), {pattern}, {group}), ',', '.') AS DOUBLE)"
        for group in (1, 2)
    )
    percent = _trimmed(f"try_cast({part} * 100 / nullif({whole}, 0) AS DECIMAL(38, 10))")
    return f"CASE WHEN {part} <= {whole} AND {whole} > 0 THEN coalesce({percent}, {value}) ELSE {value} END"


def _bare(text: str, decimal: DecimalMark) -> str:
    """SQL of a number without group marks, with a decimal point."""
    other = "," if decimal == "." else "."
    marks = literal(f"[{other}'’{BLANKS}]")
    bare = f"regexp_replace({text}, {marks}, '', 'g')"
    return f"replace({bare}, ',', '.')" if decimal == "," else bare


def _trimmed(number: str) -> str:
    """SQL of a decimal as text; it prints all of its places, so that zeros end it behind the point."""
    return f"rtrim(rtrim(CAST(({number}) AS VARCHAR), '0'), '.')"
