"""``[retention]`` and ``[pseudonyms]`` of ``review_kit.toml``: how long data is kept, how it is shared."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from review_kit.project.section import Section

KeptDays = Annotated[int, Field(ge=1, le=36600)]


class Retention(Section):
    """How many days what is about people is kept; ``review-kit purge`` removes what is older."""

    exports: KeptDays | None = None
    """Export files in the project, by the day they were written; with the corrections of their rows."""
    snapshots: KeptDays | None = None
    """Snapshots, by the day they were made."""
    runs: KeptDays | None = None
    """Runs with all their documents, by the day they were made."""
    deliveries: KeptDays | None = None
    """Released revisions, drafts, and whom the ledger's tokens stand for, by the day of the last delivery."""


class Pseudonyms(Section):
    """Copies of runs for analysts or support."""

    shift_dates: bool = False
    """Whether ``review-kit pseudonymise`` moves all days by one secret number of weeks."""
