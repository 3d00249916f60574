"""Results kept by the content of what they were made from, so that what has not changed is not made again.

An entry is a folder that is named by its key: facts as JSON and files beside them. The key digests all that
the result depends on, and the store adds what is the same for all of them, such as the code. What is found is
used only if every byte of it is as it was written; anything else is made anew. The entries hold personal
data: the folder is its owner's alone, and ``review-kit purge`` removes it whole.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from review_kit.project.owned import owned_folder

FOLDER = "kept"
"""In ``.review_kit``."""
FACTS = "facts.json"
NEWEST = 2
"""Entries that stay of each result: those that were used last. Settings may be tried and taken back."""
KEPT_DAYS = 100
"""Entries that nothing has asked for in so many days are removed."""

_HALF_WRITTEN = "staging-"
"""Beginning of the name of an entry that is being written; the next command sweeps what a killed one left."""
_PENDING = ".new"
"""End of the name of an entry until it is confirmed."""
_SECONDS_A_DAY = 24 * 60 * 60


@dataclass(frozen=True)
class Entry:
    """A result that was kept."""

    folder: Path
    facts: Any

    def path(self, name: str) -> Path:
        """Return a file of it."""
        return self.folder / name


class Kept:
    """Results kept in a folder.

    Parameters
    ----------
    folder
        Where; made with the first entry.
    base
        What every result depends on beside its own key: the code, its libraries, the words.
    """

    def __init__(self, folder: Path, base: str) -> None:
        self._folder = folder
        self._base = base
        self._pending: list[Path] = []

    def find(self, kind: str, name: str, key: Any) -> Entry | None:
        """Return an entry; none where there is none, or where it is not as it was written.

        Parameters
        ----------
        kind, name
            Of the result: what was done, and to what.
        key
            Plain values: all that the result depends on.
        """
        folder = self._place(kind, name, key)
        try:
            facts = _read(folder)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None
        # so that what is in use outlives what is not
        with suppress(OSError):
            os.utime(folder)
        return Entry(folder, facts)

    def put(
        self, kind: str, name: str, key: Any, facts: Any, files: Mapping[str, Path]
    ) -> Entry | None:
        """Write a result, and return it until :meth:`confirm` is called; from then on it is found.

        Where it cannot be written, nothing is lost but time: there is none to return.

        Parameters
        ----------
        facts
            Plain values.
        files
            Copied into the entry under these names.
        """
        place = self._place(kind, name, key)
        pending = place.with_name(place.name + _PENDING)
        with suppress(OSError):
            place.parent.mkdir(parents=True, exist_ok=True)
            for folder in (place.parent, place.parent.parent, self._folder):
                folder.chmod(0o700)
            with owned_folder(self._folder, _HALF_WRITTEN) as part:
                digests = {}
                for file, source in files.items():
                    shutil.copyfile(source, part / file)
                    (part / file).chmod(0o600)
                    digests[file] = _digest(part / file)
                content = {"facts": facts, "files": digests}
                text = json.dumps({**content, "seal": _seal(content)}, ensure_ascii=True)
                (part / FACTS).write_text(text, encoding="ascii")
                (part / FACTS).chmod(0o600)
                shutil.rmtree(pending, ignore_errors=True)
                part.rename(pending)
            self._pending.append(pending)
            return Entry(pending, facts)
        return None

    def confirm(self) -> None:
        """Let what was put be found from now on, and remove older results of the same kind and name.

        To be called when it is certain that nothing they were made from has changed meanwhile.
        """
        for pending in self._pending:
            place = pending.with_name(pending.name.removesuffix(_PENDING))
            with suppress(OSError):
                # one that is there is damaged: it was looked for before
                shutil.rmtree(place, ignore_errors=True)
                pending.rename(place)
        for folder in {pending.parent for pending in self._pending}:
            with suppress(OSError):
                _forget_old(folder)
        self._pending.clear()

    def _place(self, kind: str, name: str, key: Any) -> Path:
        text = json.dumps([self._base, key], sort_keys=True, ensure_ascii=True)
        return self._folder / kind / name / hashlib.sha256(text.encode()).hexdigest()


@cache
def version_of(library: str) -> str:
    """Return the version of a library that results depend on, looked up on the disk once."""
    return version(library)


def _forget_old(folder: Path) -> None:
    """Leave the results that were used last, and nothing that was never confirmed."""
    oldest = time.time() - KEPT_DAYS * _SECONDS_A_DAY
    found = []
    for path in folder.iterdir():
        with suppress(FileNotFoundError):
            used = 0.0 if path.name.endswith(_PENDING) else path.stat().st_mtime
            found.append((used, path))
    for place, (used, path) in enumerate(sorted(found, reverse=True)):
        if place >= NEWEST or used < oldest:
            shutil.rmtree(path, ignore_errors=True)


def entries_in(folder: Path) -> Iterator[Path]:
    """Yield the folder of every entry that is kept in a folder."""
    yield from sorted(path.parent for path in folder.glob(f"*/*/*/{FACTS}"))


def _read(folder: Path) -> Any:
    read = json.loads((folder / FACTS).read_text(encoding="ascii"))
    content = {"facts": read["facts"], "files": read["files"]}
    if read["seal"] != _seal(content):
        raise ValueError
    for name, digest in content["files"].items():
        if _digest(folder / name) != digest:
            raise ValueError
    return content["facts"]


def _seal(content: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(content, ensure_ascii=True).encode()).hexdigest()


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
