"""The DuckDB connection that tables are cast and checked in."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from review_kit.errors import ConfigurationError
from review_kit.project.owned import owned_folder
from review_kit.sources.files.raw import MEMORY_LIMIT
from review_kit.sources.sql import literal

THREADS = 4
"""Each thread has buffers of its own, so that more of them would need more memory."""

ROW_GROUP_ROWS = 61_440
"""Rows in a row group of the Parquet files written here."""


@contextmanager
def engine(folder: Path, time_zone: str) -> Iterator[duckdb.DuckDBPyConnection]:
    """Yield a connection whose days and offset-less timestamps are those of ``time_zone``.

    It holds a bounded amount of memory, spills below ``folder``, and uses no network.

    Raises
    ------
    ConfigurationError
        A time zone that DuckDB's own data does not have.
    """
    with owned_folder(folder, ".spill-") as spill, duckdb.connect() as connection:
        connection.execute("SET autoinstall_known_extensions = false")
        connection.execute("SET enable_progress_bar = false")
        connection.execute(f"SET memory_limit = '{MEMORY_LIMIT}'")
        connection.execute(f"SET threads = {min(THREADS, os.cpu_count() or 1)}")
        connection.execute(f"SET temp_directory = {literal(spill)}")
        try:
            connection.execute(f"SET TimeZone = {literal(time_zone)}")
        except duckdb.Error as error:
            raise ConfigurationError(
                f"organisation.time_zone: '{time_zone}' cannot be used: {error}"
            ) from error
        yield connection


def write_parquet(
    connection: duckdb.DuckDBPyConnection, query: str, path: Path, *, for_now: bool = False
) -> None:
    """Write the result of ``query`` to a Parquet file; one that is ``for_now`` is removed soon after."""
    packing = "lz4_raw" if for_now else "zstd"
    connection.execute(
        f"COPY ({query}) TO {literal(path)} "
        f"(FORMAT parquet, COMPRESSION {packing}, ROW_GROUP_SIZE {ROW_GROUP_ROWS})"
    )


def fetch(connection: duckdb.DuckDBPyConnection, query: str) -> list[tuple[Any, ...]]:
    """Return all rows of ``query``; to leave some unread would block the connection."""
    return connection.execute(query).fetchall()


def count(connection: duckdb.DuckDBPyConnection, relation: str) -> int:
    """Return how many rows a table, view or ``FROM`` clause has."""
    return int(fetch(connection, f"SELECT count(*) FROM {relation}")[0][0])
