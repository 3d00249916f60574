"""The headline and the rows of page one: both sides, and no more than the verdicts carry."""

from dataclasses import replace
from datetime import date

import pytest
from document_examples import CONTEXT, OBJECTION, OUTCOME
from hypothesis import given
from hypothesis import strategies as st
from rep_rows import (
    FELL,
    HIGHER,
    LOWER,
    PLAN_OF_GOAL,
    RECOVERED,
    ROSE,
    UNKNOWN,
    metric,
    plan,
    record,
    rep,
    skill,
    verdict,
)

from review_kit.documents.packet.headline import headline, headline_sentences, headline_skill
from review_kit.documents.packet.page_one import (
    better,
    comparisons,
    dip_line,
    evidence_line,
    number_sentence,
    sessions_line,
    side_by_side,
)
from review_kit.documents.packet.trajectories import finding
from review_kit.documents.parts.criterion import criterion
from review_kit.documents.parts.sentences import too_few_calls
from review_kit.metrics import METRICS

NARROW = "\u202f"


def said(*skills, **tables):
    return " ".join(headline_sentences(record(rep_criteria=list(skills), **tables)))


CLOSING = skill("CLO", "Closing", rank=2, now=61.0)
WITHIN = verdict("no_clear_change", -3.0, basis="change", reason="within_chance")
WAITS = {
    **verdict("cannot_tell_yet", reason="follow_up_open"),
    "verdict_ready_on": date(2026, 10, 20),
}


# -- results -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("metrics", "sentence"),
    [
        ([metric("quota_attainment", 0.08), metric("win_rate", 0.2)], f"8{NARROW}% of quota."),
        # without a quota the result that the first focus skill drives
        (
            [metric("win_rate", 0.27, previous=0.21)],
            f"Win rate: 27{NARROW}%, after 21{NARROW}% in the previous window.",
        ),
        ([metric("win_rate", 0.27)], f"Win rate: 27{NARROW}%."),
        ([metric("win_rate", None), metric("csat", 4.2)], ""),
        ([], ""),
    ],
)
def test_the_headline_begins_with_the_result(metrics, sentence):
    whole = said(skill(), rep_metrics=metrics)
    assert whole == f"{sentence} Discovery is at 58; the target is 70.".strip()


def test_both_sides_stand_in_the_headline():
    shown = headline(
        record(rep_criteria=[skill(**HIGHER)], rep_metrics=[metric("quota_attainment", 0.92)])
    )
    assert shown.text.strip() == (
        "92 % of quota. Discovery scored 13 points higher than comparable uncoached skills "
        "(17 Aug to 13 Sep). Now 58; the target is 70."
    )


# -- skills ------------------------------------------------------------------------------------------


def test_what_scored_higher_than_comparable_uncoached_skills_leads_and_says_what_is_next():
    part = {"weakest_sub_criterion": "Price objection", "weakest_sub_score": 48.0}
    assert said(CLOSING, skill(**HIGHER, **part)) == (
        "Discovery scored 13 points higher than comparable uncoached skills (17 Aug to 13 Sep). "
        "Next: Price objection, at 48."
    )


@pytest.mark.parametrize(
    "found", [UNKNOWN, WAITS, WITHIN, verdict("cannot_tell_yet", reason="no_comparison")]
)
def test_without_a_verdict_that_it_moved_nothing_is_claimed(found):
    # its plain change is 17 points, with three sessions on it
    moved = skill(now=69.0, baseline_score=52.0, score_delta=17.0, sessions_held=3, **found)
    assert said(moved) == "Discovery is at 69; the target is 70."


def test_what_scored_lower_is_told_with_its_number():
    assert said(skill(now=48.0, **LOWER)) == (
        "Discovery scored 9 points lower than comparable uncoached skills (17 Aug to 13 Sep). "
        "Now 48; the target is 70."
    )


@pytest.mark.parametrize(
    ("found", "company", "sentence"),
    [
        (ROSE, 0.0, "Discovery rose 11 points without a session on it."),
        # the rise of everybody is taken off, and the sentence says so
        (ROSE, 4.2, "Discovery rose 11 points more than others here, without a session on it."),
        (FELL, 0.0, "Discovery fell 9 points."),
        (FELL, 4.2, "Discovery fell 9 points more than others here."),
    ],
)
def test_a_change_without_coaching_is_not_called_coached(found, company, sentence):
    assert said(skill(company_movement=company, **found)) == (
        f"{sentence} Now 58; the target is 70."
    )


def test_a_recovered_dip_is_told_as_recovery_before_any_fall():
    assert said(skill(**FELL), skill("CLO", "Closing", rank=2, now=61.0, **RECOVERED)) == (
        "Closing dipped to 44 after the first session and is back at 61. The target is 70."
    )


def test_a_fall_is_told_after_everything_else():
    assert said(skill(**FELL), skill("CLO", "Closing", rank=2, now=61.0, **ROSE)).startswith(
        "Closing rose 11 points"
    )


def test_at_its_target_a_skill_has_nothing_left():
    assert said(skill(now=80.0, target=77.0, **HIGHER)).endswith("Now 80; the target was 77.")


def test_all_at_target():
    assert said(skill(now=71.0), skill("CLO", "Closing", rank=2, now=70.0)) == (
        "Every focus skill is at or above its target."
    )
    assert said(skill(now=71.0), skill("CLO", "Closing", rank=2, now=None)) == (
        "Every focus skill with a score is at or above its target."
    )


def test_without_a_change_the_headline_names_the_planned_skill_or_the_largest_gap():
    assert said(skill(now=60.0), CLOSING, skill("OBJ", "Objections", rank=3, now=50.0)) == (
        "Objections is at 50; the target is 70."
    )
    assert said(skill(now=60.0), CLOSING, plans=[plan(criterion_id="CLO")]) == (
        "Closing is at 61; the target is 70."
    )
    # the number to reach is the goal's
    goal = {**PLAN_OF_GOAL, "own_target": 65.0}
    assert said(skill(now=60.0), CLOSING, plans=[goal]) == "Discovery is at 60; the goal is 65."


def test_without_scores_the_headline_says_how_few_calls_there_are():
    empty = skill(now=None, baseline_score=None, n_current=0, **verdict("not_enough_calls"))
    shown = record(rep_criteria=[empty], reps=rep(n_calls=84))
    assert headline_sentences(shown) == [too_few_calls(shown.focus, CONTEXT, n_calls=84)]


def test_a_rep_in_the_first_days_has_no_quarter_to_sum_up():
    new = rep(is_starting=True, tenure_days=11)
    assert said(skill(**HIGHER), reps=new) == "11 days here. This packet is about the start."


# -- the rows of page one ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (
            skill(**HIGHER),
            "+13 points (+5 to +21) against comparable uncoached skills, 17 Aug to 13 Sep",
        ),
        (skill(**WITHIN), "−3 points (−11 to +5) over the window"),
        (
            skill(company_movement=-2.0, **WITHIN),
            "−3 points (−11 to +5) over the window, compared with all reps (−2)",
        ),
        (skill(**WAITS), ""),
    ],
)
def test_a_row_gives_the_one_number_that_its_verdict_rests_on_and_its_period(row, sentence):
    assert number_sentence(criterion(row)) == sentence


def test_one_change_is_one_point():
    one = verdict("improved", 1.2, basis="change")
    assert said(skill(**one)).startswith("Discovery rose 1 point without")


@pytest.mark.parametrize(
    ("values", "line"),
    [
        ({}, "no session on it in these 90 days"),
        (
            {"sessions_held": 1, "last_session_on": date(2026, 8, 9)},
            "1 session, on 9 Aug",
        ),
        (
            {
                "sessions_held": 3,
                "last_session_on": date(2026, 9, 2),
                "commitments_due": 3,
                "commitments_done": 2,
            },
            "3 sessions, the last on 2 Sep · 2 of 3 commitments kept",
        ),
    ],
)
def test_a_row_says_how_often_the_skill_was_coached(values, line):
    assert sessions_line(criterion(skill(**values)), CONTEXT) == line


def test_a_dip_is_told_only_while_it_is_overcome():
    dip = {key: RECOVERED[key] for key in ("dip_week", "dip_score", "recovery_week")}
    told = "dipped to 44 in the week of 10 Aug and came back"
    assert dip_line(criterion(skill(**RECOVERED))) == told
    assert dip_line(criterion(skill(**HIGHER, **dip))) == told
    assert dip_line(criterion(skill(**FELL, **dip))) == ""
    assert dip_line(criterion(skill(**{**RECOVERED, "recovery_week": None}))) == ""


def test_a_result_stands_beside_its_window_before_and_the_median():
    shown = replace(OUTCOME, previous=0.2, previous_text="20 %", median=0.3, median_text="30 %")
    assert comparisons(shown) == ["▲ before 20 %", "△ team median 30 %"]
    assert comparisons(replace(shown, median_label="organisation"))[1] == (
        "△ organisation’s median 30 %"
    )
    assert comparisons(replace(shown, previous=None, median=None)) == ["no earlier value"]


@pytest.mark.parametrize(
    ("name", "way"),
    [("win_rate", "more is better"), ("sales_cycle_days", "less is better"), ("own_kpi", "")],
)
def test_which_way_is_better_is_said(name, way):
    assert better(METRICS.get(name)) == way


def test_page_one_has_a_row_for_each_focus_skill_and_for_no_other():
    shown = side_by_side(
        record(
            rep_criteria=[CLOSING, skill(**HIGHER), skill("CRM", "CRM use", rank=None)],
            rep_metrics=[metric("win_rate", 0.27, previous=0.21, team_median=0.3)],
        )
    )
    rows = [row for row in shown.text.splitlines() if row.startswith(("Discovery", "Closing"))]
    assert [row.split()[0] for row in rows] == ["Discovery", "Closing"]
    assert "CRM use" not in shown.text
    words = " ".join(shown.text.split())
    for part in (
        "25 % of the score",
        "improved",
        "+13 points (+5 to +21) against comparable uncoached skills, 17 Aug to 13 Sep",
        "no session on it in these 90 days",
        "Win rate more is better 27 %",
        "▲ before 21 % · △ team median 30 %",
    ):
        assert part in words


def test_a_result_that_was_not_exported_says_so_beside_its_skill():
    context = replace(CONTEXT, tables_missing=("opportunities",))
    shown = side_by_side(record(context, rep_criteria=[skill()]))
    assert "no opportunities export" in shown.text


def test_the_foot_says_how_many_calls_it_rests_on_what_is_thin_and_what_is_missing():
    context = replace(CONTEXT, tables_missing=("quotas", "accounts"))
    thin = skill(n_current=6, **HIGHER)
    assert evidence_line(record(context, rep_criteria=[thin])).text.strip() == (
        "Based on 80 scored calls: 30 in the first 30 days, 28 in the last 30. Points are percentage "
        "points; the range in brackets holds the true change 19 times in 20. † means fewer than 20 calls in "
        "the first or the last days. "
        "Not exported, so not shown: quotas."
    )
    none = record(reps=rep(n_calls=0))
    assert evidence_line(none).text.strip() == "No call was scored in this window."


@pytest.mark.parametrize(
    ("changed", "title"),
    [
        (
            {},
            "Objection handling: {word}, 13 points above expected without coaching (17 Aug to 13 Sep)",
        ),
        ({"expected": None, "verdict": criterion(skill(**FELL)).verdict}, "Objection handling: {word}"),
        (
            {"verdict": criterion(skill(**RECOVERED)).verdict, "dip_score": 44.4},
            "Objection handling: dipped to 44, back at 69",
        ),
    ],
)  # fmt: skip
def test_a_panel_has_its_finding_for_a_title(changed, title):
    shown = replace(OBJECTION, **changed)
    assert finding(shown) == title.format(word=shown.verdict.word)


# -- one verdict, and nothing beside it --------------------------------------------------------------

RISES = ("rose", "higher than", "improved", "back at")
FALLS = ("fell", "lower than", "declined")

numbers = st.floats(-30, 30)
verdicts = st.one_of(
    st.sampled_from([HIGHER, ROSE, LOWER, FELL, UNKNOWN, RECOVERED, WAITS, WITHIN]),
    st.builds(
        lambda kind, basis, points: verdict(kind, points, basis=basis, reason="within_chance"),
        st.sampled_from(["no_clear_change", "cannot_tell_yet"]),
        st.sampled_from(["change", "expected"]),
        numbers,
    ),
)
dips = st.sampled_from([{}, {key: RECOVERED[key] for key in RECOVERED if "verdict" not in key}])
skills = st.builds(
    lambda change, dip, found, **more: skill(
        **{"score_delta": change, "baseline_score": 58 - change, **dip, **found, **more}
    ),
    change=numbers,
    dip=dips,
    found=verdicts,
    sessions_held=st.integers(0, 9),
    company_movement=st.sampled_from([0.0, 4.0]),
)


@given(st.lists(skills, min_size=1, max_size=3))
def test_no_sentence_claims_more_than_the_verdicts_of_the_rows(rows):
    rows = [
        {**row, "criterion_id": f"C{n}", "criterion": f"Skill {n}", "focus_rank": n}
        for n, row in enumerate(rows, start=1)
    ]
    whole = record(rep_criteria=rows)
    told = " ".join(headline_sentences(whole))
    about = headline_skill(whole)
    assert about is not None
    assert about.name in told
    for text, found in [
        (told, about.verdict),
        *((f"{finding(one)} {number_sentence(one)}", one.verdict) for one in whole.focus),
    ]:
        if any(word in text for word in RISES):
            assert found.direction > 0 or found.recovered
        if any(word in text for word in FALLS):
            assert found.direction < 0
