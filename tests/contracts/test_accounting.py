"""The law of accounting: rows in = kept + quarantined + left out, and every row is in one place only."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pyarrow.parquet as pq
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from review_kit.contracts import validate

REPS = tuple(f"R{number}" for number in range(1, 9))
maybe = st.sampled_from

ROSTER_ROW = st.fixed_dictionaries(
    {
        "rep_id": maybe([*REPS, *REPS, None]),
        "rep_name": maybe(["Ana", "Bo", "Chi", None]),
        "manager_id": st.just("M1"),
        "manager_name": st.just("Tom"),
        "team": maybe(["West", "East"]),
        "hire_date": maybe(["2024-05-13", "2023-01-09", "", "someday"]),
        "end_date": maybe([None, None, "2026-08-31", "1999-01-01"]),
    }
)
SCORE_ROW = st.fixed_dictionaries(
    {
        "evaluation_id": maybe([*(f"E{number}" for number in range(1, 31)), None]),
        "call_id": maybe(["C1", "C2"]),
        "rep_id": maybe([*REPS, "R9", None]),
        "call_at": maybe(
            ["2026-09-01T10:00:00Z", "2026-03-29T02:30:00", "2026-12-24", "noon", None]
        ),
        "criterion_id": maybe(["OBJ", "DIS", "XYZ"]),
        "score": maybe(["0", "3", "5", "7", "-1", "nan", None]),
        "max_score": maybe(["5", "5", "0"]),
        "evaluator": maybe(["ai", "human", "AI"]),
        "evidence_url": maybe([None, "https://x.example", "ftp://x"]),
        "evidence_offset_s": maybe([None, "4"]),
        "rubric_version": st.just("1"),
    }
)


@settings(
    max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    roster=st.lists(ROSTER_ROW, max_size=8),
    scores=st.lists(SCORE_ROW, max_size=40),
    left_out=st.dictionaries(maybe(["footer row", "exact duplicate"]), st.integers(0, 9)),
)
def test_every_row_is_kept_or_quarantined_or_left_out_and_never_two_of_these(
    exports, roster, scores, left_out
):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        project = exports.make_project(folder / "project")
        criteria = exports.copy_of_sound()["criteria"]
        staged = {
            "roster": exports.stage(folder, "roster", roster),
            "criteria": exports.stage(folder, "criteria", criteria),
            "qa_scores": exports.stage(folder, "qa_scores", scores, left_out=left_out),
        }
        validation = validate(project, staged, folder / "v")

        for table, rows in (("roster", roster), ("qa_scores", scores)):
            verdict = validation.table(table)
            kept = pq.read_table(validation.kept_path(table)).to_pylist()
            quarantined = pq.read_table(validation.quarantined_path(table)).to_pylist()

            assert verdict.rows_in == (
                verdict.kept + verdict.quarantined + sum(verdict.left_out.values())
            )
            assert (verdict.kept, verdict.quarantined) == (len(kept), len(quarantined))
            attributed = sum(rule.attributed for rule in verdict.rules)
            assert attributed == verdict.quarantined
            # quarantined rows keep their text and their place; the others are those kept, in order
            places = {row["_row"] - 2 for row in quarantined}
            assert len(places) == len(quarantined)
            for row in quarantined:
                original = rows[row["_row"] - 2]
                assert {key: row[key] for key in original} == original
                assert row["reasons"]
            expected = [row for place, row in enumerate(rows) if place not in places]
            key = "rep_id" if table == "roster" else "evaluation_id"
            assert sorted(r[key] for r in kept) == sorted(r[key] for r in expected)
            assert all(r[key] is not None for r in kept)
