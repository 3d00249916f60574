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
USUAL_DAYS = (70, 21)
"""Days back, from the first to before the second, that tell a manager what is usual for a rep."""


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
    against_usual
        How far a manager sets a recent score against what has been usual for this rep and criterion
        (0: against the others' alone; 1: against the own mean alone), exported or not.
    manager_spread
        Standard deviation of the managers' effects around ``effect``.
    fast_learners
        pp per 30 days that a quarter of the reps gain by themselves in everything from the time of
        their coaching on; these are coached four times as often.
    spill_over
        Share of the effect that the rep's other criteria gain.
    level
        Mean level of the company.
    export_from
        Day from which the exports hold scores. Managers saw the earlier ones, and the coaching log is
        whole.
    not_exported
        Days, from the first to before the second, of which the exports hold no score.
    begin_later
        Share of the rep-criteria that are scored only from some day of the record on, each from its own:
        a rep hired later, a criterion taken up later.
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
    against_usual: float = 0.0
    export_from: int = 0
    not_exported: tuple[int, int] = (0, 0)
    begin_later: float = 0.0


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
    if company.begin_later:
        scored &= day[:, None] >= _begin(company, rng)[rep]
    quick = rng.random(company.reps) < (0.25 if company.fast_learners else 0.0)
    plateau = company.effect + company.manager_spread * rng.standard_normal(company.teams)[team]
    first, effect, growth = _coach(company, rep, day, latent, scored, plateau, quick, rng)
    untreated = np.clip(latent + growth[rep, :, day], 0, 100)
    with_effect = np.clip(latent + growth[rep, :, day] + effect[rep, :, day], 0, 100)
    exported = (day >= company.export_from) & (
        (day < company.not_exported[0]) | (day >= company.not_exported[1])
    )
    call, criterion = np.nonzero(scored & exported[:, None])
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


def _begin(company: Company, rng: np.random.Generator) -> Ints:
    """Draw the day from which each rep-criterion is scored (reps × criteria)."""
    shape = (company.reps, company.criteria)
    later = rng.random(shape) < company.begin_later
    begin: Ints = np.where(later, rng.integers(company.export_from, company.days, shape), 0)
    return begin


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

    def seen(start: int, end: int) -> Floats:
        """Average the scores of the days from ``start`` to before ``end`` (reps × criteria)."""
        inside = slice(*np.searchsorted(day, [start, end]))
        who, when = rep[inside], day[inside]
        scores = np.clip(latent[inside] + effect[who, :, when] + growth[who, :, when], 0, 100)
        count = _by_rep(scored[inside].astype(float), who, company.reps)
        total = _by_rep(np.where(scored[inside], scores, 0.0), who, company.reps)
        mean: Floats = np.where(count > 0, total / np.maximum(count, 1), np.nan)
        return mean

    for monday in range(company.first_coaching // 7 * 7, company.days, 7):
        mean = seen(monday - SEEN_DAYS, monday)
        if company.against_usual:
            usual = seen(monday - USUAL_DAYS[0], monday - USUAL_DAYS[1])
            mean = mean - company.against_usual * usual
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
