"""The rubric changed: a criterion means its version of the day, by id and by name."""

import pytest

from review_kit.errors import SourceError

HEAD = (
    "criterion_id,criterion,parent_criterion_id,weight,outcome_metric,rubric_version,"
    "valid_from,valid_to,replaces_criterion_id\n"
)
SAME_IDS = HEAD + (
    "OBJ,Objection handling,,60,win_rate,1,2025-01-01,,\n"
    "DIS,Discovery,,40,win_rate,1,2025-01-01,2026-03-31,\n"
    "PRICE,Price,OBJ,100,win_rate,1,2025-01-01,,\n"
    "OBJ,Objection handling,,50,win_rate,2,2026-04-01,,\n"
    "DIS,Discovery,,50,win_rate,2,2026-04-01,,\n"
)
OTHER_IDS = HEAD + (
    "OBJ1,Objection handling,,60,win_rate,1,2025-01-01,2026-03-31,\n"
    "DIS1,Discovery,,40,win_rate,1,2025-01-01,,\n"
    "OBJ2,Objection handling,,50,win_rate,2,2026-04-01,,OBJ1\n"
    "DIS2,Discovery,,50,win_rate,2,2026-04-01,,DIS1\n"
)
SCORES = "evaluation_id,call_id,rep_id,call_at,criterion_id,score,max_score,evaluator\n"


def rows(staged, rows_of, *columns):
    return rows_of(staged["criteria"], *columns)


def test_rows_of_one_id_are_versions_that_replace_one_another(workshop, rows_of):
    staged = workshop.stage({"exports/criteria.csv": SAME_IDS})
    assert rows_of(
        staged["criteria"],
        *("criterion_id", "parent_criterion_id", "weight"),
        *("valid_from", "valid_to", "replaces_criterion_id"),
    ) == [
        # an end that is not given is the day before the next begins
        ("OBJ@2025-01-01", None, "60", "2025-01-01", "2026-03-31", None),
        ("DIS@2025-01-01", None, "40", "2025-01-01", "2026-03-31", None),
        # a part belongs to the version that was in force when it began
        ("PRICE", "OBJ@2025-01-01", "100", "2025-01-01", None, None),
        ("OBJ", None, "50", "2026-04-01", None, "OBJ@2025-01-01"),
        ("DIS", None, "50", "2026-04-01", None, "DIS@2025-01-01"),
    ]


def test_three_versions_make_a_chain_in_any_order_of_rows(workshop, rows_of):
    rubric = HEAD + (
        "A,A,,30,win_rate,3,2026-03-01,,\n"
        "A,A,,10,win_rate,1,2026-01-01,,OLD\n"
        "A,A,,20,win_rate,2,2026-02-01,,A\n"
        "NEW,New,,30,win_rate,4,2026-04-01,,A\n"
        "OLD,Old,,10,win_rate,0,2025-01-01,2025-12-31,\n"
    )
    staged = workshop.stage({"exports/criteria.csv": rubric})
    assert rows_of(staged["criteria"], "criterion_id", "weight", "replaces_criterion_id") == [
        ("A", "30", "A@2026-02-01"),
        ("A@2026-01-01", "10", "OLD"),
        ("A@2026-02-01", "20", "A@2026-01-01"),
        ("NEW", "30", "A"),
        ("OLD", "10", None),
    ]


@pytest.mark.parametrize(
    "second",
    [
        "OBJ,Objections,,50,win_rate,2,2025-01-01,,\n",  # begins on the same day
        "OBJ,Objections,,50,win_rate,2,soon,,\n",  # nobody knows when
    ],
)
def test_rows_that_are_no_versions_stay_as_they_are(workshop, rows_of, second):
    first = "OBJ,Objections,,60,win_rate,1,2025-01-01,,\n"
    staged = workshop.stage({"exports/criteria.csv": HEAD + first + second})
    assert rows_of(staged["criteria"], "criterion_id") == [("OBJ",), ("OBJ",)]


def test_rows_that_overlap_are_no_versions(workshop, rows_of):
    rubric = HEAD + (
        "OBJ,Objections,,60,win_rate,1,2025-01-01,2026-04-01,\n"
        "OBJ,Objections,,50,win_rate,2,2026-04-01,,\n"
    )
    staged = workshop.stage({"exports/criteria.csv": rubric})
    assert rows_of(staged["criteria"], "criterion_id") == [("OBJ",), ("OBJ",)]


def test_scores_by_id_are_of_the_version_of_their_day(workshop, rows_of):
    scores = SCORES + (
        # 23:30 in Madrid on 31 March is 21:30 in UTC; half past midnight is of the next day
        "e1,c1,r1,2026-03-31T21:30:00Z,OBJ,3,5,ai\n"
        "e2,c2,r1,2026-03-31T22:30:00Z,OBJ,3,5,ai\n"
        "e3,c3,r1,2024-12-24T10:00:00Z,OBJ,3,5,ai\n"
        "e4,c4,r1,2026-05-01T10:00:00Z,PRICE,3,5,ai\n"
        "e5,c5,r1,yesterday,OBJ,3,5,ai\n"
        "e6,c6,r1,2026-05-01T10:00:00Z,NOBODY,3,5,ai\n"
    )
    staged = workshop.stage({"exports/criteria.csv": SAME_IDS, "exports/qa_scores.csv": scores})
    assert rows_of(staged["qa_scores"], "evaluation_id", "criterion_id") == [
        ("e1", "OBJ@2025-01-01"),
        ("e2", "OBJ"),
        # the first version stands for what lies before it, the last for what nobody can date
        ("e3", "OBJ@2025-01-01"),
        ("e4", "PRICE"),
        ("e5", "OBJ"),
        ("e6", "NOBODY"),
    ]


@pytest.mark.parametrize(
    ("rubric", "before", "after"),
    [(SAME_IDS, "OBJ@2025-01-01", "OBJ"), (OTHER_IDS, "OBJ1", "OBJ2")],
)
def test_scores_by_name_are_of_the_version_of_their_day(workshop, rows_of, rubric, before, after):
    export = "Call,Agent,Day,Objection handling\n1,r1,2026-03-31,80\n2,r1,2026-04-01,90\n"
    profile = (
        'table = "qa_scores"\ndescription = "A column for each question"\n[columns]\n'
        'evaluation_id = "Call"\ncall_id = "Call"\nrep_id = "Agent"\ncall_at = "Day"\n'
        'criterion_id = { from = "@column", match = "criteria" }\nscore = "@value"\n'
        'max_score = { constant = 100 }\nevaluator = { constant = "ai" }\n[unpivot]\n'
    )
    staged = workshop.stage(
        {"exports/criteria.csv": rubric, "q.csv": export, "profiles/q.toml": profile},
        '[sources.qa_scores]\npath = "q.csv"\nprofile = "q"\n',
    )
    assert rows_of(staged["qa_scores"], "call_id", "criterion_id") == [("1", before), ("2", after)]


def test_sessions_and_goals_are_of_the_version_of_their_day_too(workshop, rows_of):
    log = (
        "entry_id,session_id,rep_id,manager_id,session_date,criterion_id\n"
        "l1,s1,r1,m1,2026-03-31,OBJ\nl2,s2,r1,m1,2026-04-01,OBJ\n"
    )
    goals = (
        "goal_id,rep_id,criterion_id,metric,baseline,target,set_on,due_on,status\n"
        "g1,r1,OBJ,current_score,5,6,2026-01-05,2026-06-01,open\n"
        "g2,r1,OBJ,current_score,5,6,2026-05-05,2026-06-01,open\n"
    )
    staged = workshop.stage(
        {
            "exports/criteria.csv": SAME_IDS,
            "exports/coaching_log.csv": log,
            "exports/goals.csv": goals,
        }
    )
    expected = [("OBJ@2025-01-01",), ("OBJ",)]
    assert rows_of(staged["coaching_log"], "criterion_id") == expected
    assert rows_of(staged["goals"], "criterion_id") == expected


def test_a_name_of_two_criteria_in_force_at_once_is_refused(workshop):
    rubric = OTHER_IDS.replace("2026-03-31,", "2026-04-01,").replace(",,OBJ1", ",,")
    log = "Date,Rep,Manager,Focus\n2026-05-01,r1,m1,Objection handling\n"
    with pytest.raises(SourceError, match="is the name of several criteria: OBJ1 and OBJ2"):
        workshop.stage(
            {"exports/criteria.csv": rubric, "log.csv": log},
            '[sources.coaching_log]\npath = "log.csv"\nprofile = "spreadsheet_coaching_log"\n',
        )
