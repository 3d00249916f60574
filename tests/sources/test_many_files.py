"""Many files of one layout are mapped together, and give what each of them gives alone."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from review_kit.errors import SourceError
from review_kit.sources import StagedTable
from review_kit.sources.files import delimited
from review_kit.sources.mapping import many_files

SCORES = (
    "evaluation_id,call_id,rep_id,call_at,criterion_id,score,max_score,evaluator,rubric_version\n"
)
DEALS = "opportunity_id,rep_id,created_date,close_date,amount,is_closed,is_won,stage\n"
DAILY = '[sources.{}]\npath = "daily/*.csv"\n'


def scores(day: int, *, at: str = "10:00:00", score: str = "3.5", header: str = SCORES) -> str:
    rows = [
        f"e{day}-{n},c{day}-{n},r{n % 3 + 1},2026-03-{day:02} {at},OBJ,{score},5,ai,v1\n"
        for n in range(3)
    ]
    return header + "".join(rows)


def deals(day: int, amount: str) -> str:
    return DEALS + f'd{day},r1,2026-01-05,2026-03-{day:02},"{amount}",true,true,Won\n'


FEW_BYTES = delimited.FEW_BYTES
"""As it is where no test says otherwise."""


@pytest.fixture(name="statements")
def count_mappings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The first file of each time that a profile was carried out."""
    seen: list[str] = []
    mapped = many_files.map_table

    def counted(raw: Any, file: str, *args: Any, **named: Any) -> Any:
        seen.append(file)
        return mapped(raw, file, *args, **named)

    monkeypatch.setattr(many_files, "map_table", counted)
    return seen


@pytest.fixture(name="both_ways")
def stage_both_ways(
    workshop: Any, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[Any, Any]]:
    """What one table gives when its files are read together, and when each is read alone."""

    def both(table: str, files: dict[str, str | bytes], settings: str) -> tuple[Any, Any]:
        found = []
        for most in (many_files.MOST_FILES, 1):
            monkeypatch.setattr(many_files, "MOST_FILES", most)
            staged = workshop.stage(files, settings)[table]
            rows = pq.read_table(staged.path).to_pylist()
            found.append((rows, replace(staged, path=Path())))
        return found[0], found[1]

    return both


def test_files_of_one_layout_are_mapped_at_once_and_every_row_knows_its_file(
    workshop, rows_of, statements
):
    files = {f"daily/{day:02}.csv": scores(day) for day in range(1, 21)}
    table = workshop.stage(files, DAILY.format("qa_scores"))["qa_scores"]
    assert statements == ["daily/01.csv"]
    assert rows_of(table, "evaluation_id", "call_at", "_file", "_row")[28:31] == [
        ("e10-1", "2026-03-10T10:00:00", "daily/10.csv", 3),
        ("e10-2", "2026-03-10T10:00:00", "daily/10.csv", 4),
        ("e11-0", "2026-03-11T10:00:00", "daily/11.csv", 2),
    ]
    assert [(file.name, file.rows) for file in table.inputs][9] == ("daily/10.csv", 3)


def test_members_of_an_archive_are_mapped_at_once(workshop, rows_of, statements):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for day in range(1, 6):
            archive.writestr(f"{day:02}.csv", scores(day))
    table = workshop.stage(
        {"all.zip": content.getvalue()}, '[sources.qa_scores]\npath = "all.zip"\n'
    )["qa_scores"]
    assert statements == ["all.zip#01.csv"]
    assert rows_of(table, "evaluation_id", "_file", "_row")[-1] == ("e5-2", "all.zip#05.csv", 4)


def test_a_small_file_is_read_as_a_large_one_is(workshop, monkeypatch):
    odd = '"2","c, ""x""",r1,2026-03-01 10:00:00,OBJ,"1,5",5,ai,\n,,,,,,,,\n'
    found = []
    for few in (FEW_BYTES, 0):
        monkeypatch.setattr(delimited, "FEW_BYTES", few)
        table = workshop.stage({"exports/qa_scores.csv": scores(1) + odd})["qa_scores"]
        found.append((pq.read_table(table.path).to_pylist(), table.left_out))
    assert found[0] == found[1]
    assert (found[0][0][3]["call_id"], found[0][1]) == ('c, "x"', {"empty row": 1})


def test_a_file_with_another_column_or_delimiter_is_read_by_itself(workshop, rows_of, statements):
    files = {f"daily/{day:02}.csv": scores(day) for day in range(1, 6)}
    files["daily/02.csv"] = scores(2, header="note," + SCORES).replace("\ne", "\nhi,e")
    files["daily/03.csv"] = scores(3).replace(",", ";")
    table = workshop.stage(files, DAILY.format("qa_scores"))["qa_scores"]
    # the delimiter is gone once a file is read, so that its header decides
    assert statements == ["daily/01.csv", "daily/02.csv"]
    assert [(file, row) for file, row in rows_of(table, "_file", "_row")] == [
        (f"daily/{day:02}.csv", row) for day in range(1, 6) for row in (2, 3, 4)
    ]
    assert table.other_columns == {"daily/02.csv": ("note",)}


def test_a_fault_names_the_one_file_that_has_it(workshop):
    files = {f"daily/{day:02}.csv": scores(day) for day in range(1, 10)}
    files["daily/07.csv"] = scores(7).replace("2026-03-07 10:00:00", "03/04/2026", 1)
    with pytest.raises(SourceError) as error:
        workshop.stage(files, DAILY.format("qa_scores"))
    assert str(error.value).startswith(
        "daily/07.csv, column 'call_at', row 2: '03/04/2026' can be read as 3 April 2026"
    )


@pytest.mark.parametrize(
    ("odd", "kind"),
    [
        pytest.param({"score": "#REF!"}, {"failed_formulas"}, id="a failed formula"),
        pytest.param({"at": "00:00:00+09:00"}, {"midnight_days"}, id="times that are days"),
        pytest.param({"header": SCORES.replace("score,", "score ,")}, set(), id="header"),
    ],
)
def test_one_file_that_is_judged_otherwise_gives_what_it_gives_alone(both_ways, odd, kind):
    usual = {"at": "10:00:00+09:00"} if "at" in odd else {}
    files = {f"daily/{day:02}.csv": scores(day, **usual) for day in range(1, 6)}
    files["daily/03.csv"] = scores(3, **odd)
    together, alone = both_ways("qa_scores", files, DAILY.format("qa_scores"))
    assert together == alone
    assert {notice.kind for notice in together[1].notices} == kind


@pytest.mark.parametrize(
    "amounts", [["1,250.50", "900,25", "7", "12"], ["$5.00", "5", "EUR 12.50", "8,00"]]
)
def test_a_number_is_judged_by_the_numbers_of_its_own_file(both_ways, amounts):
    files = {f"daily/{day:02}.csv": deals(day, text) for day, text in enumerate(amounts, start=1)}
    together, alone = both_ways("opportunities", files, DAILY.format("opportunities"))
    assert together == alone


def test_a_number_with_two_readings_is_not_settled_by_another_file(workshop):
    amounts = ["1.250,50", "900,00", "1.250", "12.000,00"]
    files = {f"daily/{day:02}.csv": deals(day, text) for day, text in enumerate(amounts, start=1)}
    with pytest.raises(SourceError, match=r"daily/03.csv, column 'amount', row 2: '1.250' can be"):
        workshop.stage(files, DAILY.format("opportunities"))


def test_what_files_have_in_common_is_told_once_with_how_many_they_are(workshop, statements):
    profile = (
        'table = "qa_scores"\ndescription = "Ours"\n[columns]\n'
        'evaluation_id = "evaluation_id"\ncall_id = "call_id"\nrep_id = "rep_id"\n'
        'call_at = "call_at"\ncriterion_id = "criterion_id"\nscore = "score"\n'
        'max_score = { guess = "5" }\nrubric_version = "rubric_version"\n'
        'evaluator = { from = "evaluator", values = { "ai" = "ai" }, otherwise = "human" }\n'
    )
    files = {f"daily/{day:02}.csv": scores(day) for day in range(1, 7)}
    files["daily/04.csv"] = scores(4).replace("ai,", "Bob,")
    files["daily/05.csv"] = scores(5).replace("ai,", "Eve,")
    table = workshop.stage(
        {**files, "profiles/mine.toml": profile},
        DAILY.format("qa_scores") + 'profile = "mine"\n',
    )["qa_scores"]
    assert statements == ["daily/01.csv"]
    assert [(each.kind, each.file, each.row, each.rows, each.files) for each in table.notices] == [
        ("unnamed_values", "daily/04.csv", 2, 6, 2),
        ("guessed_value", "daily/01.csv", 2, 18, 6),
    ]


def test_a_footer_counts_the_rows_of_its_own_file(both_ways):
    profile = 'extends = "canonical"\ntable = "qa_scores"\n[read]\nfooter = ["^Total"]\n'
    files: dict[str, str | bytes] = {
        f"daily/{day:02}.csv": scores(day) + f"Total: {3 + (day == 2)} rows,,,,,,,,\n"
        for day in range(1, 4)
    }
    files["profiles/mine.toml"] = profile
    together, alone = both_ways(
        "qa_scores", files, DAILY.format("qa_scores") + 'profile = "mine"\n'
    )
    assert together == alone
    assert [(each.kind, each.file) for each in together[1].notices] == [
        ("rows_missing", "daily/02.csv")
    ]


def test_files_without_a_record_change_nothing(both_ways):
    files = {f"daily/{day:02}.csv": scores(day) for day in range(1, 7)}
    files["daily/01.csv"] = files["daily/04.csv"] = SCORES
    together, alone = both_ways("qa_scores", files, DAILY.format("qa_scores"))
    assert together == alone
    assert len(together[0]) == 12


def test_a_row_that_comes_again_is_left_out_where_it_comes_again(workshop):
    files = {f"daily/{day:02}.csv": scores(day) for day in range(1, 5)}
    files["daily/03.csv"] = scores(2)
    table: StagedTable = workshop.stage(files, DAILY.format("qa_scores"))["qa_scores"]
    ((reason, examples),) = table.left_out_examples.items()
    assert reason == "row that an earlier file has too"
    assert [(each.file, each.row) for each in examples] == [
        ("daily/03.csv", 2), ("daily/03.csv", 3), ("daily/03.csv", 4),
    ]  # fmt: skip
