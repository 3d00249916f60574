"""What the log says about itself."""

import pytest


def test_follow_up_share_by_hand(world) -> None:
    world.call("01-20", 50)
    world.entry("followed", "01-10").entry("never", "02-10").entry("nothing named", "02-11", None)
    world.entry("may still come", "03-25")
    row = world.review().metric("follow_up_measured")
    # the last one is left out; of three one was followed up
    assert (row["value"], row["n"]) == (pytest.approx(1 / 3), 3)


def test_mismatches_are_counted(world) -> None:
    world.call("02-09", 40).call("02-11", 60)
    world.entry("a", "02-10", before=60).entry("b", "02-10", before=42)
    row = world.review().metric("log_mismatch")
    assert (row["value"], row["n"]) == (1, 2)


def test_shared_by_the_review_day_and_surprises(world) -> None:
    world.entry("a", "01-10", shared="01-11").entry("b", "02-10", shared="03-31")
    world.entry("c", "03-10", shared="04-01").entry("d", "03-11")
    result = world.review()
    # a and b had been seen: 2 of 4; c and d are surprises
    assert (result.metric("shared_share")["value"], result.metric("shared_share")["n"]) == (0.5, 4)
    assert result.metric("surprises")["value"] == 2


def test_an_empty_log_has_no_shares_and_no_surprises(world) -> None:
    result = world.review()
    assert result.metric("shared_share")["n"] == 0
    assert result.metric("surprises")["value"] == 0
