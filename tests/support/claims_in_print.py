"""What a document says of a rep's skill, read from its page as a reader would: rows and sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from bs4 import BeautifulSoup

RISE = re.compile(
    r"\b(improved|rose|has risen|working|moving)\b|\bdifferently in\b"
    r"|(?<!was )\b(above what was expected|higher than comparable)",
    re.I,
)
FALL = re.compile(
    r"\b(declined|fell)\b|\blower than at the start"
    r"|(?<!was )\b(below what was expected|lower than comparable)",
    re.I,
)
NEITHER = re.compile(
    r"\b(no clear change|cannot tell yet|too early to tell|not enough calls|verdict from \d|not clear yet|"
    r"stand still)\b",
    re.I,
)
OVERCOME = re.compile(r"\bdipped to\b|\ba dip to\b|\brecovered\b|\bback at \d", re.I)
POINTS = re.compile(
    r"(?<!gain of )(?<!one of )(?P<sign>[+−]?)\b(?P<points>\d+) (?:pp|points?)\b(?P<between>[^;]{0,40}?)"
    r"(?P<basis>above what was expected|below what was expected|against expected|"
    r"against what was expected|lower than at the start|without a session on it|"
    r"higher than comparable|lower than comparable|against comparable|over the window)"
)
MOVED = re.compile(r"\b(?P<way>rose|fell) (?P<points>\d+) points?\b")


@dataclass(frozen=True)
class Claim:
    """A row or sentence that says of one skill whether it moved.

    Parameters
    ----------
    directions
        Of what is said: 1 a rise, −1 a fall, 0 neither; several where a row says several things.
    points
        The number it says it by; None without one.
    overcome
        It tells a dip that was overcome.
    """

    document: str
    rep_id: str
    criterion_id: str
    directions: frozenset[int]
    points: int | None
    overcome: bool
    text: str


@cache
def units(html: str) -> Sequence[str]:
    """Give every table row, and every sentence outside of tables, as one line of text each."""
    page = BeautifulSoup(html, "html.parser")
    for left_out in page(["style", "script", "head"]):
        left_out.decompose()
    found = [" ".join(row.stripped_strings) for row in page("tr")]
    for table in page("table"):
        table.decompose()
    for part in page(["p", "li", "h1", "h2", "h3", "figcaption", "caption", "svg"]):
        found += re.split(r"(?<=[.;])\s+", " ".join(part.stripped_strings))
        if part.name == "svg" and part.get("aria-label"):
            found.append(part["aria-label"])
    return tuple(" ".join(unit.split()) for unit in found if unit.strip())


def claims(
    document: str,
    html: str,
    reps: Mapping[str, str],
    skills: Mapping[str, str],
    rep_id: str | None = None,
) -> Iterator[Claim]:
    """Read what a document says of single skills of single reps.

    Parameters
    ----------
    reps, skills
        Id → name, of those who and what the document can be about.
    rep_id
        Whose document it is; None where the rep is named beside each claim.
    """
    for unit in units(html):
        named = _named(unit, skills)
        whose = [rep_id] if rep_id else _named(unit, reps)
        if len(named) != 1 or len(whose) != 1:
            continue
        directions = {
            way for way, words in ((1, RISE), (-1, FALL), (0, NEITHER)) if words.search(unit)
        }
        overcome = bool(OVERCOME.search(unit))
        if directions or overcome:
            yield Claim(
                document,
                whose[0],
                named[0],
                frozenset(directions),
                _points(unit),
                overcome,
                unit,
            )


def _named(unit: str, names: Mapping[str, str]) -> list[str]:
    """Ids whose names stand in a line; a name inside a longer one that stands there does not count."""
    rest, found = unit.casefold(), []
    for key, name in sorted(names.items(), key=lambda item: -len(item[1])):
        pattern = rf"(?<!\w){re.escape(name.casefold())}(?!\w)"
        if re.search(pattern, rest):
            found.append(key)
            rest = re.sub(pattern, " ", rest)
    return found


def _points(unit: str) -> int | None:
    moved = MOVED.search(unit)
    if moved is not None:
        return int(moved["points"]) * (1 if moved["way"] == "rose" else -1)
    match = POINTS.search(unit)
    if match is None:
        return None
    below = "below" in match["basis"] or "lower" in match["basis"] or match["sign"] == "−"
    return -int(match["points"]) if below else int(match["points"])
