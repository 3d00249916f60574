"""Metrics of one's own, computed: a process apart for all of them, and what it found."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import pandas as pd

import review_kit
from review_kit.metrics.windows import Window
from review_kit.own_metrics.apart import ANSWER, CALLS, ROWS, Asked, Job
from review_kit.own_metrics.fault import MetricFault
from review_kit.own_metrics.find import MetricFile
from review_kit.project.own_metrics_settings import OwnMetricsLimits
from review_kit.project.owned import IN_SYSTEM, owned_folder
from review_kit.warm_kernels.memory import ARROW_RESERVES_ONLY

_CODE = str(Path(review_kit.__file__).resolve().parents[1])
_START_SECONDS = 60
"""What the process may take for its imports, on a busy machine."""


@dataclass(frozen=True)
class Computed:
    """The numbers of one metric.

    Parameters
    ----------
    rows
        ``window`` (its place among those asked for), ``rep_id``, ``value``, ``n``, ``low``, ``high``.
    windows
        How many of the windows asked for it has numbers of: one that reads numbers of the run has the first.
    reads
        Tables that it read.
    cpu_seconds
        What it took.
    calls
        Of one that gives single calls: ``rep_id``, ``call_id``, ``call_on``, ``value``, of all the record.
    """

    rows: pd.DataFrame
    windows: int
    reads: tuple[str, ...]
    cpu_seconds: float
    calls: pd.DataFrame | None = None

    def of(self, window: int) -> pd.DataFrame | None:
        """Give the rows of one window, indexed by ``rep_id``; ``None`` where it has none of it."""
        if window >= self.windows:
            return None
        rows = self.rows[self.rows["window"] == window]
        return rows.drop(columns="window").set_index("rep_id")


def compute(
    files: Sequence[MetricFile],
    windows: Sequence[Window],
    *,
    snapshot: Path,
    metrics: Path | None,
    limits: OwnMetricsLimits,
    own: Collection[str] = (),
) -> Mapping[str, Computed | MetricFault]:
    """Compute metrics in a process of its own.

    Parameters
    ----------
    files
        Which.
    windows
        For which windows, the run's first.
    snapshot
        Folder of the validated exports, verified.
    metrics
        Folder of the run's metric tables; ``None`` where they are not computed yet: then every metric must
        have numbers of every window.
    limits
        What a metric may take.
    own
        Names of metrics whose rows in the metric tables are not to be read.

    Returns
    -------
    Mapping
        By name, what each came to.
    """
    if not files:
        return {}
    with owned_folder(None, IN_SYSTEM) as scratch:
        asked = tuple(
            Asked(
                name=one.name,
                format=one.format,
                path=str(one.path),
                text=one.text,
                beside=dict(one.beside),
                windows=tuple((each.start.isoformat(), each.end.isoformat()) for each in windows),
                every_window=metrics is None,
                of_calls=one.declared.rows_of == "calls",
                largest=one.declared.largest,
            )
            for one in files
        )
        job = Job(
            snapshot=str(snapshot.resolve()),
            metrics=None if metrics is None else str(metrics.resolve()),
            own=tuple(own),
            scratch=str(scratch),
            seconds=limits.seconds,
            memory_mb=limits.memory_mb,
            asked=asked,
        )
        _run(job, scratch)
        return {one.name: _found(one, scratch / one.name) for one in files}


def _run(job: Job, scratch: Path) -> None:
    path = scratch / "job.json"
    path.write_text(json.dumps(asdict(job)), encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "review_kit.own_metrics.apart", str(path)],
        env={
            **os.environ,
            # the same code, wherever this process has found it and has gone since
            "PYTHONPATH": os.pathsep.join(filter(None, [_CODE, os.environ.get("PYTHONPATH")])),
            "OPENBLAS_NUM_THREADS": "1",
            "OMP_NUM_THREADS": "1",
            "PYTHONHASHSEED": "0",
            **ARROW_RESERVES_ONLY,
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        # each metric is ended in time by the process itself
        process.wait(_START_SECONDS + (job.seconds + 1) * len(job.asked))
    except subprocess.TimeoutExpired:
        pass
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _found(one: MetricFile, folder: Path) -> Computed | MetricFault:
    answer = folder / ANSWER
    if not answer.is_file():
        return MetricFault(
            one.name,
            one.shown,
            None,
            "was not computed, because the process for it ended",
            f"Try it: review-kit metrics test {one.name}.",
            lasting=False,
        )
    found = json.loads(answer.read_text(encoding="utf-8"))
    if "fault" in found:
        fault = found["fault"]
        return MetricFault(
            one.name,
            one.shown,
            fault["line"],
            fault["problem"],
            fault["advice"],
            fault["lasting"],
        )
    return Computed(
        pd.read_parquet(folder / ROWS),
        int(found["windows"]),
        tuple(found["reads"]),
        float(found["cpu_seconds"]),
        pd.read_parquet(folder / CALLS) if one.declared.rows_of == "calls" else None,
    )
