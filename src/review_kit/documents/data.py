"""What one document may read: its own rows of the run's metric tables, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq

from review_kit.documents.context import Context, find_run, read_context
from review_kit.errors import ConfigurationError

_ABOUT_ALL: tuple[tuple[str, tuple[str, ...]], ...] = (("organisation", ()), ("criterion", ()))
"""Scopes whose rows are about everybody together, and open to teams and managers too."""

Row = dict[str, Any]
"""One row of a metric table by column name; what is missing is ``None``."""


@dataclass(frozen=True)
class Slice:
    """The rows of the run's metric tables that belong to one entity.

    A rep's packet is built from the rep's own slice, so another rep's rows cannot reach it.

    Parameters
    ----------
    run
        Folder of the run.
    owners
        Which rows belong to the entity: key columns in order of precedence, each with its values.
        A table is filtered by the first of them that it has; one that has none of them belongs to
        nobody in particular and is closed to the entity. Empty for the organisation, which may
        read everything.
    scopes
        Likewise for tables whose rows are named by ``scope`` and ``scope_id`` alone: scopes, each with
        the entities of it (none: all of them).
    """

    run: Path
    context: Context
    owners: tuple[tuple[str, tuple[str, ...]], ...] = ()
    scopes: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def table(self, name: str) -> pd.DataFrame:
        """Read the entity's rows of ``metrics/<name>.parquet``, in the order they are stored."""
        path = self.run / "metrics" / f"{name}.parquet"
        if not self.owners:
            return pd.read_parquet(path)
        columns = pq.read_schema(path).names
        for column, values in self.owners:
            if column in columns:
                return pd.read_parquet(path, filters=[(column, "in", list(values))])
        if self.scopes and {"scope", "scope_id"} <= set(columns):
            return pd.read_parquet(path, filters=[_named(*scope) for scope in self.scopes])
        keys = ", ".join(column for column, _ in self.owners)
        raise ConfigurationError(
            f"the table '{name}' has none of {keys}, so none of its rows can be shown here",
            "Use a template of grain 'org' for tables about everybody.",
        )

    def rows(self, name: str) -> list[Row]:
        """Read the entity's rows of ``metrics/<name>.parquet`` as plain values."""
        return list(records(self.table(name)))


def _named(scope: str, entities: tuple[str, ...]) -> list[tuple[str, str, Any]]:
    """Filter of one scope's rows; several of these are alternatives."""
    own: list[tuple[str, str, Any]] = [("scope", "==", scope)]
    return [*own, ("scope_id", "in", list(entities))] if entities else own


def records(frame: pd.DataFrame) -> Iterator[Row]:
    """Give the rows of a frame as dictionaries of plain values, missing ones as ``None``."""
    names = [str(name) for name in frame.columns]
    # column by column: pandas' own way looks at every value twice
    for values in zip(*(_plain(column) for _, column in frame.items()), strict=True):
        yield dict(zip(names, values, strict=True))


def _plain(column: pd.Series) -> list[Any]:
    values = column.astype(object).to_numpy(copy=True)
    values[column.isna().to_numpy()] = None
    plain: list[Any] = values.tolist()
    return plain


def open_rep(run: str, rep_id: str) -> Slice:
    """Open the rows of one rep; with an empty ``rep_id`` those of the first rep of the run."""
    folder, context, reps = _open(run)
    chosen = _choose(reps["rep_id"], rep_id, folder)
    return Slice(folder, context, (("rep_id", (chosen,)),), (("rep", (chosen,)),))


def open_team(run: str, team: str) -> Slice:
    """Open the rows of one team, of its reps, and of the managers they report to."""
    folder, context, reps = _open(run)
    chosen = _choose(reps["team"], team, folder)
    members = _members(reps[reps["team"] == chosen])
    managers = dict(members)["manager_id"]
    scopes = (("team", (chosen,)), ("manager", managers), *_ABOUT_ALL)
    return Slice(folder, context, (("team", (chosen,)), *members), scopes)


def open_manager(run: str, manager_id: str) -> Slice:
    """Open the rows of one manager and of the reps who report to that manager."""
    folder, context, reps = _open(run)
    chosen = _choose(reps["manager_id"], manager_id, folder)
    members = _members(reps[reps["manager_id"] == chosen])
    return Slice(folder, context, members, (("manager", (chosen,)), *_ABOUT_ALL))


def open_organisation(run: str) -> Slice:
    """Open every row of the run."""
    folder, context, _ = _open(run)
    return Slice(folder, context)


def _open(run: str) -> tuple[Path, Context, pd.DataFrame]:
    folder = find_run(run)
    columns = ["rep_id", "team", "manager_id"]
    reps = pd.read_parquet(folder / "metrics" / "reps.parquet", columns=columns)
    return folder, read_context(folder), reps


def _members(reps: pd.DataFrame) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return (
        ("rep_id", tuple(sorted(reps["rep_id"]))),
        ("manager_id", tuple(sorted(reps["manager_id"].unique()))),
    )


def _choose(known: pd.Series[str], value: str, folder: Path) -> str:
    choices = sorted(known.dropna().unique())
    if not choices:
        raise ConfigurationError(f"the run in {folder} holds nobody to report on")
    if value and value not in choices:
        raise ConfigurationError(f"{known.name} '{value}' is not in the run in {folder}")
    return value or choices[0]
