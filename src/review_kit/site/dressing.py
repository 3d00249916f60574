"""Bodies of a site's pages, which both kinds of site put into a frame of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from review_kit.documents.parts.wording import capitalised
from review_kit.figures.palette import ACCENT
from review_kit.page_templates import page_environment
from review_kit.project import Project
from review_kit.project.owned import IN_SYSTEM, owned_folder
from review_kit.records.page import address
from review_kit.render.project_brand import brand_in
from review_kit.screen import with_regions
from review_kit.site.pages import SECTIONS, Page, Site, has_page
from review_kit.site.runs import SiteRun
from review_kit.words import say

FOLDER = Path(__file__).parent
NOT_INDEXED = "noindex, nofollow, noarchive"
ROBOTS = "User-agent: *\nDisallow: /\n"
"""Of a host that serves the site alone; pages say the same of themselves, wherever they are."""
_SUFFIXES = {"image/png": "png", "image/svg+xml": "svg"}


@cache
def environment() -> Environment:
    """Return what fills the templates of pages: everything from exports is escaped."""
    made = page_environment(FileSystemLoader(FOLDER / "templates"))
    made.globals["say"] = say
    made.filters["capitalised"] = capitalised
    return made


def body_of(site: Site, page: Page) -> Markup:
    """Return the body of a page: periods and pages of its run where it is about one, then its content."""
    values = {"page": page, "root": page.root}
    template, filled = page.fill()
    body = environment().get_template(template).render(**filled, **values)
    if page.run is not None:
        bar = environment().get_template("bar.html.j2")
        body = (
            bar.render(periods=periods(site, page), sections=sections(site, page), **values) + body
        )
    return Markup(with_regions(body, fallback=page.title))


def periods(site: Site, page: Page) -> list[tuple[str, list[dict[str, Any]]]]:
    """Give the runs by quarter, the newest first, each with the page of it that shows the same."""
    links = [
        {
            "quarter": run.quarter_label,
            "label": run.label,
            "href": address(f"{site.page_of(run, _there(run, page.section))}.html"),
            "is_here": run is page.run,
        }
        for run in site.own_runs
    ]
    return [
        (quarter, list(found)) for quarter, found in groupby(links, key=lambda one: one["quarter"])
    ]


def _there(run: SiteRun, section: str) -> str:
    return section if has_page(run, section) else "overview"


def sections(site: Site, page: Page) -> list[dict[str, Any]]:
    """Give the pages of the run that a page is about."""
    run = page.run
    assert run is not None
    return [
        {
            "label": say(f"site-{section}"),
            "href": address(f"{site.page_of(run, section)}.html"),
            "is_here": section == page.section,
        }
        for section in SECTIONS
        if has_page(run, section)
    ]


def main_links(page: Page) -> Sequence[Mapping[str, Any]]:
    """Give the pages that a site has for all runs together, and its first one."""
    return [
        {"label": say(f"site-{name}"), "href": f"{path}.html", "is_here": page.path == path}
        for path, name in (("index", "home"), ("quarters", "quarters"), ("names", "names"))
    ]


def foot_of(site: Site) -> str:
    """Say whose pages these are and how they may be handled, at the foot of each."""
    chosen = site.project.config.paper.confidentiality
    confidential = say("foot-confidential") if chosen is None else chosen
    return " · ".join(part for part in (confidential, site.for_whom, say("site-foot")) if part)


def accent_of(project: Project) -> str:
    """Return the organisation's colour, from the same setting as documents."""
    return project.config.theme.accent or ACCENT


def logo_file(project: Project) -> tuple[str, bytes] | None:
    """Return name and content of the organisation's logo; ``None`` where it has none."""
    logo = project.logo
    return None if logo is None else (f"logo.{_SUFFIXES[logo.media_type]}", logo.content)


def in_own_type(project: Project, css: str) -> str:
    """Return a stylesheet in the organisation's type, which is inside it; as it is where there is none."""
    if not project.fonts:
        return css
    with owned_folder(None, IN_SYSTEM) as folder:
        brand = brand_in(project, folder)
        return brand.faces_on_screen() + brand.of_css(css)


def own_rules(project: Project) -> str:
    """Return the project's rules for pages on a screen, which lie over those of the site as well."""
    own = project.own_styles("screen.css")
    return f"\n{own}" if own else ""
