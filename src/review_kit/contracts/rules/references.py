"""A cell is the key of a row that was kept in another table, or in its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal

import pandas as pd

from review_kit.contracts.contract import Contract
from review_kit.contracts.rule import (
    Expected,
    Mask,
    MaskContext,
    RowRule,
    Severity,
    Specification,
    Surroundings,
    cell,
    kept_keys,
)
from review_kit.contracts.statements import ColumnStatement, QualityStatement
from review_kit.words import say

_QUALIFIED = re.compile(
    r"(?:(?P<file>[^#]+)\.ya?ml#)?/?schema/(?P<table>[^/]+)/properties/(?P<column>[^/]+)"
)


class ReferencesSpecification(Specification):
    """``column`` is the key ``to`` of a kept row, or the first column of it: may be a warning."""

    rule: Literal["references"]
    column: str
    to: str

    holds: ClassVar[str] = "like a foreign key; written this way, it can be a warning"

    def read(self, stated: QualityStatement) -> References:
        try:
            target = read_reference(self.to)
        except ValueError as error:
            raise stated.location.error(str(error)) from error
        column = stated.known(self.column).name
        return References.to(target, stated.id, column, stated.severity, stated.sentence)


@dataclass(frozen=True, kw_only=True)
class References(RowRule):
    """A filled cell is the key of a row that was kept in ``table``, or the first column of its key.

    The first column of a key of several names what the rows are about together: an evaluation, of which
    every criterion has a row. Where ``table`` is the rule's own table, the chain of references must also end
    at a row without one.
    """

    column: str
    table: str
    key: str

    rank = 130
    specification = ReferencesSpecification
    standard: ClassVar[Mapping[str, str]] = {
        "`relationships: [{type: foreignKey, to: roster.yaml#/schema/roster/properties/rep_id}]`": (
            "the value is the key of a kept row in that table, or the first column of its key; "
            "`to: roster.rep_id` means the same"
        )
    }

    @classmethod
    def of_column(cls, stated: ColumnStatement) -> Iterator[References]:
        name = stated.column.name
        for number, relationship in enumerate(stated.fields.get("relationships", [])):
            try:
                target = read_reference(relationship["to"])
            except ValueError as error:
                raise stated.location.below("relationships").error(str(error)) from error
            suffix = f".{number + 1}" if number else ""
            yield cls.to(target, f"{name}.reference{suffix}", name)

    @classmethod
    def to(
        cls,
        target: tuple[str, str],
        rule_id: str,
        column: str,
        severity: Severity = "error",
        sentence: str = "",
    ) -> References:
        """Return the rule that ``column`` names a kept row of the table and key in ``target``."""
        table, key = target
        return cls(
            id=rule_id,
            sentence=sentence or say("rule-reference", column=column, table=table),
            column=column,
            table=table,
            key=key,
            severity=severity,
        )

    def check(self, contract: Contract, contracts: Mapping[str, Contract]) -> None:
        location = self.location(contract)
        if self.table not in contracts:
            raise location.error(f"'{self.table}' is not a canonical table")
        if contracts[self.table].key[:1] != (self.key,):
            raise location.error(f"'{self.key}' is not the key of {self.table}")
        if contract.column(self.column).logical_type != "string":
            raise location.error(f"{self.column} is not text, but keys are")

    def columns_read(self) -> tuple[str, ...]:
        return (self.column,)

    def parent(self) -> str:
        return self.table

    def cells_needed(self) -> tuple[str, ...]:
        return (self.column,)

    def mask(self, context: MaskContext) -> Mask:
        alias = context.alias
        return Mask(
            f"{cell(self.column)} IS NOT NULL AND {alias}.key IS NULL",
            join=f"LEFT JOIN {kept_keys(self.table)} AS {alias} "
            f"ON {alias}.key = {cell(self.column)}",
        )

    @property
    def _orphan(self) -> str:
        """Name of the derived column of values without a kept row in the parent."""
        return f"{self.column}:not in {self.table}"

    def derived(self, frame: pd.DataFrame, surroundings: Surroundings) -> dict[str, pd.Series]:
        values = frame[self.column]
        return {self._orphan: values.where(~values.isin(surroundings.kept_keys[self.table]))}

    def expectation(self, logical_types: Mapping[str, str]) -> Expected:
        return self.expected("ExpectColumnValuesToBeNull", column=self._orphan)

    def violation(self, logical_types: Mapping[str, str]) -> str:
        return say("rule-reference-broken", column=self.column, table=self.table)


def read_reference(reference: object) -> tuple[str, str]:
    """Return table and column of a reference.

    Both spellings are read: ``roster.rep_id`` and
    ``roster.yaml#/schema/roster/properties/rep_id``.

    Raises
    ------
    ValueError
        It is a composite reference, or another spelling.
    """
    if not isinstance(reference, str):
        raise ValueError("a foreign key must have one column; composite keys are not supported")
    if match := _QUALIFIED.fullmatch(reference):
        table, column = match["table"], match["column"]
        if match["file"] and match["file"].rsplit("/", 1)[-1] != table:
            raise ValueError(
                f"'{reference}' names table '{table}' in the contract of another table"
            )
    elif reference.count(".") == 1:
        table, column = reference.split(".")
    else:
        raise ValueError(
            f"'{reference}' is not a reference such as "
            "'roster.yaml#/schema/roster/properties/rep_id'"
        )
    return table, column
