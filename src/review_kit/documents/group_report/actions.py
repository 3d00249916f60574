"""Actions that a report may ask for, each with the numbers that it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Coach:
    """A rep to coach in the skill of the rep's own plan.

    Parameters
    ----------
    score, target
        Current score, and the number to reach next quarter, in percent.
    last
        Last session on the skill in the window; ``None`` without one.
    size
        Weight × gap to the skill's target: what the rep's overall score would gain, in hundredths of pp.
    """

    rep_id: str
    name: str
    team: str
    criterion_id: str
    criterion: str
    score: float
    target: float
    last: date | None
    size: float


@dataclass(frozen=True)
class CoachTeam:
    """A skill to coach in a team: the reps of it for whom it is the plan, and who have no recent session."""

    team: str
    criterion: str
    n_reps: int
    score: float
    target: float


@dataclass(frozen=True)
class Train:
    """The lowest competency of a team's skills matrix, and whose calls show how it is done.

    Parameters
    ----------
    compared
        Competencies that enough reps are rated in.
    """

    competency: str
    level: float
    n_reps: int
    compared: int
    example: tuple[str, str] | None
    """Exemplar and criterion, of the criteria that belong to the competency."""


@dataclass(frozen=True)
class TrainTeams:
    """The competency that is the lowest in most teams."""

    competency: str
    n_teams: int
    of_teams: int


@dataclass(frozen=True)
class Practise:
    """A skill on which several coached reps stand still."""

    team: str
    criterion: str
    n_reps: int
    n_coached: int


@dataclass(frozen=True)
class ChangeWay:
    """A theme that keeps coming back without a clear rise."""

    name: str
    theme: str
    sessions: int


@dataclass(frozen=True)
class Share:
    """Entries that the reps have not seen."""

    unshared: int
    entries: int


@dataclass(frozen=True)
class KeepLog:
    """A log that is not complete enough to say what coaching did."""

    completion: float
    n: int
    target: float


@dataclass(frozen=True)
class HelpManager:
    """A manager whose coaching has the most against it; shares are 0–1 and missing where unknown.

    Parameters
    ----------
    uncoached, n_reps
        Reps without a session, of all who should have had one.
    hours
        Hours of coaching a week and rep.
    completion, n_due
        Complete entries, of so many sessions due.
    reopened, n_commitments
        Commitments with an outcome in the log, of so many due.
    needs
        What is short, the weightiest first: ``coverage``, ``record``, ``hours``, ``outcomes``.
    """

    name: str
    uncoached: int
    n_reps: int
    hours: float | None
    completion: float | None
    n_due: int
    reopened: float | None
    n_commitments: int
    needs: tuple[str, ...]


Action = (
    Coach | CoachTeam | Train | TrainTeams | Practise | ChangeWay | Share | KeepLog | HelpManager
)
"""Whatever may stand under On Monday."""
