"""A folder tree: a share, or one that OneDrive, SharePoint or Drive keeps in step."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from review_kit.delivery.outcomes import NotSentError
from review_kit.delivery.pack import Packed
from review_kit.delivery.recipients import Parcel, safe_name

KINDS = {"manager": "Managers", "rep": "Reps", "team": "Leaders", "org": "Leaders"}
"""Kind of recipient → folder that holds theirs."""


def place_of(parcel: Parcel, run_id: str) -> tuple[str, str, str]:
    """Return the folders of a parcel, outermost first: run, kind, recipient."""
    person = parcel.recipient
    # two people may have one name; two teams may not
    named = (
        f"{parcel.name} ({person.identifier})" if person.kind in ("rep", "manager") else parcel.name
    )
    return run_id, KINDS[person.kind], safe_name(named)


class FolderChannel:
    """Files in a folder for each recipient; what lies there already is never written over.

    Parameters
    ----------
    root
        Holds a folder for each run.
    """

    name = "folder"
    repeats_safely = True

    def __init__(self, root: Path) -> None:
        self._root = root

    def problem(self, parcel: Parcel) -> str:
        """Say why a parcel cannot be handed over; a folder takes any."""
        return ""

    def destination(self, parcel: Parcel) -> str:
        """Say where a parcel would go."""
        _, kind, name = place_of(parcel, "")
        return f"{self._root}/…/{kind}/{name}"

    def send(self, packed: Packed, run_id: str, parcel_id: str) -> None:
        """Put the files into the recipient's folder, each whole or not at all."""
        folder = self._root.joinpath(*place_of(packed.parcel, run_id))
        try:
            for part in reversed([folder, *folder.parents[:2]]):
                part.mkdir(mode=0o700, parents=True, exist_ok=True)
            for name, path in packed.files.items():
                target = folder / name
                part = target.with_name(f".{name}.{parcel_id}.part")
                shutil.copyfile(path, part)
                part.chmod(0o600)
                with part.open("rb") as file:
                    os.fsync(file.fileno())
                part.replace(target)
        except OSError as error:
            raise NotSentError(error.strerror or type(error).__name__) from error

    def close(self) -> None:
        """Nothing is open."""
