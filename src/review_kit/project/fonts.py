"""An organisation's own type: font files of the project, looked at before any work starts."""

from __future__ import annotations

import io
import logging
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from review_kit.errors import ConfigurationError

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

LARGEST_FONT = 20_000_000
"""Bytes; a type with Chinese signs has 16 million."""

_NO_EMBEDDING, _WITH_EMBEDDING = 0x0002, 0x000C
"""Bits of OS/2.fsType: restricted licence; preview and print, and editable embedding."""

WEIGHTS = (400, 600)
"""Weights that documents are set in."""

ON_SCREEN = (
    *(range(0x20, 0x530), range(0x1E00, 0x2000)),
    *(range(0x2000, 0x2070), range(0x20A0, 0x20D0), range(0x2150, 0x2300)),
)
"""Signs of the type that a page carries: Latin, Greek and Cyrillic, punctuation, currencies, arrows."""


@dataclass(frozen=True)
class Font:
    """One face of a type."""

    family: str
    weight: int
    italic: bool
    content: bytes
    """OpenType or TrueType."""


def check_fonts(root: Path, names: tuple[str, ...]) -> None:
    """Look whether the files of the type that documents are set in can be used.

    Raises
    ------
    ConfigurationError
        A file is not there, too large, no font, of another family than the first, or its licence forbids
        that documents carry it.
    """
    families = list(dict.fromkeys(_family(_open(root, name)) for name in names))
    if len(families) > 1:
        raise ConfigurationError(
            f"theme.fonts: these files are of several types: {', '.join(families)}",
            "Give the files of one type: regular and semibold or bold, and italic if you like.",
        )


def read_fonts(root: Path, names: tuple[str, ...]) -> tuple[Font, ...]:
    """Read the files of the type that documents are set in.

    A variable font gives one face for each of :data:`WEIGHTS`.

    Raises
    ------
    ConfigurationError
        As of :func:`check_fonts`.
    """
    check_fonts(root, names)
    return tuple(font for name in names for font in _faces(_open(root, name)))


def _open(root: Path, name: str) -> TTFont:
    # fontTools is loaded for projects with a type of their own
    from fontTools.ttLib import TTFont

    def fault(problem: str) -> ConfigurationError:
        return ConfigurationError(
            f"theme.fonts: {problem}", "Give .otf, .ttf or .woff2 files in the project."
        )

    path = root / name
    try:
        if not path.is_file():
            raise fault(f"there is no file '{name}' in the project")
        if (size := path.stat().st_size) > LARGEST_FONT:
            raise fault(f"'{name}' has {size / 1e6:,.0f} MB; the limit is 20 MB")
        content = path.read_bytes()
    except OSError as error:
        raise fault(f"'{name}' cannot be read: {error.strerror}") from error
    try:
        font = TTFont(io.BytesIO(content), recalcTimestamp=False)
        rights = font["OS/2"].fsType
        named = _family(font)
    except Exception as error:  # a damaged font fails in whichever table it is damaged
        raise fault(f"'{name}' is no font that can be read ({error})") from error
    if rights & _NO_EMBEDDING and not rights & _WITH_EMBEDDING:
        raise fault(f"the licence of '{name}' says that no document may carry it (OS/2.fsType)")
    if not named:
        raise fault(f"'{name}' does not say the name of its type")
    return font


def _family(font: TTFont) -> str:
    return str(font["name"].getBestFamilyName() or "")


def _faces(font: TTFont) -> list[Font]:
    """Cut a variable font to the weights that are used; any other is a face as it is."""
    if "fvar" not in font:
        return [_face(font)]
    from fontTools.varLib import instancer

    axes = {axis.axisTag for axis in font["fvar"].axes}
    if "wght" not in axes:
        return [_face(instancer.instantiateVariableFont(font, dict.fromkeys(axes)))]
    cuts = []
    for weight in WEIGHTS:
        place = {**dict.fromkeys(axes), "wght": weight}
        cut = _face(instancer.instantiateVariableFont(font, place))
        cuts.append(replace(cut, weight=weight))
    return cuts


def _face(font: TTFont) -> Font:
    written = io.BytesIO()
    font.flavor = None
    font.save(written)
    style = font["OS/2"]
    return Font(
        _family(font), int(style.usWeightClass), bool(style.fsSelection & 1), written.getvalue()
    )


def for_screen(font: Font) -> bytes:
    """Return the face as WOFF2 with the signs of :data:`ON_SCREEN` only: every page carries it."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    # of tables that tools leave in a font and no page needs
    logging.getLogger("fontTools.subset").setLevel(logging.ERROR)
    options = subset.Options(flavor="woff2", layout_features=["*"], notdef_outline=True)
    face = TTFont(io.BytesIO(font.content), recalcTimestamp=False)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=[sign for signs in ON_SCREEN for sign in signs])
    cutter.subset(face)
    written = io.BytesIO()
    face.flavor = "woff2"
    face.save(written)
    return written.getvalue()
