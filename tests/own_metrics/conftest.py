"""A shared run of twelve invented reps, and metrics of one's own that read it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from prepared_run import OF_ALL_KINDS, prepared_project

from review_kit.project import Project, load_project


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Project:
    """The project of the shared run, copied, without metrics of its own yet."""
    root = tmp_path_factory.mktemp("own") / "project"
    prepared_project(root, OF_ALL_KINDS)
    return load_project(root)


@pytest.fixture(scope="module")
def snapshot(project) -> Path:
    """Folder of the snapshot of that run."""
    known = json.loads((project.cache / "validated.json").read_text(encoding="utf-8"))
    return project.cache / "snapshots" / known["snapshot_id"]
