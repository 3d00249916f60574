"""Next quarter in words: the skill and its number, the sessions to book, the levers."""

from dataclasses import replace
from datetime import date

import pytest
from document_examples import CONTEXT, OBJECTION, OUTCOME
from review_kit.documents.packet.agreed_next import agreed_next_sentence

from review_kit.documents.packet.next_quarter import (
    booking,
    cadence_sentence,
    holidays_sentence,
    near_goal_sentence,
    plan_sentence,
    sessions_sentence,
    why_no_plan,
    why_not_the_headline,
    why_this_skill,
)
from review_kit.documents.packet.what_if import (
    what_if_columns,
    what_if_formula,
    what_if_lead,
    what_if_rows,
    why_no_what_if,
)
from review_kit.figures.score_marks import Interval

PLAN = {
    "criterion_id": "DIS",
    "criterion": "Discovery",
    "because": "largest_gap",
    "baseline": 50.4,
    "target": 60.0,
    "target_from": "typical_gain",
    "own_target": 75.0,
    "noise": 8.2,
    "due_on": date(2026, 12, 29),
    "goal_set_on": None,
    "near_goal": None,
    "sessions_per_week": 1.0,
    "cadence_from": "default",
    "sessions_from": "gain",
    "sessions": 4,
    "sessions_needed": 4,
    "needed_low": 2,
    "needed_high": 8,
    "gain_per_session": 2.46,
    "gain_low": 1.3,
    "gain_high": 4.9,
    "country": None,
}
GOAL = {
    **PLAN,
    "because": "open_goal",
    "target_from": "goal",
    "target": 52.0,
    "own_target": 52.0,
    "goal_set_on": date(2026, 7, 7),
}
DAYS = [date(2026, 10, 6), date(2026, 10, 13), date(2026, 11, 3)]

CADENCE = replace(OUTCOME, metric="recommended_cadence", value=2.0)


def test_the_plan_is_one_skill_with_a_start_a_target_and_a_day():
    assert plan_sentence(PLAN) == "Discovery from 50 to 60 by 29 December 2026."
    assert plan_sentence({**GOAL, "baseline": None}) == "Discovery to 52 by 29 December 2026."


def test_the_choice_of_skill_and_number_is_explained():
    assert why_this_skill(GOAL, CONTEXT) == "It is the goal set on 7 July."
    assert why_this_skill(PLAN, CONTEXT) == (
        "Among the focus skills its gap to target weighs most. 10 points in a quarter is a gain "
        "that coached skills typically reach."
    )
    assert why_this_skill({**PLAN, "target_from": "target"}, CONTEXT) == (
        "Among the focus skills its gap to target weighs most. Its target is within reach of a "
        "quarter."
    )


def test_a_number_outside_the_noise_is_explained():
    beyond = {"target_from": "noise", "noise": 13.2, "target": 64.0}
    assert why_this_skill({**GOAL, **beyond, "own_target": 58.0}, CONTEXT) == (
        "The goal set on 7 July is 58. Scores here vary by 13 points anyway, so 64 is the least that could "
        "be told from chance."
    )
    assert why_this_skill({**PLAN, **beyond, "own_target": 61.0}, CONTEXT) == (
        "Among the focus skills its gap to target weighs most. The target is 61. Scores here vary by 13 "
        "points anyway, so 64 is the least that could be told from chance."
    )
    assert why_this_skill({**PLAN, **beyond}, CONTEXT) == (
        "Among the focus skills its gap to target weighs most. Scores here vary by 13 points anyway, so 64 "
        "is the least that could be told from chance."
    )


def test_a_goal_as_good_as_reached_is_kept_and_named():
    near = {"near_goal": "Closing", "near_score": 75.3, "near_target": 76.0, "near_half_width": 4.2}
    assert near_goal_sentence({**PLAN, **near}) == (
        "The open goal, closing 76, is as good as reached: the score is 75 (± 4). Keep it, and take the "
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
    about = "The headline is about objection handling"
    # 30 × 6 is less than 20 × 24.6, 90 × 6 is more
    assert told == [
        f"{about}, which is 6 points from its target: a gap that weighs less.",
        f"{about}, which is 6 points from its target: closer than scores vary here anyway.",
        f"{about}, which is at its target.",
        f"{about}; the plan follows the open goal.",
        "",
    ]
    assert why_not_the_headline(PLAN, None, [discovery]) == ""


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (
            {},
            "A session on a skill has brought 2.5 points here (1.3 to 4.9), so 10 points take 4 sessions "
            "(2 to 8).",
        ),
        (
            {"needed_high": 53, "gain_low": 0.19},
            "A session on a skill has brought 2.5 points here (0.2 to 4.9), so 10 points take 4 sessions "
            "(2 or more).",
        ),
        (
            {"sessions": 1},
            "A session on a skill has brought 2.5 points here (1.3 to 4.9), so 10 points take 4 sessions "
            "(2 to 8). 1 session fits before 29 December.",
        ),
        (
            {"sessions": 0, "needed_low": 4, "needed_high": 4},
            "A session on a skill has brought 2.5 points here (1.3 to 4.9), so 10 points take 4 sessions. "
            "No session fits before 29 December.",
        ),
        (
            {"sessions_needed": None, "baseline": None},
            "A session on a skill has brought 2.5 points here (1.3 to 4.9); without a score to start from, "
            "their number follows from the cadence alone.",
        ),
        (
            {"sessions_from": "not_measured"},
            "What a session brings cannot be measured here yet, so the number of sessions follows from the "
            "cadence alone.",
        ),
        (
            {"sessions_from": "not_shown"},
            "No gain from sessions has been shown here, so their number follows from the cadence alone.",
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
        "Public holidays are not left out: neither roster nor settings name a country."
    )


def test_cadence_stands_beside_what_was_held():
    matrix = {**PLAN, "sessions_per_week": 2.0, "cadence_from": "matrix"}
    assert cadence_sentence(matrix, CADENCE, 0.86) == (
        "Twice a week, as the skills matrix suggests; 0.9 a week were held in this window."
    )
    assert cadence_sentence(matrix, CADENCE, 0) == (
        "Twice a week, as the skills matrix suggests; none was held in this window."
    )
    monthly = {**matrix, "sessions_per_week": 0.25}
    assert cadence_sentence(monthly, CADENCE, None).startswith("Every fourth week, as the skills")
    assert cadence_sentence({**PLAN, "cadence_from": "needed"}, CADENCE, None) == (
        "Once a week: the monthly sessions of the skills matrix would be too few."
    )
    assert cadence_sentence(PLAN, None, None) == (
        "Once a week, the usual cadence where the skills matrix does not say."
    )


def test_sessions_to_book_stand_by_month():
    assert booking(DAYS) == {
        "count": "3 sessions",
        "first": "Tue 6 October",
        "months": [("October", "6, 13"), ("November", "3")],
    }
    assert booking(DAYS, 45.0)["count"] == "3 sessions of 45 minutes"
    assert booking([]) == {"count": "0 sessions", "first": "", "months": []}


def entry(made, text, status="open", due=date(2026, 10, 9)):
    return {
        "entry_id": str(made),
        "session_date": made,
        "commitment": text,
        "commitment_status": status,
        "commitment_due": due,
    }


def test_page_one_ends_with_what_is_next():
    sessions = [
        entry(date(2026, 9, 2), "Draw the decision path."),
        entry(date(2026, 9, 16), "Ask who signs"),
        entry(date(2026, 9, 28), "Recap by mail", status="done"),
    ]
    assert agreed_next_sentence(PLAN, DAYS, sessions) == (
        "Discovery from 50 to 60 by 29 December (proposed); 3 sessions to book, the first on "
        "Tue 6 October. Open commitment: Ask who signs (due 9 Oct), and 1 other."
    )
    assert (
        agreed_next_sentence(GOAL, [], [])
        == "Discovery from 50 to 52 by 29 December (the open goal)."
    )
    assert agreed_next_sentence(None, [], [entry(date(2026, 9, 2), "Recap", due=None)]) == (
        "Open commitment: Recap (no date set)."
    )
    assert agreed_next_sentence(None, [], []) == ""


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
    assert what_if_columns(rows)["against_quota"] == "Against next quota"


def test_the_table_starts_from_what_was_won_and_names_the_next_quota():
    assert what_if_lead([lever("all", None, None, 1.0)], None, CONTEXT) == (
        "Won in these 90 days: €80K. Each line moves one lever by a tenth, the last all four, and "
        "adds what that brings. The quota of the next 90 days, 1 October – 29 December 2026, is "
        "€100K. Arithmetic on what was, no forecast."
    )


def test_without_a_next_quota_the_table_stands_against_none_and_says_why():
    rows = [lever("all", None, None, 1.0, None, "quotas cover 31 of the next 90 days")]
    won = replace(OUTCOME, metric="won_amount", note="2 of 12 won deals without an amount")
    assert what_if_lead(rows, won, CONTEXT) == (
        "Won in these 90 days: €80K (2 of 12 won deals without an amount). Each line moves one "
        "lever by a tenth, the last all four, and adds what that brings. It stands against no quota: "
        "quotas cover 31 of the next 90 days. Arithmetic on what was, no forecast."
    )
    assert "against_quota" not in what_if_columns(rows)


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
        "A what-if table needs a win rate, a deal size and a cycle; too few deals for sales cycle."
    )
    assert why_no_what_if({}, replace(CONTEXT, tables_missing=("opportunities",))) == (
        "No opportunities export, so a what-if table cannot be shown."
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
        ([], "Too few scored calls to choose a skill by the numbers; choose it together."),
        # 75 is 25 away from 50 ± 13: no plan, because scores vary that much
        (
            [replace(SKILL, current=Interval(50, 37, 63))],
            "Scores of the focus skills vary by more than coaching usually brings, so no number to "
            "reach could be told from chance; choose the next skill together.",
        ),
        (
            [replace(SKILL, current=Interval(73, 70, 76))],
            "Every focus skill stands at its target, or closer to it than scores vary here anyway: keep "
            "them, and choose the next skill together.",
        ),
        (
            [replace(SKILL, target=50)],
            "Every focus skill stands at its target: keep them, and choose the next skill together.",
        ),
    ],
)
def test_without_a_plan_the_page_says_why(focus, sentence):
    assert why_no_plan(focus) == sentence
