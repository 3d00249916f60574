"""What is known about a metric besides its numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from review_kit import grains
from review_kit.grains import GRAINS
from review_kit.metrics.registry.settings import setting_values, settings_in, written_value
from review_kit.project.config import Config
from review_kit.words import say, spoken

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


@dataclass(frozen=True)
class WordedMetric:
    """What a metric is called and what is said of it, in the language that is being spoken.

    Parameters
    ----------
    title
        As in print.
    heading
        As over a column or a single number of a report, where the title is too long or says no setting.
    definition
        One sentence or a few for a sales manager, with the settings that were used.
    evidence
        What it takes for the number to be given.
    """

    title: str
    heading: str
    definition: str
    evidence: str


@dataclass(frozen=True)
class Metric:
    """One number of the glossary; its words stand in ``words/<language>/metrics.ftl``.

    Parameters
    ----------
    name
        As in every table, docstring and document; ``metric-<name>`` is its message.
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
    counts
        What the evidence rule counts, in the plural; empty where no minimum applies.
    derived
        It is computed from other metrics, not from the tables.
    pooling
        How exported periods are put together (outcomes only).
    """

    name: str
    unit: str
    kind: Kind
    direction: Direction
    grains: tuple[Grain, ...]
    table: str
    printed_in: tuple[str, ...] = ()
    zero: bool = False
    whole_window: bool = False
    counts: str = ""
    derived: bool = False
    pooling: Pooling | None = None

    @property
    def message(self) -> str:
        """Name of the message with its words."""
        return f"metric-{self.name}"

    @property
    def title(self) -> str:
        """As in print; an exported metric that nobody described goes under its own name."""
        return say(self.message) if spoken().has(self.message) else named(self.name)

    def counted(self, n: int) -> str:
        """Say what a rate or a mean rests on: ``41 closed deals``; empty where the number says it."""
        name = f"{self.message}.counted"
        return say(name, n=n) if spoken().has(name) else ""

    def settings_at(self, settings: Config) -> dict[str, str]:
        """Give key and value of the settings that stand in the definition and the rule of evidence."""
        return {
            key: written_value(key, settings)
            for key in settings_in(f"{self.message}.definition", f"{self.message}.evidence")
        }

    def worded(self, settings: Config) -> WordedMetric:
        """Say title, definition and rule of evidence with the values of the settings in them."""
        title, name = self.title, self.message
        if not spoken().has(name):
            name = "metric-exported"
        values = setting_values(settings)
        return WordedMetric(
            title=title,
            heading=say(f"{name}.heading", **values) if spoken().has(f"{name}.heading") else title,
            definition=say(f"{name}.definition", **values),
            evidence=say(f"{name}.evidence", **values),
        )


def named(name: str) -> str:
    """Make the name of an exported metric readable: ``demo_requests`` → ``Demo requests``."""
    return name.replace("_", " ").capitalize()
