"""Who may see which row of a run's metric tables: the one rule, asked by all that hands rows on.

Every metric table declares whose its rows are (:mod:`review_kit.metrics.table_schemas`); a table that a
project's contracts add to declares it in its file. From that follow the rows that a notebook can read,
those that a document's key rests on, and those that travel to another machine.

================  ============================================================================
viewer            sees the rows of
================  ============================================================================
a rep             the rep
a team            the team, its reps of record, the managers these report to; and shared rows
a manager         the manager and the reps who report there; and shared rows
the organisation  everybody
================  ============================================================================
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Self

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from review_kit.errors import ReviewKitError
from review_kit.grains import GRAINS, OWNER_COLUMNS, Grain, Owner
from review_kit.metrics.table_schemas import METRIC_TABLES
from review_kit.metrics.table_schemas.ownership import OF_THE_ORGANISATION, PUBLIC, Ownership

OWNERSHIP: Mapping[str, Ownership] = {
    name: table.ownership for name, table in METRIC_TABLES.items()
}
"""Metric table → whose its rows are. A table that is neither in it nor declares it in its file can be read
by nobody."""

DEMOGRAPHICS = "demographics"
"""The table for HR alone: no viewer sees it, no snapshot, run or document holds it. The report on adverse
impact reads it from a file that HR gives (:mod:`review_kit.governance.demographics`)."""

ADDED = "added_"
"""How the names of tables begin that a project's contracts add to; they declare in their own file whose
their rows are."""
_DECLARED_OWNER = b"review_kit.owner"
_DECLARED_COLUMN = b"review_kit.owner_column"
_EVERYBODY = "everybody"


class UndeclaredTableError(ReviewKitError):
    """A metric table says nowhere whose its rows are, so nobody may see them."""

    def __init__(self, table: str) -> None:
        super().__init__(
            f"the metric table '{table}' does not say whose rows it contains",
            "Declare it in review_kit/metrics/table_schemas; that decides who may see it.",
        )


class HrTableError(ReviewKitError):
    """Something other than HR's report would read the table for HR alone."""

    def __init__(self, where: str) -> None:
        super().__init__(
            f"{where}: '{DEMOGRAPHICS}' is for HR alone, so no run and no template may read it",
            "Take it out of the project, and give the file to 'review-kit adverse-impact "
            "--demographics FILE'.",
        )


def refuse_hr_table(tables: Iterable[str], where: str) -> None:
    """Refuse to read the table for HR alone as one of a project's.

    Parameters
    ----------
    tables
        Names, as contracts or settings declare them.
    where
        What declares them, for the message.

    Raises
    ------
    HrTableError
        One of them is that table.
    """
    if any(table.removeprefix(ADDED) == DEMOGRAPHICS for table in tables):
        raise HrTableError(where)


def ownership_of(table: str, schema: pa.Schema | None = None) -> Ownership:
    """Return whose the rows of a table are.

    Parameters
    ----------
    table
        Name of the metric table.
    schema
        Of its file. Needed for a table that a project's contracts add to.

    Raises
    ------
    UndeclaredTableError
        The table is not in ``OWNERSHIP``, and its file declares nothing.
    HrTableError
        It is the table for HR alone.
    """
    refuse_hr_table([table], "the metric tables")
    if table in OWNERSHIP:
        return OWNERSHIP[table]
    declared = (schema.metadata or {}) if schema is not None and table.startswith(ADDED) else {}
    if _DECLARED_OWNER not in declared:
        raise UndeclaredTableError(table)
    named = declared[_DECLARED_OWNER].decode()
    if named == _EVERYBODY:
        return PUBLIC
    for owner in OWNER_COLUMNS:
        if owner == named:
            return Ownership(declared[_DECLARED_COLUMN].decode(), owner)
    return OF_THE_ORGANISATION


def declaring(table: pa.Table, owned: Ownership) -> pa.Table:
    """Let a table declare whose its rows are, for a name that is not in ``OWNERSHIP``."""
    owner = _EVERYBODY if owned.public else owned.owner
    return table.replace_schema_metadata(
        {_DECLARED_OWNER: owner.encode(), _DECLARED_COLUMN: owned.column.encode()}
    )


@dataclass(frozen=True)
class Viewer:
    """A rep, team, manager or the organisation, as whom a document is about.

    Parameters
    ----------
    grain, identifier
        Which; the organisation's identifier is empty.
    sees
        Whose rows the viewer sees, besides shared ones. Not asked for the organisation.
    """

    grain: Grain
    identifier: str
    sees: Mapping[Owner, tuple[str, ...]]

    @classmethod
    def of(cls, reps: pd.DataFrame, grain: Grain, identifier: str = "") -> Self:
        """Find out whose rows a rep, team or manager sees.

        Parameters
        ----------
        reps
            One row per rep of the run, with the columns of ``OWNER_COLUMNS``.
        """
        if grain == "org":
            return cls(grain, "", {})
        members = reps[reps[OWNER_COLUMNS[grain]] == identifier]
        owners = {owner: members[OWNER_COLUMNS[owner]].dropna() for owner in GRAINS[grain].sees}
        return cls(grain, identifier, _seen(owners, grain, identifier))

    @property
    def sees_shared(self) -> bool:
        """Whether rows about everybody together are open to the viewer."""
        return self.grain != "rep"


def _seen(
    owners: Mapping[Owner, Iterable[str]], grain: Owner, identifier: str
) -> Mapping[Owner, tuple[str, ...]]:
    """Say whose rows a viewer sees; ``owners`` are those of the viewer's reps."""
    return {
        owner: (identifier,) if owner == grain else tuple(sorted(set(owners[owner])))
        for owner in GRAINS[grain].sees
    }


class Viewers:
    """Every rep, team and manager of a run, each found without looking at all reps.

    Parameters
    ----------
    reps
        As for :meth:`Viewer.of`.
    """

    def __init__(self, reps: pd.DataFrame) -> None:
        # a frame of a few rows for each viewer would take longer than all that is found in it
        self._owners: dict[Owner, tuple[np.ndarray, np.ndarray]] = {
            owner: (reps[column].to_numpy(dtype=object), reps[column].notna().to_numpy(dtype=bool))
            for owner, column in OWNER_COLUMNS.items()
        }
        self._members: dict[Owner, Mapping[str, np.ndarray]] = {
            owner: {
                str(identifier): np.asarray(rows)
                for identifier, rows in reps.groupby(column).indices.items()
            }
            for owner, column in OWNER_COLUMNS.items()
        }

    def __iter__(self) -> Iterator[Viewer]:
        for owner, members in self._members.items():
            for identifier in sorted(members):
                yield self.of(owner, identifier)

    def of(self, grain: Grain, identifier: str = "") -> Viewer:
        """Find out whose rows a rep, team or manager sees, as :meth:`Viewer.of` does."""
        if grain == "org":
            return Viewer(grain, "", {})
        members = self._members[grain][identifier]
        owners = {
            owner: names[members][known[members]]
            for owner, (names, known) in self._owners.items()
            if owner in GRAINS[grain].sees
        }
        return Viewer(grain, identifier, _seen(owners, grain, identifier))

    @property
    def numbers(self) -> Mapping[Owner, Mapping[str, int]]:
        """A number for each of them, counted from 0 in each kind."""
        return {
            owner: {identifier: number for number, identifier in enumerate(members)}
            for owner, members in self._members.items()
        }


@dataclass(frozen=True)
class Rows:
    """Which rows of a table: those that meet all conditions of any alternative.

    Parameters
    ----------
    alternatives
        Column → values that it may have; an alternative without conditions is every row, and no
        alternative is none.
    """

    alternatives: tuple[Mapping[str, tuple[str, ...]], ...]

    @property
    def is_all(self) -> bool:
        """Whether that is every row of the table."""
        return any(not conditions for conditions in self.alternatives)

    @property
    def filter(self) -> pc.Expression | None:
        """The rows as a filter for reading Parquet; ``None`` where it is every row."""
        if self.is_all:
            return None
        chosen = pc.scalar(False)
        for conditions in self.alternatives:
            one = pc.scalar(True)
            for column, values in conditions.items():
                one &= pc.field(column).isin(pa.array(values, pa.string()))
            chosen |= one
        return chosen

    def of(self, table: pa.Table) -> pa.Table:
        """Take the rows from a table that was read whole; their order stays."""
        if self.is_all:
            return table
        chosen = pa.array([False] * table.num_rows, pa.bool_())
        for conditions in self.alternatives:
            one = pa.array([True] * table.num_rows, pa.bool_())
            for column, values in conditions.items():
                wanted = pa.array(values, table.schema.field(column).type)
                one = pc.and_(one, pc.is_in(table[column], value_set=wanted))
            chosen = pc.or_(chosen, one)
        return table.filter(chosen)


_EVERY_ROW = Rows(({},))
NO_ROW = Rows(())


def rows_for(viewer: Viewer, table: str, schema: pa.Schema | None = None) -> Rows:
    """Say which rows of a metric table a viewer may see; see :func:`ownership_of` for ``schema``.

    Raises
    ------
    UndeclaredTableError
        The table does not declare whose its rows are.
    """
    owned = ownership_of(table, schema)
    if viewer.grain == "org" or owned.public:
        return _EVERY_ROW
    if owned.owner:
        own = viewer.sees.get(owned.owner, ())
        return Rows(({owned.column: own},)) if own else NO_ROW
    if not owned.is_scoped:
        return NO_ROW
    alternatives: list[Mapping[str, tuple[str, ...]]] = [
        {"scope": (owner,), owned.column: identifiers}
        for owner, identifiers in viewer.sees.items()
        if identifiers
    ]
    if owned.shared and viewer.sees_shared:
        alternatives.append({"scope": owned.shared})
    return Rows(tuple(alternatives))


def is_closed(viewer: Viewer, table: str, schema: pa.Schema | None = None) -> bool:
    """Say whether no row of a table could ever be the viewer's, whatever is in it."""
    return not rows_for(viewer, table, schema).alternatives


def whose(table: str, schema: pa.Schema | None = None) -> str:
    """Say in words whose rows a table holds: ``rows that are each a team's``."""
    owner = ownership_of(table, schema).owner
    return f"rows that are each {GRAINS[owner].a}'s" if owner else "rows about everybody together"


def owners_in(name: str, table: pa.Table) -> Iterator[tuple[Owner, pa.ChunkedArray]]:
    """Give for each kind of owner the identifier of each row's owner, null where it is no such one's.

    Parameters
    ----------
    name
        Of the metric table.
    table
        Its rows.
    """
    owned = ownership_of(name, table.schema)
    if owned.owner:
        yield owned.owner, table[owned.column]
    elif owned.is_scoped:
        for owner in OWNER_COLUMNS:
            is_its = pc.equal(table["scope"], owner)
            yield (
                owner,
                pc.if_else(is_its, table[owned.column], pa.scalar(None, table[owned.column].type)),
            )


def shared_rows(name: str, table: pa.Table) -> pa.Array | None:
    """Mark the rows that are open to every team and manager; ``None`` where a table has no such."""
    shared = ownership_of(name, table.schema).shared
    if not shared:
        return None
    return pc.is_in(table["scope"], value_set=pa.array(shared, table["scope"].type))
