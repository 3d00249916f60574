"""Invented companies whose coaching has an effect that is known, with a knob for each difficulty.

A score is level + slow state + team shock + company trend + effect + the call's and the criterion's noise,
cut off at 0 and 100. Every call has two scores with the same noise, with and without coaching, so the
true mean effect on the days that are looked at is known to the last digit, the ceiling included.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.signal import lfilter

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

FIRST_DAY = date(2026, 1, 5)
NEVER = 10**9
SEEN_DAYS = 14
"""Days back that a manager looks before choosing whom to coach."""


@dataclass(frozen=True)
class Company:
    """The knobs.

    Parameters
    ----------
    effect
        Plateau in pp, reached ``rise_days`` after the first session; before it, ``dip`` pp are lost.
    calls_a_week
        Range of the reps' paces; ``scored``: share of calls that a criterion is scored on.
    noise, call_noise
        Standard deviation of a score, and of what all scores of a call share.
    state, state_daily, shared_state
        Standard deviation of the slow state, its autocorrelation from day to day, and the share of
        its variance that a rep's criteria have in common.
    team_shock, company_trend
        Standard deviation of what a team shares (half-life of ten days); pp per 30 days of everyone.
    first_coaching, coached_a_week
        Day from which coaching starts; share of reps who have a criterion newly coached each week.
    selection
        How strongly the manager goes for low recent scores (0: at random): the odds of a criterion
        grow by e^selection for each standard deviation below.
    rep_selection
        The same for which reps are coached.
    manager_spread
        Standard deviation of the managers' effects around ``effect``.
    fast_learners
        pp per 30 days that a quarter of the reps gain by themselves in everything from the time of
        their coaching on; these are coached four times as often.
    spill_over
        Share of the effect that the rep's other criteria gain.
    level
        Mean level of the company.
    """

    reps: int = 100
    teams: int = 12
    criteria: int = 8
    days: int = 270
    effect: float = 0.0
    rise_days: int = 7
    dip: float = 0.0
    dip_days: int = 0
    calls_a_week: tuple[float, float] = (3.0, 8.0)
    scored: float = 0.9
    noise: float = 13.0
    call_noise: float = 6.0
    state: float = 5.5
    state_daily: float = 0.96
    shared_state: float = 0.4
    team_shock: float = 1.0
    company_trend: float = 0.35
    first_coaching: int = 77
    coached_a_week: float = 0.06
    coached_units: int | None = None
    selection: float = 1.0
    rep_selection: float = 0.5
    manager_spread: float = 0.0
    fast_learners: float = 0.0
    spill_over: float = 0.0
    level: float = 62.0


@dataclass(frozen=True)
class Record:
    """What the company's exports hold, and the truth behind them.

    ``scores``, ``first_sessions`` and ``reps`` are the tables that the estimate takes; ``untreated``
    holds the score that each row of ``scores`` would have had without any coaching.
    """

    scores: pd.DataFrame
    first_sessions: pd.DataFrame
    reps: pd.DataFrame
    as_of: date
    untreated: Floats


def simulate(company: Company, seed: int) -> Record:
    """Invent one company's record."""
    rng = np.random.default_rng(seed)
    rep, day = _calls(company, rng)
    team = rng.permutation(np.arange(company.reps) % company.teams)
    skill = _skill(company, team, rng)
    latent = skill[rep, :, day]
    latent += company.call_noise * rng.standard_normal((len(rep), 1))
    latent += company.noise * rng.standard_normal(latent.shape)
    scored = rng.random(latent.shape) < company.scored
    quick = rng.random(company.reps) < (0.25 if company.fast_learners else 0.0)
    plateau = company.effect + company.manager_spread * rng.standard_normal(company.teams)[team]
    first, effect, growth = _coach(company, rep, day, latent, scored, plateau, quick, rng)
    untreated = np.clip(latent + growth[rep, :, day], 0, 100)
    with_effect = np.clip(latent + growth[rep, :, day] + effect[rep, :, day], 0, 100)
    call, criterion = np.nonzero(scored)
    days = pd.to_datetime(FIRST_DAY) + pd.to_timedelta(np.arange(company.days), unit="D")
    rep_names = pd.Index([f"r{number:04d}" for number in range(company.reps)])
    criterion_names = pd.Index([f"c{number}" for number in range(company.criteria)])
    coached_rep, coached_criterion = np.nonzero(first < NEVER)
    return Record(
        scores=pd.DataFrame(
            {
                "rep_id": rep_names.take(rep[call]),
                "criterion_id": criterion_names.take(criterion),
                "day": days[day[call]],
                "score": with_effect[call, criterion],
            }
        ),
        first_sessions=pd.DataFrame(
            {
                "rep_id": rep_names.take(coached_rep),
                "criterion_id": criterion_names.take(coached_criterion),
                "day": days[first[coached_rep, coached_criterion]],
            }
        ),
        reps=pd.DataFrame(
            {
                "rep_id": rep_names,
                "team": [f"t{number:02d}" for number in team],
                "manager_id": [f"m{number:02d}" for number in team],
            }
        ),
        as_of=FIRST_DAY + timedelta(days=company.days - 1),
        untreated=untreated[call, criterion],
    )


def _calls(company: Company, rng: np.random.Generator) -> tuple[Ints, Ints]:
    """Draw rep and day of every scored call, on working days, in order of time."""
    pace = rng.uniform(*company.calls_a_week, company.reps) / 5
    made = rng.poisson(np.repeat(pace[:, None], company.days, axis=1))
    made[:, np.arange(company.days) % 7 > 4] = 0
    rep, day = np.nonzero(made)
    number = made[rep, day]
    rep, day = np.repeat(rep, number), np.repeat(day, number)
    order = np.argsort(day, kind="stable")
    return rep[order], day[order]


def _skill(company: Company, team: Ints, rng: np.random.Generator) -> Floats:
    """Draw what everyone can do on every day without coaching (reps × criteria × days)."""
    shape = (company.reps, company.criteria, company.days)
    level = company.level + 6.0 * rng.standard_normal((company.reps, 1))
    level = level + 5.0 * rng.standard_normal(shape[:2]) + 4.0 * rng.standard_normal(shape[1])
    shared = _slow(rng, (company.reps, 1, company.days), company.state_daily)
    own = _slow(rng, shape, company.state_daily)
    state = np.sqrt(company.shared_state) * shared + np.sqrt(1 - company.shared_state) * own
    shock = _slow(rng, (company.teams, 1, company.days), 0.5**0.1)
    trend = company.company_trend / 30 * np.arange(company.days)
    skill: Floats = level[:, :, None] + company.state * state
    skill += company.team_shock * shock[team] + trend
    return skill


def _slow(rng: np.random.Generator, shape: tuple[int, ...], daily: float) -> Floats:
    """Draw stationary AR(1) paths of variance 1 along the last axis."""
    innovations = rng.standard_normal(shape)
    innovations[..., 1:] *= np.sqrt(1 - daily**2)
    paths: Floats = lfilter([1.0], [1.0, -daily], innovations, axis=-1)
    return paths


def _coach(
    company: Company,
    rep: Ints,
    day: Ints,
    latent: Floats,
    scored: NDArray[np.bool_],
    plateau: Floats,
    quick: NDArray[np.bool_],
    rng: np.random.Generator,
) -> tuple[Ints, Floats, Floats]:
    """Go through the weeks as managers do, who see the scores so far and nothing else.

    Returns
    -------
    first, effect, growth
        Day of the first session (reps × criteria); what coaching added, and what quick learners
        gained by themselves, by day.
    """
    shape = (company.reps, company.criteria, company.days)
    effect, growth = np.zeros(shape), np.zeros(shape)
    first = np.full(shape[:2], NEVER, dtype=np.int64)
    profile = _profile(company)
    begun = np.zeros(company.reps, dtype=bool)
    left = company.coached_units
    for monday in range(company.first_coaching // 7 * 7, company.days, 7):
        inside = slice(*np.searchsorted(day, [monday - SEEN_DAYS, monday]))
        who, when = rep[inside], day[inside]
        seen = np.clip(latent[inside] + effect[who, :, when] + growth[who, :, when], 0, 100)
        count = _by_rep(scored[inside].astype(float), who, company.reps)
        mean = _by_rep(np.where(scored[inside], seen, 0.0), who, company.reps)
        mean = np.where(count > 0, mean / np.maximum(count, 1), np.nan)
        low = -(mean - np.nanmean(mean, axis=0)) / np.nanstd(mean)
        low = np.where(np.isnan(low) | (first < NEVER), -np.inf, low)
        need = np.where(np.isfinite(low), low, np.nan)
        open_reps = np.isfinite(low).any(axis=1)
        overall = np.zeros(company.reps)
        overall[open_reps] = np.nanmean(need[open_reps], axis=1)
        odds = company.coached_a_week * np.exp(
            company.rep_selection * overall - company.rep_selection**2 / 2
        )
        odds = odds * np.where(quick, 4.0, 1.0)
        chosen = np.flatnonzero((rng.random(company.reps) < odds) & open_reps)
        for one in rng.permutation(chosen):
            if left is not None and left <= 0:
                break
            gumbel = rng.gumbel(size=company.criteria)
            criterion = int(np.argmax(company.selection * low[one] + gumbel))
            session = monday + int(rng.integers(5))
            if session >= company.days:
                continue
            first[one, criterion] = session
            left = None if left is None else left - 1
            rest = company.days - session
            gain = plateau[one] * profile[:rest]
            others = np.arange(company.criteria) != criterion
            effect[one, others, session:] += company.spill_over * gain
            effect[one, criterion, session:] += gain - company.dip * (
                np.arange(rest) < company.dip_days
            )
            if quick[one] and not begun[one]:
                begun[one] = True
                ramp = np.minimum(np.arange(rest), 90) / 30 * company.fast_learners
                growth[one, :, session:] += ramp
    return first, effect, growth


def _profile(company: Company) -> Floats:
    since = np.arange(company.days) - company.dip_days
    profile: Floats = np.clip(since / max(company.rise_days, 1), 0.0, 1.0)
    return profile


def _by_rep(values: Floats, rep: Ints, reps: int) -> Floats:
    total = np.zeros((reps, values.shape[1]))
    np.add.at(total, rep, values)
    return total
