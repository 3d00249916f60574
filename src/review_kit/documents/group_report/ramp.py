"""Ramp of hire cohorts: how long hires take to full productivity, those still ramping counted in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from review_kit.documents.group_report.group_record import GroupRecord
from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.wording import DASH, capitalised, number, percent
from review_kit.figures.ramp_steps import MOST, RampCurve, draw_ramp
from review_kit.grains import ORG
from review_kit.metrics import METRICS
from review_kit.metrics.ramp_cohorts import EVERYBODY, SHARE_DAYS
from review_kit.number_format import rounded
from review_kit.words import say

Key = tuple[str, str, str]


def ramp(group: GroupRecord) -> Block:
    """Show how long hires take to full productivity, by cohort, with those still on their way."""
    cohorts = cohorts_of(group)
    curves: dict[Key, list[Row]] = {}
    for row in group.data.rows("ramp_curve"):
        curves.setdefault(_key(row), []).append(row)
    return block(
        "group_report/ramp.html.j2",
        title=METRICS["ramp_cohorts"].title,
        finding=ramp_finding(cohorts, named=group.is_team),
        sentence=ramp_sentence(cohorts, group.context.config.privacy.minimum_group_size),
        figure=ramp_figure(cohorts, curves, named=group.is_team),
        rows=[cohort_row(row, named=group.is_team) for row in cohorts],
        by=[say("reports-ramp-by", days=day) for day in SHARE_DAYS],
        minimum=group.context.config.privacy.minimum_group_size,
    )


def _key(row: Row) -> Key:
    return row["scope"], row["scope_id"], row["cohort"]


def cohorts_of(group: GroupRecord) -> list[Row]:
    """Choose the cohorts of a report: all of the organisation's, or a team's hires beside everybody's."""
    rows: list[Row] = group.data.rows("ramp_cohorts")
    if not group.is_team:
        whole = [row for row in rows if row["scope"] == ORG]
        # a cohort with the hires of all of them says the same twice
        return whole[:1] + [row for row in whole[1:] if row["n_reps"] < whole[0]["n_reps"]]
    own = [row for row in rows if (row["scope"], row["scope_id"]) == group.scope]
    return own + [row for row in rows if row["scope"] == ORG and row["cohort"] == EVERYBODY]


def ramp_finding(cohorts: Sequence[Row], *, named: bool) -> str:
    """Say how long it takes half of the hires of the figure's first line; empty where there is no number.

    Parameters
    ----------
    cohorts
        Rows of ``ramp_cohorts``.
    named
        Whether a team's hires stand beside the organisation's, which are named then.
    """
    row = next(iter(_with_numbers(cohorts)), None)
    if row is None:
        return ""
    whose = "-org" if named and row["scope"] == ORG else ""
    n, days = int(row["n_reps"]), row["median_days"]
    if days is None:
        return say(f"reports-ramp-finding-not-half{whose}", n=n)
    return say(f"reports-ramp-finding-half{whose}", n=n, days=number(days))


def _with_numbers(cohorts: Sequence[Row]) -> list[Row]:
    return [row for row in cohorts if row["watched_days"] is not None]


def ramp_sentence(cohorts: Sequence[Row], minimum: int) -> str:
    """Say how sure the number is, or why there is none; and how many are on their way.

    Parameters
    ----------
    cohorts
        Rows of ``ramp_cohorts``, all hires of the report first.
    minimum
        Hires that a number takes.
    """
    if not cohorts:
        return say("reports-ramp-none")
    whole = cohorts[0]
    counts = say(
        "reports-ramp-counts",
        ramped=int(whole["n_ramped"]),
        n=int(whole["n_reps"]),
        ramping=int(whole["n_ramping"]),
        left=int(whole["n_left"]),
    )
    return f"{capitalised(_how_sure(whole, minimum))} {counts}".lstrip()


def _how_sure(row: Row, minimum: int) -> str:
    n, low, high = int(row["n_reps"]), row["median_low"], row["median_high"]
    if n < minimum:
        return say("reports-ramp-few", n=n, minimum=minimum)
    if row["median_days"] is None or low is None:
        return ""
    if high is None:
        return say("reports-ramp-interval-from", low=number(low))
    return say("reports-ramp-interval", low=number(low), high=number(high))


def cohort_name(row: Row, *, named: bool) -> str:
    """Name a cohort in print.

    Parameters
    ----------
    named
        Whether a team's hires stand beside the organisation's.
    """
    cohort = row["cohort"]
    if cohort == EVERYBODY:
        both = named and row["scope"] == ORG
        return say("reports-ramp-all-org") if both else say("reports-ramp-all")
    year, part = cohort[:4], cohort[4:]
    if part.startswith("Q"):
        return say("reports-ramp-quarter", quarter=part[1:], year=year)
    return say("reports-ramp-half-year", half=int(part[1:]), year=year) if part else str(year)


def cohort_row(row: Row, *, named: bool) -> dict[str, object]:
    """Give a line of the table: counts, the day by which half got there, and shares by fixed days."""
    return {
        "name": cohort_name(row, named=named),
        "hires": number(row["n_reps"]),
        "ramped": number(row["n_ramped"]),
        "ramping": number(row["n_ramping"]),
        "left": number(row["n_left"]),
        "days": number(row["median_days"]),
        "interval": _interval(row["median_low"], row["median_high"]),
        "by": [_share(row[f"share_{day}"]) for day in SHARE_DAYS],
    }


def _interval(low: float | None, high: float | None) -> str:
    if low is None:
        return ""
    if high is None:
        return say("reports-ramp-from", low=number(low))
    return say("interval", low=number(low), high=number(high))


def _share(value: float | None) -> str:
    return DASH if value is None else number(100 * value)


def ramp_figure(
    cohorts: Sequence[Row], curves: Mapping[Key, Sequence[Row]], *, named: bool
) -> Markup | None:
    """Draw the cohorts that have numbers: all hires, and the newest of the others; ``None`` without any.

    Parameters
    ----------
    cohorts
        Rows of ``ramp_cohorts``.
    curves
        Rows of ``ramp_curve`` of each of them.
    """
    known = _with_numbers(cohorts)
    whole, others = known[:1], known[1:][-(MOST - 1) :]
    drawn = []
    for row in (*whole, *others):
        steps = [(float(one["day"]), float(one["share"])) for one in curves.get(_key(row), ())]
        drawn.append(RampCurve(cohort_name(row, named=named), steps, float(row["watched_days"])))
    if not any(curve.steps for curve in drawn):
        return None
    return draw_ramp(
        drawn,
        days=say("reports-ramp-axis-days"),
        share=say("reports-ramp-axis-share"),
        alt=" ".join(_in_words(curve) for curve in drawn),
        name="ramp",
    )


def _in_words(curve: RampCurve) -> str:
    """Say a line for a reader who cannot see it: the share by days that are given, and at the end."""
    days = [day for day in SHARE_DAYS if day < curve.last]
    said = [
        say("reports-ramp-alt-step", share=percent(_by(curve, day)), day=rounded(day))
        for day in (*days, curve.last)
    ]
    return say("reports-ramp-alt", cohort=curve.label, steps=", ".join(said))


def _by(curve: RampCurve, day: float) -> float:
    return max((share for at, share in curve.steps if at <= day), default=0.0)
