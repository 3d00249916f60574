"""Lagging metrics as they are printed: now, the previous window, the group's median."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from review_kit.documents.parts.context import Context
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.notes import said_note
from review_kit.documents.parts.titles import evidence_of, table_name, title_of
from review_kit.documents.parts.wording import measure
from review_kit.figures.score_marks import bullet
from review_kit.grains import ORG
from review_kit.metrics import METRICS, Metric
from review_kit.metrics.registry.own import OwnMetric
from review_kit.words import say


@dataclass(frozen=True)
class Outcome:
    """One lagging metric of one entity, with its comparisons already in words."""

    metric: str
    title: str
    unit: str
    value: float | None
    previous: float | None
    median: float | None
    n: int | None
    previous_n: int | None
    low: float | None
    high: float | None
    note: str
    value_text: str
    previous_text: str
    median_text: str
    median_label: str
    """Whose median it is, as messages choose by it: ``team`` or ``organisation``."""
    own: OwnMetric | None = None
    """What is declared of it, where the project computes it itself."""

    @property
    def known(self) -> Metric | None:
        """What the registry or the project says of it; ``None`` for one that was exported unknown."""
        return self.own or METRICS.get(self.metric)

    @property
    def evidence(self) -> str:
        """What the value rests on: ``41 closed deals``; empty for counts and sums."""
        return evidence_of(self.metric, self.n)

    @property
    def previous_evidence(self) -> str:
        """What the previous value rests on."""
        return "" if self.previous is None else evidence_of(self.metric, self.previous_n)


def outcome(row: Row, context: Context) -> Outcome:
    """Read one row of ``rep_metrics`` (or of a team's, manager's, organisation's)."""
    unit = row["unit"] or ""
    currency = context.currency

    def count(name: str) -> int | None:
        value = row.get(name)
        return None if value is None else int(value)

    scope = row.get("team_median_scope")
    value_text = measure(row["value"], unit, currency)
    if unit == "rank" and row["value"] is not None and row["n"] is not None:
        value_text = say("result-rank", rank=value_text, n=int(row["n"]))
    return Outcome(
        metric=row["metric"],
        title=title_of(row["metric"]),
        unit=unit,
        value=row["value"],
        previous=row["previous"],
        median=row.get("team_median"),
        n=count("n"),
        previous_n=count("previous_n"),
        low=row["low"],
        high=row["high"],
        note="" if unit == "rank" and row["value"] is not None else said_note(row["note"] or ""),
        value_text=value_text,
        previous_text=measure(row["previous"], unit, currency),
        median_text=measure(row.get("team_median"), unit, currency),
        median_label="organisation" if scope == ORG else "team",
        own=context.own_metrics.get(row["metric"]),
    )


MEDIAN_AT = 0.6
"""Share of a bar's width at which the group's median stands, unless the value needs more room."""


def outcome_bullet(shown: Outcome, *, target: float | None = None, width: float = 210) -> Markup:
    """Draw an outcome as a bullet bar; the group's median stands at one place in every bar, where it can.

    So bars of one page can be compared: one that reaches beyond the mark is above the median.
    """
    levels = [v for v in (shown.value, shown.previous, target) if v is not None]
    top = max([*levels, (shown.median or 0.0) / MEDIAN_AT], default=1.0) or 1.0
    parts = [shown.value_text if shown.value is not None else say("result-described-not-shown")]
    if shown.previous is not None:
        parts.append(say("result-described-before", value=shown.previous_text))
    if shown.median is not None:
        parts.append(
            say(
                "result-described-median",
                group=say(f"result-median-{shown.median_label}"),
                value=shown.median_text,
            )
        )
    return bullet(
        shown.value,
        alt=f"{shown.title}: {', '.join(parts)}.",
        scale_to=top,
        target=target,
        previous=shown.previous,
        median=shown.median,
        width=width,
    )


def why_not_shown(metric: str, context: Context) -> str:
    """Say why a metric has no row: the table that would show it, or that it was not exported."""
    known = METRICS.get(metric)
    needs = [known.table if known else "outcomes"]
    if needs == ["quotas"]:
        needs.append("opportunities")  # what is attained of a quota is won in the CRM
    lacking = [table for table in needs if table in context.tables_missing]
    if len(lacking) == 2:
        first, second = (table_name(table) for table in lacking)
        return say("result-not-shown-two", table=first, other=second)
    if lacking:
        return say("result-not-shown-one", table=table_name(lacking[0]))
    return say("result-not-exported")


def lagging_of(metrics: Mapping[str, Outcome]) -> list[Outcome]:
    """Return the lagging metrics with something to show, in the glossary's order."""
    shown = [
        found
        for found in metrics.values()
        if (found.known is None or found.known.kind == "lagging")
        and (found.value is not None or found.n)
    ]
    order = list(METRICS)
    return sorted(shown, key=lambda s: order.index(s.metric) if s.metric in METRICS else len(order))


def own_leading_of(metrics: Mapping[str, Outcome]) -> list[Outcome]:
    """Return the coaching signals of the project's own with something to show, by name."""
    return [
        metrics[name]
        for name in sorted(metrics)
        if (found := metrics[name]).own is not None and found.own.kind == "leading"
        if found.value is not None or found.n
    ]


SHOWN_BY = {
    "opportunities": "missing-opportunities",
    "quotas": "missing-quotas",
    "outcomes": "missing-outcomes",
    "skills_matrix": "missing-skills_matrix",
    "goals": "missing-goals",
    "scheduled_sessions": "missing-scheduled_sessions",
    "stage_history": "missing-stage_history",
}
"""Optional table → message that says what it would show. A document lacks nothing without any other."""


def missing_tables(context: Context) -> list[str]:
    """Say in one line for each missing optional table what it would show."""
    return [
        say(SHOWN_BY[table], table=table_name(table))
        for table in context.tables_missing
        if table in SHOWN_BY
    ]
