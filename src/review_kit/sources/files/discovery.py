"""Which files a table comes from: what ``review_kit.toml`` names, else ``exports/<table>.*``."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from review_kit.errors import SourceError
from review_kit.project import Project, Source
from review_kit.sources.files.export import Export, open_export
from review_kit.sources.files.formats import NO_EXPORTS, READABLE, table_suffix
from review_kit.sources.files.objects import fetch
from review_kit.sources.files.unchanged import HashedFile

COLLECTED = "collected"
"""Folder in ``exports/`` with what filled sheets say: canonical files, read beside a table's own."""


def has_export(project: Project, table: str) -> bool:
    """Say whether the project gives this table at all."""
    return (
        table in project.config.sources
        or bool(canonical_files(project, table))
        or collected_path(project, table).is_file()
    )


def collected_path(project: Project, table: str) -> Path:
    """Where rows of a table lie that were collected from filled sheets; the file need not exist."""
    return project.exports / COLLECTED / f"{table}.csv"


def open_exports(project: Project, table: str, work: Path) -> Iterator[Export]:
    """Open every file of one table, in the order of their names.

    Raises
    ------
    SourceError
        Two files could be the table, or one cannot be opened.
    """
    source = project.config.sources.get(table)
    if source is not None and source.address is not None:
        for fetched in fetch(source.address, work):
            day = source.exported_on or day_of(project, fetched.modified)
            found = HashedFile.of(fetched.path, fetched.name)
            for export in open_export(
                found,
                day,
                work,
                source.member,
                source.password_variable,
                project.config.limits,
            ):
                yield replace(export, beside=(*fetched.beside, *export.beside))
        return
    for path in _local_files(project, table, source):
        stated = source.exported_on if source else None
        yield from open_local(
            project,
            path,
            stated,
            work,
            source.member if source else None,
            source.password_variable if source else None,
        )


def local_exports(project: Project, table: str) -> list[Path]:
    """List the files of this machine that a table comes from, in the order in which they are read.

    Raises
    ------
    SourceError
        Two files could be the table, or none is there.
    """
    return _local_files(project, table, project.config.sources.get(table))


def open_local(
    project: Project,
    path: Path,
    exported_on: date | None,
    work: Path,
    member: str | None = None,
    password_variable: str | None = None,
) -> Iterator[Export]:
    """Open one file of this machine; without a day given, its own date is the export's."""
    found = HashedFile.of(path, shown_name(project, path))
    day = exported_on or day_of(project, found.state.written)
    yield from open_export(found, day, work, member, password_variable, project.config.limits)


def shown_name(project: Project, path: Path) -> str:
    """Path of a file relative to the project, as it is printed and recorded.

    Of a name that is no UTF-8, the bytes that are none are spelt out.
    """
    name = Path(os.path.relpath(path, project.root)).as_posix()
    return os.fsencode(name).decode("utf-8", errors="backslashreplace")


def today(project: Project) -> date:
    """Day it is now in the project's time zone."""
    return datetime.now(ZoneInfo(project.config.organisation.time_zone)).date()


def watched_files(project: Project) -> Iterator[Path]:
    """Yield every file below ``exports/`` and below the folders that sources name, once each."""
    seen: set[Path] = set()
    for folder in (project.exports, *(folder for _, folder in named_folders(project))):
        if not folder.is_dir():
            continue
        for path in sorted(folder.rglob("*")):
            below = path.relative_to(folder).parts
            if (
                path.is_file()
                and not any(part.startswith((".", "~$")) for part in below)
                and not NO_EXPORTS.search(path.name)
                and path.resolve() not in seen
            ):
                seen.add(path.resolve())
                yield path


def named_folders(project: Project) -> Iterator[tuple[str, Path]]:
    """Yield each table with a folder that its source names, itself or by a pattern of files in it."""
    for table, source in project.config.sources.items():
        for pattern in [source.path] if isinstance(source.path, str) else source.path or ():
            target = project.root / pattern
            folder = target if target.is_dir() else target.parent
            named = target.is_dir() or any(sign in target.name for sign in "*?[")
            # the project's own folder holds documents, profiles and what else there is
            if named and not project.root.resolve().is_relative_to(folder.resolve()):
                yield table, folder


def day_of(project: Project, moment: datetime | None) -> date:
    """Day of a moment in the project's time zone; today where it is not known."""
    if moment is None:
        return today(project)
    return moment.astimezone(ZoneInfo(project.config.organisation.time_zone)).date()


def _local_files(project: Project, table: str, source: Source | None) -> list[Path]:
    if source is None or source.path is None:
        files = canonical_files(project, table)
        if len(files) > 1:
            names = " and ".join(shown_name(project, path) for path in files)
            raise SourceError(
                f"{table}: {names} could both be this table",
                f"Keep one of them, or name the files to read in [sources.{table}].",
            )
        return files
    patterns = [source.path] if isinstance(source.path, str) else source.path
    files = []
    for pattern in patterns:
        found = files_matching(project, pattern)
        if not found:
            there = ", ".join(path.name for path in _files_in(project.root / pattern)[:3])
            raise SourceError(
                f"sources.{table}.path: no readable file matches '{pattern}'"
                + (f"; {there} cannot" if there else ""),
                f"review-kit reads {READABLE}.",
            )
        files += [path for path in found if path not in files]
    return files


def files_matching(project: Project, pattern: str) -> list[Path]:
    """Files that a path in the settings means: a file, those of a folder, those of a pattern."""
    target = project.root / pattern
    if target.is_file():
        return [target]
    if target.is_dir():
        return [path for path in _files_in(target) if table_suffix(path.name)]
    return sorted(path for path in matching(target) if not path.name.startswith((".", "~$")))


def matching(target: Path) -> Iterator[Path]:
    """Yield the files that an absolute path means as a pattern."""
    anchor = Path(target.anchor)
    yield from (
        path for path in anchor.glob(target.relative_to(anchor).as_posix()) if path.is_file()
    )


def canonical_files(project: Project, table: str) -> list[Path]:
    """Files in ``exports/`` that are a table by their name."""
    return [
        path
        for path in _files_in(project.exports)
        if table_suffix(path.name) and stem_of(path) == table
    ]


def _files_in(folder: Path) -> list[Path]:
    """Files directly in a folder by name, without hidden ones and Excel's lock files."""
    if not folder.is_dir():
        return []
    return sorted(
        path
        for path in folder.iterdir()
        if path.is_file() and not path.name.startswith((".", "~$"))
    )


def stem_of(path: Path) -> str:
    """Name of a file without what tells its format."""
    suffix = table_suffix(path.name)
    return path.name[: -len(suffix)] if suffix else path.stem
