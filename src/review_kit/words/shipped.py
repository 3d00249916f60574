"""The catalogues of the package: a folder for each language beside this module."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

FOLDER = Path(__file__).parent
SUFFIX = ".ftl"


@cache
def shipped_files() -> Mapping[str, str]:
    """Text of every shipped file by its path: ``de/packet.ftl``."""
    paths = sorted(FOLDER.glob(f"*/*{SUFFIX}"))
    return MappingProxyType(
        {path.relative_to(FOLDER).as_posix(): path.read_text(encoding="utf-8") for path in paths}
    )


def shipped_tags() -> tuple[str, ...]:
    """Languages and variants that have a folder here."""
    return tuple(dict.fromkeys(path.partition("/")[0] for path in shipped_files()))
