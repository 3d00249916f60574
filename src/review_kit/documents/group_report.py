"""What a team's report and the organisation's have in common: did our coaching pay, how do we know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median
from typing import Any

from review_kit.documents import appendix
from review_kit.documents.block import Block, block
from review_kit.documents.context import Context
from review_kit.documents.data import Row, Slice
from review_kit.documents.performance import PIPELINE_METRICS, Outcome, lagging_of, outcome
from review_kit.documents.wording import (
    DASH,
    capitalised,
    counted,
    half_width,
    measure,
    money,
    number,
    percent,
    signed,
    span,
)
from review_kit.figures.distribution import Spread, draw_spreads
from review_kit.metrics import METRICS


@dataclass(frozen=True)
class Figure:
    """One number of a strip: its name, the number, and what stands behind it."""

    title: str
    value: str
    detail: str = ""


@dataclass(frozen=True)
class GroupReport:
    """The parts that every coaching report has. Every method returns a displayable part.

    Parameters
    ----------
    slice_
        The group's rows of the run's metric tables.
    evidence
        Key of the evidence the document rests on, for the footer; empty when run by hand.
    """

    slice_: Slice
    evidence: str = ""

    grain = "org"
    metrics_table = "org_metrics"
    leading = (
        "sessions_held",
        "coaching_hours",
        "coaching_hours_per_week",
        "coaching_cost",
        "share_gained_typical",
        "commitment_completion",
        "template_completion_rate",
        "template_completion_worst",
        "sessions_moved",
        "sessions_cancelled",
    )
    """Leading metrics the report prints, besides the changes themselves."""

    @property
    def context(self) -> Context:
        """The run's windows, thresholds and names."""
        return self.slice_.context

    @property
    def name(self) -> str:
        """Whom the report is about."""
        return self.context.organisation

    @cached_property
    def reps(self) -> list[Row]:
        """The group's reps, by name."""
        return sorted(self.slice_.rows("reps"), key=lambda rep: (rep["rep_name"], rep["rep_id"]))

    @cached_property
    def metrics(self) -> dict[str, Outcome]:
        """The group's row for each metric."""
        rows = self.slice_.rows(self.metrics_table)
        return {row["metric"]: outcome(row, self.context) for row in rows}

    @cached_property
    def skills(self) -> list[Row]:
        """Rows of ``rep_criteria`` of the group's reps, top-level criteria only."""
        rows = self.slice_.rows("rep_criteria")
        return [row for row in rows if row["parent_criterion_id"] is None]

    def deltas(self, *, coached: bool) -> list[float]:
        """Changes of the group's rep-criteria, coached in the window or not, where given."""
        return [
            row["score_delta"]
            for row in self.skills
            if row["score_delta"] is not None and (row["sessions_held"] > 0) == coached
        ]

    def value(self, metric: str) -> float | None:
        """Return a metric's value, or ``None`` where there is none."""
        shown = self.metrics.get(metric)
        return None if shown is None else shown.value

    # -- page one ------------------------------------------------------------------------------

    def header(self) -> Block:
        """Whom the report is about, the window in dates; running head and foot."""
        context = self.context
        when = span(context.window.start, context.window.end)
        return block(
            "header.html.j2",
            name=self.name,
            facts=["Coaching report", counted(len(self.reps), "rep"), when],
            running_left=f"{self.name} · {when}",
            running_right=f"Coaching report · {context.organisation}",
            footer=self.footer(),
        )

    def footer(self) -> str:
        """Confidentiality line, run and evidence, for the foot of every page."""
        parts = [
            self.context.config.paper.confidentiality,
            "leaders' copy",
            f"run {self.context.run_id}",
        ]
        if self.evidence:
            parts.append(f"evidence {self.evidence[:12]}")
        return " · ".join(part for part in parts if part)

    def answer(self) -> Block:
        """Answer the report's question in a sentence or two, with what can be claimed."""
        return block("headline.html.j2", text=self.answer_sentence())

    def answer_sentence(self) -> str:
        """Compose the answer: what was invested, what moved, what that does and does not show."""
        sessions = int(self.value("sessions_held") or 0)
        if sessions == 0:
            return "No coaching session was logged in this window, so there is nothing to weigh."
        hours = self.value("coaching_hours")
        invested = f"{counted(sessions, 'session')} of coaching"
        if hours:
            invested = f"{number(hours, 1)} hours of coaching in {counted(sessions, 'session')}"
        coached, others = self.deltas(coached=True), self.deltas(coached=False)
        minimum = self.context.config.evidence.minimum_calls
        if len(coached) < minimum:
            return (
                f"{capitalised(invested)}; {counted(len(coached), 'coached skill')} can be compared "
                "so far, too few to say how they moved."
            )
        moved = f"coached skills moved {signed(median(coached))} points at the median"
        if len(others) >= minimum:
            moved = f"{moved}, skills without a session {signed(median(others))}"
        return f"{capitalised(invested)}; {moved}. How much of that coaching caused is not estimated yet."

    def investment(self) -> Block:
        """Hours, sessions, hours a week against the line, and cost where rates are set."""
        coaching = self.context.config.coaching
        figures = [
            self._figure("sessions_held"),
            self._figure("coaching_hours"),
            self._figure(
                "coaching_hours_per_week",
                f"per rep; the line of well-coached teams is {number(coaching.hours_per_week_line)} h",
            ),
        ]
        rates = self.context.config.rates
        if (
            self.value("coaching_cost") is not None
            and rates.manager_per_hour
            and rates.rep_per_hour
        ):
            currency = self.context.currency
            figures.append(
                self._figure(
                    "coaching_cost",
                    f"{money(rates.manager_per_hour, currency)} and "
                    f"{money(rates.rep_per_hour, currency)} an hour",
                )
            )
        return block("strip.html.j2", title="Investment", figures=figures, note="")

    def behaviour_change(self) -> Block:
        """How coached and other skills moved, what was kept, how complete the log is."""
        coached, others = self.deltas(coached=True), self.deltas(coached=False)
        coaching = self.context.config.coaching
        gained = self.metrics.get("share_gained_typical")
        figures = [
            Figure("Coached skills", *self._median_words(coached)),
            Figure("Skills without a session", *self._median_words(others)),
            Figure(
                f"Gained {coaching.typical_gain_low_pp:.0f} pp or more",
                percent(None if gained is None else gained.value),
                "" if gained is None or gained.n is None else f"of {gained.n} coached skills",
            ),
            self._figure("commitment_completion"),
            self._figure(
                "template_completion_rate",
                f"target {percent(coaching.completion_target)}; worst "
                f"{coaching.completion_days} days {percent(self.value('template_completion_worst'))}",
            ),
        ]
        return block(
            "strip.html.j2",
            title="Behaviour change",
            figures=figures,
            note="Managers coach where scores are low, and low scores tend to recover by themselves: "
            "the two changes describe, they do not compare like with like.",
        )

    def _median_words(self, deltas: Sequence[float]) -> tuple[str, str]:
        minimum = self.context.config.evidence.minimum_calls
        if len(deltas) < minimum:
            return "too few", f"{counted(len(deltas), 'skill')} with a change"
        return f"{signed(median(deltas))} pp", f"median of {counted(len(deltas), 'skill')}"

    def _figure(self, metric: str, detail: str = "") -> Figure:
        shown = self.metrics.get(metric)
        title = METRICS[metric].title
        if shown is None or shown.value is None:
            return Figure(title, DASH, detail or "no data in this window")
        if not detail and shown.previous is not None:
            detail = f"window before {shown.previous_text}"
        if METRICS[metric].unit == "share" and shown.n is not None:
            detail = f"of {shown.n}; {detail}" if detail else f"of {shown.n}"
        return Figure(title, shown.value_text, detail)

    def results(self) -> Block:
        """Lagging metrics of the window against the window before."""
        rows = [row for row in self._result_rows() if row["shown"].metric not in PIPELINE_METRICS]
        missing = [
            f"No {table} export, so {what} cannot be shown."
            for table, what in (
                ("opportunities", "deals and win rate"),
                ("quotas", "quota attainment"),
                ("outcomes", "revenue and other outcomes"),
            )
            if table in self.context.tables_missing
        ]
        return block("results.html.j2", title="Results", rows=rows, missing=missing)

    def pipeline(self) -> Block:
        """Open and lost deals of the window against the window before."""
        rows = [row for row in self._result_rows() if row["shown"].metric in PIPELINE_METRICS]
        return block("results.html.j2", title="Open and lost deals", rows=rows, missing=[])

    def _result_rows(self) -> list[dict[str, Any]]:
        return [self._result_row(s) for s in lagging_of(self.metrics) if s.value is not None]

    def _result_row(self, shown: Outcome) -> dict[str, Any]:
        half = half_width(shown.low, shown.high)
        interval = ""
        if half is not None:
            interval = f"{self._plain(shown.low, shown)} to {self._plain(shown.high, shown)}"
        return {"shown": shown, "interval": interval}

    def _plain(self, value: float | None, shown: Outcome) -> str:
        return measure(value, shown.unit, self.context.currency)

    def effect(self) -> Block:
        """Say what can be claimed about the effect of coaching, and its money."""
        return block("effect.html.j2", cost=self.value("coaching_cost") is not None)

    # -- behind the page -----------------------------------------------------------------------

    def change_distribution(self) -> Block:
        """Show how the changes spread, coached above uncoached."""
        coached, others = self.deltas(coached=True), self.deltas(coached=False)
        if not coached and not others:
            return block("lead.html.j2", text="No skill has a change that can be given.")
        coaching = self.context.config.coaching
        alt = (
            f"Changes of {counted(len(coached), 'coached skill')}"
            f"{f', median {signed(median(coached))}' if coached else ''}, and of "
            f"{counted(len(others), 'skill')} without a session"
            f"{f', median {signed(median(others))}' if others else ''}, in percentage points."
        )
        figure = draw_spreads(
            [Spread("Coached", coached, True), Spread("No session", others, False)],
            typical=(coaching.typical_gain_low_pp, coaching.typical_gain_high_pp),
            alt=alt,
            name="changes",
        )
        return block("distribution.html.j2", figure=figure)

    def criteria(self) -> Block:
        """Show each criterion's change, coached and not."""
        return block("group_criteria.html.j2", rows=self._criteria_rows())

    def _criteria_rows(self) -> list[dict[str, Any]]:
        by_name: dict[str, dict[str, Any]] = {}
        for row in self.skills:
            entry = by_name.setdefault(
                row["criterion_id"],
                {"name": row["criterion"], "weight": row["weight"], "coached": [], "others": []},
            )
            if row["score_delta"] is not None:
                entry["coached" if row["sessions_held"] > 0 else "others"].append(
                    row["score_delta"]
                )
        shown = sorted(by_name.values(), key=lambda entry: (-entry["weight"], entry["name"]))
        return [
            {
                "name": entry["name"],
                "weight": f"{entry['weight']:.0f}",
                "coached": self._median_words(entry["coached"]),
                "others": self._median_words(entry["others"]),
            }
            for entry in shown
        ]

    def managers(self) -> Block:
        """Show the managers' accountability: cadence, completion, commitments."""
        names = {rep["manager_id"]: rep["manager_name"] for rep in self.reps}
        by_manager: dict[str, dict[str, Outcome]] = {}
        for row in self.slice_.rows("manager_metrics"):
            if row["manager_id"] in names:
                metrics = by_manager.setdefault(row["manager_id"], {})
                metrics[row["metric"]] = outcome(row, self.context)
        columns = (
            "sessions_held",
            "coaching_hours_per_week",
            "template_completion_rate",
            "template_completion_worst",
            "sessions_moved",
            "sessions_cancelled",
            "commitment_completion",
        )
        rows = [
            {
                "name": names[manager_id],
                "reps": sum(rep["manager_id"] == manager_id for rep in self.reps),
                "cells": [self._cell(metrics.get(column)) for column in columns],
            }
            for manager_id, metrics in sorted(by_manager.items(), key=lambda m: names[m[0]])
        ]
        titles = [METRICS[column].title for column in columns]
        return block("managers.html.j2", rows=rows, titles=titles, whole=self.grain == "org")

    @staticmethod
    def _cell(shown: Outcome | None) -> str:
        return DASH if shown is None else shown.value_text

    # -- method --------------------------------------------------------------------------------

    def method(self) -> Block:
        """Say how to read the report and what it cannot show, in a leader's words."""
        windows = self.context.config.windows
        return block(
            "method.html.j2",
            baseline_days=windows.baseline_days,
            current_days=windows.current_days,
            minimum=self.context.config.evidence.minimum_calls,
        )

    def definitions(self) -> Block:
        """Define every number used in the report."""
        lagging = [name for name, metric in METRICS.items() if metric.kind == "lagging"]
        used = [name for name in (*self.leading, *lagging) if name in self.metrics]
        return block("definitions.html.j2", rows=appendix.definition_rows(["score_delta", *used]))

    def provenance(self) -> Block:
        """Say where the numbers come from: rows used and set aside, files, contracts, run."""
        totals: dict[str, Row] = {}
        for row in self.slice_.rows("provenance"):
            total = totals.setdefault(row["table"], {**row, "rows_used": 0, "rows_set_aside": 0})
            total["rows_used"] += row["rows_used"]
            total["rows_set_aside"] += row["rows_set_aside"]
            days = [d for d in (total["first_day"], row["first_day"]) if d is not None]
            ends = [d for d in (total["last_day"], row["last_day"]) if d is not None]
            total["first_day"], total["last_day"] = min(days, default=None), max(ends, default=None)
        rows = list(totals.values())
        return block(
            "provenance.html.j2",
            rows=appendix.provenance_rows(rows, self.context),
            sentence=appendix.aside_sentence(rows, "these reps"),
            run_id=self.context.run_id,
            evidence=self.evidence[:12],
            version=self.context.package_version,
        )
