"""Paths and patterns of files in settings and profiles: what is none is said before any is looked for."""

from __future__ import annotations

LONGEST = 1_000
"""Signs of a path."""


def pattern_fault(pattern: str) -> str:
    """What is wrong with a path or shell pattern; empty where nothing is."""
    if not pattern.strip():
        return "the path is empty"
    if len(pattern) > LONGEST:
        return f"the path is longer than {LONGEST:,} characters"
    if any(ord(sign) < ord(" ") for sign in pattern):
        return "the path contains a control character"
    if any("**" in part and part != "**" for part in pattern.split("/")):
        return "'**' means any number of folders and must stand alone between slashes, as in exports/**/*.csv"
    return ""
