"""JSON and JSON Lines: records are found, digits are kept, faults are named with their line."""

import gzip
import json

import pytest

from review_kit.errors import SourceError


def stages(*names: str) -> list[dict[str, str]]:
    return [
        {"opportunity_id": name, "stage": "Open", "entered_at": "2026-01-05T08:00:00Z"}
        for name in names
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("stage_history.json", json.dumps(stages("o1", "o2"))),
        ("stage_history.json", json.dumps(stages("o1", "o2"), indent=2)),
        ("stage_history.jsonl", "\n".join(json.dumps(each) for each in stages("o1", "o2"))),
        ("stage_history.ndjson", "\n\n".join(json.dumps(each) for each in stages("o1", "o2"))),
    ],
)
def test_arrays_and_lines_give_the_same_records(workshop, rows_of, name, text):
    staged = workshop.stage({f"exports/{name}": text})
    assert rows_of(staged["stage_history"], "opportunity_id", "entered_at", "_row") == [
        ("o1", "2026-01-05T08:00:00+00:00", 1),
        ("o2", "2026-01-05T08:00:00+00:00", 2),
    ]


def test_numbers_keep_every_digit(workshop, rows_of):
    text = '{"opportunity_id": 98765432109876543210, "stage": 7, "entered_at": "2026-01-05"}\n'
    staged = workshop.stage({"exports/stage_history.jsonl.gz": gzip.compress(text.encode())})
    assert rows_of(staged["stage_history"], "opportunity_id", "stage") == [
        ("98765432109876543210", "7")
    ]


def test_utf_16_is_read(workshop, rows_of):
    text = json.dumps(stages("Zoë 李"), ensure_ascii=False)
    staged = workshop.stage({"exports/stage_history.json": text.encode("utf-16")})
    assert rows_of(staged["stage_history"], "opportunity_id") == [("Zoë 李",)]


def test_values_of_json_are_spelt_as_everywhere(workshop, rows_of):
    records = [
        {"opportunity_id": "o1", "rep_id": "r1", "created_date": "2026-01-05", "stage": "Open",
         "is_closed": False, "is_won": None, "amount": 1250.5, "currency": "EUR", "source": ""},
        {"opportunity_id": "o2", "contacts": 3, "amount": 1000},
    ]  # fmt: skip
    staged = workshop.stage({"exports/opportunities.json": json.dumps(records)})
    assert rows_of(
        staged["opportunities"], "is_closed", "is_won", "amount", "contacts", "source"
    ) == [("false", None, "1250.5", None, None), (None, None, "1000", "3", None)]


def test_fields_of_inner_objects_have_names_with_dots(workshop, rows_of):
    workshop.write(
        {
            "profiles/api.toml": 'table = "stage_history"\ndescription = "API"\n[columns]\n'
            'opportunity_id = "deal.id"\nstage = "deal.a.b"\nentered_at = "a/b~c"\n'
        }
    )
    record = {"deal": {"id": "o1", "a": {"b": "Open"}}, "a/b~c": "2026-01-05"}
    staged = workshop.stage(
        {"x.json": json.dumps([record])},
        '[sources.stage_history]\npath = "x.json"\nprofile = "api"\n',
    )
    assert rows_of(staged["stage_history"], "opportunity_id", "stage", "entered_at") == [
        ("o1", "Open", "2026-01-05T00:00:00")
    ]


def test_an_array_without_records_is_a_table_without_rows(workshop):
    staged = workshop.stage({"exports/stage_history.json": "[]"})
    assert staged["stage_history"].rows_in == 0


def test_a_single_record_of_twenty_megabytes_is_read(workshop, rows_of):
    record = stages("o1")[0] | {"note": "x" * 20_000_000}
    staged = workshop.stage({"exports/stage_history.json": json.dumps(record)})
    assert rows_of(staged["stage_history"], "opportunity_id") == [("o1",)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"a": 1}\n{"a": 2}\n{"a": \n', "line 3: not valid JSON: Expecting value"),
        ('[{"a": 1},\n{"a": 2}\n{"a": 3}]', "line 3: not valid JSON: Expecting ',' delimiter"),
        ('{"a": 1} x\n', "line 1: not valid JSON: Extra data"),
        ("[1, 2]", "record 1: 1 is not an object with fields"),
        ('[{"a": 1}, "x"]', 'record 2: "x" is not an object with fields'),
    ],
)
def test_broken_json_is_refused_with_its_line(workshop, text, message):
    with pytest.raises(SourceError) as caught:
        workshop.stage({"exports/goals.json": text})
    assert caught.value.message.startswith("exports/goals.json, " + message)


GONG = {
    "requestId": "q",
    "records": {"totalRecords": 2, "currentPageSize": 2, "currentPageNumber": 0},
    "answeredScorecards": [
        {
            "answeredScorecardId": 11111111111111111111,
            "callId": "77777777777777777777",
            "callStartTime": "2026-03-01T10:00:00.000+02:00",
            "reviewedUserId": 5001,
            "reviewMethod": "AUTOMATIC",
            "answers": [
                {"questionId": 901, "isOverall": False, "score": 4, "notApplicable": False},
                {"questionId": 902, "isOverall": False, "score": None, "notApplicable": True},
                {"questionId": 903, "isOverall": False, "score": None, "answerText": "well done"},
                {"questionId": 904, "isOverall": True, "score": 5},
            ],
        },
        {
            "answeredScorecardId": "12",
            "callId": "78",
            "callStartTime": "2026-03-02T10:00:00Z",
            "reviewedUserId": "5002",
            "reviewMethod": "MANUAL",
            "answers": [],
        },
    ],
}
USERS = {"users": [{"id": "5001", "emailAddress": "Ana@acme.example", "firstName": "Ana"}]}
SCORECARDS = {
    "scorecards": [
        {
            "scorecardId": "s1",
            "questions": [
                {"questionId": "901", "questionText": "Objection  handling", "maxRange": 10},
                {"questionId": "902", "questionText": "Discovery", "maxRange": 5},
            ],
        }
    ]
}
SETTINGS = '[sources.qa_scores]\npath = "exports/gong"\nprofile = "gong_json"\n'


@pytest.mark.parametrize("shape", ["page", "pages", "lines of pages", "lines of scorecards"])
def test_gong_scorecards_become_one_row_per_answer(workshop, rows_of, roster, criteria, shape):
    cards = GONG["answeredScorecards"]
    files = {
        "page": {"p1.json": json.dumps(GONG)},
        "pages": {
            "p1.json": json.dumps(GONG | {"answeredScorecards": cards[:1]}),
            "p2.json": json.dumps(GONG | {"answeredScorecards": cards[1:]}),
        },
        "lines of pages": {"p1.jsonl": json.dumps(GONG)},
        "lines of scorecards": {"p1.jsonl": "\n".join(json.dumps(card) for card in cards)},
    }[shape]
    staged = workshop.stage(
        {
            "exports/roster.csv": roster,
            "exports/criteria.csv": criteria,
            "exports/gong_users.json": json.dumps(USERS),
            "exports/gong_scorecards.json": json.dumps(SCORECARDS),
            **{f"exports/gong/{name}": text for name, text in files.items()},
        },
        SETTINGS,
    )
    table = staged["qa_scores"]
    assert rows_of(
        table, "evaluation_id", "call_id", "rep_id", "call_at", "criterion_id", "score",
        "max_score", "evaluator",
    ) == [
        ("11111111111111111111", "77777777777777777777", "r1", "2026-03-01T10:00:00+02:00",
         "OBJ", "4", "10", "ai"),
    ]  # fmt: skip
    assert table.left_out == {
        "answer without a score": 1,
        "no answers in it": 1,
        "not applicable answer": 1,
        "overall rating, not a criterion": 1,
    }
    assert table.rows_in == 5
    assert [file.name for file in table.inputs][-2:] == [
        "exports/gong_users.json",
        "exports/gong_scorecards.json",
    ]


def test_without_the_dumps_the_ids_of_gong_stand_and_the_range_is_five(workshop, rows_of, roster):
    staged = workshop.stage(
        {"exports/roster.csv": roster, "exports/gong/p1.json": json.dumps(GONG)}, SETTINGS
    )
    assert rows_of(staged["qa_scores"], "rep_id", "criterion_id", "max_score") == [
        ("5001", "901", "5")
    ]


def test_a_nested_list_that_was_landed_as_text_is_read(workshop, rows_of):
    card = GONG["answeredScorecards"][0]
    landed = card | {"answers": json.dumps(card["answers"])}
    staged = workshop.stage({"exports/gong/p.jsonl": json.dumps(landed)}, SETTINGS)
    assert rows_of(staged["qa_scores"], "criterion_id", "score") == [("901", "4")]


SCORES = {
    "data": [
        {
            "id": "s1",
            "attributes": {
                "call": "c1",
                "at": "2026-03-01T10:00:00Z",
                "scores": [{"skill": "OBJ", "points": 4}, {"skill": "DISC", "points": 3}],
            },
        },
        {"id": "s2", "attributes": {"call": "c2", "at": "2026-03-02T10:00:00Z", "scores": []}},
    ]
}


@pytest.mark.parametrize("records", ["data[].attributes.scores[]", "data[].attributes[].scores[]"])
def test_a_list_may_lie_inside_an_object(workshop, rows_of, records):
    profile = (
        f'table = "qa_scores"\ndescription = "x"\n[read]\nrecords = "{records}"\n[columns]\n'
        'evaluation_id = "id"\ncall_id = "attributes.call"\nrep_id = { constant = "r1" }\n'
        'call_at = "attributes.at"\ncriterion_id = "attributes.scores.skill"\n'
        'score = "attributes.scores.points"\nmax_score = { constant = 5 }\n'
        'evaluator = { constant = "ai" }\n'
    )
    staged = workshop.stage(
        {"s.json": json.dumps(SCORES), "profiles/api.toml": profile},
        '[sources.qa_scores]\npath = "s.json"\nprofile = "api"\n',
    )
    table = staged["qa_scores"]
    assert rows_of(table, "evaluation_id", "call_id", "criterion_id", "score", "_row") == [
        ("s1", "c1", "OBJ", "4", 1),
        ("s1", "c1", "DISC", "3", 1),
    ]
    assert list(table.left_out.values()) == [1]
