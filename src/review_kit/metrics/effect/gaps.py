"""One coached rep-criterion: own score less what was expected without coaching."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from review_kit.metrics.effect.fit import Gaps
from review_kit.metrics.effect.panel import Days, Floats, Panel
from review_kit.metrics.effect.rows import (
    AFTER,
    BEFORE,
    FOLLOW_UP_DAYS,
    JUDGED_FROM,
    Rows,
)
from review_kit.metrics.intervals import CRITICAL
from review_kit.metrics.window_change import DECLINED, IMPROVED

CANNOT_TELL_YET = "cannot_tell_yet"
_BLOCK = 2**20
"""Gaps without a rep that are looked at at once, of which there are reps × coached rows."""
NOT_JUDGED = ""
"""Verdict on a gap that is part of the mean and too unsure to be told by itself."""


@dataclass(frozen=True)
class Scatter:
    """Variance of a single gap without coaching, ``a + b / n`` for n calls, in pp².

    ``a``: how far a rep-criterion moves by itself; ``b``: how far calls scatter.
    """

    a: float
    b: float


def scatter(panel: Panel, controls: Rows, fitted: Gaps, after: Days = AFTER) -> Scatter:
    """Measure it on the controls, whose gaps nobody caused.

    b is the pooled variance of calls within the days after (divisor n − 1 each); a is what the mean square of
    the controls' residuals (divisor rows − parameters of the fit) has beyond b / n, not less than zero
    (moment estimator of a variance component; Searle, Casella & McCulloch 1992, Variance Components, ch. 3).
    """
    n = controls.n_after
    total = panel.summed(controls.rep, controls.criterion, controls.day, after)
    squares = panel.squared(controls.rep, controls.criterion, controls.day, after)
    inside = np.maximum(squares - total**2 / np.maximum(n, 1), 0.0)
    b = float(inside.sum() / max(int((n - 1).sum()), 1))
    known = ~np.isnan(fitted.residual)
    if not known.any():
        return Scatter(np.nan, b)
    free = max(int(known.sum()) - fitted.parameters, 1)
    square = float((fitted.residual[known] ** 2).sum()) / free
    return Scatter(max(square - float((b / n[known]).mean()), 0.0), b)


def expectation_variance(within_team: Gaps) -> Floats:
    """Variance of what is expected of each coached row: how unsure the fit on these controls is.

    Delete-one-rep jackknife, as of the mean gap. In a large company it is next to nothing; in one of
    thirteen reps it is a fifth of the whole.
    """
    left_out, full = within_team.reps, within_team.full
    reps = int(left_out.fitted.sum())
    squares = np.zeros(len(full))
    step = max(_BLOCK // max(len(left_out.fitted), 1), 1)
    for start in range(0, len(full), step):
        rows = np.arange(start, min(start + step, len(full)))
        apart = left_out.gaps_of(rows)[left_out.fitted] - full[rows]
        # without the row's own rep there is nothing to compare; elsewhere what cannot be told adds nothing
        squares[rows] = np.nansum(apart**2, axis=0)
    variance: Floats = squares * (reps - 1) / max(reps, 1)
    return variance


def expected_gaps(
    panel: Panel, rows: Rows, within_team: Gaps, *, comparable: bool, after: Days = AFTER
) -> pd.DataFrame:
    """Judge every coached rep-criterion whose follow-up is over.

    ``gap ± 1.96 √(a + b/n + e)``, e being the variance of the expectation. Most single verdicts are, and
    must be, *too early to tell*. There is none at all on fewer than eight scores after the first session or
    before it, nor where the company itself has nothing to compare with.

    ``best_guess`` is the empirical-Bayes value (Efron & Morris 1975, JASA 70): the mean gap of all
    coached here, moved towards the own one as far as true gaps differ more than chance makes them. It is
    what is typical, and never a verdict.

    Parameters
    ----------
    rows
        Complete rows, controls and coached.
    within_team
        Their fit within teams.
    comparable
        The gates of the whole company hold.
    after
        Days whose mean score is the outcome.

    Returns
    -------
    DataFrame
        ``rep_id``, ``criterion_id``, ``first_session_on``, ``n_after``, ``score_after``, ``expected``,
        ``expected_gap``, ``low``, ``high`` (pp), ``best_guess``, ``verdict`` (empty text: not judged); one
        row for each rep-criterion that the controls can tell an expectation of.
    """
    found = scatter(panel, rows.where(~rows.treated), within_team, after)
    told = ~np.isnan(within_team.full)
    coached = rows.where(rows.treated).where(told)
    gap = within_team.full[told]
    variance = found.a + found.b / coached.n_after + expectation_variance(within_team)[told]
    half = CRITICAL * np.sqrt(variance)
    low, high = gap - half, gap + half
    n_before = panel.counted(coached.rep, coached.criterion, coached.day, BEFORE)
    unsure = np.minimum(n_before, coached.n_after) < JUDGED_FROM
    verdict = np.select(
        [unsure | (not comparable), low > 0, high < 0],
        [NOT_JUDGED, IMPROVED, DECLINED],
        CANNOT_TELL_YET,
    )
    mean = float(gap.mean()) if len(gap) else np.nan
    true_spread = max(float(gap.var(ddof=1) - variance.mean()), 0.0) if len(gap) > 1 else 0.0
    return pd.DataFrame(
        {
            "rep_id": panel.reps.take(coached.rep).astype("str"),
            "criterion_id": panel.criteria.take(coached.criterion).astype("str"),
            "first_session_on": panel.dates(coached.day),
            "n_after": coached.n_after,
            "score_after": coached.score_after,
            "expected": coached.score_after - gap,
            "expected_gap": gap,
            "low": low,
            "high": high,
            "best_guess": mean + (gap - mean) * true_spread / (true_spread + variance),
            "verdict": pd.Series(verdict, dtype="str"),
        }
    )


def waiting(panel: Panel, rows: Rows) -> pd.DataFrame:
    """List coached rep-criteria whose follow-up is not over, and when it will be.

    Those whose scores before the first session are too few for a verdict are not waited for.

    Returns
    -------
    DataFrame
        ``rep_id``, ``criterion_id``, ``first_session_on``, ``ready_on``.
    """
    enough = panel.counted(rows.rep, rows.criterion, rows.day, BEFORE) >= JUDGED_FROM
    pending = rows.where(rows.treated & enough & (rows.day + FOLLOW_UP_DAYS - 1 > panel.as_of))
    return pd.DataFrame(
        {
            "rep_id": panel.reps.take(pending.rep).astype("str"),
            "criterion_id": panel.criteria.take(pending.criterion).astype("str"),
            "first_session_on": panel.dates(pending.day),
            "ready_on": panel.dates(pending.day + FOLLOW_UP_DAYS - 1),
        }
    )
