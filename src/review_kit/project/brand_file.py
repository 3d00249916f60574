"""``_brand.yml``, Quarto's brand file: where there is one, documents have its colour, logo and type.

The file's grammar is that of https://posit-dev.github.io/brand-yml/. Read are ``color.primary``, ``logo`` and
the fonts of ``typography.base``; the rest is Quarto's alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from review_kit.errors import ConfigurationError

BRAND_NAME = "_brand.yml"

_HEX = re.compile(r"#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})")
_SIZES = ("medium", "small", "large")
"""Of a logo, in the order in which they suit a page."""


@dataclass(frozen=True)
class BrandFile:
    """What the brand file says of a document; ``None`` and empty where it says nothing."""

    accent: str | None = None
    """Colour, ``#rrggbb``."""
    logo: str | None = None
    """Path of a picture, relative to the project."""
    fonts: tuple[str, ...] = ()
    """Paths of the files of the type that text is set in, relative to the project."""


def read_brand_file(root: Path) -> BrandFile | None:
    """Read the brand file of the project in ``root``; ``None`` where it has none.

    Raises
    ------
    ConfigurationError
        It is not YAML, names a colour or picture that it does not define, or text is set in a type that
        would be fetched from another host.
    """
    path = root / BRAND_NAME
    if not path.is_file():
        return None
    import yaml  # most projects have no such file

    from review_kit.project.bounded_yaml import BoundedShortLoader

    try:
        raw = yaml.load(path.read_text(encoding="utf-8"), Loader=BoundedShortLoader)
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path} cannot be read: {error}") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = "" if mark is None else f", line {mark.line + 1}, column {mark.column + 1}"
        raise ConfigurationError(
            f"{path}{where}: this is not YAML ({getattr(error, 'problem', error)})",
            "Mend the line; https://posit-dev.github.io/brand-yml/ shows the file's form.",
        ) from None
    if raw is None:
        return BrandFile()
    if not isinstance(raw, Mapping):
        raise ConfigurationError(f"{path}: the file must hold keys such as 'color:' and 'logo:'")
    return BrandFile(
        _accent(path, _section(path, raw, "color")),
        _logo(path, raw.get("logo")),
        _fonts(path, _section(path, raw, "typography")),
    )


def _section(path: Path, raw: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    section = raw.get(name)
    if section is None:
        return {}
    if not isinstance(section, Mapping):
        raise ConfigurationError(f"{path}: '{name}:' must hold keys of its own")
    return section


def _accent(path: Path, color: Mapping[str, Any]) -> str | None:
    palette = color.get("palette")
    palette = palette if isinstance(palette, Mapping) else {}
    value = color.get("primary", palette.get("primary"))
    asked = value
    for _ in range(len(palette) + 1):
        if value is None or (isinstance(value, str) and _HEX.fullmatch(value)):
            break
        value = palette.get(value) if isinstance(value, str) else None
    if asked is None:
        return None
    if value is None or not _HEX.fullmatch(value):
        raise ConfigurationError(
            f"{path}: color.primary: '{asked}' is neither a colour such as '#1c5d99' nor a name under "
            "color.palette",
            "Give it as '#rrggbb', in quotes: # begins a comment otherwise.",
        )
    digits = value[1:]
    return "#" + "".join(d * 2 for d in digits) if len(digits) == 3 else value


def _logo(path: Path, raw: Any) -> str | None:
    if isinstance(raw, Mapping):
        images = raw.get("images")
        images = images if isinstance(images, Mapping) else {}
        found = next((raw[size] for size in _SIZES if raw.get(size) is not None), None)
        if isinstance(found, Mapping) and "path" not in found:
            found = found.get("light", found.get("dark"))
        found = images.get(found, found) if isinstance(found, str) else found
        raw = found.get("path") if isinstance(found, Mapping) else found
    if raw is None:
        return None
    if not isinstance(raw, str):
        raise ConfigurationError(
            f"{path}: logo: no path of a picture is found here",
            "Give 'logo:' with 'medium: path/of/logo.svg' below it.",
        )
    return raw.removeprefix("/")


def _fonts(path: Path, typography: Mapping[str, Any]) -> tuple[str, ...]:
    base = typography.get("base")
    family = base.get("family") if isinstance(base, Mapping) else base
    if family is None:
        return ()
    declared = typography.get("fonts")
    declared = declared if isinstance(declared, Sequence) and not isinstance(declared, str) else ()
    files: list[str] = []
    for font in declared:
        if not isinstance(font, Mapping) or font.get("family") != family:
            continue
        source = font.get("source", "google")
        if source != "file":
            raise ConfigurationError(
                f"{path}: typography.fonts: '{family}' would be fetched from another host "
                f"(source: {source}), and documents fetch nothing",
                "Put its files into the project and say 'source: file' with 'files:'.",
            )
        listed = font.get("files")
        for entry in listed if isinstance(listed, Sequence) else ():
            name = entry.get("path") if isinstance(entry, Mapping) else entry
            if isinstance(name, str):
                files.append(name.removeprefix("/"))
    if not files:
        raise ConfigurationError(
            f"{path}: typography.base: no files of the type '{family}' are given",
            f"Put its files into the project and list them under typography.fonts, family '{family}', "
            "source: file.",
        )
    return tuple(files)
