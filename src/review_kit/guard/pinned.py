"""``pinned/`` of a project: a small run of invented reps, and each template as it was executed on it.

Both are for version control: nobody in them is real. The outputs are kept beside the run and not in the
templates, which an analyst executes on real people.
"""

from __future__ import annotations

import copy
import json
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from review_kit.documents.parts.context import RUN_VARIABLE, newest_run
from review_kit.errors import ContractGateError, ReviewKitError
from review_kit.planning.find_templates import PlannedTemplate
from review_kit.planning.qmd import LINE
from review_kit.planning.template import ENTITY_PARAMETER
from review_kit.project import Project
from review_kit.records.folder import RunFolder, write_atomically

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from review_kit.pipeline.progress import Progress

PINNED = "pinned"
"""Folder of a project."""
_OWN_PARTS = ("data_contracts", "metrics", "words")
"""Folders of a project that decide what a run holds besides the exports."""


@dataclass(frozen=True)
class CellFault:
    """A cell that stopped a template, or that shows something else than it did.

    Parameters
    ----------
    cell
        Its place in the notebook, from 1.
    line
        The first line of its code.
    detail
        What is wrong, in one or more lines.
    file_line
        Line of the file in which the cell begins, of a template that is text.
    """

    cell: int
    line: str
    detail: str
    file_line: int | None = None

    @property
    def place(self) -> str:
        """``cell 4``, or ``line 22`` of a template that is text."""
        return f"cell {self.cell}" if self.file_line is None else f"line {self.file_line}"


@dataclass(frozen=True)
class Pinned:
    """The pinned run of a project."""

    project: Project
    run: Path

    @classmethod
    def of(cls, project: Project) -> Pinned:
        """Find it.

        Raises
        ------
        ReviewKitError
            The project has none.
        """
        run = newest_run_in(project.root / PINNED)
        if run is None:
            raise ReviewKitError(
                f"{project.root / PINNED}: there is no pinned run yet",
                f"Make it with: review-kit templates pin --project {project.root}",
            )
        return cls(project, run)

    def saved(self, template: str) -> Path:
        """Return the file with the outputs that were saved of a template."""
        return self.run.parents[1] / "notebooks" / f"{template}.ipynb"

    @property
    def made_by(self) -> str:
        """Version of review-kit that made the run."""
        context = json.loads(RunFolder(self.run).context.read_text(encoding="utf-8"))
        return str(context.get("package_version", ""))


def newest_run_in(folder: Path) -> Path | None:
    """Return the run in a folder ``pinned``; ``None`` where there is none."""
    return newest_run(folder)


def pin_run(project: Project, invented: Project, progress: Progress) -> tuple[Pinned, str]:
    """Prepare the run of invented exports with the settings of a project, and keep it in ``pinned/``.

    Parameters
    ----------
    project
        Whose settings, words and contracts count.
    invented
        A project with invented exports, in a folder that is removed afterwards.

    Returns
    -------
    tuple of Pinned and str
        And why the project's own contracts were left out; empty where they were not.
    """
    run, left_out = prepared_with_settings_of(project, invented, progress)
    target = project.root / PINNED
    store(run, target)
    return Pinned(project, target / "reports" / run.run_id), left_out


def prepared_with_settings_of(
    project: Project, invented: Project, progress: Progress
) -> tuple[RunFolder, str]:
    """Prepare a run of invented exports with the settings, words and contracts of a project.

    Parameters
    ----------
    project, invented
        As for :func:`pin_run`.

    Returns
    -------
    tuple of RunFolder and str
        The run within the invented project, and why the project's own contracts were left out; empty where
        they were not.
    """
    from review_kit.pipeline.prepare import prepare

    for name in _OWN_PARTS:
        if (project.root / name).is_dir():
            shutil.copytree(project.root / name, invented.root / name)
    config = project.config.model_copy(
        update={
            "sources": invented.config.sources,
            "theme": project.config.theme.model_copy(update={"logo": None}),
        }
    )
    left_out = ""
    try:
        run = prepare(Project(invented.root, config), progress=progress).run
    except ContractGateError as error:
        left_out = error.message
        shutil.rmtree(invented.root / "data_contracts", ignore_errors=True)
        run = prepare(Project(invented.root, config), progress=progress).run
    return run, left_out


def store(run: RunFolder, target: Path) -> None:
    """Put the metrics of a run into ``target``, whole, in place of what is there."""
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=f".{target.name}-") as name:
        made = Path(name) / "made"
        shutil.copytree(run.metrics, made / "reports" / run.run_id / "metrics")
        if target.exists():
            target.replace(Path(name) / "before")
        made.replace(target)


def as_tested(planned: PlannedTemplate, pinned: Pinned) -> NotebookNode:
    """Give a template without outputs, set to the pinned run and to its first rep, team or manager.

    Whoever works on a template may have written somebody else's identifier into it.
    """
    import nbformat

    notebook = cast("NotebookNode", nbformat.reads(planned.source, as_version=4))  # type: ignore[no-untyped-call]
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        cell.outputs, cell.execution_count = [], None
        if "parameters" in cell.metadata.get("tags", []):
            entity = ENTITY_PARAMETER[planned.template.grain]
            folder = str(planned.template.path.parent)
            lines = [
                cell.source,
                f"run = {str(pinned.run)!r}",
                *([f'{entity} = ""'] if entity else []),
                # as in a run: relative paths are from the folder of the templates
                f"__import__('os').chdir({folder!r})",
            ]
            cell.source = "\n".join(lines)
    return notebook


def save_outputs(planned: PlannedTemplate, pinned: Pinned) -> CellFault | None:
    """Execute a template on the pinned run and save what it shows; give the cell that stopped it.

    Nothing is saved of a template that does not run to its end.
    """
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError

    from review_kit.execution.kernels import kernel_environment
    from review_kit.guard.plain_kernel import plain_kernel_class
    from review_kit.pipeline.run import DEFAULT_TIMEOUT_SECONDS

    notebook = as_tested(planned, pinned)
    with tempfile.TemporaryDirectory(prefix="rk-") as name:
        scratch = Path(name)
        environment = {**kernel_environment(scratch, scratch), RUN_VARIABLE: str(pinned.run)}
        client = NotebookClient(
            notebook,
            timeout=DEFAULT_TIMEOUT_SECONDS,
            kernel_manager_class=plain_kernel_class(scratch, environment),
            shutdown_kernel="immediate",
            record_timing=False,
            resources={"metadata": {"path": str(planned.template.path.parent)}},
        )
        try:
            client.execute()
        except CellExecutionError as error:
            return _stopped(notebook, f"{error.ename}: {error.evalue}")
    original = cast("NotebookNode", nbformat.reads(planned.source, as_version=4))  # type: ignore[no-untyped-call]
    for cell, executed in zip(original.cells, notebook.cells, strict=True):
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = copy.deepcopy(executed.outputs), None
    text = nbformat.writes(original).replace(str(pinned.run), PINNED)  # type: ignore[no-untyped-call]
    path = pinned.saved(planned.template.name)
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, f"{text}\n")
    return None


def _stopped(notebook: NotebookNode, detail: str) -> CellFault:
    for number, cell in enumerate(notebook.cells, start=1):
        if any(output.output_type == "error" for output in cell.get("outputs", [])):
            return CellFault(number, first_line(cell.source), detail, cell.metadata.get(LINE))
    return CellFault(0, "", detail)


def first_line(source: str) -> str:
    """Return the first line of a cell that is no option of a ``.qmd`` file."""
    return next((line for line in source.splitlines() if not line.startswith("#|")), "")


def chosen(found: tuple[PlannedTemplate, ...], names: list[str]) -> Iterator[PlannedTemplate]:
    """Give the templates of these names, or all of them.

    Raises
    ------
    UnknownNameError
        There is no such template; it names the nearest ones.
    """
    from review_kit.errors import UnknownNameError

    by_name = {planned.template.name: planned for planned in found}
    for name in names or by_name:
        if name not in by_name:
            raise UnknownNameError(
                f"there is no template '{name}'",
                name,
                by_name,
                f"The templates are {', '.join(by_name)}.",
            )
        yield by_name[name]
