"""An export that says it is larger than what was read is not accepted."""

from __future__ import annotations

import json

import pytest

from review_kit.errors import SourceError
from review_kit.sources.files.complete import counted_rows, error_answer

DEALS = (
    "table = 'opportunities'\ndescription = 'x'\n[read]\nrecords = 'results[]'\n[columns]\n"
    "opportunity_id = 'id'\nrep_id = 'owner'\ncreated_date = 'created'\nstage = 'stage'\n"
    "is_closed = { constant = false }\nis_won = { constant = false }\n"
    "currency = { constant = 'EUR' }\n"
)
SOURCE = '[sources.opportunities]\npath = "pages/"\nprofile = "pages"\n'


def page(first: int, records: int = 2, **frame: object) -> str:
    results = [
        {"id": f"d{first + n}", "owner": "r1", "created": "2026-01-01", "stage": "New"}
        for n in range(records)
    ]
    return json.dumps({"results": results, **frame})


def gong_page(first: int, **frame: object) -> str:
    return json.dumps({**json.loads(page(first)), "records": frame})


def found(workshop, pages: list[str]) -> list[str]:
    files = {f"pages/{n}.json": text for n, text in enumerate(pages, start=1)}
    staged = workshop.stage({**files, "profiles/pages.toml": DEALS}, SOURCE)
    notices = staged["opportunities"].notices
    assert all(each.kind == "incomplete_pages" and each.stops for each in notices)
    return [each.message for each in notices]


NEXT = {"paging": {"next": {"after": "2"}}}
COMPLETE = {
    "a page that another follows": [page(1, **NEXT), page(3)],
    "an empty page at the end, with a cursor": [page(1, cursor="a"), page(3, 0, cursor="b")],
    "a total that is reached, though a cursor is there": [page(1, total=2, cursor="a")],
    "no word about pages": [page(1), page(3)],
    "nothing follows": [page(1, next=None, has_more=False, links={"next": ""})],
    "a total that grew while fetching": [page(1, total=3, **NEXT), page(3, total=4)],
}


@pytest.mark.parametrize("name", COMPLETE)
def test_all_pages_are_no_finding(workshop, name):
    assert found(workshop, COMPLETE[name]) == []


def test_fewer_records_than_the_pages_say_stop_the_run(workshop):
    gong = {"totalRecords": 250, "currentPageNumber": 0, "cursor": "abc"}
    assert found(workshop, [gong_page(1, **gong), gong_page(3, **gong)]) == [
        "the pages say that there are 250 records, but 4 were read"
    ]


@pytest.mark.parametrize(
    "frame",
    [NEXT, {"cursor": "a"}, {"links": {"next": "https://…"}}, {"done": False}, {"has_more": True}],
)
def test_a_page_that_another_should_follow_stops_the_run(workshop, frame):
    assert found(workshop, [page(1, **frame)]) == [
        "a page says that another one follows, but that page is missing"
    ]


def test_each_fetch_in_a_folder_needs_its_last_page(workshop):
    def of(first: int, number: int, cursor: str | None) -> str:
        frame = {"currentPageNumber": number} | ({"cursor": cursor} if cursor else {})
        return gong_page(first, **frame)

    july, august = [of(1, 0, "a"), of(3, 1, None)], [of(5, 0, "b")]
    assert found(workshop, july) == []
    assert found(workshop, [*july, *august]) == [
        "a page says that another one follows, but that page is missing"
    ]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({"requestId": "r2", "errors": ["API rate limit exceeded"]}, "API rate limit exceeded"),
        ({"status": "error", "message": "expired", "correlationId": "c"}, "expired"),
        ({"error": {"code": 500, "message": "Internal"}}, "Internal"),
        ({"errors": [{"title": "Forbidden", "status": "403"}]}, "Forbidden"),
        ([{"message": "Session expired", "errorCode": "INVALID_SESSION_ID"}], "Session expired"),
    ],
)
def test_an_error_answer_is_no_page(workshop, answer, said):
    with pytest.raises(SourceError) as caught:
        found(workshop, [page(1), json.dumps(answer)])
    assert caught.value.message == (
        f"pages/2.json: there is an error response instead of records: {said}"
    )


def test_a_record_with_a_field_called_error_is_a_record():
    assert error_answer('{"id": "d1", "error": "timeout", "status": "open"}') is None
    assert error_answer('{"status": "open", "title": "x"}') is None
    assert error_answer('{"errors": [], "message": ""}') is None


def test_an_incomplete_lookup_is_told_with_the_table_that_uses_it(workshop, roster):
    users = {"users": [{"id": "5", "emailAddress": "ana@acme.example"}]}
    users["records"] = {"totalRecords": 9, "cursor": "x"}
    staged = workshop.stage(
        {
            "exports/roster.csv": roster,
            "exports/gong_users.json": json.dumps(users),
            "exports/g.json": json.dumps({"answeredScorecards": []}),
        },
        '[sources.qa_scores]\npath = "exports/g.json"\nprofile = "gong_json"\n',
    )
    (notice,) = staged["qa_scores"].notices
    assert notice.file == "exports/gong_users.json"
    assert notice.message == "the pages say that there are 9 records, but 1 was read"


REPORT = (
    "Opportunity ID,Opportunity Owner,Stage,Amount,Close Date,Created Date\n"
    'A1,Ana Ruiz,Closed Won,"1,200.00",2026-08-12,2026-06-01\n'
    'A2,Ana Ruiz,Closed Won,"1,000.00",2026-08-12,2026-06-01\n'
    "{}\n"
)
REPORTS = '[sources.opportunities]\npath = "r.csv"\nprofile = "salesforce_report"\n'


@pytest.mark.parametrize(
    ("footer", "kind", "stops"),
    [
        ('"Grand Totals (5,700 records)"', "rows_missing", True),
        ('"Grand Totals (1 record)"', "rows_more_than_told", False),
    ],
)
def test_a_footer_that_counts_other_rows_is_told(workshop, footer, kind, stops):
    staged = workshop.stage({"r.csv": REPORT.format(footer)}, REPORTS)
    (notice,) = staged["opportunities"].notices
    assert (notice.kind, notice.stops, notice.file, notice.row) == (kind, stops, "r.csv", 4)
    assert notice.message.endswith("but 2 were read")


@pytest.mark.parametrize(
    "footer", ['"Grand Totals (2 records)"', "Subtotal (1 record)", "Copyright (c) 2000-2026"]
)
def test_a_footer_that_agrees_or_counts_nothing_is_no_finding(workshop, footer):
    assert workshop.stage({"r.csv": REPORT.format(footer)}, REPORTS)["opportunities"].notices == ()


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Grand Totals (5,700 records)", 5700),
        ("Total rows: 5700", 5700),
        ("Total: 2 calls", 2),
        ("Showing 100 of 5 700 records", 5700),
        ("1,204 rows", 1204),
        ("Total: 5,700.00", None),
        ("Subtotal (12 records)", None),
        ("3 rows were corrected by hand", None),
    ],
)
def test_what_a_last_line_counts(text, rows):
    assert counted_rows(text) == rows
