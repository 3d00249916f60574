"""What the hires before a rep who is in the first days had reached on day 30, 60 and 90.

The day of hire is day 1. A milestone stands for the thirty days that end on it: day 60 for days 31 to 60.
Only hires whose whole way to the milestone is on record count: an export that begins after the hire says
nothing about the first days.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import pandas as pd

from review_kit.metrics.evidence import EvidenceRule
from review_kit.metrics.held import held_sessions
from review_kit.metrics.median_rounding import rounded_where_exact
from review_kit.metrics.overall_change import OVERALL, alike, apart, on_one_scale, weighted
from review_kit.metrics.people import START_DAYS, is_starting
from review_kit.metrics.prepared import Review
from review_kit.metrics.quotas import NO_QUOTA, OVERLAPPING, added_up, attainable
from review_kit.metrics.tidy import is_one_of
from review_kit.metrics.windows import timestamp

MILESTONES = (START_DAYS, 2 * START_DAYS, 3 * START_DAYS)
"""Days of employment that are looked at."""

KEYS = ["rep_id", "day"]
NO_DEALS = "no deals on record"
OTHER_SKILLS = "earlier hires were scored on other skills"
OTHER_SCORERS = "other scorers scored the earlier hires, and nobody knows how far apart they are"
ONE_SCALE = "earlier hires are told as this rep's scorers would have scored them"
SCORED_OTHERWISE = (OTHER_SKILLS, OTHER_SCORERS, ONE_SCALE)
"""What is to be said of the scores of earlier hires who were not scored as the rep was."""


@dataclass(frozen=True)
class _Measured:
    """One measure of spans of days.

    Parameters
    ----------
    name
        Of the measure.
    begin
        First day of the records that it needs; missing where there are none.
    values
        Index (``rep_id``, ``day``), every span: ``value`` (missing where it is not known) and ``note``
        (why it is not).
    """

    name: str
    begin: pd.Timestamp
    values: pd.DataFrame


def hire_milestones(review: Review, roster: pd.DataFrame) -> pd.DataFrame:
    """Set the rep in the first thirty days beside the hires before, taken together.

    A hire counts for a milestone that lies on or before the review day, if the records of the measure
    reach back to the hire, and the hire was still there on the milestone and is in this review. Who left
    before is counted and left out (``n_left``), as is who has not come so far (``n_to_come``). Numbers of
    fewer hires than ``privacy.minimum_group_size`` are withheld. Overall scores of earlier hires are told as
    the rep's own scorers would have scored them, or not at all.

    Parameters
    ----------
    roster
        Everybody, those who left before the window too.

    Returns
    -------
    DataFrame
        The columns of ``hire_milestones``: for each rep in the first days a row for each measure and
        milestone. The rep's own value so far stands in the rows of the first milestone. A measure
        whose export is missing has no row.
    """
    reps, as_of = review.reps, timestamp(review.windows.as_of)
    starting = reps[is_starting(reps, review.windows.as_of)]
    if starting.empty:
        return pd.DataFrame()
    spans = _spans(reps, as_of)
    hired = _hired(roster, spans, as_of)
    so_far = _so_far(starting, as_of)
    minimum = review.config.privacy.minimum_group_size
    scores = review.call_scores
    reached = spans.loc[spans["last"] >= scores["call_on"].min(), "rep_id"]
    looked_at = is_one_of(scores["rep_id"], [*reached, *starting["rep_id"]])
    earlier = _EarlierScores(review, weighted(scores[looked_at], review.rubric), spans, so_far)
    held = held_sessions(review.history, review.calendar)
    rows: list[pd.DataFrame] = []
    own_rows: list[pd.Series] = []
    for theirs, own in zip(
        _measures(review, held, spans), _measures(review, held, so_far), strict=True
    ):
        of_all = _together(theirs, hired, as_of, minimum).assign(measure=theirs.name)
        for rep_id in starting["rep_id"]:
            together = of_all
            if theirs.name == OVERALL:
                calls = _like_with_like(earlier, rep_id)
                together = _of_earlier_hires(calls, of_all, theirs, hired, as_of, minimum)
            rows.append(together)
            own_rows.append(own.values.loc[(rep_id, START_DAYS)].rename(rep_id))
    table = pd.concat(rows, ignore_index=True)
    of_row = np.repeat(np.arange(len(rows)), [len(part) for part in rows])
    mine = pd.DataFrame(own_rows).rename_axis("rep_id").reset_index().iloc[of_row]
    mine = mine.reset_index(drop=True)
    first = table["day"] == START_DAYS
    table = table.assign(
        rep_id=mine["rep_id"],
        own=mine["value"].astype("float64").where(first),
        own_note=mine["note"].astype("str").where(first),
    )
    # by rep; within one the measures keep their order, and the milestones theirs
    return table.sort_values("rep_id", kind="stable", ignore_index=True)


def _hired(roster: pd.DataFrame, spans: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    """List everybody who was hired so far, with the milestones that each has reached in this review."""
    hired = roster[roster["hire_date"] <= as_of]
    reached = {day: spans.loc[spans["day"] == day, "rep_id"] for day in MILESTONES}
    return hired.assign(
        **{f"stayed_{day}": hired["rep_id"].isin(whose) for day, whose in reached.items()}
    )


def _spans(reps: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    """List the thirty days up to each milestone that a rep has reached."""
    days = pd.DataFrame({"day": MILESTONES})
    spans = reps[["rep_id", "hire_date", "end_date"]].merge(days, how="cross")
    spans["last"] = spans["hire_date"] + pd.to_timedelta(spans["day"] - 1, unit="D")
    spans["first"] = spans["last"] - pd.Timedelta(days=START_DAYS - 1)
    there = spans["end_date"].isna() | (spans["end_date"] >= spans["last"])
    return spans[there & (spans["last"] <= as_of)].reset_index(drop=True)


def _so_far(starting: pd.DataFrame, as_of: pd.Timestamp) -> pd.DataFrame:
    """List the days from hire to the review day of reps in the first days."""
    spans = starting[["rep_id", "hire_date", "end_date"]].reset_index(drop=True)
    return spans.assign(day=START_DAYS, first=spans["hire_date"], last=as_of)


def _together(
    measured: _Measured, hired: pd.DataFrame, as_of: pd.Timestamp, minimum: int
) -> pd.DataFrame:
    """Give median and quartiles over the hires on record, milestone by milestone."""
    on_record = hired[hired["hire_date"] >= measured.begin]  # none where there are no records
    values = measured.values.reset_index()
    values = values[values["rep_id"].isin(on_record["rep_id"])]
    rows = []
    for day in MILESTONES:
        reached = on_record["hire_date"] + pd.Timedelta(days=day - 1) <= as_of
        still_there = on_record["end_date"].isna() | (on_record["end_date"] >= as_of)
        n_hires = int(reached.sum())
        known = values.loc[values["day"] == day, "value"].dropna()
        enough = len(known) >= minimum
        low, median, high = _quartiles(known) if enough else [np.nan] * 3
        rows.append(
            {
                "day": day,
                "median": median,
                "lower_quartile": low,
                "upper_quartile": high,
                "n": len(known),
                "n_hires": n_hires,
                "n_left": n_hires - int(on_record.loc[reached, f"stayed_{day}"].sum()),
                "n_to_come": int((~reached & still_there).sum()),
                "note": None if enough else f"too few hires on record ({len(known)})",
            }
        )
    return pd.DataFrame(rows)


def _quartiles(known: pd.Series) -> pd.Series:
    """Give quartiles; those of few hires, which may be one hire's own values, are rounded."""
    found = known.quantile([0.25, 0.5, 0.75])
    sizes = pd.Series(len(known), index=found.index)
    return rounded_where_exact(found, sizes)


_WEIGHED = ["rep_id", "call_on", "version", "scorer", "weight"]
"""What says of two sets of scores whether they are alike."""


class _Alike(NamedTuple):
    """How the scores of earlier hires are set beside those of a rep who is in the first days.

    Parameters
    ----------
    values
        The overall scores of earlier hires on the rep's own scale; ``None`` where they stand as scored.
    why_not
        Why they are not set beside the rep's; empty where they are.
    """

    values: pd.DataFrame | None = None
    why_not: str = ""


@dataclass(frozen=True)
class _EarlierScores:
    """What the scores of every rep in the first days are set beside: the same for all of them.

    Parameters
    ----------
    scores
        Of all reps that are looked at, from :func:`~review_kit.metrics.overall_change.weighted`.
    spans
        The thirty days up to each milestone that a rep has reached.
    so_far
        The days of each rep in the first days.
    """

    review: Review
    scores: pd.DataFrame
    spans: pd.DataFrame
    so_far: pd.DataFrame

    @cached_property
    def own_weights(self) -> Mapping[str, pd.DataFrame]:
        """Of each rep in the first days, who gave the scores so far, on what, and with which weight."""
        return _by_rep(_inside(self.so_far, self.scores[_WEIGHED], "call_on"))

    @cached_property
    def own_brought(self) -> Mapping[str, pd.DataFrame]:
        """Of each rep in the first days, the overall scores so far on the scale of the references."""
        return _by_rep(_inside(self.so_far, self.brought, "call_on"))

    @cached_property
    def own(self) -> Mapping[str, pd.DataFrame]:
        """Likewise the overall scores that stand."""
        calls = self.review.calls[["rep_id", "call_on", "score"]]
        return _by_rep(_inside(self.so_far, calls, "call_on"))

    @cached_property
    def weights(self) -> Mapping[str, pd.DataFrame]:
        """The weight of each rep's scores in the spans by what they are on, and by who gave them."""
        inside = _inside(self.spans, self.scores[_WEIGHED], "call_on")
        by = {
            name: inside.groupby(["rep_id", name], observed=True) for name in ("version", "scorer")
        }
        return {name: groups["weight"].sum().reset_index() for name, groups in by.items()}

    @cached_property
    def brought(self) -> pd.DataFrame:
        """The overall scores of calls on the scale of the references."""
        return on_one_scale(self.scores, self.review.rubric)

    @cached_property
    def overall(self) -> pd.DataFrame:
        """Those of each span."""
        return _overall(self.brought, self.spans, self.rule)

    @property
    def rule(self) -> EvidenceRule:
        """How many calls a score must rest on."""
        return EvidenceRule.calls(self.review.config.evidence)


def _like_with_like(earlier: _EarlierScores, rep_id: str) -> _Alike:
    """Put the scores of earlier hires on the scale of a rep's own, where others scored them."""
    review = earlier.review
    mine = earlier.own_weights.get(rep_id)
    theirs = earlier.weights["version"]
    theirs = theirs[theirs["rep_id"] != rep_id]
    if theirs.empty or mine is None:
        return _Alike()
    if not alike(apart(theirs, mine, "version")):
        return _Alike(why_not=OTHER_SKILLS)
    if review.gaps is None:
        return _Alike()
    theirs = earlier.weights["scorer"]
    if alike(apart(theirs[theirs["rep_id"] != rep_id], mine, "scorer")):
        return _Alike()
    scaled = earlier.own_brought.get(rep_id)
    if scaled is None or len(scaled) < earlier.rule.minimum:
        return _Alike(why_not=OTHER_SCORERS)
    values, stands = earlier.overall, earlier.own[rep_id]
    brought = values["value"] + stands["score"].mean() - scaled["score"].mean()
    return _Alike(values.assign(value=brought))


def _by_rep(rows: pd.DataFrame) -> Mapping[str, pd.DataFrame]:
    return {str(rep_id): own for rep_id, own in rows.groupby("rep_id", observed=True)}


def _of_earlier_hires(
    found: _Alike,
    as_scored: pd.DataFrame,
    theirs: _Measured,
    hired: pd.DataFrame,
    as_of: pd.Timestamp,
    minimum: int,
) -> pd.DataFrame:
    if found.why_not:
        ends = dict.fromkeys(("median", "lower_quartile", "upper_quartile"), np.nan)
        return as_scored.assign(**ends, note=found.why_not)
    if found.values is None:
        return as_scored
    brought = _Measured(theirs.name, theirs.begin, found.values)
    together = _together(brought, hired, as_of, minimum).assign(measure=theirs.name)
    return together.assign(note=together["note"].fillna(ONE_SCALE))


def _measures(review: Review, held: pd.DataFrame, spans: pd.DataFrame) -> Iterator[_Measured]:
    """Measure spans of days; measures whose export is missing are left out."""
    yield from _of_calls(review, spans)
    yield _sessions(review, held, spans)
    if review.opportunities is not None:
        won = _won(review.opportunities, spans)
        yield won
        if review.quotas is not None:
            yield _attainment(review, review.quotas, won, spans)


def _of_calls(review: Review, spans: pd.DataFrame) -> Iterator[_Measured]:
    """Measure the overall score and the number of scored calls."""
    calls = review.calls
    begin = calls["call_on"].min()
    rule = EvidenceRule.calls(review.config.evidence)
    yield _Measured(OVERALL, begin, _overall(calls, spans, rule))
    inside = _inside(spans, calls[["rep_id", "call_on"]], "call_on")
    index = pd.MultiIndex.from_frame(spans[KEYS])
    yield _Measured("calls_scored", begin, _counted(inside.groupby(KEYS).size(), index))


def _overall(calls: pd.DataFrame, spans: pd.DataFrame, rule: EvidenceRule) -> pd.DataFrame:
    """Average the overall scores of the calls in each span, under the evidence rule."""
    by_span = _inside(spans, calls[["rep_id", "call_on", "score"]], "call_on").groupby(KEYS)[
        "score"
    ]
    index = pd.MultiIndex.from_frame(spans[KEYS])
    scored = by_span.count().reindex(index, fill_value=0)
    mean = by_span.mean().reindex(index).where(rule.enough(scored))
    return pd.DataFrame({"value": mean, "note": rule.note(scored)})


def _sessions(review: Review, held: pd.DataFrame, spans: pd.DataFrame) -> _Measured:
    """Count the sessions that took place."""
    days = [review.history["session_date"], review.not_held["session_date"]]
    if review.calendar is not None:
        days.append(review.calendar["scheduled_date"])
    inside = _inside(spans, held[["rep_id", "session_on"]], "session_on")
    index = pd.MultiIndex.from_frame(spans[KEYS])
    return _Measured(
        "sessions_held", pd.concat(days).min(), _counted(inside.groupby(KEYS).size(), index)
    )


def _won(opportunities: pd.DataFrame, spans: pd.DataFrame) -> _Measured:
    """Add up what was won; who has no deal in the CRM at all is not known to have won nothing."""
    won = opportunities["is_closed"] & opportunities["is_won"]
    inside = _inside(
        spans, opportunities.loc[won, ["rep_id", "close_date", "amount"]], "close_date"
    )
    index = pd.MultiIndex.from_frame(spans[KEYS])
    amount = inside.groupby(KEYS)["amount"].sum().reindex(index, fill_value=0.0).astype("float64")
    sells = spans["rep_id"].isin(opportunities["rep_id"].unique()).set_axis(index)
    note = pd.Series(NO_DEALS, index, dtype="str").where(~sells)
    values = pd.DataFrame({"value": amount.where(sells), "note": note})
    return _Measured("won_amount", opportunities["created_date"].min(), values)


def _attainment(
    review: Review, quotas: pd.DataFrame, won: _Measured, spans: pd.DataFrame
) -> _Measured:
    """Set what was won against the quota of the same days, where quotas cover all of them."""
    rows = attainable(quotas, review.reps)[["rep_id", "first_day", "last_day", "length", "quota"]]
    pairs = rows.merge(spans[[*KEYS, "first", "last"]], on="rep_id")
    first = pairs[["first_day", "first"]].max(axis="columns")
    last = pairs[["last_day", "last"]].min(axis="columns")
    pairs = pairs.assign(overlap=(last - first).dt.days + 1)
    inside = pairs[pairs["overlap"] > 0].sort_values([*KEYS, "first_day"])
    prorated = inside["quota"] * inside["overlap"] / inside["length"]
    index = pd.MultiIndex.from_frame(spans[KEYS])
    quota = added_up(inside.assign(prorated=prorated), KEYS).reindex(index)
    days = ((spans["last"] - spans["first"]).dt.days + 1).set_axis(index)
    clash = quota["overlapping"].astype("boolean").fillna(False).astype("bool")
    usable = (quota["covered"] == days) & ~clash
    value = won.values["value"] / quota["quota"].where(usable)
    note = won.values["note"].mask(~usable, NO_QUOTA).mask(clash, OVERLAPPING)
    begin = max(won.begin, quotas["period_start"].min())
    return _Measured("quota_attainment", begin, pd.DataFrame({"value": value, "note": note}))


def _inside(spans: pd.DataFrame, rows: pd.DataFrame, day: str) -> pd.DataFrame:
    """Repeat each row for every span of its rep that holds its day."""
    # most reps were hired long before the records begin: their rows are in no span
    spans = spans[(spans["last"] >= rows[day].min()) & (spans["first"] <= rows[day].max())]
    near = rows["rep_id"].isin(spans["rep_id"])
    near &= rows[day].between(spans["first"].min(), spans["last"].max())
    own = rows[near].astype({"rep_id": "str"})
    pairs = own.merge(spans[[*KEYS, "first", "last"]], on="rep_id")
    return pairs[pairs[day].between(pairs["first"], pairs["last"])]


def _counted(sizes: pd.Series, index: pd.MultiIndex) -> pd.DataFrame:
    """Give the number of each span's rows, 0 where there are none."""
    value = sizes.reindex(index, fill_value=0).astype("float64")
    return pd.DataFrame({"value": value, "note": pd.Series(None, index, dtype="str")})
