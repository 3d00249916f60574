"""Which rows of a table are a person's, and which cells of other rows name the person.

A row is the rep's in ``rep_id``. Where a table has none, it is whose ``scope_id`` names it, else of the deal
or evaluation that it is about, else the manager's in ``manager_id``. All other rows are somebody else's,
or nobody's: of these a person has the cells that name the person.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from review_kit.rights.identity import Identity

PEOPLE_COLUMNS = (
    *("rep_id", "manager_id", "evaluator_id", "scope_id", "group_id", "entity"),
    *("author", "rated_by", "raised_by", "by", "rep_name", "manager_name"),
)
"""Columns whose cells are people; there an identifier counts that could mean something else elsewhere."""
_OF_SCORERS = ("scorer", "other_scorer")
"""Columns whose cells hold an identifier behind a colon: ``human:M07``."""


@dataclass(frozen=True)
class Split:
    """A table as far as it is about one person.

    Parameters
    ----------
    own
        Mask of the rows that are the person's.
    named
        Column → mask of the cells of other rows that name the person; columns without one are left out.
    """

    own: pa.BooleanArray
    named: dict[str, pa.BooleanArray]

    @property
    def is_empty(self) -> bool:
        """Whether nothing of the table is about the person."""
        return not self.named and not pc.any(self.own).as_py()


def split(table: pa.Table, person: Identity) -> Split:
    """Find a person in a table of a snapshot, of its quarantined rows, or of a run's metrics."""
    own = _own(table, person)
    other = pc.invert(own)
    named = {}
    for name, cells in text_columns(table):
        found = pc.and_(_cells_of(name, cells, person), other)
        if pc.any(found).as_py():
            named[name] = found
    return Split(own, named)


def text_columns(table: pa.Table) -> Iterator[tuple[str, pa.Array]]:
    """Give every column of text."""
    for name in table.column_names:
        kind = table.schema.field(name).type
        if pa.types.is_dictionary(kind):
            kind = kind.value_type
        if pa.types.is_string(kind) or pa.types.is_large_string(kind):
            yield name, pc.cast(table[name], pa.string()).combine_chunks()


def _own(table: pa.Table, person: Identity) -> pa.BooleanArray:
    columns = dict(text_columns(table))
    is_person = {name: _is(columns[name], person) for name in columns if name in PEOPLE_COLUMNS}
    if "rep_id" in is_person:
        return is_person["rep_id"]
    if "scope_id" in is_person and "scope" in columns:
        whose = pc.is_in(columns["scope"], value_set=pa.array(["rep", "manager"]))
        return pc.and_(is_person["scope_id"], _true(whose))
    for column, keys in person.keys.items():
        if column in columns and keys:
            return _true(pc.is_in(columns[column], value_set=pa.array(sorted(keys), pa.string())))
    if "manager_id" in is_person:
        return is_person["manager_id"]
    return pa.array([False] * table.num_rows, pa.bool_())


def _is(cells: pa.Array, person: Identity) -> pa.BooleanArray:
    return _true(pc.equal(pc.utf8_trim_whitespace(cells), person.identifier))


def _cells_of(column: str, cells: pa.Array, person: Identity) -> pa.BooleanArray:
    # texts repeat: each is looked at once
    each = cells.dictionary_encode()
    texts = each.dictionary.to_pylist()
    found = [
        text is not None
        and (
            person.is_named_in(text)
            or (column in PEOPLE_COLUMNS and person.is_meant_by(text))
            or (column in _OF_SCORERS and person.identifier in text.replace(":", " ").split())
        )
        for text in texts
    ]
    return _true(pc.take(pa.array(found, pa.bool_()), each.indices))


def _true(mask: pa.Array) -> pa.BooleanArray:
    return pc.fill_null(mask, False)
