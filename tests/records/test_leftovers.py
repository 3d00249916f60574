"""What a killed command left is gone after the next one; what a living process owns stays."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile

import pytest

from review_kit.project import load_project
from review_kit.project.owned import IN_SYSTEM, owned_file, owned_folder
from review_kit.records.folder import RunFolder, write_atomically
from review_kit.records.leftovers import STAGING, sweep_leftovers
from review_kit.records.site_folders import HALF_WRITTEN


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "system"))
    (tmp_path / "system").mkdir()
    root = tmp_path / "project"
    for folder in (".review_kit/snapshots", "reports/2026-09-30-90d/.batch/records", "exports"):
        (root / folder).mkdir(parents=True)
    (root / "review_kit.toml").write_text('[organisation]\nname = "Acme"\n')
    return load_project(root)


def test_copies_that_nobody_owns_are_swept(project):
    left = [
        project.cache / f"{STAGING}x1",
        project.cache / "mending-x1",
        project.cache / "snapshots" / ".0123abcd-x1",
        project.cache / "snapshots" / ".spill-x1",
        project.root.parent / "system" / f"{IN_SYSTEM}x1",
        project.reports / "sites" / f"{HALF_WRITTEN}x1",
        project.reports / "sites" / "managers" / f"{HALF_WRITTEN}x2",
    ]
    for folder in left:
        (folder / "inside").mkdir(parents=True)
        (folder / "inside" / "roster.parquet").write_text("personal")
    parts = [
        project.cache / ".validated.json.x1.part",
        project.reports / "2026-09-30-90d" / ".validation.html.x1.part",
        project.reports / "2026-09-30-90d" / ".batch" / "records" / ".a.json.x1.part",
    ]
    for part in parts:
        part.write_text("personal")
    kept = project.cache / "snapshots" / "0123abcd" / "manifest.json"
    kept.parent.mkdir()
    kept.write_text("{}")
    assert sweep_leftovers(project) == len(left) + len(parts)
    assert not [path for path in [*left, *parts] if path.exists()]
    assert kept.exists()


def test_what_is_in_use_stays_and_is_gone_at_the_end(project):
    with (
        owned_folder(project.cache, STAGING) as folder,
        owned_file(project.cache, ".x.json.") as (part, _),
    ):
        assert sweep_leftovers(project) == 0
        assert folder.is_dir()
        part.replace(project.cache / "x.json")
    assert not folder.exists()
    assert sweep_leftovers(project) == 0
    assert (project.cache / "x.json").exists()


def test_a_process_that_is_killed_owns_nothing_any_more(project):
    program = (
        "import os, signal, sys\nfrom pathlib import Path\n"
        "from review_kit.project.owned import owned_folder\n"
        "with owned_folder(Path(sys.argv[1]), 'staging-') as folder:\n"
        "    (folder / 'roster.parquet').write_text('personal')\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    subprocess.run([sys.executable, "-c", program, str(project.cache)], check=False)
    assert [path.name for path in project.cache.glob("staging-*/*")] == ["roster.parquet"]
    assert sweep_leftovers(project) == 1
    assert not [*project.cache.glob("staging-*")]


def test_documents_of_a_killed_run_are_swept_and_its_lock_is_empty(project):
    run = RunFolder(project.reports / "2026-09-30-90d")
    (run.work / "document-x").mkdir(parents=True)
    run.lock.write_text(json.dumps({"pid": 1, "scratch": "/"}))
    assert sweep_leftovers(project) == 1
    assert not run.work.exists()
    assert run.lock.read_text() == ""


def test_a_file_is_written_whole_or_not_at_all(project):
    path = project.cache / "a.json"
    write_atomically(path, "one")
    write_atomically(path, "two")
    assert path.read_text() == "two"
    assert [each.name for each in project.cache.glob(".*part")] == []
