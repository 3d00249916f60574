"""Bad rows: every planned one is there, none that is not planned, and no table loses its gate."""

from datetime import date

import pandas as pd
import pytest

from review_kit.demo import DemoSettings, generate
from review_kit.project import canonical_model

GATE = 0.05


def is_date(column: pd.Series) -> pd.Series:
    return pd.to_datetime(column.str[:10], format="%Y-%m-%d", errors="coerce").notna()


def broken(tables) -> dict[str, set[str]]:
    """Check the rules of the data model by other means than the generator's own."""
    found: dict[str, pd.Series] = {}
    number = pd.to_numeric
    reps, criteria = set(tables["roster"]["rep_id"]), set(tables["criteria"]["criterion_id"])
    for name, table in tables.items():
        bad = pd.Series(False, index=table.index)
        if "rep_id" in table:
            bad |= ~table["rep_id"].isin(reps)
        if "criterion_id" in table and name != "criteria":
            bad |= ~table["criterion_id"].isin(criteria) & table["criterion_id"].notna()
        distinct = table.drop_duplicates()
        bad.loc[distinct.index] |= distinct.duplicated(
            list(canonical_model()[name].key), keep=False
        )
        found[name] = bad
    scores = tables["qa_scores"]
    points, largest = number(scores["score"]), number(scores["max_score"])
    found["qa_scores"] |= points.isna() | (points < 0) | (points > largest) | (largest <= 0)
    found["qa_scores"] |= ~scores["evaluator"].isin(["ai", "human"]) | ~is_date(scores["call_at"])
    found["qa_scores"] |= is_date(scores["call_at"]) & (scores["call_at"].str[:10] > "2026-10-01")
    log = tables["coaching_log"]
    found["coaching_log"] |= ~is_date(log["session_date"])
    found["coaching_log"] |= log["session_date"].where(is_date(log["session_date"])) > "2026-10-01"
    found["coaching_log"] |= log["manager_id"].isna() | log["session_id"].isna()
    calendar = tables["scheduled_sessions"]
    found["scheduled_sessions"] |= ~calendar["status"].isin(
        ["held", "moved", "cancelled", "no_show"]
    )
    deals = tables["opportunities"]
    closed, won = deals["is_closed"] == "true", deals["is_won"] == "true"
    found["opportunities"] |= (won & ~closed) | (closed & deals["close_date"].isna())
    found["opportunities"] |= deals["close_date"] < deals["created_date"]
    found["opportunities"] |= ~is_date(deals["created_date"])
    kept = set(deals[~found["opportunities"]]["opportunity_id"])
    found["stage_history"] |= ~tables["stage_history"]["opportunity_id"].isin(kept)
    found["outcomes"] |= tables["outcomes"]["value"].isna()
    matrix = tables["skills_matrix"]
    found["skills_matrix"] |= ~matrix["level"].isin(list("1234"))
    found["skills_matrix"] |= matrix["rated_on"] > "2026-10-01"
    found["goals"] |= ~tables["goals"]["status"].isin(["open", "met", "missed"])
    return {name: set(row_keys(name, tables[name][bad])) for name, bad in found.items()}


def row_keys(name: str, table: pd.DataFrame) -> pd.Series:
    columns = [table[column].fillna("None") for column in canonical_model()[name].key]
    return columns[0].str.cat(columns[1:], sep="|") if columns[1:] else columns[0]


def planned(data, table: str, *, left_out: bool = False):
    return [f for f in data.truth.faults if f.table == table and f.left_out == left_out]


def test_a_record_without_bad_rows_breaks_no_rule(clean_demo):
    assert clean_demo.truth.faults == ()
    assert all(keys == set() for keys in broken(clean_demo.tables).values())
    for name, table in clean_demo.tables.items():
        assert not table.duplicated().any(), name


def test_exactly_the_planned_rows_break_a_rule(demo):
    for name, keys in broken(demo.tables).items():
        assert keys == {key for fault in planned(demo, name) for key in fault.keys}, name


def test_the_planned_numbers_of_rows_are_there(demo):
    for name, table in demo.tables.items():
        keys = row_keys(name, table.drop_duplicates())
        for fault in planned(demo, name):
            assert keys.isin(fault.keys).sum() == fault.rows, fault.rule


def test_exact_copies_are_as_many_as_planned(demo):
    for name, table in demo.tables.items():
        copies = sum(fault.rows for fault in planned(demo, name, left_out=True))
        assert table.duplicated().sum() == copies, name
    assert sum(fault.left_out for fault in demo.truth.faults) == 6


@pytest.mark.parametrize("reps", [1, 3, 24])
def test_no_table_has_more_bad_rows_than_the_gate_lets_pass(reps):
    data = generate(DemoSettings(reps=reps))

    for name, table in data.tables.items():
        bad = sum(fault.rows for fault in data.truth.faults if fault.table == name)
        assert bad <= GATE * len(table), name


def test_each_kind_of_fault_that_contracts_know_is_in_the_demo(demo):
    rules = {(fault.table, fault.rule) for fault in demo.truth.faults}

    assert {
        ("qa_scores", "score above max_score"),
        ("qa_scores", "rep_id is not in the roster"),
        ("qa_scores", "same key as another row, other content"),
        ("qa_scores", "exact copy of another row"),
        ("qa_scores", "call_at is not a date"),
        ("qa_scores", "call after the day of the export"),
        ("opportunities", "won but not closed"),
        ("stage_history", "the deal itself is quarantined"),
    } <= rules
    assert len(rules) >= 30


def test_bad_rows_take_no_first_session_away(demo, clean_demo):
    good = demo.tables["coaching_log"]["entry_id"].isin(
        clean_demo.tables["coaching_log"]["entry_id"]
    )
    kept = demo.tables["coaching_log"][good].drop_duplicates().reset_index(drop=True)

    pd.testing.assert_frame_equal(kept, clean_demo.tables["coaching_log"])


def test_the_day_of_the_export_is_the_morning_after(demo):
    assert demo.settings.exported_on == date(2026, 10, 1)
