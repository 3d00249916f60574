"""Which tables, files and columns are new, gone or renamed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from review_kit.quarter.findings import Finding
from review_kit.quarter.sides import FileFacts, Side
from review_kit.sources.files.header import nearest_name, plain_name

_RENAMED = 0.6
"""Likeness from which a column that is new is taken for one that is gone."""
_PARTS_THAT_CHANGE = re.compile(
    r"\d+|jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sep(t(ember)?)?|oct(ober)?|"
    r"nov(ember)?|dec(ember)?",
    re.IGNORECASE,
)


def exports(before: Side, now: Side) -> Iterator[Finding]:
    """Yield what is different about tables, the files that they come from, and their columns."""
    for table in sorted(set(before.facts) - set(now.facts)):
        yield Finding("exports", "table-gone", {"table": table}, look=True)
    for table in sorted(set(now.facts) - set(before.facts)):
        yield Finding("exports", "table-new", {"table": table})
    for table in [table for table in before.facts if table in now.facts]:
        old, new = before.facts[table], now.facts[table]
        if old.profile != new.profile:
            facts = {"table": table, "from": old.profile, "to": new.profile}
            yield Finding("exports", "profile", facts)
        yield from _files(table, old.files, new.files)
        yield from _columns(table, old.files, new.files)


def alike(name: str) -> str:
    """Return a file's name without what changes from quarter to quarter: numbers, months, folders."""
    file, _, sheet = name.partition("#")
    stem = file.rsplit("/", 1)[-1]
    return _PARTS_THAT_CHANGE.sub("*", f"{stem}#{sheet}".casefold())


def _files(table: str, old: tuple[FileFacts, ...], new: tuple[FileFacts, ...]) -> Iterator[Finding]:
    there = {alike(file.name) for file in new}
    known = {alike(file.name) for file in old}
    if len(old) == len(new) == 1:
        return  # the one file of a table may be called anything
    for file in old:
        if alike(file.name) not in there:
            facts = {"table": table, "file": file.name, "rows": file.rows}
            yield Finding("exports", "file-missing", facts, look=True)
    for file in new:
        if alike(file.name) not in known:
            facts = {"table": table, "file": file.name, "rows": file.rows}
            yield Finding("exports", "file-new", facts)


def _columns(
    table: str, old: tuple[FileFacts, ...], new: tuple[FileFacts, ...]
) -> Iterator[Finding]:
    was, now = _headings(old), _headings(new)
    if was is None or now is None:
        return
    gone = [name for plain, name in was.items() if plain not in now]
    added = [name for plain, name in now.items() if plain not in was]
    for name in gone:
        near = nearest_name(name, added, _RENAMED)
        if near is None:
            yield Finding("exports", "column-gone", {"table": table, "column": name}, look=True)
            continue
        added.remove(near)
        facts = {"table": table, "from": name, "to": near}
        yield Finding("exports", "column-renamed", facts, look=True)
    for name in added:
        yield Finding("exports", "column-new", {"table": table, "column": name})


def _headings(files: tuple[FileFacts, ...]) -> dict[str, str] | None:
    """Return headings in plain spelling → as a file has them; ``None`` where they were not recorded."""
    if any(file.columns is None for file in files):
        return None
    return {plain_name(name): name for file in files for name in file.columns or () if name}
