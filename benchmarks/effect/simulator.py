"""Invented companies whose coaching has an effect that is known, with a knob for each difficulty.

A score is level + slow state + team shock + company trend + effect + the call's and the criterion's noise,
as its scorer gives it on the scale of the company, from 0 to 100. Every call has two scores with the same
noise and the same scorer, with and without coaching, so the true mean effect on the days that are looked
at is known to the last digit, the ceiling included.
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
LEARNING_DAYS = 120
"""Days in which a new hire learns what the others can do."""
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
    paces_uneven
        Paces are drawn evenly on the scale of their logarithm, not of calls.
    on_bad_call
        The session is held on the day of the worst call of the week, on the criterion that was worst in it.
    whole_teams
        Share of teams who have a criterion newly coached in a week, all their reps at once, by how low the
        team is in it; no rep is coached alone.
    cluster_shock
        Standard deviation of what a team shares in one criterion (half-life of twenty days).
    people_share, people_in_the_end
        Share of calls that a person scores, on the first day and on the last; between them it moves evenly.
    people_after_coaching
        What is added to it for a coached criterion from its first session on.
    people_stricter
        pp that a person gives less than the AI.
    rubric_change
        Day from which another rubric holds: each criterion is scored otherwise by up to so and so many
        pp (a standard deviation of six), and spreads less (four fifths). None: there is one rubric.
    season
        pp up and down over ninety days for all, half of it shared by all criteria.
    leavers
        Share of reps who leave in a week; the odds grow threefold with each standard deviation that a rep is
        below the others.
    new_hires
        Share of reps hired on some day of the record. They begin ten pp lower, learn that in 120 days by
        themselves, and are coached three times as often until then.
    steps
        Values that a score can have, evenly from 0 to 100; 0: any.
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
    paces_uneven: bool = False
    on_bad_call: bool = False
    whole_teams: float = 0.0
    cluster_shock: float = 0.0
    people_share: float = 0.0
    people_in_the_end: float = 0.0
    people_after_coaching: float = 0.0
    people_stricter: float = 0.0
    rubric_change: int | None = None
    season: float = 0.0
    leavers: float = 0.0
    new_hires: float = 0.0
    steps: int = 0

    @property
    def has_people(self) -> bool:
        """Some calls are scored by a person."""
        return max(self.people_share, self.people_in_the_end, self.people_after_coaching) > 0


@dataclass(frozen=True)
class Record:
    """What the company's exports hold, and the truth behind them.

    ``scores``, ``first_sessions`` and ``reps`` are the tables that the estimate takes (``scores`` with
    ``human`` where people score, too); ``untreated``
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
    hired = _hired(company, rng)
    skill += _learned_by_itself(company, hired)
    there = (day >= hired[rep]) & (day < _left(company, skill, rng)[rep])
    rep, day = rep[there], day[there]
    latent = skill[rep, :, day]
    latent += company.call_noise * rng.standard_normal((len(rep), 1))
    latent += company.noise * rng.standard_normal(latent.shape)
    latent = _under_rubric(company, latent, day, rng)
    by_people = _by_people(company, day, rng)[:, None]
    latent -= company.people_stricter * by_people
    scored = rng.random(latent.shape) < company.scored
    if company.begin_later:
        scored &= day[:, None] >= _begin(company, rng)[rep]
    quick = rng.random(company.reps) < (0.25 if company.fast_learners else 0.0)
    plateau = company.effect + company.manager_spread * rng.standard_normal(company.teams)[team]
    first, effect, growth = _coach(
        company, rep, day, latent, scored, plateau, quick, team, hired, rng
    )
    human = np.broadcast_to(by_people, latent.shape)
    if company.people_after_coaching:
        since = day[:, None] > first[rep]
        more = since & ~human & (rng.random(latent.shape) < company.people_after_coaching)
        latent = latent - company.people_stricter * more
        human = human | more
    untreated = _on_scale(company, latent + growth[rep, :, day])
    with_effect = _on_scale(company, latent + growth[rep, :, day] + effect[rep, :, day])
    exported = (day >= company.export_from) & (
        (day < company.not_exported[0]) | (day >= company.not_exported[1])
    )
    call, criterion = np.nonzero(scored & exported[:, None])
    days = pd.to_datetime(FIRST_DAY) + pd.to_timedelta(np.arange(company.days), unit="D")
    rep_names = pd.Index([f"r{number:04d}" for number in range(company.reps)])
    criterion_names = pd.Index([f"c{number}" for number in range(company.criteria)])
    coached_rep, coached_criterion = np.nonzero(first < NEVER)
    scores = pd.DataFrame(
        {
            "rep_id": rep_names.take(rep[call]),
            "criterion_id": criterion_names.take(criterion),
            "day": days[day[call]],
            "score": with_effect[call, criterion],
        }
    )
    if company.has_people:
        scores["human"] = human[call, criterion]
    return Record(
        scores=scores,
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
    if company.paces_uneven:
        pace = np.exp(rng.uniform(*np.log(company.calls_a_week), company.reps)) / 5  # type: ignore[call-overload]
    else:
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
    if company.cluster_shock:
        of_cluster = _slow(rng, (company.teams, *shape[1:]), 0.5**0.05)
        skill += company.cluster_shock * of_cluster[team]
    if company.season:
        phase = 2 * np.pi * (np.arange(company.days) / 90 + rng.random((company.criteria + 1, 1)))
        waves = company.season / 2 * np.sin(phase)
        skill += waves[0] + waves[1:]
    return skill


def _hired(company: Company, rng: np.random.Generator) -> Ints:
    """Draw the day on which each rep is hired; those who were there before are at −1000."""
    hired = np.full(company.reps, -1000)
    if company.new_hires:
        new = rng.random(company.reps) < company.new_hires
        hired = np.where(new, rng.integers(0, company.days - 70, company.reps), hired)
    return hired


def _learned_by_itself(company: Company, hired: Ints) -> Floats:
    """What new hires still lack on each day (reps × 1 × days), in pp."""
    since = np.arange(company.days) - hired[:, None]
    lacking: Floats = -10.0 * np.clip(1 - since / LEARNING_DAYS, 0.0, 1.0)
    return lacking[:, None, :]


def _left(company: Company, skill: Floats, rng: np.random.Generator) -> Ints:
    """Draw the day on which each rep leaves: the weak sooner, by what they can do in that week."""
    left = np.full(company.reps, company.days)
    if not company.leavers:
        return left
    for monday in range(28, company.days, 7):
        now = skill[:, :, monday].mean(axis=1)
        odds = company.leavers * 3.0 ** (-(now - now.mean()) / now.std())
        left[(rng.random(company.reps) < odds) & (left == company.days)] = monday
    return left


def _under_rubric(company: Company, latent: Floats, day: Ints, rng: np.random.Generator) -> Floats:
    """Give what the rubric of the day makes of what was heard."""
    if company.rubric_change is None:
        return latent
    shift = 6.0 * rng.standard_normal(company.criteria)
    new = company.level + 0.8 * (latent - company.level) + shift
    under: Floats = np.where((day >= company.rubric_change)[:, None], new, latent)
    return under


def _by_people(company: Company, day: Ints, rng: np.random.Generator) -> NDArray[np.bool_]:
    """Draw the calls that a person scores as a whole."""
    if not company.has_people:
        return np.zeros(len(day), dtype=bool)
    share = np.interp(day, [0, company.days - 1], [company.people_share, company.people_in_the_end])
    people: NDArray[np.bool_] = rng.random(len(day)) < share
    return people


def _on_scale(company: Company, heard: Floats) -> Floats:
    """Give the score on the company's scale."""
    cut = np.clip(heard, 0, 100)
    if not company.steps:
        return cut
    step = 100 / (company.steps - 1)
    on_scale: Floats = step * np.round(cut / step)
    return on_scale


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
    team: Ints,
    hired: Ints,
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
    profile, begun = _profile(company), np.zeros(company.reps, dtype=bool)
    left = company.coached_units
    heard = np.where(scored, latent, np.nan)

    def seen(start: int, end: int) -> Floats:
        """Average the scores of the days from ``start`` to before ``end`` (reps × criteria)."""
        inside = slice(*np.searchsorted(day, [start, end]))
        who, when = rep[inside], day[inside]
        scores = _on_scale(company, latent[inside] + effect[who, :, when] + growth[who, :, when])
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
        often = np.where(quick, 4.0, 1.0) * np.where(monday - hired < LEARNING_DAYS, 3.0, 1.0)
        together = _whole_teams(company, low, team, rng)
        chosen = _chosen(company, low, often, rng) if together is None else together >= 0
        for one in rng.permutation(np.flatnonzero(chosen)):
            if left is not None and left <= 0:
                break
            gumbel = rng.gumbel(size=company.criteria)
            criterion = int(np.argmax(company.selection * low[one] + gumbel))
            session = monday + int(rng.integers(5))
            if together is not None:
                criterion = int(together[one])
            if company.on_bad_call:
                session, criterion = _worst_call(monday, rep, day, heard, one, low[one])
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


def _chosen(
    company: Company, low: Floats, often: Floats, rng: np.random.Generator
) -> NDArray[np.bool_]:
    """Draw the reps who have a criterion newly coached in this week; ``often``: odds of each."""
    need = np.where(np.isfinite(low), low, np.nan)
    open_reps = np.isfinite(low).any(axis=1)
    overall = np.zeros(company.reps)
    overall[open_reps] = np.nanmean(need[open_reps], axis=1)
    odds = company.coached_a_week * often
    odds *= np.exp(company.rep_selection * overall - company.rep_selection**2 / 2)
    chosen: NDArray[np.bool_] = (rng.random(company.reps) < odds) & open_reps
    return chosen


def _whole_teams(
    company: Company, low: Floats, team: Ints, rng: np.random.Generator
) -> Ints | None:
    """Draw the criterion that all of a team's reps are newly coached in this week; −1 for none.

    None where reps are coached one by one.
    """
    if not company.whole_teams:
        return None
    begun = np.full(company.reps, -1)
    for number in np.flatnonzero(rng.random(company.teams) < company.whole_teams):
        members = np.flatnonzero(team == number)
        need = low[members]
        open_to = np.isfinite(need)
        mean = np.where(open_to, need, 0.0).sum(axis=0) / np.maximum(open_to.sum(axis=0), 1)
        possible = open_to.mean(axis=0) > 0.5
        if possible.any():
            wanted = np.where(possible, 2 * company.selection * mean, -np.inf)
            criterion = int(np.argmax(wanted + rng.gumbel(size=company.criteria)))
            begun[members[open_to[:, criterion]]] = criterion
    return begun


def _worst_call(
    monday: int, rep: Ints, day: Ints, scores: Floats, one: int, low: Floats
) -> tuple[int, int]:
    """Give day and criterion of the rep's worst score of the week among criteria not coached yet.

    A day that never comes where there is none.
    """
    inside = np.arange(*np.searchsorted(day, [monday, monday + 7]))
    own = inside[rep[inside] == one]
    against = scores[own] - np.nanmean(scores[inside], axis=0) if len(own) else scores[own]
    against = np.where(np.isfinite(low) & ~np.isnan(against), against, np.inf)
    if not np.isfinite(against).any():
        return NEVER, 0
    call, criterion = np.unravel_index(np.argmin(against), against.shape)
    return int(day[own[call]]), int(criterion)


def _profile(company: Company) -> Floats:
    since = np.arange(company.days) - company.dip_days
    profile: Floats = np.clip(since / max(company.rise_days, 1), 0.0, 1.0)
    return profile


def _by_rep(values: Floats, rep: Ints, reps: int) -> Floats:
    total = np.zeros((reps, values.shape[1]))
    np.add.at(total, rep, values)
    return total
