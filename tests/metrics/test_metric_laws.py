"""Laws that hold for any company."""

from datetime import date, timedelta
from functools import cache

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from review_kit.metrics import METRIC_TABLES, METRICS, MetricTables, Tables, metrics_of
from review_kit.metrics.compute import Computation
from review_kit.project import canonical_model
from review_kit.project.config import Config

AS_OF = date(2026, 3, 31)
CONFIG = Config.model_validate(
    {
        "organisation": {"name": "Acme"},
        "evidence": {"minimum_calls": 2, "thin_calls": 4, "minimum_deals": 2, "thin_deals": 4},
        "privacy": {"minimum_group_size": 2},
        "rates": {"manager_per_hour": 80, "rep_per_hour": 50},
    }
)
REPS = ("ana", "bo", "cy", "di")
LAWS = settings(
    max_examples=2,
    suppress_health_check=[HealthCheck.too_slow],
    print_blob=True,
    # a smaller seed is no simpler company
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)


def company(seed: int) -> dict[str, pd.DataFrame]:
    """Draw a company of four reps in two teams, with every table, from a seed."""
    rng = np.random.default_rng(seed)

    def day(low: int = -150, high: int = 5) -> pd.Timestamp:
        return pd.Timestamp(AS_OF) + pd.Timedelta(days=int(rng.integers(low, high)))

    def rep() -> str:
        return REPS[rng.integers(0, len(REPS))]

    def maybe(value, share: float = 0.7):
        return value if rng.random() < share else None

    criteria = [
        ("obj", None, 60.0),
        ("dis", None, 40.0),
        ("price", "obj", 70.0),
        ("time", "obj", 30.0),
    ]
    scores = []
    for call in range(int(rng.integers(5, 60))):
        when, who = day(-220), rep()
        for criterion, _, _ in criteria:
            for evaluator in ("ai", "human"):
                if rng.random() < 0.4:
                    scores.append(
                        {
                            "evaluation_id": f"{call}-{evaluator}",
                            "call_id": f"call{call}",
                            "rep_id": who,
                            "call_at": when + pd.Timedelta(hours=int(rng.integers(8, 18))),
                            "call_on": when,
                            "criterion_id": criterion,
                            "score": float(rng.integers(20, 81)),
                            "max_score": 100.0,
                            "evaluator": evaluator,
                            "export_order": len(scores),
                        }
                    )
    log, calendar = [], []
    for session in range(int(rng.integers(0, 25))):
        when, who = day(), rep()
        if rng.random() < 0.8:
            status = ["held", "moved", "cancelled", "no_show"][rng.integers(0, 4)]
            calendar.append(
                {
                    "session_id": f"s{session}",
                    "rep_id": who,
                    "manager_id": "mia",
                    "scheduled_date": when,
                    "status": status,
                    "minutes": maybe(30.0),
                    "moved_to_date": when + pd.Timedelta(days=3) if status == "moved" else None,
                }
            )
        log.extend(
            {
                "entry_id": f"e{session}-{entry}",
                "session_id": f"s{session}",
                "rep_id": who,
                "manager_id": ["mia", "max"][rng.integers(0, 2)],
                "session_date": when,
                "criterion_id": maybe(criteria[rng.integers(0, 4)][0]),
                "score_before": maybe(float(rng.integers(0, 101)), 0.4),
                "score_after": maybe(float(rng.integers(0, 101)), 0.4),
                "minutes": maybe(45.0),
                "commitment": maybe("Ask three impact questions"),
                "commitment_due": maybe(when + pd.Timedelta(days=7)),
                "commitment_status": maybe(["open", "done", "missed"][rng.integers(0, 3)]),
                "shared_with_rep_on": maybe(when + pd.Timedelta(days=1)),
                "theme": maybe(["Price", "price!", "Time"][rng.integers(0, 3)]),
                "self_assessment": maybe(float(rng.integers(0, 101))),
            }
            for entry in range(int(rng.integers(0, 3)))
        )
    deals = []
    for number in range(int(rng.integers(0, 40))):
        created = day(-200, 0)
        closed = maybe(created + pd.Timedelta(days=int(rng.integers(0, 60))))
        deals.append(
            {
                "opportunity_id": f"d{number}",
                "rep_id": rep(),
                "created_date": created,
                "close_date": closed,
                "is_closed": closed is not None,
                "is_won": closed is not None and bool(rng.random() < 0.5),
                "amount": maybe(float(rng.integers(1, 1000))),
                "currency": "USD",
                "stage": ["Proposal", "Negotiation"][rng.integers(0, 2)],
                "source": maybe(["self", "partner"][rng.integers(0, 2)]),
                "loss_reason": maybe(["Price", "Timing"][rng.integers(0, 2)]),
                "contacts": maybe(float(rng.integers(1, 6))),
            }
        )
    roster = [
        {
            "rep_id": who,
            "rep_name": who.title(),
            "manager_id": manager,
            "manager_name": manager.title(),
            "team": team,
            "role": None,
            "hire_date": pd.Timestamp(AS_OF - timedelta(days=int(rng.integers(20, 900)))),
            "end_date": None,
        }
        for who, team, manager in zip(
            REPS, ("north", "north", "south", "south"), ("mia", "max", "max", "mia"), strict=True
        )
    ]
    periods = [("2025-10-01", "2025-12-31"), ("2026-01-01", "2026-03-31")]
    return {
        "roster": pd.DataFrame(roster),
        "criteria": pd.DataFrame(
            [
                {
                    "criterion_id": name,
                    "criterion": name.title(),
                    "parent_criterion_id": parent,
                    "weight": weight,
                    "outcome_metric": "win_rate",
                    "competency": None,
                    "valid_from": pd.Timestamp("2020-01-01"),
                    "valid_to": None,
                    "replaces_criterion_id": None,
                }
                for name, parent, weight in criteria
            ]
        ),
        "qa_scores": pd.DataFrame(scores, columns=list(scores[0])),
        "coaching_log": pd.DataFrame(log, columns=LOG_COLUMNS),
        "scheduled_sessions": pd.DataFrame(calendar, columns=CALENDAR_COLUMNS),
        "opportunities": pd.DataFrame(deals, columns=DEAL_COLUMNS),
        "quotas": pd.DataFrame(
            [
                {
                    "rep_id": who,
                    "period_start": pd.Timestamp(start),
                    "period_end": pd.Timestamp(end),
                    "quota": float(rng.integers(100, 5000)),
                    "currency": "USD",
                }
                for who in REPS
                for start, end in periods
            ]
        ),
        "outcomes": pd.DataFrame(
            [
                {
                    "rep_id": who,
                    "metric": metric,
                    "period_start": pd.Timestamp(start),
                    "period_end": pd.Timestamp(end),
                    "value": float(rng.integers(1, 100)),
                    "unit": "points",
                }
                for who in REPS
                for metric in ("net_revenue", "csat", "own")
                for start, end in periods
            ]
        ),
        "skills_matrix": pd.DataFrame(
            [
                {
                    "rep_id": who,
                    "competency": competency,
                    "level": float(rng.integers(1, 5)),
                    "rated_on": pd.Timestamp(when),
                }
                for who in REPS
                for competency in ("Objections", "Discovery")
                for when in ("2025-12-30", "2026-03-29")
            ]
        ),
        "goals": pd.DataFrame(
            [
                {
                    "goal_id": f"g-{who}",
                    "rep_id": who,
                    "criterion_id": "obj",
                    "metric": "current_score",
                    "baseline": 40.0,
                    "target": 90.0,
                    "set_on": pd.Timestamp("2026-01-05"),
                    "due_on": pd.Timestamp("2026-06-30"),
                    "status": "open",
                }
                for who in REPS
            ]
        ),
    }


LOG_COLUMNS = [
    "entry_id",
    "session_id",
    "rep_id",
    "manager_id",
    "session_date",
    "criterion_id",
    "score_before",
    "score_after",
    "minutes",
    "commitment",
    "commitment_due",
    "commitment_status",
    "shared_with_rep_on",
    "theme",
    "self_assessment",
]
CALENDAR_COLUMNS = [
    "session_id",
    "rep_id",
    "manager_id",
    "scheduled_date",
    "status",
    "minutes",
    "moved_to_date",
]
DEAL_COLUMNS = [
    "opportunity_id",
    "rep_id",
    "created_date",
    "close_date",
    "is_closed",
    "is_won",
    "amount",
    "currency",
    "stage",
    "source",
    "loss_reason",
    "contacts",
]


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
