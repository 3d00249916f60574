"""Scores of criteria that were scored through their parts, held against a computation call by call."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from review_kit.metrics.rubric import rubric_at
from review_kit.metrics.sub_criteria import UNKNOWN, NumberedScores, with_parents
from review_kit.metrics.windows import review_windows
from review_kit.project.config import Config

PARENT = {"a": None, "b": None, "a1": "a", "a2": "a", "a21": "a2", "a22": "a2", "b1": "b"}
WEIGHT = {"a": 60.0, "b": 40.0, "a1": 30.0, "a2": 70.0, "a21": 25.0, "a22": 0.0, "b1": 0.0}
NAMES = sorted(PARENT)


def rubric():
    config = Config.model_validate({"organisation": {"name": "Acme"}})
    day = pd.Timestamp("2026-01-01").as_unit("s")
    table = pd.DataFrame(
        {
            "criterion_id": NAMES,
            "criterion": NAMES,
            "parent_criterion_id": [PARENT[name] for name in NAMES],
            "weight": [WEIGHT[name] for name in NAMES],
            "valid_from": day,
            "valid_to": pd.NaT,
            "replaces_criterion_id": None,
            "outcome_metric": None,
            "competency": None,
        }
    )
    return rubric_at(table, review_windows(config, pd.Timestamp("2026-03-31").date()), 3)


def by_hand(scored: dict[str, float], name: str) -> float | None:
    """A criterion's own score, else the weighted mean of its parts."""
    if name in scored:
        return scored[name]
    parts = [(WEIGHT[part], by_hand(scored, part)) for part in NAMES if PARENT[part] == name]
    told = [(weight, score) for weight, score in parts if score is not None]
    total = sum(weight for weight, _ in told)
    return sum(weight * score for weight, score in told) / total if total else None


calls = st.lists(
    st.dictionaries(st.sampled_from(NAMES), st.integers(0, 100).map(float), max_size=len(NAMES)),
    max_size=8,
)


@given(calls, st.randoms(use_true_random=False))
def test_every_call_has_the_scores_that_follow_from_its_own(scored, random) -> None:
    rows = [(call, name, score) for call, own in enumerate(scored) for name, score in own.items()]
    random.shuffle(rows)
    pair, criterion, score = zip(*rows, strict=True) if rows else ((), (), ())
    given_scores = NumberedScores(
        pair=np.array(pair, dtype=np.int32),
        criterion=np.array([NAMES.index(name) for name in criterion], dtype=np.int16),
        score=np.array(score, dtype=np.float64),
        on=np.array(pair, dtype=np.int64),
        at=np.full(len(rows), UNKNOWN),
        human=np.array([name == "a21" for name in criterion], dtype=bool),
        scorer=np.array([NAMES.index(name) for name in criterion], dtype=np.int32),
        derived=np.zeros(len(rows), dtype=bool),
    )
    whole = with_parents(given_scores, rubric(), pd.Index(NAMES), len(scored))
    found = {
        (call, NAMES[at]): (score, derived)
        for call, at, score, derived in zip(
            whole.pair, whole.criterion, whole.score, whole.derived, strict=True
        )
    }
    assert len(found) == len(whole.pair)
    for call, own in enumerate(scored):
        for name in NAMES:
            expected = by_hand(own, name)
            if expected is None:
                assert (call, name) not in found
                continue
            score, derived = found[call, name]
            assert math.isclose(score, expected, abs_tol=1e-9)
            assert derived == (name not in own)
    # whose a mean is: the day of its call, a person's where a part is, the last scorer by name
    assert (whole.on == whole.pair).all()
    assert (whole.at == UNKNOWN).all()


def test_a_mean_is_a_person_s_where_a_part_is_and_its_scorer_the_last_of_the_parts() -> None:
    given_scores = NumberedScores(
        pair=np.array([0, 0, 1], dtype=np.int32),
        criterion=np.array([NAMES.index(name) for name in ("a1", "a2", "a1")], dtype=np.int16),
        score=np.array([10.0, 20.0, 30.0]),
        on=np.array([5, UNKNOWN, 7]),
        at=np.array([9, 8, UNKNOWN]),
        human=np.array([False, True, False]),
        scorer=np.array([1, 3, 2], dtype=np.int32),
        derived=np.zeros(3, dtype=bool),
    )
    whole = with_parents(given_scores, rubric(), pd.Index(NAMES), 2)
    assert whole.criterion[3:].tolist() == [NAMES.index("a")] * 2
    # (30 · 10 + 70 · 20) / 100 = 17
    assert whole.score[3:].tolist() == [17.0, 30.0]
    assert whole.human[3:].tolist() == [True, False]
    assert whole.scorer[3:].tolist() == [3, 2]
    # the first known day and moment of the parts
    assert whole.on[3:].tolist() == [5, 7]
    assert whole.at[3:].tolist() == [8, UNKNOWN]
