"""A metric table of which each owner's rows are found without looking at those of all others.

A bundle is cut from every table for every document: looking through whole tables for each would take the
square of the number of reps.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from review_kit.access import Viewer, Viewers, owners_in, shared_rows
from review_kit.grains import OWNER_COLUMNS, Owner
from review_kit.records.folder import RunFolder


@dataclass(frozen=True)
class _Runs:
    """Stretches of rows that belong together, by owner."""

    begins: np.ndarray
    ends: np.ndarray
    first: np.ndarray
    """Of each owner, where its stretches begin among these; one more at the end."""

    @classmethod
    def of(cls, owners: np.ndarray, count: int) -> _Runs:
        """Find them; ``owners`` has a number under ``count`` for each row, and -1 for nobody's."""
        if not len(owners):
            nothing = np.zeros(0, dtype=np.int64)
            return cls(nothing, nothing, np.zeros(count + 1, dtype=np.int64))
        changes = np.flatnonzero(np.diff(owners)) + 1
        begins = np.concatenate([[0], changes])
        ends = np.concatenate([changes, [len(owners)]])
        whose = owners[begins]
        order = np.argsort(whose, kind="stable")
        order = order[whose[order] >= 0]
        first = np.searchsorted(whose[order], np.arange(count + 1))
        return cls(begins[order], ends[order], first)

    def of_owner(self, number: int) -> Iterator[tuple[int, int]]:
        """Give the stretches of one owner."""
        chosen = slice(self.first[number], self.first[number + 1])
        yield from zip(self.begins[chosen].tolist(), self.ends[chosen].tolist(), strict=True)


class OwnedTable:
    """A metric table, mapped from a file that needs no reading; it takes no memory of this process.

    Parameters
    ----------
    path
        The table as Parquet.
    folder
        Where its rows are laid out to be mapped.
    numbers
        Kind of owner → identifier → a number counted from 0.
    """

    def __init__(
        self, path: Path, folder: Path, numbers: Mapping[Owner, Mapping[str, int]]
    ) -> None:
        self.path = path
        self._numbers = numbers
        mapped = folder / f"{path.stem}.arrow"
        owners: dict[Owner, list[np.ndarray]] = {}
        shared: list[np.ndarray] = []
        with pq.ParquetFile(path) as file:
            self.schema: pa.Schema = file.schema_arrow
            with pa.ipc.new_file(str(mapped), self.schema) as out:
                for group in range(file.num_row_groups):
                    rows = file.read_row_group(group)
                    out.write_table(rows)
                    for owner, identifiers in owners_in(path.stem, rows):
                        owners.setdefault(owner, []).append(_numbered(identifiers, numbers[owner]))
                    open_to_all = shared_rows(path.stem, rows)
                    if open_to_all is not None:
                        shared.append(_numbered(open_to_all, {True: 0}))
        self.mapped = mapped
        self._table = pa.ipc.open_file(pa.memory_map(str(mapped))).read_all()
        self._runs = {
            owner: _Runs.of(np.concatenate(parts), len(numbers[owner]))
            for owner, parts in owners.items()
        }
        self._shared = _Runs.of(np.concatenate(shared), 1) if shared else None

    @property
    def is_owned(self) -> bool:
        """Whether any of its rows are somebody's, or shared."""
        return bool(self._runs) or self._shared is not None

    def rows_of(self, viewer: Viewer) -> pa.Table:
        """Take the rows that a rep, team or manager sees, as :func:`review_kit.access.rows_for` says."""
        stretches = self.stretches_of(viewer)
        if not stretches:
            return self._table.slice(0, 0)
        return pa.concat_tables([self._table.slice(begin, end - begin) for begin, end in stretches])

    def stretches_of(self, viewer: Viewer) -> list[tuple[int, int]]:
        """Say where these rows begin and end, in the order in which they are stored."""
        stretches = [
            stretch
            for owner, identifiers in viewer.sees.items()
            if owner in self._runs
            for identifier in identifiers
            for stretch in self._runs[owner].of_owner(self._numbers[owner][identifier])
        ]
        if viewer.sees_shared and self._shared is not None:
            stretches += self._shared.of_owner(0)
        return sorted(stretches)


def viewers_of(run: RunFolder) -> Viewers:
    """Give every rep, team and manager of a run."""
    table = pq.read_table(run.metrics / "reps.parquet", columns=[*OWNER_COLUMNS.values()])
    return Viewers(table.to_pandas())


def _numbered(
    values: pa.ChunkedArray | pa.Array, numbers: Mapping[str, int] | Mapping[bool, int]
) -> np.ndarray:
    """Give each value's number, and -1 where it has none."""
    known = pa.array([*numbers], values.type)
    found: np.ndarray = (
        pc.fill_null(pc.index_in(values, value_set=known), -1).to_numpy().astype(np.int32)
    )
    return found
