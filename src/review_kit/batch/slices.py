"""Digests of the rows that a document can print: its own people's, and nobody else's.

A document's key rests on the digest of its slice, so a change to one rep's rows remakes that rep's
documents and those of the team, the manager and the organisation, and no other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

_GRAINS_OF_SCOPES = ("rep", "team", "manager")
_ABOUT_ALL = ("organisation", "criterion")
"""Scopes whose rows are about everybody together; reports of teams and binders may show them."""

DECIMALS = {
    "rep_criteria": {
        "low": 0,
        "high": 0,
        "company_movement": 0,
        "expected_score": 0,
        "expected_gap": 0,
        "expected_gap_low": 0,
        "expected_gap_high": 0,
        "expected_gap_best_guess": 0,
        "delta_p_adjusted": 2,
    }
}
"""Decimals that documents print of columns that hold a rep against the whole company.

Somebody else's new call moves these by a hundredth of a point. A document is remade when what it prints
changes, so they count as they are printed."""


@dataclass(frozen=True)
class Slices:
    """Digest of the rows of every rep, team and manager, and of the organisation.

    A team's digest covers its reps' rows, its own, those of its reps' managers and those about everybody
    together; a manager's the reps' rows, the manager's own and those about everybody; the
    organisation's every row there is.
    """

    reps: Mapping[str, str]
    teams: Mapping[str, str]
    managers: Mapping[str, str]
    organisation: str


@dataclass
class _Collected:
    """Digests of the rows of each entity, table after table."""

    rep: dict[str, list[bytes]] = field(default_factory=dict)
    team: dict[str, list[bytes]] = field(default_factory=dict)
    manager: dict[str, list[bytes]] = field(default_factory=dict)
    together: list[bytes] = field(default_factory=list)
    everything: list[bytes] = field(default_factory=list)

    def add(self, grain: str, entity: str, digest: bytes) -> None:
        """Note one table's digest for one entity."""
        getattr(self, grain).setdefault(entity, []).append(digest)


def slice_digests(metrics: Path, reps: pd.DataFrame) -> Slices:
    """Digest the Parquet files of a metrics folder by whom their rows are about.

    Rows belong to the rep in ``rep_id``; without that column to the ``team``, the ``manager_id``, or
    the entity that ``scope`` and ``scope_id`` name; without any of them to the organisation.

    Parameters
    ----------
    metrics
        Folder of Parquet files.
    reps
        One row per rep: ``rep_id``, ``team``, ``manager_id``.
    """
    collected = _Collected()
    for path in sorted(metrics.glob("*.parquet")):
        _collect(path, collected)
    own = {
        rep_id: _joined([rep_id.encode(), *collected.rep.get(rep_id, [])])
        for rep_id in reps["rep_id"]
    }
    return Slices(
        reps={rep_id: digest.hex() for rep_id, digest in own.items()},
        teams={
            str(team): _joined(
                [
                    *(own[rep_id] for rep_id in sorted(members["rep_id"])),
                    *collected.team.get(str(team), []),
                    *_rows_of(members["manager_id"], collected.manager),
                    *collected.together,
                ]
            ).hex()
            for team, members in reps.groupby("team")
        },
        managers={
            str(manager_id): _joined(
                [
                    *(own[rep_id] for rep_id in sorted(members["rep_id"])),
                    *collected.manager.get(str(manager_id), []),
                    *collected.together,
                ]
            ).hex()
            for manager_id, members in reps.groupby("manager_id")
        },
        organisation=_joined(collected.everything).hex(),
    )


def _rows_of(entities: pd.Series, digests: Mapping[str, list[bytes]]) -> list[bytes]:
    return [part for entity in sorted(entities.unique()) for part in digests.get(entity, [])]


def _collect(path: Path, collected: _Collected) -> None:
    table = pq.read_table(path)
    header = _joined([path.name.encode(), str(table.schema.remove_metadata()).encode()])
    hashes = _row_hashes(table, path.stem)
    collected.everything.append(_joined([header, hashes.tobytes()]))
    names = table.column_names
    if "rep_id" in names:
        owners = [("rep", table["rep_id"])]
    elif {"scope", "scope_id"} <= set(names):
        # one pass per scope, with the rows of other scopes blanked out
        owners = [
            (
                grain,
                pa.compute.if_else(
                    pa.compute.equal(table["scope"], grain), table["scope_id"], None
                ),
            )
            for grain in _GRAINS_OF_SCOPES
        ]
        about_all = table["scope"].to_pandas().isin(_ABOUT_ALL).to_numpy()
        collected.together.append(_joined([header, hashes[about_all].tobytes()]))
    elif "team" in names:
        owners = [("team", table["team"])]
    elif "manager_id" in names:
        owners = [("manager", table["manager_id"])]
    else:
        return
    for grain, owner in owners:
        for entity, digest in _by_owner(owner, hashes):
            collected.add(grain, entity, _joined([header, digest]))


def _row_hashes(table: pa.Table, name: str) -> np.ndarray:
    """One 64-bit number for each row; equal rows have equal numbers on every machine."""
    frame = table.to_pandas(date_as_object=False)
    # adding zero makes minus nothing nothing
    printed = {
        column: frame[column].round(decimals) + 0.0
        for column, decimals in DECIMALS.get(name, {}).items()
        if column in frame
    }
    frame = frame.assign(**printed)
    hashes: np.ndarray = pd.util.hash_pandas_object(frame, index=False).to_numpy()
    return hashes


def _by_owner(owner: pa.ChunkedArray, hashes: np.ndarray) -> Iterable[tuple[str, bytes]]:
    """Cut the row hashes by owner, keeping the order of rows; rows of nobody are left out."""
    codes, entities = pd.factorize(owner.to_pandas())
    order = np.argsort(codes, kind="stable")
    starts = np.searchsorted(codes[order], np.arange(len(entities) + 1))
    ordered = hashes[order]
    for at, entity in enumerate(entities):
        yield str(entity), ordered[starts[at] : starts[at + 1]].tobytes()


def _joined(parts: Iterable[bytes]) -> bytes:
    """Digest of a sequence: no two different sequences run together to the same bytes."""
    digest = hashlib.blake2b(digest_size=16)
    for part in parts:
        digest.update(len(part).to_bytes(8, "little"))
        digest.update(part)
    return digest.digest()
