"""An executed notebook, as the batch hands it over to be rendered."""

import re

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output


@pytest.fixture
def write_notebook(tmp_path):
    """Write a notebook whose code cells show the given HTML; return its path."""

    def write(*html, cells=(), name="packet.ipynb"):
        notebook = new_notebook()
        note = new_markdown_cell("Only analysts read this.")
        note.metadata.tags = ["note"]
        notebook.cells = [note, *cells]
        for text in html:
            bundle = {"text/html": text, "text/plain": "plain words"}
            output = new_output("execute_result", data=bundle, execution_count=1)
            notebook.cells.append(new_code_cell("packet.part()", outputs=[output]))
        path = tmp_path / name
        nbformat.write(notebook, path)
        return path

    return write


@pytest.fixture(scope="session")
def margins():
    """Margins of a page in mm, as the theme declares them: at the top, and at the sides."""
    from review_kit.render.export import THEME

    css = (THEME / "print.css").read_text(encoding="utf-8")
    top, sides = re.search(r"@page \{.*?margin: ([\d.]+)mm ([\d.]+)mm", css, re.DOTALL).groups()
    return float(top), float(sides)


@pytest.fixture(scope="session")
def renderer():
    from review_kit.render import Renderer

    return Renderer()


@pytest.fixture
def rendered(write_notebook, renderer, tmp_path):
    """Render HTML parts as one document; return the :class:`Rendered`."""

    def render(*html, cells=(), formats=("pdf", "html")):
        path = write_notebook(*html, cells=cells)
        folder = tmp_path / "out"
        folder.mkdir(exist_ok=True)
        return renderer.render(
            path,
            folder,
            output="packet",
            formats=formats,
            grain="rep",
            title="Amara Okafor: packet",
        )

    return render
