"""How strong an unseen reason would have to be: against sensemakr and least squares."""

import numpy as np
import pytest
from benchmarks.effect.simulator import Company, simulate

from review_kit.metrics.effect.estimate import coaching_effects
from review_kit.metrics.effect.evidence import gather, scopes_of
from review_kit.metrics.effect.history import COLUMNS, OWN
from review_kit.metrics.effect.inference import Interval
from review_kit.metrics.effect.panel import panel_of
from review_kit.metrics.effect.robustness import (
    MOST_TIMES,
    SEEN,
    bias_of,
    bound,
    robust_claims,
    robustness,
    robustness_value,
)
from review_kit.metrics.effect.tables import effects_table

# Darfur, directlyharmed on peacefactor with the covariates of Cinelli & Hazlett 2020, table 1, worked out
# with PySensemakr 0.1: estimate and standard error, degrees of freedom
ESTIMATE, ERROR, FREE = 0.09731581928495639, 0.023256537809811156, 783
FEMALE = 0.00908106519032925, 0.10903391542783919
"""Partial R² of being female with the treatment, and with the outcome."""


def test_the_robustness_value_is_that_of_sensemakr():
    strength = ESTIMATE / ERROR / np.sqrt(FREE)
    assert robustness_value(strength) == pytest.approx(0.138776, abs=1e-6)
    # the end of the interval nearer to zero; sensemakr takes the t of one degree of freedom less
    end = (ESTIMATE - 1.963 * ERROR) / ERROR / np.sqrt(FREE)
    assert robustness_value(end) == pytest.approx(0.076258, abs=1e-4)


def test_by_hand_a_share_that_explains_both_brings_the_estimate_to_zero():
    # with f = 0.5: (√(0.0625 + 1) − 0.25) / 2, and 0.3904 of both moves by √(0.3904² / 0.6096)
    value = robustness_value(0.5)
    assert value == pytest.approx(0.39039, abs=1e-5)
    assert value / np.sqrt(1 - value) == pytest.approx(0.5)
    assert robustness_value(0.0) == 0.0


@pytest.mark.parametrize(
    ("times", "shares"),
    [(1, (0.009164, 0.124641)), (2, (0.018329, 0.249324)), (3, (0.027493, 0.374050))],
)
def test_what_a_reason_as_strong_as_a_seen_one_explains_is_that_of_sensemakr(times, shares):
    assert bound(*FEMALE, times) == pytest.approx(shares, abs=1e-6)
    # and so the adjusted estimates: 0.075220, 0.052915, 0.030396
    moved = ERROR * np.sqrt(FREE) * bias_of(*FEMALE, times=times)
    expected = {1: 0.075220, 2: 0.052915, 3: 0.030396}[times]
    assert ESTIMATE - moved == pytest.approx(expected, abs=1e-6)


def test_a_reason_cannot_explain_more_than_there_is():
    assert bound(0.6, 0.1, 2) == (1.0, 1.0)
    assert bias_of(0.6, 0.1, times=2) == np.inf


@pytest.fixture(scope="module")
def company():
    record = simulate(Company(reps=40, teams=4, effect=8.0, coached_a_week=0.08), 3)
    panel = panel_of(record.scores, record.first_sessions, record.reps, record.as_of)
    return panel, gather(panel)


def r_squared(design, target, weight):
    """Weighted least squares by hand: the sum of squares left."""
    root = np.sqrt(weight)
    fitted, *_ = np.linalg.lstsq(design * root[:, None], target * root, rcond=None)
    return float((weight * (target - design @ fitted) ** 2).sum())


@pytest.mark.parametrize("within_rep", [False, True])
def test_the_shares_are_those_of_least_squares_with_dummies(company, within_rep):
    panel, evidence = company
    rows = evidence.rows
    weight = rows.n_after / (rows.n_after + 5)
    group = rows.rep if within_rep else panel.team[rows.rep]
    names = OWN if within_rep else COLUMNS
    cells = [rows.criterion * 1000 + rows.week, group * 1000 + rows.week]
    dummies = [np.eye(len(np.unique(of)))[np.unique(of, return_inverse=True)[1]] for of in cells]
    history = evidence.before.values[:, : len(names)]
    treated = rows.treated.astype(float)
    everything = np.hstack([history, *dummies])
    left_d = r_squared(everything, treated, weight)
    left_y = r_squared(np.column_stack([everything, treated]), rows.score_after, weight)
    claimed = Interval(6.0, 4.5, 7.5, 0.75)
    found = robustness(evidence, scopes_of(panel)[0], claimed, within_rep=within_rep)
    assert found.value == pytest.approx(robustness_value(6.0 / np.sqrt(left_y / left_d)), rel=1e-4)
    assert found.value_of_end == pytest.approx(
        robustness_value(4.5 / np.sqrt(left_y / left_d)), rel=1e-4
    )
    others = [at for at, name in enumerate(names) if name not in SEEN[found.strongest]]
    without = np.hstack([history[:, others], *dummies])
    assert found.of_coaching == pytest.approx(
        1 - left_d / r_squared(without, treated, weight), rel=1e-3
    )
    assert found.of_score == pytest.approx(
        1 - left_y / r_squared(np.column_stack([without, treated]), rows.score_after, weight),
        rel=1e-3,
    )
    # so many times as strong, it moves the nearer end to zero
    moved = bias_of(found.of_coaching, found.of_score, times=found.times)
    assert moved * np.sqrt(left_y / left_d) == pytest.approx(4.5, rel=1e-3)


def test_managers_choose_by_the_last_weeks_which_are_the_strongest_seen_reason(company):
    panel, evidence = company
    whole = coaching_effects(panel).estimates[0]
    found = robustness(evidence, scopes_of(panel)[0], whole.claimed, within_rep=False)
    assert found.strongest in {"last_weeks", "level"}
    assert 1 < found.times < MOST_TIMES
    assert found.value > found.value_of_end > 0


def test_only_claimed_effects_have_one(company):
    panel, _ = company
    found = coaching_effects(panel)
    robust = robust_claims(found.evidence, found.estimates)
    claimed = {(one.scope, one.scope_id) for one in found.estimates if one.verdict == "helped"}
    assert set(robust) == claimed
    table = effects_table(found.estimates, robust).set_index(["scope", "scope_id"])
    assert table.loc[("org", "org"), "robustness"] == robust["org", "org"].value
    assert table["robustness"].notna().sum() == len(claimed) < len(table)
