"""Rows collected from filled conversation sheets: read beside a table's own export, whatever its profile."""

LOG = "Session;Rep;Day;Skill;Agreed\nS1;r1;2026-09-01;OBJ;Ask one question back\n"
PROFILE = """table = "coaching_log"
description = "A log by hand"
[columns]
entry_id = { id_of = ["Session", "Skill"] }
session_id = "Session"
rep_id = "Rep"
manager_id = { constant = "@manager_of_record" }
session_date = "Day"
criterion_id = "Skill"
commitment = "Agreed"
"""
COLLECTED = (
    "entry_id,session_id,rep_id,manager_id,session_date,criterion_id,commitment,"
    "collected_from_file,collected_sha256\n"
    "sheet-1,sheet-1,r2,m1,2026-10-12,DISC,'=Ask twice,Zoë.pdf,ab12\n"
)


def test_rows_stand_behind_those_of_an_export_of_another_shape(workshop, roster, criteria, rows_of):
    staged = workshop.stage(
        {
            "exports/roster.csv": roster,
            "exports/criteria.csv": criteria,
            "log.csv": LOG,
            "profiles/by_hand.toml": PROFILE,
            "exports/collected/coaching_log.csv": COLLECTED,
        },
        '[sources.coaching_log]\npath = "log.csv"\nprofile = "by_hand"\n',
    )
    rows = rows_of(staged["coaching_log"], "rep_id", "session_date", "commitment", "_file", "_row")
    assert rows == [
        ("r1", "2026-09-01", "Ask one question back", "log.csv", 2),
        # the apostrophe that keeps a spreadsheet from running it is taken off
        ("r2", "2026-10-12", "=Ask twice", "exports/collected/coaching_log.csv", 2),
    ]


def test_a_table_may_come_from_filled_sheets_alone(workshop, roster, criteria, rows_of):
    staged = workshop.stage(
        {
            "exports/roster.csv": roster,
            "exports/criteria.csv": criteria,
            "exports/collected/self_assessments.csv": (
                "rep_id,criterion_id,assessed_on,rating\nr1,OBJ,2026-10-12,65\n"
            ),
        }
    )
    assert rows_of(staged["self_assessments"], "rep_id", "rating") == [("r1", "65")]


def test_nobody_is_told_that_they_are_not_read(workshop, roster, criteria):
    from review_kit.sources.unread_files import unread_files

    workshop.write(
        {
            "exports/roster.csv": roster,
            "exports/collected/coaching_log.csv": COLLECTED,
            "exports/collected/old.csv": COLLECTED,
        }
    )
    (told,) = unread_files(workshop.configure())
    assert told.startswith("exports/collected/old.csv is not read")
