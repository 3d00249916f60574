"""Columns of a project's own contracts: their names and types, before anything is read.

What else a contract says is for :mod:`review_kit.contracts`, which also tells what is wrong with one;
a file that cannot be read here has no columns here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from review_kit.project.config import CANONICAL_TABLES


@dataclass(frozen=True)
class OwnColumn:
    """A column that a contract of the project names."""

    name: str
    logical_type: str


def own_columns(root: Path) -> Mapping[str, tuple[OwnColumn, ...]]:
    """Return the columns of each table that the project in ``root`` has a contract of its own for."""
    found = {}
    for table in CANONICAL_TABLES:
        path = root / "data_contracts" / f"{table}.yaml"
        if path.is_file():
            status = path.stat()
            found[table] = _columns(path, table, status.st_mtime_ns, status.st_size)
    return found


@lru_cache(maxsize=64)
def _columns(path: Path, table: str, _changed: int, _size: int) -> tuple[OwnColumn, ...]:
    import yaml

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        document = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
        properties = [
            each
            for schema in document["schema"]
            if schema["name"] == table
            for each in schema["properties"]
        ]
        return tuple(OwnColumn(str(each["name"]), str(each["logicalType"])) for each in properties)
    except (yaml.YAMLError, UnicodeDecodeError, LookupError, TypeError):
        return ()
