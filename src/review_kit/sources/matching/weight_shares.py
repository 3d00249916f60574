"""Weights of a rubric brought to percents: of the rubric at its top, of their criterion for its parts.

Rubrics are written in several ways. Weights may be shares (0.25 + 0.30 + 0.45 = 1) where percents are wanted.
Criteria that stand together (all at the top, or all parts of one criterion) have weights of one kind; where
none of them is above 1 and they add up to 1, they are shares, as percents would add up to 100.

Parts may be weighted within the whole rubric rather than within their criterion: they add up to the
criterion's own weight then, or, where only parts have a weight, to 100 over the rubric.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from review_kit.sources.notice import Notice
from review_kit.words import say

SHARES = "weights_as_shares"
OF_WHOLE = "weights_of_whole"
TOLERANCE = 0.01
"""By which the sum of shares may miss 1, as they are rounded to two places."""
_ROUNDED = 0.05
"""Points by which rounding to one place may change a percent."""
_LISTED = 3

_Group = tuple[str | None, str | None]
"""Criterion that rows are parts of (none at the top), and version of the rubric."""


@dataclass(frozen=True)
class _Parts:
    """Parts of one criterion that are weighted within the whole rubric."""

    name: str
    sum: float
    """Of their weights in the export."""
    weight: float
    """Of the criterion, in percent."""


def weights_in_percent(path: Path) -> tuple[Notice, ...]:
    """Bring the weights in a Parquet file of staged criteria to percents, and tell of it.

    Each version of the rubric is looked at by itself. A version that lists only what changed does not add up
    to 1, and is taken for shares where another one is.
    """
    table = pq.read_table(path)
    rows = table.to_pylist()
    groups: defaultdict[_Group, list[int]] = defaultdict(list)
    for place, row in enumerate(rows):
        groups[row["parent_criterion_id"], row["rubric_version"]].append(place)
    read = {place: _number(row["weight"]) for place, row in enumerate(rows)}
    shares = _percents_of_shares(groups, read)
    parts, of_parts = _within_criteria(rows, groups, read, shares)
    changed = shares | parts
    if not changed:
        return ()
    texts = [
        f"{round(changed[place], 8):.10g}" if place in changed else row["weight"]
        for place, row in enumerate(rows)
    ]
    column = table.schema.get_field_index("weight")
    pq.write_table(table.set_column(column, "weight", pa.array(texts, pa.string())), path)
    notices = []
    if shares:
        sums = ", ".join(
            f"{total:g}"
            for total in sorted({_sum(places, read) for places in _groups_of(groups, shares)})
        )
        notices.append(_notice(SHARES, "found-weight-shares", shares, rows, sums=sums))
    if parts:
        told = ", ".join(
            say(
                "found-weights-of-part",
                name=each.name,
                sum=f"{each.sum:g}",
                weight=f"{each.weight:g}",
            )
            for each in of_parts[:_LISTED]
        )
        if len(of_parts) > _LISTED:
            told = say("found-weights-more", parts=told, n=len(of_parts) - _LISTED)
        notices.append(_notice(OF_WHOLE, "found-weights-of-whole", parts, rows, parts=told))
    return tuple(notices)


def _percents_of_shares(
    groups: Mapping[_Group, Sequence[int]], read: Mapping[int, float | None]
) -> dict[int, float]:
    """Place → percent, of the rows whose weights are shares."""
    small: dict[_Group, list[float]] = {}
    for key, members in groups.items():
        weights = [weight for place in members if (weight := read[place]) is not None]
        if len(weights) == len(members) and max(weights) <= 1:
            small[key] = weights
    certain = {parent for (parent, _), read in small.items() if abs(sum(read) - 1) <= TOLERANCE}
    return {
        place: weight * 100
        for key, weights in small.items()
        if key[0] in certain
        for place, weight in zip(groups[key], weights, strict=True)
    }


def _within_criteria(
    rows: Sequence[Mapping[str, Any]],
    groups: Mapping[_Group, Sequence[int]],
    read: Mapping[int, float | None],
    shares: Mapping[int, float],
) -> tuple[dict[int, float], list[_Parts]]:
    """Place → percent of its criterion, of parts that are weighted within the whole rubric.

    A criterion without a weight gets the sum of those of its parts, where all add up to the whole rubric.
    """
    percents: dict[int, float] = {}
    found: list[_Parts] = []
    places = {(row["criterion_id"], row["rubric_version"]): place for place, row in enumerate(rows)}
    for (parent, version), tops in groups.items():
        if parent is not None:
            continue
        of_parts = {
            places[above, version]: members
            for (above, of), members in groups.items()
            if above is not None
            and of == version
            and (above, version) in places
            and all(read[place] is not None for place in members)
        }
        percents |= _weights_of_parts(tops, of_parts, read)
        for place, members in of_parts.items():
            weight = percents.get(place, shares.get(place, read[place]))
            total = _sum(members, read)
            if weight is None or not _are_of_whole(total, weight, members, read):
                continue
            percents |= {part: (read[part] or 0.0) / total * 100 for part in members}
            name = rows[place]["criterion"] or rows[place]["criterion_id"]
            found.append(_Parts(str(name), total, weight))
    return percents, found


def _weights_of_parts(
    tops: Sequence[int], of_parts: Mapping[int, Sequence[int]], read: Mapping[int, float | None]
) -> dict[int, float]:
    """Place → percent, of the top where some have no weight but parts that make one whole with the rest."""
    without = [place for place in tops if read[place] is None]
    if not without or any(place not in of_parts for place in without):
        return {}
    alone = [place for place in tops if read[place] is not None]
    single = [*alone, *(part for place in without for part in of_parts[place])]
    total = _sum(single, read)
    unit = 100 if total <= 1 + TOLERANCE else 1
    if abs(total * unit - 100) > _tolerance(len(single), unit):
        return {}
    weights = {place: _sum(of_parts[place], read) * unit for place in without}
    return weights | {place: (read[place] or 0.0) * unit for place in alone if unit > 1}


def _are_of_whole(
    total: float, weight: float, members: Sequence[int], read: Mapping[int, float | None]
) -> bool:
    """Say whether parts add up to the weight of their criterion, in percent or as shares, and not to 100."""
    units = (1, 100) if max(read[place] or 0.0 for place in members) <= 1 else (1,)
    return 0 < weight < 99 and any(
        abs(total * unit - weight) <= _tolerance(len(members), unit) for unit in units
    )


def _tolerance(n: int, unit: int) -> float:
    """Points by which the sum of so many rounded weights may miss what they add up to."""
    return TOLERANCE * 100 if unit == 100 else _ROUNDED * (n + 1)


def _groups_of(
    groups: Mapping[_Group, Sequence[int]], chosen: Mapping[int, float]
) -> list[Sequence[int]]:
    return [places for places in groups.values() if places[0] in chosen]


def _sum(places: Sequence[int], read: Mapping[int, float | None]) -> float:
    return round(sum(read[place] or 0.0 for place in places), 4)


def _notice(
    kind: str,
    name: str,
    changed: Mapping[int, float],
    rows: Sequence[Mapping[str, Any]],
    **values: str,
) -> Notice:
    first = rows[min(changed)]
    return Notice(
        kind=kind,
        message=say(name, **values),
        hint=say(f"{name}.hint"),
        rows=len(changed),
        file=first["_file"],
        row=first["_row"],
        column="weight",
    )


def _number(text: str | None) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return None
