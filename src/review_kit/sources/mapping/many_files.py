"""The files of one table, mapped: those of one layout together, so that a statement is planned once for many.

A file that is large, or unlike the others, is mapped by itself; and where files that look alike turn out to
need different readings, or one of them has a fault, they are parted until each stands with its equals.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from review_kit.errors import SourceError
from review_kit.sources.columns.binding import MissingColumnError
from review_kit.sources.files.joined import MOST_FILES, joined, layout_of, texts_of
from review_kit.sources.files.raw import RawTable
from review_kit.sources.mapping.alike import ApartError, FilesAsOne
from review_kit.sources.mapping.map_table import FEW_CELLS, MappedTable, map_table
from review_kit.sources.matching.context import MappingContext
from review_kit.sources.profiles.language import Profile
from review_kit.sources.staged import InputFile


@dataclass(frozen=True)
class _File:
    number: int
    read: InputFile
    raw: RawTable


class FileMapper:
    """Maps files that are read by one profile.

    Parameters
    ----------
    profile, table, context
        How, to which table, and what is known from the project.
    connection
        DuckDB to compute with.
    work
        Folder for temporary files.
    explained
        Says more about a column that a file lacks.
    """

    def __init__(
        self,
        profile: Profile,
        table: str,
        context: MappingContext,
        connection: duckdb.DuckDBPyConnection,
        work: Path,
        explained: Callable[[MissingColumnError, RawTable, str], SourceError],
    ) -> None:
        self._profile = profile
        self._table = table
        self._context = context
        self._connection = connection
        self._work = work
        self._explained = explained
        self._waiting: dict[Hashable, list[_File]] = {}
        self._unlike: set[Hashable] = set()
        """Layouts whose files are read one by one."""
        self._mapped: list[MappedTable] = []

    def add(self, number: int, read: InputFile, raw: RawTable) -> None:
        """Take a file; it is mapped now, or with others that come later.

        Parameters
        ----------
        number
            Its number among the files of the table.
        read
            What is recorded of it.
        raw
            Its cells, which are removed once they are mapped.

        Raises
        ------
        SourceError
            A column is missing, or a value can be read in two ways.
        """
        file = _File(number, read, raw)
        layout = layout_of(raw)
        if layout is None or layout in self._unlike or _cells(raw) > FEW_CELLS // 2:
            self._mapped.append(self._alone(file))
            return
        waiting = self._waiting.setdefault(layout, [])
        if sum(_cells(each.raw) for each in (*waiting, file)) > FEW_CELLS:
            self._map(layout)
            waiting = self._waiting.setdefault(layout, [])
        waiting.append(file)
        if len(waiting) == MOST_FILES:
            self._map(layout)

    def finish(self) -> list[MappedTable]:
        """Map what is still waiting, and return everything in the order of the first file of each.

        Raises
        ------
        SourceError
            A column is missing, or a value can be read in two ways.
        """
        for layout in list(self._waiting):
            self._map(layout)
        return sorted(self._mapped, key=lambda each: each.inputs)

    def _map(self, layout: Hashable) -> None:
        """Map the waiting files of one layout, those without a record by themselves."""
        files = self._waiting.pop(layout)
        texts = {each.number: texts_of(each.raw) for each in files}
        for empty in (False, True):
            some = [
                each
                for each in files
                if (texts[each.number].column("_out").null_count == 0) is empty
            ]
            if some:
                self._mapped += self._parted(some, layout)

    def _parted(self, files: Sequence[_File], layout: Hashable) -> list[MappedTable]:
        """Map files together as far as that gives what each gives alone."""
        whole = self._together(files)
        if whole is not None:
            return [whole]
        half = len(files) // 2
        halves = [files[:half], files[half:]]
        tried = [self._together(each) for each in halves]
        if tried == [None, None]:
            if len(files) == MOST_FILES:
                self._unlike.add(layout)
            return [self._alone(each) for each in files]
        found: list[MappedTable] = []
        for each, done in zip(halves, tried, strict=True):
            found += [done] if done is not None else self._parted(each, layout)
        return found

    def _together(self, files: Sequence[_File]) -> MappedTable | None:
        """Map files as one; None where they have to be parted."""
        if len(files) == 1:
            return self._alone(files[0])
        raws = [each.raw for each in files]
        raw = joined(raws, [texts_of(each) for each in raws], self._work)
        names = tuple(each.read.name for each in files)
        try:
            mapped = map_table(
                raw,
                names[0],
                self._profile,
                self._table,
                self._context,
                self._connection,
                self._work,
                files[0].read.exported_on,
                as_one=FilesAsOne(names, tuple(each.number for each in files)),
            )
        except (ApartError, SourceError):
            # which file a fault is in shows where each is read by itself
            return None
        finally:
            raw.path.unlink()
        for each in raws:
            each.path.unlink()
        return mapped

    def _alone(self, file: _File) -> MappedTable:
        try:
            mapped = map_table(
                file.raw,
                file.read.name,
                self._profile,
                self._table,
                self._context,
                self._connection,
                self._work,
                file.read.exported_on,
                number=file.number,
            )
        except MissingColumnError as fault:
            raise self._explained(fault, file.raw, file.read.name) from fault
        if not mapped.of_raw:
            file.raw.path.unlink()
        return mapped


def _cells(raw: RawTable) -> int:
    return raw.records * max(1, len(raw.columns))
