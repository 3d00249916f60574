"""Conversion by stage, and the stage where a rep loses most."""

import pandas as pd
import pytest

from review_kit.metrics.stages import closing_stages, stage_order

STAGES = ("Discovery", "Proposal", "Closed")


def deal(world, rep: str, number: int, *, lost_in: str | None):
    """A deal that enters discovery on 1 February, proposal on 11 February, and ends on 1 March."""
    name = f"{rep}-{number}"
    world.deal("02-01", "03-01", rep=rep, name=name, won=lost_in is None, stage="Closed")
    steps = [("Discovery", "02-01")]
    if lost_in != "Discovery":
        steps.append(("Proposal", "02-11"))
    return world.went(name, *steps, ("Closed", "03-01"))


@pytest.fixture
def company(world):
    """Five reps of six deals; ana loses four of six in discovery, the others one each."""
    for rep in ("ana", "bo", "cy", "di", "eve"):
        world.rep(rep)
        for number in range(6):
            in_discovery = number < (4 if rep == "ana" else 1)
            lost_in = "Discovery" if in_discovery else "Proposal" if number == 5 else None
            deal(world, rep, number, lost_in=lost_in)
    return world


def stage(result, name: str, rep: str = "ana") -> pd.Series:
    table = result.tables.stages
    return table[(table["rep_id"] == rep) & (table["stage"] == name)].iloc[0]


def test_conversion_by_hand(company) -> None:
    row = stage(company.review(), "Discovery")
    assert row[["stage_order", "decided", "advanced"]].tolist() == [1, 6, 2]
    assert row["conversion"] == pytest.approx(2 / 6)
    # Wilson for 2 of 6
    assert (row["low"], row["high"]) == pytest.approx((0.0968, 0.7000), abs=0.0001)
    # four were lost after 28 days, two advanced after 10
    assert row["median_days"] == 28
    # the team: 2 + 4 × 5 of 30; 22 advanced after 10 days
    assert row["team_conversion"] == pytest.approx(22 / 30)
    assert (row["team_median_days"], row["team_scope"]) == (10, "team")
    assert row["gap"] == pytest.approx(100 * (2 / 6 - 22 / 30))


def test_the_choke_point_is_the_stage_furthest_below_the_team(company) -> None:
    result = company.review()
    assert stage(result, "Discovery")["is_choke_point"]
    # 0.70 at most, the team has 0.73
    assert stage(result, "Discovery")["clear"]
    # two deals only reached the proposal: too few to say anything
    row = stage(result, "Proposal")
    assert row[["decided", "advanced"]].tolist() == [2, 1]
    assert row[["conversion", "low", "median_days", "gap"]].isna().all()
    assert not row["is_choke_point"]
    chosen = result.tables.stages.query("is_choke_point").groupby("rep_id").size()
    assert (chosen == 1).all()


def test_a_stage_in_which_deals_end_is_none_to_convert_from(company) -> None:
    assert set(company.review().tables.stages["stage"]) == {"Discovery", "Proposal"}


def test_a_deal_that_is_still_in_its_stage_has_not_left_it(company) -> None:
    company.deal("03-01", rep="ana", name="new").went("new", ("Discovery", "03-01"))
    assert stage(company.review(), "Discovery")["decided"] == 6


@pytest.mark.parametrize(
    ("way", "expected"),
    [
        # on, back and lost: lost in discovery, and nothing decided in the proposal
        (
            [("Discovery", "02-01"), ("Proposal", "02-11"), ("Discovery", "02-21")],
            {"Discovery": (1, 0, 18)},
        ),
        # it began in the proposal and went back before it was lost
        ([("Proposal", "02-11"), ("Discovery", "02-21")], {"Discovery": (1, 0, 8)}),
        # back and on again: discovery was left for good, the proposal is where it was lost
        (
            [
                ("Discovery", "02-01"),
                ("Proposal", "02-11"),
                ("Discovery", "02-13"),
                ("Proposal", "02-21"),
            ],
            {"Discovery": (1, 1, 18), "Proposal": (1, 0, 10)},
        ),
        (
            [("Proposal", "02-01"), ("Discovery", "02-11"), ("Proposal", "02-21")],
            {"Discovery": (1, 1, 10), "Proposal": (1, 0, 18)},
        ),
    ],
)
def test_a_deal_that_goes_back_a_stage_is_lost_once(company, way, expected) -> None:
    # lost on 1 March; what the company's other deals do settles the order of the stages
    company.rep("fay").deal("02-01", "03-01", rep="fay", name="back", stage="Closed")
    company.went("back", *way, ("Closed", "03-01"))
    result = company.review(evidence={"minimum_deals": 1})
    table = result.tables.stages.query("rep_id == 'fay'").set_index("stage")
    columns = ["decided", "advanced", "median_days"]
    assert {name: tuple(row) for name, row in table[columns].iterrows()} == expected
    assert (table["decided"] - table["advanced"]).sum() == 1
    lost = result.tables.losses.query("rep_id == 'fay' and by == 'stage'")
    assert lost[["value", "n"]].values.tolist() == [[way[-1][0], 1]]


def test_a_deal_that_went_back_and_was_won_left_every_stage_onward(company) -> None:
    company.rep("fay").deal("02-01", "03-01", rep="fay", name="back", won=True, stage="Closed")
    company.went("back", ("Discovery", "02-01"), ("Proposal", "02-11"), ("Discovery", "02-21"))
    table = company.went("back", ("Closed", "03-01")).review().tables.stages
    own = table[table["rep_id"] == "fay"].set_index("stage")
    assert own[["decided", "advanced"]].to_dict("index") == {
        "Discovery": {"decided": 1, "advanced": 1},
        "Proposal": {"decided": 1, "advanced": 1},
    }


def test_with_fewer_than_five_reps_there_is_nothing_to_compare_with(company) -> None:
    company.rows["roster"].pop()
    row = stage(company.review(), "Discovery")
    assert row["conversion"] == pytest.approx(2 / 6)
    assert row[["team_conversion", "gap", "team_scope"]].isna().all()
    assert not row["is_choke_point"]


def test_the_order_is_learnt_though_deals_skip_stages_and_go_back() -> None:
    ways = ["ABCD", "ACD", "BD", "ABAC", "BCBD", "AD", "ABC", "BA"]
    visits = pd.DataFrame(
        [
            {"opportunity_id": f"{number}", "stage": name, "entered_at": at}
            for number, way in enumerate(ways)
            for at, name in enumerate(way)
        ]
    )
    assert stage_order(visits).to_dict() == {"A": 1, "B": 2, "C": 3, "D": 4}


def test_a_stage_with_many_closed_deals_that_others_leave_is_not_one_in_which_deals_end() -> None:
    # a CRM that leaves a lost deal in the stage it was lost in
    steps = [("1", "Proposal"), ("2", "Proposal"), ("3", "Proposal"), ("3", "Won"), ("4", "Won")]
    visits = pd.DataFrame(steps, columns=["opportunity_id", "stage"])
    deals = pd.DataFrame({"opportunity_id": ["1", "2", "3", "4"], "is_closed": True})
    assert closing_stages(visits, deals) == {"Won"}
