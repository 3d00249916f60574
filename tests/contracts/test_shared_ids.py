"""What rows say only together: ids that stand for several calls, and ids that lost their zeros."""

from __future__ import annotations

import pytest

from review_kit.contracts.observations import observations


@pytest.fixture
def notices(checked):
    """Notices about the scores."""

    def found(**tables):
        with checked(only=("roster", "criteria", "qa_scores"), **tables) as opened:
            return [notice for table, notice in observations(opened) if table == "qa_scores"]

    return found


def test_one_call_has_one_time_and_one_rep(sound, notices):
    assert notices() == []


def test_a_call_id_with_several_call_times_is_a_warning(sound, notices):
    first = sound["qa_scores"][0]
    other = {**first, "evaluation_id": "E-other", "call_at": "2026-07-01T08:00:00+02:00"}
    (notice,) = notices(qa_scores=[*sound["qa_scores"], other])
    assert notice.message == (
        "1 call id has several call times, so different calls would count as one: "
        f"'{first['call_id']}'"
    )
    assert (notice.file, notice.row, notice.stops) == ("exports/qa_scores.csv", 2, False)


def test_a_call_id_with_several_reps_is_a_warning(sound, notices):
    first = sound["qa_scores"][0]
    colleague = next(row["rep_id"] for row in sound["roster"] if row["rep_id"] != first["rep_id"])
    other = {**first, "evaluation_id": "E-other", "rep_id": colleague}
    (notice,) = notices(qa_scores=[*sound["qa_scores"], other])
    assert notice.message == f"1 call id has scores of several reps: '{first['call_id']}'"


def test_ids_that_differ_by_zeros_only_are_told(sound, notices):
    roster = [{**row, "rep_id": f"00{at}7"} for at, row in enumerate(sound["roster"], start=1)]
    old = {row["rep_id"]: at for at, row in enumerate(sound["roster"], start=1)}
    scores = [{**row, "rep_id": f"{old[row['rep_id']]}7"} for row in sound["qa_scores"]]
    (notice,) = notices(roster=roster, qa_scores=scores)
    assert notice.message.startswith("rep_id differs from roster only by zeros: '17' for '0017'")
    assert notice.rows == len(scores)
