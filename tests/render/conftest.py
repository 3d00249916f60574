"""A small report template and an executed notebook of it, as the batch hands them over."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from review_kit.planning.template import read_template

PARAMETERS = 'run = ""\nrep_id = ""\nevidence = ""'


@pytest.fixture
def write_notebook(tmp_path):
    """Write a template whose code cells show the given HTML; return its path."""

    def write(*html, metadata=None, cells=(), name="packet.ipynb"):
        notebook = new_notebook()
        declared = {"grain": "rep", "title": "Packet", "audience": "the rep"}
        notebook.metadata.review_kit = {**declared, **(metadata or {})}
        parameters = new_code_cell(PARAMETERS)
        parameters.metadata.tags = ["parameters"]
        note = new_markdown_cell("Only analysts read this.")
        note.metadata.tags = ["note"]
        notebook.cells = [note, parameters, *cells]
        for text in html:
            bundle = {"text/html": text, "text/plain": "plain words"}
            output = new_output("execute_result", data=bundle, execution_count=1)
            notebook.cells.append(new_code_cell("packet.part()", outputs=[output]))
        path = tmp_path / name
        nbformat.write(notebook, path)
        return path

    return write


@pytest.fixture(scope="session")
def renderer():
    from review_kit.render import Renderer

    return Renderer()


@pytest.fixture
def rendered(write_notebook, renderer, tmp_path):
    """Render HTML parts as one document; return the :class:`Rendered`."""

    def render(*html, cells=(), metadata=None):
        path = write_notebook(*html, cells=cells, metadata=metadata)
        folder = tmp_path / "out"
        folder.mkdir(exist_ok=True)
        return renderer.render(path, read_template(path), folder, title="Amara Okafor: packet")

    return render
