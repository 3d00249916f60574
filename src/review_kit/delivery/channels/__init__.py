"""Ways to hand a parcel over, each with a name, a destination that can be shown, and a way to send."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from review_kit.delivery.channels.drafts import DraftsChannel
from review_kit.delivery.channels.folder import FolderChannel
from review_kit.delivery.channels.mail import MailChannel
from review_kit.delivery.channels.objects import ObjectsChannel
from review_kit.delivery.pack import Packed
from review_kit.delivery.recipients import Parcel
from review_kit.project import Project


class Channel(Protocol):
    """One way to hand parcels over."""

    name: str
    """In the settings and in the ledger."""
    repeats_safely: bool
    """Whether the same parcel handed over twice leaves one: then an interrupted one is sent again."""

    def problem(self, parcel: Parcel) -> str:
        """Say why a parcel cannot be handed over; empty where it can."""
        ...

    def destination(self, parcel: Parcel) -> str:
        """Say where a parcel would go."""
        ...

    def send(self, packed: Packed, run_id: str, parcel_id: str) -> None:
        """Hand a parcel over, whole or not at all.

        Raises
        ------
        NotSentError
            The recipient has nothing of it; it can be sent again.
        UnknownOutcomeError
            Nobody can say whether the recipient has it.
        """
        ...

    def close(self) -> None:
        """End a connection that is still open."""
        ...


def channels_of(project: Project) -> list[Channel]:
    """Return the channels that the settings name."""
    settings = project.config.delivery
    found: list[Channel] = []
    if settings.folder is not None:
        found.append(FolderChannel(project.root / Path(settings.folder.path)))
    if settings.objects is not None:
        found.append(ObjectsChannel(settings.objects.url))
    if settings.mail is not None:
        organisation = project.config.organisation.name
        if settings.mail.host is None:
            folder = project.root / settings.mail.drafts
            found.append(DraftsChannel(settings.mail, folder, organisation))
        else:
            found.append(MailChannel(settings.mail, organisation))
    return found
