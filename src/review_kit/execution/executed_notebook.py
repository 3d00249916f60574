"""What is kept of an executed notebook: nothing in it tells when or on which machine it ran.

So two runs of the same rows have notebooks of the same bytes, and a notebook that is passed on shows nobody's
folders.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import nbformat
from nbformat import NotebookNode

from review_kit.execution.build_context import BuildContext
from review_kit.execution.install import place_of
from review_kit.planning.plan import Task

_OF_THIS_TIME = ("start_time", "end_time", "duration", "environment_variables", "exception")


def settle(notebook: NotebookNode, executed: Path, task: Task, build: BuildContext) -> None:
    """Write an executed notebook as it is kept, with a first cell that has its title for Quarto.

    Parameters
    ----------
    notebook
        As papermill left it, perhaps one that failed on the way.
    executed
        Where it is written.
    task, build
        What it is of, and where it ran.
    """
    run = build.run
    notes = notebook.metadata.get("papermill", {})
    for name in _OF_THIS_TIME:
        notes.pop(name, None)
    here = str(run.path)
    told = _told(run.path, build)
    notes["input_path"] = _relative(build.notebooks / task.template.path.name, build.project)
    notes["output_path"] = place_of(run, task, executed.name).relative_to(run.path).as_posix()
    if "parameters" in notes:
        notes["parameters"]["run"] = told
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        for name in _OF_THIS_TIME:
            cell.metadata.get("papermill", {}).pop(name, None)
        if "injected-parameters" in cell.metadata.get("tags", []):
            cell.source = cell.source.replace(here, told)
    # Quarto takes the title of its page and of the index from here; documents leave raw cells out
    front_matter = f"---\ntitle: {json.dumps(task.title, ensure_ascii=False)}\n---"
    notebook.cells.insert(0, nbformat.v4.new_raw_cell(front_matter))  # type: ignore[no-untyped-call]
    _number(notebook)
    nbformat.write(notebook, executed)  # type: ignore[no-untyped-call]


def _number(notebook: Any) -> None:
    """Give cells the ids of their places where they got random ones."""
    for number, cell in enumerate(notebook.cells):
        if "id" in cell:
            cell["id"] = f"cell-{number}"


def _told(run: Path, build: BuildContext) -> str:
    """The run's folder as a notebook of the project finds it from its own."""
    if run.is_relative_to(build.project) and build.notebooks.is_relative_to(build.project):
        return Path(os.path.relpath(run, build.notebooks)).as_posix()
    return _relative(run, build.project)


def _relative(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
