"""Make one document: execute its notebook, render it, check it, put it in place, write its record.

This is what runs in a worker process. Whatever goes wrong with a document becomes its record; the
worker goes on to the next.
"""

from __future__ import annotations

import gc
import json
import logging
import tempfile
import time
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from review_kit.execution.failures import (
    NotebookFailedError,
    Whereabouts,
    failure_of,
    write_failure_page,
)
from review_kit.planning.plan import Task
from review_kit.project.config import Batch
from review_kit.records.folder import RunFolder
from review_kit.records.record import (
    Failure,
    Record,
    describe_file,
    is_as_made,
    read_record,
    remove_files,
    set_aside,
    write_record,
)
from review_kit.render import Brand

if TYPE_CHECKING:
    from review_kit.render import Rendered, Renderer

_KERNEL_NAME = "python3"


@dataclass(frozen=True)
class Workshop:
    """What is the same for every document of a run and does not change what is printed."""

    run: RunFolder
    project: Path
    notebooks: Path
    """Working directory of the kernels."""
    cache: Path
    paper: str
    brand: Brand
    timeout_seconds: int
    """For all cells of one notebook together."""
    scratch: Path | None
    """Folder with a short path on this machine; ``None`` where workers run on other machines."""
    memory_mb: int = Batch().notebook_memory_mb
    """For the process of one notebook."""

    def template_copy(self, task: Task) -> Path:
        """The template's text as it was planned."""
        return self.run.work / "templates" / task.template.path.name


def make_document(task: Task, workshop: Workshop) -> Record:
    """Make a document and return its record; a failure is a record too."""
    started = time.monotonic()
    workshop.run.work.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=workshop.run.work, prefix="document-") as name:
        folder = Path(name)
        try:
            pages = _execute_and_render(task, workshop, folder)
        except Exception as error:
            return record_failure(
                task, workshop, failure_of(error), started=started, executed=_executed(task, folder)
            )
        wanted = [
            f"{task.template.output}.{suffix}" for suffix in (*task.template.formats, "ipynb")
        ]
        return put_in_place(
            task, workshop, [folder / name for name in wanted], pages=pages, started=started
        )


def record_failure(
    task: Task,
    workshop: Workshop,
    failure: Failure,
    *,
    started: float,
    executed: Path | None = None,
    without: tuple[str, ...] = (),
) -> Record:
    """Put a page that tells what failed in the place of the document.

    Earlier files of the document go, so that nobody takes them for the current ones.
    """
    workshop.run.work.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=workshop.run.work, prefix="failed-") as name:
        page = Path(name) / f"{task.template.output}.failed.html"
        files = [page]
        if executed is not None:
            files.append(executed.rename(page.with_suffix(".ipynb")))
        notebook = None if executed is None else _link(task, page.with_suffix(".ipynb").name)
        write_failure_page(page, task, failure, notebook=notebook)
        return put_in_place(
            task, workshop, files, failure=failure, started=started, without=without
        )


def _execute_and_render(task: Task, workshop: Workshop, folder: Path) -> int | None:
    executed = folder / f"{task.template.output}.ipynb"
    _execute(task, workshop, executed)
    template = task.template
    rendered = _renderer(workshop.paper, workshop.brand).render(
        executed,
        folder,
        output=template.output,
        formats=template.formats,
        grain=template.grain,
        title=task.title,
    )
    _check(rendered, task, workshop)
    return rendered.pages


def _check(rendered: Rendered, task: Task, workshop: Workshop) -> None:
    """Look at what was made before anybody gets it."""
    from review_kit.check import Subject, check_document, read_people

    run = workshop.run
    entity, template = task.entity, task.template
    people = read_people(run.metrics, run.roster)
    check_document(
        rendered.files,
        Subject(entity.grain, entity.identifier, run.metrics, people),
        title=task.title,
        pages=template.pages,
        shows=template.shows,
    )


def _execute(task: Task, workshop: Workshop, executed: Path) -> None:
    # papermill and nbclient cost a second to import: paid here, once per worker
    import nbformat
    import papermill

    from review_kit.execution.kernels import kernel_environment, kernel_manager_class
    from review_kit.warm_kernels.memory import held_limit

    logging.getLogger("papermill").setLevel(logging.ERROR)
    deadline = time.monotonic() + workshop.timeout_seconds
    whereabouts = Whereabouts()
    with tempfile.TemporaryDirectory(dir=workshop.scratch, prefix="rk-") as scratch:
        kernels = kernel_manager_class(
            Path(scratch),
            kernel_environment(
                workshop.cache,
                workshop.scratch or Path(scratch),
                memory_mb=workshop.memory_mb,
            ),
        )
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of nbformat, about notebooks without cell ids
                notebook = papermill.execute_notebook(
                    workshop.template_copy(task),
                    executed,
                    parameters={
                        "run": str(workshop.run.path),
                        **task.parameters,
                        "evidence": task.key,
                    },
                    kernel_name=_KERNEL_NAME,
                    language="python",
                    progress_bar=False,
                    cwd=workshop.notebooks,
                    request_save_on_cell_execute=False,
                    autosave_cell_every=0,
                    kernel_manager_class=kernels,
                    shutdown_kernel="immediate",
                    iopub_timeout=60,
                    timeout_func=lambda _: max(1, round(deadline - time.monotonic())),
                    on_cell_execute=whereabouts,
                )
        except Exception as error:
            raise NotebookFailedError.of(
                error,
                whereabouts,
                timeout_seconds=workshop.timeout_seconds,
                memory_mb=held_limit(workshop.memory_mb),
            ) from error
    # the paths papermill notes are those of a folder that is gone by now
    notebook.metadata.papermill["input_path"] = _relative(task.template.path, workshop.project)
    run = workshop.run
    place = _place(run, task, executed.name)
    notebook.metadata.papermill["output_path"] = place.relative_to(run.path).as_posix()
    # Quarto takes the title of its page and of the index from here; documents leave raw cells out
    front_matter = f"---\ntitle: {json.dumps(task.title, ensure_ascii=False)}\n---"
    notebook.cells.insert(0, nbformat.v4.new_raw_cell(front_matter))  # type: ignore[no-untyped-call]
    nbformat.write(notebook, executed)  # type: ignore[no-untyped-call]


def put_in_place(
    task: Task,
    workshop: Workshop,
    files: Iterable[Path],
    *,
    started: float,
    pages: int | None = None,
    failure: Failure | None = None,
    without: tuple[str, ...] = (),
) -> Record:
    """Move the files of a document to where they belong, and write its record last."""
    run = workshop.run
    earlier = read_record(run, task.document)
    known = {} if earlier is None else {file.path: file for file in earlier.files}
    placed = []
    for file in files:
        final = _place(run, task, file.name)
        final.parent.mkdir(parents=True, exist_ok=True)
        before = known.get(final.relative_to(run.path).as_posix())
        if before is not None and not is_as_made(run, before):
            set_aside(run, final)
        file.replace(final)
        placed.append(describe_file(run, final))
    kept = {file.path for file in placed}
    if earlier is not None:
        remove_files(run, [file for file in earlier.files if file.path not in kept])
    if failure is not None:
        # a run that was killed may have left files that no record knows
        names = [f"{task.template.output}.{suffix}" for suffix in ("pdf", "html", "ipynb")]
        stale = [_place(run, task, name).relative_to(run.path).as_posix() for name in names]
        remove_files(run, [path for path in stale if path not in kept])
    record = task.record(
        "made" if failure is None else "failed",
        files=tuple(placed),
        pages=pages,
        seconds=round(time.monotonic() - started, 3),
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        failure=failure,
        without=without,
    )
    write_record(run, record)
    return record


def _place(run: RunFolder, task: Task, name: str) -> Path:
    """Where a file of a document belongs: executed notebooks apart from all that is delivered."""
    root = run.notebooks if name.endswith(".ipynb") else run.path
    return root / task.entity.folder / name


def _link(task: Task, notebook: str) -> str:
    """Address of a document's executed notebook, from a page in the document's folder."""
    folder = task.entity.folder
    up = "/".join(".." for _ in folder.split("/"))
    return f"{up}/notebooks/{folder}/{notebook}"


def _executed(task: Task, folder: Path) -> Path | None:
    path = folder / f"{task.template.output}.ipynb"
    return path if path.is_file() else None


def _relative(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name


@cache
def _renderer(paper: str, brand: Brand) -> Renderer:
    from review_kit.render import Renderer

    renderer = Renderer(paper=paper, brand=brand)
    # what is loaded by now stays for good: nothing of it is looked through for garbage again
    gc.collect()
    gc.freeze()
    return renderer
