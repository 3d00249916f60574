"""Colours on a screen: the palette of the figures by name, so that a reader's dark mode turns them."""

from __future__ import annotations

import re

LIGHT = {
    "ink": "#1b1f24",
    "soft": "#5f6670",
    "rule": "#c9cdd3",
    "pale": "#eef0f2",
    "accent": "#1c5d99",
    "paper": "#ffffff",
}
"""By day: the palette of figures and print, and the paper."""
DARK = {
    "ink": "#e6e8eb",
    "soft": "#a3abb5",
    "rule": "#454c56",
    "pale": "#272c33",
    "paper": "#14171b",
}
"""By night; the accent is made of the accent by day."""
LEGIBLE = 4.5
"""Least contrast of text, WCAG 2.2, 1.4.3."""

_OWN = re.compile(r"--\w+: $")


def variables(selector: str, accent: str = LIGHT["accent"]) -> str:
    """Return the rule that names the colours, by day and by night.

    Parameters
    ----------
    selector
        Whom the names are for.
    accent
        By day, ``#rrggbb``.
    """
    day = {**LIGHT, "accent": accent}
    night = {**DARK, "accent": on_dark(accent)}
    return (
        f"{selector} {{ color-scheme: light dark; {_declared(day)} }}\n"
        f"@media (prefers-color-scheme: dark) {{ {selector} {{ {_declared(night)} }} }}\n"
    )


def _declared(colours: dict[str, str]) -> str:
    return " ".join(f"--{name}: {colour};" for name, colour in colours.items())


def by_name(text: str, accent: str = LIGHT["accent"]) -> str:
    """Return a stylesheet, or attributes of drawings, with the palette's colours by their names.

    Declarations of the names themselves stay, and so do colours that are none of the palette.
    """
    names = {colour: name for name, colour in LIGHT.items()}
    names[accent.lower()] = "accent"

    def named(found: re.Match[str]) -> str:
        if _OWN.search(text, max(0, found.start() - 12), found.start()):
            return found[0]
        name = names.get(found[0].lower())
        return f"var(--{name})" if name else found[0]

    return re.sub(r"#[0-9a-fA-F]{6}\b", named, text)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2 defines it, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    channels = [value / 255 for value in _channels(colour)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _channels(colour: str) -> list[int]:
    return [int(colour[at : at + 2], 16) for at in (1, 3, 5)]


def on_dark(accent: str) -> str:
    """Return the accent, mixed with as little white as makes it legible on dark paper."""
    for percent in range(0, 101, 5):
        mixed = [round(c + (255 - c) * percent / 100) for c in _channels(accent)]
        colour = "#" + "".join(f"{c:02x}" for c in mixed)
        if contrast(colour, DARK["paper"]) >= LEGIBLE:
            break
    return colour
