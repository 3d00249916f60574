"""What of a table the second witness is shown."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from review_kit.contracts import frames
from review_kit.contracts.engine import engine
from review_kit.contracts.frames import KEY, TIMES, Part, read_parts
from review_kit.contracts.rule import RowRule, Surroundings
from review_kit.contracts.rules.compare import Compare
from review_kit.contracts.rules.range import Range
from review_kit.contracts.rules.required import Required
from review_kit.contracts.rules.unique import Unique

AROUND = Surroundings("Europe/Madrid", kept_keys={}, last_days={})
TYPES = {"code": "string", "part": "string", "score": "number", "most": "number"}
WITHIN = Compare(id="within", sentence="", left="score", operator="<=", right="most")
POSITIVE = Range(
    id="positive", sentence="", column="score", logical_type="number", minimum=0, maximum=None
)
KEYS = Unique(id="key", sentence="", columns=("code", "part"))
FILLED = Required(id="filled", sentence="", column="code")


def parts(folder: Path, rows: str, rules: list[RowRule]) -> list[Part]:
    """Return what rules are shown of a table that is large: of more than two rows."""
    with engine(folder, "Europe/Madrid") as connection:
        connection.execute("CREATE TABLE told (code TEXT, part TEXT, score DOUBLE, most DOUBLE)")
        connection.execute(f"INSERT INTO told VALUES {rows}")
        return list(read_parts(connection, "told", rules, TYPES, AROUND, chunk_rows=2))


def test_a_frame_has_the_columns_of_its_rules_and_rows_that_are_alike_once(tmp_path: Path) -> None:
    rows = "('a', 'x', 3.0, 5.0), ('b', 'x', 3.0, 5.0), ('c', 'x', 9.0, 5.0), ('d', 'x', 3.0, 5.0)"
    (part,) = parts(tmp_path, rows, [WITHIN, POSITIVE])
    assert part.rules == (WITHIN, POSITIVE)
    expected = pd.DataFrame({"score": [3.0, 9.0], "most": [5.0, 5.0], TIMES: [3, 1]})
    pd.testing.assert_frame_equal(part.frame, expected)


def test_rows_of_which_few_are_alike_are_shown_one_by_one(tmp_path: Path) -> None:
    found = parts(tmp_path, "('a', 'x', 1, 1), ('b', 'x', 1, 1), (NULL, 'x', 1, 1)", [FILLED])
    shown = [part.frame.fillna("-").to_dict("list") for part in found]
    assert shown == [{"code": ["a", "b"]}, {"code": ["-"]}]


@pytest.mark.parametrize(("at_once", "few"), [(100, 16), (1, 16), (1, 1)])
def test_keys_that_may_be_equal_are_shown_whole_and_others_as_numbers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_once: int, few: int
) -> None:
    monkeypatch.setattr(frames, "KEYS_AT_ONCE", at_once)
    monkeypatch.setattr(frames, "FEW_CHUNKS", few)
    rows = (
        "('a', 'x', 1, 1), ('b', 'x', 1, 1), ('a', 'y', 1, 1), ('b', 'x', 2, 2), (NULL, 'x', 1, 1)"
    )
    found = parts(tmp_path, rows, [KEYS])
    numbers = [key for part in found if KEY in part.frame for key in part.frame[KEY]]
    whole = [
        row for part in found if KEY not in part.frame for row in part.frame.to_dict("records")
    ]
    assert len(numbers) == len(set(numbers)) == 2
    assert whole == [{"code": "b", "part": "x"}] * 2
    assert {expected.kind for part in found for expected in part.expectations(TYPES)} == {
        "ExpectColumnValuesToBeUnique",
        "ExpectCompoundColumnsToBeUnique",
    }
