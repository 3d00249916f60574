"""Memory that is let go goes back to the system, so that one step does not hold what another one needs."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa

_MUCH = 800_000_000
"""Bytes from which on memory is given back: what comes next has to ask the system for it again."""
_STATUS = Path("/proc/self/statm")


@contextmanager
def arrow_in_system_memory() -> Iterator[None]:
    """Have Arrow take memory as everything else does.

    Its own way keeps what each thread let go: after millions of scores were read, more than these take.
    """
    own = pa.default_memory_pool()
    pa.set_memory_pool(pa.system_memory_pool())
    try:
        yield
    finally:
        pa.set_memory_pool(own)


def give_back() -> None:
    """Give the system what lies between things that are held, where it is much and the C library can."""
    if _resident() < _MUCH:
        return
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)


def _resident() -> int:
    """Bytes of memory of this process; none where the system does not tell."""
    try:
        pages = int(_STATUS.read_text().split()[1])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")
