"""Quarto: settings that keep the facts of its versions, checked as far as can be without it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def settings():
    return yaml.safe_load((ROOT / "_quarto.yml").read_text(encoding="utf-8"))


def hrefs(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for entry in value:
            yield from hrefs(entry)
    elif isinstance(value, dict):
        yield from hrefs(
            [value[key] for key in ("href", "contents", "left", "right") if key in value]
        )


def test_quarto_never_executes_a_notebook(settings):
    assert settings["execute"]["enabled"] is False
    assert settings["execute"]["echo"] is False
    assert "freeze" not in settings["execute"]


def test_pages_are_listed_so_that_nothing_else_becomes_one(settings):
    assert settings["project"]["type"] == "website"
    assert settings["project"]["render"] == [
        "index.qmd",
        "notebooks/*.ipynb",
        "reports/*/notebooks/**/packet.ipynb",
    ]
    for pattern in ("index.qmd", "notebooks/*.ipynb"):
        assert list(ROOT.glob(pattern)), pattern


def test_a_pdf_is_laid_out_by_weasyprint_with_figures_and_our_styles(settings):
    pdf = settings["format"]["pdf"]
    assert pdf["pdf-engine"] == "weasyprint"  # a full path is refused
    assert pdf["fig-format"] == "svg"  # the default loses every figure
    assert (ROOT / pdf["css"]).is_file()
    assert "theme" not in pdf


def test_every_page_in_the_navigation_is_there(settings):
    website = settings["website"]
    named = [*hrefs(website["navbar"])]
    assert named
    assert [name for name in named if not (ROOT / name).is_file()] == []


def test_the_index_lists_the_executed_packets():
    head = (ROOT / "index.qmd").read_text(encoding="utf-8").split("---\n")[1]
    listing = yaml.safe_load(head)["listing"]
    assert listing["contents"] == "reports/*/notebooks/**/packet.ipynb"
    body = (ROOT / "index.qmd").read_text(encoding="utf-8")
    assert f"::: {{#{listing['id']}}}" in body


@pytest.mark.skipif(shutil.which("quarto") is None, reason="Quarto is not installed")
def test_quarto_accepts_the_settings():
    done = subprocess.run(
        ["quarto", "inspect", str(ROOT)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(shutil.which("quarto") is None, reason="Quarto is not installed")
def test_quarto_renders_a_page_of_the_documentation(tmp_path):
    done = subprocess.run(
        [
            "quarto",
            "render",
            str(ROOT / "docs" / "commands.md"),
            "--to",
            "html",
            "--output-dir",
            str(tmp_path),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
