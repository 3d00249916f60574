"""How columns of text are held while the metrics of one company are computed.

pandas holds text in Arrow arrays. That is compact, but every look at a single value, and every name of a
column that is looked up, is converted first. The frames of a small company have few rows and are looked at
thousands of times, so that its metrics take a third longer. For them, text is Python objects meanwhile; what
comes out is the same, in pandas' usual type.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields, replace
from typing import Any

import pandas as pd

from review_kit.metrics.tables import Tables

SMALL = 300_000
"""Rows of QA scores up to which text is Python objects: beyond, they take more memory than they save time."""

_STORAGE, _OBJECTS = "mode.string_storage", "python"


@contextmanager
def text_held_for(tables: Tables) -> Iterator[None]:
    """Hold text as suits the size of a company in everything that is computed inside."""
    if tables.n_scores > SMALL:
        yield
        return
    with pd.option_context(_STORAGE, _OBJECTS):
        yield


def tables_in_text_as_held(tables: Tables) -> Tables:
    """Bring the text of canonical tables to the type in which it is held here."""
    named = {field.name: getattr(tables, field.name) for field in fields(tables)}
    frames: dict[str, Any] = {
        name: in_text_as_held(frame)
        for name, frame in named.items()
        if isinstance(frame, pd.DataFrame)
    }
    return replace(tables, **frames)


def in_text_as_held(frame: pd.DataFrame) -> pd.DataFrame:
    """Bring the text of a frame, its columns' names too, to the type in which it is held here."""
    kinds = [frame.columns.dtype, *frame.dtypes]
    if not any(_is_held_otherwise(kind) for kind in kinds):
        return frame
    columns = {name: _as_held(column) for name, column in frame.items()}
    return pd.DataFrame(columns, index=frame.index)


def _is_held_otherwise(kind: Any) -> bool:
    if isinstance(kind, pd.CategoricalDtype):
        kind = kind.categories.dtype
    return isinstance(kind, pd.StringDtype) and kind != pd.array([], dtype="str").dtype


def _as_held(column: pd.Series) -> pd.Series:
    if not _is_held_otherwise(column.dtype):
        return column
    if isinstance(column.dtype, pd.CategoricalDtype):
        codes, names = column.cat.codes, column.cat.categories.astype("str")
        return pd.Series(pd.Categorical.from_codes(codes, categories=names), column.index)
    return column.astype("str")
