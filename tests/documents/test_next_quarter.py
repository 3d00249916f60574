"""Next quarter in words: the skill and its number, the sessions to book, the levers."""

from dataclasses import replace
from datetime import date

import pytest
from document_examples import CONTEXT, OBJECTION, OUTCOME
from rep_rows import PLAN_OF_GOAL as GOAL
from rep_rows import plan, record, skill

from review_kit.documents.packet.next_quarter import (
    booking_sentence,
    by_month,
    cadence_sentence,
    holidays_sentence,
    near_goal_sentence,
    next_skill,
    plan_sentence,
    sessions_sentence,
    why_no_plan,
    why_not_the_headline,
    why_this_skill,
)
from review_kit.documents.packet.what_if import (
    what_if,
    what_if_formula,
    what_if_lead,
    what_if_rows,
    why_no_what_if,
)
from review_kit.figures.score_marks import Interval
from review_kit.words import speaking

PLAN = plan()
DAYS = [date(2026, 10, 6), date(2026, 10, 13), date(2026, 11, 3)]

CADENCE = replace(OUTCOME, metric="recommended_cadence", value=2.0)


def test_the_plan_is_one_skill_with_a_start_a_target_and_a_day():
    assert plan_sentence(PLAN) == "Proposed goal: Discovery from 50 to 60 by 29 December 2026."
    assert plan_sentence(GOAL) == "Goal: Discovery from 50 to 52 by 29 December 2026."
    assert plan_sentence({**GOAL, "baseline": None}) == "Goal: Discovery to 52 by 29 December 2026."


def test_the_choice_of_skill_and_number_is_explained():
    rep = record()
    assert why_this_skill(GOAL, rep) == "This goal was set on 7 July: 52."
    assert why_this_skill(PLAN, rep) == (
        "Of the focus skills, its gap to the target weighs most. Coached skills typically gain 10 points in "
        "90 days."
    )
    assert why_this_skill({**PLAN, "target_from": "target"}, rep) == (
        "Of the focus skills, its gap to the target weighs most. The target can be reached in 90 days."
    )


def test_a_number_outside_the_noise_is_explained():
    beyond = {"target_from": "noise", "noise": 13.2, "target": 64.0}
    assert why_this_skill({**GOAL, **beyond, "own_target": 58.0}, record()) == (
        "This goal was set on 7 July: 58. Scores vary by 13 points anyway, so 64 is the lowest score that "
        "would show a real rise (the target is 58)."
    )
    assert why_this_skill({**PLAN, **beyond, "own_target": 61.0}, record()) == (
        "Of the focus skills, its gap to the target weighs most. Scores vary by 13 points anyway, so 64 is "
        "the lowest score that would show a real rise (the target is 61)."
    )


def test_a_goal_as_good_as_reached_is_kept_and_named():
    near = {"near_goal": "Closing", "near_score": 75.3, "near_target": 76.0, "near_half_width": 4.2}
    assert near_goal_sentence({**PLAN, **near}) == (
        "The open goal, Closing at 76, is nearly reached: the score is 75 (± 4). Keep it up, and take the "
        "next skill."
    )
    assert near_goal_sentence(PLAN) == ""


def test_why_it_is_not_the_skill_of_the_headline():
    discovery = replace(SKILL, weight=20)
    light = replace(OBJECTION, weight=30)
    heavy = replace(OBJECTION, weight=90)
    reached = replace(OBJECTION, target=69)
    told = [
        why_not_the_headline(plan, headline, [discovery, headline])
        for plan, headline in (
            (PLAN, light),
            (PLAN, heavy),
            (PLAN, reached),
            (GOAL, light),
            (PLAN, discovery),
        )
    ]
    # 30 × 6 is less than 20 × 24.6, 90 × 6 is more
    assert told == [
        "The headline is about Objection handling, 6 points from its target; this gap weighs more.",
        "The headline is about Objection handling, 6 points from its target; scores vary by more than that "
        "anyway.",
        "Objection handling, the skill in the headline, is at or above its target.",
        "The headline is about Objection handling; the plan follows a goal that is set.",
        "",
    ]
    assert why_not_the_headline(PLAN, None, [discovery]) == ""


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (
            {},
            "One session has brought 2.5 points here (1.3 to 4.9), so 10 points take 4 sessions "
            "(2 to 8).",
        ),
        (
            {"needed_high": 53, "gain_low": 0.19},
            "One session has brought 2.5 points here (0.2 to 4.9), so 10 points take 4 sessions "
            "(2 or more).",
        ),
        (
            {"sessions": 1},
            "One session has brought 2.5 points here (1.3 to 4.9), so 10 points take 4 sessions "
            "(2 to 8). 1 fits before 29 December.",
        ),
        (
            {"sessions": 0, "needed_low": 4, "needed_high": 4},
            "One session has brought 2.5 points here (1.3 to 4.9), so 10 points take 4 sessions. "
            "None fits before 29 December.",
        ),
        (
            {"sessions_needed": None, "baseline": None},
            "One session has brought 2.5 points here (1.3 to 4.9). Without a score to start from, the "
            "number of sessions follows the cadence.",
        ),
        (
            {"sessions_from": "not_measured"},
            "What a session brings cannot be measured here yet, so the number of sessions follows the "
            "cadence.",
        ),
        (
            {"sessions_from": "not_shown"},
            "No gain from sessions has been shown here, so their number follows the cadence.",
        ),
    ],
)
def test_the_number_of_sessions_is_explained(values, words):
    assert sessions_sentence({**PLAN, **values}) == words


def test_whose_holidays_are_left_out_is_said():
    assert holidays_sentence({**PLAN, "country": "DE-BY"}) == (
        "Weekends and public holidays (Germany (BY)) are left out."
    )
    assert holidays_sentence(PLAN) == (
        "Public holidays are not left out: neither the roster nor the settings name a country."
    )


def test_cadence_stands_beside_what_was_held():
    matrix = {**PLAN, "sessions_per_week": 2.0, "cadence_from": "matrix"}
    assert cadence_sentence(matrix, CADENCE, 0.86) == (
        "Twice a week, as the skills matrix suggests. 0.9 a week were held in this window."
    )
    assert cadence_sentence(matrix, CADENCE, 0) == (
        "Twice a week, as the skills matrix suggests. None was held in this window."
    )
    monthly = {**matrix, "sessions_per_week": 0.25}
    assert cadence_sentence(monthly, CADENCE, 0).startswith("Every fourth week, as the skills")
    assert cadence_sentence({**PLAN, "cadence_from": "needed"}, CADENCE, 0) == (
        "Once a week: monthly sessions, as the skills matrix suggests, would be too few. "
        "None was held in this window."
    )
    assert cadence_sentence(PLAN, None, 0) == (
        "Once a week, the usual cadence. None was held in this window."
    )


def test_sessions_to_book_stand_by_month():
    assert booking_sentence(DAYS, None) == "3 sessions, the first on Tue 6 October."
    assert booking_sentence(DAYS, 45.0) == "3 sessions of 45 minutes, the first on Tue 6 October."
    assert booking_sentence(DAYS[:1], 45.0) == "1 session of 45 minutes, on Tue 6 October."
    assert booking_sentence([], 45.0) == ""
    assert by_month(DAYS) == ["6 and 13 October", "3 November"]
    with speaking("en-US"):
        assert by_month(DAYS) == ["October 6 and 13", "November 3"]
    with speaking("de"):
        assert by_month(DAYS) == ["6. und 13. Oktober", "3. November"]


def test_the_part_states_one_skill_its_number_and_the_sessions():
    rep = record(
        rep_criteria=[skill()],
        plans=[PLAN],
        planned_sessions=[{"session_on": day} for day in DAYS],
    )
    assert next_skill(rep).text.splitlines()[:6] == [
        "Proposed goal: Discovery from 50 to 60 by 29 December 2026.",
        "Of the focus skills, its gap to the target weighs most. Coached skills typically gain 10 points in "
        "90 days.",
        "Sessions to book",
        "6 and 13 October · 3 November",
        "3 sessions, the first on Tue 6 October. Once a week, the usual cadence. None was held in this "
        "window. One session has brought 2.5 points here (1.3 to 4.9), so 10 points take 4 sessions "
        "(2 to 8). Public holidays are not left out: neither the roster nor the settings name a country.",
    ]
    assert next_skill(record()).text.strip() == (
        "Too few calls were scored to choose a skill by the numbers. Choose it together."
    )


def lever(name, base, changed, gain, quota=100_000.0, note=None):
    revenue = 80_000.0 + gain
    return {
        "lever": name,
        "base": base,
        "changed": changed,
        "open_deals": 31,
        "actual": 80_000.0,
        "actual_days": 90,
        "gain": gain,
        "expected_revenue": revenue,
        "quota": quota,
        "quota_note": note,
        "difference": None if quota is None else revenue - quota,
    }


def test_each_lever_stands_alone_and_all_together():
    rows = [lever("win_rate", 0.2, 0.22, 8_000.0), lever("all", None, None, 25_000.0)]
    assert what_if_rows(rows, CONTEXT) == [
        {
            "lever": "Win rate",
            "now": "20\u202f%",
            "moved": "22\u202f%",
            "gain": "+€8K",
            "revenue": "€88K",
            "against_quota": "−€12K",
        },
        {
            "lever": "All four together",
            "now": "–",
            "moved": "–",
            "gain": "+€25K",
            "revenue": "€105K",
            "against_quota": "+€5K",
        },
    ]


WON = (
    "Each line moves one lever by a tenth and the last line all four. This is arithmetic on what was won, "
    "not a forecast."
)


def test_the_table_starts_from_what_was_won_and_names_the_next_quota():
    assert what_if_lead([lever("all", None, None, 1.0)], None, CONTEXT) == (
        f"Won in these 90 days: €80K. {WON} The quota of the next 90 days (1 October – 29 December 2026) is "
        "€100K."
    )


def test_without_a_next_quota_the_table_stands_against_none_and_says_why():
    rows = [lever("all", None, None, 1.0, None, "quotas cover 31 of the next 90 days")]
    won = replace(OUTCOME, metric="won_amount", note="2 of 12 won deals without an amount")
    assert what_if_lead(rows, won, CONTEXT) == (
        f"Won in these 90 days: €80K (2 of 12 won deals without an amount). {WON} No quota to compare with: "
        "quotas cover 31 of the next 90 days."
    )
    assert "Against next quota" not in what_if(record(what_if=rows)).text
    with_quota = [lever("all", None, None, 1.0)]
    assert "Against next quota" in what_if(record(what_if=with_quota)).text


def test_a_joiners_table_says_how_many_days_were_there_to_win_in():
    row = {**lever("all", None, None, 1.0), "actual_days": 30}
    assert what_if_lead([row], None, CONTEXT).startswith("Won in 30 of these 90 days: €80K. ")


def test_the_formula_comes_with_the_numbers_that_the_table_does_not_show():
    assert what_if_formula([lever("all", None, None, 1.0)], CONTEXT) == (
        "Revenue = amount won + what the lever adds: win rate × deal size × (open deals × min(1, "
        "days ÷ cycle) + starts × max(0, 1 − cycle ÷ days)), with the lever moved less the same as "
        "it was; 31 open deals, 90 days."
    )


def test_without_a_table_the_page_says_which_number_is_missing():
    known = {
        name: replace(CADENCE, metric=name)
        for name in ("win_rate", "average_deal_size", "sales_cycle_days")
    }
    assert why_no_what_if({**known, "sales_cycle_days": replace(OUTCOME, value=None)}, CONTEXT) == (
        "No what-if table, because too few deals are closed to show: Sales cycle."
    )
    assert why_no_what_if({}, replace(CONTEXT, tables_missing=("opportunities",))) == (
        "No deals were exported, so a what-if table cannot be shown."
    )
    assert why_no_what_if(known, CONTEXT, left=date(2026, 8, 31)) == (
        "No what-if table: the last day was 31 August 2026."
    )


SKILL = replace(
    OBJECTION,
    criterion_id="DIS",
    name="Discovery",
    baseline=Interval(43),
    current=Interval(50.4),
    score_delta=7.4,
    low=1,
    high=14,
    weakest_sub_criterion="Impact questions",
    weakest_sub_score=43,
)


@pytest.mark.parametrize(
    ("focus", "sentence"),
    [
        ([], "Too few calls were scored to choose a skill by the numbers. Choose it together."),
        # 75 is 25 away from 50 ± 13: no plan, because scores vary that much
        (
            [replace(SKILL, current=Interval(50, 37, 63))],
            "Scores of the focus skills vary by more than coaching usually brings, so no target could show a "
            "real rise. Choose the next skill together.",
        ),
        (
            [replace(SKILL, current=Interval(73, 70, 76))],
            "Every focus skill is at its target, or closer to it than scores vary anyway. Keep them, and "
            "choose the next skill together.",
        ),
        (
            [replace(SKILL, target=50)],
            "Every focus skill is at its target. Keep them, and choose the next skill together.",
        ),
    ],
)
def test_without_a_plan_the_page_says_why(focus, sentence):
    assert why_no_plan(focus) == sentence
