"""Files that nobody reads are told, each with a guess at what it is."""

from __future__ import annotations

import gzip
import io
import sqlite3
import zipfile

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from review_kit.errors import SourceError
from review_kit.sources.unread_files import unread_files

DEALS = "Opportunity ID,Opportunity Owner,Stage,Amount,Close Date,Created Date\nA1,Ana,New,1,2,3\n"
SCORES = "evaluation_id,call_id,rep_id,call_at,criterion_id,score,max_score,evaluator\n"
HTML = "<html><body><table><tr><th>Opportunity ID</th><th>Stage</th></tr></table></body></html>"
CRM = '[sources.opportunities]\npath = "exports/crm/q3.csv"\nprofile = "salesforce_report"\n'
ELSE = "If it is an export, name it under [sources.<table>]; if not, move it to another folder."
ASIDE = f"""exports/x.csv is not read. {ELSE}"""


def unread(workshop, files, settings: str = "") -> list[str]:
    workshop.write(files)
    return list(unread_files(workshop.configure(settings)))


def test_what_is_read_is_no_finding(workshop, roster):
    files = {
        "exports/roster.csv": roster,
        "exports/crm/q3.csv": DEALS,
        "exports/README.md": "how to export",
        "exports/.hidden": "x",
        "exports/~$roster.xlsx": "lock",
    }
    assert unread(workshop, files, CRM) == []


def test_a_quarter_beside_the_one_that_is_read(workshop):
    assert unread(workshop, {"exports/crm/q3.csv": DEALS, "exports/crm/q4.csv": DEALS}, CRM) == [
        "exports/crm/q4.csv is not read: looks like opportunities, which is read from "
        "exports/crm/q3.csv. If it belongs to it, add it to path under [sources.opportunities]."
    ]


def test_a_misspelt_name_and_a_table_of_another_name(workshop, roster):
    assert unread(workshop, {"exports/rosters.csv": "x\n", "exports/july.csv": SCORES}) == [
        "exports/july.csv is not read: looks like qa_scores. If so, add it to review_kit.toml: "
        '[sources.qa_scores] path = "exports/july.csv".',
        "exports/rosters.csv is not read: looks like roster. If so, add it to review_kit.toml: "
        '[sources.roster] path = "exports/rosters.csv".',
    ]


def old_workbook() -> bytes:
    return b"\xd0\xcf\x11\xe0" + bytes(600)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        (
            "old/goals.xlt",
            old_workbook(),
            "a spreadsheet in another format (.xlt), looks like goals. Save it as XLSX or CSV.",
        ),
        (
            "old/log.fods",
            b"PK\x03\x04 no more",
            "a spreadsheet in another format (.fods), looks like coaching_log. Save it as XLSX or "
            "CSV.",
        ),
        (
            "old/deals.xls",
            HTML,
            "an HTML table, as some older reports are exported, looks like "
            "opportunities. Export it again as CSV or XLSX, details only; or open it in a "
            "spreadsheet program and save it as XLSX.",
        ),
        (
            "2026-06.csv.bak",
            SCORES,
            "a file of another kind (.bak), looks like qa_scores. If it is an export, give it "
            "the extension of its format (.csv, .xlsx, …).",
        ),
        ("deck.pdf", b"%PDF-1.7", f"a PDF document. {ELSE}"),
        (
            "hubspot_owners.csv",
            "id,email\n",
            f"it belongs to the profile 'hubspot', which no source uses. {ELSE}",
        ),
    ],
)
def test_what_a_file_is_and_what_makes_it_readable(workshop, name, content, says):
    assert unread(workshop, {f"exports/{name}": content}) == [f"exports/{name} is not read: {says}"]


def test_columns_are_looked_for_in_every_format(workshop):
    book = openpyxl.Workbook()
    for row in (["Scores of July"], SCORES.strip().split(",")):
        book.active.append(row)
    sheet = io.BytesIO()
    book.save(sheet)
    columns = {name: pa.array(["x"]) for name in SCORES.strip().split(",")}
    table = io.BytesIO()
    pq.write_table(pa.table(columns), table)
    files = {
        "exports/a.xlsx": sheet.getvalue(),
        "exports/b.parquet": table.getvalue(),
        "exports/c.jsonl": "{" + ", ".join(f'"{name}": 1' for name in columns) + "}\n",
        "exports/d.csv": SCORES.encode("utf-16"),
        "exports/e.csv.gz": gzip.compress(SCORES.encode()),
        "exports/f.csv": SCORES.replace(",", ";"),
    }
    sentences = unread(workshop, files)
    assert [sentence.partition(" is not read: ")[2][:20] for sentence in sentences] == [
        "looks like qa_scores"
    ] * 6


def test_a_database_file_is_named_with_its_address_and_read_where_a_source_names_it(workshop):
    (workshop.root / "exports").mkdir()
    with sqlite3.connect(workshop.root / "exports/qa.db") as base:
        base.execute("CREATE TABLE s (a TEXT)")
    (sentence,) = unread(workshop, {})
    assert 'url = "sqlite:///exports/qa.db"' in sentence
    source = '[sources.qa_scores]\nurl = "sqlite:///exports/qa.db"\ntable = "s"\n'
    assert unread(workshop, {}, source) == []


def test_a_folder_that_a_source_names_is_looked_through_wherever_it_lies(workshop):
    files = {"qa/1.csv": SCORES, "qa/2.xlt": old_workbook(), "qa/more/3.csv": "x\n", "b/4.xlt": "x"}
    source = '[sources.qa_scores]\npath = "qa/"\n'
    in_folder = "in the folder that qa_scores is read from"
    assert unread(workshop, files, source) == [
        f"qa/2.xlt is not read: a spreadsheet in another format (.xlt), {in_folder}. Save it as "
        "XLSX or CSV.",
        f"qa/more/3.csv is not read. {ELSE}",
    ]
    assert unread(workshop, files, source.replace("qa/", "qa/*.csv")) == unread(
        workshop, files, source
    )


def test_lookups_of_a_profile_in_use_are_read(workshop, roster):
    files = {"exports/d.csv": "x", "exports/salesforce_users.csv": "Id,Email\n"}
    source = '[sources.opportunities]\npath = "exports/d.csv"\nprofile = "salesforce"\n'
    assert unread(workshop, files, source) == []


def test_many_files_of_one_kind_are_told_together(workshop):
    files = {f"exports/archive/{month:02}.csv": SCORES for month in range(1, 13)}
    (sentence,) = unread(workshop, files)
    assert sentence.startswith(
        "12 files in exports/archive/ (01.csv, 02.csv, 03.csv, …) are not read: looks like "
        "qa_scores"
    )


def test_members_of_an_archive_that_are_no_tables_are_told(workshop):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("july.csv", SCORES)
        archive.writestr("august.xlt", old_workbook())
        archive.writestr("__MACOSX/._july.csv", "x")
        archive.writestr("readme.txt", "x")
    staged = workshop.stage({"s.zip": packed.getvalue()}, '[sources.qa_scores]\npath = "s.zip"\n')
    (notice,) = [each for each in staged["qa_scores"].notices if each.kind == "not_read"]
    assert notice.message == "s.zip#august.xlt is not read"


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        (
            "r.xls",
            HTML,
            "r.xls: it is an HTML table, as some older reports are exported",
        ),
        (
            "r.csv",
            HTML,
            "r.csv: by its name it should be a text table, but it is an HTML table, as some older "
            "reports are exported",
        ),
        (
            "r.csv",
            "<!DOCTYPE html><table><input type='password'></table>",
            "r.csv: by its name it should be a text table, but it is a web page",
        ),
        (
            "r.xls",
            '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
            "r.xls: it is an XML spreadsheet of Excel 2003",
        ),
        (
            "r.xlt",
            old_workbook(),
            "r.xlt: review-kit cannot read spreadsheets in this format (.xlt)",
        ),
        (
            "r.fods",
            b"PK\x03\x04",
            "r.fods: review-kit cannot read spreadsheets in this format (.fods)",
        ),
    ],
)
def test_a_named_file_of_another_format_says_how_it_becomes_readable(
    workshop, name, content, message
):
    with pytest.raises(SourceError) as caught:
        workshop.stage({name: content}, f'[sources.goals]\npath = "{name}"\n')
    assert caught.value.message == message
    assert "export it again" in caught.value.hint.lower() or "save it as XLSX" in caught.value.hint


def test_columns_beside_lists_in_the_cells_of_a_text_file_are_asked_for_by_name(workshop):
    with pytest.raises(SourceError) as caught:
        workshop.stage(
            {"g.csv": 'callId,answers\n1,"[{""score"": 4}]"\n'},
            '[sources.qa_scores]\npath = "g.csv"\nprofile = "gong_json"\n',
        )
    assert caught.value.message.startswith("g.csv: no column 'answeredScorecardId' or ")
    assert "no column 'answers.questionId' or 'answers.question_id'" in caught.value.message


def test_a_run_notices_when_such_a_file_comes_or_goes(workshop):
    from review_kit.pipeline.inputs import inputs_of

    workshop.write({"qa/1.csv": SCORES})
    project = workshop.configure('[sources.qa_scores]\npath = "qa/*.csv"\n')
    before = inputs_of(project).fingerprint
    workshop.write({"qa/2.xlt": old_workbook()})
    assert inputs_of(project).fingerprint != before
