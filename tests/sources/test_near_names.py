"""Headings that are nearly known ones, questions that are not there, and logs without content."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review_kit.errors import SourceError
from review_kit.sources.files.header import NEAR, nearest_name, similarity

LOG = "Session date,Rep,Manager,{}\n2026-07-06,Ana,Bo,{}\n"
SOURCE = '[sources.coaching_log]\npath = "log.csv"\nprofile = "spreadsheet_coaching_log"\n'


def found(workshop, headings: str, values: str):
    staged = workshop.stage({"log.csv": LOG.format(headings, values)}, SOURCE)
    return staged["coaching_log"].notices


def test_a_heading_near_a_column_that_is_not_there_is_told(workshop):
    notices = found(
        workshop, "Focus,Score before (%),Due by,Comittment", "Discovery,50,2026-08-01,x"
    )
    assert [each.message for each in notices] == [
        "the column 'Score before (%)' is not used, but it looks like 'Score before' "
        "(score_before), which is missing",
        "the column 'Due by' is not used, but it looks like 'Due' (commitment_due), which is "
        "missing",
        "the column 'Comittment' is not used, but it looks like 'Commitment' (commitment), "
        "which is missing",
    ]
    assert not any(each.stops for each in notices)
    assert '[columns] score_before = "Score before (%)"' in notices[0].hint


def test_other_headings_and_columns_that_are_simply_not_there_are_quiet(workshop):
    assert found(workshop, "Focus,Commitment,Weather,Room", "Discovery,x,sunny,5") == ()


def test_a_second_column_like_one_that_is_used_is_quiet(workshop):
    assert found(workshop, "Focus,Commitment,Commitment made", "Discovery,x,y") == ()


def test_a_log_without_criterion_scores_and_commitment_is_a_question(workshop):
    notices = found(workshop, "Minutes,Subject of training", "30,Price")
    (notice,) = [each for each in notices if each.kind == "log_without_content"]
    assert notice.stops
    assert "'Subject of training'" in notice.hint


def test_an_empty_column_says_that_a_log_has_no_content(workshop):
    assert found(workshop, "Minutes,Commitment", "30,") == ()


def test_a_heading_known_by_another_profile_is_told_for_a_canonical_file(workshop):
    text = (
        "opportunity_id,rep_id,created_date,stage,is_closed,is_won,currency,Lead Source\n"
        "o1,r1,2026-01-01,New,false,false,EUR,Web\n"
    )
    (notice,) = workshop.stage({"exports/opportunities.csv": text})["opportunities"].notices
    assert notice.message == (
        "the column 'Lead Source' is not used, but it looks like 'Lead Source' (source), which "
        "is missing"
    )


SCORES = """table = "qa_scores"
description = "a column for each question"
[columns]
evaluation_id = { id_of = ["Call"] }
call_id = "Call"
rep_id = "Agent"
call_at = "Date"
criterion_id = "@column"
score = "@value"
max_score = { constant = 100 }
evaluator = { constant = "ai" }
[unpivot]
columns = ["Opening", "Objection Handling", "Closing*"]
"""
CALLS = "Call,Agent,Date,Opening,{}\n1,Ana,2026-07-06,80,70\n"
SCORECARD = '[sources.qa_scores]\npath = "s.csv"\nprofile = "cards"\n'


@pytest.mark.parametrize(
    ("heading", "hint"),
    [
        ("Handling objections", "Did you mean 'Handling objections'?"),
        ("Price talk", "Unused columns: 'Price talk'. Correct the name"),
    ],
)
def test_a_listed_question_that_is_not_there_stops_the_run(workshop, heading, hint):
    staged = workshop.stage(
        {"s.csv": CALLS.format(heading), "profiles/cards.toml": SCORES}, SCORECARD
    )
    (notice,) = staged["qa_scores"].notices
    assert notice.message == (
        "the profile lists the question 'Objection Handling', but no column has this name"
    )
    assert notice.stops
    assert hint in notice.hint


def test_a_question_given_as_a_pattern_may_be_missing(workshop):
    staged = workshop.stage(
        {"s.csv": CALLS.format("objection handling"), "profiles/cards.toml": SCORES}, SCORECARD
    )
    assert staged["qa_scores"].notices == ()
    assert staged["qa_scores"].rows_in == 2


def test_a_rule_whose_column_is_called_a_little_differently_is_told(workshop):
    profile = (
        'extends = "spreadsheet_coaching_log"\ndescription = "x"\n'
        '[[leave_out]]\nreason = "cancelled"\nwhen = { "Session cancelled" = "yes" }\n'
    )
    log = LOG.format("Focus,Session_cancelled", "Discovery,yes")
    staged = workshop.stage(
        {"log.csv": log, "profiles/mine.toml": profile},
        SOURCE.replace("spreadsheet_coaching_log", "mine"),
    )
    (notice,) = staged["coaching_log"].notices
    assert notice.message == (
        "the rule 'cancelled' uses 'Session cancelled', which is missing; the unused column "
        "'Session_cancelled' looks like it"
    )


def test_every_needed_column_that_is_not_there_is_named_at_once(workshop):
    from review_kit.errors import SourceError

    rows = '[{"answered-scorecard-id": 1, "call-id": 2, "answers": [{"score": 4}]}]'
    with pytest.raises(SourceError) as caught:
        workshop.stage(
            {"g.json": rows}, '[sources.qa_scores]\npath = "g.json"\nprofile = "gong_json"\n'
        )
    assert caught.value.message.startswith(
        "g.json: no column 'answeredScorecardId' or 'answered_scorecard_id', "
        "no column 'callId' or 'call_id', no column 'reviewedUserId'"
    )
    assert "Did you mean 'answered-scorecard-id' and 'call-id'?" in caught.value.hint


@pytest.mark.parametrize(
    ("heading", "known"),
    [
        ("Score before (%)", "Score before"),
        ("score_before", "scoreBefore"),
        ("Theme__c", "Theme"),
        ("Skill coached", "Skill"),
        ("Comittment", "Commitment"),
    ],
)
def test_near_names(heading, known):
    assert similarity(heading, known) >= NEAR


@pytest.mark.parametrize(
    ("heading", "known"),
    [
        ("Score after", "Score before"),
        ("Manager name", "Manager id"),
        ("Opportunity Name", "Opportunity Owner"),
        ("Call title", "Call link"),
        ("", "Due"),
    ],
)
def test_names_that_are_not_near(heading, known):
    assert similarity(heading, known) < NEAR


@given(st.text(min_size=1))
def test_a_name_is_nearest_to_itself(name):
    assert similarity(name, name) in (0.0, 1.0)
    assert nearest_name("due", [name, "due"]) == "due"


def test_a_missing_column_is_told_with_the_row_that_was_taken_for_the_header(workshop):
    rows = "Coaching log of Bo\n\nWhen,Rep,Manager\n2026-04-02,Ana,Bo\n"
    with pytest.raises(SourceError) as told:
        workshop.stage(
            {"log.csv": rows},
            '[sources.coaching_log]\npath = "log.csv"\nprofile = "spreadsheet_coaching_log"\n',
        )
    assert told.value.message.startswith("log.csv: no column 'Session date' or")
    assert told.value.hint.startswith("Row 3 was taken for the header. It has: When, Rep, Manager.")
