"""What a filled sheet says, as rows; and what of it cannot be taken."""

from dataclasses import replace
from datetime import date

import pytest
from filled_sheets import IDENTITY

from review_kit.collecting.entries import entries_of

TODAY = date(2025, 4, 30)


def read(sheet, **options):
    return entries_of(sheet, today=TODAY, **options)


def problems(sheet):
    return [str(problem) for problem in read(sheet).problems]


def test_a_filled_sheet_is_a_session_a_goal_and_the_own_ratings(sheet):
    entries = read(sheet({"self.DISC%2E1.hard": "Too many questions"}))
    assert entries.problems == ()
    assert entries.rows == {
        "coaching_log": (
            {
                "entry_id": "sheet-2025-03-31-90d-r1",
                "session_id": "sheet-2025-03-31-90d-r1",
                "rep_id": "r1",
                "manager_id": "m1",
                "session_date": "2025-04-08",
                "criterion_id": "OBJ",
                "commitment": "Ask one question back before I answer a price objection, on five "
                "calls",
                "commitment_due": "2025-04-22",
                "commitment_check": "We listen to two of the calls",
                "commitment_status": "open",
                "progress_note": "Four of five calls",
                "shared_with_rep_on": "2025-04-08",
            },
        ),
        "goals": (
            {
                "goal_id": "sheet-2025-03-31-90d-r1",
                "rep_id": "r1",
                "criterion_id": "OBJ",
                "metric": "current_score",
                "baseline": "58.2",
                "target": "70",
                "set_on": "2025-04-08",
                "due_on": "2025-04-22",
                "status": "open",
            },
        ),
        # a skill that was rated and not agreed on is no session on it
        "self_assessments": (
            {
                "rep_id": "r1",
                "criterion_id": "OBJ",
                "assessed_on": "2025-04-08",
                "rating": "65",
                "went_well": "I let silence work",
                "was_hard": "",
            },
            {
                "rep_id": "r1",
                "criterion_id": "DISC.1",
                "assessed_on": "2025-04-08",
                "rating": "",
                "went_well": "",
                "was_hard": "Too many questions",
            },
        ),
    }
    assert entries.last_outcome == "done"


@pytest.mark.parametrize("text", ["65", "65 %", "65%", "65/100", "65,0", "65.0"])
def test_a_score_is_read_as_people_write_it(sheet, text):
    assert read(sheet({"self.OBJ.score": text})).rows["self_assessments"][0]["rating"] == "65"


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (
            {"talk.date": ""},
            "talk.date: is empty. Fill in the day of the talk, such as 12 October 2026.",
        ),
        (
            {"talk.date": "2 May 2025", "commitment.by_when": "9 May 2025"},
            "talk.date: '2 May 2025' is in the future. Enter the day of the talk.",
        ),
        (
            {"talk.date": "8 April 2024", "commitment.by_when": "22 April 2025"},
            "talk.date: '8 April 2024' is before the review day, 2025-03-31. Enter the day of "
            "the talk; check the year.",
        ),
        (
            {"commitment.by_when": "8 April 2025"},
            "commitment.by_when: '8 April 2025' is not after the talk, 2025-04-08. Enter the day "
            "by which it will be done.",
        ),
        (
            {"self.OBJ.score": "101"},
            "self.OBJ.score: '101' is not a score from 0 to 100. Enter a number, such as 65.",
        ),
        (
            {"commitment.what": ""},
            "commitment.what: is empty. Enter what the rep will do, or clear the rest of part 4.",
        ),
        (
            {"commitment.skill": ""},
            "commitment.target: '70' is a goal, but the skill is missing. Choose the skill and "
            "the due "
            "date, or clear this field.",
        ),
        (
            {"commitment.skill": "Yoga", "commitment.target": ""},
            "commitment.skill: 'Yoga' is not a skill on this sheet. Choose one of Objection "
            "handling, "
            "Discovery, Closing.",
        ),
    ],
)
def test_a_field_that_cannot_be_taken_is_named_with_what_to_do(sheet, values, said):
    assert problems(sheet(values)) == [said]
    assert read(sheet(values)).rows == {}


def test_programs_save_the_name_of_a_skill_or_its_id(sheet):
    (entry,) = read(sheet({"commitment.skill": "Closing"})).rows["coaching_log"]
    assert entry["criterion_id"] == "CLO"


def test_a_skill_without_a_score_has_a_commitment_and_no_goal(sheet):
    entries = read(sheet({"commitment.skill": "DISC.1"}))
    assert entries.rows["goals"] == ()
    assert entries.rows["coaching_log"][0]["criterion_id"] == "DISC.1"
    assert entries.remarks == (
        "no goal was entered: Discovery had no starting score; the commitment was entered",
    )


def test_what_is_not_signed_is_not_shared(sheet):
    entries = read(sheet({"signed.rep": ""}))
    assert entries.rows["coaching_log"][0]["shared_with_rep_on"] == ""
    assert entries.remarks == ("Ana Ruiz has not signed",)


def test_a_talk_without_a_commitment_is_a_session_all_the_same(sheet):
    part_four = ("skill", "what", "by_when", "how", "target")
    entries = read(sheet({f"commitment.{part}": "" for part in part_four}))
    assert entries.rows["coaching_log"][0]["commitment_status"] == ""
    assert entries.remarks == ("no new commitment was entered",)


def test_an_unfilled_sheet_is_told(sheet):
    empty = replace(sheet({}), values={})
    assert problems(empty) == [
        "nothing is filled in. If you wrote on paper, type it into the form; if the talk is "
        "still to come, fill in the form then."
    ]
    assert problems(replace(empty, drawn_over=True)) == [
        "its fields are empty: the text was written over the page, not into the fields. Copy the "
        "text into the fields; a PDF program that fills in forms shows where they are."
    ]


def test_content_is_what_is_written_whatever_file_it_stands_in(sheet):
    one, other = read(sheet({})), read(replace(sheet({}), sha256="cd34"))
    assert one.content == other.content
    assert read(sheet({"commitment.target": "71"})).content != one.content
    assert read(sheet({}, replace(IDENTITY, rep_id="r2"))).content != one.content
