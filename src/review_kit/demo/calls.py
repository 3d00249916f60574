"""Scored calls: when they were, what was scored on them, by whom, and what came out.

The noise of every call is drawn before anybody is coached, so that a record with another effect of
coaching has the same calls with the same noise.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from review_kit.demo.people import Rep
from review_kit.demo.rubric import (
    CRITERIA,
    LEAF_OFFSET,
    LEAF_RESPONSE,
    LEAF_SCALE,
    LEAF_SCORED,
    LEAF_TOP,
    LEAF_WEIGHT,
    LEAVES,
    TOP_SCALE,
)
from review_kit.demo.settings import DemoSettings
from review_kit.demo.skills import Floats
from review_kit.demo.streams import stream

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

CALL_NOISE = 4.5
"""Standard deviation of what makes a whole call good or bad, in pp."""
CRITERION_NOISE = 6.5
"""… and of one criterion on one call."""
LEAF_NOISE = 9.0
"""… and of one line of the scorecard on one call."""
LEAF_SPREAD = 3.0
"""Standard deviation of a rep's own strengths between the lines of one criterion."""

HUMAN_SHARE = 0.07
"""Share of calls that a person scored as well, on some of the criteria."""
HUMAN_OFFSET, HUMAN_NOISE = -2.0, 6.0
SECOND_RUN_SHARE = 0.012
"""Share of calls that the platform scored twice; the later evaluation replaces the first."""

FIRST_MINUTE, LAST_MINUTE = 8 * 60 + 40, 17 * 60 + 20
RAMP_UP_DAYS = 3
"""A new rep's first scored call comes this many days after the hire date."""


@dataclass(frozen=True)
class Calls:
    """The calls of one rep in order of time, with their noise. Axis 0 is always the call."""

    day: Ints
    """Day number in the organisation's time zone."""
    minute: Ints
    """Minutes since the epoch, UTC: the order of calls, and of rows in the export."""
    stamp: list[str]
    """ISO 8601 with the offset of the rep's own time zone."""
    seconds: Ints
    """Length of the call."""
    scored: Flags
    """``(calls, leaves)``: which lines of the scorecard apply to the call."""
    noise: Floats
    """``(calls, leaves)``: offsets and noise together, in pp."""
    human: Flags
    """``(calls, criteria)``: criteria that a person scored as well."""
    human_noise: Floats
    rerun: Flags
    """``(calls,)``: scored twice by the platform."""
    rerun_noise: Floats

    def __len__(self) -> int:
        return len(self.day)


@dataclass(frozen=True)
class Scores:
    """Scores of one rep's calls, in units of each line's own scale."""

    machine: Ints
    """``(calls, leaves)``: first evaluation by the platform."""
    second: Ints
    """``(calls, leaves)``: its second one, where there was one."""
    human: Ints
    """``(calls, criteria)``: a person's."""
    percent: Floats
    """``(calls, criteria)``: what stands, in percent; NaN where the criterion was not scored."""


def draw_calls(rep: Rep, settings: DemoSettings) -> Calls:
    """Return when one rep was on scored calls, and everything random about them."""
    local, seconds = _times(rep, settings)
    utc = local.tz_localize(rep.time_zone, ambiguous="raise", nonexistent="raise").tz_convert("UTC")
    days = (utc.tz_convert(settings.time_zone).tz_localize(None).normalize()) - pd.Timestamp(
        settings.first_day
    )
    day = days.days.to_numpy().astype(np.int64)
    inside = (day >= 0) & (day < settings.days)
    local, utc, day, seconds = local[inside], utc[inside], day[inside], seconds[inside]
    number = len(day)

    rng = stream(settings.seed, "scores", rep.rep_id)
    leaf_own = LEAF_SPREAD * rng.standard_normal(len(LEAVES))
    leaf_own -= _by_criterion(leaf_own[None, :], np.ones((1, len(LEAVES)), bool))[0][LEAF_TOP]
    call = CALL_NOISE * rng.standard_normal((number, 1))
    criterion = CRITERION_NOISE * rng.standard_normal((number, CRITERIA))
    leaf = LEAF_NOISE * rng.standard_normal((number, len(LEAVES)))
    alone = np.bincount(LEAF_TOP)[LEAF_TOP] == 1
    leaf[:, alone] *= 0.6  # a criterion without parts is not the mean of several lines
    scored = rng.random((number, len(LEAVES))) < LEAF_SCORED
    is_human = rng.random((number, 1)) < HUMAN_SHARE
    human = is_human & (rng.random((number, CRITERIA)) < 0.55)
    return Calls(
        day=day,
        minute=(utc.tz_localize(None).to_numpy().astype("datetime64[m]").astype(np.int64)),
        stamp=_stamps(local, utc),
        seconds=seconds,
        scored=scored,
        noise=LEAF_OFFSET + leaf_own + call + criterion[:, LEAF_TOP] + leaf,
        human=human,
        human_noise=HUMAN_OFFSET + HUMAN_NOISE * rng.standard_normal((number, CRITERIA)),
        rerun=rng.random(number) < SECOND_RUN_SHARE,
        rerun_noise=4.0 * rng.standard_normal((number, len(LEAVES))),
    )


def _times(rep: Rep, settings: DemoSettings) -> tuple[pd.DatetimeIndex, Ints]:
    """Draw the local start and the length of every call; one day more than the record each way."""
    rng = stream(settings.seed, "calls", rep.rep_id)
    first = settings.first_day - timedelta(days=1)
    numbers = np.arange(settings.days + 2)
    weekday = (first.weekday() + numbers) % 7
    week = numbers // 7
    pace = np.clip(1 + 0.25 * rng.standard_normal(week[-1] + 1), 0.5, 1.5)
    mean = rep.story.calls_a_week / 5 * pace[week]
    # at most three scored calls a day, each with a third of the day's mean
    made = (rng.random((len(numbers), 3)) < np.clip(mean / 3, 0, 1)[:, None]).sum(axis=1)
    made[weekday > 4] = 0
    made[_away(rng, len(numbers))] = 0
    made[numbers < (rep.hire_date - first).days + RAMP_UP_DAYS] = 0
    day = np.repeat(numbers, made)
    minute = FIRST_MINUTE + (rng.random(len(day)) * (LAST_MINUTE - FIRST_MINUTE)).astype(np.int64)
    seconds = (420 + rng.random(len(day)) ** 1.6 * 2900).astype(np.int64)
    at = np.datetime64(first, "m") + (day * 1440 + minute).astype("timedelta64[m]")
    order = np.argsort(at, kind="stable")
    return pd.DatetimeIndex(at[order].astype("datetime64[s]")), seconds[order]


def _away(rng: np.random.Generator, days: int) -> Flags:
    """Return the days of two holidays of a week or so."""
    away = np.zeros(days, dtype=bool)
    for share in rng.random(2):
        start = int(share * days)
        away[start : start + 4 + int(rng.random() * 6)] = True
    return away


def _stamps(local: pd.DatetimeIndex, utc: pd.DatetimeIndex) -> list[str]:
    offset = (local - utc.tz_localize(None)).total_seconds().astype(int) // 60
    texts = np.datetime_as_string(local.to_numpy(), unit="s")
    return [
        f"{text}{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"
        for text, minutes in zip(texts, offset, strict=True)
    ]


def score_calls(calls: Calls, untreated: Floats, effect: Floats) -> Scores:
    """Return the scores that come out of true skill and the noise of the calls.

    Parameters
    ----------
    calls
        One rep's calls.
    untreated, effect
        ``(days, criteria)``: skill without coaching, and what coaching added to it, in pp.
    """
    skill = untreated[calls.day][:, LEAF_TOP] + effect[calls.day][:, LEAF_TOP] * LEAF_RESPONSE
    latent = skill + calls.noise
    machine = _on_scale(latent, LEAF_SCALE)
    second = _on_scale(latent + calls.rerun_noise, LEAF_SCALE)
    standing = np.where(calls.rerun[:, None], second, machine) / LEAF_SCALE * 100
    percent = _by_criterion(standing, calls.scored)
    human = _on_scale(_by_criterion(latent, calls.scored) + calls.human_noise, TOP_SCALE)
    human_stands = calls.human & ~np.isnan(percent)
    percent = np.where(human_stands, human / TOP_SCALE * 100, percent)
    return Scores(machine, second, human, percent)


def _by_criterion(values: Floats, scored: Flags) -> Floats:
    """Weighted mean of the scored lines of each criterion; NaN where none was scored."""
    result = np.full((len(values), CRITERIA), np.nan)
    for top in range(CRITERIA):
        columns = top == LEAF_TOP
        weight = scored[:, columns] * LEAF_WEIGHT[columns]
        total = weight.sum(axis=1)
        some = total > 0
        result[some, top] = (values[:, columns] * weight).sum(axis=1)[some] / total[some]
    return result


def _on_scale(percent: Floats, scale: Ints) -> Ints:
    """Round percent to a line's whole points; a scale of 5 has no 0."""
    points = np.rint(np.nan_to_num(percent) / 100 * scale)
    return np.clip(points, np.where(scale == 5, 1, 0), scale).astype(np.int64)
