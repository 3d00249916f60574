"""The organisation's face on a document: accent colour, logo, type and rules of its own.

Stylesheets and figures are written in the package's own accent, ``figures/palette.py``. The renderer
puts the organisation's in its place at the end, so that neither notebooks nor figures need to know.
"""

from __future__ import annotations

import base64
import mimetypes
import re
from dataclasses import dataclass, replace
from pathlib import Path

from review_kit.figures.palette import ACCENT, FONT

_DECLARED = re.compile(rf"((?:fill|stroke|color|--accent)(?:=[\"']|:\s*)){ACCENT}\b", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]+>")
_TYPE_IN_LIST = re.compile(rf"(['\"]?)\b{FONT}\1(?=\s*,)")
_TYPE_OF_DRAWING = re.compile(rf"(font(?:-family)?(?:=\"|:)[^;\"]*?)('?)\b{FONT}\2(?=[,;\"])")


@dataclass(frozen=True)
class Face:
    """One face of the organisation's type, as files."""

    family: str
    weight: int
    italic: bool
    paper: Path
    """OpenType or TrueType."""
    screen: Path
    """WOFF2 with the signs that a page carries."""


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
    faces
        The type that text is set in, before the shipped one; all of one family.
    print_styles, screen_styles
        Stylesheets that lie over the shipped ones.
    """

    organisation: str = ""
    accent: str = ACCENT
    logo: Path | None = None
    faces: tuple[Face, ...] = ()
    print_styles: Path | None = None
    screen_styles: Path | None = None

    @property
    def files(self) -> tuple[Path, ...]:
        """Every file of the brand; each is named after its content."""
        single = (self.logo, self.print_styles, self.screen_styles)
        of_type = (path for face in self.faces for path in (face.paper, face.screen))
        return (*(path for path in single if path is not None), *of_type)

    def lying_in(self, folder: Path) -> Brand:
        """Return the brand with its files in another folder."""

        def there(path: Path | None) -> Path | None:
            return None if path is None else folder / path.name

        return replace(
            self,
            logo=there(self.logo),
            print_styles=there(self.print_styles),
            screen_styles=there(self.screen_styles),
            faces=tuple(
                replace(face, paper=folder / face.paper.name, screen=folder / face.screen.name)
                for face in self.faces
            ),
        )

    def of_css(self, css: str) -> str:
        """Return a stylesheet in the accent colour and the organisation's type."""
        if self.accent != ACCENT:
            css = _DECLARED.sub(rf"\g<1>{self.accent}", css)
        if self.faces:
            css = _TYPE_IN_LIST.sub(f"{self._family()}, '{FONT}'", css)
        return css

    def of_html(self, html: str) -> str:
        """Return a page whose drawings and styled elements are in the accent colour and the type.

        Only what stands inside tags is touched: words are data.
        """
        if self.accent == ACCENT and not self.faces:
            return html
        return _TAG.sub(lambda tag: self._of_tag(tag.group()), html)

    def _of_tag(self, tag: str) -> str:
        if self.accent != ACCENT:
            tag = _DECLARED.sub(rf"\g<1>{self.accent}", tag)
        if self.faces:
            tag = _TYPE_OF_DRAWING.sub(rf"\g<1>{self._family()}, '{FONT}'", tag)
        return tag

    def _family(self) -> str:
        # what would end a string of CSS or an attribute does not belong into a name
        return "'" + re.sub(r"[^\w .&+-]", "", self.faces[0].family) + "'"

    def faces_on_paper(self, address: str) -> str:
        """Return the type as ``@font-face`` rules whose files lie under ``address``."""
        return "".join(
            self._rule(face, f"url('{address}{face.paper.name}')") for face in self.faces
        )

    def faces_on_screen(self) -> str:
        """Return the type as ``@font-face`` rules that need no other file."""
        rules = []
        for face in self.faces:
            data = base64.b64encode(face.screen.read_bytes()).decode("ascii")
            rules.append(self._rule(face, f"url(data:font/woff2;base64,{data}) format('woff2')"))
        return "".join(rules)

    def _rule(self, face: Face, source: str) -> str:
        style = "italic" if face.italic else "normal"
        return (
            f"@font-face {{ font-family: {self._family()}; font-weight: {face.weight}; "
            f"font-style: {style}; font-display: swap; src: {source}; }}\n"
        )

    def logo_address(self) -> str:
        """Return the logo as a ``data:`` address; empty where there is none."""
        if self.logo is None:
            return ""
        media_type = mimetypes.types_map[self.logo.suffix]
        data = base64.b64encode(self.logo.read_bytes()).decode("ascii")
        return f"data:{media_type};base64,{data}"


PLAIN = Brand()
"""The package's own accent and no logo."""
