"""Where deals stop: stages and the choke point, losses, and the stalled deals to act on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from review_kit.documents.parts.block import Block, block
from review_kit.documents.parts.entity_data import Row
from review_kit.documents.parts.outcome import (
    Outcome,
)
from review_kit.documents.parts.rep_record import RepRecord
from review_kit.documents.parts.wording import (
    DASH,
    capitalised,
    money,
    number,
    percent,
    short_day,
)
from review_kit.figures.score_marks import bullet
from review_kit.grains import ORG
from review_kit.metrics.losses import NOT_GIVEN
from review_kit.number_format import rounded
from review_kit.words import say


def stages(rep: RepRecord) -> Block:
    """Show conversion and days by stage beside the team's, and the choke point."""
    rows = rep.data.rows("stages")
    return block(
        "packet/stages.html.j2",
        rows=stage_rows(rows),
        sentence=stage_sentence(rows),
        group=group_word(rows),
    )


def losses(rep: RepRecord) -> Block:
    """Show the lost deals by reason and by the stage they were lost in."""
    rows = rep.data.rows("losses")
    return block(
        "packet/losses.html.j2",
        tables=[
            {"by": by, "rows": loss_rows(rows, by, rep.context.currency)}
            for by in ("reason", "stage")
            if any(row["by"] == by for row in rows)
        ],
        sentence=loss_sentence(rep.metrics),
    )


def stalled(rep: RepRecord) -> Block:
    """List the open deals that have stood in their stage for longer than usual."""
    rows = rep.data.rows("stalled")
    return block(
        "packet/stalled.html.j2",
        sentence=stalled_sentence(rows, rep.metrics),
        rows=stalled_rows(rows, rep.context.currency),
        since_created=since_created(rows),
    )


MOST_REASONS = 4
"""Loss reasons shown by name; rarer ones are added up."""


MOST_STALLED = 6
"""Stalled deals listed; the rest are counted."""


def stage_rows(stages: Sequence[Row]) -> list[dict[str, Any]]:
    """Give the stages in their order: conversion beside the group's, days beside the group's.

    Parameters
    ----------
    stages
        Rows of ``stages``: ``stage``, ``stage_order``, ``decided``, ``conversion`` (share),
        ``team_conversion`` (share), ``median_days`` (days), ``team_median_days`` (days),
        ``is_choke_point``, ``clear``, ``team_scope``.
    """
    ordered = sorted(stages, key=lambda row: row["stage_order"])
    return [
        {
            "stage": row["stage"],
            "mark": _mark(row),
            "left": int(row["decided"]),
            "bar": None if row["conversion"] is None else _bar(row),
            "conversion": percent(row["conversion"]),
            "group": percent(row["team_conversion"]),
            "days": number(row["median_days"]),
            "group_days": number(row["team_median_days"]),
        }
        for row in ordered
    ]


def _mark(row: Row) -> str:
    if not row["is_choke_point"]:
        return ""
    return say("packet-stage-choke-point" if row["clear"] else "packet-stage-widest-gap")


def _bar(row: Row) -> Any:
    known = {"stage": row["stage"], "conversion": percent(row["conversion"])}
    if row["team_conversion"] is None:
        alt = say("packet-stage-alt", **known)
    else:
        alt = say(
            "packet-stage-alt-group",
            **known,
            group=_group(row),
            median=percent(row["team_conversion"]),
        )
    return bullet(
        row["conversion"],
        alt=alt,
        scale_to=1.0,
        median=row["team_conversion"],
        width=110,
    )


def group_word(stages: Sequence[Row]) -> str:
    """Name the group that the stages are compared with: team, or organisation where it is small.

    Parameters
    ----------
    stages
        Rows of ``stages``: ``team_scope``.
    """
    scopes = {_group(row) for row in stages if row["team_scope"]}
    return "organisation" if scopes == {"organisation"} else "team"


def _group(row: Row) -> str:
    """Say whose deals a stage is compared with: the team's, or the organisation's where it is small."""
    return "organisation" if row["team_scope"] == ORG else "team"


def stage_sentence(stages: Sequence[Row]) -> str:
    """Say where most is lost against the group, and whether that is more than chance gives.

    Parameters
    ----------
    stages
        Rows of ``stages``: ``clear``, ``is_choke_point``, ``team_scope``, ``stage``, ``conversion``
        (share), ``team_conversion`` (share), ``gap``, ``decided``.
    """
    choke = [row for row in stages if row["is_choke_point"]]
    if not choke:
        if any(row["gap"] is not None for row in stages):
            return say("packet-stages-none-below", group=group_word(stages))
        return say("packet-stages-few-deals")
    row = choke[0]
    return say(
        "packet-stages-choke" if row["clear"] else "packet-stages-widest",
        stage=row["stage"],
        conversion=percent(row["conversion"]),
        deals=int(row["decided"]),
        group=_group(row),
        median=percent(row["team_conversion"]),
    )


def loss_rows(losses: Sequence[Row], by: str, currency: str) -> list[dict[str, str]]:
    """Give the losses by ``reason`` or ``stage``, most frequent first, rare ones added up.

    Parameters
    ----------
    losses
        Rows of ``losses``: ``amount`` (money), ``value``, ``median_age_days`` (days), ``by``,
        ``n``.
    """
    mine = sorted(
        (row for row in losses if row["by"] == by), key=lambda row: (-row["n"], row["value"])
    )
    shown, rest = mine[:MOST_REASONS], mine[MOST_REASONS:]
    if len(rest) == 1:
        shown, rest = mine, []
    rows = [
        {
            "value": stated(row["value"]),
            "n": str(int(row["n"])),
            "amount": money(row["amount"], currency),
            "age": number(row["median_age_days"]),
        }
        for row in shown
    ]
    if rest:
        amounts = [row["amount"] for row in rest if row["amount"] is not None]
        rows.append(
            {
                "value": say("packet-losses-others", others=len(rest)),
                "n": str(sum(int(row["n"]) for row in rest)),
                "amount": money(sum(amounts), currency) if amounts else DASH,
                "age": DASH,
            }
        )
    return rows


def stated(value: str) -> str:
    """Write a reason or a stage as the CRM has it; say so where it has none."""
    return say("packet-losses-not-given") if value == NOT_GIVEN else capitalised(value)


def loss_sentence(metrics: Mapping[str, Outcome]) -> str:
    """Say how many deals were lost, how old they were, and how many were kept open for long."""
    losses = metrics.get("losses")
    if losses is None or not losses.value:
        return ""
    age, late = metrics.get("median_age_at_loss_days"), metrics.get("late_losses")
    known: dict[str, str | int] = {
        "deals": int(losses.value),
        "late": 0 if late is None or not late.value else int(late.value),
    }
    if age is None or age.value is None:
        return say("packet-losses-counted", **known)
    return say("packet-losses-counted-age", **known, days=rounded(age.value))


def stalled_rows(stalled: Sequence[Row], currency: str) -> list[dict[str, str]]:
    """List the stalled deals, longest in their stage first, at most :data:`MOST_STALLED`.

    Parameters
    ----------
    stalled
        Rows of ``stalled``: ``opportunity_id``, ``stage``, ``days_in_stage`` (days), ``team_p75``
        (days), ``amount`` (money), ``created_date``.
    """
    ordered = sorted(stalled, key=lambda row: (-row["days_in_stage"], row["opportunity_id"]))
    return [
        {
            "deal": deal_name(row),
            "stage": stated(row["stage"]),
            "days": number(row["days_in_stage"]),
            "usual": number(row["team_p75"]),
            "amount": money(row["amount"], currency),
            "created": short_day(row["created_date"]),
        }
        for row in ordered[:MOST_STALLED]
    ]


def stalled_sentence(stalled: Sequence[Row], metrics: Mapping[str, Outcome]) -> str:
    """Say how many deals stand longer than usual, what they are worth, and which are listed.

    Parameters
    ----------
    stalled
        Rows of ``stalled``; they are counted.
    """
    if not stalled:
        return ""
    amount = metrics.get("stalled_amount")
    return say(
        "packet-stalled-counted",
        deals=len(stalled),
        amount="none" if amount is None or not amount.value else amount.value_text,
        listed=MOST_STALLED if len(stalled) > MOST_STALLED else 0,
    )


def deal_name(row: Row) -> str:
    """Name a deal by its account and its own name; by its identifier where the export names neither.

    Parameters
    ----------
    row
        Row of ``stalled``: ``account_name``, ``opportunity_name``, ``opportunity_id``.
    """
    account, name = row.get("account_name"), row.get("opportunity_name")
    if account and name and account.casefold() not in name.casefold():
        return f"{account} · {name}"
    return str(name or account or row["opportunity_id"])


def since_created(stalled: Sequence[Row]) -> bool:
    """Whether days in stage were counted from a deal's creation, for want of a stage history.

    Parameters
    ----------
    stalled
        Rows of ``stalled``: ``entered_from``.
    """
    return any(row["entered_from"] != "stage history" for row in stalled)
