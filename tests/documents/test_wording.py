"""How numbers and dates stand in print."""

from datetime import date

import pytest

from review_kit.documents.parts import wording as w


@pytest.mark.parametrize(
    ("value", "text"),
    [(17.2, "+17"), (-3.4, "−3"), (0.4, "0"), (-0.4, "0"), (0.5, "+1"), (-2.5, "−3")],
)
def test_changes_are_signed_and_nothing_is_zero(value, text):
    assert w.signed(value) == text


@pytest.mark.parametrize(
    ("count", "text"), [(0, "0 sessions"), (1, "1 session"), (2, "2 sessions")]
)
def test_nouns_follow_their_count(count, text):
    assert w.counted(count, "session") == text


def test_small_counts_become_words_on_request():
    assert w.counted(3, "session", words=True) == "three sessions"
    assert w.counted(1, "entry", "entries", words=True) == "one entry"
    assert w.counted(41, "deal", words=True) == "41 deals"


@pytest.mark.parametrize(
    ("days", "text"),
    [
        (0, "0 days"),
        (1, "1 day"),
        (13, "13 days"),
        (45, "6 weeks"),
        (365, "11 months"),
        (366, "1 year"),
        (858, "2 years 4 months"),
    ],
)
def test_tenure(days, text):
    assert w.tenure(days) == text


def test_windows_name_the_year_once_unless_it_turns():
    assert w.span(date(2026, 7, 3), date(2026, 9, 30)) == "3 July – 30 September 2026"
    assert w.span(date(2025, 11, 3), date(2026, 1, 31)) == "3 November 2025 – 31 January 2026"


def test_spans_in_tables_name_the_year_once_unless_it_turns():
    assert w.short_span(date(2026, 7, 7), date(2026, 9, 29)) == "7 Jul – 29 Sep 2026"
    assert w.short_span(date(2025, 11, 3), date(2026, 1, 31)) == "3 Nov 2025 – 31 Jan 2026"


@pytest.mark.parametrize(
    ("value", "currency", "text"),
    [
        (940, "USD", "$940"),
        (18_400, "USD", "$18.4K"),
        (123_456, "USD", "$123K"),
        (1_234_567, "EUR", "€1.23M"),
        (12_345_678, "EUR", "€12.3M"),
        (9_432, "EUR", "€9.43K"),
        (99_960, "EUR", "€100K"),
        (999_600, "EUR", "€1M"),
        (999.6, "EUR", "€1K"),
        (-1_500, "USD", "−$1.5K"),
        (None, "USD", "–"),
    ],
)
def test_money(value, currency, text):
    assert w.money(value, currency) == text


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (0.27, "share", "27\u202f%"),
        (61.4, "days", "61 days"),
        (1.0, "days", "1 day"),
        (-3.0, "pp", "−3 points"),
        (4.16, "of 5", "4.2 of 5"),
        (1.84, "hours_per_week", "1.8\u202fh a week"),
        (12.0, "count", "12"),
        (4.25, "stars", "4.3 stars"),
        (None, "share", "–"),
    ],
)
def test_a_metric_is_written_in_its_unit(value, unit, text):
    assert w.measure(value, unit, "USD") == text


@pytest.mark.parametrize(
    ("parts", "text"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_lists_are_joined_as_in_speech(parts, text):
    assert w.joined(parts) == text


def test_weights_are_whole_where_they_are_whole():
    assert [w.weight(value) for value in (25.0, 2.5)] == ["25", "2.5"]


def test_a_name_that_runs_from_right_to_left_keeps_numbers_on_their_side():
    assert w.isolated("Amara Okafor") == "Amara Okafor"
    assert w.isolated("محمد") == "محمد\u200e"
