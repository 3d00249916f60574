"""A person taken out of a run: documents, metric tables, records and pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from review_kit.project import Project
from review_kit.records.folder import RunFolder, read_object, write_bytes_atomically, write_json
from review_kit.records.lock import locked
from review_kit.records.manifest import read_manifest, write_manifest
from review_kit.rights.changes import Change, counted, name_in, remove_file
from review_kit.rights.erasing import erased_table, parquet_bytes, without_person
from review_kit.rights.identity import Identity
from review_kit.rights.person import files_about, folders_about
from review_kit.rights.searching import search_file


def changes_of_run(project: Project, run: RunFolder, person: Identity) -> Iterator[Change]:
    """Plan the changes of a run; each is made while nobody else can write into its folder."""
    steps = [*_steps_of_run(project, run, person)]
    for change in steps:
        yield Change(change.path, change.action, partial(_while_locked, run, change.make))


def _while_locked(run: RunFolder, make: Callable[[], None]) -> None:
    with locked(run):  # which also sweeps what a killed run has left
        make()


def _steps_of_run(project: Project, run: RunFolder, person: Identity) -> Iterator[Change]:
    own = [*files_about(run, person)]
    for path in own:
        yield Change(name_in(project, path), "deleted", partial(remove_file, path, run.path))
    for path in sorted(run.site.rglob("*")):
        if path.is_file() and _names(path, run, person):
            action = "deleted (a page of an earlier version that names the person)"
            yield Change(name_in(project, path), action, partial(remove_file, path, run.path))
    about = folders_about(run, person)
    raw = read_object(run.manifest)
    gone = []
    for record in raw.get("documents", []):
        folder = record["document"].rpartition("/")[0]
        files = [run.path / file["path"] for file in record["files"]]
        if folder in about:
            gone.append(record["document"])
        elif not all(map(Path.is_file, files)) or any(_names(path, run, person) for path in files):
            # a file that is missing was removed by a purge that was interrupted
            gone.append(record["document"])
            for path in files:
                yield Change(
                    name_in(project, path),
                    "deleted (it names the person; the next run makes it anew)",
                    partial(remove_file, path, run.path),
                )
    for path in sorted((run.path / "released").rglob("*")):
        if path.is_file() and path not in own and _names(path, run, person):
            yield Change(
                name_in(project, path),
                "deleted (it names the person)",
                partial(remove_file, path, run.path),
            )
    for path in sorted(run.metrics.glob("*.parquet")):
        table, rows, cells = erased_table(pq.read_table(path), person)
        if rows or cells:
            action = f"{counted(rows, 'row')} removed, {counted(cells, 'cell')} replaced"
            make = partial(write_bytes_atomically, path, parquet_bytes(table))
            yield Change(name_in(project, path), action, make)
    yield from _records_of_run(project, run, person, gone)


def _names(path: Path, run: RunFolder, person: Identity) -> bool:
    return any(not place.unread for place in search_file(path, run.path, [person]))


def _replaced_or_deleted(project: Project, run: RunFolder, path: Path, person: Identity) -> Change:
    """Plan to take the person out of a JSON file; any other file goes as a whole."""
    raw = read_object(path)
    if raw:
        make = partial(write_json, path, without_person(raw, person))
        return Change(name_in(project, path), "the person replaced", make)
    return Change(name_in(project, path), "deleted", partial(remove_file, path, run.path))


def _records_of_run(
    project: Project, run: RunFolder, person: Identity, gone: list[str]
) -> Iterator[Change]:
    """Plan the changes of what is noted about a run's documents, and of its pages."""
    for path in sorted(run.lock.parent.rglob("*")):
        if not path.is_file() or path == run.lock:
            continue
        document = (
            path.relative_to(run.records).with_suffix("") if run.records in path.parents else None
        )
        if document is not None and document.as_posix() in gone:
            yield Change(name_in(project, path), "deleted", partial(remove_file, path, run.path))
        elif _names(path, run, person):
            yield _replaced_or_deleted(project, run, path, person)
    for path in (run.validation, run.validation.with_suffix(".json"), run.context):
        if path.is_file() and _names(path, run, person):
            yield _replaced_or_deleted(project, run, path, person)
    manifest = read_object(run.manifest)
    told = _manifest_without(manifest, gone, person)
    if told != manifest:
        make = partial(_write_pages, run, told)
        yield Change(
            name_in(project, run.manifest), f"{counted(len(gone), 'document')} removed", make
        )


def _manifest_without(
    manifest: dict[str, Any], gone: list[str], person: Identity
) -> dict[str, Any]:
    kept = {
        **manifest,
        "documents": [one for one in manifest.get("documents", []) if one["document"] not in gone],
    }
    told: dict[str, Any] = without_person(kept, person)
    for name in ("narrowed_to", "removed", "notes"):
        if name in told:
            told[name] = [one for one in told[name] if one in manifest[name]]
    return told if manifest else manifest


def _write_pages(run: RunFolder, manifest: dict[str, Any]) -> None:
    """Write the manifest, and the pages about the run that are made from it."""
    write_json(run.manifest, manifest)
    write_manifest(run, read_manifest(run))
