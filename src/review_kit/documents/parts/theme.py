"""The documents' looks inside a notebook, for an analyst at work on a template."""

from __future__ import annotations

from pathlib import Path

from markupsafe import Markup

from review_kit.documents.parts.block import Block

STYLESHEET = Path(__file__).resolve().parents[2] / "render" / "theme" / "common.css"


def theme() -> Block:
    """Give parts shown in this notebook the type and tables of the printed page.

    The cell that calls it is tagged ``theme``: documents have the stylesheet already and leave it out.
    """
    return Block(Markup(f"<style>\n{STYLESHEET.read_text(encoding='utf-8')}</style>"))
