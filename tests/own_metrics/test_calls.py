"""Metrics that give single calls: what is taken, what is refused, and their means over a window."""

from datetime import date

import pandas as pd
import pytest

from review_kit.metrics.windows import Window
from review_kit.own_metrics.calls import means_of
from review_kit.own_metrics.rows import RowsError, checked_calls

SCORED = pd.DataFrame(
    {
        "rep_id": ["00107", "00124", "00124"],
        "call_id": ["a", "b", "c"],
        "call_on": pd.to_datetime(["2026-09-01", "2026-09-02", "2026-08-01"]),
    }
)
SEPTEMBER = Window(date(2026, 9, 1), date(2026, 9, 30))


def calls(**columns) -> pd.DataFrame:
    given = {"rep_id": ["00124", "00107"], "call_id": ["b", "a"], "value": [0.5, 1.0]}
    return pd.DataFrame(given | columns)


def test_a_call_gets_the_day_of_its_scores() -> None:
    found = checked_calls(calls(), SCORED, 1.0)
    assert found.to_dict("list") == {
        "rep_id": ["00107", "00124"],
        "call_id": ["a", "b"],
        "call_on": [pd.Timestamp("2026-09-01"), pd.Timestamp("2026-09-02")],
        "value": [1.0, 0.5],
    }


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        (None, "'rows' gave nothing, and no table"),
        (calls().drop(columns="call_id"), "the result lacks call_id (its columns: rep_id, value)"),
        (calls(n=1), "the result has other columns: n"),
        (calls(call_id=[1, 2]), "call_id is int64, and not text"),
        (calls(call_id=["b", None]), "row 2 of the result has no call_id"),
        (calls(value=["a", "b"]), "value is large_string, and no number"),
        (
            calls(rep_id=["00124", "00124"], call_id=["b", "b"]),
            "call b of 00124 is in the result more than once",
        ),
        (
            # a call of another rep
            calls(call_id=["a", "a"]),
            "call a of 00124 is not among the scored calls of the rep",
        ),
        (
            calls(call_id=["x", "y"]),
            "call x of 00124, call y of 00107 are not among the scored calls of the rep",
        ),
        (calls(value=[0.5, None]), "call a of 00107 is given no number"),
        (calls(value=[float("inf"), 0.5]), "call b of 00124 is given no number"),
        (calls(value=[50.0, 0.5]), "call b of 00124 is given less than 0 or more than 1"),
        (calls(value=[0.5, -0.1]), "call a of 00107 is given less than 0 or more than 1"),
    ],
)
def test_other_rows_are_refused_with_what_is_wrong(given, problem) -> None:
    with pytest.raises(RowsError) as refused:
        checked_calls(given, SCORED, 1.0)
    assert refused.value.problem == problem
    assert refused.value.advice.endswith(".")


def test_without_a_limit_any_number_is_taken() -> None:
    assert checked_calls(calls(value=[-70.0, 900.0]), SCORED, None)["value"].tolist() == [900, -70]


def of(values: list[float]) -> pd.DataFrame:
    days = pd.date_range("2026-09-01", periods=len(values))
    return pd.DataFrame({"rep_id": "00124", "call_on": days, "value": values})


def test_its_number_is_the_mean_of_the_calls_of_the_window_with_students_interval() -> None:
    # mean 50, sd √((900 + 100 + 1600) ÷ 2) = 36.06, t(0.975, 2) = 4.3027: 50 ± 89.57
    outside = of([0.0]).assign(call_on=pd.Timestamp("2026-08-31"))
    (row,) = means_of(pd.concat([of([20, 40, 90]), outside]), SEPTEMBER, None).to_dict("records")
    assert row == {
        "rep_id": "00124",
        "value": 50.0,
        "n": 3,
        "low": pytest.approx(-39.57, abs=0.01),
        "high": pytest.approx(139.57, abs=0.01),
    }
    (limited,) = means_of(of([20, 40, 90]), SEPTEMBER, 100.0).to_dict("records")
    assert (limited["low"], limited["high"]) == (0.0, 100.0)


@pytest.mark.parametrize("whole", [1.0, 100.0])
def test_a_yes_or_no_of_every_call_is_a_share_with_wilsons_interval(whole) -> None:
    # 3 of 4: (0.75 + 3.841 ÷ 8) ÷ (1 + 3.841 ÷ 4) ± 0.3269
    (row,) = means_of(of([whole, whole, 0, whole]), SEPTEMBER, whole).to_dict("records")
    assert (row["value"], row["n"]) == (0.75 * whole, 4)
    assert row["low"] == pytest.approx(0.3006 * whole, abs=1e-4 * whole)
    assert row["high"] == pytest.approx(0.9544 * whole, abs=1e-4 * whole)


def test_one_call_has_no_interval_and_a_rep_without_any_has_no_row() -> None:
    (row,) = means_of(of([0.4]), SEPTEMBER, 1.0).to_dict("records")
    assert (row["value"], row["n"]) == (0.4, 1)
    assert pd.isna(row["low"])
    assert means_of(of([]).astype({"value": "float64"}), SEPTEMBER, 1.0).empty
