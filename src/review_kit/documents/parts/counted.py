"""How rows that a number was counted from are headed and written, on a page and on a terminal."""

from __future__ import annotations

from typing import Any

from review_kit.documents.parts.wording import DASH
from review_kit.words import say


def rows_heading(which: str, table: str, n: int, first: str, last: str) -> str:
    """Say which rows they are, how many, of which table and between which days; days may be empty."""
    told = say(f"explain-which-{which}")
    if not first:
        return say("explain-rows", which=told, n=n, table=table)
    return say("explain-rows-dated", which=told, n=n, table=table, first=first, last=last)


def cell_text(value: Any) -> str:
    """Write a plain value in one line; what is missing as a dash."""
    if value is None:
        return DASH
    if isinstance(value, bool):
        return say("explain-true") if value else say("explain-false")
    return " ".join((f"{value:.6g}" if isinstance(value, float) else str(value)).split())
