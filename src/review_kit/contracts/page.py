"""The verdict as one page of HTML that needs nothing else, and as JSON."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from review_kit.contracts.sentences import (
    headline,
    mended_in_words,
    reconciliation,
    shown_encoding,
    unmatched_words,
)
from review_kit.contracts.verdict import Validation
from review_kit.control_characters import json_text, shown
from review_kit.screen import page_styles, with_regions


def write_validation_page(validation: Validation, path: Path) -> Path:
    """Write the verdict as a self-contained page: no script, no network, no other file.

    Text from exports is data: everything is escaped, and signs that act are spelt out.
    """
    environment = Environment(
        loader=PackageLoader("review_kit.contracts", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=shown,
    )
    environment.filters["thousands"] = "{:,}".format
    environment.filters["percent"] = "{:.1%}".format
    environment.globals["reconciliation"] = reconciliation
    environment.globals["mended_in_words"] = mended_in_words
    environment.globals["shown_encoding"] = shown_encoding
    environment.globals["unmatched_words"] = unmatched_words
    environment.globals["page_styles"] = Markup(page_styles())
    page = environment.get_template("validation.html.j2").render(
        validation=validation,
        headline=headline(validation),
        earlier=sum(witness.earlier for witness in validation.witnesses),
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(with_regions(page, fallback=validation.organisation), encoding="utf-8")
    return path


def write_validation_json(validation: Validation, path: Path) -> Path:
    """Write the verdict as JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json_text(validation.to_json()) + "\n", encoding="utf-8")
    return path
