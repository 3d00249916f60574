"""The metric tables of a run, as far as somebody may see them: for pandas, Arrow or DuckDB."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from review_kit.api.interactive import bundle
from review_kit.documents.parts.entity_data import EntityData
from review_kit.metrics.table_schemas import METRIC_TABLES, Column

if TYPE_CHECKING:
    import duckdb


@dataclass(frozen=True)
class Table:
    """One metric table, read when it is asked for; ``docs/tables.md`` describes each.

    Attributes
    ----------
    name
        As in ``run.tables``.

    Examples
    --------
    >>> values = run.tables["rep_metrics"]
    >>> values
    <Table rep_metrics: One metric of a rep>
    >>> values.units["value"]
    'its unit'
    """

    _data: EntityData
    name: str

    def __repr__(self) -> str:
        return f"<Table {self.name}: {self.row}>" if self.row else f"<Table {self.name}>"

    def _repr_mimebundle_(self, **_: Any) -> Mapping[str, Any]:
        """Show the rows in a notebook."""
        return bundle(repr(self), self.to_pandas)

    @property
    def row(self) -> str:
        """What one row is; empty for a table that the project's contracts add to."""
        return METRIC_TABLES[self.name].row if self.name in METRIC_TABLES else ""

    @property
    def rows(self) -> int:
        """How many rows there are to see."""
        chosen = self._data.rows_of(self.name)
        if chosen.is_all:
            return int(pq.read_metadata(self._data.path(self.name)).num_rows)
        return len(self.to_arrow())

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns, in order."""
        return tuple(pq.read_schema(self._data.path(self.name)).names)

    @property
    def meanings(self) -> dict[str, str]:
        """What each column holds, in a sentence; empty for a table that the project's contracts add to."""
        return {column.name: column.meaning for column in self._declared}

    @property
    def units(self) -> dict[str, str]:
        """The unit of each column of numbers: percent (0–100), share (0–1), pp, days, money and others."""
        return {column.name: column.unit for column in self._declared if column.unit}

    @property
    def _declared(self) -> tuple[Column, ...]:
        return METRIC_TABLES[self.name].columns if self.name in METRIC_TABLES else ()

    def to_pandas(self) -> pd.DataFrame:
        """Read the rows for pandas, in the order in which they are stored.

        Examples
        --------
        >>> values.to_pandas()["rep_id"].nunique()
        12
        """
        return self._data.table(self.name)

    def to_arrow(self) -> pa.Table:
        """Read the rows for Arrow, with the types of the Parquet file.

        Examples
        --------
        >>> values.to_arrow().schema.field("value").type
        DataType(double)
        """
        chosen = self._data.rows_of(self.name)
        return pq.read_table(self._data.path(self.name), filters=chosen.filter)

    def to_duckdb(
        self, connection: duckdb.DuckDBPyConnection | None = None
    ) -> duckdb.DuckDBPyRelation:
        """Give the rows as a relation of DuckDB, for SQL.

        Parameters
        ----------
        connection
            Where the relation lives; by default the one that ``duckdb.sql`` uses, so that its SQL can
            name relations by their Python variables.

        Examples
        --------
        >>> import duckdb
        >>> reps = run.tables["reps"].to_duckdb()
        >>> scores = values.to_duckdb()
        >>> duckdb.sql(
        ...     "select team, count(value) as reps from scores join reps using (rep_id) "
        ...     "where metric = 'overall_score' group by team order by team"
        ... ).fetchall()
        [('Americas', 3), ('Northern Europe', 9)]
        """
        import duckdb

        home = duckdb.default_connection() if connection is None else connection
        if self._data.rows_of(self.name).is_all:
            # read by DuckDB itself, as much of it as a query needs
            return home.read_parquet(str(self._data.path(self.name)))
        return home.from_arrow(self.to_arrow())


class Tables(Mapping[str, Table]):
    """The metric tables that can have rows to see, by name.

    Examples
    --------
    >>> len(run.tables["rep_metrics"].to_arrow()) > len(run.rep("00124").tables["rep_metrics"].to_arrow())
    True
    >>> "team_metrics" in run.tables, "team_metrics" in run.rep("00124").tables
    (True, False)
    >>> run.tables["rep_metric"]
    Traceback (most recent call last):
    ...
    review_kit.errors.UnknownNameError: there is no table 'rep_metric' in ...
    Did you mean rep_metrics or ...?
    """

    def __init__(self, data: EntityData) -> None:
        self._data = data

    def __getitem__(self, name: str) -> Table:
        """Give a table.

        Raises
        ------
        UnknownNameError
            There is no such table; it names the nearest ones.
        ClosedTableError
            It is about others only. Both are ``KeyError`` too.
        """
        self._data.path(name)
        self._data.rows_of(name)
        return Table(self._data, name)

    def __iter__(self) -> Iterator[str]:
        return iter(self._data.names)

    def __len__(self) -> int:
        return len(self._data.names)

    def __repr__(self) -> str:
        return f"<Tables {', '.join(self)}>"

    def _repr_mimebundle_(self, **_: Any) -> Mapping[str, Any]:
        """Show in a notebook which tables there are."""
        return bundle(f"{len(self)} tables", self._contents, most=len(self))

    def _contents(self) -> pd.DataFrame:
        return pd.DataFrame(
            [(name, table.row, table.rows) for name, table in self.items()],
            columns=["table", "one row is", "rows"],
        )
