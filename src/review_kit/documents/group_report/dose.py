"""Coaching hours beside quota attainment: who was coached as much as well-coached teams are."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from markupsafe import Markup

from review_kit.documents.group_report.group_record import GroupRecord
from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.context import Context
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.wording import (
    capitalised,
    exact,
    hours,
    percent,
)
from review_kit.figures.dose import MANY, Dose, draw_dose
from review_kit.metrics import METRICS
from review_kit.metrics.people import START_DAYS
from review_kit.words import say


def dose(group: GroupRecord) -> Block:
    """Set hours of coaching a week against quota attainment, with the line."""
    section = dose_section(
        group.data.rows("dose"),
        group.rep_names,
        group.context,
        named=group.is_team,
        starting={rep["rep_id"] for rep in group.reps if rep["is_starting"]},
    )
    return block("group_report/dose.html.j2", title=METRICS["dose"].title, section=section)


@dataclass(frozen=True)
class DoseSection:
    """The figure, or why there is none, and what it shows in words."""

    figure: Markup | None
    sentence: str
    finding: str = ""
    """What the figure shows, over it."""
    key: str = ""
    """How to read the figure where it is not a dot for each rep, and who is left out."""


def dose_section(
    rows: Sequence[Row],
    names: Mapping[str, str],
    context: Context,
    *,
    named: bool,
    starting: Collection[str] = (),
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
    starting
        Ids of reps in their first days, whose first deals are still to come: they are left out, and counted.
    """
    if "quotas" in context.tables_missing or "opportunities" in context.tables_missing:
        missing = {"quotas", "opportunities"} & set(context.tables_missing)
        return DoseSection(
            None,
            say("reports-dose-no-export", which="both" if len(missing) > 1 else missing.pop()),
        )
    known = [
        row
        for row in rows
        if row["hours_per_week"] is not None and row["quota_attainment"] is not None
    ]
    counted = [row for row in known if row["rep_id"] not in starting]
    doses = [
        Dose(
            names.get(row["rep_id"], "") if named else "",
            row["hours_per_week"],
            row["quota_attainment"],
        )
        for row in counted
    ]
    minimum = context.config.privacy.minimum_group_size
    if len(doses) < minimum:
        return DoseSection(None, say("reports-dose-few", n=len(doses), needed=str(minimum)))
    doses.sort(key=lambda dose: (-dose.attainment, -dose.hours, dose.name))
    line = context.config.coaching.hours_per_week_line
    finding, sentence = dose_finding(doses, line), dose_sentence(doses, line, minimum)
    figure = draw_dose(doses, line=line, alt=f"{finding}. {sentence}", name="dose")
    notes = [say("reports-dose-key")] if len(doses) > MANY else []
    if len(counted) < len(known):
        n = len(known) - len(counted)
        notes.append(capitalised(say("reports-dose-starting", n=n, days=START_DAYS)))
    return DoseSection(figure, sentence, finding, " ".join(notes))


def dose_finding(doses: Sequence[Dose], line: float) -> str:
    """Say how many reps reach the line."""
    n, dosed = sum(dose.hours >= line for dose in doses), exact(line)
    if not n:
        most = hours(max(dose.hours for dose in doses))
        return say("reports-dose-finding-none", n=len(doses), line=dosed, most=most)
    if n == len(doses):
        return say("reports-dose-finding-all", n=n, line=dosed)
    return say("reports-dose-finding-some", n=n, of=str(len(doses)), line=dosed)


def dose_sentence(doses: Sequence[Dose], line: float, minimum: int) -> str:
    """Say how both sides of the line attained, where enough reps are on each."""
    above = [dose.attainment for dose in doses if dose.hours >= line]
    below = [dose.attainment for dose in doses if dose.hours < line]
    if not above or not below:
        return say("reports-dose-median", n=len(doses), attainment=percent(median(above or below)))
    if min(len(above), len(below)) < minimum:
        return say("reports-dose-one-side")
    return say("reports-dose-both", above=percent(median(above)), below=percent(median(below)))
