"""Values of the rows kept that are to be looked at: late deals, foreign money, texts that were not read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from review_kit.contracts.checked_tables import CheckedTables
from review_kit.contracts.places import emptied_path, quarantined_path
from review_kit.contracts.verdict import TableVerdict
from review_kit.contracts.verdict_words import day_in_words
from review_kit.project.data_model import LogicalType
from review_kit.sources.notice import Notice
from review_kit.sources.sql import literal, name
from review_kit.sources.values.unreadable_texts import cause_of
from review_kit.words import say

MONEY_COLUMNS: Mapping[str, tuple[str, str]] = {
    "opportunities": ("amount", "currency"),
    "quotas": ("quota", "currency"),
    "outcomes": ("value", "unit"),
}
"""Table → column of money and the column that says its currency."""

FEW_DAYS, MANY_DAYS = 3, 0.05
"""Days, and share of a table's rows, above which days in the other order are no slips of a few."""

DAYS_OF_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
"""Most days that a month can have, from January; a text with another day is no day in any order."""

DIFFERENT_TEXTS = 1_000
"""Unreadable texts of a column whose cause is looked for, the most frequent first."""


def past_deals(tables: CheckedTables) -> Iterator[tuple[str, Notice]]:
    """Open deals that should have closed: forgotten ones, or closed stages taken for open.

    Columns read: ``opportunities``: ``is_closed``, ``close_date``, ``stage``; ``qa_scores``: ``call_at``.
    """
    table = "opportunities"
    if table not in tables.verdicts or (day := tables.review_day(table)) is None:
        return
    stages = tables.ask(
        f"SELECT stage, count(*) FROM {tables.of(table)} "
        f"WHERE NOT is_closed AND close_date < DATE '{day}' GROUP BY 1 ORDER BY 2 DESC, 1",
    )
    if not stages:
        return
    yield (
        table,
        Notice(
            kind="past_deals",
            message=say("found-past-deals", day=day_in_words(day)),
            hint=say("found-past-deals.hint"),
            rows=sum(rows for _, rows in stages),
            listed=dict(stages),
        ),
    )


def foreign_money(tables: CheckedTables) -> Iterator[tuple[str, Notice]]:
    """Amounts in another currency than the project's, which no run can count.

    Columns read: the columns in :data:`MONEY_COLUMNS`.
    """
    own = tables.config.organisation.currency
    for table, (amount, currency) in MONEY_COLUMNS.items():
        if not tables.have(table):
            continue
        codes = tables.ask(
            f"SELECT {name(currency)}, count(*) FROM {tables.of(table)} "
            f"WHERE {name(amount)} IS NOT NULL AND {name(currency)} <> {literal(own)} "
            f"AND regexp_full_match({name(currency)}, '[A-Z]{{3}}') GROUP BY 1 ORDER BY 2 DESC, 1",
        )
        if codes:
            yield (
                table,
                Notice(
                    kind="foreign_money",
                    message=say("found-foreign-money", currency=own),
                    hint=say("found-foreign-money.hint"),
                    rows=sum(rows for _, rows in codes),
                    listed=dict(codes),
                ),
            )


def unread_causes(tables: CheckedTables) -> Iterator[tuple[str, Notice]]:
    """Why texts could not be read, where their spelling shows it.

    Columns read: quarantined rows: the unreadable column, ``_file``, ``_row``, ``rules``; emptied cells.
    """
    for table, verdict in tables.verdicts.items():
        # what reading has said about a column already
        reported = {
            notice.canonical
            for notice in verdict.notices
            if notice.kind in ("currency_contradicted", "currency_unclear")
        }
        for column, logical_type in _unreadable_columns(verdict).items():
            texts = tables.ask(
                "SELECT text, count(*), arg_min(_file, _row), min(_row) "
                f"FROM ({_unread(tables, table, column)}) GROUP BY 1 "
                f"ORDER BY 2 DESC, 1 LIMIT {DIFFERENT_TEXTS}",
            )
            causes: dict[tuple[str, str], Notice] = {}
            for text, rows, file, row in texts:
                cause = cause_of(text, logical_type)
                if cause is None or (cause.kind == "currency" and column in reported):
                    continue
                earlier = causes.get((cause.message, cause.hint))
                causes[cause.message, cause.hint] = Notice(
                    kind="unread_texts",
                    message=say("found-column", column=column, message=cause.message),
                    hint=cause.hint,
                    rows=rows + (earlier.rows if earlier else 0),
                    file=earlier.file if earlier else file,
                    row=earlier.row if earlier else row,
                    listed={**(earlier.listed if earlier else {}), text: rows},
                )
            yield from ((table, notice) for notice in causes.values())


def wrong_date_order(tables: CheckedTables) -> Iterator[tuple[str, Notice]]:
    """Days that can only be read in the other order of day and month than the one that is used.

    Where they are many, the order is wrong, and days that can be read in both orders were read as others.

    Columns read: as for :func:`unread_causes`.
    """
    for table, verdict in tables.verdicts.items():
        for column, logical_type in _unreadable_columns(verdict).items():
            if logical_type not in ("date", "timestamp"):
                continue
            for first, second, order in (("a", "b", "month_first"), ("b", "a", "day_first")):
                ((rows, text, file, row),) = tables.ask(
                    "SELECT count(*), arg_min(text, _row), arg_min(_file, _row), min(_row) FROM ("
                    f"SELECT *, {_part(1)} AS a, {_part(2)} AS b "
                    f"FROM ({_unread(tables, table, column)})) "
                    f"WHERE {first} BETWEEN 1 AND 12 "
                    f"AND {second} BETWEEN 13 AND list_extract({list(DAYS_OF_MONTH)}, {first})"
                )
                if not rows:
                    continue
                yield (
                    table,
                    Notice(
                        kind="wrong_date_order",
                        message=say(
                            "found-wrong-date-order", order=order, n=rows, column=column, text=text
                        ),
                        hint=say("found-wrong-date-order.hint", order=order, table=table),
                        rows=rows,
                        file=file,
                        row=row,
                        stops=rows > max(FEW_DAYS, MANY_DAYS * verdict.rows_in),
                    ),
                )


def _unreadable_columns(verdict: TableVerdict) -> dict[str, LogicalType]:
    """Return the columns of a table in which a text could not be read, with their types."""
    broken = {rule.id for rule in verdict.rules if rule.rows}
    return {
        column.name: column.logical_type
        for column in verdict.contract.columns
        if f"{column.name}.readable" in broken
    }


def _unread(tables: CheckedTables, table: str, column: str) -> str:
    """Return a query for the unreadable texts of a column: of rows quarantined, and of cells emptied."""
    rule = literal(f"{column}.readable")
    return (
        f"SELECT {name(column)} AS text, _file, _row "
        f"FROM read_parquet({literal(quarantined_path(tables.folder, table))}) "
        f"WHERE list_contains(rules, {rule}) UNION ALL BY NAME SELECT text, _file, _row "
        f"FROM read_parquet({literal(emptied_path(tables.folder, table))}) WHERE rule = {rule}"
    )


def _part(number: int) -> str:
    """Return SQL of the first or second number of a text such as ``13/07/2026``."""
    pattern = r"^\s*(\d{1,2})[./-](\d{1,2})[./-]\d{2,4}\b"
    return f"TRY_CAST(regexp_extract(text, {literal(pattern)}, {number}) AS INTEGER)"
