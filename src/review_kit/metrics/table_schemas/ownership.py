"""Whose the rows of a table are: part of a table's declaration, from which access to it follows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from review_kit.grains import ORG, Owner

SHARED_SCOPES = (ORG, "criterion")
"""Scopes whose rows are about everybody together."""


@dataclass(frozen=True)
class Ownership:
    """Whose the rows of a table are.

    Parameters
    ----------
    column
        Column with the owner's identifier; empty where no row is anybody's in particular.
    owner
        What that identifier is; empty where the column ``scope`` says it row by row.
    shared
        Scopes whose rows are about everybody together, and open to teams and managers too.
    public
        Whether every row is open to everybody, reps included.
    """

    column: str = ""
    owner: Owner | Literal[""] = ""
    shared: tuple[str, ...] = ()
    public: bool = False

    @property
    def is_scoped(self) -> bool:
        """Whether each row names by ``scope`` what its owner is."""
        return bool(self.column) and not self.owner


OF_REPS = Ownership("rep_id", "rep")
OF_TEAMS = Ownership("team", "team")
SCOPED = Ownership("scope_id")
SCOPED_AND_SHARED = Ownership("scope_id", shared=SHARED_SCOPES)
OF_THE_ORGANISATION = Ownership()
PUBLIC = Ownership(public=True)
"""For tables that name nobody; no metric table is public."""
