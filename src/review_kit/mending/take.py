"""A mended workbook taken back: its rows stand in place of those of the export, once."""

from __future__ import annotations

import getpass
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from review_kit.errors import SourceError
from review_kit.mending.faulty_rows import WholeFile, every_column
from review_kit.mending.workbook import MendedSheet, as_shown, digest, read_workbook
from review_kit.project import Project
from review_kit.records.folder import write_bytes_atomically
from review_kit.records.lock import in_turn
from review_kit.sources.files.mended import read_mended, record_path
from review_kit.sources.files.unchanged import sha256_of
from review_kit.sources.staged import MendedCell, MendedRow


@dataclass(frozen=True)
class Taken:
    """What became of a workbook."""

    mended: tuple[MendedRow, ...]
    """Rows that were recorded now."""
    as_they_were: int = 0
    """Rows in which nothing was changed."""
    known: int = 0
    """Rows that have been taken back before."""


def take(project: Project, path: Path, by: str | None = None) -> Taken:
    """Record the mended rows of a workbook; the exports themselves stay as they are.

    Parameters
    ----------
    by
        Who mended them; who is logged in where it is not given.

    Raises
    ------
    SourceError
        It is no such workbook; a file has changed since it was written, or a row was mended
        meanwhile. Nothing is recorded then.
    """
    sheets = read_workbook(path, project.config.limits)
    who = by or getpass.getuser()
    at = datetime.now(UTC).isoformat(timespec="seconds")
    workbook = sha256_of(path)
    project.cache.mkdir(parents=True, exist_ok=True)
    with in_turn(project.cache / "lock"):
        known = read_mended(project)
        found: list[MendedRow] = []
        as_they_were = before = 0
        for sheet in sheets:
            now = _file_of(project, sheet)
            for row, cells in sheet.rows.items():
                there = now.rows[row]
                changed = tuple(
                    MendedCell(number, name, was, text)
                    for number, (name, was, text) in enumerate(
                        zip(now.header, there, cells, strict=True), start=1
                    )
                    if as_shown(was) != text
                )
                if not changed:
                    mended_before = any(_is(each, sheet, row) for each in known)
                    before += mended_before
                    as_they_were += not mended_before
                    continue
                if digest([as_shown(cell) for cell in there]) != sheet.shown[row]:
                    raise _mended_meanwhile(path, sheet, row, known)
                found.append(
                    MendedRow(
                        sheet.table, sheet.file, sheet.sha256, row, changed, who, at, workbook
                    )
                )
        if found:
            _write(project, (*known, *found))
    return Taken(tuple(found), as_they_were, before)


def forget(project: Project, file: str) -> int:
    """Take what was mended in a file out of the record, and return how many rows that were.

    Parameters
    ----------
    file
        Its name; of a workbook or database also with ``#`` and one sheet or table, which then is all that
        is meant.

    Raises
    ------
    SourceError
        Nothing was mended in a file of that name.
    """
    project.cache.mkdir(parents=True, exist_ok=True)
    with in_turn(project.cache / "lock"):
        known = read_mended(project)
        meant = [row for row in known if _is_in(row.file, file)]
        kept = [row for row in known if row not in meant]
        if not meant:
            names = ", ".join(dict.fromkeys(row.file for row in known))
            raise SourceError(
                f"{file}: no file with this name has corrections",
                f"Rows were corrected in: {names}."
                if names
                else "No row has been corrected so far.",
            )
        _write(project, kept)
    return len({(row.table, row.file, row.row) for row in meant})


def _is_in(file: str, named: str) -> bool:
    """Whether a file is the one that is named, or a sheet of it; a sheet that is named is alone meant.

    A workbook with one sheet has no sheet in its name.
    """
    whole, _, sheet = named.partition("#")
    return file in (named, whole) or (not sheet and file.partition("#")[0] == whole)


def _file_of(project: Project, sheet: MendedSheet) -> WholeFile:
    """Read the file that a sheet is of, as it is now.

    Raises
    ------
    SourceError
        It is not there any more, or not the one that was opened.
    """
    found = every_column(project, sheet.table, [sheet.file], sheet.shown)
    if not found:
        raise SourceError(
            f"{sheet.file}: this file is no longer read for {sheet.table}, so its corrections "
            "cannot be used",
            "Put the file back where it was, or write a new workbook with 'review-kit mend'.",
        )
    (file,) = found
    if file.sha256 != sheet.sha256:
        raise SourceError(
            f"{sheet.file}: this file has changed since the workbook was written, and its rows "
            f"may have moved (SHA-256 {file.sha256[:12]}…, was {sheet.sha256[:12]}…)",
            "Write a new workbook with 'review-kit mend', and copy your corrections into it.",
        )
    return file


def _is(mended: MendedRow, sheet: MendedSheet, row: int) -> bool:
    return (mended.table, mended.file, mended.sha256, mended.row) == (
        sheet.table,
        sheet.file,
        sheet.sha256,
        row,
    )


def _mended_meanwhile(
    path: Path, sheet: MendedSheet, row: int, known: Iterable[MendedRow]
) -> SourceError:
    last = [each for each in known if _is(each, sheet, row)][-1]
    return SourceError(
        f"{path}: row {row} of {sheet.file} was corrected by {last.by} on {last.at[:10]}, after "
        "this workbook was written",
        "Nothing from this workbook was used. 'review-kit mend' writes a new one with the rows "
        "that are still faulty.",
    )


def _write(project: Project, rows: Sequence[MendedRow]) -> None:
    """Write the record, whole or not at all; it goes where no row is left."""
    path = record_path(project)
    if not rows:
        path.unlink(missing_ok=True)
        return
    lines = (json.dumps(row.to_json(), ensure_ascii=False) for row in rows)
    write_bytes_atomically(path, "".join(f"{line}\n" for line in lines).encode("utf-8"))
