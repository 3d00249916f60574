"""Whether scores can be trusted: gaps between scorers, agreement, leniency, drift, versions, disputes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import special

from review_kit.grains import ORG
from review_kit.metrics.intervals import CRITICAL, UPPER, difference_interval, share_interval
from review_kit.metrics.prepared import Review
from review_kit.metrics.scorers.agreement import (
    MINIMUM_CALLS,
    RELIABLE,
    agreement_on,
    intraclass_correlation,
)
from review_kit.metrics.scorers.coded import Floats
from review_kit.metrics.scorers.disputes import OPEN, OVERTURNED
from review_kit.metrics.scorers.gaps import (
    BOTH_SCORED,
    MINIMUM,
    SAME_REP_WEEKS,
    between_variance,
)
from review_kit.metrics.scorers.labels import HUMAN, called, instrument_of, is_person, of_each
from review_kit.metrics.scorers.several import CALL
from review_kit.metrics.tidy import is_one_of, written_out
from review_kit.metrics.windows import Window

GAP, AGREEMENT, CORRELATION = "scorer_gap", "scorer_agreement", "scorer_correlation"
LENIENCY, DRIFT, MIX = "scorer_leniency", "scorer_drift", "scorer_mix"
DISPUTES, OVERTURNS = "dispute_rate", "overturn_rate"

UNRELIABLE, LENIENT, STRICT, CHANGED = "unreliable", "lenient", "strict", "changed"
"""Verdicts: on a criterion's agreement, on a person's leniency, on a scorer's drift."""

_WEEK = ["criterion_id", "rep_id", "stretch", "week"]

Row = dict[str, object]


def scorer_table(review: Review) -> pd.DataFrame:
    """Tell everything about scorers that leaders should know before they trust a score.

    Over the whole record, but for the mix and the disputes, which are of the window.

    Returns
    -------
    DataFrame
        The columns of the table ``scorers``.
    """
    rows: list[Row] = []
    if review.gaps is not None:
        scored = _Scored.of(review)
        rows += _gaps(scored)
        rows += _agreements(scored)
        rows += _leniency(scored)
        rows += _drift(scored, review.windows.window)
        rows += _mix(review)
    if review.disputed is not None:
        rows += _disputes(review)
    table = pd.DataFrame(rows, columns=_COLUMNS)
    names = review.rubric.criteria["criterion"]
    return table.assign(
        scope=ORG,
        scope_id=ORG,
        criterion=table["criterion_id"].map(names),
        **{
            name: table[name].astype("object").fillna("")
            for name in ("criterion_id", "scorer", "other")
        },
    )


_COLUMNS = [
    *("metric", "criterion_id", "scorer", "other", "measured_on", "statistic", "n"),
    *("value", "low", "high", "earlier", "verdict"),
]


def unreliable_criteria(table: pd.DataFrame) -> frozenset[str]:
    """Name the criteria on which scorers agree too little to judge a person.

    Parameters
    ----------
    table
        From :func:`scorer_table`.
    """
    found = table[(table["metric"] == AGREEMENT) & (table["verdict"] == UNRELIABLE)]
    return frozenset(found["criterion_id"])


@dataclass(frozen=True)
class _Scored:
    """What several scorers gave, on the listed criteria.

    ``calls``: rows of ``Review.several``; ``weeks``: means by scorer, rep and week; both with ``instrument``.
    ``instruments``: those of the record, AIs by their first day, people last. ``criteria``: in their order;
    ``leading``: the top-level ones.
    """

    calls: pd.DataFrame
    weeks: pd.DataFrame
    instruments: Sequence[str]
    criteria: Sequence[str]
    leading: frozenset[str]

    @classmethod
    def of(cls, review: Review) -> _Scored:
        gaps = review.gaps
        assert gaps is not None
        listed = review.rubric.listed.index
        calls = review.several
        calls = calls[is_one_of(calls["criterion_id"], listed)]
        calls = calls.assign(
            **{name: written_out(calls[name]) for name in ("rep_id", "criterion_id", "scorer")}
        )
        weeks = gaps.weeks[gaps.weeks["criterion_id"].isin(listed)]
        first = weeks.groupby("scorer", observed=True)["call_on"].min()
        order = sorted(first.index, key=lambda name: (is_person(name), first[name], name))
        scored = {*weeks["criterion_id"].unique()}
        return cls(
            calls=calls.assign(instrument=of_each(calls["scorer"], instrument_of)),
            weeks=weeks.assign(instrument=of_each(weeks["scorer"], instrument_of)),
            instruments=list(dict.fromkeys(map(instrument_of, order))),
            leading=frozenset(review.rubric.leading),
            criteria=[str(name) for name in listed if name in scored],
        )


def _gaps(scored: _Scored) -> Iterator[Row]:
    """Compare people with each AI, and each version of an AI with the one before it."""
    ai = [name for name in scored.instruments if name != HUMAN]
    pairs = list(zip(ai[1:], ai[:-1], strict=True))
    if HUMAN in scored.instruments:
        pairs += [(HUMAN, name) for name in ai]
    for later, earlier in pairs:
        of_calls = _by_criterion(_on_calls(scored.calls, later, earlier))
        of_weeks = _by_criterion(_in_weeks(scored.weeks, later, earlier))
        for criterion in scored.criteria:
            on_calls = of_calls.get(criterion, _NO_DIFFERENCES)
            in_weeks = of_weeks.get(criterion, _NO_DIFFERENCES)
            if len(on_calls) < MINIMUM and in_weeks.empty:
                continue
            measured_on = BOTH_SCORED if len(on_calls) >= MINIMUM else SAME_REP_WEEKS
            found = on_calls if measured_on == BOTH_SCORED else in_weeks
            value, low, high = _mean_of(found)
            yield {
                "metric": GAP,
                "criterion_id": criterion,
                "scorer": later,
                "other": earlier,
                "measured_on": measured_on,
                "n": len(found),
                "value": value,
                "low": low,
                "high": high,
            }


_NO_DIFFERENCES = pd.DataFrame(columns=["difference", "evidence"], dtype="float64")


def _by_criterion(rows: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Cut rows by the criterion that their index names."""
    if rows.empty:
        return {}
    cut = rows.groupby(level="criterion_id", sort=False)
    return {str(criterion): own for criterion, own in cut}


def _on_calls(calls: pd.DataFrame, first: str, second: str) -> pd.DataFrame:
    """Difference of two instruments on each call that both scored; several people by their mean."""
    rows = calls[calls["instrument"].isin([first, second])]
    wide = rows.pivot_table(index=CALL, columns="instrument", values="score", aggfunc="mean")
    wide = wide.reindex(columns=[first, second]).dropna()
    return pd.DataFrame({"difference": wide[first] - wide[second], "evidence": 1.0})


def _in_weeks(weeks: pd.DataFrame, first: str, second: str) -> pd.DataFrame:
    """Difference of two instruments in each week in which both scored a rep."""
    rows = weeks[weeks["instrument"].isin([first, second])]
    rows = rows.assign(total=rows["n"] * rows["mean"])
    sums = rows.groupby([*_WEEK, "instrument"])[["n", "total"]].sum().unstack("instrument")
    if not {first, second} <= set(sums["n"].columns):
        return _NO_DIFFERENCES
    sums = sums.dropna()
    n, m = sums["n", first], sums["n", second]
    difference = sums["total", first] / n - sums["total", second] / m
    return pd.DataFrame({"difference": difference, "evidence": n * m / (n + m)})


def _mean_of(found: pd.DataFrame) -> tuple[float, float, float]:
    """Weighted mean of differences with Student's interval; all missing under the minimum."""
    if len(found) < MINIMUM:
        return np.nan, np.nan, np.nan
    mean, variance = _mean_and_variance(found)
    half = float(special.stdtrit(len(found) - 1, UPPER)) * np.sqrt(variance)
    return mean, mean - half, mean + half


def _mean_and_variance(found: pd.DataFrame) -> tuple[float, float]:
    weight = found["evidence"].to_numpy(np.float64)
    values = found["difference"].to_numpy(np.float64)
    mean = float((weight * values).sum() / weight.sum())
    spread = (weight * (values - mean) ** 2).sum() / (len(values) - 1)
    return mean, float(spread / weight.sum())


def _agreements(scored: _Scored) -> Iterator[Row]:
    wide = scored.calls.pivot_table(index=CALL, columns="scorer", values="score", sort=True)
    of_calls = _by_criterion(wide)
    for criterion in scored.criteria:
        rows = of_calls.get(criterion, wide.head(0))
        # the columns are those who scored calls of this criterion, not everybody
        scores: Floats = rows.dropna(axis="columns", how="all").to_numpy(np.float64)
        scores = scores[np.count_nonzero(~np.isnan(scores), axis=1) >= 2]
        if not len(scores) and criterion not in scored.leading:
            # people seldom score the parts one by one; the whole is told all the same
            continue
        told = len(scores) >= MINIMUM_CALLS
        found = agreement_on(scores) if told else None
        yield {
            "metric": AGREEMENT,
            "criterion_id": criterion,
            "statistic": None if found is None else found.statistic,
            "n": len(scores),
            "value": np.nan if found is None else found.value,
            "low": np.nan if found is None else found.low,
            "high": np.nan if found is None else found.high,
            "verdict": UNRELIABLE if found is not None and found.value < RELIABLE else None,
        }
        yield {
            "metric": CORRELATION,
            "criterion_id": criterion,
            "n": len(scores),
            "value": intraclass_correlation(scores) if told else np.nan,
        }


def _against_others(scored: _Scored, persons: Iterable[str]) -> pd.DataFrame:
    """Difference of each person to everybody else on the same call: the mean over the criteria of both.

    Returns
    -------
    DataFrame
        ``scorer``, ``call_on``, ``difference``, ``evidence``: a row for each person and call.
    """
    rows = scored.calls
    groups = rows.groupby(CALL)["score"]
    total, number = groups.transform("sum"), groups.transform("size")
    others = (total - rows["score"]) / (number - 1).where(number > 1)
    own = rows.assign(difference=rows["score"] - others)
    own = own[own["scorer"].isin(list(persons)) & own["difference"].notna()]
    calls = own.groupby(["scorer", "rep_id", "call_id"]).agg(
        call_on=("call_on", "min"), difference=("difference", "mean")
    )
    return calls.reset_index().assign(evidence=1.0)


def _weeks_against_others(scored: _Scored, persons: Iterable[str]) -> pd.DataFrame:
    """Likewise of the mean scores of a rep in a week, weighted by n·m/(n + m) calls."""
    rows = scored.weeks.assign(total=scored.weeks["n"] * scored.weeks["mean"])
    groups = rows.groupby(_WEEK)
    n = groups["n"].transform("sum") - rows["n"]
    others = (groups["total"].transform("sum") - rows["total"]) / n.where(n > 0)
    own = rows.assign(difference=rows["mean"] - others, evidence=rows["n"] * n / (rows["n"] + n))
    own = own[own["scorer"].isin(list(persons)) & own["difference"].notna()]
    own = own.assign(weighted=own["difference"] * own["evidence"])
    cells = own.groupby(["scorer", "rep_id", "stretch", "week"]).agg(
        call_on=("call_on", "min"), weighted=("weighted", "sum"), evidence=("evidence", "sum")
    )
    return cells.assign(difference=cells["weighted"] / cells["evidence"]).reset_index()


def _leniency(scored: _Scored) -> Iterator[Row]:
    """Say how far each person scores from all others, drawn towards what is usual of people here.

    Empirical Bayes (Efron & Morris 1975, JASA 70): the own mean difference counts as far as people differ
    more than chance makes them.
    """
    persons = sorted(
        name for name in scored.weeks["scorer"].unique() if is_person(name) and called(name)
    )
    by_call = _against_others(scored, persons)
    by_week = _weeks_against_others(scored, persons)
    known: list[tuple[str, str, int, float, float]] = []
    for person in persons:
        found, measured_on = by_call[by_call["scorer"] == person], BOTH_SCORED
        if len(found) < MINIMUM:
            found, measured_on = by_week[by_week["scorer"] == person], SAME_REP_WEEKS
        if len(found) >= MINIMUM:
            known.append((person, measured_on, len(found), *_mean_and_variance(found)))
    if not known:
        return
    own = np.array([each[3] for each in known])
    variance = np.maximum([each[4] for each in known], np.finfo(np.float64).eps)
    between = between_variance(own, variance)
    weight = 1 / (variance + between)
    usual = float((weight * own).sum() / weight.sum())
    kept = between / (between + variance) if len(known) > 1 else np.ones(1)
    value = usual + kept * (own - usual)
    error = np.sqrt(kept * variance + (1 - kept) ** 2 / weight.sum())
    for (person, measured_on, n, *_), middle, spread in zip(known, value, error, strict=True):
        low, high = middle - CRITICAL * spread, middle + CRITICAL * spread
        verdict = LENIENT if low > usual else STRICT if high < usual else None
        yield {
            "metric": LENIENCY,
            "scorer": person,
            "measured_on": measured_on,
            "n": n,
            "value": float(middle),
            "low": float(low),
            "high": float(high),
            "earlier": usual if len(known) > 1 else np.nan,
            "verdict": verdict if len(known) > 1 else None,
        }


def _drift(scored: _Scored, window: Window) -> Iterator[Row]:
    """Compare how far each person was from all others in the window with how far before it."""
    persons = sorted(name for name in scored.calls["scorer"].unique() if is_person(name))
    differences = _against_others(scored, persons)
    inside = window.contains(differences["call_on"])
    for person in persons:
        own = differences["scorer"] == person
        now, before = (differences.loc[own & part, "difference"] for part in (inside, ~inside))
        if min(len(now), len(before)) < MINIMUM:
            continue
        low, high = difference_interval(
            (before.mean(), before.std(), len(before)), (now.mean(), now.std(), len(now))
        )
        yield {
            "metric": DRIFT,
            "scorer": person,
            "measured_on": BOTH_SCORED,
            "n": len(now),
            "value": now.mean() - before.mean(),
            "low": float(low),
            "high": float(high),
            "earlier": before.mean(),
            "verdict": CHANGED if low > 0 or high < 0 else None,
        }


def _mix(review: Review) -> Iterator[Row]:
    """Give the share of the scores of each instrument at the end of the window, and at its start."""
    windows, scores = review.windows, review.call_scores
    counted = is_one_of(scores["criterion_id"], review.rubric.leading)
    told = of_each(scores["scorer"], instrument_of)
    instrument, names = told.cat.codes.to_numpy(), told.cat.categories
    whole, now, first = (
        np.bincount(
            instrument[counted & window.contains(scores["call_on"]).to_numpy()],
            minlength=len(names),
        )
        for window in (windows.window, windows.current, windows.baseline)
    )
    for name, n, n_now, n_first in zip(names, whole, now, first, strict=True):
        if not n:
            continue
        yield {
            "metric": MIX,
            "scorer": str(name),
            "n": int(n),
            "value": float(n_now / now.sum()) if now.any() else np.nan,
            "earlier": float(n_first / first.sum()) if first.any() else np.nan,
        }


def _disputes(review: Review) -> Iterator[Row]:
    """Give disputed ÷ scored and overturned ÷ resolved: in all, by criterion, by instrument."""
    scored = review.scored
    disputed = review.disputed
    if disputed is None or scored is None:
        return
    inside = review.windows.window.contains(disputed["call_on"])
    rows = disputed[inside & disputed["rep_id"].isin(review.reps["rep_id"])]
    rows = rows.assign(
        instrument=rows["scorer"].astype("str").map(instrument_of),
        criterion_id=review.rubric.top_of(rows["criterion_id"]),
    )
    # one score that was disputed twice is one disputed score
    rows = rows.drop_duplicates("row", keep="last")
    groups: list[tuple[Row, pd.Series | bool, int]] = [({}, True, int(scored["n"].sum()))]
    for criterion, n in scored.groupby("criterion_id")["n"].sum().items():
        groups.append(({"criterion_id": criterion}, rows["criterion_id"] == criterion, int(n)))
    for instrument, n in scored.groupby("instrument")["n"].sum().items():
        groups.append(({"scorer": instrument}, rows["instrument"] == instrument, int(n)))
    for about, chosen, n in groups:
        part = rows if chosen is True else rows[chosen]
        resolved = part[part["status"] != OPEN]
        overturned = int((resolved["status"] == OVERTURNED).sum())
        for metric, hits, of in (
            (DISPUTES, len(part), n),
            (OVERTURNS, overturned, len(resolved)),
        ):
            low, high = share_interval(hits, of)
            yield {
                **about,
                "metric": metric,
                "n": of,
                "value": hits / of if of else np.nan,
                "low": float(low),
                "high": float(high),
            }
