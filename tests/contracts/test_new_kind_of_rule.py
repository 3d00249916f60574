"""A new kind of rule is one module: nothing else is changed for it to be read, judged and worded."""

from __future__ import annotations

import sys

import pytest

from review_kit.contracts import CountsDisagreeError, rules
from review_kit.contracts.gate import gate_faults
from review_kit.contracts.rule import RowRule, TableRule
from review_kit.contracts.rules import kinds
from review_kit.errors import ConfigurationError

MULTIPLE_OF = """
from dataclasses import dataclass
from typing import ClassVar, Literal

from review_kit.contracts.rule import Expected, Mask, RowRule, Specification, cell
from review_kit.contracts.statements import ColumnStatement


class MultipleOfSpecification(Specification):
    rule: Literal["multipleOf"]
    column: str
    of: float

    holds = "the number is a multiple"

    def read(self, stated):
        column = stated.known(self.column).name
        return MultipleOf(
            id=stated.id,
            sentence=stated.sentence or f"{column} is a multiple of {self.of:g}",
            column=column,
            of=self.of,
            severity=stated.severity,
        )


@dataclass(frozen=True, kw_only=True)
class MultipleOf(RowRule):
    column: str
    of: float

    rank = 75
    specification = MultipleOfSpecification
    standard: ClassVar = {"`logicalTypeOptions: {multipleOf: n}`": "the number is a multiple"}

    @classmethod
    def of_column(cls, stated):
        of = stated.take("multipleOf")
        if of is not None:
            name = stated.column.name
            yield cls(id=f"{name}.multiple", sentence=f"{name} is a multiple", column=name, of=of)

    def columns_read(self):
        return (self.column,)

    def mask(self, context):
        return Mask(f"{cell(self.column)} % {self.of} <> 0")

    def derived(self, frame, surroundings):
        return {f"{self.column}:left over": frame[self.column] % self.of}

    def expectation(self, logical_types):
        return self.expected(
            "ExpectColumnValuesToBeInSet", column=f"{self.column}:left over", value_set=[0.0]
        )

    def violation(self, logical_types):
        return f"{self.column} is not a multiple of {self.of:g}"
"""

AT_MOST = """
from dataclasses import dataclass

import pandas as pd

from review_kit.contracts.rule import TableRule


@dataclass(frozen=True, kw_only=True)
class AtMost(TableRule):
    most: int

    @classmethod
    def of_metric(cls, stated):
        if stated.metric == "rowCount" and "mustBeLessThan" in stated.operators:
            most = stated.operators["mustBeLessThan"] - 1
            return cls(id=stated.id, sentence=f"at most {most} rows", most=most)
        return None

    def found(self, shape):
        return ["rows"] if shape.rows > self.most else []

    @classmethod
    def frame(cls, rules, shape):
        return pd.DataFrame(index=range(shape.rows))

    def expectation(self, logical_types):
        return self.expected("ExpectTableRowCountToBeBetween", max_value=self.most)
"""


@pytest.fixture
def add_kind(tmp_path, monkeypatch):
    """Put a module beside those of the kinds that there are, and take it away afterwards."""
    folder = tmp_path / "further_kinds"
    folder.mkdir()
    monkeypatch.setattr(rules, "__path__", [str(folder), *rules.__path__])

    def add(name: str, source: str):
        (folder / f"{name}.py").write_text(source, encoding="utf-8")
        kinds.cache_clear()

    yield add
    for path in folder.glob("*.py"):
        sys.modules.pop(f"{rules.__name__}.{path.stem}", None)
        rules.__dict__.pop(path.stem, None)
    monkeypatch.undo()
    kinds.cache_clear()


SCORE = {"name": "score", "logicalType": "number"}
ROWS = [{"score": "10"}, {"score": "12"}, {"score": None}, {"score": "x"}, {"score": "-5"}]
CUSTOM = {
    "id": "fives",
    "type": "custom",
    "engine": "review-kit",
    "implementation": {"rule": "multipleOf", "column": "score", "of": 5},
}


@pytest.mark.parametrize(
    ("options", "quality", "rule"),
    [({"logicalTypeOptions": {"multipleOf": 5}}, [], "score.multiple"), ({}, [CUSTOM], "fives")],
    ids=["a field of the standard", "a custom rule"],
)
def test_a_kind_in_one_new_module_is_read_judged_twice_and_worded(
    judge, add_kind, options, quality, rule
):
    with pytest.raises(ConfigurationError, match="multipleOf"):
        judge([{**SCORE, **options}], ROWS, quality)

    add_kind("multiple_of", MULTIPLE_OF)
    judged = judge([{**SCORE, **options}], ROWS, quality)

    assert judged.quarantined_by == {"2": [rule]}
    assert judged.faults_by == {"2": [rule], "4": ["score.readable"]}
    (found,) = [each for each in judged.verdict.rules if each.id == rule]
    assert (found.rows, found.witness.rows) == (1, 1)
    assert found.violation == "score is not a multiple of 5"
    assert [list(reasons) for reasons in judged.quarantined["reasons"]] == [
        ["score is not a multiple of 5"],
    ]


def test_the_two_counts_of_a_new_kind_are_compared(judge, add_kind):
    add_kind("multiple_of", MULTIPLE_OF.replace("% {self.of} <> 0", "% {self.of} = 0"))

    with pytest.raises(CountsDisagreeError, match=r"'score\.multiple' is broken by 2 rows .* by 1"):
        judge([{**SCORE, "logicalTypeOptions": {"multipleOf": 5}}], ROWS)


def test_a_kind_about_the_whole_table_stops_the_run(judge, add_kind):
    add_kind("at_most", AT_MOST)
    quality = [{"id": "few", "metric": "rowCount", "mustBeLessThan": 3}]
    verdict = judge([SCORE], ROWS, quality).verdict

    (stop,) = gate_faults(verdict, {"outcomes"}, left_out_limit=1.0)
    assert (stop.cause, stop.message) == ("broken_table", "outcomes: not true: at most 2 rows")


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("", "must define one kind of rule; it defines 0"),
        (MULTIPLE_OF.replace("rank = 75", "rank = 70"), "has the rank of"),
    ],
    ids=["none in it", "a rank that is taken"],
)
def test_a_module_that_is_no_kind_is_refused(add_kind, source, message):
    add_kind("odd", source)

    with pytest.raises(TypeError, match=message):
        kinds()


def test_every_kind_is_one_module_of_its_folder():
    assert len({kind.__module__ for kind in kinds()}) == len(kinds())
    assert all(issubclass(kind, RowRule | TableRule) for kind in kinds())
