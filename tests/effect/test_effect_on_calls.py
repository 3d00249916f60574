"""The effect of coaching a skill on what a metric says of single calls, in companies whose truth is known."""

from functools import cache
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from benchmarks.effect.on_calls import COMPANIES, METRIC, SKILL, metrics_of, states
from benchmarks.effect.simulator import simulate

from review_kit.documents.group_report.effect import Effect
from review_kit.documents.group_report.effect_table import instead_of_number
from review_kit.documents.parts.entity_data import records
from review_kit.metrics.effect.verdicts import Reason, Verdict
from review_kit.metrics.effect_on_calls import (
    Laid,
    effect_on,
    gather_beside,
    is_near_an_end,
    laid_out,
)
from review_kit.metrics.results import typed
from review_kit.own_metrics.effect import without_number

SEED = 3


@cache
def company(name: str) -> SimpleNamespace:
    """The record of a company, its metrics, and the sessions with those on the skill as the metric's too."""
    invented = COMPANIES[name]
    record = simulate(invented, SEED)
    sessions = record.first_sessions
    mine = sessions[sessions["criterion_id"] == SKILL].assign(criterion_id=METRIC)
    rng = np.random.default_rng(SEED)
    return SimpleNamespace(
        record=record,
        metrics=metrics_of(record, states(invented, SEED, record), rng),
        sessions=pd.concat([sessions, mine]),
    )


def laid(name: str, calls: pd.DataFrame) -> Laid:
    of, record = company(name), company(name).record
    scores = pd.concat([record.scores, calls], ignore_index=True)
    return laid_out(scores, of.sessions, record.reps, record.as_of, METRIC, SKILL)


def found(name: str, calls: pd.DataFrame):
    beside = laid(name, calls)
    return effect_on(beside, gather_beside(beside), np.nan)


def test_a_true_effect_on_the_metric_is_claimed_and_lies_in_the_interval() -> None:
    calls, before = company("plateau").metrics["percent of the state"]
    one = found("plateau", calls)
    assert one.verdict is Verdict.HELPED
    # eight points on the scale of the score, less what the end of the scale takes
    first = company("plateau").sessions.query("criterion_id == @METRIC").set_index("rep_id")["day"]
    since = (calls["day"] - calls["rep_id"].map(first)).dt.days
    truth = float((calls["score"] - before)[since.between(8, 35)].mean())
    assert truth == pytest.approx(7.6, abs=0.4)
    assert one.first.low < truth < one.first.high
    assert one.first.width < 8


def test_where_coaching_does_nothing_nothing_is_claimed() -> None:
    calls, _ = company("own dips").metrics["percent of the state"]
    one = found("own dips", calls)
    assert one.verdict is Verdict.NOT_SHOWN
    assert one.first.low < 0 < one.first.high


def test_a_yes_or_no_scatters_so_much_that_this_company_is_too_small_for_it() -> None:
    calls, _ = company("plateau").metrics["yes or no of the state"]
    one = found("plateau", calls)
    assert (one.verdict, one.reason) == (Verdict.CANNOT_TELL, Reason.INTERVAL_TOO_WIDE)
    assert one.first.width > 8
    assert np.isnan(one.claimed.estimate)


def test_a_metric_on_another_scale_has_the_same_effect_on_that_scale() -> None:
    calls, _ = company("plateau").metrics["percent of the state"]
    one = found("plateau", calls)
    half = found("plateau", calls.assign(score=20 + calls["score"] / 2))
    assert half.first.estimate == pytest.approx(one.first.estimate / 2)
    assert half.second.estimate == pytest.approx(one.second.estimate / 2)
    # and none is told surer than this
    assert half.first.std_error == pytest.approx(max(one.first.std_error / 2, 0.5))


def test_rows_without_a_history_of_the_skill_are_left_out() -> None:
    calls, _ = company("plateau").metrics["percent of the state"]
    record = company("plateau").record
    rep = "r0001"
    unknown = record.scores[
        (record.scores["rep_id"] != rep) | (record.scores["criterion_id"] != SKILL)
    ]
    scores = pd.concat([unknown, calls], ignore_index=True)
    beside = laid_out(scores, company("plateau").sessions, record.reps, record.as_of, METRIC, SKILL)
    listed = gather_beside(beside).listed
    of_metric = listed.rep[listed.criterion == beside.metric]
    assert rep not in {str(beside.panel.reps[at]) for at in of_metric}
    assert len({*of_metric}) == 139


def test_calls_that_are_all_alike_say_nothing() -> None:
    calls, _ = company("plateau").metrics["percent of the state"]
    one = found("plateau", calls.assign(score=50.0))
    assert one.verdict is Verdict.NOT_SHOWN
    assert one.first.estimate == pytest.approx(0.0, abs=0.2)


def test_a_handful_of_calls_is_too_little_and_no_error() -> None:
    calls, _ = company("plateau").metrics["percent of the state"]
    one = found("plateau", calls.head(3))
    assert (one.verdict, one.diagnostics.n_treated) == (Verdict.NOT_MEASURABLE, 0)


@pytest.mark.parametrize(
    ("mean", "near"), [(19.9, True), (20.0, False), (80.0, False), (80.1, True)]
)
def test_a_mean_near_an_end_allows_no_comparison(mean, near) -> None:
    assert is_near_an_end(pd.DataFrame({"value": [mean - 5, mean + 5]})) is near


def test_near_an_end_neither_number_nor_verdict_is_left_and_the_table_says_why() -> None:
    calls, _ = company("plateau").metrics["percent of the state"]
    names = {"metric": METRIC, "criterion_id": SKILL, "criterion": "Discovery"}
    frame = without_number(found("plateau", calls)).assign(**names)
    (row,) = records(typed(frame, "own_effects"))
    assert row["n_treated"] > 12
    assert [row[name] for name in ("estimate", "second_low", "claimed_high")] == [None] * 3
    assert (row["verdict"], row["reason"]) == ("not_measurable", "near_an_end")
    said = instead_of_number(Effect.on_metric(row), None).replace("\u202f", " ")
    assert said == (
        "no estimate: the average of all calls is under 20 % or over 80 %, too near an end to compare fairly."
    )


def test_of_a_metric_without_calls_nothing_is_near() -> None:
    assert is_near_an_end(pd.DataFrame({"value": []})) is False
