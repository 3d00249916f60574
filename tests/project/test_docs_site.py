"""The documentation site: every page is reached, every part has its picture."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"


@pytest.fixture(scope="module")
def tool():
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        import docs_site
    finally:
        sys.path.remove(str(ROOT / "tools"))
    return docs_site


def hrefs(entries):
    for entry in entries:
        if isinstance(entry, str):
            yield entry
        else:
            yield from hrefs(entry.get("contents", ()))
            yield from hrefs([entry["href"]] if "href" in entry else ())


def test_every_page_of_the_documentation_is_in_the_navigation():
    website = yaml.safe_load((DOCS / "_quarto.yml").read_text(encoding="utf-8"))["website"]
    pages = {path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")}
    named = list(hrefs(website["sidebar"]["contents"]))
    assert sorted(named) == sorted(pages)
    assert set(hrefs(website["navbar"]["left"])) <= pages


def test_a_built_site_has_no_link_out_of_its_folder(tool, tmp_path):
    site = tool.copy_pages(tmp_path / "site")
    out = [
        f"{page.name}: {link}"
        for page in site.rglob("*.md")
        for link in tool.LINK.findall(page.read_text(encoding="utf-8"))
        if "://" not in link and not (page.parent / link).resolve().is_relative_to(site.resolve())
    ]
    assert out == []
    assert (site / "files" / "templates-guard.yml").is_file()


def test_no_type_comes_from_another_host():
    html = yaml.safe_load((DOCS / "_quarto.yml").read_text(encoding="utf-8"))["format"]["html"]
    for theme in html["theme"].values():
        assert "$web-font-path: false;" in (DOCS / theme[-1]).read_text(encoding="utf-8")


def test_an_example_of_a_cell_is_none_for_quarto(tool, tmp_path):
    """It takes any such line for a cell, and refuses a ``.md`` page that has one."""
    pages = tool.copy_pages(tmp_path / "site").rglob("*.md")
    begins = re.compile(r"^[\t >]*```+\s*\{+\w.*$", re.MULTILINE)
    cells = {one for page in pages for one in begins.findall(page.read_text(encoding="utf-8"))}
    assert cells == {"```{{python}}"}  # shown with single braces


def test_each_part_in_the_gallery_gets_the_picture_of_what_it_shows(tool):
    page = (DOCS / "gallery.md").read_text(encoding="utf-8")
    parts = [
        f"{document}.{part}" for document in tool.DOCUMENTS for part in tool.parts_of(document)
    ]
    assert "RepPacket.side_by_side" in parts
    assert len(parts) > 90
    shown = tool.with_pictures(page, {name: name != "RepPacket.stalled" for name in parts})
    assert "<!-- picture" not in shown
    assert "](gallery/RepPacket.side_by_side.png)" in shown
    assert "gallery/RepPacket.stalled.png" not in shown


def test_a_picture_holds_the_part_and_no_empty_page_around_it(tool):
    html = tool.PAGE.format(grain="rep", output="packet", html="<p>Wide words in one line</p>")
    drawn = tool.picture(tool.Renderer(), html)
    assert 2 * tool.MARGIN < drawn.height < 80
    assert 100 < drawn.width < 600
    corners = {drawn.getpixel((0, 0)), drawn.getpixel((drawn.width - 1, drawn.height - 1))}
    assert corners == {(255, 255, 255)}
    assert drawn.convert("L").getextrema()[0] < 100
