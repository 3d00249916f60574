"""Which cells of a worksheet are formatted as percent.

A workbook stores 58 % as 0.58; only the format of the cell says which of the two is meant. The
reader of workbooks does not give formats, so the few styles that are percents are looked up in the
file itself. Where a workbook has none, nothing of its sheets is read twice.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO
from xml.etree import ElementTree
from xml.parsers import expat

from review_kit.sources.files.cell_names import column_number
from review_kit.sources.files.formats import is_xlsx

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_BUILT_IN = frozenset({9, 10})
"""Numbers of the formats ``0%`` and ``0.00%``, which no file spells out."""
_LITERALS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
"""Parts of a format in which a percent sign is only text."""

PercentCells = Mapping[int, frozenset[int]]
"""Row → numbers of its columns, both from 1."""


def percent_cells(workbook: Path, sheet: str) -> PercentCells:
    """Find the cells of one worksheet whose format is a percent; none where the file tells none."""
    try:
        if not is_xlsx(workbook):
            return {}
        with zipfile.ZipFile(workbook) as archive:
            styles = _percent_styles(archive)
            part = part_of(archive, sheet) if styles else None
            if part is None:
                return {}
            with archive.open(part) as content:
                return _cells(content, styles)
    except (KeyError, ElementTree.ParseError, expat.ExpatError, ValueError):
        # a workbook that another program wrote loosely: its numbers are judged by their size
        return {}


def _percent_styles(archive: zipfile.ZipFile) -> frozenset[str]:
    """Numbers of the cell styles that show a percent."""
    root = parsed(archive, "xl/styles.xml")
    formats = {
        int(each.get("numFmtId", "-1"))
        for each in root.iter(f"{MAIN}numFmt")
        if "%" in _LITERALS.sub("", each.get("formatCode", ""))
    }
    formats |= _BUILT_IN
    cells = root.find(f"{MAIN}cellXfs")
    styles = () if cells is None else cells.iter(f"{MAIN}xf")
    return frozenset(
        str(place) for place, each in enumerate(styles) if int(each.get("numFmtId", 0)) in formats
    )


def part_of(archive: zipfile.ZipFile, sheet: str) -> str | None:
    """Name of the file in the archive that holds a worksheet."""
    wanted = next(
        (
            each.get(_RELATION)
            for each in parsed(archive, "xl/workbook.xml").iter(f"{MAIN}sheet")
            if each.get("name") == sheet
        ),
        None,
    )
    for relation in parsed(archive, "xl/_rels/workbook.xml.rels"):
        if relation.get("Id") == wanted:
            target = relation.get("Target", "")
            return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return None


def parsed(archive: zipfile.ZipFile, part: str) -> ElementTree.Element:
    """Return a part of the archive as a tree."""
    return ElementTree.fromstring(archive.read(part))


def _cells(content: IO[bytes], styles: frozenset[str]) -> PercentCells:
    found: dict[int, set[int]] = {}
    names: dict[str, int] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(":")[2] != "c" or attributes.get("s") not in styles:
            return
        place = attributes.get("r", "")
        letters = place.rstrip("0123456789")
        column = names.get(letters)
        if column is None:
            column = names[letters] = column_number(letters)
        found.setdefault(int(place[len(letters) :]), set()).add(column)

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    for chunk in _chunks(content):
        parser.Parse(chunk, False)
    parser.Parse(b"", True)
    # rows of a table have the same few sets of columns, so that each is kept once
    shared: dict[frozenset[int], frozenset[int]] = {}
    return {
        row: shared.setdefault(frozenset(columns), frozenset(columns))
        for row, columns in found.items()
    }


def _chunks(content: IO[bytes]) -> Iterator[bytes]:
    while chunk := content.read(1 << 20):
        yield chunk
