"""What a score is of is never guessed without a word: Gong's exports."""

import json

import pytest

CSV = "Call ID;Reviewed user;Call start time;Scored by;Discovery;Objection handling\n"


def gong_csv(workshop, roster, criteria, text, profile="gong_csv", **files):
    workshop.write(files)
    return workshop.stage(
        {"exports/roster.csv": roster, "exports/criteria.csv": criteria, "g.csv": text},
        f'[sources.qa_scores]\npath = "g.csv"\nprofile = "{profile}"\n',
    )["qa_scores"]


def test_a_decimal_comma_is_a_number_and_no_answer_in_words(workshop, rows_of, roster, criteria):
    text = CSV + (
        "1;Ana Ruiz;2026-03-01T10:00:00Z;AI;3,5;2\n"
        "2;Ana Ruiz;2026-03-02T10:00:00Z;AI;4.5;went well\n"
        "3;Ana Ruiz;2026-03-03T10:00:00Z;AI;5;4,5\n"
    )
    table = gong_csv(workshop, roster, criteria, text)
    assert rows_of(table, "call_id", "criterion_id", "score") == [
        ("1", "DISC", "3.5"),
        ("1", "OBJ", "2"),
        ("2", "DISC", "4.5"),
        ("3", "DISC", "5"),
        ("3", "OBJ", "4.5"),
    ]
    assert table.left_out == {"answer in words": 1}
    (notice,) = table.notices
    assert notice.sentence == (
        "max_score: the export does not say; the usual value, 5, was used (5 rows; first in "
        "g.csv row 2)"
    )
    assert "`max_score = { constant = 5 }`" in notice.hint


def test_a_score_above_the_guess_stops_the_run(workshop, roster, criteria):
    text = CSV + "1;Ana Ruiz;2026-03-01T10:00:00Z;AI;7;2\n2;Ana Ruiz;2026-03-02T10:00:00Z;AI;3;2\n"
    (notice,) = gong_csv(workshop, roster, criteria, text).notices
    assert notice.stops
    assert notice.sentence == (
        "max_score: the export does not say, and the usual value is 5, but score is higher than "
        "that "
        "(1 row; in g.csv row 2, column 'score')"
    )


def test_what_the_profile_says_is_no_guess(workshop, rows_of, roster, criteria):
    own = 'extends = "gong_csv"\n[columns]\nmax_score = { constant = 10 }\n'
    text = CSV + "1;Ana Ruiz;2026-03-01T10:00:00Z;AI;7;2\n"
    table = gong_csv(workshop, roster, criteria, text, "p", **{"profiles/p.toml": own})
    assert rows_of(table, "max_score") == [("10",), ("10",)]
    assert not table.notices


QUESTIONS = {
    "scorecards": [
        {
            "questions": [
                {"questionId": 1, "questionText": "Discovery", "maxRange": 10},
                {"questionId": 2, "questionText": "Objection handling", "maxRange": None},
            ]
        }
    ]
}


@pytest.mark.parametrize("dump", [True, False])
def test_a_known_question_without_a_range_has_no_score(workshop, rows_of, criteria, dump):
    answers = [
        {"questionId": 1, "score": 4, "answerText": None},
        {"questionId": 2, "score": 1, "answerText": "Ja"},
        {"questionId": 2, "score": 1, "answerText": "Yes"},
        {"questionId": 3, "score": 2, "answerText": None},
    ]
    card = {
        "answeredScorecardId": 7,
        "callId": 8,
        "callStartTime": "2026-03-01T10:00:00Z",
        "reviewedUserId": "r1",
        "reviewMethod": "MANUAL",
        "answers": answers,
    }
    files = {
        "exports/criteria.csv": criteria,
        "g.json": json.dumps({"answeredScorecards": [card]}),
        "exports/gong_scorecards.json": json.dumps(QUESTIONS if dump else {"scorecards": []}),
    }
    table = workshop.stage(files, '[sources.qa_scores]\npath = "g.json"\nprofile = "gong_json"\n')[
        "qa_scores"
    ]
    assert table.left_out == {"yes-or-no answer, not a score": 1}
    (notice,) = table.notices
    assert notice.kind == "guessed_value"
    if dump:
        assert rows_of(table, "criterion_id", "score", "max_score") == [
            ("DISC", "4", "10"),
            ("OBJ", "1", "no questions.maxRange for 2"),
            ("3", "2", "5"),
        ]
        assert notice.rows == 1
    else:
        assert rows_of(table, "max_score") == [("5",)] * 3
        assert notice.rows == 3
