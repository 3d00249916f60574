"""Who came, who left, and who has another team or manager."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from review_kit.quarter.findings import Finding
from review_kit.quarter.sides import Side

_COLUMNS = ("rep_id", "rep_name", "team", "manager_id", "manager_name", "hire_date", "end_date")
_NAMED = 5
"""People named of those who moved together."""


def reps_at(side: Side) -> pd.DataFrame:
    """Return the reps who were there on the last day of a quarter, by ``rep_id``."""
    roster = _roster(side)
    day = pd.Timestamp(side.as_of)
    hired = pd.to_datetime(roster["hire_date"])
    left = pd.to_datetime(roster["end_date"])
    return roster[(hired <= day) & (left.isna() | (left >= day))]


def people(before: Side, now: Side) -> Iterator[Finding]:
    """Yield what is different about people, by name."""
    old, new = reps_at(before), reps_at(now)
    listed = _roster(now)
    for rep in sorted(set(new.index) - set(old.index), key=lambda rep: str(new["rep_name"][rep])):
        row = new.loc[rep]
        yield Finding(
            "people", "rep-joined", {**_name(row, rep), "team": row["team"], "to": _manager(row)}
        )
    for rep in sorted(set(old.index) - set(new.index), key=lambda rep: str(old["rep_name"][rep])):
        row = old.loc[rep]
        if rep in listed.index and pd.notna(listed["end_date"][rep]):
            day = pd.Timestamp(listed["end_date"][rep]).date().isoformat()
            yield Finding("people", "rep-left", {**_name(row, rep), "day": day})
        else:
            yield Finding("people", "rep-gone", _name(row, rep), look=True)
    moves: dict[tuple[str, str, str], list[str]] = {}
    for rep in sorted(set(old.index) & set(new.index), key=lambda rep: str(new["rep_name"][rep])):
        was, is_ = old.loc[rep], new.loc[rep]
        called = f"{is_['rep_name']} ({rep})"
        if was["team"] != is_["team"]:
            moves.setdefault(("moved", was["team"], is_["team"]), []).append(called)
        if was["manager_id"] != is_["manager_id"]:
            # the same person under another id is a fault of the export, and no move
            same = _plain(was["manager_name"]) == _plain(is_["manager_name"])
            kind = "manager-id" if same else "moved"
            moves.setdefault((kind, _manager(was), _manager(is_)), []).append(called)
        if _plain(was["rep_name"]) != _plain(is_["rep_name"]):
            facts = {"id": rep, "from": was["rep_name"], "to": is_["rep_name"]}
            yield Finding("people", "rep-renamed", facts)
    for (kind, origin, target), names in moves.items():
        facts = {"from": origin, "to": target, "n": len(names), "names": _some(names)}
        yield Finding("people", kind, facts, look=kind == "manager-id")


def _some(names: list[str]) -> str:
    more = f" +{len(names) - _NAMED}" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more


def _roster(side: Side) -> pd.DataFrame:
    return side.rows("roster", _COLUMNS).drop_duplicates("rep_id").set_index("rep_id")


def _name(row: pd.Series, rep: str) -> dict[str, str]:
    return {"name": str(row["rep_name"]), "id": str(rep)}


def _manager(row: pd.Series) -> str:
    return f"{row['manager_name']} ({row['manager_id']})"


def _plain(text: object) -> str:
    return " ".join(str(text).casefold().split())
