"""``deliveries.jsonl``: what was released and sent, when, through what; lines are added and never changed.

Each line carries the SHA-256 of the line before it, so a line that was changed, taken out or put in shows.
A line is on the disk before anything is done that it speaks of: what was begun and not ended, because the
machine stopped, is seen as just that.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, Literal

from review_kit.errors import ReviewKitError
from review_kit.file_locks import fcntl

LEDGER = "deliveries.jsonl"
"""In the project."""
FIRST = "0" * 64
"""What the first line carries in place of the digest of the line before it."""

Event = Literal["reviewed", "released", "sending", "delivered", "failed", "acknowledged"]


class DamagedLedgerError(ReviewKitError):
    """The ledger is not what was written."""

    def __init__(self, path: Path, line: int, what: str) -> None:
        super().__init__(
            f"{path}, line {line}: {what}; the ledger was changed after it was written",
            "Nothing is released or sent until it is restored. Restore it from a backup.",
        )


@dataclass(frozen=True)
class Frozen:
    """A file as it was released or sent."""

    name: str
    """File name without the folder, which would name a person: ``packet.pdf``."""
    sha256: str


@dataclass(frozen=True)
class Version:
    """A document as it was released or sent.

    Parameters
    ----------
    subject
        Token of whom it is about.
    output
        Name of the document without its folder: ``packet``.
    revision
        From 1.
    files
        Its files.
    made_of
        Digests of what it was made of, to say later what has changed.
    """

    subject: str
    output: str
    revision: int
    files: tuple[Frozen, ...]
    made_of: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Entry:
    """One line.

    Parameters
    ----------
    event
        ``sending`` stands before ``delivered`` or ``failed`` of the same parcel.
    run
        Name of the run.
    documents
        What it speaks of.
    by
        Token of who gave the command.
    to, channel, parcel
        Token of the recipient, what it was sent through, and a number drawn at random that the lines of
        one parcel share.
    note
        Why it failed; without names or addresses.
    at
        When, in UTC.
    """

    event: Event
    run: str
    documents: tuple[Version, ...]
    by: str = ""
    to: str = ""
    channel: str = ""
    parcel: str = ""
    note: str = ""
    at: str = ""


class Ledger:
    """The ledger of a project, read and checked whole when it is opened.

    Parameters
    ----------
    project
        Its folder.

    Raises
    ------
    DamagedLedgerError
        A line is not as it was written.
    """

    def __init__(self, project: Path) -> None:
        self.path = project / LEDGER
        self.entries: list[Entry] = []
        self._last = FIRST
        self._read_to = 0
        if self.path.exists():
            with self._held() as file:
                self._catch_up(file)

    def add(self, entry: Entry) -> Entry:
        """Write a line, and return it as it was written once it is on the disk."""
        with self._held() as file:
            self._catch_up(file)  # another command may have written since
            stamped = replace(entry, at=datetime.now(UTC).isoformat(timespec="seconds"))
            line = {"n": len(self.entries) + 1, **asdict(stamped), "previous": self._last}
            sealed = {**line, "digest": _digest(line)}
            text = json.dumps(sealed, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
            self._take(sealed, len(self.entries) + 1)
            self._read_to += len(text)
        return stamped

    @contextmanager
    def _held(self) -> Iterator[IO[bytes]]:
        """Open the file for this process alone."""
        handle = os.open(self.path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(handle, "r+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield file

    def _catch_up(self, file: IO[bytes]) -> None:
        file.seek(self._read_to)
        *lines, torn = file.read().split(b"\n")
        for line in lines:
            number = len(self.entries) + 1
            try:
                raw = json.loads(line)
            except ValueError:
                raise DamagedLedgerError(self.path, number, "this is not an entry") from None
            self._take(raw, number)
            self._read_to += len(line) + 1
        if torn:
            # of a process that was killed as it wrote: nothing was done that the line speaks of
            file.truncate(self._read_to)

    def _take(self, raw: Mapping[str, Any], number: int) -> None:
        if not isinstance(raw, dict):
            raise DamagedLedgerError(self.path, number, "this is not an entry")
        unsealed = {key: value for key, value in raw.items() if key != "digest"}
        if raw.get("n") != number or raw.get("previous") != self._last:
            raise DamagedLedgerError(
                self.path, number, "it does not follow from the line before it"
            )
        if raw.get("digest") != _digest(unsealed):
            raise DamagedLedgerError(self.path, number, "it does not have its own digest")
        documents = tuple(
            Version(**{**one, "files": tuple(Frozen(**file) for file in one["files"])})
            for one in unsealed["documents"]
        )
        names = {name: unsealed[name] for name in Entry.__dataclass_fields__ if name != "documents"}
        self.entries.append(Entry(**names, documents=documents))
        self._last = str(raw["digest"])


def _digest(line: Mapping[str, Any]) -> str:
    text = json.dumps(line, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
