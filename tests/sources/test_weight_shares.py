"""Weights that are shares are told from percents by what they add up to."""

from __future__ import annotations

import pytest

HEAD = (
    "criterion_id,criterion,parent_criterion_id,weight,outcome_metric,rubric_version,valid_from\n"
)


def rubric(*rows: str) -> dict[str, str]:
    lines = []
    for row in rows:
        name, parent, weight, version = row.split(",")
        lines.append(
            f"{name},{name.title()},{parent},{weight},win_rate,{version},2025-01-0{version}"
        )
    return {"exports/criteria.csv": HEAD + "\n".join(lines) + "\n"}


def test_shares_that_add_up_to_one_become_percents(workshop, rows_of):
    staged = workshop.stage(rubric("OBJ,,0.25,1", "DIS,,0.3,1", "CLO,,0.45,1"))["criteria"]

    assert [weight for (weight,) in rows_of(staged, "weight")] == ["25", "30", "45"]
    (notice,) = staged.notices
    assert notice.sentence == (
        "weights are shares that add up to 1, so they were read as percentages (3 rows; first in "
        "exports/criteria.csv row 2, column 'weight')"
    )


def test_parts_may_be_shares_where_the_top_is_percents(workshop, rows_of):
    staged = workshop.stage(
        rubric("OBJ,,60,1", "DIS,,40,1", "PRICE,OBJ,0.7,1", "RIVAL,OBJ,0.3,1", "ASK,DIS,100,1")
    )["criteria"]

    assert [weight for (weight,) in rows_of(staged, "weight")] == ["60", "40", "70", "30", "100"]


def test_a_version_that_lists_what_changed_is_of_the_same_kind(workshop, rows_of):
    staged = workshop.stage(rubric("OBJ,,0.6,1", "DIS,,0.4,1", "OBJ2,,0.55,2"))["criteria"]

    assert [weight for (weight,) in rows_of(staged, "weight")] == ["60", "40", "55"]


@pytest.mark.parametrize(
    "rows",
    [
        ("OBJ,,25,1", "DIS,,30,1", "CLO,,45,1"),
        ("OBJ,,0.5,1", "DIS,,99.5,1"),
        ("OBJ,,0.25,1", "DIS,,0.3,1"),
        ("OBJ,,0.25,1", "DIS,,much,1"),
    ],
    ids=["percents", "a small percent", "no sum of one", "not all numbers"],
)
def test_other_weights_are_left_as_they_are(workshop, rows_of, rows):
    staged = workshop.stage(rubric(*rows))["criteria"]

    assert [weight for (weight,) in rows_of(staged, "weight")] == [
        row.split(",")[2] for row in rows
    ]
    assert not [notice for notice in staged.notices if notice.kind == "weights_as_shares"]


def test_parts_that_add_up_to_the_weight_of_their_criterion_are_of_the_whole(workshop, rows_of):
    staged = workshop.stage(
        rubric("OBJ,,25,1", "PRICE,OBJ,10,1", "TIME,OBJ,15,1", "DIS,,75,1", "ASK,DIS,75,1")
    )["criteria"]

    assert [weight for (weight,) in rows_of(staged, "weight")] == ["25", "40", "60", "75", "100"]
    (notice,) = staged.notices
    assert notice.sentence == (
        "the weights of parts are percentages of the whole rubric, because they add up to the weight of "
        "their skill (Obj: 25 of 25, Dis: 75 of 75), so they were read as parts of that weight "
        "(3 rows; first in exports/criteria.csv row 3, column 'weight')"
    )


@pytest.mark.parametrize(
    ("rows", "weights"),
    [
        # shares of 1 at the top and in the parts
        (
            ("OBJ,,0.25,1", "PRICE,OBJ,0.1,1", "TIME,OBJ,0.15,1", "DIS,,0.75,1"),
            ["25", "40", "60", "75"],
        ),
        # rounded to one place
        (
            ("OBJ,,33.3,1", "A,OBJ,11.1,1", "B,OBJ,22.3,1", "DIS,,66.7,1"),
            ["33.3", "33.23353293", "66.76646707", "66.7"],
        ),
        # only what is scored has a weight
        (("OBJ,,,1", "PRICE,OBJ,10,1", "TIME,OBJ,15,1", "DIS,,75,1"), ["25", "40", "60", "75"]),
        (("OBJ,,,1", "A,OBJ,0.1,1", "B,OBJ,0.15,1", "DIS,,0.75,1"), ["25", "40", "60", "75"]),
    ],
    ids=["shares", "rounded", "criteria without a weight", "shares, criteria without a weight"],
)
def test_parts_of_the_whole_are_brought_within_their_criterion(workshop, rows_of, rows, weights):
    staged = workshop.stage(rubric(*rows))["criteria"]

    assert [weight for (weight,) in rows_of(staged, "weight")] == weights


@pytest.mark.parametrize(
    "rows",
    [
        ("OBJ,,25,1", "PRICE,OBJ,40,1", "TIME,OBJ,60,1", "DIS,,75,1"),
        ("OBJ,,25,1", "PRICE,OBJ,10,1", "TIME,OBJ,10,1", "DIS,,75,1"),
        ("OBJ,,100,1", "PRICE,OBJ,40,1", "TIME,OBJ,60,1"),
        ("OBJ,,,1", "PRICE,OBJ,10,1", "TIME,OBJ,15,1", "DIS,,60,1"),
    ],
    ids=["within", "neither", "one criterion", "no whole"],
)
def test_other_parts_are_left_as_they_are(workshop, rows_of, rows):
    staged = workshop.stage(rubric(*rows))["criteria"]

    given = [row.split(",")[2] or None for row in rows]
    assert [weight for (weight,) in rows_of(staged, "weight")] == given
    assert not [notice for notice in staged.notices if notice.kind == "weights_of_whole"]
