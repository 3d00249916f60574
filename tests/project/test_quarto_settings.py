"""Quarto: settings that keep the facts of its versions, checked as far as can be without it."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

from review_kit.cli import quarto_filter, quarto_guard
from review_kit.quarto.carried import ON_PAPER

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def settings():
    return yaml.safe_load((ROOT / "_quarto.yml").read_text(encoding="utf-8"))


def test_quarto_itself_executes_nothing(settings):
    assert settings["execute"] == {"enabled": False, "echo": False}
    assert settings["ipynb-filters"][0] == f"review-kit {quarto_filter.NAME}"


def test_it_shows_the_one_file_asked_for_and_writes_where_nothing_is_delivered(settings):
    assert settings["project"]["type"] == "default"  # a website renders all pages first
    assert settings["project"]["output-dir"] == "_preview"
    # without this list every .md, .qmd and .ipynb below the folder would become a page
    assert settings["project"]["render"] == ["notebooks/*.ipynb", "notebooks/*.qmd"]
    assert settings["project"]["pre-render"] == f"review-kit {quarto_guard.NAME}"


def test_pandoc_and_bootstrap_let_the_page_be_and_no_other_host_is_called(settings):
    html, pdf = settings["format"]["html"], settings["format"]["pdf"]
    assert (html["theme"], html["minimal"]) == ("none", True)
    assert html["html-math-method"] == "plain"  # others load MathJax
    assert html["html-table-processing"] == pdf["html-table-processing"] == "none"


def test_a_pdf_is_laid_out_by_weasyprint_with_figures(settings):
    pdf = settings["format"]["pdf"]
    assert pdf["pdf-engine"] == "weasyprint"  # a full path is refused
    assert pdf["fig-format"] == "svg"  # the default loses every figure
    assert pdf["pdf-engine-opts"] == ["--pdf-variant=pdf/ua-1"]
    assert pdf[ON_PAPER] is True
    assert ON_PAPER not in settings["format"]["html"]


# Quarto's program is in no registry, so it may be absent; the tests above hold the settings.
@pytest.mark.skipif(shutil.which("quarto") is None, reason="Quarto is not installed")
def test_quarto_accepts_the_settings():
    done = subprocess.run(
        ["quarto", "inspect", str(ROOT)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
