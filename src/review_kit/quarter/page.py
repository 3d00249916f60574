"""The comparison as one page of HTML that needs nothing else."""

from __future__ import annotations

from pathlib import Path

from jinja2 import PackageLoader

from review_kit.page_templates import page_environment
from review_kit.quarter.compare import Comparison
from review_kit.quarter.findings import SECTIONS
from review_kit.records.folder import write_atomically
from review_kit.screen import with_regions
from review_kit.words.speech import Words


def write_quarter_page(comparison: Comparison, organisation: str, words: Words, path: Path) -> None:
    """Write the page, whole or not at all; what stands in exports is escaped."""
    environment = page_environment(PackageLoader("review_kit.quarter", "."))
    page = environment.get_template("quarter.html.j2").render(
        comparison=comparison,
        organisation=organisation,
        sections=SECTIONS,
        words=words,
        say=words.say,
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, with_regions(page, fallback=organisation))
