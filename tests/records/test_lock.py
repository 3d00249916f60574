"""One run at a time in a run folder, and nothing left of a run that was killed."""

from __future__ import annotations

import json
import tempfile

import pytest

from review_kit.errors import ReviewKitError
from review_kit.records.folder import RunFolder
from review_kit.records.lock import is_locked, locked


@pytest.fixture
def run(tmp_path):
    return RunFolder(tmp_path / "2026-09-30-90d")


def test_two_runs_do_not_write_into_one_folder(run):
    with locked(run):
        assert is_locked(run)
        second = locked(run)
        with pytest.raises(ReviewKitError, match=r"in use by another run \(process \d+ on "):
            second.__enter__()
    assert not is_locked(run)


def test_a_lock_file_that_a_killed_run_left_is_no_obstacle(run, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    scratch = tmp_path / "review-kit-left"
    scratch.mkdir()
    (run.work / "document-half").mkdir(parents=True)
    run.lock.write_text(json.dumps({"pid": 1, "host": "x", "scratch": str(scratch)}))
    with locked(run):
        assert not scratch.exists()
        assert not run.work.exists()


def test_a_lock_file_from_elsewhere_removes_nothing_of_this_machine(run, tmp_path, monkeypatch):
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    own = tmp_path / "review-kit-my-project"
    own.mkdir()
    linked = temporary / "review-kit-linked"
    linked.symlink_to(own)
    run.lock.parent.mkdir(parents=True)
    for named in (own, linked, temporary / ".." / own.name):
        run.lock.write_text(json.dumps({"pid": 1, "host": "x", "scratch": str(named)}))
        with locked(run):
            assert own.is_dir()
