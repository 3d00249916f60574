"""Why a coached skill has no score against what was expected: the first reason that holds."""

from __future__ import annotations

from enum import StrEnum

import numpy as np
import pandas as pd

from review_kit.metrics.effect.estimate import EffectEstimate
from review_kit.metrics.effect.gates import MINIMUM_COACHED
from review_kit.metrics.effect.panel import Panel
from review_kit.metrics.effect.rows import (
    AFTER,
    BEFORE,
    EARLY,
    FOLLOW_UP_DAYS,
    HISTORY_DAYS,
    JUDGED_FROM,
    MINIMUM_EARLY,
    MINIMUM_RECENT,
    RECENT,
)
from review_kit.metrics.effect.verdicts import WITHOUT_NUMBER, Reason


class Missing(StrEnum):
    """Why there is nothing to judge."""

    COACHED_BEFORE = "coached_before_record"
    """The first session is older than the scores."""
    RECORD_TOO_SHORT = "record_too_short"
    """The scores begin less than 70 days before the first session."""
    TOO_FEW_EARLY = "too_few_calls_early"
    TOO_FEW_RECENT = "too_few_calls_recent"
    TOO_FEW_BEFORE = "too_few_calls_before"
    TOO_FEW_AFTER = "too_few_calls_after"
    FEW_COACHED = "few_coached_skills"
    """So few coached skills can be compared in the whole company that none is judged by itself."""
    FEW_UNCOACHED = "few_uncoached_skills"
    """Too little is left uncoached in the whole company to compare with."""
    NO_OVERLAP = "no_skills_alike"
    """The company's coached skills stood lower than any others."""
    WHOLE_REPS = "whole_reps_coached"
    """The company's coached reps began in nearly all their skills at once."""
    SCORERS_CHANGED = "scorers_changed"
    """Who scores changed along with the coaching."""
    NOT_LOGGED = "sessions_not_logged"
    """Too few of the company's sessions are in the log."""
    NO_COMPARISON = "no_comparison"
    """The calls are there, but no skill that nobody coached can be compared with it."""
    DIFFERENT_SCORERS = "different_scorers"
    """Others scored after the first session than before, and how far they are apart is not known."""
    UNRELIABLE_SCORES = "unreliable_scores"
    """Scorers agree too little on the criterion to judge a person by it."""


NEEDED = {
    Missing.RECORD_TOO_SHORT: HISTORY_DAYS,
    Missing.TOO_FEW_EARLY: MINIMUM_EARLY,
    Missing.TOO_FEW_RECENT: MINIMUM_RECENT,
    Missing.TOO_FEW_BEFORE: JUDGED_FROM,
    Missing.TOO_FEW_AFTER: JUDGED_FROM,
    Missing.FEW_COACHED: MINIMUM_COACHED,
}
"""How many days, calls or coached skills are needed of what is missing."""

_OF_COMPANY = {
    Reason.SESSIONS_NOT_LOGGED: Missing.NOT_LOGGED,
    Reason.WHOLE_REPS_COACHED: Missing.WHOLE_REPS,
    Reason.EVALUATOR_CHANGED: Missing.SCORERS_CHANGED,
    Reason.FOLLOW_UP_TOO_SHORT: Missing.FEW_COACHED,
    Reason.RECORD_TOO_SHORT: Missing.FEW_COACHED,
    Reason.TOO_FEW_COACHED: Missing.FEW_COACHED,
    Reason.TOO_FEW_CONTROLS: Missing.FEW_UNCOACHED,
    Reason.NO_OVERLAP: Missing.NO_OVERLAP,
}
"""Why the company has no estimate → what that means for one coached skill."""


def why_missing(panel: Panel, company: EffectEstimate) -> pd.DataFrame:
    """Say of every coached rep-criterion what keeps it from being judged, if it is not.

    Whether one is judged says the table of expected gaps, and whether its follow-up is still to come that of
    the waiting; this gives the reason for all others. What the skill itself lacks comes before what the
    company does.

    Parameters
    ----------
    company
        The estimate of the whole organisation, for its gates.

    Returns
    -------
    DataFrame
        Index (``rep_id``, ``criterion_id``): ``expected_gap_missing`` (:class:`Missing`) and
        ``expected_gap_missing_n``: the days, calls or coached skills there are of what is missing;
        missing where nothing is counted.
    """
    rep, criterion = np.nonzero(panel.first_session <= panel.as_of)
    day = panel.first_session[rep, criterion]
    reach = day - panel.begins[rep, criterion]
    early, recent, before, after = (
        panel.counted(rep, criterion, day, days) for days in (EARLY, RECENT, BEFORE, AFTER)
    )
    over = day + FOLLOW_UP_DAYS - 1 <= panel.as_of
    uncounted = np.full(len(day), -1)
    cases = {
        Missing.COACHED_BEFORE: (reach < 0, uncounted),
        Missing.RECORD_TOO_SHORT: (reach < HISTORY_DAYS, reach),
        Missing.TOO_FEW_EARLY: (early < MINIMUM_EARLY, early),
        Missing.TOO_FEW_RECENT: (recent < MINIMUM_RECENT, recent),
        Missing.TOO_FEW_BEFORE: (before < JUDGED_FROM, before),
        Missing.TOO_FEW_AFTER: (over & (after < JUDGED_FROM), after),
    }
    if company.reason in WITHOUT_NUMBER:
        lacking = _OF_COMPANY[company.reason]
        n_coached = np.full(len(day), company.diagnostics.n_treated)
        few = lacking is Missing.FEW_COACHED
        cases[lacking] = (np.ones(len(day), dtype=bool), n_coached if few else uncounted)
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
