"""Whether a notebook left other documents alone, where the system cannot keep it from writing to them."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from review_kit.errors import ReviewKitError
from review_kit.planning.plan import Task
from review_kit.records.folder import RunFolder
from review_kit.records.record import digest_file, read_records

_PATIENCE_S = 5.0
"""Seconds that another worker may take between putting a document's files in place and its record."""

Stamp = tuple[int, int, int, int]


@dataclass(frozen=True)
class OtherDocuments:
    """The files of a run before a notebook is executed."""

    run: RunFolder
    stamps: dict[Path, Stamp]

    @classmethod
    def of(cls, run: RunFolder) -> OtherDocuments:
        """Look at the metric tables and all documents."""
        return cls(run, _stamps(run))

    def refuse_change(self, task: Task) -> None:
        """Make sure that only what was made anew meanwhile has changed, and say whose template changed more.

        Raises
        ------
        ReviewKitError
            A file was written, replaced or removed, and no record of a document tells of it.
        """
        end = time.monotonic() + _PATIENCE_S
        while changed := self._changed():
            if time.monotonic() > end:
                some = ", ".join(changed[:3]) + (
                    f" and {len(changed) - 3} more" if changed[3:] else ""
                )
                raise ReviewKitError(
                    f"while the template {task.template.name} ran, files of other documents were changed: "
                    f"{some}",
                    "A template may write only into its temporary folder. Correct it; the next run makes the "
                    "changed documents again.",
                )
            time.sleep(0.2)

    def _changed(self) -> list[str]:
        now = _stamps(self.run)
        differ = {path for path in self.stamps | now if self.stamps.get(path) != now.get(path)}
        if not differ:
            return []
        known = {
            self.run.path / file.path: file.sha256
            for record in read_records(self.run).values()
            for file in record.files
        }
        return sorted(
            path.relative_to(self.run.path).as_posix()
            for path in differ
            if known.get(path) != _digest(path)
        )


def _digest(path: Path) -> str | None:
    try:
        return digest_file(path)
    except OSError:
        return None


def _stamps(run: RunFolder) -> dict[Path, Stamp]:
    """What the file system says of every file in the folders of documents and metrics."""
    found = {}
    for folder in run.path.iterdir():
        if folder.name.startswith(".") or folder == run.site or not folder.is_dir():
            continue
        for path in folder.rglob("*"):
            try:
                status = path.lstat()
            except OSError:
                continue
            if not path.is_dir():
                found[path] = (
                    status.st_ino,
                    status.st_size,
                    status.st_mtime_ns,
                    status.st_ctime_ns,
                )
    return found
