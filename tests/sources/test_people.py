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
        "ana@acme.example",
        "ANA@ACME.EXAMPLE",
        "Ana Ruiz",
        "  ana   RUIZ ",
        "Ana R.",
    ]
    table = stage(workshop, roster, *((spelling, "Bo Chen") for spelling in spellings))
    # the six rows say the same once the person is known, so five are duplicates
    assert rows_of(table, "rep_id", "rated_by") == [("r1", "m1")]
    assert table.left_out == {"exact duplicate of another row": 5}


def test_a_text_that_the_profile_gives_as_it_is_is_known_to_be_nobodys(workshop, roster):
    staged = workshop.stage(
        {
            "exports/roster.csv": roster,
            "ratings.csv": ratings(("Ana Riuz", "Bo Chen")),
            "profiles/ratings.toml": PROFILE.replace('"r1" }', '"r1", "Ana Riuz" = "Ana Riuz" }'),
        },
        SETTINGS,
    )
    assert staged["skills_matrix"].of_nobody == {"rep_id": {"Ana Riuz"}}


def test_ids_are_compared_sign_by_sign(workshop, rows_of):
    # two users of Salesforce whose ids differ by case only, and one with the id as an address
    roster = (
        "rep_id,rep_name,manager_id,manager_name,team,hire_date\n"
        "0055g00000AbCdE,Ana Ruiz,m1,Bo Chen,North,2020-01-07\n"
        "zoe@acme.example,Zoë Åkesson,m1,Bo Chen,North,2020-01-07\n"
    )
    texts = ["0055g00000AbCdE", "0055g00000ABcDe", "Zoe@Acme.example"]
    table = stage(workshop, roster, *((text, "M1") for text in texts))
    assert rows_of(table, "rep_id", "rated_by") == [
        ("0055g00000AbCdE", "M1"),
        ("0055g00000ABcDe", "M1"),
        ("zoe@acme.example", "M1"),
    ]


def test_salesforce_ids_are_found_in_either_spelling_where_the_checksum_is_right(workshop, rows_of):
    roster = (
        "rep_id,rep_name,manager_id,manager_name,team,hire_date\n"
        "0055g00000AbCdE,Ana Ruiz,m1,Bo Chen,North,2020-01-07\n"
        "0055g00000ABcDeAAL,Zoë Åkesson,m1,Bo Chen,North,2020-01-07\n"
    )
    texts = ["0055g00000AbCdEAAV", "0055g00000ABcDe", "0055g00000AbCdEIAQ"]
    table = stage(workshop, roster, *((text, "m1") for text in texts))
    assert rows_of(table, "rep_id") == [
        ("0055g00000AbCdE",),
        ("0055g00000ABcDeAAL",),
        # the checksum is of another case: nobody
        ("0055g00000AbCdEIAQ",),
    ]


def test_ids_that_refer_to_another_table_are_found_in_either_spelling_too(workshop, rows_of):
    staged = workshop.stage(
        {
            "exports/opportunities.csv": "opportunity_id,rep_id\n0065g00000AbCdE,r1\n",
            "exports/stage_history.csv": (
                "opportunity_id,stage,entered_at\n"
                "0065g00000AbCdEAAV,Won,2026-01-05T10:00:00Z\n"
                "0065g00000AbCdEAAQ,Won,2026-01-06T10:00:00Z\n"
                "0065g00000AbCdE,New,2026-01-04T10:00:00Z\n"
            ),
        }
    )
    assert rows_of(staged["stage_history"], "opportunity_id") == [
        ("0065g00000AbCdE",),
        ("0065g00000AbCdEAAQ",),
        ("0065g00000AbCdE",),
    ]


def test_a_name_with_an_address_is_read_by_the_address(workshop, rows_of, roster):
    texts = [
        "Ana Ruiz <ANA@acme.example>",
        "Somebody Else <zoe@acme.example>",
        # Li Wei has no address on the roster, so the name may decide; Ana Ruiz has another one
        "Li Wei <li@acme.example>",
        "Ana Ruiz <ana.ruiz@acme.example>",
    ]
    table = stage(workshop, roster, *((text, "m1") for text in texts))
    assert rows_of(table, "rep_id") == [("r1",), ("r2",), ("r3",), (texts[3],)]


def test_signs_that_nobody_sees_count_for_nothing_in_names(workshop, rows_of, roster):
    texts = ["Ana\u200bRuiz", "Ana \u200eRuiz", "Ana\u00a0Ruiz"]
    table = stage(workshop, roster, *((text, f"m{at}") for at, text in enumerate(texts)))
    assert rows_of(table, "rep_id") == [("r1",)] * 3


def test_a_value_map_tells_ids_apart_by_case(workshop, rows_of, roster):
    profile = PROFILE.replace('"Ana R." = "r1"', '"0055g00000AbCdE" = "r1", "Z." = "r2"')
    staged = workshop.stage(
        {
            "exports/roster.csv": roster,
            "ratings.csv": ratings(
                ("0055g00000AbCdE", "m1"), ("0055g00000ABcDe", "m1"), ("z.", "m1")
            ),
            "profiles/ratings.toml": profile,
        },
        SETTINGS,
    )
    assert rows_of(staged["skills_matrix"], "rep_id") == [("r1",), ("0055g00000ABcDe",), ("r2",)]


def test_rows_are_left_out_by_id_only_where_the_id_is_the_same(workshop, rows_of, roster):
    rule = '[[leave_out]]\nreason = "test user"\nwhen = { Rep = ["0055g00000AbCdE", "TEST"] }\n'
    staged = workshop.stage(
        {
            "exports/roster.csv": roster,
            "ratings.csv": ratings(
                ("0055g00000AbCdE", "m1"), ("0055g00000ABcDe", "m1"), ("test", "m1")
            ),
            "profiles/ratings.toml": PROFILE + rule,
        },
        SETTINGS,
    )
    assert rows_of(staged["skills_matrix"], "rep_id") == [("0055g00000ABcDe",)]
    assert staged["skills_matrix"].left_out == {"test user": 2}


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
            "x.csv": (
                "Deal,Stage id,At\no1,S1,2026-01-05\no2,S2,2026-01-05\n"
                "o3,S9,2026-01-05\no4,s1,2026-01-05\n"
            ),
            "exports/stages-a.csv": "Label,Id\nNew,S1\n",
            "exports/stages-b.csv": "Stage,Label\nS2,Won\nS1,Later\n",
            "profiles/p.toml": LOOKUP,
        },
        '[sources.stage_history]\npath = "x.csv"\nprofile = "p"\n',
    )
    table = staged["stage_history"]
    # keys are ids: s1 is another one
    assert rows_of(table, "stage") == [("New",), ("Won",), ("S9",), ("s1",)]
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
        "exports/stages.csv: there is no column 'Label' to look up values with\nIt has: Id, Name."
    )


OWNERS = """
table = "quotas"
description = "Quotas by owner id"
same_names = true
[columns]
rep_id = { from = "Owner", lookup = "users", gives = ["Email"], match = "reps" }
[lookups.users]
path = "exports/users.csv"
key = ["Id", "Mail"]
"""


def quotas(workshop, roster, users: str, *owners: str):
    rows = "".join(f"{owner},2026-01-01,2026-03-31,5,EUR\n" for owner in owners)
    return workshop.stage(
        {
            "exports/roster.csv": roster,
            "exports/users.csv": users,
            "q.csv": "Owner,period_start,period_end,quota,currency\n" + rows,
            "profiles/q.toml": OWNERS,
        },
        '[sources.quotas]\npath = "q.csv"\nprofile = "q"\n',
    )["quotas"]


def test_users_are_looked_up_by_their_exact_id_in_either_spelling(workshop, rows_of, roster):
    users = "Id,Email\n0055g00000AbCdE,ana@acme.example\n0055g00000ABcDe,zoe@acme.example\n"
    table = quotas(workshop, roster, users, "0055g00000ABcDeAAL", "0055g00000AbCdE")
    assert rows_of(table, "rep_id") == [("r2",), ("r1",)]
    assert table.notices == ()


def test_an_id_that_is_nearly_in_a_lookup_is_told(workshop, rows_of, roster):
    users = "Id,Email\n0055g00000AbCdE,ana@acme.example\n"
    table = quotas(workshop, roster, users, "0055g00000AbCdEIAQ")
    assert rows_of(table, "rep_id") == [("0055g00000AbCdEIAQ",)]
    (notice,) = table.notices
    assert notice.sentence == (
        "ids are not in exports/users.csv, which has very similar ones: '0055g00000AbCdEIAQ' for "
        "'0055g00000AbCdE', of which one has 15 characters, the other 18, and 'IAQ' is not the "
        "checksum of the first 15 ('AAV' is) "
        "(1 row; in q.csv row 2, column 'Owner')"
    )


def test_addresses_are_looked_up_without_case(workshop, rows_of, roster):
    users = "Mail,Email\nAna@CRM.example,ana@acme.example\n"
    table = quotas(workshop, roster, users, "ana@crm.EXAMPLE")
    assert rows_of(table, "rep_id") == [("r1",)]
