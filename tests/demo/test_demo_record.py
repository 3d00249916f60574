"""What the exports of the demonstration hold, and what they depend on."""

import hashlib
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from review_kit.demo import DemoSettings, generate
from review_kit.demo.tables import COLUMNS
from review_kit.project import canonical_model, canonical_tables

# The text of all tables for three reps. It is the same on every machine and Python; whoever
# changes the generator on purpose puts the new value here.
FINGERPRINT_OF_THREE_REPS = "c421f11532ac1f578bf251b4c15ea640eb10f7c563a24b08b181f613f38d6a76"


def fingerprint(tables) -> str:
    digest = hashlib.sha256()
    for name, table in tables.items():
        digest.update(name.encode())
        digest.update(table.to_csv(index=False, na_rep="NA", lineterminator="\n").encode())
    return digest.hexdigest()


def times(column: pd.Series) -> pd.Series:
    """Local times of day and date, as the rep's clock showed them."""
    return pd.to_datetime(column.str[:19])


def test_there_are_all_tables_with_the_columns_of_the_data_model(demo):
    assert tuple(demo.tables) == canonical_tables()
    assert {name: tuple(table.columns) for name, table in demo.tables.items()} == COLUMNS
    assert all(len(table) for table in demo.tables.values())


def test_the_same_settings_give_the_same_text_everywhere():
    tables = generate(DemoSettings(reps=3)).tables

    assert fingerprint(tables) == FINGERPRINT_OF_THREE_REPS


def test_another_seed_gives_another_record():
    one, other = (generate(DemoSettings(reps=2, seed=seed)).tables for seed in (1, 2))

    assert set(one["roster"]["rep_name"]).isdisjoint(other["roster"]["rep_name"])
    assert fingerprint(one) != fingerprint(other)


def test_reps_added_later_change_nothing_in_the_rows_of_the_others():
    few = generate(DemoSettings(reps=4, bad_rows=False)).tables
    many = generate(DemoSettings(reps=12, bad_rows=False)).tables

    first_four = set(few["roster"]["rep_id"])
    for name, table in few.items():
        if "rep_id" in table.columns:
            theirs = many[name][many[name]["rep_id"].isin(first_four)].reset_index(drop=True)
            pd.testing.assert_frame_equal(theirs, table)


def test_another_effect_leaves_calls_sessions_and_commitments_as_they_are():
    settings = DemoSettings(reps=6, bad_rows=False)
    with_effect = generate(settings).tables
    without = generate(replace(settings, effect_pp=0.0)).tables

    same = ["evaluation_id", "call_id", "call_at", "criterion_id", "evaluator", "evidence_url"]
    pd.testing.assert_frame_equal(with_effect["qa_scores"][same], without["qa_scores"][same])
    same = ["entry_id", "session_date", "criterion_id", "theme", "commitment", "commitment_due"]
    pd.testing.assert_frame_equal(with_effect["coaching_log"][same], without["coaching_log"][same])
    assert not with_effect["qa_scores"]["score"].equals(without["qa_scores"]["score"])


@pytest.mark.parametrize("reps", [1, 2, 25])
def test_there_are_as_many_reps_as_asked_for(reps):
    data = generate(DemoSettings(reps=reps))

    assert data.tables["roster"]["rep_id"].nunique() == reps
    assert data.tables["roster"]["rep_name"].nunique() == reps


def test_24_reps_are_of_every_kind(demo):
    assert set(demo.truth.reps["kind"]) == {
        "coachable", "steady", "star", "stuck", "settled_in", "ramping", "just_hired", "few_calls",
        "changed_manager", "dip_and_recovery", "improving_alone", "no_crm",
    }  # fmt: skip


def test_24_reps_make_a_large_team_with_two_managers_and_one_too_small_for_a_median(demo):
    teams = demo.tables["roster"].groupby("team")

    assert teams.size().to_dict() == {
        "Americas": 6, "Asia Pacific": 3, "Northern Europe": 9, "Southern Europe": 6,
    }  # fmt: skip
    assert teams["manager_id"].nunique().to_dict() == {
        "Americas": 1, "Asia Pacific": 1, "Northern Europe": 2, "Southern Europe": 1,
    }  # fmt: skip


def test_keys_are_unique_where_no_bad_rows_are_wanted(clean_demo):
    for name, table in clean_demo.tables.items():
        assert not table[list(canonical_model()[name].key)].isna().to_numpy().any(), name
        assert not table.duplicated(list(canonical_model()[name].key)).any(), name


def test_identifiers_would_not_survive_as_numbers(demo):
    assert demo.tables["roster"]["rep_id"].str.startswith("00").all()
    assert (demo.tables["qa_scores"]["call_id"].str.len() == 20).all()
    assert demo.tables["qa_scores"]["call_id"].astype("uint64").max() > 2**63


def test_calls_are_on_working_days_in_working_hours_of_the_reps_own_zone(clean_demo):
    calls = clean_demo.tables["qa_scores"].drop_duplicates("call_id")
    local = times(calls["call_at"])

    assert (local.dt.day_of_week < 5).all()
    assert local.dt.hour.between(8, 17).all()
    assert set(calls["call_at"].str[19:]) == {"+01:00", "+02:00", "-05:00", "-04:00", "+08:00"}


def test_calls_fill_the_record_up_to_the_review_day_in_the_projects_zone(clean_demo):
    at = pd.to_datetime(clean_demo.tables["qa_scores"]["call_at"], utc=True)
    days = at.dt.tz_convert("Europe/Berlin").dt.date

    assert days.min() in {date(2026, 1, 4), date(2026, 1, 5)}
    assert days.max() == date(2026, 9, 30)


def test_most_reps_have_four_to_seven_scored_calls_a_week_and_some_hardly_any(clean_demo):
    reps = clean_demo.truth.reps.set_index("kind")
    weeks = 270 / 7
    usual = reps.drop(index=["settled_in", "ramping", "just_hired", "few_calls"])["calls"] / weeks

    assert usual.between(3.9, 7.4).all()
    assert usual.mean() == pytest.approx(5.5, abs=0.4)
    assert reps.loc["few_calls", "calls"] < 25
    assert reps.loc["just_hired", "calls"] < 6


def test_nobody_is_scored_before_they_are_hired(clean_demo):
    calls = clean_demo.tables["qa_scores"].merge(clean_demo.tables["roster"], on="rep_id")

    assert (calls["call_at"].str[:10] > calls["hire_date"]).all()


def test_six_reps_were_hired_in_the_record_and_came_through_ninety_days(clean_demo):
    hired = pd.to_datetime(clean_demo.tables["roster"]["hire_date"])
    days = (pd.Timestamp("2026-09-30") - hired).dt.days

    assert days.between(89, 269).sum() == 6
    assert days.between(0, 29).sum() == 1


def test_people_score_some_of_the_calls_that_the_platform_scored(clean_demo):
    scores = clean_demo.tables["qa_scores"]
    by_person = scores[scores["evaluator"] == "human"]
    by_platform = scores[scores["evaluator"] == "ai"]

    assert set(by_person["call_id"]) <= set(by_platform["call_id"])
    share = by_person["call_id"].nunique() / by_platform["call_id"].nunique()
    assert share == pytest.approx(0.07, abs=0.01)


def test_a_call_scored_twice_by_the_platform_has_its_second_evaluation_behind_the_first(clean_demo):
    scores = clean_demo.tables["qa_scores"]
    platform = scores[scores["evaluator"] == "ai"]
    runs = platform.groupby("call_id")["evaluation_id"].unique()
    twice = runs[runs.str.len() == 2]

    assert len(twice) > 20
    assert all(first < second for first, second in twice)


def test_scores_are_whole_points_of_100_or_1_to_5(clean_demo):
    scores = clean_demo.tables["qa_scores"]
    points = scores["score"].astype(int)
    of_five = scores["max_score"] == "5"

    assert set(scores["max_score"]) == {"5", "100"}
    assert points[of_five].between(1, 5).all()
    assert points[~of_five].between(0, 100).all()


def test_the_rubric_adds_up_before_and_after_it_changed(clean_demo):
    criteria = clean_demo.tables["criteria"]
    weight = criteria["weight"].astype(float)
    since = criteria.loc[criteria["criterion_id"] == "rapport", "valid_from"].item()
    old, new = criteria["valid_to"].notna(), criteria["valid_from"] == since

    assert since == "2026-05-04"
    assert criteria[old]["valid_to"].tolist() == ["2026-05-03", "2026-05-03"]
    assert criteria[new]["replaces_criterion_id"].tolist() == criteria[old]["criterion_id"].tolist()
    top = criteria["parent_criterion_id"].isna()
    for version in (~old, ~new):
        assert weight[version & top].sum() == 100
        parts = weight[version & ~top].groupby(criteria["parent_criterion_id"]).sum()
        assert (parts == 100).all()


def test_scores_and_sessions_use_the_criterion_in_force_on_their_day(clean_demo):
    criteria = clean_demo.tables["criteria"].set_index("criterion_id")
    criteria = criteria.assign(valid_to=criteria["valid_to"].fillna("9999-12-31"))
    berlin = pd.to_datetime(clean_demo.tables["qa_scores"]["call_at"], utc=True)
    scored = pd.DataFrame(
        {
            "day": berlin.dt.tz_convert("Europe/Berlin").dt.strftime("%Y-%m-%d"),
            "criterion_id": clean_demo.tables["qa_scores"]["criterion_id"],
        }
    )
    log = clean_demo.tables["coaching_log"].dropna(subset="criterion_id")
    logged = log[["criterion_id"]].assign(day=log["session_date"])
    for rows in (scored, logged):
        valid = criteria.loc[rows["criterion_id"], ["valid_from", "valid_to"]].reset_index()
        day = rows["day"].reset_index(drop=True)
        assert ((valid["valid_from"] <= day) & (day <= valid["valid_to"])).all()


def test_the_log_shows_the_earlier_manager_until_the_middle_of_the_window(clean_demo):
    rep = clean_demo.truth.reps.set_index("kind").loc["changed_manager"]
    log = clean_demo.tables["coaching_log"]
    log = log[(log["rep_id"] == rep["rep_id"]) & (log["session_date"] >= "2026-07-03")]
    earlier = log["session_date"] < "2026-08-17"

    assert rep["manager_id"] != rep["earlier_manager_id"]
    assert set(log[earlier]["manager_id"]) == {rep["earlier_manager_id"]}
    assert set(log[~earlier]["manager_id"]) == {rep["manager_id"]}


def test_a_rep_without_crm_has_rows_in_no_table_of_results(clean_demo):
    rep_id = clean_demo.truth.reps.set_index("kind").loc["no_crm", "rep_id"]

    for name in ("opportunities", "quotas", "outcomes"):
        assert rep_id not in set(clean_demo.tables[name]["rep_id"])
    assert rep_id in set(clean_demo.tables["qa_scores"]["rep_id"])


def test_deals_are_called_after_customers_and_a_few_have_no_name(clean_demo):
    deals = clean_demo.tables["opportunities"]
    names = deals[["account_name", "opportunity_name"]]
    reps = clean_demo.tables["roster"]["rep_name"]

    assert 0.01 < names.isna().mean().min() < names.isna().mean().max() < 0.08
    named = names.dropna()
    brands = named["opportunity_name"].str.partition(":")[0]
    assert all(
        full.startswith(short) for full, short in zip(named["account_name"], brands, strict=True)
    )
    # a customer comes back for another deal now and then
    assert 0.1 < names["account_name"].dropna().duplicated().mean() < 0.5
    # a document that names another rep is not delivered: no customer is called like one
    assert not any(part in " ".join(brands.unique()) for name in reps for part in name.split()[:1])


def test_the_log_has_the_gaps_of_real_logs(clean_demo):
    missing = clean_demo.tables["coaching_log"].isna().mean()

    assert missing[["entry_id", "session_id", "rep_id", "manager_id", "session_date"]].max() == 0
    assert 0.02 < missing["criterion_id"] < 0.15
    assert 0.15 < missing["score_before"] < 0.5
    assert missing["score_before"] < missing["score_after"] < 0.65
    for column in ("minutes", "theme", "commitment", "shared_with_rep_on"):
        assert 0.02 < missing[column] < 0.25, column
    for column in ("commitment_due", "evidence_url", "self_assessment", "progress_note"):
        assert 0.1 < missing[column] < 0.7, column


def test_typed_scores_are_the_platforms_or_clearly_others(clean_demo):
    typed = clean_demo.tables["coaching_log"].merge(
        clean_demo.truth.entries, on="entry_id", suffixes=("", "_true")
    )
    for side in ("before", "after"):
        known = typed.dropna(subset=f"score_{side}")
        off = (known[f"score_{side}"].astype(float) - known[f"platform_{side}"]).abs()
        assert (off[~known["mismatch_meant"]] <= 0.5).all()
        assert (off[known["mismatch_meant"]] > 5).all()
        assert 0.04 < known["mismatch_meant"].mean() < 0.2


def test_dates_in_the_log_are_in_order(clean_demo):
    log = clean_demo.tables["coaching_log"]

    assert (log["session_date"] <= "2026-09-30").all()
    for later in ("commitment_due", "shared_with_rep_on"):
        known = log.dropna(subset=later)
        assert (known[later] >= known["session_date"]).all()
    assert (log["shared_with_rep_on"].dropna() <= "2026-09-30").all()
    due = log[log["commitment_due"] > "2026-09-30"]
    assert set(due["commitment_status"]) == {"open"}


def test_sessions_in_the_log_took_place_on_their_day_in_the_calendar(clean_demo):
    calendar = clean_demo.tables["scheduled_sessions"]
    log = clean_demo.tables["coaching_log"].merge(
        calendar, on=["session_id", "rep_id", "manager_id"], how="left", suffixes=("", "_planned")
    )
    known = log.dropna(subset="status")
    day = known["moved_to_date"].fillna(known["scheduled_date"])

    assert set(known["status"]) == {"held", "moved"}
    assert (known["session_date"] == day).all()
    assert 0 < log["status"].isna().mean() < 0.1  # held without having been scheduled
    assert set(calendar["status"]) == {"held", "moved", "cancelled", "no_show"}
    assert (calendar["moved_to_date"].notna() == (calendar["status"] == "moved")).all()


def test_links_point_to_calls_of_the_same_rep(clean_demo):
    calls = clean_demo.tables["qa_scores"].drop_duplicates("call_id").set_index("call_id")
    log = clean_demo.tables["coaching_log"].dropna(subset="evidence_url")
    parts = log["evidence_url"].str.extract(r"^https://calls\.example/c/(\d{20})(?:\?t=(\d+))?$")

    assert calls.loc[parts[0], "rep_id"].tolist() == log["rep_id"].tolist()
    assert parts[1].fillna("").tolist() == log["evidence_offset_s"].fillna("").tolist()


def test_a_typical_quarter_has_one_to_three_focus_criteria_with_sessions(clean_demo):
    log = clean_demo.tables["coaching_log"]
    focus = ["objection_handling", "discovery", "value_proposition"]
    in_window = log[(log["session_date"] >= "2026-07-03") & log["criterion_id"].isin(focus)]
    criteria = in_window.groupby("rep_id")["criterion_id"].nunique()
    sessions = in_window.groupby(["rep_id", "criterion_id"]).size()

    assert len(criteria) >= 18
    assert criteria.between(1, 3).all()
    assert sessions.median() >= 4


def test_a_stuck_rep_met_six_times_on_one_criterion(clean_demo):
    log = clean_demo.tables["coaching_log"].merge(clean_demo.truth.reps, on="rep_id")
    stuck = log[log["kind"] == "stuck"]

    assert stuck.groupby(["rep_id", "criterion_id"]).size().max() >= 6


def test_goals_are_open_when_due_later_and_judged_when_due_before(clean_demo):
    goals = clean_demo.tables["goals"]

    assert set(goals[goals["due_on"] > "2026-09-30"]["status"]) == {"open"}
    assert set(goals[goals["due_on"] <= "2026-09-30"]["status"]) == {"met", "missed"}
    assert (goals["due_on"] > goals["set_on"]).all()


def test_every_competency_is_rated_from_1_to_4_each_quarter(clean_demo):
    matrix = clean_demo.tables["skills_matrix"]
    competencies = set(clean_demo.tables["criteria"]["competency"])

    assert set(matrix["level"]) == {"1", "2", "3", "4"}
    assert set(matrix["competency"]) == competencies
    assert set(matrix["rated_on"]) == {"2026-04-01", "2026-06-30", "2026-09-28"}
