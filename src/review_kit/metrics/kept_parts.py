"""Parts of a review's metrics kept by what they are computed from.

What rests on tables of the snapshot alone is kept under the digests of their files. What looks at sessions as
well is kept under the content of those columns of them that it reads: a note that was corrected changes none.
A part is computed from a review that has no more than its key names, so that it cannot look at anything else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
from pyarrow import feather, ipc

from review_kit.metrics.prepared import Review
from review_kit.project.kept import Kept
from review_kit.project.owned import IN_SYSTEM, owned_folder

KIND = "metrics"

READ_FROM: Mapping[str, frozenset[str]] = {
    "config": frozenset(),
    "windows": frozenset(),
    "recent": frozenset(),
    "own_results": frozenset(),
    **dict.fromkeys(("reps", "groups"), frozenset({"roster"})),
    "rubric": frozenset({"criteria"}),
    **dict.fromkeys(
        ("call_scores", "calls", "several", "gaps", "disputed", "scored"),
        frozenset({"roster", "criteria", "qa_scores", "disputes"}),
    ),
    "opportunities": frozenset({"roster", "opportunities"}),
    "visits": frozenset({"roster", "opportunities", "stage_history"}),
    "quotas": frozenset({"roster", "quotas"}),
    "outcomes": frozenset({"roster", "outcomes", "opportunities", "quotas"}),
    "calendar": frozenset({"roster", "scheduled_sessions"}),
}
"""Part of a review's material → canonical tables that it is prepared from, beside settings and windows."""


class KeptParts:
    """Parts of the metrics of one review, kept by earlier runs.

    Parameters
    ----------
    kept
        Where they are. All of them depend on what its base names: settings, windows, the code.
    tables
        Canonical table → digest of its rows; of those that the snapshot has.
    """

    def __init__(self, kept: Kept, tables: Mapping[str, str]) -> None:
        self._kept = kept
        self._tables = tables

    def of(
        self,
        name: str,
        review: Review,
        compute: Callable[[Review], Sequence[pd.DataFrame]],
        *,
        whole: Collection[str],
        columns: Mapping[str, Sequence[str]] | None = None,
    ) -> Sequence[pd.DataFrame]:
        """Return a part: the kept one, or what ``compute`` makes of the material that it names.

        Parameters
        ----------
        name
            Of the part.
        review
            All of the material.
        whole
            What the part reads of it that rests on tables alone (:data:`READ_FROM`).
        columns
            Frames of which it reads some columns; they are looked at by their content. Without any
            column it is only whether there is such a frame. One that is not there is ``None``.
        """
        frames = {one: _cut(review, one, names) for one, names in (columns or {}).items()}
        tables = sorted({table for one in whole for table in READ_FROM[one]})
        key = {
            "tables": {table: self._tables.get(table) for table in tables},
            "frames": {one: _digest(frame) for one, frame in frames.items()},
        }
        known = self._find(name, key)
        if known is not None:
            return known
        made = compute(_part_of(review, whole, frames))
        self._keep(name, key, made)
        return made

    def _find(self, name: str, key: Any) -> list[pd.DataFrame] | None:
        entry = self._kept.find(KIND, name, key)
        if entry is None:
            return None
        return [_read(entry.path(_file(place))) for place in range(entry.facts["frames"])]

    def _keep(self, name: str, key: Any, frames: Sequence[pd.DataFrame]) -> None:
        with owned_folder(None, IN_SYSTEM) as folder:
            files = {_file(place): folder / _file(place) for place in range(len(frames))}
            for frame, path in zip(frames, files.values(), strict=True):
                try:
                    feather.write_feather(pa.Table.from_pandas(frame), path)
                    pd.testing.assert_frame_equal(_read(path), frame, check_exact=True)
                except (pa.ArrowException, OSError, TypeError, ValueError, AssertionError):
                    return  # what does not come back as it was is not kept
            self._kept.put(KIND, name, key, {"frames": len(frames)}, files)


def _part_of(
    review: Review, whole: Collection[str], frames: Mapping[str, pd.DataFrame | None]
) -> Review:
    """Give a review that has nothing but this: to look at anything else raises ``AttributeError``."""
    part = object.__new__(Review)
    part.__dict__.update({one: getattr(review, one) for one in whole}, **frames)
    return part


def _cut(review: Review, name: str, columns: Sequence[str]) -> pd.DataFrame | None:
    frame: pd.DataFrame | None = getattr(review, name)
    if frame is None or not columns:
        return None if frame is None else frame.iloc[:0][[]]
    return frame[list(columns)]


def _digest(frame: pd.DataFrame | None) -> str | None:
    """Digest a frame: its columns, types and rows in their order, and the labels of the rows."""
    if frame is None:
        return None
    digest = hashlib.sha256(repr([str(kind) for kind in frame.dtypes]).encode())
    table = pa.Table.from_pandas(frame)
    sink = pa.BufferOutputStream()
    with ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    digest.update(sink.getvalue())
    return digest.hexdigest()


def _read(path: Path) -> pd.DataFrame:
    frame: pd.DataFrame = feather.read_table(path, memory_map=False).to_pandas()
    return frame


def _file(place: int) -> str:
    return f"{place}.arrow"
