"""Which fields JSON records have: found level by level, each level in one pass, however many there are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from review_kit.control_characters import visible_line
from review_kit.errors import SourceError
from review_kit.project.limits import Limits
from review_kit.sources.files.limits import too_many_columns
from review_kit.sources.sql import literal

NESTED_LEVELS = 4
"""How deep objects inside a record become columns (``attributes.score``); deeper ones stay JSON."""


@dataclass(frozen=True)
class Field:
    """A column that a field of the records becomes."""

    name: str
    element: str
    """SQL of the JSON object that holds it."""
    path: tuple[str, ...]
    """Where it is in that."""

    @property
    def pointer(self) -> str:
        """SQL literal of the path."""
        return pointer_to(*self.path)


def columns_of(
    connection: duckdb.DuckDBPyConnection,
    relation: str,
    element: str,
    prefix: str,
    skip: list[tuple[str, ...]],
    name: str,
    limits: Limits,
) -> list[Field]:
    """Columns of the fields of ``element``, nested objects laid flat.

    Raises
    ------
    SourceError
        An element is not an object, or there are more fields than columns are read.
    """
    value = connection.execute(
        f"SELECT _row, {element} FROM {relation} "
        f"WHERE {element} IS NOT NULL AND json_type({element}) <> 'OBJECT' LIMIT 1"
    ).fetchone()
    if value is not None:
        where = f" in '{prefix[:-1]}'" if prefix else ""
        raise SourceError(
            f"{name}, record {value[0]}: {visible_line(value[1][:80])}{where} is not an object "
            "with fields",
            "If the records are nested deeper, say where in the profile: [read] records = "
            '"data[]".',
        )
    paths = _Paths(connection, limits, name).of(relation, element)
    return [
        Field(prefix + ".".join(path), element, path)
        for path in paths
        if not any(path[: len(other)] == other for other in skip)
    ]


@dataclass
class _Met:
    """A field of the records, and the fields below it where it is an object in every record."""

    name: str
    below: list[_Met]

    def paths(self, above: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
        here = (*above, self.name)
        if not self.below:
            yield here
        for field in self.below:
            yield from field.paths(here)


class _Paths:
    """Finds the fields of records level by level, each level in one pass, however many fields there are."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, limits: Limits, name: str) -> None:
        self._connection = connection
        self._limits = limits
        self._name = name

    def of(self, relation: str, element: str) -> list[tuple[str, ...]]:
        """Paths of the fields, in the order they are met."""
        if not self._holds_objects(relation, element):
            names = self._met(
                f"SELECT 0 AS parent, _row, unnest(names) AS name, "
                "unnest(range(len(names))) AS place, false AS is_object "
                f"FROM (SELECT _row, json_keys({element}) AS names FROM {relation})"
            )
            return [(name,) for _, name, _ in names]
        top = _Met("", [])
        parents = [top]
        level = f"(SELECT _row, 0 AS parent, {element} AS object FROM {relation})"
        for depth in range(NESTED_LEVELS):
            fields = (
                "SELECT parent, _row, unnest(json_keys(object)) AS name, "
                "unnest(range(len(json_keys(object)))) AS place, "
                f"unnest(json_extract(object, '$.*')) AS value FROM {level}"
            )
            kinds = f"SELECT * REPLACE (json_type(value) AS value) FROM ({fields})"
            is_object = (
                "bool_and(value = 'OBJECT') FILTER (value <> 'NULL')"
                if depth + 1 < NESTED_LEVELS
                else "false"
            )
            found = self._met(kinds, is_object)
            objects: list[tuple[int, str]] = []
            below: list[_Met] = []
            for parent, name, opens in found:
                field = _Met(name, [])
                parents[parent].below.append(field)
                if opens:
                    objects.append((parent, name))
                    below.append(field)
            if not objects:
                break
            parents = below
            opened = pa.table(
                {
                    "parent": pa.array([parent for parent, _ in objects], pa.int64()),
                    "name": pa.array([name for _, name in objects], pa.string()),
                    "number": pa.array(range(len(objects)), pa.int64()),
                }
            )
            self._connection.register("opened", opened)
            # a table is written before the one that it was made from is let go
            self._connection.execute(
                "CREATE OR REPLACE TEMP TABLE json_below AS "
                f"SELECT _row, opened.number AS parent, value AS object FROM ({fields}) AS fields "
                "JOIN opened USING (parent, name) WHERE json_type(value) = 'OBJECT'"
            )
            self._connection.unregister("opened")
            self._connection.execute(
                "CREATE OR REPLACE TEMP TABLE json_level AS FROM json_below; DROP TABLE json_below"
            )
            level = "json_level"
        self._connection.execute("DROP TABLE IF EXISTS json_level")
        return [path for field in top.below for path in field.paths(())]

    def _met(self, fields: str, is_object: str = "false") -> list[tuple[int, str, bool]]:
        """Each field's parent, name, and whether it is an object wherever it has a value."""
        most = self._limits.columns
        found = self._connection.execute(
            f"SELECT parent, name, {is_object} FROM ({fields}) GROUP BY parent, name "
            f"ORDER BY parent, min(_row), min(place), name LIMIT {most + 1}"
        ).fetchall()
        if len(found) > most:
            raise too_many_columns(self._name, self._limits)
        return [(parent, name, bool(opens)) for parent, name, opens in found]

    def _holds_objects(self, relation: str, element: str) -> bool:
        """Say whether a field could hold an object at all; most records are flat."""
        text = f"ltrim(CAST({element} AS VARCHAR))"
        found = self._connection.execute(
            f"SELECT bool_or(contains(substr({text}, 2), '{{')) FROM {relation}"
        ).fetchone()
        return bool(found and found[0])


def pointer_to(*path: str) -> str:
    """SQL literal of a JSON Pointer, which takes any name as it is."""
    return literal("".join("/" + part.replace("~", "~0").replace("/", "~1") for part in path))
