"""The verdict as one page of HTML that needs nothing else, and as JSON."""

from __future__ import annotations

from pathlib import Path

from jinja2 import PackageLoader

from review_kit.contracts import verdict_words
from review_kit.contracts.verdict import Validation
from review_kit.control_characters import json_text
from review_kit.number_format import decimal
from review_kit.page_templates import page_environment
from review_kit.screen import with_regions
from review_kit.sources.files.left_out import reason_in_words
from review_kit.sources.notice import some_of
from review_kit.words import say, speaking, spoken


def write_validation_page(validation: Validation, path: Path) -> Path:
    """Write the verdict as a self-contained page: no script, no network, no other file.

    It is in the language that is being spoken, or whole in English where that language has no words for it.
    Text from exports is data: everything is escaped, and signs that act are spelt out.
    """
    environment = page_environment(PackageLoader("review_kit.contracts", "."))
    environment.filters["number"] = decimal
    environment.filters["some_of"] = some_of
    environment.globals["say"] = say
    environment.globals["words"] = verdict_words
    environment.globals["reason_in_words"] = reason_in_words
    with speaking(spoken().whole("validation-title")) as words:
        page = environment.get_template("validation.html.j2").render(
            validation=validation, headline=verdict_words.headline(validation), language=words.tag
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(with_regions(page, fallback=validation.organisation), encoding="utf-8")
    return path


def write_validation_json(validation: Validation, path: Path) -> Path:
    """Write the verdict as JSON."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json_text(validation.to_json()) + "\n", encoding="utf-8")
    return path
