"""What is known about a metric besides its numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Grain = Literal[
    "rep",
    "team",
    "manager",
    "org",
    "member",
    "criterion",
    "session",
    "theme",
    "competency",
    "stage",
    "deal",
    "plan",
    "scope",
]
Kind = Literal["leading", "lagging"]
Direction = Literal["up", "down", "none"]
Pooling = Literal["total", "average", "latest"]

EVERY_GRAIN: tuple[Grain, ...] = ("rep", "team", "manager", "org")
REP: tuple[Grain, ...] = ("rep",)
CRITERION: tuple[Grain, ...] = ("criterion",)
SESSION: tuple[Grain, ...] = ("session",)
GROUPS: tuple[Grain, ...] = ("team", "manager", "org")

AS_EXPORTED = "as exported"
"""Unit of a metric whose scale only its export knows."""

CALLS_RULE = "Under 5 calls no number is given, only how many calls there are; under 20 it is marked as thin."
DEALS_RULE = (
    "Under 5 {noun} no number is given, only how many there are; under 20 it is marked as thin."
)
TOTAL_RULE = (
    "A count or sum, given as it is. The previous window's is given only where the records reach back "
    "to its first day."
)
COUNTED_RULE = "Given from one on, with how many are behind it and a 95 % interval."


@dataclass(frozen=True)
class Metric:
    """One number of the glossary.

    Parameters
    ----------
    name
        As in every table, docstring and document.
    title
        As in print.
    unit
        ``percent`` (0–100), ``pp``, ``share`` (0–1, printed as percent), ``days``, ``money`` (project
        currency), ``hours``, ``hours_per_week``, ``minutes``, ``seconds``, ``money_per_day``,
        ``level`` (1–4), ``sessions a week``, ``count``, ``rank``, ``words``, ``per 10 pp`` (the
        result's unit for 10 pp of score), or ``as exported``.
    kind
        ``leading``: a coaching signal; ``lagging``: a performance signal.
    direction
        Whether a larger value is better (``up``), worse (``down``) or neither.
    grains
        Whose number it is: ``rep``, ``team``, ``manager`` and ``org`` have rows in the ``*_metrics``
        tables; the others (``criterion``: a rep on a criterion, ``session``, ``member``: a rep
        beside the others of the team, ``theme``, ``scope``: organisation, team, manager or criterion …)
        have tables of their own.
    definition
        One sentence for a sales manager.
    evidence
        What it takes for the number to be given.
    table
        The canonical table it cannot do without.
    printed_in
        Report templates that print it; filled in from :mod:`review_kit.metrics.registry.printed`.
    zero
        Where there is nothing to count, it is 0 and not missing.
    whole_window
        It says how much there was in the window, so a previous one makes sense only where the
        records cover all of the previous window.
    counts
        What the evidence rule counts, in the plural; empty where no minimum applies.
    derived
        It is computed from other metrics, not from the tables.
    pooling
        How exported periods are put together (outcomes only).
    """

    name: str
    title: str
    unit: str
    kind: Kind
    direction: Direction
    grains: tuple[Grain, ...]
    definition: str
    evidence: str
    table: str
    printed_in: tuple[str, ...] = ()
    zero: bool = False
    whole_window: bool = False
    counts: str = ""
    derived: bool = False
    pooling: Pooling | None = None
