"""Whether scores can be trusted: agreement, gaps, leniency, drift, mix and disputes, worked out by hand."""

import numpy as np
import pandas as pd
import pytest

from review_kit.metrics.scorers.agreement import (
    agreement_on,
    intraclass_correlation,
    krippendorff_alpha,
    quadratic_kappa,
)

_ = np.nan


def test_kappa_is_that_of_the_table_of_two_scorers_with_squared_weights() -> None:
    """Cohen's form: 1 − Σ w·observed ÷ Σ w·expected over the cells of the table, w = (i − j)²."""
    rng = np.random.default_rng(3)
    first = rng.integers(1, 6, 60)
    second = np.clip(first + rng.integers(-1, 3, 60), 1, 5)
    observed = np.zeros((5, 5))
    np.add.at(observed, (first - 1, second - 1), 1)
    expected = np.outer(observed.sum(axis=1), observed.sum(axis=0)) / 60
    i, j = np.indices((5, 5))
    kappa = 1 - ((i - j) ** 2 * observed).sum() / ((i - j) ** 2 * expected).sum()
    assert quadratic_kappa(first * 20.0, second * 20.0) == pytest.approx(kappa)


def test_a_constant_gap_is_disagreement() -> None:
    """x: 0, 20, 40; y = x + 20. Mean of (x − y)² 400; of all pairs 2 · 800/3 + 400 = 2800/3."""
    x = np.array([0.0, 20, 40])
    assert quadratic_kappa(x, x + 20) == pytest.approx(1 - 400 / (2800 / 3))


def test_alpha_is_that_of_the_worked_example_of_three_coders() -> None:
    """Krippendorff's example of three coders, 15 units, gaps among them; interval data give 0.811."""
    a = [_, _, _, _, _, 3, 4, 1, 2, 1, 1, 3, 3, _, 3]
    b = [1, _, 2, 1, 3, 3, 4, 3, _, _, _, _, _, _, _]
    c = [_, _, 2, 1, 3, 4, 4, _, 2, 1, 1, 3, 3, _, 4]
    assert krippendorff_alpha(np.array([a, b, c], float).T) == pytest.approx(0.811, abs=5e-4)


def test_icc_is_that_of_shrout_and_fleiss() -> None:
    """Table 2 of the paper: six targets, four judges; ICC(1,1) = 0.17."""
    judges = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
    assert intraclass_correlation(np.array(judges, float)) == pytest.approx(0.17, abs=5e-3)


def two_scorers(rng, calls: int = 300) -> np.ndarray:
    true = rng.normal(60, 15, calls)
    return np.column_stack([true + rng.normal(0, 8, calls), true + rng.normal(0, 8, calls)])


def test_the_interval_is_as_wide_as_kappa_scatters_and_always_the_same() -> None:
    found = agreement_on(two_scorers(np.random.default_rng(1)))
    assert (found.statistic, found.calls) == ("kappa", 300)
    assert agreement_on(two_scorers(np.random.default_rng(1))) == found
    many = [quadratic_kappa(*two_scorers(np.random.default_rng(seed)).T) for seed in range(400)]
    # in expectation 15² / (15² + 8²)
    assert np.mean(many) == pytest.approx(225 / 289, abs=0.01)
    assert (found.high - found.low) / (2 * 1.96) == pytest.approx(np.std(many), rel=0.25)


def test_more_than_two_scorers_have_an_alpha() -> None:
    two = two_scorers(np.random.default_rng(1))
    three = np.column_stack([two, np.full(300, _)])
    three[::2, 1], three[::2, 2] = _, two[::2, 1]
    found = agreement_on(three)
    assert (found.statistic, found.calls) == ("alpha", 300)
    assert found.value == pytest.approx(quadratic_kappa(*two.T), abs=0.01)


def of(result, metric: str, **where: str) -> pd.Series:
    table = result.tables.scorers
    rows = table[table["metric"] == metric]
    for column, value in where.items():
        rows = rows[rows[column] == value]
    assert len(rows) == 1, rows
    return rows.iloc[0]


def both(world, gaps: list[float], *, by: str | None = None, month: str = "02", name: str = "c"):
    """An AI scores calls from 30 to 90, a person the same calls so much higher; one call on a day."""
    for number, gap in enumerate(gaps):
        call, ai = f"{name}-{by}-{number}", 30.0 + 60 * number / max(len(gaps) - 1, 1)
        world.call(f"{month}-{number % 28 + 1:02}", ai, call=call)
        world.call(f"{month}-{number % 28 + 1:02}", ai + gap, call=call, human=True, by=by)
    return world


def test_the_gap_of_people_and_the_ai_is_told_with_its_interval(world) -> None:
    row = of(both(world, [2, 4, 6, 8, 10]).review(), "scorer_gap")
    assert (row["criterion_id"], row["scorer"], row["other"], row["n"]) == ("obj", "human", "ai", 5)
    # mean 6, standard deviation √10; t(0.975, 4) = 2.776
    half = 2.776445 * np.sqrt(10 / 5)
    assert (row["value"], row["low"], row["high"]) == pytest.approx((6, 6 - half, 6 + half))
    assert row["measured_on"] == "both_scored"


def test_versions_of_an_ai_are_compared_where_both_scored_the_same_calls(world) -> None:
    for number in range(5):
        for version, score in (("1", 50.0), ("2", 53.0 + number)):
            world.call("02-10", score, call=f"c{number}", version=version, order=number)
    for number in range(5):
        world.call("01-10", 50.0, call=f"old{number}", version="1")
    row = of(world.review(), "scorer_gap")
    assert (row["scorer"], row["other"], row["value"]) == ("ai:2", "ai:1", pytest.approx(5))


def test_a_criterion_on_which_scorers_agree_too_little_judges_nobody(world) -> None:
    """Twenty calls on which a person gives 90 where the AI gives 30 and the other way round."""
    world.criterion("obj", 60).criterion("dis", 40)
    for number in range(20):
        low, high = (30.0, 90.0) if number % 2 else (90.0, 30.0)
        when = f"02-{number + 1:02}"
        world.call(when, {"obj": low, "dis": low}, call=f"c{number}")
        world.call(when, {"obj": high, "dis": low}, call=f"c{number}", human=True)
    for number in range(6):
        world.call(f"01-{number + 1:02}", {"obj": 40.0, "dis": 40.0})
        world.call(f"03-{number + 2:02}", {"obj": 80.0, "dis": 80.0})
    result = world.review()
    found = of(result, "scorer_agreement", criterion_id="obj")
    # (x − y)² is 3600 on every call, and 2 · 900 on average over all pairs
    assert (found["statistic"], found["n"], found["verdict"]) == ("kappa", 20, "unreliable")
    assert found["value"] == pytest.approx(1 - 3600 / 1800)
    obj, dis = (result.criterion(name) for name in ("obj", "dis"))
    assert obj["verdict_reason"] == "unreliable_scores"
    assert obj["score_delta"] == dis["score_delta"] == 40
    assert obj["verdict"] == "cannot_tell_yet"
    assert pd.isna(obj["trend"])
    assert dis["verdict_reason"] == "no_calibration"


def test_nineteen_calls_say_nothing_of_agreement(world) -> None:
    row = of(both(world, [60.0 * (-1) ** n for n in range(19)]).review(), "scorer_agreement")
    assert (row["n"], np.isnan(row["value"])) == (19, True)
    assert pd.isna(row["verdict"])


def test_leniency_is_drawn_towards_what_is_usual_of_people_here(world) -> None:
    """Three people, six calls each: 0, 6 and 12 higher than the AI, each time by 1 more or less."""
    for person, gap in (("a", 0.0), ("b", 6.0), ("c", 12.0)):
        both(world, [gap + (-1) ** n for n in range(6)], by=person)
    result = world.review()
    rows = [of(result, "scorer_leniency", scorer=f"human:{name}") for name in "abc"]
    # variance of each mean: 6 / 5 / 6 = 0.2; Q = 5 · 72 = 360; τ² = (360 − 2) / (15 − 5) = 35.8
    kept = 35.8 / 36.0
    assert [row["value"] for row in rows] == pytest.approx([6 - 6 * kept, 6, 6 + 6 * kept])
    assert [row["earlier"] for row in rows] == pytest.approx([6, 6, 6])
    error = np.sqrt(kept * 0.2 + (1 - kept) ** 2 * 36 / 3)
    assert rows[2]["high"] - rows[2]["value"] == pytest.approx(1.959964 * error)
    verdicts = [row["verdict"] for row in rows]
    assert (verdicts[0], verdicts[2]) == ("strict", "lenient")
    assert pd.isna(verdicts[1])


def test_people_who_differ_by_chance_alone_are_neither_strict_nor_lenient(world) -> None:
    for person in "abc":
        both(world, [5.0, -5.0, 9.0, -7.0, 3.0, -2.0], by=person)
    table = both(world, [6.0, -4.0, 9.0, -7.0, 3.0, -2.0], by="d").review().tables.scorers
    people = table[table["metric"] == "scorer_leniency"]
    assert len(people) == 4
    assert people["verdict"].isna().all()
    # no more apart than chance makes them: all have what is usual
    assert people["value"].nunique() == 1


def test_drift_is_how_far_a_person_is_from_the_others_now_less_before(world) -> None:
    both(world, [1.0, -1.0] * 4, by="a", month="2025-11", name="old")
    both(world, [13.0, 11.0] * 4, by="a", month="02", name="new")
    row = of(world.review(), "scorer_drift")
    assert (row["value"], row["earlier"], row["n"]) == (pytest.approx(12), pytest.approx(0), 8)
    assert row["verdict"] == "changed"


def test_the_mix_is_told_for_both_ends_of_the_window_and_for_each_rep(world) -> None:
    for number in range(4):
        world.call("01-05", 50).call(
            "03-10", 50, human=number > 0, by=f"QA-{number}" if number else None
        )
    result = world.review()
    people = of(result, "scorer_mix", scorer="human")
    assert (people["earlier"], people["value"], people["n"]) == (0, 0.75, 3)
    shares = result.tables.scorer_shares.set_index("scorer")
    assert shares.loc["human", ["people", "n", "share"]].tolist() == [3, 3, 3 / 8]
    assert shares["share_current"].to_dict() == {"human": 0.75, "ai": 0.25}


def test_rates_of_disputes_are_by_criterion_and_by_who_scored(world) -> None:
    world.criterion("obj", 60).criterion("dis", 40)
    for number in range(4):
        world.call(
            "03-10",
            {"obj": 50.0, "dis": 50.0},
            call=f"c{number}",
            evaluation=f"E{number}",
            human=number == 3,
        )
    world.dispute("D0", "E0", "03-12", "overturned", score_after=60)
    world.dispute("D1", "E1", "03-12", "upheld").dispute("D2", "E3", "03-12")
    result = world.review()
    assert of(result, "dispute_rate", criterion_id="", scorer="")["value"] == 3 / 8
    assert of(result, "dispute_rate", criterion_id="obj")["value"] == 3 / 4
    assert of(result, "dispute_rate", scorer="human")["value"] == 1 / 2
    whole = of(result, "overturn_rate", criterion_id="", scorer="")
    # one of two resolved; Wilson's interval of 1 in 2
    assert (whole["n"], whole["value"]) == (2, 0.5)
    assert (whole["low"], whole["high"]) == (
        pytest.approx(0.0945, abs=1e-4),
        pytest.approx(0.9055, abs=1e-4),
    )
    assert np.isnan(of(result, "overturn_rate", scorer="human")["value"])


def test_one_scorer_without_disputes_leaves_the_table_empty(world) -> None:
    assert world.calls("01-05", [50] * 5).review().tables.scorers.empty
