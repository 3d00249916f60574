"""What one document may read: its own rows of the run's metric tables, and nothing else."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq

from review_kit.access import ADDED, Viewer, is_closed, rows_for, whose
from review_kit.documents.parts.context import Context, read_context, run_folder
from review_kit.errors import ConfigurationError
from review_kit.grains import OWNER_COLUMNS, Owner
from review_kit.words import Words

_LANGUAGE = "language"
Row = dict[str, Any]
"""One row of a metric table by column name; what is missing is ``None``."""


@dataclass(frozen=True)
class EntityData:
    """The rows of the run's metric tables that one entity may see.

    A rep's packet is built from the rep's own slice, so another rep's rows cannot reach it.

    Parameters
    ----------
    run
        Folder of the run.
    viewer
        Whose rows these are; :mod:`review_kit.access` says which.
    language
        What the roster says of a rep's language; ``None`` for the organisation's.
    stands_for
        A message of the document that stands for all of it: a language without it has none of the others, and
        the whole document is in English. Empty for documents that every shipped language has.
    """

    run: Path
    context: Context
    viewer: Viewer
    language: str | None = None
    stands_for: str = ""

    @cached_property
    def words(self) -> Words:
        """The words of the language that the document is in."""
        words = self.context.words(self.language)
        return words.whole(self.stands_for) if self.stands_for else words

    def table(self, name: str) -> pd.DataFrame:
        """Read the entity's rows of ``metrics/<name>.parquet``, in the order they are stored.

        Raises
        ------
        ConfigurationError
            There is no such table, or none of its rows can ever be the entity's.
        """
        path = self.run / "metrics" / f"{name}.parquet"
        if not path.is_file():
            near = difflib.get_close_matches(name, [p.stem for p in path.parent.glob("*.parquet")])
            raise ConfigurationError(
                f"there is no table '{name}' in {path.parent}",
                f"Did you mean {' or '.join(near)}?" if near else "Look there for what there is.",
            )
        schema = pq.read_schema(path) if name.startswith(ADDED) else None
        chosen = rows_for(self.viewer, name, schema)
        if is_closed(self.viewer, name, schema):
            raise ConfigurationError(
                f"the table '{name}' holds {whose(name, schema)}, so none of them can be shown here",
                "Use a template of grain 'org' for tables about everybody.",
            )
        return pd.read_parquet(path, filters=chosen.filter)

    def rows(self, name: str) -> list[Row]:
        """Read the entity's rows of ``metrics/<name>.parquet`` as plain values."""
        return list(records(self.table(name)))


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


def open_entity(run: str, grain: Owner, identifier: str = "") -> EntityData:
    """Open the rows that one rep, team or manager may see; with an empty identifier those of the first."""
    folder = run_folder(run)
    reps = _reps(folder)
    column = OWNER_COLUMNS[grain]
    chosen = _choose(reps[column], identifier, folder)
    language = None
    if grain == "rep":
        language = next(iter(reps.loc[reps[column] == chosen, _LANGUAGE].dropna()), None)
    return EntityData(folder, read_context(folder), Viewer.of(reps, grain, chosen), language)


def open_rep(run: str, rep_id: str) -> EntityData:
    """Open the rows of one rep; with an empty ``rep_id`` those of the first rep of the run."""
    return open_entity(run, "rep", rep_id)


def open_team(run: str, team: str) -> EntityData:
    """Open the rows of one team, of its reps, and of the managers they report to."""
    return open_entity(run, "team", team)


def open_manager(run: str, manager_id: str) -> EntityData:
    """Open the rows of one manager and of the reps who report to that manager."""
    return open_entity(run, "manager", manager_id)


def open_organisation(run: str) -> EntityData:
    """Open every row of the run."""
    folder = run_folder(run)
    return EntityData(folder, read_context(folder), Viewer.of(_reps(folder), "org"))


def _reps(folder: Path) -> pd.DataFrame:
    columns = [*OWNER_COLUMNS.values(), _LANGUAGE]
    return pd.read_parquet(folder / "metrics" / "reps.parquet", columns=columns)


def _choose(known: pd.Series[str], value: str, folder: Path) -> str:
    choices = sorted(known.dropna().unique())
    if not choices:
        raise ConfigurationError(f"the run in {folder} holds nobody to report on")
    if value and value not in choices:
        raise ConfigurationError(f"{known.name} '{value}' is not in the run in {folder}")
    return value or choices[0]
