"""Rows of a file that are no records, or that belong to the one above."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from review_kit.sources.connect.columns import Found
from review_kit.sources.connect.evidence import ColumnEvidence
from review_kit.sources.connect.footers import footer_patterns, is_footer, is_subtotal
from review_kit.sources.connect.proposal import Answers, Draft
from review_kit.sources.connect.shipped import Fit
from review_kit.words import say

_BLOCKS = ("rep_id", "manager_id", "session_date", "stage", "rep_name", "criterion")

_MOST_FILLED = 0.8
_HALF = 0.5
"""Share of filled cells up to which a column is filled on the first row of each block."""
_FEWEST_BLANK = 3


def decide_footers(draft: Draft, fit: Fit | None) -> None:
    """Name the patterns by which totals and small print are known."""
    known = fit.profile.read.footer if fit is not None else ()
    found = footer_patterns(draft.grid.rows, len(draft.grid.header), known)
    if not found:
        if known and draft.base:
            rows = _rows_like(draft, known)
            if rows:
                told = say("connect-footer-known", n=rows)
                draft.decide("read", "footer", told)
        return
    patterns = [*known, *dict.fromkeys(pattern for _, pattern, _, _ in found)]
    draft.read["footer"] = patterns
    told = "; ".join(
        say("connect-footer", kind=kind, n=count, example=example)
        for kind, _, count, example in found
    )
    draft.decide("read", "footer", told)


def _rows_like(draft: Draft, patterns: Sequence[str]) -> int:
    compiled = [re.compile(pattern) for pattern in patterns]
    firsts = (next((cell for cell in row if cell.strip()), "").strip() for row in draft.grid.rows)
    return sum(1 for first in firsts if any(each.search(first) for each in compiled))


def decide_blocks(draft: Draft, found: Mapping[str, Found], answers: Answers) -> None:
    """Fill down what stands on the first row of a block only.

    A few empty cells may just as well have been forgotten: where fewer than half of the rows are empty, and
    no subtotal shows that the file is in groups, it is asked.
    """
    grouped = any(is_subtotal(row) for row in draft.grid.rows)
    blocks = []
    for name in _BLOCKS:
        each = found.get(name)
        if each is None or not _may_be_block(draft, each.evidence):
            continue
        filled, rows = each.evidence.filled, each.evidence.rows
        says = say("connect-blocks", heading=each.heading, n=filled, rows=rows)
        if filled > rows * _HALF and not grouped:
            if rows - filled < _FEWEST_BLANK:
                continue
            said = draft.ask(
                answers,
                f"{name}.blocks",
                say("connect-asks-blocks", heading=each.heading, n=rows - filled, rows=rows),
                tuple((word, say("connect-means-blocks", answer=word)) for word in ("yes", "no")),
            )
            if said != "yes":
                continue
            says = say("connect-because", what=says, why=say("connect-answered"))
        blocks.append(each.heading)
        draft.decide("read", "fill_down", says)
    if blocks:
        draft.read["fill_down"] = blocks


def _may_be_block(draft: Draft, each: ColumnEvidence) -> bool:
    if not each.filled or each.share_filled > _MOST_FILLED:
        return False
    width = len(draft.grid.header)
    cells = [
        row[each.at].strip() if each.at < len(row) else ""
        for row in draft.grid.rows
        if not is_footer(row, width)
    ]
    # the same value never stands in two rows that follow one another where blocks are marked
    repeated = sum(1 for one, two in pairwise(cells) if one and one == two)
    return bool(cells and cells[0]) and repeated <= len(cells) * 0.05
