"""Signs that nobody sees do not keep a column, an id or a name from being found."""

from __future__ import annotations

import pytest

from review_kit.sources.files.header import plain_name
from review_kit.sources.files.invisible import without_invisible

LEVELS = "rep_id,competency,level,rated_on,rated_by\n"


@pytest.mark.parametrize(
    "sign",
    ["\u200b", "\ufeff", "\u200e", "\u00ad", "\u2060", "\u200c"],
    ids=lambda s: f"{ord(s):x}",
)
def test_an_id_is_what_can_be_seen_of_it(workshop, rows_of, sign):
    rows = (
        f"{sign}007,A,3,2026-01-15,m1\n00{sign}7,B,3,2026-01-15,m1\n007{sign},C,3,2026-01-15,m1\n"
    )
    staged = workshop.stage({"exports/skills_matrix.csv": LEVELS + rows})
    assert rows_of(staged["skills_matrix"], "rep_id") == [("007",)] * 3


def test_blanks_of_every_width_count_for_nothing_at_the_ends(workshop, rows_of):
    row = "\u00a0007\u3000,\u2003Discovery\u2009,3,2026-01-15,m1\n"
    staged = workshop.stage({"exports/skills_matrix.csv": LEVELS + row})
    assert rows_of(staged["skills_matrix"], "rep_id", "competency") == [("007", "Discovery")]


def test_a_heading_is_found_and_shown_as_it_looks(workshop, rows_of):
    header = "\u200brep_id,compe\u00adtency,level\u00a0,rated_on,rated_by,no\u200ete\n"
    staged = workshop.stage({"exports/skills_matrix.csv": header + "007,A,3,2026-01-15,m1,x\n"})
    table = staged["skills_matrix"]
    assert rows_of(table, "rep_id", "competency", "level") == [("007", "A", "3")]
    assert table.other_columns == {"exports/skills_matrix.csv": ("note",)}


def test_inside_other_texts_such_signs_stay(workshop, rows_of):
    # the joiner is part of how the name is written
    row = "007,می‌خواهم,3,2026-01-15,m1\n"
    staged = workshop.stage({"exports/skills_matrix.csv": LEVELS + row})
    assert rows_of(staged["skills_matrix"], "competency") == [("می‌خواهم",)]


def test_names_are_compared_without_them_and_without_the_arrow_of_a_sorted_column():
    assert plain_name(" Opportunity\u00a0Owner  ↑") == plain_name("opportunity\u200b owner")
    assert without_invisible("\ufeff Rep\u200b ") == "Rep"
    assert plain_name("↑") == "↑"
