"""Rows as JSON, all at once: what comes again in many rows is put into words once."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from review_kit.metrics.counted.few_digits import in_few_digits
from review_kit.metrics.counted.plain_values import plain_column

_as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_NOTHING = "null"
_ESCAPED = r'["\\\x00-\x1f]'
"""Characters that JSON writes otherwise."""
_ALIKE = (1e-3, 1e9)
"""Size of the numbers that Arrow writes as JSON does; others have an exponent in one of the two."""


def json_rows(rows: pd.DataFrame) -> pa.Array:
    """Give each row as a JSON list without its brackets, the values as :func:`plain_column` has them.

    Numbers are in the few digits in which they are shown.

    Examples
    --------
    >>> json_rows(pd.DataFrame({"day": ["Monday", None], "score": [80.0, 62.5]})).to_pylist()
    ['"Monday",80', 'null,62.5']
    """
    return pc.binary_join_element_wise(*(_json_column(column) for _, column in rows.items()), ",")


def json_lists(rows: pa.Array, sizes: NDArray[np.int64]) -> pa.Array:
    """Join rows of :func:`json_rows` to JSON lists of lists, the first ``sizes[0]`` rows in one and so on.

    Examples
    --------
    >>> json_lists(pa.array(["1,2", "3,4", "5,6"]), np.array([2, 0, 1])).to_pylist()
    ['[[1,2],[3,4]]', '[]', '[[5,6]]']
    """
    ends = pa.array(np.append(0, np.cumsum(sizes)), pa.int32())
    joined = pc.binary_join(pa.ListArray.from_arrays(ends, rows), "],[")
    lists = pc.binary_join_element_wise("[[", joined, "]]", "")
    return pc.if_else(pa.array(sizes > 0), lists, "[]")


def _json_column(column: pd.Series) -> pa.Array:
    dtype = column.dtype
    if dtype == "float64":
        return _json_numbers(in_few_digits(column.to_numpy()))
    if dtype in ("int64", "bool"):
        return pa.array(column.to_numpy()).cast(pa.string())
    if isinstance(dtype, pd.Int64Dtype | pd.BooleanDtype):
        return pc.fill_null(pa.array(column.array).cast(pa.string()), _NOTHING)
    if isinstance(dtype, pd.CategoricalDtype):
        codes, names = column.cat.codes.to_numpy(), _in_one_piece(column.cat.categories)
        of_row = pa.array(codes, mask=codes < 0)
        if len(names) > len(codes):
            return _json_texts(names.take(of_row))
        return pc.fill_null(_json_texts(names).take(of_row), _NOTHING)
    if isinstance(dtype, pd.StringDtype):
        return _json_texts(_in_one_piece(column))
    if dtype.kind != "M":
        return _texts(plain_column(column))
    codes, days = pd.factorize(column)
    # the last, at −1, is what is missing
    texts = _texts([*plain_column(pd.Series(days)), None])
    return texts.take(pa.array(np.where(codes < 0, len(days), codes).astype(np.int64)))


def _in_one_piece(texts: pd.Series | pd.Index) -> pa.Array:
    """Give text as Arrow; what pandas holds in Arrow comes in the pieces that it is held in."""
    held = pa.array(texts.array, pa.string())
    return held if isinstance(held, pa.Array) else held.combine_chunks()


def _json_texts(texts: pa.Array) -> pa.Array:
    quoted = pc.fill_null(pc.binary_join_element_wise('"', texts, '"', ""), _NOTHING)
    escaped = pc.fill_null(pc.match_substring_regex(texts, _ESCAPED), fill_value=False)
    if pc.any(escaped).as_py():
        quoted = pc.replace_with_mask(quoted, escaped, _texts(texts.filter(escaped).to_pylist()))
    return quoted


def _json_numbers(numbers: NDArray[np.float64]) -> pa.Array:
    texts = pa.array(numbers).cast(pa.string())
    size = np.abs(numbers)
    is_whole = (numbers == np.floor(numbers)) & (size < _ALIKE[1])
    whole = pa.array(np.where(is_whole, numbers, 0.0).astype(np.int64)).cast(pa.string())
    texts = pc.if_else(pa.array(is_whole), whole, texts)
    texts = pc.if_else(pa.array(np.isnan(numbers)), _NOTHING, texts)
    otherwise = ~is_whole & ~np.isnan(numbers) & ~((size >= _ALIKE[0]) & (size < _ALIKE[1]))
    if otherwise.any():
        by_value = _texts(plain_column(pd.Series(numbers[otherwise])))
        texts = pc.replace_with_mask(texts, pa.array(otherwise), by_value)
    return texts


def _texts(values: Iterable[Any]) -> pa.Array:
    return pa.array([_as_json(value) for value in values], pa.string())
