"""Frames that Arrow gives back as they were: of its types that is known, without writing and reading it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd


def comes_back(frame: pd.DataFrame) -> bool:
    """Say whether a frame is the same after it was made a table of Arrow and a frame again.

    Names of columns, their types, values and labels of rows are; labels that are a range may come back as
    numbers. What the names of categories are called, Arrow does not know.
    """
    rows = frame.index
    labels = (
        [level.dtype for level in rows.levels] if isinstance(rows, pd.MultiIndex) else [rows.dtype]
    )
    return all(isinstance(name, str) for name in frame.columns) and all(
        map(_is_known, [*labels, *frame.dtypes])
    )


def _is_known(kind: Any) -> bool:
    if isinstance(kind, pd.CategoricalDtype):
        return isinstance(kind.categories.dtype, pd.StringDtype)
    if isinstance(kind, np.dtype):
        return kind.kind in "biufM"
    return isinstance(kind, pd.StringDtype | pd.Int64Dtype)
