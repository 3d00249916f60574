"""Opens a workbook in a process of its own, which may die of it; run as a program.

Prints JSON: of each worksheet its filled cells (null where they were not counted) and all of its cells. A
workbook that is refused in an orderly way has no sheets here: whoever opens it next says why.
"""

from __future__ import annotations

import json
import resource
import sys

import python_calamine as calamine

COUNTED_FROM = 1_000_000
"""Cells from which on the filled ones of a sheet are counted."""


def _sheets(path: str, most: int) -> list[tuple[int | None, int]]:
    found: list[tuple[int | None, int]] = []
    with calamine.CalamineWorkbook.from_path(path) as book:
        for name in book.sheet_names:
            try:
                sheet = book.get_sheet_by_name(name)
            except calamine.WorksheetNotFound:
                continue  # a chart
            cells = sheet.height * sheet.width
            filled = None
            if COUNTED_FROM <= cells <= most:
                filled = sum(value != "" for row in sheet.iter_rows() for value in row)
            found.append((filled, cells))
    return found


def _limit(megabytes: int, seconds: int) -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))


if __name__ == "__main__":
    path, most, megabytes, seconds = sys.argv[1:]
    _limit(int(megabytes), int(seconds))
    try:
        print(json.dumps(_sheets(path, int(most))))
    except (calamine.CalamineError, ValueError, OSError):
        print("[]")
