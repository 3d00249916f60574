"""Text that comes again in many rows: each name is held once, rows have its number."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc


def as_categories(column: pa.ChunkedArray) -> pd.Categorical:
    """Give a column that was read with a dictionary as categories, in any order.

    Arrow's own way makes a Python object of each name.
    """
    one = column.unify_dictionaries()
    names = one.chunk(0).dictionary if one.num_chunks else pa.array([], pa.string())
    return _categories([chunk.indices for chunk in one.chunks], names)


def only_some(column: pa.ChunkedArray, names: Collection[str]) -> pd.Categorical:
    """Give it as categories of these names alone; what has any other name has none."""
    wanted = pa.array(sorted(names), pa.string())
    return _categories(
        [
            pc.index_in(chunk.dictionary, value_set=wanted).take(chunk.indices)
            for chunk in column.chunks
        ],
        wanted,
    )


def _categories(numbers: list[pa.Array], names: pa.Array) -> pd.Categorical:
    codes = [part.fill_null(-1).to_numpy(zero_copy_only=False) for part in numbers]
    whole = np.concatenate(codes) if codes else np.array([], dtype=np.int32)
    # names in a dictionary are different ones: to see to that would make Python objects of them
    kind = pd.CategoricalDtype(pd.Index(pd.array(names, dtype="str")))
    return pd.Categorical.from_codes(whole, dtype=kind, validate=False)
