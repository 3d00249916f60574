"""A few rows of the required tables, validated, to make snapshots of."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from shared_counts import share_counts

from review_kit.contracts import Validation, validate
from review_kit.project import Config, Project
from review_kit.snapshot import Snapshot, write_snapshot
from review_kit.sources.staged import InputFile, StagedTable

ROSTER = """rep_id,rep_name,manager_id,manager_name,team,hire_date
R1,Ana Ruiz,M1,Tom Okafor,West,2024-05-13
R2,Bo Li,M1,Tom Okafor,West,2023-01-09
R10,Chi Ito,M2,Eva Lund,East,2025-02-01
"""
CRITERIA = """criterion_id,criterion,weight,outcome_metric,rubric_version,valid_from
OBJ,Objection handling,60,win_rate,1,2025-01-01
DIS,Discovery,40,average_deal_size,1,2025-01-01
"""
QA_SCORES = """evaluation_id,call_id,rep_id,call_at,criterion_id,score,max_score,evaluator
E4,C4,R2,2026-09-03T09:00:00,OBJ,3,5,ai
E1,C1,R1,2026-09-02T23:30:00,OBJ,4,5,ai
E1,C1,R1,2026-09-02T23:30:00,DIS,2,5,human
E2,C2,R10,2026-08-30T22:30:00Z,DIS,5,5,ai
E3,C3,R1,2026-09-01T08:00:00,OBJ,eleven,5,ai
E5,C5,R1,2026-08-15T08:00:00,DIS,1,5,ai
"""
COACHING_LOG = """entry_id,session_id,rep_id,manager_id,session_date,criterion_id,minutes
L1,S1,R1,M1,2026-09-03,OBJ,30
L2,S2,R2,M1,2026-09-04,,
"""
TABLES = {
    "roster": ROSTER,
    "criteria": CRITERIA,
    "qa_scores": QA_SCORES,
    "coaching_log": COACHING_LOG,
}

Validated = Callable[..., tuple[Project, Validation]]


def stage(
    folder: Path, table: str, text: str, *, exported_on: date, content: str | None, name: str
) -> StagedTable:
    """Stage a small file of comma-separated text; ``content`` stands for its bytes."""
    header, *lines = text.splitlines()
    columns = header.split(",")
    rows = [dict(zip(columns, line.split(","), strict=True)) for line in lines]
    data = {c: pa.array([row[c] or None for row in rows], type=pa.string()) for c in columns}
    data["_file"] = pa.array([name] * len(rows), type=pa.string())
    data["_row"] = pa.array(range(2, len(rows) + 2), type=pa.int64())
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{table}.parquet"
    pq.write_table(pa.table(data), path)
    digest = hashlib.sha256((content or text).encode()).hexdigest()
    source = InputFile(name, digest, len(text), len(rows), exported_on)
    return StagedTable(table, path, len(rows), {}, (source,), "canonical")


def validate_below(
    root: Path,
    *,
    tables: Mapping[str, str] | None = None,
    contents: Mapping[str, str] | None = None,
    exported_on: date = date(2026, 9, 30),
    time_zone: str = "Europe/Madrid",
    as_of: date | None = None,
    below: str = "exports",
    share: float = 0.5,
) -> tuple[Project, Validation]:
    """Validate the tables, or others in their place, in a project of its own."""
    root.mkdir(exist_ok=True, parents=True)
    share_counts(root)
    config = Config.model_validate(
        {
            "organisation": {"name": "Acme", "time_zone": time_zone},
            "gate": {"max_quarantined_share": share},
        }
    )
    project = Project(root, config)
    staged = {
        table: stage(
            root / "staged",
            table,
            text,
            exported_on=exported_on,
            content=(contents or {}).get(table),
            name=f"{below}/{table}.csv",
        )
        for table, text in {**TABLES, **(tables or {})}.items()
    }
    return project, validate(project, staged, root / "validation", as_of=as_of)


@pytest.fixture
def validated(tmp_path: Path) -> Validated:
    """Validate as if on a machine of the given name."""
    return lambda machine="here", **options: validate_below(tmp_path / machine, **options)


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """The snapshot of the tables above, made once."""
    root = tmp_path_factory.mktemp("written")
    return write_snapshot(*validate_below(root), root / "snapshots")


@pytest.fixture
def snapshot(written: Snapshot, tmp_path: Path) -> Snapshot:
    """A copy of it to read or to damage."""
    return Snapshot.open(shutil.copytree(written.folder, tmp_path / "snapshots" / written.id))
