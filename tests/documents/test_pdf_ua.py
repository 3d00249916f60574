"""Every kind of document as the validators of PDF/UA read it: nothing to find fault with."""

from __future__ import annotations

from functools import cache

import pandas as pd
import pytest
from documents_in_place import html_of
from extreme_company import extreme_company
from pdf_validators import FIELDS_AS_GRID, HEADINGS_AS_HEADS, errors, faults
from prepared_run import prepared

from review_kit import render
from review_kit.render.bind import Part, bind_pdfs


@pytest.fixture(scope="session")
def renderer():
    return render.Renderer()


@pytest.fixture(scope="session")
def extremes():
    """Nine reps, each at an edge of what a team hands in."""
    return prepared("extremes", extreme_company)


@pytest.fixture(scope="session")
def write(renderer, tmp_path_factory):
    """Write a shipped notebook's document as PDF, once; return its path."""

    @cache
    def write_pdf(name, folder, **parameters):
        path = tmp_path_factory.mktemp("made") / f"{name}.pdf"
        # a title as a run gives it, where the page in place has its template's name
        page = html_of(name, run=str(folder), **parameters)
        renderer.write_pdf(page.replace(f"<title>{name}<", "<title>Of the quarter<"), path)
        return path

    return write_pdf


def whose(folder):
    """Name the first rep, and the rep's manager and team."""
    reps = pd.read_parquet(folder / "metrics" / "reps.parquet").iloc[0]
    return {
        "rep_packet": {"rep_id": reps["rep_id"]},
        "conversation_sheet": {"rep_id": reps["rep_id"]},
        "binder_cover": {"manager_id": reps["manager_id"]},
        "team_roi": {"team": reps["team"]},
        "org_summary": {},
        "glossary": {},
    }


def found(path, name):
    allowed = {FIELDS_AS_GRID} if name == "conversation_sheet" else set()
    return faults(path, allowed=frozenset(allowed))


KINDS = [
    *("rep_packet", "conversation_sheet", "binder_cover"),
    *("team_roi", "org_summary", "glossary"),
]


@pytest.mark.parametrize("name", KINDS)
def test_the_validators_find_nothing(write, run, name):
    assert found(write(name, run.folder, **whose(run.folder)[name]), name) == []


@pytest.mark.parametrize("name", KINDS)
def test_nor_an_error_at_the_edges_of_what_a_team_hands_in(write, extremes, name):
    # what the validators warn of is a guess: rows of one table that stand on several pages at one height
    # look like running heads, and a table of a rubric that hardly anybody is scored on is mostly empty
    assert errors(write(name, extremes, **whose(extremes)[name])) == []


def test_a_binder_of_them_is_as_good_as_its_parts(write, run, tmp_path):
    reps = pd.read_parquet(run.folder / "metrics" / "reps.parquet")
    manager = reps["manager_id"].iloc[0]
    parts = [Part(write("binder_cover", run.folder, manager_id=manager), "Binder cover")]
    for rep in reps[reps["manager_id"] == manager].head(1).itertuples():
        packet = write("rep_packet", run.folder, rep_id=rep.rep_id)
        parts.append(Part(packet, rep.rep_name, label=rep.rep_name))
        sheet = write("conversation_sheet", run.folder, rep_id=rep.rep_id)
        parts.append(Part(sheet, f"{rep.rep_name}: sheet", label=rep.rep_name))
    path = tmp_path / "binder.pdf"
    words = "Binder page {}".format
    bind_pdfs(parts, path, title="Manager binder for the quarter", page_words=words)
    assert faults(path, allowed=frozenset({HEADINGS_AS_HEADS, FIELDS_AS_GRID})) == []


def test_the_validators_see_what_is_broken(renderer, tmp_path):
    page = "<html><title>t</title><h1>a</h1><h3>b</h3><table><tr><th>c</th></tr><tr><td>d</td></tr>"
    document = renderer.lay_out(page)
    document.write_pdf(tmp_path / "a.pdf", pdf_variant="pdf/ua-1")
    rules = {fault.split(",")[0] for fault in faults(tmp_path / "a.pdf")}
    assert rules >= {
        "outloud HDG-001 (error)",
        "outloud DOC-013 (error)",
        "pdfua UA-15-003 (WARNING)",
    }
