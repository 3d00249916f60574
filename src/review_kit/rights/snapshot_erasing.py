"""A snapshot without a person: written anew under an id of its own, and taken in place of the old one."""

from __future__ import annotations

import json
import shutil
from collections.abc import Collection
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from review_kit.contracts.places import quarantined_path
from review_kit.errors import SourceError
from review_kit.project import Project
from review_kit.project.owned import owned_folder
from review_kit.records.folder import read_object, write_json
from review_kit.rights.erasing import erased_table, without_person
from review_kit.rights.identity import Identity, runs_of
from review_kit.snapshot import Snapshot
from review_kit.snapshot.identity import digest_of, id_of
from review_kit.snapshot.read import MANIFEST, digest_of_file, table_path


def replace_snapshot(
    project: Project, folder: Path, person: Identity, corrected: Collection[tuple[str, int]]
) -> None:
    """Put a snapshot without the person in place of one, for its runs too.

    One that is damaged cannot be used and is removed. Begun and interrupted, it is ended by beginning again.

    Parameters
    ----------
    corrected
        File and row of corrections that are the person's.
    """
    try:
        snapshot = Snapshot.open(folder)
    except SourceError:
        shutil.rmtree(folder)
        return
    made = _written_without(snapshot, person, corrected)
    for run in runs_of(project):
        manifest = read_object(run.manifest)
        if manifest.get("snapshot_id") == snapshot.id:
            write_json(run.manifest, {**manifest, "snapshot_id": made})
    shutil.rmtree(folder)


def _written_without(
    snapshot: Snapshot, person: Identity, corrected: Collection[tuple[str, int]]
) -> str:
    """Write the new snapshot beside the old one, and return its id."""
    with owned_folder(snapshot.folder.parent, f".{snapshot.folder.name}-") as partial:
        (partial / "quarantined").mkdir()
        tables: dict[str, Any] = {}
        purged: dict[str, list[int]] = {}
        for name in snapshot.tables:
            tables[name], purged[name] = _table_without(snapshot, name, person, partial)
            tables[name]["mended"] = [
                row for row in tables[name]["mended"] if (row["file"], row["row"]) not in corrected
            ]
        identity = without_person(dict(snapshot.manifest["identity"]), person)
        for name, part in identity.get("tables", {}).items():
            if part.get("mended"):
                part["mended"] = tables[name]["mended"]
        identity["purged"] = {"of": snapshot.id, "rows": purged}
        manifest = {
            **{key: value for key, value in snapshot.manifest.items() if key != "seal"},
            "id": id_of(identity),
            "identity": identity,
            "tables": tables,
        }
        manifest["seal"] = digest_of(manifest)
        text = json.dumps(manifest, indent=1, ensure_ascii=False)
        (partial / MANIFEST).write_text(text + "\n", encoding="utf-8")
        target = snapshot.folder.parent / str(manifest["id"])
        if target.exists():  # of an attempt that was interrupted after this
            shutil.rmtree(target)
        partial.chmod(snapshot.folder.stat().st_mode & 0o777)
        partial.rename(target)
        return str(manifest["id"])


def _table_without(
    snapshot: Snapshot, name: str, person: Identity, folder: Path
) -> tuple[dict[str, Any], list[int]]:
    """Write a table and its quarantined rows without the person; return its part of the manifest."""
    part = without_person(dict(snapshot.manifest["tables"][name]), person)
    counts = []
    for old, new in (
        (table_path(snapshot.folder, name), table_path(folder, name)),
        (quarantined_path(snapshot.folder, name), quarantined_path(folder, name)),
    ):
        table = pq.read_table(old)
        kept, rows, _ = erased_table(table, person)
        pq.write_table(kept, new)
        counts.append(rows)
        part["files"][new.relative_to(folder).as_posix()] = {
            "sha256": digest_of_file(new),
            "bytes": new.stat().st_size,
            "rows": kept.num_rows,
        }
    part["kept"] -= counts[0]
    part["quarantined"] -= counts[1]
    part["rows_in"] -= sum(counts)
    return part, counts
