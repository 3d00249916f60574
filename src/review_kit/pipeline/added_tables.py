"""What a project's contracts add to the data model, beside the metric tables, where templates read it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from review_kit.access import ADDED, declaring
from review_kit.metrics.table_schemas.ownership import OF_THE_ORGANISATION, PUBLIC, Ownership
from review_kit.project import DataModel, ModelTable

if TYPE_CHECKING:
    import pyarrow as pa

    from review_kit.snapshot import Snapshot


def write_added_tables(snapshot: Snapshot, model: DataModel, folder: Path) -> None:
    """Write ``added_<table>.parquet`` for each table that a contract of the project adds columns to.

    It has the table's key, the column that says whose a row is, and the added columns; of a table that
    the project declares itself, every column. Columns that the contract calls confidential stay out: a
    rep's document is made from these files. A table without an export is written without rows, so that
    a template need not ask whether it is there.

    Parameters
    ----------
    snapshot
        Validated by the contracts of ``model``.
    model
        The project's tables and columns.
    folder
        Where the metric tables of the run are.
    """
    import pyarrow.parquet as pq

    for table in model.tables.values():
        added = [column.name for column in table.added_columns if not column.confidential]
        if added:
            rows, owned = _rows(snapshot, model, table, added)
            pq.write_table(
                declaring(rows, owned), folder / f"{ADDED}{table.name}.parquet", compression="zstd"
            )


def _rows(
    snapshot: Snapshot, model: DataModel, table: ModelTable, added: list[str]
) -> tuple[pa.Table, Ownership]:
    """Give the rows of a table for templates, and whose they are."""
    confidential = {column.name for column in table.columns if column.confidential}
    keys = [name for name in table.key if name not in confidential]
    if table.owner is not None:
        column, owner = table.owner
        beside = keys if column in keys else [*keys, column]
        names = list(dict.fromkeys([*beside, *added]))
        return snapshot.rows(table.name, names), Ownership(column, owner)
    names = list(dict.fromkeys([*keys, *added]))
    if table.public:
        return snapshot.rows(table.name, names), PUBLIC
    for column, (parent, key) in table.references.items():
        if parent in model and parent != table.name and model[parent].owner is not None:
            return _joined(snapshot, table, names, column, model[parent], key)
    return snapshot.rows(table.name, names), OF_THE_ORGANISATION


def _joined(
    snapshot: Snapshot,
    table: ModelTable,
    names: list[str],
    column: str,
    parent: ModelTable,
    key: str,
) -> tuple[pa.Table, Ownership]:
    """Give rows with the owner of the row that they refer to: a deal's history is the rep's of the deal."""
    assert parent.owner is not None
    owner_column, owner = parent.owner
    referring = [*names, *([] if column in names else [column])]
    rows = snapshot.rows(table.name, referring)
    owners = snapshot.rows(parent.name, list(dict.fromkeys([key, owner_column])))
    by_key = dict(zip(owners[key].to_pylist(), owners[owner_column].to_pylist(), strict=True))
    import pyarrow as pa

    found = pa.array([by_key.get(value) for value in rows[column].to_pylist()], pa.string())
    rows = rows.select(names)
    if owner_column in names:
        rows = rows.drop_columns([owner_column])
    return rows.append_column(owner_column, found), Ownership(owner_column, owner)
