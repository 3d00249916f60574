"""Whether groups of people come out of the reviews alike: shares above the median, differences, ratios.

The ratio is that of the four-fifths rule (Uniform Guidelines on Employee Selection Procedures, 29 CFR
1607.4 D): a group's share above the median, divided by that of the group with the highest share. Under four
fifths it is a reason to look closer and no proof; with few people chance alone gives such ratios, so each
comes with Newcombe's interval of the difference of shares and Fisher's exact test. Groups that are too
small are left out of everything, the median too: nothing about them can be had by subtraction.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from review_kit.metrics.intervals import difference_interval, proportion_difference, share_interval
from review_kit.project.privacy_settings import SAFE_GROUP

FOUR_FIFTHS = 0.8
MEASURES = ("overall_score", "sessions_held", "quota_attainment", "win_rate")
"""Numbers of a rep that are compared, where the run has them: how people are scored, coached, and sell."""


@dataclass(frozen=True)
class GroupResult:
    """One group in one number, against the group with the highest share above the median.

    Parameters
    ----------
    value
        Name of the group.
    n
        Reps with a number.
    mean
        Their mean, in the unit of the number.
    above
        Share above the median of all reps in groups that are shown, with Wilson's 95 % interval.
    ratio
        ``above`` divided by that of the reference; ``None`` for the reference and where nobody is above.
    share_difference, mean_difference
        Group less reference, with Newcombe's and Welch's 95 % intervals; ``None`` for the reference.
    p_value
        Fisher's exact test of the two shares, two-sided; ``None`` for the reference.
    """

    value: str
    n: int
    mean: float
    above: tuple[float, float, float]
    ratio: float | None = None
    share_difference: tuple[float, float, float] | None = None
    mean_difference: tuple[float, float, float] | None = None
    p_value: float | None = None

    @property
    def is_reference(self) -> bool:
        """Whether the others are held against this group."""
        return self.share_difference is None

    @property
    def under_four_fifths(self) -> bool:
        """Whether the impact ratio is under four fifths."""
        return self.ratio is not None and self.ratio < FOUR_FIFTHS

    @property
    def is_clear(self) -> bool:
        """Whether an interval of a difference does not hold zero."""
        return any(
            each is not None and (each[1] > 0 or each[2] < 0)
            for each in (self.share_difference, self.mean_difference)
        )


@dataclass(frozen=True)
class Comparison:
    """The groups of one attribute in one number.

    Parameters
    ----------
    groups
        The reference first, then by name; empty where fewer than two groups are large enough.
    refused
        Whether groups were left out because they are too small; neither how many nor how large.
    """

    attribute: str
    metric: str
    unit: str
    median: float | None
    groups: tuple[GroupResult, ...]
    refused: bool


def least_group(minimum: int) -> int:
    """Reps that a group needs to be shown: ``privacy.minimum_group_size``, but never under five."""
    return max(minimum, SAFE_GROUP)


def compare_groups(
    demographics: pd.DataFrame,
    rep_metrics: pd.DataFrame,
    minimum: int,
    measures: Sequence[str] = MEASURES,
) -> Iterator[Comparison]:
    """Compare the groups of every attribute in every number.

    Parameters
    ----------
    demographics
        ``rep_id``, ``attribute``, ``value``.
    rep_metrics
        ``rep_id``, ``metric``, ``value``, ``unit``.
    minimum
        As :func:`least_group` gives it.
    """
    for attribute, rows in demographics.groupby("attribute", sort=True):
        for metric in measures:
            own = rep_metrics[(rep_metrics["metric"] == metric) & rep_metrics["value"].notna()]
            if own.empty:
                continue
            joined = rows[["rep_id", "value"]].merge(
                own[["rep_id", "value"]].rename(columns={"value": "number"}), on="rep_id"
            )
            yield _compared(str(attribute), metric, str(own["unit"].iloc[0]), joined, minimum)


def _compared(
    attribute: str, metric: str, unit: str, joined: pd.DataFrame, minimum: int
) -> Comparison:
    sizes = joined.groupby("value").size()
    large = sizes[sizes >= minimum].index
    refused = len(large) < len(sizes)
    shown = joined[joined["value"].isin(large)]
    if len(large) < 2:
        return Comparison(attribute, metric, unit, None, (), refused)
    median = float(shown["number"].median())
    by_group = {str(value): rows["number"] for value, rows in shown.groupby("value", sort=True)}
    above = {value: int((numbers > median).sum()) for value, numbers in by_group.items()}
    reference = max(by_group, key=lambda v: (above[v] / len(by_group[v]), len(by_group[v])))
    order = [reference, *(value for value in by_group if value != reference)]
    return Comparison(
        attribute,
        metric,
        unit,
        median,
        tuple(_group(value, by_group, above, reference) for value in order),
        refused,
    )


def _group(
    value: str, by_group: dict[str, pd.Series], above: dict[str, int], reference: str
) -> GroupResult:
    from scipy.stats import fisher_exact

    own, hits = by_group[value], above[value]
    n, share = len(own), hits / len(own)
    low, high = (float(end) for end in share_interval(hits, n))
    alone = GroupResult(value, n, float(own.mean()), (share, low, high))
    if value == reference:
        return alone
    theirs, their_hits = by_group[reference], above[reference]
    their_n, their_share = len(theirs), their_hits / len(theirs)
    ends = proportion_difference(share, n, their_share, their_n)
    first = (theirs.mean(), theirs.std(), their_n)
    mean_low, mean_high = difference_interval(first, (own.mean(), own.std(), n))
    test = fisher_exact([[hits, n - hits], [their_hits, their_n - their_hits]])
    return GroupResult(
        value,
        n,
        float(own.mean()),
        (share, low, high),
        ratio=share / their_share if their_share else None,
        share_difference=(share - their_share, *ends),
        mean_difference=(
            float(own.mean() - theirs.mean()),
            float(mean_low),
            float(mean_high),
        ),
        p_value=float(test.pvalue),
    )
