"""True skill, day by day: level, slow state, company trend, team shocks, growth of one's own.

Arrays are ``(days, criteria)`` in percentage points; day 0 is the first day of the record. The
effect of coaching is not in here: :mod:`review_kit.demo.coaching` adds it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from review_kit.demo.people import Rep, base_level
from review_kit.demo.rubric import CRITERIA, TOP_LEVEL
from review_kit.demo.settings import DemoSettings
from review_kit.demo.streams import stream

Floats = NDArray[np.float64]

CRITERION_SPREAD = 5.0
"""Standard deviation of a rep's own strengths and weaknesses between criteria."""

STATE_DEVIATION = 4.5
SHARED_STATE = 0.5
"""Share of the state's variance that all criteria of a rep have in common."""

COMPANY_TREND = 0.35
"""Gain of the whole company in pp per 30 days."""

SHOCK_DEVIATION = 1.5
SHOCK_HALF_LIFE_DAYS = 10.0

GROWTH_HALF_DAYS = 35.0
"""Half of what a rep gains without coaching comes in this many days."""

START_HALF_DAYS = 20.0
"""Half of what a new rep lacks at the start is gone after this many days."""


@dataclass(frozen=True)
class Skill:
    """What a rep can do without coaching."""

    levels: Floats
    """``(criteria,)``: the level each criterion moves around."""
    untreated: Floats
    """``(days, criteria)``: level, state, trend, shocks and growth together."""


def true_skill(rep: Rep, settings: DemoSettings) -> Skill:
    """Return one rep's skill without coaching for every day of the record."""
    days = settings.days
    rng = stream(settings.seed, "strengths", rep.rep_id)
    levels = (
        TOP_LEVEL
        + base_level(rep, settings.seed)
        + CRITERION_SPREAD * rng.standard_normal(CRITERIA)
    )
    path = np.broadcast_to(levels, (days, CRITERIA)) + _state(rep, settings)
    path += (COMPANY_TREND / 30 * (np.arange(days) - days / 2))[:, None]
    path += _team_shocks(rep.person.team, settings)[:, None]
    path += _growth(rep, settings)[:, None]
    return Skill(levels, np.clip(path, 3.0, 98.0))


def _state(rep: Rep, settings: DemoSettings) -> Floats:
    rng = stream(settings.seed, "state", rep.rep_id)
    shared = _ar1(rng.standard_normal((settings.days, 1)), settings.state_half_life_days)
    own = _ar1(rng.standard_normal((settings.days, CRITERIA)), settings.state_half_life_days)
    mixed: Floats = (
        STATE_DEVIATION
        * rep.story.state
        * (np.sqrt(SHARED_STATE) * shared + np.sqrt(1 - SHARED_STATE) * own)
    )
    return mixed


def _team_shocks(team: str, settings: DemoSettings) -> Floats:
    rng = stream(settings.seed, "shocks", team)
    path = _ar1(rng.standard_normal((settings.days, 1)), SHOCK_HALF_LIFE_DAYS)
    shocks: Floats = SHOCK_DEVIATION * path[:, 0]
    return shocks


def _ar1(noise: Floats, half_life_days: float) -> Floats:
    """Turn white noise ``(days, n)`` into stationary AR(1) paths of variance 1."""
    from scipy.signal import lfilter  # half a second, for those who make a demo

    phi = 0.5 ** (1 / half_life_days)
    innovations = noise * np.sqrt(1 - phi * phi)
    innovations[0] = noise[0]
    paths: Floats = lfilter([1.0], [1.0, -phi], innovations, axis=0)
    return paths


def _growth(rep: Rep, settings: DemoSettings) -> Floats:
    """Gain without coaching, from the day of hire or over the window, less what a new rep lacks at first."""
    hired = settings.number(rep.hire_date)
    start = hired if rep.kind == "ramping" else settings.history_days - 30
    since = np.clip(np.arange(settings.days) - start, 0, None)
    grown: Floats = rep.story.growth * (1 - 0.5 ** (since / GROWTH_HALF_DAYS))
    employed = np.arange(settings.days) - hired
    lacking = np.where(employed < 0, 0.0, 0.5 ** (np.clip(employed, 0, None) / START_HALF_DAYS))
    return grown - rep.story.start_dip * lacking
