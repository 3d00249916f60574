"""The strips of page one: what was invested and how behaviour changed, each number with its evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import mean, median

from review_kit.documents.group_report.changes import Changes, enough
from review_kit.documents.parts.context import Context
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.performance import Outcome
from review_kit.documents.parts.wording import DASH, counted, exact, exact_percent, money, percent
from review_kit.metrics import METRICS
from review_kit.number_format import signed


@dataclass(frozen=True)
class Figure:
    """One number of a strip: its name, the number, and what stands behind it."""

    title: str
    value: str
    detail: str = ""


def investment_figures(metrics: Mapping[str, Outcome], context: Context) -> list[Figure]:
    """Give sessions, hours, hours a week against the line, and the cost or why there is none."""
    line = exact(context.config.coaching.hours_per_week_line)
    return [
        _figure(metrics, "sessions_held"),
        _figure(metrics, "coaching_hours"),
        _figure(metrics, "coaching_hours_per_week", f"per rep; well-coached teams reach {line} h"),
        _cost(metrics, context),
    ]


def _cost(metrics: Mapping[str, Outcome], context: Context) -> Figure:
    rates, currency = context.config.rates, context.currency
    title = METRICS["coaching_cost"].title
    shown = metrics.get("coaching_cost")
    if shown is None or shown.value is None:
        return Figure(title, DASH, "no hourly rates are set")
    paid = [
        f"{money(rate, currency)} for the {who}"
        for who, rate in (("manager", rates.manager_per_hour), ("rep", rates.rep_per_hour))
        if rate is not None
    ]
    return Figure(title, shown.value_text, f"an hour: {', '.join(paid)}" if paid else "")


def change_figures(
    metrics: Mapping[str, Outcome], changes: Changes, context: Context
) -> list[Figure]:
    """Give how coached and other skills moved, how many gained, and the commitments kept."""
    gained = metrics.get("share_gained_typical")
    return [
        Figure("Coached skills", *median_words(changes.coached, context)),
        Figure("Skills without a session", *median_words(changes.others, context)),
        Figure(
            f"Gained {exact(context.config.coaching.typical_gain_low_pp)} pp or more",
            percent(None if gained is None else gained.value),
            "no coached skill has a change"
            if gained is None or not gained.n
            else f"of {counted(gained.n, 'coached skill')}",
        ),
        _figure(metrics, "commitment_completion"),
    ]


def practice_figures(
    metrics: Mapping[str, Outcome],
    matrix: Sequence[Row],
    recurrence: Figure,
    context: Context,
) -> list[Figure]:
    """Give how the skills matrix moved, what came back, and how complete the record is."""
    coaching = context.config.coaching
    target = f"target {exact_percent(coaching.completion_target)}"
    worst = metrics.get("template_completion_worst")
    if worst is not None and worst.value is not None:
        target = f"{target}; worst {coaching.completion_days} days {worst.value_text}"
    return [
        _matrix_figure(matrix, context),
        recurrence,
        _figure(metrics, "template_completion_rate", target),
        _figure(metrics, "commitments_reopened"),
    ]


def median_words(deltas: Sequence[float], context: Context) -> tuple[str, str]:
    """Say the median of some changes, or that they are too few; and how many there are."""
    if not enough(deltas, context):
        return "too few", f"{counted(len(deltas), 'skill')} with a change"
    return f"{signed(median(deltas))} pp", f"median of {counted(len(deltas), 'skill')}"


def _matrix_figure(matrix: Sequence[Row], context: Context) -> Figure:
    title = METRICS["matrix_movement"].title
    if "skills_matrix" in context.tables_missing:
        return Figure(title, DASH, "no skills matrix export")
    moved = [row["movement"] for row in matrix if row["movement"] is not None]
    if not moved:
        return Figure(title, DASH, "nothing was rated in both windows")
    up, down = sum(m > 0 for m in moved), sum(m < 0 for m in moved)
    return Figure(
        title,
        f"{signed(mean(moved), 1)} levels",
        f"mean of {counted(len(moved), 'rating')}: {up} up, {down} down",
    )


def _figure(metrics: Mapping[str, Outcome], metric: str, detail: str = "") -> Figure:
    shown = metrics.get(metric)
    title = METRICS[metric].title
    if shown is None or shown.value is None:
        return Figure(title, DASH, "no data in this window")
    if not detail and shown.previous is not None:
        detail = f"window before {shown.previous_text}"
    if METRICS[metric].unit == "share" and shown.n is not None:
        detail = f"of {shown.n}; {detail}" if detail else f"of {shown.n}"
    return Figure(title, shown.value_text, detail)
