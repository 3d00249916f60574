"""Tables of a page as their readers see them."""

from __future__ import annotations

from bs4 import BeautifulSoup


def table_rows(html: str) -> list[list[str]]:
    """Give the words of every cell, row by row, of the bodies of all tables."""
    page = BeautifulSoup(html, "html.parser")
    return [
        [" ".join(cell.get_text(" ").split()) for cell in row(["th", "td"])]
        for row in page.select("tbody tr")
    ]


def table_heads(html: str) -> list[str]:
    """Give the words of the column heads of all tables."""
    page = BeautifulSoup(html, "html.parser")
    return [" ".join(cell.get_text(" ").split()) for cell in page.select("thead th")]
