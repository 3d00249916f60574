"""People and criteria are found by id, e-mail or name, and never guessed."""

import pytest

from review_kit.errors import SourceError

PROFILE = """
table = "skills_matrix"
description = "Ratings by name"
[columns]
rep_id = { from = ["Rep"], match = "reps", values = { "Ana R." = "r1" } }
competency = "Skill"
level = "Level"
rated_on = "Day"
rated_by = { from = "Coach", match = "managers" }
"""
SETTINGS = '[sources.skills_matrix]\npath = "ratings.csv"\nprofile = "ratings"\n'


def ratings(*people: tuple[str, str]) -> str:
    lines = [f'"{rep}",Discovery,3,2026-01-15,"{coach}"\n' for rep, coach in people]
    return "Rep,Skill,Level,Day,Coach\n" + "".join(lines)


def stage(workshop, roster, *people):
    return workshop.stage(
        {
            "exports/roster.csv": roster,
            "ratings.csv": ratings(*people),
            "profiles/ratings.toml": PROFILE,
        },
        SETTINGS,
    )["skills_matrix"]


def test_ids_addresses_and_names_find_the_same_person(workshop, rows_of, roster):
    spellings = [
        "r1",
        "R1",
        "ana@acme.example",
        "ANA@ACME.EXAMPLE",
        "Ana Ruiz",
        "  ana   RUIZ ",
        "Ana R.",
    ]
    table = stage(workshop, roster, *((spelling, "Bo Chen") for spelling in spellings))
    # the seven rows say the same once the person is known, so six are duplicates
    assert rows_of(table, "rep_id", "rated_by") == [("r1", "m1")]
    assert table.left_out == {"exact duplicate of another row": 6}


def test_letters_with_marks_are_letters_of_their_own(workshop, rows_of, roster):
    table = stage(workshop, roster, ("ZOË ÅKESSON", "maya patel"), ("Zoe Akesson", "Nobody"))
    assert rows_of(table, "rep_id", "rated_by") == [("r2", "m2"), ("Zoe Akesson", "Nobody")]


def test_a_name_of_two_people_is_refused_with_both_ids(workshop, roster):
    twins = roster + "r9,ana ruiz,m2,Maya Patel,South,2023-01-09,ana.ruiz@acme.example\n"
    with pytest.raises(SourceError) as caught:
        stage(workshop, twins, ("r2", "m1"), ("Ana Ruiz", "m1"))
    assert caught.value.message == (
        "ratings.csv, column 'Rep', row 3: 'Ana Ruiz' is the name of several people: r1 and r9"
    )


def test_an_address_tells_two_people_of_one_name_apart(workshop, rows_of, roster):
    twins = roster + "r9,Ana Ruiz,m2,Maya Patel,South,2023-01-09,ana.ruiz@acme.example\n"
    table = stage(workshop, twins, ("ana.ruiz@acme.example", "m1"), ("ana@acme.example", "m1"))
    assert rows_of(table, "rep_id") == [("r9",), ("r1",)]


def test_a_name_shared_by_two_people_hurts_only_where_it_is_used(workshop, rows_of, roster):
    twins = roster + "r9,Ana Ruiz,m2,Maya Patel,South,2023-01-09,\n"
    assert rows_of(stage(workshop, twins, ("Li Wei", "m1")), "rep_id") == [("r3",)]


def test_an_id_that_is_somebody_elses_name_is_an_id(workshop, rows_of):
    roster = (
        "rep_id,rep_name,manager_id,manager_name,team,hire_date\n"
        "Li Wei,Ana Ruiz,m1,Bo,N,2020-01-07\nr3,Li Wei,m1,Bo,N,2020-01-07\n"
    )
    assert rows_of(stage(workshop, roster, ("Li Wei", "m1")), "rep_id") == [("Li Wei",)]


def test_without_a_roster_names_stay_as_they_are(workshop, rows_of):
    staged = workshop.stage(
        {"ratings.csv": ratings(("Ana Ruiz", "Bo")), "profiles/ratings.toml": PROFILE}, SETTINGS
    )
    assert rows_of(staged["skills_matrix"], "rep_id") == [("Ana Ruiz",)]


def test_the_order_of_rows_is_that_of_the_export(workshop, rows_of, roster):
    people = [(("r1", "r2", "r3", "x")[at % 4], "m1") for at in range(3000)]
    lines = "".join(
        f"{rep},Discovery,{at},2026-01-15,{coach}\n" for at, (rep, coach) in enumerate(people)
    )
    staged = workshop.stage(
        {
            "exports/roster.csv": roster,
            "ratings.csv": "Rep,Skill,Level,Day,Coach\n" + lines,
            "profiles/ratings.toml": PROFILE,
        },
        SETTINGS,
    )
    assert rows_of(staged["skills_matrix"], "level", "_row") == [
        (str(at), at + 2) for at in range(3000)
    ]


LOOKUP = """
table = "stage_history"
description = "Stages with user ids"
[columns]
opportunity_id = "Deal"
stage = { from = "Stage id", lookup = "stages", gives = ["Label"] }
entered_at = "At"
[lookups.stages]
path = "exports/stages*.csv"
key = ["Id", "Stage"]
"""


def test_a_lookup_translates_values_and_leaves_unknown_ones(workshop, rows_of):
    staged = workshop.stage(
        {
            "x.csv": "Deal,Stage id,At\no1,S1,2026-01-05\no2,s2,2026-01-05\no3,S9,2026-01-05\n",
            "exports/stages-a.csv": "Label,Id\nNew,S1\n",
            "exports/stages-b.csv": "Stage,Label\nS2,Won\nS1,Later\n",
            "profiles/p.toml": LOOKUP,
        },
        '[sources.stage_history]\npath = "x.csv"\nprofile = "p"\n',
    )
    table = staged["stage_history"]
    assert rows_of(table, "stage") == [("New",), ("Won",), ("S9",)]
    assert [file.name for file in table.inputs] == [
        "x.csv",
        "exports/stages-a.csv",
        "exports/stages-b.csv",
    ]


def test_a_lookup_without_its_columns_is_refused(workshop):
    with pytest.raises(SourceError) as caught:
        workshop.stage(
            {
                "x.csv": "Deal,Stage id,At\no1,S1,2026-01-05\n",
                "exports/stages.csv": "Id,Name\nS1,New\n",
                "profiles/p.toml": LOOKUP,
            },
            '[sources.stage_history]\npath = "x.csv"\nprofile = "p"\n',
        )
    assert str(caught.value) == (
        "exports/stages.csv: no column 'Label' to look values up with\nIt has: Id, Name."
    )
