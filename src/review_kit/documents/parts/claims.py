"""What may be said of how a skill changed: one claim, and every sentence about it rests on that one.

The row of page one has a verdict: of a coached skill its score against what was expected without
coaching, of any other its change against how scores here change by themselves. A headline, a finding, a
prompt of the sheet, a line of the binder's cover claims what that verdict supports, and nothing more.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from review_kit.documents.parts.context import Context
from review_kit.documents.parts.criterion import Criterion


class Kind(StrEnum):
    """What is claimed."""

    ABOVE = "above_expected"
    """The score came out above what was expected without coaching, and has not fallen back since."""
    ROSE = "rose"
    RECOVERED = "recovered"
    """The score dipped after a first session, came back, and is still there."""
    FELL = "fell"
    BELOW = "below_expected"
    NONE = "none"
    """Too early, too few calls, or no more than chance."""


@dataclass(frozen=True)
class Claim:
    """A claim and its number.

    Parameters
    ----------
    points
        Percentage points: the gap to what was expected, or the change over the window; 0 for a recovery,
        which is reported by its levels, and where nothing is claimed.
    low, high
        95 % interval of ``points``; missing for these two.
    since
        The first session, where the claim is about coaching that began before the window.
    """

    kind: Kind
    points: float = 0.0
    low: float | None = None
    high: float | None = None
    since: date | None = None

    @property
    def direction(self) -> int:
        """Whether it is a claim of a rise (1), of a fall (−1) or of neither (0)."""
        return {Kind.ABOVE: 1, Kind.ROSE: 1, Kind.FELL: -1, Kind.BELOW: -1}.get(self.kind, 0)

    @property
    def against_expected(self) -> bool:
        """Whether its number is a gap to what was expected without coaching."""
        return self.kind in {Kind.ABOVE, Kind.BELOW}


NOTHING = Claim(Kind.NONE)


def claim_of(skill: Criterion, context: Context) -> Claim:
    """Decide what may be claimed of a skill, by the verdict of its row.

    Where the row's verdict is on the score against what was expected, a change over the window is no
    claim, however clear: low scores are coached, and they recover by themselves. A score that came
    out above what was expected and has clearly fallen since is no rise; one that came out below it
    and has clearly risen since is no fall.
    """
    found = skill.expected
    if found is None or not found.is_of(context):
        if skill.moved:
            kind = Kind.ROSE if skill.moved > 0 else Kind.FELL
            return Claim(kind, skill.score_delta or 0.0, skill.low, skill.high)
        return Claim(Kind.RECOVERED) if skill.dipped_and_recovered else NOTHING
    since = None if found.began_in(context) else found.first_on
    if found.gap is not None and found.verdict == "improved" and skill.moved >= 0:
        return Claim(Kind.ABOVE, found.gap, found.low, found.high, since)
    if skill.dipped_and_recovered:
        return Claim(Kind.RECOVERED)
    if found.gap is not None and found.verdict == "declined" and skill.moved <= 0:
        return Claim(Kind.BELOW, found.gap, found.low, found.high, since)
    return NOTHING
