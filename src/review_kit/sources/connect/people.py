"""Who is on the roster and what is in the rubric, as far as it is known while files are being placed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import duckdb

from review_kit.sources.connect.evidence import ColumnEvidence, is_known
from review_kit.sources.files.header import plain_name
from review_kit.sources.matching.directories import Directory, directory
from review_kit.sources.matching.suggestions import Known, nearest, same_words
from review_kit.sources.staged import StagedTable


@dataclass(frozen=True)
class People:
    """Directories of the roster and the rubric; none of them is known at first."""

    reps: Directory | None = None
    managers: Directory | None = None
    criteria: Directory | None = None

    @staticmethod
    def of(staged: Mapping[str, StagedTable], connection: duckdb.DuckDBPyConnection) -> People:
        """Directories of the tables that were read."""
        return People(
            directory("reps", staged, connection),
            directory("managers", staged, connection),
            directory("criteria", staged, connection),
        )

    def directory(self, group: str | None) -> Directory | None:
        """The directory of a group: ``reps``, ``managers`` or ``criteria``."""
        return {"reps": self.reps, "managers": self.managers, "criteria": self.criteria}.get(
            group or ""
        )


@dataclass(frozen=True)
class Unmatched:
    """A text that is nobody's on the roster, and who may be meant."""

    text: str
    rows: int
    near: tuple[Known, ...] = ()
    settled: str = ""
    """Id that it is taken for: the same words in another order or without accents, of one person alone."""
    nobody: bool = False
    """Whether somebody answered that none of those who are near is meant."""


@dataclass(frozen=True)
class Matching:
    """How the texts of one column were matched."""

    column: str
    heading: str
    group: str
    rows: int
    matched: int
    unmatched: tuple[Unmatched, ...] = ()


def matching(
    column: str, each: ColumnEvidence, group: str, people: People, pieces: tuple[str, ...] = ()
) -> Matching | None:
    """Look every text of a column up; None where there is nothing to look it up in.

    Parameters
    ----------
    column, each
        Canonical column, and what the file holds.
    group
        ``reps``, ``managers`` or ``criteria``.
    people
        The directories.
    pieces
        Texts at which a cell is cut.
    """
    known = people.directory(group)
    if known is None:
        return None
    texts: Counter[str] = Counter()
    for text, rows in each.texts.items():
        for piece in [text] if is_known(text, known) else _cut(text, pieces):
            texts[piece] += rows
    names = [
        Known(identifier, known.called.get(identifier, "")) for identifier in sorted(known.ids)
    ]
    unmatched = []
    for text, rows in texts.items():
        if not is_known(text, known):
            near = nearest(text, names)
            sure = near[0].identifier if len(near) == 1 and same_words(text, near[0]) else ""
            unmatched.append(Unmatched(text, rows, near, sure))
    unmatched.sort(key=lambda one: (-one.rows, plain_name(one.text)))
    rows = sum(texts.values())
    return Matching(
        column,
        each.heading,
        group,
        rows,
        rows - sum(one.rows for one in unmatched),
        tuple(unmatched),
    )


def _cut(text: str, at: tuple[str, ...]) -> list[str]:
    pieces = [text]
    for sign in at:
        pieces = [part for piece in pieces for part in piece.split(sign)]
    return [piece.strip() for piece in pieces if piece.strip()]
