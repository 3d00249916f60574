"""What was lost: why, in which stage, and how late."""

import pandas as pd
import pytest


def lost(world, days: int, closed: str = "03-01", **deal):
    """A deal that was lost ``days`` after it was created."""
    end = pd.Timestamp(f"2026-{closed}")
    created = end - pd.Timedelta(days=days)
    return world.deal(f"{created:%Y-%m-%d}", f"{end:%Y-%m-%d}", **deal)


def won(world, ages: list[int], rep: str = "ana"):
    for days in ages:
        lost(world, days, won=True, rep=rep)
    return world


def test_losses_by_reason_by_hand(world) -> None:
    lost(world, 10, reason="Price", amount=100).deal("01-05", "02-05", won=True)
    lost(world, 30, reason="Price", amount=50)
    lost(world, 20, reason="Timing")
    lost(world, 40, reason=" ", amount=7)
    lost(world, 99, closed="04-01", reason="Price")
    table = world.review().tables.losses
    rows = table[["by", "value", "n", "amount", "median_age_days"]].fillna(-1).to_numpy().tolist()
    assert rows == [
        ["reason", "Price", 2, 150.0, 20.0],
        ["reason", "Timing", 1, -1.0, 20.0],
        ["reason", "not given", 1, 7.0, 40.0],
    ]


def test_the_stage_at_loss_is_the_last_one_before_the_deal_was_closed(world) -> None:
    lost(world, 10, name="a", stage="Lost").went(
        "a", ("Discovery", "02-20"), ("Proposal", "02-25"), ("Lost", "03-01")
    )
    lost(world, 10, name="b", stage="Lost").went("b", ("Discovery", "02-20"), ("Lost", "03-01"))
    # went back to discovery, and was moved by somebody after it was lost
    lost(world, 10, name="c", stage="Lost").went(
        "c", ("Proposal", "02-20"), ("Discovery", "02-27"), ("Lost", "03-01"), ("Proposal", "03-09")
    )
    lost(world, 10, name="d", stage="Lost")
    world.deal("01-05", name="e").went("e", ("Discovery", "02-20"), ("Proposal", "02-25"))
    for number in range(60):
        # deals that are long lost show which stage is the one that deals end in
        lost(world, 10, closed="01-01", name=f"x{number}", rep="zoe")
        world.went(f"x{number}", ("Discovery", "2025-12-25"), ("Lost", "01-01"))
    world.rep("ana").rep("zoe")
    table = world.review().tables.losses
    own = table[(table["rep_id"] == "ana") & (table["by"] == "stage")]
    assert own[["value", "n"]].to_numpy().tolist() == [
        ["Discovery", 2],
        ["Proposal", 1],
        ["not given", 1],
    ]


def test_age_at_loss_needs_five_losses(world) -> None:
    for days in (10, 20, 40, 50):
        lost(world, days)
    row = world.review().metric("median_age_at_loss_days")
    assert pd.isna(row["value"])
    assert row["note"] == "too few lost deals (4)"
    lost(world, 90)
    result = world.review()
    assert result.metric("median_age_at_loss_days")["value"] == 40
    assert result.metric("losses")["value"] == 5


def test_a_loss_is_late_when_a_win_takes_less(world) -> None:
    won(world, [10, 20, 30, 40, 50])
    for days in (29, 30, 31, 90):
        lost(world, days)
    # the middle of the won cycles is 30
    assert world.review().metric("late_losses")[["value", "n"]].tolist() == [2, 4]


def test_with_too_few_wins_of_the_own_the_teams_are_taken(world) -> None:
    for number in range(5):
        world.rep(f"rep{number}")
        won(world, [10], rep=f"rep{number}")
    for days in (9, 11):
        lost(world, days, rep="rep0")
    assert world.review().metric("late_losses", "rep0")["value"] == 1


@pytest.mark.parametrize("reps", [1, 4])
def test_with_too_few_wins_anywhere_nothing_is_called_late(world, reps) -> None:
    for number in range(reps):
        world.rep(f"rep{number}")
        won(world, [10], rep=f"rep{number}")
    lost(world, 99, rep="rep0")
    row = world.review().metric("late_losses", "rep0")
    assert pd.isna(row["value"])
    assert row["note"] == "too few won deals to say what late is"
