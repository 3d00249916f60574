"""The metric tables of a run: their columns, and their Parquet files."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Self

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from review_kit.access import Grain, Viewer, rows_for
from review_kit.metrics.kinds import ARROW_TYPES, DTYPES, ROW_GROUP
from review_kit.metrics.schemas import SCHEMAS, SORTING


@dataclass(frozen=True)
class MetricTables:
    """Every metric table of a run, tidy and typed as ``SCHEMAS`` says.

    Scores are 0–100, changes percentage points, shares 0–1, money in the project's currency; what
    is not known or has too little evidence is missing.
    """

    reps: pd.DataFrame
    rep_criteria: pd.DataFrame
    rep_metrics: pd.DataFrame
    team_metrics: pd.DataFrame
    manager_metrics: pd.DataFrame
    org_metrics: pd.DataFrame
    weekly: pd.DataFrame
    call_scores: pd.DataFrame
    sessions: pd.DataFrame
    commitments: pd.DataFrame
    themes: pd.DataFrame
    coaching_gaps: pd.DataFrame
    losses: pd.DataFrame
    stalled: pd.DataFrame
    stages: pd.DataFrame
    matrix: pd.DataFrame
    what_if: pd.DataFrame
    completion: pd.DataFrame
    team_criteria: pd.DataFrame
    dose: pd.DataFrame
    four_fields: pd.DataFrame
    role_play_groups: pd.DataFrame
    team_competencies: pd.DataFrame
    drivers: pd.DataFrame
    effects: pd.DataFrame
    effect_curve: pd.DataFrame
    money: pd.DataFrame
    money_assumptions: pd.DataFrame
    exemplars: pd.DataFrame
    goals: pd.DataFrame
    plans: pd.DataFrame
    planned_sessions: pd.DataFrame
    provenance: pd.DataFrame

    def write(self, folder: Path) -> dict[str, Path]:
        """Write each table to ``folder/<name>.parquet``; the same tables give the same bytes.

        Returns
        -------
        dict
            Path by table name.
        """
        folder.mkdir(parents=True, exist_ok=True)
        paths = {}
        for field in fields(self):
            path = folder / f"{field.name}.parquet"
            table = to_arrow(getattr(self, field.name), field.name)
            pq.write_table(table, path, compression="zstd", row_group_size=ROW_GROUP)
            paths[field.name] = path
        return paths

    @classmethod
    def read(
        cls,
        folder: Path,
        *,
        rep_id: str | None = None,
        team: str | None = None,
        manager_id: str | None = None,
    ) -> Self:
        """Read what was written, whole or as far as one rep, team or manager may see it.

        :mod:`review_kit.access` says which rows that is; a table with none of them comes out empty.

        Parameters
        ----------
        folder
            Where the tables were written.
        rep_id, team, manager_id
            At most one of them.

        Raises
        ------
        ValueError
            More than one of them was given.
        """
        wanted: dict[Grain, str | None] = {"rep": rep_id, "team": team, "manager": manager_id}
        chosen = [(grain, value) for grain, value in wanted.items() if value is not None]
        if len(chosen) > 1:
            raise ValueError("give one of rep_id, team, manager_id, not several")
        reps = pd.read_parquet(folder / "reps.parquet", columns=["rep_id", "team", "manager_id"])
        viewer = Viewer.of(reps, *(chosen[0] if chosen else ("org",)))
        tables = {}
        for field in fields(cls):
            rows = rows_for(viewer, field.name).filter
            table = pq.read_table(folder / f"{field.name}.parquet", filters=rows)
            tables[field.name] = typed(table.to_pandas(), field.name)
        return cls(**tables)


def typed(frame: pd.DataFrame, name: str) -> pd.DataFrame:
    """Bring a frame to the columns, types and order of rows that table ``name`` has."""
    columns = {
        column: _as(frame[column], kind) if column in frame else _missing(frame.index, kind)
        for column, kind in SCHEMAS[name].items()
    }
    table = pd.DataFrame(columns).reset_index(drop=True)
    order = SORTING.get(name)
    return table.sort_values(order, ignore_index=True, kind="stable") if order else table


def to_arrow(frame: pd.DataFrame, name: str) -> pa.Table:
    """Give a table as Arrow: days as ``date32``, no pandas metadata."""
    schema = pa.schema([(column, ARROW_TYPES[kind]) for column, kind in SCHEMAS[name].items()])
    arrays = [
        pa.Array.from_pandas(frame[field.name], type=_via(field.type)).cast(field.type)
        for field in schema
    ]
    return pa.Table.from_arrays(arrays, schema=schema)


def _via(target: pa.DataType) -> pa.DataType:
    return pa.timestamp("s") if target == pa.date32() else target


def _as(column: pd.Series, kind: str) -> pd.Series:
    if column.dtype == DTYPES[kind]:
        return column  # the conversions below cost more than all else for a small table
    if kind == "day":
        return pd.to_datetime(column).astype("datetime64[s]")
    if kind == "text":
        return column.astype("object").where(column.notna(), None).astype("str")
    return column.astype(DTYPES[kind])


def _missing(index: pd.Index, kind: str) -> pd.Series:
    nothing = False if kind == "flag" else None
    return pd.Series(nothing, index=index, dtype=DTYPES[kind]).astype(DTYPES[kind])
