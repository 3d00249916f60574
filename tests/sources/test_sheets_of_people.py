"""A workbook with a sheet for each rep or manager: who is who, and which sheets are no log."""

import pytest
from workbooks import LOG_SETTINGS, workbook

from review_kit.errors import SourceError

WITHOUT_PEOPLE = ["Date", "Behaviour", "Before", "After", "Notes"]
WITH_REP = ["Date", "Rep", "Behaviour", "Before", "After"]
RECORD = (
    "no manager is named, so the rep's manager on the roster counts as the one who held the session"
)


def stage(workshop, roster, sheets, settings=LOG_SETTINGS, **profiles):
    own = {f"profiles/{name}.toml": text for name, text in profiles.items()}
    files = {"exports/roster.csv": roster, "log.xlsx": workbook(sheets), **own}
    return workshop.stage(files, settings)["coaching_log"]


def kinds(table) -> list[str]:
    return [notice.kind for notice in table.notices]


def test_a_sheet_called_like_a_rep_is_the_rep_with_the_manager_of_record(workshop, rows_of, roster):
    row = ["2026-04-02", "Discovery", 50, 60, "ok"]
    table = stage(
        workshop,
        roster,
        {"ana RUIZ": [WITHOUT_PEOPLE, row], "Li Wei": [WITHOUT_PEOPLE, row, row[:2]]},
    )
    assert rows_of(table, "rep_id", "manager_id") == [("r1", "m1"), ("r3", "m2"), ("r3", "m2")]
    (notice,) = table.notices
    assert notice.sentence == (
        f"{RECORD} (3 rows; first in log.xlsx#ana RUIZ row 2; in 2 files or sheets in total)"
    )


def test_a_sheet_called_like_a_rep_is_not_the_manager(workshop, rows_of, roster):
    rows = [WITH_REP, ["2026-04-02", "Ana Ruiz", "Discovery", 50, 60]]
    table = stage(workshop, roster, {"Ana Ruiz": rows, "Zoë Åkesson": rows})
    # the same entry twice: it is one
    assert rows_of(table, "rep_id", "manager_id") == [("r1", "m1")]
    assert kinds(table) == ["manager_of_record"]


def test_a_sheet_called_like_a_manager_is_the_manager(workshop, rows_of, roster):
    rows = [WITH_REP, ["2026-04-02", "Ana Ruiz", "Discovery", 50, 60]]
    table = stage(workshop, roster, {"Maya Patel": rows})
    assert rows_of(table, "rep_id", "manager_id") == [("r1", "m2")]
    assert table.notices == ()


def test_a_manager_who_is_a_rep_too_does_not_coach_herself(workshop, rows_of, roster):
    boss = roster + "m1,Bo Chen,m2,Maya Patel,South,2018-01-08,\n"
    table = stage(
        workshop, boss, {"Bo Chen": [WITHOUT_PEOPLE, ["2026-04-02", "Discovery", 50, 60]]}
    )
    assert rows_of(table, "rep_id", "manager_id") == [("m1", "m2")]


def test_a_sheet_called_like_nobody_is_told_with_the_nearest(workshop, rows_of, roster):
    rows = [WITH_REP, ["2026-04-02", "Ana Ruiz", "Discovery", 50, 60]]
    table = stage(workshop, roster, {"M. Patel": rows})
    assert rows_of(table, "rep_id", "manager_id") == [("r1", "m1")]
    assert kinds(table) == ["sheet_name", "manager_of_record"]
    assert "'M. Patel' does not have the name of anybody on the roster (near: Maya Patel, m2)" in (
        table.notices[0].message
    )


def test_a_sheet_called_like_no_rep_does_not_stand_for_one(workshop, roster):
    with pytest.raises(SourceError, match=r"log\.xlsx: no column 'Rep' or 'Rep name'"):
        stage(workshop, roster, {"Log": [WITHOUT_PEOPLE, ["2026-04-02", "Discovery", 50, 60]]})


def test_a_column_for_the_manager_comes_before_the_roster(workshop, rows_of, roster):
    header = [*WITH_REP, "Coach"]
    rows = [
        ["2026-04-02", "Ana Ruiz", "Discovery", 50, 60, "Maya Patel"],
        ["2026-04-03", "Ana Ruiz", "Discovery", 50, 60, None],
        ["2026-04-04", "Ana Ruiz", "Discovery", 50, 60, "M. Patel"],
    ]
    table = stage(workshop, roster, {"Ana Ruiz": [header, *rows]})
    # who is named and matches nobody stays as typed
    assert rows_of(table, "manager_id") == [("m2",), ("m1",), ("M. Patel",)]
    (notice,) = table.notices
    assert (notice.kind, notice.rows, notice.row) == ("manager_of_record", 1, 3)


def test_an_own_profile_may_say_that_the_manager_of_record_is_meant(workshop, rows_of, roster):
    own = (
        'extends = "spreadsheet_coaching_log"\ndescription = "Ours"\n'
        '[columns]\nmanager_id = { constant = "@manager_of_record" }\n'
    )
    table = stage(
        workshop,
        roster,
        {"Li Wei": [WITHOUT_PEOPLE, ["2026-04-02", "Discovery", 50, 60]]},
        LOG_SETTINGS.replace("spreadsheet_coaching_log", "ours"),
        ours=own,
    )
    assert rows_of(table, "rep_id", "manager_id") == [("r3", "m2")]
    assert table.notices == ()


def test_a_name_of_two_reps_on_a_sheet_is_refused_as_in_a_cell(workshop, roster):
    twins = roster + "r9,Ana Ruiz,m2,Maya Patel,South,2023-01-09,\n"
    with pytest.raises(SourceError, match="'Ana Ruiz' is the name of several people: r1 and r9"):
        stage(workshop, twins, {"Ana Ruiz": [WITHOUT_PEOPLE, ["2026-04-02", "Discovery", 50, 60]]})


def test_a_summary_beside_the_logs_is_left_out_and_told(workshop, rows_of, roster):
    sheets = {
        "Ana Ruiz": [WITHOUT_PEOPLE, ["2026-04-02", "Discovery", 50, 60, "ok"]],
        "Summary": [["Rep", "Sessions", "Before", "After"], ["Ana Ruiz", 1, 50, 60]],
    }
    table = stage(workshop, roster, sheets)
    assert rows_of(table, "rep_id", "_file") == [("r1", "log.xlsx#Ana Ruiz")]
    assert table.left_out == {"row of a sheet without this table": 1}
    told = next(each for each in table.notices if each.kind == "sheet_without_table")
    assert told.sentence.startswith(
        "the sheet 'Summary' was left out: it has no column 'Session date' or 'Date of session'"
    )


def test_a_log_with_a_heading_changed_is_no_summary(workshop, roster):
    sheets = {
        "Ana Ruiz": [WITHOUT_PEOPLE, ["2026-04-02", "Discovery", 50, 60, "ok"]],
        "Li Wei": [["When", *WITHOUT_PEOPLE[1:]], ["2026-04-02", "Discovery", 50, 60, "ok"]],
    }
    with pytest.raises(SourceError, match=r"log\.xlsx#Li Wei: no column 'Session date'"):
        stage(workshop, roster, sheets)


def test_averages_below_a_log_are_footer_rows(workshop, rows_of, roster):
    rows = [
        WITHOUT_PEOPLE,
        ["2026-04-02", "Discovery", 50, 60, "ok"],
        ["Average", None, 50, 60],
        ["Total (1 session)", None, None, None],
    ]
    table = stage(workshop, roster, {"Ana Ruiz": rows})
    assert rows_of(table, "rep_id") == [("r1",)]
    assert table.left_out == {"footer row": 2}
