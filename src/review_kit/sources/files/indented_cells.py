"""How far the texts of a worksheet are set in by the format of their cells.

A rubric kept in Excel often tells its sub-criteria by nothing else. The reader of workbooks gives no formats,
so that they are looked up in the file itself, where its styles have any.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path
from xml.etree import ElementTree

from review_kit.sources.files.cell_names import row_and_column
from review_kit.sources.files.percent_cells import MAIN, parsed, part_of

CellIndents = Mapping[int, Mapping[int, int]]
"""Row → column → steps by which its text is set in; numbers from 1."""


def cell_indents(path: Path, sheet: str) -> CellIndents:
    """Look up the cells of a sheet that are set in; nothing where the workbook has no such style."""
    try:
        with zipfile.ZipFile(path) as archive:
            steps = _steps_of_styles(archive)
            part = part_of(archive, sheet) if steps else None
            if part is None:
                return {}
            found: dict[int, dict[int, int]] = {}
            with archive.open(part) as content:
                for _, cell in ElementTree.iterparse(content):
                    if cell.tag == f"{MAIN}c" and cell.get("s") in steps:
                        row, column = row_and_column(cell.get("r", ""))
                        found.setdefault(row, {})[column] = steps[str(cell.get("s"))]
                    elif cell.tag == f"{MAIN}row":
                        cell.clear()
            return found
    except (KeyError, ElementTree.ParseError, ValueError, zipfile.BadZipFile):
        # a workbook that another program wrote loosely
        return {}


def set_in(cells: list[object], steps: Mapping[int, int]) -> None:
    """Put blanks in front of texts that are set in: they count for nothing but for what is below what."""
    for number, blanks in steps.items():
        if number <= len(cells) and isinstance(cells[number - 1], str):
            cells[number - 1] = " " * blanks + str(cells[number - 1])


def _steps_of_styles(archive: zipfile.ZipFile) -> Mapping[str, int]:
    cells = parsed(archive, "xl/styles.xml").find(f"{MAIN}cellXfs")
    found = {}
    for place, style in enumerate(() if cells is None else cells.iter(f"{MAIN}xf")):
        alignment = style.find(f"{MAIN}alignment")
        steps = int(alignment.get("indent", "0")) if alignment is not None else 0
        if steps:
            found[str(place)] = steps
    return found
