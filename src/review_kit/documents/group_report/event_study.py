"""The weeks around a first session as a figure, and what it shows in words."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import mean

from markupsafe import Markup

from review_kit.documents.group_report.effect import Effect
from review_kit.documents.group_report.group_record import GroupRecord
from review_kit.documents.group_report.persistence import NOTE, stretches
from review_kit.documents.group_report.section import section
from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.wording import (
    counted,
    score,
)
from review_kit.figures.event_study import MEASURED_DAYS, Week, draw_event_study


def event_study(group: GroupRecord) -> Block:
    """Show the weeks around a first session, coached beside what was expected of them."""
    shown = group.shown_effect
    figure = None
    if shown is not None:
        rows = [
            row
            for row in group.curve
            if (row["scope"], row["scope_id"]) == (shown.scope, shown.scope_id)
        ]
        own = shown is group.own_effect and group.called
        whose = f"of {group.called}" if own else "of the organisation"
        figure = event_study_figure(rows, whose=whose, claimed=shown.is_reported) if rows else None
    if shown is None or figure is None:
        return section(
            "Around the first session",
            "Not drawn: without an estimate, the weeks before and after a session would show "
            "whom managers chose to coach, not what coaching did.",
        )
    return block(
        "group_report/event_study.html.j2",
        figure=figure,
        sentence=_reading(shown, group),
        stretches=stretches(group, shown),
        note=NOTE,
    )


def _reading(shown: Effect, group: GroupRecord) -> str:
    parts = []
    if group.called and shown is not group.own_effect:
        parts.append(f"{group.called.capitalize()} has no estimate; this is the organisation's.")
    parts.append(
        "Managers pick low scores to coach, so compare with the dashed line: what we would expect without "
        "coaching. A bar is the 95 % interval of the week's gap to it."
    )
    if not shown.is_reported:
        parts.append("The weeks together are too uncertain to say what coaching did.")
    return " ".join(parts)


def weeks_of(rows: Sequence[Row]) -> list[Week]:
    """Read rows of ``effect_curve`` of one scope as weeks, in order of days.

    Parameters
    ----------
    rows
        Rows of ``effect_curve``: ``first_day``, ``coached`` (percent), ``uncoached`` (percent),
        ``expected`` (percent), ``low`` (pp), ``high`` (pp), ``last_day``.
    """
    ordered = sorted(rows, key=lambda row: row["first_day"])
    return [
        Week(
            first_day=int(row["first_day"]),
            last_day=int(row["last_day"]),
            coached=row["coached"],
            uncoached=row["uncoached"],
            expected=row["expected"],
            low=row["low"],
            high=row["high"],
        )
        for row in ordered
    ]


def event_study_figure(rows: Sequence[Row], *, whose: str, claimed: bool) -> Markup | None:
    """Draw the weeks around a first session; ``None`` where no week of them is known.

    Parameters
    ----------
    rows
        Rows of ``effect_curve`` of one scope.
    whose
        Whose skills these are, for a reader who cannot see the figure: ``of the team``.
    claimed
        Whether there is an effect to claim or to deny.
    """
    weeks = weeks_of(rows)
    if not any(week.coached is not None for week in weeks):
        return None
    n = max(int(row["n_treated"]) for row in rows)
    alt = f"{counted(n, 'coached skill')} {whose}. {describe(weeks)}"
    return draw_event_study(weeks, alt=alt, name="event-study", claimed=claimed)


def describe(weeks: Sequence[Week]) -> str:
    """Say what the figure shows: both levels before, and coached against expected by week after."""
    before = [week for week in weeks if week.last_day < 0]
    after = [week for week in weeks if week.first_day > 0]
    parts = []
    own = _mean([week.coached for week in before])
    others = _mean([week.uncoached for week in before])
    if own is not None and others is not None:
        parts.append(
            f"In the weeks before the first session they scored {score(own)} on average, the same "
            f"skills of others that nobody coached {score(others)}."
        )
    said = [
        f"{score(week.coached)} and {score(week.expected)} on days {week.first_day} to {week.last_day}"
        for week in after
        if week.coached is not None and week.expected is not None
    ]
    if said:
        parts.append(
            f"After it, coached and expected without coaching were {', '.join(said)}; the effect is "
            f"the mean gap of days {MEASURED_DAYS[0]} to {MEASURED_DAYS[1]}."
        )
    return " ".join(parts)


def _mean(levels: Sequence[float | None]) -> float | None:
    known = [level for level in levels if level is not None]
    return mean(known) if known else None
