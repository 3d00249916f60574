"""From raw files to exports that hold to their contracts, with one command and no line of TOML."""

from __future__ import annotations

import csv
import io
import os
import pty
import sys
from datetime import date, timedelta

import pytest
from workbooks import workbook

from review_kit.project import load_project
from review_kit.project.init import init_project
from review_kit.sources.connect.propose import propose
from review_kit.sources.connect.writing import write

ROSTER = (
    "Personnel number;First name;Last name;Title;Line manager;Department;Start date\n"
    "0041;Ana;Ruiz;Rep;Bo Chen;North;13.01.2023\n"
    "0042;Zoë;Åkesson;Rep;Bo Chen;North;02.02.2024\n"
    "0050;Bo;Chen;Manager;;North;01.03.2019\n"
)
FIRST = date(2026, 8, 3)


def scorecards() -> str:
    buffer = io.StringIO()
    rows = csv.writer(buffer)
    rows.writerow(["Scorecards, August"])
    rows.writerow(
        ["Call ID", "Agent", "Call date", "Scored by", "Overall", "Discovery", "Discovery > Needs"]
    )
    for number in range(24):
        day = FIRST + timedelta(days=number)
        agent = ["Ana Ruiz", "Zoë Åkesson"][number % 2]
        scores = [f"{40 + number}%"] * 3
        rows.writerow([f"77{number:018}", agent, f"{day:%m/%d/%Y}", "AI", *scores])
    rows.writerow(["Total: 24"])
    return buffer.getvalue()


def log() -> bytes:
    header = ["Date", "Rep", "Skill", "Score before", "Agreed action"]
    rows = [
        [FIRST + timedelta(days=n), "Åkesson, Zoë" if n else "Ana Ruiz", "Needs", 0.5, "Ask"]
        for n in (0, 7)
    ]
    return workbook({"Bo Chen": [["Log"], [], header, *rows]})


REPORT = (
    '"Opportunity Owner  ↑","Opportunity ID","Stage","Amount","Created Date","Close Date"\n'
    '"Ana Ruiz","1","Closed Won","$1,250.00","3/4/2026","8/13/2026"\n'
    '"","2","Closed Lost","$900.00","3/5/2026","8/6/2026"\n'
    '"Subtotal","","","$2,150.00","",""\n'
    '"Zoë Åkesson","3","Negotiation","$700.00","3/5/2026","12/6/2026"\n'
    '"Total","","","$2,850.00","",""\n'
    '"Confidential Information - Do Not Distribute"\n'
)


@pytest.fixture
def raw(tmp_path):
    """A new project with four raw files in it."""
    init_project(tmp_path)
    exports = tmp_path / "exports"
    (exports / "HR.csv").write_text(ROSTER, encoding="cp1252")
    (exports / "QA August.csv").write_text(scorecards(), encoding="utf-8-sig")
    (exports / "Log 2026.xlsx").write_bytes(log())
    (exports / "Pipeline.csv").write_text(REPORT, encoding="utf-8")
    return tmp_path


def test_four_raw_files_are_connected_and_valid_at_once(review_kit, raw):
    say = ("--say", "organisation.name=Acme")
    told = review_kit("connect", "--yes", *say, "--json", "--project", raw).json
    assert load_project(raw).config.organisation.name == "Acme"
    assert {each["table"]: (each["rows"], each["stops"]) for each in told["tables"]} == {
        "roster": (2, []),
        "qa_scores": (48, []),
        "coaching_log": (2, []),
        "opportunities": (3, []),
    }
    assert told["validation"]["passed"]
    assert told["not_connected"] == []
    assert sorted(path.rpartition("/")[2] for path in told["written"]) == [
        *("criteria.csv", "hr.toml", "log_2026.toml", "pipeline.toml", "qa_august.toml"),
        "review_kit.toml",
    ]
    quarantined = [table["quarantined"] for table in told["validation"]["tables"].values()]
    assert quarantined == [0] * 5
    # a second time nothing is left to write
    again = load_project(raw)
    assert write(again, propose(again)) == []


def test_without_a_terminal_it_shows_and_writes_nothing(review_kit, raw):
    shown = review_kit("connect", "--project", raw)
    assert shown.code == 0
    assert "qa_scores: exports/QA August.csv" in shown.out
    assert (
        "rows in blocks: 'Opportunity Owner  ↑' is filled only on the first row of each block, in 2 of "
        "3 rows: the value is repeated down to the next one" in shown.out
    )
    assert "Nothing was written" in shown.out
    assert not (raw / "profiles").exists()
    page = (raw / "reports" / "connect.html").read_text(encoding="utf-8")
    assert "The first rows as they will be read" in page
    assert "QA August.csv row 3" in page
    assert "<script" not in page


def test_what_is_undecided_ends_with_what_to_write(review_kit, raw):
    report = raw / "exports" / "Pipeline.csv"
    report.write_text(REPORT.replace("8/13/2026", "8/9/2026"), encoding="utf-8")
    told = review_kit("connect", report, "--yes", "--project", raw, "--html", raw / "looked.html")
    assert told.code == 1
    assert "--say opportunities.date_order=day_first" in told.out
    assert "Not written, because questions are open: opportunities" in told.out
    assert "--say opportunities.date_order=month_first" in (raw / "looked.html").read_text("utf-8")


def test_a_terminal_is_asked(review_kit, raw, monkeypatch):
    report = raw / "exports" / "Pipeline.csv"
    report.write_text(REPORT.replace("8/13/2026", "8/9/2026"), encoding="utf-8")
    ours, theirs = pty.openpty()
    # a number that is none, month first, no name of the organization, a time zone that is none and one
    # that is, and no to writing
    os.write(ours, b"7\n2\n\nMoon\nEurope/Madrid\nn\n")
    with os.fdopen(theirs, encoding="utf-8") as terminal:
        monkeypatch.setattr(sys, "stdin", terminal)
        told = review_kit("connect", report, "--project", raw)
    os.close(ours)
    assert told.code == 0
    assert "3/4/2026 is 4 March 2026 (month first)" in told.out
    assert "Give one of the numbers." in told.out
    assert "Give a time zone as Europe/Madrid." in told.out
    assert "as you answered" in told.out
    assert "Nothing was written" in told.out


def test_a_file_from_elsewhere_is_copied_and_never_over_another(review_kit, raw, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("downloads") / "Deals.csv"
    elsewhere.write_text(REPORT, encoding="utf-8")
    (raw / "exports" / "Pipeline.csv").unlink()
    told = review_kit("connect", elsewhere, "--yes", "--json", "--project", raw).json
    assert (raw / "exports" / "Deals.csv").read_text(encoding="utf-8") == REPORT
    assert told["undecided"] == []
    elsewhere.write_text(REPORT.replace("900", "901"), encoding="utf-8")
    refused = review_kit("connect", elsewhere, "--yes", "--project", raw)
    assert refused.code == 1
    assert "exports/ already has a different file with this name" in refused.err


def test_an_answer_that_is_none_is_refused(review_kit, raw):
    refused = review_kit("connect", "--say", "day_first", "--project", raw)
    assert refused.code == 1
    assert "Write it as --say opportunities.date_order=day_first" in refused.err
