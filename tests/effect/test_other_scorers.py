"""A person who scores 12 points higher than the AI in the last 30 days improves nobody."""

import numpy as np
import pandas as pd
import pytest
from benchmarks.effect.simulator import Company, simulate
from document_examples import CONTEXT
from effect_examples import company_tables

from review_kit.documents.packet.page_one import number_sentence
from review_kit.documents.parts.criterion import criterion
from review_kit.documents.parts.verdict import why
from review_kit.metrics.compute import Computation
from review_kit.metrics.tables import Tables
from review_kit.project.config import Config

CONFIG = Config.model_validate({"organisation": {"name": "Acme"}, "windows": {"history_days": 330}})
LENIENCY = 12.0
LAST = pd.Timedelta(days=30)


@pytest.fixture(scope="module")
def record():
    """Forty reps of whom nobody changes, and nobody is coached to any effect."""
    return simulate(Company(reps=40, teams=4, criteria=4, effect=0.0, coached_a_week=0.02), 11)


def frames(record, scores: pd.DataFrame) -> dict[str, pd.DataFrame]:
    return {
        **company_tables(record),
        "qa_scores": scores.assign(
            call_on=scores["day"],
            call_at=scores["day"],
            evaluation_id=[f"E{n}" for n in range(len(scores))],
            max_score=100.0,
            export_order=range(len(scores)),
        ),
        "coaching_log": pd.DataFrame(
            columns=[
                "entry_id",
                "session_id",
                "rep_id",
                "manager_id",
                "session_date",
                "criterion_id",
            ]
        ),
    }


@pytest.fixture(scope="module")
def by_ai(record) -> pd.DataFrame:
    """What the AI gave every call."""
    scores = record.scores.reset_index(drop=True)
    return scores.assign(
        call_id=[f"c{n}" for n in range(len(scores))],
        score=scores["score"].clip(0, 100 - LENIENCY),
        evaluator="ai",
        evaluator_id=None,
    )


def recent(record, scores: pd.DataFrame) -> pd.Series:
    return scores["day"] > pd.Timestamp(record.as_of) - LAST


def by_person(scores: pd.DataFrame, name: str | None = "QA-12") -> pd.DataFrame:
    """The same calls as a person scores them."""
    noise = np.random.default_rng(8).normal(0, 4, len(scores))
    given = (scores["score"] + LENIENCY + noise).clip(0, 100)
    return scores.assign(score=given, evaluator="human", evaluator_id=name)


def criteria(record, scores: pd.DataFrame) -> pd.DataFrame:
    tables = Tables.from_frames(frames(record, scores.reset_index(drop=True)))
    return Computation(tables, CONFIG, as_of=record.as_of).table("rep_criteria")


@pytest.fixture(scope="module")
def unchanged(record, by_ai):
    return criteria(record, by_ai)


MANY = [f"r{n:04}" for n in range(20)]


def improved(table: pd.DataFrame, reps: list[str]) -> float:
    mine = table[table["rep_id"].isin(reps)]
    return float((mine["verdict"] == "improved").mean())


def test_without_the_person_hardly_anybody_is_called_improved(unchanged):
    assert improved(unchanged, MANY) <= 0.04


@pytest.mark.parametrize("name", ["QA-12", None])
def test_in_place_of_the_ai_the_person_leaves_no_verdict(record, by_ai, name):
    """The person scored every late call of twenty reps, and the AI none of these: nobody knows the gap."""
    theirs = recent(record, by_ai) & by_ai["rep_id"].isin(MANY)
    table = criteria(record, pd.concat([by_ai[~theirs], by_person(by_ai[theirs], name)]))
    mine = table[table["rep_id"].isin(MANY)]
    assert (mine["verdict_reason"] == "different_scorers").all()
    assert mine["score_delta"].isna().all()
    assert (mine["verdict"] == "cannot_tell_yet").all()
    assert mine[["verdict_points", "trend"]].isna().all().all()
    # the score that people saw is printed as it stands
    assert (mine["current_score"] - mine["baseline_score"]).median() == pytest.approx(12, abs=2)
    others = table[~table["rep_id"].isin(MANY)]
    assert (others["verdict_reason"] != "different_scorers").all()


def test_beside_the_ai_the_person_changes_no_change(record, by_ai, unchanged):
    """The AI scored the calls too, so the change is what the AI's own scores did."""
    late = by_ai[recent(record, by_ai) & by_ai["rep_id"].isin(MANY)]
    table = criteria(record, pd.concat([by_ai, by_person(late)]))
    mine = table["rep_id"].isin(MANY)
    assert (table.loc[mine, "change_basis"] == "one_scale").all()
    pd.testing.assert_series_equal(table["score_delta"], unchanged["score_delta"])
    pd.testing.assert_series_equal(table["verdict"], unchanged["verdict"])
    pd.testing.assert_series_equal(table["trend"], unchanged["trend"])


def test_people_without_names_who_scored_others_as_the_ai_did_tell_nothing(record, by_ai):
    """Unnamed people scored a fifth of all calls as the AI did, and one rep's late calls 12 points higher."""
    usual = by_ai[np.random.default_rng(4).random(len(by_ai)) < 0.2]
    usual = usual.assign(evaluator="human", score=usual["score"] + 1.0)
    theirs = recent(record, by_ai) & (by_ai["rep_id"] == "r0003")
    usual = usual[~usual["call_id"].isin(by_ai.loc[theirs, "call_id"])]
    table = criteria(record, pd.concat([by_ai[~theirs], usual, by_person(by_ai[theirs], None)]))
    mine = table[table["rep_id"] == "r0003"]
    assert (mine["verdict_reason"] == "different_scorers").all()


def test_a_gap_seen_in_the_weeks_of_the_same_reps_is_taken_off(record, by_ai):
    """Half of the late calls of twenty reps are the person's alone, of the others a tenth."""
    share = np.where(by_ai["rep_id"].isin(MANY), 0.5, 0.1)
    theirs = recent(record, by_ai) & (np.random.default_rng(2).random(len(by_ai)) < share)
    table = criteria(record, pd.concat([by_ai[~theirs], by_person(by_ai[theirs])]))
    mine = table[table["rep_id"].isin(MANY)]
    on_scale = mine[mine["change_basis"] == "one_scale"]
    assert len(on_scale) > 0.8 * len(mine)
    assert on_scale["score_delta"].median() == pytest.approx(0, abs=1.5)
    assert improved(table, MANY) <= 0.04


def test_the_packet_says_it(record, by_ai, unchanged):
    """“+11 ± 8, improved” of a rep who did not change is now told as it is."""
    theirs = recent(record, by_ai) & (by_ai["rep_id"] == "r0003")
    table = criteria(record, pd.concat([by_ai[~theirs], by_person(by_ai[theirs])]))
    row = table[table["rep_id"] == "r0003"].astype(object).where(lambda cells: cells.notna(), None)
    skill = criterion(row.iloc[0].to_dict())
    assert skill.verdict.word == "too early to tell"
    assert why(skill.verdict, CONTEXT) == "scored by different people"
    assert number_sentence(skill) == ""
