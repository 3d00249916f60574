"""Which columns the fields of JSON records become: nested objects laid flat, lists kept whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from review_kit.control_characters import visible_line
from review_kit.errors import SourceError
from review_kit.sources.sql import literal

KEYS_AT_ONCE = 64
"""Fields whose kinds are asked for in one query."""

NESTED_LEVELS = 4
"""How deep objects inside a record become columns (``attributes.score``); deeper ones stay JSON."""


@dataclass(frozen=True)
class Field:
    """A column that a field of the records becomes."""

    name: str
    element: str
    """SQL of the JSON object that holds it."""
    pointer: str
    """SQL literal of where it is in that."""


def columns_of(
    connection: duckdb.DuckDBPyConnection,
    relation: str,
    element: str,
    prefix: str,
    skip: list[tuple[str, ...]],
    name: str,
) -> list[Field]:
    """Columns of the fields of ``element``, nested objects laid flat.

    Raises
    ------
    SourceError
        An element is not an object.
    """
    value = connection.execute(
        f"SELECT _row, {element} FROM {relation} "
        f"WHERE {element} IS NOT NULL AND json_type({element}) <> 'OBJECT' LIMIT 1"
    ).fetchone()
    if value is not None:
        where = f" in '{prefix[:-1]}'" if prefix else ""
        raise SourceError(
            f"{name}, record {value[0]}: {visible_line(value[1][:80])}{where} is not an object with fields",
            'If the records lie deeper, say where in the profile: [read] records = "data[]".',
        )
    return [
        Field(prefix + ".".join(path), element, pointer_to(*path))
        for path in _paths(connection, relation, element, ())
        if not any(path[: len(other)] == other for other in skip)
    ]


def _paths(
    connection: duckdb.DuckDBPyConnection, relation: str, element: str, above: tuple[str, ...]
) -> list[tuple[str, ...]]:
    """Paths of the fields of ``element`` below ``above``, in the order they are met."""
    keys = f"json_keys({element}, {pointer_to(*above)})"
    names = [
        name
        for (name,) in connection.execute(
            "SELECT name FROM (SELECT _row, unnest(names) AS name, unnest(range(len(names))) AS place "
            f"FROM (SELECT _row, {keys} AS names FROM {relation})) "
            "GROUP BY name ORDER BY min(_row), min(place), name"
        ).fetchall()
    ]
    objects = set()
    if len(above) + 1 < NESTED_LEVELS and _holds_objects(connection, relation, element, above):
        for start in range(0, len(names), KEYS_AT_ONCE):
            some = names[start : start + KEYS_AT_ONCE]
            objects |= _objects(connection, relation, element, above, some)
    paths: list[tuple[str, ...]] = []
    for name in names:
        below: list[tuple[str, ...]] = []
        if name in objects:
            below = _paths(connection, relation, element, (*above, name))
        paths += below or [(*above, name)]
    return paths


def _holds_objects(
    connection: duckdb.DuckDBPyConnection, relation: str, element: str, above: tuple[str, ...]
) -> bool:
    """Say whether a field could hold an object at all; most records are flat."""
    text = f"ltrim(CAST(json_extract({element}, {pointer_to(*above)}) AS VARCHAR))"
    found = connection.execute(
        f"SELECT bool_or(contains(substr({text}, 2), '{{')) FROM {relation}"
    ).fetchone()
    return bool(found and found[0])


def _objects(
    connection: duckdb.DuckDBPyConnection,
    relation: str,
    element: str,
    above: tuple[str, ...],
    names: Sequence[str],
) -> set[str]:
    """Fields that are objects in every record that has them: they become columns of their own."""
    pointers = ", ".join(pointer_to(*above, name) for name in names)
    checks = ", ".join(
        f"bool_and(kinds[{at}] = 'OBJECT') FILTER (kinds[{at}] <> 'NULL')"
        for at in range(1, len(names) + 1)
    )
    answers = connection.execute(
        f"SELECT {checks} FROM (SELECT json_type({element}, [{pointers}]) AS kinds FROM {relation})"
    ).fetchone()
    return {name for name, answer in zip(names, answers or (), strict=False) if answer}


def pointer_to(*path: str) -> str:
    """SQL literal of a JSON Pointer, which takes any name as it is."""
    return literal("".join("/" + part.replace("~", "~0").replace("/", "~1") for part in path))
