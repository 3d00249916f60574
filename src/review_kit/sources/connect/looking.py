"""Which files are looked at, and what lies in them: every file of the exports, or those that are named."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from fnmatch import fnmatchcase
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb

from review_kit.addresses import Address
from review_kit.errors import ConfigurationError, ReviewKitError, SourceError
from review_kit.project import Project, Source
from review_kit.sources.connect.grids import MOST_ROWS, Grid, Unplaceable, grids_of_file
from review_kit.sources.connect.proposal import Answers, Question
from review_kit.sources.files.database import read_database, tables_of
from review_kit.sources.files.discovery import (
    collected_path,
    files_matching,
    shown_name,
    watched_files,
)
from review_kit.sources.files.formats import SPREADSHEETS, table_suffix
from review_kit.sources.files.protected import is_encrypted
from review_kit.sources.profiles.language import Profile, Reading
from review_kit.sources.sql import file_literal
from review_kit.words import say

_SQLITE = b"SQLite format 3\0"


@dataclass
class Looked:
    """What was found."""

    grids: list[Grid] = field(default_factory=list)
    translating: list[tuple[str, str]] = field(default_factory=list)
    unplaced: list[Unplaceable] = field(default_factory=list)
    copied: list[tuple[Path, Path]] = field(default_factory=list)
    asked: list[Question] = field(default_factory=list)
    """Which variable holds the password of a workbook."""
    answerable: dict[str, tuple[str, ...]] = field(default_factory=dict)


PASSWORD_VARIABLE = "REVIEW_KIT_WORKBOOK_PASSWORD"
"""Environment variable that is tried where nobody names another one."""


def look(
    project: Project,
    given: Sequence[str],
    profiles: tuple[Profile, ...],
    connection: duckdb.DuckDBPyConnection,
    work: Path,
    answers: Answers,
) -> Looked:
    """Look at files, folders and databases; without any, at all that lies in ``exports/``.

    Raises
    ------
    ReviewKitError
        What was named is not there.
    """
    looked = Looked()
    for each in given:
        if "://" in each:
            looked.grids += _database(project, each, connection, work)
            continue
        path = Path(each).expanduser()
        if not path.is_absolute() and not path.exists():
            path = project.root / each
        if not path.exists():
            raise ReviewKitError(f"{each}: this file does not exist", "Nothing was changed.")
        inside = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in inside:
            if file.is_file() and not file.name.startswith((".", "~$")):
                _file(project, file, looked, profiles, connection, work, answers)
    if not given:
        for path in watched_files(project):
            if path.resolve() != collected_path(project, path.stem).resolve():
                _file(project, path, looked, profiles, connection, work, answers)
    return looked


def _file(
    project: Project,
    path: Path,
    looked: Looked,
    profiles: tuple[Profile, ...],
    connection: duckdb.DuckDBPyConnection,
    work: Path,
    answers: Answers,
) -> None:
    name = shown_name(project, path)
    if not path.resolve().is_relative_to(project.root.resolve()):
        target = project.exports / path.name
        if target.exists() and _digest(target) != _digest(path):
            raise ReviewKitError(
                f"{path.name}: exports/ already has a different file with this name",
                "Replace or remove that file, or rename this one. Nothing was changed.",
            )
        name = f"exports/{path.name}"
        if not target.exists():
            looked.copied.append((path, target))
    translates = _translates(name, profiles)
    if translates:
        looked.translating.append((name, translates))
        return
    with path.open("rb") as file:
        head = file.read(16)
    if head == _SQLITE:
        looked.grids += _database(project, f"sqlite:///{name}", connection, work, path)
        return
    if not table_suffix(path.name):
        looked.unplaced.append(Unplaceable(name, _kind(path), _mend(path)))
        return
    variable = _password_variable(project, path, name, looked, answers)
    if variable is None:
        return
    try:
        looked.grids += grids_of_file(path, name, _day(project, path), connection, work, variable)
    except SourceError as error:
        reason = error.message.removeprefix(f"{name}: ")
        looked.unplaced.append(Unplaceable(name, reason, error.hint))
    except (duckdb.Error, UnicodeDecodeError) as error:
        looked.unplaced.append(
            Unplaceable(
                name,
                say("connect-none-unreadable", error=str(error).splitlines()[0]),
                say("connect-none-unreadable.hint"),
            )
        )


def _password_variable(
    project: Project, path: Path, name: str, looked: Looked, answers: Answers
) -> str | None:
    """Name the environment variable with a workbook's password; None where that has to be asked."""
    if path.suffix.lower() not in (".xlsx", ".xlsm", ".xls") or not is_encrypted(path):
        return ""
    key = f"{name}.password_variable"
    looked.answerable |= {key: (), "password_variable": ()}
    said = answers.get(key) or answers.get("password_variable")
    if said is not None:
        if re.fullmatch(r"[A-Z][A-Z0-9_]*", said) is None:
            raise ConfigurationError(
                f"--say {key}: give the name of an environment variable in capitals, such as LOG_PASSWORD",
                "What was given is not shown, because it may be a password.",
            )
        return said
    for source in project.config.sources.values():
        paths = [source.path] if isinstance(source.path, str) else source.path or []
        if source.password_variable and any(
            found.resolve() == path.resolve()
            for each in paths
            for found in files_matching(project, each)
        ):
            return source.password_variable
    if os.environ.get(PASSWORD_VARIABLE):
        return PASSWORD_VARIABLE
    looked.asked.append(Question(key, say("connect-asks-password", file=name), kind="text"))
    return None


def _kind(path: Path) -> str:
    suffix = path.suffix.lower()
    kind = "sheet" if suffix in SPREADSHEETS else "other" if suffix else "bare"
    return say("connect-none-kind", kind=kind, suffix=suffix)


def _mend(path: Path) -> str:
    kind = "sheet" if path.suffix.lower() in SPREADSHEETS else "other"
    return say("connect-none-kind.hint", kind=kind)


def _translates(name: str, profiles: tuple[Profile, ...]) -> str:
    """For which shipped profile a file translates ids, if its name says so."""
    for profile in profiles:
        if any(fnmatchcase(name, lookup.path) for lookup in profile.lookups.values()):
            return profile.name
    return ""


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _day(project: Project, path: Path) -> date:
    written = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    return written.astimezone(ZoneInfo(project.config.organisation.time_zone)).date()


def _database(
    project: Project,
    url: str,
    connection: duckdb.DuckDBPyConnection,
    work: Path,
    file: Path | None = None,
) -> Iterator[Grid]:
    """Yield every table of a database."""
    try:
        Address.of(url)
    except ValueError as error:
        raise ConfigurationError(f"connect: {error}", "Nothing was changed.") from None
    today = datetime.now(ZoneInfo(project.config.organisation.time_zone)).date()
    opened = f"sqlite:///{file.resolve()}" if file is not None else url
    for table in tables_of(Source(url=opened), project.root):
        source = Source(url=opened, table=table)
        record, raw = read_database(
            source, project.root, today, Reading(), _all_columns, connection, work, MOST_ROWS
        )
        cells = ", ".join(f"c{number}" for number in range(1, len(raw.header) + 1))
        rows = connection.execute(
            f"SELECT {cells} FROM read_parquet({file_literal(raw.path)})"
        ).fetchall()
        raw.path.unlink()
        shown = record.name.rpartition("#")[0] if file is None else url
        yield Grid(
            name=f"{shown}#{table}",
            path=None,
            header=raw.header,
            rows=tuple(tuple(text or "" for text in row) for row in rows),
            header_row=0,
            url=url,
            table=table,
            numbers=frozenset(n - 1 for n, kind in raw.typed.items() if kind == "numbers"),
            exported_on=today,
        )


def _all_columns(header: tuple[str, ...], _file: str) -> frozenset[int]:
    return frozenset(range(1, len(header) + 1))


def without_headings(grid: Grid) -> bool:
    """Say whether a grid has no headings that could tell anything."""
    return grid.width == 0


def with_name(grid: Grid, name: str) -> Grid:
    """The same grid under another name."""
    return replace(grid, name=name)
