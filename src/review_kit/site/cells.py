"""Numbers and rows of tables on a site's pages, in words, as documents print them."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from review_kit.documents.parts.context import Context
from review_kit.documents.parts.criterion import THIN_MARK
from review_kit.documents.parts.entity_data import EntityData, Row, records
from review_kit.documents.parts.outcome import Outcome, outcome
from review_kit.documents.parts.wording import DASH, measure
from review_kit.grains import GRAINS
from review_kit.metrics.evidence import THIN
from review_kit.words import say


@dataclass(frozen=True)
class Cell:
    """A number as it is printed, with what stands in small type below it."""

    text: str = DASH
    small: str = ""
    is_thin: bool = False

    @property
    def marked(self) -> str:
        """The number with its mark where the evidence for it is thin."""
        return f"{self.text}{THIN_MARK}" if self.is_thin else self.text


NOTHING = Cell()


def cell_of(row: Row | None, context: Context, *, ranged: bool = False) -> Cell:
    """Print a row of a ``*_metrics`` table: nothing of it where the evidence does not carry the value.

    Parameters
    ----------
    ranged
        With the 95 % interval, and with what the value rests on.
    """
    if row is None:
        return NOTHING
    shown = outcome(row, context)
    if shown.value is None:
        return Cell(small=shown.note)
    small = " · ".join(part for part in (_range(shown, context), shown.evidence) if part)
    return Cell(shown.value_text, small if ranged else "", row.get("evidence") == THIN)


def _range(shown: Outcome, context: Context) -> str:
    if shown.low is None or shown.high is None:
        return ""
    low, high = (measure(end, shown.unit, context.currency) for end in (shown.low, shown.high))
    return say("interval", low=low, high=high)


def by_metric(
    data: EntityData, table: str, metrics: Collection[str], key: str = ""
) -> dict[tuple[str, str], Row]:
    """Give the rows of a ``*_metrics`` table by whose they are and by metric.

    Parameters
    ----------
    metrics
        Those that are wanted; the others are not looked at.
    key
        Column that says whose a row is; without one all are the reader's own.
    """
    rows = data.table(table)
    wanted = rows[rows["metric"].isin([*metrics])]
    return {(row[key] if key else "", row["metric"]): row for row in records(wanted)}


@dataclass(frozen=True)
class Named:
    """A rep, team or manager that a reader may see by name: a row of a table, and of the search.

    Parameters
    ----------
    kind
        ``rep``, ``team`` or ``manager``.
    """

    kind: str
    identifier: str
    name: str
    team: str = ""
    manager: str = ""
    cells: Sequence[Cell] = ()
    documents: Sequence[Mapping[str, object]] = ()
    more: Mapping[str, str] = field(default_factory=dict)

    @property
    def anchor(self) -> str:
        """Where the row is on its page."""
        digest = hashlib.sha256(f"{self.kind}:{self.identifier}".encode()).hexdigest()
        return f"{self.kind}-{digest[:12]}"

    @property
    def shown_id(self) -> str:
        """The identifier, where it says more than the name."""
        return "" if self.identifier == self.name else self.identifier

    @property
    def words(self) -> str:
        """What the search looks in, in small letters and without accents: names, team, kind; nothing else."""
        said = (self.name, self.identifier, self.team, self.manager, say(f"site-kind-{self.kind}"))
        parts = unicodedata.normalize("NFD", " ".join(said).lower())
        return "".join(part for part in parts if not unicodedata.category(part).startswith("M"))


def people_of(reps: Sequence[Row]) -> list[Named]:
    """List the reps of some rows of ``reps``, by name."""
    found = [
        Named(
            "rep",
            row["rep_id"],
            row["rep_name"],
            row["team"] or "",
            row["manager_name"] or row["manager_id"] or "",
        )
        for row in reps
    ]
    return sorted(found, key=lambda one: (one.name.casefold(), one.identifier))


def groups_of(reps: Sequence[Row], kind: str) -> list[Named]:
    """List the teams or managers of some rows of ``reps``, by name."""
    names = {row[GRAINS[kind].column]: row[GRAINS[kind].name_column] for row in reps}  # type: ignore[index]
    found = [Named(kind, key, name or key) for key, name in names.items() if key]
    return sorted(found, key=lambda one: (one.name.casefold(), one.identifier))
