"""Which row breaks which rule: the masks evaluated, and what is read off their result."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from review_kit.contracts.contract import Contract
from review_kit.contracts.engine import count, fetch, write_parquet
from review_kit.contracts.rule import Mask, MaskContext, RowRule, Severity, kept_keys
from review_kit.contracts.rules.references import References
from review_kit.contracts.verdict import Example
from review_kit.sources.sql import literal, name

EXAMPLES = 5
"""How many rows are shown for each rule that is broken."""

_FIELD, _EMPTY = "chr(31)", "chr(30)"
"""Separator of cells, and sign of an empty one, in the text that a digest is taken of."""


@dataclass(frozen=True)
class RuleCount:
    """Rows that break one rule."""

    rows: int
    attributed: int
    emptied: int
    """Cells of rows kept that were emptied because they break it first."""
    positions: tuple[int, ...]
    """Places of the first few in the staged file."""


@dataclass(frozen=True)
class ViolationTable:
    """All violations of one cast table, in the database: ``_position`` and ``rules`` (places in a list)."""

    connection: duckdb.DuckDBPyConnection
    contract: Contract
    rules: tuple[RowRule, ...]
    cast: str
    staged: Path

    @property
    def relation(self) -> str:
        """Name of the table of rows that break a rule, be it an error or a warning."""
        return f"violations_{self.contract.table}"

    @property
    def quarantined(self) -> str:
        """Query for the positions of the rows that break an error, with the places of what is wrong.

        ``errors`` cost the row, ``faults`` are these and what would else have cost a cell.
        """
        errors = self._places("error")
        only_errors, faults = _of_list(errors), _of_list([*errors, *self.cells])
        return (
            f"(SELECT _position, {only_errors} AS errors, {faults} AS faults "
            f"FROM {self.relation} WHERE len({only_errors}) > 0)"
        )

    def _places(self, severity: Severity) -> list[int]:
        return [place for place, rule in enumerate(self.rules) if rule.severity == severity]

    @property
    def emptied(self) -> str:
        """Name of the table of cells of rows kept that are emptied: ``_position``, ``cell``, ``rule``."""
        return f"emptied_{self.contract.table}"

    @property
    def cells(self) -> Mapping[int, str]:
        """Place of each rule that costs a cell, with the column that it judges."""
        return {place: self.rules[place].cell_judged() for place in self._places("cell")}

    def find_emptied(self) -> None:
        """Fill the table of the cells that are emptied."""
        columns = " ".join(
            f"WHEN {place} THEN {literal(column)}" for place, column in self.cells.items()
        )
        of_rule = f"CASE rule {columns} END" if columns else "NULL::VARCHAR"
        self.connection.execute(
            f"CREATE OR REPLACE TEMP TABLE {self.emptied} AS "
            f"SELECT _position, {of_rule} AS cell, min(rule) AS rule "
            f"FROM (SELECT _position, unnest(rules) AS rule FROM {self.relation}) AS broken "
            f"ANTI JOIN {self.quarantined} AS q USING (_position) "
            f"WHERE {of_rule} IS NOT NULL GROUP BY 1, 2"
        )

    def counts(self) -> tuple[RuleCount, ...]:
        """Return for each rule how many rows break it and how many it is the first error of."""
        broken = {
            place: (rows, tuple(positions))
            for place, rows, positions in fetch(
                self.connection,
                f"SELECT rule, count(*), min(_position, {EXAMPLES}) "
                f"FROM (SELECT _position, unnest(rules) AS rule FROM {self.relation}) GROUP BY 1",
            )
        }
        first = dict(
            fetch(
                self.connection,
                f"SELECT list_min(errors), count(*) FROM {self.quarantined} GROUP BY 1",
            )
        )
        emptied = dict(
            fetch(self.connection, f"SELECT rule, count(*) FROM {self.emptied} GROUP BY 1")
        )
        return tuple(
            RuleCount(
                rows=broken.get(place, (0, ()))[0],
                attributed=first.get(place, 0),
                emptied=emptied.get(place, 0),
                positions=broken.get(place, (0, ()))[1],
            )
            for place in range(len(self.rules))
        )

    def examples(self, counts: Sequence[RuleCount]) -> tuple[tuple[Example, ...], ...]:
        """Return for each rule its first broken rows, cell by cell as the export has them."""
        wanted = sorted({position for found in counts for position in found.positions})
        if not wanted:
            return tuple(() for _ in counts)
        rows = self.connection.execute(
            f"SELECT * FROM {_staged(self.staged)} WHERE file_row_number IN "
            f"({', '.join(map(str, wanted))})"
        )
        columns = [column[0] for column in rows.description or []]
        by_position = {
            row["file_row_number"]: row
            for row in (dict(zip(columns, values, strict=True)) for values in rows.fetchall())
        }
        return tuple(
            tuple(_example(rule, by_position[position]) for position in found.positions)
            for rule, found in zip(self.rules, counts, strict=True)
        )

    def write_kept(self, path: Path, further: Mapping[str, str]) -> int:
        """Write the rows without an error, typed, and return how many they are.

        ``further`` are columns beside the contract's: name → SQL expression.
        """
        losing = {
            column
            for (column,) in fetch(self.connection, f"SELECT DISTINCT cell FROM {self.emptied}")
        }
        columns = [
            f"CASE WHEN NOT list_contains(coalesce(e.cells, []), {literal(column)}) "
            f"THEN {name(column)} END AS {name(column)}"
            if column in losing
            else name(column)
            for column in self.contract.column_names
        ]
        columns += [f"{expression} AS {name(column)}" for column, expression in further.items()]
        kept = (
            f"SELECT {', '.join(columns)} FROM {self.cast} "
            f"ANTI JOIN {self.quarantined} AS q USING (_position)"
        )
        if losing:
            kept += (
                f" LEFT JOIN (SELECT _position, list(cell) AS cells FROM {self.emptied} GROUP BY 1) "
                "AS e USING (_position) ORDER BY _position"
            )
        write_parquet(self.connection, kept, path)
        return count(self.connection, f"read_parquet({literal(path)})")

    def write_quarantined(self, path: Path, logical_types: Mapping[str, str]) -> int:
        """Write the rows with an error as the export has them, and return how many they are.

        Beside the export's columns they have ``_file``, ``_row``, ``reasons`` (what is wrong, in words) and
        ``rules`` (the rules broken), both lists, first violation first.
        """
        reasons = [literal(rule.violation(logical_types)) for rule in self.rules]
        ids = [literal(rule.id) for rule in self.rules]
        of_row = "list_transform(q.faults, lambda r: ([{}]::VARCHAR[])[r + 1])"
        write_parquet(
            self.connection,
            f"SELECT s.* EXCLUDE (file_row_number), {of_row.format(', '.join(reasons))} AS reasons, "
            f"{of_row.format(', '.join(ids))} AS rules "
            f"FROM {_staged(self.staged)} AS s JOIN {self.quarantined} AS q "
            f"ON q._position = s.file_row_number ORDER BY s.file_row_number",
            path,
        )
        return count(self.connection, f"read_parquet({literal(path)})")

    def write_emptied(self, path: Path, logical_types: Mapping[str, str]) -> None:
        """Write the cells that were emptied: where each stands, its ``text``, ``reason`` and ``rule``."""
        reasons = ", ".join(literal(rule.violation(logical_types)) for rule in self.rules)
        ids = ", ".join(literal(rule.id) for rule in self.rules)
        texts = "".join(
            f" WHEN {literal(column)} THEN s.{name(column)}"
            for column in dict.fromkeys(self.cells.values())
        )
        text = f"CASE e.cell{texts} END" if texts else "NULL::VARCHAR"
        write_parquet(
            self.connection,
            f"SELECT s._file, s._row, e.cell, {text} AS text, "
            f"([{reasons}]::VARCHAR[])[e.rule + 1] AS reason, ([{ids}]::VARCHAR[])[e.rule + 1] AS rule "
            f"FROM {_staged(self.staged)} AS s JOIN {self.emptied} AS e "
            "ON e._position = s.file_row_number ORDER BY s.file_row_number, e.rule",
            path,
        )

    def digests(self) -> tuple[str, str]:
        """Return digests of the rows kept and quarantined.

        They depend on the text and the order of the rows and on the violations of those quarantined; not on
        types, files, or anything of the machine.
        """
        columns = fetch(self.connection, f"DESCRIBE SELECT * FROM {_staged(self.staged)}")
        texts = sorted(row[0] for row in columns if row[1] == "VARCHAR")
        cells = [f"COALESCE(s.{name(text)}, {_EMPTY})" for text in texts if text != "_file"]
        row = f"concat_ws({_FIELD}, s.file_row_number, q.faults, {', '.join(cells)})"
        found = fetch(
            self.connection,
            f"SELECT q._position IS NULL, count(*), bit_xor(md5_number({row})) "
            f"FROM {_staged(self.staged)} AS s LEFT JOIN {self.quarantined} AS q "
            f"ON q._position = s.file_row_number GROUP BY 1",
        )
        parts = {kept: f"{rows}:{mixed}" for kept, rows, mixed in found}
        names = ",".join(texts)
        kept, quarantined = (
            hashlib.sha256(f"{names}\n{parts.get(side, '0:')}".encode()).hexdigest()
            for side in (True, False)
        )
        return kept, quarantined


def find_violations(
    connection: duckdb.DuckDBPyConnection,
    contract: Contract,
    rules: Sequence[RowRule],
    cast: str,
    staged: Path,
) -> ViolationTable:
    """Evaluate the masks of one table over its cast rows.

    References of a table to itself come last, because whether a row's parent is kept depends on the other
    violations of the parent: rows without a parent are kept first, then those whose parent is kept, and so
    on.

    Parameters
    ----------
    connection
        It has the relations that masks join: ``kept_keys_<table>`` of the tables referred to, and
        ``export_days``.
    contract
        Of the table.
    rules
        Its rules that can be judged, in the order of attribution.
    cast
        Relation of its cast rows: ``_position``, ``_file``, ``_row``, every column of the contract and, for
        those that are not text, ``<column>:unreadable``.
    staged
        Parquet file of the same rows as text.
    """
    types = {column.name: column.logical_type for column in contract.columns}
    masks = [rule.mask(MaskContext(f"m{n}", cast, types)) for n, rule in enumerate(rules)]
    found = ViolationTable(connection, contract, tuple(rules), cast, staged)
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE found_violations (_position BIGINT, rules SMALLINT[])"
    )
    own = {place for place, rule in enumerate(rules) if rule.parent() == contract.table}
    _evaluate(connection, {n: mask for n, mask in enumerate(masks) if n not in own}, cast)
    _gather(connection, found)
    _keep_keys(found, [rules[place] for place in sorted(own)])
    _evaluate(connection, {place: masks[place] for place in sorted(own)}, cast)
    _gather(connection, found)
    found.find_emptied()
    return found


def _of_list(places: Sequence[int]) -> str:
    """Return SQL of the violations of a row that are among ``places``."""
    if not places:
        return "[]::SMALLINT[]"
    return f"list_filter(rules, lambda r: r IN ({', '.join(map(str, sorted(places)))}))"


def _evaluate(connection: duckdb.DuckDBPyConnection, masks: Mapping[int, Mask], cast: str) -> None:
    if not masks:
        return
    for mask in masks.values():
        if mask.setup:
            connection.execute(mask.setup)
    conditions = [f"COALESCE({mask.condition}, FALSE) AS f{n}" for n, mask in masks.items()]
    joins = " ".join(mask.join for mask in masks.values() if mask.join)
    places = ", ".join(f"CASE WHEN f{place} THEN {place} END" for place in masks)
    connection.execute(
        f"INSERT INTO found_violations "
        f"SELECT _position, list_filter([{places}], lambda r: r IS NOT NULL) "
        f"FROM (SELECT t._position, {', '.join(conditions)} FROM {cast} AS t {joins}) "
        f"WHERE {' OR '.join(f'f{place}' for place in masks)}"
    )


def _gather(connection: duckdb.DuckDBPyConnection, found: ViolationTable) -> None:
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE {found.relation} AS "
        f"SELECT _position, list_sort(flatten(list(rules))) AS rules "
        f"FROM found_violations GROUP BY _position"
    )


def _keep_keys(found: ViolationTable, own: Sequence[RowRule]) -> None:
    """Fill the table of the keys that rows of this and other tables may refer to."""
    keys = kept_keys(found.contract.table)
    if not found.contract.key:
        _no_keys(found.connection, keys)
        return
    column = found.contract.key[0]
    # only text can be referred to
    if found.contract.column(column).logical_type != "string":
        _no_keys(found.connection, keys)
        return
    if len(found.contract.key) > 1:
        # the few tables that refer to what the rows are about together read it several times
        found.connection.execute(
            f"CREATE OR REPLACE TEMP TABLE {keys} AS SELECT DISTINCT t.{name(column)} AS key "
            f"FROM {found.cast} AS t ANTI JOIN {found.quarantined} AS q USING (_position) "
            f"WHERE t.{name(column)} IS NOT NULL"
        )
        return
    _no_keys(found.connection, keys)
    key = name(column)
    references = [rule for rule in own if isinstance(rule, References) and rule.severity == "error"]
    linked = " AND ".join(
        f"(t.{name(rule.column)} IS NULL OR t.{name(rule.column)} IN (SELECT key FROM {keys}))"
        for rule in references
    )
    added = 1
    while added:
        added = fetch(
            found.connection,
            f"INSERT INTO {keys} SELECT t.{key} FROM {found.cast} AS t "
            f"ANTI JOIN {found.quarantined} AS q USING (_position) "
            f"WHERE t.{key} NOT IN (SELECT key FROM {keys}) {f'AND {linked}' if linked else ''}",
        )[0][0]


def _no_keys(connection: duckdb.DuckDBPyConnection, keys: str) -> None:
    connection.execute(f"CREATE OR REPLACE TEMP TABLE {keys} (key VARCHAR)")


def _staged(path: Path) -> str:
    return f"read_parquet({literal(path)}, file_row_number = true)"


def _example(rule: RowRule, row: Mapping[str, object]) -> Example:
    columns = rule.columns_shown()
    # a column that the export lacks has no text to show; one empty cell of several says so
    empty = "" if len(columns) == 1 else "(empty)"
    values = [empty if row.get(column) is None else str(row[column]) for column in columns]
    return Example(
        file=str(row["_file"]),
        row=int(str(row["_row"])),
        column=", ".join(columns),
        value=", ".join(values),
    )
