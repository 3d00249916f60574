"""What a report prints of each case, from the calls of a small company to the words."""

import re
from dataclasses import replace

import numpy as np
import pytest

from review_kit.documents.group_report.effect import Effect
from review_kit.documents.group_report.effect_words import (
    answer,
    assumption,
    cautions,
    ends,
    evidence,
    points,
    verdict_sentence,
    why_none_short,
)
from review_kit.documents.parts.entity_data import records
from review_kit.metrics.effect.estimate import coaching_effects
from review_kit.metrics.effect.tables import effects_table
from review_kit.metrics.effect.verdicts import Reason, Verdict

DAYS = 140
"""Days of a company, one call on each for every skill; the last is the day of the review."""
WHOLE = ("org", "org")


def company(
    panel_from,
    *,
    reps=24,
    skills=3,
    starts,
    effect=0.0,
    from_day=8,
    uneven=0.0,
    of_rep=0.0,
    low=0.0,
    by_people=False,
    logged=None,
    days=DAYS,
    seed=3,
):
    """Estimate the effect in a company of reps who score 60, give or take.

    ``starts``: (rep, skill) → day of the first session. ``effect`` is added to a coached skill from
    ``from_day`` after it, ``uneven`` to and fro from rep to rep; ``of_rep`` to all skills of the rep from
    the eighth day on.
    ``low`` is taken off the coached skill at all times; ``by_people``: people score it after the session.
    ``days``: how long the record is.
    """
    rng = np.random.default_rng(seed)
    paths, human = {}, {}
    for rep in range(reps):
        level = rng.normal(60, 4)
        began = [day for (who, _), day in starts.items() if who == rep]
        for skill in range(skills):
            path = level + rng.normal(0, 3) + rng.normal(0, 8, days)
            person = np.zeros(days, dtype=bool)
            if began:
                path[min(began) + 8 :] += of_rep
            day = starts.get((rep, skill))
            if day is not None:
                path -= low
                path[day + from_day :] += effect + (uneven if rep % 2 else -uneven)
                person[day:] = by_people
            key = f"r{rep:02}", f"s{skill}"
            paths[key], human[key] = path, person
    panel = panel_from(
        paths,
        {(f"r{rep:02}", f"s{skill}"): day for (rep, skill), day in starts.items()},
        human=human,
    )
    return coaching_effects(panel, logged or {})


def first_skill(reps, day=76):
    """Coach the first skill of so many reps, four in each week."""
    return {(rep, 0): day + 7 * (rep // 4) for rep in range(reps)}


HELPED = {"starts": first_skill(16), "effect": 8.0}

COMPANIES = {
    "helped": HELPED,
    "lowered": {**HELPED, "effect": -8.0},
    "not_shown": {**HELPED, "effect": 0.0},
    "sessions_not_logged": {**HELPED, "logged": {WHOLE: 0.6}},
    "whole_reps_coached": {
        "starts": {(rep, skill): 76 + 7 * (rep // 2) for rep in range(8) for skill in range(3)},
        "effect": 8.0,
    },
    "evaluator_changed": {**HELPED, "by_people": True},
    "follow_up_too_short": {
        "starts": first_skill(7) | {(rep, 0): 112 + rep - 7 for rep in range(7, 12)}
    },
    "record_too_short": {"starts": first_skill(16, day=20)},
    "record_too_short_by_far": {"starts": first_skill(16, day=20), "days": 50},
    "too_few_coached": {"starts": first_skill(7)},
    "too_few_controls": {"reps": 9, "starts": first_skill(8) | {(rep, 1): 88 for rep in range(4)}},
    "no_overlap": {**HELPED, "low": 30.0},
    "interval_too_wide": {"starts": first_skill(12), "effect": 6.0, "uneven": 12.0},
    "comparisons_disagree": {**HELPED, "effect": 4.0, "of_rep": 8.0},
    "one_comparison_only": {**HELPED, "effect": 0.0, "of_rep": 1.5},
    "rose_at_once": {**HELPED, "from_day": 1},
    "controls_coached_later": {
        "starts": first_skill(16) | {(rep, 1): 106 for rep in range(16)},
        "effect": 8.0,
    },
    "over_half_coached": {
        "starts": first_skill(16) | {(rep, skill): 139 for rep in range(16) for skill in (1, 2)},
        "effect": 8.0,
    },
}


@pytest.fixture(scope="module")
def effects(panel_from):
    """The effect of each company, through the engine and the table that documents read."""
    found = {}
    for name, given in COMPANIES.items():
        table = effects_table(company(panel_from, **given).estimates)
        rows = records(table[table["scope"] == "org"])
        found[name] = Effect.of(next(rows))
    return found


def pp(value):
    """Write a number of pp by hand: signed, a tenth, a real minus."""
    return f"{value:+.1f}".replace("-", "−")


@pytest.mark.parametrize("name", [name for name in COMPANIES if name in set(Reason)])
def test_each_company_is_the_case_that_it_is_named_after(effects, name):
    assert effects[name].warnings == (Reason(name),)


def test_a_rise_is_claimed_with_its_interval(effects):
    shown = effects["helped"]
    estimate, low, high = shown.claimed
    assert shown.warnings == ()
    assert answer(shown) == (
        f"Coaching raised coached skills by {estimate:.1f} points (95\u202f% interval {low:.1f} to "
        f"{high:.1f})."
    )
    assert verdict_sentence(shown).startswith("Coaching helped:")
    assert cautions(shown) == []


def test_a_fall_is_claimed_as_one(effects):
    shown = effects["lowered"]
    estimate, low, high = (abs(value) for value in shown.claimed)
    assert answer(shown) == (
        f"Coaching lowered coached skills by {estimate:.1f} points (95\u202f% interval {high:.1f} to "
        f"{low:.1f})."
    )
    assert "less than expected without coaching" in verdict_sentence(shown)


def test_an_interval_across_zero_shows_nothing(effects):
    shown = effects["not_shown"]
    assert shown.verdict is Verdict.NOT_SHOWN
    anything = f"anything from {pp(shown.claimed.low)} to {pp(shown.claimed.high)}"
    assert answer(shown) == (
        f"We cannot say that coaching helped: the effect may be {anything} points."
    )
    assert verdict_sentence(shown) == (
        f"The true effect may be {anything} points, so we claim neither a rise nor a fall."
    )


def test_without_a_log_there_is_no_estimate(effects):
    assert verdict_sentence(effects["sessions_not_logged"]) == (
        "No estimate: 60\u202f% or fewer of the sessions due left a complete entry in the log, so it is "
        "not known what was coached."
    )
    assert answer(effects["sessions_not_logged"]) == "Coaching's effect cannot be measured."


def test_reps_coached_in_everything_at_once_have_nothing_to_compare(effects):
    assert verdict_sentence(effects["whole_reps_coached"]) == (
        "No estimate: 100\u202f% of the coached skills belong to reps who began coaching in nearly all "
        "their skills at once. Whatever else happened to them then would be taken for coaching."
    )


def test_another_evaluator_is_no_effect(effects):
    # every call after the session was scored by a person, none before; of the controls only those
    # of skills that are coached some weeks later
    shift = f"{100 * effects['evaluator_changed'].evaluator_shift:+.0f}"
    assert 90 < float(shift) <= 100
    assert verdict_sentence(effects["evaluator_changed"]) == (
        "No estimate: who scores the calls changed along with the coaching. The share scored by a "
        f"person moved {shift} points against the skills not coached, so a stricter or milder scorer would "
        "look like an effect."
    )


def test_follow_up_that_is_not_over_names_the_day(effects):
    # the twelfth skill began on day 116, and counts from day 151 on: 5 January and 151 days
    assert verdict_sentence(effects["follow_up_too_short"]) == (
        "Not measurable yet: only 7 coached skills of 7 reps were followed for 36 days after their first "
        "session and can be compared; 12 of 8 reps are needed. 5 more are being followed up: 5 June 2026 "
        "is the earliest day."
    )
    assert answer(effects["follow_up_too_short"]) == (
        "There isn't enough data yet to measure coaching's effect."
    )


def test_a_record_that_begins_too_late_is_the_reason_and_its_first_day_is_told(effects):
    # coached in days 20 to 41 of a record that begins on 5 January; the review is on 24 May
    assert verdict_sentence(effects["record_too_short"]) == (
        "Not measurable yet, because the scores do not go back far enough: 0 coached skills of 0 reps can "
        "be compared; 12 of 8 reps are needed. 16 more were coached too early to compare: there must be "
        "scores from 70 days before, and the first are of 5 January 2026. 29 June 2026 is the earliest day, "
        "if more is coached from tomorrow on."
    )
    assert answer(effects["record_too_short"]) == (
        "There isn't enough data yet to measure coaching's effect."
    )


def test_a_record_that_is_too_short_for_new_coaching_as_well_says_when_it_will_not_be(effects):
    # after 50 days the record reaches back 70 days on 16 March; 35 days later is 20 April
    short = effects["record_too_short_by_far"]
    assert verdict_sentence(short).endswith(
        "20 April 2026 is the earliest day, if more is coached from 16 March 2026 on."
    )
    assert why_none_short(short) == (
        "Not measurable yet: the scores do not go back far enough; 20 April 2026 at the earliest, if "
        "more are coached."
    )
    assert verdict_sentence(short, group="this team", members=7).startswith(
        "Not measurable for this team alone: it has 7 reps"
    )


def test_too_few_coached_are_counted_and_the_day_holds_if_more_are_coached(effects):
    # the review is on 24 May; who starts tomorrow counts 36 days later
    assert verdict_sentence(effects["too_few_coached"]) == (
        "Not measurable yet: 7 coached skills of 7 reps can be compared; 12 of 8 reps are needed. "
        "29 June 2026 is the earliest day, if more is coached from tomorrow on."
    )


def test_a_group_that_could_never_have_enough_is_told_so(effects):
    short = effects["too_few_coached"]
    assert verdict_sentence(short, group="this team", members=7) == (
        "Not measurable for this team alone: it has 7 reps, and 12 coached skills of 8 reps are "
        "needed. 7 coached skills of 7 reps can be compared."
    )
    assert answer(short, team=True, members=7) == (
        "There isn't enough data to measure coaching's effect for this team alone."
    )
    assert verdict_sentence(short, group="this team", members=8).startswith("Not measurable yet:")


def test_too_few_to_compare_with(effects):
    found = effects["too_few_controls"]
    assert found.n_control_reps == 9
    assert verdict_sentence(found) == (
        "No estimate: too little was left uncoached to compare with. There are 9 reps and "
        f"{found.controls_per_treated:.1f} weekly scores of skills not coached for each coached skill; 10 "
        "reps and 5 weekly scores are needed."
    )


def test_coached_skills_lower_than_any_other_have_no_fair_comparison(effects):
    found = effects["no_overlap"]
    assert verdict_sentence(found) == (
        "No estimate: coached skills scored lower than any that were not coached. Only "
        f"{100 * found.overlap_share:.0f}\u202f% of them have others like them (80\u202f% are needed), "
        "so there is no fair comparison."
    )


def test_an_interval_too_wide_is_said_without_a_headline(effects):
    found = effects["interval_too_wide"]
    assert found.first.high - found.first.low > 8
    assert found.claimed is None
    assert answer(found) == "We cannot say what coaching did: the range is too wide."
    assert verdict_sentence(found) == (
        f"The true effect may be anything from {pp(found.first.low)} to {pp(found.first.high)} points. That "
        "is wider than 8 points, too wide to say what coaching did."
    )


def test_where_the_comparisons_disagree_only_the_lower_is_claimed(effects):
    found = effects["comparisons_disagree"]
    assert found.claimed == found.second
    assert found.second.estimate < found.first.estimate
    assert cautions(found) == [
        f"Between {pp(found.second.estimate)} and {pp(found.first.estimate)} points, depending on the "
        "comparison (with the team, or with the rep's other skills): either coached "
        "reps were improving in everything, or coaching spread to other skills. We claim only the lower "
        "one."
    ]
    assert f"by {found.second.estimate:.1f} points" in answer(found)


def test_where_one_comparison_alone_finds_an_effect_none_is_claimed(effects):
    # the coached reps were getting better in everything; the difference of the two is not sure
    found = effects["one_comparison_only"]
    assert found.first.low > 0 > found.second.low
    assert found.claimed == found.second
    why = (
        "coached skills differ from the team's uncoached ones, but not clearly from the same rep's other "
        "skills."
    )
    assert answer(found) == (
        "We cannot say that coaching helped: compared with the team there is an effect, compared with the "
        "same reps' other skills it is not clear."
    )
    assert verdict_sentence(found) == f"We claim no rise: {why}"
    assert cautions(found) == [
        f"With the team: {pp(found.first.estimate)} points ({ends(found.first)}). With the rep's other "
        f"skills: {pp(found.second.estimate)} points ({ends(found.second)}). This happens when reps change "
        "in everything, coached or not, or when coaching spreads to other skills. We claim an effect only "
        "if both comparisons find it."
    ]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("human", "by a person"),
        ("ai", "by the AI"),
        ("human:e17", "by one person"),
        ("ai:2.1", "by one version of the AI"),
        ("other", "by one scorer"),
    ],
)
def test_who_scores_otherwise_is_told_by_kind_and_never_by_name(effects, name, words):
    found = replace(effects["evaluator_changed"], evaluator=name)
    assert f"The share scored {words} moved" in verdict_sentence(found)


def test_one_team_alone_is_told_what_cannot_be_told_apart(effects):
    assert "Anything else that changed in this team" in assumption(
        replace(effects["helped"], scope="team")
    )
    assert "Anything else that changed in this team" not in assumption(effects["helped"])


def test_the_weeks_printed_are_those_fitted(effects):
    # of 24 reps' 72 skills all weeks before they were coached that have ten weeks before and five after
    found = effects["helped"]
    words = f"nobody coached, of {found.n_fitted_reps} reps ({found.n_fitted:,} weekly scores)"
    assert words in evidence(found)
    # pseudo-days 70 to 104 of a record of 140 days: weeks 10 to 14
    assert 56 * 5 <= found.n_fitted <= 72 * 5
    assert found.n_fitted_reps == 24


def test_a_rise_in_the_first_week_is_doubted(effects):
    found = effects["rose_at_once"]
    assert answer(found).startswith("Coaching raised coached skills by ")
    assert cautions(found) == [
        "Scores rose at once, in days 1 to 7, which learning rarely does. Other help, or the choice of whom "
        "to coach, may be behind it."
    ]


def test_controls_that_are_coached_later_make_it_a_lower_bound(effects):
    found = effects["controls_coached_later"]
    assert answer(found).startswith("Coaching raised coached skills by at least ")
    assert cautions(found) == [
        f"It is at least {pp(found.claimed.estimate)} points: the comparison group was also being coached."
    ]


def test_over_half_coached_makes_it_a_lower_bound(effects):
    found = effects["over_half_coached"]
    assert "at least" in answer(found)
    assert cautions(found) == [
        f"It is at least {pp(found.claimed.estimate)} points: over half of the skills were coached, and few "
        "were left to compare."
    ]


@pytest.mark.parametrize("name", COMPANIES)
def test_causal_words_stand_only_where_an_effect_is_claimed(effects, name):
    found = effects[name]
    said = " ".join([answer(found), verdict_sentence(found), *cautions(found)])
    claims = re.search(r"Coaching (raised|lowered|helped)|lowered them", said)
    assert bool(claims) == (found.verdict in {Verdict.HELPED, Verdict.LOWERED})


def test_numbers_are_written_with_a_tenth_and_never_rounded_onto_zero(effects):
    shown = effects["helped"].claimed
    assert points(shown.estimate) == pp(shown.estimate)
    assert ends(shown) == f"{pp(shown.low)} to {pp(shown.high)}"
    assert ends(shown._replace(low=0.04)).startswith("+0.04 to ")
    assert ends(shown._replace(low=-0.0001)).startswith("−0.001 to ")
