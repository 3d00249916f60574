"""What the next window would bring if one lever moved."""

import pandas as pd
import pytest

from review_kit.metrics.what_if import expected_revenue


@pytest.fixture
def seller(world):
    """Ten deals closed after 45 days, half of them won at 100; 20 starts in all, 10 of them open."""
    for number in range(10):
        world.deal("01-15", "03-01", won=number < 5, amount=100)
    for _ in range(10):
        world.deal("03-10")
    return world.quota("01-01", "03-31", 100)


def test_each_lever_by_hand(seller) -> None:
    # 1 April to 29 June are the next 90 days; the quota of 91 days is prorated to them
    seller.quota("04-01", "06-30", 910)
    table = seller.review().tables.what_if.set_index("lever")
    # the formula: 0.5 × 100 × (10 × min(1, 90/45) + 20 × (1 − 45/90)) = 50 × 20 = 1000
    moved = {
        "starts": 50 * (10 + 22 * 0.5),
        "win_rate": 0.55 * 100 * 20,
        "average_deal_size": 0.5 * 110 * 20,
        # a cycle of 40.5 days
        "sales_cycle_days": 50 * (10 + 20 * (1 - 40.5 / 90)),
        "all": 0.55 * 110 * (10 + 22 * (1 - 40.5 / 90)),
    }
    gain = {lever: brought - 1000 for lever, brought in moved.items()}
    assert table["gain"].to_dict() == pytest.approx(gain)
    # five deals were won at 100 each: revenue starts from these 500, not from the formula's 1000
    assert table["actual"].tolist() == [500] * 5
    expected = {lever: 500 + more for lever, more in gain.items()}
    assert table["expected_revenue"].to_dict() == pytest.approx(expected)
    assert table["quota"].tolist() == [900] * 5
    assert table["quota_note"].isna().all()
    assert table["difference"].to_dict() == pytest.approx({k: v - 900 for k, v in expected.items()})
    assert table["open_deals"].tolist() == [10] * 5
    assert table.loc["sales_cycle_days", ["base", "changed"]].tolist() == [45, 40.5]
    assert table.loc["all", ["base", "changed"]].isna().all()


@pytest.mark.parametrize(
    ("periods", "note"),
    [
        # the past quota is none of the next
        ([], "the exports hold no quota for the next 90 days"),
        ([("04-01", "04-30", 300), ("05-01", "05-31", 0)], "quotas cover 30 of the next 90 days"),
        ([("04-01", "06-29", 0)], "the exports hold no quota for the next 90 days"),
        (
            [("04-01", "06-30", 300), ("06-01", "06-30", 100)],
            "quota periods overlap, so it is not clear which one counts",
        ),
    ],
)
def test_where_the_next_quota_is_not_whole_it_stands_against_none(seller, periods, note) -> None:
    for period in periods:
        seller.quota(*period)
    table = seller.review().tables.what_if
    assert table[["quota", "difference"]].isna().all(axis=None)
    assert set(table["quota_note"]) == {note}


def test_a_joiner_is_moved_from_what_was_won_in_the_days_there(seller) -> None:
    seller.rep("ana", hired="2026-01-11")
    table = seller.review().tables.what_if
    # 11 January to 31 March
    assert set(table["actual_days"]) == {80}
    assert set(table["actual"]) == {500}


def test_for_a_leaver_there_is_no_next_window(seller) -> None:
    seller.rep("ana", left="2026-03-31").quota("04-01", "06-30", 910)
    assert seller.review().tables.what_if.empty


def test_for_who_leaves_in_the_next_window_it_stands_against_no_quota(seller) -> None:
    seller.rep("ana", left="2026-04-30").quota("04-01", "06-30", 910)
    table = seller.review().tables.what_if
    assert table["quota"].isna().all()
    assert set(table["quota_note"]) == {"the rep leaves on 30 April"}


def test_a_win_rate_does_not_pass_one(world) -> None:
    for _ in range(5):
        world.deal("01-15", "03-01", won=True, amount=100)
    table = world.review().tables.what_if.set_index("lever")
    assert table.loc["win_rate", ["base", "changed", "gain"]].tolist() == [1, 1, 0]
    assert table["quota"].isna().all()
    assert set(table["quota_note"]) == {"the exports hold no quota for the next 90 days"}


def test_without_enough_wins_there_is_no_table(world) -> None:
    assert world.deal("01-15", "03-01", won=True).review().tables.what_if.empty


def test_where_as_much_is_started_as_closes_the_revenue_is_that_of_the_starts() -> None:
    # in a steady state there are starts × cycle ÷ days deals open, whatever the cycle
    for cycle in (10.0, 45.0, 90.0, 200.0):
        levers = pd.DataFrame(
            {
                "starts": [30.0],
                "win_rate": [0.2],
                "average_deal_size": [50.0],
                "sales_cycle_days": [cycle],
            }
        )
        in_play = pd.Series([30 * cycle / 90])
        assert expected_revenue(levers, in_play, 90).item() == pytest.approx(30 * 0.2 * 50)
