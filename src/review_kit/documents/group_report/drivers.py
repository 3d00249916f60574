"""Drivers: which criteria move with which outcome, with intervals and what that means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from review_kit.documents.group_report.group_record import GroupRecord
from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.context import Context
from review_kit.documents.parts.differences import between, difference, size
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.sentences import in_sentence
from review_kit.documents.parts.titles import title_of
from review_kit.documents.parts.wording import capitalised, number
from review_kit.figures.interval_mark import interval_mark
from review_kit.grains import ORG
from review_kit.metrics import METRICS
from review_kit.metrics.drivers import STEP_PP
from review_kit.words import say


def drivers(group: GroupRecord) -> Block:
    """Show which criteria move with which outcome."""
    pairs = driver_pairs(group)
    return block(
        "group_report/drivers.html.j2",
        title=METRICS["drivers"].title,
        sentence=driver_sentence(pairs, group.context),
        rows=driver_rows(pairs, group.context),
        hidden=len(pairs) - len(shown_drivers(pairs)),
        evidence=(evidence := evidence_sentence(pairs)),
        mixed="*" in evidence,
        step=STEP_PP,
    )


def driver_pairs(group: GroupRecord) -> list[Row]:
    """Return the rows of ``drivers`` for this report's reader, of pairs with enough reps and periods.

    A team's report has the team's own, or the organisation's where the team has too few; the
    organisation's report only its own.
    """
    rows = [row for row in group.data.rows("drivers") if row["slope_per_10pp"] is not None]
    return rows if group.is_team else [row for row in rows if not row["team"]]


VERDICTS: Mapping[str, str] = {
    "moves_with": "reports-driver-rises",
    "moves_against": "reports-driver-falls",
    "cannot_tell": "reports-driver-not-clear",
}
"""Verdict of a pair → the message that says what the result does when the skill rises."""


def shown_drivers(drivers: Sequence[Row]) -> list[Row]:
    """Choose what is listed: pairs that can be told, and those that the rubric itself declares.

    Parameters
    ----------
    drivers
        Rows of ``drivers``: ``verdict``, ``declared``.
    """
    conclusive = [row for row in drivers if row["verdict"] != "cannot_tell"]
    return conclusive + [
        row for row in drivers if row["declared"] and row["verdict"] == "cannot_tell"
    ]


def driver_rows(drivers: Sequence[Row], context: Context) -> list[dict[str, Any]]:
    """Give a line for each listed pair; marks of one outcome share a scale.

    Parameters
    ----------
    drivers
        Rows of ``drivers``: ``outcome_metric``, ``low`` (unit of the outcome), ``high`` (unit of
        the outcome), ``verdict``, ``declared``, ``slope_per_10pp`` (unit of the outcome),
        ``criterion``, ``unit``, ``scope``, ``team``.
    """
    shown = shown_drivers(drivers)
    reach: dict[str, float] = {}
    for row in shown:
        metric, ends = row["outcome_metric"], max(abs(row["low"]), abs(row["high"]))
        reach[metric] = max(reach.get(metric, 0.0), ends)
    return [_driver_row(row, reach[row["outcome_metric"]], context) for row in shown]


def _driver_row(row: Row, reach: float, context: Context) -> dict[str, Any]:
    outcome, unit, currency = title_of(row["outcome_metric"]), row["unit"] or "", context.currency
    slope = difference(row["slope_per_10pp"], unit, currency)
    interval = between(row["low"], row["high"], unit, currency)
    return {
        "criterion": row["criterion"],
        "outcome": outcome,
        "mark": interval_mark(
            row["slope_per_10pp"],
            row["low"],
            row["high"],
            reach=reach,
            alt=say(
                "reports-driver-alt",
                skill=row["criterion"],
                result=in_sentence(outcome),
                change=slope,
                range=interval,
                says=say(VERDICTS[row["verdict"]]),
            ),
        ),
        "slope": slope,
        "interval": interval,
        "borrowed": _borrowed(row),
        "verdict": say(VERDICTS[row["verdict"]]),
    }


def _borrowed(row: Row) -> bool:
    """Say whether a team reads the organisation's slope, having too few reps for its own."""
    return row["scope"] == ORG and bool(row["team"])


def evidence_sentence(drivers: Sequence[Row]) -> str:
    """Say on how many reps the listed pairs rest, and whether they are the organisation's.

    Parameters
    ----------
    drivers
        Rows of ``drivers``: ``n_reps``, ``verdict``, ``declared``, ``scope``, ``team``.
    """
    shown = shown_drivers(drivers)
    reps = sorted(int(row["n_reps"]) for row in shown)
    if not reps:
        return ""
    low, high = number(reps[0]), number(reps[-1])
    several = low if low == high else say("interval", low=low, high=high)
    borrowed = sum(_borrowed(row) for row in shown)
    if borrowed == len(shown):
        return say("reports-driver-rest-on-organisation", reps=several, n=reps[-1])
    if borrowed:
        return say("reports-driver-rest-on-both", reps=several, n=reps[-1])
    return say("reports-driver-rest-on", reps=several, n=reps[-1])


def driver_sentence(drivers: Sequence[Row], context: Context) -> str:
    """Say what moves with what, in a leader's words, and how many pairs were looked at.

    Parameters
    ----------
    drivers
        Rows of ``drivers``: ``verdict``, ``unit``, ``slope_per_10pp`` (unit of the outcome),
        ``criterion``, ``low`` (unit of the outcome), ``high`` (unit of the outcome),
        ``outcome_metric``.
    """
    if not drivers:
        return say("reports-driver-too-few")
    conclusive = [row for row in drivers if row["verdict"] != "cannot_tell"]
    if not conclusive:
        return capitalised(say("reports-driver-none", n=len(drivers)))
    said = [
        capitalised(say("reports-driver-compared", n=len(drivers))),
        say(
            "reports-driver-found",
            n=STEP_PP,
            findings="; ".join(_finding(row, context) for row in conclusive[:3]),
        ),
    ]
    if len(conclusive) > 3:
        said.append(capitalised(say("reports-driver-more", n=len(conclusive) - 3)))
    return " ".join(said)


def _finding(row: Row, context: Context) -> str:
    unit, currency = row["unit"] or "", context.currency
    return say(
        "reports-driver-finding",
        skill=in_sentence(row["criterion"]),
        result=in_sentence(title_of(row["outcome_metric"])),
        size=size(row["slope_per_10pp"], unit, currency),
        way="higher" if row["slope_per_10pp"] > 0 else "lower",
        range=between(row["low"], row["high"], unit, currency),
    )
