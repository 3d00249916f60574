"""The fit and the jackknife against least squares with a dummy for every constant, done anew each time."""

from dataclasses import replace

import numpy as np
import pytest

from review_kit.metrics.effect.fit import gaps
from review_kit.metrics.effect.inference import Interval, difference, interval, mean_gap
from review_kit.metrics.effect.left_out import LeftOut
from review_kit.metrics.effect.rows import Rows

REPS, CRITERIA, WEEKS, COLUMNS = 12, 4, 6, 3


def invented(seed: int, share: float = 0.7) -> tuple[Rows, np.ndarray]:
    """Draw uneven rows: some cells empty, some rep-criteria coached."""
    rng = np.random.default_rng(seed)
    rep, criterion, week = (part.ravel() for part in np.indices((REPS, CRITERIA, WEEKS)))
    kept = rng.random(len(rep)) < share
    rep, criterion, week = rep[kept], criterion[kept], week[kept]
    x = rng.normal(0, 5, (len(rep), COLUMNS))
    y = 60 + x @ [0.8, 0.3, -0.2] + rng.normal(0, 6, len(rep)) + 3 * week + 2 * criterion + rep
    rows = Rows(
        rep=rep,
        criterion=criterion,
        week=week,
        day=7 * week,
        treated=rng.random(len(rep)) < 0.12,
        coached_later=np.zeros(len(rep), bool),
        n_after=rng.integers(3, 20, len(rep)),
        score_after=y,
    )
    return rows, x


def fitted(rows: Rows, x: np.ndarray, group: np.ndarray):
    control = ~rows.treated
    return gaps(
        rows.where(control),
        x[control],
        rows.score_after[control],
        rows.n_after[control],
        rows.where(rows.treated),
        x[rows.treated],
        rows.score_after[rows.treated],
        group=group,
        team=TEAMS,
        n_criteria=CRITERIA,
    )


def every_gap(left: LeftOut) -> np.ndarray:
    return left.gaps_of(np.arange(len(left.unit)))


def by_dummies(
    rows: Rows, x: np.ndarray, group: np.ndarray, without: np.ndarray | bool = False
) -> np.ndarray:
    """Fit controls with a dummy for every constant; NaN for what their rows do not span.

    ``without``: which rows are left out.
    """
    in_criterion = rows.criterion * WEEKS + rows.week
    in_group = group[rows.rep] * WEEKS + rows.week
    design = np.hstack(
        [
            x,
            in_criterion[:, None] == np.arange(CRITERIA * WEEKS),
            in_group[:, None] == np.arange((group.max() + 1) * WEEKS),
        ]
    )
    out = np.broadcast_to(without, len(rows))
    control = ~rows.treated & ~out
    root = np.sqrt(rows.n_after / (rows.n_after + 5.0))
    weighted = design * root[:, None]
    inverse = np.linalg.pinv(weighted[control], rcond=1e-10)
    slopes = inverse @ (rows.score_after * root)[control]
    spanned = np.abs(design - design @ (inverse @ weighted[control])).max(axis=1) < 1e-6
    gap = np.where(spanned & ~out, rows.score_after - design @ slopes, np.nan)
    return gap[rows.treated]


TEAMS = np.arange(REPS) % 3
ALONE = np.arange(REPS)


@pytest.mark.parametrize("group", [TEAMS, ALONE], ids=["team × week", "rep × week"])
@pytest.mark.parametrize(("seed", "share"), [(0, 0.9), (1, 0.7), (2, 0.4), (3, 0.25)])
def test_gaps_are_those_of_least_squares_with_dummies(group, seed, share):
    rows, x = invented(seed, share)
    found = fitted(rows, x, group)
    np.testing.assert_allclose(found.full, by_dummies(rows, x, group), rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize("group", [TEAMS, ALONE], ids=["team × week", "rep × week"])
@pytest.mark.parametrize(("seed", "share"), [(0, 0.9), (1, 0.7), (2, 0.4)])
def test_leaving_a_rep_out_by_subtraction_equals_fitting_anew(group, seed, share):
    rows, x = invented(seed, share)
    found = fitted(rows, x, group)
    for rep in range(REPS):
        anew = by_dummies(rows, x, group, without=rows.rep == rep)
        np.testing.assert_allclose(every_gap(found.reps)[rep], anew, rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize("group", [TEAMS, ALONE], ids=["team × week", "rep × week"])
@pytest.mark.parametrize(("seed", "share"), [(0, 0.9), (1, 0.7), (2, 0.4)])
def test_leaving_a_teams_criterion_out_by_subtraction_equals_fitting_anew(group, seed, share):
    rows, x = invented(seed, share)
    found = fitted(rows, x, group).clusters
    cluster = TEAMS[rows.rep] * CRITERIA + rows.criterion
    assert found.unit.tolist() == cluster[rows.treated].tolist()
    for one in range(3 * CRITERIA):
        anew = by_dummies(rows, x, group, without=cluster == one)
        np.testing.assert_allclose(every_gap(found)[one], anew, rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize("group", [TEAMS, ALONE], ids=["team × week", "rep × week"])
@pytest.mark.parametrize(("seed", "share"), [(0, 0.9), (2, 0.4), (3, 0.25)])
def test_sums_of_chosen_gaps_are_those_of_the_gaps_one_by_one(group, seed, share):
    rows, x = invented(seed, share)
    found = fitted(rows, x, group)
    chosen = np.random.default_rng(seed).random(len(found.full)) < 0.6
    for left in (found.reps, found.clusters):
        gaps_one_by_one = every_gap(left)[:, chosen]
        total, count = left.summed(chosen)
        np.testing.assert_allclose(total, np.nansum(gaps_one_by_one, axis=1), atol=1e-8)
        assert count.tolist() == (~np.isnan(gaps_one_by_one)).sum(axis=1).tolist()


def test_sparse_rows_do_have_coached_ones_that_nothing_tells_of():
    # otherwise the two tests above would not have looked at that case
    assert (
        np.isnan(every_gap(fitted(*invented(2, 0.4), TEAMS).reps)).sum()
        > np.isnan(fitted(*invented(2, 0.4), TEAMS).full).sum()
    )
    assert np.isnan(fitted(*invented(3, 0.25), ALONE).full).any()


@pytest.mark.parametrize("group", [TEAMS, ALONE], ids=["team × week", "rep × week"])
def test_the_parameters_are_the_rank_of_the_dummies(group):
    rows, x = invented(0, 0.9)
    control = ~rows.treated
    in_criterion = rows.criterion * WEEKS + rows.week
    in_group = group[rows.rep] * WEEKS + rows.week
    design = np.hstack([x, np.eye(99)[in_criterion], np.eye(99)[in_group]])[control]
    assert fitted(rows, x, group).parameters == np.linalg.matrix_rank(design)


def test_covariates_that_say_the_same_are_no_trouble():
    rows, x = invented(1)
    doubled = np.column_stack([x, 0.5 * x[:, 0]])
    found, once = fitted(rows, doubled, TEAMS), fitted(rows, x, TEAMS)
    np.testing.assert_allclose(found.full, once.full, rtol=1e-6)
    np.testing.assert_allclose(every_gap(found.reps), every_gap(once.reps), rtol=1e-6)


@pytest.mark.parametrize("empty", ["controls", "coached"])
def test_without_controls_or_coached_there_is_nothing(empty):
    rows, x = invented(1)
    rows = rows.marked(np.full(len(rows), empty == "controls"))
    found = fitted(rows, x, TEAMS)
    assert np.isnan(found.full).all()
    assert len(found.full) == (len(rows) if empty == "controls" else 0)
    assert not interval(mean_gap(found, rows.treated[rows.treated])).known


def test_the_interval_is_the_literal_jackknife():
    rows, x = invented(0, 0.9)
    rep = rows.rep[rows.treated]
    chosen = rep < 9
    mean = by_dummies(rows, x, TEAMS)[chosen].mean()
    left = [
        np.nanmean(by_dummies(rows, x, TEAMS, without=rows.rep == one)[chosen])
        for one in range(REPS)
    ]
    error = np.sqrt((REPS - 1) / REPS * ((np.array(left) - mean) ** 2).sum())
    # t(0.975) with seven degrees of freedom, from a table
    assert len(np.unique(rep[chosen])) == 8
    found = interval(mean_gap(fitted(rows, x, TEAMS), chosen))
    expected = Interval(mean, mean - 2.364624 * error, mean + 2.364624 * error, error)
    assert vars(found) == pytest.approx(vars(expected), rel=1e-5)
    assert error > 0.5


def test_the_wider_of_both_jackknives_is_the_interval():
    rows, x = invented(0, 0.9)
    # what happens to a team in a criterion moves all its reps there
    cluster = TEAMS[rows.rep] * CRITERIA + rows.criterion
    shock = np.random.default_rng(5).normal(0, 15, 3 * CRITERIA)[cluster] * rows.treated
    rows = Rows(**{**vars(rows), "score_after": rows.score_after + shock})
    chosen = np.ones(int(rows.treated.sum()), bool)
    mean = by_dummies(rows, x, TEAMS).mean()
    errors = {}
    for name, unit in (("rep", rows.rep), ("cluster", cluster)):
        left = [np.nanmean(by_dummies(rows, x, TEAMS, without=unit == one)) for one in range(12)]
        errors[name] = np.sqrt(11 / 12 * ((np.array(left) - mean) ** 2).sum())
    assert errors["cluster"] > errors["rep"]
    # eleven of the twelve clusters have a coached row: t(0.975) with ten degrees of freedom, from a table
    assert len(np.unique(cluster[rows.treated])) == 11
    both = mean_gap(fitted(rows, x, TEAMS), chosen)
    found = interval(both)
    assert found.std_error == pytest.approx(errors["cluster"], rel=1e-5)
    assert found.high == pytest.approx(mean + 2.228139 * errors["cluster"], rel=1e-5)
    # seven clusters are too few to be left out in turn
    few = replace(both, clusters=replace(both.clusters, n_treated=7))
    assert interval(few).std_error == pytest.approx(errors["rep"], rel=1e-5)


def test_no_standard_error_is_smaller_than_half_a_point():
    rows, x = invented(0, 0.9)
    # an outcome that the history tells exactly leaves nothing to be unsure of
    rows = Rows(**{**vars(rows), "score_after": x @ [0.8, 0.3, -0.2]})
    rep = rows.rep[rows.treated]
    found = interval(mean_gap(fitted(rows, x, TEAMS), rep >= 0))
    assert found.estimate == pytest.approx(0, abs=1e-6)
    assert found.std_error == 0.5


def test_the_difference_of_two_comparisons_is_paired():
    rows, x = invented(0, 0.9)
    rep = rows.rep[rows.treated]
    first, second = (mean_gap(fitted(rows, x, of), rep >= 0) for of in (TEAMS, ALONE))
    found = difference(second, first)
    assert found.estimate == pytest.approx(second.estimate - first.estimate)
    # twice the same differs by nothing, however unsure each is
    assert difference(first, first).estimate == 0
    assert difference(first, first).std_error == 0.5
