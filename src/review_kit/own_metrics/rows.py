"""The rows that a metric of one's own gives, held to what was asked for."""

from __future__ import annotations

import difflib
from collections.abc import Collection
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

NEEDED = ("rep_id", "value", "n")
INTERVAL = ("low", "high")
COLUMNS = (*NEEDED, *INTERVAL)
_SHOWN = 3


class RowsError(Exception):
    """The rows cannot be used.

    Parameters
    ----------
    problem, advice
        What is wrong with them, and what to do.
    """

    def __init__(self, problem: str, advice: str) -> None:
        super().__init__(problem)
        self.problem, self.advice = problem, advice


def checked_rows(given: Any, known: Collection[str]) -> pd.DataFrame:
    """Take what a metric gave: a table of pandas, Arrow or DuckDB.

    Parameters
    ----------
    given
        ``rep_id``, ``value``, ``n`` and, if it has one, the interval ``low`` to ``high``. A rep without a
        number has no row, or one with ``n`` 0 and no value.
    known
        Every ``rep_id`` of the roster.

    Returns
    -------
    DataFrame
        All five columns, in this order and sorted by ``rep_id``, of the reps with a value.

    Raises
    ------
    RowsError
        It is no table, a column is missing, strange or of another type; a rep is unknown or there twice; a
        value is no number, has no ``n``, or lies outside its interval.
    """
    table = _as_arrow(given)
    _refuse_columns(table.column_names)
    reps = _reps(table["rep_id"])
    numbers = {name: _numbers(table, name, reps) for name in COLUMNS}
    rows = pd.DataFrame({**numbers, "rep_id": pd.Series(reps, dtype="str")})[[*COLUMNS]]
    _refuse_reps(rows["rep_id"], known)
    _refuse_numbers(rows)
    found = rows[rows["value"].notna()].astype({"n": "int64"})
    return found.sort_values("rep_id", ignore_index=True)


def _as_arrow(given: Any) -> pa.Table:
    if isinstance(given, pa.Table):
        return given
    if isinstance(given, pa.RecordBatchReader):
        return given.read_all()
    if isinstance(given, pd.DataFrame):
        if "rep_id" in given.index.names and "rep_id" not in given.columns:
            raise RowsError(
                "the column rep_id is the index of the table", "Add .reset_index() to the result."
            )
        try:
            return pa.Table.from_pandas(given, preserve_index=False)
        except (pa.ArrowException, TypeError, ValueError) as error:
            raise RowsError(
                f"a column holds values of several types ({str(error).splitlines()[0]})",
                "Give text in rep_id and numbers in the other columns.",
            ) from None
    if hasattr(given, "to_arrow_table"):
        relation: pa.Table = given.to_arrow_table()
        return relation
    kind = "nothing" if given is None else f"a value of type {type(given).__name__}"
    raise RowsError(
        f"'rows' gave {kind}, and no table",
        "Return a table of pandas, Arrow or DuckDB with the columns rep_id, value and n.",
    )


def _refuse_columns(names: list[str]) -> None:
    wanted = "Give rep_id, value and n, and low and high if there is an interval."
    missing = [name for name in NEEDED if name not in names]
    if missing:
        has = ", ".join(names) or "none"
        raise RowsError(f"the result lacks {', '.join(missing)} (its columns: {has})", wanted)
    strange = [name for name in names if name not in COLUMNS]
    if strange:
        raise RowsError(f"the result has other columns: {', '.join(strange)}", wanted)
    if len(set(names)) < len(names):
        raise RowsError("a column is in the result twice", wanted)
    if ("low" in names) != ("high" in names):
        raise RowsError("the interval has one end only", wanted)


def _reps(column: pa.ChunkedArray) -> list[str]:
    kind = column.type
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    if not (pa.types.is_string(kind) or pa.types.is_large_string(kind)) and len(column):
        raise RowsError(
            f"rep_id is {kind}, and not text", "Give rep_id as the tables have it, with all zeros."
        )
    reps: list[str | None] = column.to_pylist()
    if None in reps:
        raise RowsError(
            f"row {reps.index(None) + 1} of the result has no rep_id",
            "Leave such rows out; a deal or a call without a rep counts for nobody.",
        )
    return [str(rep) for rep in reps]


def _numbers(table: pa.Table, name: str, reps: list[str]) -> pd.Series:
    if name == "rep_id":
        return pd.Series(reps, dtype="str")
    if name not in table.column_names:
        return pd.Series(np.nan, index=range(len(reps)), dtype="float64")
    column = table[name]
    kind = column.type
    numeric = pa.types.is_integer(kind) or pa.types.is_floating(kind) or pa.types.is_decimal(kind)
    if not (numeric or pa.types.is_null(kind)):
        raise RowsError(f"{name} is {kind}, and no number", f"Give {name} as a number.")
    return pd.Series(column.cast(pa.float64()).to_numpy(zero_copy_only=False), dtype="float64")


def _refuse_reps(reps: pd.Series, known: Collection[str]) -> None:
    twice = reps[reps.duplicated()].unique()
    if len(twice):
        raise RowsError(
            f"{_named(twice)} {'is' if len(twice) == 1 else 'are'} in the result more than once",
            "Give one row for each rep: group by rep_id alone.",
        )
    unknown = reps[~reps.isin([*known])].unique()
    if len(unknown):
        near = difflib.get_close_matches(str(unknown[0]), [*known], n=1)
        meant = f" Did you mean {near[0]}?" if near else ""
        raise RowsError(
            f"{_named(unknown)} {'is' if len(unknown) == 1 else 'are'} not on the roster",
            f"Give rep_id as the tables have it.{meant}",
        )


def _refuse_numbers(rows: pd.DataFrame) -> None:
    n, value = rows["n"], rows["value"]
    _refuse(rows, n.isna(), "n is missing", "Give n, the number of cases behind the value.")
    wrong = ~np.isfinite(n) | (n < 0) | (n != n.round())
    _refuse(rows, wrong, "n is no whole number from 0 on", "Give n as a count of cases.")
    told = "Give a number, or no row for a rep who has none."
    _refuse(rows, np.isinf(value), "the value is infinite", f"Something was divided by 0? {told}")
    _refuse(rows, value.isna() & (n > 0), "the value is no number (NaN)", told)
    ends = rows[[*INTERVAL]].notna().sum(axis="columns")
    infinite = rows["low"].abs().eq(np.inf) | rows["high"].abs().eq(np.inf)
    outside = (rows["low"] > value) | (rows["high"] < value) | infinite
    _refuse(
        rows,
        (ends == 1) | (outside & value.notna()),
        "the value lies outside its interval",
        "Give low and high around the value, or neither.",
    )


def _refuse(rows: pd.DataFrame, at: pd.Series, problem: str, advice: str) -> None:
    if at.any():
        raise RowsError(f"{problem} for {_named(rows.loc[at, 'rep_id'].to_numpy())}", advice)


def _named(reps: Any) -> str:
    names = [str(rep) for rep in reps]
    more = len(names) - _SHOWN
    return ", ".join(names[:_SHOWN]) + (f" and {more} more" if more > 0 else "")
