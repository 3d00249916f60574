"""What reading found and nobody may miss: told in the verdict, and shutting the gate where it must."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from review_kit.contracts import (
    Validation,
    validate,
    verdict_lines,
    write_validation_json,
    write_validation_page,
)
from review_kit.sources.notice import Notice, merged
from review_kit.sources.staged import LeftOutRow

WON = Notice(
    kind="unnamed_values",
    message="'Gewonnen' is a stage that the profile does not name",
    hint="Say what it means in the profile.",
    rows=12,
    file="exports/deals.csv",
    row=4,
    column="Stage",
)

pytestmark = pytest.mark.usefixtures("masks_alone")


def test_a_notice_tells_how_many_rows_and_where_the_first_is():
    assert WON.sentence == (
        "'Gewonnen' is a stage that the profile does not name "
        "(12 rows; first in exports/deals.csv row 4, column 'Stage')"
    )
    assert replace(WON, rows=1).sentence.endswith(
        "(1 row; in exports/deals.csv row 4, column 'Stage')"
    )
    assert Notice("k", "no calls at all").sentence == "no calls at all"


def test_equal_findings_of_several_files_are_told_once():
    other = replace(WON, rows=3, file="exports/more.csv", row=9)
    different = replace(WON, message="'Perdu' is a stage that the profile does not name")
    first, second = merged([WON, other, different])
    assert (first.rows, first.files, first.file, first.row) == (15, 2, "exports/deals.csv", 4)
    assert second == different


def validated(tables, tmp_path, project, notices=(), **changes) -> Validation:
    tables["opportunities"] = replace(tables["opportunities"], notices=notices, **changes)
    return validate(project, tables, tmp_path / "verdict", unread=("exports/q4.ods is not read",))


@pytest.fixture
def tables(sound, stage_rows):
    needed = ("roster", "criteria", "qa_scores", "coaching_log", "opportunities")
    return {table: stage_rows(table, sound[table]) for table in needed}


def test_a_warning_lets_the_run_go_on_and_is_told_everywhere(tables, tmp_path, project):
    found = validated(tables, tmp_path, project, (WON,))
    assert found.passed
    assert found.notes == (
        f"opportunities: {WON.sentence}. Say what it means in the profile.",
        "exports/q4.ods is not read",
    )
    lines = verdict_lines(found)
    assert lines[0].endswith("2 warnings need your attention.")
    assert "    warning: " + WON.sentence in lines
    assert "exports/q4.ods is not read" in lines
    assert any(line.startswith("! opportunities") for line in lines)
    page = write_validation_page(found, tmp_path / "v.html").read_text(encoding="utf-8")
    assert "is a stage that the profile does not name" in page
    assert "exports/q4.ods is not read" in page
    told = json.loads(write_validation_json(found, tmp_path / "v.json").read_text())
    assert told["tables"]["opportunities"]["notices"][0]["kind"] == "unnamed_values"
    assert told["unread"] == ["exports/q4.ods is not read"]


def test_a_finding_that_must_be_settled_stops_the_run(tables, tmp_path, project):
    found = validated(tables, tmp_path, project, (replace(WON, stops=True),))
    (fault,) = found.gate_faults
    assert (fault.table, fault.cause) == ("opportunities", "doubtful_reading")
    assert WON.sentence in fault.message
    assert fault.hint.startswith("Say what it means in the profile.")


@pytest.mark.parametrize(("lost", "passes"), [(0, True), (1, False)])
def test_records_left_out_count_in_the_gate_above_a_share(tables, tmp_path, project, lost, passes):
    rows = tables["opportunities"].rows_in
    left_out = {"answer in words": lost, "footer row": 50} if lost else {"footer row": 50}
    found = validated(
        tables,
        tmp_path,
        project,
        left_out=left_out,
        rows_in=rows + sum(left_out.values()),
        doubtful=frozenset({"answer in words"} & set(left_out)),
        left_out_examples={"answer in words": (LeftOutRow("exports/deals.csv", 7),)},
    )
    assert found.passed is passes
    if not passes:
        (fault,) = found.gate_faults
        assert fault.cause == "too_many_left_out"
        assert "answer in words: 1, first in exports/deals.csv row 7" in fault.message
        assert "footer" not in fault.message


def test_where_rows_left_out_stand_is_kept_with_the_verdict(tables, tmp_path, project):
    place = tmp_path / "places.parquet"
    place.write_bytes(b"as staging wrote it")
    found = validated(tables, tmp_path, project, left_out_rows=place)
    kept: Path = found.folder / "left_out" / "opportunities.parquet"
    assert kept.read_bytes() == b"as staging wrote it"


def test_an_encoding_that_was_guessed_is_shown(tables, tmp_path, project):
    roster = tables["roster"]
    source = replace(roster.inputs[0], encoding="cp1252")
    tables["roster"] = replace(roster, inputs=(source,))
    found = validate(project, tables, tmp_path / "verdict")
    assert "    read as Windows-1252 (a guess): exports/roster.csv" in verdict_lines(found)
    page = write_validation_page(found, tmp_path / "v.html").read_text(encoding="utf-8")
    assert "exports/roster.csv (read as Windows-1252, a guess)" in page
    assert found.to_json()["tables"]["roster"]["inputs"][0]["encoding_guessed"] == "cp1252"


def test_a_missing_table_is_told_with_the_file_that_may_be_it(tables, tmp_path, project):
    del tables["coaching_log"]
    unread = ("exports/coaching_log.xls is not read. Save it as XLSX or CSV.", "x.csv is not read.")
    found = validate(project, tables, tmp_path / "verdict", unread=unread)
    (fault,) = found.missing
    assert fault.hint.endswith(
        "[sources.coaching_log] in review_kit.toml. "
        "exports/coaching_log.xls is not read. Save it as XLSX or CSV."
    )
