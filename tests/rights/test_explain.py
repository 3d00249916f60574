"""``review-kit explain``: a number, its rows, its definition and its settings."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from functools import partial

import pandas as pd
import pytest

from review_kit.cli.main import main
from review_kit.documents.parts.context import read_context
from review_kit.errors import ReviewKitError
from review_kit.metrics import METRICS
from review_kit.metrics.counted.few_digits import numbers_in_few_digits
from review_kit.metrics.counted.finders import ROWS_OF
from review_kit.metrics.counted.material import CountedRows, Material
from review_kit.metrics.counted.number_rows import OF_OTHERS, SHOWN, SHOWN_OF_EACH, number_rows
from review_kit.metrics.counted.plain_values import plain_values
from review_kit.metrics.prepared import prepare
from review_kit.metrics.scorers.labels import instrument_of
from review_kit.metrics.tables import Tables
from review_kit.metrics.windows import review_windows
from review_kit.records.folder import RunFolder
from review_kit.rights.explanation import (
    Explanation,
    Number,
    explain,
    explained_metrics,
    rows_of,
)
from review_kit.rights.explanation_text import explanation_lines
from review_kit.rights.own_rows import PEOPLE_COLUMNS
from review_kit.snapshot import Snapshot
from review_kit.words.speech import words_in

PRINTED = {"rep_packet", "conversation_sheet"}
REPS = ("00107", "00224")
"""An experienced rep, and one with a session that is still pending."""
COUNTED_OTHERWISE = {
    "close_rate_rank",  # n: the reps of the team
    "recommended_cadence",  # n: the rated reps of the team
    "quota_attainment",  # n: deals won, which are the second rows
    "self_assessment_gap",  # from two tables
    "dollars_in_starts",  # n: those with an amount
    "stalled_amount",
    "matrix_movement",  # n: those rated in both windows
    "ramp_days",  # n: 1 once it is reached
}


@pytest.fixture(scope="module")
def material(reviewed) -> Material:
    project, run = reviewed
    [snapshot] = (project.cache / "snapshots").iterdir()
    context = read_context(run.path)
    windows = review_windows(context.config, context.as_of, context.window_days)
    tables = Tables.from_snapshot(Snapshot.open(snapshot))
    review = prepare(tables, context.config, windows)
    return Material(review, lambda name: pd.read_parquet(run.metrics / f"{name}.parquet"))


@pytest.fixture(scope="module")
def found(material) -> Callable[[str, str], tuple[CountedRows, ...]]:
    return partial(rows_of, material)


@pytest.fixture(scope="module")
def results(reviewed) -> pd.DataFrame:
    table = pd.read_parquet(reviewed[1].metrics / "rep_metrics.parquet")
    return table.set_index(["rep_id", "metric"])


def test_every_number_of_a_reps_documents_can_be_explained():
    printed = {m.name for m in METRICS.values() if "rep" in m.grains or PRINTED & {*m.printed_in}}
    assert printed <= set(ROWS_OF)
    for parts in ROWS_OF.values():
        assert callable(parts)


@pytest.mark.parametrize("rep", REPS)
def test_as_many_rows_are_shown_as_were_counted(found, results, rep):
    others = {}
    for metric in explained_metrics():
        if metric in COUNTED_OTHERWISE or (rep, metric) not in results.index:
            continue
        rows = found(rep, metric)[0].rows
        if metric.startswith("template_completion"):
            rows = rows[~rows["pending"]]
        if len(rows) != results.loc[(rep, metric), "n"]:
            others[metric] = (len(rows), results.loc[(rep, metric), "n"])
    assert others == {}


@pytest.mark.parametrize("rep", REPS)
def test_the_numbers_follow_from_the_rows(found, results, rep):
    def rows(metric: str, part: int = 0) -> pd.DataFrame:
        return found(rep, metric)[part].rows

    attained = (
        rows("quota_attainment", 1)["amount"].sum() / rows("quota_attainment")["prorated"].sum()
    )
    worked_out = {
        "win_rate": rows("win_rate")["is_won"].mean(),
        "overall_score": rows("overall_score")["score"].mean(),
        "quota_attainment": attained,
        "sales_cycle_days": rows("sales_cycle_days")["days"].median(),
        "coaching_minutes": rows("coaching_minutes")["minutes"].sum(),
        "commitment_completion": (
            rows("commitment_completion")["commitment_status"] == "done"
        ).mean(),
        "log_mismatch": rows("log_mismatch")["log_mismatch"].sum(),
        "stalled_amount": rows("stalled_amount")["amount"].sum(),
        "template_completion_worst": rows("template_completion_worst")
        .query("~pending")["complete"]
        .mean(),
        "late_losses": rows("late_losses")["late"].sum(),
        "self_assessment_gap": pd.concat(
            [rows("self_assessment_gap"), rows("self_assessment_gap", 1)]
        )["self_assessment_gap"].mean(),
    }
    stored = results.loc[rep].loc[list(worked_out), "value"]
    assert stored.to_dict() == pytest.approx(worked_out)


def test_no_row_of_anybody_else_is_shown(found, reviewed):
    others = set(pd.read_parquet(reviewed[1].metrics / "reps.parquet")["rep_id"]) - {"00107"}
    for metric in explained_metrics():
        for part in found("00107", metric):
            cells = {str(value) for column in part.rows for value in part.rows[column]}
            assert not cells & others, metric
            assert words_in("en-GB").has(f"explain-which-{part.which}")


def test_a_packet_has_the_same_rows_as_the_command_and_names_nobody_else(material, found):
    table = number_rows(material)
    for one in table[table["rep_id"].isin(REPS)].itertuples():
        columns, rows = json.loads(one.columns), json.loads(one.rows)
        assert not set(columns) & set(PEOPLE_COLUMNS) - {"rep_id"}
        assert len(rows) == one.n or len(rows) < one.n > SHOWN
        for metric in one.metrics.split():
            [part] = {
                id(part): part
                for part in found(one.rep_id, metric)
                if (part.table, part.which, part.first, len(part.rows))
                == (
                    one.table,
                    one.which,
                    one.first_day if isinstance(one.first_day, str) else "",
                    one.n,
                )
                and {*part.rows} - OF_OTHERS == {*columns}
            }.values()
            # a page has numbers as they are shown
            shown = numbers_in_few_digits(part.rows[columns])
            if "scorer" in columns:
                shown = shown.assign(scorer=[instrument_of(label) for label in shown["scorer"]])
            whole = [list(row) for row in plain_values(shown)]
            assert [row for row in whole if row in rows] == rows


def test_of_too_many_rows_the_latest_of_each_skill_are_shown(material):
    table = number_rows(material)
    [scores] = table[
        (table["rep_id"] == "00107")
        & table["metrics"].str.startswith("current_score ")
        & (table["which"] == "scores")
    ].itertuples()
    rows = pd.DataFrame(json.loads(scores.rows), columns=json.loads(scores.columns))
    calls = material.review.call_scores.astype({"criterion_id": "str"})
    own = calls[(calls["rep_id"] == "00107") & calls["criterion_id"].isin(rows["criterion_id"])]
    per_skill = max(SHOWN // rows["criterion_id"].nunique(), SHOWN_OF_EACH)
    assert len(rows) < scores.n
    assert rows.groupby("criterion_id").size().max() == per_skill
    newest = own.sort_values(["criterion_id", "call_on", "call_id"]).groupby("criterion_id")
    assert set(newest.tail(1)["call_on"].astype("str")) <= set(rows["call_on"])


def test_a_number_with_its_rule_its_settings_and_its_rows(found):
    told = Explanation(
        *("2026-09-30-90d", "snap", "00107", "Zanele Dlamini", "win_rate", "Win rate"),
        Number(0.25, "25\u202f%", "share", 52, 0.263, 0.152, 0.382, ""),
        *("Deals won ÷ deals closed.", "From five on.", {"evidence.minimum_deals": "5"}),
        found("00107", "win_rate"),
    )
    lines = list(explanation_lines(told))
    assert lines[:2] == [
        "Win rate (win_rate) · Zanele Dlamini (00107) · 2026-09-30-90d",
        "25\u202f%; counted: 52; 95\u202f% range: 0.152 to 0.382; previous window: 0.263",
    ]
    assert "  evidence.minimum_deals = 5" in lines
    assert "Deals closed, 2026-07-03 to 2026-09-30: 52 rows of opportunities" in lines
    assert sum(line.endswith("yes") for line in lines) == 13


def test_a_number_can_be_named_as_documents_print_it(reviewed):
    told = explain(*reviewed, "00107", "Commitments kept")
    assert (told.metric, told.title) == ("commitment_completion", "Commitments kept")


def test_a_typo_is_answered_with_the_nearest_names(reviewed):
    with pytest.raises(ReviewKitError, match="Did you mean win_rate"):
        explain(*reviewed, "00107", "winrate")
    with pytest.raises(ReviewKitError, match="number of groups"):
        explain(*reviewed, "00107", "coaching_cost")
    with pytest.raises(ReviewKitError, match="Did you mean 00107"):
        explain(*reviewed, "0107", "win_rate")


def test_without_its_snapshot_it_says_so(reviewed, tmp_path):
    project, run = reviewed
    alone = RunFolder(tmp_path / run.run_id)
    alone.path.mkdir()
    alone.metrics.symlink_to(run.metrics)
    manifest = json.loads(run.manifest.read_text()) | {"snapshot_id": "gone"}
    alone.manifest.write_text(json.dumps(manifest))
    with pytest.raises(ReviewKitError, match="its snapshot gone is no longer there"):
        explain(project, alone, "00107", "win_rate")
    shutil.rmtree(alone.path)


def test_as_a_command(reviewed, capsys):
    project, run = reviewed
    at = ("--project", str(project.root), "--json")
    codes = []
    for whose in ("team:West", "rep:00107"):
        with pytest.raises(SystemExit) as ended:
            main(["explain", run.run_id, whose, "win_rate", *at])
        codes.append(int(ended.value.code or 0))
        told = json.loads(capsys.readouterr().out)
    assert codes == [1, 0]
    assert (told["number"]["text"], told["number"]["n"]) == ("25\u202f%", 52)
    assert told["settings"]["evidence.minimum_deals"] == "5"
    rows = told["counted_from"][0]["rows"]
    assert rows[0]["close_date"] == "2026-08-05"
    assert sum(row["is_won"] for row in rows) == 13
