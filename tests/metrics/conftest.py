"""A tiny company, built row by row, for tests of the metrics.

The review day is 2026-03-31, so that the window of 90 days is 1 January to 31 March, the baseline
1 to 30 January, the current window 2 to 31 March, and the previous window 3 October to 31 December.
Days are written "2026-01-05" or, within 2026, "01-05".
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd
import pytest

from review_kit.metrics import METRIC_TABLES, MetricTables, Tables
from review_kit.metrics.comparison import compared, with_previous
from review_kit.metrics.compute import Computation
from review_kit.metrics.families import Family, giving, outcomes
from review_kit.metrics.prepared import Review
from review_kit.metrics.registry import METRICS
from review_kit.metrics.results import typed
from review_kit.project.config import Config

AS_OF = date(2026, 3, 31)


def day(text: str | None) -> pd.Timestamp:
    if text is None:
        return pd.NaT
    return pd.Timestamp(text if len(text) == 10 else f"2026-{text}")


class OnDemand:
    """Metric tables as attributes, each computed when a test looks at it: all of them take a second."""

    def __init__(self, computation: Computation) -> None:
        self._computation = computation

    def __getattr__(self, name: str) -> pd.DataFrame:
        if name not in METRIC_TABLES:
            raise AttributeError(name)
        table = self._computation.table(name)
        setattr(self, name, table)
        return table

    def all(self) -> MetricTables:
        """Every table, as a run writes them."""
        return MetricTables({name: getattr(self, name) for name in METRIC_TABLES})


@dataclass
class Result:
    """Metric tables with short ways to single rows."""

    tables: OnDemand
    material: Review

    def metric(self, name: str, rep: str = "ana") -> pd.Series:
        return self._one(self._of("rep", name), rep_id=rep, metric=name)

    def team(self, name: str, team: str = "north") -> pd.Series:
        return self._one(self._of("team", name), team=team, metric=name)

    def manager(self, name: str, manager: str = "mia") -> pd.Series:
        return self._one(self._of("manager", name), manager_id=manager, metric=name)

    def org(self, name: str) -> pd.Series:
        return self._one(self._of("org", name), metric=name)

    def _of(self, grain: str, name: str) -> pd.DataFrame:
        """Rows of one metric, as the table of the grain holds them, without computing all others."""
        if name in METRICS and METRICS[name].derived:
            return getattr(self.tables, f"{grain}_metrics")
        family = self._giving(name)
        if family not in self._known:
            self._known[family] = compared(self.material, with_previous(self.material, family))
        return typed(self._known[family][grain], f"{grain}_metrics")

    def _giving(self, name: str) -> tuple[Family, ...]:
        """Families that may give a metric; exported results, with the ramps, only where it may be one."""
        exported = self.material.outcomes
        listing = tuple(family for family in giving(name) if family is not outcomes)
        if listing and (exported is None or name not in set(exported["metric"])):
            return listing
        return giving(name)

    @cached_property
    def _known(self) -> dict[tuple[Family, ...], dict[str, pd.DataFrame]]:
        return {}

    def criterion(self, criterion: str, rep: str = "ana") -> pd.Series:
        return self._one(self.tables.rep_criteria, rep_id=rep, criterion_id=criterion)

    def rep(self, rep: str = "ana") -> pd.Series:
        return self._one(self.tables.reps, rep_id=rep)

    def entry(self, entry: str) -> pd.Series:
        return self._one(self.tables.sessions, entry_id=entry)

    @staticmethod
    def _one(table: pd.DataFrame, **where: str) -> pd.Series:
        for column, value in where.items():
            table = table[table[column] == value]
        assert len(table) == 1, f"{where} names {len(table)} rows"
        return table.iloc[0]


class World:
    """Canonical tables, filled one row at a time."""

    def __init__(self) -> None:
        self.rows: dict[str, list[dict[str, Any]]] = {
            name: [] for name in ("roster", "criteria", "qa_scores", "coaching_log")
        }

    def has(self, table: str) -> World:
        """Export a table, if need be without any row."""
        self.rows.setdefault(table, [])
        return self

    def rep(
        self,
        rep: str = "ana",
        *,
        team: str = "north",
        manager: str = "mia",
        hired: str = "2024-01-01",
        left: str | None = None,
        country: str | None = None,
    ) -> World:
        self.rows["roster"].append(
            {
                "rep_id": rep,
                "rep_name": rep.title(),
                "manager_id": manager,
                "manager_name": manager.title(),
                "team": team,
                "role": "AE",
                "hire_date": day(hired),
                "end_date": day(left),
                "country": country,
            }
        )
        return self

    def criterion(
        self,
        criterion: str = "obj",
        weight: float = 100,
        *,
        parent: str | None = None,
        start: str = "2020-01-01",
        end: str | None = None,
        replaces: str | None = None,
        competency: str | None = None,
    ) -> World:
        self.rows["criteria"].append(
            {
                "criterion_id": criterion,
                "criterion": criterion.title(),
                "parent_criterion_id": parent,
                "weight": weight,
                "outcome_metric": "win_rate",
                "competency": competency,
                "valid_from": day(start),
                "valid_to": day(end),
                "replaces_criterion_id": replaces,
            }
        )
        return self

    def call(
        self,
        when: str,
        scores: dict[str, float] | float,
        *,
        rep: str = "ana",
        call: str | None = None,
        human: bool = False,
        max_score: float = 100,
        order: int | None = None,
        hour: int = 10,
        evaluation: str | None = None,
        by: str | None = None,
        version: str | None = None,
    ) -> World:
        """Score a call; without names the score is for the criterion ``obj``."""
        number = len(self.rows["qa_scores"])
        by_criterion = scores if isinstance(scores, dict) else {"obj": scores}
        for criterion, score in by_criterion.items():
            row = len(self.rows["qa_scores"])
            self.rows["qa_scores"].append(
                {
                    "evaluation_id": evaluation or f"ev{number}",
                    "call_id": call or f"call{number}",
                    "rep_id": rep,
                    "call_at": day(when).tz_localize("UTC") + pd.Timedelta(hours=hour),
                    "call_on": day(when),
                    "criterion_id": criterion,
                    "score": float(score),
                    "max_score": float(max_score),
                    "evaluator": "human" if human else "ai",
                    "evaluator_id": by,
                    "evaluator_version": version,
                    "export_order": row if order is None else order,
                }
            )
        return self

    def calls(self, when: str, scores: list[float], *, rep: str = "ana") -> World:
        """Score several calls of one day on ``obj``."""
        for score in scores:
            self.call(when, score, rep=rep)
        return self

    def entry(
        self,
        entry: str,
        when: str,
        criterion: str | None = "obj",
        *,
        rep: str = "ana",
        session: str | None = None,
        manager: str = "mia",
        before: float | None = None,
        after: float | None = None,
        minutes: float | None = None,
        commitment: str | None = None,
        due: str | None = None,
        status: str | None = None,
        shared: str | None = None,
        theme: str | None = None,
        own: float | None = None,
    ) -> World:
        """Log one criterion of a coaching session."""
        self.rows["coaching_log"].append(
            {
                "entry_id": entry,
                "session_id": session or f"s-{entry}",
                "rep_id": rep,
                "manager_id": manager,
                "session_date": day(when),
                "criterion_id": criterion,
                "score_before": before,
                "score_after": after,
                "minutes": minutes,
                "theme": theme,
                "commitment": commitment,
                "commitment_due": day(due),
                "commitment_status": status,
                "shared_with_rep_on": day(shared),
                "self_assessment": own,
            }
        )
        return self

    def planned(
        self,
        session: str,
        when: str,
        status: str = "held",
        *,
        rep: str = "ana",
        manager: str = "mia",
        minutes: float | None = None,
        moved_to: str | None = None,
    ) -> World:
        """Put a session into the calendar."""
        self.has("scheduled_sessions").rows["scheduled_sessions"].append(
            {
                "session_id": session,
                "rep_id": rep,
                "manager_id": manager,
                "scheduled_date": day(when),
                "status": status,
                "minutes": minutes,
                "moved_to_date": day(moved_to),
            }
        )
        return self

    def deal(
        self,
        created: str,
        closed: str | None = None,
        *,
        won: bool = False,
        amount: float | None = None,
        rep: str = "ana",
        currency: str = "USD",
        name: str | None = None,
        stage: str | None = None,
        source: str | None = None,
        reason: str | None = None,
        contacts: float | None = None,
        account: str | None = None,
        called: str | None = None,
    ) -> World:
        deals = self.has("opportunities").rows["opportunities"]
        deals.append(
            {
                "opportunity_id": name or f"deal{len(deals)}",
                "rep_id": rep,
                "created_date": day(created),
                "close_date": day(closed),
                "is_closed": closed is not None,
                "is_won": won,
                "amount": amount,
                "currency": currency,
                "stage": stage,
                "source": source,
                "loss_reason": reason,
                "contacts": contacts,
                "account_name": account,
                "opportunity_name": called,
            }
        )
        return self

    def went(self, deal: str, *steps: tuple[str, str], hour: int = 10) -> World:
        """Let a deal enter stages, each named with its day."""
        history = self.has("stage_history").rows["stage_history"]
        history.extend(
            {
                "opportunity_id": deal,
                "stage": stage,
                "entered_at": day(when).tz_localize("UTC") + pd.Timedelta(hours=hour),
            }
            for stage, when in steps
        )
        return self

    def rating(
        self, level: int, when: str, *, competency: str = "Objections", rep: str = "ana"
    ) -> World:
        """Rate a rep in the skills matrix."""
        self.has("skills_matrix").rows["skills_matrix"].append(
            {"rep_id": rep, "competency": competency, "level": level, "rated_on": day(when)}
        )
        return self

    def quota(
        self, start: str, end: str, quota: float, *, rep: str = "ana", currency: str = "USD"
    ) -> World:
        self.has("quotas").rows["quotas"].append(
            {
                "rep_id": rep,
                "period_start": day(start),
                "period_end": day(end),
                "quota": quota,
                "currency": currency,
            }
        )
        return self

    def outcome(
        self,
        metric: str,
        start: str,
        end: str,
        value: float,
        *,
        unit: str = "points",
        rep: str = "ana",
    ) -> World:
        self.has("outcomes").rows["outcomes"].append(
            {
                "rep_id": rep,
                "metric": metric,
                "period_start": day(start),
                "period_end": day(end),
                "value": value,
                "unit": unit,
            }
        )
        return self

    def goal(
        self,
        goal: str,
        set_on: str,
        target: float,
        *,
        baseline: float = 50,
        criterion: str | None = "obj",
        metric: str = "current_score",
        status: str = "open",
        due: str = "2026-06-30",
        rep: str = "ana",
    ) -> World:
        self.has("goals").rows["goals"].append(
            {
                "goal_id": goal,
                "rep_id": rep,
                "criterion_id": criterion,
                "metric": metric,
                "baseline": baseline,
                "target": target,
                "set_on": day(set_on),
                "due_on": day(due),
                "status": status,
            }
        )
        return self

    def dispute(
        self,
        dispute: str,
        evaluation: str,
        raised_on: str,
        status: str = "open",
        *,
        criterion: str | None = "obj",
        resolved_on: str | None = None,
        score_after: float | None = None,
        raised_by: str = "rep",
    ) -> World:
        """Dispute the score that an evaluation gave."""
        self.has("disputes").rows["disputes"].append(
            {
                "dispute_id": dispute,
                "evaluation_id": evaluation,
                "criterion_id": criterion,
                "raised_on": day(raised_on),
                "raised_by": raised_by,
                "status": status,
                "resolved_on": day(resolved_on),
                "score_after": score_after,
            }
        )
        return self

    def acknowledged(
        self, document: str, when: str, statement: str | None = None, *, rep: str = "ana"
    ) -> World:
        self.has("acknowledgements").rows["acknowledgements"].append(
            {
                "rep_id": rep,
                "document": document,
                "acknowledged_on": day(when),
                "statement": statement,
            }
        )
        return self

    def noted(self, when: str, note: str, *, author: str = "Mia", rep: str = "ana") -> World:
        """Let a manager write a note for the packet."""
        self.has("review_notes").rows["review_notes"].append(
            {"rep_id": rep, "written_on": day(when), "note": note, "author": author}
        )
        return self

    def rated(self, when: str, rating: float, *, criterion: str = "obj", rep: str = "ana") -> World:
        """Let a rep rate a skill on a conversation sheet."""
        self.has("self_assessments").rows["self_assessments"].append(
            {
                "rep_id": rep,
                "criterion_id": criterion,
                "assessed_on": day(when),
                "rating": float(rating),
            }
        )
        return self

    def frames(self) -> dict[str, pd.DataFrame]:
        """Give the tables as plain frames, with every column even where there is no row."""
        blank = World.__new__(World)
        blank.rows = {name: [] for name in self.rows}
        blank.rep().criterion().call("01-01", 0).entry("x", "01-01").planned("x", "01-01")
        blank.deal("01-01").quota("01-01", "01-31", 1).outcome("m", "01-01", "01-31", 1)
        blank.goal("x", "01-01", 1).went("x", ("s", "01-01")).rating(1, "01-01")
        blank.dispute("x", "x", "01-01").acknowledged("x", "01-01").noted("01-01", "x")
        blank.rated("01-01", 1)
        return {
            name: pd.DataFrame(rows, columns=list(blank.rows[name][0]))
            for name, rows in self.rows.items()
        }

    def review(
        self,
        as_of: date = AS_OF,
        *,
        quarantined: dict[str, pd.Series] | None = None,
        window_days: int | None = None,
        **settings: Any,
    ) -> Result:
        """Compute the metrics, with ``review_kit.toml`` sections as keywords."""
        if not self.rows["roster"]:
            self.rep()
        if not self.rows["criteria"]:
            self.criterion()
        organisation = {"name": "Acme"} | settings.pop("organisation", {})
        config = Config.model_validate({"organisation": organisation} | settings)
        tables = Tables.from_frames(self.frames(), quarantined)
        computation = Computation(tables, config, as_of=as_of, window_days=window_days)
        return Result(OnDemand(computation), computation.material)


@pytest.fixture
def world() -> World:
    """Give an empty company; unless said otherwise it has the rep ``ana`` and the criterion ``obj``."""
    return World()


@pytest.fixture
def new_world() -> type[World]:
    """Give the builder itself, for tests that need more than one company."""
    return World
