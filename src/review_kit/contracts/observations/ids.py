"""Ids that say more than one thing: shared by several calls, short of their zeros, or spelt in two ways."""

from __future__ import annotations

from collections.abc import Iterator

from review_kit.contracts.checked_tables import CheckedTables
from review_kit.contracts.rule import kept_keys
from review_kit.contracts.rules.references import References
from review_kit.contracts.verdict import TableVerdict
from review_kit.sources.matching.salesforce_ids import LONG, SHORT, is_salesforce_id, other_spelling
from review_kit.sources.notice import Notice, and_more
from review_kit.sources.sql import name
from review_kit.words import say

KEYS = {"roster": "rep_id", "opportunities": "opportunity_id"}
"""Tables whose keys come from the CRM."""

_SHOWN = 3


def shared_call_ids(tables: CheckedTables) -> Iterator[tuple[str, Notice]]:
    """One id that stands for several calls, or for a call of several reps.

    Columns read: ``qa_scores``: ``call_id``, ``call_at``, ``rep_id``.
    """
    table = "qa_scores"
    if table not in tables.verdicts or not tables.verdicts[table].kept:
        return
    kept = tables.of(table)
    questions = (("call_at", "found-call-ids-times"), ("rep_id", "found-call-ids-reps"))
    for column, message in questions:
        shared = (
            f"SELECT call_id, count(*) AS rows FROM {kept} GROUP BY 1 "
            f"HAVING min({column}) <> max({column})"
        )
        ids, rows, example = tables.ask(
            # of those with most rows the first: rows kept lie in no order
            "SELECT count(*), coalesce(sum(rows), 0), first(call_id ORDER BY rows DESC, call_id) "
            f"FROM ({shared})",
        )[0]
        if not ids:
            continue
        file, row = tables.first_place(table, "call_id", example)
        found = Notice(
            kind="shared_call_id",
            message=say(message, n=ids, example=example),
            hint=say(f"{message}.hint"),
            rows=int(rows),
            file=file,
            row=row,
            column="call_id",
        )
        yield table, found


def lost_zeros(tables: CheckedTables) -> Iterator[tuple[str, Notice]]:
    """Ids that are in no parent, but with other zeros in front would be.

    Columns read: every table with a reference: the column that refers, and the keys kept of the
    table referred to.
    """
    for verdict in tables.verdicts.values():
        for notice in _lost_zeros(tables, verdict):
            yield verdict.name, notice


def _lost_zeros(tables: CheckedTables, verdict: TableVerdict) -> Iterator[Notice]:
    broken = {rule.id for rule in verdict.rules if rule.rows}
    for rule in verdict.contract.row_rules:
        if not isinstance(rule, References) or rule.id not in broken:
            continue
        column = name(rule.column)
        found = tables.ask(
            # what a text is without zeros is worked out once, and not for each of its rows
            "SELECT given, min(key), CAST(sum(n) AS BIGINT), any_value(file), any_value(row) FROM ("
            "SELECT given, count(*) AS n, min(_position) AS first, "
            "arg_min(_file, _position) AS file, arg_min(_row, _position) AS row "
            f"FROM (SELECT {column} AS given, _file, _row, _position FROM cast_{verdict.name}) "
            f"ANTI JOIN (SELECT key AS given FROM {kept_keys(rule.table)}) USING (given) "
            "GROUP BY given) "
            f"JOIN (SELECT key, {_bare('key')} AS bare FROM {kept_keys(rule.table)}) "
            f"ON bare = {_bare('given')} AND bare <> '' "
            "GROUP BY given, first ORDER BY first",
        )
        if not found:
            continue
        examples = ", ".join(
            say("found-instead", text=given, other=key) for given, key, *_ in found[:_SHOWN]
        )
        _, _, _, file, row = found[0]
        yield Notice(
            kind="lost_zeros",
            message=say(
                "found-lost-zeros", column=rule.column, table=rule.table, examples=examples
            ),
            hint=say("found-lost-zeros.hint"),
            rows=sum(rows for _, _, rows, *_ in found),
            file=file,
            row=row,
            column=rule.column,
        )


def records_under_two_ids(tables: CheckedTables) -> Iterator[tuple[str, Notice]]:
    """Find ids that stand in a table with 15 and with 18 characters: each record counts twice.

    Columns read: ``roster``: ``rep_id``; ``opportunities``: ``opportunity_id``.
    """
    for table, key in KEYS.items():
        if not tables.have(table):
            continue
        long = [
            text
            for (text,) in tables.ask(
                f"SELECT l.{key} FROM {tables.of(table)} AS l JOIN {tables.of(table)} AS s "
                f"ON length(l.{key}) = {LONG} AND length(s.{key}) = {SHORT} "
                f"AND left(l.{key}, {SHORT}) = s.{key} ORDER BY 1"
            )
            if is_salesforce_id(text) and other_spelling(text)
        ]
        if not long:
            continue
        named = ", ".join(
            say("found-pair", first=text[:SHORT], second=text) for text in long[:_SHOWN]
        )
        file, row = tables.first_place(table, key, long[0])
        yield (
            table,
            Notice(
                kind="record_under_two_ids",
                message=say(
                    "found-two-ids",
                    short=SHORT,
                    long=LONG,
                    examples=and_more(named, len(long) - _SHOWN),
                ),
                hint=say("found-two-ids.hint", long=LONG),
                rows=len(long),
                file=file,
                row=row,
                column=key,
                stops=True,
            ),
        )


def _bare(text: str) -> str:
    """SQL of an id without what a program adds or takes away that holds it for a number."""
    # of a million ids hardly one has such an end
    whole = f"CASE WHEN ends_with({text}, '0') AND contains({text}, '.0') "
    whole += f"THEN regexp_replace({text}, '\\.0+$', '') ELSE {text} END"
    return f"ltrim({whole}, '0')"
