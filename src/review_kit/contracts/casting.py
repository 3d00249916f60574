"""Text to typed values, in SQL.

A grammar decides what a number, a day or a moment looks like before DuckDB casts it, because a cast
takes more than a contract should: ``1_000``, ``nan``, ``infinity``, ``2026-3-1``.
"""

from __future__ import annotations

import duckdb

from review_kit.contracts.contract import Column
from review_kit.contracts.rule import UNREADABLE
from review_kit.project.data_model import LogicalType
from review_kit.sources.sql import literal, name

SQL_TYPES: dict[LogicalType, str] = {
    "string": "VARCHAR",
    "number": "DOUBLE",
    "integer": "DOUBLE",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "timestamp": "TIMESTAMP WITH TIME ZONE",
}
"""Type of a logical type in Parquet. Whole numbers are doubles too: pandas can hold empty ones."""

_NUMBER = r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?"
_DAY = r"\d{4}-\d{2}-\d{2}"
_MOMENT = (
    _DAY + r"[T ]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?"
    r" ?(Z|UTC|[+-]\d{2}(:?\d{2})?)?"
)
_TRUE = ("true", "t", "yes", "y", "1")
_FALSE = ("false", "f", "no", "n", "0")


def cast_expression(raw: str, logical_type: LogicalType) -> str:
    """Return SQL that casts the text expression ``raw``; what cannot be read becomes NULL.

    Timestamps without an offset, and the day of a timestamp in a date column, are read in the
    session's time zone. A local time that a change of clocks skips is moved forward by the change
    (02:30 becomes 03:30); one that occurs twice is the later of the two.
    """
    match logical_type:
        case "string":
            return raw
        case "number":
            number = f"TRY_CAST({raw} AS DOUBLE)"
            return (
                f"CASE WHEN regexp_full_match({raw}, {literal(_NUMBER)}) AND isfinite({number})"
                f" THEN {number} END"
            )
        case "integer":
            number = cast_expression(raw, "number")
            return f"CASE WHEN ({number}) = trunc({number}) THEN ({number}) END"
        case "boolean":
            return (
                f"CASE WHEN lower({raw}) IN {_TRUE!r} THEN TRUE"
                f" WHEN lower({raw}) IN {_FALSE!r} THEN FALSE END"
            )
        case "date":
            moment = cast_expression(raw, "timestamp")
            return (
                f"CASE WHEN regexp_full_match({raw}, {literal(_DAY)}) THEN TRY_CAST({raw} AS DATE)"
                f" ELSE CAST(({moment}) AS DATE) END"
            )
        case "timestamp":
            return (
                f"CASE WHEN regexp_full_match({raw}, {literal(_DAY + '|' + _MOMENT)})"
                f" THEN TRY_CAST({raw} AS TIMESTAMP WITH TIME ZONE) END"
            )


def plainly_cast(
    connection: duckdb.DuckDBPyConnection,
    columns: tuple[Column, ...],
    staged_columns: frozenset[str],
    staged: str,
) -> frozenset[str]:
    """Return the columns that a cast without a grammar reads alike, as it does in nearly all exports.

    Each of a column's texts is looked at once; a plain cast of a million of them costs then less than to
    write down what it gives.
    """
    file = f"read_parquet({literal(staged)})"
    plain = set()
    for column in columns:
        if column.logical_type == "string" or column.name not in staged_columns:
            continue
        by_grammar = _typed(name(column.name), column.logical_type)
        by_cast = _plainly_typed(name(column.name), column.logical_type)
        ((differs,),) = connection.execute(
            f"SELECT coalesce(bool_or({by_grammar} IS DISTINCT FROM {by_cast}), false) "
            f"FROM (SELECT DISTINCT {name(column.name)} FROM {file})"
        ).fetchall()
        if not differs:
            plain.add(column.name)
    return frozenset(plain)


def _typed(raw: str, logical_type: LogicalType) -> str:
    return f"CAST({cast_expression(raw, logical_type)} AS {SQL_TYPES[logical_type]})"


def _plainly_typed(raw: str, logical_type: LogicalType) -> str:
    return f"TRY_CAST({raw} AS {SQL_TYPES[logical_type]})"


def cast_query(
    columns: tuple[Column, ...],
    staged_columns: frozenset[str],
    staged: str,
    plain: frozenset[str] = frozenset(),
) -> str:
    """Return the query from a staged Parquet file to typed columns.

    ``plain`` are columns that a cast without a grammar reads alike.

    The result has ``_position`` (place in the file, from 0), ``_file``, ``_row``, every column of
    the contract in its order (NULL where the export lacks it), and for each column that is not text
    ``<column>:unreadable``: the original text where the cast failed.
    """
    selected = ["file_row_number AS _position", "_file", "_row"]
    for column in columns:
        raw = name(column.name) if column.name in staged_columns else "NULL::VARCHAR"
        cast = _plainly_typed if column.name in plain else _typed
        typed = cast(raw, column.logical_type)
        selected.append(f"{typed} AS {name(column.name)}")
        if column.logical_type != "string":
            unreadable = f"CASE WHEN {raw} IS NOT NULL AND {typed} IS NULL THEN {raw} END"
            selected.append(f"{unreadable} AS {name(column.name + UNREADABLE)}")
    return (
        f"SELECT {', '.join(selected)} FROM read_parquet({literal(staged)}, file_row_number = true)"
    )
