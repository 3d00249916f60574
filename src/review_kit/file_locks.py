"""Locks on files as the operating system keeps them; where it has none, the message says what to do."""

from __future__ import annotations

from review_kit.errors import ReviewKitError
from review_kit.windows import ON_WINDOWS, USE_WSL

try:
    import fcntl
except ModuleNotFoundError as error:
    raise ReviewKitError(ON_WINDOWS, USE_WSL) from error

__all__ = ["fcntl"]
