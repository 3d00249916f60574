"""A few trials of ``benchmarks/effect`` with fixed seeds: the promises that a broken step would break.

Bounds are those of the full table, widened by what so few trials can tell; ``make calibrate`` holds
the thresholds themselves.
"""

import numpy as np
import pandas as pd
import pytest
from benchmarks.effect.naive import five_calls_before_and_after, stacked_differences
from benchmarks.effect.simulator import Company, simulate
from benchmarks.effect.trial import trial, true_effects

from review_kit.grains import ORG
from review_kit.metrics.effect.estimate import coaching_effects
from review_kit.metrics.effect.panel import panel_of
from review_kit.metrics.effect.rows import complete, rows_at_risk

SEEDS = range(14)
SMALL = {"reps": 50, "teams": 5, "coached_a_week": 0.10}
COMPANIES = {
    "dips": Company(selection=2.5, rep_selection=1.0, **SMALL),
    "slow state": Company(state_daily=0.985, selection=1.5, **SMALL),
    "plateau": Company(effect=8.0, **SMALL),
}


def trials(company: Company) -> pd.DataFrame:
    results = []
    for seed in SEEDS:
        record = simulate(company, seed)
        panel = panel_of(record.scores, record.first_sessions, record.reps, record.as_of)
        found = coaching_effects(panel)
        whole = found.of(ORG, ORG)
        truth = true_effects(record, found.expected_gaps)
        gaps = found.expected_gaps
        rows = rows_at_risk(panel)
        rows = rows.where(complete(rows, panel))
        results.append(
            {
                "miss": whole.first.estimate - truth.mean(),
                "second_miss": whole.second.estimate - truth.mean(),
                "covered": whole.first.low <= truth.mean() <= whole.first.high,
                "verdict": str(whole.verdict),
                "placebo": whole.placebo.is_above_zero or whole.placebo.is_below_zero,
                "improved": (gaps["verdict"] == "improved").mean(),
                "gaps_covered": ((gaps["low"] <= truth) & (truth <= gaps["high"])).mean(),
                "naive_t": five_calls_before_and_after(panel, rows.where(rows.treated))[1],
                "stacked_t": stacked_differences(panel, rows)[1],
            }
        )
    return pd.DataFrame(results)


@pytest.fixture(scope="module", params=COMPANIES)
def of(request):
    return request.param, trials(COMPANIES[request.param])


def test_the_estimate_keeps_to_the_truth(of):
    _, found = of
    # four standard errors of a mean of 14 beside the bias that is allowed
    assert abs(found["miss"].mean()) <= 0.3 + 4 * found["miss"].std() / np.sqrt(len(found))
    assert abs(found["miss"].mean()) <= 0.8
    assert abs(found["second_miss"].mean()) <= 0.8
    assert np.sqrt((found["miss"] ** 2).mean()) <= 1.2
    # of 14 intervals of 95 %, four or more that miss have a chance of under 1 %
    assert found["covered"].sum() >= 11
    assert found["placebo"].sum() <= 3


def test_coaching_that_does_nothing_is_not_said_to_help(of):
    name, found = of
    if name == "plateau":
        assert (found["verdict"] == "helped").all()
    else:
        assert (found["verdict"] == "helped").sum() <= 3
        assert found["improved"].mean() <= 0.06
    assert 0.90 <= found["gaps_covered"].mean() <= 0.99


def test_what_is_usually_done_does_find_effects_that_are_not_there(of):
    name, found = of
    if name == "dips":
        assert (found["naive_t"] > 1.96).mean() >= 0.4
        assert (found["stacked_t"] > 1.96).mean() >= 0.4


@pytest.mark.parametrize(
    ("scenario", "seed"), [("bad_call", 0), ("people_stricter", 0), ("whole_teams", 1)]
)
def test_without_the_rule_that_a_company_is_about_something_is_found_in_it(scenario, seed):
    result = trial(scenario, seed)
    assert result["verdict"] in {"not_shown", "not_measurable"}
    assert result["without_found"]
