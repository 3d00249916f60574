"""The id of a snapshot: what is in it, and nothing of the machine that made it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from review_kit import __version__
from review_kit.project.derived_columns import DERIVED_COLUMNS

if TYPE_CHECKING:
    from review_kit.contracts.contract import Contract
    from review_kit.contracts.verdict import TableVerdict, Validation

FORMAT = 2
"""Layout of the folder. Another layout is another snapshot."""

ID_LENGTH = 20
"""Hexadecimal digits of an id: 80 bits, ample for snapshots of one project."""


def identity_of(validation: Validation) -> dict[str, Any]:
    """Return all that the id is made from.

    Bytes of the inputs, what the contracts say, and the text of the rows kept and quarantined. Not in it:
    paths above a file's own name, the day a file was written, Parquet bytes, clocks. The day of an export
    may decide that a row is too late, and then shows in the rows.
    """
    return {
        "format": FORMAT,
        "package": __version__,
        "time_zone": validation.time_zone,
        "contracts": {
            name: contract.sha256 for name, contract in sorted(validation.contracts.items())
        },
        "tables": {table.name: _of_table(table) for table in validation.tables},
    }


def id_of(identity: Mapping[str, Any]) -> str:
    """Return the id of a snapshot with this identity."""
    return digest_of(identity)[:ID_LENGTH]


def digest_of(value: Any) -> str:
    """Return the SHA-256 of a value as canonical JSON."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _of_table(table: TableVerdict) -> dict[str, Any]:
    return {
        "inputs": [[PurePosixPath(f.name).name, f.sha256] for f in table.inputs],
        "rows_in": table.rows_in,
        "left_out": dict(sorted(table.left_out.items())),
        "kept": [table.kept, table.kept_digest],
        "quarantined": [table.quarantined, table.quarantined_digest],
        # who mended what, and when, is part of what a snapshot is
        **({"mended": [row.to_json() for row in table.mended]} if table.mended else {}),
    }


def columns_of(contract: Contract) -> list[dict[str, Any]]:
    """Return the columns of a table's snapshot: those of the contract, then derived ones."""
    columns: list[dict[str, Any]] = [
        {
            "name": column.name,
            "type": column.logical_type,
            "required": column.required,
            "key": column.key_position is not None,
            "confidential": column.confidential,
        }
        for column in contract.columns
    ]
    derived = {"required": True, "key": False, "confidential": False, "derived": True}
    columns += [
        {"name": column.name, "type": column.snapshot_type, **derived}
        for column in DERIVED_COLUMNS.get(contract.table, ())
    ]
    return columns
