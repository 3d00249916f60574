"""The verdict for people and machines: terminal, page, JSON, and rows to fix."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest

from review_kit.contracts import (
    export_quarantine,
    headline,
    validate,
    verdict_lines,
    write_validation_json,
    write_validation_page,
)
from review_kit.contracts.suite import Witness
from review_kit.errors import SourceError
from review_kit.sources.staged import MendedRow
from review_kit.words import speaking

HOSTILE = "<script>alert('x')</script>"


@pytest.fixture(scope="module")
def faulty(exports, tmp_path_factory):
    """Exports with a few violations that do not stop a run."""
    folder = tmp_path_factory.mktemp("faulty")
    rows = exports.copy_of_sound()
    rows["qa_scores"][1]["score"] = HOSTILE
    rows["coaching_log"][0]["commitment_due"] = "2026-08-01"
    rows["quotas"].append({**rows["quotas"][0], "quota": "1"})
    options = {
        "qa_scores": {"left_out": {"not applicable answer": 3, "footer row": 0}},
        "coaching_log": {"other_columns": {"log.xlsx": ("mood",)}},
    }
    given = ("roster", "criteria", "qa_scores", "coaching_log", "quotas")
    staged = {
        table: exports.stage(folder / "staged", table, rows[table], **options.get(table, {}))
        for table in given
    }
    project = exports.make_project(folder / "project")
    return validate(project, staged, folder / "v", as_of=date(2026, 9, 30))


@pytest.fixture(scope="module")
def stopped(exports, tmp_path_factory):
    folder = tmp_path_factory.mktemp("stopped")
    rows = exports.copy_of_sound()
    rows["coaching_log"] = []
    staged = {
        table: exports.stage(folder / "staged", table, rows[table])
        for table in ("criteria", "coaching_log")
    }
    return validate(exports.make_project(folder / "project"), staged, folder / "v")


def test_one_sentence_says_whether_documents_can_be_made(faulty, stopped):
    assert headline(faulty) == (
        "Documents can be made: 7 of 10 rows meet their contracts, 3 are quarantined."
    )
    assert headline(stopped) == (
        "No documents can be made yet: roster, qa_scores and coaching_log stop the run."
    )


def test_the_terminal_shows_where_rows_went_and_what_is_wrong(faulty):
    assert verdict_lines(faulty) == (
        "Documents can be made: 7 of 10 rows meet their contracts, 3 are quarantined.",
        "",
        "✓ roster        2 in = 2 kept + 0 quarantined",
        "✓ criteria      3 in = 3 kept + 0 quarantined",
        "    weights of version '1' add up to 100 (60 + 40); parts of Objection handling to 100",
        "! qa_scores     5 in = 1 kept + 1 quarantined + 3 left out",
        "    score is not a number: 1 row",
        f"      exports/qa_scores.csv row 3: score = '{HOSTILE}'",
        "    left out: not applicable answer: 3",
        "! coaching_log  1 in = 1 kept + 0 quarantined",
        "    commitment_due is before session_date: 1 row, kept (warning)",
        "      exports/coaching_log.csv row 2: commitment_due, session_date = "
        "'2026-08-01, 2026-09-03'",
        "    columns not used: mood",
        "! quotas        2 in = 0 kept + 2 quarantined",
        "    rep_id and period_start occur in more than one row: 2 rows",
        "      exports/quotas.csv row 2: rep_id, period_start = 'R1, 2026-07-01'",
        "",
        "Not exported: scheduled_sessions, opportunities, outcomes, skills_matrix, goals, "
        "acknowledgements, review_notes, self_assessments, stage_history, disputes. Sections "
        "that need these tables say so.",
    )


def test_the_terminal_says_what_stops_the_run_and_how_to_mend_it(stopped):
    lines = verdict_lines(stopped)
    at = lines.index("What stops the run:")

    assert lines[at + 1 : at + 3] == (
        "  roster: this table is missing, and every run needs it",
        "    → Put roster.csv (or .parquet, .xlsx, .jsonl) into exports/, or name its source "
        "under [sources.roster] in review_kit.toml.",
    )
    assert "  coaching_log: no row to check in exports/coaching_log.csv" in lines


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.links += [value for key, value in attrs if key in {"href", "src"}]

    def handle_data(self, data):
        self.text.append(data)


def read_page(validation, path) -> tuple[str, _Page]:
    html = write_validation_page(validation, path).read_text(encoding="utf-8")
    page = _Page()
    page.feed(html)
    return html, page


def test_the_page_needs_nothing_but_itself(faulty, tmp_path):
    html, page = read_page(faulty, tmp_path / "reports" / "validation.html")

    assert not {"script", "link", "img", "iframe"} & set(page.tags)
    assert all(link.startswith("#") for link in page.links)
    assert not re.search(r"https?:|url\((?!data:font/)|@import", html)
    assert 'name="viewport"' in html


def test_the_page_says_in_its_language_what_the_terminal_says(faulty, stopped, tmp_path):
    for verdict in (faulty, stopped):
        html, _ = read_page(verdict, tmp_path / "validation.html")
        assert f'<p class="headline">{verdict_lines(verdict)[0]}</p>' in html
        assert '<html lang="en-GB">' in html
    with speaking("en-US"):
        html, page = read_page(faulty, tmp_path / "validation.html")
    assert '<html lang="en-US">' in html
    assert "5 in = 1 kept + 1 quarantined + 3 left out" in page.text
    assert any(text.endswith("the review day is September 30, 2026.") for text in page.text)


def test_page_and_terminal_say_who_corrected_rows_of_which_file(faulty, tmp_path):
    def row(number, by, at):
        return MendedRow("qa_scores", "exports/qa_scores.csv", "0", number, (), by, at, "0")

    rows = (row(2, "Mia", "2026-10-01T08:00:00Z"), row(4, "Jo", "2026-10-02T09:30:00Z"))
    tables = tuple(
        replace(table, mended=rows if table.name == "qa_scores" else ()) for table in faulty.tables
    )
    corrected = replace(faulty, tables=tables)
    said = "2 rows of exports/qa_scores.csv were corrected by Mia, Jo, last on 2 October 2026."
    _, page = read_page(corrected, tmp_path / "validation.html")
    assert said in page.text
    assert f"    {said}" in verdict_lines(corrected)


def test_a_page_that_a_language_has_no_words_for_is_whole_in_english(faulty, tmp_path):
    with speaking("de"):
        html, page = read_page(faulty, tmp_path / "validation.html")
    assert '<html lang="en-GB">' in html
    assert any(text.endswith("the review day is 30 September 2026.") for text in page.text)


def test_text_of_exports_is_data_on_the_page(faulty, tmp_path):
    html, page = read_page(faulty, tmp_path / "validation.html")

    assert "<script>" not in html
    assert HOSTILE in page.text


def test_signs_that_act_are_spelt_out_on_the_page_and_escaped_in_json(faulty, tmp_path):
    """A direction mark in a cell would turn the order of the text around it."""
    mark = "\u202eevil\x1b[2J\ufffe"
    acting = replace(faulty, organisation=mark)
    html, page = read_page(acting, tmp_path / "validation.html")
    assert any(r"\u202eevil\x1b[2J\ufffe" in part for part in page.text)
    assert not {"\u202e", "\x1b", "\ufffe"} & set(html)
    path = write_validation_json(acting, tmp_path / "validation.json")
    assert not {"\u202e", "\x1b", "\ufffe"} & set(path.read_text(encoding="utf-8"))
    assert json.loads(path.read_text(encoding="utf-8")) == acting.to_json()


def test_the_page_has_the_sums_the_violations_and_the_examples(faulty, stopped, tmp_path):
    _, page = read_page(faulty, tmp_path / "validation.html")
    text = " ".join(" ".join(page.text).split())

    assert "5 in = 1 kept + 1 quarantined + 3 left out" in text
    assert "score is not a number" in text
    assert "exports/qa_scores.csv 3 score" in text
    assert "not applicable answer 3" in text
    assert "mood" in text
    _, page = read_page(stopped, tmp_path / "stopped.html")
    assert any("roster: this table is missing" in part for part in page.text)


def test_json_has_both_counts_of_every_rule(faulty, tmp_path):
    path = write_validation_json(faulty, tmp_path / "validation.json")
    read = json.loads(path.read_text(encoding="utf-8"))

    assert read == json.loads(json.dumps(faulty.to_json()))
    scores = read["tables"]["qa_scores"]
    assert (scores["rows_in"], scores["kept"], scores["quarantined"]) == (5, 1, 1)
    assert scores["left_out"] == {"not applicable answer": 3, "footer row": 0}
    assert scores["quarantined_by_rule"] == {"score.readable": 1}
    rules = {rule["id"]: rule for rule in scores["rules"]}
    assert rules["score.readable"]["examples"] == [
        {"file": "exports/qa_scores.csv", "row": 3, "column": "score", "value": HOSTILE}
    ]
    for rule in scores["rules"]:
        assert rule["rows_by_mask"] == rule["rows_by_expectation"]
        assert rule["expectation_counted"] in {"now", "earlier"}
    assert read["passed"] is True
    assert read["as_of"] == "2026-09-30"
    assert read["absent"][0] == "scheduled_sessions"


def test_each_count_is_printed_as_its_own_witness_gave_it(faulty):
    (scores,) = [table for table in faulty.tables if table.name == "qa_scores"]
    (found,) = [rule for rule in scores.rules if rule.id == "score.readable"]
    for witness, printed in (
        (Witness(7, earlier=False), (1, 7, "now")),
        (Witness(0, earlier=True), (1, 0, "earlier")),
        (None, (1, None, None)),
    ):
        tables = (replace(scores, rules=(replace(found, witness=witness),)),)
        (rule,) = replace(faulty, tables=tables).to_json()["tables"]["qa_scores"]["rules"]
        counts = (rule["rows_by_mask"], rule["rows_by_expectation"], rule["expectation_counted"])
        assert counts == printed


def test_quarantined_rows_can_be_mended_as_csv(faulty, tmp_path):
    written = export_quarantine(faulty.folder, tmp_path / "to fix")

    assert set(written) == {"qa_scores", "quotas"}
    with written["qa_scores"].open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["score"] == HOSTILE
    assert row["evidence_url"] == ""
    assert row["quarantined_from_file"] == "exports/qa_scores.csv"
    assert row["quarantined_from_row"] == "3"
    assert row["quarantined_because"] == "score is not a number"
    assert not {"_file", "_row", "reasons", "rules"} & row.keys()


def test_there_is_nothing_to_mend_where_nothing_was_validated(tmp_path):
    with pytest.raises(SourceError, match="there are no quarantined rows here"):
        export_quarantine(tmp_path, tmp_path / "csv")
