"""The arithmetic of the return on coaching: from the factors as they are printed to low, middle and high.

Table, report and workbook are all made of one :class:`Arithmetic`, so a reader with a pocket calculator, a
spreadsheet and this module come to the same three amounts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import floor, hypot, log10, sqrt
from typing import Any, NamedTuple

from review_kit.metrics.drivers import STEP_PP

Z = 1.96
"""Standard deviations from the middle to the end of a 95 % interval."""
SKEW, TAILS, SKEW_SQUARED = 0.474, 0.069, 0.146
"""(Z² − 1) / 6, (Z³ − 3 Z) / 24 and (2 Z³ − 5 Z) / 36, rounded as they are printed."""

EFFECT, ASSOCIATION, VOLUME, VALUE, TOGETHER, MARGIN, LASTS, WINDOW = (
    "effect",
    "association",
    "volume",
    "value",
    "together",
    "margin",
    "lasts",
    "window",
)
MANAGER_TIME, MANAGER_RATE, REP_TIME, REP_RATE = (
    "manager_time",
    "manager_rate",
    "rep_time",
    "rep_rate",
)
"""What the money rests on."""
COST = (MANAGER_TIME, MANAGER_RATE, REP_TIME, REP_RATE)
"""Those of them that the cost is made of."""
MEASURED, CONFIGURED, ASSUMED, BORROWED = "measured", "configured", "assumed", "borrowed"
"""Where an assumption comes from: this group's exports, a setting of the project, the default of a
setting that nobody has changed, or the organisation where the group has too little itself."""


class Ranged(NamedTuple):
    """A number with its 95 % interval."""

    value: float
    low: float
    high: float

    @property
    def step(self) -> float:
        """One standard deviation: the width of the interval ÷ 3.92."""
        return abs(self.high - self.low) / (2 * Z)


class Range(NamedTuple):
    """An amount of money from low to high."""

    low: float
    middle: float
    high: float


@dataclass(frozen=True)
class Stretch:
    """Days after a first session with one effect on the scores.

    Parameters
    ----------
    effect
        Percentage points.
    first_day, last_day
        Both included; the first session is on day 0.
    """

    effect: Ranged
    first_day: int
    last_day: int
    origin: str = MEASURED

    @property
    def days(self) -> int:
        """How many days it has."""
        return self.last_day - self.first_day + 1


@dataclass(frozen=True)
class Skill:
    """A criterion with a price: what one percentage point of it is worth over the window.

    Parameters
    ----------
    association
        Change of the outcome for :data:`~review_kit.metrics.drivers.STEP_PP` points of score, in the
        outcome's ``unit``.
    volume
        How much of the outcome there is, in ``volume_unit``; of a rep coached on several such criteria each
        has its share.
    value
        Money of one unit of volume per unit of the outcome.
    """

    criterion_id: str
    outcome_metric: str
    association: Ranged
    unit: str
    origin: str
    volume: float
    volume_unit: str
    value: float
    value_origin: str

    @property
    def per_step(self) -> float:
        """Money of one unit of association, for a single point of score."""
        return self.volume * self.value / STEP_PP

    @property
    def worth(self) -> float:
        """Money of one point of score."""
        return self.association.value * self.per_step

    @property
    def step(self) -> float:
        """One standard deviation of that."""
        return self.association.step * abs(self.per_step)


@dataclass(frozen=True)
class Time:
    """Time of managers or reps in sessions, and what an hour of it costs."""

    minutes: float
    per_hour: float

    @property
    def cost(self) -> float:
        """Hours × rate."""
        return self.minutes * self.per_hour / 60


@dataclass(frozen=True)
class Arithmetic:
    """The return of one scope, step by step.

    ``benefit = worth × points``: ``worth`` is the money of one point of score over the window (association ×
    volume × value, added up over the skills, × margin), ``points`` the effect over the days it lasts ÷
    days of the window. Both are uncertain and, as they come from different comparisons, independent of
    each other. With their standard deviations in money,

    - ``effect_step`` u: that of ``points`` × ``worth``,
    - ``worth_step`` v: that of ``worth`` × ``points`` (root of the sum of squares over the skills, widened
      by ``together``),
    - ``both_step`` x: that of ``points`` × that of ``worth``,

    the variance of the product is exactly ``u² + v² + x²`` (Goodman 1960, J. Am. Stat. Assoc. 55), its
    skewness ``g = 6 u v x / s³`` and its excess kurtosis ``k = (12 x² (u² + v²) + 6 x⁴) / s⁴`` (Craig
    1936, Ann. Math. Stat. 7, for normal factors). Low and high are its 2.5 % and 97.5 % points by the
    Cornish–Fisher expansion (1938, Revue de l'Institut International de Statistique 5):
    ``middle − down × s`` and ``middle + up × s`` with ``down = 1.96 − 0.474 g + 0.069 k − 0.146 g²`` and
    ``up = 1.96 + 0.474 g + 0.069 k − 0.146 g²``, both to two decimals. Where the effect's interval
    excludes zero they are within 3 % of half the range of what a simulation of the product gives.

    Stretches of one effect err together, so their steps are added up.

    Parameters
    ----------
    stretches
        Of the effect, in order; at least one.
    skills
        At least one.
    margin
        Share of revenue that remains.
    window_days
        Days that volumes are counted over.
    together
        By how much the associations' joint error is wider than if each erred by itself.
    """

    stretches: tuple[Stretch, ...]
    skills: tuple[Skill, ...]
    margin: float
    window_days: int
    together: float = 1.0

    @cached_property
    def points(self) -> float:
        """Effect over the days that it lasts ÷ days of the window."""
        return self._over_window([one.effect.value for one in self.stretches])

    @cached_property
    def points_step(self) -> float:
        """One standard deviation of ``points``."""
        return self._over_window([one.effect.step for one in self.stretches])

    def _over_window(self, effects: Sequence[float]) -> float:
        days = (one.days for one in self.stretches)
        return sum(e * d for e, d in zip(effects, days, strict=True)) / self.window_days

    @cached_property
    def worth(self) -> float:
        """Money of one point of score over the window, after the margin."""
        return sum(skill.worth for skill in self.skills) * self.margin

    @cached_property
    def worth_deviation(self) -> float:
        """One standard deviation of ``worth``."""
        return hypot(*(skill.step for skill in self.skills)) * self.together * self.margin

    @cached_property
    def middle(self) -> float:
        """The benefit with every factor in its middle."""
        return self.worth * self.points

    @cached_property
    def effect_step(self) -> float:
        """One step of the benefit for the effect's interval: u, with the sign of ``worth``."""
        return self.points_step * self.worth

    @cached_property
    def worth_step(self) -> float:
        """One step of the benefit for the intervals of the associations: v."""
        return self.worth_deviation * self.points

    @cached_property
    def both_step(self) -> float:
        """One step of the benefit for both being off together: x."""
        return self.points_step * self.worth_deviation

    @cached_property
    def step(self) -> float:
        """Standard deviation of the benefit: s."""
        return sqrt(self.effect_step**2 + self.worth_step**2 + self.both_step**2)

    @cached_property
    def skew(self) -> float:
        """Skewness of the benefit: g, positive where the high end is farther off than the low one."""
        if not self.step:
            return 0.0
        return 6 * self.effect_step * self.worth_step * self.both_step / self.step**3

    @cached_property
    def tails(self) -> float:
        """Excess kurtosis of the benefit: k, positive where its tails are longer than a normal one's."""
        if not self.step:
            return 0.0
        ends = 12 * self.both_step**2 * (self.effect_step**2 + self.worth_step**2)
        return (ends + 6 * self.both_step**4) / self.step**4

    @cached_property
    def down(self) -> float:
        """Steps from the middle to the low end."""
        return round(Z - SKEW * self.skew + self._bent, 2)

    @cached_property
    def up(self) -> float:
        """Steps from the middle to the high end."""
        return round(Z + SKEW * self.skew + self._bent, 2)

    @property
    def _bent(self) -> float:
        return TAILS * self.tails - SKEW_SQUARED * self.skew**2

    @cached_property
    def benefit(self) -> Range:
        """What the effect is worth before the cost of coaching."""
        return Range(
            self.middle - self.down * self.step, self.middle, self.middle + self.up * self.step
        )

    def net_of(self, cost: float) -> Range:
        """What is left of the benefit when the cost of coaching is taken off."""
        return Range(*(end - cost for end in self.benefit))

    # -- what a single factor moves ----------------------------------------------------------------

    def swing_of_effect(self, stretch: Stretch) -> float:
        """Money between the low and the high end of an effect, all else in the middle."""
        return abs(
            (stretch.effect.high - stretch.effect.low)
            * stretch.days
            / self.window_days
            * self.worth
        )

    def swing_of_association(self, skill: Skill) -> float:
        """Money between the low and the high end of an association, all else in the middle."""
        width = skill.association.high - skill.association.low
        return abs(width * skill.per_step * self.margin * self.points)

    def swing_of_days(self, days: int) -> float:
        """Money that the last ``days`` days of the last stretch bring, all else in the middle."""
        return abs(self.stretches[-1].effect.value * days / self.window_days * self.worth)


def significant(value: float, figures: int) -> float:
    """Round to so many significant figures.

    Examples
    --------
    >>> significant(17198.4, 3), significant(-0.012649, 3), significant(0.0, 3)
    (17200.0, -0.0126, 0.0)
    """
    return round(value, decimals_of(value, figures)) if value else 0.0


def decimals_of(value: float, figures: int) -> int:
    """Give the decimals (negative: places before the point) that so many significant figures end at."""
    return figures - 1 - floor(log10(abs(value))) if value else 0


def arithmetic_of(rows: Sequence[Mapping[str, Any]]) -> Arithmetic | None:
    """Read the arithmetic of one scope back from its rows of ``money_assumptions``.

    Parameters
    ----------
    rows
        ``assumption``, ``criterion_id``, ``outcome_metric``, ``value``, ``low``, ``high``, ``unit``,
        ``origin``, ``first_day``, ``last_day``.

    Returns
    -------
    Arithmetic or None
        ``None`` where the scope has no return.
    """
    stretches = tuple(
        Stretch(_ranged(row), int(row["first_day"]), int(row["last_day"]), row["origin"])
        for row in rows
        if row["assumption"] == EFFECT
    )
    single = {row["assumption"]: row for row in rows}
    if not stretches or MARGIN not in single:
        return None
    by_pair = {(row["assumption"], row["criterion_id"], row["outcome_metric"]): row for row in rows}
    skills = tuple(
        Skill(
            criterion_id=row["criterion_id"],
            outcome_metric=row["outcome_metric"],
            association=_ranged(row),
            unit=row["unit"] or "",
            origin=row["origin"],
            volume=float(by_pair[VOLUME, *pair]["value"]),
            volume_unit=by_pair[VOLUME, *pair]["unit"],
            value=float(by_pair[VALUE, *pair]["value"]),
            value_origin=by_pair[VALUE, *pair]["origin"],
        )
        for row in rows
        if row["assumption"] == ASSOCIATION
        for pair in [(row["criterion_id"], row["outcome_metric"])]
    )
    return Arithmetic(
        stretches,
        skills,
        float(single[MARGIN]["value"]),
        int(single[WINDOW]["value"]),
        float(single[TOGETHER]["value"]) if TOGETHER in single else 1.0,
    )


def times_of(rows: Sequence[Mapping[str, Any]]) -> dict[str, Time]:
    """Read what the cost of one scope is made of from its rows of ``money_assumptions``.

    Returns
    -------
    dict
        ``MANAGER_TIME`` and ``REP_TIME``, each where it has a rate.
    """
    value = {row["assumption"]: float(row["value"]) for row in rows if row["assumption"] in COST}
    pairs = ((MANAGER_TIME, MANAGER_RATE), (REP_TIME, REP_RATE))
    return {time: Time(value[time], value[rate]) for time, rate in pairs if rate in value}


def _ranged(row: Mapping[str, Any]) -> Ranged:
    return Ranged(float(row["value"]), float(row["low"]), float(row["high"]))
