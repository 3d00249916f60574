"""Templates executed by nbval on the pinned run, and their outputs compared with the saved ones."""

from __future__ import annotations

import copy
import importlib.util
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast
from xml.etree import ElementTree

from review_kit.documents.parts.context import RUN_VARIABLE
from review_kit.errors import ReviewKitError
from review_kit.guard.pinned import PINNED, CellFault, Pinned, as_tested, first_line
from review_kit.pipeline.run import DEFAULT_TIMEOUT_SECONDS
from review_kit.planning.find_templates import PlannedTemplate
from review_kit.planning.qmd import LINE

if TYPE_CHECKING:
    from nbformat import NotebookNode

_COLOURS = re.compile(r"(?:\x1b|#x1B)\[[0-9;]*m")
_LONGEST = 20
"""Lines that are told of one cell."""


@dataclass(frozen=True)
class Compared:
    """What became of one template.

    Parameters
    ----------
    cells
        How many cells were executed; 0 where no outputs were saved of the template.
    """

    template: str
    cells: int
    faults: tuple[CellFault, ...] = ()


def require_nbval() -> None:
    """Say what to install where nbval is not there.

    Raises
    ------
    ReviewKitError
        It is not.
    """
    if importlib.util.find_spec("nbval") is None:
        raise ReviewKitError(
            "'review-kit templates test' needs nbval, which is not installed",
            "Install it with: pip install 'review-kit[templates]'",
        )


def compare(templates: Sequence[PlannedTemplate], pinned: Pinned) -> list[Compared]:
    """Execute templates on the pinned run and compare what they show with what was saved.

    Raises
    ------
    ReviewKitError
        nbval is not installed, or did not come to an end.
    """
    require_nbval()
    import nbformat

    saved = [one for one in templates if pinned.saved(one.template.name).is_file()]
    found: dict[str, Compared] = {
        one.template.name: Compared(one.template.name, 0) for one in templates
    }
    if saved:
        with tempfile.TemporaryDirectory(prefix="rk-") as name:
            folder = Path(name)
            notebooks = {one.template.name: _with_saved(one, pinned) for one in saved}
            for stem, notebook in notebooks.items():
                nbformat.write(notebook, folder / f"{stem}.ipynb")  # type: ignore[no-untyped-call]
            for stem, faults in _run(folder, [*notebooks], pinned).items():
                found[stem] = _told(stem, notebooks[stem], faults)
    return list(found.values())


def _with_saved(planned: PlannedTemplate, pinned: Pinned) -> NotebookNode:
    """Give the template as it is now, with the outputs that were saved of its cells."""
    import nbformat

    notebook = as_tested(planned, pinned)
    before = cast(
        "NotebookNode",
        nbformat.read(pinned.saved(planned.template.name), as_version=4),  # type: ignore[no-untyped-call]
    )
    by_id = {cell.get("id"): cell for cell in before.cells if cell.cell_type == "code"}
    by_source = {cell.source: cell for cell in by_id.values()}
    original = nbformat.reads(planned.source, as_version=4)  # type: ignore[no-untyped-call]
    for cell, written in zip(notebook.cells, original.cells, strict=True):
        if cell.cell_type == "code":
            # nbval compares nothing with a cell that was never executed
            cell.execution_count = 1
        was = by_id.get(cell.get("id")) or by_source.get(written.source)
        if cell.cell_type == "code" and was is not None:
            cell.outputs = copy.deepcopy(was.outputs)
    return notebook


def _run(folder: Path, stems: Sequence[str], pinned: Pinned) -> dict[str, list[str | None]]:
    """Run nbval; give what it says of each code cell, ``None`` where nothing is wrong."""
    rules = folder / "sanitize.cfg"
    rules.write_text(_rules(pinned), encoding="utf-8")
    (folder / "pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    result = folder / "result.xml"
    # fmt: off
    command = [
        sys.executable, "-m", "pytest", "-q", "--color=no", "-p", "nbval.plugin", "-p", "no:cacheprovider",
        "--nbval", "--nbval-current-env", f"--nbval-cell-timeout={DEFAULT_TIMEOUT_SECONDS}",
        f"--nbval-sanitize-with={rules}", f"--junitxml={result}", f"--rootdir={folder}",
        "-c", str(folder / "pytest.ini"), *(f"{stem}.ipynb" for stem in stems),
    ]
    # fmt: on
    environment = {
        **{name: value for name, value in os.environ.items() if name != "PYTEST_ADDOPTS"},
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        RUN_VARIABLE: str(pinned.run),
        # as in a run
        "PYTHONHASHSEED": "0",
        "IPYTHONDIR": str(folder / "ipython"),
        "OPENBLAS_NUM_THREADS": "1",
    }
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    if not result.is_file():
        last = "\n".join((done.stderr or done.stdout).splitlines()[-_LONGEST:])
        raise ReviewKitError(f"nbval ended before it had compared anything:\n{last}")
    told: dict[str, list[str | None]] = {stem: [] for stem in stems}
    for case in ElementTree.parse(result).getroot().iter("testcase"):
        fault = next((child for child in case if child.tag in {"failure", "error"}), None)
        stem = case.attrib["classname"].removesuffix(".ipynb")
        if stem in told:
            told[stem].append(None if fault is None else fault.text or fault.get("message") or "")
    return told


def _rules(pinned: Pinned) -> str:
    """What may differ in outputs: addresses in memory, the folder of the run, the version of review-kit."""
    rules = {
        "addresses": (r"0x[0-9a-f]{6,}", "ADDRESS"),
        "run": (re.escape(str(pinned.run)), PINNED),
        "version": (r"review-kit \d+\.\d+\.\d+", "review-kit VERSION"),
    }
    return "\n".join(
        f"[{name}]\nregex: {pattern}\nreplace: {put}\n" for name, (pattern, put) in rules.items()
    )


def _told(stem: str, notebook: NotebookNode, faults: Sequence[str | None]) -> Compared:
    code = [(at, cell) for at, cell in enumerate(notebook.cells, 1) if cell.cell_type == "code"]
    found = [
        CellFault(number, first_line(cell.source), _detail(fault), cell.metadata.get(LINE))
        for (number, cell), fault in zip(code, faults, strict=False)
        if fault is not None
    ]
    if len(faults) < len(code):
        number, cell = code[len(faults)]
        begins = cell.metadata.get(LINE)
        found.append(CellFault(number, first_line(cell.source), "was not executed", begins))
    return Compared(stem, len(code), tuple(found))


def _detail(text: str) -> str:
    """Shorten what nbval says: without colours, the code of the cell and empty lines."""
    lines = [line.rstrip() for line in _COLOURS.sub("", text).splitlines() if line.strip()]
    lines = [line for line in lines if line != "Notebook cell execution failed"]
    return "\n".join(lines[:_LONGEST] + (["…"] if len(lines) > _LONGEST else []))
