"""When nothing is said."""

from dataclasses import replace

import numpy as np
import pytest
from effect_examples import PASSING

from review_kit.metrics.effect.gates import (
    Earliest,
    close_controls,
    earliest_day,
    failed_gate,
    most_shifted,
    scorer_shifts,
    whole_rep_coached,
)
from review_kit.metrics.effect.history import COLUMNS, History
from review_kit.metrics.effect.rows import Rows
from review_kit.metrics.effect.verdicts import Reason


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({}, Reason.NONE),
        ({"n_treated": 11}, Reason.FOLLOW_UP_TOO_SHORT),
        ({"n_reps": 7}, Reason.FOLLOW_UP_TOO_SHORT),
        ({"n_treated": 11, "needs_more_coaching": True}, Reason.TOO_FEW_COACHED),
        (
            {"n_treated": 11, "needs_more_coaching": True, "record_too_short": True},
            Reason.RECORD_TOO_SHORT,
        ),
        # enough are on their way: that they are not there yet is the follow-up's doing
        ({"n_treated": 11, "record_too_short": True}, Reason.FOLLOW_UP_TOO_SHORT),
        ({"record_too_short": True}, Reason.NONE),
        ({"n_control_reps": 9}, Reason.TOO_FEW_CONTROLS),
        ({"controls_per_treated": 4.9}, Reason.TOO_FEW_CONTROLS),
        ({"overlap_share": 0.79}, Reason.NO_OVERLAP),
        ({"overlap_share": np.nan, "n_treated": 0}, Reason.FOLLOW_UP_TOO_SHORT),
        ({"share_whole_reps": 0.51}, Reason.WHOLE_REPS_COACHED),
        ({"evaluator_shift": -0.10}, Reason.EVALUATOR_CHANGED),
        ({"evaluator_shift": 0.0999}, Reason.NONE),
        ({"evaluator_shift": np.nan}, Reason.NONE),
    ],
)
def test_each_gate_at_its_edge(change, reason):
    assert failed_gate(replace(PASSING, **change), np.nan) is reason


@pytest.mark.parametrize(
    ("share", "reason"), [(0.60, Reason.SESSIONS_NOT_LOGGED), (0.61, Reason.NONE)]
)
def test_with_too_few_sessions_logged_nothing_can_be_claimed(share, reason):
    assert failed_gate(PASSING, share) is reason


NOBODY = np.zeros(0, dtype=np.int64)


def test_the_earliest_day_is_that_of_the_twelfth_rep_criterion_of_the_eighth_rep():
    # two of each of seven reps are ready by day 110, the first of the eighth on day 120
    rep = np.array([0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7])
    ready = np.array([*range(97, 111), 120, 125])
    assert earliest_day(ready, rep, NOBODY, NOBODY, as_of=112) == Earliest(120, None)
    assert earliest_day(ready, rep, NOBODY, NOBODY, as_of=130) == Earliest(130, None)


def test_without_enough_coached_someone_starts_the_day_after_or_when_the_record_is_long_enough():
    # two of each of seven reps are followed up; whoever starts on day 113 is so by day 148
    rep = np.repeat(np.arange(7), 2)
    ready = np.arange(97, 111)

    def found(begins):
        return earliest_day(ready, rep, np.array([begins, 90]), np.array([7, 8]), as_of=112)

    assert found(begins=43) == Earliest(148, 113)
    # a record from day 50 on reaches back 70 days on day 120
    assert found(begins=50) == Earliest(155, 120)


def test_with_a_young_record_the_twelfth_of_the_eighth_rep_waits_for_it():
    # eight reps have two skills each that nobody coached: the first ones since day 0 … 7, the others
    # since 20, so the twelfth could start on day 90
    begins, rep = np.array([*range(8), *[20] * 8]), np.tile(np.arange(8), 2)
    assert earliest_day(NOBODY, NOBODY, begins, rep, as_of=30) == Earliest(125, 90)
    assert earliest_day(NOBODY, NOBODY, begins, rep, as_of=200) == Earliest(236, 201)


def test_where_nobody_is_left_to_coach_new_records_must_begin():
    # from day 113 on, coached on day 183, followed up on day 218
    assert earliest_day(NOBODY, NOBODY, NOBODY, NOBODY, as_of=112) == Earliest(218, 183)


DAYS = 140


def scored_by(panel_from, whose):
    """One rep's skill, coached on day 80, and another's that was not; ``whose``: scorers of their calls."""
    flat = np.full(DAYS, 60.0)
    keys = (("r1", "c1"), ("r2", "c1"))
    scorers = {key: np.resize(np.array(name, dtype=object), DAYS) for key, name in whose.items()}
    panel = panel_from(dict.fromkeys(keys, flat), {keys[0]: 80}, scorer=scorers)
    # day 80 is the Thursday of week 11
    rows = Rows(
        rep=np.array([0, 1]),
        criterion=np.array([0, 0]),
        week=np.array([11, 11]),
        day=np.array([80, 80]),
        treated=np.array([True, False]),
        coached_later=np.array([False, False]),
        n_after=np.array([28, 28]),
        score_after=np.array([60.0, 60.0]),
    )
    shifts = scorer_shifts(panel, rows)
    return shifts, most_shifted(panel, shifts[:, :1].mean(axis=1), shifts[:, 1:].mean(axis=1))


def test_the_share_of_a_scorer_is_that_of_its_calls_before_and_after(panel_from):
    # of the coached one's calls a person scores every second from day 81 on, of the other's every tenth
    person = ["ai"] * 81 + ["ai", "human"] * 30
    shifts, most = scored_by(
        panel_from, {("r1", "c1"): person[:DAYS], ("r2", "c1"): ["human", *["ai"] * 9]}
    )
    # days 1 to 35 hold 17 of the person's calls: 82, 84, … 114; of two scorers one line tells both
    assert shifts.tolist() == [[pytest.approx(17 / 35), pytest.approx(3 / 35 - 0.1)]]
    assert most == (pytest.approx(17 / 35 - 3 / 35 + 0.1), "human")


def test_of_many_scorers_the_one_that_moved_most_is_told(panel_from):
    one, other = ["ai:1"] * 81 + ["ai:2"] * 59, ["ai:1", "ai:2", "human"]
    shifts, most = scored_by(panel_from, {("r1", "c1"): one, ("r2", "c1"): other})
    assert shifts.shape == (3, 2)
    assert shifts[:, 0].tolist() == [-1.0, 1.0, 0.0]
    assert abs(most[0]) > 0.9
    assert most[1] in {"ai:1", "ai:2"}


def test_where_nobody_knows_who_scored_nothing_moved(panel_from):
    panel = panel_from({("r1", "c1"): np.full(DAYS, 60.0)})
    nobody = np.zeros((0, 1))
    shift, name = most_shifted(panel, nobody, nobody)
    assert np.isnan(shift)
    assert name is None


def test_a_rep_coached_in_everything_within_a_week_is_coached_as_a_whole(panel_from):
    flat = np.full(140, 60.0)
    names = ("c1", "c2", "c3", "c4", "c5")
    paths = {(rep, name): flat for rep in ("r1", "r2") for name in names}
    at_once = {("r1", name): 80 + number for number, name in enumerate(names[:4])}
    spread = {("r2", name): 40 + 7 * number for number, name in enumerate(names)}
    found = whole_rep_coached(panel_from(paths, at_once | spread))
    # four of five criteria are 80 %; the fifth was not coached at all
    assert found.tolist() == [[True] * 4 + [False], [False] * 5]


def test_close_controls_are_those_of_other_reps_in_the_same_week():
    # the coached row is rep 0 in week 3 at 0; the controls of the week lie at −4…4 but one of rep 0
    seen = np.array([0.0, -4.0, -1.0, 1.0, 1.2, 4.0, 0.0, 0.0])
    week = np.array([3, 3, 3, 3, 3, 3, 3, 4])
    rep = np.array([0, 1, 2, 3, 4, 5, 0, 6])
    values = np.zeros((8, len(COLUMNS)))
    values[:, COLUMNS.index("early_raw")] = seen
    rows = Rows(
        rep=rep,
        criterion=rep * 0,
        week=week,
        day=7 * week,
        treated=rep * 10 + week == 3,
        coached_later=rep < 0,
        n_after=rep * 0 + 9,
        score_after=rep * 0.0,
    )
    rows = rows.marked(np.arange(8) == 0)
    # the controls' standard deviation is 2.24, half of it 1.12
    assert seen[1:].std() / 2 == pytest.approx(1.12, abs=0.01)
    assert close_controls(rows, History(values), seen).tolist() == [2]
    # the expected score must be close as well
    assert close_controls(rows, History(values), np.where(rep == 2, 9.0, seen)).tolist() == [1]
