"""Which format a file has: by its name, checked against its first bytes."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from review_kit.errors import SourceError
from review_kit.sources.files.protected import OLE
from review_kit.words import say

Format = Literal["delimited", "json", "parquet", "arrow", "workbook", "calendar"]

SUFFIXES: dict[str, Format] = {
    ".csv": "delimited",
    ".tsv": "delimited",
    ".txt": "delimited",
    ".json": "json",
    ".jsonl": "json",
    ".ndjson": "json",
    ".parquet": "parquet",
    ".arrow": "arrow",
    ".feather": "arrow",
    ".xlsx": "workbook",
    ".xlsm": "workbook",
    ".ics": "calendar",
    ".xlsb": "workbook",
    ".xls": "workbook",
    ".ods": "workbook",
}
"""Suffix → format; text formats may carry ``.gz`` after it, and any may lie in a ``.zip``."""

TEXT_FORMATS: frozenset[Format] = frozenset({"delimited", "json", "calendar"})

READABLE = (
    "CSV, TSV, TXT, JSON, JSON Lines, Parquet, Arrow, Feather, XLSX, XLSM, XLSB, XLS, ODS and iCalendar, "
    "also as .gz or .zip"
)
"""All of :data:`SUFFIXES` in words, for messages."""

SPREADSHEETS = (".xlt", ".fods", ".numbers", ".gsheet")
"""Suffixes of spreadsheets that have to be saved in another format."""


NO_EXPORTS = re.compile(r"^(readme|licen[cs]e|desktop\.ini$|thumbs\.db$)|\.md$", re.I)
"""Files that nobody takes for an export."""


@dataclass(frozen=True)
class Markup:
    """A file in HTML or XML that stands where a table should be."""

    message: str
    """Names what it is; its hint says what makes it readable."""

    @property
    def what(self) -> str:
        """What the file is, in words."""
        return say(self.message)

    @property
    def mend(self) -> str:
        """What makes it readable."""
        return say(f"{self.message}.hint")


HTML_TABLE = Markup("markup-html-table")
XML_SPREADSHEET = Markup("markup-xml-spreadsheet")
WEB_PAGE = Markup("markup-web-page")

_HEAD_BYTES = 1 << 16
_ZIP = b"PK\x03\x04"
_SIGNATURES: tuple[tuple[bytes, str, frozenset[str]], ...] = (
    (_ZIP, "an Excel workbook or a ZIP archive", frozenset({"workbook", "zip"})),
    (b"PK\x05\x06", "an empty ZIP archive", frozenset({"zip"})),
    (b"\x1f\x8b", "a gzip file", frozenset({"gzip"})),
    (b"PAR1", "a Parquet file", frozenset({"parquet"})),
    (b"ARROW1", "an Arrow file", frozenset({"arrow"})),
    (b"FEA1", "a Feather file", frozenset({"arrow"})),
    (OLE, "an old Excel file (.xls) or one with a password", frozenset()),
    (b"%PDF", "a PDF document", frozenset()),
)
_BINARY = {
    "parquet": "a Parquet file",
    "workbook": "an Excel workbook",
    "zip": "a ZIP archive",
    "gzip": "a gzip file",
}


def format_of(name: str) -> Format | None:
    """Format that a file's name promises, or None where it is no table."""
    return SUFFIXES.get(table_suffix(name).removesuffix(".gz"))


def table_suffix(name: str) -> str:
    """The part of a file's name that tells its format, in lower case: ``.csv.gz`` of ``a.b.csv.gz``."""
    lowered = name.lower()
    for suffix, kind in SUFFIXES.items():
        if lowered.endswith(suffix):
            return suffix
        if kind in TEXT_FORMATS and lowered.endswith(f"{suffix}.gz"):
            return f"{suffix}.gz"
    return ".zip" if lowered.endswith(".zip") else ""


def check_signature(path: Path, promised: Format | Literal["gzip", "zip"], shown: str) -> None:
    """Refuse a file that is empty, or is not what its name says.

    Raises
    ------
    SourceError
        The file holds nothing, or the first bytes belong to another format.
    """
    head = _head(path)
    if not head.strip():
        raise SourceError(f"{shown}: the file is empty", "Export it again, or remove it.")
    old = promised == "workbook" and table_suffix(shown) == ".xls"
    for signature, what, kinds in _SIGNATURES:
        if head.startswith(signature):
            # a newer workbook may have the old name; one with a password was opened before
            if promised in kinds or (old and signature == OLE):
                return
            raise SourceError(
                f"{shown}: by its name it should be {_promise(promised)}, but it is {what}",
                f"Export it as {READABLE}, with the matching file extension.",
            )
    marked = markup_of(_head(path))
    if marked is not None and old:
        raise SourceError(f"{shown}: it is {marked.what}", marked.mend)
    if marked is not None:
        raise SourceError(
            f"{shown}: by its name it should be {_promise(promised)}, but it is {marked.what}",
            marked.mend,
        )
    if promised in _BINARY:
        raise SourceError(
            f"{shown}: by its name it should be {_promise(promised)}, but its first bytes do not "
            "match",
            "The download may be incomplete: export it again.",
        )


def is_xlsx(path: Path) -> bool:
    """Say whether a workbook is of parts in XML, as XLSX is: they tell percents and errors of its cells."""
    if not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as archive:
        return "xl/workbook.xml" in archive.namelist()


def unreadable(path: Path, shown: str) -> SourceError:
    """Say what a file is from which no table can be read, and how it becomes one."""
    marked = markup_of(_head(path))
    if marked is not None:
        return SourceError(f"{shown}: it is {marked.what}", marked.mend)
    suffix = Path(shown).suffix.lower()
    if suffix in SPREADSHEETS:
        return SourceError(
            f"{shown}: review-kit cannot read spreadsheets in this format ({suffix})",
            "Open it in a spreadsheet program and save it as XLSX or CSV.",
        )
    return SourceError(
        f"{shown}: review-kit cannot read a table from this kind of file",
        f"review-kit reads {READABLE}.",
    )


def markup_of(head: bytes) -> Markup | None:
    """What a file written in HTML or XML is, by its first bytes; None where it is neither."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not start.startswith((b"<!doctype", b"<html", b"<head", b"<meta", b"<table", b"<?xml")):
        return None
    if b"schemas-microsoft-com:office:spreadsheet" in start:
        return XML_SPREADSHEET
    # a page to sign in on may be laid out by a table too
    return HTML_TABLE if b"<table" in start and b"password" not in start else WEB_PAGE


def _head(path: Path) -> bytes:
    if not path.stat().st_size:
        return b""
    with path.open("rb") as file:
        return file.read(_HEAD_BYTES)


def _promise(promised: str) -> str:
    words = {**_BINARY, "delimited": "a text table", "json": "JSON", "arrow": "an Arrow file"}
    words["calendar"] = "a calendar"
    return words[promised]
