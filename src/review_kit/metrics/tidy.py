"""The long form in which metrics travel: one row per group and metric."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from review_kit.metrics.evidence import TOO_FEW

LONG_COLUMNS = ("group", "metric", "value", "n", "low", "high", "evidence", "note")


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
        Indexed by group; the order of rows.
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
    rows = pd.DataFrame(
        {
            "group": value.index.astype("str"),
            "metric": metric,
            "value": value.to_numpy(dtype=np.float64),
            "n": n.reindex(value.index).fillna(0).to_numpy(dtype=np.int64),
            "low": _aligned(low, value.index),
            "high": _aligned(high, value.index),
            "evidence": _text(evidence, value.index),
            "note": _text(note, value.index),
        }
    )
    withheld = rows["evidence"] == TOO_FEW
    rows.loc[withheld, ["value", "low", "high"]] = np.nan
    return rows


def no_rows() -> pd.DataFrame:
    """Give the long form without any row."""
    empty = pd.Series([], dtype="float64", index=pd.Index([], dtype="str"))
    return metric_rows("", empty, empty)


def gather(parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Join long frames; none at all make an empty one."""
    filled = [part for part in parts if len(part)]
    return pd.concat(filled, ignore_index=True) if filled else no_rows()


def _aligned(bound: ArrayLike | pd.Series | None, index: pd.Index) -> ArrayLike:
    if bound is None:
        return np.full(len(index), np.nan)
    if isinstance(bound, pd.Series):
        return bound.reindex(index).to_numpy(dtype=np.float64)
    return np.asarray(bound, dtype=np.float64)


def _text(words: pd.Series | str | None, index: pd.Index) -> pd.Series:
    if isinstance(words, pd.Series):
        return words.reindex(index).astype("str").reset_index(drop=True)
    return pd.Series([words] * len(index), dtype="str")
