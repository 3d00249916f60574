"""Open deals: how many, how fast, and which have stalled; where deals come from."""

import pandas as pd
import pytest


def test_open_at_the_end_of_the_window(world) -> None:
    # open; closed on the last day; closed the day after; created the day after
    world.deal("01-05").deal("01-05", "03-31").deal("01-05", "04-01").deal("04-01")
    assert world.review().metric("open_opportunities")["value"] == 2


def test_velocity_by_hand(world) -> None:
    for _ in range(5):
        world.deal("01-30", "03-01", won=True, amount=100)
        world.deal("01-30", "03-01", amount=100)
    for _ in range(6):
        world.deal("03-05")
    # 6 open × 0.5 × 100 ÷ 30 days
    row = world.review().metric("velocity")
    assert row[["value", "n", "unit"]].tolist() == [10, 6, "money_per_day"]


def test_without_enough_wins_there_is_no_velocity(world) -> None:
    row = world.deal("03-05").review().metric("velocity")
    assert pd.isna(row["value"])
    assert row["note"] == "needs a win rate, a deal size and a cycle"


def test_self_created_share_by_hand(world) -> None:
    for source in ("self", " Self", "partner", "inbound", None):
        world.deal("02-01", source=source)
    row = world.review().metric("self_created_share")
    # 2 of 5 starts, whether the source of all is known or not
    assert row[["value", "n", "note"]].tolist() == [0.4, 5, "1 of 5 without a source"]
    # Wilson for 2 of 5
    assert (row["low"], row["high"]) == pytest.approx((0.1176, 0.7693), abs=0.0001)


def test_a_crm_that_does_not_keep_the_source_says_nothing_of_it(world) -> None:
    for _ in range(5):
        world.deal("02-01")
    assert pd.isna(world.review().metric("self_created_share")["value"])


def test_contacts_per_opportunity_by_hand(world) -> None:
    for contacts in (1, 2, 3, 4, 5, None):
        world.deal("02-01", contacts=contacts)
    row = world.review().metric("contacts_per_opportunity")
    assert row[["value", "n"]].tolist() == [3, 5]
    # sd √2.5 = 1.5811; 2.7764 · 1.5811 / √5 = 1.9632
    assert (row["low"], row["high"]) == pytest.approx((1.0368, 4.9632), abs=0.0001)


def five_reps(world, stage: str = "Proposal"):
    """Five reps with one deal each, in a stage since 10, 20, 30, 40 and 50 days."""
    for number, days in enumerate((10, 20, 30, 40, 50)):
        entered = pd.Timestamp("2026-03-31") - pd.Timedelta(days=days)
        world.rep(f"rep{number}")
        world.deal("01-01", rep=f"rep{number}", name=f"d{number}", amount=100 + number)
        world.went(f"d{number}", (stage, f"{entered:%Y-%m-%d}"))
    return world


def test_stalled_is_longer_than_three_quarters_of_the_teams(world) -> None:
    result = five_reps(world).review()
    # the 75th percentile of 10, 20, 30, 40, 50 is 40: only 50 is above it
    (row,) = result.tables.stalled.to_dict("records")
    assert (row["rep_id"], row["opportunity_id"], row["stage"]) == ("rep4", "d4", "Proposal")
    assert (row["days_in_stage"], row["team_p75"], row["team_scope"]) == (50, 40, "team")
    assert row["entered_from"] == "stage history"
    assert result.metric("stalled_count", "rep4")["value"] == 1
    assert result.metric("stalled_amount", "rep4")["value"] == 104
    assert result.metric("stalled_count", "rep0")[["value", "n"]].tolist() == [0, 0]
    assert result.team("stalled_amount")["value"] == 104


def test_a_stalled_deal_carries_the_names_that_the_crm_gives_it(world) -> None:
    for number, day in enumerate(("03-21", "03-11", "03-01", "02-19")):
        world.rep(f"rep{number}").deal(day, rep=f"rep{number}", stage="Proposal")
    world.rep("rep4").deal("02-09", rep="rep4", stage="Proposal", account="Birch & <Heron> AG")
    (row,) = world.review().tables.stalled.to_dict("records")
    assert row["account_name"] == "Birch & <Heron> AG"
    assert pd.isna(row["opportunity_name"])


def test_without_a_history_days_count_from_the_day_the_deal_was_created(world) -> None:
    for number, created in enumerate(("03-21", "03-11", "03-01", "02-19", "02-09")):
        world.rep(f"rep{number}").deal(created, rep=f"rep{number}", stage="Proposal")
    (row,) = world.review().tables.stalled.to_dict("records")
    assert (row["days_in_stage"], row["team_p75"], row["entered_from"]) == (50, 40, "created")


def test_four_reps_in_a_stage_give_each_other_away_so_everyones_days_are_taken(world) -> None:
    five_reps(world)
    world.rows["roster"][0]["team"] = "south"
    (row,) = world.review().tables.stalled.to_dict("records")
    assert row["team_scope"] == "org"
    world.rows["roster"].pop(1)
    assert world.review().tables.stalled.empty


def test_an_entry_shortly_before_midnight_belongs_to_that_day_where_the_company_is(world) -> None:
    # 23:30 in Madrid on 10 March is 22:30 UTC; 23:30 UTC is 00:30 on 11 March
    five_reps(world).rows["stage_history"].clear()
    for number, hour in enumerate((10, 10, 10, 22, 23)):
        when = "03-20" if number < 3 else "03-10"
        world.went(f"d{number}", ("Proposal", when), hour=hour)
    zone = {"time_zone": "Europe/Madrid"}
    table = world.review(organisation=zone).tables.stalled
    assert table[["opportunity_id", "days_in_stage"]].to_numpy().tolist() == [["d3", 21]]
