"""The interval of ``score_delta``: measured on how scores of the company change by themselves."""

import numpy as np
import pytest

EARLIER, BASELINE, CURRENT = "2025-11-10", "01-10", "03-10"
"""A day in each window; the earlier one lies one step, 60 days, before the baseline."""

SPREAD = (-2, -1, 0, 1, 2)
"""Five calls around a level: their variance is 2.5."""

SE = np.sqrt(25 / 0.6744898**2)
"""Changes of −10 … 10 without cause have a median square of 25, which must be 0.6745² of SE²."""


def company(world, *, reps=21, placebo=True, moved=0.0, best=40.0, part=None):
    """Reps whose level changed by −10 … 10 without cause, and by nothing since, but for the last one.

    ``moved``: what everyone's scores moved by since; ``part``: score a sub-criterion of that name too.
    """
    world.criterion()
    if part:
        world.criterion(part, 0, parent="obj")
    for number in range(reps):
        rep = f"r{number:02d}"
        world.rep(rep)
        start = 40.0 + (number - 10 if placebo else 0)
        now = start + moved + (best if number == reps - 1 else 0)
        levels = {EARLIER: 40.0, BASELINE: start, CURRENT: now}
        for when, level in levels.items():
            if when == EARLIER and not placebo:
                continue
            for spread in SPREAD:
                scores = {"obj": level + spread}
                if part:
                    # three times as far from its level
                    scores[part] = level + 3 * spread
                world.call(when, scores, rep=rep)
    return world.review()


def test_an_interval_is_as_wide_as_changes_without_cause(world):
    found = company(world)
    last = found.criterion("obj", "r20")
    assert last["score_delta"] == pytest.approx(40)
    assert (last["low"], last["high"]) == pytest.approx((40 - 1.959964 * SE, 40 + 1.959964 * SE))
    assert (last["verdict"], last["delta_calibration"]) == ("improved", "earlier_windows")
    other = found.criterion("obj", "r03")
    assert other["verdict"] == "no_clear_change"
    # one in 21 at p = P(|z| > 40 / SE): Benjamini–Hochberg multiplies the smallest by 21
    assert last["delta_p_adjusted"] == pytest.approx(21 * 6.8e-8, rel=0.05)


def test_what_the_company_moved_by_is_no_ones_improvement(world):
    found = company(world, moved=5)
    assert found.criterion("obj", "r03")["score_delta"] == pytest.approx(5)
    assert found.criterion("obj", "r03")["company_movement"] == pytest.approx(5)
    assert found.criterion("obj", "r03")["verdict"] == "no_clear_change"


def test_a_short_record_is_judged_by_its_own_windows_and_says_so(world):
    found = company(world, placebo=False)
    row = found.criterion("obj", "r20")
    assert row["delta_calibration"] == "same_windows"
    assert row["verdict"] == "improved"


def test_under_twenty_skills_there_is_nothing_to_judge_by(world):
    found = company(world, reps=19)
    row = found.criterion("obj", "r18")
    assert row["score_delta"] == pytest.approx(40)
    assert row[["low", "high", "company_movement", "delta_calibration"]].isna().all()
    assert row[["verdict", "verdict_reason"]].tolist() == ["cannot_tell_yet", "no_calibration"]


def test_parts_are_calibrated_apart_from_criteria(world):
    found = company(world, part="price")
    whole, part = (found.criterion(name, "r20") for name in ("obj", "price"))
    # both moved alike, so that the sum A + 2B/n is the same and only its parts differ
    assert part["high"] - part["low"] == pytest.approx(whole["high"] - whole["low"])
    assert part["delta_calibration"] == "earlier_windows"
