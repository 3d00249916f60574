"""The effect by tenure, starting level and quarter."""

from datetime import timedelta

import numpy as np
import pandas as pd
import pytest
from benchmarks.effect.simulator import Company, simulate

from review_kit.metrics.effect.estimate import coaching_effects
from review_kit.metrics.effect.panel import panel_of
from review_kit.metrics.effect.parts import (
    A_YEAR_OR_MORE,
    BELOW_OTHERS,
    LEVEL,
    NOT_BELOW,
    QUARTER,
    TENURE,
    UNDER_A_YEAR,
    parts_of,
)
from review_kit.metrics.effect.tables import parts_table
from review_kit.metrics.effect.verdicts import Verdict

KEYS = ["rep_id", "criterion_id"]


@pytest.fixture(scope="module")
def company():
    """Lift the scores of coached skills of every other rep by 10 pp, and of the others not at all."""
    record = simulate(Company(reps=80, coached_a_week=0.09), 4)
    first = record.first_sessions.set_index(KEYS)["day"]
    since = record.scores.join(first.rename("first"), on=KEYS)
    new = since["rep_id"].str[1:].astype(int) % 2 == 0
    lifted = new & (since["day"] >= since["first"] + pd.Timedelta(days=8))
    scores = record.scores.assign(score=record.scores["score"] + 10.0 * lifted)
    panel = panel_of(scores, record.first_sessions, record.reps, record.as_of)
    names = record.reps["rep_id"]
    hired = pd.Series(
        np.where(names.str[1:].astype(int) % 2 == 0, "2025-12-01", "2020-06-01"), index=names
    )
    return record, coaching_effects(panel), pd.to_datetime(hired)


@pytest.fixture(scope="module")
def parts(company):
    _, found, hired = company
    return {(one.kind, one.name): one for one in parts_of(found.evidence, hired, np.nan)}


def test_those_in_their_first_year_gained_and_the_others_did_not(parts):
    new, old = parts[TENURE, UNDER_A_YEAR], parts[TENURE, A_YEAR_OR_MORE]
    assert new.estimate.verdict is Verdict.HELPED
    assert new.estimate.first.low < 10 < new.estimate.first.high
    assert old.estimate.verdict is Verdict.NOT_SHOWN
    # the difference is that of the two means, and as sure
    apart = new.estimate.first.estimate - old.estimate.first.estimate
    assert new.apart.estimate == pytest.approx(apart)
    assert old.apart.estimate == pytest.approx(-apart)
    assert new.apart.is_above_zero


@pytest.mark.parametrize("kind", [TENURE, LEVEL, QUARTER])
def test_every_coached_skill_that_is_compared_is_in_one_part_of_a_kind(company, parts, kind):
    _, found, _ = company
    whole = found.estimates[0].diagnostics
    of_kind = [one.estimate.diagnostics for (name, _), one in parts.items() if name == kind]
    assert sum(one.n_treated for one in of_kind) == whole.n_treated
    assert {one.n_fitted for one in of_kind} == {whole.n_fitted}


def test_a_skill_is_below_the_others_by_its_scores_of_days_70_to_22_before(company, parts):
    evidence = company[1].evidence
    level = evidence.before.column("early_raw")[evidence.rows.treated]
    told = ~np.isnan(evidence.within_team.full)
    assert parts[LEVEL, BELOW_OTHERS].estimate.diagnostics.n_treated == pytest.approx(
        (level[told] < 0).sum(), abs=2
    )
    assert parts[LEVEL, NOT_BELOW].estimate.diagnostics.n_treated > 0


def test_quarters_are_those_of_the_first_session_in_order(company, parts):
    record, found, _ = company
    names = [name for kind, name in parts if kind == QUARTER]
    assert names == sorted(names)
    gaps = found.expected_gaps
    first = gaps["first_session_on"].dt.to_period("Q").astype("str").value_counts()
    for name in names:
        assert parts[QUARTER, name].estimate.diagnostics.n_treated == first.get(name, 0)
    assert names[-1] >= str(pd.Period(record.as_of - timedelta(days=60), "Q"))


def test_who_has_no_day_of_hire_is_in_no_part_of_tenure(company):
    _, found, hired = company
    none = parts_of(found.evidence, hired[:0], np.nan)
    assert [one.estimate.diagnostics.n_treated for one in none if one.kind == TENURE] == [0, 0]


def test_the_table_has_a_row_for_each_part(parts):
    table = parts_table(parts.values())
    assert list(zip(table["kind"], table["part"], strict=True)) == list(parts)
    row = table.iloc[0]
    one = parts[TENURE, UNDER_A_YEAR]
    assert (row["estimate"], row["apart_low"]) == (one.estimate.first.estimate, one.apart.low)


def test_what_is_set_against_a_handful_is_not_compared(company):
    _, found, hired = company
    # at most seven reps are in their first year
    few = hired.copy()
    few.iloc[7:] = pd.Timestamp("2020-06-01")
    parts = {one.name: one for one in parts_of(found.evidence, few, np.nan)}
    assert not parts[UNDER_A_YEAR].estimate.first.known
    assert parts[A_YEAR_OR_MORE].estimate.first.known
    assert not parts[A_YEAR_OR_MORE].apart.known
