"""Rows of a file that are no records, that belong to the one above, or that lack what every row needs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from review_kit.sources.canonical import CanonicalColumn
from review_kit.sources.connect.columns import Found
from review_kit.sources.connect.evidence import ColumnEvidence
from review_kit.sources.connect.footers import footer_patterns, is_footer
from review_kit.sources.connect.proposal import Draft, counted
from review_kit.sources.connect.shipped import Fit

_BLOCKS = ("rep_id", "manager_id", "session_date", "stage", "rep_name", "criterion")


def decide_footers(draft: Draft, fit: Fit | None) -> None:
    """Name the patterns by which totals and small print are known."""
    known = fit.profile.read.footer if fit is not None else ()
    found = footer_patterns(draft.grid.rows, len(draft.grid.header), known)
    if not found:
        if known and draft.base:
            rows = _rows_like(draft, known)
            if rows:
                draft.decide(
                    "read",
                    "footer",
                    f"totals or small print in {counted(rows)}, as {draft.base} knows them",
                )
        return
    patterns = [*known, *dict.fromkeys(pattern for _, pattern, _, _ in found)]
    draft.read["footer"] = patterns
    told = "; ".join(
        f"{what}: {counted(count)}, such as '{example}'" for what, _, count, example in found
    )
    draft.decide("read", "footer", told)


def _rows_like(draft: Draft, patterns: Sequence[str]) -> int:
    compiled = [re.compile(pattern) for pattern in patterns]
    firsts = (next((cell for cell in row if cell.strip()), "").strip() for row in draft.grid.rows)
    return sum(1 for first in firsts if any(each.search(first) for each in compiled))


def decide_blocks(draft: Draft, found: Mapping[str, Found]) -> None:
    """Fill down what stands on the first row of a block only."""
    blocks = []
    for name in _BLOCKS:
        each = found.get(name)
        if each is None or not _is_block(draft, each.evidence, found):
            continue
        blocks.append(each.heading)
        draft.decide(
            "read",
            "fill_down",
            f"'{each.heading}' is filled only on the first row of each block: "
            f"{each.evidence.filled:,} of "
            f"{each.evidence.rows:,} rows have it",
        )
    if blocks:
        draft.read["fill_down"] = blocks


def remark_on_blanks(
    draft: Draft,
    found: Mapping[str, Found],
    columns: Sequence[CanonicalColumn],
    fit: Fit | None,
) -> None:
    """Tell of rows without what every row needs: they will be set aside."""
    settled = {*draft.read.get("fill_down", ())}
    settled |= {heading for rule in draft.leave_out for heading in rule.get("when", {})}
    for column in columns:
        each = found.get(column.name)
        if each is None or not column.required or each.heading in settled:
            continue
        how = draft.columns.get(column.name)
        base = fit.profile.columns.get(column.name) if fit is not None else None
        if (isinstance(how, dict) and "default" in how) or (base is not None and base.default):
            continue
        blank = _blank_in_records(draft, each)
        if blank and each.evidence.filled:
            draft.remarks.append(
                f"{counted(blank)} without '{each.heading}', which every row needs ({column.name}); "
                "they will be set aside"
            )


def _blank_in_records(draft: Draft, each: Found) -> int:
    """Rows of several filled cells that have none in this column."""
    at, width = each.evidence.at, len(draft.grid.header)
    return sum(
        1
        for row in draft.grid.rows
        if (at >= len(row) or not row[at].strip())
        and sum(1 for cell in row if cell.strip()) > 1
        and not is_footer(row, width)
    )


def _is_block(draft: Draft, each: ColumnEvidence, found: Mapping[str, Found]) -> bool:
    if not each.filled or each.share_filled > 0.8:
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
