"""Onto disk: a project with exports in the formats that real systems give, and the truth beside."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from review_kit.demo.rubric import RUBRIC
from review_kit.demo.settings import DemoSettings, Person
from review_kit.demo.streams import stream
from review_kit.demo.tables import DemoData, generate, generate_for_people
from review_kit.demo.truth import Truth

FORMATS: Mapping[str, str] = {
    "outcomes": "parquet",
    "skills_matrix": "parquet",
    "stage_history": "csv.gz",
}
"""Tables that are not plain CSV."""

_NULL_SPELLINGS: Mapping[str, tuple[str, ...]] = {
    "coaching_log": ("", "", "", "", "NA", "-", "N/A", "null"),
    "goals": ("", "-"),
    "roster": ("", "N/A"),
    "opportunities": ("null",),
    "scheduled_sessions": ("NA",),
}
"""How missing values are written: people mix spellings, a system has its own, most leave blanks."""

_PARQUET_TYPES: Mapping[str, pa.DataType] = {
    "period_start": pa.date32(),
    "period_end": pa.date32(),
    "rated_on": pa.date32(),
    "value": pa.float64(),
    "level": pa.int64(),
}

_ROWS_AT_ONCE = 50_000


def write_project(folder: Path, settings: DemoSettings) -> Path:
    """Make a project of synthetic exports in ``folder``.

    Writes ``review_kit.toml``, ``exports/`` and ``truth/``; contracts and notebooks are the
    package's. Files of the same names are replaced.

    Returns
    -------
    Path
        The folder.
    """
    data = generate(settings)
    _write_exports(folder / "exports", data)
    _write_truth(folder / "truth", data.truth)
    (folder / "review_kit.toml").write_text(
        _config(settings, list(data.tables)), encoding="utf-8", newline="\n"
    )
    return folder


def write_scores_for_roster(
    people: Sequence[Person], folder: Path, settings: DemoSettings
) -> DemoData:
    """Write rubric, scores, coaching, calendar, matrix and goals of the given people.

    The tables go into ``folder/exports``, the truth into ``folder/truth``; nothing else in the
    folder is touched.
    """
    data = generate_for_people(people, settings)
    _write_exports(folder / "exports", data)
    _write_truth(folder / "truth", data.truth)
    return data


def export_name(table: str) -> str:
    """Return the file name of a table's export."""
    return f"{table}.{FORMATS.get(table, 'csv')}"


def _write_exports(folder: Path, data: DemoData) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in data.tables.items():
        path = folder / export_name(name)
        if path.suffix == ".parquet":
            _write_parquet(path, table)
        else:
            nulls = _Nulls(name, data.settings.seed)
            _write_csv(path, table, nulls)


class _Nulls:
    """Writes missing values in the ways that people and systems write them."""

    def __init__(self, table: str, seed: int) -> None:
        self._rng = stream(seed, "nulls", table)
        self._spellings = np.array(_NULL_SPELLINGS.get(table, ("",)), dtype=object)

    def spelled(self, column: pd.Series[str]) -> list[str]:
        """Return a column's cells, with something written where there is nothing."""
        cells = column.to_numpy(dtype=object)
        missing = np.flatnonzero(column.isna().to_numpy())
        kinds = len(self._spellings)
        cells[missing] = self._spellings[(self._rng.random(len(missing)) * kinds).astype(np.int64)]
        texts: list[str] = cells.tolist()
        return texts


def _cells(column: pd.Series[str]) -> NDArray[np.object_]:
    """Return a column as Python strings, with ``None`` for what is missing."""
    cells = column.to_numpy(dtype=object)
    return np.where(column.isna().to_numpy(), np.array(None, dtype=object), cells)


@contextmanager
def _text_file(path: Path) -> Iterator[io.TextIOBase]:
    if path.suffix != ".gz":
        with path.open("w", encoding="utf-8", newline="") as text:
            yield text
        return
    # no name and no time in the header: the same rows give the same bytes
    with (
        path.open("wb") as raw,
        gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0, compresslevel=6) as zipped,
        io.TextIOWrapper(zipped, encoding="utf-8", newline="") as text,
    ):
        yield text


def _write_csv(path: Path, table: pd.DataFrame, nulls: _Nulls) -> None:
    with _text_file(path) as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(table.columns)
        for start in range(0, len(table), _ROWS_AT_ONCE):
            part = table.iloc[start : start + _ROWS_AT_ONCE]
            writer.writerows(zip(*(nulls.spelled(part[c]) for c in part.columns), strict=True))


def _write_parquet(path: Path, table: pd.DataFrame) -> None:
    arrays = {}
    for column in table.columns:
        values = _cells(table[column]).tolist()
        kind = _PARQUET_TYPES.get(str(column), pa.string())
        if pa.types.is_date(kind):
            values = [None if value is None else date.fromisoformat(value) for value in values]
        elif not pa.types.is_string(kind):
            values = [None if value is None else float(value) for value in values]
        arrays[str(column)] = pa.array(values).cast(kind) if values else pa.array([], kind)
    pq.write_table(pa.table(arrays), path, compression="zstd")


def _write_truth(folder: Path, truth: Truth) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    frames = {
        "reps": truth.reps,
        "rep_criteria": truth.rep_criteria,
        "weekly": truth.weekly,
        "entries": truth.entries,
    }
    for name, frame in frames.items():
        arrow = pa.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata(None)
        pq.write_table(arrow, folder / f"{name}.parquet", compression="zstd")
    _write_json(folder / "faults.json", [asdict(fault) for fault in truth.faults])
    _write_json(folder / "summary.json", truth.summary)


def _write_json(path: Path, value: object) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    path.write_text(text, encoding="utf-8", newline="\n")


def _config(settings: DemoSettings, tables: Sequence[str]) -> str:
    lines = [
        "# A demonstration: every person, call and deal in exports/ is invented.",
        "# truth/ says what is true in it; nothing in a run reads that folder.",
        "",
        "[organisation]",
        f"name = {_quoted(settings.organisation)}",
        f"time_zone = {_quoted(settings.time_zone)}",
        f"currency = {_quoted(settings.currency)}",
        "",
        "[windows]",
        f"window_days = {settings.window_days}",
        "baseline_days = 30",
        "current_days = 30",
        f"history_days = {settings.days}",
        "",
        "[targets]",
        "default = 75",
        "",
        "[targets.criteria]",
        *(f"{criterion.criterion_id} = {criterion.target}" for criterion in RUBRIC),
        "",
        "[rates]",
        "manager_per_hour = 95",
        "rep_per_hour = 62",
        "margin = 0.72",
        "",
        "[privacy]",
        "minimum_group_size = 5",
        "",
        "[paper]",
        'size = "A4"',
        'confidentiality = "Confidential – invented data"',
    ]
    for table in tables:
        lines += [
            "",
            f"[sources.{table}]",
            f'path = "exports/{export_name(table)}"',
            f"exported_on = {settings.exported_on.isoformat()}",
        ]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    # TOML's basic strings escape as JSON's do
    return json.dumps(text, ensure_ascii=False)
