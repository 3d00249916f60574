"""Digests of the rows that a document can print: those that :mod:`review_kit.access` lets it see.

A document's key rests on the digest of its slice, so a change to one rep's rows remakes that rep's
documents and those of the team, the manager and the organisation, and no other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from review_kit.access import Viewer, Viewers, owners_in, ownership_of, shared_rows
from review_kit.grains import GRAINS, ORG, Grain, Owner
from review_kit.project.kept import Kept
from review_kit.records.record import digest_file

DECIMALS: Mapping[str, Mapping[str, int]] = {
    "rep_criteria": {
        **dict.fromkeys(("low", "high", "company_movement"), 0),
        **dict.fromkeys(("expected_score", "expected_gap", "expected_gap_best_guess"), 0),
        **dict.fromkeys(("expected_gap_low", "expected_gap_high"), 0),
        **dict.fromkeys(("verdict_points", "verdict_low", "verdict_high"), 1),
        "delta_p_adjusted": 2,
    },
    "plans": dict.fromkeys(("noise", "gain_per_session", "gain_low", "gain_high"), 1),
    "quadrants": {"points": 1},
}
"""Decimals that documents print of columns that hold a rep against the whole company; one more of those by
which skills or reps are put in order.

Somebody else's new call, or session, moves these by a hundredth of a point. A document is remade when what it
prints changes, so they count as they are printed."""

_MANY = 1000
"""Rows of a table of which it is looked at how often texts repeat."""
_MISSING = np.iinfo(np.uint64).max
"""What pandas gives for a text that is missing."""
KIND = "row-digests"
"""Of what is kept: digests of a table's rows."""


@dataclass(frozen=True)
class _OfTable:
    """Digests of the rows of one table."""

    whole: bytes
    is_public: bool
    shared: bytes | None
    owned: list[tuple[Owner, str, bytes]]

    def to_plain(self) -> dict[str, Any]:
        """Give it as plain values, to be kept."""
        return {
            "whole": self.whole.hex(),
            "is_public": self.is_public,
            "shared": None if self.shared is None else self.shared.hex(),
            "owned": [[owner, identifier, one.hex()] for owner, identifier, one in self.owned],
        }

    @staticmethod
    def of_plain(plain: Mapping[str, Any]) -> _OfTable:
        """Read what :meth:`to_plain` gave."""
        return _OfTable(
            bytes.fromhex(plain["whole"]),
            plain["is_public"],
            None if plain["shared"] is None else bytes.fromhex(plain["shared"]),
            [(owner, identifier, bytes.fromhex(one)) for owner, identifier, one in plain["owned"]],
        )


@dataclass
class _Collected:
    """Digests of the rows of each owner, table after table."""

    owned: dict[tuple[Owner, str], list[bytes]] = field(default_factory=dict)
    shared: list[bytes] = field(default_factory=list)
    public: list[bytes] = field(default_factory=list)
    everything: list[bytes] = field(default_factory=list)

    def add(self, table: _OfTable) -> None:
        """Add the digests of one more table."""
        self.everything.append(table.whole)
        if table.is_public:
            self.public.append(table.whole)
        if table.shared is not None:
            self.shared.append(table.shared)
        for owner, identifier, digest in table.owned:
            self.owned.setdefault((owner, identifier), []).append(digest)

    def seen_by(self, viewer: Viewer) -> bytes:
        """Digest of all that a viewer sees."""
        return _joined(
            [
                viewer.identifier.encode(),
                *(
                    _joined([identifier.encode(), *self.owned.get((owner, identifier), [])])
                    for owner, identifiers in viewer.sees.items()
                    for identifier in identifiers
                ),
                *(self.shared if viewer.sees_shared else []),
                *self.public,
            ]
        )


def slice_digests(
    metrics: Path, reps: pd.DataFrame, kept: Kept | None = None
) -> Mapping[Grain, Mapping[str, str]]:
    """Digest the Parquet files of a metrics folder by who may see the rows.

    Parameters
    ----------
    metrics
        Folder of Parquet files.
    reps
        One row per rep: ``rep_id``, ``team``, ``manager_id``.
    kept
        Digests of earlier plans: those of a file that is the same are taken from there.

    Returns
    -------
    Mapping
        Grain → identifier → digest; the organisation's identifier is empty.

    Raises
    ------
    UndeclaredTableError
        A table does not declare whose its rows are.
    """
    collected = _Collected()
    for path in sorted(metrics.glob("*.parquet")):
        collected.add(_kept_or_digested(path, kept))
    if kept is not None:
        kept.confirm()
    digests: dict[Grain, dict[str, str]] = {grain: {} for grain in GRAINS}
    for viewer in Viewers(reps):
        digests[viewer.grain][viewer.identifier] = collected.seen_by(viewer).hex()
    digests[ORG][""] = _joined(collected.everything).hex()
    return digests


def _kept_or_digested(path: Path, kept: Kept | None) -> _OfTable:
    if kept is None:
        return _digested(path)
    key = digest_file(path)
    found = kept.find(KIND, path.stem, key)
    if found is not None:
        return _OfTable.of_plain(found.facts)
    digests = _digested(path)
    kept.put(KIND, path.stem, key, digests.to_plain(), {})
    return digests


def _digested(path: Path) -> _OfTable:
    table = pq.read_table(path)
    name = path.stem
    header = _joined([path.name.encode(), str(table.schema.remove_metadata()).encode()])
    hashes = _row_hashes(table, name)
    shared = shared_rows(name, table)
    of_shared = None
    if shared is not None:
        at = shared.to_numpy(zero_copy_only=False)
        of_shared = _joined([header, hashes[at].tobytes()])
    return _OfTable(
        _joined([header, hashes.tobytes()]),
        ownership_of(name, table.schema).public,
        of_shared,
        [
            (owner, identifier, _joined([header, digest]))
            for owner, identifiers in owners_in(name, table)
            for identifier, digest in _by_owner(identifiers, hashes)
        ],
    )


def _row_hashes(table: pa.Table, name: str) -> np.ndarray:
    """A 64-bit number for each value of each row; equal rows have equal numbers on every machine."""
    frame = _alike(table).to_pandas(date_as_object=False)
    printed = {
        column: _as_printed(frame[column], decimals)
        for column, decimals in DECIMALS.get(name, {}).items()
        if column in frame
    }
    frame = frame.assign(**printed)
    hashes: np.ndarray = np.stack([_hashes(column) for _, column in frame.items()], axis=1)
    return hashes


def _as_printed(numbers: pd.Series, decimals: int) -> pd.Series:
    """Round halves away from zero, as print does; minus nothing is nothing."""
    whole = (numbers.abs() * 10**decimals + 0.5) // 1
    printed: pd.Series = whole.where(numbers > 0, 0.0 - whole)
    return printed


def _hashes(column: pd.Series) -> np.ndarray:
    """A number for each value; the same, however they are found."""
    if not _seldom_repeats(column):
        hashes: np.ndarray = pd.util.hash_pandas_object(column, index=False).to_numpy()
        return hashes
    # to look for equal ones among texts of which none is costs more than they do
    texts = column.to_numpy(dtype=object, na_value="")
    hashes = pd.util.hash_array(texts, categorize=False)
    hashes[column.isna()] = _MISSING
    return hashes


def _seldom_repeats(column: pd.Series) -> bool:
    """Say whether a column is text of which most rows have their own."""
    if not isinstance(column.dtype, pd.StringDtype) or len(column) < _MANY:
        return False
    return column.iloc[:_MANY].nunique() > _MANY / 2


def _alike(table: pa.Table) -> pa.Table:
    """Give whole numbers and flags one type in pandas, whether somebody else's is missing or not."""
    schema = pa.schema(
        [
            field.with_type(pa.float64())
            if pa.types.is_integer(field.type) or pa.types.is_boolean(field.type)
            else field
            for field in table.schema
        ]
    )
    return table.cast(schema)


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
