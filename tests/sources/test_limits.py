"""Files that would take the machine's memory or time are refused, each in one message with what to do."""

from __future__ import annotations

import gzip
import io
import json
import zipfile

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from benchmarks.fuzz import cases, read

from review_kit.errors import ConfigurationError, SourceError

ROSTER = (
    "rep_id,rep_name,manager_id,manager_name,team,hire_date\n"
    "r1,Ana Ruiz,m1,Bo Chen,North,2020-01-07\n"
)
SMALL = "[limits]\nunpacked_mb = 1\ncolumns = 40\narchive_members = 3\ncells = 5000\nnesting = 5\n"


def _workbook(cells: str = "") -> bytes:
    """A roster, with XML of further rows behind it."""
    book = openpyxl.Workbook()
    for line in ROSTER.splitlines():
        book.active.append(line.split(","))
    content, packed = io.BytesIO(), io.BytesIO()
    book.save(content)
    with zipfile.ZipFile(content) as old, zipfile.ZipFile(packed, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if "worksheets" in name:
                part = part.replace(b"</sheetData>", f"{cells}</sheetData>".encode())
            new.writestr(name, part)
    return packed.getvalue()


def _cell(place: str, written: str = '<c r="{}"><v>1</v></c>') -> str:
    row = place.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return f'<row r="{row}">{written.format(place)}</row>'


def _zip(**members: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, member in members.items():
            archive.writestr(f"{name}.csv", member)
    return content.getvalue()


def _damaged_zip(method: int) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", method) as archive:
        archive.writestr("a.csv", ROSTER * 50)
    broken = bytearray(content.getvalue())
    for at in range(50, 80):
        broken[at] ^= 0x5A
    return bytes(broken)


def _nested_parquet() -> bytes:
    kind: pa.DataType = pa.int64()
    for _ in range(12):
        kind = pa.list_(kind)
    content = io.BytesIO()
    pq.write_table(pa.table({"rep_id": ["r1"], "x": pa.array([None], kind)}), content)
    return content.getvalue()


STRAY = "There is a stray cell far from the table"
RAISE = "under [limits] in review_kit.toml."
AGAIN = "save it again as XLSX"
REFUSED = {
    "a stray cell in the last corner": (
        "xlsx",
        _workbook(_cell("XFD1048576")),
        "down to XFD1048576 over 17,179,869,184 cells, though only 13 of them are filled",
        STRAY,
    ),
    "the same in other XML": (
        "xlsx",
        _workbook(_cell("XFD1048576", "<c s='0' r='{}'><v>1</v></c>")),
        "down to XFD1048576",
        STRAY,
    ),
    "a cell that no sheet has": (
        "xlsx",
        _workbook(_cell("ZZZZZZZZ99999999999")),
        "there is no cell",
        AGAIN,
    ),
    "a workbook of many cells": ("xlsx", _workbook(_cell("CV60")), "over 6,000 cells", RAISE),
    "a gzip file that grows": (
        "csv.gz",
        gzip.compress(ROSTER.encode() + b"\n" * (2 << 20)),
        "unpacked, it is larger than 1 MB",
        RAISE,
    ),
    "an archive that grows": (
        "zip",
        _zip(a=ROSTER.encode() * 8000, b=ROSTER.encode() * 8000),
        "unpacked, it is larger than 1 MB",
        RAISE,
    ),
    "an archive of many files": (
        "zip",
        _zip(a=b"x", b=b"x", c=b"x", d=b"x"),
        "the archive has 4 files; up to 3 are read",
        RAISE,
    ),
    "a damaged bzip2 member": (
        "zip",
        _damaged_zip(zipfile.ZIP_BZIP2),
        "the archive is damaged",
        "",
    ),
    "a damaged LZMA member": ("zip", _damaged_zip(zipfile.ZIP_LZMA), "the archive is damaged", ""),
    "parts at places that are not there": (
        "xlsx",
        # the central directory begins later than it says, so that a part begins before the file does
        _workbook()[:-6] + b"\xff\xff\x00\x00" + _workbook()[-2:],
        "the workbook cannot be opened",
        AGAIN,
    ),
    "many columns": (
        "csv",
        ",".join(f"c{n}" for n in range(41)) + "\n",
        "it has 41 columns; up to 40 are read",
        RAISE,
    ),
    "many fields": (
        "json",
        json.dumps([{f"k{n}": 1 for n in range(41)}]),
        "it has more than 40 columns",
        RAISE,
    ),
    "other fields in each record": (
        "jsonl",
        "\n".join(json.dumps({f"k{row}-{n}": {"a": 1} for n in range(9)}) for row in range(9)),
        "it has more than 40 columns",
        RAISE,
    ),
    "lists within lists": ("json", '[{"rep_id": [[[[[1]]]]]}]', "more than 5 levels deep", RAISE),
    "brackets without end": ("json", "[" * 200_000, "more than 5 levels deep", RAISE),
    "nested Parquet": ("parquet", _nested_parquet(), "more than 5 levels deep", RAISE),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_goes_beyond_a_limit_is_refused_with_what_to_do(workshop, case):
    suffix, content, message, hint = REFUSED[case]
    with pytest.raises(SourceError) as caught:
        workshop.stage({f"exports/roster.{suffix}": content}, SMALL)
    assert caught.value.message.startswith(f"exports/roster.{suffix}")
    assert message in caught.value.message
    assert hint in caught.value.hint


def test_brackets_within_texts_are_no_levels(workshop, rows_of):
    name = 'A "[[[[[[ \\ name'
    record = {"rep_id": "r1", "rep_name": name, "manager_id": "\\"}
    staged = workshop.stage({"exports/roster.json": json.dumps([record, record])}, SMALL)
    assert rows_of(staged["roster"], "rep_name", "manager_id") == [(name, "\\")]


def test_cells_that_only_have_a_format_take_no_room(workshop):
    book = _workbook(_cell("XFD1048576", '<c r="{}" s="0"/>'))
    assert workshop.stage({"exports/roster.xlsx": book})["roster"].rows_in == 1


def _ods(rows: int, columns: int) -> bytes:
    names = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f"<office:document-content {names}><office:body><office:spreadsheet>"
        f'<table:table table:name="S"><table:table-row table:number-rows-repeated="{rows}">'
        f'<table:table-cell table:number-columns-repeated="{columns}" office:value-type="string">'
        "<text:p>x</text:p></table:table-cell></table:table-row></table:table>"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr("content.xml", content)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("content", "settings", "message"),
    [
        (_ods(100, 60), SMALL, "over 6,000 cells"),
        (
            _ods(9000, 9000),
            "[limits]\nopening_mb = 256\n",
            "takes more than 256 MB or 300 seconds",
        ),
    ],
    ids=["many cells", "more than its memory"],
)
def test_a_workbook_of_another_format_is_opened_by_a_process_that_may_die(
    workshop, content, settings, message
):
    with pytest.raises(SourceError, match=f"^exports/roster.ods: .*{message}") as caught:
        workshop.stage({"exports/roster.ods": content}, settings)
    assert RAISE in caught.value.hint


def test_a_number_of_five_thousand_digits_stays_what_it_is(workshop, rows_of):
    digits = "9" * 5000
    staged = workshop.stage({"exports/roster.json": f'[{{"rep_id": {digits}}}]'})
    assert rows_of(staged["roster"], "rep_id") == [(digits,)]


def test_a_name_that_is_no_utf_8_is_read_and_spelt_out(workshop, rows_of):
    folder = workshop.root / "exports" / "people"
    folder.mkdir(parents=True)
    (folder / "r\udcff.csv").write_text(ROSTER)
    staged = workshop.stage({}, '[sources.roster]\npath = "exports/people/*.csv"\n')
    assert rows_of(staged["roster"], "rep_id", "_file") == [("r1", "exports/people/r\\xff.csv")]


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("exports/***/a.csv", "must stand alone between slashes"),
        ("", "the path is empty"),
        ("a" * 2000, "longer than 1,000 characters"),
        ("a\0b", "control character"),
    ],
)
def test_a_path_that_is_none_is_refused_before_any_is_looked_for(workshop, pattern, message):
    with pytest.raises(ConfigurationError, match=message):
        workshop.configure(f"[sources.roster]\npath = {json.dumps(pattern)}\n")


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        (".".join("a" * 3000) + " = 1", "line 5 has more than 2,000 dots"),
        (f"x = {'[' * 3000}", "lists or groups are nested too deep"),
        (f"[windows]\nwindow_days = {'9' * 5000}", "line 6 has a number of more than 4,300 digits"),
    ],
    ids=["dots", "brackets", "digits"],
)
def test_settings_that_parsers_stumble_over_are_refused(workshop, settings, told):
    with pytest.raises(ConfigurationError, match=rf"review_kit\.toml: {told}"):
        workshop.configure(settings)


def test_a_file_that_the_system_makes_up_is_empty(workshop):
    (workshop.root / "exports").mkdir()
    (workshop.root / "exports" / "roster.csv").symlink_to("/proc/self/mounts")
    with pytest.raises(SourceError, match="the file is empty"):
        workshop.stage({})


def test_files_changed_at_random_are_read_or_refused(tmp_path):
    # each format twice; thousands are tried by ``python -m benchmarks.fuzz``
    tried = [read(case, tmp_path / "project") for case in cases(seed=3, files=28)]
    assert [outcome for outcome in tried if outcome.is_fault] == []
    assert {outcome.kind for outcome in tried} == {"read", "refused"}
