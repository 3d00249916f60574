"""What Quarto is given in place of a template: the page that a run would make of it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from review_kit.documents.parts.context import RUN_VARIABLE, newest_run
from review_kit.errors import ReviewKitError
from review_kit.planning.find_templates import template_paths
from review_kit.planning.qmd import SUFFIX as QMD
from review_kit.planning.template import read_notebook, template_of
from review_kit.project import CONFIG_NAME, Project, load_project
from review_kit.quarto.carried import carry, source_of
from review_kit.quarto.shown import SCOPE_VARIABLE, ShownRun, message_page, show

InventedRun = Callable[[Project], Path]
"""Makes, or finds, a small run of invented reps for a project that has none."""


def filtered(
    text: str,
    folder: Path,
    *,
    scope: str,
    invented_run: InventedRun,
    tell: Callable[[ReviewKitError], None],
) -> str:
    """Return the notebook that Quarto shall show; one that is no template comes back as it is.

    Parameters
    ----------
    text
        A notebook's JSON.
    folder
        Where it lies.
    scope
        For whom, ``rep:R001``; the environment says it where this is empty.
    invented_run
        Asked if the project has no run yet.
    tell
        Told what keeps the page from being made; the notebook then says it as well.

    Raises
    ------
    ReviewKitError
        The text is no notebook.
    """
    try:
        notebook = json.loads(text)
        declared = notebook.get("metadata", {}).get("review_kit")
        cells = notebook["cells"]
    except (ValueError, KeyError, AttributeError) as error:
        raise ReviewKitError(
            f"what came on standard input is no Jupyter notebook ({error})",
            "Quarto calls this command; see ipynb-filters in _quarto.yml.",
        ) from error
    executed = any(
        "injected-parameters" in cell.get("metadata", {}).get("tags", []) for cell in cells
    )
    root = project_of(folder)
    if declared is None or executed or root is None:
        return text
    path = folder / (_name_of(text, folder) or "template.ipynb")
    shown = _shown(path, notebook, root, scope, invented_run, tell)
    return json.dumps(shown, ensure_ascii=False)


def filtered_qmd(
    path: Path, *, scope: str, invented_run: InventedRun, tell: Callable[[ReviewKitError], None]
) -> str:
    """Return the Markdown that Quarto shall show in place of a template that is a ``.qmd`` file."""
    root = project_of(path.parent)
    if root is None:
        return path.read_text(encoding="utf-8")
    try:
        notebook: dict[str, Any] = dict(read_notebook(path))
    except ReviewKitError as error:
        tell(error)
        return source_of(carry(message_page(path.name, error), {}))
    return source_of(_shown(path, notebook, root, scope, invented_run, tell))


def project_of(folder: Path) -> Path | None:
    """Return the project that a folder lies in."""
    folder = folder.resolve()
    return next((up for up in (folder, *folder.parents) if (up / CONFIG_NAME).is_file()), None)


def _shown(
    path: Path,
    notebook: dict[str, Any],
    root: Path,
    scope: str,
    invented_run: InventedRun,
    tell: Callable[[ReviewKitError], None],
) -> dict[str, Any]:
    import nbformat

    try:
        project = load_project(root)
        cells = nbformat.reads(json.dumps(notebook), as_version=4)  # type: ignore[no-untyped-call]
        template = template_of(path, cells)
        if template is None:
            raise ReviewKitError(f"{path.name} declares no template")
        page = show(
            template,
            cells,
            project,
            _run(project, invented_run),
            scope or os.environ.get(SCOPE_VARIABLE, ""),
        )
    except ReviewKitError as error:
        tell(error)
        page = message_page(path.name, error)
    return carry(page, notebook)


def _run(project: Project, invented_run: InventedRun) -> ShownRun:
    named = os.environ.get(RUN_VARIABLE, "")
    if named:
        return ShownRun(Path(named).resolve(), is_invented=False)
    newest = newest_run(project.root)
    if newest is not None:
        return ShownRun(newest, is_invented=False)
    return ShownRun(invented_run(project), is_invented=True)


def _name_of(text: str, folder: Path) -> str:
    """Find the notebook that Quarto has read: it does not say which."""
    content = text.encode("utf-8")
    paths = (path for path in template_paths(folder) if path.suffix != QMD)
    return next((path.name for path in paths if path.read_bytes() == content), "")
