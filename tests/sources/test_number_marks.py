"""12.500 is twelve thousand five hundred or twelve and a half: said, decided by its column, or refused."""

import io

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from review_kit.errors import SourceError

HEAD = "rep_id;period_start;period_end;quota;currency\n"


def rows(*quotas: str) -> str:
    lines = (f"r{at};2026-01-01;2026-03-31;{quota};EUR\n" for at, quota in enumerate(quotas))
    return HEAD + "".join(lines)


@pytest.fixture
def quotas(workshop, rows_of):
    def stage(*texts, settings=""):
        staged = workshop.stage(
            {"q.csv": rows(*texts)}, f'[sources.quotas]\npath = "q.csv"\n{settings}'
        )
        return [quota for (quota,) in rows_of(staged["quotas"], "quota")]

    return stage


@pytest.mark.parametrize(
    ("texts", "numbers"),
    [
        # another number of the column has one reading, and decides
        (["12.500", "7.000,50"], ["12500", "7000.50"]),
        (["12.500", "12.500.000"], ["12500", "12500000"]),
        (["12.500", "3,5"], ["12500", "3.5"]),
        (["12.500", "0.75"], ["12.500", "0.75"]),
        (["12.500", "1234.567"], ["12.500", "1234.567"]),
        (["12.500", "1,234.5"], ["12.500", "1234.5"]),
        (["12,500", "1,234.50"], ["12500", "1234.50"]),
        (["12,500", "0,75"], ["12.500", "0.75"]),
        (["12,500", "1'234.5"], ["12500", "1234.5"]),
        (["1 234,567", "12.500"], ["1234.567", "12500"]),
        # nothing to decide
        (["500", "1250.5"], ["500", "1250.5"]),
        (["1 250", "1'250"], ["1250", "1250"]),
        (["12,34,567", "n.v."], ["12,34,567", "n.v."]),
        (["−5", "5-", "- 5"], ["-5", "-5", "-5"]),
        # each number by itself, where they contradict each other and none is in doubt
        (["3,5", "4.25"], ["3.5", "4.25"]),
    ],
)
def test_the_column_decides(quotas, texts, numbers):
    assert quotas(*texts) == numbers


@pytest.mark.parametrize(
    ("texts", "row", "readings"),
    [
        (
            ["500", "12.500"],
            3,
            "'12.500' can be read as 12,500 (a dot between thousands) or as 12.5 ",
        ),
        (["12,500"], 2, "'12,500' can be read as 12,500 (a comma between thousands) or as 12.5 "),
        (["3,5", "4.5", "-1.234"], 4, "'-1.234' can be read as -1,234 (a dot between"),
    ],
)
def test_what_nothing_decides_is_refused_with_both_readings(quotas, texts, row, readings):
    with pytest.raises(SourceError) as caught:
        quotas(*texts)
    assert caught.value.message.startswith(f"q.csv, column 'quota', row {row}: {readings}")
    assert caught.value.hint == (
        'Say which under [sources.quotas] in review_kit.toml: decimal = "." or decimal = "," is the '
        "mark before decimals."
    )


@pytest.mark.parametrize(("mark", "number"), [(".", "12.500"), (",", "12500")])
def test_the_settings_say_which_mark_it_is(quotas, mark, number):
    assert quotas("12.500", settings=f'decimal = "{mark}"\n') == [number]


@pytest.mark.parametrize(
    ("numbers", "number"),
    [('decimal = ","', "12500"), ('decimal = "."', "12.500"), ('thousands = "."', "12500")],
)
def test_the_profile_says_which_mark_it_is(workshop, rows_of, numbers, number):
    profile = f'table = "quotas"\ndescription = "x"\nsame_names = true\n[numbers]\n{numbers}\n'
    workshop.write({"profiles/p.toml": profile})
    staged = workshop.stage(
        {"q.csv": rows("12.500")}, '[sources.quotas]\npath = "q.csv"\nprofile = "p"\n'
    )
    assert rows_of(staged["quotas"], "quota") == [(number,)]


def test_a_mark_between_thousands_says_nothing_about_the_other_one(workshop):
    profile = 'table = "quotas"\ndescription = "x"\nsame_names = true\n[numbers]\nthousands = ","\n'
    workshop.write({"profiles/p.toml": profile})
    with pytest.raises(SourceError, match=r"'12\.500' can be read as 12,500"):
        workshop.stage(
            {"q.csv": rows("1,500", "12.500")},
            '[sources.quotas]\npath = "q.csv"\nprofile = "p"\n',
        )


def test_scores_weights_and_minutes_cannot_be_thousands(workshop, rows_of):
    text = (
        "evaluation_id;call_id;rep_id;call_at;criterion_id;score;max_score;evaluator\n"
        "e1;c1;r1;2026-01-05;OBJ;3.500;5.000;ai\ne2;c2;r1;2026-01-05;OBJ;3,500;5,000;ai\n"
    )
    staged = workshop.stage({"exports/qa_scores.csv": text})["qa_scores"]
    assert rows_of(staged, "score", "max_score") == [("3.500", "5.000"), ("3.500", "5.000")]


def test_numbers_that_are_numbers_in_the_export_have_one_reading(workshop, rows_of):
    table = pa.table(
        {
            "rep_id": ["r1"],
            "period_start": ["2026-01-01"],
            "period_end": ["2026-03-31"],
            "quota": pa.array([12.345], pa.float64()),
            "currency": ["EUR"],
        }
    )
    buffer = io.BytesIO()
    pq.write_table(table, buffer)
    line = (
        '{"rep_id": "r1", "period_start": "2026-01-01", "period_end": "2026-03-31", '
        '"quota": 12.345, "currency": "EUR"}\n'
    )
    book = openpyxl.Workbook()
    book.active.append(table.column_names)
    book.active.append([column[0].as_py() for column in table.columns])
    workbook = io.BytesIO()
    book.save(workbook)
    for name, content in (
        ("q.parquet", buffer.getvalue()),
        ("q.jsonl", line),
        ("q.xlsx", workbook.getvalue()),
    ):
        # even where the text of the file has a decimal comma
        settings = f'[sources.quotas]\npath = "{name}"\ndecimal = ","\n'
        staged = workshop.stage({name: content}, settings)
        assert rows_of(staged["quotas"], "quota") == [("12.345",)], name


def test_text_among_the_numbers_of_a_workbook_is_refused_where_it_is_in_doubt(workshop):
    book = openpyxl.Workbook()
    book.active.append(["rep_id", "period_start", "period_end", "quota", "currency"])
    book.active.append(["r1", "2026-01-01", "2026-03-31", 7.25, "EUR"])
    book.active.append(["r2", "2026-01-01", "2026-03-31", "12.500", "EUR"])
    buffer = io.BytesIO()
    book.save(buffer)
    with pytest.raises(SourceError) as caught:
        workshop.stage({"exports/quotas.xlsx": buffer.getvalue()})
    assert "row 3: '12.500' can be read as" in caught.value.message
    assert "format all of them as numbers" in caught.value.hint
