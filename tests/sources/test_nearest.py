"""Whom a text may mean that matches nobody: suggested, never taken."""

import pytest

from review_kit.sources.matching.suggestions import Known, nearest, suggestion, visible

PEOPLE = [
    Known("r1", "Ana Ruiz"),
    Known("r2", "Zoë Åkesson"),
    Known("m1", "Jörg Weiß"),
    Known("0107", "Bo Chen"),
    Known("0055g00000AbCdE", "Li Wei"),
]


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("RUIZ, Ana", "r1"),
        ("Ruiz Ana", "r1"),
        ("Ana Ruiz (inactive)", "r1"),
        ("@Ana Ruiz", "r1"),
        ("A. Ruiz", "r1"),
        ("Ana R.", "r1"),
        ("Ana", "r1"),
        ("ana.ruiz@other.example", "r1"),
        ("Ana Riuz", "r1"),
        ("Zoe Akesson", "r2"),
        ("Joerg Weiss", "m1"),
        ("Jorg Weiss", "m1"),
        ("R1", "r1"),
        ("107", "0107"),
        ("107.0", "0107"),
        ("0055g00000ABcDe", "0055g00000AbCdE"),
        ("0055g00000AbCdEIAQ", "0055g00000AbCdE"),
    ],
)
def test_names_as_people_type_them_are_near(text, near):
    assert nearest(text, PEOPLE)[0].identifier == near


@pytest.mark.parametrize("text", ["Nobody At All", "r9", "0108", "99999", "", "✅"])
def test_somebody_else_is_near_to_nobody(text):
    assert nearest(text, PEOPLE) == ()


def test_two_people_who_could_both_be_meant_are_both_named():
    twins = [Known("r1", "Ana Ruiz"), Known("r2", "Alan Ruiz"), Known("r3", "Bo Ruiz")]
    assert suggestion("A. Ruiz", twins) == "near: Ana Ruiz, r1 or Alan Ruiz, r2"


def test_a_name_that_begins_alike_comes_before_one_that_has_the_word():
    criteria = [
        Known("a", "Price objection"),
        Known("b", "Competitor objection"),
        Known("c", "Objection handling"),
    ]
    assert nearest("Objections", criteria)[0].identifier == "c"


def test_it_is_said_why_two_ids_are_not_the_same():
    assert suggestion("0055g00000ABcDe", PEOPLE) == (
        "near: Li Wei, 0055g00000AbCdE; they differ in upper and lower case, which matters in "
        "Salesforce ids"
    )
    assert suggestion("0055g00000AbCdEIAQ", PEOPLE).endswith(
        "one has 15 characters, the other 18, and 'IAQ' is not the checksum of the first 15 "
        "('AAV' is)"
    )


def test_signs_that_nobody_sees_are_shown():
    assert visible("Ana\u200bRuiz \u00a0é\n") == "Ana⟨U+200B⟩Ruiz ⟨U+00A0⟩é⟨U+000A⟩"


@pytest.mark.parametrize("text", ["771;772", "Ana Ruiz; Bo Chen", "Ana Ruiz\nBo Chen"])
def test_several_in_one_cell_are_told_as_such(text):
    assert suggestion(text, PEOPLE) == "several in one cell"
    assert suggestion("Ana Ruiz;", PEOPLE) == "near: Ana Ruiz, r1"
