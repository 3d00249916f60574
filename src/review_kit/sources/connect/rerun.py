"""What changed since a profile was written: columns new, renamed or gone, and lines changed by hand."""

from __future__ import annotations

import re
from collections.abc import Sequence

from review_kit.sources.connect.proposal import TableProposal
from review_kit.sources.connect.toml_text import (
    Written,
    value_text,
    with_new_digest,
    without_digest,
)
from review_kit.sources.files.header import plain_name, similarity
from review_kit.words import say

_RENAMED = 0.6
"""Likeness from which on a heading that is gone and one that is new are taken for one."""


def compared(each: TableProposal, written: Written) -> None:
    """Compare a proposal with the profile that was written before.

    A profile that nobody changed is written anew. In one that was changed by hand only headings that were
    renamed are replaced; the rest of it stays.
    """
    header = [name for name in each.draft.grid.header if name]
    there = {plain_name(name) for name in header}
    before = {plain_name(name) for name in written.columns}
    gone = [name for name in written.columns if plain_name(name) not in there]
    new = [name for name in header if plain_name(name) not in before]
    renamed = _renamed(each, written, gone, new)
    changes = [say("connect-renamed", old=old, new=name) for old, name in renamed]
    olds, names = {old for old, _ in renamed}, {name for _, name in renamed}
    changes += [say("connect-gone", name=name) for name in gone if name not in olds]
    changes += [
        say("connect-new", name=name, used="yes" if _is_used(each, name) else "no")
        for name in new
        if name not in names
    ]
    each.changes = tuple(changes)
    if written.edited:
        each.state = "edited"
        text, each.anew = written.text, each.profile
        for old, name in renamed:
            text = text.replace(value_text(old), value_text(name))
        each.profile = with_new_digest(text, header) if changes else written.text
        return
    same = without_digest(each.profile) == without_digest(written.text)
    each.state = "same" if same else "changed"


def _renamed(
    each: TableProposal, written: Written, gone: Sequence[str], new: Sequence[str]
) -> list[tuple[str, str]]:
    """Headings that are gone, with those that took their place: for the same column, or by likeness."""
    pairs: list[tuple[str, str]] = []
    left = list(new)
    for old in gone:
        columns = _columns_of(written.text, old)
        fitting = [name for name in left if any(_gives(each, column, name) for column in columns)]
        if not fitting:
            alike = [(similarity(name, old), name) for name in left]
            fitting = [name for score, name in sorted(alike, reverse=True) if score >= _RENAMED]
        if fitting:
            pairs.append((old, fitting[0]))
            left.remove(fitting[0])
    return pairs


def _columns_of(text: str, heading: str) -> list[str]:
    """Canonical columns whose line in a profile names a heading."""
    quoted = re.escape(value_text(heading))
    return re.findall(rf"^(\w+) = [^\n]*{quoted}", text, re.M)


def _gives(each: TableProposal, column: str, heading: str) -> bool:
    how = each.draft.columns.get(column)
    given = how.get("from", "") if isinstance(how, dict) else how
    return heading in ([given] if isinstance(given, str) else list(given or ()))


def _is_used(each: TableProposal, heading: str) -> bool:
    return heading not in each.draft.unused
