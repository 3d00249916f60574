"""The project's accent, logo, type and own rules, as a brand whose files lie in one folder."""

from __future__ import annotations

import hashlib
from pathlib import Path

from review_kit.project import STYLES, Logo, Project
from review_kit.project.fonts import Font, for_screen
from review_kit.render.brand import Brand, Face

_SUFFIXES = {"image/png": ".png", "image/svg+xml": ".svg"}
_SHOWN = 16
"""Hexadecimal digits of a digest."""


def logo_digest(logo: Logo | None) -> str | None:
    """Digest of a logo's bytes: another logo under the same name is another theme."""
    return None if logo is None else _digest(logo.content)


def theme_digests(project: Project) -> dict[str, str]:
    """Digests of the files that give documents a look of the project's own, by their names.

    As with the logo, another file under the same name is another theme.
    """
    files = {name: (project.root / name).read_bytes() for name in project.config.theme.fonts}
    for name in STYLES:
        if styles := project.own_styles(name):
            files[f"theme/{name}"] = styles.encode("utf-8")
    return {name: _digest(content) for name, content in files.items()}


def brand_in(project: Project, folder: Path) -> Brand:
    """Copy what gives documents their look into ``folder``, and return the brand.

    Each copy is named after its content. What is rendered is this copy, whatever becomes of the
    project's file meanwhile.
    """
    logo = project.logo
    styles = [project.own_styles(name).encode("utf-8") for name in STYLES]
    on_paper, on_screen = (_copy(folder, text, ".css") if text else None for text in styles)
    return Brand(
        project.config.organisation.name,
        project.config.theme.accent,
        None if logo is None else _copy(folder, logo.content, _SUFFIXES[logo.media_type]),
        tuple(_face(folder, font) for font in project.fonts),
        on_paper,
        on_screen,
    )


def _face(folder: Path, font: Font) -> Face:
    paper = _copy(folder, font.content, ".otf")
    screen = paper.with_suffix(".woff2")
    if not screen.is_file():
        screen.write_bytes(for_screen(font))
    return Face(font.family, font.weight, font.italic, paper, screen)


def _copy(folder: Path, content: bytes, suffix: str) -> Path:
    copy = folder / f"{_digest(content)}{suffix}"
    folder.mkdir(parents=True, exist_ok=True)
    copy.write_bytes(content)
    return copy


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:_SHOWN]
