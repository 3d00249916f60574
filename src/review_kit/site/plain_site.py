"""The built-in site: plain pages, one stylesheet, one small script, and the documents."""

from __future__ import annotations

from collections.abc import Iterator

from review_kit.screen import font_faces, region_styles, variables
from review_kit.site.dressing import (
    FOLDER,
    ROBOTS,
    accent_of,
    body_of,
    environment,
    foot_of,
    in_own_type,
    logo_file,
    main_links,
    own_rules,
)
from review_kit.site.pages import Site
from review_kit.words import speaking, spoken


def plain_site(site: Site) -> Iterator[tuple[str, bytes]]:
    """Give every file of the site that is written: path in it, and content."""
    logo = logo_file(site.project)
    shell = environment().get_template("shell.html.j2")
    for page in site.pages():
        with speaking(page.words):
            html = shell.render(
                page=page,
                root=page.root,
                language=spoken().tag,
                organisation=site.project.config.organisation.name,
                for_whom=site.for_whom,
                logo=logo[0] if logo else "",
                main=main_links(page),
                body=body_of(site, page),
                foot=foot_of(site),
            )
        yield f"{page.path}.html", html.encode()
    rules = "".join(
        (FOLDER / name).read_text(encoding="utf-8") for name in ("shell.css", "components.css")
    )
    css = font_faces() + variables(":root", accent_of(site.project)) + rules + region_styles()
    yield "site.css", (in_own_type(site.project, css) + own_rules(site.project)).encode()
    yield "site.js", (FOLDER / "site.js").read_bytes()
    yield "robots.txt", ROBOTS.encode()
    if logo:
        yield logo
