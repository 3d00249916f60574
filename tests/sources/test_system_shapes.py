"""Each shipped profile on a small file of its system's shape, from people and rubric to exact rows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from connected import connected
from system_shapes import CRITERIA, ROSTER, SHAPES, Shape, table_of_lines

from review_kit.sources.profiles.files import SHIPPED, load_profile


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.system)
def test_a_file_of_its_shape_makes_these_rows(workshop, rows_of, shape: Shape):
    files = {"exports/roster.csv": ROSTER, "exports/criteria.csv": CRITERIA, **shape.files}
    files = {name: text for name, text in files.items() if name != f"exports/{shape.table}.csv"}
    profile = shape.profile
    if shape.own:
        files["profiles/mine.toml"] = f'extends = "{profile}"\ndescription = "Ours"\n{shape.own}\n'
        profile = "mine"
    staged = workshop.stage(
        files,
        f'[sources.{shape.table}]\npath = "{shape.path}"\nprofile = "{profile}"\n{shape.settings}\n',
    )
    table = staged[shape.table]
    assert rows_of(table, *shape.columns) == shape.rows
    assert table.left_out == shape.left_out
    assert tuple(notice.kind for notice in table.notices) == shape.notices


MEASURED = ("HR system", "MaestroQA", "Rubric sheet (indented)", "Calendar (.ics)")
"""Shapes whose columns alone do not say how they are read; tools/measure_connect.py tries all."""


@pytest.mark.parametrize("system", MEASURED)
def test_connect_reads_it_with_the_lines_that_the_table_says(tmp_path, rows_of, system: str):
    (shape,) = [each for each in SHAPES if each.system == system]
    table = connected(tmp_path, shape)
    assert rows_of(table, *shape.columns) == shape.rows


DOCS = Path(__file__).parents[2] / "docs"


def test_the_documented_table_of_lines_is_the_one_that_these_files_need():
    page = (DOCS / "sources.md").read_text(encoding="utf-8")
    assert table_of_lines() in page


def test_every_shipped_profile_has_its_page_and_every_page_its_profiles():
    pages = {path: path.read_text(encoding="utf-8") for path in (DOCS / "sources").glob("*.md")}
    named = {name for text in pages.values() for name in re.findall(r"\w+", text)}
    assert {path.stem for path in SHIPPED.glob("*.toml")} - {"canonical"} <= named
    for path, text in pages.items():
        assert {"**Export.**", "**What comes.**", "**What to change.**"} <= set(
            re.findall(r"^\*\*.*?\*\*", text, re.M)
        ), path


def test_the_profiles_of_the_pages_are_some(workshop):
    blocks = [
        block
        for path in sorted((DOCS / "sources").glob("*.md"))
        for block in re.findall(
            r"^```toml\n(# profiles/.*?)^```", path.read_text("utf-8"), re.M | re.S
        )
    ]
    for block in blocks:
        name = re.match(r"# profiles/(\w+)\.toml", block)[1]
        workshop.write({f"profiles/{name}.toml": block})
        assert load_profile(workshop.configure(), name).own
    assert len(blocks) == 6
