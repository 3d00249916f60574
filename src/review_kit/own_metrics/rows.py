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
OF_CALL = ("rep_id", "call_id", "value")
"""Columns of a metric that gives single calls."""
CALL = ["rep_id", "call_id"]
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
    table = _as_arrow(given, "rep_id, value and n")
    _refuse_columns(table.column_names)
    reps = _texts(table["rep_id"], "rep_id")
    numbers = {
        name: _numbers(table[name], name) for name in COLUMNS[1:] if name in table.column_names
    }
    rows = pd.DataFrame({"rep_id": pd.Series(reps, dtype="str"), **numbers})
    rows = rows.reindex(columns=[*COLUMNS])
    _refuse_reps(rows["rep_id"], known)
    _refuse_numbers(rows)
    found = rows[rows["value"].notna()].astype({"n": "int64"})
    return found.sort_values("rep_id", ignore_index=True)


def checked_calls(given: Any, calls: pd.DataFrame, largest: float | None) -> pd.DataFrame:
    """Take what a metric gave that gives single calls.

    Parameters
    ----------
    given
        ``rep_id``, ``call_id`` and ``value``, a row for each call that it says something of.
    calls
        ``rep_id``, ``call_id`` and ``call_on`` of every scored call of each rep, once.
    largest
        What a value may be at most, where it may not be negative either; ``None`` where it may be any.

    Returns
    -------
    DataFrame
        ``rep_id``, ``call_id``, ``call_on``, ``value``, sorted by rep, day and call.

    Raises
    ------
    RowsError
        It is no table, a column is missing, strange or of another type; a call is there twice or not among
        the scored ones of the rep; a value is missing, no finite number, or beyond the largest.
    """
    table = _as_arrow(given, ", ".join(OF_CALL))
    names = table.column_names
    wanted = "Give rep_id, call_id and value, a row for each call, and nothing else."
    missing = [name for name in OF_CALL if name not in names]
    if missing:
        has = ", ".join(names) or "none"
        raise RowsError(f"the result lacks {', '.join(missing)} (its columns: {has})", wanted)
    if len(names) > len(OF_CALL):
        strange = [name for name in names if name not in OF_CALL]
        problem = f"the result has other columns: {', '.join(strange)}"
        raise RowsError(problem if strange else "a column is in the result twice", wanted)
    rows = pd.DataFrame(
        {
            **{name: pd.Series(_texts(table[name], name), dtype="str") for name in CALL},
            "value": _numbers(table["value"], "value"),
        }
    )
    _refuse_calls(rows, rows.duplicated(CALL), "in the result more than once", "Group by both.")
    found = rows.merge(calls, "left", on=CALL)
    _refuse_calls(
        rows,
        found["call_on"].isna().to_numpy(),
        "not among the scored calls of the rep",
        "Its day is that of its scores: give rep_id and call_id as qa_scores has them, and calls that are "
        "there.",
    )
    told = "Give a number, or no row for a call that nothing can be said of."
    _refuse_calls(rows, ~np.isfinite(rows["value"]), "given no number", told)
    if largest is not None:
        beyond = (rows["value"] < 0) | (rows["value"] > largest)
        limits = f"Give 0 to {largest:g}, as the unit says."
        _refuse_calls(rows, beyond, f"given less than 0 or more than {largest:g}", limits)
    ordered = found.sort_values(["rep_id", "call_on", "call_id"], ignore_index=True)
    return ordered[["rep_id", "call_id", "call_on", "value"]]


def _refuse_calls(rows: pd.DataFrame, at: Any, problem: str, advice: str) -> None:
    wrong = rows[np.asarray(at)]
    if len(wrong):
        named = [f"call {row.call_id} of {row.rep_id}" for row in wrong.head(_SHOWN).itertuples()]
        more = len(wrong) - len(named)
        told = ", ".join(named) + (f" and {more} more" if more else "")
        raise RowsError(f"{told} {'is' if len(wrong) == 1 else 'are'} {problem}", advice)


def _as_arrow(given: Any, columns: str) -> pa.Table:
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
        f"Return a table of pandas, Arrow or DuckDB with the columns {columns}.",
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


def _texts(column: pa.ChunkedArray, name: str) -> list[str]:
    kind = column.type
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    if not (pa.types.is_string(kind) or pa.types.is_large_string(kind)) and len(column):
        raise RowsError(
            f"{name} is {kind}, and not text", f"Give {name} as the tables have it, with all zeros."
        )
    found: list[str | None] = column.to_pylist()
    if None in found:
        raise RowsError(
            f"row {found.index(None) + 1} of the result has no {name}",
            "Leave such rows out"
            + ("; a deal or a call without a rep counts for nobody." if name == "rep_id" else "."),
        )
    return [str(text) for text in found]


def _numbers(column: pa.ChunkedArray, name: str) -> pd.Series:
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
