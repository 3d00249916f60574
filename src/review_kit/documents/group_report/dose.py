"""Coaching hours beside quota attainment: who was coached as much as well-coached teams are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from markupsafe import Markup

from review_kit.documents.group_report.group_record import GroupRecord
from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.context import Context
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.wording import (
    counted,
    exact,
    hours,
    percent,
)
from review_kit.figures.dose import MANY, Dose, draw_dose
from review_kit.metrics import METRICS


def dose(group: GroupRecord) -> Block:
    """Set hours of coaching a week against quota attainment, with the line."""
    section = dose_section(
        group.data.rows("dose"), group.rep_names, group.context, named=group.is_team
    )
    return block("group_report/dose.html.j2", title=METRICS["dose"].title, section=section)


@dataclass(frozen=True)
class DoseSection:
    """The figure, or why there is none, and what it shows in words."""

    figure: Markup | None
    sentence: str
    key: str = ""
    """How to read the figure where it is not a dot for each rep."""


STEPS_KEY = (
    "Reps by half hours of coaching a week: the bar holds the middle half of them, the line is their "
    "median (above), and the grey number counts them; where they are few, each is a dot."
)


def dose_section(
    rows: Sequence[Row], names: Mapping[str, str], context: Context, *, named: bool
) -> DoseSection:
    """Compose the section from the rows of ``dose``.

    Parameters
    ----------
    rows
        Rows of ``dose``: ``hours_per_week`` (hours), ``quota_attainment`` (share), ``rep_id``.
    names
        Rep id → name.
    named
        Whether dots carry names; without them in a report where they would say nothing.
    """
    if "quotas" in context.tables_missing or "opportunities" in context.tables_missing:
        lacking = [name for name in ("quotas", "opportunities") if name in context.tables_missing]
        return DoseSection(
            None,
            f"No {' and no '.join(lacking)} export, so coaching cannot be set beside quota attainment.",
        )
    doses = [
        Dose(
            names.get(row["rep_id"], "") if named else "",
            row["hours_per_week"],
            row["quota_attainment"],
        )
        for row in rows
        if row["hours_per_week"] is not None and row["quota_attainment"] is not None
    ]
    minimum = context.config.privacy.minimum_group_size
    if len(doses) < minimum:
        reps = f"only {counted(len(doses), 'rep')}" if doses else "no rep"
        return DoseSection(
            None,
            f"Hours of coaching and quota attainment are both known for {reps}; "
            f"{minimum} are needed to set them side by side.",
        )
    doses.sort(key=lambda dose: (-dose.attainment, -dose.hours, dose.name))
    line = context.config.coaching.hours_per_week_line
    sentence = dose_sentence(doses, line, minimum)
    figure = draw_dose(doses, line=line, alt=sentence, name="dose")
    return DoseSection(figure, sentence, STEPS_KEY if len(doses) > MANY else "")


def dose_sentence(doses: Sequence[Dose], line: float, minimum: int) -> str:
    """Say how many reps reach the line, and how both sides attained where enough are behind it."""
    above = [dose.attainment for dose in doses if dose.hours >= line]
    below = [dose.attainment for dose in doses if dose.hours < line]
    dosed = f"{exact(line)} h a week"
    if not above:
        most = max(dose.hours for dose in doses)
        return (
            f"None of {counted(len(doses), 'rep')} was coached {dosed}; the most is "
            f"{hours(most)} h. Their median quota attainment is {percent(median(below))}."
        )
    if not below:
        return (
            f"Every one of {counted(len(doses), 'rep')} was coached {dosed} or more; their median "
            f"quota attainment is {percent(median(above))}."
        )
    verb = "was" if len(above) == 1 else "were"
    text = f"{len(above)} of {counted(len(doses), 'rep')} {verb} coached {dosed} or more"
    if min(len(above), len(below)) < minimum:
        return f"{text}, too few on one side of the line to compare attainment."
    return (
        f"{text}: median quota attainment {percent(median(above))}, that of the others "
        f"{percent(median(below))}."
    )
