"""Why a text is no number, no day, or neither true nor false, where its spelling tells it.

Such a row is quarantined with the text; here is what to do about texts of its kind.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from review_kit.sources.columns.month_names import LANGUAGES
from review_kit.sources.values.currencies import currencies_of


@dataclass(frozen=True)
class Cause:
    """Why texts of one kind are not read."""

    message: str
    """What they are."""
    hint: str
    """What to do."""
    kind: str = ""
    """``currency``, where reading itself may have told more."""


_LANGUAGES = f"English, German, French, Spanish and {len(LANGUAGES) - 4} other languages"
_DAYS = (
    (
        r"\d{12,14}",
        "counts of milliseconds since 1970",
        'Say so in the source profile: [dates] formats = ["epoch_ms"].',
    ),
    (
        r"\d{9,11}",
        "counts of seconds since 1970",
        'Say so in the source profile: [dates] formats = ["epoch_s"].',
    ),
    (
        r"[1-9]\d{4}([.]\d+)?",
        "serial date numbers from a spreadsheet",
        "Say so in the source profile: [dates] serial = true.",
    ),
    (
        r"\d{1,2}[./-]\d{1,2}[./-]?|[^\W\d]+\.? \d{1,2}|\d{1,2}\.? [^\W\d]+\.?",
        "days without a year",
        "Export them with the year.",
    ),
    (
        r"\d{4}-\d{2}-\d{2}.*",
        "dates that do not exist, or times in an unknown format",
        "Correct them in the source, or give their format in the source profile under [dates] "
        "formats.",
    ),
    (
        r"(true|false|yes|no|x|✓|✔)",
        "check marks instead of dates",
        "Export the date.",
    ),
    (
        r"(?=.*\d).*[^\W\d_]{3,}.*",
        "dates in words that review-kit does not know",
        f"Month names are read in {_LANGUAGES}; write other dates as 2026-03-31, or give their "
        "format in the source profile under [dates] formats.",
    ),
)
_AMOUNT = r"[\d.,' ’\u00a0\u202f]*\d"
_NUMBERS = (
    (
        r"[^()\[\]]*\d[^()\[\]]*[(\[][^()\[\]]*\d[^()\[\]]*[)\]].*",
        "two amounts in one cell",
        "Export a column for each, or only the converted one.",
    ),
    (
        rf"\D*{_AMOUNT}\s?(k|m|mio|mrd|bn|b|t|tsd)\.?\W*",
        "numbers shortened to thousands or millions",
        "Export the full number.",
    ),
    (
        rf"{_AMOUNT}\s?%",
        "percentages in a column of plain numbers",
        'Give their scale in the source profile: scale = "percent", or max_score = 100.',
    ),
    (
        r"\d+([.,]\d+)? of \d+([.,]\d+)?",
        "scores above the top of their scale",
        "Check whether the scale in the source profile is right.",
    ),
    (
        r"\d+:[0-5]\d(:[0-5]\d)?|.*\d\s*(h|min|std|sec)\b.*",
        "lengths of time that can be read in more than one way",
        "Write lengths as minutes (45), as 0:45:00, or with their unit (45 min).",
    ),
    (
        r"\d{4}-\d{2}-\d{2}.*",
        "dates instead of numbers",
        "A spreadsheet turns text such as 4/5 into dates: format the column as text, and type "
        "the values again.",
    ),
    (
        r"no .+ for .+",
        "the lookup has the value, but no result for it",
        "Leave these rows out with [[leave_out]] in the source profile, or complete the lookup.",
    ),
)


def cause_of(text: str, logical_type: str) -> Cause | None:
    """Say why a text is not read as a value of this type; None where that cannot be told."""
    if logical_type in ("date", "timestamp"):
        return _first(_DAYS, text)
    if logical_type in ("number", "integer"):
        mark = re.sub(r"[\d.,()+\-−'’\s\u00a0\u202f]", "", text)
        found = _first(_NUMBERS, text)
        if found is None and mark and currencies_of(mark) and any(map(str.isdigit, text)):
            return Cause(
                f"amounts with a currency ({mark})",
                "If the column is money, say so in the source profile: [numbers] money = true. "
                "If it already does, the currency of the cell differs from that of the row.",
                kind="currency",
            )
        return found
    return None


def _first(kinds: tuple[tuple[str, str, str], ...], text: str) -> Cause | None:
    for pattern, message, hint in kinds:
        if re.fullmatch(pattern, text.strip(), re.IGNORECASE):
            return Cause(message, hint)
    return None
