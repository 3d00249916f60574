"""What the rows that were kept say together: no fault of any one of them, and yet to be looked at.

Every observation is a function of its own over typed rows; :func:`observations` calls them all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from review_kit.contracts.engine import fetch
from review_kit.contracts.masks import kept_keys
from review_kit.contracts.rules import References
from review_kit.contracts.verdict import TableVerdict, kept_path, quarantined_path
from review_kit.sources.notice import Notice
from review_kit.sources.sql import literal, name
from review_kit.sources.values.unread_texts import cause_of

MONEY_COLUMNS: Mapping[str, tuple[str, str]] = {
    "opportunities": ("amount", "currency"),
    "quotas": ("quota", "currency"),
    "outcomes": ("value", "unit"),
}
"""Table → column of money and the column that says its currency."""
SHARED_CALL_ID = "shared_call_id"
LOST_ZEROS = "lost_zeros"

_EXAMPLES = 3

DIFFERENT_TEXTS = 1_000
"""Unreadable texts of a column whose cause is looked for, the most frequent first."""


@dataclass(frozen=True)
class Surveyed:
    """The tables of one validation after each was judged by itself.

    The connection has the view ``cast_<table>`` of every one: typed, with ``_file`` and ``_row``.
    """

    connection: duckdb.DuckDBPyConnection
    verdicts: Mapping[str, TableVerdict]
    folder: Path
    as_of: date | None
    currency: str
    """Of the project."""

    def kept(self, table: str) -> str:
        """SQL relation of the rows kept."""
        return f"read_parquet({literal(kept_path(self.folder, table))})"

    def newest_day(self, table: str) -> date | None:
        """Day that the rows of a table stand for: the review day, else that of the newest export."""
        days = [source.exported_on for source in self.verdicts[table].inputs]
        return self.as_of or max(days, default=None)


def observations(surveyed: Surveyed) -> dict[str, tuple[Notice, ...]]:
    """Return what is to be told about each table, in the order of the tables."""
    found: dict[str, list[Notice]] = {}
    for observe in (shared_call_ids, lost_zeros, past_deals, foreign_money, unread_causes):
        for table, notice in observe(surveyed):
            found.setdefault(table, []).append(notice)
    return {table: tuple(found[table]) for table in surveyed.verdicts if table in found}


def past_deals(surveyed: Surveyed) -> Iterator[tuple[str, Notice]]:
    """Open deals that should have closed: forgotten ones, or closed stages taken for open."""
    table = "opportunities"
    if table not in surveyed.verdicts or (day := surveyed.newest_day(table)) is None:
        return
    stages = fetch(
        surveyed.connection,
        f"SELECT stage, count(*) FROM {surveyed.kept(table)} "
        f"WHERE NOT is_closed AND close_date < DATE '{day}' GROUP BY 1 ORDER BY 2 DESC, 1",
    )
    if not stages:
        return
    yield (
        table,
        Notice(
            kind="past_deals",
            message=f"open deals whose close date is before {day.day} {day:%B %Y}, by stage",
            hint="Move their close dates or close them in the CRM. If such a stage is a closed one, "
            "name it in the source profile.",
            rows=sum(rows for _, rows in stages),
            listed=dict(stages),
        ),
    )


def foreign_money(surveyed: Surveyed) -> Iterator[tuple[str, Notice]]:
    """Amounts in another currency than the project's, which no run can count."""
    for table, (amount, currency) in MONEY_COLUMNS.items():
        if table not in surveyed.verdicts:
            continue
        codes = fetch(
            surveyed.connection,
            f"SELECT {name(currency)}, count(*) FROM {surveyed.kept(table)} "
            f"WHERE {name(amount)} IS NOT NULL AND {name(currency)} <> {literal(surveyed.currency)} "
            f"AND regexp_full_match({name(currency)}, '[A-Z]{{3}}') GROUP BY 1 ORDER BY 2 DESC, 1",
        )
        if codes:
            yield (
                table,
                Notice(
                    kind="foreign_money",
                    message=f"amounts in other currencies than {surveyed.currency}, which are "
                    "never converted; a run refuses them where it needs them",
                    hint="Export a converted amount, or set organisation.currency in "
                    "review_kit.toml to the currency of the amounts.",
                    rows=sum(rows for _, rows in codes),
                    listed=dict(codes),
                ),
            )


def unread_causes(surveyed: Surveyed) -> Iterator[tuple[str, Notice]]:
    """Why texts could not be read, where their spelling tells it."""
    for table, verdict in surveyed.verdicts.items():
        if not verdict.quarantined:
            continue
        # what reading has said about a column already
        told = {
            notice.message.partition(":")[0]
            for notice in verdict.notices
            if notice.kind in ("currency_contradicted", "currency_unclear")
        }
        types = {column.name: column.logical_type for column in verdict.contract.columns}
        for column, logical_type in types.items():
            rule = f"{column}.readable"
            if not any(each.id == rule and each.rows for each in verdict.rules):
                continue
            texts = fetch(
                surveyed.connection,
                f"SELECT {name(column)}, count(*), arg_min(_file, _row), min(_row) "
                f"FROM read_parquet({literal(quarantined_path(surveyed.folder, table))}) "
                f"WHERE list_contains(rules, {literal(rule)}) GROUP BY 1 "
                f"ORDER BY 2 DESC, 1 LIMIT {DIFFERENT_TEXTS}",
            )
            causes: dict[tuple[str, str], Notice] = {}
            for text, rows, file, row in texts:
                cause = cause_of(text, logical_type)
                if cause is None or (cause.kind == "currency" and column in told):
                    continue
                earlier = causes.get((cause.message, cause.hint))
                causes[cause.message, cause.hint] = Notice(
                    kind="unread_texts",
                    message=f"{column}: {cause.message}",
                    hint=cause.hint,
                    rows=rows + (earlier.rows if earlier else 0),
                    file=earlier.file if earlier else file,
                    row=earlier.row if earlier else row,
                    listed={**(earlier.listed if earlier else {}), text: rows},
                )
            yield from ((table, notice) for notice in causes.values())


def shared_call_ids(surveyed: Surveyed) -> Iterator[tuple[str, Notice]]:
    """One id that stands for several calls, or for a call of several reps."""
    table = "qa_scores"
    if table not in surveyed.verdicts or not surveyed.verdicts[table].kept:
        return
    connection, kept = surveyed.connection, surveyed.kept(table)
    questions = (
        (
            "call_at",
            "several call times, so that different calls count as one",
            "A call has one time. If ids were rounded or cut, export them anew as text; if an "
            "export gives the time of the scoring, take the column with the time of the call.",
        ),
        (
            "rep_id",
            "scores of several reps",
            "If these reps were on the call together, all is well; if not, ids were rounded or cut "
            "on their way here: export them anew as text.",
        ),
    )
    for column, what, hint in questions:
        shared = (
            f"SELECT call_id, count(*) AS rows FROM {kept} GROUP BY 1 "
            f"HAVING min({column}) <> max({column})"
        )
        ids, rows, example = fetch(
            connection,
            f"SELECT count(*), coalesce(sum(rows), 0), arg_max(call_id, rows) FROM ({shared})",
        )[0]
        if not ids:
            continue
        file, row = fetch(
            connection,
            f"SELECT arg_min(_file, _position), arg_min(_row, _position) FROM cast_qa_scores "
            f"WHERE call_id = {literal(example)}",
        )[0]
        found = Notice(
            kind=SHARED_CALL_ID,
            message=f"{ids:,} call {'id has' if ids == 1 else 'ids have'} {what}: '{example}'"
            + (" and others" if ids > 1 else ""),
            hint=hint,
            rows=int(rows),
            file=file,
            row=row,
            column="call_id",
        )
        yield table, found


def lost_zeros(surveyed: Surveyed) -> Iterator[tuple[str, Notice]]:
    """Ids that are in no parent, but with other zeros in front would be."""
    for verdict in surveyed.verdicts.values():
        for notice in _lost_zeros(surveyed.connection, verdict):
            yield verdict.name, notice


def _lost_zeros(connection: duckdb.DuckDBPyConnection, verdict: TableVerdict) -> Iterator[Notice]:
    broken = {rule.id for rule in verdict.rules if rule.rows}
    for rule in verdict.contract.row_rules:
        if not isinstance(rule, References) or rule.id not in broken:
            continue
        column = name(rule.column)
        found = fetch(
            connection,
            "SELECT given, min(key), count(*), arg_min(_file, _position), arg_min(_row, _position) "
            f"FROM (SELECT {column} AS given, * FROM cast_{verdict.name}) "
            f"ANTI JOIN (SELECT key AS given FROM {kept_keys(rule.table)}) USING (given) "
            f"JOIN (SELECT key, {_bare('key')} AS bare FROM {kept_keys(rule.table)}) "
            f"ON bare = {_bare('given')} AND bare <> '' "
            "GROUP BY 1 ORDER BY min(_position)",
        )
        if not found:
            continue
        examples = ", ".join(f"'{given}' for '{key}'" for given, key, *_ in found[:_EXAMPLES])
        _, _, _, file, row = found[0]
        yield Notice(
            kind=LOST_ZEROS,
            message=f"{rule.column} differs from {rule.table} by zeros only: {examples}",
            hint="A program took the ids for numbers. Format the column as text before they are "
            "put into it, and export again.",
            rows=sum(rows for _, _, rows, *_ in found),
            file=file,
            row=row,
            column=rule.column,
        )


def _bare(text: str) -> str:
    """SQL of an id without what a program adds or takes away that holds it for a number."""
    return f"ltrim(regexp_replace({text}, '\\.0+$', ''), '0')"
