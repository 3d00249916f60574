"""The grains: whom a document can be about and a number be given for, each declared once.

The groups of the metrics, the ``<grain>_metrics`` tables, who may see which row, templates, the folders of a
run and what ``--only`` takes follow from here. A further grain is one more entry in ``GRAINS``, its name in
``Grain`` and ``Owner``, and its column in the contract of the roster.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

Grain = Literal["rep", "team", "manager", "org"]
Owner = Literal["rep", "team", "manager"]
"""A grain whose entities rows can belong to: every one but the organisation, which sees them all."""

ORG: Literal["org"] = "org"
"""The organisation, as ``grain``, ``scope`` and ``scope_id`` of the rows about everybody together."""


@dataclass(frozen=True)
class GrainDeclaration:
    """What is known about a grain.

    Parameters
    ----------
    column
        Column of the roster that names the entity of each rep, and the parameter of a notebook that says
        whom it is about; empty for the organisation.
    name_column
        Column of the roster with the name as printed.
    folder
        Folder of its documents in a run.
    a
        With its article: "a rep".
    sees
        Whose rows one of them sees, of those that its reps belong to.
    """

    column: str
    name_column: str
    folder: str
    a: str
    sees: tuple[Owner, ...] = ()


GRAINS: Mapping[Grain, GrainDeclaration] = MappingProxyType(
    {
        "rep": GrainDeclaration("rep_id", "rep_name", "reps", "a rep", ("rep",)),
        "team": GrainDeclaration("team", "team", "teams", "a team", ("rep", "team", "manager")),
        "manager": GrainDeclaration(
            "manager_id", "manager_name", "managers", "a manager", ("rep", "manager")
        ),
        "org": GrainDeclaration("", "", "org", "the organisation"),
    }
)
"""Every grain, in the order in which its groups are numbered and listed."""

OWNER_COLUMNS: Mapping[Owner, str] = MappingProxyType(
    {grain: declared.column for grain, declared in GRAINS.items() if grain != "org"}
)
"""Grain of an owner → column of the roster that names it."""
