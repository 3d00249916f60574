"""Sentences of the reports of groups: each says what its numbers carry, in the right number."""

import re
from dataclasses import replace

import pytest
from document_examples import CONTEXT

from review_kit.documents.group_report import (
    drivers,
    exemplars,
    next_training,
    quadrants,
    ranking,
    role_plays,
    routing_summary,
)
from review_kit.documents.group_report.changes import Changes
from review_kit.documents.group_report.dose import dose_finding, dose_section, dose_sentence
from review_kit.documents.group_report.recurrence import (
    Recurrence,
    listed_sentence,
    recurrence_by_criterion,
    recurrence_rows,
)
from review_kit.documents.group_report.skills_heatmap import (
    competency_order,
    heatmap_block,
    rep_lines,
)
from review_kit.documents.parts.differences import between, difference
from review_kit.figures.dose import Dose

NAMES = {"a": "Ana", "b": "Bo", "c": "Cy"}
CRITERIA = {"obj": "Objection handling", "price": "Price objection", "dis": "Discovery"}


# -- differences ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (0.069, "share", "+6.9 points"),
        (-0.12, "share", "−12 points"),
        (0.0001, "share", "0 points"),
        (4.4, "percent", "+4.4 points"),
        (-1, "days", "−1 day"),
        (-5.5, "days", "−5.5 days"),
        (4.02, "days", "+4 days"),
        (12_345, "money", "+€12.3K"),
        (0.2, "money", "€0"),
        (183, "money_per_day", "+€183 a day"),
        (-23, "count", "−23"),
        (0.06, "count", "+0.06"),
        (0.3, "hours_per_week", "+0.30\u202fh a week"),
        (0.071, "of 5", "+0.07"),
        (0.001, "of 5", "0"),
    ],
)
def test_a_difference_is_signed_and_in_its_unit(value, unit, text):
    assert difference(value, unit, "EUR") == text


def test_an_interval_names_its_unit_once_or_not_at_all():
    assert between(-0.075, 0.056, "share", "EUR") == "−7.5 to +5.6"
    assert between(-2193, 3520, "money", "EUR") == "−€2.19K to +€3.52K"


# -- dose ----------------------------------------------------------------------------------------


def doses(*pairs):
    return [Dose("", hours, attainment) for hours, attainment in pairs]


BELOW = [(0.5, 0.6), (0.6, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 1.0)]
ABOVE = [(2.0, 0.8), (2.5, 0.9), (2.6, 1.0), (2.7, 1.1), (2.8, 1.2)]


@pytest.mark.parametrize(
    ("reps", "line", "finding", "sentence"),
    [
        (
            [*BELOW, *ABOVE],
            2.0,
            "5 of 10 reps were coached 2\u202fh a week or more",
            "The median quota attainment is 100\u202f% of those who were, and 80\u202f% of the others.",
        ),
        (
            [*BELOW, (2.0, 3.0)],
            2.0,
            "1 of 6 reps was coached 2\u202fh a week or more",
            "There are too few reps on one side of the line to compare attainment.",
        ),
        (
            BELOW,
            2.0,
            "None of 5 reps was coached 2\u202fh a week; the most is 0.9\u202fh",
            "The median quota attainment is 80\u202f%.",
        ),
        (
            ABOVE,
            1.5,
            "All 5 reps were coached 1.5\u202fh a week or more",
            "The median quota attainment is 100\u202f%.",
        ),
    ],
)
def test_the_picture_of_hours_has_its_finding_for_a_title(reps, line, finding, sentence):
    assert dose_finding(doses(*reps), line) == finding
    assert dose_sentence(doses(*reps), line, 5) == sentence


@pytest.mark.parametrize(("known", "words"), [(0, "no rep"), (1, "only 1 rep"), (4, "only 4 reps")])
def test_too_few_reps_are_not_drawn(known, words):
    rows = [
        {
            "rep_id": "a",
            "hours_per_week": 1.0,
            "quota_attainment": 1.0 if number < known else None,
        }
        for number in range(6)
    ]
    section = dose_section(rows, NAMES, CONTEXT, named=True)
    assert section.figure is None
    assert section.sentence == (
        f"Hours of coaching and quota attainment are both known for {words}; 5 are needed to set "
        "them side by side."
    )


def test_reps_in_their_first_days_are_left_out_of_the_picture_and_counted():
    rows = [{"rep_id": name, "hours_per_week": 1.0, "quota_attainment": 0.9} for name in "abcdef"]
    section = dose_section(rows, NAMES, CONTEXT, named=False, starting={"f"})
    assert section.finding == "None of 5 reps was coached 2 h a week; the most is 1 h".replace(
        " h", "\u202fh"
    )
    assert section.key == "One rep in the first 30 days is left out."


# -- drivers -------------------------------------------------------------------------------------


def pair(criterion, metric, unit, slope, low, high, verdict="cannot_tell", **other):
    return {
        "scope": "team",
        "team": "North",
        "criterion_id": criterion.lower(),
        "criterion": criterion,
        "outcome_metric": metric,
        "unit": unit,
        "declared": False,
        "slope_per_10pp": slope,
        "low": low,
        "high": high,
        "n_periods": 60,
        "n_reps": 9,
        "verdict": verdict,
        **other,
    }


WIN = pair("Objection handling", "win_rate", "share", 0.021, 0.005, 0.037, "moves_with")
CYCLE = pair("Closing", "sales_cycle_days", "days", -6.0, -9.5, -2.5, "moves_against")
UNKNOWN = pair("Rapport", "csat", "of 5", 0.01, -0.1, 0.12, declared=True)
HIDDEN = pair("Rapport", "win_rate", "share", 0.01, -0.1, 0.12)


def test_what_can_be_told_is_told_with_its_interval():
    assert drivers.driver_sentence([WIN, CYCLE, UNKNOWN], CONTEXT) == (
        "Three pairs of skill and result were compared. When a rep scored 10 points more than usual "
        "in objection handling, win rate was 2.1 points higher (+0.5 to +3.7); in closing, "
        "sales cycle was 6 days lower (−9.5 to −2.5)."
    )


def test_of_one_pair_that_cannot_be_told_nothing_is_claimed():
    assert drivers.driver_sentence([UNKNOWN], CONTEXT) == (
        "One pair of skill and result was compared; it does not clearly move together."
    )


def test_the_fourth_driver_is_counted_only():
    told = [replace_criterion(WIN, f"Skill {number}") for number in range(5)]
    assert drivers.driver_sentence(told, CONTEXT).endswith(" Two more are below.")


def replace_criterion(row, name):
    return {**row, "criterion": name}


def test_listed_are_pairs_that_can_be_told_then_those_the_rubric_names():
    assert drivers.shown_drivers([UNKNOWN, HIDDEN, WIN]) == [WIN, UNKNOWN]


def test_a_row_says_what_the_outcome_does():
    row = drivers.driver_rows([CYCLE], CONTEXT)[0]
    assert (row["slope"], row["interval"], row["verdict"]) == (
        "−6 days",
        "−9.5 to −2.5",
        "falls with it",
    )
    assert "Closing and sales cycle: −6 days, 95\u202f% interval −9.5 to −2.5" in row["mark"]


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        ([WIN], "They rest on 9 reps."),
        ([WIN, {**CYCLE, "n_reps": 21}], "They rest on 9 to 21 reps."),
        (
            [{**WIN, "scope": "org"}],
            "They rest on 9 reps of the organisation, because the team has too few.",
        ),
        (
            [WIN, {**CYCLE, "scope": "org"}],
            "They rest on 9 reps, those marked * on the organisation's, because the team has too few.",
        ),
        ([{**WIN, "scope": "org", "team": ""}], "They rest on 9 reps."),
        ([], ""),
    ],
)
def test_whose_reps_a_slope_rests_on_is_said(rows, text):
    assert drivers.evidence_sentence(rows) == text


# -- recurrence ----------------------------------------------------------------------------------


def theme(rep, sessions, line=None, criterion="obj", *, stopped=False):
    return {
        "rep_id": rep,
        "theme": "Price",
        "criterion_id": criterion,
        "sessions": sessions,
        "movement": -2.4,
        "low": -11.2,
        "high": 6.4,
        "line": line,
        "stopped": stopped,
    }


@pytest.mark.parametrize(
    ("themes", "text"),
    [
        ([theme("a", 2)], "No theme took three sessions or more."),
        (
            [theme("a", 3)],
            "One theme took three sessions or more; all of them moved, as far as that was measured.",
        ),
        (
            [theme("a", 7, "performance_conversation"), theme("b", 3)],
            "Two themes took three sessions or more, one of them six or more; one shows no clear rise.",
        ),
    ],
)
def test_recurrence_is_counted_and_what_did_not_move_is_said(themes, text):
    assert Recurrence.of(themes, CONTEXT).sentence() == text


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ([None, None], ""),
        (["diagnose", "diagnose"], ""),
        (["diagnose", None], "Only this one is listed."),
        (["diagnose", "diagnose", None], "Only these are listed."),
    ],
)
def test_a_count_of_more_than_is_listed_says_so(lines, words):
    themes = [theme("a", 3, line) for line in lines]
    assert listed_sentence(Recurrence.of(themes, CONTEXT)) == words


def test_only_themes_without_a_clear_rise_are_listed():
    found = Recurrence.of([theme("a", 3, "diagnose"), theme("b", 9)], CONTEXT)
    assert found.figure()[1:] == ("2", "took 3 or more sessions; 1 took 6 or more")
    assert recurrence_rows(found, NAMES, CRITERIA) == [
        {
            "rep": "Ana",
            "theme": "Price",
            "criterion": "Objection handling",
            "sessions": "3",
            "change": "−2",
            "interval": "−11 to +6",
            "line": "diagnose",
        }
    ]


def test_a_theme_that_stopped_calls_for_nothing_any_more():
    lines = [
        row["line"]
        for row in recurrence_rows(
            Recurrence.of(
                [
                    theme("a", 3, "diagnose", stopped=True),
                    theme("b", 6, "performance_conversation"),
                ],
                CONTEXT,
            ),
            NAMES,
            CRITERIA,
        )
    ]
    assert lines == ["performance conversation", "nothing: it has stopped"]


def test_themes_of_many_reps_are_counted_by_criterion():
    found = Recurrence.of(
        [theme("a", 3, "diagnose"), theme("b", 9), theme("c", 3, criterion=None)], CONTEXT
    )
    assert recurrence_by_criterion(found, CRITERIA) == [
        {"criterion": "Objection handling", "themes": "2", "many": "1", "stuck": "1"},
        {"criterion": "No skill named", "themes": "1", "many": "0", "stuck": "0"},
    ]


# -- training ------------------------------------------------------------------------------------


def competency(name, level, moved=None, n=5, red=False, team="North"):
    return {
        "team": team,
        "competency": name,
        "n_reps": n,
        "mean_level": level,
        "n_moved": 0 if moved is None else n,
        "mean_movement": moved,
        "is_reddest": red,
    }


@pytest.mark.parametrize(
    ("competencies", "text"),
    [
        (
            [competency("Discovery", 2.24, -0.2, red=True), competency("Closing", 2.9, 0.1)],
            "Discovery: the five rated reps are at 2.2 of 4 on average, the lowest of two "
            "competencies, −0.2 against the previous window.",
        ),
        (
            [competency("Discovery", 2.2, 0.0, red=True), competency("Closing", 2.2, 0.4)],
            "Discovery: the five rated reps are at 2.2 of 4 on average, as low as closing; it "
            "moved least, so it comes first.",
        ),
        (
            [competency("Closing", 2.2, red=True), competency("Discovery", 2.2)],
            "Closing: the five rated reps are at 2.2 of 4 on average, as low as discovery; they "
            "are equal.",
        ),
        (
            [competency("Closing", 2.16, red=True), competency("Discovery", 2.24)],
            "Closing: the five rated reps are at 2.2 of 4 on average, as low as discovery; at a "
            "second decimal it is the lowest.",
        ),
        (
            [competency("Closing", 2.2, red=True), competency("Discovery", 1.0, n=2)],
            "Closing: the five rated reps are at 2.2 of 4 on average; no other competency is "
            "rated for as many.",
        ),
        (
            [competency("Closing", 2.2, n=3)],
            "No competency is rated for five reps, so no next training is named.",
        ),
    ],
)
def test_the_next_training_is_named_with_its_numbers_and_ties_are_said(competencies, text):
    assert next_training.training_sentence(competencies, CONTEXT) == text


def test_the_lowest_competency_of_several_teams_is_counted():
    north = competency("Closing", 2, red=True)
    south = competency("Closing", 2, red=True, team="South")
    west = competency("Discovery", 2, red=True, team="West")
    assert next_training.lowest_by_team([north, south, west], CONTEXT) == (
        "Lowest competency of 3 teams: closing in 2 and discovery in 1."
    )
    assert next_training.lowest_by_team([north, south], CONTEXT) == (
        "Closing is the lowest competency of all 2 teams."
    )
    assert next_training.lowest_by_team([competency("Closing", 2)], CONTEXT) == (
        "No team has five reps rated in a competency, so no next training is named."
    )


def skill(rep, delta, low, sessions=1, criterion="price"):
    return {
        "rep_id": rep,
        "criterion_id": criterion,
        "criterion": CRITERIA[criterion],
        "score_delta": delta,
        "low": low,
        "sessions_held": sessions,
        "weight": 20.0,
    }


def test_the_stuck_are_named_by_skill():
    rows = [
        {"criterion_id": criterion, "rep_id": rep, "is_stuck": stuck}
        for criterion, rep, stuck in (
            ("price", "a", True),
            ("price", "b", False),
            ("value", "b", True),
            ("price", "d", True),
        )
    ]
    assert role_plays.stuck_reps(rows) == {"price": ["a", "d"], "value": ["b"]}


def test_a_group_role_play_names_the_skill_its_whole_and_who():
    group = {
        "team": "North",
        "criterion_id": "price",
        "criterion": "Price objection",
        "parent_criterion_id": "obj",
        "n_reps": 3,
        "n_coached": 4,
    }
    rows = role_plays.role_play_rows([group], {"price": ["c", "a", "b"]}, NAMES, CRITERIA)
    assert rows == [
        {
            "skill": "Price objection (objection handling)",
            "stuck": "3 of 4",
            "who": "Ana, Bo and Cy",
        }
    ]
    assert role_plays.role_play_sentence(rows, CONTEXT) == (
        "On one skill, three or more coached reps of a team did not improve: practise it together."
    )
    assert role_plays.role_play_sentence([], CONTEXT) == ("No skill needs a group role-play.")
    teams = [{**group, "team": team} for team in "ABCDEFGHIJKL"]
    row = role_plays.role_plays_by_criterion(teams, CRITERIA)[0]
    assert (row["stuck"], row["teams"]) == ("36", "12")
    assert row["who"] == "A, B, C, D, E, F, G, H, I, J and 2 more"


def test_an_exemplar_of_each_criterion_that_has_one_heaviest_first():
    top = {
        "obj": {**skill("a", 1, 1, criterion="obj"), "weight": 30.0},
        "dis": skill("a", 1, 1, criterion="dis"),
    }
    best = {
        "criterion_id": "dis",
        "rep_id": "b",
        "current_score": 81.4,
        "target": 75.0,
        "others_mean": 66.6,
        "n_current": 22,
        "reps_compared": 4,
    }
    rows = exemplars.exemplar_rows([best], NAMES, top)
    assert [list(row.values()) for row in rows] == [
        ["Discovery", "Bo", "81", "75", "67", "22", "3"]
    ]
    both = exemplars.exemplar_rows([best, best | {"criterion_id": "obj"}], NAMES, top)
    assert [row["criterion"] for row in both] == ["Objection handling", "Discovery"]
    said = exemplars.exemplar_block([], CONTEXT).text
    assert "Nobody is an example yet: on no skill does a rep with 20 calls in both windows" in said


# -- heatmap -------------------------------------------------------------------------------------


def test_a_heatmap_has_levels_movements_and_means_lowest_competency_first():
    rows = [
        {"rep_id": "b", "competency": "Closing", "level": 2.0, "movement": 1.0},
        {"rep_id": "a", "competency": "Closing", "level": 1.0, "movement": 0.0},
        {"rep_id": "a", "competency": "Rapport", "level": 4.0, "movement": None},
    ]
    means = [competency("Rapport", 4.0, n=1), competency("Closing", 1.5, 0.5, n=2)]
    order = competency_order(means)
    assert order == ["Closing", "Rapport"]
    shown = heatmap_block(rep_lines(rows, NAMES, means), order, stubhead="Rep")
    rows_of = re.findall(r"<tr>(.*?)</tr>", shown.html, flags=re.S)
    cells = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, flags=re.S) for row in rows_of]
    assert [[re.sub(r"<[^>]+>", "", cell) for cell in row] for row in cells] == [
        ["Rep", "Closing", "Rapport"],
        ["Ana", "1", "4"],
        ["Bo", "2 +1", "–"],
        ["Mean", "1.5 +0.5", "4.0"],
    ]
    assert shown.html.count("background-color: #ffffff") == 2


def test_two_reps_of_one_name_have_a_line_each():
    rows = [
        {"rep_id": rep, "competency": "Closing", "level": level, "movement": None}
        for rep, level in (("a", 1.0), ("b", 3.0))
    ]
    lines = rep_lines(rows, {"a": "Ana", "b": "Ana"}, [competency("Closing", 2.0, n=2)])
    assert [(line.name, line.cells["Closing"].level) for line in lines[:2]] == [
        ("Ana", 1.0),
        ("Ana", 3.0),
    ]


# -- four fields and routing ---------------------------------------------------------------------


def placed(rep, field, points=None, criterion=None):
    return {"rep_id": rep, "quadrant": field, "points": points, "criterion_id": criterion}


def test_every_rep_has_a_cell_with_the_skill_that_improved_and_shares_are_of_all():
    rows = [
        placed("a", "coachable_and_improving", 8.0, "obj"),
        placed("b", "coachable_and_improving", 12.4, "dis"),
        placed("c", "cannot_tell_yet"),
    ]
    cells = quadrants.quadrant_cells(rows, NAMES, CRITERIA, named=True)
    assert cells["coachable_and_improving"] == {
        "title": "Coachable and improving",
        "n": "2",
        "who": "Ana (objection handling +8) and Bo (discovery +12)",
    }
    assert cells["neither"]["n"] == "0"
    assert cells["cannot_tell_yet"] == {"title": "Too early to tell", "n": "1", "who": "Cy"}
    shares = quadrants.quadrant_cells(rows, NAMES, CRITERIA, named=False)
    assert shares["coachable_and_improving"]["who"] == "67\u202f% of reps"
    assert sum(int(cell["n"]) for cell in shares.values()) == len(rows)


def test_routing_is_counted_by_kind_in_the_order_it_is_judged():
    gaps = [
        {"rep_id": "b", "criterion_id": "dis", "gap": "working"},
        {"rep_id": "a", "criterion_id": "obj", "gap": "will"},
        {"rep_id": "a", "criterion_id": "dis", "gap": "will"},
    ]
    rows = routing_summary.routing_rows(gaps, NAMES, CRITERIA, named=True)
    assert [(row["points_to"], row["skills"], row["reps"], row["who"]) for row in rows] == [
        ("The commitment", "2", "1", "Ana (discovery and objection handling)"),
        ("None of these", "1", "1", ""),
    ]
    assert {
        row["who"] for row in routing_summary.routing_rows(gaps, NAMES, CRITERIA, named=False)
    } == {""}


# -- managers and ranking ------------------------------------------------------------------------


def metric(name, value, n=10, unit="share", **key):
    return {
        "metric": name,
        "value": value,
        "unit": unit,
        "previous": None,
        "team_median": None,
        "n": n,
        "low": None,
        "high": None,
        "note": None,
        **key,
    }


def test_equals_share_a_place_and_who_has_no_quota_comes_last():
    rows = [
        metric("quota_attainment", value, rep_id=rep)
        for rep, value in (("a", 0.9), ("b", 0.9), ("c", None), ("d", 0.4))
    ]
    names = {**NAMES, "d": "Di"}
    lines = ranking.ranked(rows, "rep_id", names, ranking.REP_METRICS, CONTEXT)
    assert [(line.name, line.place) for line in lines] == [
        ("Ana", "1"),
        ("Bo", "1"),
        ("Di", "3"),
        ("Cy", "–"),
    ]
    # four days after the hire, nothing won says nothing
    lines = ranking.ranked(rows, "rep_id", names, ranking.REP_METRICS, CONTEXT, starting={"a", "d"})
    assert [(line.name, line.place) for line in lines] == [
        ("Bo", "1"),
        ("Ana", "–"),
        ("Cy", "–"),
        ("Di", "–"),
    ]
    assert [row["skills"] for row in ranking.rep_rows(lines, [])] == [
        "none",
        "in the first 30 days, so without a place",
        "none",
        "in the first 30 days, so without a place",
    ]


def test_a_line_names_the_skills_coached_most():
    unsaid = dict.fromkeys(
        f"verdict_{name}"
        for name in [
            "basis",
            "points",
            "low",
            "high",
            "from",
            "to",
            "reason",
            "reason_n",
            "ready_on",
        ]
    )
    improved = unsaid | {"verdict": "improved", "verdict_points": 9.3}
    open_yet = unsaid | {"verdict": "cannot_tell_yet", "verdict_points": 7.0}
    rows = [
        # its plain change is 12, the number of its verdict 9
        skill("a", 12.0, 1, sessions=3, criterion="obj") | improved,
        skill("a", None, None, sessions=2, criterion="dis") | open_yet,
        skill("a", 3.0, 1, sessions=1, criterion="price") | open_yet,
        skill("a", 9.0, 1, sessions=0, criterion="obj") | improved,
    ]
    lines = ranking.ranked([], "rep_id", {"a": "Ana", "b": "Bo"}, ranking.REP_METRICS, CONTEXT)
    assert [row["skills"] for row in ranking.rep_rows(lines, rows)] == [
        "Objection handling: improved +9; Discovery: too early to tell; 1 more",
        "none",
    ]


def test_a_ranking_without_quotas_is_no_ranking():
    assert ranking.heading("teams", CONTEXT) == "Teams by quota attainment"
    assert ranking.heading("teams", replace(CONTEXT, tables_missing=("quotas",))) == "Teams"


# -- changes -------------------------------------------------------------------------------------


def test_a_median_is_told_from_five_changes_on():
    five = [skill(rep, delta, 0) for rep, delta in zip("abcde", (1, 2, 12, 13, 14), strict=True)]
    few = [skill(rep, delta, 0, sessions=0) for rep, delta in (("f", 3), ("g", -5))]
    changes = Changes.of([*five, *few, skill("h", None, None)])
    assert changes.describe(CONTEXT) == (
        "Changes of 5 coached skills, median +12 points. Changes of 2 skills without a session."
    )
