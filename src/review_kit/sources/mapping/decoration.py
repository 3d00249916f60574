"""Rows that people put between records for the eye: a month above its rows, totals, legends.

A profile need not name them: what stands in them tells, together with everything that is missing.
"""

from __future__ import annotations

from collections.abc import Collection

from review_kit.sources.columns.binding import Binding, cell_number
from review_kit.sources.columns.month_names import MONTHS
from review_kit.sources.files.left_out import BANNER, FOOTER
from review_kit.sources.profiles.language import Profile
from review_kit.sources.sql import literal

FEWEST = 3
"""Columns that every row needs, and that are there, before rows without most of them are totals."""
FEWEST_OF_BANNERS = 2
"""The same before rows with a single cell are banners: a log for each manager needs a rep and a day."""

_TOTAL = (
    r"(?i)^(grand[ -]?|sub-?)?(totals?|sums?|averages?|means?|count|summe|gesamt|durchschnitt|"
    r"zwischensumme|moyenne|promedio|totale)\b\s*[:(]?"
)
_MONTHS = "|".join(sorted(MONTHS, key=len, reverse=True))
_BANNER = (
    rf"(?i)^[-–—=*_~#>\s]*((({_MONTHS})\.?|q[1-4]|h[12]|(calendar )?(week|kw|woche|semaine) ?\d+|"
    r"(20\d\d))[\s,/-]*(20\d\d|'\d\d)?)?[-–—=*_~#<\s]*$"
)
_LEGEND = r"(?i)^((legend|legende|key|notes?|hinweis|colou?rs?)\s*:|[*†‡]+\s*=)"


def decoration_cases(profile: Profile, table: str, binding: Binding) -> list[str]:
    """SQL cases of the rows that are no records by what stands in them.

    A row is one where it has at most one filled cell, which is a period, a line of signs or a legend; or
    where it begins with a word for a total, and most of what every row needs is missing.
    """
    needed = _needed_cells(profile, table, binding)
    if len(needed) < FEWEST_OF_BANNERS:
        return []
    missing = " + ".join(f"CAST(s{n} IS NULL AS INTEGER)" for n in needed)
    cells = sorted(binding.read - binding.questions.keys())
    filled = " + ".join(f"CAST(s{n} IS NOT NULL AS INTEGER)" for n in cells)
    if binding.questions:
        filled += " + len(list_filter(answers, lambda x: x IS NOT NULL AND trim(x) <> ''))"
    is_total = f"regexp_matches(_first, {literal(_TOTAL)})"
    is_banner = (
        f"regexp_matches(_first, {literal(_BANNER)}) OR regexp_matches(_first, {literal(_LEGEND)})"
    )
    most = len(needed) // 2 + 1
    # CASE, not AND: only rows without most of their cells go through the patterns
    totals = (
        f"WHEN CASE WHEN {missing} >= {most} THEN {is_total} ELSE false END THEN {literal(FOOTER)}"
    )
    banners = (
        f"WHEN CASE WHEN {missing} >= {min(most, len(needed) - 1)} "
        f"THEN {filled} <= 1 AND ({is_banner}) ELSE false END THEN {literal(BANNER)}"
    )
    return [totals, banners] if len(needed) >= FEWEST else [banners]


def _needed_cells(profile: Profile, table: str, binding: Binding) -> Collection[int]:
    """Numbers of the columns that every row needs."""
    needed = {column.name for column in profile.columns_of(table) if column.required}
    return {
        number
        for name, cell in binding.cells.items()
        if name in needed and (number := cell_number(cell)) is not None
    }
