"""A small company over two quarters, its sheets, and people who fill them in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from documents_in_place import html_of
from filled_sheets import AS_OF, NEXT, written
from pypdf import PdfWriter
from shared_counts import share_counts

from review_kit import render
from review_kit.collecting.collect import CollectResult, collect
from review_kit.collecting.filled_sheet import FilledSheet
from review_kit.pipeline.prepare import prepare
from review_kit.project import Project, load_project


@pytest.fixture
def sheet() -> Callable[..., FilledSheet]:
    return written


def _exports(root: Path) -> None:
    exports = root / "exports"
    exports.mkdir(parents=True)
    pd.DataFrame(
        [
            {
                "rep_id": rep,
                "rep_name": name,
                "manager_id": "m1",
                "manager_name": "Bo Chen",
                "team": "North",
                "hire_date": "2023-01-09",
            }
            for rep, name in (("r1", "Ana Ruiz"), ("r2", "Zoë Åkesson"))
        ]
    ).to_csv(exports / "roster.csv", index=False)
    pd.DataFrame(
        [
            {
                "criterion_id": criterion,
                "criterion": name,
                "weight": 50,
                "outcome_metric": "win_rate",
                "rubric_version": "1",
                "valid_from": "2024-01-01",
            }
            for criterion, name in (("OBJ", "Objection handling"), ("DISC", "Discovery"))
        ]
    ).to_csv(exports / "criteria.csv", index=False)
    calls = [NEXT - timedelta(days=3 * number) for number in range(60)]
    pd.DataFrame(
        [
            {
                "evaluation_id": f"{rep}-{day}",
                "call_id": f"{rep}-{day}",
                "rep_id": rep,
                "call_at": f"{day}T10:00:00",
                "criterion_id": criterion,
                "score": 50 + number % 5 + (20 if criterion == "DISC" else 0),
                "max_score": 100,
                "evaluator": "ai",
            }
            for rep in ("r1", "r2")
            for number, day in enumerate(calls)
            for criterion in ("OBJ", "DISC")
        ]
    ).to_csv(exports / "qa_scores.csv", index=False)
    pd.DataFrame(
        [
            {
                "entry_id": f"L-{rep}",
                "session_id": f"S-{rep}",
                "rep_id": rep,
                "manager_id": "m1",
                "session_date": "2025-03-04",
                "criterion_id": "OBJ",
                "commitment": "Pause before I answer, on three calls",
                "commitment_due": "2025-03-18",
                "commitment_status": "open",
            }
            for rep in ("r1", "r2")
        ]
    ).to_csv(exports / "coaching_log.csv", index=False)
    (root / "review_kit.toml").write_text(
        '[organisation]\nname = "Acme"\ntime_zone = "Europe/Madrid"\n', encoding="utf-8"
    )


@dataclass(frozen=True)
class Company:
    """A project whose sheets people fill in."""

    root: Path
    blank: Mapping[str, Path]
    """Rep → the sheet as the run made it."""

    @property
    def project(self) -> Project:
        return load_project(self.root)

    def fill(self, values: Mapping[str, str], name: str = "ana.pdf", rep: str = "r1") -> Path:
        """Fill a sheet as a reader's program does, and save it under a name."""
        writer = PdfWriter(clone_from=self.blank[rep])
        given: dict[str, Any] = dict(values)
        writer.update_page_form_field_values(writer.pages[0], given, auto_regenerate=False)
        path = self.root / "sheets" / name
        path.parent.mkdir(exist_ok=True)
        writer.write(path)
        return path

    def collect(self, *paths: Path, **options: bool) -> CollectResult:
        return collect(self.project, paths, **options)

    def collected(self, table: str) -> pd.DataFrame:
        path = self.root / "exports" / "collected" / f"{table}.csv"
        return pd.read_csv(path, dtype="str", keep_default_na=False)


@pytest.fixture(scope="session")
def first_quarter(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Mapping[str, Path]]:
    """Exports of two quarters, and the sheets of the first."""
    root = tmp_path_factory.mktemp("company")
    _exports(root)
    share_counts(root)
    run = prepare(load_project(root), as_of=AS_OF).run.path
    renderer, sheets = render.Renderer(), {}
    for rep in ("r1", "r2"):
        sheets[rep] = root / f"{rep}.pdf"
        renderer.write_pdf(html_of("conversation_sheet", run=str(run), rep_id=rep), sheets[rep])
    return root, sheets


@pytest.fixture
def company(first_quarter: tuple[Path, Mapping[str, Path]], tmp_path: Path) -> Company:
    """The same, to be written to."""
    import shutil

    root, sheets = first_quarter
    shutil.copytree(root / "exports", tmp_path / "exports")
    shutil.copy(root / "review_kit.toml", tmp_path)
    share_counts(tmp_path)
    return Company(tmp_path, sheets)
