"""Is the effect of coaching on a metric of single calls as honest as that on a skill?

    python -m benchmarks.effect.on_calls --seeds 100            # companies without any effect, and one with
    python -m benchmarks.effect.on_calls --seeds 20 --without   # the same without the skill as history, too

The companies are those of the simulator; what a metric says of their calls is made of their scores, or of
the state that these are made of. Managers coach where the skill is low, never by the metric. Every trial is a
line of ``.calibration/on_calls.jsonl``, and a stopped run goes on where it was.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from benchmarks.effect import simulator
from benchmarks.effect.scenarios import SCENARIOS
from benchmarks.effect.simulator import Company, Floats, Ints, Record, simulate

from review_kit.metrics.effect.evidence import Evidence, gather
from review_kit.metrics.effect.inference import mean_gap
from review_kit.metrics.effect.panel import panel_of
from review_kit.metrics.effect.rows import AFTER
from review_kit.metrics.effect_on_calls import Laid, effect_on, gather_beside, laid_out

RESULTS = Path(".calibration/on_calls.jsonl")
SKILL, METRIC = "c0", "metric"
LINE = 62.0
"""What a call must have for a yes: the mean level of these companies."""
UNCOMMON = 79.0
"""What one call in five or six has."""

_FEW_SKILLS: dict[str, Any] = {"criteria": 4, "coached_a_week": 0.12}
"""One skill of four: enough of its sessions for a number."""
COMPANIES: Mapping[str, Company] = {
    "dips": replace(SCENARIOS["dips"], **_FEW_SKILLS),
    "own dips": replace(SCENARIOS["season"], season=0.0, **_FEW_SKILLS),
    "slow state": replace(SCENARIOS["slow_state"], **_FEW_SKILLS),
    "bad call": replace(SCENARIOS["bad_call"], **_FEW_SKILLS),
    "many reps": replace(SCENARIOS["dips"], **_FEW_SKILLS | {"reps": 300, "teams": 25}),
    # where more are coached, controls are too, and every effect is underestimated, that on a skill as well
    "plateau": replace(SCENARIOS["plateau"], criteria=4, reps=140, teams=14, coached_a_week=0.05),
}
"""Name → company; coaching lifts the skill by eight points in the last, and does nothing in the others."""
WITH_EFFECT = ("plateau",)

Trial = dict[str, Any]


def metrics_of(
    record: Record, state: Floats, rng: np.random.Generator
) -> Mapping[str, tuple[pd.DataFrame, Floats]]:
    """Make metrics of the calls that the skill was scored on; each with what it would be without coaching.

    Parameters
    ----------
    state
        What the rep of each row of ``record.scores`` could do in its criterion on that day.
    """
    own = (record.scores["criterion_id"] == SKILL).to_numpy()
    score, before = record.scores["score"].to_numpy(), record.untreated
    # what coaching adds reaches what is heard of the state as well
    noise = 13.0 * rng.standard_normal(len(score))
    heard, heard_before = state + score - before + noise, state + noise
    third = own & (rng.random(len(score)) < 0.35)

    def said(rows: Any, values: Floats, without: Floats) -> tuple[pd.DataFrame, Floats]:
        calls = record.scores[rows].assign(score=np.clip(values, 0, 100)[rows], criterion_id=METRIC)
        return calls, np.clip(without, 0, 100)[rows]

    def yes(values: Floats, line: float = LINE) -> Floats:
        return np.where(values >= line, 100.0, 0.0)

    return {
        "yes or no of the skill's score": said(own, yes(score), yes(before)),
        "yes or no of the state": said(own, yes(heard), yes(heard_before)),
        "uncommon yes of the state": said(own, yes(heard, UNCOMMON), yes(heard_before, UNCOMMON)),
        "percent of the state": said(own, heard, heard_before),
        "percent of the state, every third call": said(third, heard, heard_before),
    }


def states(company: Company, seed: int, record: Record) -> Floats:
    """Draw again what each rep could do, as the simulator draws it first of all."""
    rng = np.random.default_rng(seed)
    simulator._calls(company, rng)
    team: Ints = rng.permutation(np.arange(company.reps) % company.teams)
    skill = simulator._skill(company, team, rng)
    rep = record.scores["rep_id"].str[1:].astype("int64").to_numpy()
    criterion = record.scores["criterion_id"].str[1:].astype("int64").to_numpy()
    day = (record.scores["day"] - pd.Timestamp(simulator.FIRST_DAY)).dt.days.to_numpy()
    found: Floats = skill[rep, criterion, day]
    return found


def trials(name: str, seed: int, *, without: bool) -> list[Trial]:
    """Estimate every metric of one company; numbers in points of the metric."""
    company = COMPANIES[name]
    record = simulate(company, seed)
    rng = np.random.default_rng([seed, 1])
    sessions = record.first_sessions
    mine = sessions[sessions["criterion_id"] == SKILL].assign(criterion_id=METRIC)
    results = []
    for kind, (calls, before) in metrics_of(record, states(company, seed, record), rng).items():
        laid = laid_out(
            pd.concat([record.scores, calls], ignore_index=True),
            pd.concat([sessions, mine]),
            record.reps,
            record.as_of,
            METRIC,
            SKILL,
        )
        evidence = gather_beside(laid)
        one = effect_on(laid, evidence, np.nan)
        result: Trial = {
            "company": name,
            "seed": seed,
            "kind": kind,
            "mean": calls["score"].mean(),
            "verdict": str(one.verdict),
            "reason": str(one.reason),
            "n_treated": one.diagnostics.n_treated,
            "first": one.first.estimate,
            "low": one.first.low,
            "high": one.first.high,
            "second": one.second.estimate,
            "whatever": _whatever(laid, evidence),
            "truth": _truth(
                record, calls.assign(score=calls["score"] - before), mine, laid, evidence
            ),
        }
        if without:
            result["without"] = _whatever(laid, gather(laid.panel))
        results.append(result)
    return results


def _whatever(laid: Laid, evidence: Evidence) -> float:
    """Give the first comparison, whether or not the gates hold."""
    of_metric = evidence.treated.criterion == laid.metric
    return mean_gap(evidence.within_team, of_metric).estimate * laid.unit


def _truth(
    record: Record, gained: pd.DataFrame, mine: pd.DataFrame, laid: Laid, evidence: Evidence
) -> float:
    """Average the true effect on the metric over the rows that are compared."""
    told = (evidence.treated.criterion == laid.metric) & ~np.isnan(evidence.within_team.full)
    rows = evidence.treated.where(told)
    panel = panel_of(gained, mine, record.reps, record.as_of)
    if not len(rows):
        return float("nan")
    # the same reps in the same order; of the days, the first may be another
    day = rows.day + (laid.panel.first_day - panel.first_day).days
    at = np.zeros(len(rows), dtype=np.int64)
    total = panel.summed(rows.rep, at, day, AFTER)
    return float((total / panel.counted(rows.rep, at, day, AFTER)).mean())


def table(done: pd.DataFrame) -> pd.DataFrame:
    """Sum the trials up; shares in percent, of all trials unless it says otherwise."""
    known = done["low"].notna()
    done = done.assign(
        number=known,
        found=(done["low"] > 0) | (done["high"] < 0),
        helped=done["verdict"] == "helped",
        lowered=done["verdict"] == "lowered",
        covered=((done["low"] <= done["truth"]) & (done["truth"] <= done["high"])).where(known),
        error=done["first"] - done["truth"],
        error_whatever=done["whatever"] - done["truth"],
        error_without=done["without"] - done["truth"] if "without" in done else np.nan,
    )
    groups = done.groupby(["company", "kind"], sort=False)
    percent = 100 * groups[["number", "found", "helped", "lowered", "covered"]].mean()
    points = groups[["error_whatever", "error_without", "truth", "n_treated"]].mean()
    return pd.concat([groups.size().rename("n"), percent, points], axis="columns").round(2)


def main() -> int:
    """Run what is missing, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--company", action="append", choices=[*COMPANIES])
    parser.add_argument("--without", action="store_true")
    options = parser.parse_args()
    RESULTS.parent.mkdir(exist_ok=True)
    lines = RESULTS.read_text(encoding="utf-8").splitlines() if RESULTS.is_file() else []
    done = [json.loads(line) for line in lines]
    there = {(one["company"], one["seed"]) for one in done}
    for seed in range(options.seeds):
        for name in options.company or COMPANIES:
            if (name, seed) not in there:
                found = trials(name, seed, without=options.without)
                with RESULTS.open("a", encoding="utf-8") as file:
                    file.writelines(f"{json.dumps(one)}\n" for one in found)
                done += found
    print(table(pd.DataFrame(done)).to_string())
    return 0


if __name__ == "__main__":
    sys.exit(main())
