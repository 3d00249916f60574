"""Whether the files of documents are those that were made: there, with the same bytes."""

from __future__ import annotations

import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from review_kit.records.folder import RunFolder
from review_kit.records.record import Record, digest_file
from review_kit.words import say

_SETTLED_S = 2.0
"""Seconds after which a later change of a file shows in its times; file systems count time in steps."""


@dataclass(frozen=True)
class Damage:
    """Files of a document that are not as they were made."""

    record: Record
    missing: tuple[str, ...]
    changed: tuple[str, ...]
    """Paths relative to the run folder."""

    def __str__(self) -> str:
        """``packet.pdf is missing, packet.html was changed``."""
        return ", ".join(
            [
                *(say("run-damage-missing", file=_name(path)) for path in self.missing),
                *(say("run-damage-changed", file=_name(path)) for path in self.changed),
            ]
        )

    def to_json(self) -> dict[str, Any]:
        """Return what is damaged as plain values."""
        return {
            "document": self.record.document,
            "title": self.record.title,
            "entity": self.record.entity,
            "entity_name": self.record.entity_name,
            "missing": list(self.missing),
            "changed": list(self.changed),
        }


class FileCheck:
    """Compares files with their records; a file that nobody has written to since is read once.

    Parameters
    ----------
    run
        Whose files.
    """

    def __init__(self, run: RunFolder) -> None:
        self._run = run
        self._known: dict[Path, tuple[tuple[int, ...], str]] = {}

    def digest(self, path: Path) -> str:
        """SHA-256 of a file as it is now.

        Raises
        ------
        OSError
            The file is not there or cannot be read.
        """
        stamp = _stamp(path)
        known = self._known.get(path)
        if known is not None and known[0] == stamp:
            return known[1]
        digest = digest_file(path)
        after = path.stat()
        if _stamp(path) == stamp and time.time() - after.st_ctime > _SETTLED_S:
            self._known[path] = (stamp, digest)
        return digest

    def damage(self, record: Record) -> Damage | None:
        """Find the files of a document that are not as they were made; ``None`` where all are."""
        missing, changed = [], []
        for file in record.files:
            path = self._run.path / file.path
            try:
                if path.stat().st_size != file.bytes or self.digest(path) != file.sha256:
                    changed.append(file.path)
            except OSError:
                missing.append(file.path)
        if not missing and not changed:
            return None
        return Damage(record, tuple(missing), tuple(changed))

    def damages(self, records: Iterable[Record]) -> list[Damage]:
        """Find the documents that are not as they were made."""
        with ThreadPoolExecutor(4) as pool:  # reading files is most of it
            return [found for found in pool.map(self.damage, records) if found is not None]

    def is_intact(self, record: Record) -> bool:
        """Whether every file of a document is there with the bytes it was made with."""
        return self.damage(record) is None


def _stamp(path: Path) -> tuple[int, ...]:
    status = path.stat()
    return status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns


def _name(path: str) -> str:
    return path.rsplit("/", 1)[-1]
