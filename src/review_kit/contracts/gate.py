"""When a table is too bad to make documents from, in words that say how to fix it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

import duckdb

from review_kit.contracts.contract import Contract
from review_kit.contracts.engine import fetch
from review_kit.contracts.rule import GateCause, kept_keys
from review_kit.contracts.rules import kinds
from review_kit.contracts.rules.references import References
from review_kit.contracts.verdict import GateFault, RuleVerdict, TableVerdict
from review_kit.sources.notice import Notice
from review_kit.sources.sql import literal, name

KEY_TABLES = ("roster", "criteria")
"""Tables that every other one hangs on: two rows with one key leave open who or what is meant."""

FORBIDDEN = "emotion"
"""Kind of the notice that refuses what measures emotions of employees."""

_NEAR_SHOWN = 3
"""How many texts are named with whom they may mean."""

_WORKBOOK = "'review-kit mend' opens the rows as a workbook and reads your corrections back."
"""What to do where the export cannot be made again."""

RUBRIC = "criteria"
"""The table of which no row in use may be quarantined: it would change the scores of everybody."""


_VERSIONS = (
    " If they are versions of one criterion, each needs its own valid_from, and a valid_to "
    "before the next one begins."
)


def missing_table(table: str, unread: Iterable[str] = ()) -> GateFault:
    """Return the fault of a required table that was not given.

    Parameters
    ----------
    table
        Its name.
    unread
        A sentence for each file that nobody reads; those that speak of the table are repeated.
    """
    near = [sentence for sentence in unread if re.search(rf"\b{table}\b", sentence)]
    return GateFault(
        table=table,
        cause="missing_table",
        message=f"{table}: this table is missing, and every run needs it",
        hint=(
            f"Put {table}.csv (or .parquet, .xlsx, .jsonl) into exports/, or name its source "
            f"under [sources.{table}] in review_kit.toml." + "".join(f" {each}" for each in near)
        ),
    )


def gate_faults(
    verdict: TableVerdict,
    given: Collection[str],
    *,
    left_out_limit: float,
) -> tuple[GateFault, ...]:
    """Return why one table stops the run, judged by itself; nothing where it does not.

    Parameters
    ----------
    verdict
        What was found in it.
    given
        All tables that the project has.
    left_out_limit
        Share of the records that may be left out for a reason that is not ordinary.
    """
    found = {rule.id: rule for rule in verdict.rules}
    faults = [
        *_table_faults(verdict, found),
        *_parent_faults(verdict, given),
        *_key_faults(verdict, found),
        *_share_faults(verdict),
        *_left_out_faults(verdict, left_out_limit),
        *notice_faults(verdict, *verdict.notices),
    ]
    return tuple(faults)


def rubric_faults(
    connection: duckdb.DuckDBPyConnection,
    rubric: TableVerdict,
    quarantined: Path,
    children: Mapping[str, Contract],
) -> tuple[GateFault, ...]:
    """Return the fault of a rubric from which a criterion that other rows need was quarantined.

    Parameters
    ----------
    rubric
        Verdict on the criteria.
    quarantined
        Parquet file of the criteria quarantined.
    children
        Relation of cast rows → contract, for each table that was checked.
    """
    if not rubric.quarantined:
        return ()
    key = name(rubric.contract.key[0])
    lost = (
        f"SELECT {key} AS key FROM read_parquet({literal(quarantined)}) "
        f"EXCEPT SELECT key FROM {kept_keys(rubric.name)}"
    )
    needed: dict[str, int] = {}
    for cast, contract in children.items():
        for rule in contract.row_rules:
            if not (isinstance(rule, References) and rule.table == rubric.name):
                continue
            rows = fetch(
                connection,
                f"SELECT key, count(*) FROM ({lost}) AS lost JOIN {cast} AS t "
                f"ON t.{name(rule.column)} = lost.key GROUP BY 1 ORDER BY 1",
            )
            for value, count in rows:
                needed[value] = needed.get(value, 0) + count
    if not needed:
        return ()
    named = ", ".join(f"'{value}' ({rows:,} rows)" for value, rows in list(needed.items())[:5])
    return (
        _fault(
            rubric,
            "broken_key",
            f"some quarantined criteria are used by scores, sessions or goals: {named}",
            "Fix their rows; without them every overall score would be wrong.",
        ),
    )


def _fault(verdict: TableVerdict, cause: GateCause, message: str, hint: str) -> GateFault:
    if not verdict.required:
        hint += " To continue without this table, remove its files from exports/ or its section "
        hint += "from review_kit.toml."
    return GateFault(verdict.name, cause, f"{verdict.name}: {message}", hint)


def _table_faults(verdict: TableVerdict, found: Mapping[str, RuleVerdict]) -> Iterator[GateFault]:
    """Yield a fault for what rules about the whole table stop the run for, kind by kind."""
    rules = verdict.contract.table_rules
    for kind in sorted({type(rule) for rule in rules}, key=kinds().index):
        broken = [
            (rule, found[rule.id])
            for rule in rules
            if type(rule) is kind and found[rule.id].rows and rule.severity == "error"
        ]
        for stop in kind.stops(broken, verdict):
            yield _fault(verdict, stop.cause, stop.message, stop.hint)


def _parent_faults(verdict: TableVerdict, given: Collection[str]) -> Iterator[GateFault]:
    for parent in sorted(verdict.contract.parents - set(given)):
        columns = [
            rule.columns_read()[0] for rule in verdict.contract.row_rules if rule.parent() == parent
        ]
        yield _fault(
            verdict,
            "missing_parent",
            f"{_and(columns)} refers to the table {parent}, which is missing",
            f"Export {parent} too.",
        )


def _key_faults(verdict: TableVerdict, found: Mapping[str, RuleVerdict]) -> Iterator[GateFault]:
    key = found.get("key")
    if verdict.name not in KEY_TABLES or key is None or not key.rows:
        return
    first = key.examples[0]
    yield _fault(
        verdict,
        "broken_key",
        f"{key.rows:,} rows have the same {first.column} but different values (first: "
        f"'{first.value}', {first.file} row {first.row})",
        "Keep only one row for each; review-kit cannot know which one is right."
        + (_VERSIONS if verdict.name == RUBRIC else ""),
    )


def _share_faults(verdict: TableVerdict) -> Iterator[GateFault]:
    checked = verdict.kept + verdict.quarantined
    if not verdict.quarantined:
        return
    worst = max(verdict.rules, key=lambda rule: rule.attributed)
    first = worst.examples[0]
    place = f"first in {first.file} row {first.row}"
    most = f"Most often: {worst.violation} ({worst.attributed:,}; {place})"
    if verdict.share > verdict.allowed_share:
        yield _fault(
            verdict,
            "too_many_rows",
            f"{verdict.quarantined:,} of {checked:,} rows ({verdict.share:.1%}) break the "
            f"contract; the limit is {verdict.allowed_share:.1%}. {most}",
            f"{_mend(verdict, worst)}, or allow more with gate.tables.{verdict.name} in "
            f"review_kit.toml. {_WORKBOOK}",
        )
    elif not verdict.kept and verdict.required:
        yield _fault(
            verdict,
            "nothing_left",
            f"no rows are left. {most}",
            f"Fix the rows in the source. {_WORKBOOK}",
        )


def _left_out_faults(verdict: TableVerdict, limit: float) -> Iterator[GateFault]:
    if verdict.left_out_share <= limit:
        return
    lost = {reason: verdict.left_out[reason] for reason in sorted(verdict.doubtful)}
    parts = []
    for reason, rows in lost.items():
        first = verdict.left_out_examples.get(reason, ())
        place = f", first in {first[0].file} row {first[0].row}" if first else ""
        parts.append(f"{reason}: {rows:,}{place}")
    yield _fault(
        verdict,
        "too_many_left_out",
        f"{verdict.left_out_share:.1%} of the records were left out while reading; the limit is "
        f"{limit:.1%} ({'; '.join(parts)})",
        "Check these rows. If they are not records, name them under [[leave_out]] in the source "
        "profile; or allow more with gate.max_left_out_share in review_kit.toml.",
    )


def notice_faults(verdict: TableVerdict, *notices: Notice) -> Iterator[GateFault]:
    """Yield a fault for each notice that stops the run."""
    for notice in notices:
        if notice.stops:
            cause: GateCause = (
                "forbidden_emotion" if notice.kind == FORBIDDEN else "doubtful_reading"
            )
            yield _fault(verdict, cause, notice.sentence, notice.hint)


def _mend(verdict: TableVerdict, worst: RuleVerdict) -> str:
    for rule in verdict.contract.row_rules:
        if rule.id == worst.id and isinstance(rule, References):
            add = f"dd them to {rule.table}, or remove their rows from the export"
            if not verdict.contract.column(rule.column).required:
                add += f", or leave {rule.column} empty, which is allowed"
            near = [each for each in worst.unmatched if each.near]
            if not near:
                return f"A{add}"
            more = worst.unmatched_count - len(near[:_NEAR_SHOWN])
            others = f" and {more:,} more" if more > 0 else ""
            return (
                f"Correct the misspelled ones: {', '.join(map(str, near[:_NEAR_SHOWN]))}{others} "
                "(in the "
                f"source, or under 'values' of {rule.column} in a profile). Otherwise a{add}"
            )
    return "Fix them in the source"


def _and(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
