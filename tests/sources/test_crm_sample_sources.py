"""The example on the public CRM export: every count against one made with the csv module alone."""

import csv
import shutil
from collections import Counter
from datetime import datetime

import pytest
from crm_sample import EXAMPLE, EXPORT, copy_with_scores

from review_kit.project import load_project
from review_kit.sources import stage

pytestmark = pytest.mark.skipif(
    not EXPORT.is_dir(), reason="the public CRM export is not beside the repository"
)


@pytest.fixture(scope="module")
def staged(tmp_path_factory):
    root = tmp_path_factory.mktemp("crm_sample")
    shutil.copy(EXAMPLE / "review_kit.toml", root)
    shutil.copytree(EXAMPLE / "profiles", root / "profiles")
    shutil.copytree(EXPORT, root / "exports")
    return stage(load_project(root), root / "staged")


@pytest.fixture(scope="module")
def deals():
    with (EXPORT / "sales_pipeline.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def us_day(text: str) -> str | None:
    return datetime.strptime(text, "%m/%d/%Y").date().isoformat() if text else None


def test_the_roster_is_35_agents_of_6_managers_in_3_offices(staged, rows_of):
    people = rows_of(staged["roster"], "rep_id", "rep_name", "manager_id", "manager_name", "team")
    with (EXPORT / "sales_teams.csv").open(encoding="utf-8", newline="") as file:
        source = list(csv.DictReader(file))
    assert [(name, manager, team) for _, name, _, manager, team in people] == [
        (row["sales_agent"], row["manager"], row["regional_office"]) for row in source
    ]
    assert len({person[0] for person in people}) == 35
    assert len({person[2] for person in people}) == 6
    assert {person[4] for person in people} == {"Central", "East", "West"}
    assert ("mei-mei-johns", "Mei-Mei Johns", "melvin-marxen", "Melvin Marxen", "Central") in people


def test_every_opportunity_is_there_or_left_out_for_want_of_a_date(staged, rows_of, deals):
    table = staged["opportunities"]
    undated = [deal for deal in deals if not deal["engage_date"]]
    assert {deal["deal_stage"] for deal in undated} == {"Prospecting"}
    assert table.rows_in == len(deals) == 8800
    assert table.left_out == {"prospect not engaged yet: the export gives no date": len(undated)}
    assert len(undated) == 500
    assert Counter(stage for (stage,) in rows_of(table, "stage")) == Counter(
        deal["deal_stage"] for deal in deals if deal["engage_date"]
    )


def test_every_value_is_that_of_the_export(staged, rows_of, deals):
    ids = {name: rep for rep, name in rows_of(staged["roster"], "rep_id", "rep_name")}
    closed = {"Won", "Lost"}
    expected = [
        (
            deal["opportunity_id"],
            ids[deal["sales_agent"]],
            us_day(deal["engage_date"]),
            us_day(deal["close_date"]),
            deal["deal_stage"],
            "true" if deal["deal_stage"] in closed else "false",
            "true" if deal["deal_stage"] == "Won" else "false",
            deal["close_value"] or None,
            "USD",
            row,
        )
        for row, deal in enumerate(deals, start=2)
        if deal["engage_date"]
    ]
    assert (
        rows_of(
            staged["opportunities"], "opportunity_id", "rep_id", "created_date", "close_date",
            "stage", "is_closed", "is_won", "amount", "currency", "_row",
        )
        == expected
    )  # fmt: skip
    assert len({row[1] for row in expected}) == 30


def test_scores_are_made_for_exactly_its_people(tmp_path):
    example = tmp_path / "crm_sample"
    copy_with_scores(example)
    tables = stage(load_project(example), tmp_path / "staged")
    assert {"roster", "criteria", "qa_scores", "coaching_log", "opportunities"} <= set(tables)
    import pyarrow.parquet as pq

    people = set(pq.read_table(tables["roster"].path)["rep_id"].to_pylist())
    scored = set(pq.read_table(tables["qa_scores"].path)["rep_id"].to_pylist())
    assert len(people) == 35
    assert scored <= people
    assert max(pq.read_table(tables["qa_scores"].path)["call_at"].to_pylist()) < "2018"
