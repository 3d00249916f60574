"""The organisation's logo: a file of the project, looked at before any work starts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from xml.etree import ElementTree

from review_kit.errors import ConfigurationError

LARGEST_LOGO = 500_000
"""Bytes: the logo stands in every document."""

_PNG = b"\x89PNG\r\n\x1a\n"
_SVG = "{http://www.w3.org/2000/svg}svg"


@dataclass(frozen=True)
class Logo:
    """A picture that documents carry on page one."""

    content: bytes
    media_type: Literal["image/png", "image/svg+xml"]


def read_logo(root: Path, name: str) -> Logo:
    """Read the logo ``theme.logo`` of the project in ``root``.

    Raises
    ------
    ConfigurationError
        It is not there, too large, neither SVG nor PNG, or an SVG that fetches something from
        elsewhere: documents fetch nothing.
    """
    path = root / name

    def fault(problem: str) -> ConfigurationError:
        return ConfigurationError(
            f"theme.logo: {problem}", "Give an SVG or PNG file in the project, up to 500 kB."
        )

    try:
        size = path.stat().st_size
        if not path.is_file():
            raise fault(f"'{name}' is not a file")
        if size > LARGEST_LOGO:
            raise fault(f"'{name}' has {size / 1000:,.0f} kB; the limit is 500 kB")
        content = path.read_bytes()
    except FileNotFoundError:
        raise fault(f"there is no file '{name}' in the project") from None
    except OSError as error:
        raise fault(f"'{name}' cannot be read: {error.strerror}") from error
    if content.startswith(_PNG):
        return Logo(content, "image/png")
    problem = _svg_fault(content)
    if problem:
        raise fault(f"'{name}' {problem}")
    return Logo(content, "image/svg+xml")


def _svg_fault(content: bytes) -> str:
    """Say why these bytes cannot be drawn as an SVG logo; empty where they can."""
    if b"<!ENTITY" in content:
        return "declares XML entities, which are not allowed in a logo"
    try:
        drawing = ElementTree.fromstring(content)
    except ElementTree.ParseError as error:
        return f"is neither PNG nor SVG (as XML: {error})"
    if drawing.tag != _SVG:
        return "is XML, but not an SVG drawing"
    if "viewBox" not in drawing.attrib and not {"width", "height"} <= drawing.attrib.keys():
        return "has neither a viewBox nor a width and height, so its shape is not known"
    for element in drawing.iter():
        for name, value in element.attrib.items():
            if name.rpartition("}")[2] == "href" and not value.startswith(("#", "data:")):
                return f"fetches '{value[:80]}' from elsewhere; embed it in the drawing"
        styles = [*element.attrib.values(), element.text or ""]
        for style in styles:
            outside = re.search(r"url\(\s*['\"]?(?!#|data:)([^)'\"]+)|@import", style)
            if outside:
                return f"fetches '{outside.group()[:80]}' from elsewhere; embed it in the drawing"
    return ""
