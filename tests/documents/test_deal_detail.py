"""Stages, losses and stalled deals: rows and sentences from hand-made tables."""

from dataclasses import replace

import pytest
from document_examples import OUTCOME
from rep_rows import stage, stalled

from review_kit.documents.packet.deals import (
    loss_rows,
    loss_sentence,
    since_created,
    stage_rows,
    stage_sentence,
    stalled_rows,
    stalled_sentence,
)
from review_kit.documents.parts.block import block


def test_stages_stand_in_their_order_with_the_team_beside():
    rows = stage_rows(
        [stage("Proposal", 2, is_choke_point=True, clear=True), stage("Qualified", 1)]
    )
    assert [(row["stage"], row["mark"]) for row in rows] == [
        ("Qualified", ""),
        ("Proposal", "choke point"),
    ]
    assert [rows[0][key] for key in ("left", "conversion", "group", "days", "group_days")] == [
        20,
        "50\u202f%",
        "60\u202f%",
        "12",
        "10",
    ]
    assert "Qualified: 50\u202f% went on, 60\u202f% in the team." in rows[0]["bar"]


def test_a_stage_under_its_evidence_rule_has_no_number_and_no_bar():
    (row,) = stage_rows([stage("Legal", 1, decided=3, conversion=None, gap=None)])
    assert (row["left"], row["conversion"], row["bar"]) == (3, "–", None)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (
            {"is_choke_point": True, "clear": True},
            "Proposal loses most against the team: 50\u202f% of 20 deals went on, 60\u202f% there.",
        ),
        (
            {"is_choke_point": True, "team_scope": "org"},
            "Proposal loses most against the organisation: 50\u202f% of 20 deals went on, "
            "60\u202f% there. The difference could be chance.",
        ),
        ({"gap": 4.0}, "No stage loses more than in the team."),
        ({"gap": None}, "Too few deals left their stage to compare with others."),
    ],
)
def test_the_choke_point_is_named_only_as_far_as_it_is_clear(values, sentence):
    assert stage_sentence([stage("Proposal", 1, **values)]) == sentence


def loss(value, n, amount=1000.0, by="reason"):
    return {"by": by, "value": value, "n": n, "amount": amount, "median_age_days": 30.0}


def test_rare_reasons_are_added_up():
    losses = [loss(f"reason {n}", n) for n in range(1, 9)] + [loss("Proposal", 4, by="stage")]
    rows = loss_rows(losses, "reason", "EUR")
    assert [row["n"] for row in rows] == ["8", "7", "6", "5", "10"]
    assert rows[0] == {"value": "Reason 8", "n": "8", "amount": "€1K", "age": "30"}
    assert rows[-1] == {"value": "4 others", "n": "10", "amount": "€4K", "age": "–"}
    # one that is left has its name
    few = loss_rows(losses[:5], "reason", "EUR")
    assert [row["value"] for row in few] == [f"Reason {n}" for n in (5, 4, 3, 2, 1)]
    assert loss_rows(losses, "stage", "EUR")[0]["value"] == "Proposal"


def measured(**values):
    return {
        name: replace(OUTCOME, metric=name, value=value, value_text=f"€{value:.0f}")
        for name, value in values.items()
    }


def test_losses_in_a_sentence():
    assert loss_sentence({}) == ""
    assert loss_sentence(measured(losses=0.0)) == ""
    assert loss_sentence(measured(losses=1.0)) == "1 deal was lost."
    assert loss_sentence(measured(losses=3.0, late_losses=2.0)) == (
        "3 deals were lost; 2 of them were older than the median won deal."
    )
    assert loss_sentence(measured(losses=1.0, median_age_at_loss_days=43.0)) == (
        "1 deal was lost, after 43 days."
    )
    assert loss_sentence(measured(losses=40.0, median_age_at_loss_days=43.0, late_losses=1.0)) == (
        "40 deals were lost, half of them within 43 days; 1 was older than the median won deal."
    )


def test_only_a_deal_with_a_long_word_may_break_anywhere():
    """Where a cell may break anywhere, every letter of it is measured for the width of its column."""
    longest = "Donaudampfschifffahrtsgesellschaft AG"
    deals = ["Fjord & Cormorant Ceramics AG · first licence, 125 seats", longest]
    rows = [dict.fromkeys(["stage", "days", "usual", "amount", "created"], "") for _ in deals]
    rows = [{**row, "deal": deal} for row, deal in zip(rows, deals, strict=True)]
    page = str(block("packet/stalled.html.j2", sentence="2 deals", rows=rows, since_created=False))
    assert f'<th scope="row" class="break">{longest}</th>' in page
    assert page.count('class="break"') == 1


def test_stalled_deals_lead_with_the_longest_wait_and_are_counted_when_not_listed():
    many = [stalled(f"O{n:02d}", n) for n in range(1, 19)]
    rows = stalled_rows(many, "EUR")
    assert [row["deal"] for row in rows] == ["O18", "O17", "O16", "O15", "O14", "O13"]
    assert rows[0] == {
        "deal": "O18",
        "stage": "Proposal",
        "days": "18",
        "usual": "14",
        "amount": "€7.45K",
        "created": "23 Apr",
    }
    assert stalled_sentence(many, measured(stalled_amount=9000.0)) == (
        "18 open deals, worth €9000, have been in their stage longer than 75\u202f% of the open deals there. "
        "The 6 that have waited longest:"
    )
    assert stalled_sentence([], {}) == ""
    assert stalled_sentence(many[:1], {}) == (
        "1 open deal has been in its stage longer than 75\u202f% of the open deals there."
    )


@pytest.mark.parametrize(
    ("account", "name", "deal"),
    [
        ("Harbour Ltd", "Renewal", "Harbour Ltd · Renewal"),
        # the account stands in the deal's own name already
        ("Harbour Ltd", "harbour ltd: renewal", "harbour ltd: renewal"),
        ("Harbour Ltd", None, "Harbour Ltd"),
        (None, "Renewal", "Renewal"),
        (None, None, "O1"),
    ],
)
def test_a_deal_is_named_by_its_account_and_only_without_names_by_its_id(account, name, deal):
    (row,) = stalled_rows([stalled("O1", account_name=account, opportunity_name=name)], "EUR")
    assert row["deal"] == deal


def test_days_counted_from_a_deals_creation_are_said_to_be():
    assert not since_created([stalled("O1")])
    assert since_created([stalled("O1"), stalled("O2", entered_from="created date")])
