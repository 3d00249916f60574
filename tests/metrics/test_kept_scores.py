"""Settled scores that were kept are those that were settled."""

import pandas as pd
import pytest
from drawn_company import AS_OF, CONFIG, company

from review_kit.metrics.kept_scores import KeptScores
from review_kit.metrics.prepared import SettledScores, prepare
from review_kit.metrics.rep_rows import rows_of_reps
from review_kit.metrics.tables import Tables
from review_kit.metrics.windows import review_windows
from review_kit.project.kept import Kept


def settled(evaluators: set[str], **tables: pd.DataFrame) -> SettledScores:
    frames = company(8)
    scores = frames["qa_scores"]
    frames["qa_scores"] = scores[scores["evaluator"].isin(evaluators)]
    review = prepare(
        Tables.from_frames(frames | tables), CONFIG, review_windows(CONFIG, AS_OF, None)
    )
    return SettledScores(**{name: getattr(review, name) for name in SettledScores._fields})


def disputes() -> pd.DataFrame:
    score = company(8)["qa_scores"].iloc[0]
    row = {"dispute_id": "d1", "evaluation_id": score["evaluation_id"], "raised_on": "2026-03-01"}
    return pd.DataFrame([row | {"criterion_id": score["criterion_id"], "status": "open"}])


@pytest.mark.parametrize(
    "scores",
    [settled({"ai"}), settled({"ai", "human"}), settled({"ai", "human"}, disputes=disputes())],
    ids=["one scorer", "several", "disputed"],
)
def test_scores_come_back_as_they_were_settled(tmp_path, scores):
    kept = Kept(tmp_path, "base")
    assert KeptScores(kept, "key").found_or(lambda: scores) is scores
    kept.confirm()
    found = KeptScores(kept, "key").found_or(lambda: pytest.fail("settled again"))
    for name, frame in scores._asdict().items():
        assert_same(getattr(found, name), frame)


@pytest.mark.parametrize("reps", [["ana"], ["cy", "bo"], ["nobody"]])
@pytest.mark.parametrize("rows", [7, 100_000], ids=["in pieces", "in one"])
def test_scores_of_some_reps_come_back_as_they_are_among_all(tmp_path, monkeypatch, rows, reps):
    monkeypatch.setattr("review_kit.metrics.kept_scores._AT_ONCE", rows)
    scores = settled({"ai", "human"})
    known = KeptScores(Kept(tmp_path, "base"), "key")
    assert known.scores_of(reps) is None
    known.found_or(lambda: scores)
    known._kept.confirm()
    found = known.scores_of(reps)
    own = rows_of_reps(scores.call_scores, reps)
    if len(own):
        own = own.assign(call_id=own["call_id"].cat.remove_unused_categories())
    pd.testing.assert_frame_equal(found, own, check_exact=True, check_index_type=False)


def assert_same(found: object, given: object) -> None:
    match given:
        case pd.DataFrame():
            pd.testing.assert_frame_equal(found, given, check_exact=True)
        case pd.Series():
            pd.testing.assert_series_equal(found, given, check_exact=True)
        case None | int():
            assert found == given
        case _:
            for name, part in vars(given).items():
                assert_same(getattr(found, name), part)


def test_scores_of_other_tables_are_settled(tmp_path):
    one, other = settled({"ai"}), settled({"human"})
    kept = Kept(tmp_path, "base")
    KeptScores(kept, "key").found_or(lambda: one)
    kept.confirm()
    assert KeptScores(kept, "other key").found_or(lambda: other) is other
