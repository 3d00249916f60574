"""Two ways to count every rule, and what happens when they differ."""

from __future__ import annotations

import socket
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from review_kit.contracts import (
    CountsDisagreeError,
    ExpectationError,
    RowsLostError,
    check,
    load_contracts,
    validate,
)
from review_kit.contracts.frames import Part
from review_kit.contracts.kept_counts import Counts, KeptCounts
from review_kit.contracts.rule import ExportShape
from review_kit.contracts.rules.range import Range
from review_kit.contracts.rules.readable import Readable
from review_kit.contracts.rules.row_count import RowCount
from review_kit.contracts.suite import Witness, count_table_violations, count_unexpected

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture
def break_mask(monkeypatch):
    """Give one rule a wrong mask."""

    def broken(rule_id: str, condition: str):
        contracts = load_contracts(REPOSITORY).values()
        kind = next(type(r) for c in contracts for r in c.rules if r.id == rule_id)
        right = kind.mask

        def mask(self, context):
            found = right(self, context)
            return replace(found, condition=condition) if self.id == rule_id else found

        monkeypatch.setattr(kind, "mask", mask)

    return broken


def staged(stage_rows, rows):
    return {table: stage_rows(table, rows[table]) for table in ("roster", "criteria", "qa_scores")}


@pytest.mark.parametrize(
    ("rule", "condition", "rows", "expected"),
    [
        ("score.range", "FALSE", 0, 1),  # a mask that lets a bad row through
        ("evaluator.enum", "TRUE", 2, 0),  # one that takes good rows away
        ("score_within_max", "t.score < t.max_score", 2, 0),
        ("rep_id.reference", "t.rep_id IS NOT NULL", 2, 0),
        ("call_not_in_future", "t.call_at IS NOT NULL", 2, 0),
    ],
)
def test_a_mask_that_is_wrong_is_caught(
    project, stage_rows, sound, tmp_path, break_mask, rule, condition, rows, expected
):
    sound["qa_scores"][0]["score"] = "-1"
    break_mask(rule, condition)

    with pytest.raises(CountsDisagreeError) as raised:
        validate(project, staged(stage_rows, sound), tmp_path / "v")

    error = raised.value
    assert (error.table, error.rule, error.rows, error.expected) == (
        "qa_scores",
        rule,
        rows,
        expected,
    )
    assert f"qa_scores: rule '{rule}'" in error.message
    assert "not a fault in your data" in error.hint


@pytest.mark.parametrize("most", [0, check.MANY_KEYS])
def test_references_are_counted_alike_whether_all_keys_are_held_or_those_referred_to(
    project, stage_rows, sound, tmp_path, monkeypatch, most
):
    monkeypatch.setattr(check, "MANY_KEYS", most)
    sound["qa_scores"][0]["rep_id"] = "of nobody"

    found = validate(project, staged(stage_rows, sound), tmp_path / "v")

    scores = next(table for table in found.tables if table.name == "qa_scores")
    assert {rule.id: rule.rows for rule in scores.rules if rule.rows} == {"rep_id.reference": 1}


def test_a_wrong_sum_of_weights_is_caught(project, stage_rows, sound, tmp_path, break_mask):
    break_mask("weights_add_up", "TRUE")

    with pytest.raises(CountsDisagreeError, match="'weights_add_up' is broken by 3 rows"):
        validate(project, staged(stage_rows, sound), tmp_path / "v")


class AskedAnew(KeptCounts):
    """No counts are kept: such a frame comes from no Parquet file, and has no digest."""

    def __init__(self):
        pass

    def of(self, frame, suite, count):
        return Counts(count(), earlier=False)


def test_an_expectation_that_cannot_be_evaluated_is_not_taken_for_a_failed_rule():
    """One text among numbers: Great Expectations reports no success and no count."""
    frame = pd.DataFrame({"score": pd.Series([1.0, "two", 3.0], dtype="object")})
    rule = Range(
        id="score.range", sentence="", column="score", logical_type="number", minimum=0, maximum=2
    )

    with pytest.raises(ExpectationError, match=r"score\.range.*could not be evaluated"):
        count_unexpected("qa_scores", [Part(frame, (rule,))], {"score": "number"}, AskedAnew())


def test_a_column_that_a_frame_lacks_is_an_error_too(tmp_path):
    rule = Readable(id="score.readable", sentence="", column="score", logical_type="number")

    with pytest.raises(ExpectationError, match="does not exist"):
        count_unexpected(
            "t",
            [Part(pd.DataFrame({"other": [1.0]}), (rule,))],
            {"score": "number"},
            KeptCounts(tmp_path),
        )


def test_rows_that_got_lost_before_validation_are_noticed(project, stage_rows, sound, tmp_path):
    table = stage_rows("roster", sound["roster"])

    with pytest.raises(RowsLostError, match="3 rows came in, but 2 kept"):
        validate(project, {"roster": replace(table, rows_in=3)}, tmp_path / "v")


def test_validation_uses_no_network(project, stage_rows, sound, tmp_path, monkeypatch):
    addresses = []

    def refuse(self, address):
        addresses.append(address)
        raise OSError("no network here")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket.socket, "connect_ex", refuse)

    validate(project, staged(stage_rows, sound), tmp_path / "v")

    assert addresses == []


def test_great_expectations_is_loaded_only_to_validate():
    code = (
        "import sys, review_kit.contracts, review_kit.snapshot; "
        "sys.exit('great_expectations' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(("rows", "broken"), [(2, 1), (3, 0), (10**15, 0)])
def test_rows_are_counted_in_memory_that_does_not_grow_with_them(tmp_path, rows, broken):
    rule = RowCount(id="rows", sentence="It has three rows.", severity="error", minimum=3)
    shape = ExportShape(filled=frozenset(), names=(), rows=rows)
    found = count_table_violations("qa_scores", [rule], shape, {}, KeptCounts(tmp_path))
    assert found == {"rows": Witness(broken, earlier=False)}
