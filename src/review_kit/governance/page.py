"""A page for people outside the run: the same content for the screen and on paper."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import PackageLoader

from review_kit.page_templates import page_environment
from review_kit.project import Project
from review_kit.project.owned import IN_SYSTEM, owned_folder
from review_kit.records.folder import write_atomically
from review_kit.render import Renderer
from review_kit.render.project_brand import brand_in
from review_kit.screen import with_regions
from review_kit.words import Words, speaking


def write_page(
    template: str, stem: Path, project: Project, words: Words, values: Mapping[str, Any]
) -> tuple[tuple[Path, Path], int]:
    """Write ``<stem>.html`` and ``<stem>.pdf`` of a template in this folder.

    Parameters
    ----------
    template
        File name of the body; the frame is the same for all.
    words
        Language of the page.
    values
        Of the template; ``title`` among them.

    Returns
    -------
    files, pages
        Both files, and how many pages the PDF has.
    """
    environment = page_environment(PackageLoader("review_kit.governance", "."))
    environment.globals["say"] = words.say
    stem.parent.mkdir(parents=True, exist_ok=True)
    screen, paper = stem.with_name(f"{stem.name}.html"), stem.with_name(f"{stem.name}.pdf")
    config = project.config
    organisation = config.organisation.name
    with speaking(words):
        body = environment.get_template(template)
        frame = {
            **values,
            "language": words.language,
            "organisation": organisation,
            "name": stem.name,
        }
        html = body.render(**frame, on_paper=False)
        write_atomically(screen, with_regions(html, fallback=organisation))
        with owned_folder(None, IN_SYSTEM) as folder:
            brand = brand_in(project, folder)
            pages = Renderer(paper=config.paper.size, brand=brand).write_pdf(
                brand.of_html(body.render(**frame, on_paper=True)), paper
            )
    return (screen, paper), pages
