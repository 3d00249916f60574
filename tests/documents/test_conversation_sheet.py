"""The conversation sheet: the rep's own view first, then strengths and gaps, then what is agreed."""

import re
from dataclasses import replace
from datetime import date

import pytest
from document_examples import ABOVE_EXPECTED, CONTEXT, OBJECTION, WITHIN_CHANCE

from review_kit.documents import ConversationSheet
from review_kit.documents.sheet.fields import (
    NotASheetError,
    SheetIdentity,
    SheetSkill,
    self_rating,
)
from review_kit.documents.sheet.grow import grow_prompts, strength_sentence, strongest
from review_kit.figures.score_marks import Interval

DAYS = [date(2026, 10, 6), date(2026, 10, 13)]
PROPOSED = {
    "criterion_id": "DIS",
    "because": "largest_gap",
    "target": 60.0,
    "target_from": "typical_gain",
    "own_target": 75.0,
    "due_on": date(2026, 12, 29),
    "goal_set_on": None,
}
OPEN_GOAL = {
    **PROPOSED,
    "because": "open_goal",
    "target_from": "goal",
    "target": 52.0,
    "own_target": 52.0,
    "goal_set_on": date(2026, 7, 7),
}
DISCOVERY = replace(
    OBJECTION,
    criterion_id="DIS",
    name="Discovery",
    baseline=Interval(43),
    current=Interval(50.4),
    verdict=WITHIN_CHANCE,
    weakest_sub_criterion="Impact questions",
    weakest_sub_score=43,
)
CLOSING = replace(
    OBJECTION,
    criterion_id="CLO",
    name="Closing",
    current=Interval(80),
    target=77,
    verdict=WITHIN_CHANCE,
)


def test_every_step_names_the_reps_facts_a_strength_as_well_as_the_gap():
    prompts = grow_prompts([DISCOVERY], [CLOSING], OPEN_GOAL, DAYS, CONTEXT)
    assert [(prompt.step, prompt.fact, prompt.question) for prompt in prompts] == [
        (
            "Goal",
            "You set this goal on 7 July: 52 in Discovery by 29 December.",
            "What would be different on your calls if you got there?",
        ),
        (
            "Reality",
            "Strength: Closing is at 80; the target is 77. Discovery was at 43 in the first 30 days of "
            "the review and is at 50 now after three sessions on it: no clear change.",
            "Which calls show the strength best, and which show what is still hard?",
        ),
        (
            "Options",
            "Where to begin in Discovery: Impact questions, its lowest part, at 43.",
            "What do you do well in Closing that could help in Discovery?",
        ),
        (
            "Will",
            "Next session proposed: Tue 6 October.",
            "What will you do on the next calls, and what could get in the way?",
        ),
    ]


def test_the_goal_is_that_of_the_plan():
    def goal(plan, skill=DISCOVERY):
        return grow_prompts([skill], [], plan, [], CONTEXT)[0].fact

    assert goal(PROPOSED) == "Proposed goal: 60 in Discovery by 29 December."
    assert goal({**OPEN_GOAL, "target_from": "noise", "target": 64.0, "own_target": 58.0}) == (
        "You set this goal on 7 July: 58 in Discovery by 29 December. Scores vary here: only from 64 on "
        "would the gain be clear."
    )
    assert goal(None, replace(DISCOVERY, target=50)) == "The target for Discovery is 50."


def test_a_planned_skill_outside_the_focus_is_what_the_talk_is_about():
    (_, reality, *_) = grow_prompts(
        [DISCOVERY], [CLOSING], {**OPEN_GOAL, "criterion_id": "CLO"}, [], CONTEXT
    )
    assert reality.facts[0] == "Strength: Discovery, at 50."
    assert reality.facts[1].startswith(
        "Closing was at 52 in the first 30 days of the review and is at 80 now"
    )


def test_without_scores_every_step_still_asks():
    prompts = grow_prompts([replace(DISCOVERY, current=None)], [], None, DAYS, CONTEXT)
    assert [prompt.fact for prompt in prompts] == [
        "",
        "Too few scored calls in the last 30 days to show a score.",
        "",
        "Next session proposed: Tue 6 October.",
    ]
    assert all(prompt.question.endswith("?") for prompt in prompts)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            {"verdict": ABOVE_EXPECTED},
            "Strength: Closing scored 13 points higher than comparable uncoached skills; now 80.",
        ),
        ({}, "Strength: Closing is at 80; the target is 77."),
        ({"target": 90}, "Strength: Closing, at 80."),
    ],
)
def test_a_strength_says_no_more_than_its_verdict(changes, sentence):
    assert strength_sentence(replace(CLOSING, **changes)) == sentence


def test_what_improved_is_named_before_what_is_high():
    improved = replace(CLOSING, criterion_id="RAP", current=Interval(55), verdict=ABOVE_EXPECTED)
    assert strongest([DISCOVERY, CLOSING], [improved], DISCOVERY) is improved
    assert strongest([DISCOVERY], [CLOSING], DISCOVERY) is CLOSING
    assert strongest([DISCOVERY], [], DISCOVERY) is None


def test_no_number_of_the_rep_stands_before_the_reps_own_view(run):
    for rep_id in run.table("reps")["rep_id"]:
        sheet = ConversationSheet.open(str(run.folder), rep_id)
        before = f"{sheet.header().text}\n{sheet.self_assessment().text}"
        assert re.findall(r"\d+", before) == ["1", "0", "100"], rep_id
        # the last commitment has days, no score
        told = sheet.last_commitment().text
        assert not {str(round(s.current)) for s in sheet.identity.skills if s.current} & {
            *re.findall(r"\d+", re.sub(r"\d+ [A-Z][a-z]+|^2\.", "", told))
        }, rep_id


IDENTITY = SheetIdentity(
    rep_id="00123",
    rep_name="Ana Ruiz",
    manager_id="M07",
    manager_name="Tom Okafor",
    run_id="2026-09-30-90d",
    as_of=date(2026, 9, 30),
    skills=(SheetSkill("OBJ", "Objection handling", 58.2), SheetSkill("DIS", "Discovery", None)),
    last_entry="L-1042",
    evidence="7f3a91c2",
)


def test_a_sheet_says_whose_it_is():
    assert SheetIdentity.from_text(IDENTITY.to_text()) == IDENTITY


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "is not one of a conversation sheet"),
        (IDENTITY.to_text().replace("00123", "00124"), "was changed"),
        (IDENTITY.to_text().replace('"form": 1', '"form": 2'), "it is form 2"),
    ],
)
def test_a_sheet_put_together_from_two_is_told(text, what):
    with pytest.raises(NotASheetError, match=what):
        SheetIdentity.from_text(text)


def test_dots_in_an_id_are_no_groups_of_fields():
    assert self_rating("OBJ.1", "score") == "self.OBJ%2E1.score"
