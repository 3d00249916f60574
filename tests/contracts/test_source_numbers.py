"""Each file, sheet or query has one number, by which documents name it; the verdict has the key."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from review_kit.contracts import validate, write_validation_json, write_validation_page

pytestmark = pytest.mark.usefixtures("masks_alone")


def test_sources_are_numbered_once_in_the_order_of_the_verdict(
    sound, stage_rows, tmp_path, project
):
    needed = ("roster", "criteria", "qa_scores", "coaching_log")
    staged = {table: stage_rows(table, sound[table]) for table in needed}
    log = staged["coaching_log"]
    (given,) = log.inputs
    sheets = [replace(given, name=f"exports/log.xlsx#{name}") for name in ("Ana Ruiz", "Bo Li")]
    # a workbook that the roster comes from, too
    roster = replace(staged["roster"], inputs=(*staged["roster"].inputs, sheets[1]))
    staged |= {"coaching_log": replace(log, inputs=(given, *sheets)), "roster": roster}
    found = validate(project, staged, tmp_path / "verdict")
    assert found.source_numbers == {
        "exports/roster.csv": 1,
        "exports/log.xlsx#Bo Li": 2,
        "exports/criteria.csv": 3,
        "exports/qa_scores.csv": 4,
        "exports/coaching_log.csv": 5,
        "exports/log.xlsx#Ana Ruiz": 6,
    }
    page = write_validation_page(found, tmp_path / "v.html").read_text(encoding="utf-8")
    assert "6\xa0exports/log.xlsx#Ana Ruiz, 2\xa0exports/log.xlsx#Bo Li" in page
    told = json.loads(write_validation_json(found, tmp_path / "v.json").read_text())
    numbers = [source["number"] for source in told["tables"]["coaching_log"]["inputs"]]
    assert numbers == [5, 6, 2]
