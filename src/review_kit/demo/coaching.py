"""Who is coached on what, when, and what it truly does to the scores.

Managers choose by what they have seen: the lower a criterion was in the last two weeks, the likelier
it comes up. What they see there is half noise, so that scores would have risen a little anyway:
that is the trap which the estimate of the effect has to avoid.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

import numpy as np

from review_kit.demo.calls import Calls
from review_kit.demo.people import Rep
from review_kit.demo.rubric import CRITERIA, RUBRIC, TOP_LEVEL
from review_kit.demo.settings import DemoSettings
from review_kit.demo.skills import Floats
from review_kit.demo.streams import pick, stream, whole

Status = Literal["held", "moved", "cancelled", "no_show"]

WEEKLY_HAZARD = 0.0066
"""Of a first session on one rep-criterion of average weight that scores as the company does."""

LOOK_BACK_DAYS = 14
QUIET_DAYS = 42
"""Nobody is coached in the first weeks of the record: there must be something to choose by."""

ACTIVE_AT_ONCE = 2
FOCUS = 3
"""The criteria with the highest weights, on which planned first sessions fall."""

RAMP_DAYS = 14
DIP_DEPTH, DIP_FROM, DIP_UNTIL, DIP_OVER = -1.7, 2, 14, 27
"""The dip, as a multiple of the plateau of an average rep, and the days after the first session."""

_STATUS_WEIGHTS: dict[Status, float] = {
    "held": 0.85,
    "moved": 0.07,
    "cancelled": 0.055,
    "no_show": 0.025,
}


@dataclass(frozen=True)
class ManagerStyle:
    """How one manager coaches, and how carefully they write it down."""

    slots_a_week: float
    minutes: int
    diligence: float
    """Share of held sessions that leave an entry."""
    types_scores: float
    """Share of entries with a typed score before the session."""


@dataclass(frozen=True)
class Session:
    """One slot in a manager's calendar."""

    session_id: str
    manager_id: str
    scheduled: int
    status: Status
    moved_to: int | None
    minutes: int
    criteria: tuple[int, ...]
    """What it is about; empty for a general conversation."""
    logged: bool
    in_calendar: bool

    @property
    def took_place(self) -> bool:
        """Whether the two talked, on the day planned or on another."""
        return self.status in {"held", "moved"}

    @property
    def day(self) -> int:
        """Day number on which it took place."""
        return self.scheduled if self.moved_to is None else self.moved_to


@dataclass(frozen=True)
class CoachingPlan:
    """All sessions of one rep and their true effect."""

    sessions: tuple[Session, ...]
    first_day: dict[int, int]
    """Criterion → day number of its first session."""
    plateau: dict[int, float]
    """Criterion → where its true effect settles, in pp."""
    effect: Floats
    """``(days, criteria)``: true effect in pp."""


def manager_style(manager_id: str, seed: int) -> ManagerStyle:
    """Return how one manager coaches."""
    rng = stream(seed, "style", manager_id)
    return ManagerStyle(
        slots_a_week=pick(rng, (0.5, 1.0, 2.0), (0.3, 0.58, 0.12)),
        minutes=pick(rng, (30, 45, 60), (0.35, 0.4, 0.25)),
        diligence=pick(rng, (0.97, 0.9, 0.72), (0.45, 0.35, 0.2)),
        types_scores=pick(rng, (0.9, 0.7, 0.4)),
    )


def plan_coaching(
    rep: Rep, calls: Calls, untreated_percent: Floats, settings: DemoSettings
) -> CoachingPlan:
    """Go through a rep's calendar week by week and decide what is coached.

    Parameters
    ----------
    rep, calls
        The rep and the calls.
    untreated_percent
        ``(calls, criteria)``: scores as they would be without any coaching. Those of a criterion
        before its first session are what the manager sees.
    """
    rng = stream(settings.seed, "coaching", rep.rep_id)
    style = manager_style(rep.person.manager_id, settings.seed)
    weeks = 1 / style.slots_a_week
    forced_day = _forced_day(rep, rng, settings)
    first_day: dict[int, int] = {}
    until: dict[int, int] = {}
    last: dict[int, int] = {}
    sessions: list[Session] = []
    for slot in _slots(rep, style, settings, rng):
        # every draw of the slot is made before any decision, so that a change of one knob leaves
        # the rest of the calendar as it is
        noise = settings.selection_noise * rng.standard_normal(CRITERIA)
        dice = rng.random(CRITERIA)
        status = pick(rng, tuple(_STATUS_WEIGHTS), tuple(_STATUS_WEIGHTS.values()))
        delay, two, general, logged, listed = rng.random(5)
        episode = whole(rng, *rep.story.episode_days)
        minutes = style.minutes + pick(rng, (-15, 0, 0, 0, 15))

        forced = forced_day is not None and slot >= forced_day
        active = [c for c, end in until.items() if first_day[c] <= slot <= end]
        recent = _recent(calls, untreated_percent, slot)
        new = None
        if forced or len(active) < ACTIVE_AT_ONCE:
            free = [c for c in range(CRITERIA) if c not in first_day]
            new = _choice(free, recent, forced, noise, dice, weeks, rep, slot, settings)
        if new is None and not active and general > 0.1:
            continue
        if forced:
            status, forced_day = "held", None
        session = _session(
            len(sessions), rep, slot, status, delay, max(minutes, 15), style, settings
        )
        if session.took_place and new is not None:
            first_day[new] = session.day
            until[new] = session.day + episode
            active.insert(0, new)
        active.sort(key=lambda c: last.get(c, -1))
        covered = tuple(active[: 2 if two < 0.3 else 1]) if session.took_place else ()
        if session.took_place and new is not None and new not in covered:
            covered = (new, *covered[:1])
        last |= dict.fromkeys(covered, session.day)
        first = new is not None and new in covered
        sessions.append(
            Session(
                session.session_id,
                session.manager_id,
                slot,
                session.status,
                session.moved_to,
                session.minutes,
                covered,
                logged=session.took_place and (first or bool(logged < style.diligence)),
                in_calendar=session.status != "held" or bool(listed > 0.05),
            )
        )
    return _with_effect(rep, tuple(sessions), first_day, settings)


def _forced_day(rep: Rep, rng: np.random.Generator, settings: DemoSettings) -> int | None:
    """Draw the day of the first session that belongs to the rep's story."""
    if rep.story.first_session is None:
        return None
    low, high = rep.story.first_session
    return settings.history_days + whole(rng, low, high)


def _slots(
    rep: Rep, style: ManagerStyle, settings: DemoSettings, rng: np.random.Generator
) -> list[int]:
    """Return the day numbers of the rep's one-to-ones: the same weekday, or two of them."""
    weekday = whole(rng, 0, 4)
    first = max(QUIET_DAYS, settings.number(rep.hire_date) + 10)
    step = 14 if style.slots_a_week < 1 else 7
    days = []
    for start in (weekday, (weekday + 2) % 5)[: 2 if style.slots_a_week > 1 else 1]:
        begin = (start - settings.first_day.weekday()) % 7
        days += [day for day in range(begin, settings.days, step) if day >= first]
    return sorted(days)


def _recent(calls: Calls, percent: Floats, slot: int) -> Floats:
    """Mean score of the last two weeks by criterion; NaN under two scored calls."""
    seen = percent[(calls.day >= slot - LOOK_BACK_DAYS) & (calls.day < slot)]
    number = (~np.isnan(seen)).sum(axis=0)
    total = np.nansum(seen, axis=0)
    means: Floats = np.where(number >= 2, total / np.maximum(number, 1), np.nan)
    return means


def _choice(
    free: list[int],
    recent: Floats,
    forced: bool,
    noise: Floats,
    dice: Floats,
    weeks: float,
    rep: Rep,
    slot: int,
    settings: DemoSettings,
) -> int | None:
    """Return the criterion that is taken up in this slot, if any."""
    below = (TOP_LEVEL - recent) / 10
    below = np.where(np.isnan(below), 0.0, below)
    urge = settings.selection * below + noise
    if forced:
        focus = [c for c in free if c < FOCUS]
        return max(focus, key=lambda c: (float(urge[c]), -c)) if focus else None
    weight = np.array([criterion.coaching_weight for criterion in RUBRIC])
    hazard = WEEKLY_HAZARD * settings.coaching_rate * weeks * rep.story.propensity
    hazard *= _season(slot, settings)
    likely = 1 - np.exp(-hazard * weight * np.exp(urge))
    started = [c for c in free if dice[c] < likely[c]]
    return max(started, key=lambda c: (float(urge[c]), -c)) if started else None


def _season(slot: int, settings: DemoSettings) -> float:
    """Return the pace of first sessions: a new quarter brings new intentions."""
    into_quarter = (slot - settings.history_days) % settings.window_days
    return 1.5 if into_quarter < 35 else 0.75


def _session(
    index: int,
    rep: Rep,
    slot: int,
    status: Status,
    delay: float,
    minutes: int,
    style: ManagerStyle,
    settings: DemoSettings,
) -> Session:
    moved_to = None
    if status == "moved":
        moved_to = slot + 1 + int(delay * 4)
        while (settings.first_day + timedelta(days=moved_to)).weekday() > 4:
            moved_to += 1
        if moved_to >= settings.days:
            status, moved_to = "cancelled", None
    manager_id = rep.person.manager_id
    if rep.earlier_manager and slot < settings.history_days + settings.window_days // 2:
        manager_id = rep.earlier_manager[0]
    session_id = f"S-{rep.rep_id}-{index + 1:03d}"
    return Session(
        session_id, manager_id, slot, status, moved_to, minutes, (), logged=False, in_calendar=True
    )


def _with_effect(
    rep: Rep, sessions: tuple[Session, ...], first_day: dict[int, int], settings: DemoSettings
) -> CoachingPlan:
    rng = stream(settings.seed, "response", rep.rep_id)
    personal = 1 + 0.2 * np.clip(rng.standard_normal(CRITERIA), -2, 2)
    effect = np.zeros((settings.days, CRITERIA))
    plateau = {}
    for criterion, first in sorted(first_day.items()):
        plateau[criterion] = settings.effect_pp * rep.story.response * float(personal[criterion])
        since = np.arange(settings.days) - first
        if rep.kind == "dip_and_recovery":
            depth = DIP_DEPTH * settings.effect_pp
            effect[:, criterion] = np.interp(
                since,
                (0, DIP_FROM, DIP_UNTIL, DIP_OVER),
                (0, depth, depth, plateau[criterion]),
            )
        else:
            effect[:, criterion] = plateau[criterion] * np.clip(since / RAMP_DAYS, 0, 1)
    return CoachingPlan(sessions, first_day, plateau, effect)
