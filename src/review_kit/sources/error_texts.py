"""Texts that a spreadsheet writes where a formula failed: ``#REF!``, ``#DIV/0!``, ``#WERT!``.

Such a cell had a value once, or should have one: it is unreadable, not empty.
"""

from __future__ import annotations

from review_kit.sources.raw import literal

_ERROR = r"#[¡¿]?[\p{Lu}\p{Nd}/_]+[!?]|#(NV|BUSY|SPILL|GETTING_DATA)|Err:\d{3}|Loading\.\.\."
"""In the language of the program that wrote it; ``Err:502`` is LibreOffice's."""


def may_be_error_sql(value: str) -> str:
    """SQL of whether ``value`` begins as the text of a failed formula does."""
    return f"({value} LIKE '#%' OR {value} LIKE 'Err:%' OR {value} LIKE 'Loading.%')"


def is_error_sql(value: str) -> str:
    """SQL of whether ``value`` is the text of a failed formula; false for null."""
    # the beginning spares nearly every cell the pattern
    return (
        f"CASE WHEN {may_be_error_sql(value)} "
        f"THEN regexp_full_match({value}, {literal(_ERROR)}) ELSE false END"
    )
