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
from numpy.typing import NDArray

from review_kit.metrics.scorers.labels import is_person
from review_kit.metrics.scorers.several import CALL
from review_kit.metrics.windows import timestamp

BOTH_SCORED, SAME_REP_WEEKS, OTHER_PEOPLE = "both_scored", "same_rep_weeks", "other_people"
"""What a gap was measured on. The last: on other people, where the person has too few scores beside those of
the reference."""

MINIMUM = 5
"""Calls, or rep-weeks, that a gap must rest on."""
MINIMUM_PEOPLE = 3
"""People with a gap of their own from whom the gap of another one can be told."""

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


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


def measured_gaps(
    call_scores: pd.DataFrame, several: pd.DataFrame, as_of: date, length: int
) -> Gaps:
    """Measure the gap of every scorer to the reference of each criterion.

    The variance of a gap is σ²/n, σ² being pooled over the stretches of the scorer on the criterion. Between
    versions of an AI a gap that was measured once holds: a stretch without one has that of the whole record.
    A person with fewer than :data:`MINIMUM` differences in a stretch has the gap of all people in it, with
    how far people are apart added to its variance (DerSimonian & Laird 1986, Controlled Clinical Trials 7).

    Parameters
    ----------
    call_scores
        The scores that stand: ``rep_id``, ``criterion_id``, ``call_id``, ``call_on``, ``score``,
        ``scorer``.
    several
        From :func:`~review_kit.metrics.scorers.several.scored_by_several`.
    as_of
        The review day.
    length
        Days of a stretch.
    """
    every = _every_score(call_scores, several)
    references = _references(every)
    pairs = _differences_on_calls(several, references)
    cells = _rep_weeks(every, as_of, length)
    weeks = _differences_of_weeks(cells, references)
    differences = pd.concat([pairs, weeks], ignore_index=True)
    differences["stretch"] = stretch_of(differences["call_on"], as_of, length).astype("int64")
    own = _own_gaps(differences, cells, references)
    versions = _gaps_of_versions(differences, cells, references, own)
    people = _gaps_of_people(differences, every, references, own, as_of, length)
    table = pd.concat([own, versions, people], ignore_index=True)
    return Gaps(references, differences, table, cells, length)


def _every_score(call_scores: pd.DataFrame, several: pd.DataFrame) -> pd.DataFrame:
    """Give every scorer's score of every call, each once."""
    columns = [*CALL, "call_on", "score", "scorer"]
    inside = call_scores["call_id"].isin(several["call_id"].unique())
    among = call_scores.loc[inside, columns]
    seen = _texts(several[[*CALL, "scorer"]])
    known = pd.MultiIndex.from_frame(_texts(among[[*CALL, "scorer"]])).isin(
        pd.MultiIndex.from_frame(seen)
    )
    return pd.concat(
        [
            _texts(call_scores.loc[~inside, columns]),
            _texts(among[~known]),
            _texts(several[columns]),
        ],
        ignore_index=True,
    )


def _texts(rows: pd.DataFrame) -> pd.DataFrame:
    texts = [name for name in ("rep_id", "criterion_id", "scorer") if name in rows]
    return rows.astype(dict.fromkeys(texts, "str"))


def _references(every: pd.DataFrame) -> pd.Series:
    counts = every.groupby(["criterion_id", "scorer"]).size().rename("n").reset_index()
    counts = counts.sort_values(
        ["criterion_id", "n", "scorer"], ascending=[True, False, True]
    ).drop_duplicates("criterion_id")
    return counts.set_index("criterion_id")["scorer"]


def _differences_on_calls(several: pd.DataFrame, references: pd.Series) -> pd.DataFrame:
    rows = _texts(several[[*CALL, "call_on", "score", "scorer"]])
    is_reference = rows["scorer"] == rows["criterion_id"].map(references)
    beside = rows[is_reference].set_index(CALL)["score"].rename("other")
    pairs = rows[~is_reference].join(beside, on=CALL, how="inner")
    return pairs.assign(
        measured_on=BOTH_SCORED, difference=pairs["score"] - pairs["other"], evidence=1.0
    )[_COLUMNS]


_COLUMNS = [
    "criterion_id",
    "scorer",
    "measured_on",
    "call_on",
    "rep_id",
    "difference",
    "evidence",
]


def _rep_weeks(every: pd.DataFrame, as_of: date, length: int) -> pd.DataFrame:
    """Average the scores of each scorer, of one rep in one week; a week in two stretches is two of them."""
    back = (timestamp(as_of) - every["call_on"]).dt.days
    groups = every.assign(week=back // 7, stretch=back // length).groupby(
        ["criterion_id", "rep_id", "stretch", "week", "scorer"]
    )
    return groups.agg(
        n=("score", "size"), mean=("score", "mean"), call_on=("call_on", "max")
    ).reset_index()


def _differences_of_weeks(cells: pd.DataFrame, references: pd.Series) -> pd.DataFrame:
    """Compare the mean scores of a scorer and the reference of one rep in one week."""
    is_reference = cells["scorer"] == cells["criterion_id"].map(references)
    keys = ["criterion_id", "rep_id", "stretch", "week"]
    beside = cells[is_reference].set_index(keys)[["n", "mean"]].add_suffix("_other")
    pairs = cells[~is_reference].join(beside, on=keys, how="inner")
    return pairs.assign(
        measured_on=SAME_REP_WEEKS,
        difference=pairs["mean"] - pairs["mean_other"],
        evidence=pairs["n"] * pairs["n_other"] / (pairs["n"] + pairs["n_other"]),
    )[_COLUMNS]


_CELL = ["criterion_id", "scorer", "stretch"]


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
    found = pd.concat([on_calls, in_weeks.assign(measured_on=SAME_REP_WEEKS)], ignore_index=True)
    found = found[(found["n"] >= MINIMUM) & found["variance"].notna()]
    # calls that both scored come first in the alphabet, too
    return found.sort_values([*_CELL, "measured_on"]).drop_duplicates(_CELL)


def gaps_in_rep_weeks(cells: pd.DataFrame, references: pd.Series) -> pd.DataFrame:
    """Fit the gap of every scorer to the reference from the weeks in which a rep had several scorers.

    Least squares of the mean scores, weighted by their calls, on rep-week and scorer, for each criterion and
    stretch: with two scorers, the mean of their differences, weighted by n·m/(n + m). Where more of them take
    turns, one who never met the reference in a week is compared through those who met both. The variance of
    a call around the fit is pooled over the stretches of a criterion.

    Parameters
    ----------
    cells
        ``criterion_id``, ``stretch``, ``rep_id``, ``week``, ``scorer``, ``n``, ``mean``.
    references
        Index ``criterion_id``: the reference.

    Returns
    -------
    DataFrame
        ``criterion_id``, ``scorer``, ``stretch``, ``n`` (rep-weeks that the scorer shared with another),
        ``gap``, ``variance``; scorers whom no chain of shared weeks leads to the reference are left out.
    """
    keys = ["criterion_id", "stretch", "rep_id", "week"]
    shared = cells[cells.duplicated(keys, keep=False)]
    lines: list[tuple[object, ...]] = []
    scatter = []
    for (criterion, stretch), rows in shared.groupby(["criterion_id", "stretch"]):
        week, _ = pd.factorize(pd.MultiIndex.from_frame(rows[["rep_id", "week"]]))
        scorer, scorers = pd.factorize(rows["scorer"], sort=True)
        calls = np.zeros((week.max() + 1, len(scorers)))
        total = np.zeros_like(calls)
        calls[week, scorer] = rows["n"]
        total[week, scorer] = rows["n"] * rows["mean"]
        level = total.sum(axis=1) / calls.sum(axis=1)
        information = np.diag(calls.sum(axis=0)) - (calls / calls.sum(axis=1)[:, None]).T @ calls
        beyond = (total - calls * level[:, None]).sum(axis=0)
        first = int(scorers.get_indexer(pd.Index([references.loc[str(criterion)]]))[0])
        met = _connected(information != 0, first)
        if first < 0 or met.sum() < 2:
            continue
        others = [at for at in np.flatnonzero(met).tolist() if at != first]
        inverse = np.linalg.inv(information[np.ix_(others, others)])
        gap = np.zeros(len(scorers))
        gap[others] = inverse @ beyond[others]
        inside = met[scorer]
        own = rows["mean"].to_numpy() - gap[scorer]
        fitted = (calls * met * (total / np.where(calls > 0, calls, 1) - gap)).sum(axis=1)
        fitted = fitted / np.maximum((calls * met).sum(axis=1), 1)
        residual = (rows["n"].to_numpy() * (own - fitted[week]) ** 2)[inside]
        freedom = int(inside.sum()) - len(np.unique(week[inside])) - len(others)
        scatter.append((criterion, float(residual.sum()), freedom))
        lines += [
            (criterion, scorers[at], stretch, int((calls[:, at] > 0).sum()), gap[at], leverage)
            for at, leverage in zip(others, np.diag(inverse), strict=True)
        ]
    found = pd.DataFrame(lines, columns=[*_CELL, "n", "gap", "variance"])
    pooled = pd.DataFrame(scatter, columns=["criterion_id", "squares", "freedom"])
    pooled = pooled.groupby("criterion_id").sum()
    sigma2 = pooled["squares"] / pooled["freedom"].where(pooled["freedom"] > 0)
    return found.assign(variance=found["variance"] * found["criterion_id"].map(sigma2))


def _connected(linked: NDArray[np.bool_], first: int) -> NDArray[np.bool_]:
    """Mark whom a chain of links leads to ``first``; nobody where there is no first."""
    met = np.zeros(len(linked), dtype=bool)
    if first < 0:
        return met
    met[first] = True
    while True:
        more = met | linked[met].any(axis=0)
        if (more == met).all():
            return met
        met = more


def _gaps_of_versions(
    differences: pd.DataFrame, cells: pd.DataFrame, references: pd.Series, own: pd.DataFrame
) -> pd.DataFrame:
    """Give versions of an AI, in stretches without a gap of their own, that of the whole record.

    A version scores today as it did on its first day, and two of them meet in the days of the change alone.
    """
    reference = cells["criterion_id"].map(references)
    ai = {name: not is_person(name) for name in cells["scorer"].unique()}
    wanted = cells[cells["scorer"].map(ai).astype(bool) & (cells["scorer"] != reference)]
    wanted = wanted[wanted["criterion_id"].map(references).map(ai).astype(bool)]
    wanted = wanted[_CELL].drop_duplicates()
    has_own = pd.MultiIndex.from_frame(wanted).isin(pd.MultiIndex.from_frame(own[_CELL]))
    wanted = wanted[~has_own]
    # the weeks of all stretches together; a week keeps its stretch, so that it stays a week
    weeks = cells.assign(week=cells["stretch"] * (cells["week"].max() + 1) + cells["week"])
    whole = _own_gaps(differences.assign(stretch=0), weeks.assign(stretch=0), references)
    return wanted.merge(whole.drop(columns="stretch"), on=["criterion_id", "scorer"])


def _gaps_of_people(
    differences: pd.DataFrame,
    every: pd.DataFrame,
    references: pd.Series,
    own: pd.DataFrame,
    as_of: date,
    length: int,
) -> pd.DataFrame:
    """Give people without a gap of their own in a stretch that of the others, and how far people differ."""
    people = {name: is_person(name) for name in every["scorer"].unique()}
    of_people = differences[differences["scorer"].map(people).astype(bool)]
    apart = between_scorers(of_people)
    columns = [*_CELL, "measured_on", "n", "gap", "variance"]
    apart = apart[apart["scorers"] >= MINIMUM_PEOPLE]
    if apart.empty:
        return pd.DataFrame(columns=columns)
    together = weighted_gaps(
        of_people,
        ["criterion_id", "stretch", "measured_on"],
        ["criterion_id", "measured_on"],
    )
    together = together[(together["n"] >= MINIMUM) & together["variance"].notna()]
    together = together.sort_values(["criterion_id", "stretch", "measured_on"]).drop_duplicates(
        ["criterion_id", "stretch"]
    )
    together = together.merge(apart, on="criterion_id")
    wanted = every[every["scorer"].map(people).astype(bool)]
    wanted = wanted[wanted["scorer"] != wanted["criterion_id"].map(references)]
    wanted = wanted.assign(stretch=stretch_of(wanted["call_on"], as_of, length))[_CELL]
    wanted = wanted.drop_duplicates()
    has_own = pd.MultiIndex.from_frame(wanted).isin(pd.MultiIndex.from_frame(own[_CELL]))
    given = wanted[~has_own].merge(
        together.drop(columns="measured_on"), on=["criterion_id", "stretch"]
    )
    return given.assign(measured_on=OTHER_PEOPLE, variance=given["variance"] + given["between"])[
        columns
    ]


def between_scorers(differences: pd.DataFrame) -> pd.DataFrame:
    """Measure how far the scorers of a criterion are apart beyond what chance makes of their gaps.

    Returns
    -------
    DataFrame
        ``criterion_id``, ``scorers`` (with a gap of their own), ``between`` (variance, pp²; moment
        estimator of DerSimonian & Laird 1986, not below zero).
    """
    by = ["criterion_id", "scorer", "measured_on"]
    own = weighted_gaps(differences, by, by)
    own = own[(own["n"] >= MINIMUM) & (own["variance"] > 0)]
    own = own.sort_values(by).drop_duplicates(["criterion_id", "scorer"])
    lines = []
    for criterion, rows in own.groupby("criterion_id"):
        lines.append(
            {
                "criterion_id": criterion,
                "scorers": len(rows),
                "between": between_variance(rows["gap"].to_numpy(), rows["variance"].to_numpy()),
            }
        )
    return pd.DataFrame(lines, columns=["criterion_id", "scorers", "between"])


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
