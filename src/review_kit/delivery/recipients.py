"""Who gets what of a run.

================  ===========================================================================
recipient         gets
================  ===========================================================================
a rep             the rep's own documents that ``delivery.to_reps`` names, once released
a manager         the manager's documents, and all documents of the reps who report there
leaders           the report of their team; those of the organization
================  ===========================================================================

Documents for everybody (the glossary) go to all of them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

import pandas as pd

from review_kit.delivery.ledger import Ledger
from review_kit.delivery.people import People, Person
from review_kit.delivery.states import STATES, Standing, output_of, standing, subject_of
from review_kit.grains import GRAINS
from review_kit.planning.find_templates import BINDER_OUTPUT
from review_kit.project import Project
from review_kit.records.folder import RunFolder
from review_kit.records.manifest import Manifest
from review_kit.records.record import DocumentFile, Record
from review_kit.snapshot import Snapshot

SENT = (".pdf", ".ics", ".xlsx")
"""Files of a document that are sent; its page for a screen belongs to the site."""
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')
_LONGEST = 120


@dataclass(frozen=True)
class Item:
    """A file in a parcel, and the document that it belongs to."""

    document: Standing
    file: DocumentFile


@dataclass(frozen=True)
class Parcel:
    """What one recipient gets of a run.

    Parameters
    ----------
    recipient, name
        Who, and the name as printed.
    addresses
        E-mail addresses; none where the roster has none.
    files
        Readable name in the parcel → the file.
    """

    recipient: Person
    name: str
    addresses: tuple[str, ...]
    files: Mapping[str, Item]

    @property
    def documents(self) -> tuple[Standing, ...]:
        """The documents in it."""
        return tuple(
            {item.document.record.document: item.document for item in self.files.values()}.values()
        )


@dataclass(frozen=True)
class Recipients:
    """The parcels of a run, and what waits.

    Parameters
    ----------
    waiting
        Documents that their rep does not get yet, because nobody has released them as they are.
    """

    parcels: tuple[Parcel, ...]
    waiting: tuple[Record, ...]


@dataclass(frozen=True)
class Entitlements:
    """Which documents each recipient gets of a run: what is sent, and what a site of theirs may hold.

    Parameters
    ----------
    own
        Recipient → the documents that are for this one, in the order of the manifest.
    for_everybody
        Documents that all of them get.
    waiting
        Documents that their rep does not get yet, because nobody has released them as they are.
    covers
        Documents that are the first page of a binder that is there, so their PDF is not handed out.
    """

    own: Mapping[Person, Sequence[Standing]]
    for_everybody: Sequence[Standing]
    waiting: tuple[Record, ...]
    covers: frozenset[str]

    def files(self, record: Record, kinds: Collection[str] = SENT) -> list[DocumentFile]:
        """List the files of a document that are handed out, of these kinds."""
        return [
            file
            for file in record.files
            if (kind := PurePosixPath(file.path).suffix) in kinds
            and not (kind == ".pdf" and record.document in self.covers)
        ]


def entitlements_of(
    project: Project, run: RunFolder, manifest: Manifest, ledger: Ledger, people: People
) -> Entitlements:
    """Work out which documents each recipient gets: the one place that knows."""
    there = [
        standing(record, run, ledger, people)
        for record in manifest.documents
        if record.files and record.status in ("made", "unchanged")
    ]
    bound = {
        (one.record.entity, one.record.template)
        for one in there
        if output_of(one.record) == BINDER_OUTPUT
    }
    covers = frozenset(
        one.record.document
        for one in there
        if (one.record.entity, one.record.template) in bound
        and output_of(one.record) != BINDER_OUTPUT
    )
    own: dict[Person, list[Standing]] = {}
    waiting: list[Record] = []
    for one in there:
        record = one.record
        if record.for_everybody:
            continue
        if record.grain != "rep":
            own.setdefault(subject_of(record), []).append(one)
            continue
        if record.manager_id:
            own.setdefault(Person("manager", record.manager_id), []).append(one)
        if output_of(record) not in project.config.delivery.to_reps:
            continue
        if STATES.index(one.state) < STATES.index("released"):
            waiting.append(record)
        else:
            own.setdefault(subject_of(record), []).append(one)
    everybodys = [one for one in there if one.record.for_everybody]
    return Entitlements(own, everybodys, tuple(waiting), covers)


def recipients_of(
    project: Project, run: RunFolder, manifest: Manifest, ledger: Ledger, people: People
) -> Recipients:
    """Work out who gets what, under which name and at which address."""
    roster = Snapshot.open(project.cache / "snapshots" / manifest.snapshot_id).table("roster")
    entitled = entitlements_of(project, run, manifest, ledger, people)
    to = _addresses_of(project, roster)
    parcels = [
        Parcel(
            recipient,
            _name_of(recipient, documents, roster),
            to.get(recipient, ()),
            _files([*documents, *entitled.for_everybody], manifest.as_of, entitled),
        )
        for recipient, documents in entitled.own.items()
    ]
    order: list[str] = list(GRAINS)
    parcels.sort(key=lambda one: (-order.index(one.recipient.kind), one.name))
    return Recipients(tuple(parcels), entitled.waiting)


def _name_of(recipient: Person, documents: Sequence[Standing], roster: pd.DataFrame) -> str:
    """Return the name of a recipient as documents print it."""
    own = [one.record for one in documents if subject_of(one.record) == recipient]
    if recipient.kind == "manager":
        led = roster.loc[roster["manager_id"] == recipient.identifier, "manager_name"]
        return str(led.iloc[0]) if len(led) else recipient.identifier
    name = own[0].entity_name
    return name if recipient.kind == "rep" else f"Leaders – {name}"


def _addresses_of(project: Project, roster: pd.DataFrame) -> dict[Person, tuple[str, ...]]:
    leaders = project.config.delivery.leaders
    return {
        **_addresses(roster, "rep", "rep_id", "email"),
        **_addresses(roster, "manager", "manager_id", "manager_email"),
        **{Person("team", team): tuple(to) for team, to in leaders.teams.items()},
        Person("org", ""): tuple(leaders.org),
    }


def safe_name(text: str) -> str:
    """Make a name of text that every file system takes and a person reads: letters and blanks stay."""
    plain = unicodedata.normalize("NFC", _UNSAFE.sub("-", text)).strip(" .")
    return plain[:_LONGEST].rstrip(" .") or "-"


def _files(documents: Iterable[Standing], as_of: str, entitled: Entitlements) -> dict[str, Item]:
    """Name files as a person would: ``Maria Lopez – review 2026-09-30.pdf``; no two are the same."""
    named: dict[str, Item] = {}
    taken: set[str] = set()
    for stands in documents:
        record = stands.record
        for file in entitled.files(record):
            stem, _, kind = file.path.rsplit("/", 1)[-1].rpartition(".")
            what = "review" if stem == "packet" else stem.replace("_", " ").replace("-", " ")
            later = f" (revision {stands.revision})" if stands.revision > 1 else ""
            name = f"{safe_name(f'{record.entity_name} – {what} {as_of}{later}')}.{kind}"
            if name.casefold() in taken:  # two people of one name
                who = f"{record.entity_name} ({record.entity})"
                name = f"{safe_name(f'{who} – {what} {as_of}{later}')}.{kind}"
            taken.add(name.casefold())
            named[name] = Item(stands, file)
    return named


def _addresses(
    roster: pd.DataFrame, kind: str, person: str, column: str
) -> dict[Person, tuple[str, ...]]:
    """Give each person's address in the roster; a manager's may stand beside any rep."""
    if column not in roster:
        return {}
    some = roster[[person, column]].dropna().drop_duplicates(person)
    return {
        Person(kind, str(who)): (str(address),)
        for who, address in zip(some[person], some[column], strict=True)
    }
