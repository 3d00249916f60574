"""What is refused before it takes the machine's memory or time: exports come from outside.

A few bytes can stand for gigabytes: packed zeros, a stray cell in the last corner of a sheet, lists within
lists. Each limit is a setting (``[limits]``), and each message names the file, the limit and what to do.
"""

from __future__ import annotations

from typing import IO, Protocol

from review_kit.errors import SourceError
from review_kit.project.limits import Limits

RATIO_FROM = 64 << 20
"""Bytes below which it does not matter how well a file was packed."""

_CHUNK = 1 << 20
_MB = 1 << 20


class _Packed(Protocol):
    def read(self, size: int, /) -> bytes: ...


class Unpacking:
    """Counts what one packed file becomes.

    Parameters
    ----------
    name
        Of the file, for messages.
    packed
        Its own bytes.
    limits
        Of the project.
    """

    def __init__(self, name: str, packed: int, limits: Limits) -> None:
        self._name = name
        self._packed = packed
        self._limits = limits
        self._unpacked = 0

    def copy(self, packed: _Packed, target: IO[bytes]) -> None:
        """Unpack a file into another.

        Raises
        ------
        SourceError
            All that came out so far is more than the limits allow.
        """
        while chunk := packed.read(_CHUNK):
            self.count(len(chunk))
            target.write(chunk)

    def count(self, size: int) -> None:
        """Count bytes that came out.

        Raises
        ------
        SourceError
            All that came out so far is more than the limits allow.
        """
        self._unpacked += size
        limits = self._limits
        if self._unpacked > limits.unpacked_mb * _MB:
            raise SourceError(
                f"{self._name}: unpacked, it is larger than {limits.unpacked_mb:,} MB",
                unexpected("unpacked_mb"),
            )
        if self._unpacked > max(RATIO_FROM, limits.unpacked_ratio * self._packed):
            raise SourceError(
                f"{self._name}: unpacked, it is more than {limits.unpacked_ratio:,} times as large as it "
                "is now, which no ordinary export is",
                unexpected("unpacked_ratio"),
            )


def refuse_columns(name: str, columns: int, limits: Limits) -> None:
    """Refuse a table that is wider than the limits allow.

    Raises
    ------
    SourceError
        It is.
    """
    if columns > limits.columns:
        raise too_many_columns(name, limits, columns)


def too_many_columns(name: str, limits: Limits, columns: int | None = None) -> SourceError:
    """What to tell of a table that is too wide; ``columns`` where they were all counted."""
    there = f"{columns:,}" if columns is not None else f"more than {limits.columns:,}"
    return SourceError(
        f"{name}: it has {there} columns; up to {limits.columns:,} are read",
        "Export only the columns that you need. Perhaps names of columns hold what should be in cells, or "
        "the wrong delimiter was used. " + raised("columns"),
    )


def too_deep(name: str, limits: Limits) -> SourceError:
    """What to tell of records whose lists and objects lie too deep within each other."""
    return SourceError(
        f"{name}: lists or objects are nested more than {limits.nesting} levels deep",
        "The file may be damaged: export it again. " + raised("nesting"),
    )


def raised(setting: str) -> str:
    """What to do where the file is as it should be."""
    return (
        f"If the file is right as it is, set a higher {setting} under [limits] in review_kit.toml."
    )


def unexpected(setting: str) -> str:
    """What to do about a file that becomes surprisingly large."""
    return (
        "Look whether this is the file that you exported; a file made to fill memory looks like this. "
        + raised(setting)
    )
