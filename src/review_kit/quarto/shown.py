"""A template executed for its author's eyes: on which run, about whom, and what the page is then."""

from __future__ import annotations

import ast
import copy
import json
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from review_kit.documents.parts.context import read_context
from review_kit.documents.parts.entity_data import entity_data
from review_kit.errors import ReviewKitError
from review_kit.grains import GRAINS
from review_kit.planning.languages import language_of
from review_kit.planning.qmd import LINE
from review_kit.planning.selection import Only
from review_kit.planning.template import ENTITY_PARAMETER, Template
from review_kit.project import Project
from review_kit.quarto.carried import Page, paper_styles
from review_kit.words import speaking, words_in

if TYPE_CHECKING:
    from nbformat import NotebookNode

    from review_kit.render import Brand

SCOPE_VARIABLE = "REVIEW_KIT_SCOPE"
"""Environment variable that says for whom templates are shown: ``rep:R001``."""
_LONGEST_TRACE = 40
"""Lines of a traceback that are shown, the last ones."""
_COLOURS = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


@dataclass(frozen=True)
class ShownRun:
    """The run that a template is shown on.

    Parameters
    ----------
    folder
        Of the run.
    is_invented
        Whether nobody in it is real.
    """

    folder: Path
    is_invented: bool


class CellFailedError(ReviewKitError):
    """A cell stopped the template."""


def show(
    template: Template, notebook: NotebookNode, project: Project, run: ShownRun, scope: str = ""
) -> Page:
    """Execute a template and lay its page out, in memory: neither the notebook nor the run is written to.

    Parameters
    ----------
    template, notebook
        What it declares, and its cells; old outputs do not count.
    run
        What it is executed on.
    scope
        For whom, ``rep:R001``; where it is empty or of another grain, whom the notebook names, and the first
        of the run where it names nobody.

    Raises
    ------
    CellFailedError
        A cell fails.
    ReviewKitError
        The run cannot be read, or has nobody of that name.
    """
    context = read_context(run.folder)
    parameter = ENTITY_PARAMETER[template.grain]
    asked = _asked(template, notebook, scope)
    data = entity_data(run.folder, context, template.grain, asked)
    identifier = data.viewer.identifier
    name = _name(run.folder, template, identifier, context.organisation)
    parameters = {"run": str(run.folder), "evidence": ""}
    if parameter is not None:
        parameters[parameter] = identifier
    executed = _executed(template, notebook, project, parameters)
    language = language_of(template.name, data.words.tag, context.overlay)
    title = f"{template.title} · {name} · {context.as_of.isoformat()}"
    strip = _strip(template, run, name)
    return page_of(executed, template, project, title=title, language=language, strip=strip)


def page_of(
    executed: NotebookNode,
    template: Template,
    project: Project,
    *,
    title: str,
    language: str,
    strip: Markup,
) -> Page:
    """Lay out the page of an executed notebook as a run does.

    Parameters
    ----------
    strip
        Stands above the page.
    """
    from review_kit.render.export import THEME, export_html, with_screen_stylesheet
    from review_kit.render.page_marks import with_page_numbers

    with speaking(words_in(language, project.words)):
        brand = _brand(project)
        html = export_html(
            executed,
            grain=template.grain,
            output=template.output,
            title=title,
            language=language,
            brand=brand,
        )
        html = with_page_numbers(html, {})
        screen = with_screen_stylesheet(html, brand)
    return Page(
        title,
        language,
        _under(strip, screen),
        html,
        _paper(project, brand, paper_styles(THEME)),
    )


def _under(strip: Markup, html: str) -> str:
    before, body, after = html.partition("<body")
    start, close, rest = after.partition(">")
    return f"{before}{body}{start}{close}\n{strip}{rest}"


def _paper(project: Project, brand: Brand, styles: str) -> str:
    faces = brand.faces_on_paper("") if brand.faces else ""
    for face in brand.faces:
        faces = faces.replace(f"url('{face.paper.name}')", f"url('{face.paper.as_uri()}')")
    own = brand.print_styles.read_text(encoding="utf-8") if brand.print_styles else ""
    size = f"@page {{ size: {project.config.paper.size} }}\n"
    return f"{brand.of_css(styles)}\n{size}{faces}{own}"


def _brand(project: Project) -> Brand:
    from review_kit.render.project_brand import brand_in

    # Quarto lays the PDF out after this process has ended, from the files named there
    return brand_in(project, project.cache / "quarto" / "theme")


def message_page(title: str, error: ReviewKitError) -> Page:
    """Return a page that says why there is no other, and what to do."""
    from review_kit.render import Brand
    from review_kit.render.export import THEME, with_screen_stylesheet

    hint = (
        Markup('<pre class="break wrap">{}</pre>').format(error.hint) if error.hint else Markup("")
    )
    body = Markup(
        '<body class="review-kit"><main><h1>{title}</h1><pre class="break wrap">{message}</pre>{hint}'
        "</main></body>"
    ).format(title=title, message=error.message, hint=hint)
    html = f"<html><head><title>{escape(title)}</title></head>{body}</html>"
    return Page(title, "en", with_screen_stylesheet(html, Brand()), html, paper_styles(THEME))


def _strip(template: Template, run: ShownRun, name: str) -> Markup:
    who = Markup("{} · ").format(name) if name else Markup("")
    if run.is_invented:
        told = (
            "Everybody on this page is invented: the project has no run yet. "
            "Put exports into exports/, then: review-kit run"
        )
    else:
        told = "Not for delivery: documents are made by review-kit run."
    return Markup('<p class="small preview-strip">{file} · {who}{run}<br>{told}</p>').format(
        file=template.path.name, who=who, run=run.folder.name, told=told
    )


def _asked(template: Template, notebook: NotebookNode, scope: str) -> str:
    if scope:
        wish = Only.parse(scope)
        if wish.grain == template.grain:
            return wish.identifier
    parameter = ENTITY_PARAMETER[template.grain]
    return "" if parameter is None else stated(notebook, parameter)


def stated(notebook: Mapping[str, Any], parameter: str) -> str:
    """Return the text that the cell of parameters gives one of them; empty where it is not a plain text."""
    for cell in notebook["cells"]:
        if "parameters" not in cell.get("metadata", {}).get("tags", []):
            continue
        source = cell["source"]
        try:
            tree = ast.parse(source if isinstance(source, str) else "".join(source))
        except SyntaxError:
            return ""
        for line in tree.body:
            targets = (
                line.targets if isinstance(line, ast.Assign) else [getattr(line, "target", None)]
            )
            value = getattr(line, "value", None)
            named = any(isinstance(one, ast.Name) and one.id == parameter for one in targets)
            if named and isinstance(value, ast.Constant) and isinstance(value.value, str):
                return value.value
    return ""


def _name(run: Path, template: Template, identifier: str, organisation: str) -> str:
    import pandas as pd

    declared = GRAINS[template.grain]
    if not declared.column:
        return organisation
    names = pd.read_parquet(run / "metrics" / "reps.parquet")[
        list(dict.fromkeys([declared.column, declared.name_column]))
    ]
    found = names.loc[names[declared.column] == identifier, declared.name_column].dropna()
    return str(found.iloc[0]) if len(found) else identifier


def _executed(
    template: Template, notebook: NotebookNode, project: Project, parameters: Mapping[str, str]
) -> NotebookNode:
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    from review_kit.execution.kernels import kernel_environment, kernel_manager_class
    from review_kit.warm_kernels.zygote_client import end_zygotes

    executed = with_parameters(notebook, parameters)
    project.cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="rk-") as name:
        scratch = Path(name)
        client = NotebookClient(
            executed,
            timeout=_TIMEOUT_SECONDS,
            kernel_manager_class=kernel_manager_class(
                scratch,
                kernel_environment(
                    project.cache, scratch, memory_mb=project.config.batch.notebook_memory_mb
                ),
            ),
            shutdown_kernel="immediate",
            record_timing=False,
            resources={"metadata": {"path": str(template.path.parent)}},
        )
        try:
            client.execute()
        except CellExecutionError as error:
            raise _failed(template, executed, f"{error.ename}: {error.evalue}") from error
        except (CellTimeoutError, DeadKernelError) as error:
            raise CellFailedError(f"{template.path.name}: {error}") from error
        finally:
            end_zygotes()
    return executed


_TIMEOUT_SECONDS = 600


def with_parameters(notebook: NotebookNode, parameters: Mapping[str, str]) -> NotebookNode:
    """Return a notebook without outputs whose parameters are set in a cell of their own."""
    import nbformat

    prepared = copy.deepcopy(notebook)
    lines = "\n".join(f"{name} = {json.dumps(value)}" for name, value in parameters.items())
    cell = nbformat.v4.new_code_cell(lines, metadata={"tags": ["injected-parameters"]})  # type: ignore[no-untyped-call]
    cells = []
    for one in prepared.cells:
        if one.cell_type == "code":
            one.outputs, one.execution_count = [], None
        cells.append(one)
        if "parameters" in one.metadata.get("tags", []):
            cells.append(cell)
    prepared.cells = cells
    return prepared


def _failed(template: Template, notebook: NotebookNode, what: str) -> CellFailedError:
    number = 0
    for cell in notebook.cells:
        number += "injected-parameters" not in cell.metadata.get("tags", [])
        errors = [one for one in cell.get("outputs", []) if one.output_type == "error"]
        if errors:
            trace = _COLOURS.sub("", "\n".join(errors[0].traceback)).splitlines()
            line = re.search(r"Cell In\[\d+\], line (\d+)", "\n".join(trace))
            at = place(template, cell, number, int(line[1]) if line else None)
            return CellFailedError(f"{at}: {what}", "\n".join(trace[-_LONGEST_TRACE:]))
    return CellFailedError(f"{template.path.name}: {what}")


def place(template: Template, cell: Any, number: int, line: int | None) -> str:
    """Name the place of a fault: cell and line of a notebook, line of a ``.qmd`` file."""
    begins = cell.metadata.get(LINE)
    if begins is not None:
        return f"{template.path.name}, line {begins + (line or 1) - 1}"
    at = "" if line is None else f", line {line}"
    return f"{template.path.name}, cell {number}{at}"
