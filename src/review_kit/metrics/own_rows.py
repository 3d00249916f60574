"""A part that is a rep's own, made for the reps alone of whom it reads something else than before.

Beside the part, a digest of what it reads of each rep is kept under the key of what it reads of all. Where
that is the same, the reps whose digests differ are computed; the rows of all others are the part's.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from review_kit.metrics.kept_parts import KeptParts, Last, Part
from review_kit.metrics.rep_rows import REP, differing, digests_by_rep, in_place_of
from review_kit.metrics.results import to_arrow

FEW = 0.5
"""Share of the reps from which on all are computed: taking rows from a part costs something too."""


class ReadOfReps(NamedTuple):
    """What a part reads of single reps: a digest of it all, and what gives it."""

    digest: Any
    frame: Callable[[], pd.DataFrame]


class OwnRows:
    """What one part that is a rep's own reads of each rep, now and when it was last kept.

    Parameters
    ----------
    kept
        Parts that earlier runs computed.
    name
        Of the part, a metric table.
    of_all
        Key of what it reads that is not of single reps.
    reps
        All reps in review, in their order.
    read
        What it reads of single reps, by name.
    """

    def __init__(
        self,
        kept: KeptParts,
        name: str,
        of_all: Any,
        reps: Sequence[str],
        read: Mapping[str, ReadOfReps],
    ) -> None:
        self._kept, self._name, self._of_all = kept, name, of_all
        self._reps, self._read = reps, read
        self._before = kept.last(name, of_all)

    @cached_property
    def changed(self) -> Collection[str] | None:
        """Reps of whom something else is read; ``None`` where nobody knows, or where it is most of them."""
        if self._before is None:
            return None
        found = differing(self._before.by_rep, self._by_rep)
        return None if len(found) > FEW * len(self._reps) else found

    @cached_property
    def _by_rep(self) -> pd.DataFrame:
        """Digest of what is read of each rep; what is the same as before is not looked at."""
        known = {}
        for one, (digest, frame) in self._read.items():
            if self._before is not None and self._before.digests.get(one) == digest:
                known[one] = self._before.by_rep[one]
            else:
                known[one] = pd.Series(digests_by_rep(frame()), dtype="str")
        return pd.DataFrame(known, index=pd.Index(self._reps, name=REP)).fillna("")

    def with_rows_of(
        self, changed: Collection[str], anew: pd.DataFrame | None, key: Any
    ) -> Part | None:
        """Keep the part with the rows of some reps in the place of their earlier ones.

        Where that cannot be done, there is none.
        """
        earlier = None if self._before is None else self._kept.find(self._name, self._before.key)
        if earlier is None or earlier.file is None:
            return None
        try:
            whole = pq.read_table(earlier.file)
            if anew is not None:
                whole = in_place_of(whole, to_arrow(anew, self._name), changed, self._reps)
        except (pa.ArrowException, OSError):
            return None
        part = self._kept.keep_table(self._name, key, whole)
        if part is not None:
            self._remember(key)
        return part

    def keep(self, whole: pd.DataFrame, key: Any) -> Part:
        """Keep the part that was computed for all reps."""
        part = self._kept.keep(self._name, key, [whole])
        self._remember(key)
        return part

    def _remember(self, key: Any) -> None:
        digests = {one: digest for one, (digest, _) in self._read.items()}
        self._kept.remember(self._name, self._of_all, Last(key, digests, self._by_rep))
