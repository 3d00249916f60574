"""What Great Expectations is spared changes nothing about what it says."""

from __future__ import annotations

import great_expectations.expectations as gxe
import pandas as pd

from review_kit.contracts.known_once import configurations_known
from review_kit.contracts.rule import Condition, Expected
from review_kit.contracts.suite import without_met_conditions


def test_an_expectation_has_the_configuration_that_it_has_by_itself() -> None:
    scored = gxe.ExpectColumnValuesToBeBetween(column="score", min_value=0, meta={"rule": "a"})
    filled = gxe.ExpectColumnValuesToNotBeNull(column="rep_id", meta={"rule": "b"})
    alone = [scored.configuration, filled.configuration]
    with configurations_known():
        assert [scored.configuration, filled.configuration] == alone
        assert scored.configuration is scored.configuration
    assert scored.configuration is not scored.configuration


def test_only_a_condition_that_every_row_meets_is_left_out() -> None:
    frame = pd.DataFrame(
        {
            "score": [70.0, None, 80.0],
            "score:unreadable": [None, "seventy", None],
            "valid_to": [None, None, None],
        }
    )
    readable = Condition("score:unreadable", None)
    open_end = Condition("valid_to", None)
    seventy = Condition("score", (70.0,))
    expected = Expected("score.filled", "ExpectColumnValuesToNotBeNull", {"column": "score"})

    def asked(*conditions: Condition) -> tuple[Condition, ...]:
        return without_met_conditions(
            Expected(expected.rule, expected.kind, expected.arguments, conditions), frame
        ).only

    assert asked(readable, open_end, seventy) == (readable, seventy)
    assert asked(open_end) == ()
