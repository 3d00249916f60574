"""Like with like: windows are compared on what one scorer gave, or with the gaps between scorers removed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pandas as pd

from review_kit.metrics.scorers.gaps import Gaps, stretch_of
from review_kit.metrics.scorers.several import CALL
from review_kit.metrics.scoring import levels
from review_kit.metrics.tidy import KEYS
from review_kit.metrics.windows import Window

AS_SCORED, ONE_SCALE, DIFFERENT_SCORERS = "as_scored", "one_scale", "different_scorers"
"""What a change is computed on: the scores that stand, because the same scored in both windows; scores on one
scale; or nothing, because other scorers scored and nobody knows how far they are apart."""

LIKE_ENOUGH = 0.1
"""Change of a scorer's share of the scores from which on two windows are not compared as they were scored."""
_ROUNDING = 1e-9


def on_one_scale(
    call_scores: pd.DataFrame, several: pd.DataFrame, gaps: Gaps | None, as_of: date
) -> pd.DataFrame:
    """Give every score that stands its value on the scale of the criterion's reference.

    What the reference gave the call itself, where it scored it; else the score less the gap between its
    scorer and the reference in those days; missing where that gap is not known.

    Parameters
    ----------
    call_scores
        The scores that stand, with ``scorer``.
    several
        What each scorer gave the calls that several scored.
    gaps
        ``None`` where one scorer scored everything.

    Returns
    -------
    DataFrame
        ``call_scores`` with ``comparable`` (percent) and ``gap_row``: the row of ``gaps.table`` that was
        taken off, −1 for none.
    """
    none = np.full(len(call_scores), -1, dtype=np.int64)
    if gaps is None:
        return call_scores.assign(comparable=call_scores["score"], gap_row=none)
    names = dict.fromkeys(["criterion_id", "scorer"], "str")
    reference = call_scores["criterion_id"].astype("str").map(gaps.references)
    scorer = call_scores["scorer"].astype("str")
    own = (scorer == reference).to_numpy()
    comparable = call_scores["score"].to_numpy(np.float64, copy=True)
    keys = ["criterion_id", "scorer", "stretch"]
    wanted = call_scores.assign(stretch=stretch_of(call_scores["call_on"], as_of, gaps.days))
    known = gaps.table[keys].assign(gap_row=np.arange(len(gaps.table)))
    found = wanted[keys].astype(names).merge(known, on=keys, how="left")["gap_row"]
    row = np.where(own, -1, found.fillna(-1).to_numpy()).astype(np.int64)
    gap = gaps.table["gap"].to_numpy(np.float64)
    shifted = row >= 0
    comparable[shifted] -= gap[row[shifted]]
    comparable[~own & ~shifted] = np.nan
    beside = _of_reference(call_scores, several, gaps.references)
    scored = ~own & ~np.isnan(beside)
    comparable[scored] = beside[scored]
    row[scored] = -1
    return call_scores.assign(comparable=comparable, gap_row=row)


def _of_reference(
    call_scores: pd.DataFrame, several: pd.DataFrame, references: pd.Series
) -> np.ndarray:
    """What the reference gave each call on each criterion; NaN where it did not score it."""
    scorer = several["scorer"].astype("str")
    is_reference = scorer == several["criterion_id"].astype("str").map(references)
    theirs = several[is_reference.to_numpy()].astype(dict.fromkeys(KEYS, "str"))
    beside = np.full(len(call_scores), np.nan)
    among = call_scores["call_id"].isin(theirs["call_id"].unique()).to_numpy()
    mine = call_scores.loc[among, CALL].astype(dict.fromkeys(KEYS, "str"))
    given = theirs.set_index(CALL)["score"].rename("given")
    beside[among] = mine.join(given, on=CALL)["given"].to_numpy(np.float64)
    return beside


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
    """

    before: pd.DataFrame
    after: pd.DataFrame
    scale_variance: pd.Series
    basis: pd.Series


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
    parts = [scores[window.contains(scores["call_on"])] for window in windows]
    plain = [levels(part, window) for part, window in zip(parts, windows, strict=True)]
    both = plain[0].index.intersection(plain[1].index)
    if gaps is None:
        return ComparedWindows(
            before=plain[0],
            after=plain[1],
            scale_variance=pd.Series(0.0, both),
            basis=pd.Series(AS_SCORED, both, dtype="str"),
        )
    unlike = mix_change(parts[0], parts[1]).reindex(both) >= LIKE_ENOUGH - _ROUNDING
    scaled_parts = [
        part[part["comparable"].notna()].assign(score=part["comparable"].dropna()) for part in parts
    ]
    scaled = [levels(part, window) for part, window in zip(scaled_parts, windows, strict=True)]
    fewest = pd.concat([level["n"].reindex(both).fillna(0) for level in scaled], axis="columns")
    can = fewest.min(axis="columns") >= minimum_calls
    basis = pd.Series(AS_SCORED, both, dtype="str")
    basis[unlike] = ONE_SCALE
    basis[unlike & ~can] = DIFFERENT_SCORERS
    variance = _scale_variance(scaled_parts, scaled, gaps)
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
    )


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
    of_rows = pd.MultiIndex.from_frame(scores[KEYS].astype("str"))
    changed = pd.Series(of_rows.isin(unlike), scores.index)
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
    shares = []
    for part in (before, after):
        sizes = part.groupby([*KEYS, "scorer"], observed=True).size().rename("n")
        counts = sizes.reset_index().astype(dict.fromkeys([*KEYS, "scorer"], "str"))
        total = counts.groupby(KEYS)["n"].transform("sum")
        shares.append(counts.assign(share=counts["n"] / total))
    wide = shares[0].merge(shares[1], on=[*KEYS, "scorer"], how="outer", suffixes=("_0", "_1"))
    wide["change"] = (wide["share_1"].fillna(0.0) - wide["share_0"].fillna(0.0)).abs()
    largest: pd.Series = wide.groupby(KEYS)["change"].max()
    return largest


def _scale_variance(parts: list[pd.DataFrame], scaled: list[pd.DataFrame], gaps: Gaps) -> pd.Series:
    """Variance that the gaps bring into the difference of the two means: Σ (share after − before)² var."""
    weights = []
    for sign, part, level in zip((-1.0, 1.0), parts, scaled, strict=True):
        shifted = part[part["gap_row"] >= 0]
        counts = shifted.groupby([*KEYS, "gap_row"], observed=True).size().rename("n")
        rows = counts.reset_index().astype(dict.fromkeys(KEYS, "str"))
        total = rows[KEYS].join(level["n"].rename("total"), on=KEYS)["total"]
        weights.append(rows[[*KEYS, "gap_row"]].assign(weight=sign * rows["n"] / total))
    rows = pd.concat(weights).groupby([*KEYS, "gap_row"])["weight"].sum().reset_index()
    variance = gaps.table["variance"].to_numpy(np.float64)[rows["gap_row"].to_numpy()]
    weighted = rows.assign(variance=rows["weight"] ** 2 * variance)
    added: pd.Series = weighted.groupby(KEYS)["variance"].sum()
    return added
