"""Where a name that must not be printed came from: the export's table, row and column."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from review_kit.check.people import Mention, People

_EXPORT_OF_TABLE = {"sessions": "coaching_log", "commitments": "coaching_log"}
_KEYS = ("entry_id", "goal_id", "opportunity_id", "call_id", "criterion_id", "metric", "written_on")
"""Columns that name a row, the most telling first."""
_MOST = 3


def places_of(mention: Mention, metrics: Path, rep_id: str, people: People) -> list[str]:
    """Name the rows about a rep whose text names somebody else.

    Called for a document that has failed, so it may take its time.

    Returns
    -------
    list of str
        ``coaching_log, entry_id E12, column progress_note``; the first few.
    """
    return first_places(
        metrics, rep_id, lambda table, name: _in_table(table, name, mention, rep_id, people)
    )


def first_places(
    metrics: Path, rep_id: str, places: Callable[[pa.Table, str], Iterable[str]]
) -> list[str]:
    """Give the first few of the places that are found in the metric tables' rows about a rep.

    Parameters
    ----------
    metrics
        Folder of the metric tables.
    places
        Finds them in such rows of a table, given its name.
    """
    found: dict[str, None] = {}
    for path in sorted(metrics.glob("*.parquet")):
        if "rep_id" not in pq.read_schema(path).names:
            continue
        table = pq.read_table(path, filters=[("rep_id", "=", rep_id)])
        found.update(dict.fromkeys(places(table, path.stem)))
    return list(found)[:_MOST]


def own_identifiers(metrics: Path, rep_id: str) -> set[str]:
    """Everything that identifies a row about a rep: deals, entries, goals, calls, criteria.

    A number of theirs may be somebody's ``rep_id`` as well.
    """
    found: set[str] = set()
    for path in sorted(metrics.glob("*.parquet")):
        names = pq.read_schema(path).names
        keys = [n for n in names if n.endswith("_id") and n not in {"rep_id", "manager_id"}]
        if "rep_id" in names and keys:
            rows = pq.read_table(path, columns=keys, filters=[("rep_id", "=", rep_id)])
            found |= {str(key) for column in rows.columns for key in column.to_pylist()}
    return found


def _in_table(
    table: pa.Table, name: str, mention: Mention, rep_id: str, people: People
) -> Iterator[str]:
    for field in table.schema:
        if not pa.types.is_string(field.type) and not pa.types.is_large_string(field.type):
            continue
        if field.name.endswith(("_id", "_url")):
            continue
        for row, text in enumerate(table[field.name].to_pylist()):
            if text and mention.rep_id in {m.rep_id for m in people.others_in(text, rep_id)}:
                yield place_in(table, name, row, field.name)


def place_in(table: pa.Table, name: str, row: int, column: str) -> str:
    """Name a cell of a metric table by its export: ``coaching_log, entry_id E12, column progress_note``.

    Parameters
    ----------
    name
        Of the table.
    row
        Counted from 0.
    """
    key = next((each for each in _KEYS if each in table.column_names), None)
    at = f", {key} {table[key][row].as_py()}" if key is not None else ""
    return f"{_EXPORT_OF_TABLE.get(name, name)}{at}, column {column}"
