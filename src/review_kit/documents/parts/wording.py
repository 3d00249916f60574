"""Numbers and dates as they stand in print, one way for all documents.

Deltas are always signed, with a real minus; scores are whole percent; a missing number is an en dash.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from unicodedata import bidirectional

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_compact_currency, format_currency, format_decimal

from review_kit.number_format import MINUS, NARROW, signed

LOCALE = "en_GB"
DASH = "\u2013"
LEFT_TO_RIGHT = "\u200e"
_MOST = 6
"""Decimals beyond which nothing is written."""

_SMALL = (
    "no one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905
)


def count_word(count: int) -> str:
    """Write a count up to twelve as a word: ``3`` → ``three``, ``41`` → ``41``."""
    return _SMALL[count] if 0 <= count < len(_SMALL) else str(count)


def counted(count: int, singular: str, plural: str | None = None, *, words: bool = False) -> str:
    """Join a count and its noun: ``1 session``, ``3 sessions``; with ``words``, ``three sessions``."""
    noun = singular if count == 1 else plural or f"{singular}s"
    return f"{count_word(count) if words else count} {noun}"


def joined(parts: Sequence[str]) -> str:
    """Join parts as in speech: ``a``, ``a and b``, ``a, b and c``."""
    if len(parts) <= 1:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def capitalised(sentence: str) -> str:
    """Raise the first letter and leave every other as it is."""
    return sentence[:1].upper() + sentence[1:]


def day(value: date, *, year: bool = False) -> str:
    """Write a day: ``9 September``, with ``year`` ``9 September 2026``."""
    return format_date(value, "d MMMM y" if year else "d MMMM", locale=LOCALE)


def short_day(value: date) -> str:
    """Write a day for a table: ``9 Sep``."""
    return format_date(value, "d MMM", locale=LOCALE).replace("Sept", "Sep")


def weekday_day(value: date) -> str:
    """Write a day to book: ``Tue 6 October``."""
    return format_date(value, "EEE d MMMM", locale=LOCALE)


def span(start: date, end: date) -> str:
    """Write a window in dates: ``3 July – 30 September 2026``."""
    if start.year != end.year:
        return f"{day(start, year=True)} {DASH} {day(end, year=True)}"
    return f"{day(start)} {DASH} {day(end, year=True)}"


def short_span(start: date, end: date) -> str:
    """Write a span of days for a table: ``7 Jul – 29 Sep 2026``."""
    first = short_day(start) if start.year == end.year else f"{short_day(start)} {start.year}"
    return f"{first} {DASH} {short_day(end)} {end.year}"


def tenure(days: int) -> str:
    """Write how long somebody has been here: ``2 years 4 months``, ``6 weeks``, ``3 days``."""
    if days < 14:
        return counted(max(days, 0), "day")
    if days < 90:
        return counted(days // 7, "week")
    months = int(days / 30.4375)
    years, rest = divmod(months, 12)
    parts = [counted(years, "year")] if years else []
    if rest:
        parts.append(counted(rest, "month"))
    return " ".join(parts)


def country(code: str) -> str:
    """Name a country by its ISO 3166 code: ``Spain``, ``Germany (BY)``."""
    base, _, part = code.partition("-")
    name = Locale.parse(LOCALE).territories.get(base, base)
    return f"{name} ({part})" if part else str(name)


def weight(value: float) -> str:
    """Write a rubric weight: ``25``, ``2.5``."""
    return number(value, 0 if float(value).is_integer() else 1)


def isolated(name: str) -> str:
    """Isolate the direction of a name, so that other words may stand behind it on a line.

    After a name in a script that runs from right to left, a number would be drawn on the name's far
    side; a left-to-right mark keeps it where it belongs.
    """
    runs_left = any(bidirectional(letter) in {"R", "AL"} for letter in name)
    return f"{name}{LEFT_TO_RIGHT}" if runs_left else name


def score(value: float | None) -> str:
    """Write a score on the 0–100 scale: ``69``."""
    return DASH if value is None else f"{value:.0f}"


def half_width(low: float | None, high: float | None) -> float | None:
    """Half the width of an interval, for ``± 9``; ``None`` where there is no interval."""
    return None if low is None or high is None else (high - low) / 2


def percent(share: float | None, digits: int = 0) -> str:
    """Write a share (0–1) as percent: ``27 %``."""
    return DASH if share is None else f"{100 * share:.{digits}f}{NARROW}%"


def exact(value: float) -> str:
    """Write a setting as it is set: ``2``, ``2.5``; a threshold that is rounded is another one."""
    return f"{value:g}"


def exact_percent(share: float) -> str:
    """Write a setting that is a share as percent: ``90 %``, ``92.5 %``."""
    return f"{100 * share:g}{NARROW}%"


def number(value: float | None, digits: int = 0) -> str:
    """Write a plain number with thousands marks: ``1,234``."""
    if value is None:
        return DASH
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    return str(format_decimal(value, format=pattern, locale=LOCALE)).replace("-", MINUS)


def hours(value: float) -> str:
    """Write hours to a tenth, wherever they stand, without a unit: ``176.5``, ``12``.

    Examples
    --------
    >>> hours(176.48), hours(12.0), hours(0.75)
    ('176.5', '12', '0.8')
    """
    rounded = round(value, 1)
    return number(rounded, 0 if rounded.is_integer() else 1)


def plain(value: float, least: int = 0) -> str:
    """Write a number with all the decimals that it has, to be multiplied as it stands: ``0.0126``.

    Parameters
    ----------
    least
        Decimals that are written in any case.

    Examples
    --------
    >>> plain(150.5), plain(-1250000.0), plain(12.0, 1)
    ('150.5', '−1,250,000', '12.0')
    """
    decimals = next(
        (n for n in range(least, _MOST) if round(value, n) == round(value, _MOST)), _MOST
    )
    return number(round(value, decimals), decimals)


def amount(value: float, currency: str) -> str:
    """Write an amount in full, to be multiplied as it stands: ``€17,200``, ``−€12.50``."""
    decimals = 0 if round(value, _MOST).is_integer() else 2
    if round(value, 2) != round(value, _MOST):
        return f"{MINUS if value < 0 else ''}{_sign_of(currency)}{plain(abs(value))}"
    return f"{MINUS if value < 0 else ''}{_sign_of(currency)}{number(abs(value), decimals)}"


def _sign_of(currency: str) -> str:
    """Write the sign of a currency: ``€``; a code with a space behind it."""
    text = str(format_currency(0, currency, locale="en_US", format="¤0", currency_digits=False))
    return text.removesuffix("0").replace("\xa0", NARROW)


def money(value: float | None, currency: str) -> str:
    """Write an amount in three digits: ``$940``, ``$18.4K``, ``€1.23M``.

    Examples
    --------
    >>> money(940.4, "USD"), money(18_432, "USD"), money(999_600, "EUR"), money(5_500, "EUR")
    ('$940', '$18.4K', '€1M', '€5.5K')
    """
    if value is None:
        return DASH
    shown = round(value)
    if abs(shown) < 1000:
        text = format_currency(
            shown, currency, locale="en_US", format="¤#,##0", currency_digits=False
        )
    else:
        # rounded first, so that what rounds up to the next unit is written in it
        digits = len(str(abs(shown)))
        shown = round(shown, 3 - digits)
        digits = len(str(abs(shown)))
        decimals = (3 - digits) % 3
        text = format_compact_currency(shown, currency, locale="en_US", fraction_digits=decimals)
    return str(text).replace("-", MINUS).replace("\xa0", NARROW)


def measure(value: float | None, unit: str, currency: str) -> str:
    """Write a metric's value in its registry unit.

    Units are those of ``review_kit.metrics.registry``: ``share``, ``percent`` (0–100), ``pp``,
    ``money``, ``days``, ``hours``, ``hours_per_week``, ``minutes``, ``seconds``, ``count``,
    ``rank``; any other unit of an outcome stands behind its number as it was exported.
    """
    if value is None:
        return DASH
    match unit:
        case "share":
            return percent(value)
        case "percent":
            return f"{value:.0f}{NARROW}%"
        case "pp":
            return f"{signed(value)}{NARROW}pp"
        case "money":
            return money(value, currency)
        case "days" | "minutes" | "seconds" | "weeks":
            return f"{number(value)} {unit if round(value) != 1 else unit[:-1]}"
        case "hours":
            return f"{hours(value)} h"
        case "hours_per_week":
            return f"{hours(value)} h a week"
        case "money_per_day":
            return f"{money(value, currency)} a day"
        case "count" | "rank" | "level" | "as exported" | "":
            return number(value, 0 if float(value).is_integer() else 1)
        case _:
            return f"{number(value, 0 if abs(value) >= 100 else 1)} {unit}"
