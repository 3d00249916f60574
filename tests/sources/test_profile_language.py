"""What a profile can say, one sentence each, on small files."""

import hashlib

import pytest

from review_kit.errors import SourceError

SETTINGS = '[sources.{table}]\npath = "x.csv"\nprofile = "p"\n'


@pytest.fixture
def staged_by(workshop):
    def stage(table, profile, text, **files):
        workshop.write({"profiles/p.toml": f'table = "{table}"\ndescription = "x"\n{profile}'})
        names = {name.replace("__", "/") + ".csv": content for name, content in files.items()}
        return workshop.stage({"x.csv": text, **names}, SETTINGS.format(table=table))[table]

    return stage


STAGES = '[columns]\nopportunity_id = "Deal"\nstage = {stage}\nentered_at = "At"\n'


def test_the_first_accepted_name_that_is_there_counts(staged_by, rows_of):
    profile = STAGES.format(stage='["Phase", "Step", "Stage"]')
    table = staged_by("stage_history", profile, "Deal,At,stage,STEP\no1,2026-01-05,a,b\n")
    assert rows_of(table, "stage") == [("b",)]
    assert table.other_columns == {"x.csv": ("stage",)}


def test_values_are_mapped_without_regard_to_case_and_others_stay(staged_by, rows_of):
    profile = STAGES.format(stage='{ from = "Stage", values = { "Closed Won" = "won" } }')
    text = (
        "Deal,Stage,At\no1,CLOSED WON,2026-01-05\no2, closed won ,2026-01-05\no3,New,2026-01-05\n"
    )
    table = staged_by("stage_history", profile, text)
    assert rows_of(table, "stage") == [("won",), ("won",), ("New",)]


def test_otherwise_takes_every_other_value_but_not_an_empty_one(staged_by, rows_of):
    profile = STAGES.format(
        stage='{ from = "Stage", values = { W = "won" }, otherwise = "open", default = "none" }'
    )
    text = "Deal,Stage,At\no1,W,2026-01-05\no2,X,2026-01-05\no3,,2026-01-05\n"
    assert rows_of(staged_by("stage_history", profile, text), "stage") == [
        ("won",),
        ("open",),
        ("none",),
    ]


def test_constants_and_defaults_may_be_the_currency_of_the_project(staged_by, rows_of):
    profile = (
        '[columns]\nrep_id = "Rep"\nperiod_start = { constant = 2026-01-01 }\n'
        'period_end = "To"\nquota = { constant = 1000 }\n'
        'currency = { from = "Currency", default = "@currency" }\n'
    )
    table = staged_by("quotas", profile, "Rep,To,Currency\nr1,2026-03-31,\nr2,2026-03-31,USD\n")
    assert rows_of(table, "period_start", "quota", "currency") == [
        ("2026-01-01", "1000", "EUR"),
        ("2026-01-01", "1000", "USD"),
    ]


def test_a_profile_has_a_null_policy_of_its_own(staged_by, rows_of):
    profile = '[read]\nnulls = ["?", "NA"]\n' + STAGES.format(stage='"Stage"')
    text = "Deal,Stage,At\no1,?,2026-01-05\no2,-,2026-01-05\no3,,2026-01-05\no4,null,2026-01-05\n"
    assert rows_of(staged_by("stage_history", profile, text), "stage") == [
        (None,),
        ("-",),
        (None,),
        ("null",),
    ]


def test_amounts_with_decimal_comma(staged_by, rows_of):
    profile = (
        '[numbers]\ndecimal = ","\nthousands = "."\n[columns]\nrep_id = "Rep"\n'
        'period_start = "Von"\nperiod_end = "Bis"\nquota = "Ziel"\n'
        'currency = { constant = "@currency" }\n'
    )
    text = "Rep;Von;Bis;Ziel\n1;2026-01-01;2026-03-31;1.250.000,50\n2;2026-01-01;2026-03-31;viel\n"
    table = staged_by("quotas", profile, text)
    assert rows_of(table, "quota") == [("1250000.50",), ("viel",)]


def test_rows_are_left_out_by_reason_when_every_condition_holds(staged_by, rows_of):
    profile = STAGES.format(stage='"Stage"') + (
        '[[leave_out]]\nreason = "prospect without a day"\nwhen = { Stage = ["New", "Old"], At = '
        '"" }\n'
        '[[leave_out]]\nreason = "test deal"\nmatches = { Deal = "(?i)^test" }\n'
        '[[leave_out]]\nreason = "never"\nwhen = { Absent = "" }\n'
    )
    text = (
        "Deal,Stage,At\no1,new,\no2,New,2026-01-05\no3,Won,\nTEST 1,Won,2026-01-05\n"
        "o4,Won,2026-01-05\n"
    )
    table = staged_by("stage_history", profile, text)
    assert rows_of(table, "opportunity_id") == [("o2",), ("o3",), ("o4",)]
    assert table.left_out == {"prospect without a day": 1, "test deal": 1}


def test_footer_rows_may_be_short(staged_by, rows_of):
    profile = '[read]\nfooter = ["^Grand Totals", "^Confidential"]\n' + STAGES.format(
        stage='"Stage"'
    )
    text = (
        'Deal,Stage,At\no1,Won,2026-01-05\n"Grand Totals (1 records)"\n\n'
        '"Confidential Information - Do Not Distribute"\nGrand Totals,2,\n'
    )
    table = staged_by("stage_history", profile, text)
    assert rows_of(table, "opportunity_id") == [("o1",)]
    assert table.left_out == {"empty row": 1, "footer row": 3}


def test_an_id_made_from_content_is_the_same_for_the_same_content(staged_by, rows_of):
    profile = (
        '[columns]\nentry_id = { id_of = ["session_date", "rep_id", "Room", "Absent"] }\n'
        'session_id = { id_of = ["session_date"] }\nrep_id = "Rep"\nmanager_id = "@file"\n'
        'session_date = "Day"\n'
    )
    text = 'Rep,Day,Room\nr1,"April 2, 2026",A\nr1,2026-04-02,B\nr1,2 April 2026,A\n'
    table = staged_by("coaching_log", profile, text)
    expected = [
        hashlib.md5(f"2026-04-02\x1fr1\x1f{room}".encode()).hexdigest()[:16] for room in "AB"
    ]
    assert rows_of(table, "entry_id", "manager_id") == [(each, "x") for each in expected]
    assert len({session for (session,) in rows_of(table, "session_id")}) == 1
    assert table.left_out == {"exact duplicate of another row": 1}


@pytest.mark.parametrize(
    ("name", "slug"),
    [("Mei-Mei  Johns", "mei-mei-johns"), ("Zoë Åkesson", "zoe-akesson"), ("李 伟", "李-伟"),
     ("O’Neil, Sam (West)", "o-neil-sam-west")],
)  # fmt: skip
def test_a_readable_id_is_made_from_a_name(staged_by, rows_of, name, slug):
    profile = (
        '[columns]\nrep_id = { slug_of = "rep_name" }\nrep_name = "Name"\n'
        'manager_id = { constant = "m" }\nmanager_name = { constant = "M" }\n'
        'team = { constant = "T" }\nhire_date = { constant = 2026-01-01 }\n'
    )
    assert rows_of(staged_by("roster", profile, f'Name\n"{name}"\n'), "rep_id") == [(slug,)]


UNPIVOT = """
[columns]
evaluation_id = { id_of = ["Call", "Scored by"] }
call_id = "Call"
rep_id = "Rep"
call_at = "At"
criterion_id = { from = "@column", match = "criteria", values = { "Opening?" = "DISC" } }
score = { from = "@value", scale = "percent" }
max_score = { constant = 100 }
evaluator = { constant = "human" }
[unpivot]
columns = ["Objection*", "Opening*", "Q*"]
except = ["* comment"]
numbers_only = true
[[leave_out]]
reason = "trial question"
when = { "@column" = "Q trial" }
"""


def test_a_column_per_question_becomes_a_row_per_question(staged_by, rows_of, criteria):
    text = (
        "Call,Rep,At,Scored by,Objection handling,Opening?,Q words,Q trial,Objection "
        "comment,Title\n"
        "c1,r1,2026-03-01T10:00:00Z,Bo,58%,N/A,went well,1,nice,T\n"
        ",,,,,,,,,\n"
        "c2,r1,2026-03-02T10:00:00Z,Bo,,70,80,1,,T\n"
    )
    table = staged_by("qa_scores", UNPIVOT, text, exports__criteria=criteria)
    assert rows_of(table, "call_id", "criterion_id", "score", "_row") == [
        ("c1", "OBJ", "58", 2),
        ("c2", "DISC", "70", 4),
        ("c2", "Q words", "80", 4),
    ]
    assert table.left_out == {
        "answer in words": 1,
        "empty row": 1,
        "question without an answer": 2,
        "trial question": 2,
    }
    # two rows of four questions each, and the empty one
    assert table.rows_in == 9
    assert table.inputs[0].rows == 3
    assert table.other_columns == {"x.csv": ("Objection comment", "Title")}
    evaluations = [evaluation for (evaluation,) in rows_of(table, "evaluation_id")]
    assert evaluations[1] == evaluations[2] != evaluations[0]


def test_a_file_without_questions_is_refused(staged_by):
    with pytest.raises(SourceError) as caught:
        staged_by("qa_scores", UNPIVOT, "Call,Rep,At\nc1,r1,2026-03-01T10:00:00Z\n")
    assert caught.value.message == "x.csv: no column contains answers to a question"


def test_pieces_of_a_row_with_an_id_get_ids_of_their_own(staged_by, rows_of):
    profile = (
        '[columns]\nentry_id = "Id"\nsession_id = "Id"\nrep_id = "Rep"\nmanager_id = "Coach"\n'
        'session_date = "Day"\ncriterion_id = { from = "Skills", split = "/" }\n'
    )
    text = "Id,Rep,Coach,Day,Skills\n7,r1,m1,2026-04-02,A / B/ /C\n8,r1,m1,2026-04-02,A\n"
    table = staged_by("coaching_log", profile, text)
    assert rows_of(table, "entry_id", "session_id", "criterion_id") == [
        ("7", "7", "A"),
        ("7-2", "7", "B"),
        ("7-3", "7", "C"),
        ("8", "8", "A"),
    ]


def test_serial_days_of_a_csv_are_read_where_the_profile_says_so(staged_by, rows_of):
    profile = "[dates]\nserial = true\n" + (
        '[columns]\nrep_id = "Rep"\ncompetency = "Skill"\nlevel = "Level"\nrated_on = "Day"\n'
        'rated_by = "Coach"\n'
    )
    table = staged_by("skills_matrix", profile, "Rep,Skill,Level,Day,Coach\nr1,A,3,46114,m1\n")
    assert rows_of(table, "rated_on", "level") == [("2026-04-02", "3")]


def test_quotation_marks_in_a_profile_are_only_text(staged_by, rows_of):
    profile = (
        STAGES.format(
            stage="""{ from = "Stage's name", values = { "it's" = "'); DROP TABLE x; --" } }"""
        )
        + '[[leave_out]]\nreason = "it\'s a test"\nwhen = { "Stage\'s name" = "o\'clock" }\n'
    )
    text = "Deal,Stage's name,At\no'1,it's,2026-01-05\no2,o'clock,2026-01-05\n"
    table = staged_by("stage_history", profile, text)
    assert rows_of(table, "opportunity_id", "stage") == [("o'1", "'); DROP TABLE x; --")]
    assert table.left_out == {"it's a test": 1}
