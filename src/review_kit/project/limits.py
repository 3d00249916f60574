"""``[limits]`` of ``review_kit.toml``: how much one export may make of itself before it is refused."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from review_kit.project.section import Section


class Limits(Section):
    """What an export may take; far more than tables of people and deals ever do."""

    unpacked_mb: Annotated[int, Field(ge=1)] = 2048
    """Size of a packed file when it is unpacked, in megabytes of 2²⁰ bytes; of an archive, all its tables."""
    unpacked_ratio: Annotated[int, Field(ge=2)] = 100
    """How many times its own size a packed file may become; looked at from 64 MB on."""
    archive_members: Annotated[int, Field(ge=1)] = 10_000
    """Files in a ZIP archive."""
    columns: Annotated[int, Field(ge=1)] = 16_384
    """Columns of a table, or fields of JSON records; a spreadsheet has no more."""
    cells: Annotated[int, Field(ge=1)] = 20_000_000
    """Cells of a workbook, empty ones between filled ones included."""
    nesting: Annotated[int, Field(ge=1, le=200)] = 32
    """Levels of lists and objects within each other."""
    reading_mb: Annotated[int, Field(ge=256)] = 640
    """Memory for reading and mapping exports, beside what Python holds; what is more goes to the disk."""
    opening_mb: Annotated[int, Field(ge=256)] = 2048
    """Memory for opening a workbook or an Arrow file in a process of its own."""
    opening_seconds: Annotated[int, Field(ge=1)] = 300
    """Time for that."""
