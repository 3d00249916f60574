"""A number of a rep, explained: what it is, how it is defined, which settings it depends on, its rows."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd

from review_kit.access import Viewer, rows_for
from review_kit.documents.parts.context import Context, read_context
from review_kit.documents.parts.wording import measure
from review_kit.errors import ReviewKitError
from review_kit.metrics import METRICS
from review_kit.metrics.counted.finders import ROWS_OF, exported
from review_kit.metrics.counted.material import CountedRows, Material
from review_kit.metrics.counted.plain_values import plain_rows
from review_kit.metrics.prepared import prepare
from review_kit.metrics.registry import outcome
from review_kit.metrics.tables import Tables
from review_kit.metrics.windows import review_windows
from review_kit.project import Project
from review_kit.records.folder import RunFolder
from review_kit.records.manifest import read_manifest
from review_kit.rights.own_metric_rows import own_rows_of
from review_kit.snapshot import Snapshot
from review_kit.words import speaking, spoken, words_in
from review_kit.words.tags import SHIPPED_DEFAULT


@dataclass(frozen=True)
class Number:
    """A number as the run's tables have it.

    Parameters
    ----------
    value
        ``None`` where it is not given; ``note`` says why.
    text
        As documents print it.
    n
        How many cases it rests on.
    """

    value: float | None
    text: str
    unit: str
    n: int | None
    previous: float | None
    low: float | None
    high: float | None
    note: str


@dataclass(frozen=True)
class Explanation:
    """A number, and what it rests on.

    Parameters
    ----------
    rep_id, rep_name, metric, title
        Whose number it is, and which.
    number
        The number; ``None`` for a metric that has one for each skill, session, stage or theme: these
        stand in the first rows.
    definition, evidence
        What it means, and what it takes for it to be given, with the settings of the run.
    settings
        Those that stand in definition and rule, as they were when the run was made.
    rows
        What it was counted from.
    computed_by
        File of a metric of the project's own; empty for every other.
    """

    run: str
    snapshot_id: str
    rep_id: str
    rep_name: str
    metric: str
    title: str
    number: Number | None
    definition: str
    evidence: str
    settings: dict[str, str]
    rows: tuple[CountedRows, ...]
    computed_by: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return it as plain values."""
        return {
            "run": self.run,
            "snapshot": self.snapshot_id,
            "rep_id": self.rep_id,
            "rep_name": self.rep_name,
            "metric": self.metric,
            "title": self.title,
            "number": None if self.number is None else vars(self.number),
            "definition": self.definition,
            "evidence": self.evidence,
            "settings": self.settings,
            "computed_by": self.computed_by or None,
            "counted_from": [
                {
                    "table": part.table,
                    "which": part.which,
                    "first_day": part.first or None,
                    "last_day": part.last or None,
                    "rows": plain_rows(part.rows),
                }
                for part in self.rows
            ],
        }


def explained_metrics(exports: Sequence[str] = ()) -> tuple[str, ...]:
    """Name every metric that can be explained, in the glossary's order; exported and own ones last."""
    known = [name for name in METRICS if name in ROWS_OF]
    return (*known, *(name for name in exports if name not in known))


def explain(project: Project, run: RunFolder, rep_id: str, metric: str) -> Explanation:
    """Explain a rep's number.

    Raises
    ------
    ReviewKitError
        The run, the rep in it, the metric or the snapshot that the run was made from is not there. For a
        metric the message names those with the nearest names.
    """
    context = read_context(run.path)
    reps = pd.read_parquet(run.metrics / "reps.parquet")
    own = reps[reps["rep_id"] == rep_id]
    if own.empty:
        near = difflib.get_close_matches(rep_id, list(reps["rep_id"]), n=3)
        raise ReviewKitError(
            f"rep '{rep_id}' is not in {run.run_id}",
            f"Did you mean {' or '.join(near)}?" if near else "'review-kit status' shows the run.",
        )
    results = pd.read_parquet(
        run.metrics / "rep_metrics.parquet", filters=[("rep_id", "==", rep_id)]
    )
    known = explained_metrics(list(results["metric"]))
    metric = _named(metric, known, context)
    if metric not in known:
        raise _unknown(metric, known)
    snapshot = _snapshot_of(project, run)
    windows = review_windows(context.config, context.as_of, context.window_days)
    review = prepare(Tables.from_snapshot(snapshot), context.config, windows)
    viewer = Viewer.of(reps, "rep", rep_id)
    material = Material(review, partial(_own_rows, run, viewer))
    computed = context.own_metrics.get(metric)
    described = context.metrics.get(metric) or outcome(metric)
    with speaking(words_in(SHIPPED_DEFAULT, context.overlay) if computed else spoken()):
        told = described.worded(context.config)
    return Explanation(
        run=run.run_id,
        snapshot_id=snapshot.id,
        rep_id=rep_id,
        rep_name=str(own["rep_name"].iloc[0]),
        metric=metric,
        title=told.title,
        number=_number(results, metric, context),
        definition=told.definition,
        evidence=told.evidence,
        settings=described.settings_at(context.config) if metric in METRICS else {},
        rows=rows_of(material, rep_id, metric)
        if computed is None
        else tuple(own_rows_of(computed, material, rep_id, run.metrics, snapshot)),
        computed_by="" if computed is None else computed.file,
    )


def rows_of(material: Material, rep_id: str, metric: str) -> tuple[CountedRows, ...]:
    """Give the rows that a rep's number was counted from."""
    found = ROWS_OF.get(metric, exported)(material, metric)
    return tuple(part.of(rep_id) for part in found if part.is_told_of(rep_id))


def _own_rows(run: RunFolder, viewer: Viewer, table: str) -> pd.DataFrame:
    """Read the rep's rows of a metric table, as the rep's documents do."""
    return pd.read_parquet(run.metrics / f"{table}.parquet", filters=rows_for(viewer, table).filter)


def _named(asked: str, known: Sequence[str], context: Context) -> str:
    """Find a metric by its name, or by its title as documents print it."""
    if asked in known:
        return asked
    titles = {
        (context.metrics.get(name) or outcome(name)).worded(context.config).title.casefold(): name
        for name in known
    }
    return titles.get(asked.replace("_", " ").strip().casefold(), asked)


def _unknown(metric: str, known: Sequence[str]) -> ReviewKitError:
    near = difflib.get_close_matches(metric, known, n=3)
    hint = f"Did you mean {' or '.join(near)}?" if near else "'review-kit metrics' lists them."
    if metric in METRICS:
        return ReviewKitError(
            f"'{metric}' is a number of groups, not of a rep, so it cannot be explained for one",
            hint,
        )
    return ReviewKitError(f"there is no metric '{metric}'", hint)


def _snapshot_of(project: Project, run: RunFolder) -> Snapshot:
    identifier = read_manifest(run).snapshot_id
    folder = project.cache / "snapshots" / identifier
    if not folder.is_dir():
        raise ReviewKitError(
            f"{run.run_id}: its snapshot {identifier} is no longer there, so its rows cannot be shown",
            "The numbers themselves are in the run's folder metrics/.",
        )
    return Snapshot.open(folder)


def _number(results: pd.DataFrame, metric: str, context: Context) -> Number | None:
    found = results[results["metric"] == metric]
    if found.empty:
        return None
    row = plain_rows(found)[0]
    value = found["value"].iloc[0]
    unit = row["unit"] or ""
    return Number(
        value=row["value"],
        text=measure(None if pd.isna(value) else float(value), unit, context.currency),
        unit=unit,
        n=row["n"],
        previous=row["previous"],
        low=row["low"],
        high=row["high"],
        note=row["note"] or "",
    )
