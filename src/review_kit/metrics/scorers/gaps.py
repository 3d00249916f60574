"""How far scorers are apart: measured month by month, against one scorer for each criterion.

An AI and a person, two persons, two versions of an AI score differently. The gap between two is the mean
difference of their scores on calls that both scored; where there are too few of these, of their mean
scores of the same rep in the same week. It is measured anew for every stretch of days, because a scorer
who was strict in spring may be lenient in autumn: an old gap would call that an improvement of the reps.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from review_kit.metrics.scorers.coded import UNNAMED, CodedScores, Flags, Floats, Ints
from review_kit.metrics.scorers.labels import HUMAN, is_person, of_each
from review_kit.metrics.scorers.rep_weeks import days_of, gaps_in_rep_weeks, rep_weeks
from review_kit.metrics.tidy import numbered
from review_kit.metrics.windows import timestamp

BOTH_SCORED, SAME_REP_WEEKS = "both_scored", "same_rep_weeks"
"""What a gap was measured on."""

MINIMUM = 5
"""Calls, or rep-weeks, that a gap must rest on."""


@dataclass(frozen=True)
class Gaps:
    """Gaps of all scorers to the reference of each criterion.

    Parameters
    ----------
    references
        Index ``criterion_id``: the scorer with the most calls, which the others are compared with.
    differences
        Single differences to the reference: ``criterion_id``, ``scorer``, ``measured_on``, ``stretch``
        (0 for the last days, 1 for those before), ``call_on``, ``rep_id``, ``difference`` (pp),
        ``evidence`` (1 for a call; n·m/(n + m) for a rep-week with n and m calls).
    table
        One row for each criterion, scorer and stretch with a gap: ``criterion_id``, ``scorer``,
        ``stretch``, ``measured_on``, ``n``, ``gap`` (pp, scorer − reference), ``variance`` (pp²).
    weeks
        Mean score by ``criterion_id``, ``rep_id``, ``stretch``, ``week``, ``scorer``, with ``n`` calls and
        the last ``call_on``.
    days
        Length of a stretch.
    """

    references: pd.Series
    differences: pd.DataFrame
    table: pd.DataFrame
    weeks: pd.DataFrame
    days: int


def stretch_of(days: pd.Series, as_of: date, length: int) -> pd.Series:
    """Number the stretch that each day lies in, backwards from the review day."""
    stretch: pd.Series = (timestamp(as_of) - days).dt.days // length
    return stretch


def measured_gaps(coded: CodedScores, as_of: date, length: int) -> Gaps:
    """Measure the gap of every scorer to the reference of each criterion.

    The variance of a gap is σ²/n, σ² being pooled over the stretches of the scorer on the criterion. Between
    versions of an AI a gap that was measured once holds: a stretch without one has that of the whole record.

    People whom the export does not tell apart are measured for each rep by itself: how those score who scored
    other reps says nothing of who scored this one.

    Parameters
    ----------
    coded
        The scores that stand, and those of :func:`~review_kit.metrics.scorers.several.scored_by_several`.
    as_of
        The review day.
    length
        Days of a stretch.
    """
    apart = coded.apart()
    reference = _references(coded, apart)
    cells = rep_weeks(coded, apart, _day_number(as_of), length)
    references = pd.Series(
        coded.scorers.take(np.maximum(reference, 0)), coded.criteria, dtype="str"
    )[reference >= 0].rename_axis("criterion_id")
    pairs = _differences_on_calls(coded, reference)
    weeks = _differences_of_weeks(cells, references)
    differences = pd.concat([pairs, weeks], ignore_index=True)
    differences["stretch"] = stretch_of(differences["call_on"], as_of, length).astype("int64")
    own = _own_gaps(differences, cells, references)
    versions = _gaps_of_versions(differences, cells, references, own)
    table = pd.concat([own, versions], ignore_index=True)
    shown = of_each(cells["scorer"], lambda name: HUMAN if name.startswith(UNNAMED) else name)
    return Gaps(references, differences, table, cells.assign(scorer=shown), length)


def _day_number(day: date) -> int:
    return int(np.datetime64(day, "D").astype(np.int64))


def _references(coded: CodedScores, apart: Flags) -> Ints:
    """Position of the scorer with the most calls on each criterion, −1 where nobody scored it."""
    shape = (len(coded.criteria), len(coded.scorers))
    if not shape[1]:
        return np.full(shape[0], -1, dtype=np.int64)
    size = shape[0] * shape[1]
    given = coded.of_every(lambda scores: scores.criterion * shape[1] + scores.scorer, apart)
    counts = np.bincount(given, minlength=size).reshape(shape)
    # people of one rep alone compare nobody else; of equals the first by name
    named = np.array([not name.startswith(UNNAMED) for name in coded.scorers], dtype=bool)
    someone_named = counts[:, named].sum(axis=1) > 0
    counts = np.where(someone_named[:, np.newaxis] & ~named, 0, counts)
    return np.where(counts.any(axis=1), counts.argmax(axis=1), -1).astype(np.int64)


def _differences_on_calls(coded: CodedScores, reference: Ints) -> pd.DataFrame:
    scores = coded.several
    difference = scores.score - coded.given_by(reference, scores)
    chosen = (scores.scorer != reference[scores.criterion]) & ~np.isnan(difference)
    kept = scores.where(chosen)
    return pd.DataFrame(
        {
            "criterion_id": pd.Categorical.from_codes(kept.criterion, categories=coded.criteria),
            "scorer": pd.Categorical.from_codes(kept.scorer, categories=coded.scorers),
            "measured_on": BOTH_SCORED,
            "call_on": days_of(kept.day),
            "rep_id": pd.Categorical.from_codes(kept.rep, categories=coded.reps),
            "difference": difference[chosen],
            "evidence": 1.0,
        }
    )


_COLUMNS = [
    "criterion_id",
    "scorer",
    "measured_on",
    "call_on",
    "rep_id",
    "difference",
    "evidence",
]


def _differences_of_weeks(cells: pd.DataFrame, references: pd.Series) -> pd.DataFrame:
    """Compare the mean scores of a scorer and the reference of one rep in one week."""
    is_reference = _is_reference(cells, references)
    keys = ["criterion_id", "rep_id", "stretch", "week"]
    beside = cells[is_reference].set_index(keys)[["n", "mean"]].add_suffix("_other")
    pairs = cells[~is_reference].join(beside, on=keys, how="inner")
    return pairs.assign(
        measured_on=SAME_REP_WEEKS,
        difference=pairs["mean"] - pairs["mean_other"],
        evidence=pairs["n"] * pairs["n_other"] / (pairs["n"] + pairs["n_other"]),
    )[_COLUMNS]


def _is_reference(cells: pd.DataFrame, references: pd.Series) -> Flags:
    """Mark what the reference of the criterion gave."""
    (criterion, criteria), (scorer, scorers) = (
        numbered(cells[name]) for name in ("criterion_id", "scorer")
    )
    of_criteria = scorers.get_indexer(pd.Index(references.reindex(criteria)))
    marked: Flags = scorer == of_criteria[criterion]
    return marked


_CELL = ["criterion_id", "scorer", "stretch"]
_NAMES = dict.fromkeys(["criterion_id", "scorer"], "str")


def weighted_gaps(differences: pd.DataFrame, by: list[str], pooled_over: list[str]) -> pd.DataFrame:
    """Average differences by their evidence, with a variance pooled over wider groups.

    Parameters
    ----------
    by
        Columns of the groups to average over.
    pooled_over
        Those of them within which differences scatter alike.

    Returns
    -------
    DataFrame
        ``by``, ``n``, ``gap``, ``variance``; NaN where nothing tells how differences scatter.
    """
    rows = differences.assign(weighted=differences["difference"] * differences["evidence"])
    groups = rows.groupby(by)
    table = groups.agg(
        n=("difference", "size"), evidence=("evidence", "sum"), weighted=("weighted", "sum")
    )
    table["gap"] = table["weighted"] / table["evidence"]
    gap = rows[by].join(table["gap"], on=by)["gap"]
    squares = (rows["evidence"] * (rows["difference"] - gap) ** 2).rename("squares")
    within = pd.concat([rows[pooled_over], squares], axis="columns").groupby(pooled_over)["squares"]
    spread = pd.DataFrame({"squares": within.sum(), "rows": within.size()})
    spread["groups"] = table.reset_index().groupby(pooled_over).size()
    freedom = spread["rows"] - spread["groups"]
    spread["sigma2"] = spread["squares"] / freedom.where(freedom > 0)
    found = table.reset_index().join(spread["sigma2"], on=pooled_over)
    found["variance"] = found["sigma2"] / found["evidence"]
    return found[[*by, "n", "gap", "variance"]]


def _own_gaps(
    differences: pd.DataFrame, cells: pd.DataFrame, references: pd.Series
) -> pd.DataFrame:
    on_calls = weighted_gaps(
        differences[differences["measured_on"] == BOTH_SCORED], _CELL, ["criterion_id", "scorer"]
    ).assign(measured_on=BOTH_SCORED)
    in_weeks = gaps_in_rep_weeks(cells, references)
    parts = [on_calls.astype(_NAMES), in_weeks.assign(measured_on=SAME_REP_WEEKS).astype(_NAMES)]
    found = pd.concat(parts, ignore_index=True)
    found = found[(found["n"] >= MINIMUM) & found["variance"].notna()]
    # calls that both scored come first in the alphabet, too
    return found.sort_values([*_CELL, "measured_on"]).drop_duplicates(_CELL)


def _gaps_of_versions(
    differences: pd.DataFrame, cells: pd.DataFrame, references: pd.Series, own: pd.DataFrame
) -> pd.DataFrame:
    """Give versions of an AI, in stretches without a gap of their own, that of the whole record.

    A version scores today as it did on its first day, and two of them meet in the days of the change alone.
    """
    of_ai = references.index[[not is_person(name) for name in references]]
    wanted = cells[
        ~of_each(cells["scorer"], is_person)
        & ~_is_reference(cells, references)
        & cells["criterion_id"].isin(of_ai)
    ]
    wanted = wanted[_CELL].drop_duplicates().astype(_NAMES)
    has_own = pd.MultiIndex.from_frame(wanted).isin(pd.MultiIndex.from_frame(own[_CELL]))
    wanted = wanted[~has_own]
    if wanted.empty:
        return own.head(0)
    # the weeks of all stretches together; a week keeps its stretch, so that it stays a week
    weeks = cells.assign(week=cells["stretch"] * (cells["week"].max() + 1) + cells["week"])
    whole = _own_gaps(differences.assign(stretch=0), weeks.assign(stretch=0), references)
    return wanted.merge(whole.drop(columns="stretch"), on=["criterion_id", "scorer"])


def between_variance(values: Floats, variances: Floats) -> float:
    """Variance between true values of which each was measured with its own variance.

    τ² = max(0, (Q − (k − 1)) / (Σw − Σw²/Σw)) with w = 1/variance and Q = Σw (x − x̄)²; DerSimonian & Laird
    1986.

    Examples
    --------
    >>> between_variance(np.array([0.0, 4.0]), np.array([1.0, 1.0]))
    7.0
    """
    if len(values) < 2:
        return 0.0
    weight = 1 / variances
    mean = (weight * values).sum() / weight.sum()
    q = (weight * (values - mean) ** 2).sum()
    scale = weight.sum() - (weight**2).sum() / weight.sum()
    return float(max(0.0, (q - (len(values) - 1)) / scale))
