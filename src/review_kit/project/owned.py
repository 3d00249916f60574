"""Folders and files that are only for as long as their process lives, and are known to be left over after it.

They hold personal data. Each is locked by the process that made it, and the system lets the lock go when the
process ends, be it by ``kill -9``: so what can be locked belongs to nobody, and the next command removes it.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

PART = ".part"
"""End of the name of a file that is being written."""
IN_SYSTEM = "review-kit-work-"
"""Beginning of the names of such folders in the system's folder for temporary files."""


@contextmanager
def owned_folder(parent: Path | None, prefix: str) -> Iterator[Path]:
    """Make a folder that is gone afterwards, and is swept by the next command if that cannot be.

    Parameters
    ----------
    parent
        Where; the system's folder for temporary files where it is not given.
    prefix
        Beginning of its name.
    """
    path, handle = _made(parent, prefix)
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)
        os.close(handle)


@contextmanager
def owned_file(parent: Path, prefix: str) -> Iterator[tuple[Path, int]]:
    """Make a file to be written and then renamed; it is gone afterwards if it was not.

    Yields
    ------
    tuple
        Its path and its descriptor, which is open until the end.
    """
    while True:
        handle, name = tempfile.mkstemp(dir=parent, prefix=prefix, suffix=PART)
        if _is_ours(Path(name), handle):
            break
        os.close(handle)
    try:
        yield Path(name), handle
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    finally:
        os.close(handle)


def _made(parent: Path | None, prefix: str) -> tuple[Path, int]:
    while True:
        path = Path(tempfile.mkdtemp(dir=parent, prefix=prefix))
        handle = os.open(path, os.O_RDONLY)
        if _is_ours(path, handle):
            return path, handle
        os.close(handle)


def _is_ours(path: Path, handle: int) -> bool:
    """Lock what was just made; false where somebody swept it before."""
    with suppress(OSError):  # a file system without locks: nothing is swept there either
        fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        return os.path.samestat(os.fstat(handle), path.lstat())
    except FileNotFoundError:
        return False


def sweep(found: Iterator[Path]) -> int:
    """Remove those of the folders and files that no process owns, and count them."""
    return sum(_swept(path) for path in found)


def _swept(path: Path) -> bool:
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return False
    try:
        status = os.fstat(handle)
        if status.st_uid != os.getuid():
            return False
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if stat.S_ISDIR(status.st_mode):
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
    except OSError:
        return False
    finally:
        os.close(handle)
    return True
