"""What rows say only together, and no rule of a single row can: warnings over a checked table."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb

from review_kit.contracts.engine import fetch, literal, name
from review_kit.contracts.masks import kept_keys
from review_kit.contracts.rules import References
from review_kit.contracts.verdict import TableVerdict, kept_path
from review_kit.sources.notice import Notice

SHARED_CALL_ID = "shared_call_id"
LOST_ZEROS = "lost_zeros"

_EXAMPLES = 3


def observations(
    connection: duckdb.DuckDBPyConnection, verdict: TableVerdict, folder: Path
) -> tuple[Notice, ...]:
    """Look at the rows of one table together, after each was judged by itself.

    Parameters
    ----------
    connection
        Where ``cast_<table>`` is a view of all its rows, and the keys kept of its parents are.
    verdict
        What was found in it so far.
    folder
        Folder of the validation, with the rows kept.
    """
    found = [*_lost_zeros(connection, verdict)]
    if verdict.name == "qa_scores" and verdict.kept:
        found += _shared_call_ids(connection, folder)
    return tuple(found)


def _shared_call_ids(connection: duckdb.DuckDBPyConnection, folder: Path) -> Iterator[Notice]:
    """Yield a warning where one id stands for several calls, or for a call of several reps."""
    kept = f"read_parquet({literal(kept_path(folder, 'qa_scores'))})"
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
        yield Notice(
            kind=SHARED_CALL_ID,
            message=f"{ids:,} call {'id has' if ids == 1 else 'ids have'} {what}: '{example}'"
            + (" and others" if ids > 1 else ""),
            hint=hint,
            rows=int(rows),
            file=file,
            row=row,
            column="call_id",
        )


def _lost_zeros(connection: duckdb.DuckDBPyConnection, verdict: TableVerdict) -> Iterator[Notice]:
    """Yield a warning where ids are in no parent, but with other zeros in front they would be."""
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
