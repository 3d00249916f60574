"""What a run shows in JupyterLab: tables to sort and search, and a choice of rep."""

import sys

import pytest

from review_kit.api.interactive import SHOWN, WIDGET
from review_kit.documents.parts.context import PAGE_VARIABLE
from review_kit.errors import ConfigurationError


def test_a_table_can_be_sorted_and_is_plain_html_where_the_widget_is_lost(run):
    shown = run.tables["rep_metrics"]._repr_mimebundle_()
    assert set(shown) == {WIDGET, "text/html", "text/plain"}
    assert shown["text/plain"] == "<Table rep_metrics: One metric of a rep>"
    assert shown["text/html"].count("<tr") == SHOWN + 1
    assert f"{run.tables['rep_metrics'].rows - SHOWN:,} more rows" in shown["text/html"]


def test_a_run_shows_its_tables_with_their_rows(run):
    shown = run._repr_mimebundle_()
    assert shown["text/plain"] == repr(run)
    assert "<td>One metric of a rep</td>" in shown["text/html"]
    assert run.tables["reps"].rows == 12
    one = run.rep("00124")
    assert one.tables["reps"].rows == 1
    assert one._repr_mimebundle_()["text/plain"] == repr(one)


def test_on_a_page_nothing_runs(run, monkeypatch):
    monkeypatch.setenv(PAGE_VARIABLE, "1")
    assert set(run.tables["reps"]._repr_mimebundle_()) == {"text/html", "text/plain"}


def test_the_choice_of_a_rep_shows_the_rows_that_this_rep_may_see(run):
    choice = run.pick_rep()
    head, rows = choice.children
    rep, table = head.children
    names = dict(rep.options)
    assert len(names) == 12
    assert list(names) == sorted(names)
    rep.value = "00124"
    assert rows.df["rep_id"].unique().tolist() == ["00124"]
    table.value = "sessions"
    seen = run.rep("00124").table("sessions")
    assert rows.df["session_id"].tolist() == seen["session_id"].tolist()
    rep.value = "00107"
    assert set(rows.df["rep_id"]) <= {"00107"}


def test_without_the_extra_tables_are_plain_and_the_choice_says_what_to_install(run, monkeypatch):
    monkeypatch.setitem(sys.modules, "itables.widget", None)
    assert WIDGET not in run.tables["reps"]._repr_mimebundle_()
    with pytest.raises(ConfigurationError, match=r"needs 'itables\.widget'") as refused:
        run.pick_rep()
    assert "review-kit[analyst]" in refused.value.hint
