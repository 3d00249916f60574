"""How long the effect lasts: the same on later days, with rows, gates and intervals of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from review_kit.metrics.effect.estimate import Described, EffectEstimate, estimate
from review_kit.metrics.effect.evidence import Evidence, gather, scopes_of
from review_kit.metrics.effect.gaps import expected_gaps
from review_kit.metrics.effect.panel import Days, Panel

LATER: tuple[Days, ...] = ((36, 91), (91, 181))
"""Days 36–90 and 91–180 after the first session, beside days 8–35 of the effect itself."""


@dataclass(frozen=True)
class LaterEffects:
    """The effect on later days.

    Parameters
    ----------
    days
        From the first, included, to the second, not included.
    evidence
        What they are cut from.
    estimates
        One for each scope, without a curve and without an A/A check.
    expected_gaps
        Single rep-criteria on these days, for the intervals of small groups; never judged.
    """

    days: Days
    evidence: Evidence
    estimates: tuple[EffectEstimate, ...]
    expected_gaps: pd.DataFrame


def later_effects(
    panel: Panel, logged_share: Mapping[tuple[str, str], float]
) -> tuple[LaterEffects, ...]:
    """Estimate the effect of starting coaching on each of the later stretches of days.

    What is published on how long coaching lasts goes both ways, so nothing of the first weeks is carried
    on: a stretch has the rows whose own follow-up is over, with three scores or more in it, and passes
    the gates by itself or has no number. Sessions that followed are part of it, as they are of the first.
    A control stays one although it is coached within the stretch, as in
    :func:`~review_kit.metrics.effect.rows.rows_at_risk`; the longer the stretch, the more of them are,
    and the more the number is an *at least*.
    """
    found = []
    for days in LATER:
        evidence = gather(panel, days)
        found.append(
            LaterEffects(
                days,
                evidence,
                tuple(
                    estimate(
                        evidence,
                        scope,
                        logged_share.get((scope.scope, scope.scope_id), np.nan),
                        Described(),
                    )
                    for scope in scopes_of(panel)
                ),
                expected_gaps(
                    panel, evidence.rows, evidence.within_team, comparable=False, after=days
                ),
            )
        )
    return tuple(found)
