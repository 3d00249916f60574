"""Greys behind the numbers of a heatmap: the further to go, the darker."""

from __future__ import annotations

LOWEST, HIGHEST = 1.0, 4.0
"""Ends of the skills matrix."""

_DARKEST, _WHITE = (0xB4, 0xBA, 0xC3), (0xFF, 0xFF, 0xFF)
"""Text in ink keeps 8 : 1 on the darkest, so every number stays legible in grey print."""


def shade(level: float) -> str:
    """Return the grey of a level from 1 (darkest) to 4 (white), in steps of a quarter of a level.

    Examples
    --------
    >>> shade(4)
    '#ffffff'
    >>> shade(1) == shade(1.1)
    True
    """
    inside = min(max(level, LOWEST), HIGHEST)
    share = round((inside - LOWEST) * 4) / 4 / (HIGHEST - LOWEST)
    mixed = (
        round(dark + (white - dark) * share) for dark, white in zip(_DARKEST, _WHITE, strict=True)
    )
    return "#" + "".join(f"{part:02x}" for part in mixed)
