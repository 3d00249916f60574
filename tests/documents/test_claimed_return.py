"""A company whose return can be claimed: what its leaders read on the report's pages and in the workbook."""

import re

import formulas
import openpyxl
import pytest
from prepared_run import prepared_run
from return_examples import money_row

from review_kit.demo import DemoSettings
from review_kit.documents import OrgSummary
from review_kit.documents.group_report.return_workbook import write_return_workbook
from review_kit.documents.parts.wording import hours, money

GAIN = {"share": 0.02, "money": 900.0}
"""Per 10 points of score, by the unit of the result."""


@pytest.fixture
def report():
    """Invented reps whom coaching helped, where results move clearly with scores."""
    found = OrgSummary.open(str(prepared_run(DemoSettings())))
    group = found.record
    factors = [dict(row) for row in group.money_factors]
    for row in factors:
        if row["assumption"] == "association":
            gain = GAIN[row["unit"]]
            row.update(value=gain, low=0.7 * gain, high=1.3 * gain)
    started = {name: group.money[name] for name in ("n_started", "n_reps")}
    group.__dict__.update(money_factors=factors, money={**money_row(factors), **started})
    assert group.money["reason"] == ""
    return found


def written(report, *names):
    return [money(report.record.money[name], report.record.context.currency) for name in names]


def test_page_one_gives_the_range_net_of_cost_the_middle_and_what_is_assumed(report):
    low, middle, high, cost = written(report, "net_low", "net", "net_high", "cost")
    said = " ".join(report.answer().text.split())
    assert f"{low} to {high}" in said
    assert f"net of coaching cost ({cost}); middle {middle}" in said
    started = report.record.money
    assert "The effect is assumed to last 90 days (measured: 8 to 35)." in said
    assert f"{started['n_started']} skills of {started['n_reps']} reps first coached" in said
    assert "loss" not in said
    assert "No ROI" not in said


def test_the_page_behind_it_says_what_it_is_made_of_and_what_moves_it_most(report):
    page = " ".join(report.return_assumptions().text.split())
    low, middle, high = (
        f"{report.record.money[name]:.1f}" for name in ("multiple_low", "multiple", "multiple_high")
    )
    assert f"Before cost it is {low} to {high} times the cost, middle {middle}." in page
    assert "One assumption moves the return most" in page
    assert "An association within reps over time does not prove a cause." in page
    for end, amount in zip(
        ("low", "middle", "high"), written(report, "net_low", "net", "net_high"), strict=True
    ):
        assert re.search(rf"Return, net of coaching cost: {end} .*?{re.escape(amount)}", page), end


def test_hours_and_cost_are_written_alike_wherever_they_stand(report):
    group = report.record
    minutes = [row["value"] for row in group.money_factors if row["assumption"] == "manager_time"]
    spent = hours(minutes[0] / 60)
    pages = {part: getattr(report, part)().text for part in ("investment", "return_assumptions")}
    assert all(f"{spent} h" in text.replace("\u202f", " ") for text in pages.values())
    assert group.metrics["coaching_hours"].value_text.replace("\u202f", " ") == f"{spent} h"
    (cost,) = written(report, "cost")
    assert all(cost in text for text in (*pages.values(), report.answer().text))


def test_the_workbook_recalculated_gives_what_page_one_prints(report, tmp_path):
    path = tmp_path / "return.xlsx"
    write_return_workbook(path, report.record)
    model = formulas.ExcelModel().loads(str(path)).finish()
    found = model.calculate()
    sheet = openpyxl.load_workbook(path).active
    rows = sheet.iter_rows(max_col=2)
    (at,) = [row[0].row for row in rows if str(row[1].value).startswith("Return, net")]
    cells = [
        found[f"'[return.xlsx]{sheet.title.upper()}'!{column}{at}"].value[0, 0] for column in "DCE"
    ]
    currency = report.record.context.currency
    assert [money(float(cell), currency) for cell in cells] == written(
        report, "net_low", "net", "net_high"
    )
