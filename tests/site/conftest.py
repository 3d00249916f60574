"""One company whose sites are written once, and one browser for those who look at them."""

from __future__ import annotations

import shutil
from pathlib import Path

import axe_playwright_python
import pytest
from chromium import browser
from site_company import Company, company_in

from review_kit.project import load_project

__all__ = ["browser"]


@pytest.fixture(scope="session")
def company(tmp_path_factory: pytest.TempPathFactory) -> Company:
    """The company with all its sites written; nobody may change it."""
    company = company_in(tmp_path_factory.mktemp("company"))
    company.write()
    return company


@pytest.fixture
def own_company(company: Company, tmp_path: Path) -> Company:
    """A copy of it that a test may change."""
    root = tmp_path / "project"
    shutil.copytree(company.root, root, symlinks=True)
    return Company(load_project(root), company.reps, company.moved)


@pytest.fixture(scope="session")
def axe() -> str:
    path = Path(axe_playwright_python.__file__).parent / "axe.min.js"
    return path.read_text(encoding="utf-8")
