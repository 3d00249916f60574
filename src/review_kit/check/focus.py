"""Page one of a packet must say what the metric tables say: each focus criterion with its numbers.

The numbers come from ``rep_criteria`` and are written here anew, so a fault of the code that prints
them shows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from review_kit.check.finding import Finding
from review_kit.check.words import without_accents
from review_kit.number_format import MINUS, rounded, signed

FOCUS = "focus_criteria"
"""What a template declares in ``shows`` whose page one leads with the focus criteria."""

_NUMBER = re.compile(rf"[+{MINUS}-]?\d(?:[\d.,]*\d)?")


@dataclass(frozen=True)
class FocusFacts:
    """What page one must say about one focus criterion."""

    name: str
    numbers: tuple[tuple[str, str], ...]
    """What it is and how it is printed: ``("baseline", "52")``."""


def focus_facts(metrics: Path, rep_id: str) -> list[FocusFacts]:
    """Read what page one of a rep's packet must say, by rank; nothing in a rep's first days.

    Scores are whole percent, the number of the verdict whole percentage points with its sign; a number
    that the table leaves out for want of evidence must not be there and is not asked for.
    """
    reps = pq.read_table(
        metrics / "reps.parquet", columns=["is_starting"], filters=[("rep_id", "=", rep_id)]
    )
    if any(reps["is_starting"].to_pylist()):
        return []
    columns = [
        "criterion",
        "parent_criterion_id",
        "focus_rank",
        "baseline_score",
        "current_score",
        "verdict_points",
    ]
    rows = pq.read_table(
        metrics / "rep_criteria.parquet", columns=columns, filters=[("rep_id", "=", rep_id)]
    ).to_pylist()
    leading = [r for r in rows if r["focus_rank"] is not None and r["parent_criterion_id"] is None]
    leading.sort(key=lambda row: row["focus_rank"])
    return [FocusFacts(str(row["criterion"]), _numbers(row)) for row in leading]


def _numbers(row: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    printed = []
    for label, column in (("baseline", "baseline_score"), ("current score", "current_score")):
        if row[column] is not None:
            printed.append((label, f"{abs(rounded(row[column]))}"))
    if row["verdict_points"] is not None:
        printed.append(("number of the verdict", signed(row["verdict_points"])))
    return tuple(printed)


def check_focus(page_one: str, facts: Sequence[FocusFacts]) -> list[Finding]:
    """Check that each criterion is named on page one, with its numbers beside the name.

    Beside the name means: between one mention of it and the next mention of another focus
    criterion. Line breaks count for nothing.
    """
    found = []
    stretches = _stretches(without_accents(page_one), [fact.name for fact in facts])
    for fact in facts:
        if not _squeezed(fact.name):
            continue  # a name of marks only cannot be looked for
        mine = stretches.get(_squeezed(fact.name), [])
        if not mine:
            found.append(
                Finding("focus", f"page 1 does not name the focus criterion '{fact.name}'")
            )
            continue
        missing = min((_missing(stretch, fact) for stretch in mine), key=len)
        found += [
            Finding(
                "focus",
                f"page 1 does not print the {label} of '{fact.name}', {number}, beside its name",
            )
            for label, number in missing
        ]
    return found


def _stretches(text: str, names: Sequence[str]) -> dict[str, list[str]]:
    """Cut a text at mentions of the names, the longest name first; neighbours of one name are one."""
    squeezed = sorted({_squeezed(name) for name in names} - {""}, key=len, reverse=True)
    if not squeezed:
        return {}
    pattern = "|".join(rf"({_loose(name)})" for name in squeezed)
    mentions = [
        (squeezed[match.lastindex - 1], match.start(), match.end())
        for match in re.finditer(pattern, text, flags=re.IGNORECASE)
        if match.lastindex
    ]
    stretches: dict[str, list[str]] = {}
    last = ""
    for (name, _, end), following in zip(
        mentions, [*(start for _, start, _ in mentions[1:]), len(text)], strict=False
    ):
        stretch = text[end:following]
        if name == last:
            stretches[name][-1] += f" {stretch}"
        else:
            stretches.setdefault(name, []).append(stretch)
        last = name
    return stretches


def _squeezed(name: str) -> str:
    """Reduce a name to its letters and digits; marks and emoji need not survive in a PDF's text."""
    return re.sub(r"[\W_]+", "", without_accents(name))


def _loose(squeezed: str) -> str:
    """Match a name wherever its lines break, but not inside a longer word."""
    letters = r"[\W_]*".join(squeezed)
    return rf"(?<!\w){letters}(?!\w)"


def _missing(stretch: str, fact: FocusFacts) -> list[tuple[str, str]]:
    printed = {number.replace("-", MINUS) for number in _NUMBER.findall(stretch)}
    return [(label, number) for label, number in fact.numbers if number not in printed]
