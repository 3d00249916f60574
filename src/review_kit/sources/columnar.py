"""Parquet, Arrow and Feather: typed columns as text, streamed by DuckDB."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import ipc

from review_kit.errors import SourceError
from review_kit.sources.export import Export, fresh_path
from review_kit.sources.json_records import raw_from_json
from review_kit.sources.profile import Reading
from review_kit.sources.raw import RawTable, file_literal, literal

EXACT_BELOW = {"DOUBLE": 2**53, "FLOAT": 2**24}
"""Up to here a floating-point column holds every whole number; above, digits are lost."""

_NESTED = ("STRUCT", "MAP", "UNION")


def read_columnar(
    export: Export, reading: Reading, connection: duckdb.DuckDBPyConnection, work: Path
) -> RawTable:
    """Read a Parquet, Arrow or Feather file; ``_row`` is the record's number, from 1.

    Raises
    ------
    SourceError
        The file is damaged.
    """
    try:
        path = export.path if export.format == "parquet" else _as_parquet(export.path, work)
        if reading.records:
            records = f"(SELECT to_json(t) AS j FROM read_parquet({file_literal(path)}) AS t)"
            return raw_from_json(records, export.name, reading, connection, work)
        return _as_text(path, connection, work)
    except duckdb.OutOfMemoryException:
        raise
    except (duckdb.Error, pa.ArrowException) as error:
        raise SourceError(
            f"{export.name}: the file is damaged ({str(error).splitlines()[0]})",
            "Export it again.",
        ) from error


def _as_parquet(path: Path, work: Path) -> Path:
    """Write an Arrow file, or an Arrow stream, as Parquet, batch by batch."""
    target = fresh_path(work, ".parquet")
    with pa.memory_map(str(path)) as source:
        try:
            file = ipc.open_file(source)
        except pa.ArrowInvalid:
            source.seek(0)
            with (
                ipc.open_stream(source) as stream,
                pq.ParquetWriter(target, stream.schema) as writer,
            ):
                for batch in stream:
                    writer.write_batch(batch)
            return target
        with pq.ParquetWriter(target, file.schema) as writer:
            for number in range(file.num_record_batches):
                writer.write_batch(file.get_batch(number))
    return target


def _as_text(path: Path, connection: duckdb.DuckDBPyConnection, work: Path) -> RawTable:
    source = f"read_parquet({file_literal(path)}, file_row_number = true)"
    described = connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()
    columns = [(row[0], row[1]) for row in described if row[0] != "file_row_number"]
    cells = "".join(
        f", {_text(_identifier(name), kind)} AS c{number}"
        for number, (name, kind) in enumerate(columns, start=1)
    )
    target = fresh_path(work, ".parquet")
    (records,) = connection.execute(
        f"COPY (SELECT file_row_number + 1 AS _row, NULL::VARCHAR AS _out{cells} FROM {source}) "
        f"TO {literal(target)} (FORMAT parquet)"
    ).fetchone() or (0,)
    floats = [
        (number, name, EXACT_BELOW[kind])
        for number, (name, kind) in enumerate(columns, start=1)
        if kind in EXACT_BELOW
    ]
    damaged = {}
    for number, name, exact_below in floats:
        column = _identifier(name)
        (row,) = connection.execute(
            f"SELECT min(file_row_number) + 1 FROM {source} "
            f"WHERE abs({column}) >= {exact_below} AND isfinite({column})"
        ).fetchone() or (None,)
        if row is not None:
            damaged[number] = int(row)
    return RawTable(target, tuple(name for name, _ in columns), records, damaged=damaged)


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


def _identifier(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
