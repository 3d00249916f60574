"""Why a text was not read, where its spelling tells it."""

import pytest

from review_kit.sources.values.unreadable_texts import cause_of


@pytest.mark.parametrize(
    ("text", "logical_type", "message"),
    [
        ("GBP 1,000.00 (EUR 1,170.00)", "number", "two amounts in one cell"),
        ("5 EUR [6 USD]", "number", "two amounts in one cell"),
        ("$ (1,234.00)", "number", "amounts with a currency ($)"),
        ("$1.2M", "number", "numbers cut short to thousands or millions"),
        ("12k", "number", "numbers cut short to thousands or millions"),
        ("58%", "number", "percents in a column of plain numbers"),
        ("58 of 5", "number", "scores above the highest of their scale"),
        ("45:00", "number", "lengths of time that have no one reading here"),
        ("EUR 12.500", "number", "amounts with a currency (EUR)"),
        ("2026-04-05", "integer", "days in place of numbers"),
        ("no maxRange for 9", "number", "the lookup knows the value and has no answer for it"),
        ("1775088000", "date", "counts of seconds since 1970"),
        ("1775088000123", "timestamp", "counts of milliseconds since 1970"),
        ("46114", "date", "serial numbers of a spreadsheet"),
        ("4/2", "date", "days without a year"),
        ("Apr 2", "date", "days without a year"),
        ("2 listopad 2026", "date", "days in words that are not known"),
        (
            "2026-04-31",
            "date",
            "days that the calendar does not have, or times in an unknown spelling",
        ),
        ("true", "date", "check marks in place of days"),
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
