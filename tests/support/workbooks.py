"""Workbooks for tests, written by openpyxl."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping

import openpyxl

LOG_SETTINGS = '[sources.coaching_log]\npath = "log.xlsx"\nprofile = "spreadsheet_coaching_log"\n'


def workbook(sheets: Mapping[str, Iterable[Iterable[object]]]) -> bytes:
    """Return the bytes of a workbook with these rows in these sheets."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
