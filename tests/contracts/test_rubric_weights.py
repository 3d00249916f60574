"""Weights of the top-level criteria of a rubric version add up to 100, on every day it is in force."""

from __future__ import annotations

import pytest

from review_kit.contracts import validate


def criterion(criterion_id: str, weight: str, version: str = "1", **more: str | None):
    return {
        "criterion_id": criterion_id,
        "criterion": criterion_id.lower(),
        "parent_criterion_id": None,
        "weight": weight,
        "outcome_metric": "win_rate",
        "competency": None,
        "rubric_version": version,
        "valid_from": "2025-01-01",
        "valid_to": None,
        "replaces_criterion_id": None,
        **more,
    }


ENDS = {"valid_to": "2025-12-31"}
BEGINS = {"valid_from": "2026-01-01"}

SOUND = {
    "thirds that are rounded": [
        criterion("A", "33.33"),
        criterion("B", "33.33"),
        criterion("C", "33.33"),
    ],
    "sub-criteria do not count": [
        criterion("A", "100"),
        criterion("A1", "70", parent_criterion_id="A"),
        criterion("A2", "40", parent_criterion_id="A"),
    ],
    "each version by itself, side by side": [
        criterion("A", "100", "SDR"),
        criterion("B", "40", "AE"),
        criterion("C", "60", "AE"),
    ],
    "one version after the other": [
        criterion("A", "100", **ENDS),
        criterion("B", "100", "2", **BEGINS, replaces_criterion_id="A"),
    ],
    "a new version that lists only what changed": [
        criterion("A", "60"),
        criterion("B", "40", **ENDS),
        criterion("C", "40", "2", **BEGINS, replaces_criterion_id="B"),
    ],
    "replaced within a version": [
        criterion("A", "60"),
        criterion("B", "40", **ENDS),
        criterion("C", "40", **BEGINS, replaces_criterion_id="B"),
    ],
    "replaced without an end": [
        criterion("A", "60"),
        criterion("B", "40"),
        criterion("C", "40", **BEGINS, replaces_criterion_id="B"),
    ],
    "replaced on the day it ends": [
        criterion("A", "60"),
        criterion("B", "40", valid_to="2026-01-01"),
        criterion("C", "40", **BEGINS, replaces_criterion_id="B"),
    ],
    "replaced a week after it ended": [
        criterion("A", "60"),
        criterion("B", "40", valid_to="2025-12-24"),
        criterion("C", "40", **BEGINS, replaces_criterion_id="B"),
    ],
}

BROKEN = {
    "too little": ([criterion("A", "60"), criterion("B", "30")], {"A", "B"}),
    "too much": ([criterion("A", "60"), criterion("B", "40.06")], {"A", "B"}),
    "only the version that is wrong": (
        [criterion("A", "100", "SDR"), criterion("B", "50", "AE"), criterion("C", "60", "AE")],
        {"B", "C"},
    ),
    "retired and not replaced": (
        [criterion("A", "60"), criterion("B", "40", **ENDS)],
        {"A"},
    ),
    "added without a change of the others": (
        [criterion("A", "100"), criterion("B", "20", **BEGINS)],
        {"A", "B"},
    ),
}


@pytest.fixture
def rules_broken(project, stage_rows, tmp_path):
    """Return the criteria that break the sum of weights."""

    def run(rows):
        verdict = validate(project, {"criteria": stage_rows("criteria", rows)}, tmp_path / "v")
        rule = next(r for r in verdict.table("criteria").rules if r.id == "weights_add_up")
        return {rows[example.row - 2]["criterion_id"] for example in rule.examples}, rule.rows

    return run


@pytest.mark.parametrize("rows", SOUND.values(), ids=SOUND)
def test_weights_that_add_up(rules_broken, rows):
    assert rules_broken(rows) == (set(), 0)


@pytest.mark.parametrize(("rows", "broken"), BROKEN.values(), ids=BROKEN)
def test_weights_that_do_not(rules_broken, rows, broken):
    assert rules_broken(rows) == (broken, len(broken))


def test_a_version_with_an_unreadable_weight_has_that_fault_alone(rules_broken):
    assert rules_broken([criterion("A", "60"), criterion("B", "forty")]) == (set(), 0)
