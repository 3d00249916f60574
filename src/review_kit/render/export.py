"""Executed notebook → HTML: outputs and markdown only, in our classes, through nbconvert."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from nbconvert.exporters import HTMLExporter, TemplateExporter
from nbconvert.filters.widgetsdatatypefilter import WidgetsDataTypeFilter
from nbformat import NotebookNode

from review_kit import __version__
from review_kit.control_characters import visible_in_document
from review_kit.render.brand import Brand
from review_kit.screen import (
    by_name,
    font_faces,
    plain,
    region_styles,
    variables,
    with_contents,
    with_explained_numbers,
    with_regions,
)
from review_kit.words import say

THEME = Path(__file__).parent / "theme"


_PAINTED = re.compile(r"<[^<>]*\s(?:fill|stroke)=\"#[^<>]*>")
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_STEERING = re.compile(r"<(?=(?:meta|base|link)\b)", flags=re.I)
"""Tags that belong into the head of a page: in an output they would lead the reader to another one."""
_WITHOUT_WORDS = re.compile(r"<img\b(?![^>]*\salt=)", flags=re.I)


class _PageExporter(HTMLExporter):
    """Fills the template, and lets the page be.

    nbconvert's own reads every page again and writes it anew, to make cells reachable by keyboard that
    our template does not have; that is most of its time.
    """

    def from_notebook_node(  # type: ignore[override]
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **options: Any
    ) -> tuple[str, dict[str, Any]]:
        """Export a notebook; a picture of an analyst's own without words gets the usual ones."""
        resources = self._init_resources(resources)  # type: ignore[no-untyped-call]
        chosen = WidgetsDataTypeFilter(  # type: ignore[no-untyped-call]
            notebook_metadata=self._nb_metadata, parent=self, resources=resources
        )
        self.register_filter("filter_data_type", chosen)  # type: ignore[no-untyped-call]
        html, resources = TemplateExporter.from_notebook_node(self, nb, resources, **options)
        said = '<img alt="No description has been provided for this image"'
        return _WITHOUT_WORDS.sub(said, html), resources


@cache
def _exporter() -> _PageExporter:
    exporter = _PageExporter(  # type: ignore[no-untyped-call]
        template_name="review_kit",
        extra_template_basedirs=[str(THEME / "nbconvert")],
        exclude_input=True,
        exclude_input_prompt=True,
        exclude_output_prompt=True,
        exclude_raw=True,
        exclude_anchor_links=True,
    )
    # Outputs of our own blocks are inserted as they are; nothing on the page runs.
    exporter.preprocessors = []
    return exporter


@cache
def screen_stylesheet() -> str:
    """Return the screen stylesheet with its fonts inside, so that a page needs nothing else."""
    rules = "".join(
        (THEME / sheet).read_text(encoding="utf-8") for sheet in ("common.css", "screen.css")
    )
    return font_faces() + by_name(rules) + region_styles()


def export_html(
    notebook: NotebookNode,
    *,
    grain: str,
    output: str,
    title: str,
    language: str,
    brand: Brand,
) -> str:
    """Export an executed notebook to one HTML document, bare, for the print stylesheet.

    Parameters
    ----------
    grain, output
        What the document is about and the stem of its files: classes of its ``body`` by which the theme
        chooses its rules.
    title, language
        Of the page.
    brand
        Whose accent and logo the document carries.
    """
    resources = {
        "review_kit": {
            "title": title,
            "language": language,
            "version": __version__,
            "grain": grain,
            "output": output,
            "organisation": brand.organisation,
            "logo": brand.logo_address(),
        }
    }
    html, _ = _exporter().from_notebook_node(notebook, resources=resources)
    head, body, content = visible_in_document(str(html)).partition("<body")
    return brand.of_html(head + body + _STEERING.sub("&lt;", content))


def with_screen_stylesheet(html: str, brand: Brand) -> str:
    """Return an exported document as a page that stands alone, from the width of a phone on.

    It has the screen stylesheet inside, contents with anchors, regions for what is wider than the screen,
    and colours that a reader's dark mode turns.
    """
    # nbconvert takes as long for a page as for the next one, and both of a document differ in this only
    title = _TITLE.search(html)
    page = with_contents(with_explained_numbers(html), title=say("page-contents"))
    page = with_regions(page, fallback=plain(title[1]) if title else "")
    page = _PAINTED.sub(lambda found: by_name(found[0], brand.accent), page)
    colours = variables(":root, .review-kit", brand.accent)
    own = brand.screen_styles.read_text(encoding="utf-8") if brand.screen_styles else ""
    style = brand.of_css(screen_stylesheet()) + brand.faces_on_screen() + colours + own
    return page.replace("</head>", f"<style>{style}</style>\n</head>", 1)
