"""Cast rows as the pandas frames that expectations look at.

Great Expectations has no fast expectation for days and moments, so they come as numbers: days and
microseconds since 1970. What an expectation cannot see in a row (whether a key was kept in a parent,
the last day of an export, a sum over other rows) is worked out here with pandas, from the same inputs
as the SQL masks but not from the masks, so that each can show the other to be wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import duckdb
import pandas as pd

from review_kit.contracts.casting import UNREADABLE
from review_kit.contracts.engine import count
from review_kit.contracts.rules import (
    NotAfterExport,
    Readable,
    References,
    Required,
    RequiredWhen,
    RowRule,
    SumInForce,
    Unique,
    columns_of,
)
from review_kit.sources.sql import name

CHUNK_ROWS = 125_000
"""Rows of one frame. Larger tables are looked at in several, to keep memory bounded."""
FEW_CHUNKS = 16
"""Chunks up to which each is found by looking through the whole table."""
CHUNK = "_chunk"
"""Column that numbers the chunk of a row."""

_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True)
class Surroundings:
    """What rules need to know beside the rows of their own table."""

    time_zone: str
    kept_keys: Mapping[str, pd.Index]
    """Keys of the rows kept, by table."""
    last_days: Mapping[str, date]
    """File → day after which none of its rows may lie."""


@dataclass(frozen=True)
class Part:
    """A frame and the rules that can be judged from it."""

    frame: pd.DataFrame
    rules: tuple[RowRule, ...]


def orphan_column(rule: References) -> str:
    """Return the name of the column that holds a value without a kept row in the parent."""
    return f"{rule.column}:not in {rule.table}"


def until_column(rule: NotAfterExport) -> str:
    """Return the name of the column that holds the first moment after the last day allowed."""
    return f"{rule.column}:until"


def deviation_column(rule: SumInForce) -> str:
    """Return the name of the column that says how far from its total the sum of a row is."""
    return f"{rule.column}:deviation"


def read_parts(
    connection: duckdb.DuckDBPyConnection,
    cast: str,
    rules: Sequence[RowRule],
    logical_types: Mapping[str, str],
    surroundings: Surroundings,
    chunk_rows: int = CHUNK_ROWS,
) -> Iterator[Part]:
    """Yield frames that together show every row to every rule exactly once.

    A table of up to ``chunk_rows`` rows is one frame. A larger one is split by the hash of a key, so
    that rows with equal keys share a frame and uniqueness can be judged frame by frame; each further
    key is split once more on its own. Sums need the whole table and get the few columns they read.
    """
    chunks = max(1, -(-count(connection, cast) // chunk_rows))
    if chunks == 1:
        yield _part(connection, cast, rules, logical_types, surroundings)
        return
    sums = [rule for rule in rules if isinstance(rule, SumInForce)]
    uniques = [rule for rule in rules if isinstance(rule, Unique)]
    others = [rule for rule in rules if not isinstance(rule, SumInForce | Unique)]
    passes = [([*others, *uniques[:1]], uniques[0].columns if uniques else ("_position",))]
    passes += [([rule], rule.columns) for rule in uniques[1:]]
    for judged, partition in passes:
        hashed = f"hash({', '.join(name(column) for column in partition)}) % {chunks}"
        split = _in_order_of_chunks(connection, cast, judged, logical_types, hashed, chunks)
        for number in range(chunks):
            chunk = f"(SELECT * FROM {split or cast} WHERE {CHUNK if split else hashed} = {number})"
            yield _part(connection, chunk, judged, logical_types, surroundings)
        if split:
            connection.execute(f"DROP TABLE {split}")
    if sums:
        yield _part(connection, cast, sums, logical_types, surroundings)


def _in_order_of_chunks(
    connection: duckdb.DuckDBPyConnection,
    cast: str,
    rules: Sequence[RowRule],
    logical_types: Mapping[str, str],
    hashed: str,
    chunks: int,
) -> str:
    """Copy the columns that the rules read, rows of one chunk beside each other; empty for few chunks.

    Reading a chunk then takes as long as the chunk is, and all of them as long as the table is. Without
    it every chunk looks at every row, which is quicker for a few chunks and hopeless for hundreds.
    """
    if chunks <= FEW_CHUNKS:
        return ""
    split = name(f"{cast.strip(chr(34))} in order of chunks")
    columns = ", ".join(name(column) for column in _read_by(rules, logical_types))
    connection.execute(
        f"CREATE TEMP TABLE {split} AS SELECT {columns}, {hashed} AS {CHUNK} FROM {cast} ORDER BY {CHUNK}"
    )
    return split


def _read_by(rules: Sequence[RowRule], logical_types: Mapping[str, str]) -> list[str]:
    """Name the columns of the cast table that a part with these rules reads."""
    columns = dict.fromkeys(column for rule in rules for column in columns_of(rule))
    return [*columns, *_unreadable_columns(rules, logical_types), *_origin(rules)] or ["_position"]


def _unreadable_columns(rules: Sequence[RowRule], logical_types: Mapping[str, str]) -> list[str]:
    unreadable = {
        rule.column + UNREADABLE
        for rule in rules
        if isinstance(rule, Readable | Required | RequiredWhen)
        and logical_types[rule.column] != "string"
    }
    unreadable |= {rule.valid_to + UNREADABLE for rule in rules if isinstance(rule, SumInForce)}
    return sorted(unreadable)


def _origin(rules: Sequence[RowRule]) -> list[str]:
    return ["_file"] if any(isinstance(rule, NotAfterExport) for rule in rules) else []


def _part(
    connection: duckdb.DuckDBPyConnection,
    relation: str,
    rules: Sequence[RowRule],
    logical_types: Mapping[str, str],
    surroundings: Surroundings,
) -> Part:
    columns = list(dict.fromkeys(column for rule in rules for column in columns_of(rule)))
    selected = [f"{_as_number(c, logical_types[c])} AS {name(c)}" for c in columns]
    selected += [name(column) for column in _unreadable_columns(rules, logical_types)]
    selected += _origin(rules)
    query = f"SELECT {', '.join(selected) or '_position'} FROM {relation} AS t"
    frame: pd.DataFrame = connection.sql(query).to_arrow_table().to_pandas()
    return Part(_with_derived(frame, rules, surroundings), tuple(rules))


def _as_number(column: str, logical_type: str) -> str:
    match logical_type:
        case "boolean":
            return f"CAST({name(column)} AS DOUBLE)"
        case "date":
            return f"CAST(date_diff('day', DATE '1970-01-01', {name(column)}) AS DOUBLE)"
        case "timestamp":
            return f"CAST(epoch_us({name(column)}) AS DOUBLE)"
        case _:
            return name(column)


def _with_derived(
    frame: pd.DataFrame, rules: Sequence[RowRule], surroundings: Surroundings
) -> pd.DataFrame:
    derived: dict[str, pd.Series] = {}
    for rule in rules:
        match rule:
            case References():
                keys = surroundings.kept_keys[rule.table]
                values = frame[rule.column]
                derived[orphan_column(rule)] = values.where(~values.isin(keys))
            case NotAfterExport():
                untils = {
                    file: _first_moment_after(day, rule.logical_type, surroundings.time_zone)
                    for file, day in surroundings.last_days.items()
                }
                derived[until_column(rule)] = frame["_file"].map(untils).astype("float64")
            case SumInForce():
                derived[deviation_column(rule)] = _deviations(frame, rule)
            case _:
                pass
    return frame.assign(**derived)


def _first_moment_after(day: date, logical_type: str, time_zone: str) -> float:
    """Return the start of the next day, in the number that the column has in a frame."""
    following = day + timedelta(days=1)
    if logical_type == "date":
        return float((following - _EPOCH).days)
    start = datetime.combine(following, time(), ZoneInfo(time_zone))
    return float((start - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(microseconds=1))


def _deviations(frame: pd.DataFrame, rule: SumInForce) -> pd.Series:
    """Return how far the sum that each top-level row is part of is from its total, at its worst.

    Other rows, and rows of groups that cannot be summed, get none.
    """
    worst = pd.Series(float("nan"), index=frame.index)
    followers = frame.dropna(subset=[rule.replaces]).groupby(rule.replaces)[rule.valid_from].min()
    top = frame[frame[rule.top_level_where_empty].isna()].copy()
    begins = top[rule.key].map(followers)
    top["until"] = begins.fillna(top[rule.valid_to] + 1).fillna(float("inf"))
    faulty = top[rule.column].isna() | top[rule.valid_from].isna()
    faulty |= top[rule.valid_to + UNREADABLE].notna()

    def in_force(rows: pd.DataFrame, day: float) -> pd.DataFrame:
        return rows[(rows[rule.valid_from] <= day) & (rows["until"] > day)]

    for _, rows in top.groupby(rule.group_by):
        if faulty.loc[rows.index].any():
            continue
        for day in sorted({*rows[rule.valid_from], *rows["until"]}):
            own = in_force(rows, day)
            sums = (own[rule.column].sum(), in_force(top, day)[rule.column].sum())
            # the sum of the group, or that of all groups, whichever is nearer
            deviation = min(round(abs(total - rule.total), 6) for total in sums)
            worst.loc[own.index] = worst.loc[own.index].clip(lower=deviation).fillna(deviation)
    return worst
