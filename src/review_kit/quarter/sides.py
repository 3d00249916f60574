"""The two things that are compared: the snapshot of an earlier run, and the exports as they are now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from review_kit.contracts import Validation
from review_kit.snapshot import Snapshot
from review_kit.sources.sql import file_literal, name


@dataclass(frozen=True)
class FileFacts:
    """One file, worksheet or query that a table came from."""

    name: str
    rows: int
    columns: tuple[str, ...] | None
    """Names in its header; ``None`` where a snapshot did not record them."""


@dataclass(frozen=True)
class TableFacts:
    """Where one table came from."""

    profile: str
    rows: int
    """Rows kept."""
    files: tuple[FileFacts, ...]


@dataclass(frozen=True)
class Side:
    """The inputs of one quarter."""

    as_of: date
    window_days: int
    folder: Mapping[str, Path]
    """Table → Parquet file of its rows kept."""
    facts: Mapping[str, TableFacts] = field(default_factory=dict)

    @property
    def start(self) -> date:
        """First day of the window."""
        return self.as_of - timedelta(days=self.window_days - 1)

    def rows(self, table: str, columns: Sequence[str]) -> pd.DataFrame:
        """Return some columns of a table; those that it does not have are empty."""
        if table not in self.folder:
            return pd.DataFrame({column: pd.Series(dtype="object") for column in columns})
        with duckdb.connect() as connection:
            source = f"read_parquet({file_literal(self.folder[table])})"
            there = {
                row[0] for row in connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()
            }
            picked = ", ".join(
                name(column) if column in there else f"NULL AS {name(column)}" for column in columns
            )
            found: pd.DataFrame = connection.execute(f"SELECT {picked} FROM {source}").df()
        return found

    def ask(self, table: str, query: str) -> pd.DataFrame:
        """Answer a query in which ``{rows}`` is the table."""
        with duckdb.connect() as connection:
            source = f"read_parquet({file_literal(self.folder[table])})"
            answer: pd.DataFrame = connection.execute(query.replace("{rows}", source)).df()
        return answer


def side_of_snapshot(snapshot: Snapshot, as_of: date, window_days: int) -> Side:
    """Take the inputs of an earlier run."""
    return Side(
        as_of,
        window_days,
        {table: snapshot.path(table) for table in snapshot.tables},
        {table: _facts(entry) for table, entry in snapshot.manifest["tables"].items()},
    )


def side_of_validation(validation: Validation, as_of: date, window_days: int) -> Side:
    """Take the exports as they were just read, whether they passed or not."""
    return Side(
        as_of,
        window_days,
        {table.name: validation.kept_path(table.name) for table in validation.tables},
        {
            table.name: TableFacts(
                table.profile,
                table.kept,
                tuple(FileFacts(file.name, file.rows, file.columns) for file in table.inputs),
            )
            for table in validation.tables
        },
    )


def _facts(entry: Mapping[str, Any]) -> TableFacts:
    files = tuple(
        FileFacts(
            file["name"],
            file["rows"],
            tuple(file["columns"]) if "columns" in file else None,
        )
        for file in entry["inputs"]
    )
    return TableFacts(entry["profile"], entry["kept"], files)
