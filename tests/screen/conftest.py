"""Pages as a browser shows them: one browser for all, and one set of pages of a small company."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import axe_playwright_python
import pandas as pd
import pytest
from chromium import browser
from documents_in_place import html_of
from playwright.sync_api import Browser, Page
from prepared_run import prepared_run

from review_kit.grains import GRAINS
from review_kit.records.folder import RunFolder
from review_kit.records.manifest import Manifest, write_manifest
from review_kit.records.page import write_failure_page
from review_kit.records.record import DocumentFile, Failure, Record
from review_kit.render.brand import PLAIN
from review_kit.render.export import with_screen_stylesheet

__all__ = ["browser"]

AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
PHONE = {"width": 360, "height": 740}
DOCUMENTS = {
    "packet": "rep_packet",
    "sheet": "conversation_sheet",
    "cover": "binder_cover",
    "team": "team_roi",
    "organisation": "org_summary",
    "glossary": "glossary",
}
PAGES = [*DOCUMENTS, "summary", "validation", "failed"]


@pytest.fixture(scope="module")
def pages(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every kind of page, by name; made only where there is a browser to show them."""
    folder = tmp_path_factory.mktemp("pages")
    run = prepared_run()
    reps = pd.read_parquet(run / "metrics" / "reps.parquet")
    rep = reps.iloc[0]
    about = {
        "rep_packet": {"rep_id": rep["rep_id"]},
        "conversation_sheet": {"rep_id": rep["rep_id"]},
        "binder_cover": {"manager_id": rep["manager_id"]},
        "team_roi": {"team": rep["team"]},
        "org_summary": {},
        "glossary": {},
    }
    wanted = [(name, notebook, about[notebook]) for name, notebook in DOCUMENTS.items()]
    wanted += [
        (f"packet of a {which}", "rep_packet", {"rep_id": reps.iloc[row]["rep_id"]})
        for which, row in (("second rep", 3), ("third", 7))
    ]
    made = {}
    for name, notebook, parameters in wanted:
        made[name] = folder / f"{name}.html"
        page = with_screen_stylesheet(html_of(notebook, run=str(run), **parameters), PLAIN)
        made[name].write_text(page, encoding="utf-8")
    return made | pages_about(run, folder)


def pages_about(run: Path, folder: Path) -> dict[str, Path]:
    """Write the pages about a run: of one that made every document but one."""
    shown = RunFolder(folder / run.name)
    shown.path.mkdir()
    shown.metrics.symlink_to(run / "metrics")
    shutil.copy(RunFolder(run).validation, shown.validation)
    reps = pd.read_parquet(shown.metrics / "reps.parquet")
    records = [
        record("rep", rep.rep_id, rep.rep_name, "packet", team=rep.team, manager_id=rep.manager_id)
        for rep in reps.itertuples()
    ]
    broken = Failure("KeyError", "'call_id'", cell=2, line=2, source="row['call_id']")
    records[0] = replace(records[0], status="failed", failure=broken)
    records += [record("team", team, team, "roi") for team in sorted(set(reps["team"]))]
    records.append(record("org", "", "Alder & Quay Software", "summary"))
    write_manifest(shown, manifest(run.name, records))
    write_failure_page(folder / "failed.html", records[0])
    return {
        "summary": shown.summary,
        "validation": shown.validation,
        "failed": folder / "failed.html",
    }


def record(grain: str, entity: str, name: str, output: str, **more: str) -> Record:
    title = {"packet": "Review packet", "roi": "Coaching report", "summary": "Summary"}[output]
    document = f"{GRAINS[grain].folder}/{entity}/{output}"
    files = tuple(DocumentFile(f"{document}.{kind}", "0" * 64, 151_300) for kind in ("pdf", "html"))
    return Record(
        document, grain, entity, name, f"{grain}_{output}", title, "tests", "0" * 12, {}, "made",
        files=files, pages=14, seconds=2.6, **more,
    )  # fmt: skip


def manifest(run_id: str, records: list[Record]) -> Manifest:
    return Manifest(
        run_id, "complete", "1.0", "0" * 12, "2026-09-30", 90, "09:00", "09:02", 115.0, 2,
        narrowed_to=(), removed=(), notes=(), documents=tuple(records),
    )  # fmt: skip


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    """The tab that all pages are opened in, one after the other: each tab is a process of its own."""
    with browser.new_context(bypass_csp=True) as context:
        yield context.new_page()


Show = Callable[..., Page]


@pytest.fixture
def show(tab: Page, pages: dict[str, Path]) -> Show:
    """Open a page on a phone, or as wide as asked for; return it."""

    def open_page(name: str, *, scheme: str = "light", width: int = PHONE["width"]) -> Page:
        tab.set_viewport_size({**PHONE, "width": width})
        tab.emulate_media(color_scheme=scheme)
        # nothing is left of the page that was there, not even the place that it was scrolled to
        tab.goto("about:blank")
        tab.goto(pages[name].as_uri())
        return tab

    return open_page


@pytest.fixture(scope="session")
def axe() -> str:
    return AXE.read_text(encoding="utf-8")
