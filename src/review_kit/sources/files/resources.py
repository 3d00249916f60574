"""What a machine can run out of while exports are read: room on the disk, and memory.

Readers take their libraries' errors for faults of the file; these two are not, so they go through.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path

import duckdb

from review_kit.errors import SourceError
from review_kit.project.limits import Limits

_FULL = (errno.ENOSPC, errno.EDQUOT)
# what DuckDB and Arrow write into the text of errors that have no number of their own
_FULL_WORDS = (*(os.strerror(number) for number in _FULL), "max_temp_directory_size")


def disk_is_full(error: BaseException) -> bool:
    """Say whether an error of any library means that nothing more can be written."""
    if isinstance(error, OSError) and error.errno is not None:
        return error.errno in _FULL
    if isinstance(error, OSError | duckdb.Error):
        return any(words in str(error) for words in _FULL_WORDS)
    return False


def memory_is_short(error: BaseException) -> bool:
    """Say whether an error of any library means that memory did not suffice."""
    return isinstance(error, MemoryError | duckdb.OutOfMemoryException)


def is_of_machine(error: BaseException) -> bool:
    """Say whether an error says nothing about the file that was being read."""
    return disk_is_full(error) or memory_is_short(error)


def machine_fault(error: BaseException, table: str, folder: Path, limits: Limits) -> SourceError:
    """What to tell of an error that :func:`is_of_machine` holds true of."""
    if disk_is_full(error):
        return SourceError(
            f"{table}: the disk with {folder} is full",
            "Reading needs about as much disk space as the unpacked exports: free some, then run "
            "the command again.",
        )
    return SourceError(
        f"{table}: reading it needs more memory than it may take "
        f"(limits.reading_mb = {limits.reading_mb})",
        "Set limits.reading_mb in review_kit.toml higher if the machine has more memory, or export fewer "
        "columns or shorter texts, or split the file into several.",
    )
