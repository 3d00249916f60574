"""What one document may read: its own rows of the run's metric tables, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import isnan
from pathlib import Path
from typing import Any, NoReturn

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from review_kit.access import ADDED, Rows, Viewer, is_closed, rows_for, whose
from review_kit.documents.parts.context import Context, read_context, run_folder
from review_kit.documents.parts.laid_out_rows import laid_out_rows
from review_kit.errors import ConfigurationError, UnknownNameError
from review_kit.grains import OWNER_COLUMNS, Grain, Owner
from review_kit.words import Words

_LANGUAGE = "language"
Row = dict[str, Any]
"""One row of a metric table by column name; what is missing is ``None``."""


class ClosedTableError(ConfigurationError, KeyError):
    """No row of a table can ever be the entity's."""


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
        return pd.read_parquet(self.path(name), filters=self.rows_of(name).filter)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Names of the tables that can hold rows of the entity, in alphabetical order."""
        return tuple(name for name in self._stored if not self._is_closed(name))

    def path(self, name: str) -> Path:
        """Return the file of a table of the run, whoever's its rows are.

        Raises
        ------
        UnknownNameError
            There is no such table.
        """
        folder = self.run / "metrics"
        if name not in self._stored:
            raise UnknownNameError(
                f"there is no table '{name}' in {folder}",
                name,
                self._stored,
                "Look there for what there is.",
            )
        return folder / f"{name}.parquet"

    def rows_of(self, name: str) -> Rows:
        """Say which rows of a table are the entity's.

        Raises
        ------
        ClosedTableError
            None of them can ever be.
        """
        schema = self._schema(name)
        if is_closed(self.viewer, name, schema):
            raise ClosedTableError(
                f"the table '{name}' holds {whose(name, schema)}, so none of them can be shown here",
                "Use a template of grain 'org' for tables about everybody.",
            )
        return rows_for(self.viewer, name, schema)

    @cached_property
    def _stored(self) -> tuple[str, ...]:
        return tuple(sorted(path.stem for path in (self.run / "metrics").glob("*.parquet")))

    def _is_closed(self, name: str) -> bool:
        return is_closed(self.viewer, name, self._schema(name))

    def _schema(self, name: str) -> pa.Schema | None:
        """Schema of a table that a project's contracts add to: it says whose the rows are."""
        return pq.read_schema(self.path(name)) if name.startswith(ADDED) else None

    def rows(self, name: str) -> list[Row]:
        """Read the entity's rows of ``metrics/<name>.parquet`` as plain values."""
        # by Arrow alone: a packet reads thirty tables of a few rows, and pandas would take most of the time
        path, own = self.path(name), self.rows_of(name)
        laid_out = None if own.is_all else laid_out_rows(self.run, self.viewer, name)
        table = (
            pq.read_table(path, filters=own.filter, use_threads=False)
            if laid_out is None
            else laid_out
        )
        columns = [*map(_values, table.columns)]
        return [
            dict(zip(table.column_names, values, strict=True))
            for values in zip(*columns, strict=True)
        ]


def _values(column: pa.ChunkedArray) -> list[Any]:
    if pa.types.is_floating(column.type):
        return [None if value is None or isnan(value) else value for value in column.to_pylist()]
    if pa.types.is_temporal(column.type) and not pa.types.is_date32(column.type):
        return _plain(column.to_pandas())  # as records() has them
    values: list[Any] = column.to_pylist()
    return values


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
    return entity_data(folder, read_context(folder), grain, identifier)


def entity_data(
    folder: Path, context: Context, grain: Grain, identifier: object = ""
) -> EntityData:
    """Give the rows that an entity of a run may see.

    Parameters
    ----------
    folder, context
        Of the run.
    grain, identifier
        Whose; empty for the first, and for the organisation.

    Raises
    ------
    UnknownNameError
        The run has no such entity.
    ConfigurationError
        The identifier is not text, or the run has no entity of this grain.
    """
    reps = _reps(folder)
    if grain == "org":
        return EntityData(folder, context, Viewer.of(reps, grain))
    column = OWNER_COLUMNS[grain]
    chosen = _choose(reps[column], identifier, folder)
    language = None
    if grain == "rep":
        language = next(iter(reps.loc[reps[column] == chosen, _LANGUAGE].dropna()), None)
    return EntityData(folder, context, Viewer.of(reps, grain, chosen), language)


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
    return entity_data(folder, read_context(folder), "org")


def _reps(folder: Path) -> pd.DataFrame:
    columns = [*OWNER_COLUMNS.values(), _LANGUAGE]
    return pd.read_parquet(folder / "metrics" / "reps.parquet", columns=columns)


def _choose(known: pd.Series[str], value: object, folder: Path) -> str:
    choices: list[str] = sorted(known.dropna().unique())
    if not choices:
        raise ConfigurationError(f"the run in {folder} holds nobody to report on")
    if not isinstance(value, str):
        _refuse_number(str(known.name), value, choices)
    if value and value not in choices:
        raise UnknownNameError(
            f"{known.name} '{value}' is not in the run in {folder}",
            value,
            choices,
            f"The first of {len(choices)} is '{choices[0]}'.",
        )
    return value or choices[0]


def _refuse_number(name: str, value: object, choices: Sequence[str]) -> NoReturn:
    """Say how to hand over an identifier that a program took for a number on its way here."""
    meant = [choice for choice in choices if choice.isdecimal() and value in _read_as(choice)]
    text = meant[0] if len(meant) == 1 else str(value)
    raise ConfigurationError(
        f"{name} must be text, but it was given as {value!s}, of type {type(value).__name__}",
        f'Write it as text: in Python "{text}", for papermill -r {name} {text}, for Quarto '
        f"-P '{name}:\"{text}\"'.",
    )


def _read_as(digits: str) -> set[int]:
    """Give the numbers that programs read digits as: YAML takes some that begin with 0 for octal ones."""
    octal = {int(digits, 8)} if digits.startswith("0") and not {*digits} & {*"89"} else set()
    return {int(digits)} | octal
