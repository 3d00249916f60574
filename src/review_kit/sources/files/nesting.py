"""How deep lists and objects of a JSON text lie within each other, found without parsing it.

Parsers descend once for each level, and a few thousand brackets bring them down.
"""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np

from review_kit.project.limits import Limits
from review_kit.sources.files.limits import too_deep

_CHUNK = 1 << 22
_SIGNS = b'[]{}"'
_OTHERS = bytes(byte for byte in range(256) if byte not in _SIGNS)
_TEXT = re.compile(rb'"[^"]*"')
_STEPS = np.zeros(256, dtype=np.int64)
_STEPS[list(b"[{")] = 1
_STEPS[list(b"]}")] = -1


def refuse_deep(path: Path, name: str, limits: Limits) -> None:
    """Refuse a JSON file that is nested deeper than the limits allow; it need not be valid.

    Raises
    ------
    SourceError
        It is.
    """
    depth = 0
    is_text = False
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            # a backslash and the sign after it belong together
            while chunk.endswith(b"\\") and (more := file.read(1)):
                chunk += more
            signs = _signs_of(chunk, is_text=is_text)
            signs = _TEXT.sub(b"", signs)
            before, quote, _ = signs.partition(b'"')
            is_text = bool(quote)
            levels = depth + np.cumsum(_STEPS[np.frombuffer(before, dtype=np.uint8)])
            if len(levels):
                if levels.max() > limits.nesting:
                    raise too_deep(name, limits)
                depth = int(levels[-1])


def _signs_of(chunk: bytes, *, is_text: bool) -> bytes:
    """Brackets and quotes of a part of the file, those that are escaped within texts left out."""
    if b"\\" in chunk:
        chunk = chunk.replace(b"\\\\", b"").replace(b'\\"', b"")
    return (b'"' if is_text else b"") + chunk.translate(None, _OTHERS)
