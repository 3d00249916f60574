"""What is wrong with a row, in words that name the column."""

from __future__ import annotations

from pathlib import Path

import pytest

from review_kit.contracts import load_contracts
from review_kit.contracts.rules.compare import Compare
from review_kit.contracts.rules.length import Length
from review_kit.contracts.rules.range import Range

CONTRACTS = load_contracts(Path(__file__).resolve().parents[2])


@pytest.mark.parametrize(
    ("table", "rule", "words"),
    [
        ("qa_scores", "score.readable", "score is not a number"),
        ("qa_scores", "call_at.readable", "call_at is not a date and time (ISO 8601)"),
        ("skills_matrix", "level.readable", "level is not a whole number"),
        ("opportunities", "is_won.readable", "is_won is neither true nor false"),
        ("qa_scores", "score.required", "score is empty"),
        ("roster", "key", "rep_id occurs in more than one row"),
        ("quotas", "key", "rep_id and period_start occur in more than one row"),
        ("qa_scores", "evaluator.enum", "evaluator is not one of ai, human"),
        ("quotas", "currency.pattern", "currency does not match ^[A-Z]{3}$"),
        ("skills_matrix", "level.range", "level is not between 1 and 4"),
        ("qa_scores", "max_score.range", "max_score is not above 0"),
        ("qa_scores", "score.range", "score is not at least 0"),
        ("qa_scores", "score_within_max", "score is greater than max_score"),
        ("quotas", "period_in_order", "period_end is before period_start"),
        (
            "opportunities",
            "closed_has_close_date",
            "close_date is empty or unreadable although is_closed is true",
        ),
        ("opportunities", "won_is_closed", "is_closed is not true although is_won is true"),
        ("qa_scores", "call_not_in_future", "call_at is after the day of the export"),
        ("qa_scores", "rep_id.reference", "rep_id is not among the kept rows of roster"),
        ("criteria", "weights_add_up", "weight of its rubric_version does not add up to 100"),
    ],
)
def test_a_violation_says_what_is_wrong(table, rule, words):
    contract = CONTRACTS[table]
    found = next(found for found in contract.row_rules if found.id == rule)
    types = {column.name: column.logical_type for column in contract.columns}

    assert found.violation(types) == words


COMMON = {"id": "it", "sentence": ""}
OPEN = {"logical_type": "number", "minimum": 1, "maximum": 4}


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (Length(column="a", minimum=2, maximum=None, **COMMON), "at least 2 characters"),
        (Length(column="a", minimum=None, maximum=4, **COMMON), "at most 4 characters"),
        (Length(column="a", minimum=2, maximum=4, **COMMON), "2 to 4 characters"),
        (Range(column="a", **OPEN, **COMMON), "is not between 1 and 4"),
        (Range(column="a", above_minimum=True, **OPEN, **COMMON), "is not above 1 and at most 4"),
        (Range(column="a", below_maximum=True, **OPEN, **COMMON), "not at least 1 and below 4"),
        (Compare(left="a", operator="<", right="b", **COMMON), "a is not less than b"),
        (Compare(left="a", operator=">", right="b", **COMMON), "a is not greater than b"),
        (Compare(left="a", operator=">=", right="b", **COMMON), "a is less than b"),
        (Compare(left="a", operator="==", right="b", **COMMON), "a differs from b"),
        (Compare(left="at", operator="<", right="until", **COMMON), "at is not before until"),
        (Compare(left="at", operator="<=", right="until", **COMMON), "at is after until"),
        (Compare(left="at", operator=">", right="until", **COMMON), "at is not after until"),
        (Compare(left="at", operator="==", right="until", **COMMON), "at differs from until"),
    ],
)
def test_bounds_and_relations_have_words_of_their_own(rule, words):
    types = {"a": "number", "b": "number", "at": "timestamp", "until": "timestamp"}

    assert rule.violation(types).endswith(words)
