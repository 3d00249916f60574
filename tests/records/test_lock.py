"""One run at a time in a run folder, and nothing left of a run that was killed."""

from __future__ import annotations

import json

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


def test_a_lock_file_that_a_killed_run_left_is_no_obstacle(run, tmp_path):
    scratch = tmp_path / "review-kit-left"
    scratch.mkdir()
    (scratch / ".made-for").write_text(str(run.path))
    (run.work / "document-half").mkdir(parents=True)
    run.lock.write_text(json.dumps({"pid": 1, "host": "x", "scratch": str(scratch)}))
    with locked(run):
        assert not scratch.exists()
        assert not run.work.exists()


def test_a_lock_file_from_elsewhere_removes_nothing_of_this_machine(run, tmp_path):
    own = tmp_path / "review-kit-my-project"
    own.mkdir()
    of_another_run = tmp_path / "review-kit-another"
    of_another_run.mkdir()
    (of_another_run / ".made-for").write_text(str(tmp_path / "another"))
    linked = tmp_path / "review-kit-linked"
    linked.symlink_to(of_another_run)
    run.lock.parent.mkdir(parents=True)
    for named in (own, of_another_run, linked):
        run.lock.write_text(json.dumps({"pid": 1, "host": "x", "scratch": str(named)}))
        with locked(run):
            assert own.is_dir()
            assert of_another_run.is_dir()
