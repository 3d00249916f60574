"""What a manager talks about first with each rep, and why: one line each, with its number.

The order is that of conversations, not of people: what cannot wait comes first, and within one kind of
conversation the reps stand by name.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from review_kit.documents.parts.context import Context
from review_kit.documents.parts.criterion import Criterion
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.sentences import too_few_calls
from review_kit.documents.parts.wording import capitalised, counted, day, score
from review_kit.metrics.routing import REPEATEDLY
from review_kit.metrics.themes import CONVERSATION, DIAGNOSE
from review_kit.number_format import signed, signed_interval


@dataclass(frozen=True)
class RepFacts:
    """What the record says about one rep, as far as the cover weighs it.

    Parameters
    ----------
    rep
        Row of ``reps``.
    sessions, themes, commitments, goals
        The rep's rows of these tables.
    skills
        The rep's top-level criteria, focus criteria first.
    n_focus
        How many of them lead the packet.
    sharing_logged
        Whether the log says anywhere when an entry was shared; where it never does, nothing follows
        from an entry that does not say so.
    """

    rep: Row
    sessions: Sequence[Row]
    themes: Sequence[Row]
    commitments: Sequence[Row]
    goals: Sequence[Row]
    skills: Sequence[Criterion]
    n_focus: int
    sharing_logged: bool
    context: Context

    @property
    def focus(self) -> Sequence[Criterion]:
        """The criteria that lead the packet."""
        return self.skills[: self.n_focus]


@dataclass(frozen=True)
class TalkingPoint:
    """What to talk about first with a rep."""

    urgency: int
    """0 first; the place of its kind among the kinds of conversation."""
    first: str
    why: str


def talking_point(facts: RepFacts) -> TalkingPoint:
    """Choose what a manager talks about first with a rep: the first kind that there is reason for.

    Entries not shared, themes that came back without a rise (first those past the line of a
    performance conversation, then those to diagnose), commitments not kept, an open goal that is far,
    a coached rise, and at last the largest gap.
    """
    for urgency, kind in enumerate(_KINDS):
        found = kind(facts)
        if found is not None:
            return TalkingPoint(urgency, *found)
    return TalkingPoint(len(_KINDS), *_too_few_calls(facts))


def in_order(
    points: Sequence[tuple[RepFacts, TalkingPoint]],
) -> list[tuple[RepFacts, TalkingPoint]]:
    """Put conversations in order: by kind, then by name."""
    return sorted(
        points,
        key=lambda pair: (
            pair[1].urgency,
            str(pair[0].rep["rep_name"]).casefold(),
            pair[0].rep["rep_id"],
        ),
    )


def good_news(facts: RepFacts, point: TalkingPoint) -> str:
    """Name the largest coached rise; empty where the evidence carries none, or it is the point."""
    best = _best_rise(facts)
    if best is None or _KINDS[point.urgency] is _rise:
        return ""
    against = " against expected" if best.verdict.against_expected else ""
    return f"{best.name} {signed(best.verdict.points)} pp{against}"


_Words = tuple[str, str]


def _unshared(facts: RepFacts) -> _Words | None:
    total = len(facts.sessions)
    unseen = sum(row["shared_with_rep_on"] is None for row in facts.sessions)
    if unseen == 0 or not facts.sharing_logged:
        return None
    verb = "was" if unseen == 1 else "were"
    entries = counted(total, "entry", "entries")
    return "Entries not shared yet", f"{unseen} of {entries} {verb} not shared before this review."


def _theme_past(line: str, asks_for: str) -> Callable[[RepFacts], _Words | None]:
    def words(facts: RepFacts) -> _Words | None:
        past = [row for row in facts.themes if row["line"] == line and not row["stopped"]]
        if not past:
            return None
        worst = max(past, key=lambda row: (row["sessions"], row["theme"]))
        moved = f"{signed(worst['movement'])} pp ({signed_interval(worst['low'], worst['high'])})"
        return (
            f"Theme: {worst['theme']}",
            f"It came back in {counted(int(worst['sessions']), 'session')} and the score moved "
            f"{moved}: {asks_for}.",
        )

    return words


def _not_kept(facts: RepFacts) -> _Words | None:
    due = [row for row in facts.commitments if row["due"]]
    open_still = sum(row["commitment_status"] != "done" for row in due)
    if open_still < REPEATEDLY or 2 * open_still < len(due):
        return None
    return (
        "Commitments",
        f"{open_still} of {len(due)} commitments that fell due are not logged as kept.",
    )


def _far_goal(facts: RepFacts) -> _Words | None:
    names = {skill.criterion_id: skill.name for skill in facts.skills}
    far = [
        row
        for row in facts.goals
        if row["status"] == "open"
        and row["criterion_id"] in names
        and row["current"] is not None
        and row["target"] - row["current"] >= facts.context.config.coaching.typical_gain_low_pp
    ]
    if not far:
        return None
    goal = min(far, key=lambda row: (row["due_on"], row["goal_id"]))
    to_go = counted(round(goal["target"] - goal["current"]), "point")
    when = f"by {day(goal['due_on'])}"
    if goal["due_on"] <= facts.context.as_of:
        when = f"and due since {day(goal['due_on'])}"
    return (
        f"Goal: {names[goal['criterion_id']]}",
        f"It stands at {score(goal['current'])} against a goal of {score(goal['target'])}: "
        f"{to_go} to go {when}.",
    )


def _best_rise(facts: RepFacts) -> Criterion | None:
    """Choose the weightiest coached skill that improved."""
    risen = [skill for skill in facts.skills if skill.coached and skill.verdict.direction > 0]
    return max(risen, key=lambda skill: skill.weight * skill.verdict.points, default=None)


def _rise(facts: RepFacts) -> _Words | None:
    skill = _best_rise(facts)
    if skill is None:
        return None
    sessions = f"with {counted(skill.sessions_held, 'session', words=True)} on it"
    rise = counted(round(skill.verdict.points), "point")
    return f"A rise to name: {skill.name}", (
        f"It came out {rise} ({skill.verdict.interval}) above what was expected without coaching, "
        f"{sessions}."
    )


def _largest_gap(facts: RepFacts) -> _Words | None:
    known = [(skill.gap_to_target, skill) for skill in facts.focus]
    gaps = [(gap, skill) for gap, skill in known if gap is not None]
    if not gaps:
        return None
    gap, skill = max(gaps, key=lambda pair: (pair[1].weight * pair[0], pair[1].name))
    if max(gap for gap, _ in gaps) <= 0:
        stand = (
            "stands at or above its target" if len(gaps) == 1 else "stand at or above their targets"
        )
        return (
            "What comes next",
            f"{capitalised(counted(len(gaps), 'focus skill', words=True))} {stand}.",
        )
    if gap <= 0:
        gap, skill = max(gaps, key=lambda pair: pair[0])
    return (
        skill.name,
        f"The largest gap of the focus skills: {score(skill.current_score)} against a target of "
        f"{score(skill.target)}.",
    )


def _too_few_calls(facts: RepFacts) -> _Words:
    n_calls = int(facts.rep["n_calls"])
    return "Calls to score", too_few_calls(facts.focus, facts.context, n_calls=n_calls)


_KINDS: Sequence[Callable[[RepFacts], _Words | None]] = (
    _unshared,
    _theme_past(CONVERSATION, "a performance conversation is due"),
    _theme_past(DIAGNOSE, "find the cause before coaching it again"),
    _not_kept,
    _far_goal,
    _rise,
    _largest_gap,
)
"""Kinds of conversation, what cannot wait first; without any of them calls have to be scored."""
