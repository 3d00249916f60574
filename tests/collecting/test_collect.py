"""Filled sheets back into the project: once, whole, and where the next quarter begins."""

import pandas as pd
import pikepdf
import pytest
from filled_sheets import FILLED, NEXT
from pypdf import PdfWriter

from review_kit.collecting.find_sheets import find_sheets
from review_kit.documents import ConversationSheet
from review_kit.errors import ConfigurationError
from review_kit.pipeline.prepare import prepare
from review_kit.sources import stage


def fates(result):
    return [sheet.fate for sheet in result.sheets]


def said(result):
    return [str(problem) for sheet in result.sheets for problem in sheet.problems]


def test_the_next_quarter_begins_where_the_talk_ended(company):
    result = company.collect(company.fill(FILLED))
    assert fates(result) == ["collected"]
    assert [path.name for path in result.written] == [
        "self_assessments.csv",
        "goals.csv",
        "coaching_log.csv",
    ]
    run = prepare(company.project, as_of=NEXT).run.path
    commitments = pd.read_parquet(run / "metrics" / "commitments.parquet").set_index("entry_id")
    agreed = commitments.loc["sheet-2025-03-31-90d-r1"]
    assert agreed["commitment"] == FILLED["commitment.what"]
    assert agreed["commitment_check"] == FILLED["commitment.how"]
    goals = pd.read_parquet(run / "metrics" / "goals.parquet")
    assert goals[["rep_id", "criterion_id", "target"]].values.tolist() == [["r1", "OBJ", 70.0]]
    rated = pd.read_parquet(run / "metrics" / "rep_metrics.parquet")
    gap = rated[(rated["metric"] == "self_assessment_gap") & (rated["rep_id"] == "r1")]
    assert gap["n"].tolist() == [1]
    sheet = ConversationSheet.open(str(run), "r1")
    assert FILLED["commitment.what"] in sheet.last_commitment().text
    assert "How you both wanted to know: We listen to two of the calls" in (
        sheet.last_commitment().text
    )
    assert sheet.identity.last_entry == "sheet-2025-03-31-90d-r1"


def test_rows_say_from_which_file_they_are(company):
    path = company.fill(FILLED)
    company.collect(path)
    (row,) = company.collected("coaching_log").to_dict("records")
    assert row["collected_from_file"] == "sheets/ana.pdf"
    assert len(row["collected_sha256"]) == 64


def test_the_same_sheet_and_a_copy_of_it_add_nothing(company):
    path = company.fill(FILLED)
    first = company.collect(path)
    before = {file: file.read_bytes() for file in first.written}
    copy = company.fill(FILLED, "copy.pdf")
    again = company.collect(path, copy)
    assert fates(again) == ["known", "known"]
    assert again.written == ()
    assert {file: file.read_bytes() for file in first.written} == before


def test_a_corrected_sheet_takes_the_place_of_the_first_where_that_is_asked_for(company):
    company.collect(company.fill(FILLED))
    corrected = company.fill({**FILLED, "commitment.target": "", "self.OBJ.score": "60"})
    refused = company.collect(corrected)
    assert said(refused) == [
        "another version of this talk was already collected (held on 2025-04-08). If this one is "
        "right, "
        "use --replace. If it is a second talk, make a review for that day and fill in its sheet."
    ]
    assert refused.written == ()
    assert fates(company.collect(corrected, replace=True)) == ["replaced"]
    assert company.collected("self_assessments")["rating"].tolist() == ["60"]
    assert len(company.collected("goals")) == 0
    assert len(company.collected("coaching_log")) == 1


def test_two_versions_at_once_are_left_to_whoever_knows(company):
    one = company.fill(FILLED, "a.pdf")
    other = company.fill({**FILLED, "commitment.target": "71"}, "b.pdf")
    result = company.collect(one, other)
    assert fates(result) == ["collected", "refused"]
    assert said(result) == [
        "a.pdf says something different about the same talk. Collect only the one that is right."
    ]


def test_a_bad_field_costs_its_own_sheet_only(company):
    bad = company.fill({**FILLED, "talk.date": "soon"}, "bad.pdf", rep="r2")
    good = company.fill(FILLED)
    result = company.collect(bad, good)
    assert fates(result) == ["refused", "collected"]
    assert said(result) == [
        "Date of the talk, for example 12 October 2026: 'soon' is not a date. Write the month in "
        "letters, as in "
        "12 October 2026."
    ]
    assert company.collected("coaching_log")["rep_id"].tolist() == ["r1"]


def test_what_breaks_a_contract_is_not_written(company):
    roster = company.root / "exports" / "roster.csv"
    lines = roster.read_text(encoding="utf-8").splitlines()
    roster.write_text("\n".join([lines[0], lines[2]]) + "\n", encoding="utf-8")
    result = company.collect(company.fill(FILLED), company.fill(FILLED, "zoe.pdf", rep="r2"))
    assert fates(result) == ["refused", "collected"]
    assert all("breaks its contract" in text and "rep_id" in text for text in said(result))
    assert company.collected("coaching_log")["rep_id"].tolist() == ["r2"]


def test_a_dry_run_says_it_and_writes_nothing(company):
    result = company.collect(company.fill(FILLED), dry_run=True)
    assert fates(result) == ["collected"]
    assert not (company.root / "exports" / "collected").exists()


def test_the_outcome_of_a_commitment_that_was_logged_elsewhere_is_left_to_that_log(company):
    (sheet,) = company.collect(company.fill(FILLED)).sheets
    assert sheet.remarks == (
        "the last commitment (entry L-r1) is marked 'done': set commitment_status of that entry "
        "in your coaching log",
    )


def test_words_that_look_like_a_formula_stay_words(company, tmp_path):
    company.collect(company.fill({**FILLED, "commitment.what": "=HYPERLINK(A1) on three calls"}))
    assert company.collected("coaching_log")["commitment"].tolist() == [
        "'=HYPERLINK(A1) on three calls"
    ]
    # as the next run reads it
    log = stage(company.project, tmp_path / "staged")["coaching_log"]
    read = pd.read_parquet(log.path).set_index("entry_id")
    assert read.loc["sheet-2025-03-31-90d-r1", "commitment"] == "=HYPERLINK(A1) on three calls"


@pytest.fixture
def spoilt(company):
    """Files that are no filled sheet, by what they are."""
    folder = company.root / "sheets"
    folder.mkdir()
    (folder / "note.pdf").write_bytes(b"Ana did well")
    blank = pikepdf.Pdf.new()
    blank.add_blank_page()
    blank.save(folder / "scan.pdf")
    with pikepdf.open(company.blank["r1"]) as pdf:
        pdf.save(folder / "locked.pdf", encryption=pikepdf.Encryption(owner="a", user="b"))
        del pdf.Root.AcroForm
        del pdf.pages[0].Annots
        pdf.save(folder / "flat.pdf")
    with pikepdf.open(company.blank["r1"]) as pdf:
        del pdf.pages[0].Annots
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array(), XFA=pikepdf.Array())
        pdf.save(folder / "xfa.pdf")
    writer = PdfWriter(clone_from=company.blank["r1"])
    values = {"sheet": "{}", **FILLED}
    writer.update_page_form_field_values(writer.pages[0], values, auto_regenerate=False)
    writer.write(folder / "other.pdf")
    return folder


@pytest.mark.parametrize(
    ("name", "said_of_it"),
    [
        ("note", "it is not a PDF, or it is damaged"),
        (
            "scan",
            "it has no form fields: it is a scan or a picture, and handwriting cannot be read",
        ),
        (
            "flat",
            "it has no form fields: it is a printed or flattened copy, and handwriting cannot be "
            "read",
        ),
        ("locked", "the file has a password"),
        ("xfa", "the form is of a kind (XFA) that only one program can read"),
        ("other", "the hidden field is not one of a conversation sheet"),
    ],
)
def test_what_is_no_filled_sheet_is_told_with_what_to_do(company, spoilt, name, said_of_it):
    (sheet,) = company.collect(spoilt / f"{name}.pdf").sheets
    (problem,) = sheet.problems
    assert problem.message == said_of_it
    assert problem.hint.endswith(".")


def test_folders_files_and_patterns_are_found_once(tmp_path):
    for name in ("b.pdf", "a.PDF", "c.txt", ".hidden.pdf", "deep/d.pdf"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.touch()
    found = find_sheets([str(tmp_path), str(tmp_path / "b.pdf"), str(tmp_path / "*" / "d.pdf")])
    assert [path.name for path in found] == ["a.PDF", "b.pdf", "d.pdf"]
    with pytest.raises(ConfigurationError, match="this file does not exist"):
        find_sheets([str(tmp_path / "x.pdf")])


def test_a_filled_sheet_is_as_accessible_as_the_blank_one(company):
    from pdf_validators import FIELDS_AS_GRID, faults

    allowed = frozenset({FIELDS_AS_GRID})
    filled = faults(company.fill(FILLED), allowed=allowed)
    # what stands in a field is spoken with the field, not with the text of the page
    assert [fault for fault in filled if not fault.startswith("outloud TAG-003 (warning)")] == (
        faults(company.blank["r1"], allowed=allowed)
    )


def test_sheets_that_were_put_into_one_file_are_read_one_by_one(company):
    parts = [company.fill({}, "empty.pdf", rep="r2"), company.fill(FILLED)]
    merged = company.root / "sheets" / "merged.pdf"
    with pikepdf.Pdf.new() as pdf:
        for part in parts:
            with pikepdf.open(part) as source:
                pdf.add_pages_from(source)
        pdf.save(merged)
    (sheet,) = company.collect(merged).sheets
    assert (sheet.fate, sheet.rep_name) == ("collected", "Ana Ruiz")
    assert fates(company.collect(parts[1])) == ["known"]
