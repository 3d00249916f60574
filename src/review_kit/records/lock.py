"""One run at a time in a run folder.

The operating system holds the lock for the process, so a process that is killed leaves none behind:
a lock file on its own means nothing. What it holds is for the message, and for tidying up after a
process that could not do so itself.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from review_kit.errors import ReviewKitError
from review_kit.file_locks import fcntl
from review_kit.records.folder import RunFolder

SCRATCH_PREFIX = "review-kit-"
_MADE_FOR = ".made-for"
"""File in a scratch folder that names its run."""


@contextmanager
def locked(run: RunFolder, scratch: Path | None = None) -> Iterator[Path]:
    """Hold the run folder, swept of what a killed run left in it.

    Parameters
    ----------
    scratch
        A scratch folder that there is already; it stays. One is made, and gone afterwards, where none is
        given.

    Yields
    ------
    Path
        A scratch folder of this run outside the project, with a path short enough for sockets.

    Raises
    ------
    ReviewKitError
        Another process holds the folder.
    """
    run.lock.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(run.lock, os.O_RDWR | os.O_CREAT, 0o644)
    with os.fdopen(handle, "r+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ReviewKitError(
                f"{run.path} is in use by another run{_holder(file.read())}",
                "Wait until it ends, or stop it, then run the same command again.",
            ) from None
        _sweep(run, file.read())
        own = None if scratch is not None else Path(tempfile.mkdtemp(prefix=SCRATCH_PREFIX))
        scratch = scratch or own
        assert scratch is not None
        (scratch / _MADE_FOR).write_text(str(run.path.resolve()), encoding="utf-8")
        file.seek(0)
        file.truncate()
        json.dump(
            {
                "pid": os.getpid(),
                "host": socket.gethostname(),
                "since": datetime.now(UTC).isoformat(timespec="seconds"),
                "scratch": str(scratch),
            },
            file,
        )
        file.flush()
        try:
            yield scratch
        finally:
            if own is not None:
                shutil.rmtree(own, ignore_errors=True)
            shutil.rmtree(run.work, ignore_errors=True)
            file.seek(0)
            file.truncate()


@contextmanager
def in_turn(path: Path) -> Iterator[None]:
    """Hold a lock file, waiting until its holder releases it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def sweep_killed(run: RunFolder) -> bool:
    """Remove what a killed run left, if one did; a run that holds the folder is left alone."""
    try:
        # a run that ended by itself has emptied the file
        if not run.lock.stat().st_size:
            return False
        with run.lock.open("r+", encoding="utf-8") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            _sweep(run, file.read())
            file.seek(0)
            file.truncate()
    except (OSError, ValueError):
        return False
    return True


def is_locked(run: RunFolder) -> bool:
    """Whether a process holds the run folder now."""
    if not run.lock.is_file():
        return False
    with run.lock.open(encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def _read(text: str) -> dict[str, Any]:
    try:
        read = json.loads(text)
    except json.JSONDecodeError:
        return {}
    return read if isinstance(read, dict) else {}


def _holder(text: str) -> str:
    held = _read(text)
    if not held:
        return ""
    return f" (process {held.get('pid')} on {held.get('host')}, since {held.get('since')})"


def _sweep(run: RunFolder, text: str) -> None:
    """Remove what a killed run left: half-made documents and its scratch folder."""
    shutil.rmtree(run.work, ignore_errors=True)
    scratch = _read(text).get("scratch")
    if isinstance(scratch, str) and _is_scratch_of(run, Path(scratch)):
        shutil.rmtree(scratch, ignore_errors=True)


def _is_scratch_of(run: RunFolder, folder: Path) -> bool:
    """Say whether a folder was made for this run, here: a run folder may come from anywhere."""
    try:
        status = folder.lstat()
        made_for = (folder / _MADE_FOR).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return False
    return (
        folder.name.startswith(SCRATCH_PREFIX)
        and stat.S_ISDIR(status.st_mode)
        and status.st_uid == os.getuid()
        and made_for == str(run.path.resolve())
    )
