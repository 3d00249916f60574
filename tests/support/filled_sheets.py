"""A filled conversation sheet, for the tests of what becomes of one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from review_kit.collecting.filled_sheet import FilledSheet
from review_kit.documents.sheet.fields import SheetIdentity, SheetSkill

AS_OF, NEXT = date(2025, 3, 31), date(2025, 6, 30)

IDENTITY = SheetIdentity(
    rep_id="r1",
    rep_name="Ana Ruiz",
    manager_id="m1",
    manager_name="Bo Chen",
    run_id="2025-03-31-90d",
    as_of=AS_OF,
    skills=(
        SheetSkill("OBJ", "Objection handling", 58.24),
        SheetSkill("DISC.1", "Discovery", None),
        SheetSkill("CLO", "Closing", 71.0, rated=False),
    ),
    last_entry="L-9",
)

FILLED = {
    "talk.date": "8 April 2025",
    "self.OBJ.score": "65",
    "self.OBJ.well": "I let silence work",
    "last.outcome": "done",
    "last.notes": "Four of five calls",
    "commitment.skill": "OBJ",
    "commitment.what": "Ask one question back before I answer a price objection, on five calls",
    "commitment.by_when": "22 April 2025",
    "commitment.how": "We listen to two of the calls",
    "commitment.target": "70",
    "signed.rep": "A. Ruiz",
    "signed.manager": "B. Chen",
}


def written(values: Mapping[str, str], identity: SheetIdentity = IDENTITY) -> FilledSheet:
    """A sheet as it is read; an empty text empties a field of :data:`FILLED`."""
    kept = {name: text for name, text in {**FILLED, **values}.items() if text}
    return FilledSheet(Path("sheets/ana.pdf"), "ab12", identity, kept)
