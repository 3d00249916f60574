"""A value on the first row of a block: told where nobody says what it means, filled where a profile does."""

from __future__ import annotations

LOG = (
    "Date,Rep,Manager,Focus\n"
    "2026-07-06,Ana,Bo,Discovery\n2026-07-07,,,Closing\n2026-07-08,,,Closing\n"
    "Total,,,3\n2026-07-09,Li,Bo,Discovery\n2026-07-10,,,Closing\n"
)
SOURCE = '[sources.coaching_log]\npath = "log.csv"\nprofile = "{}"\n'
FILLED = (
    'extends = "spreadsheet_coaching_log"\ndescription = "in blocks"\n'
    '[read]\nfill_down = ["Rep", "Manager"]\n'
)


def test_rows_below_a_filled_one_are_told(workshop):
    staged = workshop.stage({"log.csv": LOG}, SOURCE.format("spreadsheet_coaching_log"))
    found = [each for each in staged["coaching_log"].notices if each.kind == "empty_below_filled"]
    assert [each.sentence for each in found] == [
        f"'{name}' is empty on rows that follow a filled one "
        f"(3 rows; first in log.csv row 3, column '{name}')"
        for name in ("Rep", "Manager")
    ]
    assert 'fill_down = ["Rep"]' in found[0].hint


def test_a_profile_fills_them_down_past_what_is_no_record(workshop, rows_of):
    staged = workshop.stage({"log.csv": LOG, "profiles/mine.toml": FILLED}, SOURCE.format("mine"))
    table = staged["coaching_log"]
    assert rows_of(table, "rep_id", "manager_id", "session_date", "_row") == [
        ("Ana", "Bo", "2026-07-06", 2),
        ("Ana", "Bo", "2026-07-07", 3),
        ("Ana", "Bo", "2026-07-08", 4),
        ("Li", "Bo", "2026-07-09", 6),
        ("Li", "Bo", "2026-07-10", 7),
    ]
    assert table.left_out == {"footer row": 1}
    assert table.notices == ()


def test_one_missing_value_is_for_the_contract_alone(workshop):
    rows = "".join(f"2026-07-{day:02},Ana,Bo,Discovery\n" for day in range(1, 20))
    log = f"Date,Rep,Manager,Focus\n{rows}2026-07-20,,Bo,Discovery\n"
    staged = workshop.stage({"log.csv": log}, SOURCE.format("spreadsheet_coaching_log"))
    assert staged["coaching_log"].notices == ()
