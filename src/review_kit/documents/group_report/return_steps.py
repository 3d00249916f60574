"""The return on coaching worked out line by line, with the figures that are multiplied."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from review_kit.documents.parts.context import Context
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.sentences import in_sentence
from review_kit.documents.parts.wording import amount, exact_percent, money, number, plain
from review_kit.metrics.drivers import STEP_PP
from review_kit.metrics.return_arithmetic import (
    SKEW,
    SKEW_SQUARED,
    TAILS,
    Arithmetic,
    Ranged,
    Skill,
    Time,
    Z,
    arithmetic_of,
    times_of,
)
from review_kit.number_format import rounded
from review_kit.words import say

_NAMED = 8
"""Lines that a sum names one by one."""
_WHOLE_FROM = 1000
"""From this amount on a step is written without decimals."""


@dataclass(frozen=True)
class Step:
    """One line: a letter for later lines, what it is, how it comes about, what it comes to."""

    letter: str
    what: str
    how: str
    amount: str


MINUTES_OF_AN_HOUR = 60


def return_steps(rows: Sequence[Row], criteria: Mapping[str, str], context: Context) -> list[Step]:
    """Give the lines from the factors to low, middle and high; none where there is no return.

    Parameters
    ----------
    rows
        Rows of ``money_assumptions`` of one scope, as :func:`arithmetic_of` reads them.
    criteria
        Criterion id → name.
    """
    reckoned = arithmetic_of(rows)
    if reckoned is None:
        return []
    times = list(times_of(rows).values())
    return [
        *_benefit(reckoned, criteria, context.currency),
        *_range(reckoned, context.currency),
        *_net(reckoned, times, context.currency),
    ]


def _benefit(reckoned: Arithmetic, criteria: Mapping[str, str], currency: str) -> Iterator[Step]:
    letters = worth_letters(len(reckoned.skills))
    for letter, skill in zip(letters, reckoned.skills, strict=True):
        name = in_sentence(criteria.get(skill.criterion_id, skill.criterion_id))
        yield Step(
            letter,
            say("reports-step-one-point", skill=name),
            f"{plain(skill.association.value)} ÷ {STEP_PP} × {_per_unit(skill, currency)}",
            _line(skill.worth, currency),
        )
    sum_of = f"({_sum_of(letters)})" if len(letters) > 1 else letters[0]
    yield Step(
        "a",
        say("reports-step-remains"),
        f"{sum_of} × {exact_percent(reckoned.margin)}",
        _line(reckoned.worth, currency),
    )
    effects = [plain(one.effect.value) for one in reckoned.stretches]
    yield Step(
        "b", say("reports-step-points"), _over_window(reckoned, effects), _figure(reckoned.points)
    )
    yield Step("m", say("reports-step-benefit"), "a × b", _line(reckoned.middle, currency))


def _range(reckoned: Arithmetic, currency: str) -> Iterator[Step]:
    widths = [_width(one.effect) for one in reckoned.stretches]
    yield Step(
        "p",
        say("reports-step-of-b"),
        _over_window(reckoned, widths),
        _figure(reckoned.points_step),
    )
    letters = step_letters(len(reckoned.skills))
    for letter, worth, skill in zip(
        letters, worth_letters(len(reckoned.skills)), reckoned.skills, strict=True
    ):
        yield Step(
            letter,
            say("reports-step-of", line=worth),
            f"{_width(skill.association)} ÷ {STEP_PP} × {_per_unit(skill, currency, sign=False)}",
            _line(skill.step, currency),
        )
    squares = _sum_of([f"{letter}²" for letter in letters])
    root = f"√({squares}) × {plain(reckoned.together)}"
    yield Step(
        "q",
        say("reports-step-of-a"),
        f"{root if len(letters) > 1 else letters[0]} × {exact_percent(reckoned.margin)}",
        _line(reckoned.worth_deviation, currency),
    )
    yield Step(
        "s",
        say("reports-step-of-benefit"),
        "√((p × a)² + (q × b)² + (p × q)²)",
        _line(reckoned.step, currency),
    )
    yield Step(
        "g", say("reports-step-lopsided"), "6 × a × b × p² × q² ÷ s³", _figure(reckoned.skew)
    )
    yield Step(
        "k",
        say("reports-step-tails"),
        "(12 × (p × q)² × ((p × a)² + (q × b)²) + 6 × (p × q)⁴) ÷ s⁴",
        _figure(reckoned.tails),
    )
    bent = f"{SKEW} × g + {TAILS} × k − {SKEW_SQUARED} × g²"
    yield Step("d", say("reports-step-down"), f"{Z} − {bent}", number(reckoned.down, 2))
    yield Step("u", say("reports-step-up"), f"{Z} + {bent}", number(reckoned.up, 2))


def _net(reckoned: Arithmetic, times: Sequence[Time], currency: str) -> Iterator[Step]:
    cost = sum(time.cost for time in times)
    spent = " + ".join(
        say(
            "reports-step-hours",
            minutes=plain(time.minutes),
            of=MINUTES_OF_AN_HOUR,
            rate=amount(time.per_hour, currency),
        )
        for time in times
    )
    yield Step("c", say("reports-step-cost"), spent, money(cost, currency))
    low, middle, high = (money(end, currency) for end in reckoned.net_of(cost))
    yield Step("", say("reports-return-net-low"), "m − d × s − c", low)
    yield Step("", say("reports-return-net-middle"), "m − c", middle)
    yield Step("", say("reports-return-net-high"), "m + u × s − c", high)


def worth_letters(skills: int) -> list[str]:
    """Letters of the lines that say what one point of each skill is worth: ``w``, or ``w1``, ``w2`` …."""
    return _numbered("w", skills)


def step_letters(skills: int) -> list[str]:
    """Letters of the lines with one step of these."""
    return _numbered("v", skills)


def _numbered(letter: str, count: int) -> list[str]:
    return [letter] if count == 1 else [f"{letter}{at}" for at in range(1, count + 1)]


def _sum_of(letters: Sequence[str]) -> str:
    """Write a sum of lines, of very many its first and last."""
    if len(letters) <= _NAMED:
        return " + ".join(letters)
    return f"{letters[0]} + {letters[1]} + … + {letters[-1]}"


def _over_window(reckoned: Arithmetic, effects: Sequence[str]) -> str:
    """Write effects, or their steps, times the days that they last over the days of the window."""
    parts = [
        f"{written} × {stretch.days}"
        for written, stretch in zip(effects, reckoned.stretches, strict=True)
    ]
    total = parts[0] if len(parts) == 1 else f"({' + '.join(parts)})"
    return say("reports-step-over-window", total=total, n=reckoned.window_days)


def _width(shown: Ranged) -> str:
    """Write one step of a factor: the width of its range ÷ 3.92; what is negative stands in brackets."""
    low = f"({plain(shown.low)})" if shown.low < 0 else plain(shown.low)
    return f"({plain(shown.high)} − {low}) ÷ {2 * Z:g}"


def _per_unit(skill: Skill, currency: str, *, sign: bool = True) -> str:
    """Write volume × value as they are multiplied; a unit of money is worth itself.

    Parameters
    ----------
    sign
        Whether a negative value keeps its sign; a step has none.
    """
    is_quota = skill.volume_unit == "quota"
    volume = (
        amount(skill.volume, currency) if is_quota else volume_of(skill.volume, skill.volume_unit)
    )
    value = skill.value if sign else abs(skill.value)
    return volume if value == 1.0 else f"{volume} × {amount(value, currency)}"


def volume_of(value: float, unit: str) -> str:
    """Write how much there is of a result, as it is multiplied: ``150.5 closed deals``, ``9 rep-months``.

    Parameters
    ----------
    unit
        Of the table ``money_assumptions``, other than a quota.
    """
    kind = "months" if unit.endswith("periods") else unit.replace(" ", "-")
    return say("reports-volume", value=plain(value), of=kind)


def _line(value: float, currency: str) -> str:
    return amount(rounded(value, 0 if abs(value) >= _WHOLE_FROM else 2), currency)


def _figure(value: float) -> str:
    """Write a number without unit to three decimals."""
    return plain(rounded(value, 3))
