"""What can be said of one coached skill: its score against what was expected without coaching."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from review_kit.documents.parts.context import Context
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.wording import counted, score, short_day
from review_kit.metrics.effect.gates import MINIMUM_COACHED_REPS
from review_kit.metrics.effect.rows import AFTER, BEFORE, EARLY, FOLLOW_UP_DAYS, RECENT
from review_kit.metrics.missing_gaps import NEEDED, Missing
from review_kit.number_format import signed

FIRST_DAY, LAST_DAY = AFTER[0], AFTER[1] - 1
"""Days after a first session whose mean score is judged."""

_FOLLOW_UP_WEEKS = counted(FOLLOW_UP_DAYS // 7, "week", words=True)

RECOVERY_WARNING = "low scores tend to recover by themselves"
"""Stands beside every plain change of a coached skill."""

OVERCOME = "dipped at first, and came back"
"""The verdict on days that hold a dip which was overcome since."""

VERDICT_WORDS = {
    "improved": "improved",
    "declined": "declined",
    "cannot_tell_yet": "cannot tell yet",
}


WHY_NONE = {
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
    Missing.NO_COMPARISON: "no uncoached skill to compare with",
}
"""Why a coached skill has no verdict, in a few words."""

CLAIMED = frozenset({VERDICT_WORDS["improved"], VERDICT_WORDS["declined"]})
"""Words that claim something of the score against what was expected."""


@dataclass(frozen=True)
class ExpectedGap:
    """``expected_gap`` of one coached criterion; scores in percent, gaps in percentage points.

    ``gap`` and what belongs to it is ``None`` while the follow-up is not over (``ready_on`` says when it
    will be) and where there is nothing to compare: ``missing`` says why, ``missing_n`` how many days
    or calls there are of what is lacking.
    """

    first_on: date
    expected: float | None
    gap: float | None
    low: float | None
    high: float | None
    best_guess: float | None
    verdict: str | None
    calls: int
    ready_on: date | None
    missing: str | None = None
    missing_n: int | None = None

    @property
    def days(self) -> tuple[date, date]:
        """First and last of the days that are judged."""
        return self.first_on + timedelta(FIRST_DAY), self.first_on + timedelta(LAST_DAY)

    def is_of(self, context: Context) -> bool:
        """Whether the judged days reach into the window; an older one is told in the record only."""
        return self.days[1] >= context.window.start

    def began_in(self, context: Context) -> bool:
        """Whether the first session lies in the window, so that its baseline is one without coaching."""
        return self.first_on >= context.window.start


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
        verdict=row["expected_gap_verdict"],
        calls=int(row["n_follow_up"] or 0),
        ready_on=row["expected_gap_ready_on"],
        missing=row["expected_gap_missing"],
        missing_n=None if (lacking := row["expected_gap_missing_n"]) is None else int(lacking),
    )


def verdict_word(found: ExpectedGap, *, recovered: bool) -> str:
    """Give the verdict in words; a dip that was overcome is told as such.

    Parameters
    ----------
    recovered
        The score dipped after the first session and has come back since.
    """
    if found.verdict == "declined" and recovered:
        return OVERCOME
    return VERDICT_WORDS[found.verdict or "cannot_tell_yet"]


def gap_interval(found: ExpectedGap) -> str:
    """Write the interval of the gap: ``−1 to +15``; empty where there is none."""
    if found.low is None or found.high is None:
        return ""
    return f"{signed(found.low)} to {signed(found.high)}"


def not_yet(found: ExpectedGap) -> str:
    """Say why a coached skill has no verdict, and from when on it will have one."""
    if found.ready_on is not None:
        return (
            f"verdict from {short_day(found.ready_on)}, {_FOLLOW_UP_WEEKS} after the first session"
        )
    return f"no verdict: {why_none(found)}"


def why_none(found: ExpectedGap) -> str:
    """Say why a coached skill whose follow-up is over, or can never be compared, has no verdict.

    In few words, for one line of page one. Days and weeks are counted from the first session.
    """
    if found.missing is None:
        return "nothing to compare with"
    reason = Missing(found.missing)
    there = f"{found.missing_n or 0} of {NEEDED[reason]}" if reason in NEEDED else ""
    if reason is Missing.FEW_COACHED:
        return f"{WHY_NONE[reason]} ({there}, of {MINIMUM_COACHED_REPS} reps)"
    if reason is Missing.RECORD_TOO_SHORT:
        return f"{WHY_NONE[reason]} ({there} days)"
    return f"{WHY_NONE[reason]} ({there})" if there else WHY_NONE[reason]


def record_sentence(found: ExpectedGap, *, recovered: bool) -> str:
    """Tell a coached skill in the record: its days, its score, what was expected, the verdict."""
    first = f"First session {short_day(found.first_on)}"
    if found.gap is None or found.expected is None:
        return f"{first}; {not_yet(found)}."
    start, end = (short_day(day) for day in found.days)
    text = (
        f"{first}. From {start} to {end} the score was {score(found.expected + found.gap)} "
        f"({counted(found.calls, 'call')}); without coaching {score(found.expected)} was expected: "
        f"{signed(found.gap)} pp ({gap_interval(found)}), {verdict_word(found, recovered=recovered)}."
    )
    if found.best_guess is None or found.verdict != "cannot_tell_yet":
        return text
    return (
        f"{text} A best guess, drawn towards what is typical of coached skills here, is "
        f"{signed(found.best_guess)} pp."
    )
