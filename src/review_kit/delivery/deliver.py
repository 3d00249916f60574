"""Every parcel through every channel: once, and recorded before and after."""

from __future__ import annotations

import getpass
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal

from review_kit.delivery.channels import Channel, channels_of
from review_kit.delivery.channels.notice import send_notice
from review_kit.delivery.ledger import Entry, Ledger, Version
from review_kit.delivery.outcomes import NotSentError, UnknownOutcomeError
from review_kit.delivery.pack import pack
from review_kit.delivery.passwords import password_reader
from review_kit.delivery.people import People, Person
from review_kit.delivery.recipients import Parcel, recipients_of
from review_kit.delivery.states import complete_manifest, refuse_damaged, version_of
from review_kit.errors import ConfigurationError, ReviewKitError
from review_kit.project import Project
from review_kit.project.owned import IN_SYSTEM, owned_folder
from review_kit.records.folder import RunFolder
from review_kit.records.record import Record
from review_kit.words import speaking, words_in

Fate = Literal["delivered", "would be delivered", "already delivered", "failed", "unknown"]


@dataclass(frozen=True)
class Sent:
    """What became of one parcel in one channel.

    Parameters
    ----------
    fate
        ``unknown``: nobody can say whether the recipient has it; it is not sent again by itself.
    destination
        Where it goes.
    note
        Why it was not delivered.
    """

    parcel: Parcel
    channel: str
    fate: Fate
    destination: str = ""
    note: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return it as plain values."""
        return {
            "recipient": {
                "kind": self.parcel.recipient.kind,
                "id": self.parcel.recipient.identifier,
                "name": self.parcel.name,
            },
            "channel": self.channel,
            "destination": self.destination,
            "fate": self.fate,
            "note": self.note,
            "files": list(self.parcel.files),
        }


@dataclass(frozen=True)
class DeliveryResult:
    """What a delivery came to.

    Parameters
    ----------
    sent
        Every parcel in every channel.
    waiting
        Documents that their rep does not get yet, because nobody has released them as they are.
    notice
        Why no notice was sent, where one should have been.
    """

    sent: tuple[Sent, ...]
    waiting: tuple[Record, ...]
    notice: str = ""

    @property
    def incomplete(self) -> bool:
        """Whether something was not delivered that should have been."""
        return bool(self.notice) or any(one.fate in ("failed", "unknown") for one in self.sent)


@dataclass
class _Delivery:
    project: Project
    run: RunFolder
    ledger: Ledger
    people: People
    by: str
    password: Callable[[Person], str | None]
    scratch: Path
    again: bool
    used: dict[str, int] = field(default_factory=dict)


def deliver(
    project: Project,
    run: RunFolder,
    *,
    dry_run: bool = False,
    again: bool = False,
    on_parcel: Callable[[Sent], None] = lambda _: None,
) -> DeliveryResult:
    """Hand the documents of a run to the people they are for, through every channel of the settings.

    What a recipient was sent already through a channel is not sent again unless ``again`` is set. A
    parcel whose fate is unknown is not either.

    Raises
    ------
    ReviewKitError
        Nothing was sent: no channel, a run that is not complete, a file that is not as it was made, a
        password that is missing, or a ledger that was changed.
    """
    channels = channels_of(project)
    if not channels:
        raise ConfigurationError(
            f"{project.config_path} has no way to deliver",
            'Add a section such as [delivery.folder] with path = "…"; see docs/delivery.md.',
        )
    manifest = complete_manifest(run)
    refuse_damaged(run, manifest.documents)
    ledger, people = Ledger(project.root), People(project.root)
    found = recipients_of(project, run, manifest, ledger, people)
    password = password_reader(project.config.delivery.passwords)
    for parcel in found.parcels:
        password(parcel.recipient)  # all of them, before anything is sent
    words = words_in(project.config.organisation.language, project.words)
    sent: list[Sent] = []
    with owned_folder(None, IN_SYSTEM) as scratch, speaking(words):
        work = _Delivery(
            project,
            run,
            ledger,
            people,
            by="" if dry_run else people.token(Person("user", getpass.getuser())),
            password=password,
            scratch=scratch,
            again=again,
        )
        for channel in channels:
            try:
                for parcel in found.parcels:
                    one = _one(work, channel, parcel, dry_run=dry_run)
                    sent.append(one)
                    on_parcel(one)
            finally:
                channel.close()
        note = "" if dry_run else _notice(project, manifest.as_of, sent)
    return DeliveryResult(tuple(sent), found.waiting, note)


def _one(work: _Delivery, channel: Channel, parcel: Parcel, *, dry_run: bool) -> Sent:
    problem = channel.problem(parcel)
    if problem:
        return Sent(parcel, channel.name, "failed", note=problem)
    place = channel.destination(parcel)
    if not work.again:
        unknown = _unknown(work, channel, parcel)
        if unknown is not None:
            return Sent(parcel, channel.name, "unknown", place, unknown)
        parcel = _left(work, channel, parcel)
        if not parcel.files:
            return Sent(parcel, channel.name, "already delivered", place)
    if dry_run:
        return Sent(parcel, channel.name, "would be delivered", place)
    packed = pack(
        parcel,
        work.run,
        work.scratch / channel.name,
        password=work.password(parcel.recipient),
        as_zip=work.project.config.delivery.zip,
    )
    entry = Entry(
        event="sending",
        run=work.run.run_id,
        documents=tuple(version_of(one, work.people) for one in parcel.documents),
        by=work.by,
        to=work.people.token(parcel.recipient),
        channel=channel.name,
        parcel=secrets.token_hex(8),
    )
    work.ledger.add(entry)
    try:
        channel.send(packed, work.run.run_id, entry.parcel)
    except NotSentError as error:
        work.ledger.add(replace(entry, event="failed", note=str(error)))
        return Sent(parcel, channel.name, "failed", place, str(error))
    except UnknownOutcomeError as error:
        return Sent(parcel, channel.name, "unknown", place, str(error))
    work.ledger.add(replace(entry, event="delivered"))
    return Sent(parcel, channel.name, "delivered", place)


def _sent_to(work: _Delivery, channel: Channel, parcel: Parcel) -> list[Entry]:
    token = work.people.known_token(parcel.recipient)
    return [
        entry
        for entry in work.ledger.entries
        if entry.to == token and (entry.run, entry.channel) == (work.run.run_id, channel.name)
    ]


def _unknown(work: _Delivery, channel: Channel, parcel: Parcel) -> str | None:
    """Say why nobody knows what became of an earlier parcel; ``None`` where that is known."""
    if channel.repeats_safely:
        return None
    open_: dict[str, Entry] = {}
    for entry in _sent_to(work, channel, parcel):
        if entry.event == "sending":
            open_[entry.parcel] = entry
        elif entry.event == "delivered":
            open_.clear()  # what came later has settled it
        else:
            open_.pop(entry.parcel, None)
    for entry in open_.values():
        return f"was being sent at {entry.at}, and it is not known whether it arrived"
    return None


def _left(work: _Delivery, channel: Channel, parcel: Parcel) -> Parcel:
    """Return what of a parcel its recipient has not been sent through the channel."""
    had = {
        (version.subject, version.output, version.files)
        for entry in _sent_to(work, channel, parcel)
        if entry.event == "delivered"
        for version in entry.documents
    }

    def key(version: Version) -> tuple[Any, ...]:
        return version.subject, version.output, version.files

    return replace(
        parcel,
        files={
            name: item
            for name, item in parcel.files.items()
            if key(version_of(item.document, work.people)) not in had
        },
    )


def _notice(project: Project, as_of: str, sent: Sequence[Sent]) -> str:
    """Send the notice, if there is something to tell; return why it was not sent."""
    settings = project.config.delivery.notice
    people = {one.parcel.recipient for one in sent if one.fate == "delivered"}
    if settings is None or not people:
        return ""
    try:
        send_notice(
            settings.url_variable,
            organisation=project.config.organisation.name,
            as_of=as_of,
            parcels=len(people),
        )
    except (NotSentError, ReviewKitError) as error:
        return str(error)
    return ""
