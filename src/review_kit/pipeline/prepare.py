"""From exports to a run folder that notebooks can read: a snapshot, and what is measured of it.

A snapshot measured with the same settings keeps its metrics.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import review_kit
from review_kit.pipeline.added_tables import write_added_tables
from review_kit.pipeline.kept_results import kept_metrics
from review_kit.pipeline.progress import Progress, Silent
from review_kit.pipeline.validate import ValidatedExports, find_snapshot
from review_kit.planning.digests import code_digest, digest_json
from review_kit.project import Project, canonical_tables
from review_kit.project.init import renew_previews
from review_kit.records.folder import RunFolder, read_object, write_bytes_atomically, write_json
from review_kit.records.lock import locked
from review_kit.records.record import digest_file
from review_kit.render.project_brand import logo_digest, theme_digests

if TYPE_CHECKING:
    from review_kit.own_metrics.fault import MetricFault

SETTINGS_OF_INPUT = {"sources", "gate", "limits"}
"""Sections that decide what comes into the snapshot; nothing is measured or printed by them."""
SETTINGS_OF_WORK = {
    *("batch", "binder", "own_metrics", "transparency", "retention", "pseudonyms"),
}
"""Sections that decide how documents are made, bound, shared and kept, or what a notice says."""
_SETTINGS_OF_PAPER = {"paper", "theme"}
"""Sections that decide how a page looks; nothing is measured by them."""


@dataclass(frozen=True)
class Prepared:
    """A run folder with its metrics in place."""

    run: RunFolder
    exports: ValidatedExports
    faults: tuple[MetricFault, ...] = ()
    """Why metrics of the project's own have no numbers."""


def prepare(
    project: Project,
    *,
    as_of: date | None = None,
    window_days: int | None = None,
    progress: Progress | None = None,
) -> Prepared:
    """Do everything that comes before the documents.

    Parameters
    ----------
    project
        Where the exports are.
    as_of
        Review day; the last day with a scored call where it is not given.
    window_days
        Length of the window; the configured one where it is not given.
    progress
        Receives the name of each stage.

    Raises
    ------
    ContractGateError
        The exports break their contracts too badly; ``validation.html`` says how.
    ReviewKitError
        Something else that the user can fix.
    """
    progress = progress or Silent()
    exports = find_snapshot(project, as_of=as_of, window_days=window_days, progress=progress)
    run = exports.run_folder(project, as_of=as_of, window_days=window_days)
    with locked(run):
        faults = fill(project, exports, run, progress)
    return Prepared(run, exports, faults)


def fill(
    project: Project,
    exports: ValidatedExports,
    run: RunFolder,
    progress: Progress,
    *,
    meanwhile: Callable[[], object] | None = None,
) -> tuple[MetricFault, ...]:
    """Put metrics, context and verdict into a run folder that is locked.

    Parameters
    ----------
    meanwhile
        Called when metrics have to be computed, before that: to start what goes on beside it.

    Returns
    -------
    tuple
        Why metrics of the project's own have no numbers; every other one has.
    """
    from review_kit.metrics import review_windows
    from review_kit.metrics.compute_kept import write_metrics
    from review_kit.metrics.kept_parts import KeptParts
    from review_kit.pipeline.own_metrics import OwnMetricsOfRun
    from review_kit.snapshot import Snapshot

    as_of, window_days = _of_run(run)
    windows = review_windows(project.config, as_of, window_days)
    settings = project.config.model_dump(mode="json", exclude=SETTINGS_OF_INPUT | SETTINGS_OF_WORK)
    kept = read_object(_metrics_record(run))
    own = OwnMetricsOfRun(project, exports.snapshot, windows, kept.get("own", {}))
    base = {
        "as_of": as_of.isoformat(),
        "window_days": window_days,
        "config": {k: v for k, v in settings.items() if k not in _SETTINGS_OF_PAPER},
        "code": code_digest("grains", "metrics", "project"),
        **({"driving": own.driving} if own.driving else {}),
    }
    key = digest_json({"snapshot": exports.snapshot_id, **base})
    for name, content in exports.verdict.items():
        write_bytes_atomically(run.path / name, content)
    context = {
        "run_id": run.run_id,
        "package_version": review_kit.__version__,
        "organisation": project.config.organisation.name,
        "currency": project.config.organisation.currency,
        "time_zone": project.config.organisation.time_zone,
        "as_of": as_of.isoformat(),
        "window_days": window_days,
        **{
            f"{name}_{end}": getattr(getattr(windows, name), end).isoformat()
            for name in ("window", "baseline", "current", "previous")
            for end in ("start", "end")
        },
        "config": settings,
        "logo": logo_digest(project.logo),
        "theme": theme_digests(project),
        "tables_present": [name for name in project.data_model if name in exports.sources],
        "tables_missing": [name for name in canonical_tables() if name not in exports.sources],
        "contracts": {name: dict(exports.contracts[name]) for name in exports.contracts},
        "sources": {name: list(files) for name, files in exports.sources.items()},
    }
    write_json(run.roster, _names_on(exports.snapshot))
    write_json(run.managers, {"names": _managers_on(exports.snapshot)})
    made = run.work / "metrics"
    if _has_metrics(run, key) and own.drivers_stand:
        changed = own.settle(run.metrics, key, made, is_new=False)
        progress.step("Computing metrics of your own" if changed else "Metrics kept")
        if not changed:
            write_json(run.context, {**context, **own.context()})
            renew_previews(project.root)
            return own.faults
    else:
        progress.step("Computing metrics")
        if meanwhile is not None:
            meanwhile()
        snapshot = Snapshot.open(exports.snapshot)
        kept_parts = kept_metrics(project, digest_json(base))
        write_metrics(
            snapshot,
            project.config,
            made,
            as_of=as_of,
            window_days=window_days,
            own_results=own.results(snapshot),
            kept=KeptParts(kept_parts),
        )
        kept_parts.confirm()
        write_added_tables(snapshot, project.data_model, made)
        own.settle(made, key, made, is_new=True)
    _metrics_record(run).unlink(missing_ok=True)
    write_json(made / run.context.name, {**context, **own.context()})
    # digested before anybody else can find them
    files = {path.name: digest_file(path) for path in sorted(made.glob("*.parquet"))}
    if run.metrics.exists():
        run.metrics.replace(run.work / "metrics-before")
    made.replace(run.metrics)
    remembered = {name: one.to_json() for name, one in own.to_keep.items()}
    write_json(_metrics_record(run), {"key": key, "files": files, "own": remembered})
    renew_previews(project.root)
    return own.faults


def _names_on(snapshot: Path) -> dict[str, str]:
    """Everybody on the roster, those included who are not reviewed: ``rep_id`` → name."""
    import pyarrow.parquet as pq

    from review_kit.snapshot.read import table_path

    rows = pq.read_table(table_path(snapshot, "roster"), columns=["rep_id", "rep_name"])
    return {row["rep_id"]: row["rep_name"] for row in rows.to_pylist()}


def _managers_on(snapshot: Path) -> list[str]:
    """Names of all managers of record."""
    import pyarrow.parquet as pq

    from review_kit.snapshot.read import table_path

    rows = pq.read_table(table_path(snapshot, "roster"), columns=["manager_name"])
    return sorted({name for name in rows["manager_name"].to_pylist() if name})


def _has_metrics(run: RunFolder, key: str) -> bool:
    record = read_object(_metrics_record(run))
    return record.get("key") == key and record.get("files") == {
        path.name: digest_file(path) for path in sorted(run.metrics.glob("*.parquet"))
    }


def _metrics_record(run: RunFolder) -> Path:
    return run.lock.with_name("metrics.json")


def _of_run(run: RunFolder) -> tuple[date, int]:
    day, _, length = run.run_id.rpartition("-")
    return date.fromisoformat(day), int(length.removesuffix("d"))
