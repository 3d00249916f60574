"""What one document may read: its own rows of the run's metric tables, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from review_kit.documents.context import Context, find_run, read_context
from review_kit.errors import ConfigurationError

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
    column, value
        Rows with ``column == value`` belong to the entity; both empty for the organisation.
    """

    run: Path
    context: Context
    column: str = ""
    value: str = ""

    def table(self, name: str) -> pd.DataFrame:
        """Read the entity's rows of ``metrics/<name>.parquet``, in the order they are stored."""
        filters = [(self.column, "==", self.value)] if self.column else None
        return pd.read_parquet(self.run / "metrics" / f"{name}.parquet", filters=filters)

    def rows(self, name: str) -> list[Row]:
        """Read the entity's rows of ``metrics/<name>.parquet`` as plain values."""
        return list(records(self.table(name)))


def records(frame: pd.DataFrame) -> Iterator[Row]:
    """Give the rows of a frame as dictionaries of plain values, missing ones as ``None``."""
    plain = frame.astype(object).where(frame.notna(), None)
    for row in plain.to_dict("records"):
        yield {str(name): value for name, value in row.items()}


def open_slice(run: str, column: str, value: str, *, choices_from: str) -> Slice:
    """Open the slice of one entity; with an empty ``value`` the first entity of the run.

    Raises
    ------
    ConfigurationError
        There is no such run, or nobody of that name in it.
    """
    folder = find_run(run)
    context = read_context(folder)
    known = pd.read_parquet(folder / "metrics" / f"{choices_from}.parquet", columns=[column])
    choices = sorted(known[column].dropna().unique())
    if not choices:
        raise ConfigurationError(f"the run in {folder} holds no {column}")
    if value and value not in choices:
        raise ConfigurationError(f"{column} '{value}' is not in the run in {folder}")
    return Slice(folder, context, column, value or str(choices[0]))
