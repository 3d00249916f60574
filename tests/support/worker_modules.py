"""What every worker needs, loaded once in the process that the workers of tests are forked from."""

from __future__ import annotations

import importlib
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat

from review_kit.check.document import read_pages
from review_kit.check.words import ordinary_words
from review_kit.render.renderer import Renderer

NEEDED = (
    "papermill",
    "nbclient",
    "review_kit.execution.kernels",
    "review_kit.execution.make_document",
)
for _name in NEEDED:
    importlib.import_module(_name)


def _fill_caches() -> None:
    """Make a page, as the first that a worker renders would compile templates and declarations of C."""
    page = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("A page")])
    with TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        nbformat.write(page, folder / "page.ipynb")
        rendered = Renderer().render(
            folder / "page.ipynb",
            folder,
            output="page",
            formats=("pdf", "html"),
            grain="org",
            title="Page",
        )
        read_pages(rendered.files["pdf"])
    ordinary_words()


_fill_caches()
