"""Like with like: windows are compared on what one scorer gave, or with the gaps between scorers removed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from review_kit.metrics.scorers.coded import Coded, CodedScores, Ints, together
from review_kit.metrics.scorers.gaps import Gaps
from review_kit.metrics.scoring import levels_of
from review_kit.metrics.tidy import KEYS, is_of
from review_kit.metrics.windows import Window

AS_SCORED, ONE_SCALE, DIFFERENT_SCORERS = "as_scored", "one_scale", "different_scorers"
"""What a change is computed on: the scores that stand, because the same scored in both windows; scores on one
scale; or nothing, because other scorers scored and nobody knows how far they are apart."""

LIKE_ENOUGH = 0.1
"""Change of a scorer's share of the scores from which on two windows are not compared as they were scored."""
_ROUNDING = 1e-9
_COMPARED = (*KEYS, "call_on", "score", "scorer", "comparable", "gap_row")


def on_one_scale(
    call_scores: pd.DataFrame, coded: CodedScores | None, gaps: Gaps | None, as_of: date
) -> pd.DataFrame:
    """Give every score that stands its value on the scale of the criterion's reference.

    What the reference gave the call itself, where it scored it; else the score less the gap between its
    scorer and the reference in those days; missing where that gap is not known.

    Parameters
    ----------
    call_scores
        The scores that stand, with ``scorer``.
    coded
        The same, beside what each scorer gave the calls that several scored.
    gaps
        Measured on these. Both are ``None`` where one scorer scored everything.

    Returns
    -------
    DataFrame
        ``call_scores`` with ``comparable`` (percent) and ``gap_row``: the row of ``gaps.table`` that was
        taken off, −1 for none.
    """
    none = np.full(len(call_scores), -1, dtype=np.int32)
    if coded is None or gaps is None:
        return call_scores.assign(comparable=call_scores["score"], gap_row=none)
    stands = coded.stands
    reference = coded.scorers.get_indexer(pd.Index(gaps.references.reindex(coded.criteria)))
    own = stands.scorer == reference[stands.criterion]
    comparable = stands.score.copy()
    row = _gap_rows(stands, coded, gaps, as_of)
    row[own] = -1
    shifted = row >= 0
    comparable[shifted] -= gaps.table["gap"].to_numpy(np.float64)[row[shifted]]
    comparable[~own & ~shifted] = np.nan
    beside = coded.given_by(reference, stands)
    scored = ~own & ~np.isnan(beside)
    comparable[scored] = beside[scored]
    row[scored] = -1
    return call_scores.assign(comparable=comparable, gap_row=row)


def _gap_rows(stands: Coded, coded: CodedScores, gaps: Gaps, as_of: date) -> NDArray[np.int32]:
    """Find the row of ``gaps.table`` for each score; −1 where there is none."""
    table = gaps.table
    stretch = (int(np.datetime64(as_of, "D").astype(np.int64)) - stands.day) // gaps.days
    shape = (len(coded.criteria), len(coded.scorers), int(stretch.max(initial=0)) + 1)
    rows = np.full(shape, -1, dtype=np.int32)
    at = (
        coded.criteria.get_indexer(pd.Index(table["criterion_id"])),
        coded.scorers.get_indexer(pd.Index(table["scorer"])),
        table["stretch"].to_numpy(np.int64),
    )
    known = (at[0] >= 0) & (at[1] >= 0) & (at[2] < shape[2])
    rows[tuple(part[known] for part in at)] = np.flatnonzero(known)
    found: NDArray[np.int32] = rows[stands.criterion, stands.scorer, stretch]
    return found


@dataclass(frozen=True)
class ComparedWindows:
    """Two windows of every rep-criterion, brought to one scale where they need it.

    Parameters
    ----------
    before, after
        Index (``rep_id``, ``criterion_id``): ``n``, ``mean``, ``sd``; without the rep-criteria that different
        scorers scored.
    scale_variance
        Index likewise: what the removed gaps add to the variance of the difference, in pp².
    basis
        Index likewise, of all rep-criteria scored in both: ``as_scored``, ``one_scale`` or
        ``different_scorers``.
    as_scored
        Both windows as they were scored, of all rep-criteria.
    """

    before: pd.DataFrame
    after: pd.DataFrame
    scale_variance: pd.Series
    basis: pd.Series
    as_scored: Sequence[pd.DataFrame]

    def of_criteria(self, ids: pd.Index) -> ComparedWindows:
        """Take the rep-criteria of some criteria: what comparing their scores alone would give."""

        def chosen(part: pd.DataFrame | pd.Series) -> NDArray[np.bool_]:
            return part.index.isin(ids, level="criterion_id")

        return ComparedWindows(
            before=self.before[chosen(self.before)],
            after=self.after[chosen(self.after)],
            scale_variance=self.scale_variance[chosen(self.scale_variance)],
            basis=self.basis[chosen(self.basis)],
            as_scored=[part[chosen(part)] for part in self.as_scored],
        )


def compared_windows(
    scores: pd.DataFrame, before: Window, after: Window, minimum_calls: int, gaps: Gaps | None
) -> ComparedWindows:
    """Compare the scores of two windows like with like.

    As they were scored, where no scorer's share of the scores changed by :data:`LIKE_ENOUGH` or more; else
    on one scale, on those calls that have a value on it; where fewer than ``minimum_calls`` of either window
    have, not at all.

    Parameters
    ----------
    scores
        From :func:`on_one_scale`.
    """
    windows = (before, after)
    scores = scores[[name for name in _COMPARED if name in scores]]
    parts = [scores[window.contains(scores["call_on"])] for window in windows]
    plain = [levels_of(part) for part in parts]
    both = plain[0].index.intersection(plain[1].index)
    if gaps is None:
        return ComparedWindows(
            before=plain[0],
            after=plain[1],
            scale_variance=pd.Series(0.0, both),
            basis=pd.Series(AS_SCORED, both, dtype="str"),
            as_scored=plain,
        )
    unlike = mix_change(parts[0], parts[1]).reindex(both) >= LIKE_ENOUGH - _ROUNDING
    scaled = [levels_of(_on_scale(part)) for part in parts]
    fewest = pd.concat([level["n"].reindex(both).fillna(0) for level in scaled], axis="columns")
    can = fewest.min(axis="columns") >= minimum_calls
    basis = pd.Series(AS_SCORED, both, dtype="str")
    basis[unlike] = ONE_SCALE
    basis[unlike & ~can] = DIFFERENT_SCORERS
    variance = scale_variance(parts[0], parts[1], gaps)
    one_scale = basis.index[basis == ONE_SCALE]
    chosen = [
        pd.concat([mine.drop(both[unlike]), theirs.loc[one_scale]])
        for mine, theirs in zip(plain, scaled, strict=True)
    ]
    return ComparedWindows(
        before=chosen[0],
        after=chosen[1],
        scale_variance=variance.reindex(both).fillna(0.0).where(basis == ONE_SCALE, 0.0),
        basis=basis,
        as_scored=plain,
    )


def _on_scale(scores: pd.DataFrame) -> pd.DataFrame:
    """Give the scores that have a value on one scale, with that."""
    known = scores.loc[scores["comparable"].notna(), [*KEYS, "comparable"]]
    return known.rename(columns={"comparable": "score"})


@dataclass(frozen=True)
class OneScaleWindow:
    """The scores of a window, brought to one scale where scorers took turns in it.

    Parameters
    ----------
    scores
        Rows as they were given, with ``score`` on one scale where that is needed; without those that have no
        value on it.
    slope_variance
        Index (``rep_id``, ``criterion_id``): what removed gaps add to the variance of a slope through the
        window, in (pp a week)².
    different
        Index likewise: whether other scorers scored at its end than at its start, and nobody knows how far
        they are apart.
    """

    scores: pd.DataFrame
    slope_variance: pd.Series
    different: pd.Series


def through_window(
    scores: pd.DataFrame, window: Window, change_basis: pd.Series, minimum: int, gaps: Gaps
) -> OneScaleWindow:
    """Bring the scores of a window to one scale where the scorers of its halves, or of its ends, differ.

    Parameters
    ----------
    scores
        Scores of the window, from :func:`on_one_scale`.
    change_basis
        Index (``rep_id``, ``criterion_id``): what the change from baseline to current is computed on.
    minimum
        Calls that each half needs.
    """
    middle = window.start + timedelta(days=window.days // 2)
    halves = compared_windows(
        scores,
        Window(window.start, middle - timedelta(days=1)),
        Window(middle, window.end),
        minimum,
        gaps,
    )
    basis = pd.concat([halves.basis, change_basis.dropna()])
    unlike = basis[basis != AS_SCORED].index.unique()
    different = (basis == DIFFERENT_SCORERS).groupby(level=KEYS).any()
    changed = is_of(scores, unlike.to_frame(index=False))
    brought = scores.assign(score=scores["score"].mask(changed, scores["comparable"]))
    weeks_apart = window.days / 2 / 7
    return OneScaleWindow(
        brought[brought["score"].notna()], halves.scale_variance / weeks_apart**2, different
    )


def mix_change(before: pd.DataFrame, after: pd.DataFrame) -> pd.Series:
    """Largest change of any scorer's share of a rep-criterion's scores from one set of calls to another.

    Returns
    -------
    Series
        Index (``rep_id``, ``criterion_id``) of those scored in both, from 0 to 1.
    """
    (reps, criteria), of_rows = _pairs_of(before, after)
    *by, scorers = together(before["scorer"], after["scorer"])
    most = max(len(scorers), 1)
    keys = [pair * most + scorer for pair, scorer in zip(of_rows, by, strict=True)]
    codes, known = pd.factorize(np.concatenate(keys), sort=True)
    of_pair, pairs = pd.factorize(known // most)
    shares = []
    for part in (codes[: len(before)], codes[len(before) :]):
        n = np.bincount(part, minlength=len(known))
        total = np.bincount(of_pair, weights=n, minlength=len(pairs))[of_pair]
        shares.append(n / np.where(total > 0, total, 1))
    largest = np.zeros(len(pairs))
    np.maximum.at(largest, of_pair, np.abs(shares[1] - shares[0]))
    return pd.Series(largest, _names_of(pairs, reps, criteria))


def scale_variance(before: pd.DataFrame, after: pd.DataFrame, gaps: Gaps) -> pd.Series:
    """Variance that the gaps taken off bring into the difference of two means on one scale.

    Σ (share after − share before)² · variance of the gap, over all gaps.

    Parameters
    ----------
    before, after
        Scores with ``comparable`` and ``gap_row``; those without a value on the scale count for nothing.

    Returns
    -------
    Series
        Index (``rep_id``, ``criterion_id``) of those from whose scores a gap was taken off.
    """
    (reps, criteria), of_rows = _pairs_of(before, after)
    most = max(len(gaps.table), 1)
    keys, weights = [], []
    for sign, scores, of_row in zip((-1.0, 1.0), (before, after), of_rows, strict=True):
        known = scores["comparable"].notna().to_numpy()
        pair, row = of_row[known], scores["gap_row"].to_numpy(np.int64)[known]
        shifted = row >= 0
        total = np.bincount(pair, minlength=len(reps) * len(criteria))[pair[shifted]]
        keys.append(pair[shifted] * most + row[shifted])
        weights.append(sign / total)
    weight = pd.Series(np.concatenate(weights)).groupby(np.concatenate(keys)).sum()
    pair, row = np.divmod(weight.index.to_numpy(np.int64), most)
    variance = gaps.table["variance"].to_numpy(np.float64)[row]
    added: pd.Series = (weight**2 * variance).groupby(pair).sum()
    return added.set_axis(_names_of(added.index.to_numpy(np.int64), reps, criteria))


def _pairs_of(
    before: pd.DataFrame, after: pd.DataFrame
) -> tuple[tuple[pd.Index, pd.Index], tuple[Ints, Ints]]:
    """Number the rep-criteria of two sets of scores in the order of their names; give these too."""
    (rep, rep_after, reps), (criterion, criterion_after, criteria) = (
        together(before[key], after[key]) for key in KEYS
    )
    many = len(criteria)
    return (reps, criteria), (rep * many + criterion, rep_after * many + criterion_after)


def _names_of(pairs: Ints, reps: pd.Index, criteria: pd.Index) -> pd.MultiIndex:
    rep, criterion = np.divmod(pairs, max(len(criteria), 1))
    return pd.MultiIndex.from_arrays([reps.take(rep), criteria.take(criterion)], names=KEYS)
