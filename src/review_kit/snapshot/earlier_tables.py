"""Tables that an earlier snapshot has already: one file with a name in each of them.

Nothing in a snapshot is ever written to; one without a person, or past its days, is written anew or removed,
and every snapshot that has the rows with it. So the file goes with its last name.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from review_kit.contracts.verdict import Validation
from review_kit.project.kept import Kept
from review_kit.snapshot.read import digest_of_file, table_path

KIND = "snapshot"


class EarlierTables:
    """What is known of the tables of earlier snapshots.

    Parameters
    ----------
    kept
        Remembers which file was made from what; without it every table is written.
    validation
        Says what the tables to be written are made from.
    snapshots
        Folder of all snapshots.
    """

    def __init__(self, kept: Kept | None, validation: Validation, snapshots: Path) -> None:
        self._kept = kept
        self._made_from = validation.made_from
        self._snapshots = snapshots

    def share(self, table: str, target: Path) -> bool:
        """Give a table of an earlier snapshot a further name; false where none has it, or none unchanged."""
        if self._kept is None or table not in self._made_from:
            return False
        entry = self._kept.find(KIND, table, self._key(table))
        if entry is None:
            return False
        for path in sorted(self._snapshots.glob(f"[!.]*/{table_path(Path(), table)}")):
            try:
                if path.stat().st_size != entry.facts["bytes"]:
                    continue
                os.link(path, target)
            except OSError:  # a file system without further names, or somebody else's file
                continue
            if digest_of_file(target) == entry.facts["sha256"]:
                return True
            target.unlink()
        return False

    def remember(self, table: str, written: Path) -> None:
        """Remember what a table that was written is made from."""
        if self._kept is not None and table in self._made_from:
            facts = {"bytes": written.stat().st_size, "sha256": digest_of_file(written)}
            self._kept.put(KIND, table, self._key(table), facts, {})

    def _key(self, table: str) -> Any:
        return self._made_from[table]
