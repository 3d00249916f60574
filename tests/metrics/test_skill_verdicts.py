"""One verdict for each rep-criterion, by rules in a fixed order."""

from datetime import date

import pandas as pd
import pytest

from review_kit.metrics.skill_verdicts import judge, skill_verdicts
from review_kit.metrics.windows import review_windows
from review_kit.project.config import Config

# the window of 90 days is 3 July to 30 September
WINDOWS = review_windows(
    Config.model_validate({"organisation": {"name": "Acme"}}), date(2026, 9, 30)
)
MOVEMENT, CALLS = 5.0, 5


def day(text):
    return pd.Timestamp(f"2026-{text}")


PLAIN = {
    "n_window": 80,
    "n_baseline": 30,
    "n_current": 28,
    "baseline_score": 52.0,
    "current_score": 61.0,
    "score_delta": 9.0,
    "low": 2.0,
    "high": 16.0,
    "company_movement": 0.0,
    "delta_verdict": "improved",
    "sessions_held": 0,
    "first_coached_on": None,
    "expected_score": None,
    "expected_gap": None,
    "expected_gap_low": None,
    "expected_gap_high": None,
    "expected_gap_verdict": None,
    "expected_gap_ready_on": None,
    "expected_gap_missing": None,
    "expected_gap_missing_n": None,
    "dip_week": None,
    "recovery_week": None,
    "scores_unfit": None,
}
"""Nobody coached it, and it rose by 9 ± 7 points."""

COACHED = PLAIN | {
    "sessions_held": 3,
    "first_coached_on": day("08-09"),
    "expected_score": 50.0,
    "expected_gap": 13.0,
    "expected_gap_low": 5.0,
    "expected_gap_high": 21.0,
    "expected_gap_verdict": "improved",
}
"""First coached on 9 August; days 8–35 came out 13 points above what was expected."""

FALLEN = {"current_score": 43.0, "score_delta": -9.0, "low": -16.0, "high": -2.0}
FALLEN |= {"delta_verdict": "declined"}
OPEN = {"expected_gap": 4.0, "expected_gap_low": -4.0, "expected_gap_high": 12.0}
OPEN |= {"expected_gap_verdict": "cannot_tell_yet"}
BELOW = {"expected_gap": -8.0, "expected_gap_low": -15.0, "expected_gap_high": -1.0}
BELOW |= {"expected_gap_verdict": "declined"}
DIPPED = {"dip_week": day("08-17"), "recovery_week": day("09-07")}
NO_GAP = {name: None for name in COACHED if name.startswith("expected_")}
FEW = {"score_delta": None, "low": None, "high": None, "delta_verdict": None}


def verdict(row):
    found = judge(row, WINDOWS, CALLS, MOVEMENT)
    return (found.verdict, found.basis, found.reason)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (PLAIN, ("improved", "change", None)),
        (PLAIN | FALLEN, ("declined", "change", None)),
        (PLAIN | {"delta_verdict": "cannot_tell"}, ("no_clear_change", "change", "within_chance")),
        # it stood while the company fell: not a rise
        (PLAIN | {"score_delta": -1.0}, ("no_clear_change", "change", "within_chance")),
        (PLAIN | FEW | {"n_window": 0, "n_baseline": 0, "n_current": 0},
         ("not_enough_calls", None, "no_calls")),
        (PLAIN | FEW | {"n_baseline": 4}, ("not_enough_calls", None, "few_calls_at_start")),
        (PLAIN | FEW | {"n_current": 4}, ("not_enough_calls", None, "few_calls_at_end")),
        (PLAIN | FEW | {"n_baseline": 4, "n_current": 0},
         ("not_enough_calls", None, "few_calls_at_both_ends")),
        # calls enough, and too few skills in the company to say how far scores move
        (PLAIN | {"delta_verdict": None, "low": None, "high": None},
         ("cannot_tell_yet", None, "no_calibration")),
        (COACHED, ("improved", "expected", None)),
        (COACHED | OPEN, ("cannot_tell_yet", "expected", "interval_too_wide")),
        # 5 points are the rise that counts as movement
        (COACHED | OPEN | {"expected_gap_high": 4.9},
         ("no_clear_change", "expected", "gain_excluded")),
        (COACHED | OPEN | {"expected_gap_high": 5.0},
         ("cannot_tell_yet", "expected", "interval_too_wide")),
        (COACHED | BELOW | {"current_score": 42.0}, ("declined", "expected", None)),
        # what was so is told while it holds: 50 was expected
        (COACHED | {"current_score": 49.9}, ("no_clear_change", "expected", "not_held")),
        (COACHED | BELOW, ("no_clear_change", "expected", "made_up")),
        (COACHED | BELOW | DIPPED | {"current_score": 49.0},
         ("no_clear_change", "expected", "recovered")),
        (COACHED | DIPPED, ("improved", "expected", None)),
        (COACHED | FALLEN, ("declined", "change", None)),
        (COACHED | NO_GAP | {"expected_gap_ready_on": day("10-13")},
         ("cannot_tell_yet", None, "follow_up_open")),
        (COACHED | NO_GAP | {"expected_gap_missing": "no_comparison"},
         ("cannot_tell_yet", None, "no_comparison")),
        (COACHED | NO_GAP | {"expected_gap_missing": "too_few_calls_after"},
         ("not_enough_calls", None, "too_few_calls_after")),
        # a fall is a fall, whatever cannot be compared
        (COACHED | NO_GAP | FALLEN | {"expected_gap_missing": "no_comparison"},
         ("declined", "change", None)),
        # days 8–35 after 25 May end on 29 June, before the window: there is only a change, and low
        # scores recover by themselves
        (COACHED | {"first_coached_on": day("05-25")}, ("cannot_tell_yet", None, "coached_earlier")),
        # even so it did not rise: the interval lies below 5 points
        (COACHED | {"first_coached_on": day("05-25"), "high": 4.0, "delta_verdict": "cannot_tell"},
         ("no_clear_change", "change", "gain_excluded")),
        (COACHED | NO_GAP | {"expected_gap_missing": "no_comparison", "high": 4.0},
         ("no_clear_change", "change", "gain_excluded")),
        (COACHED | NO_GAP | {"expected_gap_ready_on": day("10-13"), "high": 4.0},
         ("cannot_tell_yet", None, "follow_up_open")),
        (COACHED | {"first_coached_on": day("05-25")} | FALLEN, ("declined", "change", None)),
        (COACHED | {"first_coached_on": day("05-25"), "sessions_held": 0},
         ("improved", "change", None)),
        # 29 May: they end on 3 July, the first day of the window
        (COACHED | {"first_coached_on": day("05-29")}, ("improved", "expected", None)),
        (COACHED | {"scores_unfit": "different_scorers"},
         ("cannot_tell_yet", None, "different_scorers")),
    ],
)  # fmt: skip
def test_the_first_rule_that_holds_gives_the_verdict(row, said):
    assert verdict(row) == said


def test_a_change_is_told_less_what_the_company_moved_by():
    found = judge(PLAIN | {"company_movement": 3.0}, WINDOWS, CALLS, MOVEMENT)
    assert (found.points, found.low, found.high) == (6.0, -1.0, 13.0)
    assert (found.first, found.last) == (date(2026, 7, 3), date(2026, 9, 30))


def test_a_gap_is_about_days_8_to_35_after_the_first_session():
    found = judge(COACHED, WINDOWS, CALLS, MOVEMENT)
    assert (found.points, found.low, found.high) == (13.0, 5.0, 21.0)
    assert (found.first, found.last) == (date(2026, 8, 17), date(2026, 9, 13))


def test_the_table_holds_a_row_for_every_rep_criterion():
    missing = (
        COACHED
        | NO_GAP
        | {
            "expected_gap_missing": "record_too_short",
            "expected_gap_missing_n": 41,
        }
    )
    pending = COACHED | NO_GAP | {"expected_gap_ready_on": day("10-13")}
    table = skill_verdicts(pd.DataFrame([PLAIN, missing, pending]), WINDOWS, CALLS, MOVEMENT)
    assert table["verdict"].tolist() == ["improved", "cannot_tell_yet", "cannot_tell_yet"]
    assert table["verdict_reason_n"].tolist() == [pd.NA, 41, pd.NA]
    assert table["verdict_ready_on"].tolist() == [pd.NaT, pd.NaT, day("10-13")]
    assert table["verdict_points"].tolist()[0] == 9.0
