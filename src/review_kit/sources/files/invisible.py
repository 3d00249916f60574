"""Signs that nobody sees: blanks of all kinds, byte-order marks, joiners, direction marks.

Copying from a web page or a chat brings them along. They count for nothing at the ends of a cell,
and anywhere in a heading or an id. Inside other texts they stay: some scripts need them in names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import duckdb

from review_kit.sources.sql import Steps, literal

INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f" + "".join(
    map(chr, (*range(0x202A, 0x202F), *range(0x2060, 0x2065), *range(0x2066, 0x2070), 0xFEFF))
)
"""Signs without a width: soft hyphen, zero-width space and joiners, direction marks, BOM."""

SPACES = " \t\r\n\v\f\u0085\u00a0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
"""Blanks and line ends of every width."""

BLANKS = SPACES + INVISIBLE
"""Signs that count for nothing at the ends of a cell."""

_ENDS = ("left", "right")
_INVISIBLE = re.compile(f"[{INVISIBLE}]")


def without_invisible(text: str) -> str:
    """Return a heading as it looks: without signs that nobody sees."""
    return _INVISIBLE.sub("", text).strip(BLANKS)


def is_trimmed_sql(text: str) -> str:
    """SQL of whether a text begins and ends with a plain sign, so that there is nothing to trim."""
    return " AND ".join(f"{end}({text}, 1) > ' ' AND {end}({text}, 1) <= '~'" for end in _ENDS)


def trimmed_sql(text: str) -> str:
    """SQL of a text without signs that count for nothing at its ends."""
    # to look for so many signs is slow, and nearly every cell begins and ends with a plain one
    return f"CASE WHEN {is_trimmed_sql(text)} THEN {text} ELSE trim({text}, {literal(BLANKS)}) END"


_TEXT_FORMULA = re.compile(r'="((?:[^"]|"")*)"')


def out_of_formula(text: str) -> str:
    """Return what ``="00107"`` holds: some systems write a text so, for a spreadsheet to leave it alone."""
    found = _TEXT_FORMULA.fullmatch(text.strip(BLANKS))
    return found[1].replace('""', '"') if found else text


def out_of_formula_sql(text: str) -> str:
    """SQL of what ``="00107"`` holds, as :func:`out_of_formula` has it."""
    held = f"replace(substr({text}, 3, length({text}) - 3), '\"\"', '\"')"
    return (
        f"CASE WHEN starts_with({text}, '=\"') AND ends_with({text}, '\"') AND length({text}) > 3 "
        f"THEN {held} ELSE {text} END"
    )


def with_other_signs(
    steps: Steps, names: Sequence[str], connection: duckdb.DuckDBPyConnection
) -> list[str]:
    """Return those of these canonical columns in whose picked values a sign outside ASCII stands."""
    if not names:
        return []
    looks = ", ".join(f"bool_or(strlen(r_{name}) <> length(r_{name}))" for name in names)
    found = connection.execute(steps.sql(f"SELECT {looks} FROM {{last}}")).fetchone() or ()
    return [name for name, there in zip(names, found, strict=True) if there]


def plain_ids(steps: Steps, names: Sequence[str]) -> Steps:
    """Take invisible signs out of the picked values (``r_…``) of these canonical columns."""
    if not names:
        return steps
    # only texts with signs outside ASCII can hold one, and ids rarely are
    cells = ", ".join(
        f"CASE WHEN strlen(r_{name}) = length(r_{name}) THEN r_{name} "
        f"ELSE nullif(translate(r_{name}, '{INVISIBLE}', ''), '') END AS r_{name}"
        for name in names
    )
    return steps.then("plain_ids", f"SELECT * REPLACE ({cells}) FROM {{last}}")
