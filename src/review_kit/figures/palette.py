"""Colours and type of every figure: one accent and greys, legible without colour.

The print and screen stylesheets (``render/theme``) name the same values; a test holds them together.
An organisation's own accent takes the place of ``ACCENT`` when a document is rendered: drawings carry it
as ``fill`` or ``stroke``, never mixed into another colour (``render/brand.py``).
"""

from __future__ import annotations

INK = "#1b1f24"
"""Text, and marks that carry the finding."""
SOFT = "#5f6670"
"""Annotations, axes, comparisons: 5.8 : 1 against white, so legible in small print."""
RULE = "#c9cdd3"
"""Hairlines and interval bars behind other marks."""
PALE = "#eef0f2"
"""Tracks and bands."""
ACCENT = "#1c5d99"
"""What changed. Prints as a dark grey, so that shape and weight carry it too."""

FONT = "Inter"
