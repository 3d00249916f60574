"""Why a text was not read, where its spelling tells it."""

import pytest

from review_kit.sources.values.unreadable_texts import cause_of


@pytest.mark.parametrize(
    ("text", "logical_type", "message"),
    [
        ("GBP 1,000.00 (EUR 1,170.00)", "number", "two amounts in one cell"),
        ("5 EUR [6 USD]", "number", "two amounts in one cell"),
        ("$ (1,234.00)", "number", "amounts with a currency ($)"),
        ("$1.2M", "number", "numbers shortened to thousands or millions"),
        ("12k", "number", "numbers shortened to thousands or millions"),
        ("58%", "number", "percentages in a column of plain numbers"),
        ("58 of 5", "number", "scores above the top of their scale"),
        ("45:00", "number", "lengths of time that can be read in more than one way"),
        ("EUR 12.500", "number", "amounts with a currency (EUR)"),
        ("2026-04-05", "integer", "dates instead of numbers"),
        ("no maxRange for 9", "number", "the lookup has the value, but no result for it"),
        ("1775088000", "date", "counts of seconds since 1970"),
        ("1775088000123", "timestamp", "counts of milliseconds since 1970"),
        ("46114", "date", "serial date numbers from a spreadsheet"),
        ("4/2", "date", "days without a year"),
        ("Apr 2", "date", "days without a year"),
        ("2 listopad 2026", "date", "dates in words that review-kit does not know"),
        (
            "2026-04-31",
            "date",
            "dates that do not exist, or times in an unknown format",
        ),
        ("true", "date", "check marks instead of dates"),
    ],
)
def test_a_cause(text, logical_type, message):
    assert cause_of(text, logical_type).message == message


@pytest.mark.parametrize(
    ("text", "logical_type"),
    [
        ("n.v.", "number"),
        ("about 5", "number"),
        ("Total", "date"),
        ("perhaps", "boolean"),
        ("?", "date"),
    ],
)
def test_no_cause_is_invented(text, logical_type):
    assert cause_of(text, logical_type) is None
