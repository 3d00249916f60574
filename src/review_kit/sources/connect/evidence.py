"""What the cells of one column say about it: days, numbers, percents, people, and how often it is filled."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from review_kit.sources.connect.footers import is_footer
from review_kit.sources.connect.grids import Grid
from review_kit.sources.files.invisible import BLANKS, without_invisible
from review_kit.sources.matching.directories import Ambiguous, Directory
from review_kit.sources.profiles.keys import DEFAULT_NULLS
from review_kit.sources.values.answers import is_answer
from review_kit.sources.values.named_days import read_named_day
from review_kit.sources.values.truth_words import truth_of

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?")
_YEAR_FIRST = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})(?:[T ].*)?")
_SLASHED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?:[,T ].*)?")
_SERIAL = re.compile(r"[345]\d{4}(\.\d+)?")
_EPOCH = re.compile(r"1[0-9]{9}(?:\d{3})?")
_NUMBER = re.compile(r"[-+−]?\d[\d.,'   ]*")
_OF = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:/|of|out of|von)\s*(\d+)", re.IGNORECASE)
_MONEY = re.compile(r"[$€£¥₹]|\b[A-Z]{3}\b")
_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_URL = re.compile(r"https?://\S+")
_SALESFORCE_OR_LONG = re.compile(r"[A-Za-z0-9_-]{3,}")
_NULLS = frozenset(DEFAULT_NULLS)

ENOUGH_TEXTS = 60
"""Different texts that tell whether a column holds people."""
LISTED_TEXTS = 400
"""Different texts of a column that are kept."""


@dataclass(frozen=True)
class Slashed:
    """Days such as ``3/4/2026``: which of them have one reading, and how many could be read in two."""

    day_first: int = 0
    """Their first number is above 12."""
    month_first: int = 0
    open: int = 0
    example: str = ""
    """The first day with two readings."""
    first_day: tuple[date, date] | None = None
    """Latest day of the column if day first, and if month first."""


@dataclass(frozen=True)
class ColumnEvidence:
    """One column of one grid."""

    at: int
    heading: str
    rows: int
    filled: int
    texts: Counter[str] = field(default_factory=Counter)
    """Different texts with their counts, the first ones met."""
    distinct: int = 0
    days: float = 0.0
    """Share of the filled cells that are days or times."""
    numbers: float = 0.0
    """Share that are numbers, percents, amounts, or points such as ``4/5``."""
    percents: float = 0.0
    answers: float = 0.0
    """Share that are answers in words, with a number (``4 - Good``) or without one (``Yes``)."""
    points_of: frozenset[str] = frozenset()
    """What points are of where the cells say so (``4/5``)."""
    money: float = 0.0
    """Share that carry a currency."""
    truths: float = 0.0
    mails: float = 0.0
    urls: float = 0.0
    serials: float = 0.0
    epochs: str = ""
    """``epoch_s`` or ``epoch_ms`` where the cells are counts since 1970."""
    clocks: float = 0.0
    values: tuple[float, ...] = ()
    """The plain numbers, in their order."""
    slashed: Slashed = Slashed()
    length: float = 0.0
    """Mean number of signs."""

    @property
    def lowest(self) -> float:
        """Least of the plain numbers."""
        return min(self.values, default=0.0)

    @property
    def highest(self) -> float:
        """Greatest of the plain numbers."""
        return max(self.values, default=0.0)

    @property
    def share_filled(self) -> float:
        """Share of the rows in which something stands."""
        return self.filled / self.rows if self.rows else 0.0


def evidence_of(grid: Grid) -> tuple[ColumnEvidence, ...]:
    """Look at each column that has a heading, without rows that are totals or small print."""
    rows = [row for row in grid.rows if not is_footer(row, len(grid.header))]
    return tuple(
        _evidence(at, name, [row[at] if at < len(row) else "" for row in rows], grid)
        for at, name in enumerate(grid.header)
        if name
    )


def _evidence(at: int, heading: str, cells: Sequence[str], grid: Grid) -> ColumnEvidence:
    texts: Counter[str] = Counter()
    for cell in cells:
        text = without_invisible(cell)
        if text and text not in _NULLS:
            texts[text] += 1
    filled = sum(texts.values())
    if not filled:
        return ColumnEvidence(at, heading, len(cells), 0)

    def share(matching: Iterable[str]) -> float:
        return sum(texts[text] for text in matching) / filled

    serials = [t for t in texts if _SERIAL.fullmatch(t)] if grid.is_workbook else []
    epochs = {
        kind
        for text in texts
        if (kind := "epoch_ms" if len(text) == 13 else "epoch_s") and _EPOCH.fullmatch(text)
    }
    are_epochs = share(t for t in texts if _EPOCH.fullmatch(t)) >= 0.9 and len(epochs) == 1
    of = {found[2] for text in texts if (found := _OF.fullmatch(text))}
    return ColumnEvidence(
        at=at,
        heading=heading,
        rows=len(cells),
        filled=filled,
        texts=Counter(dict(list(texts.items())[:LISTED_TEXTS])),
        distinct=len(texts),
        days=share(t for t in texts if is_day(t)),
        numbers=share(t for t in texts if number_of(t) is not None),
        percents=share(t for t in texts if t.endswith("%") and number_of(t) is not None),
        answers=share(t for t in texts if number_of(t) is None and is_answer(t)),
        points_of=frozenset(of)
        if share(t for t in texts if _OF.fullmatch(t)) >= 0.5
        else frozenset(),
        money=share(t for t in texts if _MONEY.search(t) and number_of(t) is not None),
        truths=share(t for t in texts if truth_of(t.casefold()) is not None),
        mails=share(t for t in texts if _MAIL.fullmatch(t)),
        urls=share(t for t in texts if _URL.match(t)),
        serials=share(serials),
        epochs=next(iter(epochs)) if are_epochs else "",
        clocks=share(t for t in texts if re.fullmatch(r"\d{1,2}:\d{2}(:\d{2})?", t)),
        values=tuple(
            value
            for text, count in texts.items()
            if (value := number_of(text)) is not None
            for _ in range(count)
        ),
        slashed=_slashed(texts),
        length=sum(len(t) * n for t, n in texts.items()) / filled,
    )


def is_day(text: str) -> bool:
    """Say whether a text is a day or a time in any spelling that is read."""
    for pattern, year, first, second in ((_ISO, 1, 2, 3), (_YEAR_FIRST, 1, 2, 3)):
        found = pattern.fullmatch(text)
        if found:
            return (
                int(found[year]) > 1900
                and 1 <= int(found[first]) <= 12
                and int(found[second]) <= 31
            )
    found = _SLASHED.fullmatch(text)
    if found:
        low, high = sorted((int(found[1]), int(found[2])))
        return 1 <= low <= 12 and high <= 31
    if not any(sign.isdigit() for sign in text) or len(text) > 60:
        return False
    return (
        text[:1].isalnum() and any(s.isalpha() for s in text) and read_named_day(text) is not None
    )


def number_of(text: str) -> float | None:
    """Read a number roughly, whatever stands around it: to judge its size, never to keep it."""
    points = _OF.fullmatch(text)
    if points:
        text = points[1]
    bare = _MONEY.sub("", text.strip().rstrip("%")).strip(BLANKS)
    if bare.startswith("(") and bare.endswith(")"):
        bare = bare[1:-1]
    if not _NUMBER.fullmatch(bare):
        return None
    bare = bare.replace("−", "-").translate({ord(s): None for s in "'   "})
    comma, dot = bare.rfind(","), bare.rfind(".")
    if comma > dot and (len(bare) - comma != 4 or dot >= 0):
        bare = bare.replace(".", "").replace(",", ".")
    bare = bare.replace(",", "")
    if bare.count(".") > 1:
        bare = bare.replace(".", "")
    try:
        return float(bare)
    except ValueError:
        return None


def _slashed(texts: Counter[str]) -> Slashed:
    day_first = month_first = undecided = 0
    example = ""
    latest: list[date] = [date.min, date.min]
    for text, count in texts.items():
        found = _SLASHED.fullmatch(text)
        if found is None:
            continue
        first, second, year = int(found[1]), int(found[2]), int(found[3])
        year += 0 if year > 99 else 2000
        if first > 12 >= second:
            day_first += count
        elif second > 12 >= first:
            month_first += count
        elif first != second and first >= 1 and second >= 1:
            undecided += count
            example = example or text
            readings = (date(year, second, first), date(year, first, second))
            latest = [max(a, b) for a, b in zip(latest, readings, strict=True)]
    return Slashed(
        day_first, month_first, undecided, example, (latest[0], latest[1]) if undecided else None
    )


def share_known(evidence: ColumnEvidence, directory: Directory | None) -> float:
    """Share of the filled cells that are an id, an e-mail address or a name of the directory."""
    if directory is None or not evidence.filled:
        return 0.0
    looked_at = dict(islice(evidence.texts.items(), ENOUGH_TEXTS))
    known = sum(n for text, n in looked_at.items() if is_known(text, directory))
    return known / sum(looked_at.values())


def is_known(text: str, directory: Directory) -> bool:
    """Say whether a text is somebody's, or several people's."""
    try:
        return bool(directory.find(text))
    except Ambiguous:
        return True
