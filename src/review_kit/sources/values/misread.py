"""Text that was read in another encoding than it was written in: ``Ma³gorzata``, ``JosÃ©``.

Windows-1250 and Windows-1252 use the same bytes for different letters, and no file says which one
it is in. Signs that stand within words give it away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb

from review_kit.sources.canonical import CanonicalColumn
from review_kit.sources.files.text import GUESSED
from review_kit.sources.matching.rounded_ids import is_identifier
from review_kit.sources.notice import Notice
from review_kit.sources.sql import file_literal, literal
from review_kit.sources.sql import name as column_name
from review_kit.words import say

MISREAD_TEXT = "misread_text"


_LETTER = "A-Za-zÀ-ÖØ-öø-ÿŠŒŽšœžŸ"
_CENTRAL = re.compile(
    # signs within a word: ł ą ľ ş ż, and the capitals Ł Ż Ą Ş Ľ before one
    f"[{_LETTER}][³¹¾º¿][{_LETTER}]|[{_LETTER}]{{3}}[³¹]|£[a-zß-ÿ]{{3}}|[¯¥ª¼][a-zß-ÿ]"
    # ř ů ě beside Czech vowels
    "|[øìù][íáéý]|[íáéý][øìù]|ì[a-zß-ÿ]"
)
"""Text of Windows-1250 that was read as Windows-1252."""
_TWICE = re.compile(
    "[ÃÅÄ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰‹‘’“”•–—˜™›]|â€[\u0080-\u00bf™œ\u009d“”˜¦]|Â[\u00a1-\u00bf]"
)
"""UTF-8 that was read as Windows-1252, and perhaps saved so."""

_NO_WORDS = ("_url", "_id", "_version")
"""Ends of the names of columns in which no words stand."""


def misread_text(
    staged: Path,
    columns: Sequence[CanonicalColumn],
    guessed: Sequence[str],
    connection: duckdb.DuckDBPyConnection,
) -> Iterator[Notice]:
    """Yield the columns of a table in which words look wrong.

    Parameters
    ----------
    staged
        The table in canonical columns.
    columns
        Its columns.
    guessed
        Files whose encoding was guessed.
    connection
        DuckDB to compute with.
    """
    words = [
        column.name
        for column in columns
        if column.kind == "text"
        and not column.name.endswith(_NO_WORDS)
        and not is_identifier(column)
    ]
    source = f"read_parquet({file_literal(staged)}, file_row_number = true)"
    suspect = _with_signs(source, words, connection)
    for name in words:
        found = (
            _first(source, name, _has_signs(name), _TWICE, connection) if name in suspect else None
        )
        if found is not None:
            rows, file, row, text = found
            yield Notice(
                kind=MISREAD_TEXT,
                message=say(
                    "found-misread-text", column=name, example=_instead(text, GUESSED, "utf-8")
                ),
                hint=say("found-misread-text.hint"),
                rows=rows,
                file=file,
                row=row,
            )
            continue
        if not guessed:
            continue
        files = ", ".join(literal(file) for file in guessed)
        found = _first(source, name, f"_file IN ({files})", _CENTRAL, connection)
        if found is not None:
            rows, file, row, text = found
            yield Notice(
                kind=MISREAD_TEXT,
                message=say(
                    "found-central-european", column=name, example=_instead(text, GUESSED, "cp1250")
                ),
                hint=say("found-central-european.hint"),
                rows=rows,
                file=file,
                row=row,
            )


def _has_signs(name: str) -> str:
    """SQL of whether a text has a sign that UTF-8 read as Windows-1252 leaves behind."""
    return (
        "("
        + " OR ".join(f"contains({column_name(name)}, {literal(sign)})" for sign in "ÃÅÄâÂ")
        + ")"
    )


def _with_signs(
    source: str, names: Sequence[str], connection: duckdb.DuckDBPyConnection
) -> set[str]:
    """Columns with such a sign anywhere, in one look at the table: most tables have none."""
    if not names:
        return set()
    asked = ", ".join(f"bool_or({_has_signs(name)})" for name in names)
    answers = connection.execute(f"SELECT {asked} FROM {source}").fetchone() or ()
    return {name for name, answer in zip(names, answers, strict=True) if answer}


def _first(
    source: str,
    name: str,
    condition: str,
    pattern: re.Pattern[str],
    connection: duckdb.DuckDBPyConnection,
) -> tuple[int, str, int, str] | None:
    """Rows of a column that a pattern is found in: how many, and the first with its text."""
    rows, file, row, text = 0, "", 0, ""
    for value, times, first_file, first_row in connection.execute(
        f"SELECT {column_name(name)}, count(*), arg_min(_file, file_row_number), "
        f"arg_min(_row, file_row_number) FROM {source} "
        f"WHERE {condition} GROUP BY 1 ORDER BY min(file_row_number)"
    ).fetchall():
        if value is None or not pattern.search(value):
            continue
        if not rows:
            file, row, text = first_file, first_row, value
        rows += times
    return (rows, file, row, text) if rows else None


def _instead(text: str, read_as: str, written_in: str) -> str:
    """A text, and what it is in the encoding that it was written in where that can be told."""
    try:
        meant = text.encode(read_as).decode(written_in)
    except UnicodeError:
        return f"'{text}'"
    return say("found-probably", text=text, meant=meant)
