"""One look over a file that tells which of its columns need a closer one.

Most exports hold whole numbers and ISO days. What is found out about the others costs a query for
each column, so that it is asked only where there is something to find.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import duckdb

from review_kit.sources.canonical import CanonicalColumn
from review_kit.sources.sql import Steps
from review_kit.sources.values.amounts import castable_sql, whole_sql
from review_kit.sources.values.days import is_canonical_sql
from review_kit.sources.values.error_texts import may_be_error_sql

_OFFSET = "[A-Za-z]$|:[0-9.]+ ?[+-][0-9:]+$|^[0-9]+$"
"""Something like a time with an offset, or a count since 1970."""


@dataclass(frozen=True)
class Probe:
    """Columns of a file in which something odd stands."""

    failed: frozenset[str] = frozenset()
    """Columns that may hold texts of failed formulas."""
    odd_numbers: frozenset[str] = frozenset()
    """Columns of numbers with other cells than whole numbers."""
    texts: frozenset[str] = frozenset()
    """Those of them with cells that no program would read as a number."""
    worded_days: frozenset[str] = frozenset()
    """Columns of days with words in them."""
    odd_days: frozenset[str] = frozenset()
    """Columns of days or times with cells that are not in canonical spelling."""
    offsets: frozenset[str] = frozenset()
    """Columns of days or times that may have offsets, or be counts since 1970."""


def probe(
    steps: Steps,
    cells: Mapping[str, str],
    numbers: Sequence[str],
    days: Sequence[CanonicalColumn],
    connection: duckdb.DuckDBPyConnection,
    *,
    repeated: Collection[str] = (),
) -> Probe:
    """Look at the cells of a file before they are mapped.

    Parameters
    ----------
    steps
        Its rows.
    cells
        Canonical column → SQL of its cell.
    numbers
        Columns of numbers.
    days
        Columns of days and times.
    connection
        DuckDB to compute with.
    repeated
        SQL of the cells that have few different texts.
    """
    asked: list[tuple[str, str, str]] = []
    day_of = {day.name: day for day in days}
    for name, cell in cells.items():
        if cell == "NULL":
            continue
        asked.append(("failed", name, may_be_error_sql(cell)))
        if name in numbers:
            odd = f"{cell} IS NOT NULL AND NOT {whole_sql(cell)}"
            asked.append(("odd_numbers", name, odd))
            asked.append(("texts", name, f"CASE WHEN {odd} THEN NOT {castable_sql(cell)} END"))
        if name in day_of:
            asked.append(("odd_days", name, f"NOT {is_canonical_sql(cell, day_of[name].kind)}"))
            # other signs than ASCII take more bytes than they are signs
            worded = f"regexp_matches({cell}, '[A-Za-z]{{2}}') OR strlen({cell}) <> length({cell})"
            iso = f"(try_cast({cell} AS TIMESTAMPTZ) IS NOT NULL)"
            asked.append(("worded_days", name, f"CASE WHEN NOT {iso} THEN {worded} END"))
            plain = f"(length({cell}) = 10 AND try_cast({cell} AS DATE) IS NOT NULL)"
            asked.append(
                (
                    "offsets",
                    name,
                    f"CASE WHEN NOT {plain} THEN regexp_matches({cell}, '{_OFFSET}') END",
                )
            )
    if not asked:
        return Probe()
    often = {name for name, cell in cells.items() if cell in repeated}
    found = [
        *_answers([each for each in asked if each[1] not in often], "{last}", steps, connection),
        *(
            answer
            for name in often
            for answer in _answers(
                [each for each in asked if each[1] == name],
                # each of its texts once
                f"(SELECT DISTINCT {cells[name]}, NULL AS reason FROM {{last}} WHERE reason IS NULL)",
                steps,
                connection,
            )
        ),
    ]
    true: dict[str, set[str]] = {}
    for kind, name in found:
        true.setdefault(kind, set()).add(name)
    return Probe(**{kind: frozenset(names) for kind, names in true.items()})


def _answers(
    asked: Sequence[tuple[str, str, str]],
    rows: str,
    steps: Steps,
    connection: duckdb.DuckDBPyConnection,
) -> Iterator[tuple[str, str]]:
    """Yield kind and column of the conditions that some row meets."""
    if not asked:
        return
    answers = ", ".join(f"bool_or({condition})" for _, _, condition in asked)
    found = connection.execute(
        steps.sql(f"SELECT {answers} FROM {rows} WHERE reason IS NULL")
    ).fetchone() or (None,) * len(asked)
    for (kind, name, _), answer in zip(asked, found, strict=True):
        if answer:
            yield kind, name
