"""A rep's first days: what earlier hires had by day 30, 60 and 90, the first scores, how it is going."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.notes import said_note
from review_kit.documents.parts.rep_record import RepRecord
from review_kit.documents.parts.titles import title_of
from review_kit.documents.parts.wording import DASH, measure, number, score
from review_kit.figures.ramp_curve import Milestone, SoFar, draw_ramp_curve
from review_kit.metrics import METRICS
from review_kit.metrics.hire_milestones import SCORED_OTHERWISE
from review_kit.words import say

CURVES = ("overall_score", "quota_attainment", "won_amount")
"""Measures drawn as a curve, the first two of them that earlier hires carry."""
MOST_CURVES = 2


def start(rep: RepRecord) -> Block:
    """Show what is expected by day 30, 60 and 90, taken from earlier hires, and where the rep stands."""
    rows = rep.data.rows("hire_milestones")
    return block(
        "packet/start.html.j2",
        days=[int(day) for day in dict.fromkeys(row["day"] for row in rows)],
        measures=measure_rows(rows, rep),
        curves=_curves(rows, rep),
        hires=hires_sentence(rows),
        tenure=int(rep.rep["tenure_days"]),
    )


def first_scores(rep: RepRecord) -> Block:
    """Show every criterion with its target and the first scores."""
    minimum = rep.context.config.evidence.minimum_calls
    return block(
        "packet/first_scores.html.j2",
        rows=[
            {
                "name": skill.name,
                "target": score(skill.target),
                "calls": skill.n_window,
                "score": score(skill.current_score),
            }
            for skill in (*rep.focus, *rep.others)
        ],
        minimum=minimum,
    )


def measure_rows(rows: Sequence[Row], rep: RepRecord) -> list[dict[str, Any]]:
    """Give a line for each measure: the rep so far, and earlier hires at each milestone.

    Parameters
    ----------
    rows
        Rows of ``hire_milestones``: ``measure``, ``day``, ``median``, ``lower_quartile``,
        ``upper_quartile``, ``note``, ``own``, ``own_note``.
    """
    lines = []
    for name in dict.fromkeys(row["measure"] for row in rows):
        mine = [row for row in rows if row["measure"] == name]
        own = mine[0]["own"]
        lines.append(
            {
                "title": measure_title(name),
                "note": scored_otherwise(mine),
                "own": DASH if own is None else written(name, own, rep),
                "milestones": [_milestone_text(row, rep) for row in mine],
            }
        )
    return lines


def scored_otherwise(rows: Sequence[Row]) -> str:
    """Say how the scores of earlier hires are set beside the rep's, or why not; empty where they stand alike.

    Parameters
    ----------
    rows
        Rows of ``hire_milestones`` of one measure: ``note``.
    """
    return next((said_note(row["note"]) for row in rows if row["note"] in SCORED_OTHERWISE), "")


def _milestone_text(row: Row, rep: RepRecord) -> dict[str, str]:
    if row["median"] is None:
        return {"median": DASH, "range": ""}
    low, high = (
        written(row["measure"], row[end], rep) for end in ("lower_quartile", "upper_quartile")
    )
    return {
        "median": written(row["measure"], row["median"], rep),
        "range": say("packet-start-range", low=low, high=high),
    }


def measure_title(name: str) -> str:
    """Name a measure of the first days."""
    return say("packet-start-calls-scored") if name == "calls_scored" else title_of(name)


def written(name: str, value: float, rep: RepRecord) -> str:
    """Write a value of a measure: a score, or a value in the unit of its metric."""
    if name == "overall_score":
        return score(value)
    if name not in METRICS:
        return number(value)
    return measure(value, METRICS[name].unit, rep.context.currency)


def _curves(rows: Sequence[Row], rep: RepRecord) -> list[dict[str, str | Markup]]:
    drawn: list[dict[str, str | Markup]] = []
    for name in CURVES:
        mine = [row for row in rows if row["measure"] == name]
        known = [row for row in mine if row["median"] is not None]
        if len(known) < 2 or len(drawn) == MOST_CURVES:
            continue
        own = mine[0]["own"]
        so_far = None
        if own is not None:
            text = say("packet-start-own", value=written(name, own, rep))
            so_far = SoFar(max(1, int(rep.rep["tenure_days"]) + 1), own, text)
        title = measure_title(name)
        last = known[-1]
        alt = say(
            "packet-start-alt",
            measure=title,
            median=written(name, last["median"], rep),
            day=int(last["day"]),
        )
        figure = draw_ramp_curve(
            [
                Milestone(
                    int(row["day"]),
                    say("packet-start-day", day=int(row["day"])),
                    row["median"],
                    row["lower_quartile"],
                    row["upper_quartile"],
                    written(name, row["median"], rep),
                )
                for row in known
            ],
            so_far,
            alt=alt,
            name=f"ramp-{len(drawn) + 1}",
        )
        drawn.append({"title": _curve_finding(title, known, rep), "figure": figure})
    return drawn


def _curve_finding(title: str, known: Sequence[Row], rep: RepRecord) -> str:
    """Say what earlier hires had at the first and at the last day that is known."""
    first, last = known[0], known[-1]
    return say(
        "packet-start-curve",
        measure=title,
        first=written(first["measure"], first["median"], rep),
        last=written(last["measure"], last["median"], rep),
        from_day=int(first["day"]),
        to_day=int(last["day"]),
    )


def hires_sentence(rows: Sequence[Row]) -> str:
    """Say how many hires are behind the numbers, how many left before, and how many are still on their way.

    Parameters
    ----------
    rows
        Rows of ``hire_milestones``: ``day``, ``n``, ``n_hires``, ``n_left``, ``n_to_come``, ``note``.
    """
    if not rows:
        return say("packet-start-no-hires")
    if all(row["median"] is None for row in rows):
        return say("packet-start-few-hires", hires=max(int(row["n"]) for row in rows))
    first, last = rows[0]["day"], rows[-1]["day"]
    at_first = [row for row in rows if row["day"] == first]
    at_last = [row for row in rows if row["day"] == last]
    return say(
        "packet-start-hires",
        hires=max(int(row["n_hires"]) for row in at_first),
        last=int(last),
        left=max(int(row["n_left"]) for row in at_last),
        coming=max(int(row["n_to_come"]) for row in at_last),
    )
