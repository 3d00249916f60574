"""Themes that come back, and whether the score moved."""

import pandas as pd
import pytest

from review_kit.metrics.themes import beside_verdicts, theme_key


def themes(world, **settings) -> pd.DataFrame:
    return world.review(**settings).tables.themes


def three_sessions(world, *, after: list[float], before: list[float] = [50, 52, 54, 56, 58]):  # noqa: B006
    """Three weeks on one theme, with five calls before the first and five after the last session."""
    for number, when in enumerate(("02-02", "02-09", "02-16")):
        world.entry(f"e{number}", when, theme="Price objection")
    return world.calls("01-30", before).calls("02-20", after)


def test_no_rise_in_three_sessions_asks_for_a_diagnosis(world) -> None:
    row = three_sessions(world, after=[51, 53, 55, 57, 59]).review().tables.themes.iloc[0]
    assert row[["theme", "criterion_id", "sessions"]].tolist() == ["Price objection", "obj", 3]
    assert (row["first_on"], row["last_on"]) == (
        pd.Timestamp("2026-02-02"),
        pd.Timestamp("2026-02-16"),
    )
    # 54 → 55; both samples have variance 10, so t(8) · √(10/5 + 10/5) = 2.306 · 2 = 4.612
    assert row["movement"] == 1
    assert (row["low"], row["high"]) == pytest.approx((1 - 4.612, 1 + 4.612), abs=0.001)
    assert row[["n_before", "n_after"]].tolist() == [5, 5]
    assert (row["moved"], row["line"]) == (False, "diagnose")


def test_a_rise_of_five_points_is_movement(world) -> None:
    row = three_sessions(world, after=[55, 57, 59, 61, 63]).review().tables.themes.iloc[0]
    assert (row["movement"], row["moved"]) == (5, True)
    assert pd.isna(row["line"])


def test_a_small_rise_that_chance_does_not_explain_is_movement(world) -> None:
    three_sessions(world, before=[54, 54, 54, 54, 54], after=[56, 56, 56, 56, 56])
    row = themes(world).iloc[0]
    assert row[["movement", "low", "moved"]].tolist() == [2, 2, True]


def test_a_fall_asks_for_a_diagnosis_too(world) -> None:
    row = themes(three_sessions(world, after=[30, 32, 34, 36, 38])).iloc[0]
    assert (row["movement"], row["line"]) == (-20, "diagnose")


SIX_DAYS = ("01-12", "01-26", "02-09", "02-23", "03-09", "03-16")


def six_sessions(world, *, spread: float = 2, days=SIX_DAYS, rated: bool = True, **commitment):
    """Six sessions on one theme with dated commitments, kept, and scores that stay around 54."""
    world.criterion(competency="Objections")
    if rated:
        world.rating(2, "01-02")
    scores = [54 + spread * step for step in (-2, -1, 0, 1, 2)]
    world.calls("01-02", scores).calls("02-02", scores).calls("03-20", scores)
    given = {"commitment": "Ask three impact questions", "due": "03-18", "status": "done"}
    for number, when in enumerate(days):
        world.entry(f"e{number}", when, theme="Price objection", **(given | commitment))
    return world


def line(world) -> str | None:
    found = themes(world)["line"].iloc[0]
    return None if pd.isna(found) else found


def test_lines_are_drawn_from_three_sessions_and_from_six(new_world) -> None:
    found = [line(six_sessions(new_world(), days=SIX_DAYS[-n:])) for n in range(1, 7)]
    assert found == [None, None, *["diagnose"] * 3, "performance_conversation"]


def test_a_conversation_needs_an_interval_that_excludes_a_rise_of_five_points(new_world) -> None:
    # 54 → 54; t(8) = 2.306 times √(v/5 + v/5), v the variance of the calls: 2.5 · spread²
    world = six_sessions(new_world(), spread=2)  # ± 4.61
    assert themes(world)["high"].iloc[0] == pytest.approx(4.612, abs=0.001)
    assert line(world) == "performance_conversation"
    world = six_sessions(new_world(), spread=2.2)  # ± 5.07
    assert themes(world)["high"].iloc[0] == pytest.approx(5.073, abs=0.001)
    assert line(world) == "diagnose"


@pytest.mark.parametrize(
    ("record", "routed", "drawn"),
    [
        ({}, "skill", "performance_conversation"),
        # the commitments were there, and were not kept
        ({"status": "missed"}, "will", "performance_conversation"),
        # nothing to keep was agreed
        ({"commitment": None, "due": None, "status": None}, "will", "diagnose"),
        # nothing says what good is
        ({"rated": False}, "knowledge", "diagnose"),
    ],
)
def test_a_conversation_waits_for_what_the_routing_has_to_mend_first(
    world, record, routed, drawn
) -> None:
    result = six_sessions(world, **record).review()
    assert result.tables.coaching_gaps["gap"].tolist() == [routed]
    assert result.tables.themes["line"].tolist() == [drawn]


def test_two_entries_of_one_session_count_once(world) -> None:
    world.entry("a", "02-02", theme="Price", session="s").entry(
        "b", "02-02", theme="Price", session="s"
    )
    assert themes(world)["sessions"].tolist() == [1]


def test_themes_are_the_same_without_case_blanks_and_punctuation(world) -> None:
    assert theme_key("Price objection") == theme_key("  price-OBJECTION! ") == "priceobjection"
    assert theme_key("价格 异议。") == "价格异议"
    world.entry("a", "02-02", theme="Price objection").entry("b", "02-09", theme="price-objection.")
    world.entry("c", "02-09", theme="...").entry("d", "02-09")
    table = themes(world)
    # as it was last written; a theme without any letter is none
    assert table[["theme", "sessions"]].to_numpy().tolist() == [["price-objection.", 2]]


def test_monthly_coaching_recurs_monthly(world) -> None:
    days = ("2025-10-10", "2025-11-11", "2025-12-10", "01-12", "02-13", "03-16")
    for number, when in enumerate(days):
        world.entry(f"e{number}", when, theme="Price")
    # 29 to 32 days apart: six sessions, and going on
    assert themes(world)[["sessions", "stopped"]].to_numpy().tolist() == [[6, False]]


@pytest.mark.parametrize(("others", "sessions"), [(2, [2]), (3, [1, 1])])
def test_a_theme_stops_when_the_next_three_sessions_do_without_it(world, others, sessions) -> None:
    days = ("01-05", "01-12", "01-19", "01-26", "02-02")
    world.entry("first", days[0], theme="Price")
    for number in range(1, others + 1):
        world.entry(f"other{number}", days[number], theme="Time" if number % 2 else None)
    world.entry("again", days[others + 1], theme="Price")
    table = themes(world)
    assert table[table["theme"] == "Price"]["sessions"].tolist() == sessions


def test_entries_of_one_day_are_one_session_to_stop_a_theme(world) -> None:
    for when in ("01-05", "01-12", "01-19"):
        world.entry(f"price {when}", when, theme="Price")
        for number in range(3):
            world.entry(f"{when} {number}", when, theme="Time")
    assert themes(world)["sessions"].tolist() == [3, 9]


@pytest.mark.parametrize(("again", "sessions"), [("02-02", [4]), ("02-03", [3, 1])])
def test_a_pause_of_more_than_twice_the_own_cadence_ends_a_theme(world, again, sessions) -> None:
    # weekly: the pause from 19 January to 2 February is twice as long
    for when in ("01-05", "01-12", "01-19"):
        world.entry(when, when, theme="Price")
    world.entry("again", again, theme="Price")
    assert themes(world)["sessions"].tolist() == sessions


def test_a_cadence_that_changes_is_the_one_of_its_time(world) -> None:
    days = ("2025-11-24", "2025-12-01", "2025-12-08", "2025-12-15", "01-12", "02-09", "03-09")
    for when in days:
        world.entry(when, when, theme="Price")
    # weekly, then every fourth week: 28 days stand against a mean of (3 · 7 + 2 · 28) / 5 = 15.4
    assert themes(world)["sessions"].tolist() == [7]


@pytest.mark.parametrize(
    ("last", "others", "stopped"),
    [
        # every second week to the review day, 31 March: 28 days are twice the cadence
        ("03-03", (), False),
        ("03-02", (), True),
        ("02-17", ("03-03", "03-17"), False),
        ("02-03", ("02-17", "03-03", "03-17"), True),
    ],
)
def test_whether_a_theme_has_stopped_by_the_review_day(world, last, others, stopped) -> None:
    end = pd.Timestamp(f"2026-{last}")
    for back in (28, 14, 0):
        world.entry(f"back {back}", f"{end - pd.Timedelta(days=back):%Y-%m-%d}", theme="Price")
    for when in others:
        world.entry(when, when, theme="Time")
    table = themes(world).set_index("theme")
    assert table.loc["Price", ["sessions", "stopped"]].tolist() == [3, stopped]


@pytest.mark.parametrize(("second", "sessions"), [("03-06", [2]), ("03-07", [1, 1])])
def test_two_sessions_have_no_cadence_and_twice_thirty_days(world, second, sessions) -> None:
    world.entry("a", "01-05", theme="Price").entry("b", second, theme="Price")
    assert themes(world)["sessions"].tolist() == sessions


def test_sessions_before_the_window_count_if_the_theme_goes_on_in_it(world) -> None:
    world.entry("a", "2025-11-20", theme="Price").entry("b", "2025-12-15", theme="Price")
    world.entry("c", "01-10", theme="Price").entry("d", "2025-11-20", theme="Time")
    table = themes(world)
    assert table[["theme", "sessions"]].to_numpy().tolist() == [["Price", 3]]


def test_movement_is_told_on_the_criterion_that_was_named_most(world) -> None:
    world.criterion("obj", 60).criterion("dis", 40)
    world.entry("a", "02-02", "dis", theme="Price").entry("b", "02-09", "obj", theme="Price")
    world.entry("c", "02-16", "obj", theme="Price")
    world.call("02-01", {"obj": 40, "dis": 90}).call("02-06", {"obj": 50, "dis": 90})
    world.call("02-20", {"obj": 65, "dis": 10}).call("02-21", {"obj": 75, "dis": 10})
    row = themes(world).iloc[0]
    # before the first entry on obj (9 February): 40 and 50; after the last one: 65 and 75
    assert row[["criterion_id", "movement", "n_before", "n_after"]].tolist() == ["obj", 25, 2, 2]


def test_without_calls_around_the_sessions_there_is_no_line(world) -> None:
    for number, when in enumerate(("02-02", "02-09", "02-16")):
        world.entry(f"e{number}", when, theme="Price")
    row = themes(world).iloc[0]
    assert row[["movement", "low", "line"]].isna().all()
    assert not row["moved"]


def judged(**verdicts: tuple[str, str | None]) -> pd.DataFrame:
    rows = [("ana", criterion, *verdict) for criterion, verdict in verdicts.items()]
    return pd.DataFrame(rows, columns=["rep_id", "criterion_id", "verdict", "verdict_reason"])


@pytest.mark.parametrize(
    ("verdict", "kept"),
    [
        (("improved", None), False),
        (("no_clear_change", "recovered"), False),
        (("no_clear_change", "within_chance"), True),
        (("cannot_tell_yet", "interval_too_wide"), True),
        (("declined", None), True),
    ],
)
def test_no_line_stands_beside_a_verdict_that_says_the_score_rose(verdict, kept) -> None:
    told = pd.DataFrame(
        {
            "rep_id": ["ana", "ana", "ana", "bo"],
            "criterion_id": ["obj", "price", None, "obj"],
            "line": ["performance_conversation", "diagnose", "diagnose", "diagnose"],
        }
    )
    lineage = pd.DataFrame(
        {"criterion_id": ["obj", "price", "price"], "ancestor_id": ["obj", "price", "obj"]}
    )
    # price is a part of obj, on which the verdict is
    found = beside_verdicts(told, judged(obj=verdict, price=("cannot_tell_yet", None)), lineage)
    own = ["performance_conversation", "diagnose"] if kept else [None, None]
    assert found["line"].astype("object").where(found["line"].notna(), None).tolist() == [
        *own,
        "diagnose",
        "diagnose",
    ]
