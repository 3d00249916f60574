"""Effect and return in the reports of groups: whose they are, what stands instead, in which order."""

import re
from dataclasses import replace
from datetime import date

import pytest
from return_examples import FACTORS

from review_kit import render
from review_kit.documents import OrgSummary, TeamRoi
from review_kit.documents.group_report.answer import answer_sentence
from review_kit.documents.group_report.coaching_return import why_no_return
from review_kit.documents.group_report.effect import Effect, Range
from review_kit.documents.group_report.effect_table import LISTED, parts_of
from review_kit.documents.group_report.effect_words import a_a_sentence, borrowed_sentence, cautions
from review_kit.documents.group_report.effect_words import answer as effect_answer
from review_kit.documents.group_report.group_record import GroupRecord
from review_kit.documents.group_report.method import method_points
from review_kit.documents.group_report.page_one import results_line
from review_kit.documents.group_report.robust_words import SEEN_REASONS, robust_sentence
from review_kit.documents.group_report.single_verdicts import (
    coached_skills,
    praise,
    single_figures,
    single_note,
)
from review_kit.documents.parts.verdict import verdict_word
from review_kit.metrics import coaching_return as engine
from review_kit.metrics.effect.robustness import SEEN, Robustness
from review_kit.metrics.effect.verdicts import Reason, Verdict
from review_kit.metrics.skill_verdicts import SkillVerdict

HELPED = Effect(
    scope="org",
    scope_id="org",
    verdict=Verdict.HELPED,
    warnings=(),
    first=Range(5.5, 3.2, 7.8),
    second=Range(4.8, 2.6, 7.1),
    claimed=Range(5.5, 3.2, 7.8),
    n_treated=35,
    n_reps=19,
    n_fitted=1558,
    n_fitted_reps=22,
    n_control_reps=22,
    controls_per_treated=44.5,
    overlap_share=0.89,
    share_whole_reps=0.0,
    evaluator_shift=0.0,
    evaluator=None,
    n_waiting=1,
    n_cut_off=0,
    scores_from=date(2026, 1, 4),
    earliest=date(2026, 9, 30),
    needs_more_coaching=False,
    coach_from=None,
    placebo=Range(0.9, -0.9, 2.7),
)
NOT_SHOWN = replace(
    HELPED, verdict=Verdict.NOT_SHOWN, first=Range(1.0, -1.2, 3.2), claimed=Range(1.0, -1.2, 3.2)
)
TOO_WIDE = replace(
    HELPED,
    verdict=Verdict.CANNOT_TELL,
    warnings=(Reason.INTERVAL_TOO_WIDE,),
    first=Range(4.0, -1.0, 9.0),
    claimed=None,
)
TOO_FEW = replace(
    HELPED,
    verdict=Verdict.NOT_MEASURABLE,
    warnings=(Reason.TOO_FEW_COACHED,),
    first=None,
    second=None,
    claimed=None,
    n_treated=7,
    n_reps=4,
    n_waiting=0,
    earliest=date(2026, 11, 5),
    needs_more_coaching=True,
    placebo=None,
)


@pytest.fixture(scope="module")
def report_with(run):
    """Open a report of the run as if its effects and its return were these."""

    def opened(kind, effects, money=None):
        report = kind.open(str(run.folder))
        placed = [
            replace(one, scope=report.record.scope[0], scope_id=report.record.scope[1])
            if index == 0
            else one
            for index, one in enumerate(effects)
        ]
        # a frozen dataclass keeps its cached properties where anything else may put them too
        report.record.__dict__.update(effects=placed, money=money)
        return report

    return opened


def sentences(part):
    return " ".join(part.text.replace("\u202f", " ").split())


# -- page one --------------------------------------------------------------------------------------


def first_line(report):
    return answer_sentence(report.record)


def test_a_team_with_an_effect_claims_it_in_its_first_line(report_with):
    report = report_with(TeamRoi, [HELPED])
    assert first_line(report) == (
        "Coaching raised coached skills by 5.5 points (95\u202f% interval 3.2 to 7.8)."
    )
    shown = sentences(report.answer())
    assert (
        "35 coached skills of 19 reps are compared with skills that nobody coached, of 22 reps (1,558 weekly "
        "scores)." in shown
    )
    assert "after its first session" in shown


def test_a_lowered_effect_is_told_by_its_size():
    lowered = replace(HELPED, verdict=Verdict.LOWERED, claimed=Range(-5.5, -7.8, -3.2))
    assert effect_answer(lowered) == (
        "Coaching lowered coached skills by 5.5 points (95\u202f% interval 3.2 to 7.8)."
    )
    least = replace(lowered, warnings=(Reason.OVER_HALF_COACHED,))
    assert "by at least 5.5 points" in effect_answer(least)


def test_a_rise_at_once_is_told_beside_the_claim(report_with):
    at_once = replace(HELPED, warnings=(Reason.ROSE_AT_ONCE,))
    shown = sentences(report_with(OrgSummary, [at_once]).answer())
    assert "Scores rose at once, in days 1 to 7, which learning rarely does" in shown


def test_a_team_without_one_says_so_and_shows_the_organisations_as_the_organisations(report_with):
    report = report_with(TeamRoi, [TOO_FEW, HELPED])
    shown = sentences(report.answer())
    assert "36 days behind them 7 12 Reps with such a skill 4 8" in shown
    assert (
        "The whole organisation's effect is +5.5 points (95 % interval +3.2 to +7.8), "
        "from 35 coached skills of 19 reps." in shown
    )
    assert "There isn't enough data" in first_line(report)
    assert "5.5" not in first_line(report)


def test_the_organisation_borrows_from_nobody(report_with):
    assert "The organisation's" not in report_with(OrgSummary, [TOO_FEW]).answer().text


@pytest.mark.parametrize("effect", [TOO_WIDE, TOO_FEW])
def test_without_an_estimate_there_is_no_large_number(report_with, effect):
    report = report_with(TeamRoi, [effect])
    assert 'class="big' not in report.answer().html
    # nor does a raw comparison of coached skills with others stand in for it
    assert not re.search(r"raised|lowered|rose|fell|median", report.answer().text)


def test_what_is_not_shown_has_its_range_and_no_large_number(report_with):
    report = report_with(TeamRoi, [NOT_SHOWN])
    assert first_line(report) == (
        "We cannot say that coaching helped: the effect may be anything from −1.2 to +3.2 points."
    )
    assert 'class="big' not in report.answer().html


@pytest.mark.parametrize(
    ("effect", "said"),
    [
        (
            replace(NOT_SHOWN, warnings=(Reason.ONE_COMPARISON_ONLY,)),
            "compared with the team there is an effect, compared with the same reps' other skills it is "
            "not clear.",
        ),
        (
            replace(NOT_SHOWN, warnings=(Reason.ONE_COMPARISON_ONLY,), second=None),
            "there is too little to compare with the same reps' other skills.",
        ),
        (TOO_WIDE, "We cannot say what coaching did: the range is too wide."),
        (None, "Coaching's effect cannot be measured."),
        (
            replace(TOO_FEW, warnings=(Reason.EVALUATOR_CHANGED,)),
            "Coaching's effect cannot be measured.",
        ),
    ],
)
def test_what_cannot_be_told_is_said_in_a_sentence(effect, said):
    assert effect_answer(effect).endswith(said)


def test_too_little_data_is_set_beside_what_is_needed(report_with):
    report = report_with(OrgSummary, [replace(TOO_FEW, n_waiting=3)])
    shown = sentences(report.answer())
    assert "Coached skills with 36 days behind them 7 12 Reps with such a skill 4 8" in shown
    assert (
        "3 more are being followed up. The earliest day to measure it is 5 November 2026, if more is "
        "coached from now on." in shown
    )


def test_a_group_that_can_never_have_enough_is_promised_no_day():
    assert effect_answer(TOO_FEW, team=True, members=5) == (
        "There isn't enough data to measure coaching's effect for this team alone."
    )
    assert effect_answer(TOO_FEW, team=True, members=12) == (
        "There isn't enough data yet to measure coaching's effect for this team."
    )


def test_a_group_nobody_scored_has_no_estimate(report_with):
    report = report_with(TeamRoi, [])
    assert "No estimate: no skill of the group is scored." in report.answer().text
    assert "<svg" not in report.answer().html


def test_without_a_session_there_is_neither_sentence_nor_picture_of_an_effect(report_with):
    report = report_with(TeamRoi, [HELPED])
    held = report.record.metrics["sessions_held"]
    report.record.metrics["sessions_held"] = replace(held, value=0.0)
    assert first_line(report).startswith("No coaching session was logged")
    assert "<svg" not in report.answer().html


def test_every_caution_is_said_once_and_the_stronger_bound_alone():
    both = replace(
        HELPED,
        warnings=(Reason.ROSE_AT_ONCE, Reason.CONTROLS_COACHED_LATER, Reason.OVER_HALF_COACHED),
    )
    said = cautions(both)
    assert [line.split(":")[0] for line in said] == [
        "Scores rose at once, in days 1 to 7, which learning rarely does. Other help, or the choice of whom "
        "to coach, may be behind it.",
        "It is at least +5.5 points",
    ]
    assert "over half" in said[1]


def test_beside_what_is_not_shown_the_comparison_group_is_named_and_no_bound_is_claimed():
    unclear = replace(NOT_SHOWN, warnings=(Reason.CONTROLS_COACHED_LATER,))
    assert cautions(unclear) == [
        "An effect would look smaller than it is: the comparison group was also being coached."
    ]


def test_a_second_opinion_above_the_first_has_its_own_reasons():
    above = replace(HELPED, second=Range(8.0, 6.0, 10.0), warnings=(Reason.COMPARISONS_DISAGREE,))
    assert "Between +5.5 and +8.0 points" in cautions(above)[0]
    assert "falling behind in everything" in cautions(above)[0]


@pytest.mark.parametrize(
    ("organisation", "words"),
    [
        (None, "The organisation as a whole has no estimate either."),
        (TOO_FEW, "The organisation as a whole has no estimate either."),
        (
            NOT_SHOWN,
            "The whole organisation's effect is not clear either: anything from −1.2 to +3.2 points.",
        ),
    ],
)
def test_what_the_organisation_has_not_is_not_lent(organisation, words):
    assert borrowed_sentence(organisation) == words


@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_page_one_with_everything_there_is_to_say_is_one_page(report_with, size):
    everything = replace(
        HELPED,
        warnings=(
            Reason.COMPARISONS_DISAGREE,
            Reason.ROSE_AT_ONCE,
            Reason.CONTROLS_COACHED_LATER,
            Reason.OVER_HALF_COACHED,
        ),
    )
    worth = {
        "cost": 11_900.0,
        "net_low": 100.0,
        "net": 76_100.0,
        "net_high": 219_100.0,
        "multiple_low": 1.0,
        "multiple": 7.4,
        "multiple_high": 19.4,
        "n_started": 12,
        "n_reps": 7,
        "reason": "",
    }
    report = report_with(TeamRoi, [everything], worth)
    curve = [{**week, "scope": "team", "scope_id": report.record.scope[1]} for week in WEEKS]
    report.record.__dict__.update(money_factors=FACTORS, curve=curve)
    parts = ("header", "answer", "on_monday", "investment")
    body = "".join(str(getattr(report, part)().html) for part in parts)
    page = f'<html><body class="review-kit"><div class="review-kit">{body}</div></body></html>'
    assert len(render.Renderer(paper=size).lay_out(page).pages) == 1


@pytest.mark.parametrize(
    ("effect", "words"),
    [
        (NOT_SHOWN, "the effect may be anything from −1.2 to +3.2 points, and that includes zero."),
        (
            TOO_WIDE,
            "the effect may be anything from −1.0 to +9.0 points, and that is wider than 8 points.",
        ),
        (
            replace(TOO_WIDE, first=None, second=None),
            "there are too few reps to say how sure the effect is.",
        ),
        (
            replace(NOT_SHOWN, warnings=(Reason.ONE_COMPARISON_ONLY,)),
            "only one of two comparisons finds an effect.",
        ),
    ],
)
def test_what_keeps_a_return_from_being_shown_is_named(effect, words):
    assert why_no_return(engine.NOT_SHOWN, effect) == f"No ROI is shown: {words}"


# -- the pages behind ------------------------------------------------------------------------------


WEEKS = [
    {
        "scope": "org",
        "scope_id": "org",
        "first_day": first,
        "last_day": first + 6,
        "n_treated": 30,
        "coached": 60.0,
        "uncoached": 62.0,
        "expected": None if first < 0 else 56.0,
        "low": None if first < 0 else 1.0,
        "high": None if first < 0 else 7.0,
    }
    for first in (-7, 1, 8)
]


ROBUST = Robustness(0.044, 0.031, "last_weeks", 0.0061, 0.0123, 4.96)


def test_how_strong_another_reason_would_have_to_be_is_told_of_a_claimed_effect():
    points = method_points(replace(HELPED, robust=ROBUST))
    assert points["Could another reason be behind it?"].replace("\u202f", " ") == (
        "Managers may also choose by something that no score shows. To explain the whole effect, that reason "
        "would have to account for 4.4 % of what is otherwise unexplained, both in who was coached and in "
        "how they scored after; to bring the interval to zero, for 3.1 %. The strongest reason we see is how "
        "it scored in the last three weeks. It accounts for 0.6 % of who was coached and 1.2 % of how they "
        "scored after. The unseen reason would have to be 5.0 times as strong."
    )
    assert "Could another reason be behind it?" not in method_points(HELPED)
    assert "have to be about as strong." in robust_sentence(replace(ROBUST, times=0.97))
    assert "over 100 times" in robust_sentence(replace(ROBUST, times=100.0))
    assert set(SEEN_REASONS) == set(SEEN)


def stretch(first_day, last_day, *numbers, verdict="not_shown", warnings="", **changed):
    estimate, low, high = numbers or (None, None, None)
    return {
        "scope": "org",
        "scope_id": "org",
        "first_day": first_day,
        "last_day": last_day,
        "n_treated": 20,
        "n_reps": 14,
        "claimed_estimate": estimate,
        "claimed_low": low,
        "claimed_high": high,
        "verdict": verdict,
        "warnings": warnings,
        "earliest": date(2026, 11, 5),
        "needs_more_coaching": False,
        "share_coached_later": 0.1,
    } | changed


FIRST_WEEKS = stretch(8, 35, 5.5, 3.2, 7.8, verdict="helped")


@pytest.mark.parametrize(
    ("later", "said"),
    [
        (
            stretch(36, 90, 4.0, 1.0, 7.0, verdict="helped", warnings="controls_coached_later"),
            "Days 36 to 90 20 (14 reps) +4.0 +1.0 to +7.0 helped; at least this much",
        ),
        # below the share that is a warning: on later days it tells nevertheless
        (
            stretch(36, 90, 4.0, 1.0, 7.0, verdict="helped"),
            "Days 36 to 90 20 (14 reps) +4.0 +1.0 to +7.0 helped; at least this much",
        ),
        (
            stretch(36, 90, 4.0, 1.0, 7.0, verdict="helped", share_coached_later=0.0),
            "Days 36 to 90 20 (14 reps) +4.0 +1.0 to +7.0 helped",
        ),
        (
            stretch(36, 90, 1.0, -1.0, 3.0),
            "Days 36 to 90 20 (14 reps) +1.0 −1.0 to +3.0 not shown",
        ),
        (
            stretch(36, 90, verdict="cannot_tell", warnings="interval_too_wide"),
            "Days 36 to 90 20 (14 reps) – too uncertain to tell",
        ),
        (
            stretch(
                36,
                90,
                verdict="not_measurable",
                warnings="too_few_coached",
                needs_more_coaching=True,
            ),
            "Days 36 to 90 20 (14 reps) – not measurable before 5 November 2026, if more are coached",
        ),
        (
            stretch(36, 90, verdict="not_measurable", warnings="no_overlap"),
            "Days 36 to 90 20 (14 reps) – no fair comparison",
        ),
    ],
)
def test_how_long_it_lasts_is_told_stretch_by_stretch(report_with, later, said):
    report = report_with(OrgSummary, [HELPED])
    report.record.__dict__.update(curve=WEEKS, persistence=[later, FIRST_WEEKS])
    told = sentences(report.persistence())
    assert f"Days 8 to 35 20 (14 reps) +5.5 +3.2 to +7.8 helped {said}" in told
    assert "makes the later effects look smaller than they are: read them as “at least”" in told


def test_without_a_number_on_any_days_nothing_is_told_of_lasting(report_with):
    report = report_with(OrgSummary, [HELPED])
    none = stretch(36, 90, verdict="not_measurable", warnings="too_few_coached")
    report.record.__dict__.update(curve=WEEKS, persistence=[none])
    assert "How long it lasts" not in sentences(report.persistence())


@pytest.mark.parametrize(
    ("own", "organisation", "title"),
    [
        (HELPED, HELPED, "Coached skills scored 5.5 points above what we would expect"),
        (
            NOT_SHOWN,
            HELPED,
            "Coached skills are not clearly apart from what we would expect without coaching",
        ),
        (
            TOO_FEW,
            HELPED,
            "Whole organisation: coached skills scored 5.5 points above expected",
        ),
        (
            TOO_FEW,
            NOT_SHOWN,
            "Whole organisation: coached skills are not clearly apart from expected",
        ),
    ],
)
def test_the_title_of_the_picture_says_what_the_verdict_carries_and_whose(
    report_with, own, organisation, title
):
    report = report_with(TeamRoi, [own, organisation])
    scope = report.record.scope
    report.record.__dict__["curve"] = [
        *WEEKS,
        *({**week, "scope": scope[0], "scope_id": scope[1]} for week in WEEKS),
    ]
    assert title in sentences(report.answer())
    lent = own is TOO_FEW
    assert ("coached skills of the organisation" in report.answer().html) == lent


def part(kind, name, *numbers, verdict="not_shown", warnings="", **changed):
    row = stretch(0, 0, *numbers, verdict=verdict, warnings=warnings)
    second = dict.fromkeys(("second_estimate", "second_low", "second_high"))
    apart = dict.fromkeys(("apart", "apart_low", "apart_high", "best_guess"))
    return {"kind": kind, "part": name, **row, **second, **apart} | changed


def test_the_organisation_sees_for_whom_coaching_did_more(report_with):
    report = report_with(OrgSummary, [HELPED])
    apart = {"apart": 4.0, "apart_low": 1.0, "apart_high": 7.0, "best_guess": 6.5}
    report.record.__dict__.update(
        effect_parts=[
            part("tenure", "under_a_year", 7.0, 4.0, 10.0, verdict="helped", **apart),
            part(
                "tenure",
                "a_year_or_more",
                1.0,
                -1.0,
                3.0,
                apart=-4.0,
                apart_low=-8.0,
                apart_high=1.0,
            ),
            part("quarter", "2026Q1", 7.0, 4.0, 10.0, verdict="helped"),
            part("quarter", "2026Q2", verdict="not_measurable", warnings="too_few_coached"),
            part("level", "below_others", verdict="not_measurable", warnings="too_few_coached"),
        ]
    )
    told = sentences(report.effects_table())
    assert (
        "By tenure at the first session Under a year 20 (14 reps) +7.0 +4.0 to +10.0 – helped; +4.0 against "
        "the rest; best guess +6.5 A year or more 20 (14 reps) +1.0 −1.0 to +3.0 – not shown"
        in told
    )
    assert "Q1 2026 20 (14 reps) +7.0" in told
    assert "Q2 2026 (20 skills, 14 reps): not measurable before 5 November 2026" in told
    # of a kind without any number nothing is said
    assert "level before it" not in told


def test_groups_stand_by_name_and_those_without_a_number_share_a_line():
    effects = [
        HELPED,
        replace(HELPED, scope="manager", scope_id="m1", claimed=Range(9.0, 6.0, 12.0)),
        replace(HELPED, scope="manager", scope_id="m2", claimed=Range(2.0, 1.0, 3.0)),
        replace(TOO_FEW, scope="manager", scope_id="m3"),
        replace(TOO_FEW, scope="manager", scope_id="m4", n_treated=1, n_reps=1),
    ]
    managers = {"m2": "Ada", "m3": "Ben", "m4": "Cleo", "m1": "Dov"}
    names = {
        "org": {"org": "Northwind"},
        "team": {},
        "manager": managers,
        "criterion": {},
    }
    titles = {scope: scope for scope in names}
    whole, leaders = parts_of(effects, names, {}, titles)
    assert [line.name for line in whole.lines] == ["Northwind"]
    # the smaller effect stands first, because Ada comes before Dov
    assert [(line.name, line.estimate) for line in leaders.lines] == [
        ("Ada", "+2.0"),
        ("Dov", "+9.0"),
    ]
    assert leaders.without == {
        "not measurable yet; 5 November 2026 at the earliest, if more are coached.": (
            "Ben (7 skills, 4 reps), Cleo (1 skill, 1 rep)"
        )
    }
    few = parts_of(effects, names, {"manager": {"m3": 7, "m4": 3}}, titles)[1]
    assert list(few.without) == ["not measurable alone, with fewer than 8 reps."]


def test_of_very_many_without_a_number_the_rest_are_counted():
    ids = [f"m{number:03}" for number in range(LISTED + 3)]
    effects = [replace(TOO_FEW, scope="manager", scope_id=key) for key in ids]
    names = {
        "org": {},
        "team": {},
        "manager": dict(zip(ids, ids, strict=True)),
        "criterion": {},
    }
    (part,) = parts_of(effects, names, {}, {scope: scope for scope in names})
    assert next(iter(part.without.values())).endswith("(7 skills, 4 reps) and 3 more")


def test_a_line_says_its_doubts_and_gives_the_other_comparison():
    doubted = replace(
        HELPED,
        warnings=(Reason.COMPARISONS_DISAGREE, Reason.OVER_HALF_COACHED),
        claimed=HELPED.second,
    )
    names = {
        "org": {"org": "Northwind"},
        "team": {},
        "manager": {},
        "criterion": {},
    }
    ((line,),) = [part.lines for part in parts_of([doubted], names, {}, dict.fromkeys(names, ""))]
    assert line.estimate == "+4.8"
    assert line.second == "+5.5 (+3.2 to +7.8)"
    assert line.says == (
        "helped; at least this much; the lower of two that disagree; over half coached"
    )


def test_too_wide_an_interval_stands_in_words():
    names = {
        "org": {"org": "Northwind"},
        "team": {},
        "manager": {},
        "criterion": {},
    }
    (part,) = parts_of([TOO_WIDE], names, {}, dict.fromkeys(names, ""))
    assert part.lines == []
    assert list(part.without) == [
        "the true effect may be anything from −1.0 to +9.0 points. That is wider than 8 points, too wide "
        "to say what coaching did."
    ]


@pytest.mark.parametrize(
    ("placebo", "words"),
    [
        (Range(0.9, -0.9, 2.7), "found no effect, as it should: +0.9 points (−0.9 to +2.7)."),
        (Range(2.0, 0.3, 3.7), "Doubt the effect by at least that much."),
        (None, "could not be made."),
    ],
)
def test_the_dummy_test_on_uncoached_skills_is_told(placebo, words):
    assert a_a_sentence(placebo).endswith(words)


def test_the_method_counts_what_is_behind_and_tells_the_check():
    points = method_points(HELPED)
    assert points["How much is behind it."].startswith(
        "The organisation's: 35 coached skills of 19"
    )
    assert "+0.9 points" in points["Does it find what is not there?"]
    assert "cannot be detected" in points["What is assumed."]
    assert "How much is behind it." not in method_points(TOO_FEW, own=True)


# -- one by one ------------------------------------------------------------------------------------


def skill(verdict, half=8.0, basis="expected"):
    return {
        "verdict": verdict,
        "verdict_basis": basis,
        "verdict_low": 2.0 - half,
        "verdict_high": 2.0 + half,
    }


def test_single_verdicts_are_counted_and_add_up():
    rows = [
        *(skill("improved") for _ in range(3)),
        *(skill("cannot_tell_yet", half=12.0) for _ in range(4)),
        skill("cannot_tell_yet", basis=None),
        skill("not_enough_calls", basis=None),
    ]
    figures = single_figures(rows)
    assert [(one.title, one.value) for one in figures] == [
        ("Improved", "3"),
        ("Declined", "0"),
        ("No clear change", "0"),
        ("Too early to tell", "5"),
        ("Not enough calls", "1"),
    ]
    assert sum(int(one.value) for one in figures) == len(rows)
    assert "the true change lies within 12 points of the number" in single_note(rows)
    assert "most of them are “too early to tell”" in single_note(rows)
    assert single_note([skill("cannot_tell_yet", basis=None)]) == ""


def test_a_report_says_which_skills_were_coached_those_of_most_reps_first():
    rows = [
        {"criterion": name} for name in ("Discovery", "Closing", "Value proposition", "Closing")
    ]
    assert coached_skills(rows) == (
        "Coached: closing (two reps), discovery (one rep) and value proposition (one rep)."
    )


def test_page_one_names_the_first_results_with_those_before(run):
    group = GroupRecord.of_organisation(str(run.folder))
    first, second, third, *_ = group.lagging
    line = results_line([first, replace(second, previous=None), third])
    assert line.startswith("Results: quota attainment ")
    assert f"{first.value_text} (before {first.previous_text}), " in line
    assert f"{second.value_text} and " in line
    assert results_line([]) == ""


def test_a_team_s_report_says_whom_to_praise_the_furthest_first():
    improved = [
        {
            "rep_id": rep,
            "criterion": criterion,
            "verdict": SkillVerdict.IMPROVED,
            "verdict_points": change,
        }
        for rep, criterion, change in (
            ("r1", "Discovery", 9.6),
            ("r2", "Closing", 14.0),
            ("r1", "Closing", 1.0),
            ("r3", "Closing", 7.0),
        )
    ]
    names = {"r1": "Ana", "r2": "Bo", "r3": "Cy"}
    fallen = {**improved[0], "verdict": SkillVerdict.DECLINED, "verdict_points": -20.0}
    assert praise([fallen, *improved], names) == (
        "Worth praising: Bo in closing (+14 points), Ana in discovery (+10 points) and Cy in closing "
        "(+7 points). One more improved."
    )
    assert praise([fallen, improved[2]], names) == "Worth praising: Ana in closing (+1 point)."
    assert praise([fallen], names) == ""


def test_the_counts_of_a_report_are_those_of_its_reps(run):
    criteria = run.table("rep_criteria")
    coached = criteria[criteria["parent_criterion_id"].isna() & (criteria["sessions_held"] > 0)]
    text = " ".join(OrgSummary.open(str(run.folder)).single_verdicts().text.split())
    for verdict in SkillVerdict:
        words = verdict_word(verdict)
        n = (coached["verdict"] == verdict).sum()
        assert f"{words[0].upper()}{words[1:]} {n} of {len(coached)} coached skills" in text
