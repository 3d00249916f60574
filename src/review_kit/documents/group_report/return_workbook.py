"""The return on coaching as a workbook: every assumption a cell with its origin, every other cell a formula.

Cells have names, so a formula reads as it is meant (``=worth*points``). The formulas are those of
:mod:`~review_kit.metrics.return_arithmetic`, and each carries what that module makes of it, so that a
program which does not reckon (a preview, a reader of files) shows the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, time
from pathlib import Path

from review_kit.documents.group_report.coaching_return import (
    claim,
    lasting_sentence,
    why_no_return,
)
from review_kit.documents.group_report.group_record import GroupRecord
from review_kit.documents.group_report.named_cells import (
    CENTS,
    FIGURE,
    HIGH,
    LOW,
    MONEY,
    MOVES,
    ORIGIN,
    PLAIN,
    SHARE,
    STEPS,
    UNIT,
    VALUE,
    WHAT,
    NamedCells,
)
from review_kit.documents.group_report.return_assumptions import names_of, note_of, origin_of
from review_kit.documents.group_report.return_steps import step_letters, worth_letters
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.sentences import in_sentence
from review_kit.documents.parts.wording import span
from review_kit.metrics import return_arithmetic as factor
from review_kit.metrics.drivers import STEP_PP
from review_kit.metrics.return_arithmetic import SKEW, SKEW_SQUARED, TAILS, Arithmetic, Z
from review_kit.number_format import rounded
from review_kit.words import say

_NUMBER_OF = {factor.MARGIN: SHARE, factor.MANAGER_TIME: MONEY, factor.REP_TIME: MONEY}
"""How an assumption is written, where not with all its decimals."""
_LARGE = 1000
_RATE_OF = {factor.MANAGER_TIME: factor.MANAGER_RATE, factor.REP_TIME: factor.REP_RATE}
_UNITS = {
    "pp": "workbook-unit-points",
    "share": "workbook-unit-share",
    "ratio": "workbook-unit-times",
    "days": "workbook-unit-days",
    "minutes": "workbook-unit-minutes",
    "closed deals": "workbook-unit-closed-deals",
    "deals won": "workbook-unit-deals-won",
}
"""Unit of an assumption → the message that names it."""


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
                "title": say("workbook-title", group=group.name),
                "created": datetime.combine(group.context.as_of, time()),
            }
        )
        _ReturnSheet(NamedCells(book, say("workbook-sheet")), group).write()


class _ReturnSheet:
    """The one sheet, written from top to bottom.

    Parameters
    ----------
    cells
        Where.
    group
        Whose return.
    """

    def __init__(self, cells: NamedCells, group: GroupRecord) -> None:
        self._cells = cells
        self._group = group
        self._currency = group.context.currency

    def write(self) -> None:
        """Write what it is, the result, assumptions, lines and notes."""
        group, window = self._group, self._group.context.window
        reckoned = factor.arithmetic_of(group.money_factors)
        self._cells.title(say("workbook-title", group=group.name))
        days = span(window.start, window.end)
        self._cells.sentence(say("workbook-days", days=days, currency=self._currency))
        for sentence in (
            lasting_sentence(group.money_factors),
            "" if reckoned is None or group.money is None else claim(group.money, group.context),
            say("workbook-how"),
        ):
            if sentence:
                self._cells.sentence(sentence)
        self._cells.next()
        if reckoned is None:
            reason = "" if group.money is None else group.money["reason"]
            self._cells.sentence(why_no_return(reason, group.own_effect))
            self._cells.next()
            self._assumptions(())
            self._cost()
            self._note()
            return
        self._result(reckoned)
        self._assumptions(self._moves(reckoned))
        self._cells.head(
            say("workbook-lines"), (say("reports-step-amount"), "", "", say("workbook-unit"))
        )
        self._benefit(reckoned)
        self._range(reckoned)
        self._cost()
        self._note()

    def _result(self, reckoned: Arithmetic) -> None:
        cost = self._spent()
        benefit, net = reckoned.benefit, reckoned.net_of(cost)
        ends = (say("workbook-middle"), say("workbook-low"), say("workbook-high"))
        self._cells.head(say("workbook-result"), (*ends, say("workbook-unit")))
        low, high = "benefit-down*step", "benefit+up*step"
        for what, formulas, values, kind in (
            (say("workbook-benefit"), ("benefit", low, high), benefit, "formula"),
            (say("reports-step-cost"), ("cost",) * 3, factor.Range(cost, cost, cost), "formula"),
            (
                say("workbook-net"),
                ("benefit-cost", f"{low}-cost", f"{high}-cost"),
                net,
                "result",
            ),
        ):
            self._cells.words(WHAT, what)
            amounts = (values.middle, values.low, values.high)
            for column, formula, value in zip((VALUE, LOW, HIGH), formulas, amounts, strict=True):
                self._cells.put(column, formula, value, MONEY, kind)
            self._cells.words(UNIT, self._currency)
            self._cells.next()
        self._cells.next()

    def _assumptions(self, moves: Sequence[tuple[str, float]]) -> None:
        """Write a line for each factor, and beside those with a range what they move.

        Parameters
        ----------
        moves
            Formula and amount for each factor with a range, in the order of the rows.
        """
        rows = self._group.money_factors
        low_to_high = (say("workbook-low"), say("workbook-high")) if moves else ("", "")
        self._cells.head(
            say("workbook-assumptions"),
            (
                say("reports-value"),
                *low_to_high,
                say("workbook-unit"),
                say("reports-comes-from"),
                say("reports-moves-by") if moves else "",
            ),
        )
        left = iter(moves)
        words = names_of(rows, self._group.criteria_names)
        for row, name, what in zip(rows, cell_names(rows), words, strict=True):
            number = _NUMBER_OF.get(row["assumption"], _written(row))
            self._cells.words(WHAT, what)
            self._cells.input(VALUE, row["value"], number, name)
            if row["low"] is not None:
                self._cells.input(LOW, row["low"], number, f"{name}_low")
                self._cells.input(HIGH, row["high"], number, f"{name}_high")
                formula, value = next(left)
                self._cells.put(MOVES, formula, value, MONEY, "formula")
            self._cells.words(UNIT, self._unit(row))
            self._cells.words(ORIGIN, origin_of(row))
            self._cells.next()
        self._cells.next()

    def _unit(self, row: Row) -> str:
        unit = str(row["unit"] or "")
        if row["assumption"] == factor.VOLUME and unit == "quota":
            return say("workbook-unit-quota", currency=self._currency)
        if unit == "money":
            return self._currency
        if unit.endswith("periods"):
            return say("workbook-unit-months")
        return say(_UNITS[unit]) if unit in _UNITS else unit

    def _benefit(self, reckoned: Arithmetic) -> None:
        names = self._group.criteria_names
        numbered = _numbered(reckoned.skills)
        for at, (letter, skill) in enumerate(
            zip(worth_letters(len(numbered)), reckoned.skills, strict=True), start=1
        ):
            name = in_sentence(names.get(skill.criterion_id, skill.criterion_id))
            self._line(
                letter,
                say("reports-step-one-point", skill=name),
                f"worth_{at}",
                f"association_{at}/{STEP_PP}*volume_{at}*value_{at}",
                skill.worth,
            )
        total = "+".join(f"worth_{at}" for at in numbered)
        self._line("a", say("reports-step-remains"), "worth", f"({total})*margin", reckoned.worth)
        in_points = say("workbook-unit-points")
        points = "+".join(f"effect_{at}*{days}" for at, days in self._days(reckoned))
        self._line(
            "b",
            say("reports-step-points"),
            "points",
            f"({points})/window",
            reckoned.points,
            FIGURE,
            in_points,
        )
        self._line("m", say("reports-step-benefit"), "benefit", "worth*points", reckoned.middle)

    def _range(self, reckoned: Arithmetic) -> None:
        steps = "+".join(
            f"ABS(effect_{at}_high-effect_{at}_low)/{2 * Z:g}*{days}"
            for at, days in self._days(reckoned)
        )
        self._line(
            "p",
            say("reports-step-of-b"),
            "points_step",
            f"({steps})/window",
            reckoned.points_step,
            FIGURE,
            say("workbook-unit-points"),
        )
        count = len(reckoned.skills)
        for at, (letter, worth, skill) in enumerate(
            zip(step_letters(count), worth_letters(count), reckoned.skills, strict=True), start=1
        ):
            width = f"ABS(association_{at}_high-association_{at}_low)/{2 * Z:g}"
            self._line(
                letter,
                say("reports-step-of", line=worth),
                f"worth_{at}_step",
                f"{width}/{STEP_PP}*volume_{at}*ABS(value_{at})",
                skill.step,
            )
        squares = "+".join(f"worth_{at}_step^2" for at in _numbered(reckoned.skills))
        self._line(
            "q",
            say("reports-step-of-a"),
            "worth_step",
            f"SQRT({squares})*{factor.TOGETHER}*margin" if count > 1 else "worth_1_step*margin",
            reckoned.worth_deviation,
        )
        effect, worth, both = "points_step*worth", "worth_step*points", "points_step*worth_step"
        squared = f"({effect})^2+({worth})^2+({both})^2"
        self._line("s", say("reports-step-of-benefit"), "step", f"SQRT({squared})", reckoned.step)
        self._line(
            "g",
            say("reports-step-lopsided"),
            "lopsided",
            f"IF(step=0,0,6*{effect}*{worth}*{both}/step^3)",
            reckoned.skew,
            FIGURE,
            "",
        )
        self._line(
            "k",
            say("reports-step-tails"),
            "tails",
            f"IF(step=0,0,(12*({both})^2*(({effect})^2+({worth})^2)+6*({both})^4)/step^4)",
            reckoned.tails,
            FIGURE,
            "",
        )
        bent = f"{SKEW}*lopsided+{TAILS}*tails-{SKEW_SQUARED}*lopsided^2"
        for letter, what, name, sign, value in (
            ("d", say("reports-step-down"), "down", "-", reckoned.down),
            ("u", say("reports-step-up"), "up", "+", reckoned.up),
        ):
            formula = f"ROUND({Z}{sign}{bent},2)"
            self._line(letter, what, name, formula, value, STEPS, say("workbook-unit-steps"))

    def _cost(self) -> None:
        times = factor.times_of(self._group.money_factors)
        if times:
            formula = "+".join(f"{time}/60*{_RATE_OF[time]}" for time in times)
            self._line("c", say("reports-step-cost"), "cost", formula, self._spent())

    def _note(self) -> None:
        said = note_of(self._group)
        if said:
            self._cells.next()
            self._cells.sentence(said)

    def _line(
        self,
        letter: str,
        what: str,
        name: str,
        formula: str,
        value: float,
        number: str = CENTS,
        unit: str | None = None,
    ) -> None:
        """Write one line; its unit is money where it is not named."""
        unit = self._currency if unit is None else unit
        self._cells.line(letter, what, name, formula, value, number, unit=unit)

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
                reckoned.swing_of_days(rounded(row["high"] - row["low"])),
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


def _written(row: Row) -> str:
    """Choose how an assumption is written: with all its decimals, or with commas where it is large."""
    sizes = [abs(row[name]) for name in ("value", "low", "high") if row[name] is not None]
    return MONEY if max(sizes) >= _LARGE and all(size % 1 == 0 for size in sizes) else PLAIN


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
