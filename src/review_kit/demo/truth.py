"""What is true in a demonstration: kept beside the exports, for whoever checks an estimate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import pandas as pd

from review_kit.demo import crm
from review_kit.demo.calls import Calls, Scores
from review_kit.demo.coaching import CoachingPlan
from review_kit.demo.faults import Fault
from review_kit.demo.log import Typed
from review_kit.demo.people import Rep
from review_kit.demo.rubric import CRITERIA, CRITERION_IDS, LEAVES, RUBRIC
from review_kit.demo.settings import DemoSettings
from review_kit.demo.skills import Skill

FIRST_EFFECT_DAY, LAST_EFFECT_DAY = 8, 35
"""Days after the first session over which the effect of coaching is defined."""

RECENT_DAYS = 14

ENTRY_COLUMNS = (
    "entry_id",
    "rep_id",
    "session_date",
    "criterion_id",
    "platform_before",
    "platform_after",
    "mismatch_meant",
)


@dataclass(frozen=True)
class Truth:
    """Everything that an analysis of the exports may only estimate.

    Attributes
    ----------
    reps
        ``rep_id, kind, team, manager_id, earlier_manager_id, calls, coached_criteria``.
    rep_criteria
        One row for each rep and top-level criterion: ``coached``, ``first_session_on``,
        ``plateau_pp``, ``effect_days_8_35_pp`` (null where the record ends earlier),
        ``effect_at_end_pp``, ``level``, and what the manager saw before the first session:
        ``recent_mean`` (14 days) beside ``untreated_mean`` (all calls, as if never coached).
    weekly
        True skill by rep, criterion and week: ``untreated`` and ``effect``, in pp.
    entries
        Log entries with the platform's means at the time and whether a mismatch was meant.
    faults
        Bad rows in the exports.
    summary
        Settings, rubric, model of outcomes and the effect over all coached rep-criteria.
    """

    reps: pd.DataFrame
    rep_criteria: pd.DataFrame
    weekly: pd.DataFrame
    entries: pd.DataFrame
    faults: tuple[Fault, ...]
    summary: dict[str, Any]


@dataclass(frozen=True)
class Seen:
    """What was to be seen of one rep: calls, their scores without coaching, and log entries."""

    calls: Calls
    untreated: Scores
    typed: Sequence[Typed]


@dataclass(frozen=True)
class RepTruth:
    """The true side of one rep's record: rows for the frames of :class:`Truth`."""

    rep: dict[str, object]
    criteria: list[dict[str, object]]
    weekly: pd.DataFrame
    entries: list[dict[str, object]]


def rep_truth(
    rep: Rep, skill: Skill, plan: CoachingPlan, seen: Seen, settings: DemoSettings
) -> RepTruth:
    """Return what is true of one rep."""
    return RepTruth(
        rep={
            "rep_id": rep.rep_id,
            "kind": rep.kind,
            "team": rep.person.team,
            "manager_id": rep.person.manager_id,
            "earlier_manager_id": rep.earlier_manager[0] if rep.earlier_manager else None,
            "calls": len(seen.calls),
            "coached_criteria": len(plan.first_day),
        },
        criteria=_rep_criteria(rep, skill, plan, seen, settings),
        weekly=_weekly(rep, skill, plan, settings),
        entries=[
            {
                "entry_id": entry.entry_id,
                "rep_id": rep.rep_id,
                "session_date": settings.day(entry.session_day).isoformat(),
                "criterion_id": entry.criterion_id,
                "platform_before": _rounded(entry.platform_before),
                "platform_after": _rounded(entry.platform_after),
                "mismatch_meant": entry.mismatch_meant,
            }
            for entry in seen.typed
        ],
    )


def tell_truth(
    records: Sequence[RepTruth], faults: Sequence[Fault], settings: DemoSettings
) -> Truth:
    """Gather the true side of all reps into frames."""
    rep_criteria = pd.DataFrame([row for record in records for row in record.criteria])
    return Truth(
        reps=pd.DataFrame([record.rep for record in records]),
        rep_criteria=rep_criteria,
        weekly=pd.concat([record.weekly for record in records], ignore_index=True),
        entries=pd.DataFrame(
            [row for record in records for row in record.entries], columns=list(ENTRY_COLUMNS)
        ),
        faults=tuple(faults),
        summary=_summary(rep_criteria, settings),
    )


def _rounded(value: float | None) -> float | None:
    return None if value is None or np.isnan(value) else round(value, 3)


def _rep_criteria(
    rep: Rep, skill: Skill, plan: CoachingPlan, seen: Seen, settings: DemoSettings
) -> list[dict[str, object]]:
    rows = []
    percent, day = seen.untreated.percent, seen.calls.day
    for index in range(CRITERIA):
        first = plan.first_day.get(index)
        effect = plan.effect[:, index]
        scored = percent[:, index][~np.isnan(percent[:, index])]
        days = day[~np.isnan(percent[:, index])]
        recent, mean_effect = np.array([]), None
        if first is not None:
            recent = scored[(days >= first - RECENT_DAYS) & (days < first)]
            if first + LAST_EFFECT_DAY < settings.days:
                span = effect[first + FIRST_EFFECT_DAY : first + LAST_EFFECT_DAY + 1]
                mean_effect = _rounded(float(span.sum() / len(span)))
        rows.append(
            {
                "rep_id": rep.rep_id,
                "criterion_id": CRITERION_IDS[index],
                "kind": rep.kind,
                "level": round(float(skill.levels[index]), 3),
                "coached": first is not None,
                "first_session_on": None if first is None else settings.day(first).isoformat(),
                "plateau_pp": _rounded(plan.plateau.get(index)),
                "effect_days_8_35_pp": mean_effect,
                "effect_at_end_pp": round(float(effect[-1]), 3),
                "recent_mean": _rounded(float(recent.mean())) if len(recent) else None,
                "untreated_mean": _rounded(float(scored.mean())) if len(scored) else None,
            }
        )
    return rows


def _weekly(rep: Rep, skill: Skill, plan: CoachingPlan, settings: DemoSettings) -> pd.DataFrame:
    # weeks are counted back from the review day, as in the documents
    first = (settings.days - 1) % 7 + 1 - 7
    starts = range(first, settings.days, 7)
    spans = [slice(max(start, 0), start + 7) for start in starts]
    untreated = np.stack([skill.untreated[span].mean(axis=0) for span in spans])
    effect = np.stack([plan.effect[span].mean(axis=0) for span in spans])
    days = [settings.day(span.start).isoformat() for span in spans]
    return pd.DataFrame(
        {
            "rep_id": rep.rep_id,
            "criterion_id": np.repeat(np.array(CRITERION_IDS, dtype=object), len(spans)),
            "week_start": days * CRITERIA,
            "untreated": np.round(untreated.T.ravel(), 3),
            "effect": np.round(effect.T.ravel(), 3),
        }
    )


def _summary(rep_criteria: pd.DataFrame, settings: DemoSettings) -> dict[str, Any]:
    coached = rep_criteria[rep_criteria["coached"]]
    measured = coached["effect_days_8_35_pp"].dropna().astype(float)
    plain = asdict(settings) | {"as_of": settings.as_of.isoformat()}
    return {
        "settings": plain,
        "coaching": {
            "rep_criteria": len(rep_criteria),
            "coached": len(coached),
            "coached_share": round(len(coached) / len(rep_criteria), 4),
            "mean_plateau_pp": _mean(coached["plateau_pp"].astype(float)),
            "mean_effect_days_8_35_pp": _mean(measured),
            "with_days_8_35": len(measured),
        },
        "rubric": {
            "levels": {criterion.criterion_id: criterion.level for criterion in RUBRIC},
            "leaves": {
                leaf.criterion_id: {
                    "of": CRITERION_IDS[leaf.top],
                    "offset_pp": round(leaf.offset, 4),
                    "response": round(leaf.response, 4),
                }
                for leaf in LEAVES
            },
        },
        "outcomes": {
            "centre": crm.CENTRE,
            "win_probability_at_centre": crm.WIN_AT_CENTRE,
            "win_log_odds_per_pp": _named(crm.WIN_SLOPES),
            "log_amount_per_pp": _named(crm.AMOUNT_SLOPES),
            "log_cycle_days_per_pp": _named(crm.CYCLE_SLOPES),
        },
    }


def _mean(values: pd.Series[float]) -> float | None:
    return round(float(values.mean()), 3) if len(values) else None


def _named(slopes: dict[int, float]) -> dict[str, float]:
    return {CRITERION_IDS[index]: slope for index, slope in slopes.items()}
