"""What the estimate is held to, and whether a set of trials keeps it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd
from benchmarks.effect.scenarios import (
    BY_ITSELF,
    CUT_OFF,
    MAY_BE_REFUSED,
    NOT_HELPED,
    NULL,
    OTHER_CHANGE,
    SCORER_MIX,
    TOO_SHORT,
    UNCOACHED,
    WITHOUT_THRESHOLD,
)

CRITICAL = 1.96

Measure = Callable[[pd.DataFrame], pd.Series]
"""Trials → one number each, whose mean is the property; NaN where a trial says nothing."""


@dataclass(frozen=True)
class Property:
    """One line of the table.

    Parameters
    ----------
    name, scenarios
        What is held, and in which companies.
    measure
        See :data:`Measure`.
    low, high
        Bounds of the mean, both included; a bias is bounded in absolute value.
    percent
        A share, printed as percent; otherwise pp.
    root
        The measure is squared: the root of its mean is held.
    weight
        Column of how many cases each trial's number stands for; all the same if empty.
    or_refused
        That nothing is said in any trial keeps the threshold as well.
    """

    name: str
    scenarios: tuple[str, ...]
    measure: Measure
    low: float = -np.inf
    high: float = np.inf
    percent: bool = True
    root: bool = False
    weight: str = ""
    or_refused: bool = False

    @property
    def bounds(self) -> str:
        """The threshold in words."""
        scale, unit = (100, " %") if self.percent else (1, " pp")
        low, high = (f"{scale * bound:.4g}" for bound in (self.low, self.high))
        if np.isinf(self.high):
            return f"≥ {low}{unit}"
        if not np.isinf(self.low) and self.low == -self.high:
            return f"≤ {high}{unit} either way"
        return f"≤ {high}{unit}" if np.isinf(self.low) else f"{low}–{high}{unit}"


@dataclass(frozen=True)
class Finding:
    """A property measured in one scenario."""

    about: Property
    scenario: str
    n: int
    value: float
    error: float
    """Monte-Carlo standard error of ``value``."""

    @property
    def holds(self) -> bool:
        """The measured value keeps the threshold."""
        if self.n == 0:
            return self.about.or_refused
        return self.about.low <= self.value <= self.about.high


def finding(about: Property, scenario: str, trials: pd.DataFrame) -> Finding:
    """Measure one property on the trials of a scenario."""
    values = about.measure(trials).astype("float64")
    known = values.notna()
    values = values[known]
    weight = trials.loc[known, about.weight] if about.weight else pd.Series(1.0, values.index)
    if not len(values) or weight.sum() == 0:
        return Finding(about, scenario, 0, np.nan, np.nan)
    share = weight / weight.sum()
    mean = float((weight * values).sum() / weight.sum())
    error = float(np.sqrt((share**2 * (values - mean) ** 2).sum()))
    if about.root:
        root = float(np.sqrt(mean))
        return Finding(about, scenario, len(values), root, error / (2 * root) if root else 0.0)
    return Finding(about, scenario, len(values), mean, error)


def told(trials: pd.DataFrame) -> pd.Series:
    """Say which trials have a number."""
    return trials["first_low"].notna()


def _found(trials: pd.DataFrame) -> pd.Series:
    # a gate that refuses finds nothing
    return (trials["verdict"].isin(["helped", "lowered"])).astype("float64")


def _helped(trials: pd.DataFrame) -> pd.Series:
    return (trials["verdict"] == "helped").astype("float64")


def _covered(trials: pd.DataFrame) -> pd.Series:
    inside = (trials["first_low"] <= trials["truth"]) & (trials["truth"] <= trials["first_high"])
    return inside.astype("float64").where(told(trials))


def _bias(trials: pd.DataFrame) -> pd.Series:
    return trials["first"] - trials["truth"]


def _square(trials: pd.DataFrame) -> pd.Series:
    return _bias(trials) ** 2


def _power(trials: pd.DataFrame) -> pd.Series:
    return _helped(trials).where(_refused(trials) == 0)


def _refused(trials: pd.DataFrame) -> pd.Series:
    # an interval too wide to say anything is a refusal as well
    return trials["verdict"].isin(["not_measurable", "cannot_tell"]).astype("float64")


def _second_bias(trials: pd.DataFrame) -> pd.Series:
    return trials["second"] - trials["truth"]


def _disagreed(trials: pd.DataFrame) -> pd.Series:
    flagged = trials["warnings"].map(lambda reasons: "comparisons_disagree" in reasons)
    return flagged.astype("float64").where(told(trials))


def _share(part: str, whole: str) -> Measure:
    def measure(trials: pd.DataFrame) -> pd.Series:
        of = trials[whole]
        return trials[part] / of.where(of > 0)

    return measure


def _beyond_chance(t: str) -> Measure:
    def measure(trials: pd.DataFrame) -> pd.Series:
        return (trials[t].abs() > CRITICAL).astype("float64")

    return measure


def _without(trials: pd.DataFrame) -> pd.Series:
    return trials["without_found"].astype("float64")


def _placebo(trials: pd.DataFrame) -> pd.Series:
    return trials["placebo_found"].astype("float64").where(told(trials))


def _of_stretch(start: int, measure: Measure) -> Measure:
    """Measure the estimate of a later stretch of days as the main one is."""

    def measured(trials: pd.DataFrame) -> pd.Series:
        names = ("verdict", "first", "first_low", "first_high", "truth")
        ends = {"first_low": f"first_{start}_low", "first_high": f"first_{start}_high"}
        return measure(
            trials.assign(**{name: trials[ends.get(name, f"{name}_{start}")] for name in names})
        )

    return measured


def _later(start: int, last: int) -> tuple[Property, ...]:
    days = f"days {start} to {last}"
    return (
        Property(
            f"{days}: false findings, two-sided",
            ("long_dips",),
            _of_stretch(start, _found),
            high=0.075,
        ),
        Property(
            f"{days}: “coaching helps” without an effect",
            ("long_dips",),
            _of_stretch(start, _helped),
            high=0.045,
        ),
        Property(
            f"{days}: bias",
            ("long_dips",),
            _of_stretch(start, _bias),
            low=-0.3,
            high=0.3,
            percent=False,
        ),
    )


PROPERTIES: tuple[Property, ...] = (
    *_later(36, 90),
    *_later(91, 180),
    Property("false findings, two-sided", NULL, _found, high=0.075),
    Property(
        "“coaching helps” without an effect", (*NOT_HELPED, "fast_learners"), _helped, high=0.045
    ),
    Property(
        "coverage of the 95 % interval",
        ("dips", "plateau", "thin", "thin_plateau", "company_trend"),
        _covered,
        low=0.92,
        high=0.975,
    ),
    Property(
        "bias",
        ("dips", "plateau", "company_trend", "fifty_coached", *CUT_OFF, "bad_call"),
        _bias,
        low=-0.3,
        high=0.3,
        percent=False,
    ),
    Property("bias", ("thin", "thin_plateau"), _bias, low=-0.5, high=0.5, percent=False),
    Property("RMSE", ("dips", "plateau"), _square, high=0.65, percent=False, root=True),
    Property("RMSE", ("thin", "thin_plateau"), _square, high=0.9, percent=False, root=True),
    Property("power", ("fifty_coached",), _power, low=0.95),
    Property("power where not refused", ("fifteen_coached",), _power, low=0.85),
    Property("refusal", ("ten_coached",), _refused, low=0.90),
    Property("refusal", (TOO_SHORT,), _refused, low=0.50),
    Property("refusal", ("fifty_coached",), _refused, high=0.0),
    Property(
        "second opinion’s bias", ("fast_learners",), _second_bias, low=-0.4, high=0.4, percent=False
    ),
    Property("disagreement flagged", ("fast_learners",), _disagreed, low=0.80),
    Property(
        "one rep uncoached, false “improved”",
        UNCOACHED,
        _share("changes_improved", "changes"),
        high=0.04,
        weight="changes",
    ),
    Property(
        "one rep uncoached, coverage",
        UNCOACHED,
        _share("changes_covered", "changes"),
        low=0.92,
        high=0.97,
        weight="changes",
    ),
    Property(
        "one rep coached for nothing, false “improved”",
        tuple(name for name in NULL if name not in MAY_BE_REFUSED),
        _share("gaps_improved", "gaps"),
        high=0.04,
        weight="gaps",
    ),
    Property(
        "one rep coached for nothing, false “improved”",
        MAY_BE_REFUSED,
        _share("gaps_improved", "gaps"),
        high=0.04,
        weight="gaps",
        or_refused=True,
    ),
    Property(
        "one rep coached, coverage",
        ("dips", "plateau", "thin_plateau"),
        _share("gaps_covered", "gaps"),
        low=0.92,
        high=0.97,
        weight="gaps",
    ),
    Property(
        "one rep coached, coverage",
        ("thirteen_reps",),
        _share("gaps_covered", "gaps"),
        low=0.92,
        high=0.97,
        weight="gaps",
        or_refused=True,
    ),
    Property(
        "trend, false “rising”",
        UNCOACHED,
        _share("trends_rising", "trends"),
        high=0.05,
        weight="trends",
    ),
    Property(
        "trend over a part of the window, false “rising”",
        ("begin_later",),
        _share("cut_off_trends_rising", "cut_off_trends"),
        high=0.05,
        weight="cut_off_trends",
    ),
    Property("A/A check, finds something", ("dips", "plateau"), _placebo, high=0.075),
    Property(
        "negative control: five calls before and after find something",
        ("dips", "slow_state"),
        _beyond_chance("naive_t"),
        low=0.20,
    ),
    *(
        Property(f"negative control: {name} something is found", scenarios, _without, low=0.15)
        for name, scenarios in (
            ("without day 0 as history", ("bad_call",)),
            ("without the gate on scorers", ("people_stricter", "people_milder")),
            ("with reps alone left out", ("whole_teams",)),
        )
    ),
    Property(
        "negative control: stacked differences find something",
        ("dips", "slow_state"),
        _beyond_chance("stacked_t"),
        low=0.20,
    ),
)
"""The thresholds, each in the companies that it is held in."""

TOLD: tuple[Property, ...] = (
    Property(
        "bias",
        WITHOUT_THRESHOLD,
        _bias,
        percent=False,
    ),
    Property("coverage", WITHOUT_THRESHOLD, _covered),
    Property("days 36 to 90: bias", ("long_plateau",), _of_stretch(36, _bias), percent=False),
    Property("days 91 to 180: bias", ("long_plateau",), _of_stretch(91, _bias), percent=False),
    Property("second opinion’s bias", ("spill_over",), _second_bias, percent=False),
    Property("disagreement flagged", ("spill_over",), _disagreed),
    Property(
        "bias",
        ("fast_learners", TOO_SHORT, BY_ITSELF, *SCORER_MIX, *OTHER_CHANGE),
        _bias,
        percent=False,
    ),
    Property("“coaching helps” without an effect", ("month_missing", BY_ITSELF), _helped),
    Property(
        "bias without the rule that the company is about",
        ("bad_call", "people_stricter", "people_milder", "whole_teams"),
        lambda trials: trials["without"],
        percent=False,
    ),
    Property("false findings, two-sided", (BY_ITSELF,), _found),
    Property("refusal", (*SCORER_MIX, "thirteen_reps"), _refused),
)
"""Measured and told, without a threshold."""


def findings(trials: pd.DataFrame, properties: tuple[Property, ...]) -> list[Finding]:
    """Measure properties wherever there are trials for them."""
    by_scenario = dict(list(trials.groupby("scenario")))
    return [
        finding(about, scenario, by_scenario[scenario])
        for about in properties
        for scenario in about.scenarios
        if scenario in by_scenario
    ]
