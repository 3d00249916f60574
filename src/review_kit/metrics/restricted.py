"""A computation that can look at nothing but what one part of a review's metrics is declared to read."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property, partial
from typing import Any

import pandas as pd

from review_kit.metrics.compute import Computation
from review_kit.metrics.kept_parts import Part
from review_kit.metrics.part_reads import EVERY_PART, LOG, Reads
from review_kit.metrics.prepared import Review, ReviewLater
from review_kit.metrics.rep_rows import rows_of_reps
from review_kit.metrics.tables import Tables


class Restricted(Computation):
    """A computation of one part.

    Parameters
    ----------
    frames, after
        What it reads of the log, and the parts it is computed from, by name.
    reps
        Those of whom alone it can look at what the part reads of a rep; ``None`` for all.
    """

    def __init__(
        self,
        review: ReviewLater,
        tables: Tables,
        reads: Reads,
        frames: Mapping[str, pd.DataFrame | None],
        after: Mapping[str, Part],
        reps: Collection[str] | None = None,
    ) -> None:
        self._config, self._windows = review.config, review.windows
        self._after, self._reps = after, reps
        self._by_rep = frozenset({"reps", *reads.by_rep})
        frames = {one: self._own(one, frame) for one, frame in frames.items()}
        self._lazily = (review, [*EVERY_PART, *reads.whole], frames)
        self._tables = _OnlyTables(tables, reads.tables, frames)

    @cached_property
    def _review(self) -> Review:  # type: ignore[override]
        """A review that has nothing but this: to look at anything else raises ``AttributeError``."""
        review, whole, frames = self._lazily
        part = object.__new__(_OnlyReview)
        part.__dict__.update({one: frame for one, frame in frames.items() if one != LOG})
        part.__dict__["_given"] = {one: partial(self._of_review, review, one) for one in whole}
        return part

    def _of_review(self, review: ReviewLater, name: str) -> Any:
        if self._reps is None or name not in self._by_rep:
            return getattr(review, name)
        return self._own(name, review.of_reps(name, self._reps))

    def _own(self, name: str, read: Any) -> Any:
        """Cut what is read of a rep to the reps."""
        if self._reps is None or read is None or name not in self._by_rep:
            return read
        return rows_of_reps(read, self._reps)

    def frames_of(self, part: str) -> Sequence[pd.DataFrame]:
        """Compute the part."""
        return self._make(part)

    def _of(self, part: str) -> Sequence[pd.DataFrame]:
        known = self._after[part]
        if self._reps is None or part not in self._by_rep:
            return known.frames
        return known.of_reps(self._reps)


class _OnlyReview(Review):
    """A review of which some can be looked at, each cut when it first is."""

    def __getattribute__(self, name: str) -> Any:
        """Give what may be looked at."""
        known = object.__getattribute__(self, "__dict__")
        given: Mapping[str, Callable[[], Any]] = known.get("_given", {})
        if name in known or name not in given:
            return object.__getattribute__(self, name)
        return known.setdefault(name, given[name]())


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
