"""What the stage hands on: a canonical table as text, and the files that it came from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from review_kit.sources.notice import Notice


@dataclass(frozen=True)
class InputFile:
    """One file (or worksheet, or query) that rows came from."""

    name: str
    """Path relative to the project, or the URL without credentials. A worksheet or a member of an
    archive follows after ``#``."""
    sha256: str
    """Of the bytes as they lie there; of a query's rows as JSON Lines."""
    bytes: int
    rows: int
    """Records in it, those left out included."""
    exported_on: date
    """As ``review_kit.toml`` says, else the day of the file in the project's time zone."""
    encoding: str = ""
    """Of a text file, where it had to be guessed."""
    columns: tuple[str, ...] = ()
    """Names in its header, those too that the profile has no use for."""


@dataclass(frozen=True)
class LeftOutRow:
    """Where one row stands that was left out."""

    file: str
    row: int


@dataclass(frozen=True)
class MendedCell:
    """One cell of a mended row."""

    number: int
    """Of its column, from 1."""
    column: str
    """As the header calls it."""
    was: str
    now: str
    """Empty where the cell was cleared."""


@dataclass(frozen=True)
class MendedRow:
    """One row of an export as somebody mended it."""

    table: str
    file: str
    """As messages and manifests name it; a worksheet or a member of an archive follows after ``#``."""
    sha256: str
    """Of the file that the row was mended in."""
    row: int
    cells: tuple[MendedCell, ...]
    by: str
    at: str
    """When it came back: ISO 8601, UTC."""
    workbook: str
    """SHA-256 of the workbook that it came back in."""

    def to_json(self) -> dict[str, Any]:
        """Return it as a line of the record has it."""
        return asdict(self)


@dataclass(frozen=True)
class StagedTable:
    """One canonical table as Parquet, every value as text in canonical spelling.

    Its columns are those of the data model, then ``_file`` (:attr:`InputFile.name`) and ``_row``
    (row in that file as a spreadsheet shows it; in files without a header row, the record's
    number). ``rows_in`` is the number of rows in the Parquet file plus all that is left out.
    """

    name: str
    path: Path
    rows_in: int
    left_out: Mapping[str, int]
    """Reason → rows."""
    inputs: tuple[InputFile, ...]
    profile: str
    missing_columns: tuple[str, ...] = ()
    """Canonical columns that no file had; they are empty in every row."""
    other_columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """File → columns in it that the profile has no use for."""
    harmless_columns: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """File → those of them that hold neither quotas nor money, whatever they are called."""
    notices: tuple[Notice, ...] = ()
    """What reading found that is no fault of a single row."""
    left_out_rows: Path | None = None
    """Parquet file of the rows left out in which something stands: ``_file``, ``_row``, ``reason``."""
    left_out_examples: Mapping[str, tuple[LeftOutRow, ...]] = field(default_factory=dict)
    """Reason → first rows left out for it."""
    doubtful: frozenset[str] = frozenset()
    """Reasons whose rows may be records that were lost."""
    of_nobody: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Column → texts of which the profile says that they mean nobody and nothing that is near."""
    mended: tuple[MendedRow, ...] = ()
    """Rows of the files that stand here as people mended them."""
