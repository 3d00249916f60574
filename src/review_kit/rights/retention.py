"""What is past its days, by ``[retention]`` of the settings, and that it goes.

A purge by retention can be repeated: what is left of one that was interrupted is planned again.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from review_kit.delivery.ledger import LEDGER, Ledger
from review_kit.delivery.people import PEOPLE, People
from review_kit.project import Project
from review_kit.project.kept import FACTS, FOLDER, entries_in
from review_kit.records.folder import RunFolder, read_object
from review_kit.records.lock import in_turn, locked
from review_kit.records.site_folders import site_folders
from review_kit.rights.changes import Change, PurgeResult, name_in, remove
from review_kit.rights.identity import runs_of, snapshots_of
from review_kit.rights.previews import changes_of_previews
from review_kit.rights.purging import delivered_folders, export_files, write_mended
from review_kit.rights.searching import Place
from review_kit.rights.sites import changes_of_sites_of
from review_kit.snapshot.read import MANIFEST
from review_kit.sources.files.mended import RECORD, read_mended
from review_kit.sources.staged import MendedRow

WORKING_COPIES = ("validation", "verdict", "validated.json")
"""Of ``.review_kit``: what the last validation read and found; it is as old as the exports then were."""
RELEASED = "released"
"""Folder of a run with the frozen revisions: they count as deliveries, and may stay longer than the run."""


def purge_by_retention(
    project: Project,
    *,
    dry_run: bool = False,
    now: datetime | None = None,
    on_change: Callable[[Change], None] = lambda _: None,
) -> PurgeResult:
    """Remove what is past its days, and look whether anything is left that is.

    Parameters
    ----------
    now
        The moment from which days are counted back.
    """
    moment = now or datetime.now(UTC)
    project.cache.mkdir(parents=True, exist_ok=True)
    with in_turn(project.cache / "lock"):
        if dry_run:
            return PurgeResult(tuple(_due(project, moment)))
        done = []
        for change in _due(project, moment):
            change.make()
            on_change(change)
            done.append(change)
        left = tuple(Place(change.path, change.action) for change in _due(project, moment))
    return PurgeResult(tuple(done), left)


def _due(project: Project, now: datetime) -> Iterator[Change]:
    kept = project.config.retention
    if kept.exports is not None:
        yield from _exports(project, now - timedelta(days=kept.exports))
    if kept.snapshots is not None:
        yield from _snapshots(project, now - timedelta(days=kept.snapshots))
    if kept.runs is not None:
        yield from _runs(project, now - timedelta(days=kept.runs))
    if kept.deliveries is not None:
        yield from _deliveries(project, now - timedelta(days=kept.deliveries))


def _written(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def _exports(project: Project, until: datetime) -> Iterator[Change]:
    for path in export_files(project):
        if path.name != "README.md" and _written(path) < until:
            yield Change(name_in(project, path), "deleted", partial(remove, path))
    rows = read_mended(project)
    kept = [row for row in rows if _counts(project, row, until)]
    if len(kept) < len(rows):
        action = f"{len(rows) - len(kept)} corrections removed"
        yield Change(RECORD, action, partial(write_mended, project, kept))


def _counts(project: Project, row: MendedRow, until: datetime) -> bool:
    """Say whether a correction is still of use: of a file that is there, and not past its days."""
    is_there = (project.root / row.file.partition("#")[0]).exists()
    return is_there and datetime.fromisoformat(row.at) >= until


def _snapshots(project: Project, until: datetime) -> Iterator[Change]:
    for folder in snapshots_of(project):
        if _written(folder / MANIFEST) < until:
            yield Change(name_in(project, folder), "deleted", partial(remove, folder))
    for path in sorted((project.cache / "snapshots").glob(".*")):
        yield Change(name_in(project, path), "deleted (half written)", partial(remove, path))
    entries = [path for path in sorted(project.cache.iterdir()) if path.name in WORKING_COPIES]
    for path in entries:
        if _written(path) < until:
            yield Change(name_in(project, path), "deleted (a working copy)", partial(remove, path))
    for path in entries_in(project.cache / FOLDER):
        if _written(path / FACTS) < until:
            yield Change(name_in(project, path), "deleted (a working copy)", partial(remove, path))


def _runs(project: Project, until: datetime) -> Iterator[Change]:
    past = {run.run_id for run in runs_of(project) if _made(run) < until}
    shown = {name for one in site_folders(project) for name in one.runs}
    gone = {name for name in shown if not (project.reports / name / "manifest.json").is_file()}
    yield from changes_of_sites_of(project, past | gone)
    yield from changes_of_previews(project, until)
    for run in runs_of(project):
        if run.run_id not in past:
            continue
        entries = [path for path in sorted(run.path.iterdir()) if path.name != RELEASED]
        if entries:
            yield Change(name_in(project, run.path), "deleted", partial(_remove_run, run))


def _made(run: RunFolder) -> datetime:
    raw = read_object(run.manifest)
    told = raw.get("finished_at") or raw.get("started_at")
    return datetime.fromisoformat(told) if told else _written(run.path)


def _remove_run(run: RunFolder) -> None:
    """Remove a run, all but the frozen revisions; the manifest first, so that no half of a run is one."""
    run.manifest.unlink(missing_ok=True)
    with locked(run):
        for path in run.path.iterdir():
            if path.name not in (RELEASED, run.lock.parent.name):
                remove(path)
    shutil.rmtree(run.lock.parent)
    if not any(run.path.iterdir()):
        run.path.rmdir()


def _deliveries(project: Project, until: datetime) -> Iterator[Change]:
    if not (project.root / LEDGER).exists():
        return
    entries = Ledger(project.root).entries
    last: dict[str, datetime] = {}
    recent: set[str] = set()
    for entry in entries:
        at = datetime.fromisoformat(entry.at)
        last[entry.run] = max(at, last.get(entry.run, at))
        if at >= until:
            recent |= {entry.by, entry.to, *(version.subject for version in entry.documents)}
    for run, at in last.items():
        if at >= until:
            continue
        copies = [folder / run for folder in delivered_folders(project)]
        for path in (project.reports / run / RELEASED, *copies):
            if path.is_dir():
                yield Change(name_in(project, path), "deleted", partial(_remove_tree, path))
    if (project.root / PEOPLE).is_file():
        people = People(project.root)
        past = [token for token in people.tokens if token not in recent]
        if past:
            action = f"{len(past)} tokens of the ledger forgotten"
            yield Change(PEOPLE, action, partial(people.forget_tokens, past))


def _remove_tree(path: Path) -> None:
    remove(path)
    if not any(path.parent.iterdir()):
        path.parent.rmdir()
