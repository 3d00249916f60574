"""Exports small enough to read: one sound row or two of every table, as staging hands them on."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import yaml
from shared_counts import share_counts

from review_kit.contracts import TableVerdict, check
from review_kit.contracts.check import Settings, check_table
from review_kit.contracts.checked_tables import CheckedTables, KnownMetrics
from review_kit.contracts.compile import load_contract, load_contracts
from review_kit.contracts.contract import Contract
from review_kit.contracts.engine import engine
from review_kit.contracts.kept_counts import KeptCounts
from review_kit.project import Config, Project, canonical_tables
from review_kit.sources.staged import InputFile, StagedTable

Row = Mapping[str, str | None]

EXPORT_DAY = date(2026, 9, 30)

SOUND: dict[str, list[dict[str, str | None]]] = {
    "roster": [
        {
            "rep_id": "R1",
            "rep_name": "Ana Ruiz",
            "manager_id": "M1",
            "manager_name": "Tom Okafor",
            "team": "West",
            "role": None,
            "hire_date": "2024-05-13",
            "end_date": None,
            "email": "ana@example.com",
            "country": None,
        },
        {
            "rep_id": "R2",
            "rep_name": "Bo Li",
            "manager_id": "M1",
            "manager_name": "Tom Okafor",
            "team": "West",
            "role": "SDR",
            "hire_date": "2023-01-09",
            "end_date": "2026-08-31",
            "email": None,
        },
    ],
    "criteria": [
        {
            "criterion_id": "OBJ",
            "criterion": "Objection handling",
            "parent_criterion_id": None,
            "weight": "60",
            "outcome_metric": "win_rate",
            "competency": "Objections",
            "rubric_version": "1",
            "valid_from": "2025-01-01",
            "valid_to": None,
            "replaces_criterion_id": None,
        },
        {
            "criterion_id": "DIS",
            "criterion": "Discovery",
            "parent_criterion_id": None,
            "weight": "40",
            "outcome_metric": "average_deal_size",
            "competency": None,
            "rubric_version": "1",
            "valid_from": "2025-01-01",
            "valid_to": None,
            "replaces_criterion_id": None,
        },
        {
            "criterion_id": "OBJ_PRICE",
            "criterion": "Price objection",
            "parent_criterion_id": "OBJ",
            "weight": "100",
            "outcome_metric": "win_rate",
            "competency": None,
            "rubric_version": "1",
            "valid_from": "2025-01-01",
            "valid_to": None,
            "replaces_criterion_id": None,
        },
    ],
    "qa_scores": [
        {
            "evaluation_id": "E1",
            "call_id": "C1",
            "rep_id": "R1",
            "call_at": "2026-09-01T10:00:00Z",
            "criterion_id": "OBJ",
            "score": "3",
            "max_score": "5",
            "evaluator": "ai",
            "evidence_url": "https://qa.example.com/1",
            "evidence_offset_s": "12",
            "rubric_version": "1",
        },
        {
            "evaluation_id": "E1",
            "call_id": "C1",
            "rep_id": "R1",
            "call_at": "2026-09-01T10:00:00Z",
            "criterion_id": "DIS",
            "score": "4",
            "max_score": "5",
            "evaluator": "human",
            "evidence_url": None,
            "evidence_offset_s": None,
            "rubric_version": None,
        },
    ],
    "coaching_log": [
        {
            "entry_id": "L1",
            "session_id": "S1",
            "rep_id": "R1",
            "manager_id": "M1",
            "session_date": "2026-09-03",
            "criterion_id": "OBJ",
            "score_before": "54",
            "score_after": "66",
            "minutes": "30",
            "theme": "Price",
            "commitment": "Asks back",
            "commitment_due": "2026-09-17",
            "commitment_status": "open",
            "progress_note": None,
            "evidence_url": None,
            "evidence_offset_s": None,
            "self_assessment": "70",
            "manager_note": None,
            "shared_with_rep_on": "2026-09-03",
        },
    ],
    "scheduled_sessions": [
        {
            "session_id": "S1",
            "rep_id": "R1",
            "manager_id": "M1",
            "scheduled_date": "2026-09-03",
            "status": "held",
            "minutes": "30",
            "moved_to_date": None,
        },
        {
            "session_id": "S2",
            "rep_id": "R2",
            "manager_id": "M1",
            "scheduled_date": "2026-09-04",
            "status": "moved",
            "minutes": None,
            "moved_to_date": "2026-10-02",
        },
    ],
    "opportunities": [
        {
            "opportunity_id": "O1",
            "rep_id": "R1",
            "created_date": "2026-07-01",
            "close_date": "2026-09-10",
            "stage": "Won",
            "is_closed": "true",
            "is_won": "true",
            "amount": "12000.5",
            "currency": "EUR",
            "source": "self",
            "loss_reason": None,
            "contacts": "3",
        },
        {
            "opportunity_id": "O2",
            "rep_id": "R2",
            "created_date": "2026-08-01",
            "close_date": None,
            "stage": "Discovery",
            "is_closed": "false",
            "is_won": "false",
            "amount": None,
            "currency": "EUR",
            "source": None,
            "loss_reason": None,
            "contacts": None,
        },
    ],
    "stage_history": [
        {"opportunity_id": "O1", "stage": "Discovery", "entered_at": "2026-07-01T08:00:00Z"},
        {"opportunity_id": "O1", "stage": "Won", "entered_at": "2026-09-10T08:00:00Z"},
    ],
    "quotas": [
        {
            "rep_id": "R1",
            "period_start": "2026-07-01",
            "period_end": "2026-09-30",
            "quota": "90000",
            "currency": "EUR",
        },
    ],
    "outcomes": [
        {
            "rep_id": "R1",
            "metric": "csat",
            "period_start": "2026-07-01",
            "period_end": "2026-09-30",
            "value": "4.4",
            "unit": "points",
        },
    ],
    "skills_matrix": [
        {
            "rep_id": "R1",
            "competency": "Objections",
            "level": "2",
            "rated_on": "2026-06-30",
            "rated_by": "M1",
        },
    ],
    "goals": [
        {
            "goal_id": "G1",
            "rep_id": "R1",
            "criterion_id": "OBJ",
            "metric": "current_score",
            "baseline": "54",
            "target": "70",
            "set_on": "2026-07-01",
            "due_on": "2026-09-30",
            "status": "open",
        },
    ],
    "disputes": [
        {
            "dispute_id": "D1",
            "evaluation_id": "E1",
            "criterion_id": "OBJ",
            "raised_on": "2026-09-04",
            "raised_by": "rep",
            "status": "overturned",
            "resolved_on": "2026-09-10",
            "score_after": "4",
        },
    ],
    "acknowledgements": [
        {
            "rep_id": "R1",
            "document": "Packet, Q2",
            "acknowledged_on": "2026-07-02",
            "statement": "Two of my calls were support calls.",
        },
    ],
    "review_notes": [
        {
            "rep_id": "R1",
            "written_on": "2026-09-10",
            "note": "You brought the hard calls.",
            "author": "Mia Meyer",
        },
    ],
    "self_assessments": [
        {
            "rep_id": "R1",
            "criterion_id": "OBJ",
            "assessed_on": "2026-09-10",
            "rating": "65",
            "went_well": "I let silence work.",
            "was_hard": "Asking back.",
        },
    ],
}


StageRows = Callable[..., StagedTable]


def stage(
    folder: Path,
    table: str,
    rows: Sequence[Row],
    *,
    left_out: Mapping[str, int] | None = None,
    exported_on: date = EXPORT_DAY,
    missing_columns: tuple[str, ...] = (),
    other_columns: Mapping[str, tuple[str, ...]] | None = None,
    harmless_columns: Mapping[str, frozenset[str]] | None = None,
    columns: Sequence[str] | None = None,
    content: bytes = b"",
) -> StagedTable:
    """Write rows of text as the Parquet file of a staged table."""
    names = list(columns or SOUND[table][0])
    file = f"exports/{table}.csv"
    data: dict[str, pa.Array] = {
        column: pa.array([row.get(column) for row in rows], type=pa.string()) for column in names
    }
    data["_file"] = pa.array([file] * len(rows), type=pa.string())
    data["_row"] = pa.array(range(2, len(rows) + 2), type=pa.int64())
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{table}.parquet"
    pq.write_table(pa.table(data), path)
    rows_in = len(rows) + sum((left_out or {}).values())
    digest = hashlib.sha256(content or repr(rows).encode()).hexdigest()
    return StagedTable(
        name=table,
        path=path,
        rows_in=rows_in,
        left_out=left_out or {},
        inputs=(InputFile(file, digest, 100, rows_in, exported_on),),
        profile="canonical",
        missing_columns=missing_columns,
        other_columns=other_columns or {},
        harmless_columns=harmless_columns or {},
    )


def copy_of_sound() -> dict[str, list[dict[str, str | None]]]:
    return {table: [dict(row) for row in rows] for table, rows in SOUND.items()}


def make_project(root: Path, **gate: object) -> Project:
    """A project in a zone whose clocks change, with the package's own contracts."""
    share_counts(root)
    config = Config.model_validate(
        {
            "organisation": {"name": "Acme", "time_zone": "Europe/Madrid", "currency": "EUR"},
            "gate": gate or {"max_quarantined_share": 1.0},
        }
    )
    return Project(root, config)


@pytest.fixture(scope="session")
def exports() -> SimpleNamespace:
    """The builders of this file, for tests that need them more than once."""
    return SimpleNamespace(stage=stage, copy_of_sound=copy_of_sound, make_project=make_project)


@pytest.fixture
def stage_rows(tmp_path: Path) -> StageRows:
    """Stage rows of one table below the test's own folder."""

    def write(table: str, rows: Sequence[Row], **options: Any) -> StagedTable:
        return stage(tmp_path / "staged", table, rows, **options)

    return write


@pytest.fixture
def sound() -> dict[str, list[dict[str, str | None]]]:
    """Rows that keep every rule, to change one cell of."""
    return copy_of_sound()


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project whose gate lets any share of rows be quarantined."""
    return make_project(tmp_path / "project")


METRICS = KnownMetrics(
    results=frozenset({"win_rate", "average_deal_size", "csat", "net_revenue"}),
    names=frozenset({"win_rate", "average_deal_size", "csat", "net_revenue", "current_score"}),
)


@pytest.fixture
def masks_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Judge rows by their masks alone, for tests of what is made of a verdict.

    That Great Expectations counts the same is shown by the tests of the rules; here it would be asked at
    length about rows that keep nearly every one of them.
    """
    monkeypatch.setattr(check, "count_unexpected", lambda *_, **__: {})
    monkeypatch.setattr(check, "count_table_violations", lambda *_, **__: {})
    monkeypatch.setattr(check, "_compare", lambda *_: None)


OpenTables = Callable[..., AbstractContextManager[CheckedTables]]


@pytest.fixture(scope="session")
def contracts() -> dict[str, Contract]:
    """The package's own contracts."""
    return load_contracts(Path(__file__).parent)


@pytest.fixture
def checked(
    contracts: dict[str, Contract],
    sound: dict[str, list[dict[str, str | None]]],
    stage_rows: StageRows,
    tmp_path: Path,
    project: Project,
    masks_alone: None,
) -> OpenTables:
    """Sound tables with some rows in place of others, after each was judged by itself."""

    @contextmanager
    def open_tables(
        config: Config = project.config,
        *,
        as_of: date | None = None,
        only: Sequence[str] = canonical_tables(),
        **tables: Any,
    ) -> Iterator[CheckedTables]:
        sound.update(tables)
        folder = tmp_path / "verdict"
        folder.mkdir()
        verdicts: dict[str, TableVerdict] = {}
        with engine(folder, config.organisation.time_zone) as connection:
            settings = Settings(
                folder=folder,
                time_zone=config.organisation.time_zone,
                as_of=as_of,
                counts=KeptCounts(tmp_path / "counts"),
            )
            for table, contract in contracts.items():
                if table not in only:
                    continue
                verdicts[table] = check_table(
                    connection,
                    contract,
                    stage_rows(table, sound[table]),
                    replace(settings, sound=frozenset(verdicts)),
                    required=False,
                    allowed_share=1.0,
                )
            yield CheckedTables(connection, verdicts, folder, config, METRICS, as_of)

    return open_tables


def small_contract(columns: list[dict[str, Any]], quality: list[dict[str, Any]]) -> dict[str, Any]:
    """A contract of one table called ``outcomes`` with a key column ``id``."""
    key = {"name": "id", "logicalType": "string", "primaryKey": True, "primaryKeyPosition": 1}
    schema = {"name": "outcomes", "logicalType": "object", "properties": [key, *columns]}
    if quality:
        schema["quality"] = quality
    return {
        "apiVersion": "v3.2.0",
        "kind": "DataContract",
        "id": "small",
        "version": "1",
        "status": "active",
        "schema": [schema],
    }


@dataclass(frozen=True)
class Judged:
    """One small table after validation."""

    verdict: TableVerdict
    kept: pd.DataFrame
    quarantined: pd.DataFrame
    emptied: pd.DataFrame

    def broken_by(self, rule: str) -> int:
        return next(found.rows for found in self.verdict.rules if found.id == rule)

    @property
    def quarantined_by(self) -> dict[str, list[str]]:
        """Identifier of each quarantined row, and the rules it breaks."""
        return {str(row.id): list(row.rules) for row in self.quarantined.itertuples(index=False)}

    @property
    def faults_by(self) -> dict[str, list[str]]:
        """Identifier of each row that is quarantined or loses a cell, and the rules it breaks."""
        found = self.quarantined_by
        for cell in self.emptied.itertuples(index=False):
            found.setdefault(str(cell._1 - 1), []).append(str(cell.rule))  # the header is row 1
        return dict(sorted(found.items(), key=lambda entry: int(entry[0])))


Judge = Callable[..., Judged]


@pytest.fixture
def judge(tmp_path: Path) -> Judge:
    """Hold rows (without ``id``, which is their number) to a small contract."""

    def run(
        columns: list[dict[str, Any]],
        rows: Sequence[Row],
        quality: Sequence[dict[str, Any]] = (),
        *,
        time_zone: str = "Europe/Madrid",
        as_of: date | None = None,
        exported_on: date = EXPORT_DAY,
        missing_columns: tuple[str, ...] = (),
        **settings: Any,
    ) -> Judged:
        path = tmp_path / "outcomes.yaml"
        path.write_text(yaml.safe_dump(small_contract(columns, list(quality))), encoding="utf-8")
        contract: Contract = load_contract("outcomes", path)
        numbered = [{"id": str(number), **row} for number, row in enumerate(rows, start=1)]
        staged = stage(
            tmp_path / "staged",
            "outcomes",
            numbered,
            columns=["id", *(column["name"] for column in columns)],
            exported_on=exported_on,
            missing_columns=missing_columns,
        )
        folder = tmp_path / "judged"
        folder.mkdir(exist_ok=True)
        with engine(folder, time_zone) as connection:
            verdict = check_table(
                connection,
                contract,
                staged,
                Settings(
                    folder=folder,
                    time_zone=time_zone,
                    as_of=as_of,
                    counts=KeptCounts(Path(os.environ["REVIEW_KIT_TEST_COUNTS"])),
                    **settings,
                ),
                required=False,
                allowed_share=1.0,
            )
        return Judged(
            verdict=verdict,
            kept=pq.read_table(folder / "kept" / "outcomes.parquet").to_pandas(),
            quarantined=pq.read_table(folder / "quarantined" / "outcomes.parquet").to_pandas(),
            emptied=pq.read_table(folder / "emptied" / "outcomes.parquet").to_pandas(),
        )

    return run
