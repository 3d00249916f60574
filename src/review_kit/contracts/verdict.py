"""What validation found: values that pages, terminals, snapshots and files are made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from review_kit.contracts.contract import Contract
from review_kit.contracts.places import kept_path, quarantined_path
from review_kit.contracts.rule import GateCause, Severity
from review_kit.contracts.suite import Witness
from review_kit.contracts.unmatched import Unmatched
from review_kit.sources.notice import Notice
from review_kit.sources.staged import InputFile, LeftOutRow, MendedRow

_COSTS: tuple[Severity, ...] = ("error", "cell", "warning")
"""What broken rules cost, the dearest first: the row, the cell, nothing."""


@dataclass(frozen=True)
class Example:
    """The cells of one row in which a rule is broken."""

    file: str
    row: int
    column: str
    value: str
    """As the export has it; empty where the cell is."""


@dataclass(frozen=True)
class RuleVerdict:
    """One rule of one table."""

    id: str
    sentence: str
    """What holds where the rule is kept."""
    violation: str
    """What is wrong where it is broken."""
    severity: Severity
    rows: int
    """Rows that break it, by its row mask."""
    witness: Witness | None = None
    """What Great Expectations counted; none for a rule that was not looked at."""
    attributed: int = 0
    """Rows quarantined of which it is the first violation; 0 for a warning."""
    emptied: int = 0
    """Cells of rows kept that were emptied for it."""
    examples: tuple[Example, ...] = ()
    unchecked: str = ""
    """Why it was not looked at; empty where it was."""
    unmatched: tuple[Unmatched, ...] = ()
    """Of a reference: the texts that refer to nothing, the most frequent first."""
    unmatched_count: int = 0
    """How many different ones there are."""


@dataclass(frozen=True)
class GateFault:
    """One reason to stop before anything is made."""

    table: str
    cause: GateCause
    message: str
    hint: str


@dataclass(frozen=True)
class TableVerdict:
    """One canonical table."""

    contract: Contract
    required: bool
    profile: str
    inputs: tuple[InputFile, ...]
    rows_in: int
    kept: int
    quarantined: int
    left_out: Mapping[str, int]
    rules: tuple[RuleVerdict, ...]
    missing_columns: tuple[str, ...]
    """Columns of the contract that the export does not have."""
    unknown_columns: tuple[str, ...]
    """Columns of the export that the contract does not know; they are not used."""
    allowed_share: float
    """Share of rows that may be quarantined."""
    kept_digest: str
    """Of the text of the rows kept and their order, the same on any machine."""
    quarantined_digest: str
    """Of the text of the rows quarantined, their order and their violations."""
    notices: tuple[Notice, ...] = ()
    """What was found that is no violation by a single row."""
    left_out_examples: Mapping[str, tuple[LeftOutRow, ...]] = field(default_factory=dict)
    """Reason → first rows left out for it."""
    of_nobody: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Column → texts of which its profile says that they mean nobody who is near."""
    doubtful: frozenset[str] = frozenset()
    """Reasons whose rows may be records that were lost."""
    gate: tuple[GateFault, ...] = ()
    mended: tuple[MendedRow, ...] = ()
    """Rows of the files that people mended; they are among those checked."""
    facts: tuple[str, ...] = ()
    """What is worth a look although nothing is wrong with it: the sums of a rubric's weights."""

    @property
    def name(self) -> str:
        """The canonical table."""
        return self.contract.table

    @property
    def share(self) -> float:
        """Share of the rows checked that is quarantined."""
        checked = self.kept + self.quarantined
        return self.quarantined / checked if checked else 0.0

    @property
    def left_out_share(self) -> float:
        """Share of the rows that could be records which is left out for a doubtful reason."""
        lost = sum(rows for reason, rows in self.left_out.items() if reason in self.doubtful)
        records = self.kept + self.quarantined + lost
        return lost / records if records else 0.0

    @property
    def emptied(self) -> Mapping[str, int]:
        """Cells of rows kept that were emptied, by what is wrong with them."""
        return {rule.violation: rule.emptied for rule in self.rules if rule.emptied}

    @property
    def warnings(self) -> tuple[Notice, ...]:
        """Notices that do not stop the run."""
        return tuple(notice for notice in self.notices if not notice.stops)

    @property
    def passed(self) -> bool:
        """Whether documents may be made from it."""
        return not self.gate

    @property
    def broken_rules(self) -> tuple[RuleVerdict, ...]:
        """Rules that some row breaks: errors by the rows they cost, then cells, then warnings."""
        broken = [rule for rule in self.rules if rule.rows]
        return tuple(
            sorted(broken, key=lambda rule: (_COSTS.index(rule.severity), -rule.rows, rule.id))
        )

    def with_notices(self, *notices: Notice) -> TableVerdict:
        """Return the verdict with further findings."""
        return replace(self, notices=self.notices + notices)

    def with_facts(self, *facts: str) -> TableVerdict:
        """Return the verdict with what is worth a look."""
        return replace(self, facts=self.facts + facts)

    def with_gate(self, *faults: GateFault) -> TableVerdict:
        """Return the verdict with further reasons to stop."""
        return replace(self, gate=self.gate + faults)


@dataclass(frozen=True)
class Refusal:
    """Why no run would be made of exports that passed: of settings, templates and rows together."""

    message: str
    hint: str


@dataclass(frozen=True)
class Validation:
    """The verdict on all exports of a project, and the folder where its rows are."""

    folder: Path
    organisation: str
    time_zone: str
    as_of: date | None
    contracts: Mapping[str, Contract]
    tables: tuple[TableVerdict, ...]
    """Tables that were given, parents first."""
    missing: tuple[GateFault, ...]
    """Required tables that were not."""
    absent: tuple[str, ...]
    """Optional tables that were not."""
    unread: tuple[str, ...] = ()
    """A sentence for each file beside the exports that nobody reads."""
    refused: tuple[Refusal, ...] = ()
    """What a run would refuse of exports that passed."""
    own_metrics: tuple[str, ...] = ()
    """A sentence for each metric of the project's own whose file cannot be used."""
    made_from: Mapping[str, Any] = field(default_factory=dict)
    """Table → plain values that are the same where its rows are divided the same; where results are kept."""

    @property
    def passed(self) -> bool:
        """Whether documents may be made."""
        return not self.gate_faults

    @cached_property
    def gate_faults(self) -> tuple[GateFault, ...]:
        """Every reason not to."""
        return self.missing + tuple(fault for table in self.tables for fault in table.gate)

    @cached_property
    def witnesses(self) -> tuple[Witness, ...]:
        """What Great Expectations counted, for every rule that was looked at."""
        found = (rule.witness for table in self.tables for rule in table.rules)
        return tuple(witness for witness in found if witness is not None)

    @cached_property
    def source_numbers(self) -> Mapping[str, int]:
        """Number of each file, sheet or query that rows came from.

        Documents name sources by it, because files and sheets may be called after people.
        """
        names = dict.fromkeys(source.name for table in self.tables for source in table.inputs)
        return {name: number for number, name in enumerate(names, start=1)}

    @property
    def notes(self) -> tuple[str, ...]:
        """What nobody may miss though documents can be made: warnings, then files nobody reads."""
        warned = (
            f"{table.name}: {notice.sentence}. {notice.hint}".rstrip()
            for table in self.tables
            for notice in table.warnings
        )
        return (*warned, *self.unread)

    def table(self, name: str) -> TableVerdict | None:
        """Return the verdict on one table; none where it was not given."""
        return next((table for table in self.tables if table.name == name), None)

    def kept_path(self, table: str) -> Path:
        """Return the Parquet file of the rows kept, typed."""
        return kept_path(self.folder, table)

    def quarantined_path(self, table: str) -> Path:
        """Return the Parquet file of the rows quarantined, as text, with reasons."""
        return quarantined_path(self.folder, table)

    def to_json(self) -> dict[str, Any]:
        """Return all of it as values that JSON has."""
        return {
            "passed": self.passed,
            "organisation": self.organisation,
            "time_zone": self.time_zone,
            "as_of": self.as_of.isoformat() if self.as_of else None,
            "gate": [_gate_json(fault) for fault in self.gate_faults],
            "run_refuses": [vars(refusal) for refusal in self.refused],
            "absent": list(self.absent),
            "unread": list(self.unread),
            "own_metrics": list(self.own_metrics),
            "tables": {
                table.name: _table_json(table, self.source_numbers) for table in self.tables
            },
        }


def _table_json(table: TableVerdict, numbers: Mapping[str, int]) -> dict[str, Any]:
    return {
        "passed": table.passed,
        "required": table.required,
        "contract": {
            "id": table.contract.id,
            "version": table.contract.version,
            "sha256": table.contract.sha256,
        },
        "profile": table.profile,
        "inputs": [
            {
                "number": numbers[source.name],
                "name": source.name,
                "sha256": source.sha256,
                "bytes": source.bytes,
                "rows": source.rows,
                "exported_on": source.exported_on.isoformat(),
                "encoding_guessed": source.encoding or None,
            }
            for source in table.inputs
        ],
        "rows_in": table.rows_in,
        "kept": table.kept,
        "quarantined": table.quarantined,
        "quarantined_by_rule": {r.id: r.attributed for r in table.rules if r.attributed},
        "cells_emptied": {r.id: r.emptied for r in table.rules if r.emptied},
        "left_out": dict(table.left_out),
        "left_out_examples": {
            reason: [{"file": row.file, "row": row.row} for row in rows]
            for reason, rows in table.left_out_examples.items()
        },
        "left_out_share": table.left_out_share,
        "mended": [row.to_json() for row in table.mended],
        "facts": list(table.facts),
        "notices": [_notice_json(notice) for notice in table.notices],
        "quarantined_share": table.share,
        "allowed_share": table.allowed_share,
        "missing_columns": list(table.missing_columns),
        "unknown_columns": list(table.unknown_columns),
        "gate": [_gate_json(fault) for fault in table.gate],
        "rules": [_rule_json(rule) for rule in table.rules],
    }


def _rule_json(rule: RuleVerdict) -> dict[str, Any]:
    return {
        "id": rule.id,
        "sentence": rule.sentence,
        "severity": rule.severity,
        "checked": not rule.unchecked,
        "unchecked_because": rule.unchecked or None,
        "rows_by_mask": None if rule.unchecked else rule.rows,
        "rows_by_expectation": rule.witness.rows if rule.witness else None,
        "expectation_counted": _when_counted(rule.witness),
        "quarantined_first": rule.attributed,
        "cells_emptied": rule.emptied,
        "unmatched": [
            {"text": each.text, "rows": each.rows, "near": each.near or None}
            for each in rule.unmatched
        ],
        "unmatched_count": rule.unmatched_count,
        "examples": [
            {
                "file": example.file,
                "row": example.row,
                "column": example.column,
                "value": example.value,
            }
            for example in rule.examples
        ],
    }


def _when_counted(witness: Witness | None) -> str | None:
    """Say whether Great Expectations counted in this validation or in one of the same rows before."""
    if witness is None:
        return None
    return "earlier" if witness.earlier else "now"


def _notice_json(notice: Notice) -> dict[str, Any]:
    return {
        "kind": notice.kind,
        "message": notice.message,
        "hint": notice.hint,
        "rows": notice.rows,
        "file": notice.file or None,
        "row": notice.row,
        "column": notice.column or None,
        "files": notice.files,
        "stops": notice.stops,
        "listed": dict(notice.listed),
    }


def _gate_json(fault: GateFault) -> dict[str, Any]:
    return {
        "table": fault.table,
        "cause": fault.cause,
        "message": fault.message,
        "hint": fault.hint,
    }
