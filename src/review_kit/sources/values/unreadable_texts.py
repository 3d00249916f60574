"""Why a text is no number, no day, or neither true nor false, where its spelling tells it.

Such a row is quarantined with the text; here is what to do about texts of its kind.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from review_kit.sources.columns.month_names import LANGUAGES
from review_kit.sources.values.currencies import currencies_of
from review_kit.words import say


@dataclass(frozen=True)
class Cause:
    """Why texts of one kind are not read."""

    message: str
    """What they are."""
    hint: str
    """What to do."""
    kind: str = ""
    """``currency``, where reading itself may have told more."""


LENGTH_WITH_UNIT = "45 min"
"""How a length is written that can be read in one way only."""

_NAMED = 4
"""Languages of months that the message names; of the others it says how many there are."""
_DAYS = (
    (
        r"\d{12,14}",
        "unread-milliseconds",
    ),
    (
        r"\d{9,11}",
        "unread-seconds",
    ),
    (
        r"[1-9]\d{4}([.]\d+)?",
        "unread-serial-days",
    ),
    (
        r"\d{1,2}[./-]\d{1,2}[./-]?|[^\W\d]+\.? \d{1,2}|\d{1,2}\.? [^\W\d]+\.?",
        "unread-days-without-year",
    ),
    (
        r"\d{4}-\d{2}-\d{2}.*",
        "unread-days-that-are-none",
    ),
    (
        r"(true|false|yes|no|x|✓|✔)",
        "unread-check-marks",
    ),
    (
        r"(?=.*\d).*[^\W\d_]{3,}.*",
        "unread-days-in-words",
    ),
)
_AMOUNT = r"[\d.,' ’\u00a0\u202f]*\d"
_NUMBERS = (
    (
        r"[^()\[\]]*\d[^()\[\]]*[(\[][^()\[\]]*\d[^()\[\]]*[)\]].*",
        "unread-two-amounts",
    ),
    (
        rf"\D*{_AMOUNT}\s?(k|m|mio|mrd|bn|b|t|tsd)\.?\W*",
        "unread-shortened",
    ),
    (
        rf"{_AMOUNT}\s?%",
        "unread-percentages",
    ),
    (
        r"\d+([.,]\d+)? of \d+([.,]\d+)?",
        "unread-above-scale",
    ),
    (
        r"\d+:[0-5]\d(:[0-5]\d)?|.*\d\s*(h|min|std|sec)\b.*",
        "unread-lengths",
    ),
    (
        r"\d{4}-\d{2}-\d{2}.*",
        "unread-days-for-numbers",
    ),
    (
        r"no .+ for .+",
        "unread-lookup",
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
                say("unread-currency", sign=mark), say("unread-currency.hint"), kind="currency"
            )
        return found
    return None


def _first(kinds: tuple[tuple[str, str], ...], text: str) -> Cause | None:
    for pattern, message in kinds:
        if re.fullmatch(pattern, text.strip(), re.IGNORECASE):
            hint = say(f"{message}.hint", n=len(LANGUAGES) - _NAMED, example=LENGTH_WITH_UNIT)
            return Cause(say(message), hint)
    return None
