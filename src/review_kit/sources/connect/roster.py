"""Drafts of a roster: ids, names in two columns, managers and teams."""

from __future__ import annotations

from collections.abc import Mapping

from review_kit.sources.connect.columns import Found
from review_kit.sources.connect.placing import Placed
from review_kit.sources.connect.proposal import Draft
from review_kit.sources.files.header import plain_name
from review_kit.words import say

_MOST_MAILS = 0.9


def decide_people_of_roster(
    draft: Draft, placed: Placed, found: Mapping[str, Found], given: frozenset[str]
) -> None:
    """Give ids and names, and tell those who are reviewed from those who review.

    Managers are named by the rows of their people. Who has no manager, and who has a role that only
    managers have, is left out: nobody reviews them here. Columns that are ``given`` by a shipped profile
    stay as it makes them.
    """
    if placed.first_and_last is not None and "rep_name" not in given:
        first, last = placed.first_and_last
        draft.columns["rep_name"] = {"join": [first, last]}
    if placed.first_and_last is not None:
        _say_joined(draft, "rep_name", placed.first_and_last)
    if "rep_id" not in found and "rep_id" not in given:
        draft.columns["rep_id"] = {"slug_of": "rep_name"}
        draft.decide("columns", "rep_id", say("connect-id-of-names"))
    if placed.managers_first_and_last is not None and "manager_name" not in found:
        if "manager_name" not in given:
            draft.columns["manager_name"] = {"join": [*placed.managers_first_and_last]}
        _say_joined(draft, "manager_name", placed.managers_first_and_last)
    if not {"manager_id", "manager_name"} <= given:
        _managers(draft, found)
    elif "manager_id" not in found:
        draft.decide("columns", "manager_id", say("connect-id-of-managers"))
    if "team" not in found and "manager_name" in found and "team" not in given:
        heading = found["manager_name"].heading
        draft.columns["team"] = heading
        draft.decide("columns", "team", say("connect-team-of-manager", heading=heading))
    _leave_out(draft, placed, found)


def _say_joined(draft: Draft, column: str, names: tuple[str, str]) -> None:
    first, last = names
    draft.decide("columns", column, say("connect-joined", first=first, last=last))


def _managers(draft: Draft, found: Mapping[str, Found]) -> None:
    name, identifier = found.get("manager_name"), found.get("manager_id")
    named = name is not None or "manager_name" in draft.columns
    if identifier is None and named:
        draft.columns["manager_id"] = {"slug_of": "manager_name"}
        draft.decide("columns", "manager_id", say("connect-id-of-managers"))
    elif not named and identifier is not None:
        own, called = found.get("rep_id"), found.get("rep_name")
        if own is not None and called is not None and draft.grid.path is not None:
            draft.lookups["people"] = {"path": "@source", "key": own.heading}
            draft.columns["manager_name"] = {
                "from": identifier.heading,
                "lookup": "people",
                "gives": called.heading,
            }
            told = say("connect-manager-looked-up", heading=identifier.heading)
            draft.decide("columns", "manager_name", told)
        else:
            draft.columns["manager_name"] = identifier.heading
            draft.decide("columns", "manager_name", say("connect-manager-named-by-id"))
    if (
        identifier is not None
        and identifier.evidence.mails >= _MOST_MAILS
        and "manager_email" not in found
    ):
        draft.columns["manager_email"] = identifier.heading
        told = say("connect-manager-email", heading=identifier.heading)
        draft.decide("columns", "manager_email", told)


def _leave_out(draft: Draft, placed: Placed, found: Mapping[str, Found]) -> None:
    manager = found.get("manager_name") or found.get("manager_id")
    if manager is None:
        return
    blank = manager.evidence.rows - manager.evidence.filled
    if blank:
        reason = say("connect-reason-no-manager")
        draft.leave_out.append({"reason": reason, "when": {manager.heading: ""}})
        told = say("connect-without-manager", n=blank, heading=manager.heading)
        draft.decide("leave_out", reason, told)
    role = found.get("role")
    by_id = "manager_name" not in found and "rep_id" in found
    names = _cells(placed, found["rep_id"]) if by_id else _names(placed, found)
    managers = {plain_name(text) for text in manager.evidence.texts}
    rows = list(zip(names, _cells(placed, role), strict=True)) if role is not None else []
    of_managers = {text for name, text in rows if plain_name(name) in managers}
    of_others = {text for name, text in rows if plain_name(name) not in managers}
    alone = sorted(of_managers - of_others - {""})
    count = sum(1 for _, text in rows if text in alone)
    if role is not None and alone:
        reason = say("connect-reason-manages")
        draft.leave_out.append({"reason": reason, "when": {role.heading: alone}})
        told = ", ".join(f"'{text}'" for text in alone)
        draft.decide(
            "leave_out", reason, say("connect-manages", n=count, heading=role.heading, roles=told)
        )
        return
    both = sorted({name for name in names if plain_name(name) in managers and name})
    if both and len(both) <= 12 and not alone:
        draft.remarks.append(say("connect-also-managers", people=", ".join(both)))


def _names(placed: Placed, found: Mapping[str, Found]) -> list[str]:
    if placed.first_and_last is not None:
        places = [placed.grid.header.index(name) for name in placed.first_and_last]
        return [
            " ".join(row[at].strip() for at in places if at < len(row)) for row in placed.grid.rows
        ]
    return _cells(placed, found.get("rep_name"))


def _cells(placed: Placed, each: Found | None) -> list[str]:
    if each is None:
        return [""] * len(placed.grid.rows)
    at = each.evidence.at
    return [row[at].strip() if at < len(row) else "" for row in placed.grid.rows]
