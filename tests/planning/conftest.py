"""Notebooks that declare what they make, and a small run to plan documents of."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from small_project import small_project, write_template

__all__ = ["small_project", "write_declaration", "write_template"]

PARAMETERS = 'run = ""\nrep_id = ""\nevidence = ""'


@pytest.fixture
def write_declaration(tmp_path):
    """Write a template for a rep with this metadata on top of the usual; return its path."""

    def write(name="packet.ipynb", **declared):
        notebook = new_notebook()
        usual = {"grain": "rep", "title": "Packet", "audience": "the rep"}
        notebook.metadata.review_kit = {**usual, **declared}
        parameters = new_code_cell(PARAMETERS)
        parameters.metadata.tags = ["parameters"]
        notebook.cells = [parameters]
        path = tmp_path / name
        nbformat.write(notebook, path)
        return path

    return write
