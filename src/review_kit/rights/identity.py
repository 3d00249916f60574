"""Who a person is in a project: identifier, names and addresses, as snapshots and runs know them."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow.compute as pc
import pyarrow.parquet as pq

from review_kit.errors import ReviewKitError
from review_kit.project import Project
from review_kit.records.folder import RunFolder, read_object
from review_kit.snapshot.read import MANIFEST, table_path

LINKED_BY = {"opportunities": "opportunity_id", "qa_scores": "evaluation_id"}
"""Table of a rep's rows → the column by which other tables, without a ``rep_id``, name these rows."""
_SHORTEST = 4
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Identity:
    """A person.

    Parameters
    ----------
    identifier
        The ``rep_id`` or ``manager_id``.
    is_rep, is_manager
        As which the project knows the person.
    names, addresses
        Every name and e-mail address that a roster has had; names that somebody else bears too are left
        out, because nobody can tell them apart.
    keys
        Column → what it holds in rows that are the person's, of tables without a ``rep_id``.
    """

    identifier: str
    is_rep: bool = True
    is_manager: bool = False
    names: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    keys: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def is_distinctive(self) -> bool:
        """Whether the identifier can mean nothing else in any text: ``R0107`` and ``00107``, not ``12``."""
        text = self.identifier
        has_digit = any(sign.isdigit() for sign in text)
        if len(text) < _SHORTEST or not has_digit:
            return False
        return not text.isdigit() or text.startswith("0") or len(text) >= 2 * _SHORTEST

    @cached_property
    def needles(self) -> tuple[str, ...]:
        """What is looked for in texts: names, also with the last name first, addresses, the identifier."""
        turned = [
            f"{last}{comma} {' '.join(first)}"
            for name in self.names
            for *first, last in [name.split()]
            for comma in (",", "")
            if first
        ]
        own = [self.identifier] if self.is_distinctive else []
        return tuple(dict.fromkeys([*self.names, *turned, *self.addresses, *own]))

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds the person in text, whatever the case of the letters and the blanks between words."""
        return pattern_of(self.needles)

    def is_named_in(self, text: str) -> bool:
        """Say whether a text names the person."""
        told = plain(text)
        # most texts have not even the first word of a name, which is quicker to see
        if self._first_words.isdisjoint(_WORD.findall(told.casefold())):
            return False
        return self.pattern.search(told) is not None

    @cached_property
    def _first_words(self) -> frozenset[str]:
        found = (_WORD.search(plain(needle).casefold()) for needle in self.needles)
        return frozenset(one[0] for one in found if one)

    @cached_property
    def _whole(self) -> frozenset[str]:
        return frozenset(_folded(needle) for needle in self.needles)

    @cached_property
    def record_keys(self) -> frozenset[str]:
        """All keys of the person's rows that tables without a ``rep_id`` name."""
        return frozenset(key for keys in self.keys.values() for key in keys)

    def is_meant_by(self, cell: str) -> bool:
        """Say whether a cell, or another text that stands alone, is the person and nothing else."""
        return cell.strip() == self.identifier != "" or _folded(cell) in self._whole

    def to_json(self) -> dict[str, Any]:
        """Return it as plain values."""
        return {
            "identifier": self.identifier,
            "is_rep": self.is_rep,
            "is_manager": self.is_manager,
            "names": list(self.names),
            "addresses": list(self.addresses),
            "keys": {name: sorted(values) for name, values in self.keys.items()},
        }

    @staticmethod
    def from_json(raw: Mapping[str, Any]) -> Identity:
        """Read it from plain values."""
        return Identity(
            raw["identifier"],
            raw["is_rep"],
            raw["is_manager"],
            tuple(raw["names"]),
            tuple(raw["addresses"]),
            {name: frozenset(values) for name, values in raw["keys"].items()},
        )


def plain(text: str) -> str:
    """Bring letters to one form: composed accents, no marks of direction."""
    return unicodedata.normalize("NFC", text).replace("\u200e", "").replace("\u200f", "")


def _folded(text: str) -> str:
    return " ".join(plain(text).casefold().split())


def pattern_of(needles: Iterable[str]) -> re.Pattern[str]:
    """Make a pattern that finds any of these texts as whole words; nothing where there are none."""
    parts = [
        r"[\s\u00a0\u202f]+".join(map(re.escape, plain(one).split()))
        for one in needles
        if one.strip()
    ]
    if not parts:
        return re.compile(r"(?!)")
    parts.sort(key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE)


def snapshots_of(project: Project) -> list[Path]:
    """List the folders of the snapshots there are, those that are damaged too."""
    folder = project.cache / "snapshots"
    return sorted(path.parent for path in folder.glob(f"*/{MANIFEST}"))


def runs_of(project: Project) -> list[RunFolder]:
    """List the runs there are, whatever is left in them."""
    if not project.reports.is_dir():
        return []
    return [
        RunFolder(path)
        for path in sorted(project.reports.iterdir())
        if path.is_dir() and not path.name.startswith(".")
    ]


def identity_of(project: Project, identifier: str) -> Identity:
    """Find out who a person is, from every snapshot and run.

    Raises
    ------
    ReviewKitError
        Nobody bears this identifier; the message names the nearest ones.
    """
    known = [*_known_people(project)]
    own = [one for one in known if one[1] == identifier]
    if not own:
        near = difflib.get_close_matches(identifier, {one[1] for one in known}, n=3)
        raise ReviewKitError(
            f"no snapshot and no run knows a person '{identifier}'",
            f"Did you mean {' or '.join(near)}?"
            if near
            else "Give a rep_id or manager_id, as the roster has it.",
        )
    others = {plain(name).casefold() for kind, who, name, _ in known if who != identifier}
    names = dict.fromkeys(name for _, _, name, _ in own if name)
    is_rep = any(kind == "rep" for kind, *_ in own)
    return Identity(
        identifier,
        is_rep=is_rep,
        is_manager=any(kind == "manager" for kind, *_ in own),
        names=tuple(name for name in names if plain(name).casefold() not in others),
        addresses=tuple(dict.fromkeys(address for *_, address in own if address)),
        keys=_keys(project, identifier) if is_rep else {},
    )


def everybody_in(project: Project, run: RunFolder) -> Identity:
    """Give everybody whom any roster or this run names, as one: for a search that may find nobody.

    Identifiers that could mean something else in a text are left out.
    """
    known = [*_known_people(project)]
    path = run.metrics / "reps.parquet"
    if path.is_file():
        known += _of_roster(path)
    identifiers = dict.fromkeys(who for _, who, _, _ in known)
    return Identity(
        "",
        names=tuple(dict.fromkeys(name for _, _, name, _ in known if name)),
        addresses=(
            *dict.fromkeys(address for *_, address in known if address),
            *(one for one in identifiers if Identity(one).is_distinctive),
        ),
    )


def _known_people(project: Project) -> Iterator[tuple[str, str, str, str]]:
    """Give kind, identifier, name and address of everybody that a roster or run names."""
    for folder in snapshots_of(project):
        for path in (table_path(folder, "roster"), folder / "quarantined" / "roster.parquet"):
            if path.is_file():
                yield from _of_roster(path)
    for run in runs_of(project):
        path = run.metrics / "reps.parquet"
        if path.is_file():
            yield from _of_roster(path)
        for identifier, name in read_object(run.roster).items():
            yield "rep", identifier, str(name), ""
        for record in read_object(run.manifest).get("documents", []):
            if record.get("grain") in ("rep", "manager") and record.get("entity"):
                yield record["grain"], record["entity"], record.get("entity_name", ""), ""


def _of_roster(path: Path) -> Iterator[tuple[str, str, str, str]]:
    table = pq.read_table(path)
    for row in table.to_pylist():
        for kind, name, address in (
            ("rep", "rep_name", "email"),
            ("manager", "manager_name", "manager_email"),
        ):
            if row.get(f"{kind}_id"):
                yield kind, row[f"{kind}_id"], row.get(name) or "", row.get(address) or ""


def _keys(project: Project, identifier: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {column: set() for column in LINKED_BY.values()}
    for folder in snapshots_of(project):
        for table, column in LINKED_BY.items():
            for path in (table_path(folder, table), folder / "quarantined" / f"{table}.parquet"):
                if path.is_file():
                    rows = pq.read_table(path, columns=["rep_id", column])
                    own = rows.filter(pc.equal(rows["rep_id"], identifier))
                    found[column] |= {key for key in own[column].to_pylist() if key}
    return {column: frozenset(keys) for column, keys in found.items()}
