"""What the mapping of a file takes from the project: its settings, and the people and criteria it knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from review_kit.sources.matching.directories import Directory, Group
from review_kit.sources.matching.lookup_table import LookupTable
from review_kit.sources.profiles.keys import DateOrder, DecimalMark

Lookups = Mapping[str, LookupTable]
"""Lookup → what it translates."""


@dataclass(frozen=True)
class MappingContext:
    """What the mapping of a file takes from the project rather than from the profile or the file."""

    currency: str
    time_zone: str
    date_order: DateOrder | None
    """As ``review_kit.toml`` says for this table."""
    decimal: DecimalMark | None
    """As ``review_kit.toml`` says for this table."""
    directories: Mapping[Group, Directory | None]
    lookups: Lookups
    references: Mapping[str, Directory] = field(default_factory=dict)
    """Columns without ``match`` whose ids have more than one spelling or version, and what they mean."""
    criteria: Directory | None = None
    """The rubric, where it was read before."""
    managers: Mapping[str, str] = field(default_factory=dict)
    """``rep_id`` → the rep's manager on the roster."""
