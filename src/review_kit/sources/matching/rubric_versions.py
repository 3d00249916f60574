"""Criteria that stand in a rubric more than once: the same skill with new weights from a day on.

A row of the rubric is one criterion of one version. Where several rows have one id, the last keeps it,
and each earlier one is called after the day it began: ``OBJ@2025-01-01``. The last then replaces the one
before, so that scores, sessions and goals go on under one criterion. Whatever names the criterion, by id
or by name, means the version that is in force on its own day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

Criterion = Mapping[str, Any]
"""A row of the criteria, as text."""


@dataclass(frozen=True)
class Since:
    """An id, and the day from which on it is the one that is meant."""

    identifier: str
    day: date | None = None
    """None: from the beginning."""


def separate_versions(path: Path) -> None:
    """Give each version of a criterion an id of its own, in a Parquet file of staged criteria.

    Rows that share an id and are no versions, because they begin on the same day or overlap, are left
    as they are: the contract faults them.
    """
    table = pq.read_table(path)
    rows = table.to_pylist()
    renamed = _separated(rows)
    if renamed == rows:
        return
    for column in ("criterion_id", "parent_criterion_id", "valid_to", "replaces_criterion_id"):
        values = pa.array([row[column] for row in renamed], pa.string())
        table = table.set_column(table.schema.get_field_index(column), column, values)
    pq.write_table(table, path)


def versions_of_ids(rubric: Sequence[Criterion]) -> Mapping[str, tuple[Since, ...]]:
    """Return the versions of each id that has several; earlier ones carry their first day."""
    families: defaultdict[str, list[Criterion]] = defaultdict(list)
    known = {row["criterion_id"] for row in rubric}
    for row in rubric:
        base, mark, day = row["criterion_id"].rpartition("@")
        if mark and base in known and day == row["valid_from"]:
            families[base].append(row)
    last = {row["criterion_id"]: row for row in rubric}
    return {
        base: versions
        for base, rows in families.items()
        if (versions := consecutive([*rows, last[base]]))
    }


def consecutive(rows: Sequence[Criterion]) -> tuple[Since, ...]:
    """Return criteria as versions of one another; nothing where two are in force on one day.

    A criterion is in force until its ``valid_to``, or until one of the others begins that replaces it.
    The first is meant for earlier days too, and each until the next begins.
    """
    begun = [_day(row["valid_from"]) for row in rows]
    if not rows or None in begun or len(set(begun)) < len(rows):
        return ()
    ordered = sorted(rows, key=lambda row: str(row["valid_from"]))
    for earlier, later in pairwise(ordered):
        replaced = later["replaces_criterion_id"] == earlier["criterion_id"]
        if not replaced and not _ends_before(earlier, later):
            return ()
    first, *others = ordered
    return (
        Since(first["criterion_id"]),
        *(Since(row["criterion_id"], _day(row["valid_from"])) for row in others),
    )


def on_day(versions: Sequence[Since], day: date | None) -> str:
    """Return the version in force on a day; the last where the day is not known."""
    begun = [each for each in versions if each.day is None or (day is not None and each.day <= day)]
    return begun[-1].identifier if day is not None else versions[-1].identifier


def _separated(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    same_id: defaultdict[str, list[int]] = defaultdict(list)
    for at, row in enumerate(rows):
        if row["criterion_id"]:
            same_id[row["criterion_id"]].append(at)
    renamed = [dict(row) for row in rows]
    families: dict[str, tuple[Since, ...]] = {}
    for name, places in same_id.items():
        ordered = sorted(places, key=lambda at: str(rows[at]["valid_from"]))
        ids = [f"{name}@{rows[at]['valid_from']}" for at in ordered[:-1]] + [name]
        if (
            len(places) < 2
            or not _follow([rows[at] for at in ordered])
            or set(ids[:-1]) & set(same_id)
        ):
            continue
        families[name] = tuple(
            Since(own, None if at == ordered[0] else _day(rows[at]["valid_from"]))
            for own, at in zip(ids, ordered, strict=True)
        )
        for before, at, own in zip([None, *ids], ordered, ids, strict=False):
            renamed[at]["criterion_id"] = own
            if before is not None and rows[at]["replaces_criterion_id"] in (None, name):
                renamed[at]["replaces_criterion_id"] = before
        for at, after in pairwise(ordered):
            if rows[at]["valid_to"] is None:
                begins = date.fromisoformat(rows[after]["valid_from"])
                renamed[at]["valid_to"] = (begins - timedelta(days=1)).isoformat()
    for row, given in zip(renamed, rows, strict=True):
        day = _day(given["valid_from"])
        if given["parent_criterion_id"] in families:
            row["parent_criterion_id"] = on_day(families[given["parent_criterion_id"]], day)
        replaced = given["replaces_criterion_id"]
        if replaced in families and replaced != given["criterion_id"]:
            before_it = None if day is None else day - timedelta(days=1)
            row["replaces_criterion_id"] = on_day(families[replaced], before_it)
    return renamed


def _follow(ordered: Sequence[Criterion]) -> bool:
    """Say whether rows of one id follow one another; one without an end ends where the next begins."""
    days = [_day(row["valid_from"]) for row in ordered]
    return None not in days and all(
        earlier["valid_from"] < later["valid_from"]
        and (earlier["valid_to"] is None or _ends_before(earlier, later))
        for earlier, later in pairwise(ordered)
    )


def _ends_before(earlier: Criterion, later: Criterion) -> bool:
    ends = _day(earlier["valid_to"])
    return ends is not None and ends.isoformat() < str(later["valid_from"])


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text and len(text) == len("2026-01-01") else None
    except ValueError:
        return None
