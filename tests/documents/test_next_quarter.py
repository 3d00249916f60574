"""Next quarter in words: the skill and its number, the sessions to book, the levers."""

from dataclasses import replace
from datetime import date

import pytest
from document_examples import CONTEXT, OBJECTION, OUTCOME

from review_kit.documents.packet.agreed_next import agreed_next_sentence
from review_kit.documents.packet.next_quarter import (
    booking,
    cadence_sentence,
    plan_sentence,
    why_no_plan,
    why_this_skill,
)
from review_kit.documents.packet.what_if import (
    what_if_columns,
    what_if_formula,
    what_if_lead,
    what_if_rows,
    why_no_what_if,
)
from review_kit.documents.sheet.grow import grow_prompts
from review_kit.figures.score_marks import Interval

PLAN = {
    "criterion_id": "DIS",
    "criterion": "Discovery",
    "because": "largest_gap",
    "baseline": 50.4,
    "target": 60.0,
    "target_from": "typical_gain",
    "due_on": date(2026, 12, 29),
    "sessions_per_week": 1.0,
    "cadence_from": "default",
}
GOAL = {**PLAN, "because": "open_goal", "target_from": "goal", "target": 52.0}
DAYS = [date(2026, 10, 6), date(2026, 10, 13), date(2026, 11, 3)]

CADENCE = replace(OUTCOME, metric="recommended_cadence", value=2.0)


def test_the_plan_is_one_skill_with_a_start_a_target_and_a_day():
    assert plan_sentence(PLAN) == "Discovery from 50 to 60 by 29 December 2026."
    assert plan_sentence({**GOAL, "baseline": None}) == "Discovery to 52 by 29 December 2026."


def test_the_choice_of_skill_and_number_is_explained():
    assert why_this_skill(GOAL, CONTEXT) == "It is the open goal."
    assert why_this_skill(PLAN, CONTEXT) == (
        "Among the focus skills its gap to target weighs most. 10 points in a quarter is a gain "
        "that coached skills typically reach."
    )
    assert why_this_skill({**PLAN, "target_from": "target"}, CONTEXT) == (
        "Among the focus skills its gap to target weighs most. Its target is within reach of a "
        "quarter."
    )


def test_cadence_stands_beside_what_was_held():
    matrix = {**PLAN, "sessions_per_week": 2.0, "cadence_from": "matrix"}
    assert cadence_sentence(matrix, CADENCE, 0.86) == (
        "Twice a week, as the skills matrix suggests; 0.9 a week were held in this window."
    )
    monthly = {**matrix, "sessions_per_week": 0.25}
    assert cadence_sentence(monthly, CADENCE, None).startswith("Every fourth week, as the skills")
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
        ([SKILL], "Every focus skill stands at its target; choose the next skill together."),
    ],
)
def test_without_a_plan_the_page_says_why(focus, sentence):
    assert why_no_plan(focus) == sentence


def test_grow_is_filled_with_the_plan_of_next_quarter():
    prompts = grow_prompts([SKILL], [], GOAL, DAYS, CONTEXT)
    assert [prompt.fact for prompt in prompts] == [
        "The goal set is 52 in discovery by 29 December.",
        "Discovery was 43 in the first month and stands at 50 (a clear rise), with three sessions on it.",
        "The widest gap inside it is impact questions, at 43.",
        "First session proposed: Tue 6 October.",
    ]
    (proposed, *_) = grow_prompts([SKILL], [], PLAN, [], CONTEXT)
    assert proposed.fact == "The goal proposed is 60 in discovery by 29 December."
    (met, *_) = grow_prompts([replace(SKILL, target=50)], [], None, [], CONTEXT)
    assert met.fact == "Discovery stands at its target of 50."


def test_a_planned_skill_outside_the_focus_is_the_topic():
    closing = replace(SKILL, criterion_id="CLO", name="Closing")
    plan = {**GOAL, "criterion_id": "CLO"}
    (goal, reality, *_) = grow_prompts([SKILL], [closing], plan, [], CONTEXT)
    assert goal.fact == "The goal set is 52 in closing by 29 December."
    assert reality.fact.startswith("Closing was 43 in the first month and stands at 50")


def test_without_scores_the_prompts_still_ask():
    prompts = grow_prompts([replace(SKILL, current=None)], [], None, DAYS, CONTEXT)
    assert prompts[1].fact == "Too few scored calls in the last 30 days to show a score."
    assert prompts[3].fact == "First session proposed: Tue 6 October."
    assert all(prompt.question.endswith("?") for prompt in prompts)
