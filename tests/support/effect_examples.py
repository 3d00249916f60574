"""What the gates look at, of a group that just passes them; and tables of an invented company."""

from datetime import date

import pandas as pd

from review_kit.metrics.effect.gates import Diagnostics

PASSING = Diagnostics(
    n_treated=12,
    n_reps=8,
    n_fitted=200,
    n_fitted_reps=20,
    n_controls=60,
    n_control_reps=10,
    controls_per_treated=5.0,
    overlap_share=0.80,
    share_coached_later=0.0,
    share_coached=0.1,
    share_whole_reps=0.0,
    evaluator_shift=0.0,
    evaluator=None,
    n_waiting=0,
    n_cut_off=0,
    scores_from=date(2025, 10, 1),
    record_too_short=False,
    earliest=date(2026, 6, 1),
    needs_more_coaching=False,
    coach_from=None,
)


def company_tables(record) -> dict[str, pd.DataFrame]:
    """Canonical tables of a simulated company: who is in it, and a rubric of its criteria."""
    names = sorted(record.scores["criterion_id"].unique())
    return {
        "roster": record.reps.assign(
            rep_name=record.reps["rep_id"], manager_name="x", hire_date="2020-01-01"
        ),
        "criteria": pd.DataFrame(
            {
                "criterion_id": names,
                "criterion": names,
                "weight": 25.0,
                "outcome_metric": "win_rate",
                "valid_from": "2020-01-01",
            }
        ),
    }
