"""What reading found that is no fault of a row, and that nobody may miss.

A cell that a profile did not name, a person whom nobody knows, a column that is nearly a known one:
reading goes on, or could go on, but the numbers may be wrong. Each such finding is a notice; the
verdict lists them all, and one that ``stops`` shuts the gate.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from review_kit.words import say

LISTED = 10
"""How many of the texts that a notice lists are shown."""

NAMED = 60
"""How many of a table's columns are named in one sentence."""


@dataclass(frozen=True)
class Notice:
    """One finding about one table.

    Equal findings of several files or sheets are told once, see :func:`merged`.
    """

    kind: str
    """Stable name for machines, such as ``unnamed_values``."""
    message: str
    """What was found, as one sentence without its count, place and full stop."""
    hint: str = ""
    """What to do about it."""
    rows: int = 0
    """Rows, or cells, that it is about; 0 where it is about the table."""
    file: str = ""
    row: int | None = None
    """First row that it is about, as a spreadsheet counts them."""
    column: str = ""
    """Column of the export, as its header calls it."""
    files: int = 1
    """In how many files (or worksheets) it was found."""
    stops: bool = False
    """No documents may be made before it is settled."""
    canonical: str = ""
    """Column of the table that it is about, where another check asks for it."""
    listed: Mapping[str, int] = field(default_factory=dict)
    """Texts that it is about, with how many rows each has; they end the message."""

    @property
    def sentence(self) -> str:
        """Message with the texts that it lists, count and place."""
        facts = []
        if self.rows:
            facts.append(say("found-rows", n=self.rows))
        if self.file:
            facts.append(
                say(
                    "found-place",
                    rows=self.rows,
                    file=self.file,
                    row=self.row or 0,
                    column=self.column,
                    named="yes" if self.column else "no",
                )
            )
        if self.files > 1:
            facts.append(say("found-files", n=self.files))
        message = self.message
        if self.listed:
            message = say("found-listed", message=message, texts=_texts(self.listed))
        if not facts:
            return message
        return say("found-with-facts", message=message, facts="; ".join(facts))


def _texts(listed: Mapping[str, int]) -> str:
    """The most frequent texts with their counts, and how many more there are."""
    most = sorted(listed.items(), key=lambda entry: (-entry[1], entry[0]))
    shown = ", ".join(say("found-text-count", text=text, n=rows) for text, rows in most[:LISTED])
    return and_more(shown, len(most) - LISTED)


def and_more(texts: str, n: int) -> str:
    """End a list with how many more there are; as it is where there are none."""
    return say("found-and-more", texts=texts, n=n) if n > 0 else texts


def some_of(names: Sequence[str]) -> str:
    """Name the first of some columns, and say how many more there are: a file may have thousands."""
    return and_more(", ".join(names[:NAMED]), len(names) - NAMED)


def merged(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """Tell equal findings of several files once, with their rows added up; order is kept."""
    found: dict[tuple[str, str, str, bool], Notice] = {}
    for notice in notices:
        same = (notice.kind, notice.message, notice.column, notice.stops)
        earlier = found.get(same)
        found[same] = (
            notice
            if earlier is None
            else replace(
                earlier,
                rows=earlier.rows + notice.rows,
                files=earlier.files + notice.files,
                listed=Counter(earlier.listed) + Counter(notice.listed),
            )
        )
    return tuple(found.values())
