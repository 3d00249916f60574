"""The shipped profiles, each on a small export as its system gives it."""

import gzip
import io

import openpyxl
import pytest

from review_kit.errors import SourceError

REPORT = (
    '"Opportunity Owner","Opportunity Name","Stage","Amount Currency","Amount","Close Date",'
    '"Created Date","Lead Source","Loss Reason","Opportunity ID"\n'
    '"Ana Ruiz","Big, ""red"" deal","Closed Won","USD","$1,234,567.00","31/03/2026",'
    '"05/01/2026","Self-generated","","006A"\n'
    '"zoë åkesson","Line\nbreak","Closed Lost","EUR","€12,500","01/02/2026",'
    '"05/01/2026","Web","Price","006B"\n'
    '"Li Wei","Open","Negotiation","EUR","","","06/01/2026","","","006C"\n'
    '"Grand Totals (3 records)"\n'
    "\n"
    '"Confidential Information - Do Not Distribute"\n'
    '"Copyright (c) 2000-2026 salesforce.com, inc. All rights reserved."\n'
)
OPPORTUNITY = (
    "opportunity_id", "rep_id", "created_date", "close_date", "stage", "is_closed", "is_won",
    "amount", "currency", "source", "loss_reason", "_row",
)  # fmt: skip
REPORT_ROWS = [
    ("006A", "r1", "2026-01-05", "2026-03-31", "Closed Won", "true", "true", "1234567.00", "USD",
     "self", None, 2),
    ("006B", "r2", "2026-01-05", "2026-02-01", "Closed Lost", "true", "false", "12500", "EUR",
     "Web", "Price", 3),
    ("006C", "r3", "2026-01-06", None, "Negotiation", "false", "false", None, "EUR", None, None, 4),
]  # fmt: skip


def settings(profile: str, path: str, more: str = "", table: str = "opportunities") -> str:
    return f'[sources.{table}]\npath = "{path}"\nprofile = "{profile}"\n{more}'


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_salesforce_report_as_csv(workshop, rows_of, roster, encoding):
    staged = workshop.stage(
        {"exports/roster.csv": roster, "crm/report.csv": REPORT.encode(encoding)},
        settings("salesforce_report", "crm/report.csv", 'date_order = "day_first"\n'),
    )
    table = staged["opportunities"]
    assert rows_of(table, *OPPORTUNITY) == REPORT_ROWS
    assert table.left_out == {"empty row": 1, "footer row": 3}
    assert table.rows_in == 7
    assert table.other_columns == {}


def test_salesforce_report_without_a_date_order_is_refused(workshop, roster):
    with pytest.raises(SourceError, match="'05/01/2026' can be read as 5 January 2026"):
        workshop.stage({"r.csv": REPORT}, settings("salesforce_report", "r.csv"))


def test_salesforce_report_as_workbook(workshop, rows_of, roster):
    import csv

    book = openpyxl.Workbook()
    for line in csv.reader(io.StringIO(REPORT)):
        book.active.append(line)
    buffer = io.BytesIO()
    book.save(buffer)
    staged = workshop.stage(
        {"exports/roster.csv": roster, "crm/report.xlsx": buffer.getvalue()},
        settings("salesforce_report", "crm/report.xlsx", 'date_order = "day_first"\n'),
    )
    table = staged["opportunities"]
    assert rows_of(table, *OPPORTUNITY) == REPORT_ROWS
    assert table.rows_in == 7
    # the last lines lie below an empty row, so a workbook's reader takes them for notes first
    assert table.left_out == {"empty row": 1, "footer row": 1, "note below the table": 2}


SALESFORCE = (
    "Id,OwnerId,StageName,Amount,CloseDate,CreatedDate,IsClosed,IsWon,LeadSource,CurrencyIsoCode\n"
    "006A,005X,Closed Won,1250.5,2026-03-31,2026-01-05T23:30:00.000+0000,true,true,Web,USD\n"
    "006B,r2,Prospecting,,2026-04-30,2026-01-06T10:00:00.000Z,0,0,Self,\n"
    "006C,005Z,Prospecting,,,2026-01-06T10:00:00.000Z,false,false,,\n"
)


def test_salesforce_by_api_names_with_the_users_beside_it(workshop, rows_of, roster):
    staged = workshop.stage(
        {
            "exports/roster.csv": roster,
            "exports/salesforce_users.csv": "Id,Email,Name\n005X,ANA@acme.example,Ana R.\n005Z,,Li Wei\n",
            "exports/sf.csv.gz": gzip.compress(SALESFORCE.encode()),
        },
        settings("salesforce", "exports/sf.csv.gz"),
    )
    assert rows_of(staged["opportunities"], *OPPORTUNITY[:-2]) == [
        # half past eleven in London is the next day in Madrid
        ("006A", "r1", "2026-01-06", "2026-03-31", "Closed Won", "true", "true", "1250.5", "USD",
         "Web"),
        ("006B", "r2", "2026-01-06", "2026-04-30", "Prospecting", "false", "false", None, "EUR",
         "self"),
        ("006C", "r3", "2026-01-06", None, "Prospecting", "false", "false", None, "EUR", None),
    ]  # fmt: skip


HUBSPOT_LABELS = (
    "Record ID,Deal Name,Deal Stage,Pipeline,Amount,Currency,Create Date,Close Date,Deal owner,"
    "Closed Lost Reason,Number of Associated Contacts\n"
    "98765432109,A,Closed won,Sales Pipeline,1250.5,EUR,2026-01-05 10:15,2026-03-31 09:00,"
    "Ana Ruiz,,3\n"
    "98765432110,B,Closed Lost (Sales Pipeline),Sales Pipeline,,,2026-01-05 10:15,"
    "2026-03-31 09:00,zoe@acme.example,Price,0\n"
    "98765432111,C,Contract sent,Sales Pipeline,10,,2026-01-05 10:15,,Li Wei,,\n"
)
HUBSPOT_INTERNAL = (
    "hs_object_id;dealstage;amount;deal_currency_code;createdate;closedate;hubspot_owner_id;"
    "closed_lost_reason;num_associated_contacts;hs_is_closed;hs_is_closed_won\n"
    "98765432109;closedwon;1250.5;EUR;2026-01-05T09:15:00Z;2026-03-31T07:00:00Z;501;;3;true;true\n"
    "98765432110;closedlost;;;2026-01-05T09:15:00Z;2026-03-31T07:00:00Z;502;Price;0;true;false\n"
    "98765432111;Contract sent;10;;2026-01-05T09:15:00Z;;503;;;false;false\n"
)


@pytest.mark.parametrize("names", ["labels", "internal names"])
def test_hubspot_deals(workshop, rows_of, roster, names):
    text = HUBSPOT_LABELS if names == "labels" else HUBSPOT_INTERNAL
    staged = workshop.stage(
        {
            "exports/roster.csv": roster,
            "exports/hubspot_owners.csv": "id,email\n501,ana@acme.example\n502,zoe@acme.example\n",
            "exports/deals.csv": text,
        },
        settings("hubspot", "exports/deals.csv"),
    )
    third = "r3" if names == "labels" else "503"
    rows = rows_of(
        staged["opportunities"], "opportunity_id", "rep_id", "created_date", "close_date",
        "is_closed", "is_won", "amount", "currency", "loss_reason", "contacts",
    )  # fmt: skip
    assert rows == [
        ("98765432109", "r1", "2026-01-05", "2026-03-31", "true", "true", "1250.5", "EUR", None,
         "3"),
        ("98765432110", "r2", "2026-01-05", "2026-03-31", "true", "false", None, "EUR", "Price",
         "0"),
        ("98765432111", third, "2026-01-05", None, "false", "false", "10", "EUR", None, None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("profile", "text", "moment"),
    [
        (
            "salesforce_stage_history",
            "OpportunityId,StageName,CreatedDate\n006A,Qualify,2026-01-05T10:00:00.000+0000\n",
            "2026-01-05T10:00:00+00:00",
        ),
        (
            "hubspot_stage_history",
            "Record ID,Deal Stage,Date entered stage\n006A,Qualify,2026-01-05 10:00\n",
            "2026-01-05T10:00:00",
        ),
    ],
)
def test_stage_histories(workshop, rows_of, profile, text, moment):
    staged = workshop.stage({"h.csv": text}, settings(profile, "h.csv", table="stage_history"))
    assert rows_of(staged["stage_history"], "opportunity_id", "stage", "entered_at") == [
        ("006A", "Qualify", moment)
    ]


@pytest.mark.parametrize("heading", ["Amount in company currency", "amount_in_home_currency"])
def test_hubspot_amounts_in_company_currency_are_not_in_that_of_the_deal(
    workshop, rows_of, roster, heading
):
    deals = (
        f"Record ID,Deal Stage,Deal owner,Create Date,Close Date,Amount,{heading},Currency\n"
        "1,Closed Won,Ana Ruiz,2026-06-01,2026-08-12,10000,9200,USD\n"
        "2,Closed Lost,Ana Ruiz,2026-06-02,2026-08-13,5000,5000,EUR\n"
    )
    staged = workshop.stage(
        {"exports/roster.csv": roster, "exports/deals.csv": deals},
        settings("hubspot", "exports/deals.csv"),
    )
    table = staged["opportunities"]
    assert rows_of(table, "amount", "currency") == [("9200", "EUR"), ("5000", "EUR")]
    assert table.notices == ()


GONG = (
    "Call ID,Call title,Call start time,Reviewed user,Scored by,Discovery,Objection Handling,"
    "What went well?,Overall score,Call URL\n"
    "98765432109876543210,Demo,2026-03-01T10:00:00+01:00,Ana Ruiz,Bo Chen,4,N/A,Listening,4.5,"
    "https://gong.example/1\n"
    "2,Demo,2026-03-02T10:00:00+01:00,Li Wei,Gong AI,3.5,2,,,\n"
)


def test_gong_csv(workshop, rows_of, roster, criteria):
    staged = workshop.stage(
        {"exports/roster.csv": roster, "exports/criteria.csv": criteria, "exports/gong.csv": GONG},
        settings("gong_csv", "exports/gong.csv", table="qa_scores"),
    )
    table = staged["qa_scores"]
    assert rows_of(
        table,
        "call_id",
        "rep_id",
        "call_at",
        "criterion_id",
        "score",
        "max_score",
        "evaluator",
        "_row",
    ) == [
        ("98765432109876543210", "r1", "2026-03-01T10:00:00+01:00", "DISC", "4", "5", "human", 2),
        ("2", "r3", "2026-03-02T10:00:00+01:00", "DISC", "3.5", "5", "ai", 3),
        ("2", "r3", "2026-03-02T10:00:00+01:00", "OBJ", "2", "5", "ai", 3),
    ]
    assert table.left_out == {"answer in words": 1, "question without an answer": 2}
    assert table.rows_in == 6
    assert table.other_columns == {"exports/gong.csv": ("Call title", "Overall score")}


def test_a_score_with_a_decimal_comma_is_no_answer_in_words(workshop, rows_of, roster, criteria):
    cards = (
        "Call ID;Call start time;Reviewed user;Scored by;Discovery;What went well?\n"
        "1;2026-03-01T10:00:00Z;Ana Ruiz;Bo Chen;3,5;Listening\n"
        "2;2026-03-02T10:00:00Z;Ana Ruiz;Bo Chen;4;\n"
        "3;2026-03-03T10:00:00Z;Ana Ruiz;Bo Chen;1,5;\n"
    )
    staged = workshop.stage(
        {"exports/roster.csv": roster, "exports/criteria.csv": criteria, "exports/gong.csv": cards},
        settings("gong_csv", "exports/gong.csv", table="qa_scores"),
    )
    table = staged["qa_scores"]
    assert rows_of(table, "call_id", "score") == [("1", "3.5"), ("2", "4"), ("3", "1.5")]
    assert table.left_out == {"answer in words": 1, "question without an answer": 2}
