"""Parquet, Arrow and Feather: typed columns as text, streamed by DuckDB."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from review_kit.errors import SourceError
from review_kit.sources.files.cells import Typed
from review_kit.sources.files.export import Export, fresh_path
from review_kit.sources.files.json_records import raw_from_json
from review_kit.sources.files.limits import refuse_columns, too_deep
from review_kit.sources.files.own_process import run_apart
from review_kit.sources.files.raw import FIRST_CELLS, RawTable, Wanted, first_filled_sql, write_raw
from review_kit.sources.files.resources import is_of_machine
from review_kit.sources.profiles.language import Reading
from review_kit.sources.sql import file_literal
from review_kit.sources.sql import name as quoted

EXACT_BELOW = {"DOUBLE": 2**53, "FLOAT": 2**24}
"""Up to here a floating-point column holds every whole number; above, digits are lost."""

TYPED_CELLS_AT_ONCE = 128
"""Typed columns that are written as text in one query, where records have to be looked at again."""

_CONVERSION = Path(__file__).with_name("arrow_conversion.py")
_NUMBERS = frozenset({"DOUBLE", "FLOAT", "BIGINT", "INTEGER", "SMALLINT", "TINYINT", "HUGEINT"})
_NESTED = ("STRUCT", "MAP", "UNION")


def read_columnar(
    export: Export,
    reading: Reading,
    wanted: Wanted,
    connection: duckdb.DuckDBPyConnection,
    work: Path,
) -> RawTable:
    """Read a Parquet, Arrow or Feather file; ``_row`` is the record's number, from 1.

    Raises
    ------
    SourceError
        The file is damaged.
    """
    try:
        path = export.path if export.format == "parquet" else _as_parquet(export, work)
        _refuse_schema(pq.read_schema(path), export)
        if reading.records:
            records = f"(SELECT to_json(t) AS j FROM read_parquet({file_literal(path)}) AS t)"
            return raw_from_json(
                records, export.name, reading, wanted, connection, work, limits=export.limits
            )
        return _as_text(path, export.name, reading, wanted, connection, work)
    except (duckdb.Error, pa.ArrowException, OSError) as error:
        # Arrow has no error of its own for a file that it cannot make sense of
        if is_of_machine(error) or (isinstance(error, OSError) and error.errno is not None):
            raise
        raise SourceError(
            f"{export.name}: the file is damaged ({str(error).splitlines()[0]})",
            "Export it again.",
        ) from error


def _refuse_schema(schema: pa.Schema, export: Export) -> None:
    """Refuse a table that is too wide, or whose values are nested too deep.

    Raises
    ------
    SourceError
        It is.
    """
    refuse_columns(export.name, len(schema.names), export.limits)
    if any(_depth(kind) > export.limits.nesting for kind in schema.types):
        raise too_deep(export.name, export.limits)


def _depth(kind: pa.DataType) -> int:
    """Levels of lists and records in a type; those of its fields are looked at from the outside in."""
    depth, level = 0, [kind]
    while level := [part.field(at).type for part in level for at in range(part.num_fields)]:
        depth += 1
    return depth


def _as_parquet(export: Export, work: Path) -> Path:
    """Write an Arrow file, or an Arrow stream, as Parquet.

    Raises
    ------
    SourceError
        It is damaged.
    """
    target = fresh_path(work, ".parquet")
    done = run_apart(
        _CONVERSION,
        [str(export.path), str(target)],
        export.path.stat().st_size,
        export.limits,
    )
    if done is None or done.returncode:
        said = "" if done is None else done.stderr.decode(errors="replace")
        orderly = done is not None and done.returncode == 1 and "Traceback" not in said
        why = said.strip().splitlines()[0] if orderly and said.strip() else "it cannot be opened"
        raise SourceError(f"{export.name}: the file is damaged ({why})", "Export it again.")
    return target


def _as_text(
    path: Path,
    name: str,
    reading: Reading,
    wanted: Wanted,
    connection: duckdb.DuckDBPyConnection,
    work: Path,
) -> RawTable:
    source = f"read_parquet({file_literal(path)}, file_row_number = true)"
    described = connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()
    there = [(row[0], row[1]) for row in described if row[0] != "file_row_number"]
    header = tuple(column for column, _ in there)
    columns = wanted(header, name)
    target = fresh_path(work, ".parquet")
    cells = [_text(quoted(column), kind) for column, kind in there]

    def look_again(rows: set[int]) -> dict[int, str]:
        found: dict[int, str] = {}
        empty = f"{first_filled_sql(cells[:FIRST_CELLS], reading.nulls)} IS NULL"
        for start in range(FIRST_CELLS, len(cells), TYPED_CELLS_AT_ONCE):
            first = first_filled_sql(cells[start : start + TYPED_CELLS_AT_ONCE], reading.nulls)
            query = (
                f"SELECT file_row_number + 1 AS _row, {first} AS first FROM {source} WHERE {empty}"
            )
            answers = connection.execute(f"FROM ({query}) WHERE first IS NOT NULL").fetchall()
            found = {**dict(answers), **found}
            if len(found) == len(rows):
                break
        return {row: found[row] for row in found.keys() & rows}

    records = write_raw(
        source,
        "file_row_number + 1",
        cells,
        columns,
        reading,
        connection,
        target,
        look_again,
    )
    damaged = {}
    for number in sorted(columns):
        column, kind = quoted(there[number - 1][0]), there[number - 1][1]
        if kind not in EXACT_BELOW:
            continue
        (row,) = connection.execute(
            f"SELECT min(file_row_number) + 1 FROM {source} "
            f"WHERE abs({column}) >= {EXACT_BELOW[kind]} AND isfinite({column})"
        ).fetchone() or (None,)
        if row is not None:
            damaged[number] = int(row)
    typed: dict[int, Typed] = {n: "numbers" for n in sorted(columns) if _is_number(there[n - 1][1])}
    return RawTable(target, header, records, columns, damaged=damaged, typed=typed)


def _is_number(kind: str) -> bool:
    return kind.removeprefix("U") in _NUMBERS or kind.startswith("DECIMAL")


def _text(column: str, kind: str) -> str:
    """SQL of a typed value as text: ISO days and times, ``12`` for 12.0, JSON for nested values."""
    if kind in EXACT_BELOW:
        return (
            f"CASE WHEN isnan({column}) THEN NULL "
            f"WHEN {column} = trunc({column}) AND abs({column}) < {EXACT_BELOW['DOUBLE']} "
            f"THEN CAST(CAST({column} AS BIGINT) AS VARCHAR) ELSE CAST({column} AS VARCHAR) END"
        )
    if kind.startswith("TIMESTAMP"):
        return f"replace(CAST({column} AS VARCHAR), ' ', 'T')"
    if kind.startswith(_NESTED) or kind.endswith("]"):
        return f"CAST(to_json({column}) AS VARCHAR)"
    return f"CAST({column} AS VARCHAR)"
