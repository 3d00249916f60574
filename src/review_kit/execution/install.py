"""Put the files of a document in place, and its record last: what has a record is complete."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from review_kit.execution.build_context import BuildContext
from review_kit.planning.plan import Task
from review_kit.records.folder import RunFolder
from review_kit.records.page import write_failure_page
from review_kit.records.record import (
    Failure,
    Record,
    describe_file,
    is_as_made,
    keep_changed_file,
    read_record,
    remove_files,
    write_record,
)
from review_kit.records.run_words import words_of_pages


def install_files(
    task: Task,
    build: BuildContext,
    files: Iterable[Path],
    *,
    started: float,
    pages: int | None = None,
    failure: Failure | None = None,
    without: tuple[str, ...] = (),
    warnings: tuple[str, ...] = (),
) -> Record:
    """Move the files of a document to where they belong, and write its record last.

    Files of an earlier making that are not among them are removed; a file that somebody has changed since
    it was made is kept in ``.batch/changed``.

    Parameters
    ----------
    started
        Reading of the monotonic clock when work on the document began.
    pages
        Of its PDF, where it has one.
    failure
        Why it could not be made; ``None`` where it was.
    without
        Documents that a binder goes without.
    warnings
        What should be looked at before it is released.
    """
    run = build.run
    earlier = read_record(run, task.document)
    known = {} if earlier is None else {file.path: file for file in earlier.files}
    placed = []
    for file in files:
        final = place_of(run, task, file.name)
        final.parent.mkdir(parents=True, exist_ok=True)
        before = known.get(final.relative_to(run.path).as_posix())
        if before is not None and not is_as_made(run, before):
            keep_changed_file(run, final)
        placed.append(describe_file(run, final, made=file))
        file.replace(final)
    kept = {file.path for file in placed}
    if earlier is not None:
        remove_files(run, [file for file in earlier.files if file.path not in kept])
    if failure is not None:
        # a run that was killed may have left files that no record knows
        either = {f"{task.template.output}.{suffix}" for suffix in ("pdf", "html")}
        names = sorted({*task.template.files, *either})
        stale = [place_of(run, task, name).relative_to(run.path).as_posix() for name in names]
        remove_files(run, [path for path in stale if path not in kept])
    record = task.record(
        "made" if failure is None else "failed",
        files=tuple(placed),
        pages=pages,
        seconds=round(time.monotonic() - started, 3),
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        failure=failure,
        without=without,
        warnings=warnings,
    )
    write_record(run, record)
    return record


def place_of(run: RunFolder, task: Task, name: str) -> Path:
    """Where a file of a document belongs: executed notebooks apart from all that is delivered."""
    root = run.notebooks if name.endswith(".ipynb") else run.path
    return root / task.entity.folder / name


def _link(task: Task, notebook: str) -> str:
    """Address of a document's executed notebook, from a page in the document's folder."""
    folder = task.entity.folder
    up = "/".join(".." for _ in folder.split("/"))
    return f"{up}/notebooks/{folder}/{notebook}"


def install_failure(
    task: Task,
    build: BuildContext,
    failure: Failure,
    *,
    started: float,
    executed: Path | None = None,
    without: tuple[str, ...] = (),
) -> Record:
    """Put a page that says what failed in the place of the document.

    Earlier files of the document go, so that nobody takes them for the current ones.

    Parameters
    ----------
    started, without
        As for :func:`install_files`.
    executed
        The notebook as far as it came, where it began.
    """
    build.run.work.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=build.run.work, prefix="failed-") as name:
        page = Path(name) / f"{task.template.output}.failed.html"
        files = [page]
        if executed is not None:
            files.append(executed.rename(page.with_suffix(".ipynb")))
        notebook = None if executed is None else _link(task, page.with_suffix(".ipynb").name)
        with words_of_pages(build.run):
            write_failure_page(page, task.record("failed", failure=failure), notebook=notebook)
        return install_files(task, build, files, failure=failure, started=started, without=without)
