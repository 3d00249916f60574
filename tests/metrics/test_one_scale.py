"""Like with like: changes of scores where an AI, people, or several of them scored."""

from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
import pytest

from review_kit.metrics.scorers.coded import CodedScores
from review_kit.metrics.scorers.gaps import (
    between_variance,
    measured_gaps,
    weighted_gaps,
)
from review_kit.metrics.scorers.labels import called, is_person, scorer_labels
from review_kit.metrics.scorers.no_verdict import without_verdict
from review_kit.metrics.scorers.rep_weeks import gaps_in_rep_weeks

AS_OF = date(2026, 3, 31)
BASELINE = [f"01-{day:02}" for day in range(1, 31)]
CURRENT = [f"03-{day:02}" for day in range(2, 32)]


def test_scorers_are_told_apart_as_far_as_the_export_says() -> None:
    rows = pd.DataFrame(
        {
            "evaluator": ["ai", "ai", "ai", "human", "human"],
            "evaluator_id": [None, "Aria", None, "QA-12", None],
            "evaluator_version": [None, "2", "2026-02", "guide 3", None],
        }
    )
    assert scorer_labels(rows).tolist() == ["ai", "ai:Aria 2", "ai:2026-02", "human:QA-12", "human"]
    assert [is_person(name) for name in ("ai:Aria 2", "human:QA-12", "human")] == [
        False,
        True,
        True,
    ]
    assert [called(name) for name in ("ai:Aria 2", "human")] == ["Aria 2", ""]


def test_a_whole_company_scored_by_one_changes_as_it_was_scored(world) -> None:
    world.calls("01-05", [50] * 5).calls("03-10", [60] * 5)
    row = world.review().criterion("obj")
    assert (row["score_delta"], row["change_basis"]) == (10, "as_scored")
    assert row["verdict_reason"] == "no_calibration"


def test_what_one_scorer_gave_all_calls_is_what_is_compared(world) -> None:
    """Late in the window a person scores six of ten calls 12 points higher than the AI did."""
    for number in range(10):
        world.call(BASELINE[number], 50, call=f"b{number}")
        world.call(CURRENT[number], 50, call=f"c{number}")
        if number < 6:
            world.call(CURRENT[number], 62, call=f"c{number}", human=True)
    row = world.review().criterion("obj")
    # what stands is (6 · 62 + 4 · 50) / 10 = 57.2; the AI's own scores did not change
    assert (row["baseline_score"], row["current_score"]) == (50, pytest.approx(57.2))
    assert (row["score_delta"], row["change_basis"]) == (0, "one_scale")


def test_a_small_change_of_the_mix_is_left_as_it_was_scored(world) -> None:
    """One of eleven calls is 9 points of the share; one of ten is 10."""
    for number in range(11):
        world.call(BASELINE[number], 50).call(CURRENT[number], 50, call=f"c{number}")
    world.call(CURRENT[0], 72, call="c0", human=True)
    row = world.review().criterion("obj")
    assert (row["score_delta"], row["change_basis"]) == (pytest.approx(2), "as_scored")


def test_a_change_between_scorers_who_never_met_is_none(world) -> None:
    for number in range(8):
        world.call(BASELINE[number], 50).call(CURRENT[number], 62, human=True)
    row = world.review().criterion("obj")
    assert (row["baseline_score"], row["current_score"]) == (50, 62)
    assert np.isnan(row["score_delta"])
    assert row["change_basis"] == row["verdict_reason"] == "different_scorers"
    assert row["verdict"] == "cannot_tell_yet"


def test_calls_of_the_scorer_of_both_windows_are_enough(world) -> None:
    """The AI scored eight calls at first and five later; who scored the rest is not looked at."""
    for number in range(8):
        world.call(BASELINE[number], 50).call(CURRENT[number], 90, human=True)
    for number in range(5):
        world.call(CURRENT[10 + number], 54)
    row = world.review().criterion("obj")
    assert (row["score_delta"], row["change_basis"]) == (4, "one_scale")


def beside_each_other(world, rep: str, days: list[str], gap: float, *, by: str | None = None):
    """An AI and a person score calls of a rep on the same days, the person ``gap`` higher."""
    for number, when in enumerate(days):
        noise = 3 * (-1) ** number
        world.call(when, 50, rep=rep).call(when, 50 + gap + noise, rep=rep, human=True, by=by)


def test_a_gap_measured_in_the_same_rep_weeks_is_taken_off(world) -> None:
    """Bo's calls show in March what the person adds; Ana had the AI in January, the person in March."""
    world.rep("ana").rep("bo")
    for number in range(8):
        world.call(BASELINE[number], 50, rep="ana")
        world.call(CURRENT[number], 62, rep="ana", human=True, by="QA-1")
    beside_each_other(world, "bo", CURRENT, 12, by="QA-1")
    row = world.review().criterion("obj", rep="ana")
    assert (row["score_delta"], row["change_basis"]) == (pytest.approx(0, abs=0.6), "one_scale")


def test_people_without_names_who_scored_others_say_nothing_of_who_scored_this_rep(world) -> None:
    world.rep("ana").rep("bo")
    for number in range(8):
        world.call(BASELINE[number], 50, rep="ana")
        world.call(CURRENT[number], 62, rep="ana", human=True)
    beside_each_other(world, "bo", CURRENT, 0)
    row = world.review().criterion("obj", rep="ana")
    assert row["change_basis"] == "different_scorers"


def test_an_old_gap_says_nothing_of_how_a_person_scores_now(world) -> None:
    """In January the person scored as the AI does; what the person adds in March nobody has seen."""
    world.rep("ana").rep("bo")
    for number in range(8):
        world.call(BASELINE[number], 50, rep="ana")
        world.call(CURRENT[number], 62, rep="ana", human=True, by="QA-1")
    beside_each_other(world, "bo", BASELINE, 0, by="QA-1")
    row = world.review().criterion("obj", rep="ana")
    assert row["change_basis"] == "different_scorers"


def test_versions_of_an_ai_that_met_once_are_compared_ever_after(world) -> None:
    """Version 2 took over on 15 February, in the middle of a week, and scores 6 points higher."""
    world.rep("ana")
    for number in range(8):
        world.call(BASELINE[number], 50, rep="ana", version="1")
        world.call(CURRENT[number], 56, rep="ana", version="2")
    for number in range(6):
        world.rep(f"rep{number}")
        noise = (-1) ** number
        world.call("02-11", 50, rep=f"rep{number}", version="1")
        world.call("02-13", 56 + noise, rep=f"rep{number}", version="2")
    row = world.review().criterion("obj", rep="ana")
    assert (row["score_delta"], row["change_basis"]) == (pytest.approx(0), "one_scale")


def scored(lines: list[tuple[str, str, str, float, str]]) -> pd.DataFrame:
    """Scores that stand: rep, call, day, score, scorer; all on one criterion."""
    rows = pd.DataFrame(lines, columns=["rep_id", "call_id", "call_on", "score", "scorer"])
    return rows.assign(
        call_on=pd.to_datetime("2026-" + rows["call_on"]).astype("datetime64[s]"),
        criterion_id="obj",
        scorer=rows["scorer"].astype("category"),
    )


def test_the_gap_on_calls_that_both_scored_is_their_mean_difference() -> None:
    ai = [("r", f"c{n}", "03-10", 50.0, "ai") for n in range(6)]
    person = [
        ("r", f"c{n}", "03-10", 50.0 + d, "human:a") for n, d in enumerate([9, 10, 11, 13, 17])
    ]
    alone = [("r", f"x{n}", "03-11", 50.0, "ai") for n in range(4)]
    several = scored(ai[:5] + person)
    found = measured_gaps(CodedScores.of(scored(person + ai[5:] + alone), several), AS_OF, 30)
    (row,) = found.table.to_dict("records")
    assert found.references.to_dict() == {"obj": "ai"}
    assert (row["scorer"], row["stretch"], row["measured_on"], row["n"]) == (
        "human:a",
        0,
        "both_scored",
        5,
    )
    # mean of 9, 10, 11, 13, 17 = 12; variance 10, of the mean 10 / 5
    assert (row["gap"], row["variance"]) == (pytest.approx(12), pytest.approx(2))


def test_too_few_calls_measure_no_gap() -> None:
    ai = [("r", f"c{n}", "03-10", 50.0, "ai") for n in range(4)]
    person = [("r", f"c{n}", "03-10", 60.0 + n, "human:a") for n in range(4)]
    extra = [("r", "x", "03-01", 50.0, "ai")]
    coded = CodedScores.of(scored(person + extra), scored(ai + person))
    assert measured_gaps(coded, AS_OF, 30).table.empty


def test_a_person_who_was_never_compared_has_no_gap_whatever_others_have() -> None:
    """Three people score 10 higher than the AI; nobody knows how a fourth scores."""
    lines, several = [], []
    for person in ("human:a", "human:b", "human:c"):
        for number in range(6):
            call = f"{person}-{number}"
            theirs = ("r", call, "03-10", 60.0 + (-1) ** number, person)
            lines.append(theirs)
            several += [("r", call, "03-10", 50.0, "ai"), theirs]
    lines += [("s", f"d{n}", "03-10", 70.0, "human:d") for n in range(6)]
    table = measured_gaps(CodedScores.of(scored(lines), scored(several)), AS_OF, 30).table
    assert sorted(table["scorer"]) == ["human:a", "human:b", "human:c"]


def cells(lines: list[tuple[str, int, str, int, float]]) -> pd.DataFrame:
    rows = pd.DataFrame(lines, columns=["rep_id", "week", "scorer", "n", "mean"])
    return rows.assign(criterion_id="obj", stretch=0)


AI = pd.Series({"obj": "ai"})


def test_two_scorers_in_the_same_weeks_differ_by_the_weighted_mean_difference() -> None:
    found = gaps_in_rep_weeks(
        cells(
            [
                *[("r", 0, "ai", 2, 50.0), ("r", 0, "human", 2, 58.0)],
                *[("r", 1, "ai", 1, 40.0), ("r", 1, "human", 3, 52.0)],
                ("s", 0, "human", 3, 90.0),
            ]
        ),
        AI,
    )
    (row,) = found.to_dict("records")
    # weights 2·2/4 = 1 and 1·3/4 = 0.75: (8 + 0.75 · 12) / 1.75
    assert (row["n"], row["gap"]) == (2, pytest.approx(17 / 1.75))
    # Σ w (d − gap)² on one degree of freedom, over Σ w
    gap = 17 / 1.75
    squares = (8 - gap) ** 2 + 0.75 * (12 - gap) ** 2
    assert row["variance"] == pytest.approx(squares / 1.75)


def test_who_never_met_the_reference_is_compared_through_those_who_did() -> None:
    found = gaps_in_rep_weeks(
        cells(
            [
                *[("r", 0, "ai", 1, 50.0), ("r", 0, "human:a", 1, 56.0)],
                *[("s", 0, "human:a", 1, 60.0), ("s", 0, "human:b", 1, 63.0)],
                *[("t", 0, "human:c", 1, 60.0), ("t", 0, "human:d", 1, 63.0)],
            ]
        ),
        AI,
    ).set_index("scorer")
    assert found["gap"].to_dict() == {"human:a": pytest.approx(6), "human:b": pytest.approx(9)}


def test_the_fit_over_rep_weeks_is_that_of_ordinary_least_squares() -> None:
    """Against dummies for every rep-week and scorer, in numpy's own least squares."""
    rng = np.random.default_rng(5)
    names = ["ai", "human:a", "human:b", "human:c"]
    lines = [
        (f"r{rep}", week, name, int(rng.integers(1, 4)), float(rng.normal(50, 9)))
        for rep in range(6)
        for week in range(4)
        for name in rng.choice(names, size=2, replace=False)
    ]
    table = cells(lines)
    found = gaps_in_rep_weeks(table, AI).set_index("scorer")
    week = pd.factorize(table["rep_id"] + table["week"].astype(str))[0]
    design = np.column_stack(
        [*(week == w for w in range(24)), *(table["scorer"] == name for name in names[1:])]
    ).astype(float)
    root = np.sqrt(table["n"].to_numpy(float))
    beta, rest, *_ = np.linalg.lstsq(design * root[:, None], table["mean"] * root)
    sigma2 = rest[0] / (48 - 24 - 3)
    inverse = np.linalg.inv((design * root[:, None]).T @ (design * root[:, None]))
    assert found.loc[names[1:], "gap"].to_numpy() == pytest.approx(beta[24:])
    assert found.loc[names[1:], "variance"].to_numpy() == pytest.approx(
        sigma2 * np.diag(inverse)[24:]
    )


def test_variance_between_scorers_is_what_chance_does_not_explain() -> None:
    assert between_variance(np.array([0.0, 4.0]), np.array([1.0, 1.0])) == 7.0
    assert between_variance(np.array([0.0, 1.0]), np.array([1.0, 1.0])) == 0.0


def test_means_are_weighted_by_their_evidence() -> None:
    rows = pd.DataFrame(
        {"group": ["a", "a", "b"], "difference": [4.0, 10.0, 7.0], "evidence": [1.0, 2.0, 1.0]}
    ).assign(all="x")
    found = weighted_gaps(rows, ["all", "group"], ["all"]).set_index("group")
    # (4 + 20) / 3 = 8; Σ w (d − 8)² = 16 + 8 on one degree of freedom
    assert found["gap"].to_dict() == {"a": 8.0, "b": 7.0}
    assert found["variance"].to_dict() == {"a": pytest.approx(8.0), "b": pytest.approx(24.0)}


def test_the_change_around_a_session_is_that_of_one_scorer(world) -> None:
    """Before it the AI scored 50; after it a person gave 62 to calls that the AI gave 53 and 55."""
    world.call("02-01", 50).call("02-02", 50).entry("e", "02-10")
    for number, ai in enumerate((53, 55)):
        world.call(f"02-1{number + 2}", ai, call=f"c{number}")
        world.call(f"02-1{number + 2}", 62, call=f"c{number}", human=True)
    entry = world.review().entry("e")
    assert (entry["session_before"], entry["session_after"], entry["session_delta"]) == (50, 62, 4)


def test_a_session_between_scorers_who_never_met_has_no_change(world) -> None:
    world.call("02-01", 50).call("02-02", 50).entry("e", "02-10", theme="Price")
    world.call("02-12", 62, human=True).call("02-13", 62, human=True)
    result = world.review()
    assert np.isnan(result.entry("e")["session_delta"])
    (theme,) = result.tables.themes.to_dict("records")
    assert np.isnan(theme["movement"])
    assert not theme["moved"]


def test_a_theme_moved_by_what_one_scorer_saw(world) -> None:
    world.call("02-01", 50).call("02-02", 52).entry("e", "02-10", theme="Price")
    for number, ai in enumerate((60, 62)):
        world.call(f"02-1{number + 2}", ai, call=f"c{number}")
        world.call(f"02-1{number + 2}", 90, call=f"c{number}", human=True)
    (theme,) = world.review().tables.themes.to_dict("records")
    assert (theme["movement"], theme["n_before"], theme["n_after"]) == (10, 2, 2)


def test_what_a_gap_is_not_sure_of_widens_the_interval_of_a_gap_to_the_expected() -> None:
    """Four calls before the session by the AI, four after it, two of which had a gap taken off."""
    days = ["01-05", "01-06", "01-07", "01-08", "02-20", "02-21", "02-22", "02-23"]
    scores = scored([("r", f"c{n}", when, 60.0, "ai") for n, when in enumerate(days)]).assign(
        comparable=60.0, gap_row=[-1, -1, -1, -1, -1, -1, 0, 0]
    )
    gaps = measured_gaps(CodedScores.of(scores, scores.head(0)), AS_OF, 30)
    gaps = replace(gaps, table=pd.DataFrame({"gap": [8.0], "variance": [4.0]}))
    row = {
        "rep_id": "r",
        "criterion_id": "obj",
        "change_basis": "as_scored",
        "first_coached_on": pd.Timestamp("2026-02-10"),
        "expected_score": 50.0,
        "expected_gap": 4.0,
        "expected_gap_low": 1.0,
        "expected_gap_high": 7.0,
        "expected_gap_best_guess": 3.0,
        "expected_gap_verdict": "improved",
        "expected_gap_missing": None,
    }
    others = ("delta_verdict", "delta_p_adjusted", "trend", "trend_slope")
    dips = ("dip_week", "dip_score", "recovery_week")
    table = pd.DataFrame([row | dict.fromkeys((*others, *dips))])
    (found,) = without_verdict(table, scores, frozenset(), gaps).to_dict("records")
    # half of the scores after it: (2 / 4)² · 4 = 1 more pp² of variance
    half = np.sqrt(3.0**2 + 1.959964**2)
    assert found["expected_gap_low"] == pytest.approx(4 - half)
    assert found["expected_gap_high"] == pytest.approx(4 + half)
    assert found["expected_gap_verdict"] == "improved"
    gaps = replace(gaps, table=pd.DataFrame({"gap": [8.0], "variance": [16.0]}))
    (found,) = without_verdict(table, scores, frozenset(), gaps).to_dict("records")
    # 4 pp²: √(9 + 4 · 3.84) = 4.9, which reaches across zero
    assert found["expected_gap_verdict"] == "cannot_tell_yet"
