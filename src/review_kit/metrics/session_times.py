"""When on its day a proposed session begins: one after the other for the manager who holds them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import time

import pandas as pd

from review_kit.metrics.tidy import lookup

USUAL_MINUTES = 30
"""Length of a session of a rep who has had none."""
_GRID = 15
"""Minutes between times that people write into a calendar."""
_DAY = 8 * 60
"""Minutes after which the day begins again: more sessions than fit are two at a time."""


def with_times(
    days: pd.DataFrame, minutes: pd.Series, managers: pd.Series, begin: time
) -> pd.DataFrame:
    """Give each proposed session a time and a length, so that no manager has two at once.

    Parameters
    ----------
    days
        ``rep_id``, ``session_on``.
    minutes
        Usual length of each rep's sessions, by ``rep_id``; missing where there were none.
    managers
        Manager of record, by ``rep_id``.
    begin
        When the first session of a day begins.

    Returns
    -------
    DataFrame
        ``days`` with ``starts_at`` (``10:00``) and ``minutes``.
    """
    length = lookup(days["rep_id"], minutes).fillna(USUAL_MINUTES).clip(lower=1)
    timed = days.assign(minutes=length, manager=lookup(days["rep_id"], managers))
    known = timed.dropna(subset=["manager", "session_on"]).sort_values("rep_id", kind="stable")
    held: dict[tuple[object, object], dict[object, float]] = {}
    columns = (known.index, known["manager"], known["session_on"], known["minutes"])
    for at, manager, day, lasts in zip(*(column.tolist() for column in columns), strict=True):
        held.setdefault((manager, day), {})[at] = lasts
    starts: dict[object, str] = {}
    for lengths in held.values():
        starts |= zip(lengths, _starts(lengths.values(), begin), strict=True)
    found = pd.Series([starts.get(at, "") for at in days.index], days.index, dtype="str")
    return timed.drop(columns="manager").assign(starts_at=found)


def _starts(lengths: Iterable[float], begin: time) -> Iterator[str]:
    first = begin.hour * 60 + begin.minute
    ahead = 0
    for length in lengths:
        taken = -(-round(length) // _GRID) * _GRID
        if ahead and ahead + taken > _DAY:
            ahead = 0
        at = (first + ahead) % (24 * 60)
        yield f"{at // 60:02d}:{at % 60:02d}"
        ahead += taken
