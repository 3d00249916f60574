"""Notes of the metric tables in the language of the document."""

import pandas as pd
import pytest

from review_kit.documents.parts.notes import PREFIX, said_note
from review_kit.metrics import METRICS
from review_kit.metrics.deals import NO_VELOCITY
from review_kit.metrics.outcomes import MIXED_UNITS
from review_kit.metrics.quotas import NO_QUOTA, OVERLAPPING
from review_kit.words import speaking, words_in

VALUES = {"n": "3", "of": "1,204", "days": "90", "joined": "14 July", "left": "3 August"}
VALUES |= {"day": "9 September", "how": "joined 14 July"}


@pytest.mark.parametrize(
    "name", [name for name in words_in("en").entries if name.startswith(PREFIX)]
)
def test_every_note_is_recognised_and_said_in_german(name):
    english, german = words_in("en"), words_in("de")
    note = english.say(name, **VALUES)
    in_german = VALUES | {"joined": "14. Juli", "left": "3. August", "how": "dabei seit 14. Juli"}
    in_german |= {"day": "9. September", "of": "1.204"}
    with speaking("de"):
        assert said_note(note) == german.say(name, **in_german)
    assert said_note(note) == note


def test_notes_that_stand_together_are_said_one_by_one():
    with speaking("de"):
        said = said_note(
            "quota of 60 of 90 days: joined 2 August; 1 of 8 won deals without an amount"
        )
    assert said == (
        "Quote für 60 von 90 Tagen: dabei seit 2. August; 1 von 8 gewonnenen Geschäften ohne Betrag"
    )


@pytest.mark.parametrize(
    "note",
    [
        *(NO_VELOCITY, MIXED_UNITS, NO_QUOTA, OVERLAPPING),
        *sorted({f"too few {metric.counts} (4)" for metric in METRICS.values() if metric.counts}),
        "not reached by 2026-09-30",
    ],
)
def test_what_the_metrics_write_is_recognised(note):
    with speaking("de"):
        assert said_note(note) != note


def test_every_note_on_a_result_of_a_rep_is_recognised(run):
    notes = run.table("rep_metrics").query("note.notna()")
    lagging = [name for name, metric in METRICS.items() if metric.kind == "lagging"]
    found = set(notes.loc[notes["metric"].isin(lagging) & (notes["unit"] != "rank"), "note"])
    found |= set(pd.Series(run.table("what_if")["quota_note"]).dropna())
    assert found
    with speaking("de"):
        assert {note for note in found if said_note(note) == note} == set()


def test_what_nobody_knows_stays_as_it_is():
    with speaking("de"):
        assert said_note("imported by hand") == "imported by hand"
