"""The overall score of two windows, or of a rep and earlier hires, is compared like with like."""

import pandas as pd
import pytest

from review_kit.metrics.hire_milestones import ONE_SCALE as HIRES_ON_ONE_SCALE
from review_kit.metrics.hire_milestones import OTHER_SCORERS as HIRES_BY_OTHERS
from review_kit.metrics.overall_change import (
    ONE_SCALE,
    OTHER_SCORERS,
    OTHER_SKILLS,
    OTHERS_THEN,
)

THEN, NOW = "2025-12-10", "03-10"


def scored(world, when, score, *, by=None, calls=5, rep="ana"):
    """Let an AI, or a person, score calls of a day."""
    for _ in range(calls):
        world.call(when, score, rep=rep, human=by is not None, by=by)
    return world


@pytest.mark.parametrize("grain", ["metric", "team", "manager", "org"])
def test_the_previous_window_is_told_as_this_windows_scorers_would_have_scored_it(world, grain):
    """An unchanged rep: QA-1 scores all calls of this window, 12 points higher than the AI did before."""
    scored(world, THEN, 50, calls=10)
    for number in range(10):
        for human in (False, True):
            score = 62 if human else 50
            world.call(NOW, score, call=f"c{number}", human=human, by="QA-1" if human else None)
    row = getattr(world.review(), grain)("overall_score")
    assert row["value"] == 62
    # the AI gave 50 in both windows
    assert (row["previous"], row["previous_n"], row["note"]) == (62, 10, ONE_SCALE)


def test_where_nobody_knows_how_far_scorers_are_apart_there_is_no_previous_window(world):
    scored(world, THEN, 50)
    scored(world, NOW, 62, by="QA-1")
    row = world.review().metric("overall_score")
    assert row["value"] == 62
    assert (pd.isna(row["previous"]), row["previous_n"], row["note"]) == (True, 0, OTHER_SCORERS)


def test_a_share_that_hardly_changed_is_compared_as_it_was_scored(world):
    scored(world, THEN, 50, calls=20)
    scored(world, NOW, 60, calls=19)
    scored(world, NOW, 80, by="QA-1", calls=1)
    row = world.review().metric("overall_score")
    assert (row["value"], row["previous"], pd.isna(row["note"])) == (61, 50, True)


@pytest.mark.parametrize(
    ("name", "compared"),
    [("Obj", True), ("Objections, by the new guide", False)],
    ids=["new weight", "new measure"],
)
def test_a_criterion_of_another_name_is_another_measure(world, name, compared):
    world.criterion("old", 100, end="2026-01-31")
    world.criterion("new", 100, start="2026-02-01", replaces="old")
    world.rows["criteria"][0]["criterion"] = "Obj"
    world.rows["criteria"][1]["criterion"] = name
    for _ in range(5):
        world.call(THEN, {"old": 50}).call(NOW, {"new": 60})
    row = world.review().metric("overall_score")
    assert row["value"] == 60
    assert row["previous"] == 50 if compared else pd.isna(row["previous"])
    assert pd.isna(row["note"]) if compared else row["note"] == OTHER_SKILLS


def test_a_skill_that_nobody_scored_then_makes_another_overall_score(world):
    world.criterion("obj", 70).criterion("new", 30, start="2026-02-01")
    for _ in range(5):
        world.call(THEN, {"obj": 50}).call(NOW, {"obj": 50, "new": 90})
    row = world.review().metric("overall_score")
    assert row["value"] == 62
    assert row["note"] == OTHER_SKILLS


def test_no_score_of_the_previous_window_stands_beside_one_that_others_gave(world):
    """Whatever is measured in points of score, this metric or one to come."""
    scored(world, THEN, 50)
    scored(world, NOW, 62, by="QA-1")
    world.entry("then", "2025-12-12", own=70, before=50, after=50)
    world.entry("now", "03-12", own=70, before=62, after=62)
    values = world.review().tables.rep_metrics
    in_points = values["unit"].isin(["percent", "pp"])
    assert set(values[in_points & values["value"].notna()]["metric"]) == {
        "overall_score",
        "self_assessment_gap",
    }
    assert values.loc[in_points, "previous"].isna().all()
    told = values[in_points].set_index("metric")["note"]
    assert told["self_assessment_gap"] == OTHERS_THEN


@pytest.mark.parametrize("both", [True, False])
def test_earlier_hires_are_told_as_the_scorers_of_a_new_rep_would_have_scored_them(world, both):
    """The AI gave five earlier hires 40, 45 … 60; QA-1 scores the new rep, 12 points higher than the AI."""
    world.rep("old").call("2025-10-01", 50, rep="old").rep("new", hired="03-20")
    for number in range(5):
        world.rep(f"hire{number}", hired="2025-11-10")
        scored(world, "2025-11-20", 40 + 5 * number, rep=f"hire{number}")
    for number in range(5):
        world.call("03-25", 60, rep="new", call=f"c{number}", human=True, by="QA-1")
        if both:
            world.call("03-25", 48, rep="new", call=f"c{number}", order=-1)
    found = world.review().tables.hire_milestones
    (row,) = found[(found["measure"] == "overall_score") & (found["day"] == 30)].to_dict("records")
    assert row["own"] == 60
    if both:
        assert (row["lower_quartile"], row["median"], row["upper_quartile"]) == (57, 62, 67)
        assert row["note"] == HIRES_ON_ONE_SCALE
    else:
        assert pd.isna(row["median"])
        assert row["note"] == HIRES_BY_OTHERS
