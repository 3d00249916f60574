"""Texts that a spreadsheet writes where a formula failed: ``#REF!``, ``#DIV/0!``, ``#WERT!``.

Such a cell had a value once, or should have one: it is unreadable, not empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import duckdb

from review_kit.sources.notice import Notice
from review_kit.sources.sql import Steps, literal
from review_kit.words import say

_ERROR = r"#[¡¿]?[\p{Lu}\p{Nd}/_]+[!?]|#(NV|BUSY|SPILL|GETTING_DATA)|Err:\d{3}|Loading\.\.\."
"""In the language of the program that wrote it; ``Err:502`` is LibreOffice's."""


def may_be_error_sql(value: str) -> str:
    """SQL of whether ``value`` begins as the text of a failed formula does."""
    return f"({value} LIKE '#%' OR {value} LIKE 'Err:%' OR {value} LIKE 'Loading.%')"


def is_error_sql(value: str) -> str:
    """SQL of whether ``value`` is the text of a failed formula; false for null."""
    # the beginning spares nearly every cell the pattern
    return (
        f"CASE WHEN {may_be_error_sql(value)} "
        f"THEN regexp_full_match({value}, {literal(_ERROR)}) ELSE false END"
    )


def failed_formulas(
    steps: Steps,
    given: Mapping[str, str],
    suspects: Iterable[str],
    shown: Mapping[str, str],
    file: str,
    connection: duckdb.DuckDBPyConnection,
) -> list[Notice]:
    """Tell where formulas failed: their cells are unreadable, and are read as empty.

    Parameters
    ----------
    steps
        Rows before they are mapped.
    given
        Canonical column → SQL of its cell.
    suspects
        Columns that may hold such cells.
    shown
        Canonical column → its name in the file.
    file
        Name of the file, for messages.
    connection
        DuckDB to compute with.
    """
    notices = []
    for name in sorted(suspects):
        rows, first, text = connection.execute(
            steps.sql(
                f"SELECT count(*), min(_row), arg_min({given[name]}, _row) FROM {{last}} "
                f"WHERE reason IS NULL AND {is_error_sql(given[name])}"
            )
        ).fetchone() or (0, None, "")
        if not rows:
            continue
        notices.append(
            Notice(
                kind="failed_formulas",
                message=say("found-failed-formulas", column=name, text=text),
                hint=say("found-failed-formulas.hint"),
                rows=rows,
                file=file,
                row=first,
                column=shown.get(name, name),
            )
        )
    return notices
