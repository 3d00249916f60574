"""The same site as a website project of Quarto: settings, brand, pages with our bodies in raw HTML.

Facts that this rests on: Quarto writes a page beside its source, so documents are in folders of their own;
it reads tables anew unless told not to; its search holds the text of every page, so it is off; themes load
type from another host unless told not to; in YAML and in text it reads Markdown and shortcodes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from review_kit.project import Project
from review_kit.screen import region_styles, variables
from review_kit.screen.colours import DARK, LIGHT, on_dark
from review_kit.site.dressing import (
    FOLDER,
    NOT_INDEXED,
    ROBOTS,
    accent_of,
    body_of,
    foot_of,
    logo_file,
    own_rules,
)
from review_kit.site.pages import Page, Site
from review_kit.words import say, speaking, spoken

FONTS = Path(__file__).resolve().parents[1] / "render" / "theme" / "fonts"
_WEIGHTS = {"Inter-Regular.otf": 400, "Inter-SemiBold.otf": 600}
_TICKS = re.compile(r"`{3,}")
_GITIGNORE = "/.quarto/\n**/*.quarto_ipynb\n/_site/\n"


@dataclass(frozen=True)
class FontFile:
    """One face of the type that pages are set in."""

    path: str
    family: str
    weight: int
    italic: bool
    content: bytes


def faces_of(project: Project) -> list[FontFile]:
    """Give the organisation's type, or the shipped one."""
    own = [
        FontFile(f"fonts/{at}.otf", font.family, font.weight, font.italic, font.content)
        for at, font in enumerate(project.fonts, start=1)
    ]
    return own or [
        FontFile(
            f"fonts/{name}", "Inter", weight, italic=False, content=(FONTS / name).read_bytes()
        )
        for name, weight in _WEIGHTS.items()
    ]


def quarto_site(site: Site) -> Iterator[tuple[str, bytes]]:
    """Give every file of the project that is written: path in it, and content."""
    pages = list(site.pages())
    logo = logo_file(site.project)
    head = (FOLDER / "quarto_head.yml").read_text(encoding="utf-8")
    yield "_quarto.yml", (head + _yaml(settings(site, pages))).encode()
    yield "_brand.yml", _yaml(brand(site)).encode()
    for page in pages:
        with speaking(page.words):
            text = source(site, page)
        yield f"{page.path}.qmd", text.encode()
    theme = (FOLDER / "quarto_theme.scss").read_text(encoding="utf-8")
    yield "light.scss", theme.encode()
    bar = {"bg": DARK["pale"], "fg": DARK["ink"], "hl": DARK["ink"]}
    # Quarto would write white on the accent, which is pale by night
    yield "dark.scss", (theme + "".join(f"$navbar-{k}: {v};\n" for k, v in bar.items())).encode()
    rules = (FOLDER / "components.css").read_text(encoding="utf-8")
    yield "site.css", (_colours(site) + rules + region_styles() + own_rules(site.project)).encode()
    yield "site.js", (FOLDER / "site.js").read_bytes()
    yield "robots.txt", ROBOTS.encode()
    yield ".gitignore", _GITIGNORE.encode()
    for face in faces_of(site.project):
        yield face.path, face.content
    if logo:
        yield logo


def settings(site: Site, pages: list[Page]) -> dict[str, Any]:
    """Return ``_quarto.yml``."""
    return {
        "project": {
            "type": "website",
            "output-dir": "_site",
            "render": [f"{page.path}.qmd" for page in pages],
            "resources": ["robots.txt", "site.js", "*/files/**"],
        },
        "execute": {"enabled": False},
        "lang": spoken().tag,
        # of each page: without it Quarto writes the text of all into search.json, searched or not
        "search": False,
        "website": {
            "title": site.project.config.organisation.name,
            "search": False,
            "navbar": {
                "left": [
                    {"text": say(f"site-{name}"), "href": f"{path}.qmd"}
                    for path, name in (
                        ("index", "home"),
                        ("quarters", "quarters"),
                        ("names", "names"),
                    )
                ]
            },
            "page-footer": {"center": foot_of(site)},
        },
        "format": {
            "html": {
                "theme": {
                    "light": ["cosmo", "brand", "light.scss"],
                    "dark": ["darkly", "brand", "dark.scss"],
                },
                "respect-user-color-scheme": True,
                "css": "site.css",
                "toc": False,
                "html-table-processing": "none",
                "html-math-method": "plain",
                "page-layout": "full",
                "title-block-style": "none",
                "include-in-header": {
                    "text": f'<meta name="robots" content="{NOT_INDEXED}">\n'
                    '<meta name="referrer" content="no-referrer">\n'
                },
            }
        },
    }


def brand(site: Site) -> dict[str, Any]:
    """Return ``_brand.yml``: colours, type and logo, from the settings that documents are dressed by."""
    accent = accent_of(site.project)
    logo, faces = logo_file(site.project), faces_of(site.project)
    told: dict[str, Any] = {
        "meta": {"name": site.project.config.organisation.name},
        "color": {
            "foreground": {"light": LIGHT["ink"], "dark": DARK["ink"]},
            "background": {"light": LIGHT["paper"], "dark": DARK["paper"]},
            "primary": {"light": accent, "dark": on_dark(accent)},
        },
        "typography": {
            "fonts": [
                {
                    "family": faces[0].family,
                    "source": "file",
                    "files": [
                        {
                            "path": face.path,
                            "weight": face.weight,
                            "style": "italic" if face.italic else "normal",
                        }
                        for face in faces
                    ],
                }
            ],
            "base": {"family": faces[0].family},
            # the dark theme has a colour of its own for links
            "link": {"color": "primary"},
        },
    }
    if logo:
        told["logo"] = {"medium": logo[0]}
    return told


def source(site: Site, page: Page) -> str:
    """Return a page's source: its body as raw HTML, which Quarto hands on as it is.

    A title is read as Markdown, so it has words of ours alone. Nothing in a body ends the block or begins a
    shortcode.
    """
    body = str(body_of(site, page)).replace("{{", "&#123;&#123;")
    # the classes that the project's own rules may name, as in the built-in site
    body = f'<div class="review-kit site">\n{body}\n</div>'
    fence = "`" * max([3, *(len(found) + 1 for found in _TICKS.findall(body))])
    head = _yaml({"title": page.title, "lang": spoken().tag})
    script = f'<script src="{page.root}site.js" defer></script>'
    return f"---\n{head}---\n\n{fence}{{=html}}\n{body}\n{script}\n{fence}\n"


def _colours(site: Site) -> str:
    """Name the colours by the reader's choice between light and dark, which Quarto notes on the body."""
    accent = accent_of(site.project)
    night = {**DARK, "accent": on_dark(accent)}
    dark = " ".join(f"--{name}: {colour};" for name, colour in night.items())
    day = {**LIGHT, "accent": accent}
    light = " ".join(f"--{name}: {colour};" for name, colour in day.items())
    return (
        variables(":root", accent)
        + f"body.quarto-light {{ color-scheme: light; {light} }}\n"
        + f"body.quarto-dark {{ color-scheme: dark; {dark} }}\n"
    )


def _yaml(value: dict[str, Any]) -> str:
    return yaml.safe_dump(value, sort_keys=False, allow_unicode=True, width=100)
