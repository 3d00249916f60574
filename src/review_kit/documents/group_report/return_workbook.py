"""The return on coaching as a workbook: every assumption a cell with its origin, every other cell a formula.

Cells have names, so a formula reads as it is meant (``=worth*points``). The formulas are those of
:mod:`~review_kit.metrics.return_arithmetic`, and each carries what that module makes of it, so that a
program which does not reckon (a preview, a reader of files) shows the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from review_kit.documents.group_report.coaching_return import (
    claim,
    lasting_sentence,
    why_no_return,
)
from review_kit.documents.group_report.group_record import GroupRecord
from review_kit.documents.group_report.return_assumptions import names_of, note_of, origin_of
from review_kit.documents.group_report.return_steps import step_letters, worth_letters
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.sentences import in_sentence
from review_kit.documents.parts.wording import span
from review_kit.metrics import return_arithmetic as factor
from review_kit.metrics.drivers import STEP_PP
from review_kit.metrics.return_arithmetic import SKEW, SKEW_SQUARED, TAILS, Arithmetic, Z

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook

SHEET = "Return"
LINE, WHAT, VALUE, LOW, HIGH, UNIT, ORIGIN, MOVES = range(8)
"""Columns, A to H."""
_WIDTHS = (6, 52, 15, 15, 15, 20, 44, 18)
_LINE_HEIGHT, _LINE_LENGTH = 15, 150
"""Points, and characters that fit beside each other over all columns."""
_MONEY, _CENTS, _PLAIN, _SHARE, _STEPS = "#,##0", "#,##0.00", "General", "0.##%", "0.00"
_FIGURE = "0.000"
"""Of a number without unit, to as many decimals as the report prints."""
_POINTS = "percentage points"
_NUMBER_OF = {factor.MARGIN: _SHARE, factor.MANAGER_TIME: _MONEY, factor.REP_TIME: _MONEY}
"""How an assumption is written, where not with all its decimals."""
_LARGE = 1000
_RATE_OF = {factor.MANAGER_TIME: factor.MANAGER_RATE, factor.REP_TIME: factor.REP_RATE}


def write_return_workbook(path: Path, group: GroupRecord) -> None:
    """Write the workbook of one group; the same rows give the same bytes.

    Parameters
    ----------
    path
        Where, with the suffix ``.xlsx``.
    group
        Whose return, or whose cost where there is no return.
    """
    import xlsxwriter

    with xlsxwriter.Workbook(path) as book:
        book.set_properties(
            {
                "title": f"Return on coaching, {group.name}",
                "created": datetime.combine(group.context.as_of, time()),
            }
        )
        _ReturnSheet(book, group).write()


class _ReturnSheet:
    """The one sheet, written from top to bottom.

    Parameters
    ----------
    book
        Where.
    group
        Whose return.
    """

    def __init__(self, book: Workbook, group: GroupRecord) -> None:
        self._book = book
        self._sheet = book.add_worksheet(SHEET)
        self._group = group
        self._currency = group.context.currency
        self._at = 0
        """The row that is written next."""
        self._title = book.add_format({"bold": True, "font_size": 14})
        self._wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        self._beside = book.add_format(
            {"text_wrap": True, "valign": "top", "align": "left", "indent": 1}
        )
        """Words behind a number."""
        self._head = book.add_format({"bold": True, "bottom": 1})
        self._head_of_numbers = book.add_format({"bold": True, "bottom": 1, "align": "right"})
        self._head_of_words = book.add_format({"bold": True, "bottom": 1, "indent": 1})
        self._looks = {
            (number, kind): book.add_format({"num_format": number, **look})
            for number in (_MONEY, _CENTS, _PLAIN, _SHARE, _STEPS, _FIGURE)
            for kind, look in (
                ("input", {"font_color": "#1c5d99", "bg_color": "#eef4f9"}),
                ("formula", {}),
                ("result", {"bold": True}),
            )
        }
        for column, width in enumerate(_WIDTHS):
            self._sheet.set_column(column, column, width)
        self._sheet.set_landscape()
        self._sheet.fit_to_pages(1, 0)
        self._sheet.hide_gridlines(2)

    def write(self) -> None:
        """Write what it is, the result, assumptions, lines and notes."""
        group, window = self._group, self._group.context.window
        reckoned = factor.arithmetic_of(group.money_factors)
        self._text(LINE, f"Return on coaching · {group.name}", self._title)
        self._next()
        self._text(LINE, f"{span(window.start, window.end)} · amounts in {self._currency}")
        self._next()
        for sentence in (
            lasting_sentence(group.money_factors),
            "" if reckoned is None or group.money is None else claim(group.money, group.context),
            "Shaded cells are assumptions, all others are formulas: change an assumption, and the return "
            "follows.",
        ):
            if sentence:
                self._said(sentence)
        self._next()
        if reckoned is None:
            reason = "" if group.money is None else group.money["reason"]
            self._text(LINE, why_no_return(reason, group.own_effect))
            self._next(2)
            self._assumptions(())
            self._cost()
            self._note()
            return
        self._result(reckoned)
        self._assumptions(self._moves(reckoned))
        self._head_line("Line by line", ("Comes to", "", "", "Unit"))
        self._benefit(reckoned)
        self._range(reckoned)
        self._cost()
        self._note()

    # -- parts -------------------------------------------------------------------------------------

    def _result(self, reckoned: Arithmetic) -> None:
        cost = self._spent()
        benefit, net = reckoned.benefit, reckoned.net_of(cost)
        self._head_line("Result", ("Middle", "Low", "High", "Unit"))
        low, high = "benefit-down*step", "benefit+up*step"
        for what, formulas, values, kind in (
            ("Benefit before cost", ("benefit", low, high), benefit, "formula"),
            ("Cost of coaching", ("cost",) * 3, factor.Range(cost, cost, cost), "formula"),
            (
                "Return, net of coaching cost",
                ("benefit-cost", f"{low}-cost", f"{high}-cost"),
                net,
                "result",
            ),
        ):
            self._text(WHAT, what, self._wrapped)
            amounts = (values.middle, values.low, values.high)
            for column, formula, value in zip((VALUE, LOW, HIGH), formulas, amounts, strict=True):
                self._put(column, formula, value, _MONEY, kind)
            self._text(UNIT, self._currency, self._beside)
            self._next()
        self._next()

    def _assumptions(self, moves: Sequence[tuple[str, float]]) -> None:
        """Write a line for each factor, and beside those with a range what they move.

        Parameters
        ----------
        moves
            Formula and amount for each factor with a range, in the order of the rows.
        """
        rows = self._group.money_factors
        self._head_line(
            "Assumptions",
            ("Value", "Low", "High", "Unit", "Where it comes from", "Moves the return by")
            if moves
            else ("Value", "", "", "Unit", "Where it comes from"),
        )
        left = iter(moves)
        words = names_of(rows, self._group.criteria_names)
        for row, name, what in zip(rows, cell_names(rows), words, strict=True):
            number = _NUMBER_OF.get(row["assumption"], _written(row))
            self._text(WHAT, what, self._wrapped)
            self._input(VALUE, row["value"], number, name)
            if row["low"] is not None:
                self._input(LOW, row["low"], number, f"{name}_low")
                self._input(HIGH, row["high"], number, f"{name}_high")
                formula, value = next(left)
                self._put(MOVES, formula, value, _MONEY, "formula")
            self._text(UNIT, self._unit(row), self._beside)
            self._text(ORIGIN, origin_of(row), self._beside)
            self._next()
        self._next()

    def _unit(self, row: Row) -> str:
        unit = str(row["unit"] or "")
        if row["assumption"] == factor.VOLUME and unit == "quota":
            return f"{self._currency} of quota"
        named = {
            "pp": _POINTS,
            "share": "share of 1",
            "money": self._currency,
            "ratio": "times",
        }
        return named.get(unit, unit)

    def _benefit(self, reckoned: Arithmetic) -> None:
        names = self._group.criteria_names
        numbered = _numbered(reckoned.skills)
        for at, (letter, skill) in enumerate(
            zip(worth_letters(len(numbered)), reckoned.skills, strict=True), start=1
        ):
            name = in_sentence(names.get(skill.criterion_id, skill.criterion_id))
            self._line(
                letter,
                f"One point more in {name}",
                f"worth_{at}",
                f"association_{at}/{STEP_PP}*volume_{at}*value_{at}",
                skill.worth,
            )
        total = "+".join(f"worth_{at}" for at in numbered)
        self._line(
            "a", "One point more, of which remains", "worth", f"({total})*margin", reckoned.worth
        )
        points = "+".join(f"effect_{at}*{days}" for at, days in self._days(reckoned))
        self._line(
            "b",
            "Points over the window",
            "points",
            f"({points})/window",
            reckoned.points,
            _FIGURE,
            _POINTS,
        )
        self._line("m", "Benefit, middle", "benefit", "worth*points", reckoned.middle)

    def _range(self, reckoned: Arithmetic) -> None:
        steps = "+".join(
            f"ABS(effect_{at}_high-effect_{at}_low)/{2 * Z:g}*{days}"
            for at, days in self._days(reckoned)
        )
        self._line(
            "p",
            "One step of b",
            "points_step",
            f"({steps})/window",
            reckoned.points_step,
            _FIGURE,
            _POINTS,
        )
        count = len(reckoned.skills)
        for at, (letter, worth, skill) in enumerate(
            zip(step_letters(count), worth_letters(count), reckoned.skills, strict=True), start=1
        ):
            width = f"ABS(association_{at}_high-association_{at}_low)/{2 * Z:g}"
            self._line(
                letter,
                f"One step of {worth}",
                f"worth_{at}_step",
                f"{width}/{STEP_PP}*volume_{at}*ABS(value_{at})",
                skill.step,
            )
        squares = "+".join(f"worth_{at}_step^2" for at in _numbered(reckoned.skills))
        self._line(
            "q",
            "One step of a",
            "worth_step",
            f"SQRT({squares})*{factor.TOGETHER}*margin" if count > 1 else "worth_1_step*margin",
            reckoned.worth_deviation,
        )
        effect, worth, both = "points_step*worth", "worth_step*points", "points_step*worth_step"
        squared = f"({effect})^2+({worth})^2+({both})^2"
        self._line("s", "One step of the benefit", "step", f"SQRT({squared})", reckoned.step)
        self._line(
            "g",
            "Lopsided by",
            "lopsided",
            f"IF(step=0,0,6*{effect}*{worth}*{both}/step^3)",
            reckoned.skew,
            _FIGURE,
            "",
        )
        self._line(
            "k",
            "Long tails by",
            "tails",
            f"IF(step=0,0,(12*({both})^2*(({effect})^2+({worth})^2)+6*({both})^4)/step^4)",
            reckoned.tails,
            _FIGURE,
            "",
        )
        bent = f"{SKEW}*lopsided+{TAILS}*tails-{SKEW_SQUARED}*lopsided^2"
        for letter, what, name, sign, value in (
            ("d", "Steps down to low", "down", "-", reckoned.down),
            ("u", "Steps up to high", "up", "+", reckoned.up),
        ):
            self._line(letter, what, name, f"ROUND({Z}{sign}{bent},2)", value, _STEPS, "steps")

    def _cost(self) -> None:
        times = factor.times_of(self._group.money_factors)
        if times:
            formula = "+".join(f"{time}/60*{_RATE_OF[time]}" for time in times)
            self._line("c", "Cost of coaching", "cost", formula, self._spent())

    def _note(self) -> None:
        said = note_of(self._group)
        if said:
            self._next()
            self._said(said)

    def _spent(self) -> float:
        return sum(one.cost for one in factor.times_of(self._group.money_factors).values())

    def _moves(self, reckoned: Arithmetic) -> list[tuple[str, float]]:
        """Give for each factor with a range, in the order of the rows, how far it moves the return."""
        effects = [
            (
                f"ABS((effect_{at}_high-effect_{at}_low)*{days}/window*worth)",
                reckoned.swing_of_effect(stretch),
            )
            for (at, days), stretch in zip(self._days(reckoned), reckoned.stretches, strict=True)
        ]
        associations = [
            (
                f"ABS((association_{at}_high-association_{at}_low)/{STEP_PP}*volume_{at}*value_{at}*margin*"
                "points)",
                reckoned.swing_of_association(skill),
            )
            for at, skill in enumerate(reckoned.skills, start=1)
        ]
        lasts = [
            (
                f"ABS(effect_{len(effects)}*(lasts_high-lasts_low)/window*worth)",
                reckoned.swing_of_days(round(row["high"] - row["low"])),
            )
            for row in self._group.money_factors
            if row["assumption"] == factor.LASTS
        ]
        return effects + associations + lasts

    def _days(self, reckoned: Arithmetic) -> list[tuple[int, str]]:
        """Number the stretches, each with its days; those of the last may hang on an assumption."""
        days = [str(one.days) for one in reckoned.stretches]
        if any(row["assumption"] == factor.LASTS for row in self._group.money_factors):
            first = reckoned.stretches[-1].first_day
            days[-1] = f"({factor.LASTS}-{first})" if first else factor.LASTS
        return list(enumerate(days, start=1))

    # -- cells -------------------------------------------------------------------------------------

    def _line(
        self,
        letter: str,
        what: str,
        name: str,
        formula: str,
        value: float,
        number: str = _CENTS,
        unit: str | None = None,
    ) -> None:
        """Write one line; its unit is money where it is not named."""
        self._text(LINE, letter)
        self._text(WHAT, what, self._wrapped)
        self._call(VALUE, name)
        self._put(VALUE, formula, value, number, "formula")
        self._text(UNIT, self._currency if unit is None else unit, self._beside)
        self._next()

    def _said(self, sentence: str) -> None:
        """Write a sentence over all columns, as high as it needs."""
        self._sheet.merge_range(self._at, LINE, self._at, MOVES, "", self._wrapped)
        self._sheet.write_string(self._at, LINE, sentence, self._wrapped)
        self._sheet.set_row(self._at, _LINE_HEIGHT * (1 + len(sentence) // _LINE_LENGTH))
        self._next()

    def _put(self, column: int, formula: str, value: float, number: str, kind: str) -> None:
        self._sheet.write_formula(self._at, column, f"={formula}", self._looks[number, kind], value)

    def _input(self, column: int, value: float, number: str, name: str) -> None:
        self._call(column, name)
        self._sheet.write_number(self._at, column, value, self._looks[number, "input"])

    def _call(self, column: int, name: str) -> None:
        from xlsxwriter.utility import xl_rowcol_to_cell

        cell = xl_rowcol_to_cell(self._at, column, row_abs=True, col_abs=True)
        self._book.define_name(name, f"={SHEET}!{cell}")

    def _head_line(self, title: str, columns: Sequence[str]) -> None:
        written = [title, "", *columns]
        for column in range(MOVES + 1):
            look = self._head
            if column in {VALUE, LOW, HIGH, MOVES}:
                look = self._head_of_numbers
            elif column in {UNIT, ORIGIN}:
                look = self._head_of_words
            self._text(column, written[column] if column < len(written) else "", look)
        self._next()

    def _text(self, column: int, text: str, look: Format | None = None) -> None:
        """Write words as words: a name that looks like a formula stays a name."""
        self._sheet.write_string(self._at, column, text, look) if text else self._sheet.write_blank(
            self._at, column, None, look
        )

    def _next(self, rows: int = 1) -> None:
        self._at += rows


def _written(row: Row) -> str:
    """Choose how an assumption is written: with all its decimals, or with commas where it is large."""
    sizes = [abs(row[name]) for name in ("value", "low", "high") if row[name] is not None]
    return _MONEY if max(sizes) >= _LARGE and all(size % 1 == 0 for size in sizes) else _PLAIN


def cell_names(rows: Iterable[Row]) -> list[str]:
    """Name the cell of each factor: ``effect_1``, ``association_2``, ``margin``.

    Parameters
    ----------
    rows
        Rows of ``money_assumptions`` of one scope: ``assumption``, ``criterion_id``.
    """
    seen: dict[str, int] = {}
    names = []
    for row in rows:
        kind = str(row["assumption"])
        if kind == factor.EFFECT or row["criterion_id"] is not None:
            seen[kind] = seen.get(kind, 0) + 1
            kind = f"{kind}_{seen[kind]}"
        names.append(kind)
    return names


def _numbered(parts: Sequence[object]) -> list[int]:
    return list(range(1, len(parts) + 1))
