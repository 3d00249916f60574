"""Rows that we write for people to open in a spreadsheet: no cell is a formula, and none is changed by that.

These are rows to fix, and rows collected from filled sheets.

A spreadsheet program runs a cell of a CSV file that begins like a formula, whoever typed it. So such a
cell is written with an apostrophe before it, which makes it text, and the apostrophe is taken off again
when the file comes back as an export. Numbers stay numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from review_kit.sources.files.header import plain_name
from review_kit.sources.sql import literal

FILE_COLUMN = "quarantined_from_file"
ROW_COLUMN = "quarantined_from_row"
REASONS_COLUMN = "quarantined_because"
"""Columns that our own file of rows to fix has, and no other."""

COLLECTED_FILE, COLLECTED_DIGEST = "collected_from_file", "collected_sha256"
"""Columns that our own file of rows collected from filled sheets has, and no other."""

_SIGNS = "=+@\t\r\n\uff1d\uff0b\uff0d\uff20-"
"""What a formula begins with, in any of the programs; the last four as they are typed in Japan."""
_NEEDS_MARK = f"^(?:[{_SIGNS}]|'['{_SIGNS}])"
_HAS_MARK = f"^'['{_SIGNS}]"
_NUMBER = r"[+-]?\d+(?:[.,]\d+)*(?:[eE][+-]?\d+)?%?"


def neutral_sql(text: str) -> str:
    """SQL of a text as a spreadsheet may have it: never a formula."""
    return (
        f"CASE WHEN regexp_matches({text}, {literal(_NEEDS_MARK)}) "
        f"AND NOT regexp_full_match({text}, {literal(_NUMBER)}) "
        f"THEN '''' || {text} ELSE {text} END"
    )


def neutral(text: str) -> str:
    """A text as a spreadsheet may have it: never a formula; as :func:`neutral_sql` does."""
    if re.match(_NEEDS_MARK, text) and not re.fullmatch(_NUMBER, text):
        return f"'{text}"
    return text


def restored_sql(text: str) -> str:
    """SQL of the text that :func:`neutral_sql` was given."""
    return (
        f"CASE WHEN regexp_matches({text}, {literal(_HAS_MARK)}) "
        f"THEN substr({text}, 2) ELSE {text} END"
    )


def restored(text: str) -> str:
    """The text that :func:`neutral_sql` was given."""
    return text[1:] if re.match(_HAS_MARK, text) else text


def are_rows_to_mend(header: Iterable[str]) -> bool:
    """Say whether a table is one that we have written ourselves: of rows to fix, or collected."""
    names = {plain_name(name) for name in header}
    return {FILE_COLUMN, ROW_COLUMN, REASONS_COLUMN} <= names or {
        COLLECTED_FILE,
        COLLECTED_DIGEST,
    } <= names
