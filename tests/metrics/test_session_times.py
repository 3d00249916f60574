"""When a proposed session begins: a manager is in one at a time."""

from datetime import time

import pandas as pd

from review_kit.metrics.session_times import with_times


def timed(*sessions, minutes=None, managers=None, begin=time(10)):
    days = pd.DataFrame(sessions, columns=["rep_id", "session_on"])
    reps = sorted({rep for rep, _ in sessions})
    managers = managers or dict.fromkeys(reps, "mia")
    lengths = pd.Series(minutes or {}, index=reps, dtype="float64")
    found = with_times(days, lengths, pd.Series(managers, dtype="str"), begin)
    return found[["rep_id", "starts_at", "minutes"]].values.tolist()


def test_sessions_of_one_manager_follow_one_another_on_a_grid_of_quarter_hours():
    assert timed(
        ("ana", "06"),
        ("bo", "06"),
        ("cy", "06"),
        ("cy", "07"),
        minutes={"ana": 40, "bo": 45},
    ) == [["ana", "10:00", 40], ["bo", "10:45", 45], ["cy", "11:30", 30], ["cy", "10:00", 30]]


def test_another_managers_sessions_are_at_their_own_time():
    assert timed(("ana", "06"), ("bo", "06"), managers={"ana": "mia", "bo": "noor"}) == [
        ["ana", "10:00", 30],
        ["bo", "10:00", 30],
    ]


def test_a_day_with_more_than_eight_hours_begins_again():
    found = timed(*((f"r{n}", "06") for n in range(5)), minutes={f"r{n}": 120 for n in range(5)})
    assert [start for _, start, _ in found] == ["10:00", "12:00", "14:00", "16:00", "10:00"]
