"""Every rule of every shipped contract catches the row that breaks it.

Bad cells are given by hand, one row for each rule. A test holds the list to the contracts, so that a rule
without a bad row fails.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from review_kit.contracts import load_contracts, validate
from review_kit.contracts.places import emptied_path

REPOSITORY = Path(__file__).resolve().parents[2]
CONTRACTS = load_contracts(REPOSITORY)

FUTURE_DAY = "2026-10-01"  # the exports were made on 30 September 2026
FUTURE_MOMENT = "2026-10-01T00:00:00"

# table → rule → cells that break it. Other cells are those of the first sound row; the key is the row's own.
BAD: dict[str, dict[str, dict[str, str | None]]] = {
    "roster": {
        "hire_date.readable": {"hire_date": "13/05/2024"},
        "end_date.readable": {"end_date": "never"},
        "rep_id.required": {"rep_id": None},
        "rep_name.required": {"rep_name": None},
        "manager_id.required": {"manager_id": None},
        "manager_name.required": {"manager_name": None},
        "team.required": {"team": None},
        "hire_date.required": {"hire_date": None},
        "key": {"rep_id": "R1", "team": "East"},
        "end_after_hire": {"end_date": "2024-05-12"},
    },
    "criteria": {
        "weight.readable": {"weight": "25%", "parent_criterion_id": "OBJ"},
        "valid_from.readable": {"valid_from": "2025", "parent_criterion_id": "OBJ"},
        "valid_to.readable": {"valid_to": "open", "parent_criterion_id": "OBJ"},
        "criterion_id.required": {"criterion_id": None, "parent_criterion_id": "OBJ"},
        "criterion.required": {"criterion": None, "parent_criterion_id": "OBJ"},
        "weight.required": {"weight": None, "parent_criterion_id": "OBJ"},
        "outcome_metric.required": {"outcome_metric": None, "parent_criterion_id": "OBJ"},
        "rubric_version.required": {"rubric_version": None, "parent_criterion_id": "OBJ"},
        "valid_from.required": {"valid_from": None, "parent_criterion_id": "OBJ"},
        "key": {"criterion_id": "OBJ_PRICE", "weight": "1", "parent_criterion_id": "OBJ"},
        "weight.range": {"weight": "100.5", "parent_criterion_id": "OBJ"},
        "valid_period": {"valid_to": "2024-12-31", "parent_criterion_id": "OBJ"},
        "weights_add_up": {"weight": "99", "rubric_version": "2"},
        "parent_criterion_id.reference": {"parent_criterion_id": "NONE"},
        "replaced_exists": {"replaces_criterion_id": "OLD", "parent_criterion_id": "OBJ"},
    },
    "qa_scores": {
        "call_at.readable": {"call_at": "2026-09-31T10:00:00Z"},
        "score.readable": {"score": "4/5"},
        "max_score.readable": {"max_score": "inf"},
        "evidence_offset_s.readable": {"evidence_offset_s": "0:12"},
        "evaluation_id.required": {"evaluation_id": None},
        "call_id.required": {"call_id": None},
        "rep_id.required": {"rep_id": None},
        "call_at.required": {"call_at": None},
        "criterion_id.required": {"criterion_id": None},
        "score.required": {"score": None},
        "max_score.required": {"max_score": None},
        "evaluator.required": {"evaluator": None},
        "key": {"evaluation_id": "E1", "score": "1"},
        "call_at.range": {"call_at": "1926-09-01T10:00:00Z"},
        "score.range": {"score": "-1"},
        "max_score.range": {"score": "0", "max_score": "0"},
        "evidence_offset_s.range": {"evidence_offset_s": "-0.1"},
        "evaluator.enum": {"evaluator": "robot"},
        "evidence_url.evidence_link": {"evidence_url": "javascript:alert(1)"},
        "score_within_max": {"score": "5.01"},
        "call_not_in_future": {"call_at": FUTURE_MOMENT},
        "rep_id.reference": {"rep_id": "R99"},
        "criterion_id.reference": {"criterion_id": "NONE"},
    },
    "coaching_log": {
        "session_date.readable": {"session_date": "3 Sept"},
        "score_before.readable": {"score_before": "54%"},
        "score_after.readable": {"score_after": "n.a."},
        "minutes.readable": {"minutes": "half an hour"},
        "commitment_due.readable": {"commitment_due": "next week"},
        "evidence_offset_s.readable": {"evidence_offset_s": "x"},
        "self_assessment.readable": {"self_assessment": "good"},
        "shared_with_rep_on.readable": {"shared_with_rep_on": "yes"},
        "entry_id.required": {"entry_id": None},
        "session_id.required": {"session_id": None},
        "rep_id.required": {"rep_id": None},
        "manager_id.required": {"manager_id": None},
        "session_date.required": {"session_date": None},
        "key": {"entry_id": "L1", "theme": "Discovery"},
        "session_date.range": {"session_date": "0206-09-03", "commitment_due": "0206-09-17"},
        "score_before.range": {"score_before": "101"},
        "score_after.range": {"score_after": "-1"},
        "minutes.range": {"minutes": "-30"},
        "evidence_offset_s.range": {"evidence_offset_s": "-1"},
        "self_assessment.range": {"self_assessment": "100.5"},
        "commitment_status.enum": {"commitment_status": "kept"},
        "evidence_url.evidence_link": {"evidence_url": "file:///etc/passwd"},
        "session_not_in_future": {"session_date": FUTURE_DAY, "commitment_due": None},
        "due_after_session": {"commitment_due": "2026-09-02"},
        "shared_after_session": {"shared_with_rep_on": "2026-09-02"},
        "rep_id.reference": {"rep_id": "R99"},
        "criterion_id.reference": {"criterion_id": "NONE"},
    },
    "scheduled_sessions": {
        "scheduled_date.readable": {"scheduled_date": "Monday"},
        "minutes.readable": {"minutes": "x"},
        "moved_to_date.readable": {"moved_to_date": "Tuesday"},
        "session_id.required": {"session_id": None},
        "rep_id.required": {"rep_id": None},
        "manager_id.required": {"manager_id": None},
        "scheduled_date.required": {"scheduled_date": None},
        "status.required": {"status": None},
        "key": {"session_id": "S1", "minutes": "45"},
        "scheduled_date.range": {"scheduled_date": "1899-12-30"},
        "minutes.range": {"minutes": "-1"},
        "moved_to_date.range": {"moved_to_date": "1899-12-30"},
        "status.enum": {"status": "done"},
        "held_not_in_future": {"scheduled_date": FUTURE_DAY},
        "moved_has_new_day": {"status": "moved"},
        "rep_id.reference": {"rep_id": "R99"},
    },
    "opportunities": {
        "created_date.readable": {"created_date": "7/1/2026"},
        "close_date.readable": {"close_date": "TBD"},
        "is_closed.readable": {"is_closed": "closed"},
        "is_won.readable": {"is_won": "won"},
        "amount.readable": {"amount": "$12,000"},
        "contacts.readable": {"contacts": "2.5"},
        "opportunity_id.required": {"opportunity_id": None},
        "rep_id.required": {"rep_id": None},
        "created_date.required": {"created_date": None},
        "stage.required": {"stage": None},
        "is_closed.required": {"is_closed": None},
        "is_won.required": {"is_won": None},
        "currency.required": {"currency": None},
        "key": {"opportunity_id": "O1", "amount": "1"},
        "created_date.range": {"created_date": "1900-01-01"},
        "close_date.range": {"close_date": "1900-01-01", "created_date": None},
        "contacts.range": {"contacts": "-1"},
        "currency.pattern": {"currency": "€"},
        "closed_after_created": {"close_date": "2026-06-30"},
        "closed_has_close_date": {"close_date": None},
        "won_is_closed": {"is_closed": "false"},
        "created_not_in_future": {"created_date": FUTURE_DAY, "close_date": None},
        "closed_not_in_future": {"close_date": FUTURE_DAY},
        "rep_id.reference": {"rep_id": "R99"},
    },
    "stage_history": {
        "entered_at.readable": {"entered_at": "3 pm"},
        "opportunity_id.required": {"opportunity_id": None},
        "stage.required": {"stage": None},
        "entered_at.required": {"entered_at": None},
        "key": {"stage": "Discovery", "entered_at": "2026-07-01T08:00:00Z"},
        "entered_at.range": {"entered_at": "1970-01-01T00:00:00Z"},
        "entered_not_in_future": {"entered_at": FUTURE_MOMENT},
        "opportunity_id.reference": {"opportunity_id": "O99"},
    },
    "quotas": {
        "period_start.readable": {"period_start": "Q3"},
        "period_end.readable": {"period_end": "Q3"},
        "quota.readable": {"quota": "90k"},
        "rep_id.required": {"rep_id": None},
        "period_start.required": {"period_start": None},
        "period_end.required": {"period_end": None},
        "quota.required": {"quota": None},
        "currency.required": {"currency": None},
        "key": {"period_start": "2026-07-01", "quota": "1"},
        "period_start.range": {"period_start": "1900-01-01"},
        "quota.range": {"quota": "-1"},
        "currency.pattern": {"currency": "euro"},
        "period_in_order": {"period_start": "2026-10-01"},
        "rep_id.reference": {"rep_id": "R99"},
    },
    "outcomes": {
        "period_start.readable": {"period_start": "Q3"},
        "period_end.readable": {"period_end": "Q3"},
        "value.readable": {"value": "high"},
        "rep_id.required": {"rep_id": None},
        "metric.required": {"metric": None},
        "period_start.required": {"period_start": None},
        "period_end.required": {"period_end": None},
        "value.required": {"value": None},
        "unit.required": {"unit": None},
        "key": {"metric": "csat", "period_start": "2026-07-01", "value": "1"},
        "period_start.range": {"period_start": "1900-01-01"},
        "period_in_order": {"period_start": "2026-10-01"},
        "rep_id.reference": {"rep_id": "R99"},
    },
    "skills_matrix": {
        "level.readable": {"level": "2.5"},
        "rated_on.readable": {"rated_on": "Q2"},
        "rep_id.required": {"rep_id": None},
        "competency.required": {"competency": None},
        "level.required": {"level": None},
        "rated_on.required": {"rated_on": None},
        "rated_by.required": {"rated_by": None},
        "key": {"competency": "Objections", "rated_on": "2026-06-30", "level": "4"},
        "level.range": {"level": "5"},
        "rated_on.range": {"rated_on": "1900-01-01"},
        "rating_not_in_future": {"rated_on": FUTURE_DAY},
        "rep_id.reference": {"rep_id": "R99"},
    },
    "goals": {
        "baseline.readable": {"baseline": "low"},
        "target.readable": {"target": "high"},
        "set_on.readable": {"set_on": "July"},
        "due_on.readable": {"due_on": "September"},
        "goal_id.required": {"goal_id": None},
        "rep_id.required": {"rep_id": None},
        "metric.required": {"metric": None},
        "baseline.required": {"baseline": None},
        "target.required": {"target": None},
        "set_on.required": {"set_on": None},
        "due_on.required": {"due_on": None},
        "status.required": {"status": None},
        "key": {"goal_id": "G1", "target": "1"},
        "set_on.range": {"set_on": "1900-01-01"},
        "status.enum": {"status": "done"},
        "due_after_set": {"due_on": "2026-06-30"},
        "set_not_in_future": {"set_on": FUTURE_DAY, "due_on": "2026-12-31"},
        "rep_id.reference": {"rep_id": "R99"},
        "criterion_id.reference": {"criterion_id": "NONE"},
    },
    "disputes": {
        "raised_on.readable": {"raised_on": "Friday"},
        "resolved_on.readable": {"resolved_on": "soon"},
        "score_after.readable": {"score_after": "4/5"},
        "dispute_id.required": {"dispute_id": None},
        "evaluation_id.required": {"evaluation_id": None},
        "raised_on.required": {"raised_on": None},
        "raised_by.required": {"raised_by": None},
        "status.required": {"status": None},
        "key": {"dispute_id": "D1", "score_after": "1"},
        "raised_on.range": {"raised_on": "1900-01-01"},
        "score_after.range": {"score_after": "-1"},
        "raised_by.enum": {"raised_by": "customer"},
        "status.enum": {"status": "closed"},
        "resolved_after_raised": {"resolved_on": "2026-09-03"},
        "overturned_has_score": {"status": "overturned", "score_after": None},
        "raised_not_in_future": {"raised_on": FUTURE_DAY, "resolved_on": None},
        "evaluation_id.reference": {"evaluation_id": "E99"},
        "criterion_id.reference": {"criterion_id": "NONE"},
    },
    "acknowledgements": {
        "acknowledged_on.readable": {"acknowledged_on": "yes"},
        "rep_id.required": {"rep_id": None},
        "document.required": {"document": None},
        "acknowledged_on.required": {"acknowledged_on": None},
        "key": {"document": "Packet, Q2", "statement": "Other words."},
        "acknowledged_on.range": {"acknowledged_on": "1900-01-01"},
        "acknowledged_not_in_future": {"acknowledged_on": FUTURE_DAY},
        "rep_id.reference": {"rep_id": "R99"},
    },
    "review_notes": {
        "written_on.readable": {"written_on": "after the talk"},
        "rep_id.required": {"rep_id": None},
        "written_on.required": {"written_on": None},
        "note.required": {"note": None},
        "author.required": {"author": None},
        "key": {"author": "Mia Meyer", "note": "Other words."},
        "written_on.range": {"written_on": "1900-01-01"},
        "written_not_in_future": {"written_on": FUTURE_DAY},
        "rep_id.reference": {"rep_id": "R99"},
    },
    "self_assessments": {
        "assessed_on.readable": {"assessed_on": "at the talk"},
        "rating.readable": {"rating": "good"},
        "rep_id.required": {"rep_id": None},
        "criterion_id.required": {"criterion_id": None},
        "assessed_on.required": {"assessed_on": None},
        "key": {"rating": "70"},
        "assessed_on.range": {"assessed_on": "1900-01-01"},
        "rating.range": {"rating": "101"},
        "assessed_not_in_future": {"assessed_on": FUTURE_DAY},
        "rep_id.reference": {"rep_id": "R99"},
        "criterion_id.reference": {"criterion_id": "NONE"},
    },
}

# A column that makes each row's key its own, and how it is spelt in the row of a rule.
OWN_KEY = {
    "roster": "rep_id",
    "criteria": "criterion_id",
    "qa_scores": "evaluation_id",
    "coaching_log": "entry_id",
    "scheduled_sessions": "session_id",
    "opportunities": "opportunity_id",
    "stage_history": "stage",
    "outcomes": "metric",
    "skills_matrix": "competency",
    "goals": "goal_id",
    "disputes": "dispute_id",
    "acknowledgements": "document",
    "review_notes": "author",
}
CASES = [(table, rule) for table, rules in BAD.items() for rule in rules]


def bad_rows(table: str, sound_row: dict[str, str | None]) -> list[dict[str, str | None]]:
    rows = []
    for number, cells in enumerate(BAD[table].values(), start=1):
        row = dict(sound_row)
        if table in OWN_KEY:
            row[OWN_KEY[table]] = f"bad-{number}"
        else:  # a quota has no column that may say anything
            row["period_start"] = f"2024-01-{number:02}"
        rows.append({**row, **cells})
    return rows


@pytest.fixture(scope="module")
def verdicts(exports, tmp_path_factory):
    """Validate the bad rows of roster and criteria, and those of all other tables beside sound ones."""
    found = {}
    for run, bad_tables in {
        "parents": {"roster", "criteria"},
        "others": set(BAD) - {"roster", "criteria"},
    }.items():
        folder = tmp_path_factory.mktemp(run)
        rows = exports.copy_of_sound()
        for table in bad_tables:
            rows[table] += bad_rows(table, rows[table][0])
        staged = {table: exports.stage(folder / "staged", table, rows[table]) for table in rows}
        project = exports.make_project(folder / "project")
        validation = validate(project, staged, folder / "validation")
        for table in bad_tables:
            quarantined = pq.read_table(validation.quarantined_path(table)).to_pylist()
            emptied = pq.read_table(emptied_path(validation.folder, table)).to_pylist()
            found[table] = (
                validation.table(table),
                {row["_row"]: row["rules"] for row in quarantined},
                {(row["_row"], row["rule"]) for row in emptied},
                len(rows[table]) - len(BAD[table]),
            )
    return found


@pytest.mark.parametrize("table", BAD)
def test_every_rule_of_the_contract_has_a_bad_row_here(table):
    assert set(BAD[table]) == {rule.id for rule in CONTRACTS[table].row_rules}


@pytest.mark.parametrize(("table", "rule"), CASES, ids=[f"{t}-{r}" for t, r in CASES])
def test_a_row_that_breaks_the_rule_is_caught(verdicts, table, rule):
    verdict, quarantined, emptied, sound = verdicts[table]
    place = list(BAD[table]).index(rule)
    row = sound + 2 + place  # the header is row 1
    found = next(found for found in verdict.rules if found.id == rule)

    if found.severity == "warning":
        assert row in {example.row for example in found.examples}
        assert rule not in quarantined.get(row, [])
    elif found.severity == "cell" and row not in quarantined:
        assert (row, rule) in emptied
    else:
        assert rule in quarantined[row]


def test_counts_are_those_of_a_count_by_hand(verdicts):
    """Sessions: 16 bad rows: one earns a warning, three lose a cell; the row that one repeats goes too."""
    verdict, quarantined, emptied, _ = verdicts["scheduled_sessions"]

    assert (verdict.rows_in, verdict.kept, verdict.quarantined) == (18, 5, 13)
    assert {rule for _, rule in emptied} == {
        "minutes.readable",
        "minutes.range",
        "moved_to_date.readable",
    }
    assert Counter(len(rules) for rules in quarantined.values()) == {1: 13}
    counts = {rule.id: rule.rows for rule in verdict.broken_rules}
    assert counts.pop("key") == 2
    assert set(counts.values()) == {1}
