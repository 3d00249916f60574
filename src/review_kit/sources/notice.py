"""What reading found that is no fault of a row, and that nobody may miss.

A cell that a profile did not name, a person whom nobody knows, a column that is nearly a known one:
reading goes on, or could go on, but the numbers may be wrong. Each such finding is a notice; the
verdict lists them all, and one that ``stops`` shuts the gate.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

LISTED = 10
"""How many of the texts that a notice lists are shown."""


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
    listed: Mapping[str, int] = field(default_factory=dict)
    """Texts that it is about, with how many rows each has; they end the message."""

    @property
    def sentence(self) -> str:
        """Message with the texts that it lists, count and place."""
        facts = []
        if self.rows:
            facts.append(f"{self.rows:,} {'row' if self.rows == 1 else 'rows'}")
        if self.file:
            first = "first in " if self.rows > 1 else "in "
            row = "" if self.row is None else f" row {self.row:,}"
            column = f", column '{self.column}'" if self.column else ""
            facts.append(f"{first}{self.file}{row}{column}")
        if self.files > 1:
            facts.append(f"in {self.files:,} files or sheets in total")
        message = f"{self.message}: {_texts(self.listed)}" if self.listed else self.message
        return f"{message} ({'; '.join(facts)})" if facts else message


def _texts(listed: Mapping[str, int]) -> str:
    """The most frequent texts with their counts, and how many more there are."""
    most = sorted(listed.items(), key=lambda entry: (-entry[1], entry[0]))
    shown = ", ".join(f"'{text}' {rows:,}" for text, rows in most[:LISTED])
    more = len(most) - LISTED
    return f"{shown} and {more:,} more" if more > 0 else shown


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
