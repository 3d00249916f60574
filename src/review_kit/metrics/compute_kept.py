"""The metrics of a run, of which only those parts are computed that would not come out as they did before."""

from __future__ import annotations

import shutil
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Protocol

import pandas as pd

from review_kit.metrics.kept_parts import ContentDigests, KeptParts, Part, in_memory
from review_kit.metrics.memory import arrow_in_system_memory, give_back
from review_kit.metrics.one_thread import matrices_in_one_thread
from review_kit.metrics.own_rows import OwnRows, ReadOfReps
from review_kit.metrics.part_reads import (
    ALL,
    BUT,
    LOG,
    READ_FROM,
    READS,
    Reads,
    rests_on_log,
)
from review_kit.metrics.prepared import NO_RESULTS, OwnResult, ReviewLater
from review_kit.metrics.restricted import Restricted
from review_kit.metrics.results import write_table
from review_kit.metrics.table_schemas import METRIC_TABLES
from review_kit.metrics.tables import SnapshotTables, TablesLater
from review_kit.metrics.text_storage import in_text_as_held, text_held_for
from review_kit.metrics.windows import ReviewWindows, review_windows
from review_kit.project.config import Config

_SCORES = "qa_scores"


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
        parts = ReviewParts(snapshot, tables, config, windows, own_results, kept)
        parts.of("money-checked")
        folder.mkdir(parents=True, exist_ok=True)
        for place, name in enumerate(METRIC_TABLES):
            parts.let_go_before([*METRIC_TABLES][place:])
            part = parts.of(name)
            if part.file is None:
                write_table(in_text_as_held(part.frames[0]), name, folder / f"{name}.parquet")
            else:
                shutil.copyfile(part.file, folder / f"{name}.parquet")


class ReviewParts:
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
                "calls": partial(self._known_of, "calls-scored"),
                "around": partial(self._known_of, "calls-around"),
                "passed": partial(self._known_of, "stages-passed"),
                "ratings": partial(self._known_of, "ratings-told"),
            },
            kept.scores({one: self._rows.get(one) for one in sorted(READ_FROM["call_scores"])}),
        )

    def of(self, name: str) -> Part:
        """Return a part."""
        if name not in self._known:
            self._known[name] = self._found_or_made(name, READS[name])
        return self._known[name]

    def let_go_before(self, names: Sequence[str]) -> None:
        """Let go what none of these parts, nor what they rest on, reads: exported scores, frames of parts."""
        to_come, waiting = set(), [*names]
        while waiting:
            name = waiting.pop()
            if name not in to_come and name not in self._known:
                to_come.add(name)
                waiting += READS[name].after
        if not any(_SCORES in READS[name].tables for name in to_come):
            self._tables.let_go(_SCORES)
        read = {one for name in to_come for one in READS[name].after}
        for name, part in self._known.items():
            if name not in read:
                part.let_go()

    def rows_of(self, name: str, reps: Collection[str]) -> pd.DataFrame:
        """Compute the rows of some reps of a part that is a rep's own."""
        (rows,) = self._computation(name, reps).frames_of(name)
        return rows

    def _known_of(self, name: str, reps: Collection[str] | None) -> pd.DataFrame | None:
        """Give the one frame of a part, if it has one, of some reps or of all."""
        part = self.of(name)
        return next(iter(part.frames if reps is None else part.of_reps(reps)), None)

    def _found_or_made(self, name: str, reads: Reads) -> Part:
        if "own_results" in reads.whole and self._review.own_results:
            # nobody knows which tables these rest on
            return in_memory(self._computation(name).frames_of(name))
        on = {table for one in reads.whole for table in READ_FROM[one]}
        frames = self._frames(reads)
        key = {
            "tables": {one: self._rows.get(one) for one in sorted({*on, *reads.tables})},
            "every": [self._rows[one] for one in ("roster", "criteria")],
            "quarantined": {one: self._quarantined.get(one) for one in reads.quarantined},
            "frames": {one: self._digests.of(one, frame) for one, frame in frames.items()},
            "after": {one: self.of(one).digest for one in reads.after},
        }
        found = self._kept.find(name, key)
        if found is not None:
            return found
        give_back()
        if reads.by_rep:
            return self._of_changed_reps(name, reads, key)
        return self._kept.keep(name, key, self._computation(name).frames_of(name))

    def _of_changed_reps(self, name: str, reads: Reads, key: Mapping[str, Any]) -> Part:
        """Make a part that is a rep's own for the reps alone of whom it reads something else than before."""
        frames = self._frames(reads)
        read: dict[str, ReadOfReps] = {}
        for one in reads.by_rep:
            if (frame := frames.get(one)) is not None:
                read[one] = ReadOfReps(key["frames"][one], partial(_itself, frame))
            elif one in reads.after and rests_on_log(one):
                read[one] = ReadOfReps(key["after"][one], partial(_first_of, self.of(one)))
        of_all = {
            **key,
            **{kind: _without(key[kind], read) for kind in ("frames", "after")},
        }
        own = OwnRows(self._kept, name, of_all, [*self._review.reps["rep_id"]], read)
        changed = own.changed
        if changed is not None:
            anew = self.rows_of(name, changed) if changed else None
            made = own.with_rows_of(changed, anew, key)
            if made is not None:
                return made
        (whole,) = self._computation(name).frames_of(name)
        give_back()
        return own.keep(whole, key)

    def _computation(self, name: str, reps: Collection[str] | None = None) -> Restricted:
        reads = READS[name]
        after = {one: self.of(one) for one in reads.after}
        return Restricted(self._review, self._tables, reads, self._frames(reads), after, reps)

    def _frames(self, reads: Reads) -> Mapping[str, pd.DataFrame | None]:
        return {one: self._cut(one, columns) for one, columns in reads.columns.items()}

    def _cut(self, name: str, columns: Sequence[str]) -> pd.DataFrame | None:
        """Cut a frame of the coaching log to the columns that are read."""
        source = self._tables if name == LOG else self._review
        frame: pd.DataFrame | None = getattr(source, name)
        if frame is None or columns == ALL:
            return frame
        if columns[:1] == (BUT,):
            return frame.drop(columns=[*columns[1:]], errors="ignore")
        if not columns:
            return frame.iloc[:0][[]]
        return frame[list(columns)]


def _without(digests: Mapping[str, Any], read: Collection[str]) -> Mapping[str, Any]:
    return {one: digest for one, digest in digests.items() if one not in read}


def _itself(frame: pd.DataFrame) -> pd.DataFrame:
    return frame


def _first_of(part: Part) -> pd.DataFrame:
    return part.frames[0]
