"""Where the rows of a validation or snapshot lie in its folder."""

from __future__ import annotations

from pathlib import Path


def kept_path(folder: Path, table: str) -> Path:
    """Return where the rows kept of ``table`` lie in the folder of a validation or snapshot."""
    return folder / "kept" / f"{table}.parquet"


def quarantined_path(folder: Path, table: str) -> Path:
    """Return where the rows quarantined of ``table`` lie in the folder of a validation or snapshot."""
    return folder / "quarantined" / f"{table}.parquet"


def emptied_path(folder: Path, table: str) -> Path:
    """Return where the cells emptied in ``table`` lie in the folder of a validation."""
    return folder / "emptied" / f"{table}.parquet"


def left_out_path(folder: Path, table: str) -> Path:
    """Return where it stands which rows of ``table`` were left out, in the folder of a validation."""
    return folder / "left_out" / f"{table}.parquet"
