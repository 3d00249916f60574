"""Why a row of an export is no record of the table, and which of these reasons are ordinary.

Rows left out are counted by reason. Footers and questions without an answer are what exports are
made of; other reasons may mean that records were lost, so they count in the gate.
"""

from __future__ import annotations

from collections.abc import Collection

from review_kit.sources.profiles.language import Profile
from review_kit.words import say

EMPTY = "empty row"
FOOTER = "footer row"
UNANSWERED = "question without an answer"
IN_WORDS = "answer in words"
DUPLICATE = "exact duplicate of another row"
REPEATED = "row that an earlier file has too"
NO_TABLE = "row of a sheet without this table"
HIDDEN = "row of a hidden sheet"
NOTE = "note below the table"
BANNER = "title between the rows"
TO_COME = "event after the day of the export"
BAND = "heading of the rows below"
UNTICKED = "box that is not ticked"
NOBODY = "nobody of the roster in it"

_WORDS = {
    EMPTY: "left-out-empty",
    FOOTER: "left-out-footer",
    UNANSWERED: "left-out-unanswered",
    IN_WORDS: "left-out-in-words",
    DUPLICATE: "left-out-duplicate",
    REPEATED: "left-out-repeated",
    NO_TABLE: "left-out-no-table",
    HIDDEN: "left-out-hidden",
    NOTE: "left-out-note",
    BANNER: "left-out-banner",
    TO_COME: "left-out-to-come",
    BAND: "left-out-band",
    UNTICKED: "left-out-unticked",
    NOBODY: "left-out-nobody",
}
"""Reason, as tables and files have it → message that says it to people."""

WITHOUT_CONTENT = frozenset({EMPTY, UNANSWERED, UNTICKED})
"""Reasons of rows in which nothing stands; the place of each need not be kept."""

_ORDINARY = frozenset(
    {
        EMPTY,
        FOOTER,
        UNANSWERED,
        REPEATED,
        NO_TABLE,
        HIDDEN,
        NOTE,
        BANNER,
        BAND,
        UNTICKED,
        NOBODY,
        TO_COME,
    }
)


def reason_in_words(reason: str) -> str:
    """Say why rows are left out; a profile gives its reasons in words of its own."""
    return say(_WORDS[reason]) if reason in _WORDS else reason


def doubtful(reasons: Collection[str], profile: Profile) -> frozenset[str]:
    """Return the reasons whose rows may be records that were lost.

    Those that a profile states under ``[[leave_out]]`` are meant to be left out.
    """
    stated = {rule.reason for rule in profile.leave_out}
    return frozenset(reason for reason in reasons if reason not in _ORDINARY | stated)
