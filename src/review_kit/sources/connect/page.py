"""The proposal as one page of HTML that needs nothing else, for those who prefer looking."""

from __future__ import annotations

from pathlib import Path

from jinja2 import PackageLoader

from review_kit.page_templates import page_environment
from review_kit.project import Project
from review_kit.screen import with_regions
from review_kit.sources.connect.proposal import Proposal
from review_kit.sources.connect.telling import (
    about_what,
    column_words,
    files_shown,
    how_read,
    lacking_words,
    matching_words,
    quoted,
    stops_of,
)
from review_kit.words import say, speaking, words_in


def write_page(project: Project, proposal: Proposal, path: Path) -> Path:
    """Write the proposal as a self-contained page: no script, no network, no other file.

    Text from exports is data: everything is escaped, and signs that act are spelt out.
    """
    environment = page_environment(PackageLoader("review_kit.sources.connect", "."))
    organisation = project.config.organisation
    environment.globals |= {
        "say": say,
        "about_what": about_what,
        "column_words": column_words,
        "files_shown": files_shown,
        "how_read": how_read,
        "matching_words": matching_words,
        "lacking_words": lacking_words,
        "stops_of": stops_of,
        "quoted": quoted,
    }
    environment.filters["thousands"] = "{:,}".format
    with speaking(words_in(organisation.language, project.words)):
        page = environment.get_template("connect.html.j2").render(
            organisation=organisation.name, language=organisation.language, proposal=proposal
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(with_regions(page, fallback=organisation.name), encoding="utf-8")
    return path
