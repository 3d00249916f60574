"""The data model: every canonical table with its columns, as the contracts declare them.

The contracts (``data_contracts/*.yaml``, in the Open Data Contract Standard) are the only place where
tables, columns, types and keys are declared. Whoever needs them, from the reading of exports to the
metrics, asks here. A project's own contracts add columns to a table of the package, or a whole table.

What else a contract says, its rules, is for :mod:`review_kit.contracts`, which also says what is wrong
with one. A project's contract of a table of the package that cannot be read is left to it: until then
the package's holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Any, Literal, get_args

from review_kit.errors import ConfigurationError
from review_kit.grains import GRAINS, OWNER_COLUMNS, Owner
from review_kit.project.assets import template_folder

LogicalType = Literal["string", "number", "integer", "boolean", "date", "timestamp"]
"""Types that a column of a canonical table can have, by the names of the standard."""

CONFIDENTIAL = frozenset({"confidential", "restricted"})
"""Classifications of a column that is not for the rep whom its row is about."""

TABLE_NAME = re.compile(r"[a-z][a-z0-9_]*")
"""Of a table: it names files, data frames and sections of ``review_kit.toml``."""

TABLE_PROPERTIES: Mapping[str, type] = {
    "tablePosition": int,
    "tableRequired": bool,
    "rowsPublic": bool,
}
"""Custom properties of a table that are read here: its place in the data model, whether there is a run
without it, and whether everybody may see its rows."""
COLUMN_PROPERTIES: Mapping[str, type] = {"namesValueOf": str}
"""Custom properties of a column: what another table calls the same people or things, where a value
need not be there, so that it is no foreign key."""

_REFERENCE = re.compile(
    r"(?:[^#]+\.ya?ml#)?/?schema/(?P<table>[^/]+)/properties/(?P<column>[^/]+)"
    r"|(?P<short_table>\w+)\.(?P<short_column>\w+)"
)
_OWNER_COLUMNS: Mapping[str, Owner] = {
    column: owner
    for owner, column in sorted(OWNER_COLUMNS.items(), key=lambda one: len(GRAINS[one[0]].sees))
}
"""Columns that say whose a row is, the narrowest first."""


@dataclass(frozen=True)
class ModelColumn:
    """One column of a canonical table."""

    name: str
    logical_type: LogicalType
    required: bool
    """Filled in every row."""
    description: str = ""
    key_position: int | None = None
    """Place in the primary key, from 1; none for a column outside it."""
    refers_to: tuple[str, str] | None = None
    """Table and column whose values these are, too."""
    confidential: bool = False
    """Not for the rep whom the row is about."""
    values: tuple[str, ...] = ()
    """The only values that it may have, where the contract lists them."""
    added: bool = False
    """The project's own contract adds it."""


@dataclass(frozen=True)
class ModelTable:
    """One canonical table."""

    name: str
    path: Path
    """Its contract."""
    columns: tuple[ModelColumn, ...]
    position: int | None = None
    """Place in the data model."""
    required: bool = False
    """There is no run without it."""
    public: bool = False
    """Everybody may see its rows, where they are nobody's."""
    own: bool = False
    """The project declares it, and not the package."""

    @cached_property
    def key(self) -> tuple[str, ...]:
        """Columns of the primary key, in order."""
        keyed = [column for column in self.columns if column.key_position is not None]
        return tuple(c.name for c in sorted(keyed, key=lambda c: c.key_position or 0))

    @cached_property
    def column_names(self) -> tuple[str, ...]:
        """Names of the columns, in the order of the contract."""
        return tuple(column.name for column in self.columns)

    @cached_property
    def added_columns(self) -> tuple[ModelColumn, ...]:
        """Columns beyond the package's data model; of a table that the project declares, all."""
        return tuple(column for column in self.columns if column.added)

    @cached_property
    def references(self) -> Mapping[str, tuple[str, str]]:
        """Column → table and column whose values it holds."""
        return {c.name: c.refers_to for c in self.columns if c.refers_to is not None}

    @cached_property
    def owner(self) -> tuple[str, Owner] | None:
        """Column that says whose each row is, and what it names; ``None`` where no column does.

        A row is the rep's in ``rep_id``, or in the only column that refers to the roster; else the
        manager's in ``manager_id``, or the team's in ``team``.
        """
        reps = [name for name, target in self.references.items() if target == ("roster", "rep_id")]
        if "rep_id" not in self.column_names and reps:
            # two reps in one row: whose it is cannot be told
            return (reps[0], "rep") if len(reps) == 1 else None
        for name, owner in _OWNER_COLUMNS.items():
            if name in self.column_names:
                return name, owner
        return None


@dataclass(frozen=True)
class DataModel:
    """Every canonical table by name: those of the package in their order, then a project's own."""

    tables: Mapping[str, ModelTable]

    def __getitem__(self, table: str) -> ModelTable:
        return self.tables[table]

    def __iter__(self) -> Iterator[str]:
        return iter(self.tables)

    def __contains__(self, table: object) -> bool:
        return table in self.tables

    @property
    def required(self) -> tuple[str, ...]:
        """Tables without which there is no run."""
        return tuple(table.name for table in self.tables.values() if table.required)

    @property
    def optional(self) -> tuple[str, ...]:
        """Tables that a run can do without."""
        return tuple(table.name for table in self.tables.values() if not table.required)


@cache
def canonical_model() -> DataModel:
    """Return the data model of the package, as its own contracts declare it."""
    folder = template_folder() / "data_contracts"
    tables = [_table(path, _read(path)) for path in folder.glob("*.yaml")]
    tables.sort(key=lambda table: (table.position is None, table.position or 0, table.name))
    return DataModel({table.name: table for table in tables})


def canonical_tables() -> tuple[str, ...]:
    """Return the names of the package's tables, in the order in which they are checked."""
    return tuple(canonical_model())


def required_tables() -> frozenset[str]:
    """Return the tables without which there is no run."""
    return frozenset(canonical_model().required)


def own_contracts(root: Path) -> dict[str, Path]:
    """Return the contract files in the project's own ``data_contracts/``, by table."""
    folder = root / "data_contracts"
    if not folder.is_dir():
        return {}
    return {path.stem: path for path in sorted(folder.glob("*.yaml")) if path.name[0] != "."}


@cache
def packaged_names() -> frozenset[str]:
    """Return the names of the package's tables without reading their contracts."""
    return frozenset(path.stem for path in (template_folder() / "data_contracts").glob("*.yaml"))


def table_names(root: Path) -> frozenset[str]:
    """Return the names of every table of the project in ``root`` without reading a contract."""
    return packaged_names() | own_contracts(root).keys()


def data_model(root: Path) -> DataModel:
    """Return the data model of the project in ``root``: the package's, with what its contracts add.

    Raises
    ------
    ConfigurationError
        A contract of a table that the package does not have cannot be read: with file and place.
    """
    states = []
    for table, path in own_contracts(root).items():
        status = path.stat()
        states.append((table, path, status.st_mtime_ns, status.st_size))
    return _merged(tuple(states))


@lru_cache(maxsize=16)
def _merged(states: tuple[tuple[str, Path, int, int], ...]) -> DataModel:
    packaged = canonical_model()
    tables = dict(packaged.tables)
    own = {}
    for name, path, _, _ in states:
        if name in packaged:
            tables[name] = _with_added(packaged[name], path)
        else:
            own[name] = _own_table(path)
    return DataModel(tables | {name: own[name] for name in _parents_first(own)})


def _with_added(packaged: ModelTable, path: Path) -> ModelTable:
    """A table of the package as a contract of the project has it; as it was where that cannot be read."""
    if path.read_bytes() == packaged.path.read_bytes():
        return replace(packaged, path=path)
    try:
        own = _table(path, _read(path))
    except ConfigurationError:
        return packaged
    known = {column.name for column in packaged.columns}
    # whether every row has one is for the contract to judge: reading goes on without it
    added = tuple(
        replace(column, required=False, key_position=None, added=True)
        for column in own.columns
        if column.name not in known
    )
    there = {column.name: column for column in own.columns}
    columns = tuple(
        replace(column, confidential=column.confidential or there[column.name].confidential)
        if column.name in there
        else column
        for column in packaged.columns
    )
    return replace(packaged, path=path, columns=columns + added, public=own.public)


def _own_table(path: Path) -> ModelTable:
    table = _table(path, _read(path))
    columns = tuple(replace(column, added=True) for column in table.columns)
    return replace(table, columns=columns, own=True)


def _parents_first(tables: Mapping[str, ModelTable]) -> Iterable[str]:
    parents = {
        name: sorted({target for target, _ in table.references.values()} & tables.keys() - {name})
        for name, table in sorted(tables.items())
    }
    try:
        return tuple(TopologicalSorter(parents).static_order())
    except CycleError:
        # the check of the contracts names the circle
        return sorted(tables)


def _read(path: Path) -> Mapping[str, Any]:
    """The only entry of a contract's ``schema``.

    Raises
    ------
    ConfigurationError
        The file is not YAML, or has not exactly one table with columns.
    """
    import yaml

    from review_kit.project.bounded_yaml import BoundedLoader

    try:
        document = yaml.load(path.read_text(encoding="utf-8"), Loader=BoundedLoader)
    except UnicodeDecodeError as error:
        raise ConfigurationError(
            f"{path}: not UTF-8 text (byte {error.start})", "Save the file as UTF-8."
        ) from error
    except yaml.YAMLError as error:
        raise ConfigurationError(f"{path}: not valid YAML: {error}") from error
    schema = document.get("schema") if isinstance(document, dict) else None
    if not isinstance(schema, list) or len(schema) != 1 or not isinstance(schema[0], dict):
        raise ConfigurationError(
            f"{path}: schema: must have exactly one entry, named '{path.stem}'"
        )
    if not isinstance(schema[0].get("properties"), list):
        raise ConfigurationError(
            f"{path}: schema[{path.stem}].properties: must be a list of columns"
        )
    entry: Mapping[str, Any] = schema[0]
    return entry


def _table(path: Path, schema: Mapping[str, Any]) -> ModelTable:
    properties = _custom(schema)
    position = properties.get("tablePosition")
    return ModelTable(
        name=path.stem,
        path=path,
        columns=tuple(
            column for each in schema["properties"] if (column := _column(each)) is not None
        ),
        position=position if isinstance(position, int) else None,
        required=properties.get("tableRequired") is True,
        public=properties.get("rowsPublic") is True,
    )


def _column(entry: Any) -> ModelColumn | None:
    """The column of a property; ``None`` for one that the check of the contracts refuses."""
    if not isinstance(entry, dict) or entry.get("logicalType") not in get_args(LogicalType):
        return None
    is_key = bool(entry.get("primaryKey"))
    return ModelColumn(
        name=str(entry.get("name")),
        logical_type=entry["logicalType"],
        required=is_key or bool(entry.get("required")),
        description=" ".join(str(entry.get("description", "")).split()),
        key_position=entry.get("primaryKeyPosition", 1) if is_key else None,
        refers_to=_target(entry),
        confidential=entry.get("classification") in CONFIDENTIAL,
        values=tuple(
            str(each["value"])
            for each in entry.get("enum") or ()
            if isinstance(each, dict) and "value" in each
        ),
    )


def _target(entry: Mapping[str, Any]) -> tuple[str, str] | None:
    """What a column refers to: by its first relationship, else by ``namesValueOf``."""
    targets = [
        each.get("to") for each in entry.get("relationships") or () if isinstance(each, dict)
    ]
    for target in (*targets, _custom(entry).get("namesValueOf")):
        if isinstance(target, str) and (found := _REFERENCE.fullmatch(target)):
            return (
                found["table"] or found["short_table"],
                found["column"] or found["short_column"],
            )
    return None


def _custom(entry: Mapping[str, Any]) -> dict[str, Any]:
    """Custom properties of a table or a column."""
    return {
        str(each["property"]): each.get("value")
        for each in entry.get("customProperties") or ()
        if isinstance(each, dict) and "property" in each
    }
