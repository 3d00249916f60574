"""The two status facts that are the rep's own: progress to goal, and commitments kept."""

from __future__ import annotations

from dataclasses import dataclass

from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.goal_words import goal_name, goal_value
from review_kit.documents.parts.rep_record import RepRecord
from review_kit.documents.parts.wording import day, percent
from review_kit.metrics.goals import MET, MET_BY_NOW, MET_SINCE, REACHED, UNDER_WAY
from review_kit.number_format import rounded
from review_kit.words import say


def status(rep: RepRecord) -> Block:
    """Show progress to goal and commitments kept. How often the two met is in the coaching record."""
    return block("packet/status.html.j2", points=[progress(rep), commitments_kept(rep)])


@dataclass(frozen=True)
class StatusFact:
    """One status fact: what it is, the number, what stands behind it, and which metric the number is."""

    title: str
    value: str
    detail: str
    metric: str = ""


def progress(rep: RepRecord) -> StatusFact:
    """Say how much of the quota is reached, and how far the open goal is that leads."""
    attained = rep.value("quota_attainment")
    goals = sorted(rep.open_goals, key=lambda goal: not goal["leads"])
    goal = goal_sentence(goals[0], rep) if goals else say("packet-status-no-goal")
    title = say("packet-status-progress")
    shown = rep.metrics.get("quota_attainment")
    note = "" if shown is None else shown.note
    if attained is not None:
        share = percent(attained)
        value = (
            say("packet-status-quota-noted", share=share, note=note)
            if note
            else say("packet-status-quota", share=share)
        )
        return StatusFact(title, value, goal, "quota_attainment")
    if note:
        return StatusFact(title, goal, say("packet-status-quota-not-shown", why=note))
    return StatusFact(title, goal, _why_no_quota(rep), "progress_to_goal")


def _why_no_quota(rep: RepRecord) -> str:
    for table in ("quotas", "opportunities"):
        if table in rep.context.tables_missing:
            return say("packet-status-no-quota", why=f"no-{table}")
    return say("packet-status-no-quota", why="none")


def goal_sentence(goal: Row, rep: RepRecord) -> str:
    """Say how far an open goal is.

    Parameters
    ----------
    goal
        Row of ``goals``, with the name of its criterion.
    """
    name, target = goal_name(goal), goal_value(goal, goal["target"], rep)
    if goal["current"] is None:
        return say("packet-status-goal-unknown", goal=name, target=target)
    known = {"goal": name, "now": goal_value(goal, goal["current"], rep), "target": target}
    if goal["standing"] in {REACHED, MET, MET_SINCE, MET_BY_NOW}:
        return say("packet-status-goal", **known, state="reached")
    if goal["standing"] == UNDER_WAY:
        return say("packet-status-goal", **known, state="open")
    return say("packet-status-goal-late", **known, day=day(goal["due_on"]))


def commitments_kept(rep: RepRecord) -> StatusFact:
    """Say how many of the commitments due were kept, now and in the previous window."""
    title, shown = say("packet-status-commitments"), rep.metrics.get("commitment_completion")
    due = [row for row in rep.commitments if row["due"]]
    if not due:
        made = sum(bool(row["made_in_window"]) for row in rep.commitments)
        return StatusFact(
            title, say("packet-status-none-due"), say("packet-status-made", made=made)
        )
    kept = sum(row["commitment_status"] == "done" for row in due)
    if shown is None or shown.previous is None or not shown.previous_n:
        before = say("packet-status-kept-none-before")
    else:
        earlier = rounded(shown.previous * shown.previous_n)
        before = say("packet-status-kept-before", kept=earlier, due=shown.previous_n)
    return StatusFact(
        title, say("packet-status-kept", kept=kept, due=len(due)), before, "commitment_completion"
    )
