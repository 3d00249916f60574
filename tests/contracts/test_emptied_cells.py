"""A bad cell that may be empty costs the cell; one that must be filled costs the row."""

from __future__ import annotations

import pyarrow.parquet as pq
import pytest

from review_kit.contracts import verdict_lines
from review_kit.contracts.places import emptied_path
from review_kit.contracts.verdict import Validation

MINUTES = {"name": "minutes", "logicalType": "number", "logicalTypeOptions": {"minimum": 0}}
STATUS = {
    "name": "status",
    "logicalType": "string",
    "enum": [{"value": value} for value in ("open", "done")],
}
SCORE = {"name": "score", "logicalType": "number", "required": True}


def test_a_bad_cell_that_may_be_empty_costs_the_cell_and_keeps_the_row(judge):
    judged = judge(
        [MINUTES, STATUS, SCORE],
        [
            {"minutes": "30", "status": "done", "score": "1"},
            {"minutes": "45 min", "status": "done!", "score": "2"},
            {"minutes": "-5", "status": "open", "score": "3"},
            {"minutes": "20", "status": "open", "score": "three"},
        ],
    )

    kept = judged.kept[["id", "minutes", "status", "score"]]
    assert kept.astype(object).where(kept.notna(), None).to_numpy().tolist() == [
        ["1", 30.0, "done", 1.0],
        ["2", None, None, 2.0],
        ["3", None, "open", 3.0],
    ]
    assert judged.quarantined_by == {"4": ["score.readable"]}
    assert judged.verdict.emptied == {
        "minutes is not a number": 1,
        "minutes is not at least 0": 1,
        "status is not one of open, done": 1,
    }
    cells = judged.emptied[["_row", "cell", "text"]].to_numpy().tolist()
    assert cells == [[3, "minutes", "45 min"], [3, "status", "done!"], [4, "minutes", "-5"]]


def test_a_bad_cell_of_a_row_that_is_lost_is_a_reason_and_no_cell(judge):
    judged = judge([MINUTES, SCORE], [{"minutes": "45 min", "score": None}])

    assert judged.quarantined_by == {"1": ["minutes.readable", "score.required"]}
    assert judged.verdict.emptied == {}
    assert (judged.verdict.kept, judged.verdict.quarantined) == (0, 1)


def test_each_column_that_lost_cells_is_told_with_what_stood_in_them(judge):
    judged = judge(
        [MINUTES],
        [{"minutes": "30"}, {"minutes": "45 min"}, {"minutes": "45 min"}, {"minutes": "all day"}],
    )

    (notice,) = judged.verdict.notices
    assert notice.sentence == (
        "minutes is not a number, so that the cell is not used and its row is kept: "
        "'45 min' 2, 'all day' 1 (3 rows; first in exports/outcomes.csv row 3, column 'minutes')"
    )
    assert not notice.stops


@pytest.mark.parametrize(("bad", "stops"), [(12, True), (11, False)])
def test_a_column_of_which_most_cells_are_bad_was_misread(judge, bad, stops):
    """Of 22 cells, 12 are more than half; a single slip is no such thing, and neither are few."""
    rows = [{"minutes": "x"}] * bad + [{"minutes": "30"}] * (22 - bad)

    (notice,) = judge([MINUTES], rows).verdict.notices
    assert notice.stops is stops


def test_a_cell_that_another_rule_needs_costs_the_row(judge):
    """What a deal is closed on may be empty in an open one alone, and whose part a row is, never."""
    rule = {
        "id": "it",
        "type": "custom",
        "engine": "review-kit",
        "implementation": {
            "rule": "requiredWhen",
            "column": "closed_on",
            "when": {"column": "closed", "in": [True]},
        },
    }
    judged = judge(
        [
            {"name": "closed_on", "logicalType": "date"},
            {"name": "closed", "logicalType": "boolean"},
        ],
        [
            {"closed": "true", "closed_on": "soon"},
            {"closed": "false", "closed_on": "soon"},
            {"closed": "perhaps", "closed_on": "2026-01-01"},
        ],
        [rule],
    )

    assert judged.quarantined_by == {
        "1": ["closed_on.readable", "it"],
        "3": ["closed.readable"],
    }
    assert judged.verdict.emptied == {"closed_on is not a day (YYYY-MM-DD)": 1}


def test_the_verdict_counts_cells_beside_the_rows(judge, tmp_path):
    verdict = judge([MINUTES], [{"minutes": "30"}, {"minutes": "45 min"}]).verdict
    validation = Validation(tmp_path / "judged", "", "UTC", None, {}, (verdict,), (), ())

    lines = verdict_lines(validation)
    assert lines[2] == "! outcomes  2 in = 2 kept + 0 quarantined; 1 cell not used"
    assert validation.to_json()["tables"]["outcomes"]["cells_emptied"] == {"minutes.readable": 1}
    rows = pq.read_table(emptied_path(validation.folder, "outcomes"))
    assert rows.num_rows == 1
