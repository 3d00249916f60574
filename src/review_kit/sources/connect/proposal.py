"""What ``connect`` proposes: a profile in the making, what was decided and why, what only a person knows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from review_kit.sources.connect.grids import Grid, Unplaceable
from review_kit.sources.connect.people import Matching

Answers = Mapping[str, str]
"""Key of a question → what was answered."""


@dataclass(frozen=True)
class Decision:
    """One thing that was decided, and why."""

    section: str
    """Where it stands in the profile: ``columns``, ``dates``, ``read`` …; empty for the profile itself."""
    key: str
    says: str
    """As one sentence without its full stop."""


@dataclass(frozen=True)
class Question:
    """Something that the files leave open."""

    key: str
    """``opportunities.date_order``: what ``--say`` answers."""
    asks: str
    options: tuple[tuple[str, str], ...] = ()
    """Answer → what it means; any text of the kind where there are none."""
    kind: str = "choice"
    """``choice``, ``day`` or ``text``."""
    optional: bool = False
    """It can be left open: what it is about is told, and stays as it is."""

    @property
    def how_to_say(self) -> str:
        """What to write on the command line in answer."""
        answer = self.options[0][0] if self.options else "YYYY-MM-DD" if self.kind == "day" else "…"
        return f"--say {self.key}={answer}"


@dataclass
class Draft:
    """A profile in the making."""

    table: str
    grid: Grid
    """All sheets and files of it as one."""
    files: tuple[str, ...]
    """Names of files (or sheets, or database tables) that it is for."""
    base: str = ""
    """Shipped profile that it extends."""
    description: str = ""
    read: dict[str, Any] = field(default_factory=dict)
    dates: dict[str, Any] = field(default_factory=dict)
    numbers: dict[str, Any] = field(default_factory=dict)
    columns: dict[str, Any] = field(default_factory=dict)
    unpivot: dict[str, Any] = field(default_factory=dict)
    leave_out: list[dict[str, Any]] = field(default_factory=list)
    lookups: dict[str, dict[str, Any]] = field(default_factory=dict)
    decisions: list[Decision] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    """What to look at, though it hinders nothing."""
    matchings: list[Matching] = field(default_factory=list)
    unused: tuple[str, ...] = ()
    """Headings that nothing uses."""
    wide: bool = False
    """A column for each criterion, rather than a row."""
    canonical: bool = False
    """The file has the columns of the data model and needs no profile."""
    answerable: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Key of each question that could be answered in advance → its answers; none where any text is one."""

    def decide(self, section: str, key: str, says: str) -> None:
        """Note a decision."""
        self.decisions.append(Decision(section, key, says))

    def answer(
        self, answers: Answers, key: str, options: Sequence[tuple[str, str]] = ()
    ) -> str | None:
        """Return what was answered to a question, whether or not the file leaves it open."""
        name = f"{self.table}.{key}"
        self.answerable[name] = tuple(answer for answer, _ in options)
        given = answers.get(name)
        return given if not options or given in dict(options) else None

    def ask(
        self,
        answers: Answers,
        key: str,
        asks: str,
        options: Sequence[tuple[str, str]] = (),
        kind: str = "choice",
        *,
        optional: bool = False,
    ) -> str | None:
        """Return the answer to a question; ask it where there is none."""
        given = self.answer(answers, key, options)
        if given is None:
            name = f"{self.table}.{key}"
            self.questions.append(Question(name, asks, tuple(options), kind, optional))
        return given


@dataclass(frozen=True)
class Sample:
    """A row as it will be read."""

    place: str
    values: Mapping[str, str]


@dataclass(frozen=True)
class Tried:
    """What the reader made of a draft."""

    rows: int = 0
    left_out: Mapping[str, int] = field(default_factory=dict)
    kept: int = 0
    samples: tuple[Sample, ...] = ()
    columns: tuple[str, ...] = ()
    """Canonical columns in which something stands."""
    warnings: tuple[str, ...] = ()
    lacking: Mapping[str, int] = field(default_factory=dict)
    """Column that every row needs → rows that have nothing there, and will be set aside."""
    stops: tuple[str, ...] = ()
    """What would stop a run, each with what to do."""
    kinds: frozenset[str] = frozenset()
    """Of the notices."""
    currencies: frozenset[str] = frozenset()
    """Of its amounts."""


@dataclass
class TableProposal:
    """One table: where it comes from, and the profile that reads it."""

    draft: Draft
    name: str
    """Of the profile."""
    source: Mapping[str, Any]
    """Lines of ``[sources.<table>]``; empty where the file is found by its name."""
    profile: str = ""
    """Text of the profile; empty where none is needed."""
    anew: str = ""
    """Text of the profile if nobody had changed it by hand."""
    tried: Tried | None = None
    changes: tuple[str, ...] = ()
    """What is new, renamed or gone since the profile was written."""
    state: str = "new"
    """``new``, ``changed``, ``same``, ``edited`` (by hand since it was written), ``own`` (not ours)."""

    @property
    def table(self) -> str:
        """Canonical table."""
        return self.draft.table

    @property
    def open(self) -> bool:
        """Whether something is undecided or would stop a run."""
        return self.undecided or bool(self.tried and self.tried.stops)

    @property
    def undecided(self) -> bool:
        """Whether a question is open without whose answer the table cannot be read."""
        return any(not each.optional for each in self.draft.questions)


@dataclass(frozen=True)
class MadeFile:
    """A file that no export gives and that is written in its place."""

    path: Path
    content: str
    says: tuple[str, ...]
    """What it is, and what to look at in it."""


@dataclass
class Proposal:
    """All of it."""

    tables: list[TableProposal] = field(default_factory=list)
    translating: list[tuple[str, str]] = field(default_factory=list)
    """Files that translate ids for a profile, and that profile."""
    unplaced: list[Unplaceable] = field(default_factory=list)
    made: list[MadeFile] = field(default_factory=list)
    missing: tuple[str, ...] = ()
    """Required tables that nothing gives."""
    copied: list[tuple[Path, Path]] = field(default_factory=list)
    """Files from outside the project and where they are copied to."""
    asked: list[Question] = field(default_factory=list)
    """Questions about the project, or about files that cannot be opened yet."""
    organisation: Mapping[str, str] = field(default_factory=dict)
    """Settings of ``[organisation]`` that were answered."""
    answerable: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """As :attr:`Draft.answerable`, of the questions in :attr:`asked`."""

    @property
    def questions(self) -> list[Question]:
        """Everything that is undecided, what has to be decided first."""
        every = [*self.asked, *(one for each in self.tables for one in each.draft.questions)]
        return sorted(every, key=lambda one: one.optional)
