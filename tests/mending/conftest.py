"""A log kept in a workbook of a manager's own, in which a few rows are wrong."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest
from shared_counts import share_counts

from review_kit.contracts import Validation, validate
from review_kit.mending.faulty_rows import FaultyFile, faulty_rows
from review_kit.mending.workbook import write_workbook
from review_kit.project import Project, load_project
from review_kit.sources import StagedTable, stage

SETTINGS = """[organisation]
name = "Acme"
time_zone = "Europe/Madrid"
currency = "EUR"

[sources.coaching_log]
path = "log.xlsx"
profile = "ours"
"""
PROFILE = """description = "Our log."
table = "coaching_log"

[columns]
entry_id = { id_of = ["@file", "@row"] }
session_id = { source = "No" }
rep_id = { source = "Rep", match = "reps" }
manager_id = { constant = "m1" }
session_date = { source = "Day" }
minutes = { source = "Length" }
commitment = { source = "Next" }
commitment_status = { source = "State", values = { Done = "done", Open = "open" } }
"""
ROSTER = (
    "rep_id,rep_name,manager_id,manager_name,team,hire_date\n"
    "r1,Ana Ruiz,m1,Bo Chen,North,2020-01-07\n"
    "r2,Zoë Åkesson,m1,Bo Chen,North,2021-05-03\n"
)
CRITERIA = (
    "criterion_id,criterion,weight,outcome_metric,rubric_version,valid_from\n"
    "OBJ,Objection handling,100,win_rate,v1,2025-01-01\n"
)
LOG = [
    ["Notes of the team", None, None, None, None, None, None],
    ["No", "Rep", "Day", "Length", "State", "Next", "Mood"],
    ["S1", "Ana Ruiz", "2026-07-01", "30", "Done", "Ask back", "good"],
    ["S2", "Anna Ruis", "2026-07-02", "20", "Open", "=HYPERLINK(1)", "fine"],
    ["S3", "Zoë Åkesson", "2026-07-03", "some", "done!", "Pause", "so so"],
    ["S4", "Zoë Åkesson", "2026-07-06", "30", "Open", "Listen", "good"],
]


def log_of(rows: list[list[str | None]]) -> bytes:
    """Return the bytes of a workbook in which texts are texts, whatever they begin with."""
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    for line in book.worksheets[0].iter_rows():
        for cell in line:
            if cell.value is not None:
                cell.data_type = "s"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@dataclass(frozen=True)
class Workshop:
    """The project, and what is done with it."""

    project: Project
    rows: list[list[str | None]]
    """Of the log, from its title on."""

    @property
    def log(self) -> Path:
        return self.project.root / "log.xlsx"

    def write_log(self, rows: list[list[str | None]]) -> None:
        self.log.write_bytes(log_of(rows))

    def stage(self) -> dict[str, StagedTable]:
        return stage(self.project, self.project.root / "staged")

    def validate(self) -> Validation:
        return validate(self.project, self.stage(), self.project.root / "validation")

    def faulty(self) -> FaultyFile:
        (found,) = faulty_rows(self.project, self.validate()).files
        return found

    def opened(self) -> Path:
        path = self.project.root.parent / "to_mend.xlsx"
        write_workbook([self.faulty()], path)
        return path


@pytest.fixture
def workshop(tmp_path: Path) -> Workshop:
    root = tmp_path / "project"
    (root / "exports").mkdir(parents=True)
    (root / "profiles").mkdir()
    (root / "review_kit.toml").write_text(SETTINGS, encoding="utf-8")
    (root / "profiles" / "ours.toml").write_text(PROFILE, encoding="utf-8")
    (root / "exports" / "roster.csv").write_text(ROSTER, encoding="utf-8")
    (root / "exports" / "criteria.csv").write_text(CRITERIA, encoding="utf-8")
    (root / "log.xlsx").write_bytes(log_of(LOG))
    share_counts(root)
    return Workshop(load_project(root), LOG)
