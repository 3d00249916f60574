"""Projects with one finished run, to be asked about and to be purged."""

from __future__ import annotations

from pathlib import Path

import pytest
from prepared_run import prepared_run
from small_run import write_manifest_of
from tiny_project import Tiny, tiny_project

from review_kit.project import Project, load_project
from review_kit.records.folder import RunFolder


@pytest.fixture(scope="session")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, RunFolder]:
    """A project of twelve invented reps with its run; nobody may change either."""
    prepared = RunFolder(prepared_run())
    of = prepared.path.parents[1]
    root: Path = tmp_path_factory.mktemp("reviewed")
    (root / "review_kit.toml").write_text(
        '[organisation]\nname = "Alder & Quay"\n', encoding="utf-8"
    )
    (root / ".review_kit").symlink_to(of / ".review_kit")
    run = RunFolder(root / "reports" / prepared.run_id)
    run.path.mkdir(parents=True)
    run.metrics.symlink_to(prepared.metrics)
    [snapshot] = (of / ".review_kit" / "snapshots").iterdir()
    write_manifest_of(run, snapshot.name)
    return load_project(root), run


@pytest.fixture
def tiny(tmp_path: Path) -> Tiny:
    """A project of three reps that may be written to."""
    return tiny_project(tmp_path / "project")
