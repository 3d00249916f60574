"""What the run knows about a team or the organisation; both coaching reports are composed from it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from review_kit.documents.group_report.effect import Effect, effect_of
from review_kit.documents.parts.context import Context
from review_kit.documents.parts.entity_data import EntityData, Row, open_organisation, open_team
from review_kit.documents.parts.outcome import Outcome, lagging_of, outcome, own_leading_of
from review_kit.grains import ORG
from review_kit.metrics.effect.estimate import TEAM
from review_kit.metrics.ramp import RAMP
from review_kit.words import say

STANDS_FOR = "reports-team-name"
"""A message of the reports; a language that has it has them all."""


@dataclass(frozen=True)
class GroupRecord:
    """One group's rows of the metric tables, each table read once.

    Parameters
    ----------
    data
        The group's own rows of the run's metric tables.
    scope
        Scope and id of the group in the tables of effect and money.
    metrics_table
        Table with a row of the group for each metric.
    evidence
        Key of the evidence that the document rests on, for its footer; empty when run by hand.
    """

    data: EntityData
    scope: tuple[str, str]
    metrics_table: str
    evidence: str = ""

    @classmethod
    def of_team(cls, run: str = "", team: str = "", evidence: str = "") -> GroupRecord:
        """Open the record of ``team`` in the run's folder ``run``; empty values mean the defaults.

        Raises
        ------
        ConfigurationError
            There is no such run, or no such team in it.
        """
        data = replace(open_team(run, team), stands_for=STANDS_FOR)
        name = data.viewer.identifier
        return cls(data, (TEAM, name), "team_metrics", evidence)

    @classmethod
    def of_organisation(cls, run: str = "", evidence: str = "") -> GroupRecord:
        """Open the record of everybody in the run's folder ``run``; empty means the default run.

        Raises
        ------
        ConfigurationError
            There is no such run.
        """
        data = replace(open_organisation(run), stands_for=STANDS_FOR)
        scope = (ORG, ORG)
        return cls(data, scope, "org_metrics", evidence)

    @property
    def context(self) -> Context:
        """The run's windows, thresholds and names."""
        return self.data.context

    @property
    def is_team(self) -> bool:
        """Whether it is one team; its report names reps one by one, the organisation's does not."""
        return self.scope[0] == TEAM

    @property
    def name(self) -> str:
        """Whom the report is about, in its head."""
        if self.is_team:
            return say("reports-team-name", team=self.scope[1])
        return self.context.organisation

    @property
    def called(self) -> str:
        """What the group is called in a sentence: ``this team``; empty for the organisation."""
        return say("reports-this-team") if self.is_team else ""

    @cached_property
    def reps(self) -> list[Row]:
        """Rows of ``reps``: the group's, by name."""
        return sorted(self.data.rows("reps"), key=lambda rep: (rep["rep_name"], rep["rep_id"]))

    @cached_property
    def rep_names(self) -> dict[str, str]:
        """Rep id → name, by name."""
        return {rep["rep_id"]: rep["rep_name"] for rep in self.reps}

    @cached_property
    def manager_names(self) -> dict[str, str]:
        """Id → name of the managers of the group's reps, for what they did as managers or scorers."""
        return {rep["manager_id"]: rep["manager_name"] for rep in self.reps if rep["manager_name"]}

    @cached_property
    def metrics(self) -> dict[str, Outcome]:
        """The group's row for each metric."""
        rows = self.data.rows(self.metrics_table)
        return {row["metric"]: outcome(row, self.context) for row in rows}

    def value(self, metric: str) -> float | None:
        """Return a metric's value, or ``None`` where there is none."""
        shown = self.metrics.get(metric)
        return None if shown is None else shown.value

    @cached_property
    def lagging(self) -> list[Outcome]:
        """Lagging metrics of the group with a value.

        The mean ramp of those who got there is left out: ramps are told with those still on their way.
        """
        return [
            shown
            for shown in lagging_of(self.metrics)
            if shown.value is not None and shown.metric != RAMP
        ]

    @cached_property
    def own_leading(self) -> list[Outcome]:
        """Coaching signals that the project computes itself, with a value."""
        return [shown for shown in own_leading_of(self.metrics) if shown.value is not None]

    @cached_property
    def criteria(self) -> list[Row]:
        """Rows of ``rep_criteria`` of the group's reps, sub-criteria included."""
        return self.data.rows("rep_criteria")

    @cached_property
    def top_criteria(self) -> list[Row]:
        """Rows of ``rep_criteria`` of the group's reps, top-level criteria only."""
        return [row for row in self.criteria if row["parent_criterion_id"] is None]

    @cached_property
    def criteria_names(self) -> dict[str, str]:
        """Criterion id → name, sub-criteria included."""
        return {row["criterion_id"]: row["criterion"] for row in self.criteria}

    @cached_property
    def themes(self) -> list[Row]:
        """Rows of ``themes`` of the group's reps."""
        return self.data.rows("themes")

    @cached_property
    def matrix(self) -> list[Row]:
        """Rows of ``matrix`` of the group's reps."""
        return self.data.rows("matrix")

    @cached_property
    def competencies(self) -> list[Row]:
        """Rows of ``team_competencies`` of the group's teams."""
        return self.data.rows("team_competencies")

    @cached_property
    def placements(self) -> list[Row]:
        """Rows of ``quadrants``: in which quadrant each of the group's reps is."""
        return self.data.rows("quadrants")

    @cached_property
    def effects(self) -> list[Effect]:
        """The effects of all scopes that the report's reader may see."""
        return [Effect.of(row) for row in self.data.rows("effects")]

    @cached_property
    def metric_effects(self) -> list[Row]:
        """Rows of ``own_effects``: what coaching did for metrics of the project's own."""
        return self.data.rows("own_effects")

    @cached_property
    def own_effect(self) -> Effect | None:
        """The group's own effect."""
        return effect_of(self.effects, *self.scope)

    @cached_property
    def organisation_effect(self) -> Effect | None:
        """The organisation's effect."""
        return effect_of(self.effects, ORG, ORG)

    @cached_property
    def shown_effect(self) -> Effect | None:
        """The effect whose weeks are shown: the own, or the organisation's where there is none."""
        for shown in (self.own_effect, self.organisation_effect):
            if shown is not None and (shown.is_reported or shown.compatible is not None):
                return shown
        return None

    @cached_property
    def curve(self) -> list[Row]:
        """Rows of ``effect_curve`` that the report's reader may see."""
        return self.data.rows("effect_curve")

    @cached_property
    def persistence(self) -> list[Row]:
        """Rows of ``effect_persistence`` that the report's reader may see."""
        return self.data.rows("effect_persistence")

    @cached_property
    def effect_parts(self) -> list[Row]:
        """Rows of ``effect_parts``, which the organisation's readers alone may see; none for a team."""
        return [] if self.is_team else self.data.rows("effect_parts")

    @cached_property
    def money(self) -> Row | None:
        """The group's row of ``money``."""
        rows = self.data.rows("money")
        own = [row for row in rows if (row["scope"], row["scope_id"]) == self.scope]
        return own[0] if own else None

    @cached_property
    def money_factors(self) -> list[Row]:
        """The group's rows of ``money_assumptions``."""
        rows = self.data.rows("money_assumptions")
        return [row for row in rows if (row["scope"], row["scope_id"]) == self.scope]
