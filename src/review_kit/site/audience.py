"""Whom sites are for, and how one is named on a command line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from review_kit.delivery.people import Person
from review_kit.documents.parts.entity_data import Row
from review_kit.errors import ConfigurationError, UnknownNameError
from review_kit.grains import GRAINS, ORG, Grain
from review_kit.planning.folder_names import folder_names

Kind = Literal["org", "team", "manager", "enablement"]
ENABLEMENT: Literal["enablement"] = "enablement"
GROUPS: dict[str, tuple[Kind, ...]] = {
    "leaders": (ORG, "team"),
    "managers": ("manager",),
    ENABLEMENT: (ENABLEMENT,),
}
"""Audience as it is asked for → kinds of readers."""


@dataclass(frozen=True)
class Audience:
    """The readers of one site: leaders of the organisation or of a team, a manager, or the enablement team.

    Parameters
    ----------
    identifier
        Of the team or manager; empty for the others.
    name
        As printed; empty for the organisation and the enablement team.
    folder
        Of the site, relative to where sites are written.
    """

    kind: Kind
    identifier: str
    name: str
    folder: str

    @property
    def grain(self) -> Grain:
        """As whom the readers see rows; the enablement team runs the batch and sees everybody's totals."""
        return ORG if self.kind == ENABLEMENT else self.kind

    @property
    def recipient(self) -> Person | None:
        """As whom the readers get documents; the enablement team gets those for everybody alone."""
        return None if self.kind == ENABLEMENT else Person(self.kind, self.identifier)

    def __str__(self) -> str:
        return f"{self.kind}:{self.identifier}" if self.identifier else self.kind


def audiences_of(reps: Sequence[Row]) -> list[Audience]:
    """List everybody who has a site, from the reps of the newest run: leaders first, enablement last.

    Parameters
    ----------
    reps
        Rows of ``reps``: ``team``, ``manager_id``, ``manager_name``.
    """
    teams = {row["team"]: row["team"] for row in reps if row["team"]}
    managers = {row["manager_id"]: row["manager_name"] for row in reps if row["manager_id"]}
    return [
        Audience(ORG, "", "", "leaders"),
        *_each("team", teams),
        *_each("manager", managers),
        Audience(ENABLEMENT, "", "", ENABLEMENT),
    ]


def _each(kind: Literal["team", "manager"], names: dict[str, str]) -> Iterable[Audience]:
    folders = folder_names(names)
    for identifier in sorted(names, key=lambda one: (names[one] or one, one)):
        folder = f"{GRAINS[kind].folder}/{folders[identifier]}"
        yield Audience(kind, identifier, names[identifier] or identifier, folder)


def chosen(asked: Sequence[str], there: Sequence[Audience]) -> list[Audience]:
    """Choose the audiences that somebody asked for; all of them where nothing was asked for.

    Parameters
    ----------
    asked
        ``leaders``, ``managers``, ``enablement``, ``org``, ``team:NAME`` or ``manager:ID``.

    Raises
    ------
    ConfigurationError
        An audience has no such form.
    UnknownNameError
        The newest run has no such team or manager.
    """
    wanted = {audience for text in asked for audience in _named(text, there)}
    return [one for one in there if not asked or one in wanted]


def _named(text: str, there: Sequence[Audience]) -> list[Audience]:
    kinds = GROUPS.get(text, (ORG,) if text == ORG else ())
    if kinds:
        return [one for one in there if one.kind in kinds]
    kind, colon, identifier = text.partition(":")
    if not colon or kind not in ("team", "manager"):
        raise ConfigurationError(
            f"--audience {text}: must be leaders, managers, enablement, org, team:NAME or manager:ID",
            "For example: --audience managers",
        )
    known = {one.identifier: one for one in there if one.kind == kind}
    if identifier not in known:
        raise UnknownNameError(
            f"--audience {text}: the newest run has no such {kind}",
            identifier,
            known,
            f"It has {', '.join(known)}.",
        )
    return [known[identifier]]
