"""A snapshot as it lies on disk: opened, verified, read table by table or rep by rep."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Self

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from review_kit.contracts.places import quarantined_path
from review_kit.errors import SourceError
from review_kit.snapshot.identity import FORMAT, digest_of, id_of
from review_kit.snapshot.names import as_categories, only_some

MANIFEST = "manifest.json"

_ARROW_TYPES: Mapping[str, pa.DataType] = {
    "string": pa.string(),
    "number": pa.float64(),
    "integer": pa.float64(),
    "boolean": pa.bool_(),
    "date": pa.date32(),
    "timestamp": pa.timestamp("us", tz="UTC"),
    "position": pa.int64(),
}

NOTHING_LEFT_OUT: Mapping[str, Collection[str]] = MappingProxyType({})
"""Every name of every column is looked at."""

_HINT = "Run 'review-kit validate' again; it makes a new snapshot from the exports."


@dataclass(frozen=True)
class Snapshot:
    """Validated tables, immutable.

    Frames hold text as ``str``, numbers as ``float64``, days as ``datetime64[s]``, moments as
    ``datetime64[us, UTC]``, truth values as ``bool`` (``boolean`` in a column that may be empty).
    """

    folder: Path
    manifest: Mapping[str, Any]

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open a snapshot and verify that it is whole and as it was written.

        Raises
        ------
        SourceError
            There is none, it was written in part, or something in it was changed since: the message
            names the file.
        """
        path = folder / MANIFEST
        if not folder.is_dir():
            raise SourceError(f"{folder}: there is no snapshot", _HINT)
        if not path.is_file():
            raise SourceError(f"{folder}: incomplete, {MANIFEST} is missing", _HINT)
        try:
            manifest = json.loads(path.read_text(encoding="utf-8"))
            unsealed = {key: value for key, value in manifest.items() if key != "seal"}
            seal, layout = manifest["seal"], manifest["format"]
        except (ValueError, KeyError, AttributeError) as error:
            raise SourceError(f"{path}: cannot be read", _HINT) from error
        if layout != FORMAT:
            raise SourceError(f"{path}: written by another version of review-kit", _HINT)
        if seal != digest_of(unsealed) or id_of(manifest["identity"]) != manifest["id"]:
            raise SourceError(f"{path}: was changed after it was written", _HINT)
        for table in manifest["tables"].values():
            for file, facts in table["files"].items():
                _verify(folder / file, facts)
        return cls(folder, manifest)

    @property
    def id(self) -> str:
        """The id: the same for the same exports, contracts and time zone on any machine."""
        return str(self.manifest["id"])

    @property
    def time_zone(self) -> str:
        """IANA name of the zone in which days are days."""
        return str(self.manifest["time_zone"])

    @property
    def tables(self) -> tuple[str, ...]:
        """Tables that were given, parents first."""
        return tuple(self.manifest["tables"])

    @property
    def digests(self) -> Mapping[str, str]:
        """Table → SHA-256 of the file with its rows."""
        return {
            table: part["files"][table_path(Path(), table).as_posix()]["sha256"]
            for table, part in self.manifest["tables"].items()
        }

    @property
    def quarantined_digests(self) -> Mapping[str, str]:
        """Table → SHA-256 of the file with its quarantined rows."""
        return {
            table: part["files"][quarantined_path(Path(), table).as_posix()]["sha256"]
            for table, part in self.manifest["tables"].items()
        }

    def count(self, table: str) -> int:
        """Return how many rows a table has; none where it is absent."""
        return int(pq.read_metadata(self.path(table)).num_rows) if self.has(table) else 0

    def has(self, table: str) -> bool:
        """Return whether the exports had the table."""
        return table in self.manifest["tables"]

    def path(self, table: str) -> Path:
        """Return the Parquet file of a table."""
        return table_path(self.folder, table)

    def table(
        self,
        table: str,
        columns: Collection[str] | None = None,
        names: Collection[str] = (),
        only: Mapping[str, Collection[str]] = NOTHING_LEFT_OUT,
    ) -> pd.DataFrame:
        """Return a table; an empty frame with its columns and types where it is absent.

        Parameters
        ----------
        columns
            Those to read, of those that it has; without them all.
        names
            Columns of text to give as categories: what comes again in many rows is held once.
        only
            Of some of these, the names that are looked at; any other comes as a missing one.
        """
        fields = [
            (c["name"], _ARROW_TYPES[c["type"]])
            for c in self._columns(table)
            if columns is None or c["name"] in columns
        ]
        if not self.has(table):
            return self._frame(table, pa.schema(fields).empty_table())
        rows = pq.read_table(
            self.path(table),
            columns=[name for name, _ in fields],
            read_dictionary=[name for name, kind in fields if name in names],
        )
        return self._frame(table, rows, only)

    def rows(self, table: str, columns: Sequence[str]) -> pa.Table:
        """Return some columns of a table as they are stored; without rows where the table is absent."""
        if self.has(table):
            return pq.read_table(self.path(table), columns=list(columns))
        types = {column["name"]: _ARROW_TYPES[column["type"]] for column in self._columns(table)}
        return pa.schema([(name, types[name]) for name in columns]).empty_table()

    def rep_rows(self, table: str, rep_id: str) -> pd.DataFrame:
        """Return the rows of one rep, in the order of the file, without reading all others.

        Raises
        ------
        SourceError
            The table's rows do not belong to reps.
        """
        if not any(column["name"] == "rep_id" for column in self._columns(table)):
            raise SourceError(f"{table}: has no rep_id, so it cannot be read rep by rep")
        if not self.has(table):
            return self.table(table)
        rows = pq.read_table(self.path(table), filters=[("rep_id", "=", rep_id)])
        return self._frame(table, rows)

    def quarantined(self, table: str) -> pd.DataFrame:
        """Return the quarantined rows: original text, ``_file``, ``_row``, ``reasons``, ``rules``.

        The frame has no rows where the table is absent.
        """
        if not self.has(table):
            columns = [column["name"] for column in self._columns(table)]
            return pd.DataFrame(
                columns=[*columns, "_file", "_row", "reasons", "rules"], dtype="str"
            )
        rows: pd.DataFrame = pq.read_table(quarantined_path(self.folder, table)).to_pandas()
        return rows

    def quarantined_by_rep(self, table: str) -> pd.Series:
        """Return how many rows were quarantined for each ``rep_id`` that is named in them."""
        rows = self.quarantined(table)
        if "rep_id" not in rows:
            return pd.Series(dtype="int64", index=pd.Index([], name="rep_id", dtype="str"))
        counts = rows.groupby("rep_id").size()
        return counts.astype("int64").rename(None)

    def _columns(self, table: str) -> list[dict[str, Any]]:
        columns: list[dict[str, Any]] = self.manifest["columns"][table]
        return columns

    def _frame(
        self,
        table: str,
        rows: pa.Table,
        only: Mapping[str, Collection[str]] = NOTHING_LEFT_OUT,
    ) -> pd.DataFrame:
        order = rows.column_names
        named = {
            name: only_some(rows[name], only[name]) if name in only else as_categories(rows[name])
            for name in order
            if pa.types.is_dictionary(rows.schema.field(name).type)
        }
        frame: pd.DataFrame = rows.drop_columns([*named]).to_pandas(date_as_object=False)
        types = {}
        for column in self._columns(table):
            if column["name"] not in frame:
                continue
            match column["type"]:
                case "date":
                    types[column["name"]] = "datetime64[s]"
                case "boolean":
                    types[column["name"]] = "bool" if column["required"] else "boolean"
                case "string":
                    types[column["name"]] = "str"
                case _:
                    continue
        whole: pd.DataFrame = frame.astype(types).assign(**named)[order]
        return whole


def table_path(folder: Path, table: str) -> Path:
    """Return where a table lies in the folder of a snapshot."""
    return folder / f"{table}.parquet"


def digest_of_file(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _verify(path: Path, facts: Mapping[str, Any]) -> None:
    if not path.is_file():
        raise SourceError(f"{path}: missing from the snapshot", _HINT)
    if path.stat().st_size != facts["bytes"] or digest_of_file(path) != facts["sha256"]:
        raise SourceError(f"{path}: was changed after it was written", _HINT)
