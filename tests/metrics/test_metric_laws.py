"""Laws that hold for any company."""

from functools import cache

import numpy as np
import pandas as pd
import pytest
from drawn_company import AS_OF, CONFIG, company
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from review_kit.metrics import METRIC_TABLES, METRICS, MetricTables, Tables, metrics_of
from review_kit.metrics.compute import Computation
from review_kit.project import canonical_model

LAWS = settings(
    max_examples=2,
    suppress_health_check=[HealthCheck.too_slow],
    print_blob=True,
    # a smaller seed is no simpler company
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)


def review(frames: dict[str, pd.DataFrame]) -> MetricTables:
    return metrics_of(Tables.from_frames(frames), CONFIG, as_of=AS_OF)


seeds = st.integers(0, 1)
"""A review takes seconds, so the laws share two companies; each moves something of them."""


@cache
def reviewed(seed: int) -> MetricTables:
    """What is computed for a company as it is."""
    return review(company(seed))


def test_a_commitment_for_two_skills_counts_once() -> None:
    frames = company(8)
    log = frames["coaching_log"]
    agreed = log[log["commitment"].notna() & log["commitment_due"].notna()]
    assert len(agreed) > 2
    again = agreed.assign(entry_id=agreed["entry_id"] + "-too", criterion_id="dis")
    twice = {**frames, "coaching_log": pd.concat([log, again], ignore_index=True)}

    def told(frames: dict[str, pd.DataFrame]) -> tuple[pd.DataFrame, pd.DataFrame]:
        computed = Computation(Tables.from_frames(frames), CONFIG, as_of=AS_OF)
        metrics = computed.table("rep_metrics")
        of_commitments = metrics["metric"].str.contains("commitment")
        return metrics[of_commitments], computed.table("commitments")

    for once, other in zip(told(frames), told(twice), strict=True):
        pd.testing.assert_frame_equal(once.reset_index(drop=True), other.reset_index(drop=True))


def optional_columns() -> dict[str, list[str]]:
    """Columns of each table of the company that an export may leave empty."""
    model = canonical_model()
    found = {
        name: [c.name for c in model[name].columns if not c.required and c.name in frame]
        for name, frame in company(5).items()
    }
    return {name: columns for name, columns in found.items() if columns}


@pytest.mark.parametrize("table", optional_columns())
def test_whatever_is_optional_may_be_empty(table: str) -> None:
    frames = company(5)
    for name in optional_columns()[table]:
        frames[table][name] = frames[table][name].mask(frames[table].index >= 0)
    computed = Computation(Tables.from_frames(frames), CONFIG, as_of=AS_OF)
    for name in ("rep_metrics", "commitments", "number_rows"):
        declared = [column.name for column in METRIC_TABLES[name].columns]
        assert list(computed.table(name).columns) == declared


@LAWS
@given(seeds, st.integers(-20, 19))
def test_shifting_all_scores_shifts_levels_and_leaves_changes_alone(seed: int, k: int) -> None:
    frames = company(seed)
    shifted = frames | {
        "qa_scores": frames["qa_scores"].assign(score=frames["qa_scores"]["score"] + k)
    }
    computed = Computation(Tables.from_frames(shifted), CONFIG, as_of=AS_OF)
    looked_at = ("rep_criteria", "sessions", "weekly", "rep_metrics")
    before, after = reviewed(seed), {name: computed.table(name) for name in looked_at}
    for level in ("baseline_score", "current_score"):
        np.testing.assert_allclose(
            after["rep_criteria"][level], before["rep_criteria"][level] + k, atol=1e-9
        )
    np.testing.assert_allclose(
        after["rep_criteria"]["score_delta"], before["rep_criteria"]["score_delta"], atol=1e-9
    )
    for level in ("session_before", "session_next_call", "session_after"):
        np.testing.assert_allclose(
            after["sessions"][level], before["sessions"][level] + k, atol=1e-9
        )
    np.testing.assert_allclose(
        after["sessions"]["session_delta"], before["sessions"]["session_delta"], atol=1e-9
    )
    np.testing.assert_allclose(after["weekly"]["mean"], before["weekly"]["mean"] + k, atol=1e-9)
    overall = [
        table["rep_metrics"].query("metric == 'overall_score'")["value"]
        for table in (before, after)
    ]
    np.testing.assert_allclose(overall[1], overall[0] + k, atol=1e-9)
    counts = [name for name in before["rep_criteria"] if name.startswith("n_")]
    pd.testing.assert_frame_equal(before["rep_criteria"][counts], after["rep_criteria"][counts])


@LAWS
@given(seeds, st.integers(0, 1000))
def test_the_order_of_rows_never_matters(seed: int, shuffle: int) -> None:
    frames = company(seed)
    mixed = {name: frame.sample(frac=1, random_state=shuffle) for name, frame in frames.items()}
    before, after = reviewed(seed), review(mixed)
    for name in METRIC_TABLES:
        pd.testing.assert_frame_equal(before[name], after[name], check_exact=True, obj=name)


COMPARED = [
    "team_median",
    "team_median_scope",
    # a trend is judged by the company's spread of slopes
    "trend",
    # how often to meet is recommended by the place in the team's skills matrix
    "sessions_per_week",
]
"""What may move when somebody else's rows do."""

COMPARED_METRICS = [
    "close_rate_rank",
    "recommended_cadence",
    "stalled_count",
    "stalled_amount",
    # held against the team's won deals where the rep has too few
    "late_losses",
    # known only where the company's records reach back to the hire
    "ramp_days",
]
"""Metrics that compare a rep with others."""


@LAWS
@given(seeds, seeds)
def test_another_reps_rows_never_change_mine_but_for_what_compares(seed: int, other: int) -> None:
    frames, foreign = company(seed), company(other)
    # sessions of their own: what the calendar says of one with several reps, it says of each of them
    for name in ("coaching_log", "scheduled_sessions"):
        foreign[name]["session_id"] = "other " + foreign[name]["session_id"]
    mixed = {
        name: pd.concat(
            [frame[frame["rep_id"] == "ana"], foreign[name][foreign[name]["rep_id"] != "ana"]],
            ignore_index=True,
        )
        if "rep_id" in frame and name != "roster"
        else frame
        for name, frame in frames.items()
    }
    before, after = reviewed(seed), review(mixed)
    for name in METRIC_TABLES:
        left, right = (own_rows(tables[name]) for tables in (before, after))
        pd.testing.assert_frame_equal(left, right, obj=name)


def own_rows(table: pd.DataFrame) -> pd.DataFrame:
    if "rep_id" in table:
        rows = table[table["rep_id"] == "ana"]
    elif "scope_id" in table:
        rows = table[(table["scope"] == "rep") & (table["scope_id"] == "ana")]
    else:
        rows = table.head(0)
    if "which" in rows:
        # rows of the exports themselves, without what is held against others beside them
        exported = rows["table"].isin(
            ["opportunities", "scheduled_sessions", "quotas", "coaching_log"]
        )
        rows = rows[exported & ~rows["which"].isin(["lost", "since-hire"])].drop(columns="part")
    if "metric" in rows:
        rows = rows[~rows["metric"].isin(COMPARED_METRICS)]
    if {"team_p75", "reps_compared", "session_on"} & set(rows):
        # stalled is who waits longer than others, an exemplar who is better; days follow the cadence
        rows = rows.head(0)
    if "verdict" in rows:
        # a change is judged by how scores of the company change, a coached skill by the uncoached
        judged = {"low", "high", "company_movement", "n_follow_up", "is_stuck"} | {
            name for name in rows if name.startswith(("delta_", "expected_", "verdict"))
        }
        # where scorers took turns, how far they are apart is measured on everybody
        judged |= {"score_delta", "change_basis", "trend", "trend_slope"}
        judged |= {"dip_week", "dip_score", "recovery_week"}
        rows = rows.drop(columns=[name for name in judged if name in rows])
    if "comparable" in rows:
        rows = rows.drop(columns="comparable")
    if "session_delta" in rows:
        rows = rows.drop(columns="session_delta")
    if "movement" in rows and "theme" in rows:
        told = {"movement", "low", "high", "n_before", "n_after", "moved", "line", "gap"}
        rows = rows.drop(columns=[name for name in told if name in rows])
    if "cadence_from" in rows:
        rows = rows.drop(columns="sessions")
    kept = rows.drop(columns=[name for name in COMPARED if name in rows])
    return kept.reset_index(drop=True)


@LAWS
@given(seeds)
def test_rows_are_as_their_table_declares(seed: int) -> None:
    for name, declared in METRIC_TABLES.items():
        table = reviewed(seed)[name]
        required = [column.name for column in declared.columns if not column.nullable]
        assert not table[required].isna().any().any(), (name, table[required].isna().sum())
        assert not table.duplicated([*declared.key]).any(), name


@LAWS
@given(seeds)
def test_counts_and_shares_stay_within_bounds(seed: int) -> None:
    tables = reviewed(seed)
    criteria = tables["rep_criteria"]
    # baseline and current never share a call
    assert (criteria["n_baseline"] + criteria["n_current"] <= criteria["n_window"]).all()
    assert criteria["commitment_completion"].dropna().between(0, 1).all()
    assert (criteria["commitments_done"] <= criteria["commitments_due"]).all()
    assert (criteria["follow_ups_measured"] <= criteria["sessions_held"]).all()
    for column in ("baseline_score", "current_score", "baseline_low", "current_high"):
        assert criteria[column].dropna().between(0, 100).all()
    exceeding = {"quota_attainment", "progress_to_goal"}
    shares = {name for name, metric in METRICS.items() if metric.unit == "share"} - exceeding
    for table in ("rep_metrics", "team_metrics", "manager_metrics", "org_metrics"):
        rows = tables[table]
        rows = rows[rows["metric"].isin(shares)]
        for column in ("value", "previous", "team_median", "low", "high"):
            assert rows[column].dropna().between(0, 1).all(), (table, column)
        inside = rows.dropna(subset=["value", "low"])
        assert (inside["low"] <= inside["value"] + 1e-12).all()
        assert (inside["value"] <= inside["high"] + 1e-12).all()


@LAWS
@given(seeds)
def test_complete_incomplete_and_pending_add_up(seed: int) -> None:
    tables = reviewed(seed)
    table = tables["completion"]
    incomplete = table["due"] - table["complete"] - table["pending"]
    assert (incomplete >= 0).all()
    counted = table["complete"] + incomplete
    np.testing.assert_allclose(
        table["template_completion_rate"], table["complete"] / counted.where(counted > 0)
    )
    # what teams, managers and the organisation count is what their reps count
    sums = table.groupby(["scope", "day"])[["due", "complete", "pending"]].sum()
    of_reps = sums[sums.index.get_level_values("scope") == "rep"].droplevel("scope")
    for scope in ("team", "manager", "org"):
        of_groups = sums[sums.index.get_level_values("scope") == scope].droplevel("scope")
        pd.testing.assert_frame_equal(of_groups, of_reps)
    assert not (tables["sessions"]["complete"] & tables["sessions"]["pending"]).any()


@LAWS
@given(seeds)
def test_plans_are_believable(seed: int) -> None:
    tables = reviewed(seed)
    plans = tables["plans"]
    told = plans.dropna(subset=["baseline", "noise"])
    # what is to be reached can be told from chance, and lies on the scale
    assert (told["target"] > told["baseline"] + told["noise"]).all()
    assert (plans["target"] <= 100).all()
    days = tables["planned_sessions"].merge(plans, on="rep_id")
    assert (days["session_on"] < days["due_on"]).all()
    weekday = days["session_on"].dt.day_of_week
    assert ((weekday < 5) | (weekday == days["weekday"])).all()
    counts = days.groupby("rep_id").size().reindex(plans["rep_id"]).fillna(0)
    assert counts.tolist() == plans["sessions"].tolist()
    weeks = days.groupby(["rep_id", days["session_on"].dt.to_period("W")]).size()
    often = plans.set_index("rep_id")["sessions_per_week"]
    assert (
        weeks <= often.reindex(weeks.index.get_level_values("rep_id")).clip(lower=1).to_numpy()
    ).all()


@LAWS
@given(seeds)
def test_totals_of_groups_are_the_sums_of_their_reps(seed: int) -> None:
    tables = reviewed(seed)
    teams = tables["reps"].set_index("rep_id")["team"]
    rows = tables["rep_metrics"].assign(team=tables["rep_metrics"]["rep_id"].map(teams))
    for name in (
        "sessions_held",
        "deals_won",
        "opportunity_starts",
        "surprises",
        "log_mismatch",
        "losses",
        "open_opportunities",
        "stalled_count",
    ):
        by_team = rows[rows["metric"] == name].groupby("team")["value"].sum()
        stored = tables["team_metrics"].query("metric == @name").set_index("team")["value"]
        pd.testing.assert_series_equal(by_team, stored, check_names=False)
        org = tables["org_metrics"].query("metric == @name")["value"].item()
        assert org == by_team.sum()
