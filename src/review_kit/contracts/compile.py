"""Contract documents to contracts: every rule understood, or an error that names it.

What a rule may say is known to its kind alone (:mod:`review_kit.contracts.rules`); here every statement of a
document is offered to all kinds, and one that none of them reads is refused.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, reduce
from graphlib import CycleError, TopologicalSorter
from operator import or_
from pathlib import Path
from typing import Annotated, Any, get_args

from pydantic import Field, TypeAdapter, ValidationError

from review_kit.contracts.contract import Column, Contract
from review_kit.contracts.document import (
    contract_paths,
    digest_of,
    packaged_contract_path,
    read_document,
)
from review_kit.contracts.location import ContractLocation
from review_kit.contracts.rule import RowRule, Rule, Severity, Specification
from review_kit.contracts.rules import kinds, rank
from review_kit.contracts.rules.readable import Readable
from review_kit.contracts.rules.required_when import RequiredWhen
from review_kit.contracts.statements import ColumnStatement, QualityStatement, TableStatement
from review_kit.errors import ConfigurationError
from review_kit.project.data_model import (
    COLUMN_PROPERTIES,
    CONFIDENTIAL,
    TABLE_PROPERTIES,
    DataModel,
    LogicalType,
    ModelTable,
    data_model,
)

ENGINE = "review-kit"
"""The engine that custom rules name."""

_KINDS_OF_VALUES = {int: "a whole number", bool: "true or false", str: "text"}

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
"""Of a column: it is a name in SQL as well, in files and in data frames."""


def load_contracts(root: Path) -> dict[str, Contract]:
    """Return the contract of every table of the project in ``root``, parents first.

    Raises
    ------
    ConfigurationError
        A contract that breaks the standard, has a rule no kind stands for, refers to a column that
        is not there, or lacks a canonical column.
    """
    contracts = {table: load_contract(table, path) for table, path in contract_paths(root).items()}
    model = data_model(root)
    for contract in contracts.values():
        _check_declared(model[contract.table], contract, model)
        _check_canonical(contract)
        for rule in contract.rules:
            rule.check(contract, contracts)
    return {table: contracts[table] for table in _parents_first(contracts, root)}


def load_contract(table: str, path: Path) -> Contract:
    """Read, check and compile the contract of one table."""
    return compile_contract(table, read_document(path), path)


def compile_contract(table: str, document: Mapping[str, Any], path: Path) -> Contract:
    """Return the contract that a schema-valid ``document`` states.

    Raises
    ------
    ConfigurationError
        It is not about ``table``, or says something that no rule stands for.
    """
    location = ContractLocation(path, "schema")
    objects = document.get("schema", [])
    if len(objects) != 1 or objects[0]["name"] != table:
        raise location.error(f"must have exactly one entry, named '{table}'")
    schema = objects[0]
    _check_properties(schema, TABLE_PROPERTIES, location)
    if "relationships" in schema:
        raise location.error("put relationships on the column that refers to the other table")
    columns: dict[str, Column] = {}
    rules: list[Rule] = []
    for property_ in schema.get("properties", []):
        here = ContractLocation(path, f"column '{property_['name']}'")
        column = read_column(property_, here)
        _check_properties(property_, COLUMN_PROPERTIES, here)
        if column.name.casefold() in map(str.casefold, columns):
            raise here.error("there are two columns with this name")
        columns[column.name] = column
        rules.extend(rules_of_column(column, property_, here))
    stated = TableStatement(columns, _key(columns, location), location)
    rules.extend(rule for kind in kinds() for rule in kind.of_table(stated))
    for property_ in schema.get("properties", []):
        column = columns[property_["name"]]
        here = ContractLocation(path, f"column '{column.name}'")
        rules.extend(quality_rules(property_.get("quality", []), columns, here, column))
    rules.extend(quality_rules(schema.get("quality", []), columns, ContractLocation(path, table)))
    return Contract(
        table=table,
        id=document["id"],
        version=document["version"],
        title=document.get("name", table),
        purpose=" ".join(document.get("description", {}).get("purpose", "").split()),
        columns=tuple(columns.values()),
        rules=_ordered(list(_by_cost(rules, columns)), location),
        path=path,
        sha256=digest_of(document),
    )


def _by_cost(rules: Sequence[Rule], columns: Mapping[str, Column]) -> Iterator[Rule]:
    """Yield the rules, with those that cost a cell in place of the row.

    A cell that may be empty, and that no other rule needs, is emptied where it breaks a rule about itself.
    """
    about_rows = [rule for rule in rules if isinstance(rule, RowRule)]
    needed = {column for rule in about_rows for column in rule.cells_needed()}
    # what some rows must have counts an unreadable text as missing, and nothing else
    filled = {rule.column for rule in about_rows if isinstance(rule, RequiredWhen)}
    for rule in rules:
        name = rule.cell_judged() if isinstance(rule, RowRule) else ""
        costs_cell = (
            rule.severity == "error"
            and name != ""
            and not columns[name].required
            and name not in needed
            and (isinstance(rule, Readable) or name not in filled)
        )
        yield replace(rule, severity="cell") if costs_cell else rule


def read_column(property_: Mapping[str, Any], location: ContractLocation) -> Column:
    """Return the column that a property describes.

    Raises
    ------
    ConfigurationError
        A name or a logical type that canonical tables do not have.
    """
    logical_type: LogicalType = property_["logicalType"]
    if logical_type not in get_args(LogicalType):
        raise location.error(
            f"logicalType is {logical_type!r}; it must be one of {', '.join(get_args(LogicalType))}"
        )
    name = property_["name"]
    if name.startswith("_"):
        raise location.error("names that begin with '_' are reserved for review-kit")
    if not _NAME.fullmatch(name):
        raise location.error(
            "a name may contain letters, digits and '_' only; put the name that people use into "
            "businessName"
        )
    is_key = bool(property_.get("primaryKey"))
    return Column(
        name=name,
        logical_type=logical_type,
        required=is_key or bool(property_.get("required")),
        title=property_.get("businessName", name),
        description=" ".join(property_.get("description", "").split()),
        key_position=property_.get("primaryKeyPosition", 1) if is_key else None,
        confidential=property_.get("classification") in CONFIDENTIAL,
    )


def rules_of_column(
    column: Column, property_: Mapping[str, Any], location: ContractLocation
) -> Iterator[Rule]:
    """Yield the rules that the fields of a property state.

    Raises
    ------
    ConfigurationError
        A field or option that no kind of rule reads.
    """
    options = dict(property_.get("logicalTypeOptions", {}))
    stated = ColumnStatement(column, property_, location, options)
    for kind in kinds():
        yield from kind.of_column(stated)
    if stated.options:
        raise stated.options_location.error(
            f"there is no rule for {', '.join(map(repr, sorted(stated.options)))}"
        )


def quality_rules(
    entries: Sequence[Mapping[str, Any]],
    columns: Mapping[str, Column],
    location: ContractLocation,
    column: Column | None = None,
) -> Iterator[Rule]:
    """Yield the rules of a ``quality:`` list, of the table or of one ``column``.

    ``type: text`` is prose and states no rule. The sentence of a rule is its ``name``, else its
    ``description``.

    Raises
    ------
    ConfigurationError
        An entry that no rule stands for. Nothing is skipped.
    """
    for number, fields in enumerate(entries, start=1):
        called = fields.get("id") or fields.get("name") or f"quality {number}"
        here = location.below(f"quality '{called}'")
        stated = QualityStatement(
            fields=fields,
            id=f"{column.name}.{called}" if column else str(called),
            sentence=" ".join((fields.get("name") or fields.get("description", "")).split()),
            severity=_severity(fields, here),
            columns=columns,
            location=here,
            column=column,
        )
        match fields.get("type", "library"), fields.get("engine"):
            case "text", _:
                continue
            case "library", _:
                yield _library_rule(stated)
            case "custom", engine if engine == ENGINE:
                yield _custom_rule(stated)
            case "custom", engine:
                raise here.error(f"engine is {engine!r}; only '{ENGINE}' is supported")
            case kind, _:
                raise here.error(
                    f"rules of type '{kind}' are not supported; write it as type 'custom'"
                )


def _severity(fields: Mapping[str, Any], location: ContractLocation) -> Severity:
    match fields.get("severity", "error"):
        case "error":
            return "error"
        case "warning":
            return "warning"
        case other:
            raise location.error(f"severity is {other!r}; it must be 'error' or 'warning'")


def _library_rule(stated: QualityStatement) -> Rule:
    for kind in kinds():
        if (rule := kind.of_metric(stated)) is not None:
            return rule
    given = f" with arguments {', '.join(sorted(stated.arguments))}" if stated.arguments else ""
    level = f"column {stated.column.name}" if stated.column else "the table"
    raise stated.location.error(f"there is no rule for {stated.metric} of {level}{given}")


def _custom_rule(stated: QualityStatement) -> Rule:
    implementation = stated.fields.get("implementation")
    if not isinstance(implementation, dict):
        raise stated.location.error("'implementation' must be a block of keys, with 'rule' first")
    try:
        specification = _specifications(kinds()).validate_python(implementation)
    except ValidationError as error:
        complaints = []
        for complaint in error.errors():
            # the first part of the location is the name of the rule
            key = ".".join(str(part) for part in complaint["loc"][1:])
            complaints.append(f"{key}: {complaint['msg']}" if key else complaint["msg"])
        raise stated.location.error("; ".join(complaints)) from error
    return specification.read(stated)


@cache
def _specifications(registered: tuple[type[Rule], ...]) -> TypeAdapter[Specification]:
    """Return the reader of ``implementation``, which knows a kind by its ``rule``."""
    models = [kind.specification for kind in registered if kind.specification is not None]
    union: Any = reduce(or_, models)
    return TypeAdapter(Annotated[union, Field(discriminator="rule")])


def _parents_first(contracts: Mapping[str, Contract], root: Path) -> list[str]:
    tables = list(contracts)
    sorter = TopologicalSorter({table: contracts[table].parents for table in tables})
    try:
        sorter.prepare()
    except CycleError as error:
        raise ConfigurationError(
            f"{root}: the contracts refer to each other in a circle: {' → '.join(error.args[1])}"
        ) from error
    order: list[str] = []
    while sorter.is_active():
        ready = sorted(sorter.get_ready(), key=tables.index)
        order.extend(ready)
        sorter.done(*ready)
    return order


def _key(columns: Mapping[str, Column], location: ContractLocation) -> tuple[str, ...]:
    keyed = [column for column in columns.values() if column.key_position is not None]
    positions = sorted(column.key_position or 0 for column in keyed)
    if not keyed or positions != list(range(1, len(keyed) + 1)):
        raise location.error("the primary key needs columns with primaryKeyPosition 1, 2, …")
    return tuple(column.name for column in sorted(keyed, key=lambda c: c.key_position or 0))


def _ordered(rules: list[Rule], location: ContractLocation) -> tuple[Rule, ...]:
    twice = [rule_id for rule_id, count in Counter(rule.id for rule in rules).items() if count > 1]
    if twice:
        raise location.error(f"two rules have the id '{twice[0]}'")
    return tuple(sorted(rules, key=lambda rule: rank(type(rule))))


def _check_properties(
    entry: Mapping[str, Any], kinds_of: Mapping[str, type], location: ContractLocation
) -> None:
    """Refuse a custom property that is nearly one of ours, or holds another kind of value."""
    for custom in entry.get("customProperties", []):
        name, value = custom["property"], custom.get("value")
        near = difflib.get_close_matches(name, kinds_of, n=1, cutoff=0.85)
        if near and name != near[0]:
            raise location.error(
                f"customProperties: '{name}' is unknown; did you mean '{near[0]}'?"
            )
        if name in kinds_of and type(value) is not kinds_of[name]:
            words = _KINDS_OF_VALUES[kinds_of[name]]
            raise location.error(f"customProperties: {name} must be {words}")


def _check_declared(table: ModelTable, contract: Contract, model: DataModel) -> None:
    """Refuse what custom properties may not say of a table.

    That is to open rows which are somebody's, to require a table of the project, and to name values of
    a column that is not there.
    """
    location = ContractLocation(contract.path, contract.table)
    if table.own and (table.required or table.position is not None):
        raise location.error(
            "customProperties: tableRequired and tablePosition can only be used for the "
            "package's tables"
        )
    for name, (parent, key) in table.references.items():
        if parent in model and key not in model[parent].column_names:
            here = ContractLocation(contract.path, f"column '{name}'")
            raise here.error(f"{parent} has no column '{key}'")
    if table.public and table.owner is not None:
        column, owner = table.owner
        raise location.error(
            f"customProperties: rowsPublic cannot be used with {column}: each row belongs to a "
            f"{owner}"
        )


def _check_canonical(contract: Contract) -> None:
    """Refuse a project's own contract that lacks what documents are made from."""
    packaged_path = packaged_contract_path(contract.table)
    if contract.path == packaged_path or not packaged_path.is_file():
        return
    own = {column.name: column for column in contract.columns}
    for column in load_contract(contract.table, packaged_path).columns:
        location = ContractLocation(contract.path, f"column '{column.name}'")
        if column.name not in own:
            raise location.error("is missing; documents are made from it")
        if own[column.name].logical_type != column.logical_type:
            raise location.error(f"logicalType must stay '{column.logical_type}'")
        if column.required and not own[column.name].required:
            raise location.error("must stay required; documents are made from it")
        if own[column.name].key_position != column.key_position:
            raise location.error("the primary key must stay as it is")
