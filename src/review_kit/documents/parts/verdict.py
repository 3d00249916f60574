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
from review_kit.documents.parts.wording import counted, exact, score, short_day
from review_kit.metrics.effect.gates import MINIMUM_COACHED_REPS
from review_kit.metrics.effect.rows import AFTER, BEFORE, EARLY, FOLLOW_UP_DAYS, RECENT
from review_kit.metrics.missing_gaps import NEEDED, Missing
from review_kit.metrics.skill_verdicts import Basis, SkillVerdict, VerdictReason
from review_kit.number_format import signed, signed_interval

FIRST_DAY, LAST_DAY = AFTER[0], AFTER[1] - 1
"""Days after a first session whose mean score is judged."""

_FOLLOW_UP_WEEKS = counted(FOLLOW_UP_DAYS // 7, "week", words=True)

RECOVERY_WARNING = "low scores tend to recover by themselves"
"""Stands beside every plain change of a coached skill."""

VERDICT_WORDS = {
    SkillVerdict.IMPROVED: "improved",
    SkillVerdict.DECLINED: "declined",
    SkillVerdict.NO_CLEAR_CHANGE: "no clear change",
    SkillVerdict.CANNOT_TELL_YET: "cannot tell yet",
    SkillVerdict.NOT_ENOUGH_CALLS: "not enough calls",
}
"""Every verdict as it is printed."""

_MISSING_WORDS = {
    Missing.COACHED_BEFORE: "first session older than the scores",
    Missing.RECORD_TOO_SHORT: "record too short",
    Missing.TOO_FEW_EARLY: f"too few calls {-EARLY[1] // 7} to {-EARLY[0] // 7} weeks before",
    Missing.TOO_FEW_RECENT: f"too few calls in the {-RECENT[0] // 7} weeks before",
    Missing.TOO_FEW_BEFORE: f"too few calls in the {-BEFORE[0] // 7} weeks before",
    Missing.TOO_FEW_AFTER: f"too few calls on days {FIRST_DAY} to {LAST_DAY}",
    Missing.FEW_COACHED: "too few coached skills of all reps to compare",
    Missing.FEW_UNCOACHED: "too few uncoached skills of all reps to compare with",
    Missing.NO_OVERLAP: "coached skills here were lower than any uncoached ones",
    Missing.WHOLE_REPS: "reps here were coached in nearly all their skills at once",
    Missing.SCORERS_CHANGED: "who scores the calls changed along with the coaching",
    Missing.NOT_LOGGED: "too few of the sessions here are in the log",
    Missing.DIFFERENT_SCORERS: "scored by different people",
    Missing.UNRELIABLE_SCORES: "those who score it agree too little to judge a person by it",
    Missing.NO_COMPARISON: "no uncoached skill to compare with",
}
"""Why a coached skill cannot be compared; days and weeks are counted from the first session."""


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
        """The verdict as it is printed."""
        return VERDICT_WORDS[self.kind]

    @property
    def days(self) -> str:
        """The days that its number is about: ``17 Aug to 13 Sep``; empty without a number."""
        if self.first is None or self.last is None:
            return ""
        return f"{short_day(self.first)} to {short_day(self.last)}"

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


def about(found: Verdict) -> str:
    """Say what the number of a verdict is measured against, and on which days; empty without a number."""
    if found.basis is None:
        return ""
    if found.against_expected:
        return f"against expected, {found.days}"
    return f"over the window, {found.days}"


_WHY = {
    VerdictReason.WITHIN_CHANCE: "scores here move that far by themselves",
    VerdictReason.GAIN_EXCLUDED: "a gain of {gain} points can be ruled out",
    VerdictReason.RECOVERED: "dipped at first, and came back",
    VerdictReason.MADE_UP: "was below what was expected, and is back",
    VerdictReason.NOT_HELD: "was above what was expected, and has come down since",
    VerdictReason.FOLLOW_UP_OPEN: f"verdict from {{day}}, {_FOLLOW_UP_WEEKS} after the first session",
    VerdictReason.INTERVAL_TOO_WIDE: "no gain and one of {gain} points are both possible",
    VerdictReason.COACHED_EARLIER: "coached since before this window",
    VerdictReason.NO_CALIBRATION: "too few skills here to say how far scores move by themselves",
    VerdictReason.DIFFERENT_SCORERS: "scored by different people",
    VerdictReason.UNRELIABLE_SCORES: (
        "those who score it agree too little to judge a person by it"
    ),
    VerdictReason.NO_CALLS: "none scored on it in this window",
    VerdictReason.FEW_AT_START: "{calls} at the start, {minimum} are needed",
    VerdictReason.FEW_AT_END: "{calls} at the end, {minimum} are needed",
    VerdictReason.FEW_AT_BOTH_ENDS: (
        "{calls} at the start and the end together, {minimum} are needed at each"
    ),
}


def why(found: Verdict, context: Context) -> str:
    """Say in a few words why a verdict is neither a rise nor a fall; empty where it is one."""
    if found.reason is None:
        return ""
    if isinstance(found.reason, Missing):
        return _comparison_missing(found.reason, found.reason_n or 0)
    return _WHY[found.reason].format(
        calls=found.reason_n or 0,
        minimum=context.config.evidence.minimum_calls,
        gain=exact(context.config.coaching.recurrence_movement_pp),
        day="" if found.ready_on is None else short_day(found.ready_on),
    )


def _comparison_missing(reason: Missing, there: int) -> str:
    words = _MISSING_WORDS[reason]
    if reason not in NEEDED:
        return words
    of = f"{there} of {NEEDED[reason]}"
    if reason is Missing.FEW_COACHED:
        return f"{words} ({of}, of {MINIMUM_COACHED_REPS} reps)"
    return f"{words} ({of} days)" if reason is Missing.RECORD_TOO_SHORT else f"{words} ({of})"


def standing(found: Verdict) -> str:
    """Give the verdict in a few words, for a sentence about the skill; its row says why."""
    if found.direction:
        against = " against what was expected without coaching" if found.against_expected else ""
        return f"{found.word}, {signed(found.points)} pp{against}"
    if found.reason is VerdictReason.FOLLOW_UP_OPEN and found.ready_on is not None:
        return f"verdict from {short_day(found.ready_on)}"
    return found.word


def _in_full(found: Verdict, context: Context) -> str:
    if found.direction or found.reason is VerdictReason.FOLLOW_UP_OPEN:
        return why(found, context) or standing(found)
    return f"{found.word}: {why(found, context)}"


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


def record_sentence(gap: ExpectedGap, found: Verdict, context: Context) -> str:
    """Tell a coached skill in the record: its days, its score, what was expected, and the verdict.

    The days after a first session are told as they were; where the verdict of today rests on something
    else, it stands behind them.
    """
    first = f"First session {short_day(gap.first_on)}"
    if gap.gap is None or gap.expected is None or gap.low is None or gap.high is None:
        return f"{first}; {_in_full(found, context)}."
    start, end = (short_day(day) for day in gap.days)
    text = (
        f"{first}. From {start} to {end} the score was {score(gap.expected + gap.gap)} "
        f"({counted(gap.calls, 'call')}); without coaching {score(gap.expected)} was expected: "
        f"{signed(gap.gap)} pp ({signed_interval(gap.low, gap.high)})."
    )
    if found.against_expected and found.direction:
        return f"{text[:-1]}, {found.word}."
    text = f"{text} Verdict: {_in_full(found, context)}."
    if gap.best_guess is None or found.reason is not VerdictReason.INTERVAL_TOO_WIDE:
        return text
    return (
        f"{text} A best guess, drawn towards what is typical of coached skills here, is "
        f"{signed(gap.best_guess)} pp."
    )
