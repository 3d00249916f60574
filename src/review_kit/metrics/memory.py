"""Memory that is let go goes back to the system, so that one step does not hold what another one needs."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager

import pyarrow as pa


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
    """Give the system what lies between things that are held; where the C library cannot, nothing happens."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
