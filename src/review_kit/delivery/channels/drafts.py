"""Drafts (``.eml``) to open in a mail program and send by hand: for those without a mail server."""

from __future__ import annotations

from pathlib import Path

from review_kit.delivery.channels.folder import place_of
from review_kit.delivery.channels.message import Letters, no_address
from review_kit.delivery.outcomes import NotSentError
from review_kit.delivery.pack import Packed
from review_kit.delivery.recipients import Parcel
from review_kit.project.delivery_settings import MailChannel as Settings
from review_kit.records.folder import write_bytes_atomically


class DraftsChannel:
    """One draft for each parcel.

    Parameters
    ----------
    settings
        Of the mail channel.
    folder
        Holds a folder of drafts for each run.
    organisation
        Its name, for the subject.
    """

    name = "drafts"
    repeats_safely = True

    def __init__(self, settings: Settings, folder: Path, organisation: str) -> None:
        self._letters, self._folder = Letters(settings.sender, organisation), folder

    def problem(self, parcel: Parcel) -> str:
        """Say why a parcel cannot be handed over."""
        return no_address(parcel)

    def destination(self, parcel: Parcel) -> str:
        """Say where a parcel would go."""
        return f"draft to {', '.join(parcel.addresses)} in {self._folder}"

    def send(self, packed: Packed, run_id: str, parcel_id: str) -> None:
        """Write the draft."""
        message = self._letters.to(packed, run_id, parcel_id)
        message["X-Unsent"] = "1"  # mail programs open it as a draft
        run, kind, name = place_of(packed.parcel, run_id)
        path = self._folder / run / kind / f"{name}.eml"
        try:
            write_bytes_atomically(path, bytes(message))
            path.chmod(0o600)
        except OSError as error:
            raise NotSentError(error.strerror or type(error).__name__) from error

    def close(self) -> None:
        """Nothing is open."""
