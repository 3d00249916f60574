"""Encodings and packings are seen through; a file that is not what its name says is refused."""

import gzip
import io
import re
import zipfile

import pytest

from review_kit.errors import SourceError
from review_kit.sources.files.formats import READABLE, SUFFIXES

TEXT = (
    "rep_id,rep_name,manager_id,manager_name,team,hire_date\n"
    "r1,Zoë Åkesson – “Zé”,m1,Bo,Süd,2020-01-07\n"
)
NAME = "Zoë Åkesson – “Zé”"


def zipped(**members: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "."), text)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode("utf-8"),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("cp1252"),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16", "utf-16-le", "utf-16-be", "windows-1252"],
)
def test_the_encoding_of_a_text_file_is_found(workshop, rows_of, content):
    staged = workshop.stage({"exports/roster.csv": content})
    assert rows_of(staged["roster"], "rep_id", "rep_name", "team") == [("r1", NAME, "Süd")]
    assert staged["roster"].missing_columns[:3] == ("role", "end_date", "email")


def test_another_encoding_is_named_in_a_profile(workshop, rows_of):
    workshop.write(
        {
            "profiles/polish.toml": 'description = "Polish"\nextends = "canonical"\n'
            '[read]\nencoding = "cp1250"\n'
        }
    )
    staged = workshop.stage(
        {"exports/roster.csv": TEXT.replace(NAME, "Łucja Wiśniewska").encode("cp1250", "replace")},
        '[sources.roster]\npath = "exports/roster.csv"\nprofile = "polish"\n',
    )
    assert rows_of(staged["roster"], "rep_name") == [("Łucja Wiśniewska",)]


def test_text_that_stops_being_utf_8_is_refused_with_its_line(workshop):
    broken = TEXT.encode() + "r2,Ångström,m1,Bo,Nord,2020-01-07\n".encode("latin-1")
    with pytest.raises(SourceError, match=r"roster\.csv, line 3: byte \d+ is not UTF-8"):
        workshop.stage({"exports/roster.csv": broken})


def test_a_file_with_zero_bytes_is_no_text(workshop):
    with pytest.raises(SourceError, match="zero bytes"):
        workshop.stage({"exports/roster.csv": TEXT.encode() + b"r2,\0,m1,Bo,N,2020-01-07\n"})


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("roster.csv.gz", gzip.compress(TEXT.encode())),
        ("roster.tsv.gz", gzip.compress(TEXT.replace(",", "\t").encode("utf-16"))),
        ("roster.zip", zipped(people__csv=TEXT, README="read me")),
    ],
)
def test_packed_files_are_unpacked(workshop, rows_of, name, content):
    staged = workshop.stage({f"exports/{name}": content})
    assert rows_of(staged["roster"], "rep_name") == [(NAME,)]


def test_an_archive_may_hold_the_table_in_parts(workshop, rows_of):
    content = zipped(b__csv=TEXT.replace("r1", "r2"), a__csv=TEXT)
    staged = workshop.stage({"exports/roster.zip": content})
    assert rows_of(staged["roster"], "rep_id", "_file", "_row") == [
        ("r1", "exports/roster.zip#a.csv", 2),
        ("r2", "exports/roster.zip#b.csv", 2),
    ]
    assert {file.sha256 for file in staged["roster"].inputs} == {staged["roster"].inputs[0].sha256}


PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1"
REFUSED = {
    "a workbook called CSV": (
        "roster.csv",
        zipped(x="y"),
        "it should be a text table, but it is an",
    ),
    "a Parquet file called CSV": ("roster.csv", b"PAR1xxxx", "but it is a Parquet file"),
    "a web page called CSV": ("roster.csv", "<!DOCTYPE html><html>", "but it is a web page"),
    "an image called CSV": ("roster.csv", PNG, "zero bytes"),
    "text called Parquet": ("roster.parquet", TEXT, "first bytes do not match"),
    "text called XLSX": ("roster.xlsx", TEXT, "it should be an Excel workbook"),
    "an old workbook": ("roster.xlsx", b"\xd0\xcf\x11\xe0rest", "old Excel file"),
    "text called gzip": ("roster.csv.gz", TEXT, "it should be a gzip file"),
    "half a gzip file": ("roster.csv.gz", gzip.compress(TEXT.encode() * 50)[:60], "incomplete"),
    "half an archive": ("roster.zip", zipped(a__csv=TEXT)[:90], "archive is damaged"),
    "an archive without tables": ("roster.zip", zipped(README="x"), "contains no table"),
    "an empty gzip file": ("roster.csv.gz", gzip.compress(b""), "the file is empty"),
    "a Parquet file cut short": ("roster.parquet", b"PAR1" + b"x" * 90, "damaged"),
    "an Arrow file cut short": ("roster.arrow", b"ARROW1\0\0" + b"x" * 90, "damaged"),
    "a workbook that is an archive": ("roster.xlsx", zipped(a__csv=TEXT), "cannot be opened"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_file_that_is_not_what_its_name_says_is_refused(workshop, case):
    name, content, message = REFUSED[case]
    with pytest.raises(SourceError) as caught:
        workshop.stage({f"exports/{name}": content})
    assert caught.value.message.startswith(f"exports/{name}")
    assert message in caught.value.message
    assert caught.value.hint


def test_the_message_about_readable_formats_names_each_of_them():
    in_words = {".jsonl": "JSON Lines", ".ndjson": "JSON Lines", ".ics": "iCalendar"}
    named = {name.lower() for name in re.split(r", | and ", READABLE.partition(", also")[0])}
    assert named == {in_words.get(suffix, suffix[1:]).lower() for suffix in SUFFIXES}
