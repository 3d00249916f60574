"""Drivers: which skills move with which results.

Periods of 30 days are counted back from 31 March 2026; with a history of 120 days there are four:
2 to 31 March, 31 January to 1 March, 1 to 30 January, and 2 to 31 December.
"""

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from review_kit.access import Viewer, rows_for
from review_kit.metrics.outcomes import outcomes_by_rep
from review_kit.metrics.results import to_arrow
from review_kit.metrics.windows import Window

PERIODS = [
    ("2025-12-02", "2025-12-31"),
    ("01-01", "01-30"),
    ("01-31", "03-01"),
    ("03-02", "03-31"),
]
SETTINGS = {"windows": {"history_days": 120}, "evidence": {"minimum_calls": 1}}
SCORES = [(50, 54, 52, 60), (70, 61, 66, 64), (40, 52, 47, 45), (66, 58, 71, 60)] * 3
"""Score of each rep in the four periods; uneven, so that reps and periods can be told apart."""


def company(world, reps: int = 8, *, team: str = "north", per_pp: float = 0.2, first: int = 0):
    """Reps whose satisfaction is a level of their own, a tide, and so much per point of score."""
    tide = (5, 0, 3, 9)
    for number in range(first, first + reps):
        rep = f"rep{number}"
        world.rep(rep, team=team)
        for (start, end), score, extra in zip(PERIODS, SCORES[number], tide, strict=True):
            world.call(start, score, rep=rep)
            world.outcome("csat", start, end, 10 * number + extra + per_pp * score, rep=rep)
    return world


def row(result, team: str = "", outcome: str = "csat", criterion: str = "obj") -> pd.Series:
    table = result.tables.drivers
    chosen = table[
        (table["team"] == team)
        & (table["outcome_metric"] == outcome)
        & (table["criterion_id"] == criterion)
    ]
    assert len(chosen) == 1
    return chosen.iloc[0]


@pytest.mark.parametrize(
    ("per_pp", "verdict"), [(0.2, "moves_with"), (-0.2, "moves_against")], ids=["with", "against"]
)
def test_what_moves_exactly_with_the_score_is_found_exactly(world, per_pp, verdict) -> None:
    found = row(company(world, per_pp=per_pp).review(**SETTINGS))
    # whatever the levels and the tide: 0.2 per pp is 2 per 10 pp, without any scatter
    assert found[["slope_per_10pp", "low", "high"]].tolist() == pytest.approx([10 * per_pp] * 3)
    assert found[["scope", "criterion", "unit", "verdict"]].tolist() == [
        "org",
        "Obj",
        "points",
        verdict,
    ]
    assert found[["n_periods", "n_reps"]].tolist() == [32, 8]
    assert not found["declared"]


def test_what_does_not_move_at_all_cannot_be_told(world) -> None:
    found = row(company(world, per_pp=0).review(**SETTINGS))
    assert found[["slope_per_10pp", "low", "high", "p_adjusted"]].tolist() == [0, 0, 0, 1]
    assert found["verdict"] == "cannot_tell"


def test_seven_reps_are_too_few_and_how_many_there_are_is_said(world) -> None:
    found = row(company(world, 7).review(**SETTINGS))
    assert found[["slope_per_10pp", "low", "high", "p_adjusted"]].isna().all()
    assert found[["n_periods", "n_reps", "verdict"]].tolist() == [28, 7, "cannot_tell"]


def test_twenty_nine_periods_are_too_few(world) -> None:
    company(world)
    dropped = [("rep0", "03-02"), ("rep1", "03-02"), ("rep2", "01-01")]
    world.rows["outcomes"] = [
        outcome
        for outcome in world.rows["outcomes"]
        if (outcome["rep_id"], f"{outcome['period_start']:%m-%d}") not in dropped
    ]
    found = row(world.review(**SETTINGS))
    assert (found["n_periods"], found["n_reps"]) == (29, 8)
    assert np.isnan(found["slope_per_10pp"])


def test_a_period_with_too_few_calls_does_not_count(world) -> None:
    company(world)
    for number in range(8):
        for (start, _), score in zip(PERIODS, SCORES[number], strict=True):
            if (number, start) != (0, "03-02"):
                world.call(start, score, rep=f"rep{number}")
    settings = SETTINGS | {"evidence": {"minimum_calls": 2}}
    assert row(world.review(**settings))["n_periods"] == 31


def test_a_team_reads_its_own_and_a_small_one_the_organisations(world) -> None:
    company(world, per_pp=0.2).criterion()
    company(world, 2, team="south", per_pp=0.5, first=8)
    result = world.review(**SETTINGS)
    north, south, whole = (row(result, team) for team in ("north", "south", ""))
    assert north[["scope", "n_reps"]].tolist() == ["team", 8]
    assert north["slope_per_10pp"] == pytest.approx(2)
    assert south[["scope", "n_reps"]].tolist() == ["org", 10]
    same = ["slope_per_10pp", "low", "high", "p_adjusted", "n_periods", "verdict"]
    assert south[same].tolist() == whole[same].tolist()
    assert 2 < whole["slope_per_10pp"] < 5
    assert result.tables.drivers["team"].unique().tolist() == ["", "north", "south"]


def test_a_team_reads_its_rows_only(world) -> None:
    company(world).criterion()
    company(world, 2, team="south", first=8)
    tables = world.review(**SETTINGS).tables
    drivers = to_arrow(tables.drivers, "drivers")
    for grain, identifier, teams in (
        ("team", "south", ["south"]),
        ("rep", "rep0", []),
        ("org", "", ["", "north", "south"]),
    ):
        viewer = Viewer.of(tables.reps, grain, identifier)
        assert rows_for(viewer, "drivers").of(drivers)["team"].unique().to_pylist() == teams


def test_deals_count_in_the_period_in_which_they_closed(world) -> None:
    won_of_four = [(1, 3, 2, 4), (4, 2, 3, 1), (0, 3, 2, 2), (3, 1, 4, 2)] * 2
    for number, wins in enumerate(won_of_four):
        rep = f"rep{number}"
        world.rep(rep).quota("2025-12-02", "2026-03-31", 120 * 4, rep=rep)
        for (start, _), won, score in zip(PERIODS, wins, SCORES[number], strict=True):
            world.call(start, score, rep=rep)
            for deal in range(4):
                is_won = deal < won
                world.deal("2025-12-02", start, won=is_won, amount=60, rep=rep)
    settings = SETTINGS | {"evidence": {"minimum_calls": 1, "minimum_deals": 4}}
    result = world.review(**settings)
    found = row(result, outcome="win_rate")
    assert (found["n_periods"], found["unit"], found["declared"]) == (32, "share", True)
    # a constant for every rep and period, by least squares: two pairs of equal reps, so one of each
    wins, scores = np.array(won_of_four[:4]) / 4, np.array(SCORES[:4], float)
    assert found["slope_per_10pp"] == pytest.approx(10 * doubly_demeaned_slope(scores, wins))
    # the quota of 30 of 120 days is 120, a won deal half of it
    attained = row(result, outcome="quota_attainment")
    slope = doubly_demeaned_slope(scores, np.array(won_of_four[:4]) * 60 / 120)
    assert attained["slope_per_10pp"] == pytest.approx(10 * slope)
    # two won deals in a period are too few for their size and their cycle
    assert row(result, outcome="sales_cycle_days")["n_reps"] < 8
    order = result.tables.drivers.query("team == ''")["outcome_metric"].tolist()
    assert order == ["quota_attainment", "win_rate", "average_deal_size", "sales_cycle_days"]


def doubly_demeaned_slope(x: np.ndarray, y: np.ndarray) -> float:
    """Slope in a panel without gaps: rep and period means off, grand mean on."""
    x, y = (
        v - v.mean(axis=1, keepdims=True) - v.mean(axis=0, keepdims=True) + v.mean() for v in (x, y)
    )
    return float((x * y).sum() / (x * x).sum())


def test_attainment_needs_the_whole_periods_quota_and_deals_that_reach_back(world) -> None:
    for number in range(8):
        rep = f"rep{number}"
        begins = "01-02" if number == 0 else "2025-12-02"
        world.rep(rep).quota(
            "2025-12-02", "2026-03-30" if number == 1 else "2026-03-31", 1, rep=rep
        )
        world.deal(begins, "03-05", won=True, amount=number, rep=rep)
        for (start, _), score in zip(PERIODS, SCORES[number], strict=True):
            world.call(start, score, rep=rep)
    found = row(world.review(**SETTINGS), outcome="quota_attainment")
    # of 32: rep0 lacks December and January, rep1 March
    assert (found["n_periods"], found["n_reps"]) == (29, 8)


def test_quarters_say_nothing_of_a_month_and_what_happens_once_is_no_result(world) -> None:
    company(world)
    for number in range(8):
        rep = f"rep{number}"
        world.outcome("net_revenue", "2025-10-01", "2025-12-31", 5, rep=rep, unit="USD")
        world.outcome("net_revenue", "01-01", "03-31", 9, rep=rep, unit="USD")
        world.outcome("ramp_days", "2025-12-02", "2025-12-31", 90, rep=rep, unit="days")
    result = world.review(**SETTINGS)
    assert row(result, outcome="net_revenue")["n_periods"] == 0
    assert "ramp_days" not in set(result.tables.drivers["outcome_metric"])


def test_exported_months_are_brought_to_the_periods(world) -> None:
    """Calendar months overlap the 30 days; their days weigh as in any window."""
    months = ["2025-12-01", "2026-01-01", "2026-02-01", "2026-03-01", "2026-04-01"]
    for number in range(8):
        rep = f"rep{number}"
        world.rep(rep)
        for at, (start, after) in enumerate(pairwise(months)):
            end = f"{pd.Timestamp(after) - pd.Timedelta(days=1):%Y-%m-%d}"
            world.outcome("csat", start, end, SCORES[number][at], rep=rep)
        for (start, _), score in zip(PERIODS, SCORES[number], strict=True):
            world.call(start, score, rep=rep)
    found = row(world.review(**SETTINGS))
    rows = world.frames()["outcomes"]
    values = np.full((8, 4), np.nan)
    for at, (start, end) in enumerate(PERIODS):
        first = start if len(start) == 10 else f"2026-{start}"
        last = end if len(end) == 10 else f"2026-{end}"
        window = Window(pd.Timestamp(first).date(), pd.Timestamp(last).date())
        values[:, at] = outcomes_by_rep(rows, window).sort_values("rep_id")["value"]
    # 31 January to 1 March is 1 day of January, 28 of February, 1 of March
    assert values[0, 2] == pytest.approx((1 * 54 + 28 * 52 + 1 * 60) / 30)
    slope = doubly_demeaned_slope(np.array(SCORES[:8], float), values)
    assert found["slope_per_10pp"] == pytest.approx(10 * slope)


def test_a_month_that_is_missing_leaves_its_periods_out(world) -> None:
    company(world)
    world.rows["outcomes"][0]["period_end"] = pd.Timestamp("2025-12-30")
    assert row(world.review(**SETTINGS))["n_periods"] == 31


def test_only_weighted_criteria_of_the_top_level_are_looked_at(world) -> None:
    world.criterion("obj", 60).criterion("dis", 40).criterion("price", 100, parent="obj")
    world.criterion("gone", 50, end="2026-02-14")
    result = company(world).review(**SETTINGS)
    assert result.tables.drivers["criterion_id"].unique().tolist() == ["obj", "dis"]


def test_more_pairs_make_a_verdict_harder(world, new_world) -> None:
    def scattered(world, others: int):
        company(world, per_pp=0)
        rng = np.random.default_rng(4)
        for outcome, score in zip(world.rows["outcomes"], np.ravel(SCORES[:8]), strict=True):
            outcome["value"] += 0.2 * score + rng.normal(0, 2)
        for name in range(others):
            for number in range(8):
                for start, end in PERIODS:
                    world.outcome(f"other{name}", start, end, rng.normal(), rep=f"rep{number}")
        return row(world.review(**SETTINGS))

    alone, among_many = scattered(world, 0), scattered(new_world(), 4)
    assert alone["p_adjusted"] < among_many["p_adjusted"]
    same = ["slope_per_10pp", "low", "high"]
    assert alone[same].tolist() == pytest.approx(among_many[same].tolist())


def test_without_results_or_history_there_is_nothing_to_tell(world, new_world) -> None:
    assert world.call("03-02", 50).review().tables.drivers.empty
    short = {"windows": {"history_days": 59}}
    assert company(new_world()).review(**short).tables.drivers.empty
