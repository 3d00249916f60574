"""Weekly means, and dips that were overcome."""

import numpy as np
import pandas as pd
import pytest


def test_weekly_means_by_hand(world) -> None:
    # weeks end on Tuesdays, the review day being one: 7 to 13 January is the second
    world.call("01-01", 30).call("01-06", 50).call("01-07", 80)
    weekly = world.review().tables.weekly
    assert weekly["week_start"].tolist() == [pd.Timestamp("2026-01-01"), pd.Timestamp("2026-01-07")]
    assert weekly["week_end"].tolist() == [pd.Timestamp("2026-01-06"), pd.Timestamp("2026-01-13")]
    assert weekly["n"].tolist() == [2, 1]
    assert weekly["mean"].tolist() == [40, 80]
    # a week with one call has no interval; 40 ± 12.706 · 14.142 / √2 leaves the scale on both sides
    assert weekly["low"].isna().tolist() == [False, True]
    assert weekly.loc[0, ["low", "high"]].tolist() == [0, 100]


def dipping(world, dip: float, after: float, *, session: str | None = "02-03") -> None:
    """Five calls in each week around 70; one week dips, the weeks from 25 February on are at ``after``."""
    spread = np.array([-4, -2, 0, 2, 4])
    for week in pd.date_range("2026-01-07", "2026-03-25", freq="7D"):
        level = 70.0
        if week == pd.Timestamp("2026-02-11"):
            level = dip
        elif week > pd.Timestamp("2026-02-18"):
            level = after
        world.calls(week.strftime("%Y-%m-%d"), list(level + spread))
    if session:
        world.entry("e1", session)


def told(result) -> list | None:
    row = result.criterion("obj")
    found = [row["dip_week"], row["dip_score"], row["recovery_week"]]
    return None if all(pd.isna(part) for part in found) else found


def test_a_dip_after_the_first_session_that_was_overcome_is_told(world) -> None:
    dipping(world, dip=50, after=75)
    # 18 February is back at 70, the baseline; calls scatter by 2·√2.5 ≈ 3.2, so 20 pp are clear
    assert told(world.review()) == [
        pd.Timestamp("2026-02-11"),
        50,
        pd.Timestamp("2026-02-18"),
    ]


def test_a_dip_that_was_not_overcome_is_not_told(world) -> None:
    dipping(world, dip=50, after=60)
    # ten calls of the week of 18 February average (70 + 40) / 2 = 55: no week comes back to 70
    world.calls("2026-02-18", [40] * 5)
    assert pd.isna(world.review().criterion("obj")["dip_week"])


@pytest.mark.parametrize(
    ("last_weeks", "is_told"),
    # the current window, 2 to 31 March, has the four weeks from 4 March on; the baseline is 70
    [([75, 75, 75, 75], True), ([85, 70, 65, 60], True), ([84, 70, 65, 60], False)],
)
def test_a_recovery_is_told_only_while_it_holds(world, last_weeks, is_told) -> None:
    dipping(world, dip=46, after=75)
    rows = world.rows["qa_scores"]
    world.rows["qa_scores"] = [row for row in rows if row["call_on"] < pd.Timestamp("2026-03-01")]
    for week, level in zip(
        pd.date_range("2026-03-04", periods=4, freq="7D"), last_weeks, strict=True
    ):
        world.calls(week.strftime("%Y-%m-%d"), [level] * 5)
    row = world.review().criterion("obj")
    assert row["baseline_score"] == 70
    assert row["current_score"] == np.mean(last_weeks)
    # week of 18 February is back at 70 in each case
    assert told(world.review()) == (
        [pd.Timestamp("2026-02-11"), 46, pd.Timestamp("2026-02-18")] if is_told else None
    )


def test_whether_a_recovery_holds_is_not_known_from_too_few_calls(world) -> None:
    dipping(world, dip=46, after=75)
    rows = world.rows["qa_scores"]
    world.rows["qa_scores"] = [row for row in rows if row["call_on"] < pd.Timestamp("2026-03-01")]
    world.calls("03-04", [75, 75, 75, 75])
    row = world.review().criterion("obj")
    assert (row["n_current"], pd.isna(row["dip_week"])) == (4, True)


def test_without_a_session_before_it_there_is_no_dip_to_tell(world) -> None:
    dipping(world, dip=50, after=75, session="02-11")
    assert pd.isna(world.review().criterion("obj")["dip_week"])


def test_an_uncoached_criterion_has_no_dip_to_tell(world) -> None:
    dipping(world, dip=50, after=75, session=None)
    assert pd.isna(world.review().criterion("obj")["dip_week"])


def test_a_small_dip_is_not_clear(world) -> None:
    dipping(world, dip=66, after=75)
    assert pd.isna(world.review().criterion("obj")["dip_week"])


def test_of_two_dips_the_deeper_is_told(world) -> None:
    # the current window: 42, 80, 80 and 80, on average 70.5
    dipping(world, dip=55, after=80)
    for row in world.rows["qa_scores"]:
        if row["call_on"] == pd.Timestamp("2026-03-04"):
            row["score"] -= 38
    assert told(world.review()) == [pd.Timestamp("2026-03-04"), 42, pd.Timestamp("2026-03-11")]


def test_a_week_with_few_calls_is_no_dip(world) -> None:
    dipping(world, dip=50, after=75)
    rows = world.rows["qa_scores"]
    low = [row for row in rows if row["call_on"] == pd.Timestamp("2026-02-11")]
    world.rows["qa_scores"] = [row for row in rows if row not in low[:1]]
    assert pd.isna(world.review().criterion("obj")["dip_week"])


def test_flat_noise_rarely_looks_like_a_dip(new_world) -> None:
    # one false dip in forty is what the rule allows; 120 flat series must show less than 8 %
    world = new_world()
    rng = np.random.default_rng(7)
    for number in range(120):
        rep = f"r{number:03d}"
        world.rep(rep).entry(f"e{number}", "02-03", rep=rep)
        for week in pd.date_range("2026-01-07", "2026-03-25", freq="7D"):
            world.calls(
                week.strftime("%Y-%m-%d"), list(rng.normal(60, 12, 6).clip(0, 100)), rep=rep
            )
    found = world.review().tables.rep_criteria["dip_week"].notna().mean()
    assert found < 0.08
