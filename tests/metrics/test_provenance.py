"""Where a rep's numbers come from."""

import pandas as pd


def rows(result, rep: str = "ana") -> pd.DataFrame:
    table = result.tables.provenance
    return table[table["rep_id"] == rep].set_index("table")


def test_rows_of_the_window_and_their_days(world) -> None:
    world.call("2025-12-31", 1).call("01-03", 2).call("03-30", 3)
    row = rows(world.review()).loc["qa_scores"]
    assert row["rows_used"] == 2
    assert row["first_day"] == pd.Timestamp("2026-01-03")
    assert row["last_day"] == pd.Timestamp("2026-03-30")


def test_a_period_counts_when_it_reaches_into_the_window(world) -> None:
    world.quota("2025-12-01", "01-31", 1).quota("2025-11-01", "2025-11-30", 1)
    row = rows(world.has("opportunities").review()).loc["quotas"]
    assert (row["rows_used"], row["first_day"]) == (1, pd.Timestamp("2026-01-01"))


def test_a_deal_counts_when_created_or_closed_in_the_window(world) -> None:
    world.deal("2025-12-01", "02-01").deal("02-03").deal("2025-11-01").deal("2025-12-01", "04-02")
    row = rows(world.review()).loc["opportunities"]
    assert row["rows_used"] == 2
    assert row["first_day"] == pd.Timestamp("2026-02-01")
    assert row["last_day"] == pd.Timestamp("2026-02-03")


def test_a_managers_note_counts_when_it_was_written_for_this_review(world) -> None:
    world.noted("2025-12-31", "Of the quarter before.").noted("04-03", "Of this one.")
    row = rows(world.review()).loc["review_notes"]
    assert (row["rows_used"], row["first_day"]) == (1, pd.Timestamp("2026-04-03"))


def test_quarantined_rows_are_counted_by_rep(world) -> None:
    world.rep("ana").rep("bo")
    aside = {"qa_scores": pd.Series({"ana": 3})}
    result = world.review(quarantined=aside)
    assert rows(result).loc["qa_scores", "rows_quarantined"] == 3
    assert rows(result, "bo").loc["qa_scores", "rows_quarantined"] == 0


def test_every_rep_has_a_row_for_every_table_that_was_exported(world) -> None:
    world.rep("ana").rep("bo").goal("g", "2025-01-01", 70)
    result = world.review()
    names = ["coaching_log", "goals", "qa_scores", "roster"]
    assert rows(result).index.tolist() == names
    assert rows(result, "bo").index.tolist() == names
    assert rows(result).loc["goals", "rows_used"] == 1
    assert rows(result).loc[["goals", "roster"], "first_day"].isna().all()
