"""A run, a skill and an outcome as documents read them, for the tests of their words."""

from datetime import date

from review_kit.documents.parts.context import Context
from review_kit.documents.parts.criterion import Criterion
from review_kit.documents.parts.outcome import Outcome
from review_kit.documents.parts.verdict import ExpectedGap, Verdict
from review_kit.figures.score_marks import Interval
from review_kit.metrics.skill_verdicts import Basis, SkillVerdict, VerdictReason
from review_kit.metrics.windows import Window
from review_kit.project import Config

CONTEXT = Context(
    run_id="2026-09-30-90d",
    package_version="0",
    organisation="Northwind",
    currency="EUR",
    time_zone="UTC",
    as_of=date(2026, 9, 30),
    window=Window(date(2026, 7, 3), date(2026, 9, 30)),
    baseline=Window(date(2026, 7, 3), date(2026, 8, 1)),
    current=Window(date(2026, 9, 1), date(2026, 9, 30)),
    previous=Window(date(2026, 4, 4), date(2026, 7, 2)),
    config=Config.model_validate({"organisation": {"name": "Northwind"}}),
    tables_present=(),
    tables_missing=(),
    contracts={},
    sources={},
)

ABOVE_EXPECTED = Verdict(
    SkillVerdict.IMPROVED,
    Basis.EXPECTED,
    13.4,
    5.1,
    21.7,
    date(2026, 8, 17),
    date(2026, 9, 13),
)
"""A verdict on the five weeks after a first session on 9 August."""

WITHIN_CHANCE = Verdict(
    SkillVerdict.NO_CLEAR_CHANGE,
    Basis.CHANGE,
    -3.0,
    -14.0,
    8.0,
    date(2026, 7, 3),
    date(2026, 9, 30),
    VerdictReason.WITHIN_CHANCE,
)
"""A verdict on the change over the window."""

OBJECTION = Criterion(
    criterion_id="OBJ",
    name="Objection handling",
    weight=30,
    outcome_metric="win_rate",
    target=75,
    n_window=80,
    n_baseline=30,
    n_current=28,
    baseline=Interval(52),
    current=Interval(69),
    score_delta=17,
    low=8,
    high=26,
    sessions_held=3,
    first_session_on=date(2026, 8, 9),
    last_session_on=date(2026, 9, 2),
    follow_ups_measured=3,
    commitments_due=3,
    commitments_done=2,
    dip_week=None,
    dip_score=None,
    recovery_week=None,
    trend="rising",
    weakest_sub_criterion="Price objection",
    weakest_sub_score=58,
    delta_calibration="earlier_windows",
    company_movement=0.0,
    verdict=ABOVE_EXPECTED,
    expected=ExpectedGap(
        first_on=date(2026, 8, 9),
        expected=55.2,
        gap=13.4,
        low=5.1,
        high=21.7,
        best_guess=9.6,
        calls=14,
    ),
)

OUTCOME = Outcome(
    metric="win_rate",
    title="",
    unit="",
    value=None,
    previous=None,
    median=None,
    n=None,
    previous_n=None,
    low=None,
    high=None,
    note="",
    value_text="",
    previous_text="",
    median_text="",
    median_label="team",
)
