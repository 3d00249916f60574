"""One table: cast, judged by masks and by Great Expectations, and divided into kept and set aside."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pyarrow.parquet as pq

from review_kit.contracts.casting import cast_query
from review_kit.contracts.contract import Contract
from review_kit.contracts.disagreement import CountsDisagreeError, RowsLostError
from review_kit.contracts.engine import count, fetch, write_parquet
from review_kit.contracts.frames import CHUNK_ROWS, Surroundings, read_parts
from review_kit.contracts.kept_counts import KeptCounts
from review_kit.contracts.masks import EXPORT_DAYS, Mask, compile_masks, kept_keys
from review_kit.contracts.patterns import spelt_out
from review_kit.contracts.rules import (
    ColumnPresent,
    ForbiddenColumns,
    References,
    RequiredWhen,
    RowCount,
    RowRule,
    SumInForce,
    TableRule,
    columns_of,
)
from review_kit.contracts.suite import count_table_faults, count_unexpected
from review_kit.contracts.unmatched import Unmatched, unmatched_texts
from review_kit.contracts.verdict import (
    Example,
    RuleVerdict,
    TableVerdict,
    kept_path,
    quarantined_path,
)
from review_kit.contracts.violations import FaultTable, RuleCount, find_faults
from review_kit.contracts.wording import fault_of
from review_kit.errors import SourceError
from review_kit.sources.sql import literal
from review_kit.sources.staged import StagedTable

NOTHING_KEPT = KeptCounts(None)
CompileMasks = Callable[[Sequence[RowRule], str, Mapping[str, str]], tuple[Mask, ...]]


@dataclass(frozen=True)
class Settings:
    """What is the same for every table of one validation."""

    folder: Path
    time_zone: str
    as_of: date | None
    sound: frozenset[str] = frozenset()
    """Tables already checked that passed so far; others cannot be referred to."""
    chunk_rows: int = CHUNK_ROWS
    compile_masks: CompileMasks = compile_masks
    counts: KeptCounts = NOTHING_KEPT


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
        Rows kept, set aside and left out are not the rows that came in.
    """
    types = {column.name: column.logical_type for column in contract.columns}
    filled, names = _columns_of_export(staged)
    rules, unchecked = _checkable(contract, filled, settings.sound)
    cast = _cast(connection, contract, staged, filled, settings.folder)
    last_days = _last_days(connection, staged, settings.as_of)

    faults = find_faults(
        connection, contract, settings.compile_masks(rules, cast, types), cast, staged.path
    )
    surroundings = Surroundings(
        time_zone=settings.time_zone,
        kept_keys=_keys(connection, rules),
        last_days=last_days,
    )
    parts = read_parts(connection, cast, rules, types, surroundings, chunk_rows=settings.chunk_rows)
    expected = count_unexpected(contract.table, parts, types, settings.counts)
    counts = faults.counts()
    for rule, found in zip(rules, counts, strict=True):
        if expected.get(rule.id) != found.rows:
            raise CountsDisagreeError(contract.table, rule.id, found.rows, expected.get(rule.id))

    table_rules = _judge_table(connection, contract, staged, filled, settings.counts)
    row_rules = _judge_rows(contract, faults, counts, unchecked, types)
    kept, quarantined = _divide(faults, settings.folder, types)
    kept_digest, quarantined_digest = faults.digests()
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
        notices=staged.notices,
        left_out_examples=staged.left_out_examples,
        doubtful=staged.doubtful,
    )


def _columns_of_export(staged: StagedTable) -> tuple[frozenset[str], tuple[str, ...]]:
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
        lacking = [column for column in _needed(rule) if column not in filled]
        if lacking:
            unchecked[rule.id] = f"the export has no column {lacking[0]}"
        elif isinstance(rule, References) and rule.table not in {*sound, contract.table}:
            unchecked[rule.id] = f"{rule.table} is missing or did not pass"
        else:
            rules.append(rule)
    return tuple(rules), unchecked


def _needed(rule: RowRule) -> tuple[str, ...]:
    """Return the columns without which a rule says nothing.

    A column that is required in some rows breaks the rule in these rows where the export lacks it.
    """
    match rule:
        case RequiredWhen():
            return (rule.when.column,)
        case SumInForce():
            return (rule.column, rule.group_by, rule.valid_from)
        case _:
            return columns_of(rule)


def _cast(
    connection: duckdb.DuckDBPyConnection,
    contract: Contract,
    staged: StagedTable,
    filled: frozenset[str],
    folder: Path,
) -> str:
    path = folder / "cast" / f"{contract.table}.parquet"
    path.parent.mkdir(parents=True, exist_ok=True)
    write_parquet(connection, cast_query(contract.columns, filled, str(staged.path)), path)
    view = f"cast_{contract.table}"
    connection.execute(
        f"CREATE OR REPLACE TEMP VIEW {view} AS SELECT * FROM read_parquet({literal(path)})"
    )
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


def _keys(connection: duckdb.DuckDBPyConnection, rules: Sequence[RowRule]) -> dict[str, pd.Index]:
    tables = {rule.table for rule in rules if isinstance(rule, References)}
    return {
        table: pd.Index(
            [row[0] for row in fetch(connection, f"FROM {kept_keys(table)}")],
            dtype="str",
        )
        for table in sorted(tables)
    }


def _judge_table(
    connection: duckdb.DuckDBPyConnection,
    contract: Contract,
    staged: StagedTable,
    filled: frozenset[str],
    counts: KeptCounts,
) -> list[RuleVerdict]:
    names = _judged_names(staged, filled)
    rows = count(connection, f"cast_{contract.table}")
    found = {
        rule.id: _table_fault(connection, rule, filled, names, rows)
        for rule in contract.table_rules
    }
    expected = count_table_faults(
        contract.table,
        contract.table_rules,
        sorted(filled),
        names,
        pq.read_metadata(staged.path).num_rows,
        counts,
    )
    verdicts = []
    for rule in contract.table_rules:
        faults = found[rule.id]
        if expected[rule.id] != len(faults):
            raise CountsDisagreeError(contract.table, rule.id, len(faults), expected[rule.id])
        files = [source.name for source in staged.inputs] or [""]
        verdicts.append(
            RuleVerdict(
                id=rule.id,
                sentence=rule.sentence,
                fault=f"not so: {rule.sentence}",
                severity=rule.severity,
                rows=len(faults),
                examples=tuple(
                    Example(
                        file=next(
                            (
                                f
                                for f, c in staged.other_columns.items()
                                if column in c and column not in staged.harmless_columns.get(f, ())
                            ),
                            files[0],
                        ),
                        row=1,
                        column=column,
                        value="",
                    )
                    for column in faults
                    if isinstance(rule, ForbiddenColumns)
                ),
            )
        )
    return verdicts


def _table_fault(
    connection: duckdb.DuckDBPyConnection,
    rule: TableRule,
    filled: frozenset[str],
    names: tuple[str, ...],
    rows: int,
) -> list[str]:
    """Return what breaks a rule about the whole table: names of columns, or one entry."""
    match rule:
        case ColumnPresent():
            return [] if rule.column in filled else [rule.column]
        case ForbiddenColumns():
            return [column for column in names if re.search(spelt_out(rule.pattern), column)]
        case RowCount():
            return [] if rows >= rule.minimum else ["rows"]


def _judge_rows(
    contract: Contract,
    faults: FaultTable,
    counts: Sequence[RuleCount],
    unchecked: Mapping[str, str],
    types: Mapping[str, str],
) -> list[RuleVerdict]:
    examples = faults.examples(counts)
    checked = {
        rule.id: (found, shown)
        for rule, found, shown in zip(faults.rules, counts, examples, strict=True)
    }
    verdicts = []
    for rule in contract.row_rules:
        found, shown = checked.get(rule.id, (RuleCount(0, 0, ()), ()))
        unmatched: tuple[tuple[Unmatched, ...], int] = ((), 0)
        if isinstance(rule, References) and found.rows:
            unmatched = unmatched_texts(faults.connection, rule, faults.cast)
        verdicts.append(
            RuleVerdict(
                id=rule.id,
                sentence=rule.sentence,
                fault=fault_of(rule, types),
                severity=rule.severity,
                rows=found.rows,
                attributed=found.attributed,
                examples=shown,
                unchecked=unchecked.get(rule.id, ""),
                unmatched=unmatched[0],
                unmatched_count=unmatched[1],
            )
        )
    return verdicts


def _divide(faults: FaultTable, folder: Path, types: Mapping[str, str]) -> tuple[int, int]:
    """Write the rows kept and the rows set aside, and return how many they are."""
    table = faults.contract.table
    further = (
        {"call_on": "CAST(call_at AS DATE)", "export_order": "_position"}
        if table == "qa_scores"
        else {}
    )
    for path in (kept_path(folder, table), quarantined_path(folder, table)):
        path.parent.mkdir(parents=True, exist_ok=True)
    kept = faults.write_kept(kept_path(folder, table), further)
    quarantined = faults.write_quarantined(quarantined_path(folder, table), types)
    return kept, quarantined
