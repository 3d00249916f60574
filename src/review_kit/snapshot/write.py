"""A validation that passed to an immutable folder, named after its content."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq

from review_kit import __version__
from review_kit.contracts.engine import engine, write_parquet
from review_kit.contracts.places import quarantined_path
from review_kit.contracts.validation_errors import RowsLostError
from review_kit.contracts.verdict import TableVerdict, Validation
from review_kit.errors import ContractGateError, SourceError
from review_kit.project import Project
from review_kit.project.kept import Kept
from review_kit.project.owned import owned_folder
from review_kit.snapshot.earlier_tables import EarlierTables
from review_kit.snapshot.identity import FORMAT, columns_of, digest_of, id_of, identity_of
from review_kit.snapshot.read import MANIFEST, Snapshot, digest_of_file, table_path
from review_kit.sources.sql import literal, name

SORTED_BY = {"qa_scores": ("rep_id", "call_at", "evaluation_id", "criterion_id")}
"""Order of rows where it is not that of the key. One rep's scores lie together and read fast."""


def write_snapshot(
    project: Project, validation: Validation, snapshots_folder: Path, kept: Kept | None = None
) -> Snapshot:
    """Write the rows of a validation as a snapshot, or return the one that is there already.

    The folder appears whole or not at all. One that is there but damaged is written anew.

    Parameters
    ----------
    project
        Whose exports were validated.
    validation
        One that passed, with its rows still in its folder.
    snapshots_folder
        Where snapshots are kept; the new one is ``snapshots_folder / id``.
    kept
        What earlier snapshots were made from: a table that one of them has is one file with two names.

    Raises
    ------
    ContractGateError
        The validation did not pass.
    RowsLostError
        The rows in its folder are not those it speaks of.
    """
    if not validation.passed:
        raise ContractGateError(
            "\n".join(fault.message for fault in validation.gate_faults),
            validation.gate_faults[0].hint,
        )
    identity = identity_of(validation)
    snapshot_id = id_of(identity)
    target = snapshots_folder / snapshot_id
    existing = _sound(target)
    if existing is not None:
        return existing
    snapshots_folder.mkdir(parents=True, exist_ok=True)
    with owned_folder(snapshots_folder, f".{snapshot_id}-") as partial:
        with engine(snapshots_folder, project.config.organisation.time_zone) as connection:
            earlier = EarlierTables(kept, validation, snapshots_folder)
            tables = {
                verdict.name: _write_table(connection, validation, verdict, partial, earlier)
                for verdict in validation.tables
            }
        manifest: dict[str, Any] = {
            "id": snapshot_id,
            "format": FORMAT,
            "package_version": __version__,
            "time_zone": validation.time_zone,
            "identity": identity,
            "tables": tables,
            "absent": list(validation.absent),
            "columns": {
                table: columns_of(contract) for table, contract in validation.contracts.items()
            },
        }
        manifest["seal"] = digest_of(manifest)
        text = json.dumps(manifest, indent=1, ensure_ascii=False)
        (partial / MANIFEST).write_text(text + "\n", encoding="utf-8")
        return _appear(partial, target)


def _write_table(
    connection: duckdb.DuckDBPyConnection,
    validation: Validation,
    verdict: TableVerdict,
    folder: Path,
    earlier: EarlierTables,
) -> dict[str, Any]:
    """Write one table and what was quarantined of it; return its part of the manifest."""
    kept = table_path(folder, verdict.name)
    if not earlier.share(verdict.name, kept):
        order = SORTED_BY.get(verdict.name, verdict.contract.key)
        write_parquet(
            connection,
            f"SELECT * FROM read_parquet({literal(validation.kept_path(verdict.name))}) "
            f"ORDER BY {', '.join(name(column) for column in order)}",
            kept,
        )
        earlier.remember(verdict.name, kept)
    quarantined = quarantined_path(folder, verdict.name)
    quarantined.parent.mkdir(exist_ok=True)
    shutil.copyfile(validation.quarantined_path(verdict.name), quarantined)
    # as Parquet has them: a question to DuckDB for each of thirty files takes it as long as a small table
    rows = {path: int(pq.read_metadata(path).num_rows) for path in (kept, quarantined)}
    left_out = sum(verdict.left_out.values())
    if rows[kept] + rows[quarantined] + left_out != verdict.rows_in:
        raise RowsLostError(
            verdict.name,
            verdict.rows_in,
            kept=rows[kept],
            quarantined=rows[quarantined],
            left_out=left_out,
        )
    contract = verdict.contract
    return {
        "contract": {"id": contract.id, "version": contract.version, "sha256": contract.sha256},
        "profile": verdict.profile,
        "inputs": [
            {
                "name": f.name,
                "sha256": f.sha256,
                "bytes": f.bytes,
                "rows": f.rows,
                "columns": list(f.columns),
            }
            for f in verdict.inputs
        ],
        "rows_in": verdict.rows_in,
        "kept": verdict.kept,
        "quarantined": verdict.quarantined,
        "quarantined_by_rule": {r.id: r.attributed for r in verdict.rules if r.attributed},
        "cells_emptied": {r.id: r.emptied for r in verdict.rules if r.emptied},
        "left_out": dict(verdict.left_out),
        "mended": [row.to_json() for row in verdict.mended],
        "rules": {r.id: r.rows for r in verdict.rules if not r.unchecked},
        "files": {
            path.relative_to(folder).as_posix(): {
                "sha256": digest_of_file(path),
                "bytes": path.stat().st_size,
                "rows": rows[path],
            }
            for path in (kept, quarantined)
        },
    }


def _sound(folder: Path) -> Snapshot | None:
    """Return the snapshot in a folder; none where there is none that can be used."""
    if not folder.exists():
        return None
    try:
        return Snapshot.open(folder)
    except SourceError:
        shutil.rmtree(folder)
        return None


def _appear(partial: Path, target: Path) -> Snapshot:
    """Give a finished folder its name; where another process was first, take its folder."""
    # it was made for its owner alone; others may read it as they may read the folder around it
    partial.chmod(target.parent.stat().st_mode & 0o777)
    try:
        partial.rename(target)
    except OSError:
        if not target.exists():
            raise
    return Snapshot.open(target)
