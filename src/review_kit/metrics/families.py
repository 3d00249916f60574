"""The metrics by family: each a function from the review's material to the long form.

A family is computed for any window and for all groups by the same function, so that a rep's number,
the number of the previous window and a team's pooled number cannot follow different formulas.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import numpy as np
import pandas as pd

from review_kit.metrics.cadence import cadence_metrics
from review_kit.metrics.commitments import commitment_metrics
from review_kit.metrics.completion import completion_metrics
from review_kit.metrics.deals import deal_metrics
from review_kit.metrics.evidence import EvidenceRule
from review_kit.metrics.groups import explode_by_group
from review_kit.metrics.intervals import clustered_mean_interval, mean_interval
from review_kit.metrics.logbook import logbook_metrics
from review_kit.metrics.losses import loss_metrics
from review_kit.metrics.matrix import matrix_level
from review_kit.metrics.outcomes import outcome_metrics
from review_kit.metrics.prepared import Review
from review_kit.metrics.quotas import quota_metrics
from review_kit.metrics.ramp import ramp_by_rep
from review_kit.metrics.tidy import gather, metric_rows
from review_kit.metrics.windows import Window

Family = Callable[[Review, Window], list[pd.DataFrame]]
"""(material, window) → long rows of each metric; groups without any material may be left out."""


def overall(review: Review, window: Window) -> list[pd.DataFrame]:
    """``overall_score``: a rep's mean over calls, a group's over all calls of its reps.

    The interval of a group allows for calls of one rep being alike (rep as cluster).
    """
    inside = review.calls[window.contains(review.calls["call_on"])].dropna(subset="score")
    calls = explode_by_group(inside, ["rep_id", "score"])
    groups = calls.groupby("group")["score"]
    mean, n = groups.mean(), groups.size()
    one_rep = mean.index.isin(review.reps["in_rep"])
    low, high = mean_interval(mean, groups.std(), n)
    pooled = clustered_mean_interval(calls, "group", "rep_id", "score")
    rule = EvidenceRule.calls(review.config.evidence)
    scored = metric_rows(
        "overall_score",
        mean,
        n,
        np.clip(np.where(one_rep, low, pooled["low"]), 0, 100),
        np.clip(np.where(one_rep, high, pooled["high"]), 0, 100),
        evidence=rule.grade(n),
        note=rule.note(n),
    )
    return [scored]


def cadence(review: Review, window: Window) -> list[pd.DataFrame]:
    """Sessions, minutes, hours, cost, gaps, coverage, moved and cancelled."""
    return cadence_metrics(
        review.sessions,
        review.not_held,
        review.calendar,
        review.reps,
        window,
        review.config.rates,
        review.config.windows.current_days,
    )


def completion(review: Review, window: Window) -> list[pd.DataFrame]:
    """Template completion over the window and in its worst stretch."""
    days = review.config.coaching.completion_days
    has_calendar = review.calendar is not None
    return completion_metrics(review.due, window, days, calendar=has_calendar)


def commitments(review: Review, window: Window) -> list[pd.DataFrame]:
    """Commitments kept, and vague ones."""
    return commitment_metrics(review.agreed, window)


def logbook(review: Review, window: Window) -> list[pd.DataFrame]:
    """Followed up, in step with QA, shared."""
    return logbook_metrics(review.entries, review.ratings, window)


def deals(review: Review, window: Window) -> list[pd.DataFrame]:
    """Win rate, deal size, cycle, won and started."""
    if review.opportunities is None:
        return []
    return deal_metrics(review.opportunities, window, review.config.evidence)


def quotas(review: Review, window: Window) -> list[pd.DataFrame]:
    """Quota attainment."""
    if review.quotas is None or review.opportunities is None:
        return []
    return [quota_metrics(review.quotas, review.opportunities, review.reps, window)]


def outcomes(review: Review, window: Window) -> list[pd.DataFrame]:
    """Exported lagging metrics, and the ramp time of reps for whom none is exported."""
    ramp, quotas, opportunities = None, review.quotas, review.opportunities
    if quotas is not None and opportunities is not None and len(quotas) and len(opportunities):
        needed = review.config.coaching.ramp_attainment
        ramp = ramp_by_rep(quotas, opportunities, review.reps, window, needed)
    return outcome_metrics(review.outcomes, review.reps, window, ramp)


def losses(review: Review, window: Window) -> list[pd.DataFrame]:
    """Losses, their age, and the late ones."""
    if review.opportunities is None:
        return []
    return loss_metrics(review.opportunities, review.groups, window, review.config)


def matrix(review: Review, window: Window) -> list[pd.DataFrame]:
    """Level in the skills matrix."""
    return [] if review.matrix is None else [matrix_level(review.matrix, window)]


FAMILIES: Mapping[Family, frozenset[str]] = {
    overall: frozenset({"overall_score"}),
    cadence: frozenset(
        {
            *("sessions_held", "coaching_minutes", "coaching_hours", "coaching_hours_per_week"),
            *("coaching_cost", "longest_gap_days", "sessions_moved", "sessions_cancelled"),
            "coaching_coverage",
        }
    ),
    completion: frozenset({"template_completion_rate", "template_completion_worst"}),
    commitments: frozenset({"commitment_completion", "commitments_reopened", "vague_commitments"}),
    logbook: frozenset(
        {
            *("follow_up_measured", "log_mismatch", "self_assessment_gap"),
            *("shared_share", "surprises"),
        }
    ),
    matrix: frozenset({"matrix_level"}),
    deals: frozenset(
        {
            *("win_rate", "deals_won", "won_amount", "average_deal_size", "sales_cycle_days"),
            *("opportunity_starts", "dollars_in_starts", "self_created_share"),
            *("contacts_per_opportunity", "open_opportunities", "velocity"),
        }
    ),
    losses: frozenset({"losses", "median_age_at_loss_days", "late_losses"}),
    quotas: frozenset({"quota_attainment"}),
    outcomes: frozenset(),
}
"""Every family, in the order in which its rows are stored, with the metrics that it gives; the last gives
whatever else was exported."""


def giving(metric: str) -> tuple[Family, ...]:
    """Name the families that a metric may come from: the one that lists it, and exported outcomes."""
    listing = tuple(family for family, metrics in FAMILIES.items() if metric in metrics)
    return (*listing, outcomes)


class FamilyRows:
    """The rows of families in the windows of a review, each computed when it is first asked for.

    Parameters
    ----------
    review
        What they are computed from.
    of_review
        Gives the rows of a family in the window or the one before where these are known otherwise.
    """

    def __init__(
        self,
        review: Review,
        of_review: Callable[[Family, Window], list[pd.DataFrame]] | None = None,
    ) -> None:
        self._review = review
        self._of_review = of_review or (lambda family, window: family(review, window))
        self._known: dict[tuple[Family, Window], list[pd.DataFrame]] = {}

    def of(self, window: Window, families: Iterable[Family] = FAMILIES) -> pd.DataFrame:
        """Give families, all of them unless named, for one window and all groups."""
        return gather([rows for family in families for rows in self._of(family, window)])

    def _of(self, family: Family, window: Window) -> list[pd.DataFrame]:
        if (family, window) not in self._known:
            self._known[family, window] = self._of_review(family, window)
        return self._known[family, window]


def compute_families(
    review: Review, window: Window, families: Iterable[Family] = FAMILIES
) -> pd.DataFrame:
    """Compute families, all of them unless named, for one window and all groups."""
    return gather([rows for family in families for rows in family(review, window)])
