"""Other reps' names and identifiers: what is found in a rep's pages, and what is nobody's name."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review_kit.check import People
from review_kit.check.words import words_of

PEOPLE = People(
    names={
        "R1": "Ann Lee",
        "R2": "Joann Leeson",
        "R3": "Bo Lind",
        "R4": "José O'Brien-Ng",
        "R5": "An",
        "R6": "May",
        "R7": "Siobhan",
        "R8": "Ann Lee",
        "R9": "Mai Tran",
        "00231": "Mary Ann Lee",
        "12": "Li Na",
        "w-1": "李娜",
        "w-2": "李娜娜",
        "ko": "김민수",
        "ar": "ليلى حداد",
    },
    managers=dict.fromkeys(("R1", "R2", "R3", "00231", "w-2"), ("M1", "Mai Tran"))
    | {"R9": ("M2", "Noor Aziz"), "R4": ("R3", "Bo Lind")},
)


def named(text, rep_id="R1"):
    return [mention.rep_id for mention in PEOPLE.others_in(text, rep_id)]


@pytest.mark.parametrize(
    ("text", "rep_ids"),
    [
        ("Pair with Bo Lind on Friday", ["R3"]),
        ("Pair with\nBo\nLind's team", ["R3"]),
        ("see LIND, BO", ["R3"]),
        ("ask bo lind", ["R3"]),
        ("write to bo.lind@example.org or bo_lind", ["R3"]),
        ("Jose O’Brien Ng heard it", ["R4"]),
        ("Siobhan was there", ["R7"]),
        ("和李娜一起听", ["w-1"]),
        ("김민수에게 물어보기", ["ko"]),
        ("مع ليلى حداد", ["ar"]),
        ("calls of 00231 and R3, R4.", ["00231", "R3", "R4"]),
    ],
)
def test_a_name_or_identifier_of_another_rep_is_found(text, rep_ids):
    assert named(text) == rep_ids


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lee rose 17 points",  # her own name, and R8's
        "R1",
        "Joann Leesonson",
        "with Mai Tran",  # the manager of record, although a rep as well
        "An hour in May",  # words, not people
        "bo · Lind",  # not one name
        "12 sessions, R31, R3b, +12 pp, 2026",
        "siobhan",  # a name of one word counts as written
    ],
)
def test_what_is_nobody_elses_name_is_not(text):
    assert named(text) == []


def test_a_name_inside_the_reps_own_longer_name_is_the_reps():
    assert named("Mary Ann Lee", "00231") == []
    assert named("李娜娜", "w-2") == []


def test_a_longer_name_that_begins_like_the_reps_own_is_another():
    assert named("Mary Ann Lee", "R1") == ["00231"]


def test_a_manager_who_is_a_rep_may_stand_in_the_packets_of_their_reps_only():
    assert named("with Bo Lind, R3", "R4") == []
    assert named("with Bo Lind", "R9") == ["R3"]


def test_digits_of_a_fraction_are_nobodys_identifier():
    assert named("changed by −0.00231, or 0,00231 (0.00231)") == []
    assert named("calls 0,00231 R3") == ["R3"]
    assert named("of 10, 00231 and v0.00231") == ["00231"]


def test_a_number_counts_as_identifier_only_where_it_can_be_nothing_else():
    assert named("12 calls") == []
    assert named("call list of 00231") == ["00231"]
    assert named("00,231") == []


def test_a_thousand_reps_cost_little_more_than_ten():
    names = {f"Q{n}": f"First{n} Last{n}" for n in range(1000)}
    people = People(names, {})
    text = "Objection handling was 52 in the first month. " * 400
    people.others_in(text, "Q1")  # the index is made once
    started = time.process_time()
    assert people.others_in(f"{text} first7 last7", "Q1")[0].rep_id == "Q7"
    assert time.process_time() - started < 1.0


WORD = st.text(st.sampled_from("abcdefghàéøßÆЖдن李김가"), min_size=2, max_size=6)
NAME = st.lists(WORD, min_size=2, max_size=4).map(" ".join)


@given(NAME, NAME, st.sampled_from([" ", "\n", "  ", "-"]))
def test_whatever_the_names_the_others_is_found_and_ones_own_is_not(own, other, blank):
    people = People({"own": own, "other": other}, {"own": ("M1", "")})
    written = own.replace(" ", blank)
    assert people.others_in(f"For {written}; 69 of 75.", "own") == []
    both = people.others_in(f"{written}; {other.replace(' ', blank)}.", "own")
    # the same words in another order may be the same person
    same = sorted(folded(other)) == sorted(folded(own))
    assert same or [mention.rep_id for mention in both] == ["other"]


def folded(name):
    return [word.folded for word in words_of(name)]
