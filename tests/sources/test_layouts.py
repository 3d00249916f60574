"""Layouts made for the eye: bands, groups, decoration, indentation, ticks; sheets, archives, encodings."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from openpyxl.styles import Alignment
from workbooks import workbook

from review_kit.errors import SourceError

LOG_PROFILE = 'extends = "spreadsheet_coaching_log"\ndescription = "Ours"\n'
LOG = '[sources.coaching_log]\npath = "{}"\nprofile = "mine"\n'


def test_a_band_names_the_owner_and_the_stage_of_the_rows_below_it(workshop, rows_of):
    profile = (
        'extends = "salesforce_report"\ndescription = "In bands"\n'
        '[read]\nbands = { "Opportunity Owner" = "^Owner: (.*?) \\\\(", Stage = "^Stage: (.*)$" }\n'
    )
    text = (
        "Opportunity ID,Amount,Created Date,Close Date\n"
        "Owner: Ana Ruiz (2 records),,,\nStage: Closed Won,,,\n"
        "006A,100,2026-01-05,2026-03-31\nStage: Proposal,,,\n006B,50,2026-01-06,2026-09-30\n"
        "Owner: Li Wei (1 record),,,\nStage: Closed Lost,,,\n006C,70,2026-01-07,2026-02-01\n"
    )
    staged = workshop.stage(
        {"r.csv": text, "profiles/mine.toml": profile},
        '[sources.opportunities]\npath = "r.csv"\nprofile = "mine"\n',
    )
    table = staged["opportunities"]
    assert rows_of(table, "opportunity_id", "rep_id", "stage", "is_won", "_row") == [
        ("006A", "Ana Ruiz", "Closed Won", "true", 4),
        ("006B", "Ana Ruiz", "Proposal", "false", 6),
        ("006C", "Li Wei", "Closed Lost", "false", 9),
    ]
    assert table.left_out == {"heading of the rows below": 5}


def test_what_a_report_is_grouped_by_is_filled_down(workshop, rows_of):
    text = (
        "Opportunity Owner  ↑,Stage  ↑,Opportunity ID,Amount,Created Date,Close Date\n"
        'Ana Ruiz,Closed Won,006A,"USD 1,000.00",2026-07-01,2026-08-01\n'
        ',,006B,"USD 2,000.00",2026-07-01,2026-08-01\n'
        ',Subtotal,,"USD 3,000.00",,\n,,,Count,,\n'
        ',Negotiation,006C,USD 500.00,2026-07-01,2026-12-01\nSubtotal,,,"USD 3,500.00",,\n'
        'Li Wei,Closed Won,006D,"USD 1,500.00",2026-07-01,2026-08-01\nTotal,,,"USD 5,000.00",,\n'
    )
    staged = workshop.stage(
        {"r.csv": text},
        '[sources.opportunities]\npath = "r.csv"\nprofile = "salesforce_report"\n',
    )
    table = staged["opportunities"]
    assert rows_of(table, "opportunity_id", "rep_id", "stage", "amount") == [
        ("006A", "Ana Ruiz", "Closed Won", "1000.00"), ("006B", "Ana Ruiz", "Closed Won", "2000.00"),
        ("006C", "Ana Ruiz", "Negotiation", "500.00"), ("006D", "Li Wei", "Closed Won", "1500.00"),
    ]  # fmt: skip
    assert table.left_out == {"footer row": 4}


def test_months_totals_and_legends_between_rows_are_known_by_what_they_hold(workshop, rows_of):
    text = (
        "Date,Rep,Manager,Focus,Minutes\n"
        "April 2026,,,,\n2026-04-02,Ana Ruiz,Bo Chen,Closing,30\n-----,,,,\n"
        "Total April,,,,30\nMai,,,,\n2026-05-04,Ana Ruiz,Bo Chen,Closing,45\n"
        "Legend: C = closing,,,,\n2026-05-05,Total Recall,Bo Chen,Closing,45\nlate entry,,,,\n"
    )
    staged = workshop.stage(
        {"log.csv": text}, LOG.format("log.csv").replace("mine", "spreadsheet_coaching_log")
    )
    table = staged["coaching_log"]
    assert rows_of(table, "session_date", "rep_id") == [
        ("2026-04-02", "Ana Ruiz"), ("2026-05-04", "Ana Ruiz"), ("2026-05-05", "Total Recall"),
        # nothing tells that this is decoration: it stays, for the contract to fault
        ("late entry", None),
    ]  # fmt: skip
    assert table.left_out == {"footer row": 1, "title between the rows": 4}


def test_a_log_without_a_column_of_managers_has_titles_between_its_rows_too(
    workshop, rows_of, roster
):
    log = (
        "Rep,Date,Skill,After\nApril 2026,,,\nAna Ruiz,2026-04-02,Discovery,60\n-----,,,\n"
        "* = not yet done,,,\n"
    )
    table = workshop.stage(
        {"exports/roster.csv": roster, "exports/log.csv": log},
        '[sources.coaching_log]\npath = "exports/log.csv"\nprofile = "spreadsheet"\n',
    )["coaching_log"]
    assert rows_of(table, "rep_id", "session_date") == [("r1", "2026-04-02")]
    assert table.left_out == {"title between the rows": 3}


RUBRIC = (
    'table = "criteria"\ndescription = "Rubric"\n[columns]\n'
    'criterion_id = { slug_of = ["criterion"] }\n'
    'criterion = { from = ["Sub", "Criterion"], first_filled = true }\n'
    'parent_criterion_id = { indented = ["Criterion", "Sub"] }\n'
    'weight = { from = "Weight", scale = "mixed" }\noutcome_metric = { constant = "win_rate" }\n'
    'rubric_version = { constant = "v1" }\nvalid_from = { constant = 2026-01-01 }\n'
)
RUBRIC_ROWS = [
    ("discovery", "Discovery", None, "60"),
    ("pain", "Pain", "discovery", "50"),
    ("budget", "Budget", "discovery", "50"),
    ("closing", "Closing", None, "40"),
]


@pytest.mark.parametrize(
    "text",
    [
        "Criterion,Weight\nDiscovery,60%\n   Pain,50%\n   Budget,50%\nClosing,40%\n",
        "Criterion,Weight\nDiscovery,0.6\n- Pain,0.5\n- Budget,0.5\nClosing,0.4\n",
        "Criterion,Sub,Weight\nDiscovery,,60\n,Pain,50\n,Budget,50\nClosing,,40\n",
        "Criterion,Sub,Weight\nDiscovery,,60\nDiscovery,Pain,50\nDiscovery,Budget,50\nClosing,,40\n",
    ],
    ids=["blanks", "bullets and shares", "a column further right", "the parent in every row"],
)
def test_sub_criteria_lie_below_the_row_that_is_less_indented(workshop, rows_of, text):
    staged = workshop.stage(
        {"r.csv": text, "profiles/mine.toml": RUBRIC},
        '[sources.criteria]\npath = "r.csv"\nprofile = "mine"\n',
    )
    columns = ("criterion_id", "criterion", "parent_criterion_id", "weight")
    assert rows_of(staged["criteria"], *columns) == RUBRIC_ROWS


def test_in_a_workbook_the_format_of_a_cell_sets_it_in(workshop, rows_of):
    book = openpyxl.Workbook()
    for name, weight, steps in (
        ("Criterion", "Weight", 0), ("Discovery", 60, 0), ("Pain", 50, 1), ("Budget", 50, 1),
        ("Closing", 40, 0),
    ):  # fmt: skip
        book.active.append([name, weight])
        book.active.cell(book.active.max_row, 1).alignment = Alignment(indent=steps)
    buffer = io.BytesIO()
    book.save(buffer)
    staged = workshop.stage(
        {"r.xlsx": buffer.getvalue(), "profiles/mine.toml": RUBRIC},
        '[sources.criteria]\npath = "r.xlsx"\nprofile = "mine"\n',
    )
    columns = ("criterion_id", "criterion", "parent_criterion_id", "weight")
    assert rows_of(staged["criteria"], *columns) == RUBRIC_ROWS


def test_a_profile_that_fits_a_file_better_is_named(workshop):
    text = 'Record ID,"Date entered ""Contract Sent (Sales Pipeline)"""\n9001,2026-06-01 09:10\n'
    with pytest.raises(SourceError) as refused:
        workshop.stage(
            {"hs.csv": text},
            '[sources.stage_history]\npath = "hs.csv"\nprofile = "hubspot_stage_history"\n',
        )
    assert refused.value.hint.startswith(
        "The profile 'hubspot_stage_dates' finds every column that it needs in this file."
    )


def test_sub_criteria_name_their_parent(workshop, rows_of):
    profile = RUBRIC.replace(
        '{ indented = ["Criterion", "Sub"] }', '{ from = "Part of", of_row = "criterion" }'
    ).replace('{ from = ["Sub", "Criterion"], first_filled = true }', '"Criterion"')
    text = (
        "Criterion,Part of,Weight\nPain,Discovery,50\nDiscovery,,60\nBudget,discovery,50\n"
        "Closing,,40\nTone,Rapport,10\n"
    )
    staged = workshop.stage(
        {"r.csv": text, "profiles/mine.toml": profile},
        '[sources.criteria]\npath = "r.csv"\nprofile = "mine"\n',
    )
    assert rows_of(staged["criteria"], "criterion_id", "parent_criterion_id") == [
        ("pain", "discovery"), ("discovery", None), ("budget", "discovery"), ("closing", None),
        # a name that no row has stays, for the contract to fault
        ("tone", "Rapport"),
    ]  # fmt: skip


def test_ticked_boxes_make_a_row_each(workshop, rows_of, criteria):
    profile = (
        LOG_PROFILE
        + '[columns]\ncriterion_id = { from = "@column", match = "criteria" }\n'
        + '[unpivot]\ncolumns = ["Discovery", "Objection*"]\nticked_only = true\n'
    )
    text = (
        "Date,Rep,Manager,Discovery,Objection handling\n"
        "2026-04-02,Ana,Bo,x,☐\n2026-04-03,Ana,Bo,TRUE,✓\n2026-04-04,Ana,Bo,,FALSE\n"
    )
    staged = workshop.stage(
        {"log.csv": text, "exports/criteria.csv": criteria, "profiles/mine.toml": profile},
        LOG.format("log.csv"),
    )
    table = staged["coaching_log"]
    assert rows_of(table, "session_date", "criterion_id") == [
        ("2026-04-02", "DISC"), ("2026-04-03", "DISC"), ("2026-04-03", "OBJ"),
    ]  # fmt: skip
    assert table.left_out == {"box that is not ticked": 2, "question without an answer": 1}


def test_a_column_that_is_ignored_is_not_there(workshop, rows_of):
    profile = LOG_PROFILE + '[read]\nignore = ["Pipeline*", "Status"]\n'
    text = "Date,Rep,Manager,Focus,Pipeline covered,Status\n2026-04-02,Ana,Bo,Closing,$120k,??\n"
    staged = workshop.stage({"log.csv": text, "profiles/mine.toml": profile}, LOG.format("log.csv"))
    table = staged["coaching_log"]
    assert rows_of(table, "criterion_id", "commitment_status") == [("Closing", None)]
    assert table.other_columns == {}


def test_rows_without_what_a_rule_asks_for_are_left_out(workshop, rows_of):
    profile = LOG_PROFILE + (
        '[[leave_out]]\nreason = "no coaching"\nunless = { Title = "(?i)coaching|1:1" }\n'
    )
    text = (
        "Date,Rep,Manager,Focus,Title\n2026-04-02,Ana,Bo,Closing,Coaching Ana\n"
        "2026-04-03,Ana,Bo,Closing,Lunch\n2026-04-04,Ana,Bo,Closing,\n"
    )
    staged = workshop.stage({"log.csv": text, "profiles/mine.toml": profile}, LOG.format("log.csv"))
    assert rows_of(staged["coaching_log"], "session_date") == [("2026-04-02",)]
    assert staged["coaching_log"].left_out == {"no coaching": 2}


SHEETS = {
    name: [["Date", "Rep", "Manager", "Focus"], [f"2026-04-0{at}", "Ana", "Bo", "Closing"]]
    for at, name in enumerate(("April", "May", "Old April", "Draft"), start=1)
}


@pytest.mark.parametrize(
    ("choice", "days"),
    [
        ('sheet = ["April", "May"]', ["01", "02"]),
        ('sheet = "*April"', ["01", "03"]),
        ('sheets_except = ["Old *", "Draft"]', ["01", "02"]),
    ],
)
def test_several_sheets_are_read_or_all_but_some(workshop, rows_of, choice, days):
    staged = workshop.stage(
        {"log.xlsx": workbook(SHEETS)},
        LOG.format("log.xlsx").replace("mine", "spreadsheet_coaching_log") + f"{choice}\n",
    )
    assert rows_of(staged["coaching_log"], "session_date") == [(f"2026-04-{day}",) for day in days]


def test_a_sheet_that_is_not_there_is_named_with_those_that_are(workshop):
    with pytest.raises(SourceError, match="there is no sheet 'June'") as refused:
        workshop.stage(
            {"log.xlsx": workbook(SHEETS)},
            LOG.format("log.xlsx").replace("mine", "spreadsheet_coaching_log")
            + 'sheets_except = ["June"]\n',
        )
    assert refused.value.hint == "It has: April, May, Old April, Draft."


def archive(**members):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as packed:
        for name, text in members.items():
            packed.writestr(name.replace("__", "."), text)
    return buffer.getvalue()


def test_of_an_archive_the_members_of_a_pattern_are_read(workshop, rows_of):
    log = "Date,Rep,Manager,Focus\n2026-04-02,Ana,Bo,Closing\n"
    packed = archive(log_2026__csv=log, users__csv="id\n1\n", notes__pdf="x")
    source = LOG.format("l.zip").replace("mine", "spreadsheet_coaching_log")
    staged = workshop.stage({"l.zip": packed}, source + 'member = "log_*.csv"\n')
    assert rows_of(staged["coaching_log"], "session_date") == [("2026-04-02",)]
    with pytest.raises(SourceError, match="no file in the archive matches 'x\\*'") as refused:
        workshop.stage({"l.zip": packed}, source + 'member = "x*"\n')
    assert refused.value.hint == "It holds: log_2026.csv, users.csv."


def test_files_that_are_no_unicode_have_the_encoding_that_is_declared(workshop, rows_of):
    profile = LOG_PROFILE + '[read]\nfallback_encoding = "cp1250"\n'
    text = "Date,Rep,Manager,Focus\n2026-04-02,Małgorzata,Bo,Closing\n"
    staged = workshop.stage(
        {
            "logs/a.csv": text.encode("cp1250"),
            "logs/b.csv": text.replace("-02", "-03").encode(),
            "profiles/mine.toml": profile,
        },
        LOG.format("logs"),
    )
    assert rows_of(staged["coaching_log"], "session_date", "rep_id") == [
        ("2026-04-02", "Małgorzata"), ("2026-04-03", "Małgorzata"),
    ]  # fmt: skip
    assert staged["coaching_log"].notices == ()


def test_values_are_looked_up_in_the_very_file(workshop, rows_of):
    profile = (
        'table = "goals"\ndescription = "JSON:API"\n[read]\nrecords = "data[]"\n[columns]\n'
        'goal_id = "id"\nrep_id = { from = "relationships.user.data.id", lookup = "users", '
        'gives = "attributes.email" }\nmetric = "attributes.metric"\nbaseline = { constant = 1 }\n'
        "target = { constant = 2 }\nset_on = { constant = 2026-01-01 }\n"
        'due_on = { constant = 2026-02-01 }\nstatus = { constant = "open" }\n'
        '[lookups.users]\npath = "@source"\nrecords = "included[]"\nkey = "id"\n'
    )
    one = (
        '{"data": [{"id": "g1", "attributes": {"metric": "a"}, "relationships": {"user": {"data": '
        '{"id": "u1"}}}}], "included": [{"id": "u1", "attributes": {"email": "ana@acme.example"}}]}'
    )
    two = one[: one.index(', "included"')].replace("g1", "g2") + "}"
    staged = workshop.stage(
        {"pages/1.json": one, "pages/2.json": two, "profiles/mine.toml": profile},
        '[sources.goals]\npath = "pages"\nprofile = "mine"\n',
    )
    table = staged["goals"]
    assert rows_of(table, "goal_id", "rep_id") == [
        ("g1", "ana@acme.example"), ("g2", "ana@acme.example"),
    ]  # fmt: skip
    assert [file.name for file in table.inputs] == ["pages/1.json", "pages/2.json"]


def test_a_profile_for_pages_of_json_is_named_where_a_page_is_read_as_a_table(workshop):
    page = '{"results": [{"id": "9001", "properties": {"dealstage": "closedwon"}}]}'
    with pytest.raises(SourceError) as refused:
        workshop.stage(
            {"hs.json": page},
            '[sources.opportunities]\npath = "hs.json"\nprofile = "hubspot"\n',
        )
    assert refused.value.hint.startswith("The profile 'hubspot_json' reads records out of pages")


def test_answers_in_the_snake_case_of_a_warehouse_are_left_out_by_the_same_rules(workshop, rows_of):
    answers = (
        '{"question_id": "1", "score": 4, "is_overall": false, "not_applicable": false}, '
        '{"question_id": "2", "score": 3, "is_overall": true, "not_applicable": false}, '
        '{"question_id": "3", "score": 2, "is_overall": false, "not_applicable": true}, '
        '{"question_id": "4", "score": 1, "answer_text": "Yes"}'
    )
    page = (
        '{"answeredScorecards": [{"answered_scorecard_id": "11", "call_id": "77", '
        '"call_start_time": "2026-03-01T10:00:00Z", "reviewed_user_id": "r1", '
        f'"review_method": "MANUAL", "answers": [{answers}]}}]}}'
    )
    staged = workshop.stage(
        {"gong.json": page},
        '[sources.qa_scores]\npath = "gong.json"\nprofile = "gong_json"\n',
    )["qa_scores"]
    assert rows_of(staged, "criterion_id", "score") == [("1", "4")]
    assert staged.left_out == {
        "overall rating, not a criterion": 1,
        "not applicable answer": 1,
        "yes-or-no answer, not a score": 1,
    }
