"""Who is in the demonstration: teams, managers, reps, and the kind of story each rep has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import count
from typing import Literal

from review_kit.demo.names import NameBook, ascii_handle
from review_kit.demo.settings import DemoSettings, Person
from review_kit.demo.streams import chance, normal, pick, stream, whole

Kind = Literal[
    "coachable",
    "steady",
    "star",
    "stuck",
    "settled_in",
    "ramping",
    "just_hired",
    "few_calls",
    "changed_manager",
    "dip_and_recovery",
    "improving_alone",
    "no_crm",
]


@dataclass(frozen=True)
class Story:
    """What sets reps of one kind apart.

    Attributes
    ----------
    level
        Mean distance from the company's level, in pp.
    response
        Plateau of the effect of coaching as a multiple of ``effect_pp``. Over the coached
        rep-criteria of all kinds the mean is 1.
    propensity
        Factor on the hazard of being coached.
    first_session
        Days after the start of the window between which one first session surely falls;
        none where chance alone decides.
    calls_a_week
        Scored calls.
    commitments_kept
        Share of due commitments that are done.
    growth
        What the rep gains without any coaching, in pp, until ``as_of``.
    episode_days
        How long a criterion stays on the agenda, from and to.
    deals_a_week
        Opportunities created.
    state
        Factor on the slow state: how much the rep's scores wander by themselves.
    start_dip
        How far below their level the rep starts when hired, in pp; most of it is gone after two months.
    """

    level: float
    response: float
    propensity: float
    first_session: tuple[int, int] | None = None
    calls_a_week: float = 5.6
    commitments_kept: float = 0.8
    growth: float = 0.0
    episode_days: tuple[int, int] = (35, 90)
    deals_a_week: float = 3.8
    state: float = 1.0
    start_dip: float = 0.0


STORIES: dict[Kind, Story] = {
    "coachable": Story(-3, 1.35, 1.3, (6, 34), commitments_kept=0.88),
    "steady": Story(0, 0.8, 1.1, (8, 45), commitments_kept=0.76),
    "star": Story(11, 0.5, 1.8),
    "stuck": Story(
        -8, 0.0, 1.6, (-24, 4), commitments_kept=0.42, episode_days=(75, 130), state=0.5
    ),
    "settled_in": Story(0, 0.95, 1.1, (8, 45), commitments_kept=0.76, start_dip=8),
    "ramping": Story(-9, 1.2, 1.2, (18, 50), growth=9, deals_a_week=2.6),
    "just_hired": Story(-11, 1.0, 0.0, deals_a_week=0.8),
    "few_calls": Story(0, 1.0, 0.8, (5, 40), calls_a_week=0.35, deals_a_week=2.6),
    "changed_manager": Story(-2, 1.2, 1.2, (3, 18)),
    "dip_and_recovery": Story(
        -3, 1.4, 1.1, (20, 31), calls_a_week=6.6, commitments_kept=0.85, state=0.7
    ),
    "improving_alone": Story(-4, 1.0, 0.0, growth=12),
    "no_crm": Story(-1, 1.0, 1.1, (2, 40)),
}

_PATTERN: tuple[tuple[tuple[Kind, ...], ...], ...] = (
    # one row of kinds for each manager; managers in one group lead one team together
    (
        ("coachable", "dip_and_recovery", "stuck", "star", "steady"),
        ("changed_manager", "coachable", "ramping", "steady"),
    ),
    (("coachable", "settled_in", "few_calls", "dip_and_recovery", "just_hired", "coachable"),),
    (("star", "stuck", "coachable", "settled_in", "improving_alone", "ramping"),),
    (("settled_in", "settled_in", "no_crm"),),
)
"""Teams of 9 (two managers), 6, 6 and 3; repeated until there are enough reps."""

_REGIONS = ("Northern Europe", "Americas", "Southern Europe", "Asia Pacific")
_ZONES = ("", "America/New_York", "", "Asia/Singapore")
"""Where a team works; empty: in the organisation's own time zone."""
_COUNTRIES = ("DE", "US", "ES", "SG")
"""Whose public holidays it keeps."""

_KINDS_FOR_A_GIVEN_ROSTER: tuple[Kind, ...] = (
    "coachable",
    "steady",
    "dip_and_recovery",
    "stuck",
    "star",
    "coachable",
    "steady",
    "improving_alone",
    "coachable",
    "few_calls",
    "steady",
    "stuck",
)
"""Kinds that can be true of people whose hire dates and deals are not ours to invent."""

_ROLES = ("Account executive", "Account executive", "Senior account executive")


@dataclass(frozen=True)
class ManagerStyle:
    """How one manager coaches, and how carefully they write it down."""

    slots_a_week: float
    minutes: int
    diligence: float
    """Share of held sessions that leave an entry."""
    types_scores: float
    """Share of entries with a typed score before the session."""


_STYLES = (
    ManagerStyle(1, 60, 0.97, 0.9),
    ManagerStyle(1, 45, 0.92, 0.7),
    ManagerStyle(1, 45, 0.9, 0.8),
    ManagerStyle(0.5, 60, 0.5, 0.4),
    ManagerStyle(2, 60, 0.95, 0.6),
)
"""From one manager to the next, in turn: weekly, every other week, twice a week."""


@dataclass(frozen=True)
class Rep:
    """One rep with everything that the generator has to know about them."""

    person: Person
    kind: Kind
    role: str
    hire_date: date
    end_date: date | None
    email: str | None
    manager_email: str
    time_zone: str
    style: ManagerStyle
    earlier_manager: tuple[str, ManagerStyle] | None = None
    """Who led the rep until the middle of the window, where that was another."""
    country: str | None = None
    """Whose public holidays the rep keeps; unknown of a given roster."""

    @property
    def rep_id(self) -> str:
        """Id in every table, and the name of the rep's random streams."""
        return self.person.rep_id

    @property
    def story(self) -> Story:
        """What sets this kind of rep apart."""
        return STORIES[self.kind]


def invent_reps(settings: DemoSettings) -> list[Rep]:
    """Return ``settings.reps`` invented people with their managers and teams."""
    book = NameBook(settings.seed)
    managers = 0
    reps: list[Rep] = []
    for team, zone, country, groups in _teams(settings):
        first_of_team = managers
        for group in groups:
            manager_id, style = f"M-{managers + 1:02d}", _STYLES[managers % len(_STYLES)]
            manager_name = book.name(manager_id)
            managers += 1
            for kind in group:
                rep_id = f"{107 + 10 * len(reps) + 7 * len(reps) % 10:05d}"
                person = Person(rep_id, book.name(rep_id), manager_id, manager_name, team)
                rep = replace(_rep(person, kind, zone, style, settings), country=country)
                if kind == "changed_manager":
                    earlier = f"M-{first_of_team + 1:02d}", _STYLES[first_of_team % len(_STYLES)]
                    rep = replace(rep, earlier_manager=earlier)
                reps.append(rep)
                if len(reps) == settings.reps:
                    return reps
    raise AssertionError("the pattern of teams never ends")


def reps_for(people: Sequence[Person], settings: DemoSettings) -> list[Rep]:
    """Return the given people with a kind each, in the given order."""
    kinds = _KINDS_FOR_A_GIVEN_ROSTER
    managers = list(dict.fromkeys(person.manager_id for person in people))
    return [
        _rep(
            person,
            kinds[index % len(kinds)],
            settings.time_zone,
            _STYLES[managers.index(person.manager_id) % len(_STYLES)],
            settings,
        )
        for index, person in enumerate(people)
    ]


def _teams(
    settings: DemoSettings,
) -> Iterator[tuple[str, str, str, tuple[tuple[Kind, ...], ...]]]:
    """Give each team with its time zone, its country and the kinds of its reps by manager."""
    for round_number in count(1):
        for region, zone, country, groups in zip(
            _REGIONS, _ZONES, _COUNTRIES, _PATTERN, strict=True
        ):
            team = region if round_number == 1 else f"{region} {round_number}"
            yield team, zone or settings.time_zone, country, groups


def _rep(person: Person, kind: Kind, zone: str, style: ManagerStyle, settings: DemoSettings) -> Rep:
    rng = stream(settings.seed, "rep", person.rep_id)
    role = pick(rng, _ROLES)
    hired_days_ago = whole(rng, 300, 2600)
    leaves_in = whole(rng, 20, 60)
    if kind == "settled_in":
        role, hired_days_ago = "Associate account executive", whole(rng, 165, 220)
    elif kind == "ramping":
        role, hired_days_ago = "Associate account executive", whole(rng, 66, 150)
    elif kind == "just_hired":
        role, hired_days_ago = "Associate account executive", whole(rng, 5, 7)
    elif kind == "star":
        role, hired_days_ago = "Senior account executive", whole(rng, 900, 2900)
    domain = ascii_handle(settings.organisation).replace(".", "-") + ".example"
    return Rep(
        person=person,
        kind=kind,
        role=role,
        hire_date=_weekday(settings.as_of - timedelta(days=hired_days_ago)),
        # who hands over their accounts has few calls left
        end_date=settings.as_of + timedelta(days=leaves_in) if kind == "few_calls" else None,
        email=None if chance(rng, 0.06) else f"{ascii_handle(person.rep_name)}@{domain}",
        manager_email=f"{ascii_handle(person.manager_name)}@{domain}",
        time_zone=zone,
        style=style,
    )


def _weekday(day: date) -> date:
    """Return the Monday after a weekend day, else the day itself."""
    return day + timedelta(days=(7 - day.weekday()) % 7 if day.weekday() > 4 else 0)


def base_level(rep: Rep, seed: int) -> float:
    """Return how far the rep stands from the company's level, in pp."""
    return normal(stream(seed, "level", rep.rep_id), rep.story.level, 2.5)
