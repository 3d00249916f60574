"""Whether a file is still the one that was hashed: what is recorded of it must be what was read.

An export is read in several passes, some by libraries that open it anew. So it is hashed before,
read, and looked at again; a file that was written or replaced meanwhile is refused.
"""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Self

from review_kit.errors import SourceError

_LARGE = 1 << 30


@dataclass(frozen=True)
class FileState:
    """What the file system says of a file; it differs once the file is written or replaced.

    The change time is in it because a file may be moved away and back, or get its old date again.
    """

    size: int
    written_ns: int
    changed_ns: int
    place: tuple[int, int]

    @classmethod
    def of(cls, path: Path) -> Self:
        """Ask the file system."""
        found = path.stat()
        return cls(
            found.st_size, found.st_mtime_ns, found.st_ctime_ns, (found.st_dev, found.st_ino)
        )

    @property
    def written(self) -> datetime:
        """When it was last written."""
        return datetime.fromtimestamp(self.written_ns / 1e9, tz=UTC)


@dataclass(frozen=True)
class HashedFile:
    """A file at the moment at which it was hashed."""

    path: Path
    name: str
    """How it is called in messages."""
    state: FileState
    sha256: str

    @classmethod
    def of(cls, path: Path, name: str) -> Self:
        """Hash a file.

        Raises
        ------
        SourceError
            It is a device, or a file that the system makes up while it is read.
        """
        state = FileState.of(path)
        if not is_ordinary(path):
            raise SourceError(
                f"{name}: this is no ordinary file",
                "Copy what it contains into a file, and put that in its place.",
            )
        return cls(path, name, state, sha256_of(path))

    @classmethod
    def known(cls, path: Path, name: str, before: Mapping[Path, HashedFile]) -> HashedFile:
        """Return a file as it was hashed before, where nothing has written it since; else hash it."""
        known = before.get(path)
        if known is None or known.state != FileState.of(path):
            return cls.of(path, name)
        return replace(known, name=name)

    def refuse_change(self) -> None:
        """Make sure that it is the same file still.

        The bytes are compared too: the clock of a file system may be coarse, and not all that writes
        a file moves it on at once.

        Raises
        ------
        SourceError
            It was written, replaced or removed meanwhile.
        """
        try:
            same = FileState.of(self.path) == self.state and sha256_of(self.path) == self.sha256
        except OSError:
            same = False
        if not same:
            raise changed_while_read([self.name])


NOT_HASHED: Mapping[Path, HashedFile] = MappingProxyType({})
"""No file was hashed before."""


def is_ordinary(path: Path) -> bool:
    """Say whether a file is one that holds what it seems to, and not for instance all of the memory."""
    found = path.stat()
    made_up = found.st_size > _LARGE and found.st_blocks == 0
    return stat.S_ISREG(found.st_mode) and not made_up


def sha256_of(path: Path) -> str:
    """SHA-256 of a file's bytes."""
    # reading a file of the system that has no size may never end
    if not path.stat().st_size:
        return hashlib.sha256(b"").hexdigest()
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def changed_while_read(names: list[str]) -> SourceError:
    """What to tell of files that were written, replaced, added or removed while they were read."""
    which = f"{', '.join(names[:5])}{f' and {len(names) - 5} more' if len(names) > 5 else ''}"
    return SourceError(
        f"{which}: was changed while it was being read"
        if len(names) == 1
        else f"{which}: were changed while they were being read",
        "Wait until nothing writes the exports any more, then run the command again.",
    )
