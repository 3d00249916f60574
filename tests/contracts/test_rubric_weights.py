"""Weights of the top-level criteria of a rubric version add up to 100, on every day it is in force."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from review_kit.contracts import load_contracts
from review_kit.contracts.casting import cast_query
from review_kit.contracts.engine import engine
from review_kit.contracts.frames import read_parts
from review_kit.contracts.rule import Surroundings
from review_kit.contracts.violations import find_violations
from review_kit.contracts.weight_sums import weight_sums


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


CRITERIA = load_contracts(Path(__file__).parent)["criteria"]
TYPES = {column.name: column.logical_type for column in CRITERIA.columns}
(WEIGHTS,) = [rule for rule in CRITERIA.row_rules if rule.id == "weights_add_up"]
"""As it is shipped; that it is judged in a whole validation is shown beside all other rules."""


@pytest.fixture(scope="module")
def connection(tmp_path_factory):
    with engine(tmp_path_factory.mktemp("weights"), "Europe/Madrid") as opened:
        yield opened


@pytest.fixture
def broken_in(connection, stage_rows):
    """Return the criteria that break the sum of weights: by the mask, and by what the expectation sees."""

    def run(rows):
        path = stage_rows("criteria", rows).path
        cast = cast_query(CRITERIA.columns, frozenset(CRITERIA.column_names), str(path))
        connection.execute(f"CREATE OR REPLACE TEMP VIEW cast_criteria AS {cast}")
        found = find_violations(connection, CRITERIA, [WEIGHTS], "cast_criteria", path)
        (by_mask,) = found.counts()
        nothing_around = Surroundings("Europe/Madrid", kept_keys={}, last_days={})
        (part,) = read_parts(connection, "cast_criteria", [WEIGHTS], TYPES, nothing_around)
        expected = WEIGHTS.expectation(TYPES)
        assert expected.kind == "ExpectColumnValuesToBeBetween"
        deviation = part.frame[expected.arguments["column"]]
        in_frame = deviation.index[deviation > expected.arguments["max_value"]]
        assert by_mask.rows == len(in_frame)
        return (
            {rows[position]["criterion_id"] for position in by_mask.positions},
            {rows[position]["criterion_id"] for position in in_frame},
        )

    return run


@pytest.mark.parametrize("rows", SOUND.values(), ids=SOUND)
def test_weights_that_add_up(broken_in, rows):
    assert broken_in(rows) == (set(), set())


@pytest.mark.parametrize(("rows", "broken"), BROKEN.values(), ids=BROKEN)
def test_weights_that_do_not(broken_in, rows, broken):
    assert broken_in(rows) == (broken, broken)


def test_a_version_with_an_unreadable_weight_is_not_summed(broken_in):
    assert broken_in([criterion("A", "60"), criterion("B", "forty")]) == (set(), set())


def test_sums_are_written_out_for_each_version_with_those_of_parts():
    with duckdb.connect() as connection:
        connection.execute(
            "CREATE TABLE cast_criteria AS SELECT * REPLACE (weight::DOUBLE AS weight) FROM (VALUES "
            "(0, 'OBJ', 'Objections', NULL, 60.0, '1'), (1, 'DIS', 'Discovery', NULL, 36.0, '1'), "
            "(2, 'P', 'Price', 'OBJ', 90.0, '1'), (3, 'N', 'New', NULL, 40.0, '2')) "
            "AS t(_position, criterion_id, criterion, parent_criterion_id, weight, rubric_version)"
        )
        assert weight_sums(connection) == (
            "weights of version '1' add up to 96 (60 + 36); parts of Objections to 90",
            "weights of version '2' add up to 40",
        )
