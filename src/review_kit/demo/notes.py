"""What managers write for the packet, in their own words."""

from __future__ import annotations

from collections.abc import Mapping

from review_kit.demo.people import Kind, Rep
from review_kit.demo.settings import DemoSettings
from review_kit.demo.streams import chance, pick, stream
from review_kit.demo.texts import text_bank

Row = dict[str, str | None]

NOTE_SHARE = 0.45
"""Share of reps whose manager writes something."""
_SAID_TO: Mapping[Kind, str] = {"stuck": "stuck", "just_hired": "new"}
"""Kinds of reps whom nothing usual is said to."""


def note_for_packet(rep: Rep, settings: DemoSettings) -> list[Row]:
    """Return what the manager of record wrote about the quarter, on its last day or the morning after."""
    rng = stream(settings.seed, "review_notes", rep.rep_id)
    writes, next_morning = chance(rng, NOTE_SHARE), chance(rng, 0.6)
    note = pick(rng, text_bank().review_notes[_SAID_TO.get(rep.kind, "usual")])
    if not writes:
        return []
    day = settings.exported_on if next_morning else settings.as_of
    return [
        {
            "rep_id": rep.rep_id,
            "written_on": day.isoformat(),
            "note": note,
            "author": rep.person.manager_name,
        }
    ]
