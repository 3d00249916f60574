"""The workbook of the return, recalculated by another program, beside what the report prints of it."""

from __future__ import annotations

import re
from dataclasses import replace
from math import sqrt

import formulas
import openpyxl
import pytest
from prepared_run import prepared_run
from return_examples import COST, FACTORS, factor, money_row

from review_kit.demo import DemoSettings
from review_kit.documents import OrgSummary
from review_kit.documents.group_report.coaching_return import return_of
from review_kit.documents.group_report.page_one import investment
from review_kit.documents.group_report.return_assumptions import (
    names_of,
    origin_of,
    return_assumptions,
)
from review_kit.documents.group_report.return_steps import return_steps
from review_kit.documents.group_report.return_workbook import write_return_workbook
from review_kit.documents.parts.wording import money


class Workbook:
    """A workbook that was written for the given factors, its cells by their names."""

    def __init__(self, path, group):
        write_return_workbook(path, group)
        self.path = path
        book = openpyxl.load_workbook(path)
        (self.sheet,) = book.worksheets
        (self.stored,) = openpyxl.load_workbook(path, data_only=True).worksheets
        self.cells = {
            name: defined.attr_text.split("!")[1].replace("$", "")
            for name, defined in book.defined_names.items()
        }
        self._model = None

    @property
    def formulas(self):
        """Cell → formula of every cell that has one."""
        return {
            cell.coordinate: cell.value
            for row in self.sheet.iter_rows()
            for cell in row
            if cell.data_type == "f"
        }

    def recalculated(self, **inputs):
        """Every formula's value when assumptions, by their names, are other ones."""
        if self._model is None:
            self._model = formulas.ExcelModel().loads(str(self.path)).finish()
        place = f"'[{self.path.name}]{self.sheet.title.upper()}'!"
        changed = {f"{place}{self.cells[name]}": value for name, value in inputs.items()}
        found = self._model.calculate(inputs=changed or None)
        return {cell: float(found[f"{place}{cell}"].value[0, 0]) for cell in self.formulas}

    def result(self, values):
        """Low, middle and high of the return in such values."""
        line = next(
            row for row in self.sheet.iter_rows() if str(row[1].value).startswith("Return,")
        )
        middle, low, high = (values[line[column].coordinate] for column in (2, 3, 4))
        return low, middle, high

    @property
    def texts(self):
        return [
            cell.value
            for row in self.sheet.iter_rows()
            for cell in row
            if cell.data_type == "s" and cell.value
        ]


@pytest.fixture
def group_with(run):
    """The organisation's record as if its return were made of these factors."""

    def opened(factors, names=None, **row):
        group = OrgSummary.open(str(run.folder)).record
        worth = money_row(factors) if any(f["assumption"] == "effect" for f in factors) else {}
        group.__dict__.update(money_factors=factors, money={**worth, **row})
        if names is not None:
            group.__dict__["criteria_names"] = names
        return group

    return opened


@pytest.fixture
def workbook(tmp_path, group_with):
    return Workbook(tmp_path / "return.xlsx", group_with(FACTORS))


def test_every_formula_recalculated_is_what_stands_beside_it(workbook):
    recalculated = workbook.recalculated()
    assert len(recalculated) > 30
    for cell, value in recalculated.items():
        assert value == pytest.approx(workbook.stored[cell].value, rel=1e-9), cell


def test_low_middle_and_high_are_those_that_the_report_prints(workbook, group_with):
    group = group_with(FACTORS)
    shown = [money(end, group.context.currency) for end in workbook.result(workbook.recalculated())]
    low, middle, high = shown
    page_one = return_of(group.money, group.money_factors, group.context)
    assert f"{low} to {high} net of coaching cost, middle {middle}" in page_one.sentence
    lines = return_steps(group.money_factors, group.criteria_names, group.context)
    assert [line.amount for line in lines[-3:]] == shown


def test_a_changed_assumption_changes_the_return_as_by_hand(workbook):
    # worth of a point: 0.0126 ÷ 10 × 150.5 × 17,200 + 0.02 ÷ 10 × 1,250,000 + 8 ÷ 10 × 9 × 12.5
    point = 3_261.6360 + 2_500 + 90
    cost = 10_590 / 60 * 95 + 11_010 / 60 * 62.5
    for changes, middle in (
        ({}, 4 * point * 0.72 - cost),
        ({"effect_1": 8.0}, 8 * point * 0.72 - cost),
        ({"margin": 0.5}, 4 * point * 0.5 - cost),
        ({"lasts": 45}, 4 * point * 0.72 / 2 - cost),
        ({"value_1": 34_400}, 4 * (point + 3_261.6360) * 0.72 - cost),
        ({"manager_rate": 0, "rep_rate": 0}, 4 * point * 0.72),
    ):
        assert workbook.result(workbook.recalculated(**changes))[1] == pytest.approx(middle)


def test_without_doubt_in_the_factors_low_and_high_are_the_middle(workbook):
    sure = {
        f"{name}_{end}": value
        for name, value in (
            ("effect_1", 4.0),
            ("association_1", 0.0126),
            ("association_2", 0.02),
            ("association_3", -8.0),
        )
        for end in ("low", "high")
    }
    low, middle, high = workbook.result(workbook.recalculated(**sure))
    assert low == high == middle


def test_every_assumption_is_a_cell_with_its_origin(workbook):
    where = {
        row[1].value: row[6].value for row in workbook.sheet.iter_rows() if row[6].value is not None
    }
    words = names_of(FACTORS, {})
    assert {name: where[name] for name in words} == dict(
        zip(words, map(origin_of, FACTORS), strict=True)
    )
    assert where["Effect of coaching on scores"] == "measured: the scores"
    assert where["An hour of a manager"] == "set by you in the settings"
    assert where["How long the effect lasts"] == "assumed: nobody has set it; measured: 8 to 35"
    assert not any(".toml" in text for text in workbook.texts)
    inputs = {workbook.cells[name] for name in workbook.cells} - set(workbook.formulas)
    assert sorted(workbook.sheet[cell].value for cell in inputs) == sorted(
        value
        for row in FACTORS
        for value in (row["value"], row["low"], row["high"])
        if value is not None
    )


def test_every_amount_has_its_unit(workbook):
    heads = ("Result", "Assumptions", "Line by line")
    rows = [row for row in workbook.sheet.iter_rows() if row[2].value is not None]
    without = {str(row[1].value) for row in rows if not row[5].value} - {"None"}
    # skewness and excess kurtosis have none
    assert without == {"Lopsided by", "Long tails by"}
    assert all(row[5].value == "Unit" for row in rows if row[0].value in heads)


def test_a_range_across_zero_says_so_in_the_workbook(workbook, group_with):
    group = group_with(FACTORS)
    (said,) = [text for text in workbook.texts if "could be a loss or a gain" in text]
    assert said in return_of(group.money, group.money_factors, group.context).sentence


def test_the_same_rows_give_the_same_bytes(tmp_path, group_with):
    for name in ("one", "two"):
        write_return_workbook(tmp_path / f"{name}.xlsx", group_with(FACTORS))
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_a_skill_that_is_called_like_a_formula_stays_a_name(tmp_path, group_with):
    names = {"obj": "=1+1", "dis": "@SUM(A1)", "crm": "CRM"}
    book = Workbook(tmp_path / "return.xlsx", group_with(FACTORS, names))
    assert "Volume, =1+1" in book.texts
    assert not any("1+1" in formula for formula in book.formulas.values())


def test_without_a_return_the_workbook_holds_the_cost_and_says_why(tmp_path, group_with):
    group = group_with(COST, cost=28_236.25, reason="effect_not_shown")
    book = Workbook(tmp_path / "return.xlsx", group)
    assert any(text.startswith("No ROI is shown: ") for text in book.texts)
    (cost,) = book.recalculated().values()
    assert cost == pytest.approx(10_590 / 60 * 95 + 11_010 / 60 * 62.5)


def test_of_invented_reps_whom_coaching_helped_workbook_table_and_report_say_the_same(tmp_path):
    report = OrgSummary.open(str(prepared_run(DemoSettings())))
    group = report.record
    book = Workbook(tmp_path / "return.xlsx", group)
    low, middle, high = book.result(book.recalculated())
    assert (low, middle, high) == pytest.approx(
        (group.money["net_low"], group.money["net"], group.money["net_high"])
    )
    written = [money(end, group.context.currency) for end in (low, middle, high)]
    assert all(amount in report.answer().text for amount in written)
    assert all(amount in report.return_assumptions().text for amount in written)
    cost = group.metrics["coaching_cost"]
    assert money(group.money["cost"], group.context.currency) == cost.value_text
    hours = group.metrics["coaching_hours"].value_text.replace("\u202f", " ")
    assert hours in report.investment().text


# -- the printed lines -----------------------------------------------------------------------------


def by_calculator(how, lines):
    """Work a printed line out as a reader would: symbols are keys, words are units."""
    keys = how.replace("\u202f", " ").replace(",", "")
    keys = re.sub(r"([\d.]+) %", r"(\1 / 100)", keys)
    keys = re.sub(r"√(?=\()", "sqrt", keys)
    for mark, power in {"²": "**2", "³": "**3", "⁴": "**4"}.items():
        keys = keys.replace(mark, power)
    keys = re.sub(r"30-day periods|rep-months|closed deals|days|min|[€$]", "", keys)
    keys = keys.replace("÷", "/").replace("×", "*").replace("−", "-")
    return eval(keys, {"sqrt": sqrt, **lines})


@pytest.mark.parametrize("factors", [FACTORS, [*FACTORS[:4], *FACTORS[11:]]], ids=["three", "one"])
def test_a_reader_with_a_pocket_calculator_gets_every_line(group_with, factors):
    group = group_with(factors)
    lines = {}
    for step in return_steps(factors, {"obj": "Objection handling"}, group.context):
        value = by_calculator(step.how, lines)
        if step.letter in {"d", "u"}:
            value = round(value, 2)
        if step.letter:
            lines[step.letter] = value
        printed = step.amount.replace("\u202f", " ")
        assert printed in {
            money(value, group.context.currency).replace("\u202f", " "),
            f"€{value:,.0f}".replace("€-", "−€"),
            f"€{value:,.2f}",
            f"{value:.2f}",
            f"{round(value, 3):g}",
        }, step


def test_stretches_that_were_measured_one_by_one_stand_one_by_one(tmp_path, group_with):
    later = factor("effect", 2.0, "pp", ends=(-0.5, 4.5), swing=1.0, first_day=36, last_day=89)
    first = {**FACTORS[0], "last_day": 35}
    measured = [first, later, *(row for row in FACTORS[1:] if row["assumption"] != "lasts")]
    group = group_with(measured)
    lines = {step.letter: step for step in return_steps(measured, {}, group.context)}
    assert lines["b"].how == "(4 × 36 + 2 × 54) ÷ 90 days"
    assert lines["b"].amount == "2.8"
    book = Workbook(tmp_path / "return.xlsx", group)
    for cell, value in book.recalculated().items():
        assert value == pytest.approx(book.stored[cell].value, rel=1e-9), cell
    assert "Effect of coaching on scores, days 36 to 89" in book.texts
    assert any("(measured: 8 to 89). From day 36 on it is at least" in t for t in book.texts)
    assert "measured: the scores; at least this much" in book.texts


def test_days_that_a_measured_stretch_is_taken_to_go_on_are_a_cell(tmp_path, group_with):
    later = factor("effect", 2.0, "pp", ends=(1.0, 3.0), swing=1.0, first_day=36, last_day=119)
    lasts = factor("lasts", 120.0, "days", "configured", (91.0, 120.0), 1.0)
    rest = [row for row in FACTORS[1:] if row["assumption"] != "lasts"]
    book = Workbook(
        tmp_path / "return.xlsx", group_with([{**FACTORS[0], "last_day": 35}, later, lasts, *rest])
    )
    cost = 10_590 / 60 * 95 + 11_010 / 60 * 62.5
    point = (3_261.6360 + 2_500 + 90) * 0.72
    for days in (120, 91):
        middle = book.result(book.recalculated(lasts=days))[1]
        assert middle == pytest.approx((4 * 36 + 2 * (days - 36)) / 90 * point - cost)
    assert any(
        t.startswith("The effect is assumed to last 120 days (measured: 8 to 90).")
        for t in book.texts
    )


def test_what_is_left_out_of_the_cost_is_said_in_report_and_workbook(tmp_path, group_with):
    group = group_with(COST, cost=28_236.25, reason="effect_not_shown")
    cost = replace(group.metrics["coaching_cost"], note="length known of 18 of 20 sessions")
    group.__dict__["metrics"] = {**group.metrics, "coaching_cost": cost}
    said = "Of the cost: length known of 18 of 20 sessions."
    assert said in return_assumptions(group).text
    assert said in Workbook(tmp_path / "return.xlsx", group).texts
    assert "; length known of 18 of 20 sessions" in investment(group).text
