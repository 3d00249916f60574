"""The rows behind every number of a rep's packet as a table of the run: its web page shows them.

They are found by the functions by which ``review-kit explain`` finds them, for all reps at once. A packet
then reads its own; nothing is computed for it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from review_kit.metrics.counted.finders import ROWS_OF
from review_kit.metrics.counted.material import Counted, Material
from review_kit.metrics.counted.plain_values import plain_values
from review_kit.metrics.registry import METRICS
from review_kit.metrics.registry.metric import PACKET
from review_kit.metrics.scorers.labels import instrument_of

SHOWN = 30
"""Rows of a set that are shown; ``review-kit explain`` prints all of them."""
SHOWN_OF_EACH = 3
"""Rows of each criterion that are shown even where these are more together."""
OF_OTHERS = frozenset({"manager_id", "rated_by"})
"""Columns that name people other than the rep: they are left out."""
_SCORER, _CRITERION = "scorer", "criterion_id"
_as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass
class _Set:
    """Rows of one rep, and the metrics that were counted from them."""

    table: str
    which: str
    first: str
    last: str
    n: int
    columns: str
    rows: str
    metrics: list[str] = field(default_factory=list)

    @cached_property
    def key(self) -> tuple[Any, ...]:
        """All but the metrics."""
        return (self.table, self.which, self.first, self.last, self.n, self.columns, self.rows)


def number_rows(material: Material) -> pd.DataFrame:
    """List each rep's sets of rows that numbers of the packet were counted from, each once."""
    sets: dict[str, dict[tuple[Any, ...], _Set]] = {
        str(rep_id): {} for rep_id in material.review.reps["rep_id"]
    }
    cut = _Cut([*sets])
    for metric in METRICS.values():
        if PACKET not in metric.printed_in or metric.name not in ROWS_OF:
            continue
        for counted in ROWS_OF[metric.name](material, metric.name):
            for rep_id, found in cut.by_rep(counted):
                known = sets[rep_id].setdefault(found.key, found)
                if metric.name not in known.metrics:
                    known.metrics.append(metric.name)
    return pd.DataFrame(
        [
            {
                "rep_id": rep_id,
                "part": place,
                "metrics": " ".join(one.metrics),
                "table": one.table,
                "which": one.which,
                "first_day": one.first or None,
                "last_day": one.last or None,
                "n": one.n,
                "columns": one.columns,
                "rows": one.rows,
            }
            for rep_id, found in sets.items()
            for place, one in enumerate(found.values(), start=1)
        ]
    )


class _Cut:
    """Rows cut by rep; many metrics are counted from the same rows, which are cut once.

    Parameters
    ----------
    reps
        Those in review.
    """

    def __init__(self, reps: Sequence[str]) -> None:
        self._reps = reps
        self._known: dict[tuple[Any, ...], list[tuple[Counted, list[tuple[str, _Set]]]]] = {}

    def by_rep(self, counted: Counted) -> list[tuple[str, _Set]]:
        """Give each rep's set of the rows, cut to as many as are shown; empty for a rep without any."""
        # days that are a rep's own are of one metric alone
        days = None if isinstance(counted.days, Mapping) else counted.days
        about = (counted.table, counted.which, days, *counted.rows.columns)
        alike = self._known.setdefault(about, [])
        for earlier, sets in alike:
            if counted.is_like(earlier):
                return sets
        sets = [*_by_rep(counted, self._reps)]
        alike.append((counted, sets))
        return sets


def _by_rep(counted: Counted, reps: Sequence[str]) -> Iterator[tuple[str, _Set]]:
    """Cut rows by rep, to as many as are shown; a rep without any has an empty set."""
    rows = counted.rows.drop(columns=[*OF_OTHERS], errors="ignore")
    if _SCORER in rows:
        labels = rows[_SCORER].astype("str")
        rows = rows.assign(scorer=labels.map({one: instrument_of(one) for one in labels.unique()}))
    columns = json.dumps([*rows.columns], ensure_ascii=False)
    whose, names = pd.factorize(counted.reps)
    sizes = dict(zip(names, np.bincount(whose).tolist(), strict=True))
    shown = _shown(rows, whose)
    own: dict[str, list[Any]] = {}
    for rep_id, row in zip(counted.reps[shown], plain_values(rows[shown]), strict=True):
        own.setdefault(rep_id, []).append(row)
    for rep_id in reps:
        if counted.is_told_of(rep_id):
            yield (
                rep_id,
                _Set(
                    counted.table,
                    counted.which,
                    *counted.days_of(rep_id),
                    sizes.get(rep_id, 0),
                    columns,
                    _as_json(own.get(rep_id, [])),
                ),
            )


def _shown(rows: pd.DataFrame, whose: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Mark the rows that are shown: all of a rep's, or the last; of scores the last of each criterion."""
    sizes = np.bincount(whose)
    shown: NDArray[np.bool_] = (sizes <= SHOWN)[whose]
    if shown.all():
        return shown
    set_of, room = whose, np.full(len(sizes), SHOWN)
    if _CRITERION in rows:
        criterion, names = pd.factorize(rows[_CRITERION], use_na_sentinel=False)
        set_of = whose * len(names) + criterion
        criteria = np.bincount(np.unique(set_of) // len(names))
        room = np.maximum(SHOWN // criteria, SHOWN_OF_EACH)
    from_the_end = pd.Series(set_of).groupby(set_of).cumcount(ascending=False).to_numpy()
    return shown | (from_the_end < room[whose])
