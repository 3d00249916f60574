"""A small run: four reps in two teams, small notebooks, real kernels and real PDFs.

The fixtures are for every room that plans, makes or records documents: its ``conftest`` imports them.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.context import BaseContext
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from build_contexts import build_context_for
from forks import forks
from preloading import preload_light

from review_kit.execution.make_all import make_all
from review_kit.execution.workers import LocalWorkers
from review_kit.planning.assessment import Assessment, assess
from review_kit.planning.plan import Plan, plan
from review_kit.planning.selection import Only
from review_kit.records.folder import RunFolder
from review_kit.records.lock import locked
from review_kit.records.record import Record, remove_documents
from review_kit.render.brand import PLAIN, Brand

PARAMETER_OF_GRAIN = {"rep": "rep_id", "team": "team", "manager": "manager_id", "org": None}


def write_notebook(
    path: Path, grain: str, cells: Sequence[str], *, formats: Sequence[str] = ("html",), **declared
) -> Path:
    """Write a report template; its first cell holds the parameters."""
    names = ["run", "evidence", PARAMETER_OF_GRAIN[grain]]
    first = nbformat.v4.new_code_cell("\n".join(f'{name} = ""' for name in names if name))
    first.metadata["tags"] = ["parameters"]
    notebook = nbformat.v4.new_notebook()
    notebook.metadata["kernelspec"] = {
        "name": "python3",
        "display_name": "Python 3",
        "language": "python",
    }
    notebook.metadata["review_kit"] = {
        "grain": grain,
        "title": f"Page for a {grain}",
        "audience": "rep",
        "formats": list(formats),
        **declared,
    }
    notebook.cells = [first, *(nbformat.v4.new_code_cell(cell) for cell in cells)]
    nbformat.write(notebook, path)
    return path


def reps_frame() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "rep_id": ["R1", "R2", "R3", "R4"],
            "rep_name": ["Ana Ruiz", "Bo Lind", "Chika Obi", "Dara Sok"],
            "team": ["North", "North", "South", "South"],
            "manager_id": ["M1", "M1", "M2", "M2"],
            "manager_name": ["Mai Tran", "Mai Tran", "Noor Aziz", "Noor Aziz"],
            "language": pd.Series([None] * 4, dtype="str"),
            "is_starting": [False] * 4,
        }
    )


def write_metrics(run: RunFolder, scores: dict[str, float] | None = None) -> None:
    """Write the metrics that the small notebooks print: one score per rep, one number per team."""
    run.metrics.mkdir(parents=True, exist_ok=True)
    reps = reps_frame()
    reps.to_parquet(run.metrics / "reps.parquet")
    values = {"R1": 50.0, "R2": 60.0, "R3": 70.0, "R4": 80.0} | (scores or {})
    pd.DataFrame(
        {"rep_id": list(values), "criterion_id": "C1", "current_score": list(values.values())}
    ).to_parquet(run.metrics / "rep_criteria.parquet")
    means = reps.assign(score=reps["rep_id"].map(values)).groupby("team")["score"].mean()
    pd.DataFrame({"team": means.index, "metric": "score", "value": means.to_numpy()}).to_parquet(
        run.metrics / "team_metrics.parquet"
    )
    run.context.write_text(
        json.dumps(
            {
                "run_id": run.run_id,
                "organisation": "Acme",
                "as_of": "2026-09-30",
                "window_days": 90,
                "config": {"organisation": {"language": "en-GB"}},
                "words": {},
            }
        ),
        encoding="utf-8",
    )


@dataclass(frozen=True)
class SmallProject:
    """A project as far as the batch needs one."""

    root: Path
    run: RunFolder

    @property
    def notebooks(self) -> Path:
        return self.root / "notebooks"

    def plan(self, only: Sequence[str] = (), templates: Sequence[str] = ()) -> Plan:
        return plan(
            self.run,
            self.notebooks,
            only=[Only.parse(text) for text in only],
            template_names=templates,
        )

    def make(
        self,
        the_plan: Plan | None = None,
        *,
        workers: int = 1,
        timeout_seconds: int = 60,
        brand: Brand = PLAIN,
        context: BaseContext | None = None,
    ) -> tuple[Assessment, list[Record]]:
        """Make documents, by one worker: each preloads a kernel, which takes longer than a document."""
        the_plan = the_plan or self.plan()
        records: list[Record] = []
        with locked(self.run) as scratch:
            assessment = assess(the_plan)
            remove_documents(the_plan.run, assessment.superfluous)
            log = self.run.lock.with_name("workers.log")
            build = build_context_for(
                self.run,
                self.root,
                scratch=scratch,
                brand=brand,
                timeout_seconds=timeout_seconds,
            )
            make_all(
                assessment.to_make,
                the_plan,
                build,
                LocalWorkers(workers, scratch, log, context=context or forks()),
                records.append,
            )
        return assessment, records

    def file(self, path: str) -> Path:
        return self.run.path / path

    def copy_to(self, root: Path) -> SmallProject:
        """Copy the project with its documents; a copy may be spoilt."""
        shutil.copytree(self.root, root)
        return SmallProject(root, RunFolder(root / self.run.path.relative_to(self.root)))


def small_project_in(root: Path) -> SmallProject:
    """Make a project with metrics and no template yet."""
    project = SmallProject(root, RunFolder(root / "reports" / "2026-09-30-90d"))
    project.notebooks.mkdir(exist_ok=True)
    write_metrics(project.run)
    return project


@pytest.fixture(scope="module", autouse=True)
def light_kernels(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Preload the kernel alone: small notebooks need none of what real ones import."""
    folder = tmp_path_factory.mktemp("light")
    with pytest.MonkeyPatch.context() as patch:
        preload_light(folder, patch)
        yield


@pytest.fixture
def small_project(tmp_path: Path) -> SmallProject:
    """A project with metrics and no template yet."""
    return small_project_in(tmp_path)


@pytest.fixture(scope="session")
def new_project() -> Callable[[Path], SmallProject]:
    """Make such a project in a folder, to be made documents of once for many tests."""
    return small_project_in


@pytest.fixture
def write_template(small_project: SmallProject) -> Callable[..., Path]:
    """Write a template into the small project: name, grain, cells."""

    def write(name: str, grain: str, *cells: str, **declared) -> Path:
        return write_notebook(small_project.notebooks / f"{name}.ipynb", grain, cells, **declared)

    return write


@pytest.fixture(scope="session")
def write_report() -> Callable[..., Path]:
    """Write a report template anywhere: path, grain, cells."""
    return write_notebook
