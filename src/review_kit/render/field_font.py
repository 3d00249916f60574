"""The font of a form's fields: the theme's typeface with the letters of Western languages, small.

A field's font is used by the reader's program for what is typed, so it needs every letter that may come.
The whole typeface would be 250 kB in each file. Programs know one kind of font for fields well: a simple
one in the encoding of Windows-1252, whose glyphs have the names of the standard (ISO 32000-1, 9.6.6 and D.2).
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from review_kit.render.export import THEME

FIRST, LAST = 32, 255
"""Codes that the font has widths for."""
_EM = 1000
_NAMES = {
    0xA0: "space",
    0xAD: "hyphen",
    0xB2: "twosuperior",
    0xB3: "threesuperior",
    0xB9: "onesuperior",
}
"""Names that the Adobe glyph list gives to other characters first."""


@dataclass(frozen=True)
class FieldFont:
    """A simple font; lengths in thousandths of its size."""

    outlines: bytes
    """In the Compact Font Format."""
    widths: tuple[int, ...]
    """Of the codes from ``FIRST`` to ``LAST``."""
    box: tuple[int, int, int, int]
    ascent: int
    descent: int
    cap_height: int


@cache
def western_font() -> FieldFont:
    """Make the font of the fields from the theme's typeface."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.t2CharStringPen import T2CharStringPen
    from fontTools.pens.transformPen import TransformPen
    from fontTools.ttLib import TTFont

    source = TTFont(THEME / "fonts" / "Inter-Regular.otf")
    glyphs, cmap = source.getGlyphSet(), source.getBestCmap()
    scale = _EM / source["head"].unitsPerEm
    drawn_as = {".notdef": ".notdef"} | {
        name: cmap[character] for name, character in _characters().items() if character in cmap
    }
    outlines, widths = {}, {}
    for name, glyph in drawn_as.items():
        widths[name] = round(glyphs[glyph].width * scale)
        pen = T2CharStringPen(widths[name], glyphs)
        glyphs[glyph].draw(TransformPen(pen, (scale, 0, 0, scale, 0, 0)))
        outlines[name] = pen.getCharString()
    builder = FontBuilder(_EM, isTTF=False)
    builder.setupGlyphOrder(list(drawn_as))
    builder.setupCFF("Inter-Fields", {"FullName": "Inter Fields"}, outlines, {})
    written = io.BytesIO()
    builder.font["CFF "].cff.compile(written, builder.font)
    head, metrics = source["head"], source["OS/2"]
    return FieldFont(
        outlines=written.getvalue(),
        widths=tuple(
            widths.get(_name_of(code), widths[".notdef"]) for code in range(FIRST, LAST + 1)
        ),
        box=(
            round(head.xMin * scale),
            round(head.yMin * scale),
            round(head.xMax * scale),
            round(head.yMax * scale),
        ),
        ascent=round(metrics.sTypoAscender * scale),
        descent=round(metrics.sTypoDescender * scale),
        cap_height=round(metrics.sCapHeight * scale),
    )


def embedded_font(pdf: Pdf) -> Object:
    """Put the font into a PDF, with all of its letters."""
    shown = western_font()
    descriptor = pdf.make_indirect(
        Dictionary(
            Type=Name.FontDescriptor,
            FontName=Name("/RKFORM+Inter"),
            Flags=32,
            FontBBox=Array(list(shown.box)),
            ItalicAngle=0,
            Ascent=shown.ascent,
            Descent=shown.descent,
            CapHeight=shown.cap_height,
            StemV=80,
            FontFile3=Stream(pdf, shown.outlines, Subtype=Name.Type1C),
        )
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type1,
            BaseFont=Name("/RKFORM+Inter"),
            FirstChar=FIRST,
            LastChar=LAST,
            Widths=Array(list(shown.widths)),
            Encoding=Name.WinAnsiEncoding,
            FontDescriptor=descriptor,
        )
    )


def _characters() -> Mapping[str, int]:
    """Name of each glyph of the encoding → its character."""
    named: dict[str, int] = {}
    for code in range(FIRST, LAST + 1):
        name = _name_of(code)
        if name != ".notdef":
            named.setdefault(name, ord(bytes([code]).decode("cp1252")))
    return named


def _name_of(code: int) -> str:
    from fontTools.agl import UV2AGL

    try:
        character = ord(bytes([code]).decode("cp1252"))
    except UnicodeDecodeError:
        return ".notdef"
    return _NAMES.get(character) or UV2AGL.get(character, ".notdef")
