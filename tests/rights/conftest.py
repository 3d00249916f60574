"""Projects with one finished run, to be asked about and to be purged."""

from __future__ import annotations

from pathlib import Path

import pytest
from prepared_run import prepared_run

from review_kit.project import Project, load_project
from review_kit.records.folder import RunFolder
from review_kit.records.manifest import Manifest, write_manifest
from review_kit.records.record import Record


def write_manifest_of(run: RunFolder, snapshot_id: str, *documents: Record) -> None:
    """Write the manifest of a complete run."""
    write_manifest(
        run,
        Manifest(
            run_id=run.run_id,
            state="complete",
            package_version="0",
            snapshot_id=snapshot_id,
            as_of="2026-09-30",
            window_days=90,
            started_at="2026-10-01T08:00:00+00:00",
            finished_at="2026-10-01T08:10:00+00:00",
            seconds=600.0,
            workers=1,
            narrowed_to=(),
            removed=(),
            notes=(),
            documents=documents,
        ),
    )


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
