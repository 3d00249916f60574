"""Documents made in this process, from the shipped notebooks, without a kernel and without a PDF."""

from __future__ import annotations

import ast
import contextlib
import io
import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import nbformat
from made_once import made_once, shared
from nbformat.v4 import new_output

from review_kit.render.brand import PLAIN
from review_kit.render.export import export_html

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"


def executed(template: Path, parameters: dict[str, str]) -> nbformat.NotebookNode:
    """Execute a notebook's cells here, one after the other, and keep what each shows."""
    notebook = nbformat.read(template, as_version=4)
    names: dict[str, Any] = {}
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        cell.outputs = []
        tree = ast.parse(cell.source)
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        with contextlib.redirect_stdout(io.StringIO()):
            exec(compile(tree, str(template), "exec"), names)
            if last is not None:
                shown = eval(compile(ast.Expression(last.value), str(template), "eval"), names)
                data = shown._repr_mimebundle_()
                cell.outputs.append(new_output("execute_result", data=data, execution_count=1))
        if "parameters" in cell.metadata.get("tags", []):
            names |= parameters
    return notebook


def html_of(name: str, **parameters: str) -> str:
    """Give the page that the shipped notebook ``name`` makes with these parameters.

    Of a run that all tests share it is made once for all of them.
    """
    if not Path(parameters["run"]).resolve().is_relative_to(shared()):
        return _html_of(name, **parameters)
    key = sha256(json.dumps([name, parameters]).encode()).hexdigest()[:16]

    def make(folder: Path) -> None:
        (folder / "page.html").write_bytes(_html_of(name, **parameters).encode())

    return (made_once(f"page-{key}", make) / "page.html").read_bytes().decode()


def _html_of(name: str, **parameters: str) -> str:
    notebook = executed(NOTEBOOKS / f"{name}.ipynb", parameters)
    declared = notebook.metadata.review_kit
    return export_html(
        notebook,
        grain=declared["grain"],
        output=declared["output"],
        title=name,
        language="en",
        brand=PLAIN,
    )
