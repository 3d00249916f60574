"""For whom, and when, coaching did more: the effect by tenure, by starting level and by quarter."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from review_kit.metrics.effect import gates
from review_kit.metrics.effect.estimate import Described, EffectEstimate, estimate
from review_kit.metrics.effect.evidence import Evidence, Scope
from review_kit.metrics.effect.history import early_level
from review_kit.metrics.effect.inference import UNKNOWN, Interval, difference, mean_gap
from review_kit.metrics.effect.panel import NEVER, Flags
from review_kit.metrics.effect.pooling import best_guesses

TENURE, LEVEL, QUARTER = "tenure", "level", "quarter"
UNDER_A_YEAR, A_YEAR_OR_MORE = "under_a_year", "a_year_or_more"
BELOW_OTHERS, NOT_BELOW = "below_others", "not_below_others"
_YEAR_DAYS = 365


@dataclass(frozen=True)
class Part:
    """The effect on some of the coached rep-criteria of the organisation.

    Parameters
    ----------
    scope
        Kind and name of what they have in common, and which these are.
    estimate
        With gates and both comparisons of their own; without a curve and an A/A check.
    apart
        Effect on them less that on all other coached ones, compared within teams; unknown where they have no
        estimate, or the others are fewer than an estimate takes.
    best_guess
        The estimate drawn towards those of the other parts of its kind; unknown for fewer than three.
    """

    scope: Scope
    estimate: EffectEstimate
    apart: Interval
    best_guess: Interval

    @property
    def kind(self) -> str:
        """Tenure, level or quarter."""
        return self.scope.scope

    @property
    def name(self) -> str:
        """Which tenure, level or quarter."""
        return self.scope.scope_id


def parts_of(evidence: Evidence, hired: pd.Series, logged_share: float) -> list[Part]:
    """Estimate the effect by tenure, starting level and quarter of the first session.

    Everything comes from the one fit on all controls. Where two parts differ, what they have in common may
    be the reason or anything that goes with it: reps are not drawn into them.

    Parameters
    ----------
    hired
        Rep → day of hire; reps without one are in no part of tenure.
    logged_share
        Share of the organisation's held sessions with a complete entry; NaN where it is not known.
    """
    found: list[Part] = []
    for kind, named in (
        (TENURE, _by_tenure(evidence, hired)),
        (LEVEL, _by_level(evidence)),
        (QUARTER, _by_quarter(evidence)),
    ):
        scopes = [Scope(kind, name, units) for name, units in named.items()]
        estimates = [estimate(evidence, scope, logged_share, Described()) for scope in scopes]
        guesses = best_guesses([one.first for one in estimates])
        for scope, one, guess in zip(scopes, estimates, guesses, strict=True):
            found.append(Part(scope, one, _apart(evidence, scope, one), guess))
    return found


def _by_tenure(evidence: Evidence, hired: pd.Series) -> dict[str, Flags]:
    panel = evidence.panel
    start = pd.Timestamp(panel.first_day)
    day = (pd.to_datetime(hired).reindex(panel.reps) - start).dt.days
    known = day.notna().to_numpy()[:, np.newaxis]
    # of what nobody coached yet: the tenure that it would be coached at now
    at = np.minimum(panel.first_session, panel.as_of)
    year_over = at - day.fillna(0).to_numpy(np.int64)[:, np.newaxis] >= _YEAR_DAYS
    return {UNDER_A_YEAR: known & ~year_over, A_YEAR_OR_MORE: known & year_over}


def _by_level(evidence: Evidence) -> dict[str, Flags]:
    """Tell coached rep-criteria by their level on days −70 to −22 against others in criterion and week."""
    listed = evidence.listed
    level = early_level(evidence.panel, listed)
    uncoached = evidence.panel.first_session == NEVER
    parts = {}
    for name, inside in ((BELOW_OTHERS, level < 0), (NOT_BELOW, level >= 0)):
        rows = listed.where(listed.treated & inside)
        units = uncoached.copy()
        units[rows.rep, rows.criterion] = True
        parts[name] = units
    return parts


def _by_quarter(evidence: Evidence) -> dict[str, Flags]:
    panel, listed = evidence.panel, evidence.listed
    treated = listed.where(listed.treated)
    quarters = panel.dates(treated.day).dt.to_period("Q").astype("str")
    uncoached = panel.first_session == NEVER
    parts = {}
    for name in sorted(quarters.unique()):
        rows = treated.where((quarters == name).to_numpy())
        units = uncoached.copy()
        units[rows.rep, rows.criterion] = True
        parts[name] = units
    return parts


def _apart(evidence: Evidence, scope: Scope, one: EffectEstimate) -> Interval:
    inside = scope.holds(evidence.treated)
    rest = ~inside & ~np.isnan(evidence.within_team.full)
    if not one.first.known or not gates.enough(evidence.treated.rep[rest]):
        return UNKNOWN
    return difference(
        mean_gap(evidence.within_team, inside), mean_gap(evidence.within_team, ~inside)
    )
