"""Parts of a review's metrics kept by what they are computed from.

What rests on tables of the snapshot alone is kept under the digests of their files. What looks at the
coaching log as well is kept under the content of those columns of it that it reads: a note that was corrected
changes none. A part that is computed from others is kept under the digests of what came of these. It is
computed from material that has no more than its key names, so that it cannot look at anything else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from pyarrow import feather, ipc

from review_kit.metrics.in_arrow import comes_back
from review_kit.metrics.kept_scores import KeptScores
from review_kit.metrics.rep_rows import names_in_use, of_reps, rows_of_reps
from review_kit.metrics.results import typed, write_rows, write_table
from review_kit.metrics.table_schemas import METRIC_TABLES
from review_kit.project.kept import Entry, Kept
from review_kit.project.owned import IN_SYSTEM, owned_folder

KIND = "metrics"
_LAST = "by-rep"
_DIGESTS = "digests.arrow"


class Part:
    """What came of a part.

    Parameters
    ----------
    digest
        Of its content.
    read
        Gives its frames; of some reps, where they are named.
    file
        The file of a part that is a metric table, as a run has it; ``None`` for any other, and where it
        could not be kept.
    """

    def __init__(
        self,
        digest: str,
        read: Callable[[Collection[str] | None], Sequence[pd.DataFrame]],
        file: Path | None = None,
    ) -> None:
        self.digest = digest
        self.file = file
        self._read = read
        self._frames: Sequence[pd.DataFrame] | None = None

    @property
    def frames(self) -> Sequence[pd.DataFrame]:
        """Its frames, read when they are first asked for."""
        if self._frames is None:
            self._frames = self._read(None)
        return self._frames

    def of_reps(self, reps: Collection[str]) -> Sequence[pd.DataFrame]:
        """Give its frames cut to the rows of some reps; no other rows of a file are made a frame of."""
        frames = self._read(reps) if self._frames is None else self._frames
        return [rows_of_reps(frame, reps) for frame in frames]

    def let_go(self) -> None:
        """Let the frames go where they can be read again."""
        self._frames = None


class Last(NamedTuple):
    """What a part that is a rep's own was last kept by.

    Parameters
    ----------
    key
        Of the part.
    digests
        What it reads of single reps → digest of it.
    by_rep
        Index: all reps. A column for each of these: digest of the rep's rows, empty without any.
    """

    key: Any
    digests: Mapping[str, Any]
    by_rep: pd.DataFrame


class KeptParts:
    """Parts of the metrics of one review, kept by earlier runs.

    Parameters
    ----------
    kept
        Where they are. All of them depend on what its base names: settings, windows, the code.
    """

    def __init__(self, kept: Kept) -> None:
        self._kept = kept

    def scores(self, key: Any) -> KeptScores:
        """Return where the settled scores are."""
        return KeptScores(self._kept, key)

    def find(self, name: str, key: Any) -> Part | None:
        """Return a part that would come out the same."""
        entry = self._kept.find(KIND, name, key)
        return None if entry is None else _of_entry(name, entry)

    def keep(self, name: str, key: Any, frames: Sequence[pd.DataFrame]) -> Part:
        """Keep what came of a part, and return it.

        A metric table is let go: who looks at it reads what was kept. Of all others, what does not come back
        as it was is not kept.
        """
        with owned_folder(None, IN_SYSTEM) as folder:
            files = {_file(name, place): folder / str(place) for place in range(len(frames))}
            try:
                for frame, path in zip(frames, files.values(), strict=True):
                    _write(frame, name, path)
                    if name not in METRIC_TABLES and not _comes_back(frame, name, path):
                        return in_memory(frames)
            except (pa.ArrowException, OSError, TypeError, ValueError):
                return in_memory(frames)
            facts = {"files": [*files], "digest": _digest_of_files([*files.values()])}
            entry = self._kept.put(KIND, name, key, facts, files)
        if entry is None:
            return in_memory(frames)
        made = _of_entry(name, entry)
        if name not in METRIC_TABLES:
            made._frames = frames
        return made

    def keep_table(self, name: str, key: Any, rows: pa.Table) -> Part | None:
        """Keep a metric table of rows that are in their final form; return it where that succeeds."""
        with owned_folder(None, IN_SYSTEM) as folder:
            path = folder / "0"
            try:
                write_rows(rows, path)
            except (pa.ArrowException, OSError):
                return None
            facts = {"files": [_file(name, 0)], "digest": _digest_of_files([path])}
            entry = self._kept.put(KIND, name, key, facts, {_file(name, 0): path})
        return None if entry is None else _of_entry(name, entry)

    def last(self, name: str, of_all: Any) -> Last | None:
        """Return what a part that is a rep's own was last kept by.

        Parameters
        ----------
        of_all
            Key of what it reads that is not of single reps.
        """
        entry = self._kept.find(_LAST, name, of_all)
        if entry is None:
            return None
        by_rep: pd.DataFrame = feather.read_table(
            entry.path(_DIGESTS), memory_map=False
        ).to_pandas()
        return Last(entry.facts["key"], entry.facts["digests"], by_rep)

    def remember(self, name: str, of_all: Any, last: Last) -> None:
        """Keep what a part that is a rep's own is kept by."""
        with owned_folder(None, IN_SYSTEM) as folder:
            path = folder / _DIGESTS
            try:
                feather.write_feather(pa.Table.from_pandas(last.by_rep), path)
            except (pa.ArrowException, OSError):
                return
            facts = {"key": last.key, "digests": last.digests}
            self._kept.put(_LAST, name, of_all, facts, {_DIGESTS: path})


class ContentDigests:
    """Digests of columns, each looked at once."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], str] = {}

    def of(self, name: str, frame: pd.DataFrame | None) -> Any:
        """Digest a frame by its columns, in their order, and the labels of its rows.

        Parameters
        ----------
        name
            Of the whole that this frame has columns of: the same name always means the same rows.
        """
        if frame is None:
            return None
        columns = [[column, self._of(name, column, frame[column])] for column in frame.columns]
        return [len(frame), self._of(name, "", frame.index.to_series()), columns]

    def _of(self, name: str, column: str, values: pd.Series) -> str:
        if (name, column) not in self._known:
            self._known[name, column] = _digest(values.reset_index(drop=True).to_frame("values"))
        return self._known[name, column]


def in_memory(frames: Sequence[pd.DataFrame]) -> Part:
    """Return a part that is not kept."""
    digest = hashlib.sha256("".join(_digest(frame) for frame in frames).encode()).hexdigest()
    return Part(digest, lambda _: frames)


def _of_entry(name: str, entry: Entry) -> Part:
    paths = [entry.path(file) for file in entry.facts["files"]]
    is_table = name in METRIC_TABLES
    return Part(
        entry.facts["digest"],
        lambda reps: [_read(name, path, reps) for path in paths],
        paths[0] if is_table else None,
    )


def _write(frame: pd.DataFrame, name: str, path: Path) -> None:
    if name in METRIC_TABLES:
        write_table(frame, name, path)
    else:
        feather.write_feather(pa.Table.from_pandas(frame), path)


def _read(name: str, path: Path, reps: Collection[str] | None = None) -> pd.DataFrame:
    if name in METRIC_TABLES:
        table = pq.read_table(path)
        if reps is not None:
            table = table.filter(of_reps(table, reps))
        return typed(table.to_pandas(date_as_object=False), name)
    table = feather.read_table(path, memory_map=False)
    if reps is not None:
        table = names_in_use(table.filter(of_reps(table, reps)))
    frame: pd.DataFrame = table.to_pandas()
    return frame


def _comes_back(frame: pd.DataFrame, name: str, path: Path) -> bool:
    """Say whether a frame that was written comes back as it was."""
    # without rows Arrow does not write the names of categories
    if len(frame) and comes_back(frame):
        return True
    read = _read(name, path)
    rows, own = read.index, frame.index
    # pandas' own check makes Python objects of every text
    return bool(
        read.dtypes.equals(frame.dtypes)
        and (rows.dtype, rows.names) == (own.dtype, own.names)
        and rows.equals(own)
        and read.equals(frame)
    )


def _file(name: str, place: int) -> str:
    return f"{place}.parquet" if name in METRIC_TABLES else f"{place}.arrow"


def _digest_of_files(paths: Sequence[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _digest(frame: pd.DataFrame) -> str:
    """Digest a frame: its columns, types and rows in their order, and the labels of the rows."""
    digest = hashlib.sha256(repr([str(kind) for kind in frame.dtypes]).encode())
    table = pa.Table.from_pandas(frame)
    sink = pa.BufferOutputStream()
    with ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    digest.update(sink.getvalue())
    return digest.hexdigest()
