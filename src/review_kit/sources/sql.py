"""Values and names as SQL: the one place where they are quoted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import duckdb


def name(identifier: str) -> str:
    """Return an identifier quoted for SQL."""
    return '"' + identifier.replace('"', '""') + '"'


def literal(value: object) -> str:
    """Return text, a path, a number or a truth value as a literal of SQL."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        # as text: a decimal literal may round otherwise on its way to a double
        return f"'{value!r}'::DOUBLE"
    return "'" + str(value).replace("'", "''") + "'"


def literals(values: Iterable[object]) -> str:
    """Return values as a list of literals, without brackets."""
    return ", ".join(literal(value) for value in values)


def file_literal(path: Path) -> str:
    """Return the name of one file as a literal of SQL.

    DuckDB takes ``*``, ``?`` and ``[`` in a name for a pattern, so each stands as its own class.
    """
    escaped = "".join(f"[{sign}]" if sign in "*?[" else sign for sign in str(path))
    return literal(escaped)


@dataclass(frozen=True)
class Steps:
    """Named queries, each reading from the one before."""

    parts: tuple[tuple[str, str], ...]

    @property
    def last(self) -> str:
        """Name of the last step."""
        return self.parts[-1][0]

    def then(self, name: str, query: str) -> Steps:
        """Return the steps with one more; ``{last}`` in its query is the step before."""
        return Steps((*self.parts, (name, query.replace("{last}", self.last))))

    def as_it_is(self, column: str) -> str | None:
        """Name the column of the file read that ``column`` is as it is; None where that cannot be told.

        It is where every name on the way there is given once, to another name.
        """
        text = " ".join(query for _, query in self.parts)
        while True:
            given = re.findall(rf'\bAS "?{column}\b', text)
            taken = re.findall(
                rf"(?:SELECT|,) (?:CAST\()?(\w+)(?: AS VARCHAR\))? AS {column}\b", text
            )
            if not given and re.fullmatch(r"c\d+", column):
                return column
            if len(given) != 1 or len(taken) != 1 or taken[0] == column:
                return None
            column = taken[0]

    def settled(self, connection: duckdb.DuckDBPyConnection) -> Steps:
        """Take the steps so far, their rows in a table of the connection, so that they are planned once."""
        table = f"settled_{self.last}"
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {table} AS {self.sql('FROM {last}')}")
        return Steps(((self.last, f"FROM {table}"),))

    def sql(self, query: str) -> str:
        """SQL of a query over the last step, ``{last}`` in it."""
        named = ", ".join(f"{name} AS ({part})" for name, part in self.parts)
        return f"WITH {named} {query.replace('{last}', self.last)}"
