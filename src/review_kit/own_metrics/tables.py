"""What a metric of one's own computes from: the tables of the snapshot, and the metric tables of the run.

Columns that a contract calls confidential are in none of them: what a metric gives is printed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from review_kit.errors import ConfigurationError, UnknownNameError
from review_kit.metrics.groups import GROUP_COLUMNS

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb

    from review_kit.snapshot import Snapshot

METRIC_SCHEMA = "metrics."
"""What the names of metric tables begin with; some tables of the snapshot bear the same names."""


class MissingTableError(ConfigurationError, KeyError):
    """A table of the data model was not exported."""


@dataclass(frozen=True)
class ReadTable:
    """One table.

    Attributes
    ----------
    name
        As it was asked for.
    columns
        Names of its columns, in order.
    path
        Its Parquet file, which may hold further columns and rows.
    """

    name: str
    columns: tuple[str, ...]
    path: Path
    _frame_types: Mapping[str, str]
    _without: pc.Expression | None

    @property
    def whole(self) -> bool:
        """Whether every row of its file is in it."""
        return self._without is None

    def to_pandas(self) -> pd.DataFrame:
        """Read it for pandas: text as ``str``, numbers as ``float64``, days as ``datetime64[s]``."""
        frame: pd.DataFrame = self.to_arrow().to_pandas(date_as_object=False)
        return frame.astype(dict(self._frame_types))

    def to_arrow(self) -> pa.Table:
        """Read it for Arrow."""
        return pq.read_table(self.path, columns=[*self.columns], filters=self._without)

    def to_duckdb(
        self, connection: duckdb.DuckDBPyConnection | None = None
    ) -> duckdb.DuckDBPyRelation:
        """Give it as a relation of DuckDB, in the connection that ``duckdb.sql`` uses unless one is given."""
        import duckdb

        home = duckdb.default_connection() if connection is None else connection
        return home.from_arrow(self.to_arrow())


@dataclass(frozen=True)
class ReadTables(Mapping[str, ReadTable]):
    """The tables by name; those of the run begin with ``metrics.``: ``tables["metrics.rep_criteria"]``.

    Parameters
    ----------
    snapshot
        Validated tables of the exports.
    metrics
        Folder of the run's metric tables; ``None`` where they are not computed yet.
    own
        Names of metrics of one's own: their rows are left out, so that no metric rests on another one.
    read
        Collects the names of the tables that were asked for.
    """

    snapshot: Snapshot
    metrics: Path | None
    own: Collection[str] = ()
    read: list[str] = field(default_factory=list)

    def __getitem__(self, name: str) -> ReadTable:
        """Give a table.

        Raises
        ------
        UnknownNameError
            There is no such table; it names the nearest ones.
        MissingTableError
            It was not exported.
        """
        found = self._of_run(name) if name.startswith(METRIC_SCHEMA) else self._of_snapshot(name)
        if name not in self.read:
            self.read.append(name)
        return found

    def __iter__(self) -> Iterator[str]:
        yield from self.snapshot.tables
        if self.metrics is not None:
            for path in sorted(self.metrics.glob("*.parquet")):
                yield f"{METRIC_SCHEMA}{path.stem}"

    def __len__(self) -> int:
        return len([*iter(self)])

    def _of_snapshot(self, name: str) -> ReadTable:
        columns: Mapping[str, list[dict[str, Any]]] = self.snapshot.manifest["columns"]
        if name not in columns:
            raise self._unknown(name)
        if not self.snapshot.has(name):
            raise MissingTableError(
                f"reads the table '{name}', which was not exported",
                "Export it, or take the metric away.",
            )
        open_to_all = [column for column in columns[name] if not column.get("confidential")]
        return ReadTable(
            name,
            tuple(column["name"] for column in open_to_all),
            self.snapshot.path(name),
            {column["name"]: _frame_type(column) for column in open_to_all if _frame_type(column)},
            None,
        )

    def _of_run(self, name: str) -> ReadTable:
        if self.metrics is None:
            raise ConfigurationError(
                f"reads '{name}', which holds numbers of this run's window alone",
                "A metric with 'drivers = true' or 'rows_of = \"calls\"' is computed for earlier days too: "
                "let it read tables of the exports, or take that line away.",
            )
        table = name.removeprefix(METRIC_SCHEMA)
        path = self.metrics / f"{table}.parquet"
        if "/" in table or not path.is_file():
            raise self._unknown(name)
        without = None
        if table in _WITH_OWN and self.own:
            without = ~pc.field("metric").isin(pa.array([*self.own], pa.string()))
        schema = pq.read_schema(path)
        return ReadTable(name, tuple(schema.names), path, {}, without)

    def _unknown(self, name: str) -> UnknownNameError:
        return UnknownNameError(
            f"there is no table '{name}'",
            name,
            [*self],
            f"There are {', '.join(self.snapshot.tables)}, and the tables of the run as {METRIC_SCHEMA}NAME "
            "('review-kit docs tables' lists them).",
        )


_WITH_OWN = frozenset({*(f"{grain}_metrics" for grain in GROUP_COLUMNS), "own_effects"})
"""Metric tables that hold rows of metrics of one's own."""


def _frame_type(column: Mapping[str, Any]) -> str:
    """Give the type of a column of the snapshot in pandas; empty where Arrow's own is right."""
    match column["type"]:
        case "date":
            return "datetime64[s]"
        case "boolean":
            return "bool" if column["required"] else "boolean"
        case "string":
            return "str"
        case _:
            return ""
