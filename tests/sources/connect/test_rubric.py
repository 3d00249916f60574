"""A rubric from the headings of a scorecard."""

from __future__ import annotations

from pathlib import Path

from review_kit.sources.connect.grids import Grid
from review_kit.sources.connect.rubric import criteria_of, rubric_file, with_weights


def weights(headings, rows=(), overall=""):
    header = (*headings, overall) if overall else tuple(headings)
    grid = Grid("x.csv", None, header, tuple(tuple(str(cell) for cell in row) for row in rows))
    found, says = with_weights(criteria_of(tuple(headings)), grid, overall)
    return {each.identifier: (each.parent, each.weight) for each in found}, says


def test_sub_criteria_are_told_by_their_heading():
    found = criteria_of(("Opening", "Discovery", "Discovery > Impact questions", "Mood: good"))
    assert [(each.identifier, each.name, each.parent) for each in found] == [
        ("opening", "Opening", ""),
        ("discovery", "Discovery", ""),
        ("impact_questions", "Impact questions", "discovery"),
        ("mood_good", "Mood: good", ""),
    ]


def test_a_group_without_a_column_becomes_a_criterion():
    found = criteria_of(("Closing - Ask", "Closing - Next step"))
    assert [(each.identifier, each.heading, each.parent) for each in found] == [
        ("closing", "", ""),
        ("ask", "Closing - Ask", "closing"),
        ("next_step", "Closing - Next step", "closing"),
    ]


def test_weights_are_taken_from_headings():
    found, says = weights(("Opening (25%)", "Discovery (75 %)"))
    assert found == {"opening": ("", 25), "discovery": ("", 75)}
    assert says == ["weights within the rubric: as the headings say"]


def test_parts_weighted_within_the_whole_rubric_give_the_weight_of_their_criterion():
    found, says = weights(
        ("Opening (75%)", "Discovery > Impact questions (15%)", "Discovery > Process (10%)")
    )
    assert found == {
        "opening": ("", 75),
        "discovery": ("", 25),
        "impact_questions": ("discovery", 60),
        "process": ("discovery", 40),
    }
    assert says == [
        "weights within the rubric: as the headings say",
        "weights within 'Discovery': as the headings say, brought from 25 to 100",
    ]


def test_weights_are_worked_out_from_the_overall_score():
    rows = [
        (a, b, round(0.3 * a + 0.7 * b))
        for a, b in [(50, 60), (70, 40), (20, 90), (65, 61), (80, 15), (33, 48)]
    ]
    found, says = weights(
        ("Opening", "Discovery"), [[f"{n}%" for n in row] for row in rows], "Overall"
    )
    assert found == {"opening": ("", 30), "discovery": ("", 70)}
    assert says[0].startswith("weights within the rubric: worked out from 'Overall'")


def test_weights_of_headings_that_do_not_give_the_overall_score_are_told_with_those_that_do():
    scores = [(50, 60), (70, 40), (20, 90), (65, 61), (80, 15), (33, 48)]
    rows = [(f"{a}%", f"{b}%", f"{round(0.3 * a + 0.7 * b)}%") for a, b in scores]
    found, (says,) = weights(("Opening (50%)", "Discovery (50%)"), rows, "Overall")
    assert found == {"opening": ("", 50), "discovery": ("", 50)}
    assert "they do not give 'Overall' on 5 of 6 calls" in says
    assert says.endswith("these would: Opening 30, Discovery 70")
    _, (says,) = weights(("Opening (30%)", "Discovery (70%)"), rows, "Overall")
    assert says == "weights within the rubric: as the headings say"


def test_weights_that_nothing_tells_are_even_and_add_up():
    found, says = weights(("A", "B", "C"))
    assert [weight for _, weight in found.values()] == [33.34, 33.33, 33.33]
    assert says == ["weights within the rubric: NOT KNOWN from any export, so all are equal"]


def test_the_file_is_canonical():
    found, says = with_weights(
        criteria_of(("Opening", "Closing")), Grid("x.csv", None, ("Opening", "Closing"), ()), ""
    )
    made = rubric_file(found, says, Path("exports/criteria.csv"), "2000-01-01", "win_rate")
    assert made.content == (
        "criterion_id,criterion,parent_criterion_id,weight,outcome_metric,rubric_version,valid_from\n"
        "opening,Opening,,50,win_rate,1,2000-01-01\n"
        "closing,Closing,,50,win_rate,1,2000-01-01\n"
    )
