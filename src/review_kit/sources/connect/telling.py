"""A proposal in words, for a terminal, and as an object for machines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from review_kit.sources.connect.people import Matching
from review_kit.sources.connect.proposal import Proposal, TableProposal, counted

_LISTED = 6
_WIDEST = 60


def lines_of(proposal: Proposal) -> Iterator[str]:
    """Yield the proposal as lines of text."""
    for each in proposal.tables:
        yield from _table(each)
        yield ""
    for made in proposal.made:
        yield f"{made.path.name}: written here"
        for says in made.says:
            yield f"  · {says}"
        yield ""
    for name, profile in proposal.translating:
        yield f"{name}: translates ids for the profile '{profile}'"
    for unplaced in proposal.unplaced:
        hint = f" {unplaced.hint}" if unplaced.hint else ""
        yield f"{unplaced.name}: not connected: {unplaced.reason}.{hint}"
    for table in proposal.missing:
        yield f"{table}: no file has this table, but every run needs it"


def _table(each: TableProposal) -> Iterator[str]:
    draft = each.draft
    yield f"{draft.table}: {files_shown(each)}"
    yield f"  {how_read(each)}"
    for change in each.changes:
        yield f"  changed: {change}"
    for decision in draft.decisions:
        yield f"  · {decision.key + ': ' if decision.key else ''}{decision.says}"
    for matched in draft.matchings:
        yield f"  {matching_words(matched)}"
        left = [one for one in matched.unmatched if not one.settled]
        for one in left[:_LISTED]:
            near = f", near {' or '.join(map(str, one.near))}" if one.near else ", near nobody"
            yield f"    '{one.text}' in {counted(one.rows)}{near}"
        if len(left) > _LISTED:
            yield f"    and {len(left) - _LISTED:,} more"
    for remark in draft.remarks:
        yield f"  look at: {remark}"
    yield from _rows_read(each)
    yield from _open_questions(each)


def _rows_read(each: TableProposal) -> Iterator[str]:
    draft = each.draft
    if draft.unused:
        yield f"  not used: {', '.join(draft.unused)}"
    tried = each.tried
    if tried is not None:
        if tried.rows:
            out = ", ".join(f"{rows:,} {reason}" for reason, rows in tried.left_out.items())
            yield f"  read: {counted(tried.kept)}" + (f"; left out: {out}" if out else "")
        for sample in tried.samples:
            shown = " · ".join(
                f"{name} {_cut(text)}" for name, text in sample.values.items() if text
            )
            yield f"    {sample.place}: {shown}"
        for name, rows in tried.lacking.items():
            yield f"  look at: {lacking_words(name, rows)}"
        for warning in tried.warnings:
            yield f"  warning: {warning}"
        for stop in tried.stops:
            yield f"  STOPS: {stop}"


def _open_questions(each: TableProposal) -> Iterator[str]:
    for question in each.draft.questions:
        yield f"  UNDECIDED: {question.asks}"
        for answer, means in question.options:
            yield f"    --say {_quoted(question.key, answer)}   {means}"
        if not question.options:
            yield f"    {question.how_to_say}"


def _quoted(key: str, answer: str) -> str:
    text = f"{key}={answer}"
    return f"'{text}'" if any(sign in text for sign in " '()&;") else text


def _cut(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _WIDEST else flat[: _WIDEST - 1] + "…"


def files_shown(each: TableProposal) -> str:
    """Names of the files of a table, few of many."""
    files = each.draft.files
    more = f" and {len(files) - 3} more" if len(files) > 3 else ""
    return ", ".join(files[:3]) + more


def how_read(each: TableProposal) -> str:
    """How a table is read, and what becomes of its profile."""
    draft = each.draft
    if draft.canonical:
        named = "" if each.source else ", found by its name"
        return f"has the columns of the data model: read as it is{named}"
    built = f", built on the shipped profile '{draft.base}'" if draft.base else ""
    state = {
        "new": "",
        "changed": "; written anew",
        "same": "; as it was",
        "edited": "; CHANGED BY HAND since it was written, so it stays as it is but for headings that "
        "were renamed (--replace writes it anew)",
    }[each.state]
    at = f", header in row {draft.grid.header_row}" if draft.grid.header_row > 1 else ""
    layout = ", a column for each criterion" if draft.wide else ""
    return f"read by profiles/{each.name}.toml{built}{at}{layout}{state}"


def lacking_words(column: str, rows: int) -> str:
    """How many rows lack a column that every row needs."""
    return f"{counted(rows)} without {column}, which every row needs; they will be set aside"


def matching_words(matched: Matching) -> str:
    """How many rows of a column name somebody."""
    where = "in the rubric" if matched.group == "criteria" else "on the roster"
    return f"'{matched.heading}': {matched.matched:,} of {matched.rows:,} are {where}"


def as_json(proposal: Proposal) -> dict[str, Any]:
    """Return the proposal as an object for machines."""
    return {
        "tables": [_table_json(each) for each in proposal.tables],
        "made": [
            {"path": str(made.path), "content": made.content, "says": list(made.says)}
            for made in proposal.made
        ],
        "translating": [
            {"file": name, "profile": profile} for name, profile in proposal.translating
        ],
        "not_connected": [
            {"file": one.name, "reason": one.reason, "hint": one.hint} for one in proposal.unplaced
        ],
        "missing": list(proposal.missing),
        "copied": [{"from": str(path), "to": str(target)} for path, target in proposal.copied],
    }


def _table_json(each: TableProposal) -> dict[str, Any]:
    draft, tried = each.draft, each.tried
    return {
        "table": draft.table,
        "files": list(draft.files),
        "header_row": draft.grid.header_row,
        "layout": "wide" if draft.wide else "long",
        "profile": None if draft.canonical else each.name,
        "extends": draft.base or None,
        "profile_text": each.profile,
        "source": dict(each.source),
        "state": each.state,
        "changes": list(each.changes),
        "decisions": [
            {"section": one.section, "key": one.key, "says": one.says} for one in draft.decisions
        ],
        "matching": [
            {
                "column": one.column,
                "heading": one.heading,
                "rows": one.rows,
                "matched": one.matched,
                "unmatched": [
                    {
                        "text": text.text,
                        "rows": text.rows,
                        "near": [known.identifier for known in text.near],
                        "taken_for": text.settled or None,
                    }
                    for text in one.unmatched
                ],
            }
            for one in draft.matchings
        ],
        "remarks": list(draft.remarks),
        "unused": list(draft.unused),
        "rows": tried.kept if tried else 0,
        "left_out": dict(tried.left_out) if tried else {},
        "samples": [dict(sample.values) for sample in tried.samples] if tried else [],
        "lacking": dict(tried.lacking) if tried else {},
        "warnings": list(tried.warnings) if tried else [],
        "stops": list(tried.stops) if tried else [],
        "questions": [
            {
                "key": one.key,
                "asks": one.asks,
                "options": [{"answer": answer, "means": means} for answer, means in one.options],
            }
            for one in draft.questions
        ],
    }
