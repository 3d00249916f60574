"""The verdict on how a skill changed, in words; every document says it with these.

The verdict itself is computed once (:mod:`~review_kit.metrics.skill_verdicts`). A headline, a finding, a
prompt of the sheet, a line of the binder's cover or of a team's report claims what it says, and
nothing more.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from review_kit.documents.parts.context import Context
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.wording import day, exact, short_days, signed_points
from review_kit.metrics.effect.gates import MINIMUM_COACHED_REPS
from review_kit.metrics.effect.rows import AFTER, EARLY, FOLLOW_UP_DAYS, RECENT
from review_kit.metrics.missing_gaps import NEEDED, Missing
from review_kit.metrics.skill_verdicts import Basis, SkillVerdict, VerdictReason
from review_kit.number_format import signed_interval
from review_kit.words import say

FIRST_DAY, LAST_DAY = AFTER[0], AFTER[1] - 1
"""Days after a first session whose mean score is judged."""

_DAYS = {
    "early_from": -EARLY[0] // 7,
    "early_to": -EARLY[1] // 7,
    "recent": -RECENT[0] // 7,
    "first": FIRST_DAY,
    "last": LAST_DAY,
    "weeks": FOLLOW_UP_DAYS // 7,
}
"""Days and weeks around a first session that the reasons name."""

_FEW_CALLS = frozenset(
    {VerdictReason.FEW_AT_START, VerdictReason.FEW_AT_END, VerdictReason.FEW_AT_BOTH_ENDS}
)


def verdict_word(kind: SkillVerdict) -> str:
    """Name a verdict as it is printed, without what it waits for."""
    return say(f"verdict-{kind}")


@dataclass(frozen=True)
class Verdict:
    """The verdict on a skill, with the number it rests on.

    Parameters
    ----------
    kind
        What is said.
    basis
        What the number is; ``None`` where no number carries it.
    points, low, high
        Percentage points and their 95 % interval.
    first, last
        The days that the number is about.
    reason, reason_n
        Why it is neither a rise nor a fall, and how many calls, days or skills there are of what is
        lacking.
    ready_on
        The earliest day of a verdict, where it is known.
    """

    kind: SkillVerdict
    basis: Basis | None = None
    points: float = 0.0
    low: float | None = None
    high: float | None = None
    first: date | None = None
    last: date | None = None
    reason: VerdictReason | Missing | None = None
    reason_n: int | None = None
    ready_on: date | None = None

    @property
    def direction(self) -> int:
        """Whether it says that the skill rose (1), fell (−1) or neither (0)."""
        return {SkillVerdict.IMPROVED: 1, SkillVerdict.DECLINED: -1}.get(self.kind, 0)

    @property
    def against_expected(self) -> bool:
        """Whether its number is a gap to what was expected without coaching."""
        return self.basis is Basis.EXPECTED

    @property
    def recovered(self) -> bool:
        """Whether what there is to say is a dip that was overcome."""
        return self.reason is VerdictReason.RECOVERED

    @property
    def says_something(self) -> bool:
        """Whether it is a rise, a fall or a recovery."""
        return self.direction != 0 or self.recovered

    @property
    def word(self) -> str:
        """The verdict as it is printed; one that is not there yet with the day or the calls it waits for."""
        if self.reason is VerdictReason.FOLLOW_UP_OPEN and self.ready_on is not None:
            return say("verdict-too-early-until", day=day(self.ready_on))
        if self.kind is SkillVerdict.NOT_ENOUGH_CALLS and self.reason in _FEW_CALLS:
            return say("verdict-not-enough-calls-yet", n=self.reason_n or 0)
        return verdict_word(self.kind)

    @property
    def days(self) -> str:
        """The days that its number is about: ``17 Aug to 13 Sep``; empty without a number."""
        if self.first is None or self.last is None:
            return ""
        return short_days(self.first, self.last)

    @property
    def interval(self) -> str:
        """The interval of its number: ``−1 to +15``; empty where there is none."""
        if self.low is None or self.high is None:
            return ""
        return signed_interval(self.low, self.high)


def verdict(row: Row) -> Verdict:
    """Read the verdict of a row of ``rep_criteria``."""
    basis, reason, lacking = row["verdict_basis"], row["verdict_reason"], row["verdict_reason_n"]
    return Verdict(
        kind=SkillVerdict(row["verdict"]),
        basis=None if basis is None else Basis(basis),
        points=0.0 if row["verdict_points"] is None else row["verdict_points"],
        low=row["verdict_low"],
        high=row["verdict_high"],
        first=row["verdict_from"],
        last=row["verdict_to"],
        reason=None if reason is None else _reason(reason),
        reason_n=None if lacking is None else int(lacking),
        ready_on=row["verdict_ready_on"],
    )


def _reason(name: str) -> VerdictReason | Missing:
    return VerdictReason(name) if name in set(VerdictReason) else Missing(name)


def why(found: Verdict, context: Context) -> str:
    """Say in a few words why a verdict is neither a rise nor a fall; empty where it is one."""
    if found.reason is None:
        return ""
    movement = float(context.config.coaching.recurrence_movement_pp)
    return say(
        f"verdict-why-{found.reason}",
        n=found.reason_n or 0,
        minimum=context.config.evidence.minimum_calls,
        gain=int(movement) if movement.is_integer() else exact(movement),
        needed=NEEDED.get(found.reason, 0) if isinstance(found.reason, Missing) else 0,
        reps=MINIMUM_COACHED_REPS,
        **_DAYS,
    )


def standing(found: Verdict) -> str:
    """Give the verdict in a few words, for a sentence about the skill; its row says why."""
    if not found.direction:
        return found.word
    change = signed_points(found.points)
    if found.against_expected:
        return say("verdict-standing-expected", verdict=found.word, points=change)
    return say("verdict-standing", verdict=found.word, points=change)


@dataclass(frozen=True)
class ExpectedGap:
    """``expected_gap`` of one coached criterion; scores in percent, gaps in percentage points.

    ``gap`` and what belongs to it is ``None`` where there is nothing to compare, or not yet.
    """

    first_on: date
    expected: float | None
    gap: float | None
    low: float | None
    high: float | None
    best_guess: float | None
    calls: int

    @property
    def days(self) -> tuple[date, date]:
        """First and last of the days that are judged."""
        return self.first_on + timedelta(FIRST_DAY), self.first_on + timedelta(LAST_DAY)

    def is_of(self, context: Context) -> bool:
        """Whether the judged days reach into the window; an older one is told in the record only."""
        return self.days[1] >= context.window.start


def expected_gap(row: Row) -> ExpectedGap | None:
    """Read it from a row of ``rep_criteria``; ``None`` for a criterion that nobody ever coached."""
    if row.get("first_coached_on") is None:
        return None
    return ExpectedGap(
        first_on=row["first_coached_on"],
        expected=row["expected_score"],
        gap=row["expected_gap"],
        low=row["expected_gap_low"],
        high=row["expected_gap_high"],
        best_guess=row["expected_gap_best_guess"],
        calls=int(row["n_follow_up"] or 0),
    )
