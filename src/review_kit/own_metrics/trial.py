"""One metric of one's own, tried on the newest snapshot: what it gives, or what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from review_kit.errors import ReviewKitError, UnknownNameError
from review_kit.metrics.prepared import prepare
from review_kit.metrics.tables import Tables
from review_kit.metrics.windows import Window, review_windows
from review_kit.own_metrics.compute import Computed, compute
from review_kit.own_metrics.effect import own_effects, without_unknown_skills
from review_kit.own_metrics.fault import MetricFault
from review_kit.own_metrics.find import FoundMetrics, MetricFile, find_metrics
from review_kit.project import Project
from review_kit.records.find import select_run
from review_kit.records.folder import read_object
from review_kit.snapshot import Snapshot


@dataclass(frozen=True)
class Tried:
    """What a metric came to.

    Parameters
    ----------
    window
        For which days.
    found
        Its numbers, or what is wrong with it.
    effect
        Where it asks for that, the row of ``own_effects``.
    """

    metric: MetricFile | None
    window: Window | None
    found: Computed | MetricFault
    effect: pd.DataFrame | None = None

    @property
    def rows(self) -> pd.DataFrame:
        """``rep_id``, ``value``, ``n``, ``low``, ``high`` of the window; none where something is wrong."""
        if isinstance(self.found, MetricFault):
            return pd.DataFrame(columns=["rep_id", "value", "n", "low", "high"])
        rows = self.found.rows
        return rows[rows["window"] == 0].drop(columns="window")


def try_metric(project: Project, name: str) -> Tried:
    """Compute a metric, whether a run has it or not.

    Raises
    ------
    ReviewKitError
        There is no such metric, or nothing to compute it from.
    """
    found = find_metrics(project)
    one = found.named(name)
    if one is None:
        names = [each.name for each in found.files]
        raise UnknownNameError(
            f"there is no metric '{name}' in metrics/",
            name,
            names,
            f"Begin it with: review-kit metrics new {name} --format sql",
        )
    if isinstance(one, MetricFault):
        return Tried(None, None, one)
    folder, day = _newest(project)
    snapshot = Snapshot.open(folder)
    windows = review_windows(project.config, day, None)
    known = without_unknown_skills(FoundMetrics((one,)), snapshot, windows)
    if known.faults:
        return Tried(one, windows.window, known.faults[0])
    metrics = _metrics(project)
    answer = compute(
        [one],
        [windows.window, windows.previous],
        snapshot=folder,
        metrics=metrics,
        limits=project.config.own_metrics,
        own=[each.name for each in found.files],
    )
    computed = answer[name]
    if isinstance(computed, MetricFault) or not one.declared.effect_of:
        return Tried(one, windows.window, computed)
    review = prepare(Tables.from_snapshot(snapshot), project.config, windows)
    effect = own_effects({name: (one, computed)}, review)
    return Tried(one, windows.window, computed, effect)


def _newest(project: Project) -> tuple[Path, date]:
    known = read_object(project.cache / "validated.json")
    folder = project.cache / "snapshots" / str(known.get("snapshot_id"))
    if "last_day" not in known or not folder.is_dir():
        raise ReviewKitError(
            f"{project.root} has no snapshot to compute a metric from",
            "Make one with 'review-kit validate'.",
        )
    return folder, date.fromisoformat(known["last_day"])


def _metrics(project: Project) -> Path | None:
    """Find the metric tables of the newest run; without one only tables of the exports can be read."""
    try:
        folder = select_run(project, None).metrics
    except ReviewKitError:
        return None
    return folder if folder.is_dir() else None
