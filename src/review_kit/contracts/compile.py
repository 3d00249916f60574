"""Contract documents to contracts: every rule understood, or an error that names it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import partial
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import Any

from review_kit.contracts.columns import read_column, rules_of_column, unique_rule
from review_kit.contracts.contract import Column, Contract
from review_kit.contracts.document import (
    contract_paths,
    digest_of,
    packaged_contract_path,
    read_document,
)
from review_kit.contracts.location import Place
from review_kit.contracts.quality import quality_rules
from review_kit.contracts.rules import (
    ROW_RULE_ORDER,
    ColumnPresent,
    References,
    RowRule,
    Rule,
    TableRule,
)
from review_kit.errors import ConfigurationError
from review_kit.project.config import CANONICAL_TABLES


def load_contracts(root: Path) -> dict[str, Contract]:
    """Return the contract of every canonical table for the project in ``root``, parents first.

    Raises
    ------
    ConfigurationError
        A contract that breaks the standard, has a rule no kind stands for, refers to a column that
        is not there, or lacks a canonical column.
    """
    contracts = {table: load_contract(table, path) for table, path in contract_paths(root).items()}
    for contract in contracts.values():
        _check_canonical(contract)
        _check_references(contract, contracts)
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
    place = Place(path, "schema")
    objects = document.get("schema", [])
    if len(objects) != 1 or objects[0]["name"] != table:
        raise place.fault(f"it must have one entry, named '{table}'")
    schema = objects[0]
    if "relationships" in schema:
        raise place.fault("put relationships at the column that refers")
    columns: dict[str, Column] = {}
    rules: list[Rule] = []
    for property_ in schema.get("properties", []):
        here = Place(path, f"column '{property_['name']}'")
        column = read_column(property_, here)
        if column.name.casefold() in map(str.casefold, columns):
            raise here.fault("there are two columns of that name")
        columns[column.name] = column
        if column.required:
            rules.append(
                ColumnPresent(
                    id=f"{column.name}.present",
                    sentence=f"the export has a column {column.name}",
                    column=column.name,
                )
            )
        rules.extend(rules_of_column(column, property_, here))
    key = _key(columns, place)
    rules.append(unique_rule("key", key))
    for property_ in schema.get("properties", []):
        column = columns[property_["name"]]
        here = Place(path, f"column '{column.name}'")
        rules.extend(quality_rules(property_.get("quality", []), columns, here, column))
    rules.extend(quality_rules(schema.get("quality", []), columns, Place(path, table)))
    return Contract(
        table=table,
        id=document["id"],
        version=document["version"],
        title=document.get("name", table),
        purpose=" ".join(document.get("description", {}).get("purpose", "").split()),
        columns=tuple(columns.values()),
        rules=_ordered(rules, place),
        path=path,
        sha256=digest_of(document),
    )


def _parents_first(contracts: Mapping[str, Contract], root: Path) -> list[str]:
    sorter = TopologicalSorter({table: contracts[table].parents for table in CANONICAL_TABLES})
    try:
        sorter.prepare()
    except CycleError as error:
        raise ConfigurationError(
            f"{root}: contracts refer to each other in a circle: {' → '.join(error.args[1])}"
        ) from error
    order: list[str] = []
    while sorter.is_active():
        ready = sorted(sorter.get_ready(), key=CANONICAL_TABLES.index)
        order.extend(ready)
        sorter.done(*ready)
    return order


def _key(columns: Mapping[str, Column], place: Place) -> tuple[str, ...]:
    keyed = [column for column in columns.values() if column.key_position is not None]
    positions = sorted(column.key_position or 0 for column in keyed)
    if not keyed or positions != list(range(1, len(keyed) + 1)):
        raise place.fault("the primary key needs columns with primaryKeyPosition 1, 2, …")
    return tuple(column.name for column in sorted(keyed, key=lambda c: c.key_position or 0))


def _ordered(rules: list[Rule], place: Place) -> tuple[Rule, ...]:
    twice = [rule_id for rule_id, count in Counter(rule.id for rule in rules).items() if count > 1]
    if twice:
        raise place.fault(f"two rules are called '{twice[0]}'")
    order = partial(_rank, order=ROW_RULE_ORDER)
    table_rules: list[Rule] = [rule for rule in rules if isinstance(rule, TableRule)]
    row_rules = sorted((rule for rule in rules if isinstance(rule, RowRule)), key=order)
    return tuple(table_rules + list(row_rules))


def _rank(rule: RowRule, order: tuple[type, ...]) -> int:
    return order.index(type(rule))


def _check_canonical(contract: Contract) -> None:
    """Refuse a project's own contract that lacks what documents are made from."""
    packaged_path = packaged_contract_path(contract.table)
    if contract.path == packaged_path or not packaged_path.is_file():
        return
    own = {column.name: column for column in contract.columns}
    for column in load_contract(contract.table, packaged_path).columns:
        place = Place(contract.path, f"column '{column.name}'")
        if column.name not in own:
            raise place.fault("it is missing; documents are made from it")
        if own[column.name].logical_type != column.logical_type:
            raise place.fault(f"its logicalType must stay '{column.logical_type}'")
        if column.required and not own[column.name].required:
            raise place.fault("it must stay required; documents are made from it")
        if own[column.name].key_position != column.key_position:
            raise place.fault("the primary key must stay as it is")


def _check_references(contract: Contract, contracts: Mapping[str, Contract]) -> None:
    for rule in contract.row_rules:
        place = Place(contract.path, f"rule '{rule.id}'")
        if isinstance(rule, References) and contracts[rule.table].key != (rule.key,):
            raise place.fault(f"'{rule.key}' is not the key of {rule.table}")
        if isinstance(rule, References) and contract.column(rule.column).logical_type != "string":
            raise place.fault(f"{rule.column} is not text, and keys are")
