"""Files of a project that nothing may touch, by their bytes."""

from __future__ import annotations

import hashlib
from pathlib import Path

KEPT = ("reports", "notebooks")
"""Folders of what is delivered, and of what it is made from."""


def digests(root: Path) -> dict[str, str]:
    """Digest of every file in these folders, by its path in the project."""
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for folder in KEPT
        for path in sorted((root / folder).rglob("*"))
        if path.is_file()
    }
