"""Columns that a project's contracts add, laid beside the metric tables, where templates read them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from review_kit.snapshot import Snapshot


def write_added_columns(snapshot: Snapshot, folder: Path) -> None:
    """Write ``added_<table>.parquet`` for each table with columns beyond the data model.

    It has the table's key, ``rep_id`` where the table has it, and the added columns. Those that the contract
    calls confidential stay out: a rep's document is made from these files.
    """
    import pyarrow.parquet as pq

    from review_kit.sources import TABLES

    for table in snapshot.tables:
        known = {column.name for column in TABLES[table]}
        columns = [c for c in snapshot.manifest["columns"][table] if not c.get("derived")]
        added = [
            column["name"]
            for column in columns
            if column["name"] not in known and not column["confidential"]
        ]
        if added:
            beside = [c["name"] for c in columns if c["key"] or c["name"] == "rep_id"]
            rows = pq.read_table(snapshot.path(table), columns=[*beside, *added])
            pq.write_table(rows, folder / f"added_{table}.parquet", compression="zstd")
