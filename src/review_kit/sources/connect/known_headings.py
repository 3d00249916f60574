"""Every heading by which a canonical column is known: of shipped profiles, and of people's own files."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from review_kit.project import canonical_model
from review_kit.sources.columns.near_names import known_names
from review_kit.sources.files.header import plain_name

_NAMES = Path(__file__).with_name("names.toml")


@cache
def headings_of(table: str, columns: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """Canonical column → headings that mean it, the surest first."""
    of_profiles = known_names(table, columns)
    of_people = _by_people().get(table, {})
    return {
        column: tuple(
            dict.fromkeys(
                (*of_profiles[column], column.replace("_", " "), *of_people.get(column, ()))
            )
        )
        for column in columns
    }


@cache
def all_known_names() -> frozenset[str]:
    """Every known heading of any table, in plain spelling."""
    names = {
        plain_name(heading)
        for table in canonical_model().tables.values()
        for headings in headings_of(table.name, table.column_names).values()
        for heading in headings
    }
    parts = {"first name", "last name", "given name", "surname", "family name", "forename"}
    return frozenset(names | parts)


@cache
def _by_people() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    read = tomllib.loads(_NAMES.read_text(encoding="utf-8"))
    return {
        table: {column: tuple(names) for column, names in columns.items()}
        for table, columns in read.items()
    }
