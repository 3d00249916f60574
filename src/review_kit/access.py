"""Who may see which row of a run's metric tables: the one rule, asked by all that hands rows on.

Every table declares in ``OWNERSHIP`` whose its rows are. From that follow the rows that a notebook can
read, those that a document's key rests on, and those that travel to another machine.

==============  ==========================================================================================
viewer          sees the rows of
==============  ==========================================================================================
a rep           the rep
a team          the team, its reps of record, the managers these report to; and shared rows
a manager       the manager and the reps who report there; and shared rows
the organisation  everybody
==============  ==========================================================================================
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, Self

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from review_kit.errors import ReviewKitError

Grain = Literal["rep", "team", "manager", "org"]
Owner = Literal["rep", "team", "manager"]

ORGANISATION = "organisation"
"""What ``scope`` says of rows about everybody together."""
SHARED_SCOPES = (ORGANISATION, "criterion")

_OWNERS: tuple[Owner, ...] = ("rep", "team", "manager")
_WORDS: Mapping[str, str] = {"rep": "a rep", "team": "a team", "manager": "a manager"}


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
            f"the metric table '{table}' does not declare whose its rows are",
            "Declare it in OWNERSHIP of review_kit/access.py: who sees it follows from that.",
        )


@dataclass(frozen=True)
class Ownership:
    """Whose the rows of a table are.

    Parameters
    ----------
    column
        Column with the owner's identifier; empty where no row is anybody's in particular.
    owner
        What that identifier is; empty where the column ``scope`` says it row by row.
    shared
        Scopes whose rows are about everybody together, and open to teams and managers too.
    public
        Whether every row is open to everybody, reps included.
    """

    column: str = ""
    owner: Owner | Literal[""] = ""
    shared: tuple[str, ...] = ()
    public: bool = False

    @property
    def is_scoped(self) -> bool:
        """Whether each row names by ``scope`` what its owner is."""
        return bool(self.column) and not self.owner


OF_REPS = Ownership("rep_id", "rep")
OF_TEAMS = Ownership("team", "team")
OF_MANAGERS = Ownership("manager_id", "manager")
SCOPED = Ownership("scope_id")
SCOPED_AND_SHARED = Ownership("scope_id", shared=SHARED_SCOPES)
OF_THE_ORGANISATION = Ownership()
PUBLIC = Ownership(public=True)
"""For tables that name nobody; none is public today."""

OWNERSHIP: Mapping[str, Ownership] = {
    "reps": OF_REPS,
    "rep_criteria": OF_REPS,
    "rep_metrics": OF_REPS,
    "team_metrics": OF_TEAMS,
    "manager_metrics": OF_MANAGERS,
    "org_metrics": OF_THE_ORGANISATION,
    "weekly": OF_REPS,
    "call_scores": OF_REPS,
    "sessions": OF_REPS,
    "commitments": OF_REPS,
    "themes": OF_REPS,
    "coaching_gaps": OF_REPS,
    "losses": OF_REPS,
    "stalled": OF_REPS,
    "stages": OF_REPS,
    "matrix": OF_REPS,
    "what_if": OF_REPS,
    # the organisation's rolling completion moves with every session anywhere
    "completion": SCOPED,
    "team_criteria": OF_TEAMS,
    "dose": OF_REPS,
    "four_fields": OF_REPS,
    "role_play_groups": OF_TEAMS,
    "team_competencies": OF_TEAMS,
    # whose report the row is for; that it may be the organisation's slope does not open it
    "drivers": OF_TEAMS,
    "effects": SCOPED_AND_SHARED,
    "effect_curve": SCOPED_AND_SHARED,
    "money": SCOPED_AND_SHARED,
    "money_assumptions": SCOPED_AND_SHARED,
    # a row names who is best: it is for the team or the organisation, not for that rep
    "exemplars": SCOPED,
    "goals": OF_REPS,
    "plans": OF_REPS,
    "planned_sessions": OF_REPS,
    "provenance": OF_REPS,
}
"""Metric table → whose its rows are. A table that is neither in it nor declares it in its file can be read
by nobody."""


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
    """
    if table in OWNERSHIP:
        return OWNERSHIP[table]
    declared = (schema.metadata or {}) if schema is not None and table.startswith(ADDED) else {}
    if _DECLARED_OWNER not in declared:
        raise UndeclaredTableError(table)
    named = declared[_DECLARED_OWNER].decode()
    if named == _EVERYBODY:
        return PUBLIC
    for owner in _OWNERS:
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
            One row per rep of the run: ``rep_id``, ``team`` and ``manager_id`` of record.
        """
        if grain == "org":
            return cls(grain, "", {})
        if grain == "rep":
            return cls(grain, identifier, {"rep": (identifier,)})
        members = reps[reps["team" if grain == "team" else "manager_id"] == identifier]
        sees: dict[Owner, tuple[str, ...]] = {"rep": tuple(sorted(members["rep_id"]))}
        if grain == "team":
            sees |= {
                "team": (identifier,),
                "manager": tuple(sorted(members["manager_id"].dropna().unique())),
            }
        else:
            sees["manager"] = (identifier,)
        return cls(grain, identifier, sees)

    @property
    def sees_shared(self) -> bool:
        """Whether rows about everybody together are open to the viewer."""
        return self.grain != "rep"


def viewers(reps: pd.DataFrame) -> Iterator[Viewer]:
    """Give every rep, team and manager of a run; see :meth:`Viewer.of` for ``reps``."""
    columns: tuple[tuple[Owner, str], ...] = (
        ("rep", "rep_id"),
        ("team", "team"),
        ("manager", "manager_id"),
    )
    for grain, column in columns:
        for identifier in sorted(reps[column].dropna().unique()):
            yield Viewer.of(reps, grain, str(identifier))


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
    return f"rows that are each {_WORDS[owner]}'s" if owner else "rows about everybody together"


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
        for owner in _OWNERS:
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
