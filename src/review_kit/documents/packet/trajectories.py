"""Small multiples of the focus criteria: calls, weeks, sessions, dip and recovery."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from markupsafe import Markup

from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.context import Context
from review_kit.documents.parts.criterion import Criterion
from review_kit.documents.parts.criterion_words import judged_by
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.rep_record import RepRecord
from review_kit.documents.parts.wording import score, short_day, short_days
from review_kit.figures.trajectory import (
    Band,
    Level,
    Moment,
    Trajectory,
    Week,
    draw_trajectory,
)
from review_kit.number_format import rounded
from review_kit.words import say


def trajectories(rep: RepRecord) -> Block:
    """Show the way of each focus criterion through the window, on one scale."""
    panels = trajectory_panels(rep)
    return block(
        "packet/trajectories.html.j2",
        panels=panels,
        # the line is explained where a reader can see one
        expected=any(panel["expected"] for panel in panels),
        judged=" ".join(judged_by(rep.focus)),
    )


def trajectory_panels(rep: RepRecord) -> list[dict[str, Any]]:
    """Draw one panel for each criterion; a skill without calls gets a line."""
    weeks = rep.data.rows("weekly")
    calls = rep.data.rows("call_scores")
    parents = {
        row["criterion_id"]: row["parent_criterion_id"]
        for row in rep.criteria
        if row["parent_criterion_id"] is not None
    }
    # a session on a part of a criterion is one on the whole
    sessions = [
        {**row, "criterion_id": _whole(row["criterion_id"], parents)} for row in rep.sessions
    ]
    panels = [
        _panel(skill, index, weeks, calls, sessions, rep.context)
        for index, skill in enumerate(rep.focus)
    ]
    return [
        {
            "title": finding(skill),
            "caption": caption(skill, panel),
            "figure": _draw(panel, skill) if panel.calls else None,
            "expected": bool(panel.calls) and panel.expected is not None,
        }
        for skill, panel in zip(rep.focus, panels, strict=True)
    ]


def _whole(criterion_id: str | None, parents: Mapping[str, str]) -> str | None:
    while criterion_id is not None and criterion_id in parents:
        criterion_id = parents[criterion_id]
    return criterion_id


def _panel(
    skill: Criterion,
    index: int,
    weeks: Sequence[Row],
    calls: Sequence[Row],
    sessions: Sequence[Row],
    context: Context,
) -> Trajectory:
    mine = skill.criterion_id
    baseline, current = skill.baseline_score, skill.current_score
    bands = (
        Band(
            context.baseline.start,
            context.baseline.end,
            baseline,
            _band_label("baseline", baseline, context.config.windows.baseline_days),
        ),
        Band(
            context.current.start,
            context.current.end,
            current,
            _band_label("current", current, context.config.windows.current_days),
        ),
    )
    name = re.sub(r"[^A-Za-z0-9]+", "-", mine).strip("-")
    return Trajectory(
        name=f"trajectory-{index + 1}-{name}",
        start=context.window.start,
        end=context.window.end,
        calls=[(row["call_on"], row["score"]) for row in calls if row["criterion_id"] == mine],
        weeks=[
            Week(row["week_start"], row["week_end"], row["mean"], row["low"], row["high"])
            for row in weeks
            if row["criterion_id"] == mine and row["mean"] is not None
        ],
        sessions=session_days(sessions, mine),
        bands=bands,
        moments=_moments(
            skill, {w["week_start"]: w["mean"] for w in weeks if w["criterion_id"] == mine}
        ),
        target=Level(skill.target, say("packet-trajectory-target", score=score(skill.target))),
        day_label=short_day,
        expected=_expected(skill, context),
    )


def _expected(skill: Criterion, context: Context) -> Band | None:
    """Give the days that the verdict is about, as far as they lie in the window, and the expected score."""
    found = skill.expected
    if found is None or found.expected is None or not found.is_of(context):
        return None
    start, end = found.days
    inside = max(start, context.window.start), min(end, context.window.end)
    return Band(
        *inside, found.expected, say("packet-trajectory-expected", score=score(found.expected))
    )


def session_days(sessions: Sequence[Row], criterion_id: str) -> list[date]:
    """Return the days on which a session targeted the criterion, each once.

    Parameters
    ----------
    sessions
        Rows of ``sessions``: ``session_date``, ``criterion_id``.
    """
    return sorted({row["session_date"] for row in sessions if row["criterion_id"] == criterion_id})


def _band_label(window: str, mean: float | None, days: int) -> str:
    if mean is None:
        return say(f"packet-trajectory-{window}-too-few", days=days)
    return say(f"packet-trajectory-{window}", score=score(mean), days=days)


def _moments(skill: Criterion, means: Mapping[date, float]) -> tuple[Moment, ...]:
    if skill.dip_week is None or skill.dip_score is None:
        return ()
    middle = timedelta(days=3)
    moments = [
        Moment(
            skill.dip_week + middle,
            skill.dip_score,
            say("packet-trajectory-dip", score=score(skill.dip_score)),
        )
    ]
    if skill.recovery_week is not None and skill.recovery_week in means:
        back = means[skill.recovery_week]
        moments.append(
            Moment(
                skill.recovery_week + middle, back, say("packet-trajectory-recovered"), above=True
            )
        )
    return tuple(moments)


def finding(skill: Criterion) -> str:
    """Give a panel its title: the skill, and what is found of it."""
    found, gap = skill.verdict, skill.expected
    if found.recovered and skill.dip_score is not None:
        return say(
            "packet-trajectory-title-recovered",
            skill=skill.name,
            dip=score(skill.dip_score),
            now=score(skill.current_score),
        )
    if (
        found.against_expected
        and gap is not None
        and gap.gap is not None
        and gap.expected is not None
    ):
        points = rounded(found.points)
        return say(
            "packet-trajectory-title-expected",
            skill=skill.name,
            verdict=found.word,
            way="above" if points > 0 else "below" if points < 0 else "same",
            points=abs(points),
            days=short_days(*gap.days),
        )
    return say("packet-trajectory-title", skill=skill.name, verdict=found.word)


def caption(skill: Criterion, panel: Trajectory) -> str:
    """Count the calls and sessions of a panel."""
    return say("packet-trajectory-caption", calls=skill.n_window, sessions=len(panel.sessions))


def _draw(panel: Trajectory, skill: Criterion) -> Markup:
    known: dict[str, str | int] = {"title": finding(skill), "sessions": len(panel.sessions)}
    if not panel.weeks:
        return draw_trajectory(panel, alt=say("packet-trajectory-alt-no-week", **known))
    first, last = (score(panel.weeks[end].mean) for end in (0, -1))
    return draw_trajectory(panel, alt=say("packet-trajectory-alt", **known, first=first, last=last))
