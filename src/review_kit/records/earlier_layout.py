"""Runs made when executed notebooks still lay beside the documents, where Quarto writes over these.

Their notebooks move to the folder of their own; documents stay as they are, and need not be made again.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from review_kit.errors import ReviewKitError
from review_kit.project import Project
from review_kit.records.folder import FOLDER_OF_GRAIN, RunFolder
from review_kit.records.lock import locked
from review_kit.records.manifest import read_manifest, write_manifest
from review_kit.records.record import Record, keep_changed_file, read_records, write_record


def misplaced_notebooks(run: RunFolder) -> Iterator[Path]:
    """Find executed notebooks that lie beside documents."""
    for folder in FOLDER_OF_GRAIN.values():
        yield from sorted((run.path / folder).rglob("*.ipynb"))


def move_notebooks(run: RunFolder) -> None:
    """Bring a run that this process holds to the present layout; records and manifest follow.

    A run that was killed in between is as good: a record is written when its notebook has moved.
    """
    moved = False
    for path in list(misplaced_notebooks(run)):
        new = run.notebooks / path.relative_to(run.path)
        if new.exists():
            keep_changed_file(
                run, new
            )  # of the same document, and older: it was made before this one
        new.parent.mkdir(parents=True, exist_ok=True)
        path.replace(new)
        moved = True
    for record in read_records(run).values():
        settled = _settled(run, record)
        if settled != record:
            write_record(run, settled)
            moved = True
    # a manifest of another version is written anew by the next run of these documents
    with contextlib.suppress(ReviewKitError, OSError):
        if moved:
            manifest = read_manifest(run)
            documents = tuple(_settled(run, record) for record in manifest.documents)
            write_manifest(run, replace(manifest, documents=documents))


def move_notebooks_of_other_runs(project: Project, run: RunFolder) -> None:
    """Bring every other run of a project to the present layout, unless another process holds it."""
    for records in sorted(project.reports.glob("*/.batch/records")):
        other = RunFolder(records.parents[1])
        if other.path == run.path or next(misplaced_notebooks(other), None) is None:
            continue
        # held by another process, or kept where nobody can write
        with contextlib.suppress(ReviewKitError, OSError), locked(other):
            move_notebooks(other)


def _settled(run: RunFolder, record: Record) -> Record:
    """Return a record that names its notebook's present place."""
    notebooks = run.notebooks.name
    files = tuple(
        replace(file, path=f"{notebooks}/{file.path}")
        if file.path.endswith(".ipynb")
        and not file.path.startswith(f"{notebooks}/")
        and not (run.path / file.path).exists()
        else file
        for file in record.files
    )
    return replace(record, files=files)
