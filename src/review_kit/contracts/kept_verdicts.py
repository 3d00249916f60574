"""Verdicts on tables that were judged before: what they depend on, and how they are kept.

The verdict on a table depends on its rows as they were read, its contract, the settings of the validation,
and of each table that it refers to on the keys of the rows kept. A suggestion whom an unknown text may
mean depends on the names in that table as well.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import cache, partial
from pathlib import Path
from typing import Any, get_type_hints

import duckdb
from pydantic import TypeAdapter

from review_kit.contracts.casting import cast_query
from review_kit.contracts.check import Settings, check_table, columns_of_export
from review_kit.contracts.contract import Contract
from review_kit.contracts.places import emptied_path, kept_path, quarantined_path
from review_kit.contracts.rule import kept_keys
from review_kit.contracts.rules.references import References
from review_kit.contracts.verdict import RuleVerdict, TableVerdict
from review_kit.project.kept import Entry, Kept, version_of
from review_kit.sources.kept_staging import digest_of
from review_kit.sources.sql import literal, name
from review_kit.sources.staged import StagedTable

KIND = "verdict"
KEYS_KIND = "keys"
_KEYS = "keys.parquet"
_LIBRARIES = ("duckdb", "great_expectations", "numpy", "pandas", "pyarrow")


@dataclass(frozen=True)
class _Part:
    """A file of rows that a verdict divides its table into."""

    name: str
    path: Path


class KeptVerdicts:
    """Verdicts kept by earlier validations, as one validation uses them.

    Parameters
    ----------
    kept
        Where they are; without it every table is judged.
    connection
        Of the validation.
    """

    def __init__(self, kept: Kept | None, connection: duckdb.DuckDBPyConnection) -> None:
        self._kept = kept
        self._connection = connection
        self._digests: dict[str, str] = {}
        self.made_from: dict[str, Any] = {}
        """Table → plain values: what its verdict was made from, and that of the tables it refers to."""

    def check(
        self,
        contract: Contract,
        staged: StagedTable,
        settings: Settings,
        *,
        required: bool,
        allowed_share: float,
    ) -> TableVerdict:
        """Return the verdict on a table: the kept one, or that of :func:`check_table`, with its errors.

        Either way the rows are divided in the folder of the validation, and the connection has the table's
        cast rows and the keys of those kept.
        """
        judge = partial(
            check_table,
            self._connection,
            contract,
            staged,
            settings,
            required=required,
            allowed_share=allowed_share,
        )
        if self._kept is None:
            return judge()
        key = {
            "staged": digest_of(staged),
            "contract": [contract.id, contract.version, contract.sha256],
            "time_zone": settings.time_zone,
            "as_of": None if settings.as_of is None else settings.as_of.isoformat(),
            "chunk_rows": settings.chunk_rows,
            "parents": {
                parent: self._keys_digest(parent) if parent in settings.sound else None
                for parent in sorted(contract.parents)
            },
            "required": required,
            "allowed_share": allowed_share,
            "libraries": {library: version_of(library) for library in _LIBRARIES},
        }
        entry = self._kept.find(KIND, contract.table, key)
        # names of the tables it refers to may have changed, where somebody was suggested
        if entry is not None and entry.facts["suggested"] == self._whole(entry.facts["suggested"]):
            verdict = self._restored(entry, contract, staged, settings.folder)
        else:
            verdict = judge()
            self._keep(key, verdict, settings.folder)
        self.made_from[contract.table] = [key, self._whole(suggested(verdict))]
        return verdict

    def _whole(self, tables: Collection[str]) -> dict[str, str]:
        """Digest all that verdicts on these tables were made from."""
        return {
            table: hashlib.sha256(repr(self.made_from.get(table)).encode()).hexdigest()
            for table in sorted(tables)
        }

    def _keys_digest(self, table: str) -> str:
        """Digest the keys of the rows kept in a table, in an order of their own."""
        assert self._kept is not None
        if table not in self._digests:
            known = self._kept.find(KEYS_KIND, table, self.made_from[table])
            if known is None:
                digest = self._digest_of_keys(table)
                self._kept.put(KEYS_KIND, table, self.made_from[table], digest, {})
            else:
                digest = known.facts
            self._digests[table] = digest
        return self._digests[table]

    def _digest_of_keys(self, table: str) -> str:
        digest = hashlib.sha256()
        rows = self._connection.execute(f"SELECT DISTINCT key FROM {kept_keys(table)} ORDER BY key")
        while keys := rows.fetchmany(100_000):
            digest.update(repr(keys).encode())
        return digest.hexdigest()

    def _keep(self, key: Any, verdict: TableVerdict, folder: Path) -> None:
        assert self._kept is not None
        contract = verdict.contract
        files = {part.name: part.path for part in _parts(folder, contract.table)}
        keys = folder / "cast" / f"{contract.table}-{_KEYS}"
        if _stores_keys(contract):
            self._connection.execute(
                f"COPY (FROM {kept_keys(contract.table)}) TO {literal(keys)} (FORMAT parquet)"
            )
            files[_KEYS] = keys
        facts = {"verdict": _to_plain(verdict), "suggested": self._whole(suggested(verdict))}
        self._kept.put(KIND, contract.table, key, facts, files)

    def _restored(
        self, entry: Entry, contract: Contract, staged: StagedTable, folder: Path
    ) -> TableVerdict:
        """Put the rows where a validation has them, and what other tables ask for into the connection."""
        for part in _parts(folder, contract.table):
            part.path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(entry.path(part.name), part.path)
        cast = cast_query(contract.columns, columns_of_export(staged)[0], str(staged.path))
        self._connection.execute(f"CREATE OR REPLACE TEMP VIEW cast_{contract.table} AS {cast}")
        self._connection.execute(
            f"CREATE OR REPLACE TEMP VIEW {kept_keys(contract.table)} AS "
            + _keys_query(entry, contract, folder)
        )
        return _of_plain(entry.facts["verdict"], contract)


def suggested(verdict: TableVerdict) -> list[str]:
    """Name the tables whose names were looked through for what unknown texts may mean."""
    unknown = {rule.id for rule in verdict.rules if rule.rows}
    return sorted(
        {
            rule.parent()
            for rule in verdict.contract.row_rules
            if isinstance(rule, References) and rule.id in unknown
        }
        - {verdict.name}
    )


def _parts(folder: Path, table: str) -> Iterator[_Part]:
    yield _Part("kept.parquet", kept_path(folder, table))
    yield _Part("quarantined.parquet", quarantined_path(folder, table))
    yield _Part("emptied.parquet", emptied_path(folder, table))


def _stores_keys(contract: Contract) -> bool:
    """Say whether the keys of a table are a list of their own, and no question to its rows."""
    return len(contract.key) == 1


def _keys_query(entry: Entry, contract: Contract, folder: Path) -> str:
    if _stores_keys(contract):
        return f"SELECT key FROM read_parquet({literal(entry.path(_KEYS))})"
    column = contract.column(contract.key[0]) if contract.key else None
    if column is None or column.logical_type != "string":
        return "SELECT NULL::VARCHAR AS key WHERE FALSE"
    rows = f"read_parquet({literal(kept_path(folder, contract.table))})"
    key = name(column.name)
    return f"SELECT DISTINCT {key} AS key FROM {rows} WHERE {key} IS NOT NULL"


def _to_plain(verdict: TableVerdict) -> dict[str, Any]:
    return {
        field: adapter.dump_python(getattr(verdict, field), mode="json")
        for field, adapter in _adapters().items()
    }


def _of_plain(plain: Mapping[str, Any], contract: Contract) -> TableVerdict:
    values = {
        field: adapter.validate_python(plain[field]) for field, adapter in _adapters().items()
    }
    values["rules"] = tuple(_counted_earlier(rule) for rule in values["rules"])
    return TableVerdict(contract=contract, **values)


def _counted_earlier(rule: RuleVerdict) -> RuleVerdict:
    """Say of a count of Great Expectations that it is one of an earlier validation."""
    if rule.witness is None:
        return rule
    return replace(rule, witness=replace(rule.witness, earlier=True))


@cache
def _adapters() -> Mapping[str, TypeAdapter[Any]]:
    hints = get_type_hints(TableVerdict)
    return {
        field.name: TypeAdapter(hints[field.name])
        for field in fields(TableVerdict)
        if field.name != "contract"
    }
