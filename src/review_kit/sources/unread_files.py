"""Files beside the exports that nobody reads, each with a guess at what it is.

A month saved as ``.xls``, a fourth quarter beside the third, a page of HTML under another name:
whoever put it there thinks that it is read. Every file below ``exports/`` and below the folders
that sources name is looked at, and those that no table comes from are reported.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from itertools import islice
from pathlib import Path
from urllib.parse import urlsplit

import pyarrow as pa
import pyarrow.parquet as pq

from review_kit.errors import SourceError
from review_kit.project import DataModel, Project
from review_kit.project.limits import Limits
from review_kit.sources.columns.near_names import known_names
from review_kit.sources.files.cells import text_of
from review_kit.sources.files.discovery import (
    canonical_files,
    collected_path,
    files_matching,
    has_export,
    named_folders,
    shown_name,
    stem_of,
    watched_files,
)
from review_kit.sources.files.formats import SPREADSHEETS, markup_of, table_suffix
from review_kit.sources.files.header import HEADER_ROWS, nearest_name, words_of
from review_kit.sources.files.opened_workbook import opened_workbook
from review_kit.sources.profiles.files import SHIPPED, load_profile
from review_kit.words import say

LOOKED_INTO = 60
"""Files that are opened for a guess; of further ones only the name is looked at."""
LISTED_ONE_BY_ONE = 6
"""Files of one folder and kind that are listed one by one; more are listed together."""

_HEAD_BYTES = 1 << 16
_WORKBOOK_BYTES = 4 << 20
"""Size above which a workbook is not opened for a guess."""
_ENOUGH = 0.5
"""Share of a table's needed columns from which on a file looks like it."""
_FEWEST = 3

_LISTED = {
    ".pdf": "unread-pdf",
    ".doc": "unread-text-document",
    ".docx": "unread-text-document",
    ".png": "unread-picture",
    ".jpg": "unread-picture",
    ".jpeg": "unread-picture",
}
_OF_HR = "demographics"
_SQLITE = b"SQLite format 3\0"


@dataclass(frozen=True)
class _Guess:
    """What one file is."""

    kind: str = ""
    """Format, where it is none that is read."""
    mend: str = ""
    """What makes it readable."""
    table: str = ""
    """Canonical table that its name or its columns look like."""


def unread_files(project: Project) -> tuple[str, ...]:
    """Return a sentence for each file that looks like an export and that no table comes from.

    Raises
    ------
    ConfigurationError
        The profile of a source cannot be used.
    """
    read = set(_read_files(project))
    unread = [path for path in watched_files(project) if path.resolve() not in read]
    unread_by_guess: dict[tuple[Path, _Guess], list[Path]] = {}
    for at, path in enumerate(unread):
        unread_by_guess.setdefault(
            (path.parent, _guess(project, path, deep=at < LOOKED_INTO)), []
        ).append(path)
    sentences = []
    for (_, guess), paths in unread_by_guess.items():
        groups = [paths] if len(paths) > LISTED_ONE_BY_ONE else [[path] for path in paths]
        sentences += [_sentence(project, group, guess) for group in groups]
    return tuple(sentences)


def _read_files(project: Project) -> Iterator[Path]:
    for table in project.data_model:
        yield collected_path(project, table).resolve()
        source = project.config.sources.get(table)
        if source is None:
            yield from (path.resolve() for path in canonical_files(project, table))
        elif source.path is not None:
            for pattern in [source.path] if isinstance(source.path, str) else source.path:
                yield from (path.resolve() for path in files_matching(project, pattern))
        elif source.url is not None:
            parts = urlsplit(source.url)
            if parts.scheme in ("sqlite", "file", "duckdb"):
                yield (project.root / parts.path.removeprefix("/")).resolve()
                yield Path(parts.path).resolve()
        if has_export(project, table):
            profile = load_profile(project, source.profile if source else "canonical")
            for lookup in profile.lookups.values():
                yield from (path.resolve() for path in files_matching(project, lookup.path))


def _sentence(project: Project, paths: Sequence[Path], guess: _Guess) -> str:
    what = say("unread-file", file=shown_name(project, paths[0]))
    if paths[0].name.casefold().startswith(_OF_HR):
        return say(
            "unread-and-hint",
            what=say("unread-of-hr", file=shown_name(project, paths[0])),
            hint=say("unread-of-hr.hint"),
        )
    if len(paths) > 1:
        what = say(
            "unread-files",
            n=len(paths),
            folder=shown_name(project, paths[0].parent),
            names=", ".join(path.name for path in paths[:3]),
        )
    facts = [guess.kind] if guess.kind else []
    if guess.table:
        facts.append(_looks_like(project, guess.table))
    else:
        folder = paths[0].parent.resolve()
        facts += [say("unread-in-folder", table=table) for table in _tables_of(project, folder)]
    if facts:
        what = say("unread-because", what=what, facts=", ".join(facts))
    return say("unread-and-hint", what=what, hint=guess.mend or _mend(project, paths, guess))


def _tables_of(project: Project, folder: Path) -> list[str]:
    """Tables of which a source names this folder, itself or by a pattern."""
    return [table for table, each in named_folders(project) if each.resolve() == folder]


def _looks_like(project: Project, table: str) -> str:
    source = project.config.sources.get(table)
    if source is not None:
        path = source.path if isinstance(source.path, str) else ", ".join(source.path or ())
        if path:
            return say("unread-looks-like-read", table=table, path=path)
        return say("unread-looks-like-elsewhere", table=table)
    files = canonical_files(project, table)
    if files:
        return say("unread-looks-like-read", table=table, path=shown_name(project, files[0]))
    return say("unread-looks-like", table=table)


def _mend(project: Project, paths: Sequence[Path], guess: _Guess) -> str:
    if guess.table:
        name = shown_name(project, paths[0])
        if guess.table in project.config.sources:
            return say("unread-add-path", table=guess.table)
        return say("unread-add-source", table=guess.table, path=name)
    return say("unread-name-it")


def _guess(project: Project, path: Path, *, deep: bool) -> _Guess:
    head = b""
    # of a file without a size, which devices show as, reading may never end
    if deep and path.stat().st_size:
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
    table = _table_by_name(project, path)
    if table is None and deep:
        table = _table_by_columns(project.data_model, _columns(path, head, project.config.limits))
    table = table or ""
    marked = markup_of(head)
    if marked is not None:
        return _Guess(marked.what, marked.mend, table)
    suffix = path.suffix.lower()
    if suffix in SPREADSHEETS:
        return _Guess(
            say("unread-spreadsheet", suffix=suffix), say("unread-spreadsheet.hint"), table
        )
    if head.startswith(_SQLITE):
        return _Guess(
            say("unread-sqlite"),
            say("unread-sqlite.hint", file=shown_name(project, path)),
        )
    if suffix in _LISTED:
        return _Guess(say(_LISTED[suffix]), "", table)
    if not table_suffix(path.name):
        shown = say("unread-other-kind", suffix=suffix) if suffix else say("unread-no-suffix")
        return _Guess(shown, say("unread-give-suffix") if table else "", table)
    return _Guess(_lookup_of(project, path), "", table)


def _lookup_of(project: Project, path: Path) -> str:
    """For which shipped profile a file translates values, if its name says so."""
    shown = shown_name(project, path)
    for profile in sorted(SHIPPED.glob("*.toml")):
        lookups = tomllib.loads(profile.read_text(encoding="utf-8")).get("lookups", {})
        if any(fnmatchcase(shown, lookup["path"]) for lookup in lookups.values()):
            return say("unread-of-profile", profile=profile.stem)
    return ""


def _table_by_name(project: Project, path: Path) -> str | None:
    stem = stem_of(path) if table_suffix(path.name) else path.name.partition(".")[0]
    return nearest_name(stem, project.data_model)


def _table_by_columns(model: DataModel, names: Iterable[str]) -> str | None:
    """The table with most columns among the names, most of those that it needs among them."""
    there = {words_of(name) for name in names} - {()}
    best, most = None, 0
    for table in model.tables.values():
        known = known_names(table.name, table.column_names)
        found = [
            column
            for column in table.columns
            if any(words_of(each) in there for each in known[column.name])
        ]
        needed = sum(1 for column in table.columns if column.required)
        share = sum(1 for column in found if column.required) / max(needed, 1)
        if len(found) >= _FEWEST and share >= _ENOUGH and len(found) > most:
            best, most = table.name, len(found)
    return best


def _columns(path: Path, head: bytes, limits: Limits) -> Iterator[str]:
    """Yield whatever may be a heading in the first part of a file."""
    if head.startswith(b"\x1f\x8b"):
        try:
            with gzip.open(path) as packed:
                head = packed.read(_HEAD_BYTES)
        except (OSError, EOFError):
            return
    if head.startswith(b"PAR1"):
        try:
            yield from pq.read_schema(path).names
        except (pa.ArrowException, OSError):
            return
    elif head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        yield from _columns_of_workbook(path, limits)
    elif b"\0" not in head or head.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield from _columns_of_text(head)


def _columns_of_workbook(path: Path, limits: Limits) -> Iterator[str]:
    if path.stat().st_size > _WORKBOOK_BYTES:
        return
    try:
        with opened_workbook(path, path.name, limits) as book:
            for name in book.sheet_names:
                for row in islice(book.get_sheet_by_name(name).iter_rows(), HEADER_ROWS):
                    yield from (text for value in row if (text := text_of(value)))
    except (SourceError, OSError):
        # it is a guess: what cannot be opened has none
        return


def _columns_of_text(head: bytes) -> Iterator[str]:
    encoding = "utf-16" if head.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8"
    text = head.decode(encoding, errors="replace")
    if markup_of(head):
        yield from re.findall(r"<t[hd][^>]*>([^<]+)<", text, re.I)
        return
    if text.lstrip("\ufeff \t\r\n").startswith(("{", "[")):
        yield from re.findall(r'"([^"]+)"\s*:', text)
        return
    for delimiter in ",;\t|":
        lines = io.StringIO(text)
        try:
            for row in islice(csv.reader(lines, delimiter=delimiter), HEADER_ROWS):
                if len(row) > 1:
                    yield from row
        except csv.Error:
            continue
