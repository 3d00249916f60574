"""Colleagues' first names in what people wrote about a rep: told with page and cell, and nothing else."""

import pandas as pd
import pytest

from review_kit.check import People
from review_kit.check.first_names import first_names_in, names_in

NAMES = {
    "R1": "Ana Ruiz",
    "R2": "Bo Lind",
    "R3": "Siobhán Kelly",
    "R4": "Keller, Jürgen",
    "R5": "Will Tran",
    "R6": "May Adams",
    "R7": "Mai Sok",
    "R8": "Cher",
    "R9": "Bo Adams",
}
PEOPLE = People(names=NAMES, managers={"R1": ("M1", "Mai Tran")}, leaders=("Mai Tran", "Noor Aziz"))


@pytest.fixture
def told(tmp_path):
    """Warnings about a page of R1's document, whose log says what the page says."""

    def warn(text, written=None):
        pd.DataFrame(
            {
                "rep_id": ["R2", "R1", "R1"],
                "entry_id": ["E1", "E2", "E3"],
                "progress_note": [
                    text,
                    "Asked for the budget",
                    text if written is None else written,
                ],
            }
        ).to_parquet(tmp_path / "sessions.parquet")
        return first_names_in([("page 3", text)], PEOPLE, tmp_path, "R1")

    return warn


def test_a_colleague_s_first_name_is_told_with_its_page_and_cell(told):
    assert told("Heard a call together with Siobhan, went well") == (
        "the first name of a colleague (Siobhán Kelly) is on page 3: coaching_log, entry_id E3, "
        "column progress_note",
    )


@pytest.mark.parametrize(
    "text",
    [
        "Ask Jürgen how he opens",
        "Jürgen's way of asking is the model",
        "Do it as Bo did it",
        "Better than Will, who closed",
        "Role-play with Siobhan. Then again",
        "Noor takes another approach",  # a manager of others
    ],
)
def test_a_first_name_is_found_as_people_write_it(told, text):
    assert len(told(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Will call the customer again",  # a word that begins a sentence
        "Best call in May so far",  # a month
        "Coached by Mai on Tuesday",  # the manager's name too
        "Ana opened the call well",  # the rep's own
        "Call with Bo Derek of Acme",  # somebody else's surname follows
        "the bo staff of the show",  # not a name
        "Cher sang in the lobby",  # a name of one word fails the check of names
        "Keller GmbH is the customer",  # a surname
    ],
)
def test_what_is_no_colleague_s_first_name_is_not_told(told, text):
    assert told(text) == ()


def test_a_name_that_nobody_wrote_into_the_log_is_the_page_s_own(told):
    assert told("Skill: Siobhan", written="Nothing of the kind there") == ()


def test_everybody_of_that_first_name_is_named(told):
    (sentence,) = told("Pair up with Bo next week")
    assert "(Bo Adams or Bo Lind)" in sentence


def test_names_are_given_as_often_as_they_stand():
    known = {"bo": frozenset({"Bo Lind"})}
    assert list(names_in("With Bo, then Bo again, and Bo Lind", known)) == ["bo", "bo", "bo"]
