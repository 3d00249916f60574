"""The fit on controls equals that of pyfixest's weighted least squares on identical rows."""

import numpy as np
import pandas as pd
import pytest
from benchmarks.effect.simulator import Company, simulate

from review_kit.metrics.effect.fits import compare_within_rep, compare_within_team
from review_kit.metrics.effect.history import COLUMNS, OWN, history
from review_kit.metrics.effect.panel import panel_of
from review_kit.metrics.effect.rows import complete, rows_at_risk


@pytest.fixture(scope="module")
def company():
    record = simulate(Company(reps=40, teams=4, effect=8.0, coached_a_week=0.08), 3)
    panel = panel_of(record.scores, record.first_sessions, record.reps, record.as_of)
    rows = rows_at_risk(panel)
    rows = rows.where(complete(rows, panel))
    return panel, rows, history(panel, rows)


@pytest.mark.parametrize(
    ("compare", "columns", "within"),
    [(compare_within_team, COLUMNS, "team"), (compare_within_rep, OWN, "rep")],
)
def test_slopes_and_gaps_are_those_of_pyfixest(company, compare, columns, within):
    from pyfixest.estimation import feols  # takes a second to import

    panel, rows, before = company
    ours = compare(panel, rows, before)
    table = pd.DataFrame(before.values, columns=list(COLUMNS)).assign(
        y=rows.score_after,
        weight=rows.n_after / (rows.n_after + 5),
        criterion_week=rows.criterion * 1000 + rows.week,
        team_week=panel.team[rows.rep] * 1000 + rows.week,
        rep_week=rows.rep * 1000 + rows.week,
    )
    theirs = feols(
        f"y ~ {' + '.join(columns)} | criterion_week + {within}_week",
        data=table[~rows.treated],
        weights="weight",
        fixef_tol=1e-10,
        fixef_rm="none",
    )
    slopes = theirs.coef().reindex(list(columns))
    # what is collinear has many equal solutions, and a package may drop a column for it
    kept = slopes.notna().to_numpy()
    assert kept.sum() >= len(columns) - 1
    np.testing.assert_allclose(ours.slopes[: len(columns)][kept], slopes[kept], rtol=0, atol=1e-5)
    coached = table[rows.treated]
    gaps = coached["y"].to_numpy() - np.asarray(theirs.predict(newdata=coached))
    both = ~np.isnan(gaps) & ~np.isnan(ours.full)
    assert both.sum() > 0.9 * len(coached)
    np.testing.assert_allclose(ours.full[both], gaps[both], rtol=0, atol=1e-3)
