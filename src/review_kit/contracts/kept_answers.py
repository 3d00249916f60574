"""Answers to questions about checked tables, kept for as long as none of the tables asked has changed.

A question is SQL. Whatever is called after a table has the table's name in its own (``cast_roster``,
``kept/roster.parquet``), so a question cannot ask a table whose name it does not have.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from review_kit.project.kept import Kept, version_of
from review_kit.sources.sql import literal

KIND = "answers"
MOST_ROWS = 1000
"""Rows of an answer that is kept. What has more is asked again: it is quickly asked, and much to keep."""

_NAME = "checked-tables"
_KEPT_AS_THEY_ARE = {str, int, float, bool, type(None)}

Row = tuple[Any, ...]
Ask = Callable[[str], list[Row]]


class KeptAnswers:
    """Answers that earlier validations got, as one validation uses them.

    Parameters
    ----------
    kept
        Where they are.
    made_from
        Table → plain values: all that its rows, and those kept and quarantined of them, were made from.
    time_zone
        In which days are days.
    folder
        Of the validation, where the rows are. A project may be moved, so that it is no part of a question.
    """

    def __init__(
        self, kept: Kept, made_from: Mapping[str, Any], time_zone: str, folder: Path
    ) -> None:
        self._kept = kept
        self._folder = literal(f"{folder}/").removesuffix("'")
        self._about = {"time_zone": time_zone, "duckdb": version_of("duckdb")}
        self._tables = {table: _digest(of_table) for table, of_table in made_from.items()}
        found = kept.find(KIND, _NAME, self._about)
        self._earlier: dict[str, Any] = {} if found is None else found.facts
        self._given: dict[str, Any] = {}

    def of(self, question: str, ask: Ask) -> list[Row]:
        """Return the answer to a question: the kept one, or what ``ask`` gives."""
        anywhere = question.replace(self._folder, "'")
        asked = {table: rows for table, rows in self._tables.items() if table in anywhere}
        key = _digest([anywhere, asked])
        rows = (
            [tuple(_value(one) for one in row) for row in self._earlier[key]]
            if key in self._earlier
            else ask(question)
        )
        if len(rows) <= MOST_ROWS and all(_can_be_kept(one) for row in rows for one in row):
            self._given[key] = [[_plain(one) for one in row] for row in rows]
        return rows

    def keep(self) -> None:
        """Keep what was asked this time, and nothing else."""
        if self._given != self._earlier:
            self._kept.put(KIND, _NAME, self._about, self._given, {})


def _can_be_kept(value: Any) -> bool:
    return type(value) in _KEPT_AS_THEY_ARE or type(value) is date


def _plain(value: Any) -> Any:
    return {"day": value.isoformat()} if type(value) is date else value


def _value(plain: Any) -> Any:
    return date.fromisoformat(plain["day"]) if isinstance(plain, dict) else plain


def _digest(value: Any) -> str:
    return hashlib.sha256(repr(value).encode("utf-8", "surrogatepass")).hexdigest()
