"""A proposal in words, for a terminal, and as an object for machines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from review_kit.sources.connect.people import Matching, Unmatched
from review_kit.sources.connect.proposal import Decision, Proposal, Question, TableProposal
from review_kit.words import say

_LISTED = 6
_WIDEST = 60
_PLAIN = re.compile(r"[\w.,=:/@+-]+")
"""What a shell takes as it stands."""


def lines_of(proposal: Proposal) -> Iterator[str]:
    """Yield the proposal as lines of text."""
    for each in proposal.tables:
        yield from _table(each)
        yield ""
    for made in proposal.made:
        yield say("connect-line-made", file=made.path.name)
        yield from (f"  · {says}" for says in made.says)
        yield ""
    for name, profile in proposal.translating:
        yield f"{name}: {say('connect-translates', profile=profile)}"
    for unplaced in proposal.unplaced:
        told = say("connect-line-unplaced", file=unplaced.name, reason=unplaced.reason)
        yield f"{told} {unplaced.hint}".rstrip()
    yield from (say("connect-missing", table=table) for table in proposal.missing)
    yield from _questions(proposal.asked, "")


def _table(each: TableProposal) -> Iterator[str]:
    draft = each.draft
    yield f"{draft.table}: {files_shown(each)}"
    yield f"  {how_read(each)}"
    for change in each.changes:
        yield f"  {say('connect-line-changed', change=change)}"
    for decision in draft.decisions:
        yield f"  · {about + ': ' if (about := about_what(decision)) else ''}{decision.says}"
    for matched in draft.matchings:
        yield f"  {matching_words(matched)}"
        left = [one for one in matched.unmatched if not one.settled]
        yield from (f"    {unmatched_words(one)}" for one in left[:_LISTED])
        if len(left) > _LISTED:
            yield f"    {say('connect-more', n=len(left) - _LISTED)}"
    for remark in draft.remarks:
        yield f"  {say('connect-line-remark', remark=remark)}"
    yield from _rows_read(each)
    yield from _questions(draft.questions, "  ")


def _rows_read(each: TableProposal) -> Iterator[str]:
    draft = each.draft
    if draft.unused:
        yield f"  {say('connect-unused', columns=', '.join(draft.unused))}"
    tried = each.tried
    if tried is not None:
        if tried.rows:
            out = ", ".join(f"{rows:,} {reason}" for reason, rows in tried.left_out.items())
            yield f"  {say('connect-line-read', n=tried.kept, left_out=out or 'none')}"
        for sample in tried.samples:
            shown = " · ".join(
                f"{column_words(name)}: {_cut(text)}"
                for name, text in sample.values.items()
                if text
            )
            yield f"    {sample.place}: {shown}"
        for name, rows in tried.lacking.items():
            yield f"  {say('connect-line-remark', remark=lacking_words(name, rows))}"
        for warning in tried.warnings:
            yield f"  {say('connect-line-warning', warning=warning)}"
        for stop in stops_of(each):
            yield f"  {say('connect-line-stops', stop=stop)}"


def column_words(name: str) -> str:
    """Name a column of the data model as people do."""
    return say("connect-column-of", key=name)


def about_what(decision: Decision) -> str:
    """Name what a decision is about as people do; empty for the table as a whole."""
    key, _, part = decision.key.partition(".")
    if decision.section == "columns":
        return say("connect-about-column", key=key, part=part or "none")
    # what is left out is named by its reason, which is a sentence
    if decision.section == "leave_out" or not key:
        return decision.key
    return say("connect-about-reading", key=key)


def stops_of(each: TableProposal) -> tuple[str, ...]:
    """What would stop a run, once nothing is undecided: until then, an answer may settle it."""
    return each.tried.stops if each.tried is not None and not each.undecided else ()


def _questions(questions: Sequence[Question], indent: str) -> Iterator[str]:
    for question in questions:
        name = "connect-line-optional" if question.optional else "connect-line-undecided"
        yield f"{indent}{say(name, question=question.asks)}"
        for answer, means in question.options:
            yield f"{indent}  --say {quoted(question.key, answer)}   {means}"
        if not question.options:
            yield f"{indent}  {question.how_to_say}"


def quoted(key: str, answer: str) -> str:
    """What stands after ``--say`` on a command line."""
    text = f"{key}={answer}"
    return text if _PLAIN.fullmatch(text) else "'" + text.replace("'", "'\\''") + "'"


def _cut(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _WIDEST else flat[: _WIDEST - 1] + "…"


def files_shown(each: TableProposal) -> str:
    """Names of the files of a table, few of many."""
    files = each.draft.files
    shown = ", ".join(files[:3])
    return say("connect-files", files=shown, more=len(files) - 3) if len(files) > 3 else shown


def how_read(each: TableProposal) -> str:
    """How a table is read, and what becomes of its profile."""
    draft = each.draft
    if draft.canonical:
        return say("connect-read-canonical", by_name="no" if each.source else "yes")
    return say(
        "connect-read-by",
        profile=each.name,
        base=draft.base or "none",
        row=draft.grid.header_row,
        wide="yes" if draft.wide else "no",
        state=each.state,
    )


def lacking_words(column: str, rows: int) -> str:
    """How many rows lack a column that every row needs."""
    return say("connect-lacking", key=column, n=rows)


def matching_words(matched: Matching) -> str:
    """How many rows of a column name somebody."""
    return say(
        "connect-matched",
        heading=matched.heading,
        n=matched.matched + sum(one.rows for one in matched.unmatched if one.settled),
        rows=matched.rows,
        group=matched.group,
    )


def unmatched_words(one: Unmatched) -> str:
    """A text that is nobody's, in how many rows it is, and who is near."""
    near = f" {say('connect-or')} ".join(map(str, one.near)) or "nobody"
    if one.nobody:
        near = "answered"
    return say("connect-unmatched", text=one.text, n=one.rows, near=near)


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
        "questions": [_question_json(one) for one in proposal.asked],
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
                        "near": [] if text.nobody else [known.identifier for known in text.near],
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
        "questions": [_question_json(one) for one in draft.questions],
    }


def _question_json(one: Question) -> dict[str, Any]:
    return {
        "key": one.key,
        "asks": one.asks,
        "optional": one.optional,
        "options": [{"answer": answer, "means": means} for answer, means in one.options],
    }
