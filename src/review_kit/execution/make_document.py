"""Make one document: execute its notebook, render it, check it, put it in place, write its record.

This is what runs in a worker process. Whatever goes wrong with a document becomes its record; the
worker goes on to the next.
"""

from __future__ import annotations

import asyncio
import atexit
import gc
import logging
import tempfile
import time
import warnings
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from review_kit.execution.build_context import BuildContext
from review_kit.execution.failures import CellTracker, NotebookFailedError, failure_of
from review_kit.execution.install import install_failure, install_files, place_of
from review_kit.execution.renderers import renderer_for
from review_kit.planning.plan import Task
from review_kit.records.record import Record
from review_kit.words import speaking, words_in

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from review_kit.render import Brand, Rendered, Renderer


def make_document(task: Task, build: BuildContext) -> Record:
    """Make a document and return its record; a failure is a record too."""
    started = time.monotonic()
    build.run.work.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=build.run.work, prefix="document-") as name:
        folder = Path(name)
        try:
            pages, warned = _execute_and_render(task, build, folder)
        except Exception as error:
            return install_failure(
                task, build, failure_of(error), started=started, executed=_executed(task, folder)
            )
        made = [folder / name for name in task.template.files]
        if task.template.calendar_file is not None:
            # without a session proposed there is no calendar
            made = [
                path for path in made if path.name != task.template.calendar_file or path.exists()
            ]
        return install_files(task, build, made, pages=pages, started=started, warnings=warned)


def warm_up(
    scratch: Path,
    *,
    notebooks: Path,
    cache: Path,
    memory_mb: int,
    languages: Sequence[str] | None,
    paper: str,
    brand: Brand,
) -> None:
    """Load what the first document of a worker would load, while there is no document yet.

    The process that kernels are forked from does the same at its side. Whatever goes wrong here the first
    document meets again, and says so.

    Parameters
    ----------
    scratch, notebooks, cache, memory_mb, languages, paper, brand
        As in the :class:`BuildContext` of the documents to come; languages where they are known.
    """
    from review_kit.execution.kernels import kernel_environment, kernel_manager_class
    from review_kit.warm_kernels.provisioner import preload_for

    with tempfile.TemporaryDirectory(dir=scratch, prefix="rk-") as name:
        environment = kernel_environment(cache, scratch, memory_mb=memory_mb, languages=languages)
        manager = kernel_manager_class(Path(name), environment)
        asyncio.run(preload_for(manager(), notebooks))
        import review_kit.check
        import review_kit.execution.executed_notebook
        import review_kit.execution.run_notebook  # noqa: F401

        _renderer(paper, brand)


def _environment_of_kernels(build: BuildContext, scratch: Path) -> dict[str, str]:
    from review_kit.documents.parts.laid_out_rows import ROWS_VARIABLE
    from review_kit.execution.kernels import kernel_environment

    environment = kernel_environment(
        build.cache,
        build.scratch or scratch,
        memory_mb=build.memory_mb,
        languages=build.languages,
    )
    if build.own_rows is not None:
        told = scratch / "rows.json"
        build.own_rows.tell(told)
        environment[ROWS_VARIABLE] = str(told)
    return environment


def _execute_and_render(
    task: Task, build: BuildContext, folder: Path
) -> tuple[int | None, tuple[str, ...]]:
    """Make the files of a document; give its pages and what should be looked at before it is released."""
    executed = folder / f"{task.template.output}.ipynb"
    notebook = _execute(task, build, executed)
    template = task.template
    with speaking(words_in(task.language, build.words)):
        rendered = _renderer(build.paper, build.brand).render(
            notebook,
            folder,
            output=template.output,
            formats=template.formats,
            grain=template.grain,
            title=task.title,
            language=task.language,
        )
        warned = _check(rendered, task, build)
        if template.workbook is not None:
            _write_workbook(folder / f"{template.workbook}.xlsx", task, build)
        if template.calendar_file is not None:
            _write_calendar(folder / template.calendar_file, task, build)
    return rendered.pages, warned


def _write_workbook(path: Path, task: Task, build: BuildContext) -> None:
    """Write the workbook of a group beside its report, from the same rows of the same tables."""
    from review_kit.documents.group_report.group_record import GroupRecord
    from review_kit.documents.group_report.return_workbook import write_return_workbook

    run, entity = str(build.run.path), task.entity
    is_team = entity.grain == "team"
    group = (
        GroupRecord.of_team(run, entity.identifier) if is_team else GroupRecord.of_organisation(run)
    )
    write_return_workbook(path, group)


def _write_calendar(path: Path, task: Task, build: BuildContext) -> None:
    """Write the proposed sessions of a rep, or of a manager's reps, as a calendar beside the document."""
    from review_kit.documents.parts.session_calendar import (
        write_manager_calendar,
        write_rep_calendar,
    )

    write = write_rep_calendar if task.entity.grain == "rep" else write_manager_calendar
    earlier = place_of(build.run, task, path.name)
    write(path, str(build.run.path), task.entity.identifier, earlier)


def _check(rendered: Rendered, task: Task, build: BuildContext) -> tuple[str, ...]:
    """Look at what was made before anybody gets it."""
    from review_kit.check import Subject, check_document, read_people

    run = build.run
    entity, template = task.entity, task.template
    people = read_people(run.metrics, run.roster)
    return check_document(
        rendered.files,
        Subject(entity.grain, entity.identifier, run.metrics, people),
        title=task.title,
        language=task.language,
        pages=template.pages,
        shows=template.shows,
        for_everybody=template.for_everybody,
    )


def _execute(task: Task, build: BuildContext, executed: Path) -> NotebookNode:
    # papermill and nbclient cost a second to import: paid here, once per worker
    import nbformat

    from review_kit.execution.executed_notebook import settle
    from review_kit.execution.kernels import kernel_manager_class
    from review_kit.execution.other_documents import OtherDocuments
    from review_kit.execution.run_notebook import run_notebook
    from review_kit.warm_kernels.memory import held_limit
    from review_kit.warm_kernels.writing import can_be_held

    logging.getLogger("papermill").setLevel(logging.ERROR)
    deadline = time.monotonic() + build.timeout_seconds
    # on another machine there are no other documents
    watched = None if can_be_held() or build.scratch is None else OtherDocuments.of(build.run)
    tracker = CellTracker()
    with (
        tempfile.TemporaryDirectory(dir=build.scratch, prefix="rk-") as scratch,
        warnings.catch_warnings(),
    ):
        warnings.simplefilter("ignore")  # of nbformat, about notebooks without cell ids
        try:
            notebook = run_notebook(
                build.template_copy(task.template),
                {"run": str(build.run.path), **task.parameters, "evidence": task.key},
                output=executed,
                folder=build.notebooks,
                kernels=kernel_manager_class(
                    Path(scratch), _environment_of_kernels(build, Path(scratch))
                ),
                seconds_left=lambda: deadline - time.monotonic(),
                on_cell=tracker,
            )
        except Exception as error:
            if executed.is_file():
                failed = nbformat.read(executed, as_version=4)  # type: ignore[no-untyped-call]
                settle(failed, executed, task, build)
            raise NotebookFailedError.of(
                error,
                tracker,
                timeout_seconds=build.timeout_seconds,
                memory_mb=held_limit(build.memory_mb),
            ) from error
        finally:
            if watched is not None:
                watched.refuse_change(task)
        settle(notebook, executed, task, build)
    return notebook


def _executed(task: Task, folder: Path) -> Path | None:
    path = folder / f"{task.template.output}.ipynb"
    return path if path.is_file() else None


@cache
def _renderer(paper: str, brand: Brand) -> Renderer:
    renderer = renderer_for(paper, brand)
    # what is loaded by now stays for good: nothing of it is looked through for garbage again
    gc.collect()
    gc.freeze()
    return renderer


# before the renderer's library goes: fonts are given back through it
atexit.register(_renderer.cache_clear)
