"""The rows behind every number of a rep's packet as a table of the run: its web page shows them.

They are found by the functions by which ``review-kit explain`` finds them, for all reps at once. A packet
then reads its own; nothing is computed for it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

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

    @property
    def key(self) -> tuple[Any, ...]:
        """All but the metrics."""
        return tuple(value for name, value in vars(self).items() if name != "metrics")


def number_rows(material: Material) -> pd.DataFrame:
    """List each rep's sets of rows that numbers of the packet were counted from, each once."""
    sets: dict[str, dict[tuple[Any, ...], _Set]] = {
        str(rep_id): {} for rep_id in material.review.reps["rep_id"]
    }
    for metric in METRICS.values():
        if PACKET not in metric.printed_in or metric.name not in ROWS_OF:
            continue
        for counted in ROWS_OF[metric.name](material, metric.name):
            for rep_id, found in _by_rep(counted, sets):
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


def _by_rep(counted: Counted, reps: dict[str, Any]) -> Iterator[tuple[str, _Set]]:
    """Cut rows by rep, to as many as are shown; a rep without any has an empty set."""
    rows = counted.rows.drop(columns=[*OF_OTHERS], errors="ignore")
    if _SCORER in rows:
        labels = rows[_SCORER].astype("str")
        rows = rows.assign(scorer=labels.map({one: instrument_of(one) for one in labels.unique()}))
    columns = json.dumps([*rows.columns], ensure_ascii=False)
    sizes = counted.reps.value_counts()
    shown = _shown(rows, counted.reps)
    values = plain_values(rows[shown])
    own: dict[str, list[Any]] = {}
    for rep_id, row in zip(counted.reps[shown], values, strict=True):
        own.setdefault(rep_id, []).append(row)
    for rep_id in reps:
        if counted.is_told_of(rep_id):
            yield (
                rep_id,
                _Set(
                    counted.table,
                    counted.which,
                    *counted.days_of(rep_id),
                    int(sizes.get(rep_id, 0)),
                    columns,
                    json.dumps(own.get(rep_id, []), ensure_ascii=False, separators=(",", ":")),
                ),
            )


def _shown(rows: pd.DataFrame, reps: pd.Series) -> np.ndarray:
    """Mark the rows that are shown: all of a rep's, or the last; of scores the last of each criterion."""
    size = reps.groupby(reps).transform("size")
    shown = size <= SHOWN
    if _CRITERION in rows:
        keys = [reps, rows[_CRITERION].astype("str").fillna("")]
        criteria = keys[1].groupby(reps).transform("nunique").clip(lower=1)
        room = (SHOWN // criteria).clip(lower=SHOWN_OF_EACH)
    else:
        keys, room = [reps], pd.Series(SHOWN, reps.index)
    from_the_end = reps.groupby(keys).cumcount(ascending=False)
    return np.asarray(shown | (from_the_end < room))
