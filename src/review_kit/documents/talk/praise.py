"""What to name first in a conversation: what went well, each with its number."""

from __future__ import annotations

from collections.abc import Iterator

from review_kit.documents.parts.goal_words import goal_name, goal_value
from review_kit.documents.parts.outcome import Outcome
from review_kit.documents.parts.rep_record import RepRecord
from review_kit.documents.parts.wording import percent
from review_kit.documents.talk.chance import beyond_chance
from review_kit.documents.talk.point import PRACTICE, RESULT, SKILL, Point, first_points
from review_kit.metrics import METRICS
from review_kit.metrics.goals import MET, MET_SINCE, REACHED
from review_kit.number_format import rounded
from review_kit.words import say

MOST = 3
"""Things to praise on page one."""
KEPT_SHARE = 0.75
"""Commitments are praised from this share of those due on."""
KEPT_LEAST = 3
"""And from so many due on."""
AHEAD = 1.1
"""A result is praised beside the team's median from this multiple of it on."""


def praise(rep: RepRecord) -> list[Point]:
    """Give up to three things to praise, what coaching brought first."""
    return first_points(_START if rep.is_new else _RULES, rep, MOST)


def _improved(rep: RepRecord) -> Iterator[Point]:
    risen = [skill for skill in (*rep.focus, *rep.others) if skill.verdict.direction > 0]
    risen.sort(key=lambda skill: -skill.weight * skill.verdict.points)
    for skill in risen:
        points = rounded(skill.verdict.points)
        if skill.verdict.against_expected:
            text = say(
                "packet-praise-higher-than-uncoached",
                skill=skill.name,
                points=points,
                days=skill.verdict.days,
            )
        elif skill.moved_with_company:
            text = say("packet-praise-rose-more-than-others", skill=skill.name, points=points)
        else:
            text = say("packet-praise-rose", skill=skill.name, points=points)
        yield Point(SKILL, skill.criterion_id, text)


def _recovered(rep: RepRecord) -> Iterator[Point]:
    for skill in rep.focus:
        if skill.verdict.recovered and skill.dip_score is not None:
            yield Point(
                SKILL,
                skill.criterion_id,
                say(
                    "packet-praise-recovered",
                    skill=skill.name,
                    dip=rounded(skill.dip_score),
                    now=rounded(skill.current_score or 0),
                ),
            )


def _goals_met(rep: RepRecord) -> Iterator[Point]:
    for goal in rep.goals:
        if goal["standing"] not in {REACHED, MET, MET_SINCE} or goal["current"] is None:
            continue
        if goal["due_on"] < rep.context.window.start:
            continue
        yield Point(
            SKILL if goal["on_score"] else RESULT,
            goal["criterion_id"] if goal["on_score"] else goal["metric"],
            say(
                "packet-praise-goal-met",
                goal=goal_name(goal),
                now=goal_value(goal, goal["current"], rep),
                target=goal_value(goal, goal["target"], rep),
            ),
        )


def _quota(rep: RepRecord) -> Iterator[Point]:
    attained = rep.value("quota_attainment")
    if attained is not None and rounded(attained, 2) >= 1:
        text = say("packet-praise-quota", share=percent(attained))
        yield Point(RESULT, "quota_attainment", text)


def _clearly_better(rep: RepRecord) -> Iterator[Point]:
    """A share that differs from the previous window by more than chance, on the better side."""
    for shown in rep.metrics.values():
        way = {"up": 1, "down": -1}.get(
            METRICS[shown.metric].direction if shown.metric in METRICS else ""
        )
        # a share of counted things; an attainment is none
        if way is None or shown.unit != "share" or not METRICS[shown.metric].counts:
            continue
        if beyond_chance(shown) == way:
            yield Point(
                RESULT,
                shown.metric,
                say(
                    "packet-praise-result-better",
                    measure=shown.title,
                    now=shown.value_text,
                    before=shown.previous_text,
                ),
            )


def _kept(rep: RepRecord) -> Iterator[Point]:
    due = [row for row in rep.commitments if row["due"]]
    kept = sum(row["commitment_status"] == "done" for row in due)
    if len(due) >= KEPT_LEAST and kept >= KEPT_SHARE * len(due):
        text = say("packet-praise-commitments", kept=kept, due=len(due))
        yield Point(PRACTICE, "commitments", text)


def _at_target(rep: RepRecord) -> Iterator[Point]:
    for skill in rep.focus:
        gap = skill.gap_to_target
        if gap is not None and gap <= 0 and skill.verdict.direction >= 0:
            yield Point(
                SKILL,
                skill.criterion_id,
                say(
                    "packet-praise-at-target",
                    skill=skill.name,
                    score=rounded(skill.current_score or 0),
                    target=rounded(skill.target),
                ),
            )


def _ahead_of_team(rep: RepRecord) -> Iterator[Point]:
    ahead = [
        (shown.value / shown.median, shown)
        for shown in rep.metrics.values()
        if shown.value and shown.median and _is_result(shown) and _more_is_better(shown)
    ]
    for ratio, shown in sorted(ahead, key=lambda pair: (-pair[0], pair[1].metric)):
        if ratio >= AHEAD and shown.metric in _PRAISED_BESIDE_TEAM:
            yield Point(
                RESULT,
                shown.metric,
                say(
                    "packet-praise-ahead",
                    measure=shown.title,
                    now=shown.value_text,
                    group=shown.median_label,
                    median=shown.median_text,
                ),
            )


_PRAISED_BESIDE_TEAM = (
    "win_rate",
    "average_deal_size",
    "won_amount",
    "deals_won",
    "opportunity_starts",
    "self_created_share",
    "revenue",
    "csat",
    "nps",
)
"""Results of a rep's own work that a manager would name beside the team's median."""


def _strongest(rep: RepRecord) -> Iterator[Point]:
    scored = [skill for skill in (*rep.focus, *rep.others) if skill.current is not None]
    if scored:
        best = max(scored, key=lambda skill: (skill.current_score or 0, skill.name))
        if best.verdict.direction >= 0:
            text = say(
                "packet-praise-strongest", skill=best.name, score=rounded(best.current_score or 0)
            )
            yield Point(SKILL, best.criterion_id, text)


def _is_result(shown: Outcome) -> bool:
    return shown.metric not in METRICS or METRICS[shown.metric].kind == "lagging"


def _more_is_better(shown: Outcome) -> bool:
    return shown.metric in METRICS and METRICS[shown.metric].direction == "up"


def _first_days(rep: RepRecord) -> Iterator[Point]:
    calls, sessions = int(rep.rep["n_calls"]), int(rep.value("sessions_held") or 0)
    if calls:
        yield Point(SKILL, "calls", say("packet-praise-start-calls", calls=calls))
    if sessions:
        text = say("packet-praise-start-sessions", sessions=sessions)
        yield Point(PRACTICE, "sessions", text)


_START = (_first_days, _kept)
_RULES = (
    _improved,
    _recovered,
    _goals_met,
    _quota,
    _clearly_better,
    _kept,
    _at_target,
    _ahead_of_team,
    _strongest,
)
