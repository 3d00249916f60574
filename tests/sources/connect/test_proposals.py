"""Files of the kinds that people have, proposed and read."""

from __future__ import annotations

import io
import json
import sqlite3
from datetime import date

import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from workbooks import workbook

from review_kit.errors import ConfigurationError
from review_kit.sources.connect.proposal import Proposal
from review_kit.sources.connect.telling import lines_of

DEALS = (
    "Opportunity ID,Opportunity Owner,Stage,Amount,Created Date,Close Date\n"
    '1,Ana Ruiz,Closed Won,"€1,250.00",3/4/2026,4/13/2026\n'
    '2,"Akesson, Zoe",Kickoff,"€900.00",3/5/2026,5/6/2026\n'
    '3,Anna Ruis,Closed Lost,"€2,000.00",3/5/2026,5/6/2026\n'
    '"Grand Totals (3 records)"\n'
)
WIDE = (
    "Conversation,Agent,Call date,Reviewer,Overall,Objection handling,Discovery,Talk ratio %\n"
    "c1,Ana Ruiz,2026-08-13,AI,64%,60%,70%,40%\n"
    "c2,Zoë Åkesson,2026-08-14,Bo Chen,50%,50%,N/A,55%\n"
)


def samples(each, *columns):
    return [
        tuple(sample.values.get(column, "") for column in columns) for sample in each.tried.samples
    ]


@pytest.fixture(scope="module")
def deals(proposing_once):
    """The report of deals as it is proposed without an answer."""
    return proposing_once({"exports/crm.csv": DEALS}).tables[-1]


def test_a_report_of_deals_is_built_on_the_shipped_profile(deals):
    assert deals.draft.base == "salesforce_report"
    assert deals.source == {"path": "exports/crm.csv", "profile": "crm"}
    assert deals.draft.dates == {"order": "month_first"}
    assert deals.tried.left_out == {"footer row": 1}
    assert samples(deals, "rep_id", "created_date", "amount")[:2] == [
        ("r1", "2026-03-04", "1250.00"),
        ("r2", "2026-03-05", "900.00"),
    ]


def test_stages_and_people_nobody_knows_are_asked_about_and_the_answers_read(
    deals, proposing, table
):
    questions = {question.key: question.optional for question in deals.draft.questions}
    assert questions == {
        "opportunities.stage.Kickoff": False,
        "opportunities.rep_id.Anna Ruis": True,
    }
    assert deals.undecided
    answers = {"opportunities.stage.Kickoff": "open", "opportunities.rep_id.Anna Ruis": "r1"}
    deals = table(proposing({"exports/crm.csv": DEALS}, answers), "opportunities")
    assert not deals.draft.questions
    assert samples(deals, "rep_id", "is_closed", "is_won") == [
        ("r1", "true", "true"),
        ("r2", "false", "false"),
        ("r1", "true", "false"),
    ]


def test_names_that_match_nobody_are_told_with_the_nearest(deals):
    (owners,) = deals.draft.matchings
    assert (owners.heading, owners.rows, owners.matched) == ("Opportunity Owner", 3, 1)
    told = {
        one.text: ([near.identifier for near in one.near], one.settled) for one in owners.unmatched
    }
    # the same words are one person; a similar name is for a person to decide
    assert told == {"Akesson, Zoe": (["r2"], "r2"), "Anna Ruis": (["r1"], "")}
    assert "#   'Anna Ruis' in 1 row, near Ana Ruiz, r1" in deals.profile


def test_nobody_is_near_once_somebody_answered_that_none_of_them_is_meant(proposing, table):
    answers = {"opportunities.stage.Kickoff": "open", "opportunities.rep_id.Anna Ruis": "nobody"}
    proposal = proposing({"exports/crm.csv": DEALS}, answers)
    deals = table(proposal, "opportunities")
    told = list(lines_of(proposal))
    assert "    'Anna Ruis' in 1 row, none of them, as you answered" in told
    assert "  · rep (spelling): as you answered: 'Anna Ruis' is not on the roster" in told
    assert not any("near" in line for line in told)
    # the profile keeps the answer, so that nobody is suggested when the exports are validated
    assert '"Anna Ruis" = "Anna Ruis"' in deals.profile
    assert samples(deals, "rep_id")[2] == ("Anna Ruis",)


def test_columns_and_decisions_are_named_as_people_name_them(deals, proposing, table):
    told = list(lines_of(Proposal(tables=[deals])))
    assert "  · deal: 'Opportunity ID', as usual in such exports" in told
    assert (
        "  · totals and small print: totals or small print in 1 row, as usual in such exports"
        in told
    )
    assert any(
        line.startswith("    exports/crm.csv row 2: deal: 1 · rep: r1 · day on which the deal was")
        for line in told
    )


def test_a_column_for_each_criterion_becomes_rows(proposing, table):
    scores = table(proposing({"exports/qa export.csv": WIDE}), "qa_scores")
    assert scores.draft.unpivot == {"columns": ["Objection handling", "Discovery"]}
    assert scores.draft.unused == ("Overall", "Talk ratio %")
    assert samples(
        scores, "call_id", "rep_id", "criterion_id", "score", "max_score", "evaluator"
    ) == [
        ("c1", "r1", "OBJ", "60", "100", "ai"),
        ("c1", "r1", "DISC", "70", "100", "ai"),
        ("c2", "r2", "OBJ", "50", "100", "human"),
    ]
    assert scores.tried.left_out == {"question without an answer": 1}


def test_a_rubric_that_no_export_gives_is_written_from_the_headings(proposing, table, roster):
    files = {
        "exports/roster.csv": roster,
        "exports/qa.csv": WIDE.replace("Discovery,", "Discovery > Needs,").replace(
            "Objection handling", "Discovery"
        ),
    }
    proposal = proposing(files, bare=True)
    (made,) = proposal.made
    assert made.content.splitlines()[1:] == [
        "discovery,Discovery,,100,win_rate,1,2000-01-01",
        "needs,Needs,discovery,100,win_rate,1,2000-01-01",
    ]
    scores = table(proposal, "qa_scores")
    assert samples(scores, "criterion_id", "score")[:2] == [("discovery", "60"), ("needs", "70")]
    assert proposal.missing == ("coaching_log",)


def test_a_log_with_a_sheet_for_each_manager(proposing, table):
    rows = [
        ["Coaching 2026"],
        [],
        ["Date", "Rep", "Skill coached", "Score before", "Agreed action", "Mood"],
        [date(2026, 8, 3), "Ana Ruiz", "Discovery; OBJ", 0.5, "Ask", "ok"],
        [date(2026, 8, 4), "Zoe Akesson", "Discovery", 0.6, "Listen", ""],
    ]
    book = workbook(
        {"Bo Chen": rows, "Maya Patel": rows[:3], "Sums": [["Manager", "n"], ["Bo", 2]]}
    )
    proposal = proposing({"exports/log.xlsx": book})
    log = table(proposal, "coaching_log")
    assert log.draft.files == ("exports/log.xlsx#Bo Chen",)
    assert log.draft.grid.header_row == 3
    assert log.draft.unused == ("Mood",)
    assert samples(log, "rep_id", "manager_id", "criterion_id", "score_before", "commitment") == [
        ("r1", "m1", "DISC", "50", "Ask"),
        ("r1", "m1", "OBJ", "50", "Ask"),
        ("r2", "m1", "DISC", "60", "Listen"),
    ]
    assert [each.name for each in proposal.unplaced] == ["exports/log.xlsx#Sums"]


def test_columns_are_found_by_what_they_hold(proposing, table):
    text = (
        "Deal,Who,Phase,Logged,Worth\nd1,Ana Ruiz,Won,2026-08-03,10\nd2,Li Wei,Lost,2026-08-04,20\n"
    )
    deals = table(proposing({"exports/pipeline.csv": text}), "opportunities")
    because = {one.key: one.says for one in deals.draft.decisions if one.section == "columns"}
    assert because["rep_id"].startswith("'Who': 100% of its cells are on the roster")
    assert because["created_date"].startswith("'Logged': the only column of days that is left")
    assert because["opportunity_id"] == "no column of IDs: made from 'Deal', 'Logged', 'Who'"


def test_a_roster_without_ids_teams_and_days_of_hire(proposing, table):
    text = "Sales Agent,Manager\nAna Ruiz,Bo Chen\nLi Wei,Maya Patel\n"
    proposal = proposing({"exports/teams.csv": text}, bare=True)
    people = table(proposal, "roster")
    assert [question.key for question in people.draft.questions] == ["roster.hire_date"]
    people = table(proposing({}, {"roster.hire_date": "2024-01-15"}, bare=True), "roster")
    assert samples(people, "rep_id", "manager_id", "team", "hire_date") == [
        ("ana-ruiz", "bo-chen", "Bo Chen", "2024-01-15"),
        ("li-wei", "maya-patel", "Maya Patel", "2024-01-15"),
    ]


def test_those_whom_nobody_reviews_are_left_out_of_a_roster(proposing, table):
    text = (
        "ID;Name;Manager;Team;Title;Start date\n"
        "1;Ana Ruiz;Bo Chen;North;Rep;13.01.2024\n"
        "2;Bo Chen;Dana Fox;North;Sales Manager;02.01.2020\n"
        "3;Dana Fox;;Board;CEO;02.01.2019\n"
    )
    people = table(proposing({"exports/people.csv": text}, bare=True), "roster")
    assert people.tried.left_out == {
        "manages others and is not reviewed": 1,
        "person without a manager": 1,
    }
    assert samples(people, "rep_id", "hire_date") == [("1", "2024-01-13")]


def test_canonical_files_need_nothing(proposing, table, scores):
    proposal = proposing({"exports/qa_scores.csv": scores})
    assert [(each.table, each.source, each.profile) for each in proposal.tables] == [
        ("roster", {}, ""),
        ("criteria", {}, ""),
        ("qa_scores", {}, ""),
    ]


def test_a_file_that_is_no_table_is_named_with_the_nearest(proposing):
    files = {
        "exports/products.csv": "product,series,price\nA,B,1\n",
        "exports/accounts.csv": "account,revenue,deal\nA,5,1\n",
        "exports/old.xlt": "<html><body><table><tr><td>x</td></tr></table></body></html>",
        "exports/a.csv": "",
    }
    proposal = proposing(files)
    assert {each.name: each.reason for each in proposal.unplaced} == {
        "exports/products.csv": "none of its columns is one of a table",
        "exports/accounts.csv": (
            "most similar to opportunities, but no column gives rep_id; stage or is_closed or is_won"
        ),
        "exports/old.xlt": "a spreadsheet in another format (.xlt)",
        "exports/a.csv": "the file is empty",
    }


def test_months_of_a_folder_are_one_table(proposing, table):
    files = {f"exports/calls/{month}.csv": WIDE.replace("c1", month) for month in ("jul", "aug")}
    scores = table(proposing(files), "qa_scores")
    assert scores.source == {"path": "exports/calls/", "profile": "qa_scores"}
    assert scores.tried.kept == 5


def test_a_table_of_a_database(proposing, table, workshop):
    (workshop.root / "exports").mkdir(exist_ok=True)
    with sqlite3.connect(workshop.root / "exports" / "qa.db") as database:
        database.execute("CREATE TABLE marks (call, agent, call_date, skill, points, out_of)")
        database.execute(
            "INSERT INTO marks VALUES ('c1', 'Ana Ruiz', '2026-08-03', 'Discovery', 4, 5)"
        )
    database.close()
    scores = table(proposing({}), "qa_scores")
    assert scores.source == {
        "url": "sqlite:///exports/qa.db",
        "table": "marks",
        "profile": "qa_scores_database",
    }
    assert samples(scores, "rep_id", "criterion_id", "score", "max_score") == [
        ("r1", "DISC", "4", "5")
    ]


def test_the_same_files_give_the_same_profile(proposing, table):
    answer = "month_first"
    text = "Deal ID,Owner,Stage,Created,Amount\n1,Ana Ruiz,Won,03/04/2026,5\n"
    answers = {"opportunities.date_order": answer}
    first = table(proposing({"exports/deals.csv": text}, answers), "opportunities")
    again = table(proposing({}, answers), "opportunities")
    assert first.profile == again.profile
    assert f'order = "{answer}"' in first.profile


def test_a_column_for_each_stage_is_known_by_its_heading(proposing, table):
    text = (
        'Record ID,"Date entered ""Proposal (Sales)""","Date entered ""Closed Won (Sales)"""\n'
        "7,2026-06-01,2026-08-12\n"
    )
    history = table(proposing({"exports/stages.csv": text}), "stage_history")
    assert history.draft.base == "hubspot_stage_dates"
    assert history.tried.kept == 2


def test_rows_that_will_be_set_aside_are_told(proposing, table):
    text = DEALS.replace('2,"Akesson, Zoe"', '2,""')
    deals = table(proposing({"exports/crm.csv": text}), "opportunities")
    assert deals.tried.lacking == {"rep_id": 1}


def test_empty_owners_are_filled_down_only_where_the_file_is_in_groups(proposing, table):
    rows = [f"{n},{'Ana Ruiz' if n in (1, 4) else ''},Won,2026-03-0{n},5" for n in range(1, 7)]
    text = "Deal ID,Owner,Stage,Created on,Amount\n" + "\n".join(rows) + "\n"
    deals = table(proposing({"exports/deals.csv": text}), "opportunities")
    assert deals.draft.read == {"fill_down": ["Owner"]}
    # with most of them filled it may be either, and nobody but a person knows
    text = (
        text.replace("2,,", "2,Li Wei,").replace("4,Ana Ruiz", "4,") + "7,Li Wei,Won,2026-03-07,5\n"
    )
    text += "8,Ana Ruiz,Won,2026-03-07,5\n9,Li Wei,Won,2026-03-07,5\n10,Ana Ruiz,Won,2026-03-07,5\n"
    deals = table(proposing({"exports/deals.csv": text}), "opportunities")
    assert deals.draft.read == {}
    assert [question.key for question in deals.draft.questions] == ["opportunities.rep_id.blocks"]


def test_scores_before_and_after_are_on_one_scale(proposing, table):
    rows = [f"2026-08-{n:02},Ana Ruiz,Discovery,{n % 3 + 2},{n % 4 + 2}\n" for n in range(1, 13)]
    text = "Date,Rep,Skill,Score before,Score after\n" + "".join(rows)
    log = table(proposing({"exports/log.csv": text}), "coaching_log")
    assert log.tried.stops == ()
    assert samples(log, "score_before", "score_after")[0] == ("60", "60")


def test_a_text_that_is_no_skill_may_be_the_theme_of_its_session(proposing, table):
    text = (
        "Date,Rep,Manager,Focus,Action\n2026-08-03,Ana Ruiz,Bo Chen,Pipeline review,Ask\n"
        "2026-08-04,Li Wei,B. Chen,Discovery,Listen\n"
    )
    answers = {
        "coaching_log.criterion_id.Pipeline review": "theme",
        "coaching_log.manager_id.B. Chen": "m1",
    }
    log = table(proposing({"exports/log.csv": text}, answers), "coaching_log")
    assert log.draft.questions == []
    assert samples(log, "manager_id", "criterion_id", "theme", "commitment") == [
        ("m1", "", "Pipeline review", "Ask"),
        ("m1", "DISC", "", "Listen"),
    ]


def test_owners_and_stages_above_their_rows_are_read(proposing, table):
    text = (
        "Opportunity Name,Amount,Created on,Close date\n"
        "Stage: Closed Won (2 records),,,\nAna Ruiz,,,\nAlpha,10,2026-03-14,2026-04-14\n"
        "Li Wei,,,\nBeta,20,2026-03-15,2026-04-15\n"
        "Stage: Closed Lost (1 record),,,\nAna Ruiz,,,\nGamma,30,2026-03-16,2026-04-16\n"
    )
    deals = table(proposing({"exports/report.csv": text}), "opportunities")
    assert set(deals.draft.read["bands"]) == {"Stage", "Owner"}
    assert deals.tried.left_out == {"heading of the rows below": 5}
    assert samples(deals, "rep_id", "stage", "is_won", "opportunity_name") == [
        ("r1", "Closed Won", "true", "Alpha"),
        ("r3", "Closed Won", "true", "Beta"),
        ("r1", "Closed Lost", "false", "Gamma"),
    ]


def test_the_password_of_a_workbook_is_named_by_its_variable_and_never_printed(
    proposing, table, workshop, monkeypatch
):
    plain, sealed = io.BytesIO(workbook({"Bo Chen": LOG_ROWS})), io.BytesIO()
    OOXMLFile(plain).encrypt("geheim", sealed)
    files = {"exports/log.xlsx": sealed.getvalue()}
    (question,) = proposing(files).asked
    assert question.key == "exports/log.xlsx.password_variable"
    monkeypatch.setenv("LOG_PASSWORD", "geheim")
    proposal = proposing({}, {"password_variable": "LOG_PASSWORD"})
    log = table(proposal, "coaching_log")
    assert log.source["password_variable"] == "LOG_PASSWORD"
    assert log.tried.kept == 1
    assert "geheim" not in repr(proposal)
    with pytest.raises(ConfigurationError) as refused:
        proposing({}, {"password_variable": "geheim"})
    assert "geheim" not in f"{refused.value}{refused.value.hint}"


LOG_ROWS = [["Date", "Rep", "Skill", "Action"], [date(2026, 8, 3), "Ana Ruiz", "Discovery", "Ask"]]


def test_the_addresses_of_managers_are_kept(proposing, table):
    text = (
        "Employee,Manager,Manager email,Team,Start date\n"
        "Ana Ruiz,Bo Chen,bo@acme.example,North,2024-01-15\n"
    )
    people = table(proposing({"exports/staff.csv": text}, bare=True), "roster")
    assert samples(people, "manager_name", "manager_email") == [("Bo Chen", "bo@acme.example")]


def test_a_scorecard_document_with_other_names_of_the_same_things_is_known(proposing, table):
    scores = [
        {"question": name, "score": n, "max": 5} for name, n in (("Discovery", 4), ("OBJ", 2))
    ]
    card = {
        "engagement_id": "A1",
        "engagement_time": "2026-08-03T10:00:00Z",
        "reviewee_email": "ana@acme.example",
        "scores": scores,
    }
    page = json.dumps({"data": [{"id": "s1", "type": "scorecard", "attributes": card}]})
    read = table(proposing({"exports/cards.json": page}), "qa_scores")
    assert read.draft.base == "chorus"
    assert samples(read, "rep_id", "criterion_id", "score", "max_score") == [
        ("r1", "DISC", "4", "5"),
        ("r1", "OBJ", "2", "5"),
    ]


def test_a_german_project_is_told_in_german(workshop, proposing):
    workshop.write(
        {
            "review_kit.toml": '[organisation]\nname = "Acme"\ntime_zone = "Europe/Madrid"\n'
            'currency = "EUR"\nlanguage = "de"\n'
        }
    )
    deals = proposing({"exports/crm.csv": DEALS}).tables[-1]
    assert 'description = "Geschäfte aus crm.csv"' in deals.profile
    (order,) = [one.says for one in deals.draft.decisions if one.key == "order"]
    assert order == (
        "'Created Date', 'Close Date': 1 Datum lässt nur eine Lesart zu: zuerst der Monat, etwa 4/13/2026"
    )
    assert deals.draft.questions[0].asks == (
        "„Stage“ enthält „Kickoff“ (1 Geschäft). Heißt das gewonnen, verloren oder offen?"
    )
