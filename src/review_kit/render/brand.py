"""The organisation's face on a document: accent colour and logo.

Stylesheets and figures are written in the package's own accent, ``figures/palette.py``. The renderer
puts the organisation's in its place at the end, so that neither notebooks nor figures need to know.
"""

from __future__ import annotations

import base64
import mimetypes
import re
from dataclasses import dataclass
from pathlib import Path

from review_kit.figures.palette import ACCENT

_DECLARED = re.compile(rf"((?:fill|stroke|color|--accent)(?:=[\"']|:\s*)){ACCENT}\b", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]+>")


@dataclass(frozen=True)
class Brand:
    """What documents look like, besides the theme.

    Parameters
    ----------
    organisation
        Read out in place of the logo.
    accent
        Colour, ``#rrggbb``.
    logo
        SVG or PNG file; the suffix tells which.
    """

    organisation: str = ""
    accent: str = ACCENT
    logo: Path | None = None

    def of_css(self, css: str) -> str:
        """Return a stylesheet in the accent colour."""
        return css if self.accent == ACCENT else _DECLARED.sub(rf"\g<1>{self.accent}", css)

    def of_html(self, html: str) -> str:
        """Return a page whose drawings and styled elements are in the accent colour.

        Only what stands inside tags is touched: words are data.
        """
        if self.accent == ACCENT:
            return html
        return _TAG.sub(lambda tag: self.of_css(tag.group()), html)

    def logo_address(self) -> str:
        """Return the logo as a ``data:`` address; empty where there is none."""
        if self.logo is None:
            return ""
        media_type = mimetypes.types_map[self.logo.suffix]
        data = base64.b64encode(self.logo.read_bytes()).decode("ascii")
        return f"data:{media_type};base64,{data}"


PLAIN = Brand()
"""The package's own accent and no logo."""
