"""Groups of people compared, by hand and by scipy; small groups give nothing away."""

from __future__ import annotations

import json

import pandas as pd
import pytest
from prepared_run import prepared_run
from scipy.stats import ttest_ind

from review_kit.errors import ReviewKitError
from review_kit.governance.adverse_impact import compare_groups, least_group
from review_kit.governance.demographics import read_demographics
from review_kit.governance.impact_report import write_impact_report
from review_kit.project import load_project
from review_kit.records.folder import RunFolder

SCORES = {
    **{f"a{n}": 70.0 + n for n in range(10)},
    **{f"b{n}": 66.0 + n for n in range(10)},
    **{f"c{n}": 40.0 for n in range(4)},
}
GROUPS = {rep: {"a": "north", "b": "south", "c": "west"}[rep[0]] for rep in SCORES}


def frames(groups=GROUPS, scores=SCORES):
    demographics = pd.DataFrame(
        {"rep_id": list(groups), "attribute": "origin", "value": list(groups.values())}
    )
    metrics = pd.DataFrame(
        {
            "rep_id": list(scores),
            "metric": "overall_score",
            "value": scores.values(),
            "unit": "percent",
        }
    )
    return demographics, metrics


def test_shares_ratio_and_differences_are_those_worked_out_by_hand():
    (compared,) = compare_groups(*frames(), 5)
    north, south = compared.groups
    # 66 … 79: half of twenty are above 72.5; seven of north, three of south
    assert compared.median == 72.5
    assert (north.n, north.above[0], south.n, south.above[0]) == (10, 0.7, 10, 0.3)
    assert south.ratio == pytest.approx(3 / 7)
    assert south.under_four_fifths
    # two-sided: all tables as unlikely as 3 of 10 against 7 of 10 (Fisher 1922)
    assert south.p_value == pytest.approx(0.1789, abs=5e-5)
    # Newcombe’s method 10 from Wilson’s ranges: 0.3968 to 0.8922 and 0.1078 to 0.6032
    assert south.share_difference == pytest.approx((-0.4, -0.6718, 0.0288), abs=5e-5)
    welch = ttest_ind(
        [66.0 + n for n in range(10)], [70.0 + n for n in range(10)], equal_var=False
    ).confidence_interval()
    assert south.mean_difference == pytest.approx((-4, welch.low, welch.high))


def test_a_small_group_is_in_nothing_that_is_shown():
    (compared,) = compare_groups(*frames(), 5)
    assert compared.refused
    assert [group.value for group in compared.groups] == ["north", "south"]
    other = {**SCORES, **{f"c{n}": 99.0 for n in range(4)}}
    (again,) = compare_groups(*frames(scores=other), 5)
    assert (again.median, again.groups) == (compared.median, compared.groups)


def test_fewer_than_two_large_groups_give_no_number():
    few = {rep: "one" if rep in {"a0", "a1"} else "rest" for rep in SCORES}
    (compared,) = compare_groups(*frames(few), 5)
    assert (compared.groups, compared.median, compared.refused) == ((), None, True)
    assert [least_group(number) for number in (2, 5, 8)] == [5, 5, 8]


@pytest.fixture(scope="module")
def run():
    return RunFolder(prepared_run())


@pytest.fixture(scope="module")
def project(run):
    return load_project(run.path.parents[1])


@pytest.fixture(scope="module")
def table(run, tmp_path_factory):
    """A file of demographics whose values stand nowhere else."""
    reps = pd.read_parquet(run.metrics / "reps.parquet")["rep_id"]
    path = tmp_path_factory.mktemp("hr") / "demographics.csv"
    pd.DataFrame(
        {
            "rep_id": [*reps, "somebody-else"],
            "attribute": "xq-attribute",
            "value": [f"xq-{'first' if n % 2 else 'second'}" for n in range(len(reps) + 1)],
        }
    ).to_csv(path, index=False)
    return path


def test_the_report_is_written_for_hr_and_nowhere_else(run, project, table, tmp_path):
    before = sorted(path for path in project.root.rglob("*"))
    page, pdf, numbers = write_impact_report(project, run, table, tmp_path / "hr")
    assert pdf.read_bytes().startswith(b"%PDF")
    text = page.read_text(encoding="utf-8")
    assert "xq-first" in text
    assert "One row is about a person who is not in this run." in text
    assert {each["metric"] for each in json.loads(numbers.read_text())["comparisons"]} >= {
        "overall_score",
        "sessions_held",
    }
    assert sorted(path for path in project.root.rglob("*")) == before


@pytest.mark.parametrize("inside", ["reports/2026-09-30-90d", "exports", "hr"])
def test_a_folder_of_the_project_is_refused(run, project, table, inside):
    with pytest.raises(ReviewKitError, match="where others than HR read"):
        write_impact_report(project, run, table, project.root / inside)


def test_a_faulty_row_is_named_and_nothing_is_read(project, tmp_path):
    path = tmp_path / "demographics.csv"
    path.write_text("rep_id,attribute,value\nR1,gender,f\nR1,gender,m\nR2,gender,\n")
    with pytest.raises(ReviewKitError, match=r"demographics\.csv, row 4, column value"):
        read_demographics(project, path, {"R1", "R2"}, tmp_path / "hr")
    assert list((tmp_path / "hr").iterdir()) == []
