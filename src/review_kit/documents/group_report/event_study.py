"""The weeks around a first session as a figure, and what it shows in words."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import mean

from markupsafe import Markup

from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.wording import (
    score,
)
from review_kit.figures.event_study import (
    MEASURED_DAYS,
    WIDE_MM,
    Names,
    Week,
    draw_event_study,
)
from review_kit.words import say


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


def event_study_figure(
    rows: Sequence[Row],
    *,
    of_team: bool,
    claimed: bool,
    width_mm: float = 174,
    height_mm: float = 68,
) -> Markup | None:
    """Draw the weeks around a first session; ``None`` where no week of them is known.

    Parameters
    ----------
    rows
        Rows of ``effect_curve`` of one scope.
    of_team
        Whether these are one team's skills or the organisation's, for a reader who cannot see the figure.
    claimed
        Whether there is an effect to claim or to deny.
    """
    weeks = weeks_of(rows)
    if not any(week.coached is not None for week in weeks):
        return None
    n = max(int(row["n_treated"]) for row in rows)
    said = say("reports-curve-alt-team" if of_team else "reports-curve-alt-organisation", n=n)
    alt = f"{said} {describe(weeks)}"
    return draw_event_study(
        weeks,
        names_beside(wide=width_mm >= WIDE_MM),
        alt=alt,
        name="event-study",
        claimed=claimed,
        width_mm=width_mm,
        height_mm=height_mm,
    )


def names_beside(*, wide: bool) -> Names:
    """Give what stands beside the marks, in full where there is room."""
    first, last = MEASURED_DAYS
    return Names(
        coached=say("reports-line-coached"),
        expected=say("reports-line-expected-long") if wide else say("reports-line-expected"),
        uncoached=say("reports-line-uncoached-long") if wide else say("reports-line-uncoached"),
        days=say("reports-axis-days"),
        score=say("reports-axis-score"),
        first_session=say("reports-axis-first-session"),
        measured=say("reports-axis-measured-long", first=first, last=last)
        if wide
        else say("reports-axis-measured", first=first, last=last),
    )


def describe(weeks: Sequence[Week]) -> str:
    """Say what the figure shows: both levels before, and coached against expected by week after."""
    before = [week for week in weeks if week.last_day < 0]
    after = [week for week in weeks if week.first_day > 0]
    parts = []
    own = _mean([week.coached for week in before])
    others = _mean([week.uncoached for week in before])
    if own is not None and others is not None:
        parts.append(say("reports-curve-before", own=score(own), others=score(others)))
    said = [
        say(
            "reports-curve-week",
            coached=score(week.coached),
            expected=score(week.expected),
            first=str(week.first_day),
            last=str(week.last_day),
        )
        for week in after
        if week.coached is not None and week.expected is not None
    ]
    if said:
        first, last = MEASURED_DAYS
        weekly = ", ".join(said)
        parts.append(say("reports-curve-after", weeks=weekly, first=str(first), last=str(last)))
    return " ".join(parts)


def _mean(levels: Sequence[float | None]) -> float | None:
    known = [level for level in levels if level is not None]
    return mean(known) if known else None
