"""The return's range by hand, and beside a simulation of the product that it stands for."""

from dataclasses import replace

import numpy as np
import pytest

from review_kit.metrics.return_arithmetic import (
    Arithmetic,
    Ranged,
    Skill,
    Stretch,
    arithmetic_of,
    significant,
)

DRAWS = 500_000


def skill(slope, volume=10.0, value=100.0):
    return Skill("obj", "win_rate", Ranged(*slope), "share", "measured", volume, "deals", value, "")


def reckoned(effect, *slopes, days=90, margin=1.0):
    skills = tuple(skill(slope) for slope in slopes)
    return Arithmetic((Stretch(Ranged(*effect), 0, days - 1),), skills, margin, 90)


def test_every_line_by_hand():
    # 4 points with steps of 1; a point is worth 0.02 ÷ 10 × 10 deals × 100 = 2 with steps of 1
    found = reckoned((4.0, 2.04, 5.96), (0.02, 0.0004, 0.0396))
    assert (found.points, found.points_step) == pytest.approx((4.0, 1.0))
    assert (found.worth, found.worth_deviation) == pytest.approx((2.0, 1.0))
    assert found.middle == pytest.approx(8.0)
    # u = 1 × 2, v = 1 × 4, x = 1 × 1: s = √(4 + 16 + 1)
    assert found.step == pytest.approx(21**0.5)
    # 6 × 2 × 4 × 1 ÷ 21^1.5, and (12 × (4 + 16) + 6) ÷ 21²
    assert found.skew == pytest.approx(48 / 21**1.5)
    assert found.tails == pytest.approx(246 / 441)
    # 1.96 ∓ 0.474 × 0.49878 + 0.069 × 0.55782 − 0.146 × 0.24878
    assert (found.down, found.up) == (1.73, 2.2)
    low, middle, high = found.net_of(3.0)
    assert middle == pytest.approx(5.0)
    assert low == pytest.approx(8 - 1.73 * 21**0.5 - 3)
    assert high == pytest.approx(8 + 2.2 * 21**0.5 - 3)


def test_skills_are_added_up_and_their_steps_by_their_squares():
    # steps of 3 and 4 money a point
    found = reckoned((1.0, 1.0, 1.0), (0.02, -0.0388, 0.0788), (0.03, -0.0484, 0.1084))
    assert found.worth == pytest.approx(2.0 + 3.0)
    assert found.worth_deviation == pytest.approx(5.0)


def test_what_errs_together_errs_more():
    slopes = ((0.02, -0.0388, 0.0788), (0.03, -0.0484, 0.1084))
    found = replace(reckoned((1.0, 1.0, 1.0), *slopes), together=1.4)
    assert found.worth == pytest.approx(5.0)
    assert found.worth_deviation == pytest.approx(7.0)


def test_stretches_of_one_effect_err_together():
    first = Stretch(Ranged(4.0, 2.04, 5.96), 0, 35)
    later = Stretch(Ranged(2.0, 0.04, 3.96), 36, 89)
    found = Arithmetic((first, later), (skill((0.01, 0.01, 0.01)),), 1.0, 90)
    assert found.points == pytest.approx((4 * 36 + 2 * 54) / 90)
    assert found.points_step == pytest.approx(1.0)


def test_what_is_sure_has_no_range():
    found = reckoned((5.0, 5.0, 5.0), (0.01, 0.01, 0.01))
    assert (found.step, found.skew, found.tails) == (0.0, 0.0, 0.0)
    assert found.benefit == (5.0, 5.0, 5.0)


@pytest.mark.parametrize("ratio", [-2.0, 0.0, 0.5, 1.0, 2.0, 3.0, 6.0])
@pytest.mark.parametrize(
    ("clear", "off"),
    # of the first the documentation promises 0.03, the rest is the simulation's own error; later
    # stretches may leave an effect that is not clear, whose range holds a loss in any case
    [(1.97, 0.035), (2.2, 0.035), (3.0, 0.035), (5.0, 0.035), (1.0, 0.07), (0.3, 0.12)],
)
def test_low_and_high_are_those_of_a_simulation(clear, off, ratio):
    """The middle of each factor is so many of its steps: from a hardly shown effect to a clear one."""
    steps = 1.96
    found = reckoned(
        (clear, clear - steps, clear + steps),
        tuple((ratio + end) / 100 for end in (0.0, -steps, steps)),
    )
    rng = np.random.default_rng(7)
    drawn = rng.normal(clear, 1, DRAWS) * rng.normal(ratio, 1, DRAWS)
    low, high = np.quantile(drawn, [0.025, 0.975])
    half = (high - low) / 2
    assert found.benefit.low == pytest.approx(low, abs=off * half)
    assert found.benefit.high == pytest.approx(high, abs=off * half)
    if clear < 1.96:
        assert found.benefit.low < 0 < found.benefit.high
    assert found.benefit.middle == pytest.approx(clear * ratio)


def test_figures_that_count():
    assert [significant(value, 3) for value in (17_198.4, 0.0126491, -2_193.0, 0.0)] == [
        17_200.0,
        0.0126,
        -2_190.0,
        0.0,
    ]


def test_without_an_effect_among_the_rows_there_is_no_arithmetic():
    assert arithmetic_of([]) is None
    cost = {"assumption": "manager_time", "criterion_id": None, "outcome_metric": None}
    assert arithmetic_of([{**cost, "value": 60.0}]) is None
