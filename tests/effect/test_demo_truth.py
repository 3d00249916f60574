"""What the report says of the demonstration data, held against what is true of it."""

import json
from pathlib import Path

import pandas as pd
import pytest
from prepared_run import prepared_run

from review_kit.demo import DemoSettings


class Demo:
    """A demonstration project with its metric tables, and its truth."""

    def __init__(self, run: Path):
        self.folder = run.parents[1]
        self._run = run

    def table(self, name):
        return pd.read_parquet(self._run / "metrics" / f"{name}.parquet")

    def true_effects(self):
        """Days 8–35 of every coached rep-criterion, with the rep's team."""
        truth = self.folder / "truth"
        effects = pd.read_parquet(truth / "rep_criteria.parquet").merge(
            pd.read_parquet(truth / "reps.parquet")[["rep_id", "team"]]
        )
        return effects.dropna(subset="effect_days_8_35_pp")


@pytest.fixture(scope="module")
def demo():
    return Demo(prepared_run(DemoSettings()))


@pytest.fixture(scope="module")
def nothing():
    # of twenty such companies one has an interval that leaves zero out, as 95 % says; the usual seed makes
    # one of these (−3.06 to −0.10 pp). How often it happens, benchmarks/effect holds to its threshold
    return Demo(prepared_run(DemoSettings(effect_pp=0.0, seed=1)))


def compared(demo):
    """Rep-criteria that the estimate rests on, with what coaching truly did to them."""
    judged = demo.table("rep_criteria").dropna(subset="expected_gap")
    return judged.merge(demo.true_effects(), on=["rep_id", "criterion_id"])


def test_the_truth_lies_in_the_interval_of_the_organisation_and_the_team(demo):
    effects = demo.table("effects").set_index(["scope", "scope_id"])
    truth = compared(demo)
    whole = effects.loc[("org", "org")]
    assert whole["verdict"] == "helped"
    assert whole["n_treated"] == len(truth)
    assert whole["low"] < truth["effect_days_8_35_pp"].astype(float).mean() < whole["high"]
    # sixteen skills of eight reps are too few to set a team's 3.4 pp apart from zero
    team = effects.loc[("team", "Northern Europe")]
    assert team["verdict"] == "not_shown"
    own = truth.loc[truth["team"] == "Northern Europe", "effect_days_8_35_pp"]
    assert team["low"] < own.astype(float).mean() < team["high"]


def test_single_gaps_hold_their_truth_as_often_as_they_say(demo):
    truth = compared(demo)
    true = truth["effect_days_8_35_pp"].astype(float)
    held = true.between(truth["expected_gap_low"], truth["expected_gap_high"])
    # at 95 % fewer than 26 of 31 would come about once in two hundred and fifty draws
    assert len(held) == 31
    assert held.sum() >= 26


def test_where_coaching_does_nothing_nothing_is_claimed(nothing):
    effects = nothing.table("effects")
    assert not set(effects["verdict"]) & {"helped", "lowered"}
    money = nothing.table("money")
    assert money[["benefit_low", "benefit", "benefit_high", "multiple"]].isna().all(axis=None)
    assert (money["reason"] != "").all()
    assert money["cost"].notna().all()
    summary = json.loads((nothing.folder / "truth" / "summary.json").read_text(encoding="utf-8"))
    assert summary["coaching"]["mean_effect_days_8_35_pp"] == 0
