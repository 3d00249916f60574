"""Weights of a rubric that are written as shares: 0.25 + 0.30 + 0.45 = 1, where percents are wanted.

Criteria that stand together (all at the top, or all parts of one criterion) have weights of one kind. Where
none of them is above 1 and they add up to 1, they are shares: percents would add up to 100.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from review_kit.sources.notice import Notice
from review_kit.words import say

SHARES = "weights_as_shares"
TOLERANCE = 0.01
"""By which the sum of shares may miss 1, as they are rounded to two places."""


def shares_to_percents(path: Path) -> tuple[Notice, ...]:
    """Multiply weights that are shares by 100, in a Parquet file of staged criteria, and tell of it.

    Each version of the rubric is looked at by itself. A version that lists only what changed does not add up
    to 1, and is taken for shares where another one is.
    """
    table = pq.read_table(path)
    rows = table.to_pylist()
    groups: defaultdict[tuple[str | None, str | None], list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        groups[row["parent_criterion_id"], row["rubric_version"]].append(place)
    weights = {place: _number(row["weight"]) for place, row in enumerate(rows)}
    small: dict[tuple[str | None, str | None], list[float]] = {}
    for key, members in groups.items():
        read = [weight for place in members if (weight := weights[place]) is not None]
        if len(read) == len(members) and max(read) <= 1:
            small[key] = read
    certain = {parent for (parent, _), read in small.items() if abs(sum(read) - 1) <= TOLERANCE}
    shares = {key: read for key, read in small.items() if key[0] in certain}
    if not shares:
        return ()
    places = [place for key in shares for place in groups[key]]
    texts = [row["weight"] for row in rows]
    for place in places:
        texts[place] = f"{round((weights[place] or 0.0) * 100, 8):.10g}"
    column = table.schema.get_field_index("weight")
    pq.write_table(table.set_column(column, "weight", pa.array(texts, pa.string())), path)
    first = rows[min(places)]
    sums = ", ".join(
        f"{total:g}" for total in sorted({round(sum(read), 4) for read in shares.values()})
    )
    return (
        Notice(
            kind=SHARES,
            message=say("found-weight-shares", sums=sums),
            hint=say("found-weight-shares.hint"),
            rows=len(places),
            file=first["_file"],
            row=first["_row"],
            column="weight",
        ),
    )


def _number(text: str | None) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return None
