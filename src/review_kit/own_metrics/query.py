"""A metric in SQL: one query of DuckDB over the tables, with the window's days as its parameters."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow.dataset as ds

from review_kit.errors import ReviewKitError
from review_kit.own_metrics.columns import column_of_query, parts_of_query, there_are
from review_kit.own_metrics.fault import FaultError
from review_kit.own_metrics.tables import METRIC_SCHEMA

if TYPE_CHECKING:
    import pyarrow as pa

    from review_kit.metrics.windows import Window
    from review_kit.own_metrics.tables import ReadTables

PARAMETERS = ("window_start", "window_end")
"""First and last day of the window, as ``$window_start`` and ``$window_end``."""
_LINE = re.compile(r"^LINE (\d+):", re.MULTILINE)
_KIND = re.compile(r"^[A-Z][A-Za-z ]+ Error: ")
_RAW = "_raw_"
_MEND = "Mend the query; 'review-kit metrics test' tries it."


class Query:
    """One query, parsed, with the tables that it reads at hand and nothing else.

    DuckDB may neither read files nor write any, and its settings cannot be changed.

    Parameters
    ----------
    text
        Of the file; its comment is left in, so that lines are counted as in the file.
    tables
        What it may read.
    folder
        For what does not fit into memory.

    Raises
    ------
    FaultError
        It is not one query, names other parameters, or reads a table that is not there.
    """

    def __init__(self, text: str, tables: ReadTables, folder: Path) -> None:
        self._text = text
        self.first_line = _first_line(text)
        self._columns: dict[str, tuple[str, ...]] = {}
        self._connection = duckdb.connect(
            ":memory:", config={"temp_directory": str(folder / "spilled"), "threads": 1}
        )
        statement = self._statement()
        self._parameters = frozenset(statement.named_parameters)
        strange = sorted(self._parameters - {*PARAMETERS})
        if strange:
            raise FaultError(
                f"names the parameter ${strange[0]}",
                f"There are {' and '.join(f'${name}' for name in PARAMETERS)}.",
                self._line_of(f"${strange[0]}"),
            )
        self._connection.execute("CREATE SCHEMA metrics")
        for name in self._names():
            self._open(name, tables)
        self._connection.execute("SET enable_external_access = false")
        self._connection.execute("SET lock_configuration = true")

    def run(self, window: Window) -> pa.Table:
        """Run it for a window.

        Raises
        ------
        FaultError
            DuckDB says that something in it is wrong.
        """
        days = {"window_start": window.start, "window_end": window.end}
        given = {name: days[name] for name in PARAMETERS if name in self._parameters}
        try:
            return self._connection.sql(self._text, params=given).to_arrow_table()
        except duckdb.OutOfMemoryException:
            raise FaultError(
                "needs more memory than it may take",
                "Read fewer columns or rows, or raise own_metrics.memory_mb.",
                lasting=False,
            ) from None
        except duckdb.Error as error:
            raise self._fault(error) from None

    def _statement(self) -> Any:
        try:
            statements = self._connection.extract_statements(self._text)
        except duckdb.Error as error:
            raise self._fault(error) from None
        if len(statements) != 1 or statements[0].type != duckdb.StatementType.SELECT:
            raise FaultError(
                "is not one query" if statements else "holds no query",
                "Write one SELECT (or WITH … SELECT) that gives rep_id, value and n.",
                self.first_line,
            )
        return statements[0]

    def _names(self) -> list[str]:
        """Name the tables that the query reads, as they are named in it; not its own WITH parts."""
        asked = self._connection.execute("SELECT json_serialize_sql(?)", [self._text])
        ((answer,),) = asked.fetchall()
        tree = json.loads(answer)
        if tree.get("error"):
            raise FaultError(
                f"is not one query: {tree.get('error_message', '')}", _MEND, self.first_line
            )
        parts = {name for node in _nodes(tree) for name in _with_parts(node)}
        names = [
            f"{node['schema_name']}.{node['table_name']}".lstrip(".")
            for node in _nodes(tree)
            if node.get("type") == "BASE_TABLE"
        ]
        return [name for name in dict.fromkeys(names) if name not in parts]

    def _open(self, name: str, tables: ReadTables) -> None:
        try:
            table = tables[name]
        except ReviewKitError as error:
            raise FaultError(error.message, error.hint, self._line_of(name)) from None
        self._columns[name] = table.columns
        raw = f"{_RAW}{name.replace('.', '_')}"
        # read as far as the query needs it
        rows = ds.dataset(table.path) if table.whole else table.to_arrow()
        self._connection.register(raw, rows)
        columns = ", ".join(f'"{column}"' for column in table.columns)
        schema, _, bare = name.rpartition(".")
        place = f'{schema}."{bare}"' if schema else f'"{bare}"'
        self._connection.execute(f'CREATE VIEW {place} AS SELECT {columns} FROM "{raw}"')

    def _fault(self, error: duckdb.Error) -> FaultError:
        said = str(error)
        at = _LINE.search(said)
        column = column_of_query(said)
        if column:
            line = int(at.group(1)) if at else self._line_of(column)
            advice = there_are(column, self._columns, parts_of_query(said))
            return FaultError(f"there is no column '{column}'", advice, line)
        first = said.strip().splitlines()[0]
        return FaultError(_KIND.sub("", first), _MEND, int(at.group(1)) if at else self.first_line)

    def _line_of(self, word: str) -> int:
        bare = word.removeprefix(METRIC_SCHEMA)
        lines = self._text.splitlines()
        found = (
            number
            for number, line in enumerate(lines, start=1)
            if number >= self.first_line and bare.casefold() in line.casefold()
        )
        return next(found, self.first_line)


def _first_line(text: str) -> int:
    """Number the first line that is no comment."""
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip() and not line.lstrip().startswith("--"):
            return number
    return 1


def _nodes(tree: Any) -> Iterator[dict[str, Any]]:
    if isinstance(tree, dict):
        yield tree
        for value in tree.values():
            yield from _nodes(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from _nodes(value)


def _with_parts(node: dict[str, Any]) -> Iterator[str]:
    """Name the parts that a query defines for itself."""
    for entry in (
        node.get("cte_map", {}).get("map", []) if isinstance(node.get("cte_map"), dict) else []
    ):
        yield str(entry["key"])
