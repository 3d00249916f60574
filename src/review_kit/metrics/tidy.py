"""The long form in which metrics travel: one row per group and metric."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from review_kit.metrics.evidence import TOO_FEW

KEYS = ["rep_id", "criterion_id"]
"""Columns that name a rep-criterion."""

LONG_DTYPES: dict[str, Any] = {
    "group": "int64",
    "metric": "str",
    "value": "float64",
    "n": "int64",
    "low": "float64",
    "high": "float64",
    "evidence": "str",
    "note": "str",
}
"""Columns of the long form; what a metric does not have is missing."""


def metric_rows(
    metric: str,
    value: pd.Series,
    n: pd.Series,
    low: ArrayLike | pd.Series | None = None,
    high: ArrayLike | pd.Series | None = None,
    *,
    evidence: pd.Series | None = None,
    note: pd.Series | str | None = None,
) -> pd.DataFrame:
    """Put one metric of many groups into the long form.

    Parameters
    ----------
    value
        Indexed by the number of the group; the order of rows.
    n
        What the value rests on: calls, deals, sessions …; indexed by group.
    low, high
        95 % interval, in the order of ``value`` or indexed by group.
    evidence
        Grade by the evidence rule, where the metric has one; a value graded ``too_few`` is withheld
        with its interval.
    note
        A remark for the reader, for all groups or by group.
    """
    columns: dict[str, Any] = {
        "group": value.index,
        "metric": metric,
        "value": value.to_numpy(dtype=np.float64),
        "n": n.reindex(value.index).fillna(0).to_numpy(dtype=np.int64),
    }
    for name, bound in (("low", low), ("high", high)):
        if bound is not None:
            columns[name] = _aligned(bound, value.index)
    if evidence is not None:
        columns["evidence"] = evidence.reindex(value.index).to_numpy()
        withheld = columns["evidence"] == TOO_FEW
        for name in ("value", "low", "high"):
            if name in columns:
                columns[name] = np.where(withheld, np.nan, columns[name])
    if isinstance(note, pd.Series):
        columns["note"] = note.reindex(value.index).to_numpy()
    elif note is not None:
        columns["note"] = note
    return pd.DataFrame(columns)


def numbered(column: pd.Series) -> tuple[NDArray[np.int64], pd.Index]:
    """Number the values of a column in the order of its names; a missing one has the number −1."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        codes, names = column.cat.codes.to_numpy(), column.cat.categories
    else:
        codes, names = pd.factorize(column, sort=True)
    return codes.astype(np.int64), pd.Index(names).astype("str")


def written_out(column: pd.Series) -> pd.Series:
    """Give the names of a column of categories as text.

    ``astype("str")`` gives the same, and takes four times as long for many names.
    """
    names = column.cat.categories.astype("str").array
    return pd.Series(names.take(column.cat.codes.to_numpy(), allow_fill=True), column.index)


def places_in(
    index: pd.Index, column: pd.Series, rename: Mapping[str, str] | None = None
) -> NDArray[np.int32]:
    """Give the place of each value in an index, −1 for what is not there; each name is looked up once.

    Parameters
    ----------
    rename
        Names by which some values are looked up instead.
    """
    codes, names = numbered(column)
    if rename is not None:
        names = pd.Index([rename.get(name, name) for name in names], dtype="str")
    # the last, at −1, is of rows without a value
    places = np.append(index.get_indexer(names), -1).astype(np.int32)
    found: NDArray[np.int32] = places[codes]
    return found


def is_one_of(column: pd.Series, names: pd.Series | pd.Index | Sequence[str]) -> NDArray[np.bool_]:
    """Mark the rows whose name is one of some; each name is looked up once, not each row."""
    codes, known = numbered(column)
    # the last, at −1, is of rows without a name
    marked: NDArray[np.bool_] = np.append(known.isin(names), False)[codes]
    return marked


def is_of(rows: pd.DataFrame, pairs: pd.DataFrame) -> NDArray[np.bool_]:
    """Mark the rows whose rep and criterion are one of some pairs.

    A merge would compare names; those of millions of scores are categories, which are compared by number.
    """
    marked: NDArray[np.bool_] = told_of_pairs(rows, pairs, np.ones(len(pairs), dtype=bool), False)
    return marked


def told_of_pairs(
    rows: pd.DataFrame, pairs: pd.DataFrame, told: NDArray[Any], otherwise: Any
) -> NDArray[Any]:
    """Give each row what is told of its rep and criterion, and something else where nothing is.

    Parameters
    ----------
    pairs
        Reps and criteria, each pair once.
    told
        A value for each pair.
    """
    (of_rep, reps), (of_criterion, criteria) = (numbered(rows[key]) for key in KEYS)
    rep, criterion = (
        names.get_indexer(pd.Index(pairs[key].astype("str")))
        for names, key in zip((reps, criteria), KEYS, strict=True)
    )
    known = (rep >= 0) & (criterion >= 0)
    # the last row and column, at −1, are of rows without a rep or a criterion
    values = np.full((len(reps) + 1, len(criteria) + 1), otherwise, dtype=told.dtype)
    values[rep[known], criterion[known]] = told[known]
    found: NDArray[Any] = values[of_rep, of_criterion]
    return found


def lookup(keys: pd.Series, table: pd.Series) -> pd.Series:
    """Take each key's value from a table indexed by key; what is not there is missing.

    Unlike ``Series.map`` the values have the table's type even where no key is found.
    """
    codes, names = pd.factorize(keys, use_na_sentinel=False)
    # each key is looked up once, not each row
    values = table.reindex(pd.Index(names)).array.take(codes)
    return pd.Series(values, index=keys.index, dtype=table.dtype)


def words(template: str, *values: pd.Series) -> pd.Series:
    """Fill a template row by row; where a value is missing there are no words.

    Examples
    --------
    >>> words("{:.0f} of {}", pd.Series([3.0, None]), pd.Series([8, 8])).tolist()
    ['3 of 8', nan]
    """
    missing = np.logical_or.reduce([column.isna().to_numpy() for column in values])
    filled = [
        None if without else template.format(*row)
        for without, *row in zip(missing, *values, strict=True)
    ]
    return pd.Series(filled, index=values[0].index, dtype="str")


def gather(parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Join long frames and give them all columns of the long form; none at all make an empty one."""
    filled = [part for part in parts if len(part)]
    rows = pd.concat(filled, ignore_index=True) if filled else pd.DataFrame()
    rows = rows.reindex(columns=list(LONG_DTYPES))
    return rows.astype(LONG_DTYPES)


def _aligned(bound: ArrayLike | pd.Series, index: pd.Index) -> NDArray[np.float64]:
    if isinstance(bound, pd.Series):
        return bound.reindex(index).to_numpy(dtype=np.float64)
    return np.asarray(bound, dtype=np.float64)
