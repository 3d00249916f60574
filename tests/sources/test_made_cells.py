"""Cells made of several columns, of a part of one, and of texts that say more than one thing."""

from __future__ import annotations

import pytest

from review_kit.errors import SourceError

GOALS = "Goal;Who;Metric;From;To;Set;Due;Status"


def goals(workshop, rows, columns, more="", head=GOALS):
    profile = (
        'table = "goals"\ndescription = "Goals"\n' + more + "[columns]\n" + "".join(
            f"{name} = {how}\n"
            for name, how in {
                "goal_id": '"Goal"', "rep_id": '"Who"', "metric": '"Metric"', "baseline": '"From"',
                "target": '"To"', "set_on": '"Set"', "due_on": '"Due"', "status": '"Status"',
                **columns,
            }.items()
        )
    )  # fmt: skip
    text = "\n".join((head, *rows)) + "\n"
    staged = workshop.stage(
        {"g.csv": text, "profiles/mine.toml": profile},
        '[sources.goals]\npath = "g.csv"\nprofile = "mine"\n',
    )
    return staged["goals"]


def test_first_and_last_name_are_joined(workshop, rows_of):
    profile = (
        'table = "roster"\ndescription = "HR"\n[columns]\n'
        'rep_id = "ID"\nrep_name = { from = "Name", join = ["First name", ["Surname", "Last name"]] }\n'
        'manager_id = "M"\nmanager_name = "Boss"\nteam = "Team"\nhire_date = "Hired"\n'
    )
    text = (
        "ID,First name,Last name,M,Boss,Team,Hired\n"
        "r1,Ana,Ruiz,m1,Bo Chen,North,2020-01-07\nr2,Zoë,,m1,Bo Chen,North,2021-05-03\n"
    )
    staged = workshop.stage(
        {"hr.csv": text, "profiles/hr.toml": profile},
        '[sources.roster]\npath = "hr.csv"\nprofile = "hr"\n',
    )
    assert rows_of(staged["roster"], "rep_id", "rep_name") == [("r1", "Ana Ruiz"), ("r2", "Zoë")]
    assert staged["roster"].other_columns == {}


def test_in_each_row_the_first_filled_column_counts(workshop, rows_of):
    rows = ["g1;;w;1;2;2026-01-01;2026-02-01;open", "g2;r2;;3;4;2026-01-01;2026-02-01;open"]
    table = goals(workshop, rows, {"metric": '{ from = ["Metric", "Who"], first_filled = true }'})
    assert rows_of(table, "metric") == [("w",), ("r2",)]


def test_ids_take_the_case_that_is_declared(workshop, rows_of):
    rows = ["G-1a;R1;m;1;2;2026-01-01;2026-02-01;open"]
    table = goals(
        workshop,
        rows,
        {
            "rep_id": '{ from = "Who", case = "lower" }',
            "goal_id": '{ from = "Goal", case = "upper" }',
        },
    )
    assert rows_of(table, "goal_id", "rep_id") == [("G-1A", "r1")]


@pytest.mark.parametrize(("take", "rep"), [("first", "Ana Ruiz"), ("last", "Zoë Åkesson")])
def test_of_two_owners_a_rule_takes_one(workshop, rows_of, take, rep):
    rows = ["g1;Ana Ruiz / Zoë Åkesson;m;1;2;2026-01-01;2026-02-01;open"]
    table = goals(workshop, rows, {"rep_id": f'{{ from = "Who", split = "/", take = "{take}" }}'})
    assert rows_of(table, "rep_id", "_row") == [(rep, 2)]


def test_of_several_names_those_of_the_roster_count(workshop, rows_of, roster):
    workshop.write({"exports/roster.csv": roster})
    rows = [
        "g1;Bo Chen, zoe@acme.example;m;1;2;2026-01-01;2026-02-01;open",
        "g2;Sam Hill;m;1;2;2026-01-01;2026-02-01;open",
    ]
    how = '{ from = "Who", split = ",", take = "known", match = "reps" }'
    table = goals(workshop, rows, {"rep_id": how})
    assert rows_of(table, "goal_id", "rep_id") == [("g1", "r2")]
    assert table.left_out == {"nobody of the roster in it": 1}


SCORES = "Call;Rep;Date;Skill;Answer"
ANSWERS = [
    ("4 - Good", "4", "5"), ("4/5", "4", "5"), ("3 of 4", "3", "4"), ("Good (3)", "3", "5"),
    ("7 out of 10 – solid", "7", "10"), ("58%", "58", "100"), ("2", "2", "5"), ("Yes", "1", "1"),
    ("pass", "1", "1"), ("No", "0", "1"), ("4.5 (very good)", "4.5", "5"), ("4. Good", "4", "5"),
]  # fmt: skip


def test_answers_say_their_number_and_what_it_is_of(workshop, rows_of):
    profile = (
        'table = "qa_scores"\ndescription = "QA"\n[columns]\n'
        'evaluation_id = "Call"\ncall_id = "Call"\nrep_id = "Rep"\ncall_at = "Date"\n'
        'criterion_id = "Skill"\nevaluator = { constant = "human" }\n'
        'score = { from = "Answer", part = "number", values = { Yes = 1, No = 0, Pass = 1, Fail = 0 } }\n'
        'max_score = { from = "Answer", part = "maximum", default = 5, '
        "values = { Yes = 1, No = 1, Pass = 1, Fail = 1 } }\n"
    )
    rows = [f"c{at};r1;2026-04-01;{at};{text}" for at, (text, _, _) in enumerate(ANSWERS)]
    staged = workshop.stage(
        {"q.csv": "\n".join((SCORES, *rows)) + "\n", "profiles/mine.toml": profile},
        '[sources.qa_scores]\npath = "q.csv"\nprofile = "mine"\n',
    )
    assert rows_of(staged["qa_scores"], "score", "max_score") == [
        (number, top) for _, number, top in ANSWERS
    ]


def test_the_maximum_stands_beside_a_question_or_in_its_heading(workshop, rows_of, criteria):
    profile = (
        'table = "qa_scores"\ndescription = "QA"\n[columns]\n'
        'evaluation_id = "Call"\ncall_id = "Call"\nrep_id = "Rep"\ncall_at = "Date"\n'
        'criterion_id = { from = "@column", match = "criteria" }\nscore = "@value"\n'
        'max_score = "@maximum"\nevaluator = { constant = "human" }\n'
        '[unpivot]\nmaximum = "* max"\n'
    )
    text = (
        "Call,Rep,Date,Objection handling,Objection handling max,Discovery (of 10)\n"
        "c1,r1,2026-04-01,3,4,7\nc2,r1,2026-04-02,2,5,\n"
    )
    staged = workshop.stage(
        {"q.csv": text, "exports/criteria.csv": criteria, "profiles/mine.toml": profile},
        '[sources.qa_scores]\npath = "q.csv"\nprofile = "mine"\n',
    )
    assert rows_of(staged["qa_scores"], "call_id", "criterion_id", "score", "max_score") == [
        ("c1", "OBJ", "3", "4"), ("c1", "DISC", "7", "10"), ("c2", "OBJ", "2", "5"),
    ]  # fmt: skip


def test_minutes_lie_between_two_clocks(workshop, rows_of):
    profile = (
        'table = "scheduled_sessions"\ndescription = "Calendar"\nsame_names = true\n[columns]\n'
        'minutes = { from = "Start", until = "End" }\n'
    )
    text = (
        "session_id,rep_id,manager_id,scheduled_date,status,Start,End\n"
        "s1,r1,m1,2026-04-01,held,9:45:00 AM,10:15:00 AM\ns2,r1,m1,2026-04-02,held,23:45,00:30\n"
        "s3,r1,m1,2026-04-03,held,9:00,\n"
    )
    staged = workshop.stage(
        {"c.csv": text, "profiles/mine.toml": profile},
        '[sources.scheduled_sessions]\npath = "c.csv"\nprofile = "mine"\n',
    )
    assert rows_of(staged["scheduled_sessions"], "minutes") == [("30",), ("45",), (None,)]


QUOTAS = (
    'table = "quotas"\ndescription = "Quotas"\n[columns]\nrep_id = "Rep"\nquota = "@value"\n'
    'period_start = { from = "@column", period = "start" }\n'
    'period_end = { from = "@column", period = "end" }\ncurrency = { constant = "@currency" }\n'
    '[unpivot]\ncolumns = ["@periods"]\n'
)


def quotas(workshop, text, more=""):
    return workshop.stage(
        {"q.csv": text, "profiles/mine.toml": QUOTAS + more},
        '[sources.quotas]\npath = "q.csv"\nprofile = "mine"\n',
    )["quotas"]


def test_quotas_stand_in_a_column_for_each_month_beside_their_quarters(workshop, rows_of):
    text = "Rep,Team,Jan 2026,Feb 2026,Q1 2026,Total 2026\nr1,North,10000,12000,22000,22000\n"
    table = quotas(workshop, text)
    assert rows_of(table, "rep_id", "period_start", "period_end", "quota", "currency") == [
        ("r1", "2026-01-01", "2026-01-31", "10000", "EUR"),
        ("r1", "2026-02-01", "2026-02-28", "12000", "EUR"),
    ]
    assert table.other_columns == {"q.csv": ("Team", "Q1 2026", "Total 2026")}


def test_fiscal_quarters_need_to_know_when_a_year_begins(workshop, rows_of):
    text = "Rep,Q1 FY26,Q4 FY26\nr1,100,200\n"
    with pytest.raises(SourceError, match="'Q1 FY26' is a fiscal period") as refused:
        quotas(workshop, text)
    assert "fiscal_year_starts = 2" in refused.value.hint
    table = quotas(workshop, text, "[dates]\nfiscal_year_starts = 2\n")
    assert rows_of(table, "period_start", "period_end", "quota") == [
        ("2025-02-01", "2025-04-30", "100"), ("2025-11-01", "2026-01-31", "200"),
    ]  # fmt: skip


def test_days_and_months_without_a_year_have_the_one_that_is_declared(workshop, rows_of):
    table = quotas(workshop, "Rep,Jan,Feb\nr1,1000,2000\n", "[dates]\nyear = 2026\n")
    assert rows_of(table, "period_start", "quota") == [
        ("2026-01-01", "1000"), ("2026-02-01", "2000"),
    ]  # fmt: skip
    rows = ["g1;r1;m;1;2;Apr. 2;3. März;open"]
    table = goals(workshop, rows, {}, "[dates]\nyear = 2026\n")
    assert rows_of(table, "set_on", "due_on") == [("2026-04-02", "2026-03-03")]


def test_basic_iso_times_and_texts_in_formulas(workshop, rows_of):
    rows = ['"=""00107""";r1;m;1;2;20260402T231500Z;20260402;open']
    table = goals(workshop, rows, {})
    # a quarter past eleven in London is the next day in Madrid
    assert rows_of(table, "goal_id", "set_on", "due_on") == [("00107", "2026-04-03", "2026-04-02")]
