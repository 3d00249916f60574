"""Why a coached skill has no score against what was expected: the first reason that holds.

The review day is 30 June 2026. A first session on 1 May has its history on days −70 to −22 (20 February to
9 April) and −14 to −1 (17 to 30 April), its outcome on days 8 to 35 (9 May to 5 June). Eight scores before it
and eight in its outcome are needed to judge it by itself.
"""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from effect_examples import PASSING

from review_kit.metrics.effect.estimate import EffectEstimate
from review_kit.metrics.effect.inference import UNKNOWN
from review_kit.metrics.effect.panel import panel_of
from review_kit.metrics.effect.verdicts import Reason, Verdict
from review_kit.metrics.missing_gaps import why_missing

EARLY = ["2026-02-20", "2026-03-01", "2026-03-20", "2026-04-09"]
RECENT = ["2026-04-17", "2026-04-30"]
BETWEEN = ["2026-04-10", "2026-04-16"]
AFTER = ["2026-05-09", "2026-05-20", *[f"2026-05-{day}" for day in range(21, 26)], "2026-06-05"]
BEFORE_ALL = ["2026-01-05"]


def company(why: Reason) -> EffectEstimate:
    """Make the estimate of a company: with a number, or without one for this reason."""
    return EffectEstimate(
        scope="org",
        scope_id="org",
        first=UNKNOWN,
        second=UNKNOWN,
        difference=UNKNOWN,
        claimed=UNKNOWN,
        verdict=Verdict.NOT_SHOWN,
        reason=why,
        warnings=(),
        curve=(),
        diagnostics=replace(PASSING, n_treated=9),
        placebo=UNKNOWN,
    )


def reason(
    calls: list[str], session: str = "2026-05-01", *, of_company: Reason = Reason.NONE
) -> tuple[str, int | None]:
    scores = pd.DataFrame(
        {"rep_id": "r", "criterion_id": "c", "day": pd.to_datetime(calls), "score": 60.0}
    )
    sessions = pd.DataFrame(
        {"rep_id": ["r"], "criterion_id": ["c"], "day": pd.to_datetime([session])}
    )
    reps = pd.DataFrame({"rep_id": ["r"], "team": ["t"], "manager_id": ["m"]})
    panel = panel_of(scores, sessions, reps, date(2026, 6, 30))
    (row,) = why_missing(panel, company(of_company)).itertuples(index=False)
    n = row.expected_gap_missing_n
    return row.expected_gap_missing, None if pd.isna(n) else int(n)


@pytest.mark.parametrize(
    ("calls", "why"),
    [
        ([*BEFORE_ALL, *EARLY[1:], *RECENT, *AFTER], ("too_few_calls_early", 3)),
        # days −21 to −15 and day 0 belong to neither
        (
            [*EARLY, "2026-04-10", "2026-04-16", RECENT[0], "2026-05-01", *AFTER],
            ("too_few_calls_recent", 1),
        ),
        # days 7 and 36 lie outside
        (
            [*EARLY, *BETWEEN, *RECENT, "2026-05-08", *AFTER[:7], "2026-06-06"],
            ("too_few_calls_after", 7),
        ),
        # day 0 is not before the session
        ([*EARLY, BETWEEN[0], *RECENT, "2026-05-01", *AFTER], ("too_few_calls_before", 7)),
        # 21 February is day −69
        (["2026-02-21", *EARLY[1:], *RECENT, *AFTER], ("record_too_short", 69)),
        # a long follow-up does not help a record that begins with the session
        (["2026-05-01", *AFTER], ("record_too_short", 0)),
        (["2026-05-02", *AFTER], ("coached_before_record", None)),
        ([*EARLY, *BETWEEN, *RECENT, *AFTER], ("no_comparison", None)),
    ],
)  # fmt: skip
def test_the_first_reason_that_holds_is_given_with_its_number(calls, why) -> None:
    assert reason(calls) == why


@pytest.mark.parametrize(
    ("of_company", "why"),
    [
        (Reason.TOO_FEW_COACHED, ("few_coached_skills", 9)),
        (Reason.FOLLOW_UP_TOO_SHORT, ("few_coached_skills", 9)),
        (Reason.TOO_FEW_CONTROLS, ("few_uncoached_skills", None)),
        (Reason.NO_OVERLAP, ("no_skills_alike", None)),
        (Reason.EVALUATOR_CHANGED, ("scorers_changed", None)),
        # an interval too wide for the mean says nothing against a single one
        (Reason.INTERVAL_TOO_WIDE, ("no_comparison", None)),
    ],
)
def test_where_the_company_has_nothing_to_compare_with_no_skill_has(of_company, why) -> None:
    calls = [*EARLY, *BETWEEN, *RECENT, *AFTER]
    assert reason(calls, of_company=of_company) == why
    # what the skill lacks itself comes first
    assert reason(calls[:-1], of_company=of_company) == ("too_few_calls_after", 7)


def test_every_gate_of_the_company_has_a_reason() -> None:
    from review_kit.metrics.effect.verdicts import WITHOUT_NUMBER
    from review_kit.metrics.missing_gaps import Missing

    calls = [*EARLY, *BETWEEN, *RECENT, *AFTER]
    said = {reason(calls, of_company=gate)[0] for gate in WITHOUT_NUMBER}
    assert "no_comparison" not in said
    assert said <= set(Missing)


def test_calls_still_to_come_are_not_too_few() -> None:
    # a session on 1 June has its follow-up until 6 July
    early = ["2026-03-01", "2026-04-01", "2026-04-10", "2026-04-20", "2026-05-01"]
    calls = [*early, "2026-05-11", "2026-05-12", "2026-05-20", "2026-05-30"]
    assert reason(calls, "2026-06-01") == ("no_comparison", None)


def test_84_calls_in_the_window_are_not_called_too_few() -> None:
    days = pd.bdate_range("2026-03-05", "2026-06-30").strftime("%Y-%m-%d").tolist()
    assert len(days) == 84
    # the record begins 57 days before the session
    assert reason(days) == ("record_too_short", 57)


def test_every_coached_skill_has_a_gap_a_day_or_a_reason(world) -> None:
    for number in range(3):
        world.rep(f"r{number}").calls("01-05", [50, 60], rep=f"r{number}")
    world.entry("a", "01-20", rep="r0").entry("b", "03-20", rep="r1")
    table = world.review().tables.rep_criteria.set_index("rep_id")
    assert table["verdict"].tolist() == ["cannot_tell_yet", "not_enough_calls", "not_enough_calls"]
    assert table.loc["r0", ["verdict_reason", "verdict_reason_n"]].tolist() == [
        "record_too_short",
        15,
    ]
