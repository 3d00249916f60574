"""Money: by hand from effect, association, volume, value, margin and days, net of hours × rates."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from review_kit.metrics.coaching_return import coaching_return, rounded_points
from review_kit.metrics.prepared import prepare
from review_kit.metrics.tables import Tables
from review_kit.metrics.windows import review_windows
from review_kit.project.config import Config

AS_OF = date(2026, 3, 31)
RATES = {"manager_per_hour": 100, "rep_per_hour": 50, "margin": 0.5}


def config(**rates):
    return Config.model_validate({"organisation": {"name": "Acme"}, "rates": RATES | rates})


def review_of(world, settings, minutes):
    world.criterion()
    for rep in ("ana", "ben"):
        world.rep(rep).call("01-05", 50, rep=rep)
        # ten closed deals each in the window, four of them won at 1,000
        for number in range(10):
            world.deal("01-02", "02-02", won=number < 4, amount=1000, rep=rep)
        world.quota("2026-01-01", "2026-03-31", 8000, rep=rep)
    # twenty minutes at 100 and 50 an hour cost 50
    world.entry("a", "02-01", rep="ana", minutes=minutes)
    windows = review_windows(settings, AS_OF, None)
    return prepare(Tables.from_frames(world.frames()), settings, windows)


def effect(low, estimate, high, *, scope="org", scope_id="org", verdict="helped"):
    return pd.DataFrame(
        [
            {
                "scope": scope,
                "scope_id": scope_id,
                "verdict": verdict,
                "claimed_estimate": estimate,
                "claimed_low": low,
                "claimed_high": high,
            }
        ]
    )


def driver(low, slope, high, *, metric="win_rate", criterion="obj", team="", scope="org"):
    return {
        "scope": scope,
        "team": team,
        "criterion_id": criterion,
        "outcome_metric": metric,
        "unit": "share",
        "slope_per_10pp": slope,
        "low": low,
        "high": high,
    }


def started(*reps, metric="win_rate", criterion="obj", on="2026-02-01"):
    return pd.DataFrame(
        {
            "rep_id": list(reps),
            "criterion_id": criterion,
            "outcome_metric": metric,
            "first_coached_on": pd.Timestamp(on),
        }
    )


SURE = effect(5.0, 5.0, 5.0)
"""Five points without any doubt, so that low, middle and high are one."""


def later(first, last, low, estimate, high, verdict="helped"):
    return {
        **effect(low, estimate, high, verdict=verdict).iloc[0],
        "first_day": first,
        "last_day": last,
    }


def worth(world, effects, drivers, criteria, minutes=20, persistence=(), **rates):
    settings = config(**rates)
    found = coaching_return(
        review_of(world, settings, minutes),
        effects,
        pd.DataFrame([*persistence]),
        pd.DataFrame(drivers),
        criteria,
    )
    return found.money.iloc[0], found.assumptions


def test_a_sure_effect_on_a_sure_association(world):
    row, _ = worth(world, SURE, [driver(0.04, 0.04, 0.04)], started("ana", "ben"))
    # 5 pp × 0.4 % win rate a point × 20 closed deals × 1,000 × half of it
    assert row["benefit"] == pytest.approx(5 * 0.004 * 20 * 1000 * 0.5)
    assert (row["benefit_low"], row["benefit_high"]) == pytest.approx((200.0, 200.0))
    # net of twenty minutes of two people
    assert row["cost"] == pytest.approx(20 / 60 * (100 + 50))
    assert (row["net_low"], row["net"], row["net_high"]) == pytest.approx((150.0, 150.0, 150.0))
    assert row["multiple"] == pytest.approx(200 / 50)
    assert (row["n_started"], row["n_reps"], row["reason"]) == (2, 2, "")


def test_only_what_started_in_the_window_counts(world):
    both = pd.concat([started("ana"), started("ben", on="2025-12-01")])
    row, _ = worth(world, SURE, [driver(0.04, 0.04, 0.04)], both)
    assert row["benefit"] == pytest.approx(100.0)
    assert row["n_started"] == 1


def test_both_intervals_are_propagated(world):
    row, _ = worth(world, effect(2.0, 4.0, 6.0), [driver(0.02, 0.04, 0.06)], started("ana", "ben"))
    scale = 20 * 1000 * 0.5
    rng = np.random.default_rng(1)
    drawn = scale * rng.normal(4, 1 / 0.98, 10**6) * rng.normal(0.004, 0.001 / 0.98, 10**6)
    found = row[["benefit_low", "benefit_high"]].to_numpy(float)
    assert found == pytest.approx(np.quantile(drawn, [0.025, 0.975]), abs=0.03 * drawn.std())
    assert row["benefit"] == pytest.approx(4 * 0.004 * scale)


def test_factors_are_rounded_as_they_are_printed_before_they_are_multiplied(world):
    row, listed = worth(
        world,
        effect(0.413, 3.98, 7.549),
        [driver(-0.15912, -0.012649, 0.13378)],
        started("ana", "ben"),
    )
    told = listed.set_index("assumption")
    assert told.loc["effect", ["value", "low", "high"]].tolist() == [4.0, 0.4, 7.5]
    assert told.loc["association", ["value", "low", "high"]].tolist() == [-0.013, -0.159, 0.134]
    assert row["benefit"] == 4.0 * (-0.013 * 20 * 1000 / 10) * 0.5


def test_an_end_that_is_not_zero_is_not_rounded_to_it():
    assert [rounded_points(value) for value in (0.04, -0.004, 0.0, 0.06)] == [
        0.04,
        -0.004,
        0.0,
        0.1,
    ]


def test_the_deals_of_a_rep_coached_on_several_skills_are_shared_out_among_them(world):
    both = pd.concat([started("ana", "ben"), started("ana", criterion="dis")])
    world.criterion(criterion="dis")
    drivers = [driver(0.04, 0.04, 0.04), driver(0.02, 0.02, 0.02, criterion="dis")]
    row, listed = worth(world, SURE, drivers, both)
    volume = listed[listed["assumption"] == "volume"].set_index("criterion_id")["value"]
    # ten deals each: ben's for objections alone, ana's half and half
    assert volume.to_dict() == {"obj": 15.0, "dis": 5.0}
    assert row["benefit"] == pytest.approx(5 * (0.004 * 15 + 0.002 * 5) * 1000 * 0.5)


@pytest.mark.parametrize(
    ("metric", "slope", "expected"),
    [
        # 4 deals won × 5 pp × 20 a point × half
        ("average_deal_size", 200.0, 4 * 5 * 20 * 0.5),
        # quota of 8,000 × 5 pp × 0.5 % a point × half
        ("quota_attainment", 0.05, 8000 * 5 * 0.005 * 0.5),
        # three periods of 30 days × 5 pp × −1 second a point × −2 of money a second × half
        ("aht_seconds", -10.0, 3 * 5 * -1 * -2 * 0.5),
    ],
)
def test_each_outcome_has_its_volume_and_its_price(world, metric, slope, expected):
    row, _ = worth(
        world,
        SURE,
        [driver(slope, slope, slope, metric=metric)],
        started("ana", metric=metric),
        outcome_values={"aht_seconds": -2.0},
    )
    assert row["benefit"] == pytest.approx(expected)


def test_associations_that_rest_on_the_same_reps_err_together(world):
    # two skills that are always scored alike go with the win rate in the same way, by the same reps
    world.criterion(criterion="dis")
    rng = np.random.default_rng(5)
    world.rep("cy").rep("dee")
    for rep in ("ana", "ben", "cy", "dee"):
        for month in ("2025-11", "2025-12", "2026-01", "2026-02"):
            score = rng.integers(40, 80)
            for call in range(5):
                world.call(f"{month}-1{call}", {"obj": score, "dis": score}, rep=rep)
            for number in range(10):
                won = number < rng.integers(2, 8)
                world.deal(f"{month}-10", f"{month}-20", won=won, amount=1000, rep=rep)
    both = pd.concat([started("ana", "ben"), started("ana", "ben", criterion="dis")])
    drivers = [driver(0.03, 0.04, 0.05), driver(0.03, 0.04, 0.05, criterion="dis")]
    row, listed = worth(world, SURE, drivers, both)
    (together,) = listed[listed["assumption"] == "together"].to_dict("records")
    # √(1 + 1 + 2) ÷ √2: half the deals each, so the range is that of all of them by one association
    assert (together["value"], together["origin"]) == (1.41, "measured")
    half = (row["benefit_high"] - row["benefit_low"]) / 2
    assert half == pytest.approx(row["benefit"] * 0.25, rel=0.01)


def test_an_effect_that_lasts_half_as_long_is_worth_half(world):
    row, listed = worth(
        world, SURE, [driver(0.04, 0.04, 0.04)], started("ana", "ben"), effect_days=45
    )
    assert row["benefit"] == pytest.approx(100.0)
    (lasts,) = listed[listed["assumption"] == "lasts"].to_dict("records")
    assert (lasts["value"], lasts["low"], lasts["high"], lasts["origin"]) == (
        45,
        36,
        45,
        "configured",
    )


MEASURED_FIRST = later(8, 35, 5.0, 5.0, 5.0)
MEASURED_NEXT = later(36, 90, 2.0, 2.0, 2.0)
NOT_SHOWN_NEXT = later(36, 90, -1.0, 2.0, 5.0, "not_shown")
MEASURED_LAST = later(91, 180, -1.0, 1.0, 3.0, "not_shown")
UNKNOWN_NEXT = later(36, 90, np.nan, np.nan, np.nan, "not_measurable")
TOO_WIDE_NEXT = later(36, 90, -6.0, 2.0, 10.0, "cannot_tell")


@pytest.mark.parametrize(
    ("persistence", "rates", "days", "measured", "points"),
    [
        # nothing later was measured: the first effect for the 90 days of the setting
        ([], {}, [(0, 89)], 36, 5 * 90),
        ([MEASURED_FIRST, UNKNOWN_NEXT], {}, [(0, 89)], 36, 5 * 90),
        ([MEASURED_FIRST, TOO_WIDE_NEXT, MEASURED_LAST], {}, [(0, 89)], 36, 5 * 90),
        # what was measured stands, whatever its verdict, and nothing after it is assumed
        ([MEASURED_FIRST, MEASURED_NEXT], {}, [(0, 35), (36, 90)], None, 5 * 36 + 2 * 55),
        ([MEASURED_FIRST, NOT_SHOWN_NEXT], {}, [(0, 35), (36, 90)], None, 5 * 36 + 2 * 55),
        (
            [MEASURED_FIRST, MEASURED_NEXT, MEASURED_LAST],
            {},
            [(0, 35), (36, 90), (91, 180)],
            None,
            5 * 36 + 2 * 55 + 1 * 90,
        ),
        # unless somebody says that it lasts longer
        (
            [MEASURED_FIRST, MEASURED_NEXT],
            {"effect_days": 120},
            [(0, 35), (36, 119)],
            91,
            5 * 36 + 2 * 84,
        ),
        # where it could be measured, a shorter setting is not asked
        (
            [MEASURED_FIRST, MEASURED_NEXT],
            {"effect_days": 60},
            [(0, 35), (36, 90)],
            None,
            5 * 36 + 2 * 55,
        ),
        ([], {"effect_days": 20}, [(0, 19)], 20, 5 * 20),
    ],
)
def test_later_days_count_with_what_was_measured_on_them(
    world, persistence, rates, days, measured, points
):
    row, listed = worth(
        world,
        SURE,
        [driver(0.04, 0.04, 0.04)],
        started("ana", "ben"),
        persistence=persistence,
        **rates,
    )
    told = listed[listed["assumption"] == "effect"]
    assert list(zip(told["first_day"], told["last_day"], strict=True)) == days
    # a point is worth 0.4 % × 20 deals × 1,000 × half, over the 90 days of the window
    assert row["benefit"] == pytest.approx(points / 90 * 40)
    lasts = listed[listed["assumption"] == "lasts"]["low"].tolist()
    assert lasts == ([] if measured is None else [measured])


def test_each_assumption_says_where_it_comes_from_and_what_it_moves(world):
    row, listed = worth(
        world, effect(4.0, 5.0, 6.0), [driver(0.03, 0.04, 0.05)], started("ana", "ben")
    )
    told = listed.set_index("assumption")
    assert told["origin"].to_dict() == {
        "effect": "measured",
        "association": "measured",
        "volume": "measured",
        "value": "measured",
        "margin": "configured",
        "lasts": "assumed",
        "window": "configured",
        "manager_time": "measured",
        "manager_rate": "configured",
        "rep_time": "measured",
        "rep_rate": "configured",
    }
    assert told["value"].to_dict() == pytest.approx(
        {
            "effect": 5.0,
            "association": 0.04,
            "volume": 20.0,
            "value": 1000.0,
            "margin": 0.5,
            "lasts": 90.0,
            "window": 90.0,
            "manager_time": 20.0,
            "manager_rate": 100.0,
            "rep_time": 20.0,
            "rep_rate": 50.0,
        }
    )
    # the effect moves 2 of 5 points, the association 2 of 4, days 54 of 90 of the 200
    swings = told["swing"].dropna().to_dict()
    assert swings == pytest.approx({"effect": 80.0, "association": 100.0, "lasts": 120.0})
    assert row["moves_most"] == "lasts"


@pytest.mark.parametrize(
    ("minutes", "slope", "reason"),
    [
        # 200 less 50
        (20, (0.04, 0.04, 0.04), ""),
        # about 200 ± 250, less 50
        (20, (-0.01, 0.04, 0.09), "range_includes_zero"),
        # 200 less 1,500: the effect is worth something, and coaching cost more
        (600, (0.04, 0.04, 0.04), "range_below_zero"),
    ],
)
def test_a_return_is_claimed_where_all_of_its_range_net_of_cost_lies_above_zero(
    world, minutes, slope, reason
):
    row, listed = worth(world, SURE, [driver(*slope)], started("ana", "ben"), minutes=minutes)
    assert row["reason"] == reason
    assert row["net"] == pytest.approx(200.0 - minutes * 2.5)
    assert ("multiple" in row and not np.isnan(row["multiple"])) == (reason == "")
    assert "effect" in listed["assumption"].tolist()


@pytest.mark.parametrize(
    ("effects", "drivers", "criteria", "rates", "reason"),
    [
        (effect(-1, 2, 5, verdict="not_shown"), True, started("ana"), {}, "effect_not_shown"),
        (
            effect(np.nan, np.nan, np.nan, verdict="cannot_tell"),
            True,
            started("ana"),
            {},
            "effect_not_shown",
        ),
        (
            effect(np.nan, np.nan, np.nan, verdict="not_measurable"),
            True,
            started("ana"),
            {},
            "effect_not_estimated",
        ),
        (effect(-5, -3, -1, verdict="lowered"), True, started("ana"), {}, "effect_lowered"),
        (SURE, True, started("ana", on="2025-11-01"), {}, "nothing_started"),
        (SURE, False, started("ana"), {}, "no_association"),
        (SURE, True, started("ana", metric="csat"), {}, "no_association"),
        (SURE, True, started("ana"), {"margin": None}, "no_margin"),
        (SURE, True, started("ana"), {"manager_per_hour": None, "rep_per_hour": None}, "no_cost"),
    ],
)
def test_without_a_shown_effect_or_a_price_there_is_a_cost_and_no_return(
    world, effects, drivers, criteria, rates, reason
):
    listed = [driver(0.04, 0.04, 0.04)] if drivers else []
    row, assumptions = worth(world, effects, listed, criteria, **rates)
    assert row["reason"] == reason
    assert "benefit" not in row or np.isnan(row["benefit"])
    if reason == "no_cost":
        assert row["cost"] is None
        assert assumptions.empty
    else:
        # what the cost is made of stands there all the same
        assert row["cost"] == pytest.approx(50.0)
        assert assumptions["assumption"].tolist() == [
            "manager_time",
            "manager_rate",
            "rep_time",
            "rep_rate",
        ]


def test_without_a_known_length_of_a_session_there_is_no_cost(world):
    row, _ = worth(world, SURE, [driver(0.04, 0.04, 0.04)], started("ana"), minutes=None)
    assert (row["cost"], row["reason"]) == (None, "no_cost")


def test_a_team_without_its_own_association_borrows_the_organisations(world):
    team = effect(5.0, 5.0, 5.0, scope="team", scope_id="north")
    borrowed = driver(0.04, 0.04, 0.04, team="north", scope="org")
    row, listed = worth(world, team, [borrowed], started("ana", "ben"))
    assert row["benefit"] == pytest.approx(200.0)
    assert row["cost"] == pytest.approx(50.0)
    (association,) = listed[listed["assumption"] == "association"].to_dict("records")
    assert association["origin"] == "borrowed"


def test_the_same_tables_give_the_same_range(world, new_world):
    asked = (effect(3, 5, 7), [driver(0.03, 0.04, 0.05)], started("ana", "ben"))
    first, _ = worth(world, *asked)
    second, _ = worth(new_world(), *asked)
    pd.testing.assert_series_equal(first, second)
