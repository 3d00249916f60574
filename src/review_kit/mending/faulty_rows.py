"""The rows of the exports in which something is wrong, with all columns that their files have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import duckdb
import pyarrow.parquet as pq

from review_kit.contracts import Validation
from review_kit.contracts.places import emptied_path, quarantined_path
from review_kit.project import Project
from review_kit.project.owned import owned_folder
from review_kit.sources.columns.binding import Binding, bind, cell_number
from review_kit.sources.files.mended import put_in_place, read_mended
from review_kit.sources.files.raw import RawTable, connect
from review_kit.sources.profiles.files import load_profile
from review_kit.sources.reading import read_table
from review_kit.sources.sql import file_literal


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong with a row."""

    reason: str
    """In words, such as ``minutes is not a number``."""
    columns: tuple[str, ...]
    """Canonical columns that it is about."""
    texts: tuple[str, ...] = ()
    """What stands in them; empty for a cell that is."""
    costs_row: bool = True
    """The row is quarantined for it; else the cell alone is not used."""

    @property
    def sentence(self) -> str:
        """Reason with what stands there, and whether the row is lost."""
        there = ", ".join(f"'{text}'" for text in self.texts if text)
        words = f"{self.reason} ({there})" if there else self.reason
        return words if self.costs_row else f"{words}; the cell is not used"


@dataclass(frozen=True)
class FaultyRow:
    """One row of a file as it stands there."""

    row: int
    """As a spreadsheet numbers it."""
    cells: tuple[str, ...]
    """Every column of the file; empty texts for empty cells."""
    faults: tuple[Fault, ...]
    marked: frozenset[int]
    """Numbers of the columns, from 1, in which something is wrong, as far as that can be told."""


@dataclass(frozen=True)
class FaultyFile:
    """The faulty rows of one file (or worksheet) that a table comes from."""

    table: str
    file: str
    sha256: str
    header: tuple[str, ...]
    rows: tuple[FaultyRow, ...]


@dataclass
class FaultyRows:
    """All that can be mended, and what cannot."""

    files: list[FaultyFile] = field(default_factory=list)
    elsewhere: dict[str, int] = field(default_factory=dict)
    """File → rows that cannot be opened: of filled sheets, or several of one record."""


def faulty_rows(project: Project, validation: Validation) -> FaultyRows:
    """Find the rows that were quarantined or lost a cell, as their files have them.

    To be called while the rows of the validation lie in its folder and the exports are as they were.

    Raises
    ------
    SourceError
        An export cannot be read, or changed meanwhile.
    """
    found = FaultyRows()
    project.cache.mkdir(parents=True, exist_ok=True)
    for verdict in validation.tables:
        faults = _faults(validation, verdict.name)
        if not faults:
            continue
        for read in every_column(project, verdict.name, sorted({file for file, _ in faults})):
            wanted = {row: each for (file, row), each in faults.items() if file == read.file}
            rows = [
                FaultyRow(row, read.rows[row], tuple(wanted[row]), read.marked(wanted[row], row))
                for row in sorted(wanted)
                if row in read.rows
            ]
            for row in rows:
                del faults[read.file, row.row]
            if rows:
                found.files.append(
                    FaultyFile(read.table, read.file, read.sha256, read.header, tuple(rows))
                )
        for file, _ in faults:
            found.elsewhere[file] = found.elsewhere.get(file, 0) + 1
    return found


def _faults(validation: Validation, table: str) -> dict[tuple[str, int], list[Fault]]:
    """File and row → what is wrong there; several rows of a table may come from one row of a file."""
    rules = {rule.id: rule for rule in validation.contracts[table].row_rules}
    found: dict[tuple[str, int], list[Fault]] = {}

    def add(place: tuple[str, int], fault: Fault) -> None:
        here = found.setdefault(place, [])
        if fault not in here:
            here.append(fault)

    for row in pq.read_table(quarantined_path(validation.folder, table)).to_pylist():
        for reason, rule in zip(row["reasons"], row["rules"], strict=True):
            columns = rules[rule].columns_shown()
            texts = tuple(str(row.get(column) or "") for column in columns)
            add((row["_file"], row["_row"]), Fault(reason, columns, texts))
    for cell in pq.read_table(emptied_path(validation.folder, table)).to_pylist():
        fault = Fault(cell["reason"], (cell["cell"],), (cell["text"] or "",), costs_row=False)
        add((cell["_file"], cell["_row"]), fault)
    return found


@dataclass(frozen=True)
class WholeFile:
    """A file with all of its columns, of which each row stands by its number."""

    table: str
    file: str
    sha256: str
    header: tuple[str, ...]
    rows: Mapping[int, tuple[str, ...]]
    """Rows that were asked for, as they count now: with what was mended before."""
    binding: Binding

    def marked(self, faults: Iterable[Fault], row: int) -> frozenset[int]:
        """Return the columns of a row in which these faults lie."""
        found = set()
        for fault in faults:
            for column, text in zip(fault.columns, fault.texts, strict=True):
                number = cell_number(self.binding.cells.get(column))
                if number is not None:
                    found.add(number)
                elif text:
                    cells = self.rows[row]
                    found |= {n for n in self.binding.questions if cells[n - 1].strip() == text}
        return frozenset(found)


def every_column(
    project: Project, table: str, files: Iterable[str], rows: Iterable[int] | None = None
) -> list[WholeFile]:
    """Read files of a table with all of their columns, mended cells in place.

    Parameters
    ----------
    files
        Names of those that are wanted.
    rows
        Numbers of the rows that are wanted; all where it is missing.

    Raises
    ------
    SourceError
        One cannot be read.
    """
    wanted, only = frozenset(files), None if rows is None else sorted({*rows})
    source = project.config.sources.get(table)
    profile = load_profile(project, source.profile if source else "canonical")
    mended = read_mended(project)
    found = []
    with owned_folder(project.cache, "mending-") as work, connect(work) as connection:
        for file, raw in read_table(project, table, profile, connection, work, every_column=True):
            if file.name not in wanted:
                continue
            mended_raw, _ = put_in_place(
                raw, table, file.name, file.sha256, mended, connection, work
            )
            found.append(
                WholeFile(
                    table,
                    file.name,
                    file.sha256,
                    raw.header,
                    _rows(mended_raw, only, connection),
                    bind(profile, table, raw, file.name, strict=False),
                )
            )
    return found


def _rows(
    raw: RawTable, only: list[int] | None, connection: duckdb.DuckDBPyConnection
) -> dict[int, tuple[str, ...]]:
    """Return rows by number; one that several records of the table stand in is none of them."""
    condition = "" if only is None else f"WHERE list_contains({only}, _row) "
    cells = ", ".join(f"coalesce(c{number}, '')" for number in range(1, len(raw.header) + 1))
    found: dict[int, tuple[str, ...]] = {}
    twice = set()
    records = connection.execute(
        f"SELECT _row, {cells} FROM read_parquet({file_literal(raw.path)}) {condition}"
    ).fetchall()
    for row, *texts in records:
        if row in found:
            twice.add(row)
        found[row] = tuple(texts)
    return {row: texts for row, texts in found.items() if row not in twice}
