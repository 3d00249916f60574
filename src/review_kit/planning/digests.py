"""Digests of what is the same for many documents: templates, settings, the package itself."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import review_kit

PACKAGE = Path(review_kit.__file__).parent
PRINTS = (
    "access",
    "check",
    "control_characters",
    "documents",
    "figures",
    "grains",
    "metrics",
    "number_format",
    "render",
    "screen",
    "words",
)
"""Parts of the package that documents look different with; of the metrics, documents print thresholds."""
SHOWN = 16
"""Hexadecimal digits of a digest that stands in a record or in the footer of a page."""


def digest_json(value: Any) -> str:
    """Digest plain values; the order of keys does not matter."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:SHOWN]


@cache
def code_digest(*parts: str) -> str:
    """Digest the package's version and every file of some of its parts: code, styles, fonts.

    A part that is not there is an error: its changes would go unnoticed.

    In a checkout code changes without a change of version, and what an analyst changes must show.
    """
    digest = hashlib.sha256(review_kit.__version__.encode())
    for part in parts:
        module = PACKAGE / f"{part}.py"
        paths = [module] if module.is_file() else sorted((PACKAGE / part).rglob("*"))
        if not paths:
            raise FileNotFoundError(f"review_kit has no package '{part}'")
        for path in paths:
            if path.is_file() and not _is_by_the_way(path):
                digest.update(path.relative_to(PACKAGE).as_posix().encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:SHOWN]


def _is_by_the_way(path: Path) -> bool:
    """What interpreters and editors leave beside the code."""
    return "__pycache__" in path.parts or path.name.startswith(".")


def template_digest(notebook: Mapping[str, Any]) -> str:
    """Digest what of a notebook decides its documents: cells and declaration, never old outputs.

    Parameters
    ----------
    notebook
        The notebook's JSON.
    """
    return digest_json(
        {
            "cells": [
                {
                    "type": cell["cell_type"],
                    "source": "".join(cell["source"]),
                    "tags": cell.get("metadata", {}).get("tags", []),
                }
                for cell in notebook["cells"]
            ],
            "review_kit": notebook.get("metadata", {}).get("review_kit"),
        }
    )
