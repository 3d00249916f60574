"""The tables that were checked, to be asked what their rows say together."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import duckdb

from review_kit.contracts.engine import fetch
from review_kit.contracts.kept_answers import KeptAnswers
from review_kit.contracts.places import kept_path
from review_kit.contracts.verdict import TableVerdict
from review_kit.project import Config
from review_kit.project.kept import version_of
from review_kit.public_holidays import known_country
from review_kit.sources.sql import literal


@dataclass(frozen=True)
class KnownMetrics:
    """Names of metrics that the product computes or knows how to show."""

    results: frozenset[str]
    """Lagging metrics of a rep: what a criterion may drive."""
    names: frozenset[str]
    """All."""


@dataclass(frozen=True)
class CheckedTables:
    """The tables of one validation after each was judged by itself.

    The connection has the view ``cast_<table>`` of every one: all its rows, typed, with ``_position``,
    ``_file`` and ``_row``; and ``kept_keys_<table>`` with the keys of the rows kept.
    """

    connection: duckdb.DuckDBPyConnection
    verdicts: Mapping[str, TableVerdict]
    """By table; only tables that were given."""
    folder: Path
    """Where ``kept/`` and ``quarantined/`` are."""
    config: Config
    metrics: KnownMetrics | None = None
    """None: nobody can say which names of metrics are misspelt."""
    as_of: date | None = None
    """Review day, where it is known."""
    answers: KeptAnswers | None = None
    """What earlier validations asked; without it everything is asked."""

    def have(self, *tables: str) -> bool:
        """Say whether all of these tables were given."""
        return all(table in self.verdicts for table in tables)

    def of(self, table: str) -> str:
        """Return a table's rows kept, as a relation."""
        return f"read_parquet({literal(kept_path(self.folder, table))})"

    def newest_day(self, table: str) -> date | None:
        """Return the day that the rows of a table stand for: the review day, else the last export's."""
        days = [source.exported_on for source in self.verdicts[table].inputs]
        return self.as_of or max(days, default=None)

    def review_day(self, table: str) -> date | None:
        """Return the day that a run would review: the one that is known, else the last with a scored call.

        Without scores it is the day that the rows of ``table`` stand for.
        """
        if self.as_of is not None or not self.have("qa_scores"):
            return self.newest_day(table)
        ((moment,),) = self.ask(f"SELECT max(call_at) FROM {self.of('qa_scores')}")
        zone = ZoneInfo(self.config.organisation.time_zone)
        return self.newest_day(table) if moment is None else moment.astimezone(zone).date()

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        """Return all rows of a query."""
        ask = partial(fetch, self.connection)
        return ask(query) if self.answers is None else self.answers.of(query, ask)

    def calendars(self, countries: Collection[str]) -> dict[str, str | None]:
        """Return by country what its calendar of public holidays is called, where there is one.

        Kept as other answers are: the library of calendars loads all of them to tell that it has one.
        """

        def look(_: str) -> list[tuple[Any, ...]]:
            return [(country, known_country(country)) for country in countries]

        question = f"calendars of {list(countries)!r} in holidays {version_of('holidays')}"
        return dict(look(question) if self.answers is None else self.answers.of(question, look))

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
