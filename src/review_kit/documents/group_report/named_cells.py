"""A worksheet that is written from top to bottom, its cells with names that formulas use."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

LINE, WHAT, VALUE, LOW, HIGH, UNIT, ORIGIN, MOVES = range(8)
"""Columns, A to H."""
_WIDTHS = (6, 52, 15, 15, 15, 20, 44, 18)
_LINE_HEIGHT, _LINE_LENGTH = 15, 150
"""Points, and characters that fit beside each other over all columns."""
MONEY, CENTS, PLAIN, SHARE, STEPS = "#,##0", "#,##0.00", "General", "0.##%", "0.00"
"""How numbers are written."""
FIGURE = "0.000"
"""Of a number without unit, to as many decimals as the report prints."""
_LONGEST_NAME = 31
"""Characters that a worksheet's name may have."""
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\]|^'|'$")


class NamedCells:
    """One worksheet with the place that is written next.

    Parameters
    ----------
    book
        Where.
    name
        Of the worksheet, as its tab shows it; what a worksheet cannot be called is left out.
    """

    def __init__(self, book: Workbook, name: str) -> None:
        self._book = book
        self._sheet = book.add_worksheet(_NOT_IN_A_NAME.sub("", name)[:_LONGEST_NAME])
        self._at = 0
        """The row that is written next."""
        self._wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self._beside = book.add_format(
            {"text_wrap": True, "valign": "top", "align": "left", "indent": 1}
        )
        """Words behind a number."""
        self._head = book.add_format({"bold": True, "bottom": 1})
        self._head_of_numbers = book.add_format({"bold": True, "bottom": 1, "align": "right"})
        self._head_of_words = book.add_format({"bold": True, "bottom": 1, "indent": 1})
        self._title = book.add_format({"bold": True, "font_size": 14})
        self._looks = {
            (number, kind): book.add_format({"num_format": number, **look})
            for number in (MONEY, CENTS, PLAIN, SHARE, STEPS, FIGURE)
            for kind, look in (
                ("input", {"font_color": "#1c5d99", "bg_color": "#eef4f9"}),
                ("formula", {}),
                ("result", {"bold": True}),
            )
        }
        for column, width in enumerate(_WIDTHS):
            self._sheet.set_column(column, column, width)
        self._sheet.set_landscape()
        self._sheet.fit_to_pages(1, 0)
        self._sheet.hide_gridlines(2)

    def next(self, rows: int = 1) -> None:
        """Go down."""
        self._at += rows

    def title(self, text: str) -> None:
        """Write what the worksheet is about."""
        self._text(LINE, text, self._title)
        self.next()

    def sentence(self, text: str) -> None:
        """Write a sentence over all columns, as high as it needs."""
        self._sheet.merge_range(self._at, LINE, self._at, MOVES, "", self._wrapped)
        self._sheet.write_string(self._at, LINE, text, self._wrapped)
        self._sheet.set_row(self._at, _LINE_HEIGHT * (1 + len(text) // _LINE_LENGTH))
        self.next()

    def head(self, title: str, columns: Sequence[str]) -> None:
        """Write the head of a part: its title, and what stands from the column of values on."""
        written = [title, "", *columns]
        for column in range(MOVES + 1):
            look = self._head
            if column in {VALUE, LOW, HIGH, MOVES}:
                look = self._head_of_numbers
            elif column in {UNIT, ORIGIN}:
                look = self._head_of_words
            self._text(column, written[column] if column < len(written) else "", look)
        self.next()

    def words(self, column: int, text: str) -> None:
        """Write words as words: a name that looks like a formula stays a name."""
        self._text(column, text, self._beside if column in {UNIT, ORIGIN} else self._wrapped)

    def line(
        self,
        letter: str,
        what: str,
        name: str,
        formula: str,
        value: float,
        number: str = CENTS,
        *,
        unit: str,
    ) -> None:
        """Write a line that is worked out: its letter, what it is, and the formula in a cell with a name."""
        self._text(LINE, letter)
        self.words(WHAT, what)
        self._call(VALUE, name)
        self.put(VALUE, formula, value, number)
        self.words(UNIT, unit)
        self.next()

    def put(
        self, column: int, formula: str, value: float, number: str, kind: str = "formula"
    ) -> None:
        """Write a formula with what it comes to."""
        self._sheet.write_formula(self._at, column, f"={formula}", self._looks[number, kind], value)

    def input(self, column: int, value: float, number: str, name: str) -> None:
        """Write a number that may be changed, in a cell with a name."""
        self._call(column, name)
        self._sheet.write_number(self._at, column, value, self._looks[number, "input"])

    def _call(self, column: int, name: str) -> None:
        from xlsxwriter.utility import quote_sheetname, xl_rowcol_to_cell

        cell = xl_rowcol_to_cell(self._at, column, row_abs=True, col_abs=True)
        self._book.define_name(name, f"={quote_sheetname(self._sheet.get_name())}!{cell}")

    def _text(self, column: int, text: str, look: Format | None = None) -> None:
        self._sheet.write_string(self._at, column, text, look) if text else self._sheet.write_blank(
            self._at, column, None, look
        )
