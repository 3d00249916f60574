"""What to praise, what to ask, what is agreed: each rule from a small record to its sentence."""

from dataclasses import replace
from datetime import date

import pytest
from document_examples import CONTEXT
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
    commitment,
    commitments,
    goal,
    metric,
    plan,
    record,
    rep,
    session,
    skill,
    stage,
    stalled,
    theme,
    verdict,
)

from review_kit.documents.binder.before_the_talk import before_the_talk, urgency
from review_kit.documents.packet.talk import manager_note, praise_ask_agreed
from review_kit.documents.talk.agreed import agreed
from review_kit.documents.talk.ask import ask, first_kind
from review_kit.documents.talk.point import PRACTICE, RESULT, SKILL, Point, first_points
from review_kit.documents.talk.praise import praise

NARROW = "\u202f"
NO_CALLS = skill(now=None, **verdict("not_enough_calls"))
"""A focus skill of which nothing can be said."""


def praised(**tables):
    return [point.text for point in praise(record(**tables))]


def asked(**tables):
    return [point.text for point in ask(record(**tables))]


# -- praise ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tables", "text"),
    [
        (
            {"rep_criteria": [skill(**HIGHER)]},
            "Discovery: 13 points higher than comparable uncoached skills (17 Aug to 13 Sep).",
        ),
        (
            {"rep_criteria": [skill(**ROSE)]},
            "Discovery rose 11 points without a session on it.",
        ),
        (
            {"rep_criteria": [skill(**ROSE, company_movement=4.2)]},
            "Discovery rose 11 points more than others here, without a session on it.",
        ),
        (
            {"rep_criteria": [skill(now=61.0, **RECOVERED)]},
            "Discovery dipped to 44 and is back at 61.",
        ),
        (
            {"rep_criteria": [NO_CALLS], "goals": [goal(72.0, standing="reached")]},
            "Goal met: Discovery is at 72; the goal was 70.",
        ),
        (
            {
                "goals": [
                    goal(
                        0.31, standing="met", on_score=False, metric="win_rate", target=0.3,
                        criterion_id=None,
                    )
                ]
            },
            f"Goal met: Win rate is at 31{NARROW}%; the goal was 30{NARROW}%.",
        ),
        (
            {"rep_metrics": [metric("quota_attainment", 0.996)]},
            f"100{NARROW}% of quota.",
        ),
        (
            # 40 of 100 after 20 of 100: Newcombe's interval is 7 to 32 points
            {"rep_metrics": [metric("win_rate", 0.4, n=100, previous=0.2, previous_n=100)]},
            f"Win rate: 40{NARROW}%, after 20{NARROW}% in the previous window. That is more than chance.",
        ),
        ({"commitments": commitments("done", "done", "done", "missed")}, "3 of 4 commitments kept."),
        ({"rep_criteria": [skill(now=71.0)]}, "Discovery is at 71; the target is 70."),
        (
            {"rep_metrics": [metric("average_deal_size", 11_000.0, team_median=10_000.0)]},
            "Average deal size: €11K. The team’s median is €10K.",
        ),
        ({"rep_criteria": [skill(now=58.0)]}, "Strongest skill: Discovery, at 58."),
    ],
)  # fmt: skip
def test_each_kind_of_praise_has_its_sentence_with_its_number(tables, text):
    assert praised(**tables) == [text]


@pytest.mark.parametrize(
    "tables",
    [
        {"rep_criteria": [NO_CALLS]},
        # it fell, or fell behind what was expected, and is the only one with a score
        {"rep_criteria": [skill(**FELL)]},
        {"rep_criteria": [skill(now=71.0, **LOWER)]},
        {"goals": [goal(58.0)]},
        {"goals": [goal(None, standing="reached")]},
        # met long before this window
        {"goals": [goal(72.0, standing="met", due_on=date(2026, 6, 30))]},
        {"rep_metrics": [metric("quota_attainment", 0.99)]},
        {"rep_metrics": [metric("quota_attainment", None)]},
        # 40 of 20 deals after 30 of 20 is chance
        {"rep_metrics": [metric("win_rate", 0.4, n=20, previous=0.3, previous_n=20)]},
        {"rep_metrics": [metric("win_rate", 0.2, n=100, previous=0.4, previous_n=100)]},
        {"commitments": commitments("done", "done")},
        {"commitments": commitments("done", "done", "missed")},
        {"commitments": [commitment(str(n), "done", due=False) for n in range(4)]},
        {"rep_metrics": [metric("average_deal_size", 10_900.0, team_median=10_000.0)]},
        {"rep_metrics": [metric("average_deal_size", 11_000.0)]},
        # more of it is not better, or not the rep's own work
        {"rep_metrics": [metric("sales_cycle_days", 60.0, team_median=30.0)]},
        {"rep_metrics": [metric("open_pipeline", 90.0, team_median=30.0)]},
    ],
)
def test_nothing_to_praise_says_so(tables):
    assert praised(**tables) == []
    shown = praise_ask_agreed(record(**tables)).text
    assert "No score and no result carries praise yet. Name what you have seen yourself." in shown


def test_a_plain_change_of_a_coached_skill_is_no_praise():
    # it went from 55 to 74 with three sessions on it, and the verdict is that nothing can be told
    coached = skill(now=69.0, sessions_held=3, **UNKNOWN)
    assert praised(rep_criteria=[coached]) == ["Strongest skill: Discovery, at 69."]


def test_the_weightiest_rise_comes_first_and_one_thing_is_said_of_a_skill():
    light = skill("CLO", "Closing", weight=10.0, rank=2, now=90.0, **HIGHER)
    heavy = skill(now=72.0, weight=40.0, **ROSE)
    # 40 × 11 against 10 × 13.4; both are at their targets as well
    assert praised(rep_criteria=[light, heavy]) == [
        "Discovery rose 11 points without a session on it.",
        "Closing: 13 points higher than comparable uncoached skills (17 Aug to 13 Sep).",
    ]


# -- questions ---------------------------------------------------------------------------------------

NEXT = "What do you want to be better at by the end of next quarter?"


@pytest.mark.parametrize(
    ("tables", "text"),
    [
        (
            {"rep_metrics": [metric("quota_attainment", 0.08)]},
            f"You are at 8{NARROW}% of quota. What would have to change to close the gap?",
        ),
        (
            {
                "rep_metrics": [metric("quota_attainment", 0.5)],
                "stages": [stage(is_choke_point=True, clear=True, team_scope="org")],
            },
            f"You are at 50{NARROW}% of quota. In Proposal, 50{NARROW}% of your deals go on, against "
            f"60{NARROW}% in the organisation. What happens there?",
        ),
        (
            # where the difference may be chance the stage is not named
            {
                "rep_metrics": [metric("quota_attainment", 0.5)],
                "stages": [stage(is_choke_point=True, clear=False)],
            },
            f"You are at 50{NARROW}% of quota. What would have to change to close the gap?",
        ),
        (
            {"rep_criteria": [skill(**FELL)]},
            "Discovery fell 9 points. What has changed on your calls?",
        ),
        (
            {"rep_criteria": [skill(**FELL, company_movement=-3.0)]},
            "Discovery fell 9 points more than others here. What has changed on your calls?",
        ),
        (
            {"rep_criteria": [skill(**LOWER)]},
            "Discovery scored 9 points lower than comparable uncoached skills. What makes it hard?",
        ),
        (
            {"rep_criteria": [NO_CALLS], "themes": [theme()]},
            "“Price objection” came up in 4 sessions. What stands in the way?",
        ),
        (
            {"commitments": commitments("missed", "open", "done", "done")},
            "2 of 4 commitments due are not logged as kept. What got in the way?",
        ),
        (
            {"rep_criteria": [skill()]},
            "Discovery is at 58; the target is 70. Which call shows best what is missing?",
        ),
        (
            {
                "rep_criteria": [
                    skill(weakest_sub_criterion="Impact questions", weakest_sub_score=43.0)
                ]
            },
            "Impact questions is the weakest part of Discovery, at 43. What makes it hard?",
        ),
        (
            {"rep_metrics": [metric("self_assessment_gap", 14.0, low=6.0, high=22.0)]},
            "You rate yourself 14 points higher than the scores before your sessions. Which call shows why?",
        ),
        (
            {"rep_metrics": [metric("self_assessment_gap", -14.0, low=-22.0, high=-6.0)]},
            "You rate yourself 14 points lower than the scores before your sessions. What do you do better "
            "than you think?",
        ),
        (
            {
                "stalled": [stalled("O1"), stalled("O2")],
                "rep_metrics": [metric("stalled_amount", 14_900.0)],
            },
            "2 open deals have been in their stage longer than usual, worth €14.9K. Which can still be won?",
        ),
        (
            {"stalled": [stalled("O1"), stalled("O2")]},
            "2 open deals have been in their stage longer than usual. Which can still be won?",
        ),
        (
            {"rep_criteria": [skill(now=75.0, **HIGHER)]},
            "What did you do differently in Discovery, and how will you keep it?",
        ),
        (
            {"rep_metrics": [metric("quota_attainment", 1.12)]},
            f"You are at 112{NARROW}% of quota. What would you pass on to others?",
        ),
    ],
)
def test_each_kind_of_question_comes_with_its_fact(tables, text):
    assert asked(**tables) == [text, NEXT]


@pytest.mark.parametrize(
    "tables",
    [
        {},
        # 80 % in print is not under 80 %
        {"rep_metrics": [metric("quota_attainment", 0.796)]},
        {"rep_metrics": [metric("quota_attainment", None)]},
        {"rep_criteria": [NO_CALLS]},
        {"rep_criteria": [skill(now=69.5)]},
        {"themes": [theme(line=None)]},
        {"themes": [theme(stopped=True)]},
        {"commitments": commitments("missed", "done")},
        {"commitments": commitments("missed", "missed", "done", "done", "done")},
        {"commitments": [commitment(str(n), "missed", due=False) for n in range(3)]},
        {"rep_metrics": [metric("self_assessment_gap", 9.0, low=6.0, high=12.0)]},
        # the interval holds zero
        {"rep_metrics": [metric("self_assessment_gap", 14.0, low=-1.0, high=29.0)]},
        {"stalled": [stalled("O1")]},
    ],
)
def test_what_the_record_does_not_carry_is_not_asked(tables):
    assert asked(**tables) == [NEXT]


def test_the_planned_skill_is_asked_about_before_a_larger_gap():
    discovery, closing = skill(now=60.0), skill("CLO", "Closing", rank=2, now=40.0)
    (first, _) = asked(rep_criteria=[discovery, closing])
    assert first.startswith("Closing is at 40")
    (first, _) = asked(rep_criteria=[discovery, closing], plans=[plan()])
    assert first.startswith("Discovery is at 60")


def test_a_theme_and_the_gap_of_its_skill_are_one_question():
    part = skill("DIS.1", "Impact questions", rank=None, parent_criterion_id="DIS")
    tables = {"rep_criteria": [skill(), part], "themes": [theme(criterion_id="DIS.1")]}
    assert asked(**tables) == [
        "“Price objection” came up in 4 sessions. What stands in the way?",
        NEXT,
    ]


def test_the_kinds_of_questions_come_in_the_order_of_what_cannot_wait():
    kinds = [
        {"rep_metrics": [metric("quota_attainment", 0.3)]},
        {"rep_criteria": [skill("CLO", "Closing", **FELL)]},
        {"themes": [theme()]},
        {"commitments": commitments("missed", "missed")},
        {"rep_criteria": [skill()]},
        {"rep_metrics": [metric("self_assessment_gap", 14.0, low=6.0, high=22.0)]},
        {"stalled": [stalled("O1"), stalled("O2")]},
        {"rep_metrics": [metric("quota_attainment", 1.3)]},
        {},
    ]
    assert [first_kind(record(**kind)) for kind in kinds] == list(range(9))


# -- the choice of three -----------------------------------------------------------------------------


def points(*sides):
    """Rules that give one point each, of these sides, numbered."""

    def one(side, number):
        return lambda _: [Point(side, f"subject {number}", f"{side} {number}")]

    return [one(side, number) for number, side in enumerate(sides, start=1)]


def chosen(*sides, most=3):
    return [point.text for point in first_points(points(*sides), record(), most)]


def test_the_first_three_are_taken():
    assert chosen(SKILL, RESULT, PRACTICE, SKILL) == ["skill 1", "result 2", "practice 3"]


def test_a_side_that_would_have_no_place_takes_the_last():
    assert chosen(SKILL, SKILL, SKILL, PRACTICE, RESULT) == ["skill 1", "skill 2", "result 5"]
    assert chosen(RESULT, RESULT, PRACTICE, SKILL) == ["result 1", "result 2", "skill 4"]


def test_the_only_point_of_the_other_side_keeps_its_place():
    assert chosen(PRACTICE, PRACTICE, RESULT, SKILL) == ["practice 1", "result 3", "skill 4"]


def test_one_thing_is_said_of_each_subject():
    twice = [lambda _: [Point(SKILL, "DIS", "first")], lambda _: [Point(SKILL, "DIS", "second")]]
    assert [point.text for point in first_points(twice, record(), 3)] == ["first"]


@given(st.lists(st.sampled_from([SKILL, RESULT, PRACTICE]), max_size=9), st.integers(2, 4))
def test_both_sides_have_a_place_wherever_both_have_something_to_say(sides, most):
    found = first_points(points(*sides), record(), most)
    assert len(found) == min(most, len(sides))
    for side in {SKILL, RESULT} & set(sides):
        assert any(point.about == side for point in found)


def test_a_rep_at_8_percent_of_quota_is_asked_about_it_and_never_only_praised():
    risen = [skill(f"C{n}", f"Skill {n}", rank=n, now=75.0, **HIGHER) for n in (1, 2, 3)]
    tables = {"rep_criteria": risen, "rep_metrics": [metric("quota_attainment", 0.08)]}
    assert [text for text in praised(**tables) if "quota" in text] == []
    assert asked(**tables)[0] == (
        f"You are at 8{NARROW}% of quota. What would have to change to close the gap?"
    )
    assert urgency(record(**tables)) == 1


def test_a_stars_talk_names_what_is_won():
    star = {
        "rep_criteria": [
            skill(f"C{n}", f"Skill {n}", rank=n if n < 4 else None, now=88.0, **HIGHER)
            for n in (1, 2, 3, 4)
        ],
        "rep_metrics": [metric("quota_attainment", 1.34)],
    }
    assert praised(**star)[-1] == f"134{NARROW}% of quota."
    assert f"You are at 134{NARROW}% of quota. What would you pass on to others?" in asked(**star)


# -- agreed ------------------------------------------------------------------------------------------

DAYS = [{"session_on": day} for day in (date(2026, 10, 6), date(2026, 10, 13), date(2026, 11, 3))]


def test_agreed_is_the_open_commitment_the_next_session_and_the_next_goal():
    tables = {
        "commitments": [
            commitment("E1", session_date=date(2026, 8, 2), commitment="Draw the decision path."),
            commitment("E2", session_date=date(2026, 9, 16), commitment_due=date(2026, 10, 9)),
            commitment("E3", "done", session_date=date(2026, 9, 28)),
        ],
        "planned_sessions": DAYS,
        "plans": [plan()],
    }
    assert agreed(record(**tables)) == [
        "Open commitment: Ask who signs (due 9 Oct; 1 other is open).",
        "Next session: Tue 6 October, and 2 more until 3 November (proposed).",
        "Next goal: Discovery from 50 to 60 by 29 December (proposed).",
    ]


def test_sessions_are_proposed_until_the_last_of_them_whether_there_is_a_goal_or_not():
    assert agreed(record(planned_sessions=DAYS[:2]))[1:] == [
        "Next session: Tue 6 October, and 1 more on 13 October (proposed).",
        "No goal is proposed. Choose one together.",
    ]


def test_a_goal_that_is_set_is_not_called_proposed():
    assert agreed(record(plans=[PLAN_OF_GOAL]))[2] == (
        "Next goal: Discovery from 50 to 52 by 29 December (the goal that is set)."
    )
    without_start = {**PLAN_OF_GOAL, "baseline": None}
    assert agreed(record(plans=[without_start]))[2] == (
        "Next goal: Discovery to 52 by 29 December (the goal that is set)."
    )


def test_a_commitment_without_a_day_says_so():
    assert agreed(record(commitments=[commitment(commitment_due=None)]))[0] == (
        "Open commitment: Ask who signs (no date)."
    )


def test_where_nothing_is_agreed_it_says_what_to_do():
    # a commitment without words cannot be reopened
    assert agreed(record(commitments=[commitment(commitment=None)])) == [
        "No commitment is open. Agree on one today.",
        "No session is proposed. Choose a day together.",
        "No goal is proposed. Choose one together.",
    ]


# -- before the talk ---------------------------------------------------------------------------------


def to_do(*, sharing_logged=True, **tables):
    return before_the_talk(record(**tables), sharing_logged=sharing_logged)


UNSHARED = session("E9", shared_with_rep_on=None)


@pytest.mark.parametrize(
    ("tables", "lines"),
    [
        ({}, []),
        ({"sessions": [session(), UNSHARED]}, ["Share 1 of 2 log entries."]),
        # none was ever shared with this rep
        ({"sessions": [UNSHARED]}, ["Share the log entry."]),
        # shared after the review day: not yet seen on it
        (
            {"sessions": [session(shared_with_rep_on=date(2026, 10, 2)), session("E2")]},
            ["Share 1 of 2 log entries."],
        ),
        ({"sessions": [session()]}, []),
        (
            {"commitments": commitments("open", "open", "done", "missed")},
            ["Log what became of 2 commitments."],
        ),
        (
            {"themes": [theme("performance_conversation", sessions=7, movement=-1.2, low=-11.2, high=2.8)]},
            [
                "“Price objection” came up in 7 sessions and the score moved −11 to +3 points: a performance "
                "conversation is due."
            ],
        ),
        ({"themes": [theme("performance_conversation", stopped=True)]}, []),
        ({"themes": [theme("diagnose")]}, []),
    ],
)  # fmt: skip
def test_what_to_do_before_the_talk(tables, lines):
    assert to_do(**tables) == lines


def test_a_log_that_never_says_when_it_was_shared_weighs_nothing():
    assert to_do(sharing_logged=False, sessions=[UNSHARED]) == []


def test_a_theme_past_the_line_comes_before_every_question():
    past = [theme("performance_conversation", sessions=7)]
    quota = [metric("quota_attainment", 0.3)]
    assert [
        urgency(record(themes=past)),
        urgency(record(rep_metrics=quota)),
        urgency(record()),
    ] == [0, 1, 9]


def test_a_reps_packet_never_speaks_of_a_performance_conversation():
    past = record(rep_criteria=[skill()], themes=[theme("performance_conversation", sessions=7)])
    assert "performance" not in praise_ask_agreed(past).text.lower()
    assert "performance conversation" in before_the_talk(past, sharing_logged=True)[0]


# -- page one ----------------------------------------------------------------------------------------


def test_page_one_shows_the_three_side_by_side():
    shown = praise_ask_agreed(record(rep_criteria=[skill(**HIGHER)], plans=[plan()]))
    assert shown.text.splitlines() == [
        "Praise",
        "Discovery: 13 points higher than comparable uncoached skills (17 Aug to 13 Sep).",
        "Ask",
        "Discovery is at 58; the target is 70. Which call shows best what is missing?",
        NEXT,
        "Agreed",
        "No commitment is open. Agree on one today.",
        "No session is proposed. Choose a day together.",
        "Next goal: Discovery from 50 to 60 by 29 December (proposed).",
    ]


def test_text_of_the_log_is_data_and_never_markup():
    tables = {
        "commitments": [commitment(commitment='Say "<b>no</b>" & mean it')],
        "themes": [theme(theme="<i>Price</i>")],
    }
    html = praise_ask_agreed(record(**tables)).html
    assert "Say &#34;&lt;b&gt;no&lt;/b&gt;&#34; &amp; mean it (due 9 Sep)" in html
    assert "“&lt;i&gt;Price&lt;/i&gt;” came up" in html


def test_the_managers_own_words_are_printed_word_for_word_with_author_and_day():
    note = {
        "note": "A strong quarter:\n<b>two</b>  deals & the Harbour renewal.",
        "author": "Mai Tran",
        "written_on": date(2026, 9, 29),
    }
    shown = manager_note(record(review_notes=[note]))
    assert (
        '<p class="statement">A strong quarter:\n&lt;b&gt;two&lt;/b&gt;  deals &amp; the Harbour '
        "renewal.</p>" in shown.html
    )
    assert "In your manager’s words" in shown.text
    assert "Mai Tran, 29 September 2026" in shown.text
    assert 'class="write"' not in shown.html


def test_without_a_note_there_are_lines_to_write_on():
    shown = manager_note(record())
    assert shown.text.strip() == "In your manager’s words (to write in)"
    assert shown.html.count('<div class="write"></div>') == 4


# -- the first days ----------------------------------------------------------------------------------


def test_a_rep_in_the_first_days_is_praised_for_and_asked_about_the_start():
    new = rep(is_starting=True, n_calls=3, tenure_days=11)
    tables = {
        "reps": new,
        "rep_metrics": [metric("sessions_held", 2.0), metric("quota_attainment", 0.0)],
    }
    assert praised(**tables) == [
        "The first three calls are scored.",
        "2 coaching sessions took place.",
    ]
    assert asked(**tables) == [
        "What surprised you in the first days?",
        "What do you need to be ready for your next calls?",
        "Which of the skills do you want to work on first?",
    ]
    assert urgency(record(**tables)) == urgency(record()) + 1


# -- no sentence claims more than the verdict --------------------------------------------------------

RISES = ("rose", "higher than comparable", "differently", "is back")
FALLS = ("fell", "lower than comparable")
VERDICTS = [HIGHER, ROSE, LOWER, FELL, UNKNOWN, RECOVERED, verdict("not_enough_calls")]


@given(st.lists(st.sampled_from(VERDICTS), min_size=1, max_size=4), st.sampled_from([0.0, 4.0]))
def test_no_praise_and_no_question_claims_more_than_the_verdicts(found, company):
    rows = [
        skill(f"C{n}", f"Skill {n}", rank=n, company_movement=company, **said)
        for n, said in enumerate(found, start=1)
    ]
    of = {row["criterion"]: row for row in rows}
    for text in praised(rep_criteria=rows) + asked(rep_criteria=rows):
        named = [row for name, row in of.items() if name in text]
        if any(word in text for word in RISES):
            (row,) = named
            recovered = row["verdict_reason"] == "recovered"
            assert row["verdict"] == "improved" or (recovered and "is back" in text)
        if any(word in text for word in FALLS):
            (row,) = named
            assert row["verdict"] == "declined"


def test_amounts_are_in_the_currency_of_the_run():
    pounds = replace(CONTEXT, currency="GBP")
    shown = record(
        pounds, rep_metrics=[metric("average_deal_size", 11_000.0, team_median=10_000.0)]
    )
    assert [point.text for point in praise(shown)] == [
        "Average deal size: £11K. The team’s median is £10K."
    ]
