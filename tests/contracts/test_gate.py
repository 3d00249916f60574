"""What stops a run, and how the message says to fix it."""

from __future__ import annotations

import pytest

from review_kit.contracts import validate
from review_kit.project import canonical_tables

REQUIRED = ("roster", "criteria", "qa_scores", "coaching_log")

pytestmark = pytest.mark.usefixtures("masks_alone")


@pytest.fixture
def run(exports, stage_rows, sound, tmp_path):
    """Validate the sound exports with some tables changed, left out or added to."""

    def validated(changes=None, *, only=REQUIRED, options=None, **gate):
        rows = {**sound, **(changes or {})}
        only = {*only, *(changes or {}), *(options or {})}
        staged = {
            table: stage_rows(table, rows[table], **(options or {}).get(table, {}))
            for table in canonical_tables()
            if table in only
        }
        project = exports.make_project(tmp_path / "gated", **gate)
        return validate(project, staged, tmp_path / "v")

    return validated


def causes(validation):
    return [(fault.table, fault.cause) for fault in validation.gate_faults]


def test_sound_exports_pass(run):
    validation = run(only=canonical_tables())

    assert validation.passed
    assert all(table.passed and not table.broken_rules for table in validation.tables)
    assert [table.name for table in validation.tables] == list(validation.contracts)


def test_optional_tables_may_be_missing(run):
    validation = run()

    assert validation.passed
    assert validation.absent == (
        "scheduled_sessions",
        "opportunities",
        "quotas",
        "outcomes",
        "skills_matrix",
        "goals",
        "acknowledgements",
        "review_notes",
        "self_assessments",
        "stage_history",
        "disputes",
    )


def test_required_tables_may_not(run):
    validation = run(only=("roster", "qa_scores"))

    assert causes(validation)[:2] == [
        ("criteria", "missing_table"),
        ("coaching_log", "missing_table"),
    ]
    assert "coaching_log.csv" in validation.missing[1].hint


def test_a_required_table_may_not_be_empty(run):
    validation = run({"coaching_log": []}, options={"coaching_log": {"left_out": {"footer": 2}}})

    (fault,) = validation.gate_faults
    assert fault.cause == "empty_table"
    assert fault.message == (
        "coaching_log: no row to check in exports/coaching_log.csv (footer: 2)"
    )


def test_an_optional_table_may_be_empty(run):
    assert run({"goals": []}).passed


def test_a_required_column_may_not_be_missing(run, sound):
    columns = [column for column in sound["qa_scores"][0] if column != "max_score"]
    validation = run(options={"qa_scores": {"columns": [*columns, "max_points"]}})

    (fault,) = validation.gate_faults
    assert (fault.table, fault.cause) == ("qa_scores", "missing_column")
    assert fault.message == "qa_scores: column max_score is missing from exports/qa_scores.csv"
    assert "profile 'canonical'" in fault.hint
    assert "max_points" in fault.hint
    assert "max_score is empty" not in str(validation.to_json())


def test_a_column_that_staging_could_not_fill_is_missing_too(run):
    validation = run(options={"roster": {"missing_columns": ("team", "email")}})

    (fault,) = validation.gate_faults
    assert fault.message == "roster: column team is missing from exports/roster.csv"
    assert validation.table("roster").missing_columns[:2] == ("team", "email")


def test_a_log_with_columns_of_the_review_is_refused(run):
    names = ("notes", "quota", "Unit price", "open_pipeline", "pricing", "PRICES")
    validation = run(options={"coaching_log": {"other_columns": {"exports/log.csv": names}}})

    (fault,) = validation.gate_faults
    assert (fault.table, fault.cause) == ("coaching_log", "refused_column")
    assert fault.message.startswith(
        "coaching_log: refused because of 'quota', 'Unit price', 'open_pipeline', 'pricing', "
        "'PRICES' in exports/log.csv."
    )


def test_columns_of_a_log_that_hold_no_amounts_are_not_refused(run):
    # what staging found in them decides; in another file the same heading may stand over amounts
    others = {"exports/a.csv": ("Price objection", "pipeline"), "exports/b.csv": ("pipeline",)}
    harmless = {"exports/a.csv": frozenset({"Price objection", "pipeline"})}
    options = {"other_columns": others, "harmless_columns": harmless}
    (fault,) = run(options={"coaching_log": options}).gate_faults
    assert "refused because of 'pipeline' in exports/b.csv." in fault.message

    others.pop("exports/b.csv")
    validation = run(options={"coaching_log": options})
    assert validation.passed
    assert validation.table("coaching_log").unknown_columns == ("Price objection", "pipeline")


def test_a_column_that_is_read_is_refused_by_its_name_alone(run, sound):
    columns = [*sound["coaching_log"][0], "quota"]
    (fault,) = run(options={"coaching_log": {"columns": columns}}).gate_faults
    assert (fault.cause, "'quota'" in fault.message) == ("refused_column", True)


def test_other_columns_of_a_log_are_reported_and_ignored(run):
    names = ("notes", "apprised_on", "equipricelike", "pipelined")
    validation = run(options={"coaching_log": {"other_columns": {"exports/log.csv": names}}})

    assert validation.passed
    assert validation.table("coaching_log").unknown_columns == names


def rows_with_violations(sound, bad: int, of: int):
    rows = [dict(sound["quotas"][0], period_start=f"2024-01-{n:02}") for n in range(1, of + 1)]
    for row in rows[:bad]:
        row["quota"] = "a lot"
    return rows


def test_few_bad_rows_are_quarantined_and_the_run_goes_on(run, sound):
    validation = run({"quotas": rows_with_violations(sound, 1, of=20)}, max_quarantined_share=0.05)

    quotas = validation.table("quotas")
    assert validation.passed
    assert (quotas.kept, quotas.quarantined, quotas.share) == (19, 1, 0.05)


def test_too_many_bad_rows_stop_it(run, sound):
    validation = run({"quotas": rows_with_violations(sound, 2, of=20)}, max_quarantined_share=0.05)

    (fault,) = validation.gate_faults
    assert (fault.table, fault.cause) == ("quotas", "too_many_rows")
    assert fault.message == (
        "quotas: 2 of 20 rows (10.0 %) break the contract; the limit is 5.0 %. Most often: quota "
        "is not a number (2; first in exports/quotas.csv row 2)"
    )
    assert "gate.tables.quotas" in fault.hint
    assert "'review-kit mend' opens the rows as a workbook" in fault.hint
    assert "To continue without this table" in fault.hint


def test_rows_of_people_who_are_not_in_the_roster_have_a_hint_of_their_own(run, sound):
    sound["quotas"] = [{**sound["quotas"][0], "rep_id": f"R{n}"} for n in range(1, 9)]
    validation = run({"quotas": sound["quotas"]}, max_quarantined_share=0.05)

    (fault,) = validation.gate_faults
    assert "6 of 8 rows (75.0 %)" in fault.message
    assert "rep_id is not among the kept rows of roster" in fault.message
    assert fault.hint.startswith("Add them to roster, or remove their rows from the export")
    assert "empty" not in fault.hint


def test_where_a_cell_may_be_empty_the_hint_says_so(run, sound):
    sound["coaching_log"] = [{**row, "criterion_id": "PIPELINE"} for row in sound["coaching_log"]]
    validation = run({"coaching_log": sound["coaching_log"]}, max_quarantined_share=0.05)

    (fault,) = validation.gate_faults
    assert "or leave criterion_id empty, which is allowed" in fault.hint


def test_a_table_may_have_a_share_of_its_own(run, sound):
    rows = {"quotas": rows_with_violations(sound, 2, of=20)}

    assert run(rows, max_quarantined_share=0.05, tables={"quotas": 0.1}).passed
    assert not run(rows, max_quarantined_share=0.2, tables={"quotas": 0.01}).passed


def test_rows_left_out_while_reading_are_not_part_of_the_share(run, sound):
    options = {"quotas": {"left_out": {"exact duplicate of another row": 80}}}
    rows = {"quotas": rows_with_violations(sound, 2, of=20)}
    validation = run(rows, options=options, max_quarantined_share=0.05)

    assert validation.table("quotas").rows_in == 100
    assert validation.table("quotas").share == 0.1
    assert not validation.passed


def test_a_required_table_of_which_nothing_is_left_stops_the_run(run, sound):
    sound["coaching_log"][0]["session_date"] = "some day"
    validation = run(max_quarantined_share=1.0)

    assert causes(validation) == [("coaching_log", "nothing_left")]


def test_two_different_rows_for_one_rep_stop_it_whatever_their_share(run, sound):
    sound["roster"].append({**sound["roster"][0], "manager_id": "M2"})
    validation = run(max_quarantined_share=1.0)

    (fault,) = validation.gate_faults
    assert (fault.table, fault.cause) == ("roster", "broken_key")
    assert "2 rows have the same rep_id" in fault.message
    assert "'R1', exports/roster.csv row 2" in fault.message


def test_rows_that_refer_to_a_table_that_stops_the_run_are_not_counted_against_it(run, sound):
    sound["roster"].append({**sound["roster"][0], "manager_id": "M2"})
    scores = run(max_quarantined_share=1.0).table("qa_scores")

    reference = next(rule for rule in scores.rules if rule.id == "rep_id.reference")
    assert scores.quarantined == 0
    assert reference.unchecked == "roster is missing or was not usable"


def test_a_rep_whose_row_is_bad_takes_the_own_rows_along_and_no_others(run, sound):
    sound["roster"][1]["hire_date"] = "soon"
    validation = run(only=(*REQUIRED, "scheduled_sessions"), max_quarantined_share=1.0)

    assert validation.passed
    assert validation.table("scheduled_sessions").quarantined == 1  # R2's
    assert validation.table("qa_scores").quarantined == 0  # all R1's


def test_a_criterion_in_use_may_not_be_quarantined(run, sound):
    sound["criteria"][2]["valid_from"] = "always"
    sound["qa_scores"][1]["criterion_id"] = "OBJ_PRICE"
    validation = run(max_quarantined_share=1.0)

    assert causes(validation) == [("criteria", "broken_key")]
    assert "'OBJ_PRICE' (1 row)" in validation.gate_faults[0].message


def test_a_criterion_that_nobody_uses_may(run, sound):
    sound["criteria"][2]["valid_from"] = "always"

    assert run(max_quarantined_share=1.0).passed


def test_a_table_that_refers_to_one_that_is_missing_stops_the_run(run):
    validation = run(only=(*REQUIRED, "stage_history"))

    (fault,) = validation.gate_faults
    assert (fault.table, fault.cause) == ("stage_history", "missing_parent")
    assert (
        fault.message == "stage_history: opportunity_id refers to the table opportunities, which "
        "is missing"
    )
