"""Rows quarantined, as CSV files that can be fixed and exported again."""

from __future__ import annotations

from pathlib import Path

import duckdb

from review_kit.contracts.engine import count, fetch
from review_kit.errors import SourceError
from review_kit.sources.files.rows_to_mend import (
    FILE_COLUMN,
    REASONS_COLUMN,
    ROW_COLUMN,
    neutral_sql,
)
from review_kit.sources.sql import literal, name


def export_quarantine(folder: Path, csv_folder: Path) -> dict[str, Path]:
    """Write one CSV file for each table that has quarantined rows.

    A file has the columns of the export with their original text, then where each row came from and what is
    wrong with it. These last columns are not used when the file is read as an export again; they mark it
    as such a file, whose cells have an apostrophe where a spreadsheet would take them for a formula.

    Parameters
    ----------
    folder
        Folder of a validation or of a snapshot.
    csv_folder
        Where the files go; it is made where it does not exist.

    Returns
    -------
    dict
        File by table; empty where no row was quarantined.

    Raises
    ------
    SourceError
        The folder is neither.
    """
    quarantined = folder / "quarantined"
    if not quarantined.is_dir():
        raise SourceError(
            f"{folder}: there are no quarantined rows here",
            "Run 'review-kit validate' first.",
        )
    written: dict[str, Path] = {}
    with duckdb.connect() as connection:
        for path in sorted(quarantined.glob("*.parquet")):
            rows = f"read_parquet({literal(path)})"
            if not count(connection, rows):
                continue
            own = {"_file", "_row", "reasons", "rules"}
            described = fetch(connection, f"DESCRIBE SELECT * FROM {rows}")
            columns = [
                f"{neutral_sql(f'CAST({name(row[0])} AS VARCHAR)')} AS {name(row[0])}"
                for row in described
                if row[0] not in own
            ]
            because = neutral_sql("array_to_string(reasons, '; ')")
            csv_folder.mkdir(parents=True, exist_ok=True)
            target = csv_folder / f"{path.stem}.csv"
            connection.execute(
                f"COPY (SELECT {', '.join(columns)}, {neutral_sql('_file')} AS {FILE_COLUMN}, "
                f"_row AS {ROW_COLUMN}, {because} AS {REASONS_COLUMN} "
                f"FROM {rows}) TO {literal(target)} (FORMAT csv, HEADER)"
            )
            written[path.stem] = target
    return written
