"""Labels of changes in figures: signed, with a real minus."""

from __future__ import annotations

from review_kit.figures.palette import MINUS


def signed_label(delta: float) -> str:
    """Write a change for an axis or a mark: ``+17``, ``−3``, ``0``."""
    rounded = round(delta)
    if rounded == 0:
        return "0"
    return f"{'+' if rounded > 0 else MINUS}{abs(rounded)}"
