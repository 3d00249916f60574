"""Numbers and dates as they stand in print, one way for all documents.

Deltas are always signed, with a real minus; scores are whole percent; a missing number is an en dash.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from unicodedata import bidirectional

from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_compact_currency, format_currency, get_currency_symbol

from review_kit.number_format import MINUS, NARROW, decimal, rounded, signed
from review_kit.words import say, spoken, spoken_locale

DASH = "\u2013"
LEFT_TO_RIGHT = "\u200e"
_MOST = 6
"""Decimals beyond which nothing is written."""
_BARE_NUMBER = re.compile(r"#[#,0.]*")
"""The number in a currency pattern of the Unicode locale data."""
_SCALE = re.compile(r"(?:(?:out )?of|/) ?(\d+(?:\.\d+)?)")
"""How exports write the unit of a rating."""
_NOT_A_DIGIT = re.compile(r"\D")


def count_word(count: int) -> str:
    """Write a count up to twelve as a word: ``3`` → ``three``, ``41`` → ``41``."""
    return say(f"spelled-{count}") if spoken().has(f"spelled-{count}") else number(count)


def counted(count: int, singular: str, plural: str | None = None, *, words: bool = False) -> str:
    """Join a count and its English noun: ``1 session``; with ``words``, ``one session``.

    For what is said in English only; a document says a message with the count in it.
    """
    noun = singular if count == 1 else plural or f"{singular}s"
    return f"{count_word(count) if words else count} {noun}"


def joined(parts: Sequence[str]) -> str:
    """Join parts as in speech: ``a``, ``a and b``, ``a, b and c``."""
    return format_list(parts, locale=spoken_locale()) if parts else ""


def capitalised(sentence: str) -> str:
    """Raise the first letter and leave every other as it is."""
    return sentence[:1].upper() + sentence[1:]


def day(value: date, *, year: bool = False) -> str:
    """Write a day: ``9 September``, with ``year`` ``9 September 2026``."""
    if year:
        return format_date(value, "long", locale=spoken_locale())
    return format_skeleton("MMMMd", value, locale=spoken_locale())


def month(value: date, *, year: bool = False) -> str:
    """Write a month: ``September``, with ``year`` ``September 2026``."""
    if year:
        return format_skeleton("yMMMM", value, locale=spoken_locale())
    # no skeleton names a month that stands alone in full
    return format_date(value, "LLLL", locale=spoken_locale())


def short_day(value: date, *, year: bool = False) -> str:
    """Write a day for a table: ``9 Sep``, with ``year`` ``9 Sep 2026``."""
    written = format_skeleton("yMMMd" if year else "MMMd", value, locale=spoken_locale())
    # British locale data has four letters for this month alone, which makes columns ragged
    return written.replace("Sept", "Sep") if spoken().language == "en" else written


def weekday_day(value: date) -> str:
    """Write a day to book: ``Tue 6 October``."""
    weekday = format_date(value, "EEE", locale=spoken_locale())
    return say("date-with-weekday", weekday=weekday, day=day(value))


def span(start: date, end: date) -> str:
    """Write a window in dates: ``3 July – 30 September 2026``."""
    if start.year != end.year:
        return f"{day(start, year=True)} {DASH} {day(end, year=True)}"
    return f"{day(start)} {DASH} {day(end, year=True)}"


def short_days(start: date, end: date) -> str:
    """Write a span of days in a sentence: ``29 Jul to 25 Aug``."""
    return say("packet-days", first=short_day(start), last=short_day(end))


def short_span(start: date, end: date) -> str:
    """Write a span of days for a table: ``7 Jul – 29 Sep 2026``."""
    if start == end:
        return short_day(end, year=True)
    first = short_day(start, year=start.year != end.year)
    return f"{first} {DASH} {short_day(end, year=True)}"


def tenure(days: int) -> str:
    """Write how long somebody has been here: ``2 years 4 months``, ``6 weeks``, ``3 days``."""
    if days < 14:
        return say("tenure-days", n=max(days, 0))
    if days < 90:
        return say("tenure-weeks", n=days // 7)
    years, months = divmod(int(days / 30.4375), 12)
    if not years:
        return say("tenure-months", n=months)
    if not months:
        return say("tenure-years", n=years)
    return say("tenure-years-and-months", years=years, months=months)


def country(code: str) -> str:
    """Name a country by its ISO 3166 code: ``Spain``, ``Germany (BY)``."""
    base, _, part = code.partition("-")
    name = spoken_locale().territories.get(base, base)
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
    return DASH if value is None else decimal(value)


def half_width(low: float | None, high: float | None) -> float | None:
    """Half the width of an interval, for ``± 9``; ``None`` where there is no interval."""
    return None if low is None or high is None else (high - low) / 2


def percent(share: float | None, digits: int = 0) -> str:
    """Write a share (0–1) as percent: ``27 %``."""
    return DASH if share is None else f"{decimal(100 * share, digits)}{NARROW}%"


def exact(value: float) -> str:
    """Write a setting as it is set: ``2``, ``2.5``; a threshold that is rounded is another one."""
    written = f"{value:g}"
    return written if "e" in written else decimal(value, len(written.partition(".")[2]))


def exact_percent(share: float) -> str:
    """Write a setting that is a share as percent: ``90 %``, ``92.5 %``."""
    return f"{exact(rounded(100 * share, _MOST))}{NARROW}%"


def number(value: float | None, digits: int = 0) -> str:
    """Write a plain number with thousands marks: ``1,234``."""
    return DASH if value is None else decimal(value, digits)


def hours(value: float) -> str:
    """Write hours to a tenth, wherever they stand, without a unit: ``176.5``, ``12``.

    Examples
    --------
    >>> hours(176.48), hours(12.0), hours(0.75)
    ('176.5', '12', '0.8')
    """
    tenths = rounded(value, 1)
    return number(tenths, 0 if tenths.is_integer() else 1)


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
        (n for n in range(least, _MOST) if rounded(value, n) == rounded(value, _MOST)), _MOST
    )
    return number(rounded(value, decimals), decimals)


def amount(value: float, currency: str) -> str:
    """Write an amount in full, to be multiplied as it stands: ``€17,200``, ``−€12.50``."""
    decimals = 0 if rounded(value, _MOST).is_integer() else 2
    if rounded(value, 2) != rounded(value, _MOST):
        decimals = next(
            n for n in range(3, _MOST + 1) if rounded(value, n) == rounded(value, _MOST)
        )
    return _in_currency(rounded(value, decimals), currency, decimals)


def money(value: float | None, currency: str) -> str:
    """Write an amount in three digits: ``$940``, ``$18.4K``, ``€1.23M``.

    Examples
    --------
    >>> money(940.4, "USD"), money(18_432, "USD"), money(999_600, "EUR"), money(114_500, "EUR")
    ('$940', '$18.4K', '€1M', '€115K')
    """
    if value is None:
        return DASH
    shown = rounded(value)
    if abs(shown) < 1000:
        return _in_currency(shown, currency, 0)
    # rounded first, so that what rounds up to the next unit is written in it
    shown = int(rounded(value, 3 - len(str(abs(shown)))))
    decimals = (3 - len(str(abs(shown)))) % 3
    text = format_compact_currency(
        shown, currency, locale=spoken_locale(), fraction_digits=decimals
    )
    if _NOT_A_DIGIT.sub("", text) == str(abs(shown)):
        # a language without a short form of thousands: its marks make the number readable
        return _in_currency(shown, currency, 0)
    return _printable(text, currency)


def _in_currency(value: float, currency: str, decimals: int) -> str:
    locale = spoken_locale()
    bare = "#,##0" + ("." + "0" * decimals if decimals else "")
    pattern = _BARE_NUMBER.sub(bare, locale.currency_formats["standard"].pattern)
    # no exponent, no binary remainder
    exact_value = Decimal(f"{value:.{decimals}f}")
    text = format_currency(
        exact_value, currency, format=pattern, locale=locale, currency_digits=False
    )
    return _printable(text, currency)


def _printable(text: str, currency: str) -> str:
    """Write the shortest sign that a currency has: a company's own amounts need no ``US`` before ``$``."""
    here = get_currency_symbol(currency, locale=spoken_locale())
    shortest = min(here, get_currency_symbol(currency, locale="en_US"), key=len)
    return text.replace(here, shortest).replace("-", MINUS).replace("\xa0", NARROW)


def measure(value: float | None, unit: str, currency: str) -> str:
    """Write a metric's value in its registry unit.

    Units are those of ``review_kit.metrics.registry``: ``share``, ``percent`` (0–100), ``pp``,
    ``money``, ``days``, ``hours``, ``hours_per_week``, ``minutes``, ``seconds``, ``count``,
    ``rank``; any other unit of an outcome stands behind its number as it was exported. A scale that ends at a
    number, ``of 5``, is said in the language of the document.
    """
    if value is None:
        return DASH
    match unit:
        case "share":
            return percent(value)
        case "percent":
            return f"{decimal(value)}{NARROW}%"
        case "pp":
            return signed_points(value)
        case "money":
            return money(value, currency)
        case "days" | "minutes" | "seconds" | "weeks":
            return say(f"unit-{unit}", value=number(value), n=rounded(value))
        case "hours":
            return say("unit-hours", value=hours(value))
        case "hours_per_week":
            return say("unit-hours-a-week", value=hours(value))
        case "money_per_day":
            return say("unit-money-a-day", amount=money(value, currency))
        case "count" | "rank" | "level" | "as exported" | "":
            return number(value, 0 if float(value).is_integer() else 1)
        case _:
            return _exported(number(value, 0 if abs(value) >= 100 else 1), unit)


def scale_of(unit: str) -> str | None:
    """Give the highest value of a scale that an exported unit names: ``5`` of ``of 5``; else nothing."""
    found = _SCALE.fullmatch(unit)
    return None if found is None else exact(float(found.group(1)))


def _exported(value: str, unit: str) -> str:
    most = scale_of(unit)
    if most is not None:
        return say("unit-of-scale", value=value, most=most)
    return say("unit-exported", value=value, unit=unit)


def points(value: float) -> str:
    """Write the size of a change in percentage points: ``17 points``, ``1 point``."""
    size = rounded(abs(value))
    return say("unit-points", value=number(size), n=size)


def signed_points(value: float) -> str:
    """Write a change in percentage points with its sign: ``+17 points``, ``−1 point``, ``0 points``."""
    return say("unit-points", value=signed(value), n=rounded(abs(value)))
