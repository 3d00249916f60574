"""What tables read before say of whom and what is meant, found out once for all tables that refer to them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import Any

import duckdb

from review_kit.sources.matching.directories import (
    TABLE_OF,
    Directory,
    Group,
    directory,
    reference_directory,
)
from review_kit.sources.matching.managers_of_record import managers_of_record
from review_kit.sources.staged import StagedTable


class KnownBefore:
    """What staged tables say; a table that is staged does not change any more.

    Parameters
    ----------
    staged
        Tables by name; there may come to be more of them.
    connection
        To read them.
    """

    def __init__(
        self, staged: Mapping[str, StagedTable], connection: duckdb.DuckDBPyConnection
    ) -> None:
        self.staged = staged
        self._connection = connection
        self._found: dict[Hashable, Any] = {}

    def directory(self, group: Group) -> Directory | None:
        """Directory of a group; None where its table was not read before."""
        found: Directory | None = self._once(
            TABLE_OF[group], ("group", group), lambda: directory(group, *self._where())
        )
        return found

    def reference(self, table: str, key: str) -> Directory | None:
        """Directory of the keys of a table that was read before; None where texts decide alone."""
        found: Directory | None = self._once(
            table,
            ("reference", table, key),
            lambda: reference_directory(self.staged[table], key, self._connection),
        )
        return found

    def managers(self) -> Mapping[str, str]:
        """Return the manager of each rep on the roster; nothing without a roster."""
        managers: Mapping[str, str] = self._once(
            "roster", "managers", lambda: managers_of_record(*self._where())
        )
        return managers

    def _where(self) -> tuple[Mapping[str, StagedTable], duckdb.DuckDBPyConnection]:
        return self.staged, self._connection

    def _once(self, table: str, what: Hashable, find: Callable[[], Any]) -> Any:
        if table not in self.staged:
            return find()
        if what not in self._found:
            self._found[what] = find()
        return self._found[what]
