"""Windows: which days each number looks at."""

from datetime import date

import pandas as pd
import pytest

from review_kit.errors import ConfigurationError
from review_kit.metrics import Window, review_windows
from review_kit.project.config import Config

CONFIG = Config.model_validate({"organisation": {"name": "Acme"}})


def days(*texts: str | None) -> pd.Series:
    return pd.Series(pd.to_datetime(list(texts))).astype("datetime64[s]")


def test_the_window_ends_with_the_review_day_and_counts_both_ends() -> None:
    windows = review_windows(CONFIG, date(2026, 3, 31))
    # January 31 + February 28 + March 31 = 90 days
    assert windows.window == Window(date(2026, 1, 1), date(2026, 3, 31))
    assert windows.window.days == 90
    assert windows.as_of == date(2026, 3, 31)


def test_baseline_and_current_are_the_first_and_the_last_thirty_days() -> None:
    windows = review_windows(CONFIG, date(2026, 3, 31))
    assert windows.baseline == Window(date(2026, 1, 1), date(2026, 1, 30))
    assert windows.current == Window(date(2026, 3, 2), date(2026, 3, 31))


def test_the_previous_window_has_the_same_length_and_ends_the_day_before() -> None:
    windows = review_windows(CONFIG, date(2026, 3, 31))
    assert windows.previous == Window(date(2025, 10, 3), date(2025, 12, 31))
    assert windows.previous.days == 90


def test_another_length_moves_the_start_only() -> None:
    windows = review_windows(CONFIG, date(2026, 3, 31), window_days=60)
    assert windows.window == Window(date(2026, 1, 31), date(2026, 3, 31))
    assert windows.baseline.end == date(2026, 3, 1)
    assert windows.current.start == date(2026, 3, 2)


def test_a_window_too_short_for_both_ends_is_refused() -> None:
    with pytest.raises(ConfigurationError, match="a window of 59 days"):
        review_windows(CONFIG, date(2026, 3, 31), window_days=59)


def test_weeks_are_counted_back_and_the_first_may_be_shorter() -> None:
    weeks = review_windows(CONFIG, date(2026, 3, 31)).weeks()
    # 90 days = 12 weeks + 6 days
    assert len(weeks) == 13
    assert list(weeks.iloc[0]) == [pd.Timestamp("2026-01-01"), pd.Timestamp("2026-01-06")]
    assert list(weeks.iloc[1]) == [pd.Timestamp("2026-01-07"), pd.Timestamp("2026-01-13")]
    assert list(weeks.iloc[-1]) == [pd.Timestamp("2026-03-25"), pd.Timestamp("2026-03-31")]


def test_both_ends_are_inside_and_a_missing_day_is_not() -> None:
    window = Window(date(2026, 1, 1), date(2026, 1, 3))
    asked = days("2025-12-31", "2026-01-01", "2026-01-03", "2026-01-04", None)
    assert window.contains(asked).tolist() == [False, True, True, False, False]


def test_overlap_counts_shared_days_and_an_open_end_goes_on() -> None:
    window = Window(date(2026, 1, 1), date(2026, 1, 31))
    starts = days("2025-12-01", "2026-01-31", "2026-02-01", "2026-01-10")
    ends = days("2026-01-01", "2026-02-28", "2026-02-28", None)
    # 1 January; 31 January; nothing; 10 to 31 January = 22 days
    assert window.overlap(starts, ends).tolist() == [1, 1, 0, 22]
