"""From a review's tables to the estimate: what counts as coached, under which name, and how well logged."""

import numpy as np
import pandas as pd
import pytest
from benchmarks.effect.simulator import Company, simulate
from effect_examples import company_tables

from review_kit.metrics.effect.estimate import coaching_effects
from review_kit.metrics.effect.panel import panel_of
from review_kit.metrics.effect.robustness import robust_claims
from review_kit.metrics.effect.tables import effects_table
from review_kit.metrics.effects import WEEKS_BEFORE, effects_of
from review_kit.metrics.prepared import prepare
from review_kit.metrics.tables import Tables
from review_kit.metrics.windows import review_windows
from review_kit.project.config import Config

CONFIG = Config.model_validate({"organisation": {"name": "Acme"}, "windows": {"history_days": 330}})
QUIET = {"noise": 5.0, "call_noise": 2.0, "state": 3.0}


@pytest.fixture(scope="module")
def record():
    return simulate(
        Company(reps=40, teams=4, criteria=4, effect=8.0, coached_a_week=0.1, **QUIET), 4
    )


@pytest.fixture(scope="module")
def frames(record):
    """Canonical tables that hold the record."""
    scores = record.scores
    return {
        **company_tables(record),
        "qa_scores": pd.DataFrame(
            {
                "evaluation_id": scores.index.astype("str"),
                "call_id": scores.index.astype("str"),
                "rep_id": scores["rep_id"],
                "call_at": scores["day"],
                "call_on": scores["day"],
                "criterion_id": scores["criterion_id"],
                "score": scores["score"],
                "max_score": 100.0,
                "evaluator": "ai",
                "export_order": range(len(scores)),
            }
        ),
        "coaching_log": logged(record.first_sessions, record.reps),
    }


def logged(sessions, reps):
    ids = [f"e{number}" for number in range(len(sessions))]
    log = sessions.merge(reps[["rep_id", "manager_id"]], on="rep_id")
    return log.rename(columns={"day": "session_date"}).assign(
        entry_id=ids, session_id=ids, minutes=30.0
    )


def review_of(frames, record, config=CONFIG):
    windows = review_windows(config, record.as_of, None)
    return prepare(Tables.from_frames(frames), config, windows)


def told(frames, record, config=CONFIG):
    return effects_of(review_of(frames, record, config))


@pytest.fixture(scope="module")
def found(frames, record):
    return told(frames, record)


def whole(effects):
    return effects[effects["scope"] == "org"].iloc[0]


def test_the_review_gives_what_its_scores_and_first_sessions_give(found, record):
    scores = record.scores.assign(human=False)
    panel = panel_of(scores, record.first_sessions, record.reps, record.as_of)
    engine = coaching_effects(panel)
    direct = effects_table(engine.estimates, robust_claims(engine.evidence, engine.estimates))
    pd.testing.assert_series_equal(whole(found.effects), whole(direct))
    assert found.effects["scope"].value_counts().to_dict() == {
        "org": 1,
        "team": 4,
        "manager": 4,
        "criterion": 4,
    }


def test_a_session_on_a_part_is_one_on_its_criterion(frames, record, found):
    criteria, log = frames["criteria"], frames["coaching_log"]
    parts = criteria.assign(
        parent_criterion_id=criteria["criterion_id"],
        criterion_id=criteria["criterion_id"] + ".part",
    )
    changed = frames | {
        "criteria": pd.concat([criteria, parts]),
        "coaching_log": log.assign(criterion_id=log["criterion_id"] + ".part"),
    }
    pd.testing.assert_frame_equal(told(changed, record).effects, found.effects)


def test_scores_and_sessions_under_an_old_name_count(frames, record, found):
    criteria, scores, log = (frames[name] for name in ("criteria", "qa_scores", "coaching_log"))
    day = pd.Timestamp(record.as_of) - pd.Timedelta(days=150)
    old = criteria[criteria["criterion_id"] == "c0"].assign(criterion_id="before", valid_to=day)
    now = criteria.assign(
        replaces_criterion_id=criteria["criterion_id"].map({"c0": "before"}),
        valid_from=criteria["valid_from"].mask(criteria["criterion_id"] == "c0", str(day.date())),
    )

    def renamed(table, column):
        earlier = (table["criterion_id"] == "c0") & (table[column] < day)
        return table.assign(criterion_id=table["criterion_id"].mask(earlier, "before"))

    changed = frames | {
        "criteria": pd.concat([old, now]),
        "qa_scores": renamed(scores, "call_on"),
        "coaching_log": renamed(log, "session_date"),
    }
    pd.testing.assert_frame_equal(told(changed, record).effects, found.effects)


def test_later_sessions_and_criteria_without_weight_change_nothing(frames, record, found):
    log = frames["coaching_log"]
    again = log.assign(
        session_date=log["session_date"] + pd.Timedelta(days=9),
        entry_id=log["entry_id"] + "b",
        session_id=log["session_id"] + "b",
    )
    again = again[again["session_date"] <= pd.Timestamp(record.as_of)]
    idle = frames["criteria"].head(1).assign(criterion_id="idle", weight=0.0)
    changed = frames | {
        "coaching_log": pd.concat([log, again]),
        "criteria": pd.concat([frames["criteria"], idle]),
    }
    pd.testing.assert_frame_equal(told(changed, record).effects, found.effects)


@pytest.mark.parametrize(("kept", "told_of"), [(0.55, False), (0.9, True)])
def test_a_calendar_shows_whether_sessions_were_logged(frames, record, found, kept, told_of):
    log = frames["coaching_log"]
    planned = log[["session_id", "rep_id", "manager_id", "session_date"]].assign(status="held")
    planned = planned.rename(columns={"session_date": "scheduled_date"})
    missing = planned.sample(round(len(log) * (1 - kept) / kept), replace=True, random_state=1)
    missing = missing.assign(session_id=[f"gone{number}" for number in range(len(missing))])
    calendar = pd.concat([planned, missing], ignore_index=True)
    row = whole(told(frames | {"scheduled_sessions": calendar}, record).effects)
    assert (row["reason"] == "sessions_not_logged") == (not told_of)
    assert (row["verdict"] == "not_measurable") == (not told_of)
    # without a calendar nobody can know
    assert whole(found.effects)["verdict"] == "helped"


def test_people_who_score_only_after_coaching_leave_no_comparison(frames, record):
    scores = frames["qa_scores"]
    first = frames["coaching_log"].set_index(["rep_id", "criterion_id"])["session_date"]
    keys = pd.MultiIndex.from_frame(scores[["rep_id", "criterion_id"]])
    since = first.reindex(keys).to_numpy() <= scores["call_on"].to_numpy()
    changed = scores.assign(evaluator=np.where(since, "human", "ai"))
    assert whole(told(frames | {"qa_scores": changed}, record).effects)["reason"] == (
        "evaluator_changed"
    )


def test_every_coached_skill_has_its_first_day_and_its_verdict_or_when_it_will(found, record):
    gaps = found.gaps
    first = record.first_sessions.set_index(["rep_id", "criterion_id"])["day"].sort_index()
    pd.testing.assert_series_equal(
        gaps["first_coached_on"].sort_index(), first, check_names=False, check_dtype=False
    )
    judged = gaps["expected_gap"].notna()
    # what is part of the mean and has fewer than eight calls after its session is not judged by itself
    few = gaps["expected_gap_missing"] == "too_few_calls_after"
    assert (gaps.loc[few, "expected_gap_missing_n"] < 8).all()
    part = few & (gaps["expected_gap_missing_n"] >= 3)
    assert part.any()
    assert (judged | part).sum() == whole(found.effects)["n_treated"]
    assert set(gaps.loc[judged, "expected_gap_verdict"]) <= {
        "improved",
        "declined",
        "cannot_tell_yet",
    }
    pending = gaps["expected_gap_ready_on"].notna()
    assert not (judged & pending).any()
    wait = gaps.loc[pending, "expected_gap_ready_on"] - gaps.loc[pending, "first_coached_on"]
    assert (wait.dt.days == 35).all()


def test_the_weeks_around_a_session_show_the_dip_and_add_up_to_the_estimate(found):
    curve = found.curve[found.curve["scope"] == "org"]
    before, after = curve[curve["first_day"] < 0], curve[curve["first_day"] > 0]
    assert len(before) == WEEKS_BEFORE
    assert after["first_day"].tolist() == [1, 8, 15, 22, 29]
    # managers chose what scored low: in the last week more than in the first
    gap = before["coached"] - before["uncoached"]
    assert gap.iloc[-1] < gap.iloc[0] < 0
    assert before[["expected", "estimate", "low", "high"]].isna().all(axis=None)
    pd.testing.assert_series_equal(
        after["coached"] - after["expected"], after["estimate"], check_names=False
    )


def test_what_was_coached_before_the_scores_looked_at_reach_back_is_never_judged(
    frames, record, found
):
    log = frames["coaching_log"]
    shorter = Config.model_validate(CONFIG.model_dump() | {"windows": {"history_days": 120}})
    review = review_of(frames, record, shorter)
    begins = review.call_scores.groupby(["rep_id", "criterion_id"], observed=True)["call_on"].min()
    # scores of January and February are there and are not looked at
    assert begins.min() > record.scores["day"].min() + pd.Timedelta(days=55)
    keys = pd.MultiIndex.from_frame(log[["rep_id", "criterion_id"]])
    reach = (log["session_date"] - begins.reindex(keys).to_numpy()).dt.days
    cut_off = keys[reach < 70]
    assert 10 < len(cut_off) < len(log)
    # all of them are coached once more, when the scores do reach back 70 days
    again = log[reach < 70].assign(
        session_date=begins.max() + pd.Timedelta(days=80),
        entry_id=lambda one: one["entry_id"] + "b",
    )
    again = again.assign(session_id=again["entry_id"])
    both = told(frames | {"coaching_log": pd.concat([log, again])}, record, shorter)
    pd.testing.assert_frame_equal(both.effects, told(frames, record, shorter).effects)
    assert both.gaps.loc[cut_off, ["expected_gap", "expected_gap_ready_on"]].isna().all(axis=None)
    assert whole(both.effects)["n_cut_off"] == len(cut_off)
    assert whole(found.effects)["n_cut_off"] == 0
    assert whole(both.effects)["n_treated"] < whole(found.effects)["n_treated"]
    judged = both.gaps["expected_gap"].notna()
    known = both.gaps.loc[judged, "first_coached_on"] - begins.reindex(both.gaps.index[judged])
    assert known.dt.days.min() >= 70
