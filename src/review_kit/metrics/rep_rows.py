"""Rows of single reps: cut from a frame, told apart by content, and put in the place of earlier ones."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from review_kit.metrics.tidy import is_one_of, numbered

REP = "rep_id"
_SCOPE, _OF_SCOPE = "scope", "scope_id"
_MANY = ("call_id", "opportunity_id")
"""Columns of names of which a company has very many."""
_BYTES = 16


def rows_of_reps(frame: pd.DataFrame, reps: Collection[str]) -> pd.DataFrame:
    """Cut a frame to the rows of some reps; of one with the rows of all groups, to those of these groups."""
    if frame.empty:
        return frame
    if REP not in frame:
        of_rep = (frame[_SCOPE] == "rep").to_numpy()
        return frame[of_rep & frame[_OF_SCOPE].isin([*reps]).to_numpy()]
    if not isinstance(frame[REP].dtype, pd.CategoricalDtype):
        return frame[frame[REP].isin([*reps])]
    # there are millions of scores: by number
    return frame[is_one_of(frame[REP], [*reps])]


def of_reps(table: pa.Table, reps: Collection[str]) -> pa.ChunkedArray:
    """Mark these rows of a table; of one with the rows of all groups, those of the groups of these reps."""
    names = pa.array([*reps], pa.string())
    if REP in table.column_names:
        return pc.is_in(table[REP], names)
    return pc.and_(pc.equal(table[_SCOPE], "rep"), pc.is_in(table[_OF_SCOPE], names))


def names_in_use(rows: pa.Table) -> pa.Table:
    """Let the names of calls and deals go that are in no row: of all, a rep has few."""
    for at, field in enumerate(rows.schema):
        if field.name in _MANY and pa.types.is_dictionary(field.type):
            rows = rows.set_column(at, field, _in_use(rows.column(at).combine_chunks()))
    return rows


def _in_use(column: pa.DictionaryArray) -> pa.DictionaryArray:
    numbers = column.indices
    used = pc.drop_null(pc.unique(numbers)).sort()
    if not len(used):
        return column  # of no names at all pandas would not know that they are text
    at = pc.index_in(numbers, used).cast(numbers.type)
    return pa.DictionaryArray.from_arrays(at, column.dictionary.take(used))


def digests_by_rep(frame: pd.DataFrame) -> Mapping[str, str]:
    """Digest each rep's rows in their order: names, types and values of columns, but no labels of rows."""
    if frame.empty:
        return {}
    if REP not in frame:
        of_rep = frame[frame[_SCOPE] == "rep"]
        frame = of_rep.drop(columns=_SCOPE).rename(columns={_OF_SCOPE: REP})
    rep, names = numbered(frame[REP])
    told = frame.drop(columns=REP)
    order = np.argsort(rep, kind="stable")
    values = [part for _, column in told.items() for part in _as_numbers(column)]
    rows = np.stack(values, axis=1)[order] if values else np.zeros((len(frame), 1), np.int64)
    ends = np.searchsorted(rep[order], np.arange(len(names) + 1))
    about = repr([(str(name), str(kind)) for name, kind in told.dtypes.items()]).encode()
    found = {}
    for name, first, last in zip(names, ends[:-1], ends[1:], strict=True):
        if last > first:
            own = hashlib.blake2b(about, digest_size=_BYTES)
            own.update(rows[first:last].tobytes())
            found[str(name)] = own.hexdigest()
    return found


def _as_numbers(column: pd.Series) -> list[NDArray[np.int64]]:
    """Give a column as whole numbers of 64 bits that are the same for the same values, and for no others."""
    kind = column.dtype
    if isinstance(kind, np.dtype) and kind.kind in "Mm":
        return [column.to_numpy().astype(np.int64)]
    if isinstance(kind, np.dtype) and kind.kind in "biu":
        return [column.to_numpy().astype(np.int64)]
    if isinstance(kind, np.dtype) and kind.kind == "f":
        numbers = column.to_numpy(np.float64)
        return [np.where(np.isnan(numbers), np.nan, numbers).view(np.int64)]
    codes, names = pd.factorize(column)
    told = b"".join(_of_name(name) for name in names) + bytes(_BYTES)
    # what is missing has the number −1: the last
    known = np.frombuffer(told, dtype=np.int64).reshape(-1, 2)[codes]
    return [known[:, 0], known[:, 1]]


def _of_name(name: object) -> bytes:
    said = f"text {name}" if isinstance(name, str) else f"{type(name).__name__}: {name!r}"
    return hashlib.blake2b(said.encode("utf-8", "surrogatepass"), digest_size=_BYTES).digest()


def in_place_of(
    earlier: pa.Table, anew: pa.Table, reps: Collection[str], of_all: Sequence[str]
) -> pa.Table:
    """Put rows that were computed anew in the place of some reps' earlier ones.

    Parameters
    ----------
    earlier
        Rows of all reps, those of each together, in the order of the reps.
    reps
        Whose rows are computed anew; these and no others are in ``anew``.
    of_all
        All reps in their order.
    """
    parts, kept_up_to = [], 0
    starts, own = _starts(earlier, of_all), _starts(anew, of_all)
    for at, rep in enumerate(of_all):
        if rep in reps:
            parts += [
                earlier.slice(kept_up_to, starts[at] - kept_up_to),
                anew.slice(own[at], own[at + 1] - own[at]),
            ]
            kept_up_to = starts[at + 1]
    return pa.concat_tables([*parts, earlier.slice(kept_up_to)]).combine_chunks()


def _starts(rows: pa.Table, of_all: Sequence[str]) -> list[int]:
    """Say where each rep's rows begin in a table that is in the order of the reps, and where the last end."""
    place = pc.index_in(rows[REP], pa.array([*of_all], pa.string())).to_numpy()
    starts: list[int] = np.searchsorted(place, np.arange(len(of_all) + 1)).tolist()
    return starts


def differing(before: pd.DataFrame, now: pd.DataFrame) -> set[str]:
    """Name the reps of whom something differs, by the digests of what is read of each."""
    both = before.reindex(index=now.index.union(before.index), columns=now.columns, fill_value="")
    unlike: Any = both.ne(now.reindex(index=both.index, fill_value="")).any(axis="columns")
    return {str(rep) for rep in both.index[unlike]}
