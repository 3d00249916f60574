"""The values of metrics: one table for each grain, all of one shape."""

from __future__ import annotations

from review_kit.grains import GRAINS, OWNER_COLUMNS, Grain
from review_kit.metrics.table_schemas.ownership import OF_THE_ORGANISATION, Ownership
from review_kit.metrics.table_schemas.table import Column, MetricTable, count, number, text

_VALUE = (
    text("metric", "Name of the metric, as docs/metrics.md lists it or as it was exported."),
    number("value", "its unit", "The metric over the window; empty where it is not known."),
    text("unit", "Unit of value, previous, team_median, low and high."),
    number("previous", "its unit", "The metric over the previous window, of as many days."),
    number(
        "team_median",
        "its unit",
        "Median over the reps that the value is compared with, as team_median_scope says.",
    ),
    count("n", "cases", "What the value rests on: calls, deals, sessions or what else it counts."),
    number("low", "its unit", "Lower end of the 95 % interval of the value."),
    number("high", "its unit", "Upper end of the 95 % interval of the value."),
    text("note", "What stands beside or in place of the value in print.", nullable=True),
    count("previous_n", "cases", "What previous rests on.", nullable=True),
    text(
        "team_median_scope",
        "Whose median it is: team, or org where the team has too few reps.",
        nullable=True,
    ),
    text(
        "evidence",
        "Grade by the evidence rule: too_few, thin or ok; empty where no minimum applies.",
        nullable=True,
    ),
)


def _values(grain: Grain) -> MetricTable:
    ownership = OF_THE_ORGANISATION
    owner: tuple[Column, ...] = ()
    if grain != "org":
        ownership = Ownership(OWNER_COLUMNS[grain], grain)
        owner = (text(ownership.column, "Whose value it is."),)
    key = (*(column.name for column in owner), "metric")
    return MetricTable(
        name=f"{grain}_metrics",
        row=f"One metric of {GRAINS[grain].a}",
        ownership=ownership,
        columns=(*owner, *_VALUE),
        key=key,
        order=f"by {', '.join([*key[:-1], 'the metrics as in docs/metrics.md'])}",
    )


VALUES = tuple(_values(grain) for grain in GRAINS)
