"""One trial: invent a company, estimate as the product does, and set it beside the truth."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import numpy as np
import pandas as pd
from benchmarks.effect.naive import five_calls_before_and_after, stacked_differences
from benchmarks.effect.scenarios import LONG, SCENARIOS, UNCOACHED
from benchmarks.effect.simulator import Record, simulate
from benchmarks.effect.without import without_clusters, without_day_zero, without_gates

from review_kit.grains import ORG
from review_kit.metrics.effect.estimate import coaching_effects
from review_kit.metrics.effect.gaps import NOT_JUDGED
from review_kit.metrics.effect.panel import Days, Panel, panel_of
from review_kit.metrics.effect.persistence import later_effects
from review_kit.metrics.effect.rows import AFTER, complete, rows_at_risk
from review_kit.metrics.trajectory import weekly_means
from review_kit.metrics.trend import trends
from review_kit.metrics.window_change import calibrate, judged_changes, pair_changes
from review_kit.metrics.windows import ReviewWindows, Window

MINIMUM_CALLS = 5
KEYS = ["rep_id", "criterion_id"]

WITHOUT = {
    "bad_call": without_day_zero,
    "people_stricter": without_gates,
    "people_milder": without_gates,
    "whole_teams": without_clusters,
}
"""Company → the estimate without the rule that it is about."""

Result = dict[str, Any]


def trial(scenario: str, seed: int) -> Result:
    """Run one; numbers in pp, shares as counts of what was judged."""
    record = simulate(SCENARIOS[scenario], seed)
    panel = panel_of(record.scores, record.first_sessions, record.reps, record.as_of)
    found = coaching_effects(panel)
    whole = found.of(ORG, ORG)
    gaps = found.expected_gaps
    truth = true_effects(record, gaps)
    result: Result = {
        "scenario": scenario,
        "seed": seed,
        "n_treated": whole.diagnostics.n_treated,
        "n_reps": whole.diagnostics.n_reps,
        "overlap_share": whole.diagnostics.overlap_share,
        "share_coached_later": whole.diagnostics.share_coached_later,
        "truth": float(truth.mean()) if len(truth) else np.nan,
        "verdict": str(whole.verdict),
        "reason": str(whole.reason),
        "warnings": [str(reason) for reason in whole.warnings],
        "placebo_found": whole.placebo.is_above_zero or whole.placebo.is_below_zero,
    }
    for name, one in (("first", whole.first), ("second", whole.second), ("claimed", whole.claimed)):
        result |= {name: one.estimate, f"{name}_low": one.low, f"{name}_high": one.high}
    judged = (gaps["verdict"] != NOT_JUDGED).to_numpy()
    result |= _gaps(gaps[judged], truth[judged]) | _usual(panel)
    if scenario in WITHOUT:
        found_without = WITHOUT[scenario](found.evidence)
        result["without"] = found_without.estimate
        result["without_found"] = found_without.is_above_zero or found_without.is_below_zero
    if scenario in LONG:
        result |= _later(record, panel)
    return result | _changes(record) if scenario in UNCOACHED else result


def _later(record: Record, panel: Panel) -> Result:
    """Estimate later days, and set them beside the truth; the names end with the first day."""
    result: Result = {}
    for of in later_effects(panel, {}):
        whole, start = of.estimates[0], of.days[0]
        truth = true_effects(record, of.expected_gaps, of.days)
        result |= {
            f"verdict_{start}": str(whole.verdict),
            f"first_{start}": whole.first.estimate,
            f"first_{start}_low": whole.first.low,
            f"first_{start}_high": whole.first.high,
            f"truth_{start}": float(truth.mean()) if len(truth) else np.nan,
            f"share_coached_later_{start}": whole.diagnostics.share_coached_later,
        }
    return result


def true_effects(record: Record, gaps: pd.DataFrame, after: Days = AFTER) -> np.ndarray:
    """Mean true effect on the scores of the days after the first session of each listed rep-criterion."""
    gained = record.scores.assign(score=record.scores["score"] - record.untreated)
    panel = panel_of(gained, record.first_sessions, record.reps, record.as_of)
    rep = panel.reps.get_indexer(pd.Index(gaps["rep_id"]))
    criterion = panel.criteria.get_indexer(pd.Index(gaps["criterion_id"]))
    day = panel.first_session[rep, criterion]
    total = panel.summed(rep, criterion, day, after)
    truth: np.ndarray = total / panel.counted(rep, criterion, day, after)
    return truth


def _gaps(gaps: pd.DataFrame, truth: np.ndarray) -> Result:
    covered = (gaps["low"] <= truth) & (truth <= gaps["high"])
    return {
        "gaps": len(gaps),
        "gaps_covered": int(covered.sum()),
        "gaps_improved": int((gaps["verdict"] == "improved").sum()),
    }


def _changes(record: Record) -> Result:
    """Judge the change and the trend of rep-criteria that nobody ever coached."""
    keys = pd.MultiIndex.from_frame(record.first_sessions[KEYS])
    of_scores = pd.MultiIndex.from_frame(record.scores[KEYS])
    scores = record.scores[~of_scores.isin(keys)].rename(columns={"day": "call_on"})
    scores = scores.assign(call_id=scores.index.astype("str"))
    start = record.as_of - timedelta(days=89)
    windows = ReviewWindows(
        window=Window(start, record.as_of),
        baseline=Window(start, start + timedelta(days=29)),
        current=Window(record.as_of - timedelta(days=29), record.as_of),
        previous=Window(start - timedelta(days=90), start - timedelta(days=1)),
    )
    step = timedelta(days=60)
    earlier = Window(windows.baseline.start - step, windows.baseline.end - step)
    levels = {
        name: _levels(scores, window)
        for name, window in (
            ("earlier", earlier),
            ("baseline", windows.baseline),
            ("current", windows.current),
        )
    }
    pairs = pair_changes(levels["baseline"], levels["current"], MINIMUM_CALLS)
    placebo = pair_changes(levels["earlier"], levels["baseline"], MINIMUM_CALLS)
    judged = judged_changes(pairs, calibrate(pairs, placebo))
    inside = scores[windows.window.contains(scores["call_on"])]
    table = inside.groupby(KEYS).size().rename("n_window").reset_index()
    table = table.assign(parent_criterion_id=pd.NA, sessions_held=0)  # type: ignore[arg-type]
    trend = trends(table, weekly_means(inside, windows), inside, MINIMUM_CALLS)["trend"]
    judged_trends = trend.isin(["rising", "falling", "flat", "one_call_only"])
    begins = scores.groupby(KEYS)["call_on"].min().reindex(pd.MultiIndex.from_frame(table[KEYS]))
    # a record that begins over a week after the window does
    cut_off = (begins > pd.Timestamp(start + timedelta(days=7))).to_numpy()
    return {
        "changes": len(judged),
        "changes_improved": int((judged["verdict"] == "improved").sum()),
        "changes_covered": int((judged["verdict"] == "cannot_tell").sum()),
        "trends": int(judged_trends.sum()),
        "trends_rising": int((trend == "rising").sum()),
        "cut_off_trends": int((judged_trends & cut_off).sum()),
        "cut_off_trends_rising": int(((trend == "rising") & cut_off).sum()),
    }


def _levels(scores: pd.DataFrame, window: Window) -> pd.DataFrame:
    groups = scores[window.contains(scores["call_on"])].groupby(KEYS)["score"]
    return groups.agg(n="size", mean="mean", sd="std")  # type: ignore[return-value]


def _usual(panel: Panel) -> Result:
    rows = rows_at_risk(panel)
    rows = rows.where(complete(rows, panel))
    naive, naive_t = five_calls_before_and_after(panel, rows.where(rows.treated))
    stacked, stacked_t = stacked_differences(panel, rows)
    return {"naive": naive, "naive_t": naive_t, "stacked": stacked, "stacked_t": stacked_t}
