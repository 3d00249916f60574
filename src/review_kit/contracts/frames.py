"""Cast rows as the pandas frames that expectations look at.

Great Expectations has no fast expectation for days and moments, so they come as numbers: days and
microseconds since 1970. What an expectation cannot see in a row (whether a key was kept in a parent,
the last day of an export, a sum over other rows) is added by the rule's own kind.

A small table is one frame. Of a large one each frame has only the columns that some rules read, and rows
that are alike in these stand in it once, with how often they occur: a million scores have some hundred
pairs of a score and its maximum.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import duckdb
import pandas as pd
import pyarrow as pa

from review_kit.contracts.engine import count, fetch
from review_kit.contracts.rule import UNREADABLE, Expected, RowRule, Surroundings
from review_kit.sources.sql import name

FEW_ROWS = 20_000
"""Rows up to which a table is one frame: more frames would take longer than more rows."""
CHUNK_ROWS = 250_000
"""Most rows of one frame, to keep memory bounded."""
KEYS_AT_ONCE = 2_500_000
"""Keys of rows that are looked at together."""
FEW_CHUNKS = 16
"""Chunks up to which each is found by looking through the whole table."""
SAMPLE_ROWS = 50_000
"""Rows that tell whether a table has many rows that are alike."""
ALIKE_SHARE = 0.5
"""Share of distinct rows up to which rows that are alike are looked at once."""
TIMES = "_times"
"""Column that says for how many rows of the table a row of the frame stands."""
KEY = "_key"
"""Column with a number that is the same in rows with the same key; seldom in others, too."""
CHUNK = "_chunk"
"""Column that numbers the chunk of a row."""


@dataclass(frozen=True)
class Part:
    """A frame and the rules that can be judged from it."""

    frame: pd.DataFrame
    rules: tuple[RowRule, ...]

    def expectations(self, logical_types: Mapping[str, str]) -> list[Expected]:
        """Return what is expected of the frame, rule by rule."""
        if KEY in self.frame:
            return [
                rule.expected("ExpectColumnValuesToBeUnique", column=KEY) for rule in self.rules
            ]
        return [rule.expectation(logical_types) for rule in self.rules]


def read_parts(
    connection: duckdb.DuckDBPyConnection,
    cast: str,
    rules: Sequence[RowRule],
    logical_types: Mapping[str, str],
    surroundings: Surroundings,
    chunk_rows: int = CHUNK_ROWS,
) -> Iterator[Part]:
    """Yield frames that together show every row to every rule exactly once.

    Parameters
    ----------
    connection
        Where ``cast`` is; it may not be used while a frame is looked at.
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
    rows = count(connection, cast)
    if rows <= min(chunk_rows, FEW_ROWS):
        yield _part(connection, cast, rules, logical_types, surroundings)
        return
    whole = [rule for rule in rules if rule.whole_table]
    keyed = [rule for rule in rules if rule.columns_together() and not rule.whole_table]
    others = [rule for rule in rules if not rule.whole_table and not rule.columns_together()]
    if whole:
        yield _part(connection, cast, whole, logical_types, surroundings)
    for rule in keyed:
        yield from _keys(connection, cast, rule, rows)
    groups = _by_first_column(others)
    alike = _many_alike(connection, cast, groups, logical_types)
    for group, repeats in zip(groups, alike, strict=True):
        yield from _rows(
            connection, cast, group, logical_types, surroundings, chunk_rows, repeats=repeats
        )


def _by_first_column(rules: Sequence[RowRule]) -> list[list[RowRule]]:
    """Put rules together that are about the same column, whatever they read beside it."""
    groups: dict[str, list[RowRule]] = {}
    for rule in rules:
        groups.setdefault(rule.columns_read()[0], []).append(rule)
    return list(groups.values())


def _many_alike(
    connection: duckdb.DuckDBPyConnection,
    cast: str,
    groups: Sequence[Sequence[RowRule]],
    logical_types: Mapping[str, str],
) -> list[bool]:
    """Say for each group of rules whether many rows are alike in what it reads."""
    if not groups:
        return []
    read = [(*_columns(rules), *_further_columns(rules, logical_types)) for rules in groups]
    distinct = ", ".join(
        f"approx_count_distinct(hash({', '.join(map(name, columns))}))" for columns in read
    )
    needed = ", ".join(name(column) for column in dict.fromkeys(chain.from_iterable(read)))
    ((rows, *found),) = fetch(
        connection,
        f"SELECT count(*), {distinct} FROM (SELECT {needed} FROM {cast} LIMIT {SAMPLE_ROWS})",
    )
    return [different <= ALIKE_SHARE * rows for different in found]


def _rows(
    connection: duckdb.DuckDBPyConnection,
    cast: str,
    rules: Sequence[RowRule],
    logical_types: Mapping[str, str],
    surroundings: Surroundings,
    chunk_rows: int,
    *,
    repeats: bool,
) -> Iterator[Part]:
    """Yield the rows of a table in what some rules read, those that are alike once."""
    selected = _selected(rules, logical_types)
    query = (
        # in an order, so that the same table gives the same frames
        f"SELECT {selected}, count(*) AS {TIMES} FROM {cast} AS t GROUP BY ALL ORDER BY ALL"
        if repeats
        else f"SELECT {selected} FROM {cast} AS t"
    )
    for batch in connection.sql(query).to_arrow_reader(chunk_rows):
        yield _derived(pa.Table.from_batches([batch]).to_pandas(), rules, surroundings)


def _keys(
    connection: duckdb.DuckDBPyConnection, cast: str, rule: RowRule, rows: int
) -> Iterator[Part]:
    """Yield the rows of a table for a rule that no two have the same values in some columns.

    Rows of which a hash of these values occurs once are shown by this hash: nothing can be equal to them.
    The others are shown whole. Rows without one of the values are not compared.
    """
    columns = [name(column) for column in rule.columns_together()]
    filled = " AND ".join(f"{column} IS NOT NULL" for column in columns)
    hashed = f"hash({', '.join(columns)})"
    chunks = max(1, -(-rows // KEYS_AT_ONCE))
    split = ""
    if chunks > FEW_CHUNKS:
        # reading a chunk then takes as long as the chunk is, and all of them as long as the table is
        split = name(f"{cast.strip(chr(34))} in order of chunks")
        connection.execute(
            f"CREATE TEMP TABLE {split} AS SELECT {hashed} AS {KEY}, {KEY} % {chunks} AS {CHUNK} "
            f"FROM {cast} WHERE {filled} ORDER BY {CHUNK}"
        )
    for number in range(chunks):
        keys: pd.DataFrame = (
            connection.sql(
                f"SELECT {KEY} FROM {split} WHERE {CHUNK} = {number}"
                if split
                else f"SELECT {hashed} AS {KEY} FROM {cast} WHERE {filled} AND {hashed} % {chunks} = {number}"
            )
            .to_arrow_table()
            .to_pandas()
        )
        again = keys[KEY].duplicated(keep=False)
        yield Part(keys[~again].reset_index(drop=True), (rule,))
        if again.any():
            connection.register("keys_again", pa.table({KEY: keys[KEY][again].unique()}))
            whole = (
                connection.sql(
                    f"SELECT {', '.join(columns)} FROM {cast} "
                    f"WHERE {filled} AND {hashed} IN (SELECT {KEY} FROM keys_again) ORDER BY ALL"
                )
                .to_arrow_table()
                .to_pandas()
            )
            connection.unregister("keys_again")
            yield Part(whole, (rule,))
    if split:
        connection.execute(f"DROP TABLE {split}")


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
    query = f"SELECT {_selected(rules, logical_types) or '_position'} FROM {relation} AS t"
    frame: pd.DataFrame = connection.sql(query).to_arrow_table().to_pandas()
    return _derived(frame, rules, surroundings)


def _selected(rules: Sequence[RowRule], logical_types: Mapping[str, str]) -> str:
    """Return SQL of what rules read, as frames hold it."""
    selected = [f"{_as_number(c, logical_types[c])} AS {name(c)}" for c in _columns(rules)]
    selected += [name(column) for column in _further_columns(rules, logical_types)]
    return ", ".join(selected)


def _derived(frame: pd.DataFrame, rules: Sequence[RowRule], surroundings: Surroundings) -> Part:
    """Add what the rules work out from a frame."""
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
