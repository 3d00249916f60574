"""All tables that were checked, to be asked for what only several of them tell together."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from review_kit.contracts.engine import fetch
from review_kit.contracts.verdict import kept_path
from review_kit.project import Config
from review_kit.sources.sql import literal


@dataclass(frozen=True)
class KnownMetrics:
    """Names of metrics that the product computes or knows how to show."""

    results: frozenset[str]
    """Lagging metrics of a rep: what a criterion may drive."""
    names: frozenset[str]
    """All."""


@dataclass(frozen=True)
class KeptTables:
    """The rows kept of every table."""

    connection: duckdb.DuckDBPyConnection
    folder: Path
    given: frozenset[str]
    """Tables that there are."""
    config: Config
    metrics: KnownMetrics | None

    def have(self, *tables: str) -> bool:
        """Say whether all of these tables were given."""
        return self.given.issuperset(tables)

    def of(self, table: str) -> str:
        """Return a table's rows kept, as a relation."""
        return f"read_parquet({literal(kept_path(self.folder, table))})"

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        """Return all rows of a query."""
        return fetch(self.connection, query)

    def texts(self, table: str, column: str) -> dict[str, int]:
        """Return the texts in a column, the most frequent first, with the number of rows of each."""
        rows = self.ask(
            f'SELECT "{column}", count(*) AS rows FROM {self.of(table)} '
            f'WHERE "{column}" IS NOT NULL GROUP BY 1 ORDER BY rows DESC, 1'
        )
        return dict(rows)

    def first_place(self, table: str, column: str, text: str) -> tuple[str, int]:
        """Return file and row where a text of a column stands first."""
        ((file, row),) = self.ask(
            f"SELECT arg_min(_file, _position), arg_min(_row, _position) FROM cast_{table} "
            f'WHERE "{column}" = {literal(text)}'
        )
        return str(file), int(row)
