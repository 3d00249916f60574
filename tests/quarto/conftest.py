"""A project whose newest run is the shared one of three invented reps, with a template of its own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from preloading import preload_light
from prepared_run import OF_ONE_TEAM, prepared_run
from small_project import write_notebook

from review_kit.project import Project, load_project

CELLS = (
    "from IPython.display import HTML\nHTML('<p class=\"lead\">About ' + rep_id + ' ```</p>')",
    "from IPython.display import Image\nImage(data=b'\\x89PNG', format='png')",
)


@pytest.fixture(scope="module", autouse=True)
def light_kernels(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Kernels start without what the shipped templates import."""
    with pytest.MonkeyPatch.context() as patch:
        preload_light(tmp_path_factory.mktemp("light"), patch)
        yield


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "review_kit.toml").write_text('[organisation]\nname = "Acme"\n', encoding="utf-8")
    (tmp_path / "notebooks").mkdir()
    run = prepared_run(OF_ONE_TEAM)
    shutil.copytree(run / "metrics", tmp_path / "reports" / run.name / "metrics")
    write_notebook(tmp_path / "notebooks" / "deal_review.ipynb", "rep", CELLS)
    return load_project(tmp_path)
