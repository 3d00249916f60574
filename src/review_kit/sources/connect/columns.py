"""Which column of a file is which of a table: by its heading, by names like it, and by what it holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from review_kit.sources.canonical import CanonicalColumn
from review_kit.sources.connect.evidence import ColumnEvidence, share_known
from review_kit.sources.connect.known_headings import headings_of
from review_kit.sources.connect.name_parts import part_of_name
from review_kit.sources.connect.shapes import PEOPLE, WORDED
from review_kit.sources.files.header import plain_name, similarity, words_of
from review_kit.words import say

if TYPE_CHECKING:
    from review_kit.sources.connect.people import People

LEAST = 0.72
"""Likeness, from 0 to 1, from which on a heading is taken for a known one."""
_SAME = 1.0
_MISTYPED = 0.88
"""Likeness of letters from which on a heading is a known one with a slip in it."""
_ENOUGH = 0.5
"""Share of the cells that have to be of a column's kind."""
_KNOWN_PEOPLE = 0.6
"""Share of the cells that have to be people of the roster, for content alone to decide."""
_IDENTIFIERS = frozenset({"evaluation_id", "call_id", "entry_id", "session_id", "opportunity_id"})
_WORDS = frozenset().union(*WORDED.values())


@dataclass(frozen=True)
class Found:
    """One column of the file taken for one of the table."""

    column: str
    evidence: ColumnEvidence
    score: float
    """1 for a heading that is known as it stands; less for one that is like it, or content alone."""
    because: str
    """Why, as a part of a sentence."""
    known_as: str = ""
    """The known heading that it is like."""

    @property
    def heading(self) -> str:
        """Heading in the file."""
        return self.evidence.heading


def assigned(
    table: str,
    columns: Sequence[CanonicalColumn],
    evidence: Sequence[ColumnEvidence],
    people: People,
) -> dict[str, Found]:
    """Give each canonical column the column of the file that is likest, each of these once.

    Parameters
    ----------
    table, columns
        The canonical table.
    evidence
        Columns of the file.
    people
        Who is on the roster, and what is in the rubric.
    """
    names = headings_of(table, tuple(column.name for column in columns))
    candidates = [
        found
        for column in columns
        for each in evidence
        if (found := _likeness(table, column, each, names[column.name], people)) is not None
    ]
    order = {column.name: at for at, column in enumerate(columns)}
    candidates.sort(key=lambda f: (-f.score, order[f.column], f.evidence.at))
    taken: dict[str, Found] = {}
    used: set[int] = set()
    for each in candidates:
        if each.column not in taken and each.evidence.at not in used:
            taken[each.column] = each
            used.add(each.evidence.at)
    _lone_day(columns, evidence, taken, used)
    return {column.name: taken[column.name] for column in columns if column.name in taken}


def _likeness(
    table: str,
    column: CanonicalColumn,
    each: ColumnEvidence,
    names: Sequence[str],
    people: People,
) -> Found | None:
    if not _may_be(column, each):
        return None
    if column.name in ("rep_name", "manager_name") and part_of_name(each.heading) is not None:
        # half of a name is nobody's
        return None
    best, known_as = likest(each.heading, tuple(names))
    group = PEOPLE.get(column.name) if table != "roster" else None
    share = share_known(each, people.directory(group)) if group else 0.0
    if column.name == "criterion_id" and table not in ("criteria",):
        share = share_known(each, people.criteria)
        if share >= _KNOWN_PEOPLE and best < LEAST:
            because = say("connect-because-rubric", share=f"{share:.0%}")
            return Found(column.name, each, 0.74, because)
    if group and share >= _KNOWN_PEOPLE and best < LEAST:
        because = say("connect-because-roster", share=f"{share:.0%}")
        return Found(column.name, each, 0.73 + 0.01 * share, because)
    if best < LEAST:
        return None
    if group and people.directory(group) is not None:
        # a column of people that names nobody on the roster is a weaker one
        best -= 0.1 * (1 - share)
        if share == 0 and best < 0.95 and each.filled >= 3:
            best -= 0.2
            if best < LEAST - 0.15:
                return None
    like = "none" if best > 0.97 else known_as
    return Found(column.name, each, best, say("connect-because-heading", known=like), known_as)


@lru_cache(maxsize=1 << 15)
def likest(heading: str, names: tuple[str, ...]) -> tuple[float, str]:
    """How like a heading is to the likest of several known ones, from 0 to 1, and to which."""
    best, known_as = 0.0, ""
    plain, words = plain_name(heading), _words(heading)
    letters = "".join(words)
    for at, name in enumerate(names):
        if plain_name(name) == plain:
            score = _SAME
        elif _words(name) == words:
            score = 0.98
        elif _may_be_like(letters, "".join(_words(name)), words, _words(name)):
            typed = fuzz.token_sort_ratio(" ".join(words), " ".join(_words(name))) / 100
            score = 0.9 * max(similarity(heading, name), typed if typed >= _MISTYPED else 0)
        else:
            continue
        # of several names the earlier is the surer
        score -= 0.0005 * at
        if score > best:
            best, known_as = score, name
    return best, known_as


_words = lru_cache(maxsize=1 << 13)(words_of)


def _may_be_like(
    ours: str, theirs: str, our_words: tuple[str, ...], their_words: tuple[str, ...]
) -> bool:
    """Whether it is worth comparing two headings letter by letter: common words, or a common start."""
    return bool(set(our_words) & set(their_words)) or ours[:2] == theirs[:2]


def _may_be(column: CanonicalColumn, each: ColumnEvidence) -> bool:
    """Say whether the cells of a column are of the kind that the canonical one has."""
    if not each.filled:
        return True
    if column.kind in ("date", "timestamp"):
        if column.required:
            return each.days + each.serials >= _ENOUGH or bool(each.epochs)
        return each.days + each.serials + each.truths >= _ENOUGH or bool(each.epochs)
    if column.kind == "number":
        return each.numbers >= _ENOUGH or (
            column.name == "minutes" and each.clocks + each.numbers > 0.3
        )
    if column.kind == "boolean":
        return each.truths >= _ENOUGH
    if column.name == "evidence_url":
        return each.urls >= _ENOUGH
    if column.name in ("email", "manager_email"):
        return each.mails >= _ENOUGH
    if column.name in _WORDS and each.numbers >= 0.9:
        return False
    is_day = each.days >= 0.9 and not each.epochs
    return not (is_day and column.name not in _IDENTIFIERS)


def _lone_day(
    columns: Sequence[CanonicalColumn],
    evidence: Sequence[ColumnEvidence],
    taken: dict[str, Found],
    used: set[int],
) -> None:
    """Take the only column of days that is left for the only day that every row needs."""
    wanted = [
        column.name
        for column in columns
        if column.kind in ("date", "timestamp") and column.required and column.name not in taken
    ]
    days = [
        each
        for each in evidence
        if each.at not in used and each.filled and (each.days >= 0.8 or each.serials >= 0.8)
    ]
    if len(wanted) == 1 and len(days) == 1:
        taken[wanted[0]] = Found(wanted[0], days[0], 0.73, say("connect-because-day"))


def unassigned(
    evidence: Sequence[ColumnEvidence], taken: Mapping[str, Found]
) -> list[ColumnEvidence]:
    """Columns of the file that nothing was found for."""
    used = {found.evidence.at for found in taken.values()}
    return [each for each in evidence if each.at not in used]
