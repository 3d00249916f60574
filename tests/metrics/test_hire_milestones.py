"""Hires before a rep in the first days: what they had on day 30, 60 and 90, taken together."""

import pandas as pd
import pytest

REVIEW_DAY = pd.Timestamp("2026-03-31")


def on_day(hired: str, number: int) -> str:
    """Give the day on which somebody has been employed for ``number`` days, the day of hire being day 1."""
    return f"{pd.Timestamp(hired) + pd.Timedelta(days=number - 1):%Y-%m-%d}"


def row(result, measure: str, day: int = 30, rep: str = "new") -> dict:
    table = result.tables.hire_milestones
    (found,) = table[
        (table["rep_id"] == rep) & (table["measure"] == measure) & (table["day"] == day)
    ].to_dict("records")
    return found


def quartiles(found: dict) -> list[float]:
    return [found["lower_quartile"], found["median"], found["upper_quartile"]]


@pytest.fixture
def cohort(world):
    """Five hires of 10 November, one of 20 March, and a call of 1 October with which records begin."""
    world.rep("old").call("2025-10-01", 50, rep="old").rep("new", hired="03-20")
    for number in range(5):
        world.rep(f"hire{number}", hired="2025-11-10")
    return world


@pytest.mark.parametrize(
    ("hired", "left", "starting"),
    [
        ("03-31", None, True),
        ("03-02", None, True),
        ("03-01", None, False),
        ("03-20", "03-30", False),
    ],
)
def test_the_first_days_are_thirty_with_the_day_of_hire(world, hired, left, starting) -> None:
    # 2 March is day 1, so 31 March is day 30
    world.rep("ana").rep("new", hired=hired, left=left)
    result = world.review()
    assert bool(result.rep("new")["is_starting"]) is starting
    assert bool(result.rep("ana")["is_starting"]) is False
    assert set(result.tables.hire_milestones["rep_id"]) == ({"new"} if starting else set())


def test_a_milestone_stands_for_the_thirty_days_that_end_on_it(cohort) -> None:
    for number in range(5):
        for day, score in ((1, 10), (30, 20), (31, 40), (60, 60), (90, 90)):
            cohort.calls(on_day("2025-11-10", day), [score + number] * 5, rep=f"hire{number}")
    result = cohort.review()
    # day 1 to 30: the mean of 10 + k and 20 + k for k = 0 … 4, whose quartiles are the 2nd, 3rd and 4th
    assert quartiles(row(result, "overall_score", 30)) == [16, 17, 18]
    assert quartiles(row(result, "overall_score", 60)) == [51, 52, 53]
    assert quartiles(row(result, "overall_score", 90)) == [91, 92, 93]
    assert row(result, "calls_scored", 30)["median"] == 10


def test_four_hires_give_each_other_away(cohort) -> None:
    for number in range(5):
        few = 4 if number == 0 else 5  # under the evidence rule: no score of this hire
        cohort.calls("2025-11-12", [60] * few, rep=f"hire{number}")
    result = cohort.review()
    score = row(result, "overall_score")
    assert (score["n"], score["n_hires"]) == (4, 5)
    assert all(pd.isna(value) for value in quartiles(score))
    assert score["note"] == "too few hires on record (4)"
    assert quartiles(row(result, "calls_scored")) == [5, 5, 5]
    assert (
        quartiles(row(cohort.review(privacy={"minimum_group_size": 4}), "overall_score"))[0] == 60
    )


def test_who_left_before_the_day_or_has_not_come_to_it_is_counted_and_not_among_them(
    cohort,
) -> None:
    cohort.rep("gone", hired="2025-11-10", left=on_day("2025-11-10", 59))
    cohort.rep(
        "later", hired=on_day("2026-03-31", -60)
    )  # 62 days before: day 60 is reached, day 90 not
    result = cohort.review()
    counts = {
        day: [
            row(result, "calls_scored", day)[key] for key in ("n", "n_hires", "n_left", "n_to_come")
        ]
        for day in (30, 60, 90)
    }
    # the rep hired on 20 March is still to come to each of them
    assert counts == {30: [7, 7, 0, 1], 60: [6, 7, 1, 1], 90: [5, 6, 1, 2]}


def test_who_left_before_the_window_is_not_in_the_review_and_counts_as_having_left(cohort) -> None:
    cohort.rep("gone", hired="2025-10-05", left="2025-12-15")
    found = row(cohort.review(), "calls_scored", 30)
    assert [found[key] for key in ("n", "n_hires", "n_left")] == [5, 6, 1]


def test_a_hire_before_the_records_begin_says_nothing(cohort) -> None:
    cohort.rep("early", hired="2025-09-30").call("2025-10-02", 80, rep="early")
    cohort.rep("first", hired="2025-10-01").call("2025-10-02", 80, rep="first")
    assert row(cohort.review(), "calls_scored")["n"] == 6


def test_sessions_count_where_log_or_calendar_reach_back_to_the_hire(cohort) -> None:
    cohort.entry("e0", "2025-11-01", rep="old")
    cohort.entry("e1", "2025-11-20", rep="hire1").planned("p2", "2025-11-21", rep="hire2")
    cohort.planned("p3", "2025-11-21", "no_show", rep="hire3")
    found = row(cohort.review(), "sessions_held")
    # none, one, one, none (missed), none
    assert quartiles(found) == [0, 0, 1]
    late = cohort.rep("before", hired="2025-10-20").review()
    assert row(late, "sessions_held")["n"] == 5
    assert row(late, "calls_scored")["n"] == 6


def test_amount_won_and_attainment_are_those_of_the_thirty_days(cohort) -> None:
    cohort.deal("2025-10-01", rep="old")
    for number in range(5):
        cohort.deal("2025-11-11", rep=f"hire{number}")
        # 30 of the 90 days from 1 November to 29 January: a quota of 300
        cohort.quota("2025-11-01", "2026-01-29", 900, rep=f"hire{number}")
        cohort.deal(
            "2025-11-11",
            on_day("2025-11-10", 60),
            won=True,
            amount=30 * number,
            rep=f"hire{number}",
        )
    cohort.quota("2025-10-01", "2025-10-31", 1, rep="old")
    result = cohort.review()
    assert quartiles(row(result, "won_amount", 60)) == [30, 60, 90]
    assert quartiles(row(result, "quota_attainment", 60)) == pytest.approx([0.1, 0.2, 0.3])
    assert quartiles(row(result, "won_amount", 30)) == [0, 0, 0]
    # the quota ends before day 90, 7 February
    assert row(result, "quota_attainment", 90)["n"] == 0


def test_who_is_in_no_crm_has_not_won_nothing(cohort) -> None:
    cohort.deal("2025-10-01", rep="old").deal("2025-11-11", rep="hire0")
    result = cohort.review()
    assert row(result, "won_amount")["n"] == 1
    assert row(result, "won_amount")["own_note"] == "no deals on record"
    assert "quota_attainment" not in set(result.tables.hire_milestones["measure"])


def test_the_reps_own_value_so_far_stands_with_the_first_milestone(cohort) -> None:
    cohort.calls("03-21", [60, 70], rep="new").entry("e", "03-25", rep="new")
    cohort.call("2026-04-02", 90, rep="new")
    result = cohort.review()
    assert row(result, "calls_scored")["own"] == 2
    assert row(result, "sessions_held")["own"] == 1
    score = row(result, "overall_score")
    assert pd.isna(score["own"])
    assert score["own_note"] == "too few calls (2)"
    assert pd.isna(row(result, "calls_scored", 60)["own"])
    enough = cohort.calls("03-22", [65] * 3, rep="new").review()
    assert row(enough, "overall_score")["own"] == 65
