"""From exports to a run folder that notebooks can read: validate, keep, measure.

What has not changed is not done again: exports that are as they were keep their snapshot, and a
snapshot measured with the same settings keeps its metrics.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import review_kit
from review_kit.batch.added_columns import write_added_columns
from review_kit.batch.branding import logo_digest
from review_kit.batch.digests import code_digest, digest_json
from review_kit.batch.exports import Inputs, inputs_of
from review_kit.batch.folder import RunFolder, run_id, write_bytes_atomically, write_json
from review_kit.batch.lock import in_turn, locked
from review_kit.batch.progress import Progress, Silent
from review_kit.batch.records import digest_file
from review_kit.batch.verdicts import (
    VERDICT,
    Verdict,
    digests_of,
    keep_verdict,
    kept_verdict,
    write_verdict,
)
from review_kit.errors import ContractGateError
from review_kit.project import CANONICAL_TABLES, Project

if TYPE_CHECKING:
    from review_kit.contracts import Validation
    from review_kit.contracts.kept_tables import KnownMetrics

_SETTINGS_OF_INPUT = {"sources", "gate"}
"""Sections that decide what comes into the snapshot; nothing is measured or printed by them."""
_SETTINGS_OF_WORK = {"batch"}
"""Sections that decide how documents are made, and nothing about them."""
_SETTINGS_OF_PAPER = {"paper", "theme"}
"""Sections that decide how a page looks; nothing is measured by them."""


@dataclass(frozen=True)
class ValidatedExports:
    """A snapshot of exports that hold to their contracts."""

    snapshot: Path
    snapshot_id: str
    verdict: Verdict
    """On these exports. ``reports/`` has that of the last validation, of other exports by then perhaps."""
    last_day: date
    """Last day with a scored call."""
    contracts: Mapping[str, Mapping[str, str]]
    sources: Mapping[str, tuple[int, ...]]
    """Numbers of the files and sheets that each table came from, as in ``validation.html``; their names
    may be people's."""
    unchanged_since: str | None
    """When they were validated, where that was not now."""
    notes: tuple[str, ...] = ()
    """What validation warned of, and files nobody reads."""

    def run_folder(
        self, project: Project, *, as_of: date | None, window_days: int | None
    ) -> RunFolder:
        """Folder of the run of these exports; by default up to the last day with a scored call."""
        length = window_days or project.config.windows.window_days
        return RunFolder(project.reports / run_id(as_of or self.last_day, length))


@dataclass(frozen=True)
class Prepared:
    """A run folder with its metrics in place."""

    run: RunFolder
    exports: ValidatedExports


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
        Told of each stage.

    Raises
    ------
    ContractGateError
        The exports break their contracts too badly; ``validation.html`` says how.
    ReviewKitError
        Something else that the user can mend.
    """
    progress = progress or Silent()
    exports = find_snapshot(project, as_of=as_of, window_days=window_days, progress=progress)
    run = exports.run_folder(project, as_of=as_of, window_days=window_days)
    with locked(run):
        fill(project, exports, run, progress)
    return Prepared(run, exports)


def find_snapshot(
    project: Project, *, as_of: date | None, window_days: int | None, progress: Progress
) -> ValidatedExports:
    """Return the snapshot of the exports as they are now, validating them if they have changed.

    Raises
    ------
    ContractGateError
        They do not pass; the pages about it are written.
    """
    with in_turn(project.cache / "lock"):
        inputs = inputs_of(project, as_of=None if as_of is None else as_of.isoformat())
        known = _read_json(project.cache / "validated.json")
        if (
            inputs.fingerprint is not None
            and known.get("fingerprint") == inputs.fingerprint
            and "notes" in known
        ):
            snapshot = project.cache / "snapshots" / known["snapshot_id"]
            verdict = kept_verdict(project, known.get("verdict", {}))
            if snapshot.is_dir() and verdict is not None:
                progress.step(f"Exports unchanged since {known['validated_at']}")
                return _known(project, known, verdict, unchanged_since=known["validated_at"])
        validation = validate_project(project, inputs, as_of=as_of, progress=progress)
        if not validation.passed:
            raise _stopped(project, validation, as_of, window_days)
        return keep(project, validation, inputs.fingerprint, progress)


def check_exports(
    project: Project,
    *,
    as_of: date | None = None,
    progress: Progress | None = None,
    then: Callable[[Validation], None] | None = None,
) -> Validation:
    """Validate the exports anew, whether they have changed or not; keep them if they pass.

    Parameters
    ----------
    project, as_of, progress
        As for :func:`prepare`.
    then
        Called while the rows in ``.review_kit/validation`` are certainly those of this validation.
    """
    progress = progress or Silent()
    with in_turn(project.cache / "lock"):
        inputs = inputs_of(project, as_of=None if as_of is None else as_of.isoformat())
        validation = validate_project(project, inputs, as_of=as_of, progress=progress)
        if validation.passed:
            keep(project, validation, inputs.fingerprint, progress)
        if then is not None:
            then(validation)
    return validation


def validate_project(
    project: Project,
    inputs: Inputs,
    *,
    as_of: date | None = None,
    progress: Progress | None = None,
) -> Validation:
    """Read the exports and judge them; ``reports/validation.html`` and ``.json`` are written.

    Rows kept and set aside lie in ``.review_kit/validation`` until the next validation.

    Raises
    ------
    SourceError
        An export, profile or contract is not what it was when the ``inputs`` were looked at.
    """
    from review_kit.contracts import validate
    from review_kit.sources import stage
    from review_kit.sources.unread import unread_files

    progress = progress or Silent()
    project.cache.mkdir(parents=True, exist_ok=True)
    folder = project.cache / "validation"
    with tempfile.TemporaryDirectory(dir=project.cache, prefix="staging-") as staging:
        progress.step("Reading exports")
        staged = stage(project, Path(staging), progress=progress.step)
        progress.step("Checking them against their contracts")
        validation = validate(
            project,
            staged,
            folder,
            as_of=as_of,
            unread=unread_files(project),
            metrics=_known_metrics(),
            progress=lambda t: progress.step(f"Checking {t}"),
        )
    # every profile and contract has been read by now as well
    inputs.refuse_change(project)
    write_verdict(validation, project.reports)
    return validation


def _known_metrics() -> KnownMetrics:
    """Names of the glossary: those that criteria may drive, and all that goals may be set on."""
    from review_kit.contracts.kept_tables import KnownMetrics
    from review_kit.metrics import METRICS

    results = [m.name for m in METRICS.values() if m.kind == "lagging" and "rep" in m.grains]
    return KnownMetrics(results=frozenset(results), names=frozenset(METRICS))


def keep(
    project: Project, validation: Validation, print_of_inputs: str | None, progress: Progress
) -> ValidatedExports:
    """Write the snapshot of exports that passed, and remember what it was made from.

    Their verdict is kept with it: the pages in ``reports/`` are written over by the next validation.
    """
    from review_kit.metrics import default_as_of
    from review_kit.snapshot import write_snapshot

    progress.step("Writing the snapshot")
    snapshot = write_snapshot(project, validation, project.cache / "snapshots")
    verdict = keep_verdict(project, validation)
    known = {
        "fingerprint": print_of_inputs,
        "snapshot_id": snapshot.id,
        "last_day": default_as_of(snapshot).isoformat(),
        "validated_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "contracts": {
            table.name: {"version": table.contract.version, "verdict": "passed"}
            for table in validation.tables
        },
        "sources": {
            table.name: sorted({validation.source_numbers[source.name] for source in table.inputs})
            for table in validation.tables
        },
        "notes": list(validation.notes),
        "verdict": digests_of(verdict),
    }
    write_json(project.cache / "validated.json", known)
    return _known(project, known, verdict, unchanged_since=None)


def fill(project: Project, exports: ValidatedExports, run: RunFolder, progress: Progress) -> None:
    """Put metrics, context and verdict into a run folder that is locked."""
    from review_kit.metrics import compute_metrics, review_windows
    from review_kit.snapshot import Snapshot

    as_of, window_days = _of_run(run)
    windows = review_windows(project.config, as_of, window_days)
    settings = project.config.model_dump(
        mode="json", exclude=_SETTINGS_OF_INPUT | _SETTINGS_OF_WORK
    )
    key = digest_json(
        {
            "snapshot": exports.snapshot_id,
            "as_of": as_of.isoformat(),
            "window_days": window_days,
            "config": {k: v for k, v in settings.items() if k not in _SETTINGS_OF_PAPER},
            "code": code_digest("metrics", "project"),
        }
    )
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
        "tables_present": [name for name in CANONICAL_TABLES if name in exports.sources],
        "tables_missing": [name for name in CANONICAL_TABLES if name not in exports.sources],
        "contracts": {name: dict(exports.contracts[name]) for name in exports.contracts},
        "sources": {name: list(files) for name, files in exports.sources.items()},
    }
    write_json(run.roster, _names_on(exports.snapshot))
    if _has_metrics(run, key):
        progress.step("Metrics kept")
        write_json(run.context, context)
        return
    progress.step("Computing metrics")
    snapshot = Snapshot.open(exports.snapshot)
    tables = compute_metrics(snapshot, project.config, as_of=as_of, window_days=window_days)
    _metrics_record(run).unlink(missing_ok=True)
    made = run.work / "metrics"
    made.mkdir(parents=True)
    tables.write(made)
    write_added_columns(snapshot, made)
    write_json(made / run.context.name, context)
    if run.metrics.exists():
        run.metrics.replace(run.work / "metrics-before")
    made.replace(run.metrics)
    files = {path.name: digest_file(path) for path in sorted(run.metrics.glob("*.parquet"))}
    write_json(_metrics_record(run), {"key": key, "files": files})


def _names_on(snapshot: Path) -> dict[str, str]:
    """Everybody on the roster, those included who are not reviewed: ``rep_id`` → name."""
    import pyarrow.parquet as pq

    from review_kit.snapshot.read import table_path

    rows = pq.read_table(table_path(snapshot, "roster"), columns=["rep_id", "rep_name"])
    return {row["rep_id"]: row["rep_name"] for row in rows.to_pylist()}


def _has_metrics(run: RunFolder, key: str) -> bool:
    record = _read_json(_metrics_record(run))
    return record.get("key") == key and record.get("files") == {
        path.name: digest_file(path) for path in sorted(run.metrics.glob("*.parquet"))
    }


def _metrics_record(run: RunFolder) -> Path:
    return run.lock.with_name("metrics.json")


def _of_run(run: RunFolder) -> tuple[date, int]:
    day, _, length = run.run_id.rpartition("-")
    return date.fromisoformat(day), int(length.removesuffix("d"))


def _known(
    project: Project,
    known: Mapping[str, Any],
    verdict: Verdict,
    *,
    unchanged_since: str | None,
) -> ValidatedExports:
    return ValidatedExports(
        snapshot=project.cache / "snapshots" / known["snapshot_id"],
        snapshot_id=known["snapshot_id"],
        verdict=verdict,
        last_day=date.fromisoformat(known["last_day"]),
        contracts=known["contracts"],
        sources={name: tuple(files) for name, files in known["sources"].items()},
        unchanged_since=unchanged_since,
        notes=tuple(known["notes"]),
    )


def _stopped(
    project: Project, validation: Validation, as_of: date | None, window_days: int | None
) -> ContractGateError:
    """Say why there are no documents, and leave the page about it where the run would be.

    A run that has documents keeps the verdict on the exports that they were made from.
    """
    page = project.reports / "validation.html"
    run = _run_folder_of(project, validation, as_of, window_days)
    earlier = ""
    if run is not None and run.manifest.is_file():
        earlier = (
            f" Documents in {run.path} are of earlier exports; they and their verdict were left as "
            "they are."
        )
    elif run is not None:
        run.path.mkdir(parents=True, exist_ok=True)
        for name in VERDICT:
            shutil.copyfile(project.reports / name, run.path / name)
        page = run.validation
    faults = "\n".join(f"{fault.message}. {fault.hint}" for fault in validation.gate_faults)
    return ContractGateError(
        f"the exports break their contracts, so no documents were made.\n{faults}",
        f"All of it, with files and rows: {page}.{earlier}",
    )


def _run_folder_of(
    project: Project, validation: Validation, as_of: date | None, window_days: int | None
) -> RunFolder | None:
    """Folder of the run that these exports would have made, if its day can be known.

    Where no call is left to tell the last day, it is that of the exports before.
    """
    day = as_of
    if day is None:
        import pyarrow.compute as pc
        import pyarrow.parquet as pq

        scores = validation.kept_path("qa_scores")
        if scores.is_file():
            day = pc.max(pq.read_table(scores, columns=["call_on"])["call_on"]).as_py()
    if day is None:
        known = _read_json(project.cache / "validated.json").get("last_day")
        if known is None:
            return None
        day = date.fromisoformat(known)
    length = window_days or project.config.windows.window_days
    return RunFolder(project.reports / run_id(day, length))


def _read_json(path: Path) -> dict[str, Any]:
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return read if isinstance(read, dict) else {}
