"""The metrics of a run, of which only those parts are computed that would not come out as they did before."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

import pandas as pd

from review_kit.metrics.compute import Computation
from review_kit.metrics.kept_parts import ContentDigests, KeptParts, Part, in_memory
from review_kit.metrics.memory import arrow_in_system_memory, give_back
from review_kit.metrics.one_thread import matrices_in_one_thread
from review_kit.metrics.part_reads import (
    ALL,
    BUT,
    EVERY_PART,
    READ_FROM,
    READS,
    Reads,
)
from review_kit.metrics.prepared import NO_RESULTS, OwnResult, Review, ReviewLater
from review_kit.metrics.results import write_table
from review_kit.metrics.table_schemas import METRIC_TABLES
from review_kit.metrics.tables import SnapshotTables, Tables, TablesLater
from review_kit.metrics.text_storage import in_text_as_held, text_held_for
from review_kit.metrics.windows import ReviewWindows, review_windows
from review_kit.project.config import Config

_LOG, _SCORES = "coaching_log", "qa_scores"


class DigestedTables(SnapshotTables, Protocol):
    """What is needed of a validated snapshot to know which of its tables have changed."""

    @property
    def digests(self) -> Mapping[str, str]:
        """Table → digest of its rows; of those that there are."""
        ...

    @property
    def quarantined_digests(self) -> Mapping[str, str]:
        """Table → digest of its quarantined rows."""
        ...

    def count(self, table: str, /) -> int:
        """Return how many rows a table has."""
        ...


def write_metrics(
    snapshot: DigestedTables,
    config: Config,
    folder: Path,
    *,
    as_of: date,
    window_days: int | None,
    own_results: Mapping[str, OwnResult] = NO_RESULTS,
    kept: KeptParts,
) -> None:
    """Write every metric table of a review: what :func:`~review_kit.metrics.compute_metrics` gives.

    Parameters
    ----------
    folder
        Where to; one ``<table>.parquet`` for each.
    kept
        Parts that earlier runs computed: one that would come out the same is taken from there.

    Raises
    ------
    ConfigurationError, ContractGateError
        As for ``compute_metrics``.
    """
    windows = review_windows(config, as_of, window_days)
    tables = TablesLater(snapshot, snapshot.count("qa_scores"), in_text_as_held)
    with arrow_in_system_memory(), matrices_in_one_thread(), text_held_for(tables):
        parts = _Parts(snapshot, tables, config, windows, own_results, kept)
        parts.of("money-checked")
        folder.mkdir(parents=True, exist_ok=True)
        for place, name in enumerate(METRIC_TABLES):
            parts.let_go_before([*METRIC_TABLES][place:])
            part = parts.of(name)
            if part.file is None:
                write_table(in_text_as_held(part.frames[0]), name, folder / f"{name}.parquet")
            else:
                shutil.copyfile(part.file, folder / f"{name}.parquet")


class _Parts:
    """The parts of one review, each found or made when it is first asked for."""

    def __init__(
        self,
        snapshot: DigestedTables,
        tables: TablesLater,
        config: Config,
        windows: ReviewWindows,
        own_results: Mapping[str, OwnResult],
        kept: KeptParts,
    ) -> None:
        self._rows, self._quarantined = snapshot.digests, snapshot.quarantined_digests
        self._tables, self._config, self._windows = tables, config, windows
        self._kept = kept
        self._digests = ContentDigests()
        self._known: dict[str, Part] = {}
        self._review = ReviewLater(
            tables,
            config,
            windows,
            own_results,
            {
                "around": lambda: self.of("calls-around").frames[0],
                "ratings": lambda: next(iter(self.of("ratings-told").frames), None),
            },
            kept.scores({one: self._rows.get(one) for one in sorted(READ_FROM["call_scores"])}),
        )

    def of(self, name: str) -> Part:
        """Return a part."""
        if name not in self._known:
            self._known[name] = self._found_or_made(name, READS[name])
        return self._known[name]

    def let_go_before(self, names: Sequence[str]) -> None:
        """Let go the exported scores where none of these parts, nor what they rest on, reads them."""
        to_come, waiting = set(), [*names]
        while waiting:
            name = waiting.pop()
            if name not in to_come and name not in self._known:
                to_come.add(name)
                waiting += READS[name].after
        if not any(_SCORES in READS[name].tables for name in to_come):
            self._tables.let_go(_SCORES)

    def _found_or_made(self, name: str, reads: Reads) -> Part:
        after = {one: self.of(one) for one in reads.after}
        frames = {one: self._cut(one, columns) for one, columns in reads.columns.items()}
        computation = _Restricted(self._review, self._tables, reads, frames, after)
        if "own_results" in reads.whole and self._review.own_results:
            # nobody knows which tables these rest on
            return in_memory(computation.frames_of(name))
        on = {table for one in reads.whole for table in READ_FROM[one]}
        key = {
            "tables": {one: self._rows.get(one) for one in sorted({*on, *reads.tables})},
            "every": [self._rows[one] for one in ("roster", "criteria")],
            "quarantined": {one: self._quarantined.get(one) for one in reads.quarantined},
            "frames": {one: self._digests.of(one, frame) for one, frame in frames.items()},
            "after": {one: part.digest for one, part in after.items()},
        }
        found = self._kept.find(name, key)
        if found is None:
            give_back()
            found = self._kept.keep(name, key, computation.frames_of(name))
        return found

    def _cut(self, name: str, columns: Sequence[str]) -> pd.DataFrame | None:
        """Cut a frame of the coaching log to the columns that are read."""
        source = self._tables if name == _LOG else self._review
        frame: pd.DataFrame | None = getattr(source, name)
        if frame is None or columns == ALL:
            return frame
        if columns[:1] == (BUT,):
            return frame.drop(columns=[*columns[1:]], errors="ignore")
        if not columns:
            return frame.iloc[:0][[]]
        return frame[list(columns)]


class _Restricted(Computation):
    """A computation that can look at nothing but what one part reads."""

    def __init__(
        self,
        review: Review,
        tables: Tables,
        reads: Reads,
        frames: Mapping[str, pd.DataFrame | None],
        after: Mapping[str, Part],
    ) -> None:
        self._config, self._windows = review.config, review.windows
        self._after = after
        whole = [*EVERY_PART, *reads.whole]
        self._lazily = (review, whole, frames)
        self._tables = _OnlyTables(tables, reads.tables, frames)

    @cached_property
    def _review(self) -> Review:  # type: ignore[override]
        """A review that has nothing but this: to look at anything else raises ``AttributeError``."""
        review, whole, frames = self._lazily
        part = object.__new__(Review)
        part.__dict__.update({one: getattr(review, one) for one in whole})
        part.__dict__.update({one: frame for one, frame in frames.items() if one != _LOG})
        return part

    def frames_of(self, part: str) -> Sequence[pd.DataFrame]:
        """Compute the part."""
        return self._make(part)

    def _of(self, part: str) -> Sequence[pd.DataFrame]:
        return self._after[part].frames


class _OnlyTables(Tables):
    """Tables of which some can be looked at."""

    def __init__(
        self, tables: Tables, names: Sequence[str], frames: Mapping[str, pd.DataFrame | None]
    ) -> None:
        self.__dict__.update(_all=tables, _names=frozenset(names), _frames=frames)

    def __getattribute__(self, name: str) -> Any:
        """Give a table that may be looked at."""
        known = object.__getattribute__(self, "__dict__")
        if name.startswith("_"):
            return object.__getattribute__(self, name)
        if name in known["_frames"]:
            return known["_frames"][name]
        if name in known["_names"] or name == "quarantined":
            return getattr(known["_all"], name)
        raise AttributeError(name)
