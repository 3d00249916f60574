"""What reading an export gives: one Parquet file of text per canonical table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True)
class InputFile:
    """One file (or query) that rows were read from."""

    name: str
    """Path relative to the project, with ``/``; for a URL the URL without credentials."""
    sha256: str
    bytes: int
    rows: int
    exported_on: date
    """Day of the export, from the configuration, else the day the file was last written."""


@dataclass(frozen=True)
class StagedTable:
    """A canonical table as text, before any cast.

    Every column of the Parquet file is text in canonical spelling, but for ``_row``, a whole
    number: the row of the file as a spreadsheet numbers it. ``_file`` is the name of the file.
    """

    name: str
    path: Path
    rows_in: int
    """Records read, those left out included."""
    left_out: Mapping[str, int]
    """Rows left out while reading, by reason. ``rows_in`` = rows in the file + these."""
    inputs: tuple[InputFile, ...]
    profile: str
