"""A document as raw parts of a notebook: Pandoc and Bootstrap let it be, on screen and on paper."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from review_kit.quarto.scoped_styles import PLACE, RESET, scoped

_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_BODY = re.compile(r"<body([^>]*)>(.*)</body>", re.DOTALL)
_IMPORT = re.compile(r"@import url\('([\w.-]+)'\);")
_SHORTEST_FENCE = 8

ON_PAPER = "review-kit-paper"
"""Metadata that ``_quarto.yml`` sets for PDF: Quarto takes the HTML that WeasyPrint lays out for a page."""

_PAGE = (
    f"html, body {{ margin: 0; padding: 0; max-width: none; }}\n#{PLACE} {{ display: block; }}\n"
)
_PAGE_ON_SCREEN = (
    f"html:has(#{PLACE}) {{ color-scheme: light dark; }}\n"
    f"body:has(#{PLACE}) {{ background: var(--review-kit-paper, #ffffff); }}\n"
    "@media (prefers-color-scheme: dark) { :root { --review-kit-paper: %s; } }\n"
    f"#{PLACE} .preview-strip {{ max-width: 52rem; margin: 0 auto; padding: 0.75rem 1.25rem; }}\n"
)


@dataclass(frozen=True)
class Page:
    """A document for Quarto.

    Parameters
    ----------
    title, language
        Of the document.
    screen
        The whole page as it would be delivered, with its stylesheet inside.
    paper
        The page that the PDF is laid out from, without a stylesheet.
    paper_styles
        Its stylesheet, with addresses that WeasyPrint can read.
    """

    title: str
    language: str
    screen: str
    paper: str
    paper_styles: str


def carry(page: Page, notebook: dict[str, Any]) -> dict[str, Any]:
    """Return a notebook that shows a document and nothing else.

    Parameters
    ----------
    notebook
        The one that Quarto has read, whose metadata stays.
    """
    from review_kit.screen.colours import DARK

    on_screen = "".join(_STYLE.findall(page.screen.partition("<body")[0]))
    screen = (
        f"<style>\n{_PAGE}{RESET}{scoped(on_screen)}{_PAGE_ON_SCREEN % DARK['paper']}</style>\n"
        f"{_in_its_place(page.screen)}"
    )
    paper = f"<style>\n{_PAGE}{scoped(page.paper_styles)}</style>\n{_in_its_place(page.paper)}"
    head = {"pagetitle": page.title, "lang": page.language, "toc": False}
    # what Pandoc would read and write anew stays as it is
    head |= {"html-table-processing": "none", "document-css": False}
    return {
        **notebook,
        "cells": [
            _cell(
                "raw",
                "\n".join(
                    [
                        "---",
                        *(f"{k}: {json.dumps(v, ensure_ascii=False)}" for k, v in head.items()),
                        "---",
                    ]
                ),
            ),
            _cell("markdown", _only("unless-meta", raw(screen))),
            _cell("markdown", _only("when-meta", raw(paper))),
        ],
    }


def source_of(notebook: dict[str, Any]) -> str:
    """Return the cells of a carried document as one Markdown text with front matter."""
    return "\n\n".join("".join(cell["source"]) for cell in notebook["cells"]) + "\n"


def raw(html: str) -> str:
    """Return HTML as a block that Pandoc passes on as it is, whatever is in it.

    Examples
    --------
    >>> print(raw("<p>```</p>"))
    ````````{=html}
    <p>```</p>
    ````````
    """
    longest = max((len(run) for run in re.findall(r"`+", html)), default=0)
    fence = "`" * max(_SHORTEST_FENCE, longest + 1)
    return f"{fence}{{=html}}\n{html}\n{fence}"


def paper_styles(theme: Path) -> str:
    """Return the print stylesheet in one piece, its fonts by addresses of files.

    Parameters
    ----------
    theme
        Folder that it lies in.
    """
    text = (theme / "print.css").read_text(encoding="utf-8")
    text = _IMPORT.sub(lambda found: (theme / found[1]).read_text(encoding="utf-8"), text)
    return text.replace("url('fonts/", f"url('{(theme / 'fonts').as_uri()}/")


def _only(condition: str, block: str) -> str:
    return f'::: {{.content-visible {condition}="{ON_PAPER}"}}\n{block}\n:::'


def _in_its_place(html: str) -> str:
    found = _BODY.search(html)
    if found is None:
        raise ValueError("a page without a body")
    return f'<div id="{PLACE}"><div{found[1]}>{found[2]}</div></div>'


def _cell(kind: str, source: str) -> dict[str, Any]:
    # Quarto looks for front matter in lists of lines alone
    return {"cell_type": kind, "metadata": {}, "source": source.splitlines(keepends=True)}
