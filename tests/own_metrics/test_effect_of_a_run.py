"""The effect of coaching on a metric of one's own in a run: its table, the report, what it leaves alone."""

import pandas as pd
import pytest
from own_metric_files import head, write
from prepared_run import Listening, prepared_run

import review_kit
from review_kit.access import Viewer, rows_for
from review_kit.documents import TeamRoi
from review_kit.own_metrics.trial import try_metric
from review_kit.pipeline.prepare import prepare
from review_kit.records.folder import RunFolder

NAME = "depth"
ASKED = 'rows_of = "calls"\neffect_of = "discovery"'
QUERY = """\
SELECT rep_id, call_id, avg(score / max_score) AS value FROM qa_scores
WHERE call_on BETWEEN $window_start AND $window_end GROUP BY ALL
"""
FILE = head(title="Depth of the calls", more=ASKED) + QUERY
TABLES = ("effects", "effect_curve", "effect_persistence", "effect_parts", "money", "rep_criteria")


@pytest.fixture(scope="module")
def run(project) -> RunFolder:
    write(project.root, {f"{NAME}.sql": FILE})
    return prepare(project).run


def rows(run: RunFolder, table: str) -> pd.DataFrame:
    return pd.read_parquet(run.metrics / f"{table}.parquet")


def steps_of(project) -> list[str]:
    progress = Listening()
    prepare(project, progress=progress)
    return progress.steps


def test_twelve_reps_are_too_few_and_the_row_says_so_under_the_gates_of_skills(run) -> None:
    (row,) = rows(run, "own_effects").to_dict("records")
    skill = rows(run, "effects").set_index(["scope", "scope_id"]).loc[("criterion", "discovery")]
    assert (row["metric"], row["criterion_id"], row["criterion"]) == (
        NAME,
        "discovery",
        "Discovery",
    )
    assert (row["scope"], row["verdict"]) == ("org", "not_measurable")
    assert row["reason"] == skill["reason"]
    assert pd.isna(row["estimate"])
    assert 0 < row["n_reps"] < 8


def test_what_coaching_did_to_skills_is_told_as_without_the_metric(run) -> None:
    alone = prepared_run() / "metrics"
    for table in TABLES:
        same = (run.metrics / f"{table}.parquet").read_bytes()
        assert same == (alone / f"{table}.parquet").read_bytes(), table
    assert pd.read_parquet(alone / "own_effects.parquet").empty


def test_its_number_is_the_mean_of_the_calls_of_the_window(run, snapshot) -> None:
    scores = pd.read_parquet(snapshot / "qa_scores.parquet")
    scores = scores[scores["rep_id"] == "00138"]
    share = scores["score"] / scores["max_score"]
    calls = share.groupby(scores["call_id"]).mean()
    day = pd.to_datetime(scores.groupby("call_id")["call_on"].min())
    windows = review_kit.open_run(run.path)
    inside = calls[day.between(*map(pd.Timestamp, (windows.window.start, windows.window.end)))]
    own = rows(run, "rep_metrics").set_index(["metric", "rep_id"]).loc[(NAME, "00138")]
    assert own["value"] == pytest.approx(inside.mean())
    assert own["n"] == len(inside)
    assert own["low"] < own["value"] < own["high"]
    assert own["previous"] > 0


def test_the_teams_report_prints_it_beside_the_skills(run) -> None:
    text = TeamRoi.open(str(run.path), "Northern Europe").effects_table().text
    assert "Metrics of your own, in the whole organisation" in text
    assert "Depth of the calls · coaching on Discovery (" in text
    assert "One that is counted from the skill's own scores is no second proof." in text
    without = TeamRoi.open(str(prepared_run()), "Northern Europe").effects_table().text
    assert "Metrics of your own" not in without


def test_teams_see_it_and_reps_do_not(run) -> None:
    reps = rows(run, "reps")
    seen = {
        grain: rows_for(Viewer.of(reps, grain, name), "own_effects").alternatives
        for grain, name in (("team", "Northern Europe"), ("rep", "00138"))
    }
    assert {"scope": ("org", "criterion")} in seen["team"]
    assert all("org" not in one["scope"] for one in seen["rep"])


def test_it_is_estimated_again_only_after_a_change_and_goes_with_its_file(project, run) -> None:
    assert steps_of(project)[-1] == "Metrics kept"
    path = project.root / "metrics" / f"{NAME}.sql"
    path.unlink()
    assert steps_of(project)[-1] == "Computing metrics of your own"
    assert rows(run, "own_effects").empty
    write(project.root, {f"{NAME}.sql": FILE})
    steps_of(project)
    assert rows(run, "own_effects")["metric"].tolist() == [NAME]


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (
            FILE.replace('"discovery"', '"Discovry"'),
            "metrics/depth.sql:9): effect_of names 'Discovry', which is no skill of the rubric. Did you "
            "mean Discovery?",
        ),
        (
            FILE.replace('"discovery"', '"Price objection"'),
            "metrics/depth.sql:9): effect_of names 'Price objection', which is only a part of a skill or "
            "has no weight now.",
        ),
    ],
    ids=["no skill", "a part"],
)
def test_a_fault_costs_the_metric_and_names_the_line(project, run, file, said) -> None:
    write(project.root, {f"{NAME}.sql": file})
    (fault,) = prepare(project).faults
    assert said in fault.sentence
    assert rows(run, "own_effects").empty
    assert NAME not in {*rows(run, "rep_metrics")["metric"]}
    tried = try_metric(project, NAME)
    assert tried.found == fault
    assert tried.effect is None


def test_numbers_of_the_run_say_nothing_of_a_single_call(project, run) -> None:
    write(project.root, {f"{NAME}.sql": FILE.replace("qa_scores", "metrics.call_scores")})
    fault = try_metric(project, NAME).found
    assert fault.problem == (
        "reads 'metrics.call_scores', which holds numbers of this run's window alone"
    )
    assert "rows_of" in fault.advice


def test_a_trial_of_the_metric_gives_the_effect_too(project, run) -> None:
    write(project.root, {f"{NAME}.sql": FILE})
    tried = try_metric(project, NAME)
    assert tried.effect is not None
    assert tried.effect["verdict"].tolist() == ["not_measurable"]
    assert len(tried.rows) == 12
