"""Names of cells and columns in a spreadsheet, as openpyxl reads and writes them.

It is imported when the first is named: that takes a tenth of a second, and most exports are no workbooks.
"""

from __future__ import annotations


def column_letters(number: int) -> str:
    """Return the letters of a column, counted from 1: ``E``."""
    from openpyxl.utils import get_column_letter

    return get_column_letter(number)


def column_number(letters: str) -> int:
    """Return the number of a column, counted from 1.

    Raises
    ------
    ValueError
        The letters name none.
    """
    from openpyxl.utils import column_index_from_string

    return column_index_from_string(letters)


def row_and_column(place: str) -> tuple[int, int]:
    """Return row and column of a cell such as ``E7``, both counted from 1.

    Raises
    ------
    ValueError
        It is no name of a cell.
    """
    from openpyxl.utils import coordinate_to_tuple

    return coordinate_to_tuple(place)
