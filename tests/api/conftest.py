"""The shared run of twelve invented reps as the newest of a project, and an earlier one made from it."""

from __future__ import annotations

import json
import shutil
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest
from prepared_run import prepared_run

import review_kit

EARLIER = "2026-06-30-90d"
RISE = 2.0
"""Points by which every overall score was lower in the earlier run."""


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with two runs."""
    run = prepared_run()
    root = tmp_path_factory.mktemp("project")
    shutil.copy(run.parents[1] / "review_kit.toml", root)
    (root / "reports").mkdir()
    (root / "reports" / run.name).symlink_to(run)
    earlier = root / "reports" / EARLIER / "metrics"
    shutil.copytree(run / "metrics", earlier)
    context = json.loads((earlier / "context.json").read_text(encoding="utf-8"))
    for name in [name for name in context if name.endswith(("_start", "_end"))]:
        context[name] = (date.fromisoformat(context[name]) - timedelta(days=92)).isoformat()
    context |= {"run_id": EARLIER, "as_of": "2026-06-30"}
    (earlier / "context.json").write_text(json.dumps(context), encoding="utf-8")
    for grain in ("rep", "team", "org"):
        path = earlier / f"{grain}_metrics.parquet"
        values = pd.read_parquet(path)
        values.loc[values["metric"] == "overall_score", "value"] -= RISE
        values.to_parquet(path)
    return root


@pytest.fixture
def run(project: Path, monkeypatch: pytest.MonkeyPatch) -> review_kit.Run:
    """The newest run, opened from a folder below the project."""
    monkeypatch.delenv("REVIEW_KIT_RUN", raising=False)
    monkeypatch.chdir(project / "reports")
    return review_kit.open_run()
