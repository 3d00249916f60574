"""Cells without stray blanks, formulas around a text and texts that mean "no value".

Of a large file nearly all cells are as they should be, and the few texts that are not occur again and again.
So a look over the file tells which columns have none, and for the others which texts become what: that
takes less time than cleaning every cell.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import duckdb

from review_kit.sources.files.invisible import is_trimmed_sql, out_of_formula_sql, trimmed_sql
from review_kit.sources.files.raw import filled_sql
from review_kit.sources.sql import literal, literals

FEW_TEXTS = 20
"""Different texts of a column that are cleaned one by one."""
SAMPLE_ROWS = 50_000
"""Rows that tell whether the texts of a column are often the same."""
REPEATED_SHARE = 0.5
"""Share of different texts among them up to which they are."""


@dataclass(frozen=True)
class OddTexts:
    """Texts of a file that cleaning changes."""

    of_column: Mapping[int, Mapping[str, str | None]]
    """Column number → text → what it becomes; a column with many different ones is not there."""
    repeated: frozenset[int] = frozenset()
    """Columns of which the texts are often the same."""

    def cleaned_sql(self, number: int, cell: str) -> str | None:
        """SQL of a cell of a column, cleaned; none where every cell has to be."""
        texts = self.of_column.get(number)
        if texts is None:
            return None
        if not texts:
            return cell
        cases = " ".join(
            f"WHEN {literal(text)} THEN {'NULL' if clean is None else literal(clean)}"
            for text, clean in texts.items()
        )
        return f"CASE {cell} {cases} ELSE {cell} END"


NOT_LOOKED_FOR = OddTexts({})


def cleaned_sql(cell: str, nulls: Iterable[str]) -> str:
    """SQL of a trimmed cell, cleaned."""
    return filled_sql(out_of_formula_sql(cell), nulls)


def odd_texts(
    file: str, numbers: Sequence[int], nulls: Sequence[str], connection: duckdb.DuckDBPyConnection
) -> OddTexts:
    """Look for texts that cleaning changes.

    Parameters
    ----------
    file
        SQL relation of a raw table.
    numbers
        Of its columns.
    nulls
        Texts that mean "no value".
    """
    if not numbers:
        return NOT_LOOKED_FOR
    repeats = _often_repeated(file, numbers, connection)
    odd = {number: _is_odd_sql(f"c{number}", nulls) for number in numbers}
    looks = [
        f"(SELECT coalesce(bool_or({condition}), false) FROM "
        + (f"(SELECT DISTINCT c{number} FROM {file}))" if number in repeats else f"{file})")
        for number, condition in odd.items()
    ]
    found = connection.execute(f"SELECT {', '.join(looks)}").fetchone() or ()
    of_column: dict[int, Mapping[str, str | None]] = {}
    for number, has_odd in zip(numbers, found, strict=True):
        texts: list[tuple[str, str | None]] = []
        if has_odd:
            texts = connection.execute(
                f"SELECT text, {cleaned_sql('trimmed', nulls)} FROM ("
                f"SELECT DISTINCT c{number} AS text, {trimmed_sql(f'c{number}')} AS trimmed "
                f"FROM {file} WHERE {odd[number]} LIMIT {FEW_TEXTS + 1})"
            ).fetchall()
        if len(texts) <= FEW_TEXTS:
            of_column[number] = dict(texts)
    return OddTexts(of_column, repeats)


def _often_repeated(
    file: str, numbers: Sequence[int], connection: duckdb.DuckDBPyConnection
) -> frozenset[int]:
    """Numbers of the columns with few different texts: it is quicker to look at each of these once."""
    cells = ", ".join(f"c{number}" for number in numbers)
    counted = ", ".join(f"approx_count_distinct(c{number})" for number in numbers)
    rows, *different = connection.execute(
        f"SELECT count(*), {counted} FROM (SELECT {cells} FROM {file} LIMIT {SAMPLE_ROWS})"
    ).fetchone() or (0, *numbers)
    return frozenset(
        number
        for number, texts in zip(numbers, different, strict=True)
        if texts <= rows * REPEATED_SHARE
    )


def _is_odd_sql(cell: str, nulls: Sequence[str]) -> str:
    """SQL of whether cleaning may change a cell."""
    first = f"left({cell}, 1)"
    texts = [text for text in dict.fromkeys(nulls) if text]
    firsts = literal("".join(dict.fromkeys(text[0] for text in texts)))
    # to compare with each of the texts is slow, and few cells begin like one
    means_none = (
        f" OR (contains({firsts}, {first}) AND {cell} IN ({literals(texts)}))" if texts else ""
    )
    return f"(NOT ({is_trimmed_sql(cell)}) OR starts_with({cell}, '=\"'){means_none})"
