"""Why a coached skill has no score against what was expected: the first reason that holds."""

from __future__ import annotations

from enum import StrEnum

import numpy as np
import pandas as pd

from review_kit.metrics.effect.panel import Panel
from review_kit.metrics.effect.rows import (
    AFTER,
    EARLY,
    FOLLOW_UP_DAYS,
    HISTORY_DAYS,
    MINIMUM_AFTER,
    MINIMUM_EARLY,
    MINIMUM_RECENT,
    RECENT,
)


class Missing(StrEnum):
    """Why there is nothing to judge."""

    COACHED_BEFORE = "coached_before_record"
    """The first session is older than the scores."""
    RECORD_TOO_SHORT = "record_too_short"
    """The scores begin less than 70 days before the first session."""
    TOO_FEW_EARLY = "too_few_calls_early"
    TOO_FEW_RECENT = "too_few_calls_recent"
    TOO_FEW_AFTER = "too_few_calls_after"
    NO_COMPARISON = "no_comparison"
    """The calls are there, but no skill that nobody coached can be compared with it."""


NEEDED = {
    Missing.RECORD_TOO_SHORT: HISTORY_DAYS,
    Missing.TOO_FEW_EARLY: MINIMUM_EARLY,
    Missing.TOO_FEW_RECENT: MINIMUM_RECENT,
    Missing.TOO_FEW_AFTER: MINIMUM_AFTER,
}
"""How many days or calls are needed of what is lacking."""


def why_missing(panel: Panel) -> pd.DataFrame:
    """Say of every coached rep-criterion what keeps it from being judged, if it is not.

    Whether one is judged says the table of expected gaps, and whether its follow-up is still to come that of
    the waiting; this gives the reason for all others.

    Returns
    -------
    DataFrame
        Index (``rep_id``, ``criterion_id``): ``expected_gap_missing`` (:class:`Missing`) and
        ``expected_gap_missing_n``: the days or calls there are of what is lacking; missing where
        nothing is counted.
    """
    rep, criterion = np.nonzero(panel.first_session <= panel.as_of)
    day = panel.first_session[rep, criterion]
    reach = day - panel.begins[rep, criterion]
    early, recent, after = (
        panel.counted(rep, criterion, day, days) for days in (EARLY, RECENT, AFTER)
    )
    over = day + FOLLOW_UP_DAYS - 1 <= panel.as_of
    cases = {
        Missing.COACHED_BEFORE: (reach < 0, np.full(len(day), -1)),
        Missing.RECORD_TOO_SHORT: (reach < HISTORY_DAYS, reach),
        Missing.TOO_FEW_EARLY: (early < MINIMUM_EARLY, early),
        Missing.TOO_FEW_RECENT: (recent < MINIMUM_RECENT, recent),
        Missing.TOO_FEW_AFTER: (over & (after < MINIMUM_AFTER), after),
    }
    holds = [case for case, _ in cases.values()]
    n = np.select(holds, [count for _, count in cases.values()], -1)
    reason = np.select(holds, [str(name) for name in cases], str(Missing.NO_COMPARISON))
    table = pd.DataFrame(
        {
            "rep_id": panel.reps.take(rep).astype("str"),
            "criterion_id": panel.criteria.take(criterion).astype("str"),
            "expected_gap_missing": pd.Series(reason, dtype="str"),
            "expected_gap_missing_n": pd.Series(n, dtype="Int64"),
        }
    ).set_index(["rep_id", "criterion_id"])
    counted = table["expected_gap_missing_n"]
    return table.assign(expected_gap_missing_n=counted.where(counted >= 0))
