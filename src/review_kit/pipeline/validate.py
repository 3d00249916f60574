"""From exports to a snapshot of rows that hold to their contracts, or to a page about what does not.

Exports that are as they were keep their snapshot and the verdict on it.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from review_kit.access import refuse_hr_table
from review_kit.errors import ContractGateError, ReviewKitError
from review_kit.own_metrics.find import find_metrics
from review_kit.pipeline.inputs import Inputs, inputs_of
from review_kit.pipeline.kept_results import kept_tables
from review_kit.pipeline.progress import Progress, Silent
from review_kit.pipeline.refusals import run_refusals
from review_kit.pipeline.verdicts import (
    VERDICT,
    Verdict,
    digests_of,
    keep_verdict,
    kept_verdict,
    words_of_validation,
    words_of_verdict,
    write_verdict,
)
from review_kit.project import Project
from review_kit.project.owned import owned_folder
from review_kit.records.folder import RunFolder, read_object, run_id, write_json
from review_kit.records.leftovers import STAGING
from review_kit.records.lock import in_turn
from review_kit.words import speaking

if TYPE_CHECKING:
    from review_kit.contracts import Validation
    from review_kit.contracts.checked_tables import KnownMetrics
    from review_kit.snapshot import Snapshot


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


def find_snapshot(
    project: Project,
    *,
    as_of: date | None,
    window_days: int | None,
    progress: Progress,
    meanwhile: Callable[[], object] | None = None,
) -> ValidatedExports:
    """Return the snapshot of the exports as they are now, validating them if they have changed.

    Parameters
    ----------
    meanwhile
        Called when they have changed, before they are read: to start what goes on beside it.

    Raises
    ------
    ContractGateError
        They do not pass; the pages about it are written.
    """
    with in_turn(project.cache / "lock"):
        inputs = inputs_of(project, as_of=None if as_of is None else as_of.isoformat())
        known = read_object(project.cache / "validated.json")
        if (
            inputs.fingerprint is not None
            and known.get("fingerprint") == inputs.fingerprint
            and "notes" in known
            and known.get("words") == words_of_verdict(project)
        ):
            snapshot = project.cache / "snapshots" / known["snapshot_id"]
            verdict = kept_verdict(project, known.get("verdict", {}))
            if snapshot.is_dir() and verdict is not None:
                progress.step(f"Exports unchanged since {known['validated_at']}")
                return _known(project, known, verdict, unchanged_since=known["validated_at"])
        if meanwhile is not None:
            meanwhile()
        validation, verdict = validate_project(project, inputs, as_of=as_of, progress=progress)
        if not validation.passed:
            raise _stopped(project, validation, as_of, window_days)
        return keep(project, validation, verdict, inputs.fingerprint, progress)


def check_exports(
    project: Project,
    *,
    as_of: date | None = None,
    window_days: int | None = None,
    progress: Progress | None = None,
    then: Callable[[Validation], None] | None = None,
) -> Validation:
    """Validate the exports, whether they have changed or not; keep them if they pass.

    A table for which nothing has changed keeps the verdict that it has.

    Parameters
    ----------
    project, as_of, window_days, progress
        As for :func:`prepare`.
    then
        Called while the rows in ``.review_kit/validation`` are certainly those of this validation.
    """
    progress = progress or Silent()
    with in_turn(project.cache / "lock"):
        inputs = inputs_of(project, as_of=None if as_of is None else as_of.isoformat())
        validation, verdict = validate_project(project, inputs, as_of=as_of, progress=progress)
        if validation.passed:
            kept = keep(project, validation, verdict, inputs.fingerprint, progress)
            validation = _with_refusals(project, validation, kept, as_of, window_days)
        if then is not None:
            then(validation)
    return validation


def _with_refusals(
    project: Project,
    validation: Validation,
    kept: ValidatedExports,
    as_of: date | None,
    window_days: int | None,
) -> Validation:
    """Add what a run would refuse of exports that passed, and write the verdict with it."""
    from review_kit.contracts.verdict import Refusal

    found = refusals_of(project, kept, as_of=as_of, window_days=window_days)
    if not found:
        return validation
    refused = tuple(Refusal(error.message, error.hint) for error in found)
    validation = replace(validation, refused=refused)
    write_verdict(project, validation, project.reports)
    return validation


def refusals_of(
    project: Project, exports: ValidatedExports, *, as_of: date | None, window_days: int | None
) -> tuple[ReviewKitError, ...]:
    """Return every reason for which a run of these exports would be refused."""
    from review_kit.snapshot import Snapshot

    return run_refusals(
        project,
        Snapshot.open(exports.snapshot),
        as_of=as_of or exports.last_day,
        window_days=window_days,
    )


def validate_project(
    project: Project,
    inputs: Inputs,
    *,
    as_of: date | None = None,
    progress: Progress | None = None,
) -> tuple[Validation, Verdict]:
    """Read the exports and judge them; ``reports/validation.html`` and ``.json`` are written.

    Rows kept and rows quarantined lie in ``.review_kit/validation`` until the next validation.

    Raises
    ------
    SourceError
        An export, profile or contract is not what it was when the ``inputs`` were looked at.
    """
    from review_kit.contracts import load_contracts, validate
    from review_kit.sources import stage
    from review_kit.sources.unread_files import unread_files

    progress = progress or Silent()
    with speaking(words_of_validation(project)):
        refuse_hr_table(project.data_model, "data_contracts")
        # a contract that cannot be used is named before hours are spent on reading
        contracts = load_contracts(project.root)
        project.cache.mkdir(parents=True, exist_ok=True)
        kept = kept_tables(project)
        folder = project.cache / "validation"
        with owned_folder(project.cache, STAGING) as staging:
            progress.step("Reading exports")
            staged = stage(
                project, staging, progress=progress.step, kept=kept, hashed=inputs.hashed
            )
            progress.step("Checking them against their contracts")
            validation = validate(
                project,
                staged,
                folder,
                contracts=contracts,
                as_of=as_of,
                unread=unread_files(project),
                metrics=_known_metrics(project),
                progress=lambda t: progress.step(f"Checking {t}"),
                kept=kept,
            )
    # every profile and contract has been read by now as well
    inputs.refuse_change(project)
    kept.confirm()
    faults = tuple(fault.sentence for fault in find_metrics(project).faults)
    validation = replace(validation, own_metrics=faults)
    return validation, write_verdict(project, validation, project.reports)


def _known_metrics(project: Project) -> KnownMetrics:
    """Names of the glossary: those that criteria may drive, and all that goals may be set on.

    A criterion may drive a metric of the project's own.
    """
    from review_kit.contracts.checked_tables import KnownMetrics
    from review_kit.metrics import METRICS

    results = [m.name for m in METRICS.values() if m.kind == "lagging" and "rep" in m.grains]
    results += [one.name for one in find_metrics(project).files if one.declared.kind == "lagging"]
    return KnownMetrics(results=frozenset(results), names=frozenset(METRICS))


def keep(
    project: Project,
    validation: Validation,
    verdict: Verdict,
    print_of_inputs: str | None,
    progress: Progress,
) -> ValidatedExports:
    """Write the snapshot of exports that passed, and remember what it was made from.

    Their verdict is kept with it: the pages in ``reports/`` are written over by the next validation.
    """
    from review_kit.snapshot import write_snapshot

    progress.step("Writing the snapshot")
    kept = kept_tables(project)
    snapshot = write_snapshot(project, validation, project.cache / "snapshots", kept)
    kept.confirm()
    keep_verdict(project, verdict)
    known = {
        "fingerprint": print_of_inputs,
        "snapshot_id": snapshot.id,
        "last_day": _last_day(snapshot).isoformat(),
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
        "words": words_of_verdict(project),
    }
    write_json(project.cache / "validated.json", known)
    return _known(project, known, verdict, unchanged_since=None)


def _last_day(snapshot: Snapshot) -> date:
    """Last day with a scored call, from that column alone."""
    import pyarrow.compute as pc

    from review_kit.metrics import default_as_of

    day: date | None = pc.max(snapshot.rows("qa_scores", ["call_on"])["call_on"]).as_py()
    return default_as_of(snapshot) if day is None else day


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
            f" The documents in {run.path} were made from earlier exports; they and their "
            "verdict were left as they are."
        )
    elif run is not None:
        run.path.mkdir(parents=True, exist_ok=True)
        for name in VERDICT:
            shutil.copyfile(project.reports / name, run.path / name)
        page = run.validation
    faults = "\n".join(f"{fault.message}. {fault.hint}" for fault in validation.gate_faults)
    return ContractGateError(
        f"the exports have too many faults, so no documents were made.\n{faults}",
        f"See {page} for every fault, with file and row.{earlier}",
    )


def _run_folder_of(
    project: Project, validation: Validation, as_of: date | None, window_days: int | None
) -> RunFolder | None:
    """Folder of the run that these exports would have made, if its day can be known.

    Where no scored call is left, the last day is that of the exports before.
    """
    day = as_of
    if day is None:
        import pyarrow.compute as pc
        import pyarrow.parquet as pq

        scores = validation.kept_path("qa_scores")
        if scores.is_file():
            day = pc.max(pq.read_table(scores, columns=["call_on"])["call_on"]).as_py()
    if day is None:
        known = read_object(project.cache / "validated.json").get("last_day")
        if known is None:
            return None
        day = date.fromisoformat(known)
    length = window_days or project.config.windows.window_days
    return RunFolder(project.reports / run_id(day, length))
