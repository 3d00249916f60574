"""Metrics of one's own in a run: which are to be computed anew, and their rows among the others'.

Each is known by a key: its file, and what the package's metrics were computed from. One whose key is as it
was keeps its rows; after a change of one, that one alone is computed, and none of the package's metrics.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from review_kit.own_metrics.catalogue import catalogues
from review_kit.own_metrics.fault import MetricFault
from review_kit.own_metrics.find import FoundMetrics, MetricFile, find_metrics
from review_kit.planning.digests import code_digest, digest_json
from review_kit.project import Project

if TYPE_CHECKING:
    import pyarrow as pa

    from review_kit.metrics.prepared import OwnResult
    from review_kit.metrics.windows import ReviewWindows, Window
    from review_kit.own_metrics.compute import Computed
    from review_kit.snapshot import Snapshot

BOTH_WINDOWS = 2
"""The window and the previous one come first among those that a metric is computed for."""


@dataclass(frozen=True)
class KeptMetric:
    """What a run remembers of a metric: the key of what it was made from, and what came of it."""

    key: str
    reads: tuple[str, ...]
    fault: MetricFault | None

    @property
    def stands(self) -> bool:
        """Whether it would come out the same again."""
        return self.fault is None or self.fault.lasting

    def to_json(self) -> dict[str, Any]:
        """Return it as plain values."""
        fault = None if self.fault is None else self.fault.to_json()
        return {"key": self.key, "reads": list(self.reads), "fault": fault}

    @classmethod
    def from_json(cls, raw: Mapping[str, Any]) -> KeptMetric:
        """Read what :meth:`to_json` gave."""
        fault = raw["fault"]
        return cls(
            raw["key"],
            tuple(raw["reads"]),
            None if fault is None else MetricFault.from_json(fault),
        )


class OwnMetricsOfRun:
    """The project's own metrics in the making of one run's tables.

    Parameters
    ----------
    project
        Whose.
    snapshot
        Folder of the validated exports.
    windows
        Of the review.
    before
        What the run remembers of them, by name, as :attr:`to_keep` gave it.
    """

    def __init__(
        self,
        project: Project,
        snapshot: Path,
        windows: ReviewWindows,
        before: Mapping[str, Any],
    ) -> None:
        self._project, self._folder, self._windows = project, snapshot, windows
        self._before = {name: KeptMetric.from_json(raw) for name, raw in before.items()}
        found = _without_exported(find_metrics(project), snapshot)
        self._found = _with_known_skills(found, snapshot, windows)
        self._early: dict[str, Computed | MetricFault] = {}
        self.to_keep: dict[str, KeptMetric] = {}

    @property
    def driving(self) -> dict[str, str]:
        """Digest of each metric that the package's drivers are computed with, by name."""
        return {one.name: _key(one) for one in self._found.files if one.declared.drivers}

    @property
    def drivers_stand(self) -> bool:
        """Whether the drivers of the run would come out the same again."""
        return all(name in self._before and self._before[name].stands for name in self.driving)

    @property
    def faults(self) -> tuple[MetricFault, ...]:
        """Why some have no numbers."""
        kept = (one.fault for one in self.to_keep.values() if one.fault is not None)
        return (*self._found.faults, *kept)

    def results(self, snapshot: Snapshot) -> dict[str, OwnResult]:
        """Compute those that are set against the criteria, for every period of the past too."""
        from review_kit.metrics.drivers import periods_of
        from review_kit.metrics.prepared import OwnResult

        driving = [one for one in self._found.files if one.declared.drivers]
        config = self._project.config
        periods = periods_of(self._windows.as_of, config.windows.history_days)
        windows = [self._windows.window, self._windows.previous, *periods]
        self._early |= self._computed(driving, windows, snapshot, None)
        results = {}
        for one in driving:
            found = self._early[one.name]
            if not isinstance(found, MetricFault):
                rows = found.rows[found.rows["window"] >= BOTH_WINDOWS]
                rows = rows[rows["n"] >= one.declared.minimum_n]
                rows = rows.assign(period=rows["window"] - BOTH_WINDOWS)
                values = rows.set_index(["rep_id", "period"])["value"]
                results[one.name] = OwnResult(one.declared.unit, values)
        return results

    def settle(self, metrics: Path, base: str, made: Path, *, is_new: bool) -> bool:
        """Bring the rows of these metrics in the tables ``*_metrics`` up to date.

        Parameters
        ----------
        metrics
            Folder of the run's metric tables.
        base
            Key of what the package's metrics were computed from.
        made
            Folder to write tables into: ``metrics`` itself where all of them are new.
        is_new
            Whether the tables hold no rows of these metrics yet.

        Returns
        -------
        bool
            Whether anything was written; into another folder than ``metrics`` it is every table.
        """
        keys = {
            one.name: digest_json({"metric": _key(one), "base": base}) for one in self._found.files
        }
        kept = {
            name: one
            for name, one in self._before.items()
            if not is_new and keys.get(name) == one.key and one.stands
        }
        stale = [one for one in self._found.files if one.name not in kept]
        gone = {*self._before} - {*kept}
        if not stale and not (gone and not is_new):
            self.to_keep = kept
            return False
        from review_kit.snapshot import Snapshot

        snapshot = Snapshot.open(self._folder)
        own = {*self._before, *keys}
        late = [one for one in stale if one.name not in self._early]
        windows = [self._windows.window, self._windows.previous]
        answers = {**self._early, **self._computed(late, windows, snapshot, metrics, own)}
        computed = {}
        for one in stale:
            found = answers[one.name]
            if isinstance(found, MetricFault):
                kept[one.name] = KeptMetric(keys[one.name], (), found)
            else:
                kept[one.name] = KeptMetric(keys[one.name], found.reads, None)
                computed[one.name] = (one, found)
        self.to_keep = {name: kept[name] for name in sorted(kept)}
        if made != metrics:
            shutil.copytree(metrics, made, dirs_exist_ok=True)
        replaced = {*gone, *(one.name for one in stale)}
        self._merge(made, computed, replaced, snapshot)
        self._write_effects(made, computed, replaced, snapshot)
        return True

    def context(self) -> dict[str, Any]:
        """Give what the run's context says of them: the words of those with numbers, and their facts."""
        printed = [
            one
            for one in self._found.files
            if one.name in self.to_keep and self.to_keep[one.name].fault is None
        ]
        overlay = self._project.words
        return {
            "words": {**dict(overlay.files), **catalogues(printed, overlay)},
            "own_metrics": [one.metric(self.to_keep[one.name].reads).facts() for one in printed],
        }

    def _computed(
        self,
        files: Sequence[MetricFile],
        windows: Sequence[Window],
        snapshot: Snapshot,
        metrics: Path | None,
        own: Collection[str] = (),
    ) -> Mapping[str, Computed | MetricFault]:
        from review_kit.own_metrics.compute import compute

        return compute(
            files,
            windows,
            snapshot=snapshot.folder,
            metrics=metrics,
            limits=self._project.config.own_metrics,
            own=sorted(own),
        )

    def _write_effects(
        self,
        folder: Path,
        computed: Mapping[str, tuple[MetricFile, Computed]],
        replaced: Collection[str],
        snapshot: Snapshot,
    ) -> None:
        """Estimate the effect of coaching on those that ask for it."""
        import pandas as pd

        from review_kit.metrics.prepared import prepare
        from review_kit.metrics.tables import Tables
        from review_kit.own_metrics.effect import own_effects, write_effects

        effects = pd.DataFrame()
        if any(one.declared.effect_of for one, _ in computed.values()):
            tables = Tables.from_snapshot(snapshot)
            effects = own_effects(computed, prepare(tables, self._project.config, self._windows))
        write_effects(folder, effects, replaced)

    def _merge(
        self,
        folder: Path,
        computed: Mapping[str, tuple[MetricFile, Computed]],
        replaced: Collection[str],
        snapshot: Snapshot,
    ) -> None:
        import pandas as pd
        import pyarrow.compute as pc
        import pyarrow.parquet as pq

        from review_kit.metrics.groups import GROUP_COLUMNS
        from review_kit.metrics.results import ROW_GROUP, to_arrow, typed
        from review_kit.own_metrics.values import own_values

        reps = pd.read_parquet(folder / "reps.parquet")
        minimum = self._project.config.privacy.minimum_group_size
        own = {name for name, one in self.to_keep.items() if one.fault is None}
        new = own_values(computed, reps, self._windows, minimum, snapshot) if computed else {}
        for grain, column in GROUP_COLUMNS.items():
            name = f"{grain}_metrics"
            path = folder / f"{name}.parquet"
            there = pq.read_table(path)
            theirs = there.filter(pc.invert(pc.is_in(there["metric"], value_set=_texts(replaced))))
            rows = typed(theirs.to_pandas(date_as_object=False), name)
            if grain in new:
                rows = pd.concat([rows, typed(new[grain], name)], ignore_index=True)
            # behind the other metrics of the same group, by name
            place = rows["metric"].where(rows["metric"].isin(own), "")
            by = [column, "place"] if column in rows else ["place"]
            rows = rows.assign(place=place).sort_values(by, kind="stable", ignore_index=True)
            pq.write_table(
                to_arrow(typed(rows, name), name),
                path,
                compression="zstd",
                row_group_size=ROW_GROUP,
            )


def _key(one: MetricFile) -> str:
    """Identify a metric by its file, and by the code that computes it."""
    return digest_json({"file": one.digest, "code": code_digest("own_metrics")})


def _texts(names: Collection[str]) -> pa.Array:
    import pyarrow as pa

    return pa.array(sorted(names), pa.string())


def _with_known_skills(found: FoundMetrics, snapshot: Path, windows: ReviewWindows) -> FoundMetrics:
    """Leave out metrics that ask for the effect of coaching no skill of the rubric."""
    if not any(one.declared.effect_of for one in found.files):
        return found
    from review_kit.own_metrics.effect import without_unknown_skills
    from review_kit.snapshot import Snapshot
    from review_kit.snapshot.read import MANIFEST

    # the rubric alone: what is computed is computed from a snapshot that was verified
    manifest = json.loads((snapshot / MANIFEST).read_text(encoding="utf-8"))
    return without_unknown_skills(found, Snapshot(snapshot, manifest), windows)


def _without_exported(found: FoundMetrics, snapshot: Path) -> FoundMetrics:
    """Leave out metrics that are called as one that is exported: nobody could tell them apart."""
    path = snapshot / "outcomes.parquet"
    if not found.files or not path.is_file():
        return found
    import pyarrow.parquet as pq

    exported = {*pq.read_table(path, columns=["metric"])["metric"].to_pylist()}
    faults = tuple(
        MetricFault(
            one.name,
            one.shown,
            None,
            f"'{one.name}' is exported as a result already",
            "Give the file another name.",
        )
        for one in found.files
        if one.name in exported
    )
    files = tuple(one for one in found.files if one.name not in exported)
    return FoundMetrics(files, (*found.faults, *faults))
