"""One table: cast, judged by masks and by Great Expectations, and divided into kept and quarantined."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow.parquet as pq

from review_kit.contracts.casting import cast_query, plainly_cast
from review_kit.contracts.contract import Contract
from review_kit.contracts.emptied import emptied_notices
from review_kit.contracts.engine import count, fetch, write_parquet
from review_kit.contracts.frames import CHUNK_ROWS, read_parts
from review_kit.contracts.kept_counts import KeptCounts
from review_kit.contracts.places import emptied_path, kept_path, quarantined_path
from review_kit.contracts.rule import (
    EXPORT_DAYS,
    ExportShape,
    RowRule,
    Surroundings,
    TableRule,
    kept_keys,
)
from review_kit.contracts.rules.references import References
from review_kit.contracts.suite import Witness, count_table_violations, count_unexpected
from review_kit.contracts.unmatched import Unmatched, unmatched_texts
from review_kit.contracts.validation_errors import CountsDisagreeError, RowsLostError
from review_kit.contracts.verdict import Example, RuleVerdict, TableVerdict
from review_kit.contracts.violations import RuleCount, ViolationTable, find_violations
from review_kit.errors import SourceError
from review_kit.sources.sql import literal, name
from review_kit.sources.staged import StagedTable
from review_kit.words import say

MANY_KEYS = 100_000
"""Keys of a table from which only those that are referred to are held in memory."""
MANY_ROWS = 100_000
"""Rows from which on it is worth to look whether a table can be cast whenever it is read."""


@dataclass(frozen=True)
class Settings:
    """What is the same for every table of one validation."""

    folder: Path
    time_zone: str
    as_of: date | None
    counts: KeptCounts
    """What Great Expectations counted before."""
    sound: frozenset[str] = frozenset()
    """Tables already checked that passed so far; others cannot be referred to."""
    chunk_rows: int = CHUNK_ROWS


def check_table(
    connection: duckdb.DuckDBPyConnection,
    contract: Contract,
    staged: StagedTable,
    settings: Settings,
    *,
    required: bool,
    allowed_share: float,
) -> TableVerdict:
    """Judge one staged table and write its rows to ``kept/`` and ``quarantined/``.

    Raises
    ------
    CountsDisagreeError
        A rule has one count by its mask and another by Great Expectations.
    ExpectationError
        Great Expectations could not evaluate a rule.
    RowsLostError
        Rows kept, quarantined and left out are not the rows that came in.
    """
    types = {column.name: column.logical_type for column in contract.columns}
    filled, names = columns_of_export(staged)
    rules, unchecked = _checkable(contract, filled, settings.sound)
    cast = _cast(connection, contract, staged, filled, settings.folder)
    last_days = _last_days(connection, staged, settings.as_of)

    violations = find_violations(connection, contract, rules, cast, staged.path)
    surroundings = Surroundings(
        time_zone=settings.time_zone,
        kept_keys=_keys(connection, cast, rules),
        last_days=last_days,
    )
    parts = read_parts(connection, cast, rules, types, surroundings, chunk_rows=settings.chunk_rows)
    witnesses = count_unexpected(contract.table, parts, types, settings.counts)
    counts = violations.counts()
    for rule, found in zip(rules, counts, strict=True):
        _compare(contract.table, rule.id, found.rows, witnesses.get(rule.id))

    table_rules = _judge_table(connection, contract, staged, filled, settings.counts)
    row_rules = _judge_rows(contract, violations, counts, witnesses, unchecked, staged.of_nobody)
    kept, quarantined = _divide(violations, settings.folder, types)
    kept_digest, quarantined_digest = violations.digests()
    if kept + quarantined + sum(staged.left_out.values()) != staged.rows_in:
        raise RowsLostError(
            contract.table,
            staged.rows_in,
            kept=kept,
            quarantined=quarantined,
            left_out=sum(staged.left_out.values()),
        )
    return TableVerdict(
        contract=contract,
        required=required,
        profile=staged.profile,
        inputs=staged.inputs,
        rows_in=staged.rows_in,
        kept=kept,
        quarantined=quarantined,
        left_out=dict(staged.left_out),
        rules=(*table_rules, *row_rules),
        missing_columns=tuple(c for c in contract.column_names if c not in filled),
        unknown_columns=tuple(n for n in names if n not in contract.column_names),
        allowed_share=allowed_share,
        kept_digest=kept_digest,
        quarantined_digest=quarantined_digest,
        notices=(*staged.notices, *emptied_notices(connection, settings.folder, contract)),
        left_out_examples=staged.left_out_examples,
        doubtful=staged.doubtful,
        of_nobody=staged.of_nobody,
        mended=staged.mended,
    )


def _compare(table: str, rule: str, rows: int, witness: Witness | None) -> None:
    """Raise where the mask of a rule and Great Expectations do not count the same."""
    if witness is None or witness.rows != rows:
        raise CountsDisagreeError(table, rule, rows, witness.rows if witness else None)


def columns_of_export(staged: StagedTable) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the columns that the export fills, and the names of all it has."""
    in_file = [c for c in pq.read_schema(staged.path).names if c not in {"_file", "_row"}]
    filled = [column for column in in_file if column not in staged.missing_columns]
    others = [column for columns in staged.other_columns.values() for column in columns]
    return frozenset(filled), tuple(dict.fromkeys([*filled, *others]))


def _judged_names(staged: StagedTable, filled: frozenset[str]) -> tuple[str, ...]:
    """Return the names that a rule about headings judges: without unused columns known to be harmless."""
    others = [
        column
        for file, columns in staged.other_columns.items()
        for column in columns
        if column not in staged.harmless_columns.get(file, frozenset())
    ]
    in_file = [c for c in pq.read_schema(staged.path).names if c in filled]
    return tuple(dict.fromkeys([*in_file, *others]))


def _checkable(
    contract: Contract, filled: frozenset[str], sound: frozenset[str]
) -> tuple[tuple[RowRule, ...], dict[str, str]]:
    """Return the rules that can be judged, and for the others why not."""
    rules: list[RowRule] = []
    unchecked: dict[str, str] = {}
    for rule in contract.row_rules:
        lacking = [column for column in rule.columns_needed() if column not in filled]
        if lacking:
            unchecked[rule.id] = say("unchecked-no-column", column=lacking[0])
        elif rule.parent() not in {"", *sound, contract.table}:
            unchecked[rule.id] = say("unchecked-no-table", table=rule.parent())
        else:
            rules.append(rule)
    return tuple(rules), unchecked


def _cast(
    connection: duckdb.DuckDBPyConnection,
    contract: Contract,
    staged: StagedTable,
    filled: frozenset[str],
    folder: Path,
) -> str:
    plain: frozenset[str] = frozenset()
    if pq.read_metadata(staged.path).num_rows > MANY_ROWS:
        plain = plainly_cast(connection, contract.columns, filled, str(staged.path))
    query = cast_query(contract.columns, filled, str(staged.path), plain)
    typed = {column.name for column in contract.columns if column.logical_type != "string"}
    path = folder / "cast" / f"{contract.table}.parquet"
    path.parent.mkdir(parents=True, exist_ok=True)
    if not plain or not typed & filled <= plain:
        write_parquet(connection, query, path, for_now=True)
        query = f"SELECT * FROM read_parquet({literal(path)})"
    view = f"cast_{contract.table}"
    connection.execute(f"CREATE OR REPLACE TEMP VIEW {view} AS {query}")
    return view


def _last_days(
    connection: duckdb.DuckDBPyConnection, staged: StagedTable, as_of: date | None
) -> dict[str, date]:
    """Return by file the last day its rows may have, and put them where masks find them."""
    days = {
        source.name: max(source.exported_on, as_of) if as_of else source.exported_on
        for source in staged.inputs
    }
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {EXPORT_DAYS} (file VARCHAR, last_day DATE)")
    for file, day in days.items():
        connection.execute(f"INSERT INTO {EXPORT_DAYS} VALUES ($1, $2)", [file, day])
    unknown = fetch(
        connection,
        f"SELECT _file FROM cast_{staged.name} WHERE _file NOT IN (SELECT file FROM {EXPORT_DAYS}) "
        "OR _file IS NULL LIMIT 1",
    )
    if unknown:
        raise SourceError(f"{staged.name}: rows come from {unknown[0][0]!r}, which is not an input")
    return days


def _keys(
    connection: duckdb.DuckDBPyConnection, cast: str, rules: Sequence[RowRule]
) -> dict[str, pd.Index]:
    """Return by table the keys kept there; of many, those that rows of this table refer to."""
    columns: dict[str, set[str]] = {}
    for rule in rules:
        if rule.parent():
            columns.setdefault(rule.parent(), set()).update(rule.columns_read())
    found: dict[str, pd.Index] = {}
    for table in sorted(columns):
        keys = kept_keys(table)
        query = f"SELECT key FROM {keys}"
        if count(connection, keys) > MANY_KEYS:
            referred_to = " UNION ".join(
                f"SELECT {name(column)} FROM {cast}" for column in sorted(columns[table])
            )
            query += f" WHERE key IN ({referred_to})"
        found[table] = pd.Index([row[0] for row in fetch(connection, query)], dtype="str")
    return found


def _judge_table(
    connection: duckdb.DuckDBPyConnection,
    contract: Contract,
    staged: StagedTable,
    filled: frozenset[str],
    kept: KeptCounts,
) -> list[RuleVerdict]:
    shape = ExportShape(
        filled=filled,
        names=_judged_names(staged, filled),
        rows=count(connection, f"cast_{contract.table}"),
    )
    # Great Expectations is given the rows as they were staged, not as they were cast
    as_staged = replace(shape, rows=pq.read_metadata(staged.path).num_rows)
    types = {column.name: column.logical_type for column in contract.columns}
    witnesses = count_table_violations(contract.table, contract.table_rules, as_staged, types, kept)
    verdicts = []
    for rule in contract.table_rules:
        found = rule.found(shape)
        _compare(contract.table, rule.id, len(found), witnesses.get(rule.id))
        verdicts.append(
            RuleVerdict(
                id=rule.id,
                sentence=rule.sentence,
                violation=rule.violation(types),
                severity=rule.severity,
                rows=len(found),
                witness=witnesses.get(rule.id),
                examples=_columns_shown(rule, found, staged),
            )
        )
    return verdicts


def _columns_shown(
    rule: TableRule, columns: Sequence[str], staged: StagedTable
) -> tuple[Example, ...]:
    """Return the headings that break a rule, each with the first file that has it."""
    if not rule.names_columns:
        return ()
    first = staged.inputs[0].name if staged.inputs else ""
    files = {
        column: file
        for file, names in reversed(list(staged.other_columns.items()))
        for column in names
        if column not in staged.harmless_columns.get(file, ())
    }
    return tuple(
        Example(file=files.get(column, first), row=1, column=column, value="") for column in columns
    )


def _judge_rows(
    contract: Contract,
    violations: ViolationTable,
    counts: Sequence[RuleCount],
    witnesses: Mapping[str, Witness],
    unchecked: Mapping[str, str],
    of_nobody: Mapping[str, frozenset[str]],
) -> list[RuleVerdict]:
    types = {column.name: column.logical_type for column in contract.columns}
    examples = violations.examples(counts)
    checked = {
        rule.id: (found, shown)
        for rule, found, shown in zip(violations.rules, counts, examples, strict=True)
    }
    verdicts = []
    for rule in contract.row_rules:
        found, shown = checked.get(rule.id, (RuleCount(0, 0, 0, ()), ()))
        unmatched: tuple[tuple[Unmatched, ...], int] = ((), 0)
        if isinstance(rule, References) and found.rows:
            unmatched = unmatched_texts(
                violations.connection,
                rule,
                violations.cast,
                of_nobody.get(rule.column, frozenset()),
            )
        verdicts.append(
            RuleVerdict(
                id=rule.id,
                sentence=rule.sentence,
                violation=rule.violation(types),
                severity=rule.severity,
                rows=found.rows,
                witness=witnesses.get(rule.id),
                attributed=found.attributed,
                emptied=found.emptied,
                examples=shown,
                unchecked=unchecked.get(rule.id, ""),
                unmatched=unmatched[0],
                unmatched_count=unmatched[1],
            )
        )
    return verdicts


def _divide(violations: ViolationTable, folder: Path, types: Mapping[str, str]) -> tuple[int, int]:
    """Write the rows kept and the rows quarantined, and return how many they are."""
    table = violations.contract.table
    further = (
        {"call_on": "CAST(call_at AS DATE)", "export_order": "_position"}
        if table == "qa_scores"
        else {}
    )
    paths = (kept_path(folder, table), quarantined_path(folder, table), emptied_path(folder, table))
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
    kept = violations.write_kept(kept_path(folder, table), further)
    quarantined = violations.write_quarantined(quarantined_path(folder, table), types)
    violations.write_emptied(emptied_path(folder, table), types)
    return kept, quarantined
