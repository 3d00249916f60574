"""Who is coached on what, when, and what it truly does to the scores.

Managers choose by what they have seen: the lower a criterion was in the last two weeks, the
likelier it comes up. What they see there is in part noise and in part a state that passes, so that
scores would have risen a little anyway: the trap that an estimate of the effect has to avoid.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from review_kit.demo.calls import Calls
from review_kit.demo.people import ManagerStyle, Rep
from review_kit.demo.rubric import CRITERIA, RUBRIC, TOP_LEVEL
from review_kit.demo.settings import DemoSettings
from review_kit.demo.skills import Floats
from review_kit.demo.streams import chance, pick, stream, whole

Status = Literal["held", "moved", "cancelled", "no_show"]

WEEKLY_HAZARD = 0.0056
"""Of a first session on one rep-criterion of average weight that scores as it always does."""

LOOK_BACK_DAYS = 14
LEVEL_WEIGHT = 0.4
"""How much a low level counts beside a dip below the rep's own level, pp for pp."""

GENERAL_SHARE = 0.06
"""Share of free slots that are used for a talk about nothing in particular."""

QUIET_DAYS = 42
"""Nobody is coached in the first weeks of the record: there must be something to choose by."""

ACTIVE_AT_ONCE = 3
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
class Session:
    """One slot in a manager's calendar."""

    session_id: str
    manager_id: str
    style: ManagerStyle
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


@dataclass(frozen=True)
class _Slot:
    """One one-to-one in the calendar, with every random draw that it may need.

    All are drawn before anything is decided, so that a change of one knob leaves the rest of the
    calendar as it is.
    """

    day: int
    noise: Floats
    dice: Floats
    status: Status
    delay_days: int
    covers_two: bool
    general: bool
    logged: bool
    listed: bool
    minutes: int
    episode_days: int


def plan_coaching(
    rep: Rep, calls: Calls, untreated_percent: Floats, settings: DemoSettings
) -> CoachingPlan:
    """Go through a rep's calendar slot by slot and decide what is coached.

    Parameters
    ----------
    rep, calls
        The rep and the calls.
    untreated_percent
        ``(calls, criteria)``: scores as they would be without any coaching. Those of a criterion
        before its first session are what the manager sees.
    settings
        Selection, pace and size of the effect.
    """
    rng = stream(settings.seed, "coaching", rep.rep_id)
    style = rep.style
    planned = _planned_day(rep, rng, settings)
    agenda = _Agenda()
    sessions: list[Session] = []
    for slot in _slots(rep, style, rng, settings):
        urge = _urge(calls, untreated_percent, slot, settings)
        due = planned is not None and slot.day >= planned
        if due:
            new = agenda.most_urgent(urge, range(FOCUS))
        elif len(agenda.active(slot.day)) < ACTIVE_AT_ONCE:
            likely = _likelihood(rep, style, urge, slot.day, settings)
            new = agenda.most_urgent(urge, np.flatnonzero(slot.dice < likely).tolist())
        else:
            new = None
        if new is None and not agenda.active(slot.day) and not slot.general:
            continue
        if due:
            slot, planned = replace(slot, status="held"), None  # noqa: PLW2901
        session = _session(f"S-{rep.rep_id}-{len(sessions) + 1:03d}", rep, slot, settings)
        covered: tuple[int, ...] = ()
        if session.took_place:
            covered = agenda.cover(session.day, new, slot)
        logged = slot.logged or (new is not None and new in covered)
        sessions.append(replace(session, criteria=covered, logged=session.took_place and logged))
    return _with_effect(rep, tuple(sessions), agenda.first_day, settings)


class _Agenda:
    """What one rep is being coached on."""

    def __init__(self) -> None:
        self.first_day: dict[int, int] = {}
        self._until: dict[int, int] = {}
        self._last: dict[int, int] = {}

    def active(self, day: int) -> list[int]:
        """Criteria in work on a day, the one not talked about for the longest time first."""
        active = [c for c, end in self._until.items() if self.first_day[c] <= day <= end]
        return sorted(active, key=lambda c: (self._last[c], c))

    def most_urgent(self, urge: Floats, candidates: Iterable[int]) -> int | None:
        """Return the criterion never coached before that presses most, if there is one."""
        free = [c for c in candidates if c not in self.first_day]
        return max(free, key=lambda c: (float(urge[c]), -c), default=None)

    def cover(self, day: int, new: int | None, slot: _Slot) -> tuple[int, ...]:
        """Hold a session: take up the new criterion, go on with what is in work."""
        going_on = self.active(day)
        covered = ([] if new is None else [new]) + going_on
        covered = covered[: 2 if slot.covers_two else 1]
        if new is not None:
            self.first_day[new] = day
            self._until[new] = day + slot.episode_days
        self._last |= dict.fromkeys(covered, day)
        return tuple(covered)


def _planned_day(rep: Rep, rng: np.random.Generator, settings: DemoSettings) -> int | None:
    """Draw the day of the first session that belongs to the rep's story."""
    if rep.story.first_session is None:
        return None
    low, high = rep.story.first_session
    return settings.history_days + whole(rng, low, high)


def _slots(
    rep: Rep, style: ManagerStyle, rng: np.random.Generator, settings: DemoSettings
) -> Iterator[_Slot]:
    """Yield the rep's one-to-ones: one weekday, two of them, or one every other week."""
    weekday = whole(rng, 0, 4)
    first = max(QUIET_DAYS, settings.number(rep.hire_date) + 10)
    step = 14 if style.slots_a_week < 1 else 7
    days: list[int] = []
    for start in (weekday, (weekday + 2) % 5)[: 2 if style.slots_a_week > 1 else 1]:
        begin = (start - settings.first_day.weekday()) % 7
        days += [day for day in range(begin, settings.days, step) if day >= first]
    for day in sorted(days):
        yield _Slot(
            day=day,
            noise=settings.selection_noise * rng.standard_normal(CRITERIA),
            dice=rng.random(CRITERIA),
            status=pick(rng, tuple(_STATUS_WEIGHTS), tuple(_STATUS_WEIGHTS.values())),
            delay_days=whole(rng, 1, 4),
            covers_two=chance(rng, 0.3),
            general=chance(rng, GENERAL_SHARE),
            logged=chance(rng, style.diligence),
            listed=chance(rng, 0.95),
            minutes=style.minutes + pick(rng, (-15, 0, 0, 0, 15)),
            episode_days=whole(rng, *rep.story.episode_days),
        )


def _urge(calls: Calls, percent: Floats, slot: _Slot, settings: DemoSettings) -> Floats:
    """Return how much each criterion presses, as the logarithm of a factor on its hazard."""
    recent = _mean(percent[(calls.day >= slot.day - LOOK_BACK_DAYS) & (calls.day < slot.day)])
    usual = _mean(percent[calls.day < slot.day])
    dip = (usual - recent) / 10
    low = (TOP_LEVEL - usual) / 10
    seen: Floats = np.nan_to_num(dip) + LEVEL_WEIGHT * np.nan_to_num(low)
    return settings.selection * seen + slot.noise


def _mean(percent: Floats) -> Floats:
    """Mean by criterion; NaN under two scored calls."""
    number = (~np.isnan(percent)).sum(axis=0)
    means: Floats = np.where(
        number >= 2, np.nansum(percent, axis=0) / np.maximum(number, 1), np.nan
    )
    return means


def _likelihood(
    rep: Rep, style: ManagerStyle, urge: Floats, day: int, settings: DemoSettings
) -> Floats:
    """Return the probability that each criterion is taken up in a slot."""
    weight = np.array([criterion.coaching_weight for criterion in RUBRIC])
    hazard = WEEKLY_HAZARD / style.slots_a_week * settings.coaching_rate * rep.story.propensity
    likely: Floats = 1 - np.exp(-hazard * _season(day, settings) * weight * np.exp(urge))
    return likely


def _season(day: int, settings: DemoSettings) -> float:
    """Return the pace of first sessions: a new quarter brings new intentions."""
    if (day - settings.history_days) % settings.window_days >= 42:
        return 0.8
    return 2.0 if day >= settings.history_days else 1.2


def _session(session_id: str, rep: Rep, slot: _Slot, settings: DemoSettings) -> Session:
    status, moved_to = slot.status, None
    if status == "moved":
        moved_to = slot.day + slot.delay_days
        while settings.day(moved_to).weekday() > 4:
            moved_to += 1
        if moved_to >= settings.days:
            status, moved_to = "cancelled", None
    manager_id, style = rep.person.manager_id, rep.style
    day = slot.day if moved_to is None else moved_to
    if rep.earlier_manager and day < settings.history_days + settings.window_days // 2:
        manager_id, style = rep.earlier_manager
    return Session(
        session_id=session_id,
        manager_id=manager_id,
        style=style,
        scheduled=slot.day,
        status=status,
        moved_to=moved_to,
        minutes=slot.minutes,
        criteria=(),
        logged=False,
        in_calendar=status != "held" or slot.listed,
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
