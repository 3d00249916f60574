"""What to ask in a conversation: questions that open it, each with the fact that it comes from."""

from __future__ import annotations

from collections.abc import Iterator

from review_kit.documents.parts.criterion import Criterion
from review_kit.documents.parts.rep_record import RepRecord
from review_kit.documents.parts.wording import percent
from review_kit.documents.talk.point import PRACTICE, RESULT, SKILL, Point, first_points
from review_kit.grains import ORG
from review_kit.number_format import rounded
from review_kit.words import say

MOST = 3
"""Questions on page one."""
FAR_FROM_QUOTA = 0.8
"""Below this share of the quota the result is asked about first."""
NOT_KEPT = 2
"""Commitments not kept that are asked about from so many on, where they are half or more of those due."""
OWN_VIEW = 10.0
"""Points between the rep's own rating and the QA score from which on the two are compared."""


def ask(rep: RepRecord) -> list[Point]:
    """Give up to three questions, what cannot wait first; there is always one."""
    return first_points(_START if rep.is_new else _RULES, rep, MOST)


def first_kind(rep: RepRecord) -> int:
    """Give the place of the first question among the kinds of questions: 0 for what cannot wait."""
    if rep.is_new:
        return len(_RULES)
    return next(place for place, rule in enumerate(_RULES) if any(True for _ in rule(rep)))


def _quota(rep: RepRecord) -> Iterator[Point]:
    attained = rep.value("quota_attainment")
    if attained is None or rounded(attained, 2) >= FAR_FROM_QUOTA:
        return
    share = percent(attained)
    stage = next((row for row in rep.data.rows("stages") if row["is_choke_point"]), None)
    if stage is not None and stage["clear"]:
        text = say(
            "packet-ask-quota-stage",
            share=share,
            stage=stage["stage"],
            conversion=percent(stage["conversion"]),
            group="organisation" if stage["team_scope"] == ORG else "team",
            median=percent(stage["team_conversion"]),
        )
    else:
        text = say("packet-ask-quota", share=share)
    yield Point(RESULT, "quota_attainment", text)


def _declined(rep: RepRecord) -> Iterator[Point]:
    fallen = [skill for skill in (*rep.focus, *rep.others) if skill.verdict.direction < 0]
    fallen.sort(key=lambda skill: skill.weight * skill.verdict.points)
    for skill in fallen:
        points = abs(rounded(skill.verdict.points))
        if skill.verdict.against_expected:
            text = say("packet-ask-lower-than-uncoached", skill=skill.name, points=points)
        elif skill.moved_with_company:
            text = say("packet-ask-fell-more", skill=skill.name, points=points)
        else:
            text = say("packet-ask-fell", skill=skill.name, points=points)
        yield Point(SKILL, skill.criterion_id, text)


def _theme(rep: RepRecord) -> Iterator[Point]:
    """A theme that keeps coming back without a rise of its skill."""
    back = [row for row in rep.data.rows("themes") if row["line"] and not row["stopped"]]
    for row in sorted(back, key=lambda row: (-row["sessions"], row["theme"])):
        yield Point(
            SKILL,
            _whole(rep, row["criterion_id"]) or row["theme"],
            say("packet-ask-theme", theme=row["theme"], sessions=int(row["sessions"])),
        )


def _whole(rep: RepRecord, criterion_id: str | None) -> str | None:
    parents = {row["criterion_id"]: row["parent_criterion_id"] for row in rep.criteria}
    while criterion_id is not None and parents.get(criterion_id) is not None:
        criterion_id = parents[criterion_id]
    return criterion_id


def _not_kept(rep: RepRecord) -> Iterator[Point]:
    due = [row for row in rep.commitments if row["due"]]
    lacking = sum(row["commitment_status"] != "done" for row in due)
    if lacking >= NOT_KEPT and 2 * lacking >= len(due):
        text = say("packet-ask-commitments", lacking=lacking, due=len(due))
        yield Point(PRACTICE, "commitments", text)


def _gap(rep: RepRecord) -> Iterator[Point]:
    """The planned skill, then the focus skills by the weight of their gap."""
    planned = None if rep.plan is None else rep.plan["criterion_id"]
    behind = [skill for skill in rep.focus if (skill.gap_to_target or 0) >= 1]
    behind.sort(
        key=lambda skill: (
            skill.criterion_id != planned,
            -skill.weight * (skill.gap_to_target or 0),
        )
    )
    for skill in behind[:1]:
        yield Point(SKILL, skill.criterion_id, gap_question(skill, rep))


def gap_question(skill: Criterion, rep: RepRecord) -> str:
    """Ask about a skill below its target, by its weakest part where one is known."""
    sub, sub_score = skill.weakest_sub_criterion, skill.weakest_sub_score
    if sub is not None and sub_score is not None and sub_score < skill.target:
        return say("packet-ask-weakest-part", part=sub, score=rounded(sub_score), skill=skill.name)
    return say(
        "packet-ask-gap",
        skill=skill.name,
        score=rounded(skill.current_score or 0),
        target=rounded(skill.target),
    )


def _own_view(rep: RepRecord) -> Iterator[Point]:
    shown = rep.metrics.get("self_assessment_gap")
    if shown is None or shown.value is None or abs(shown.value) < OWN_VIEW:
        return
    if shown.low is not None and shown.high is not None and shown.low <= 0 <= shown.high:
        return
    which = "packet-ask-rates-higher" if shown.value > 0 else "packet-ask-rates-lower"
    text = say(which, points=abs(rounded(shown.value)))
    yield Point(PRACTICE, "self_assessment", text)


def _stalled(rep: RepRecord) -> Iterator[Point]:
    stalled, amount = rep.data.rows("stalled"), rep.metrics.get("stalled_amount")
    if len(stalled) < 2:
        return
    text = say(
        "packet-ask-stalled",
        deals=len(stalled),
        amount="none" if amount is None or not amount.value else amount.value_text,
    )
    yield Point(RESULT, "stalled_count", text)


def _what_works(rep: RepRecord) -> Iterator[Point]:
    risen = [skill for skill in rep.focus if skill.verdict.direction > 0]
    for skill in sorted(risen, key=lambda skill: -skill.weight * skill.verdict.points)[:1]:
        yield Point(SKILL, skill.criterion_id, say("packet-ask-what-worked", skill=skill.name))
    attained = rep.value("quota_attainment")
    if attained is not None and attained >= 1:
        text = say("packet-ask-what-won", share=percent(attained))
        yield Point(RESULT, "quota_attainment", text)


def _next(rep: RepRecord) -> Iterator[Point]:
    yield Point(SKILL, "next", say("packet-ask-next"))


def _first_days(_: RepRecord) -> Iterator[Point]:
    yield Point(PRACTICE, "start", say("packet-ask-start-first-days"))
    yield Point(PRACTICE, "ready", say("packet-ask-start-ready"))
    yield Point(SKILL, "focus", say("packet-ask-start-focus"))


_START = (_first_days,)
_RULES = (
    _quota,
    _declined,
    _theme,
    _not_kept,
    _gap,
    _own_view,
    _stalled,
    _what_works,
    _next,
)
