"""What is known about a metric besides its numbers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from review_kit import grains
from review_kit.grains import GRAINS
from review_kit.metrics.registry.in_words import filled, keys_in, value_of
from review_kit.project.config import Config

Grain = (
    grains.Grain
    | Literal[
        "member",
        "criterion",
        "session",
        "theme",
        "competency",
        "stage",
        "deal",
        "plan",
        "scope",
        "scorer",
    ]
)
"""Whose number it can be: of a grain of documents, or of a part of its table."""

Kind = Literal["leading", "lagging"]
Direction = Literal["up", "down", "none"]
Pooling = Literal["total", "average", "latest"]

EVERY_GRAIN: tuple[Grain, ...] = tuple(GRAINS)
REP: tuple[Grain, ...] = ("rep",)
CRITERION: tuple[Grain, ...] = ("criterion",)
SESSION: tuple[Grain, ...] = ("session",)
GROUPS: tuple[Grain, ...] = tuple(grain for grain in GRAINS if grain != "rep")

PACKET, SHEET, TEAM_REPORT, ORG_REPORT = (
    "rep_packet",
    "conversation_sheet",
    "team_roi",
    "org_summary",
)
TEMPLATES = (PACKET, SHEET, TEAM_REPORT, ORG_REPORT)
"""The shipped templates that define metrics, as their notebooks are called."""
PACKET_ONLY = (PACKET,)
PACKET_AND_SHEET = (PACKET, SHEET)
GROUP_REPORTS = (TEAM_REPORT, ORG_REPORT)
PACKET_AND_REPORTS = (PACKET, *GROUP_REPORTS)

AS_EXPORTED = "as exported"
"""Unit of a metric whose scale only its export knows."""

CALLS_RULE = (
    "Under {evidence.minimum_calls:call} no number is given, only how many calls there are; under "
    "{evidence.thin_calls} it is marked as thin."
)
TOTAL_RULE = (
    "A count or sum, given as it is. The previous window's is given only where the records reach back "
    "to its first day."
)
COUNTED_RULE = "Given from one on, with how many are behind it and a 95 % interval."


def deals_rule(noun: str, which: str = "") -> str:
    """Give the evidence rule of a number that rests on deals: ``closed deal``, ``won deal`` ``with …``."""
    counted = " ".join(part for part in (f"{{evidence.minimum_deals:{noun}}}", which) if part)
    return (
        f"Under {counted} no number is given, only how many there are; under "
        "{evidence.thin_deals} it is marked as thin."
    )


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
        ``level`` (1–4), ``sessions a week``, ``count``, ``rank``, ``words``, ``agreement``
        (up to 1), ``per 10 pp`` (the result's unit for 10 pp of score), or ``as exported``.
    kind
        ``leading``: a coaching signal; ``lagging``: a performance signal.
    direction
        Whether a larger value is better (``up``), worse (``down``) or neither.
    grains
        Whose number it is: ``rep``, ``team``, ``manager`` and ``org`` have rows in the ``*_metrics``
        tables; the others (``criterion``: a rep on a criterion, ``session``, ``member``: a rep
        beside the others of the team, ``theme``, ``scope``: organisation, team, manager or criterion,
        ``scorer``: who scored …) have tables of their own.
    definition
        One sentence for a sales manager; a template, in which settings stand by their keys
        (:mod:`~review_kit.metrics.registry.in_words`).
    evidence
        What it takes for the number to be given; a template likewise.
    table
        The canonical table it cannot do without.
    printed_in
        Report templates that print it, of ``TEMPLATES`` and in their order: a document defines the metrics
        that name it, neither one that it does not print nor one fewer.
    zero
        Where there is nothing to count, it is 0 and not missing.
    whole_window
        It says how much there was in the window, so a previous one makes sense only where the
        records cover all of the previous window.
    heading
        As over a column or a single number of a report, where the title is too long or says no setting; a
        template likewise. The title where it is empty.
    counted_as
        What is behind a rate or a mean in print, in the singular: ``closed deal``; empty where the number
        says it itself.
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
    heading: str = ""
    counted_as: str = ""
    counts: str = ""
    derived: bool = False
    pooling: Pooling | None = None

    def settings_at(self, settings: Config) -> dict[str, str]:
        """Give key and value of the settings that stand in the definition and the rule of evidence."""
        return {key: value_of(key, settings) for key in keys_in(self.definition, self.evidence)}

    def worded(self, settings: Config) -> Metric:
        """Give the metric with the values of the settings in its definition and its rule of evidence."""
        return replace(
            self,
            heading=filled(self.heading or self.title, settings),
            definition=filled(self.definition, settings),
            evidence=filled(self.evidence, settings),
        )
