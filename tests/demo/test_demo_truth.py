"""The truth beside the exports: does it hold, and can the exports show it?"""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from review_kit.demo import DemoSettings, generate
from review_kit.demo.calls import draw_calls, score_calls
from review_kit.demo.coaching import plan_coaching
from review_kit.demo.people import STORIES, invent_reps
from review_kit.demo.skills import true_skill
from review_kit.demo.truth import Seen, Truth, rep_truth, tell_truth

FULL_EFFECT_AFTER = 35
"""Days after a first session by which every kind of rep has reached the plateau."""


def truth_of(settings: DemoSettings) -> Truth:
    """The truth alone, without writing any export down: quick enough for a whole company."""
    records = []
    for rep in invent_reps(settings):
        skill, calls = true_skill(rep, settings), draw_calls(rep, settings)
        untreated = score_calls(calls, skill.untreated, np.zeros_like(skill.untreated))
        plan = plan_coaching(rep, calls, untreated.percent, settings)
        records.append(rep_truth(rep, skill, plan, Seen(calls, untreated, []), settings))
    return tell_truth(records, [], settings)


def call_scores(data) -> pd.DataFrame:
    """Percent by call and top-level criterion from the platform's first evaluation."""
    criteria = data.tables["criteria"].set_index("criterion_id")
    scores = data.tables["qa_scores"]
    scores = scores[scores["evaluation_id"].str.endswith("A")]
    parent = criteria.loc[scores["criterion_id"], "parent_criterion_id"].to_numpy()
    top = pd.Series(parent, index=scores.index).fillna(scores["criterion_id"])
    top = top.replace({"small_talk": "rapport"})
    weight = criteria.loc[scores["criterion_id"], "weight"].astype(float).to_numpy()
    percent = scores["score"].astype(float) / scores["max_score"].astype(float) * 100
    day = pd.to_datetime(scores["call_at"], utc=True).dt.tz_convert("Europe/Berlin").dt.date
    rows = pd.DataFrame(
        {
            "rep_id": scores["rep_id"],
            "criterion_id": top,
            "call_id": scores["call_id"],
            "day": pd.to_datetime(day),
            "weighted": percent * weight,
            "weight": weight,
        }
    )
    keys = ["rep_id", "criterion_id", "call_id", "day"]
    sums = rows.groupby(keys, sort=False)[["weighted", "weight"]].sum()
    return (sums["weighted"] / sums["weight"]).rename("percent").reset_index()


@pytest.fixture(scope="module")
def without_effect(company):
    return generate(replace(company.settings, effect_pp=0.0))


def coached(truth: Truth) -> pd.DataFrame:
    units = truth.rep_criteria
    units = units[units["coached"]].copy()
    units["first"] = pd.to_datetime(units["first_session_on"])
    return units


@pytest.mark.parametrize("effect_pp", [8.0, 3.0, -4.0])
def test_the_mean_plateau_over_the_coached_is_the_effect_asked_for(effect_pp):
    truth = truth_of(DemoSettings(reps=120, seed=5, effect_pp=effect_pp))

    mean = truth.summary["coaching"]["mean_plateau_pp"]
    assert mean == pytest.approx(effect_pp, rel=0.08)


def test_the_demo_itself_has_a_mean_plateau_of_eight_points(demo):
    assert demo.truth.summary["coaching"]["mean_plateau_pp"] == pytest.approx(8, abs=0.8)


def test_the_effect_shows_in_the_scores_in_full_after_five_weeks(company, without_effect):
    keys = ["rep_id", "criterion_id", "call_id", "day"]
    both = call_scores(company).merge(call_scores(without_effect), on=keys, suffixes=("", "_0"))
    both = both.merge(coached(company.truth), on=["rep_id", "criterion_id"])
    both["gain"] = both["percent"] - both["percent_0"]
    since = (both["day"] - both["first"]).dt.days

    assert (both[since <= 0]["gain"] == 0).all()
    settled = both[since >= FULL_EFFECT_AFTER]
    assert settled["gain"].mean() == pytest.approx(settled["plateau_pp"].mean(), abs=0.25)
    slope = np.polyfit(settled["plateau_pp"], settled["gain"], 1)[0]
    assert slope == pytest.approx(1, abs=0.05)


def test_without_an_effect_no_plateau_and_no_week_has_one(without_effect):
    assert (coached(without_effect.truth)["plateau_pp"] == 0).all()
    assert (without_effect.truth.weekly["effect"] == 0).all()
    assert without_effect.truth.summary["coaching"]["mean_effect_days_8_35_pp"] == 0


def test_uncoached_rep_criteria_have_no_effect_at_any_time(company):
    weekly = company.truth.weekly.merge(company.truth.rep_criteria, on=["rep_id", "criterion_id"])

    last_day = pd.to_datetime(weekly["week_start"]) + pd.Timedelta(days=6)
    before = ~weekly["coached"] | (last_day <= pd.to_datetime(weekly["first_session_on"]))
    assert before.sum() > 16_000
    assert (weekly[before]["effect"] == 0).all()


def test_the_effect_of_days_8_to_35_is_that_of_a_two_week_ramp(company):
    units = coached(company.truth)
    plain = units[units["kind"].isin(["coachable", "steady", "ramping"])]
    plain = plain.dropna(subset="effect_days_8_35_pp")

    # days 8 to 13 stand at 8/14 to 13/14 of the plateau, days 14 to 35 at the whole of it
    share = (sum(day / 14 for day in range(8, 14)) + 22) / 28
    expected = plain["plateau_pp"] * share
    np.testing.assert_allclose(plain["effect_days_8_35_pp"], expected, atol=0.002)


def test_kinds_respond_as_their_stories_say(company):
    by_kind = coached(company.truth).groupby("kind")["plateau_pp"].mean()

    assert by_kind["stuck"] == 0
    for kind in ("coachable", "steady", "dip_and_recovery"):
        assert by_kind[kind] == pytest.approx(8 * STORIES[kind].response, rel=0.1)


def test_a_dip_goes_clearly_below_the_start_and_comes_back_above_it(company):
    # told by the difference to the same record without coaching, so that no noise is in it
    units = coached(company.truth)
    units = units[
        (units["kind"] == "dip_and_recovery") & (units["first_session_on"] < "2026-08-25")
    ]
    weekly = company.truth.weekly.merge(units, on=["rep_id", "criterion_id"])
    week = (pd.to_datetime(weekly["week_start"]) - weekly["first"]).dt.days // 7
    path = weekly.groupby(week)["effect"].mean()

    assert (path[path.index < -1] == 0).all()
    assert path[1] < -11
    assert path[5] > 8


def test_planned_dips_fall_into_the_window_with_time_to_recover(demo):
    units = coached(demo.truth)
    dips = units[units["kind"] == "dip_and_recovery"]
    first = dips[dips["first_session_on"] >= "2026-07-03"].groupby("rep_id")["first_session_on"]

    assert first.min().between("2026-07-23", "2026-08-07").sum() == 2


def test_a_quarter_to_a_third_of_the_rep_criteria_are_coached_by_the_end(demo, company):
    for data in (demo, company):
        assert 0.25 <= data.truth.summary["coaching"]["coached_share"] <= 0.35


def test_first_sessions_are_spread_over_the_record(company):
    first = coached(company.truth)["first"].sort_values()
    by_month = first.dt.month.value_counts()

    assert (by_month.reindex(range(3, 10)) >= 4).all()
    assert by_month.max() < 0.4 * len(first)


def test_on_every_day_most_rep_criteria_have_never_been_coached(company):
    assert company.truth.rep_criteria["coached"].mean() < 0.5


def test_coached_criteria_get_later_sessions_too(company):
    log = company.tables["coaching_log"].replace({"criterion_id": {"small_talk": "rapport"}})
    sessions = log.groupby(["rep_id", "criterion_id"])["session_id"].nunique()

    assert (sessions > 1).mean() > 0.7
    assert sessions.median() >= 3


def test_every_first_session_is_in_the_log_on_its_day(company):
    log = company.tables["coaching_log"].replace({"criterion_id": {"small_talk": "rapport"}})
    first = log.groupby(["rep_id", "criterion_id"])["session_date"].min()
    units = coached(company.truth).set_index(["rep_id", "criterion_id"])["first_session_on"]

    pd.testing.assert_series_equal(
        first.sort_index(), units.sort_index(), check_names=False, check_dtype=False
    )


def test_managers_choose_what_was_low_in_the_last_two_weeks(company):
    units = coached(company.truth).dropna(subset="recent_mean")
    dip = units["recent_mean"] - units["untreated_mean"]

    assert dip.mean() < -1
    assert dip.mean() / (dip.std() / np.sqrt(len(dip))) < -4


def test_with_no_selection_there_is_no_dip_before_the_first_session():
    truth = truth_of(DemoSettings(reps=96, seed=11, selection=0.0, selection_noise=1.0))
    units = coached(truth).dropna(subset="recent_mean")
    dip = units["recent_mean"] - units["untreated_mean"]

    assert abs(dip.mean()) < 3 * dip.std() / np.sqrt(len(dip))


def test_a_naive_comparison_finds_an_effect_where_there_is_none(without_effect):
    # five calls after the first session minus five before: the trap is set
    scores = call_scores(without_effect).merge(
        coached(without_effect.truth), on=["rep_id", "criterion_id"]
    )
    scores = scores.sort_values("day")
    since = (scores["day"] - scores["first"]).dt.days
    keys = [scores["rep_id"], scores["criterion_id"]]
    before = scores[since < 0].groupby(keys)["percent"].apply(lambda calls: calls.tail(5).mean())
    after = scores[since > 0].groupby(keys)["percent"].apply(lambda calls: calls.head(5).mean())
    gain = (after - before).dropna()

    assert gain.mean() / (gain.std() / np.sqrt(len(gain))) > 2


def test_coaching_rate_decides_how_many_are_coached():
    few, many = (
        truth_of(DemoSettings(reps=36, coaching_rate=rate)).rep_criteria for rate in (0.3, 2.5)
    )

    assert few["coached"].mean() < 0.24
    assert many["coached"].mean() > 0.4


@pytest.mark.parametrize("half_life", [3.0, 21.0, 60.0])
def test_the_state_has_the_half_life_asked_for(half_life):
    truth = truth_of(DemoSettings(reps=60, state_half_life_days=half_life))
    paths = truth.weekly.pivot_table(
        index="week_start", columns=["rep_id", "criterion_id"], values="untreated"
    )
    # without what a team and the company have in common
    team_of = truth.reps.set_index("rep_id")["team"]
    teams = team_of.loc[paths.columns.get_level_values("rep_id")].to_numpy()
    paths = paths - paths.T.groupby(teams).transform("mean").T
    drift = [float(np.nanvar(paths.diff(weeks).to_numpy())) for weeks in (1, 4)]

    # autocovariance of weekly means of an AR(1) process, from the definition
    days = np.arange(7)
    lags = np.subtract.outer(days, days)
    mean_covariance = [np.mean(0.5 ** (np.abs(lags + 7 * w) / half_life)) for w in (0, 1, 4)]
    expected = (mean_covariance[0] - mean_covariance[2]) / (mean_covariance[0] - mean_covariance[1])
    assert drift[1] / drift[0] == pytest.approx(expected, rel=0.12)


def test_deals_follow_the_skills_that_the_model_names(company):
    deals = company.tables["opportunities"]
    skill = company.truth.rep_criteria.pivot_table(
        index="rep_id", columns="criterion_id", values="level"
    )
    closed = deals[deals["is_closed"] == "true"].merge(skill, on="rep_id")
    won = closed["is_won"] == "true"
    good = closed["objection_handling"] > closed["objection_handling"].median()

    assert won[good].mean() > won[~good].mean() + 0.04
    sold = closed[won].assign(amount=lambda d: d["amount"].astype(float))
    asks = sold["discovery"] > sold["discovery"].median()
    assert sold[asks]["amount"].mean() > 1.08 * sold[~asks]["amount"].mean()
    days = (pd.to_datetime(sold["close_date"]) - pd.to_datetime(sold["created_date"])).dt.days
    closes = sold["closing"] > sold["closing"].median()
    assert days[closes].median() < days[~closes].median() - 3
    assert company.truth.summary["outcomes"]["win_log_odds_per_pp"]["objection_handling"] == 0.03


def test_cycles_and_attainment_are_those_of_a_plausible_sales_floor(company):
    deals = company.tables["opportunities"]
    won = deals[(deals["is_won"] == "true") & (deals["close_date"] >= "2026-07-03")].copy()
    days = (pd.to_datetime(won["close_date"]) - pd.to_datetime(won["created_date"])).dt.days
    quotas = company.tables["quotas"]
    # those of the quarter to come are in the export as well
    assert quotas["period_end"].max() == "2026-12-31"
    quota = quotas[quotas["period_start"].between("2026-07-01", "2026-09-30")].assign(
        quota=lambda q: q["quota"].astype(float)
    )
    sold = won.assign(amount=won["amount"].astype(float)).groupby("rep_id")["amount"].sum()
    attainment = (sold / (quota.groupby("rep_id")["quota"].sum() * 90 / 92)).dropna()

    assert 45 <= days.median() <= 60
    assert days.between(30, 80).mean() > 0.75
    assert attainment.median() == pytest.approx(0.92, abs=0.1)
    assert attainment.between(0.4, 1.5).mean() > 0.85
    assert attainment.quantile(0.1) < 0.65
    assert attainment.quantile(0.9) > 1.15


def test_deals_and_their_stages_are_consistent(clean_demo):
    deals = clean_demo.tables["opportunities"].set_index("opportunity_id")
    history = clean_demo.tables["stage_history"]
    closed = deals["is_closed"] == "true"

    assert (deals[deals["is_won"] == "true"]["is_closed"] == "true").all()
    assert deals[closed]["close_date"].notna().all()
    assert (deals[closed]["close_date"] <= "2026-09-30").all()
    assert (deals[~closed]["close_date"].dropna() > "2026-09-30").all()
    assert (deals["created_date"] <= deals["close_date"].fillna("9")).all()
    assert (deals[deals["is_won"] == "true"]["amount"]).notna().all()
    assert deals[deals["is_won"] == "true"]["loss_reason"].isna().all()
    assert set(history["opportunity_id"]) == set(deals.index)
    last = (
        history.sort_values("entered_at", kind="stable").groupby("opportunity_id")["stage"].last()
    )
    assert (last.loc[deals.index] == deals["stage"]).all()
    first = history.groupby("opportunity_id")["entered_at"].min().str[:10]
    assert (first.loc[deals.index] == deals["created_date"]).all()
