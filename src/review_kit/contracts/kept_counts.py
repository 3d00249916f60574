"""Counts of Great Expectations kept by content: the same rows under the same rules are not asked twice.

What an expectation finds depends on nothing but the frame, its arguments and the libraries' versions, so
a count is kept under a digest of these. A table that has not changed since the last validation costs
then no run of the library, and where no table has changed, not even its import.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pandas as pd
import pyarrow as pa
from pyarrow import ipc

from review_kit.contracts.rule import Expected
from review_kit.project.kept import version_of
from review_kit.project.owned import owned_file

KEPT_DAYS = 100
"""Counts that no validation has asked for in so many days are removed."""

_SECONDS_A_DAY = 24 * 60 * 60


@dataclass(frozen=True)
class Counts:
    """Rows that expectations found unexpected, by rule."""

    by_rule: Mapping[str, int]
    earlier: bool
    """They were counted by an earlier validation of the same rows under the same rules."""


class KeptCounts:
    """Counts kept in a folder, as one validation uses them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._new: set[str] = set()

    def of(
        self,
        frame: pd.DataFrame,
        suite: Sequence[Expected],
        count: Callable[[], Mapping[str, int]],
    ) -> Counts:
        """Return the counts of ``suite`` on ``frame``: kept ones, or those that ``count`` gives.

        Parameters
        ----------
        frame
            Rows with the columns that the expectations name.
        suite
            Expectations, one for each rule.
        count
            Gives the number of unexpected rows by rule.
        """
        if not suite:
            return Counts({}, earlier=False)
        digest = digest_of(frame, suite)
        kept = self._folder / f"{digest}.json"
        known = _read(kept)
        if known is not None and set(known) == {expected.rule for expected in suite}:
            # so that what is in use outlives what is not
            os.utime(kept)
            # one of two tables with the same frame may have been counted just now
            return Counts(known, earlier=digest not in self._new)
        counts = count()
        _write(kept, counts)
        self._new.add(digest)
        return Counts(counts, earlier=False)

    def forget_old(self) -> None:
        """Remove what no validation has asked for in a long time."""
        if not self._folder.is_dir():
            return
        oldest = time.time() - KEPT_DAYS * _SECONDS_A_DAY
        for path in self._folder.iterdir():
            # one that another process is writing is renamed between being listed and being looked at
            with suppress(FileNotFoundError):
                if path.stat().st_mtime < oldest:
                    path.unlink()


def digest_of(frame: pd.DataFrame, suite: Sequence[Expected]) -> str:
    """Digest of all that the counts of ``suite`` on ``frame`` depend on."""
    digest = hashlib.sha256()
    digest.update(_libraries())
    # a frame without columns is its number of rows
    digest.update(repr([len(frame), [str(kind) for kind in frame.dtypes], *suite]).encode())
    table = pa.Table.from_pandas(frame.reset_index(drop=True), preserve_index=False)
    with ipc.new_stream(pa.PythonFile(_Into(digest), mode="w"), table.schema) as stream:
        stream.write_table(table)
    return digest.hexdigest()


@cache
def _libraries() -> bytes:
    libraries = ("great_expectations", "pandas", "numpy")
    return "".join(f"{library} {version_of(library)}\n" for library in libraries).encode()


class _Into:
    """A file whose bytes go into a digest."""

    closed = False

    def __init__(self, digest: hashlib._Hash) -> None:
        self._digest = digest

    def write(self, content: bytes) -> int:
        self._digest.update(content)
        return len(content)

    def flush(self) -> None: ...

    def close(self) -> None: ...


def _read(path: Path) -> dict[str, int] | None:
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    sound = isinstance(read, dict) and all(type(count) is int for count in read.values())
    return read if sound else None


def _write(path: Path, counts: Mapping[str, int]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with owned_file(path.parent, f".{path.name}.") as (part, handle):
        with os.fdopen(handle, "w", closefd=False, encoding="utf-8") as file:
            json.dump(dict(counts), file)
        part.replace(path)
