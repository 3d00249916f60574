"""Which files a table comes from, and what is recorded about them."""

import hashlib
import os
from datetime import UTC, date, datetime

import pytest

from review_kit.errors import ConfigurationError, SourceError
from review_kit.sources import InputFile

HEADER = "opportunity_id,stage,entered_at\n"


def row(name: str) -> str:
    return f"{name},Open,2026-01-05T08:00:00+00:00\n"


def test_without_settings_the_canonical_files_are_read(workshop, roster, criteria):
    staged = workshop.stage({"exports/criteria.csv": criteria, "exports/roster.csv": roster})
    assert list(staged) == ["roster", "criteria"]
    assert staged["roster"].rows_in == 3


def test_two_files_of_one_table_are_refused_by_both_names(workshop, roster):
    with pytest.raises(SourceError) as caught:
        workshop.stage({"exports/roster.csv": roster, "exports/roster.parquet": b"PAR1"})
    assert "exports/roster.csv and exports/roster.parquet" in caught.value.message


@pytest.mark.parametrize(
    "path",
    ['"crm/*.csv"', '"crm"', '["crm/b.csv", "crm/a.csv"]', '["crm/b.csv", "crm/*.csv"]'],
)
def test_a_table_may_come_from_many_files(workshop, rows_of, path):
    staged = workshop.stage(
        {
            "crm/b.csv": HEADER + row("o3"),
            "crm/a.csv": HEADER + row("o1") + row("o2"),
            "crm/README.md": "not a table",
        },
        f"[sources.stage_history]\npath = {path}\n",
    )
    table = staged["stage_history"]
    rows = rows_of(table, "opportunity_id", "_file", "_row")
    assert sorted(rows) == [
        ("o1", "crm/a.csv", 2),
        ("o2", "crm/a.csv", 3),
        ("o3", "crm/b.csv", 2),
    ]
    listed_first = "crm/b.csv" if path.startswith("[") else "crm/a.csv"
    assert rows[0][1] == table.inputs[0].name == listed_first


def test_a_file_is_recorded_with_hash_size_rows_and_day(workshop):
    text = HEADER + row("o1") + row("o2")
    workshop.write({"exports/stage_history.csv": text})
    # half past eleven in London is the next day in Madrid
    late = datetime(2026, 3, 31, 23, 30, tzinfo=UTC).timestamp()
    os.utime(workshop.root / "exports/stage_history.csv", (late, late))
    staged = workshop.stage({})
    assert staged["stage_history"].inputs == (
        InputFile(
            name="exports/stage_history.csv",
            sha256=hashlib.sha256(text.encode()).hexdigest(),
            bytes=len(text.encode()),
            rows=2,
            exported_on=date(2026, 4, 1),
            columns=("opportunity_id", "stage", "entered_at"),
        ),
    )


def test_the_day_of_the_export_can_be_given(workshop):
    staged = workshop.stage(
        {"x.csv": HEADER + row("o1")},
        '[sources.stage_history]\npath = "x.csv"\nexported_on = 2026-02-03\n',
    )
    assert staged["stage_history"].inputs[0].exported_on == date(2026, 2, 3)


def test_names_with_signs_of_patterns_are_names(workshop, rows_of):
    name = "crm [new] *final*?.csv"
    staged = workshop.stage(
        {f"exports/{name}": HEADER + row("o1"), "exports/crm n final.csv": HEADER + row("o2")},
        f'[sources.stage_history]\npath = "exports/{name}"\n',
    )
    assert rows_of(staged["stage_history"], "opportunity_id") == [("o1",)]


def test_a_pattern_may_begin_at_the_root_of_the_disk(workshop, rows_of):
    staged = workshop.stage(
        {"crm/a.csv": HEADER + row("o1"), "crm/b.csv": HEADER + row("o2")},
        f'[sources.stage_history]\npath = "{workshop.root.as_posix()}/crm/*.csv"\n',
    )
    assert sorted(rows_of(staged["stage_history"], "opportunity_id")) == [("o1",), ("o2",)]


def test_a_pattern_at_the_root_that_nothing_matches_is_refused(workshop):
    pattern = f"{workshop.root.as_posix()}/none/*.csv"
    with pytest.raises(ConfigurationError, match="matches") as caught:
        workshop.stage({}, f'[sources.stage_history]\npath = "{pattern}"\n')
    assert pattern in caught.value.message


def test_a_folder_without_tables_is_refused(workshop):
    with pytest.raises(SourceError) as caught:
        workshop.stage({"crm/q3.numbers": "x"}, '[sources.stage_history]\npath = "crm"\n')
    assert caught.value.message == (
        "sources.stage_history.path: no readable file matches 'crm'; q3.numbers cannot"
    )


def test_a_kind_of_file_that_nobody_reads_is_refused(workshop):
    with pytest.raises(SourceError) as caught:
        workshop.stage({"crm.pdf": "x"}, '[sources.stage_history]\npath = "crm.pdf"\n')
    assert caught.value.message == "crm.pdf: review-kit cannot read a table from this kind of file"
    assert "CSV" in caught.value.hint


def test_a_profile_of_another_table_is_refused(workshop):
    with pytest.raises(ConfigurationError, match="'hubspot' makes the table 'opportunities'"):
        workshop.stage(
            {"x.csv": HEADER}, '[sources.stage_history]\npath = "x.csv"\nprofile = "hubspot"\n'
        )


def test_staging_again_replaces_what_was_staged(workshop, rows_of):
    workshop.stage({"exports/stage_history.csv": HEADER + row("o1")})
    staged = workshop.stage({"exports/stage_history.csv": HEADER + row("o2")})
    assert rows_of(staged["stage_history"], "opportunity_id") == [("o2",)]
    assert [path.name for path in (workshop.root / "staged").iterdir()] == ["stage_history.parquet"]
