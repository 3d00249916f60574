"""How long the effect lasts: later days by themselves."""

import numpy as np
import pytest

from review_kit.metrics.effect.estimate import coaching_effects
from review_kit.metrics.effect.evidence import gather
from review_kit.metrics.effect.persistence import LATER, later_effects
from review_kit.metrics.effect.rows import AFTER
from review_kit.metrics.effect.tables import KEPT_OF_STRETCH, effects_table, persistence_table
from review_kit.metrics.effect.verdicts import Reason, Verdict

FIRST = {(f"r{rep:02}", f"s{rep % 4}"): 76 + 7 * (rep // 6) for rep in range(24)}
"""24 of 40 reps are coached, each on one of four skills, on days 76 to 97."""


@pytest.fixture(scope="module")
def company(panel_from):
    """Lift coached skills by 8 points from day 8 on, for so many days."""

    def lifted(lasting: int, days: int):
        rng = np.random.default_rng(3)
        paths = {}
        for rep in range(40):
            for skill in range(4):
                path = (rng.normal(60, 3) + rng.normal(0, 8, 290))[:days]
                key = f"r{rep:02}", f"s{skill}"
                if key in FIRST:
                    path[FIRST[key] + 8 : FIRST[key] + lasting] += 8.0
                paths[key] = path
        return panel_from(paths, FIRST)

    return lifted


@pytest.fixture(scope="module")
def faded(company):
    return company(lasting=91, days=290)


def organisation(panel):
    return {
        AFTER: coaching_effects(panel).estimates[0],
        **{of.days: of.estimates[0] for of in later_effects(panel, {})},
    }


def test_an_effect_that_fades_is_there_on_some_days_and_gone_on_later_ones(faded):
    found = organisation(faded)
    assert list(found) == [(8, 36), (36, 91), (91, 181)]
    assert [one.verdict for one in found.values()] == [
        Verdict.HELPED,
        Verdict.HELPED,
        Verdict.NOT_SHOWN,
    ]
    for days, truth in zip(found, (8.0, 8.0, 0.0), strict=True):
        assert found[days].first.low <= truth <= found[days].first.high


def test_a_stretch_has_rows_of_its_own(faded):
    # pseudo-days from 70 on whose last day, 180 later, is not after day 289: weeks 10 to 15, and the first
    # days of nothing more; the outcome is the mean of days 91 to 180
    evidence = gather(faded, LATER[1])
    rows = evidence.rows
    assert (rows.day + 180 <= 289).all()
    assert rows.week.max() == 15
    one = int(np.flatnonzero(rows.treated)[0])
    rep, criterion, day = rows.rep[one], rows.criterion[one], rows.day[one]
    scores = np.diff(faded.total[rep, criterion])[day + 91 : day + 181]
    assert rows.n_after[one] == 90
    assert rows.score_after[one] == pytest.approx(scores.mean())


def test_a_stretch_that_is_not_over_says_when_it_will_be(company):
    # the twelfth rep-criterion began on day 83; 180 days later is day 263, 25 September
    found = organisation(company(lasting=200, days=200))
    assert found[8, 36].verdict is Verdict.HELPED
    assert found[36, 91].verdict is Verdict.HELPED
    last = found[91, 181]
    assert last.reason is Reason.FOLLOW_UP_TOO_SHORT
    assert last.diagnostics.earliest.isoformat() == "2026-09-25"
    assert not last.diagnostics.needs_more_coaching


def test_controls_coached_within_the_stretch_make_it_a_lower_bound(faded):
    last = organisation(faded)[91, 181]
    controls = gather(faded, LATER[1]).rows
    controls = controls.where(~controls.treated)
    # some weeks before they are coached themselves, coached skills are controls of each other
    weeks = np.unique(gather(faded, LATER[1]).treated.week)
    beside = np.isin(controls.week, weeks)
    assert last.diagnostics.share_coached_later == controls.coached_later[beside].mean() > 0


def test_the_table_has_every_scope_and_stretch_in_order(faded):
    first = coaching_effects(faded).estimates
    later = later_effects(faded, {})
    table = persistence_table([(AFTER, first), *((of.days, of.estimates) for of in later)])
    # the organisation, a team, a manager, four criteria
    assert table["first_day"].tolist() == [8, 36, 91] * 7
    assert table["last_day"].tolist() == [35, 90, 180] * 7
    assert table["scope"].tolist()[::3] == ["org", "team", "manager", *["criterion"] * 4]
    whole = effects_table(first).loc[0, list(KEPT_OF_STRETCH)]
    assert table.loc[0, list(KEPT_OF_STRETCH)].to_dict() == whole.to_dict()
