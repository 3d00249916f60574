"""The pages that inputs at the edge of what a team hands in become."""

from __future__ import annotations

from pathlib import Path

import pytest
from documents_in_place import html_of
from extreme_company import extreme_company
from prepared_run import prepared

from review_kit import render


@pytest.fixture(scope="session")
def extremes() -> Path:
    """Folder of the run of nine reps, each at an edge, without a CRM, on a rubric of forty criteria."""
    return prepared("extremes", extreme_company)


@pytest.fixture(scope="session")
def renderer() -> render.Renderer:
    return render.Renderer()


@pytest.fixture(scope="session")
def pages_of(extremes: Path, renderer: render.Renderer):
    """Lay a document out; return its pages as WeasyPrint places them."""

    def lay_out(name: str, **parameters: str):
        return renderer.lay_out(html_of(name, run=str(extremes), **parameters)).pages

    return lay_out
