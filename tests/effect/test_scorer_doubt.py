"""What the gaps between scorers add to how unsure the effect is."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from benchmarks.effect.simulator import Company, simulate

from review_kit.metrics.effect.estimate import coaching_effects
from review_kit.metrics.effect.evidence import gather, scopes_of
from review_kit.metrics.effect.panel import panel_of
from review_kit.metrics.effect.rows import Rows
from review_kit.metrics.effect.verdicts import Verdict
from review_kit.metrics.scorer_doubt import (
    NO_GAP,
    ScorerDoubt,
    gaps_with_doubt,
    scorer_doubt,
    with_doubt,
)

DAYS = 140


def test_a_weight_is_the_change_of_the_share_less_that_of_the_controls_by_hand(panel_from):
    # r1 is coached on day 80. From then on gap 0 is taken off every second of its calls; gap 1 off every
    # fourth call of all three reps at all times
    always = [NO_GAP, NO_GAP, NO_GAP, "1"]
    of = {
        ("r1", "c1"): (always * 20)[:80] + [NO_GAP, "0"] * 30,
        ("r2", "c1"): always * 35,
        ("r3", "c1"): always * 35,
    }
    scorer = {key: np.array(names[:DAYS], dtype=object) for key, names in of.items()}
    panel = panel_from({key: np.full(DAYS, 60.0) for key in of}, scorer=scorer)
    three = np.arange(3)
    rows = Rows(
        rep=three,
        criterion=three * 0,
        week=three * 0 + 11,
        day=three * 0 + 80,
        treated=three == 0,
        coached_later=three < 0,
        n_after=three * 0 + 28,
        score_after=three * 0.0,
    )
    evidence = SimpleNamespace(rows=rows, after=(8, 36))
    found = scorer_doubt(evidence, panel, pd.Series([4.0, 1.0]))
    # days 88 to 115 hold 14 calls of gap 0, none before; gap 1 was taken off 17 of days 10 to 79 and off
    # none after, of the controls off 7 of 28 after
    assert found.weights[0].tolist() == pytest.approx([14 / 28])
    assert found.weights[1].tolist() == pytest.approx([(0 - 17 / 70) - (7 / 28 - 17 / 70)])
    assert found.of_rows().tolist() == pytest.approx([0.25 * 4 + 0.0625 * 1])


def test_an_error_that_all_share_does_not_shrink_with_their_number():
    doubt = ScorerDoubt(np.array([[0.5, 0.5, 0.0, 0.0]]), np.array([4.0]))
    assert doubt.of_mean(np.array([True] * 4)) == pytest.approx((0.25 * 2.0) ** 2)
    assert doubt.of_mean(np.array([True, True, False, False])) == pytest.approx(1.0)
    assert doubt.of_mean(np.zeros(4, bool)) == 0.0


@pytest.fixture(scope="module")
def mixed():
    """People score a fifth of all calls, and a third of the rest of what is coached."""
    company = Company(
        reps=60,
        effect=8.0,
        people_share=0.2,
        people_in_the_end=0.2,
        people_after_coaching=0.33,
    )
    record = simulate(company, 2)
    scores = record.scores.assign(scorer=np.where(record.scores["human"], "0", NO_GAP))

    def panel(shift=0.0, *, by_gap=False):
        shifted = scores.assign(score=scores["score"] + shift * scores["human"])
        one = shifted if by_gap else shifted.drop(columns=["scorer", "human"])
        return panel_of(one, record.first_sessions, record.reps, record.as_of)

    return panel


def test_the_weights_are_how_the_estimate_moves_with_what_is_taken_off(mixed):
    evidence = gather(mixed())
    doubt = scorer_doubt(evidence, mixed(by_gap=True), pd.Series([1.0]))
    before, after = (coaching_effects(mixed(shift)).estimates[0] for shift in (0.0, 1.0))
    moved = after.first.estimate - before.first.estimate
    # a quarter of the coached skills' scores are newly a person's
    assert 0.2 < moved < 0.3
    told = ~np.isnan(evidence.within_team.full)
    assert np.sqrt(doubt.of_mean(told)) == pytest.approx(moved, rel=0.15)


def test_intervals_and_verdicts_widen_by_it(mixed):
    found = coaching_effects(mixed())
    whole = found.estimates[0]
    doubt = scorer_doubt(found.evidence, mixed(by_gap=True), pd.Series([9.0]))
    scope = scopes_of(found.evidence.panel)[0]
    wider = with_doubt(whole, scope, found.evidence, doubt)
    added = doubt.of_mean(~np.isnan(found.evidence.within_team.full))
    assert wider.first.std_error == pytest.approx(np.sqrt(whole.first.std_error**2 + added))
    assert wider.first.estimate == whole.first.estimate
    ratio = wider.first.std_error / whole.first.std_error
    assert wider.first.width == pytest.approx(whole.first.width * ratio)
    assert wider.difference == whole.difference
    # a gap that nobody knows leaves nothing to claim
    unsure = replace(doubt, variance=np.array([400.0]))
    assert with_doubt(whole, scope, found.evidence, unsure).verdict is Verdict.CANNOT_TELL
    single = gaps_with_doubt(found.expected_gaps, found.evidence, unsure)
    assert (
        single["high"] - single["low"] >= found.expected_gaps["high"] - found.expected_gaps["low"]
    ).all()
    assert (single["verdict"] == "improved").sum() < (
        found.expected_gaps["verdict"] == "improved"
    ).sum()


def test_where_no_gap_was_taken_off_nothing_changes(mixed):
    found = coaching_effects(mixed())
    none = ScorerDoubt(np.zeros((0, len(found.evidence.treated))), np.zeros(0))
    scope = scopes_of(found.evidence.panel)[0]
    assert with_doubt(found.estimates[0], scope, found.evidence, none) == found.estimates[0]
