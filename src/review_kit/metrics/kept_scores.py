"""The settled scores of a review kept by the tables they rest on: millions of rows that are seldom others."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import feather, ipc

from review_kit.metrics.in_arrow import comes_back
from review_kit.metrics.memory import give_back
from review_kit.metrics.prepared import SettledScores
from review_kit.metrics.rep_rows import REP, names_in_use
from review_kit.metrics.scorers.gaps import Gaps
from review_kit.project.kept import Entry, Kept
from review_kit.project.owned import IN_SYSTEM, owned_folder

_KIND, _NAME = "metrics", "scores-settled"
_AT_ONCE = 200_000
"""Rows that are written at once: they do not take memory twice, and one rep's are read without the others."""
_CALL_SCORES = "call_scores"
_GAPS = "gaps."
_REFERENCES = f"{_GAPS}references"


class KeptScores:
    """Settled scores of one review, kept by earlier runs.

    Parameters
    ----------
    kept
        Where they are. All of them depend on what its base names: settings, windows, the code.
    key
        Digests of the tables that they rest on.
    """

    def __init__(self, kept: Kept, key: Any) -> None:
        self._kept, self._key = kept, key

    def found_or(self, settle: Callable[[], SettledScores]) -> SettledScores:
        """Return the scores that were kept; else settle and keep them."""
        entry = self._kept.find(_KIND, _NAME, self._key)
        if entry is not None:
            return _read(entry)
        settled = settle()
        self._keep(settled)
        give_back()
        return settled

    def scores_of(self, reps: Collection[str]) -> pd.DataFrame | None:
        """Return the scores of some reps, of those that were kept; none where they were not.

        They are the rows of ``call_scores``, with the labels that they have among all, and with the names of
        their calls alone.
        """
        entry = self._kept.find(_KIND, _NAME, self._key)
        if entry is None:
            return None
        names = entry.facts["frames"][_CALL_SCORES]
        return _rows_of(entry.path(f"{_CALL_SCORES}.arrow"), names, reps)

    def _keep(self, settled: SettledScores) -> None:
        frames = _frames(settled)
        with owned_folder(None, IN_SYSTEM) as folder:
            files = {f"{name}.arrow": folder / f"{name}.arrow" for name in frames}
            try:
                named = {
                    name: _write(frame, path)
                    for (name, frame), path in zip(frames.items(), files.values(), strict=True)
                }
            except (pa.ArrowException, OSError, TypeError, ValueError):
                return
            days = None if settled.gaps is None else settled.gaps.days
            self._kept.put(_KIND, _NAME, self._key, {"frames": named, "days": days}, files)


def _frames(settled: SettledScores) -> Mapping[str, pd.DataFrame]:
    frames = {name: frame for name, frame in settled._asdict().items() if name != "gaps"}
    if settled.gaps is not None:
        gaps = {f"{_GAPS}{name}": part for name, part in vars(settled.gaps).items()}
        del gaps[f"{_GAPS}days"]
        frames |= gaps | {_REFERENCES: settled.gaps.references.to_frame("reference")}
    return {name: frame for name, frame in frames.items() if frame is not None}


def _read(entry: Entry) -> SettledScores:
    frames = {
        name: _frame(entry.path(f"{name}.arrow"), names)
        for name, names in entry.facts["frames"].items()
    }
    gaps = None
    if entry.facts["days"] is not None:
        parts: dict[str, Any] = {
            one.name: frames[f"{_GAPS}{one.name}"] for one in fields(Gaps) if one.name != "days"
        }
        parts["references"] = parts["references"]["reference"].rename(None)
        gaps = Gaps(**parts, days=entry.facts["days"])
    named = {name: frames.get(name) for name in SettledScores._fields}
    return SettledScores(**{**named, "gaps": gaps})  # type: ignore[arg-type]


def _write(frame: pd.DataFrame, path: Path) -> Mapping[str, Any]:
    """Write a frame, and return the names of its categories, which Arrow does not know.

    Raises
    ------
    TypeError
        It would not come back as it is.
    """
    if not comes_back(frame):
        raise TypeError(path.name)
    schema = pa.Table.from_pandas(frame.iloc[:0]).schema
    with ipc.new_file(path, schema, options=ipc.IpcWriteOptions(compression="lz4")) as file:
        for first in range(0, max(len(frame), 1), _AT_ONCE):
            file.write_batch(_in_arrow(frame.iloc[first : first + _AT_ONCE], schema))
    return {
        str(column): values.cat.categories.name
        for column, values in frame.items()
        if isinstance(values.dtype, pd.CategoricalDtype)
    }


def _in_arrow(rows: pd.DataFrame, schema: pa.Schema) -> pa.RecordBatch:
    table = pa.Table.from_pandas(rows, schema).combine_chunks()
    # a table without rows is no batch, but has names of categories too
    batches = table.to_batches() or [pa.RecordBatch.from_pandas(rows, schema)]
    return batches[0]


def _frame(path: Path, names: Mapping[str, Any]) -> pd.DataFrame:
    return _named(feather.read_table(path, memory_map=False).to_pandas(), names)


def _rows_of(path: Path, names: Mapping[str, Any], reps: Collection[str]) -> pd.DataFrame:
    """Read the rows of some reps; what has none of theirs is not looked at but for whose it is."""
    with pa.memory_map(str(path)) as source:
        with ipc.open_file(source) as written:
            of_rep = ipc.IpcReadOptions(included_fields=[written.schema.get_field_index(REP)])
        with ipc.open_file(source, options=of_rep) as written:
            whose = [written.get_batch(at).column(0) for at in range(written.num_record_batches)]
        numbers = pc.index_in(pa.array([*reps], pa.string()), whose[0].dictionary).drop_null()
        own = [np.isin(part.indices.to_numpy(), numbers.to_numpy()) for part in whose]
        with ipc.open_file(source) as written:
            batches = [
                written.get_batch(at).filter(pa.array(rows))
                for at, rows in enumerate(own)
                if rows.any() or not at
            ]
            table = names_in_use(pa.Table.from_batches(batches))
        frame = _named(table.replace_schema_metadata().to_pandas(), names)
    return frame.set_axis(np.flatnonzero(np.concatenate(own)))


def _named(frame: pd.DataFrame, names: Mapping[str, Any]) -> pd.DataFrame:
    for column, name in names.items():
        codes, categories = frame[column].cat.codes, frame[column].cat.categories.rename(name)
        frame[column] = pd.Categorical.from_codes(codes, categories=categories)
    return frame
