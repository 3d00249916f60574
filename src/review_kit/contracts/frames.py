"""Cast rows as the pandas frames that expectations look at.

Great Expectations has no fast expectation for days and moments, so they come as numbers: days and
microseconds since 1970. What an expectation cannot see in a row (whether a key was kept in a parent,
the last day of an export, a sum over other rows) is added by the rule's own kind.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import duckdb
import pandas as pd

from review_kit.contracts.engine import count
from review_kit.contracts.rule import UNREADABLE, RowRule, Surroundings
from review_kit.sources.sql import name

CHUNK_ROWS = 125_000
"""Rows of one frame. Larger tables are looked at in several, to keep memory bounded."""
FEW_CHUNKS = 16
"""Chunks up to which each is found by looking through the whole table."""
CHUNK = "_chunk"
"""Column that numbers the chunk of a row."""


@dataclass(frozen=True)
class Part:
    """A frame and the rules that can be judged from it."""

    frame: pd.DataFrame
    rules: tuple[RowRule, ...]


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
    key is split once more on its own. Rules that need the whole table get the few columns they read.

    Parameters
    ----------
    connection
        Where ``cast`` is.
    cast
        Relation of cast rows: ``_position``, ``_file``, the columns that the rules read and, for those that
        are not text, ``<column>:unreadable``.
    rules
        Rules that can be judged.
    logical_types
        Logical type by column.
    surroundings
        What rules need to know beside the rows.
    chunk_rows
        Most rows of one frame.
    """
    chunks = max(1, -(-count(connection, cast) // chunk_rows))
    if chunks == 1:
        yield _part(connection, cast, rules, logical_types, surroundings)
        return
    whole = [rule for rule in rules if rule.whole_table]
    keyed = [rule for rule in rules if rule.columns_together() and not rule.whole_table]
    others = [rule for rule in rules if not rule.whole_table and not rule.columns_together()]
    passes = [([*others, *keyed[:1]], keyed[0].columns_together() if keyed else ("_position",))]
    passes += [([rule], rule.columns_together()) for rule in keyed[1:]]
    for judged, partition in passes:
        hashed = f"hash({', '.join(name(column) for column in partition)}) % {chunks}"
        split = _in_order_of_chunks(connection, cast, judged, logical_types, hashed, chunks)
        for number in range(chunks):
            chunk = f"(SELECT * FROM {split or cast} WHERE {CHUNK if split else hashed} = {number})"
            yield _part(connection, chunk, judged, logical_types, surroundings)
        if split:
            connection.execute(f"DROP TABLE {split}")
    if whole:
        yield _part(connection, cast, whole, logical_types, surroundings)


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
    read = [*_columns(rules), *_further_columns(rules, logical_types)] or ["_position"]
    columns = ", ".join(name(column) for column in read)
    connection.execute(
        f"CREATE TEMP TABLE {split} AS SELECT {columns}, {hashed} AS {CHUNK} FROM {cast} ORDER BY {CHUNK}"
    )
    return split


def _columns(rules: Sequence[RowRule]) -> list[str]:
    """Name the columns of the contract that the rules read."""
    return list(dict.fromkeys(column for rule in rules for column in rule.columns_read()))


def _further_columns(rules: Sequence[RowRule], logical_types: Mapping[str, str]) -> list[str]:
    """Name the other columns of the cast table that they read: texts that a cast failed on, files."""
    unreadable = {column for rule in rules for column in rule.unreadable_read(logical_types)}
    origin = ["_file"] if any(rule.origin_read for rule in rules) else []
    return [*sorted(column + UNREADABLE for column in unreadable), *origin]


def _part(
    connection: duckdb.DuckDBPyConnection,
    relation: str,
    rules: Sequence[RowRule],
    logical_types: Mapping[str, str],
    surroundings: Surroundings,
) -> Part:
    selected = [f"{_as_number(c, logical_types[c])} AS {name(c)}" for c in _columns(rules)]
    selected += [name(column) for column in _further_columns(rules, logical_types)]
    query = f"SELECT {', '.join(selected) or '_position'} FROM {relation} AS t"
    frame: pd.DataFrame = connection.sql(query).to_arrow_table().to_pandas()
    derived: dict[str, pd.Series] = {}
    for rule in rules:
        derived |= rule.derived(frame, surroundings)
    return Part(frame.assign(**derived), tuple(rules))


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
