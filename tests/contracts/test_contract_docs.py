"""The documentation says what the contracts say."""

from __future__ import annotations

import re
import runpy
from pathlib import Path
from typing import get_args

import pytest

from review_kit.contracts import load_contracts
from review_kit.contracts.document import API_VERSION
from review_kit.contracts.rule import GateCause, LogicalType
from review_kit.contracts.rules import kinds
from review_kit.contracts.rules.valid_values import ValidValues
from review_kit.project import CANONICAL_TABLES, REQUIRED_TABLES

REPOSITORY = Path(__file__).resolve().parents[2]
DATA_MODEL = (REPOSITORY / "docs" / "data-model.md").read_text(encoding="utf-8")
CONTRACTS_PAGE = (REPOSITORY / "docs" / "contracts.md").read_text(encoding="utf-8")
CONTRACTS = load_contracts(REPOSITORY)

TYPE_WORDS = {
    "string": "text",
    "number": "number",
    "integer": "whole number",
    "boolean": "true or false",
    "date": "day",
    "timestamp": "moment",
}
CELL = r"\| `(\w+)` \| ([^|]+) \| ([^|]*) \| ([^|]+) \|"


def section(table: str) -> str:
    return re.split(r"^##", DATA_MODEL.split(f"\n### {table}\n")[1], flags=re.MULTILINE)[0]


def test_required_and_optional_tables_stand_under_their_headings():
    required, optional = DATA_MODEL.split("\n## Required\n")[1].split("\n## Optional\n")
    listed = [re.findall(r"^### (\w+)$", part, re.MULTILINE) for part in (required, optional)]

    assert listed == [
        [table for table in CANONICAL_TABLES if table in REQUIRED_TABLES],
        [table for table in CANONICAL_TABLES if table not in REQUIRED_TABLES],
    ]


@pytest.mark.parametrize("table", CANONICAL_TABLES)
def test_every_column_is_described_as_in_its_contract(table):
    def mark(column):
        if column.key_position:
            return "**key**"
        return "" if column.required else "*may be empty*"

    stated = [
        (name, kind.strip(), marked.strip(), meaning.strip())
        for name, kind, marked, meaning in re.findall(CELL, section(table))
    ]
    assert stated == [
        (column.name, TYPE_WORDS[column.logical_type], mark(column), column.description)
        for column in CONTRACTS[table].columns
    ]


@pytest.mark.parametrize("table", CANONICAL_TABLES)
def test_allowed_values_are_listed(table):
    stated = {
        column: tuple(re.findall(r"`(\w+)`", values))
        for column, values in re.findall(
            r"^`(\w+)` is one of (.+)\.$", section(table), re.MULTILINE
        )
    }

    assert stated == {
        rule.column: rule.values for rule in CONTRACTS[table].rules if isinstance(rule, ValidValues)
    }


def test_the_tables_of_rules_are_those_that_the_kinds_state():
    refresh = runpy.run_path(str(REPOSITORY / "tools" / "refresh_rule_tables.py"))

    assert refresh["refreshed"](CONTRACTS_PAGE) == CONTRACTS_PAGE


def test_every_kind_of_rule_is_explained_with_all_its_keys():
    for kind in kinds():
        forms = list(kind.standard)
        if kind.specification is not None:
            fields = dict(kind.specification.model_fields)
            (rule,) = get_args(fields.pop("rule").annotation)
            row = next(
                line for line in CONTRACTS_PAGE.splitlines() if line.startswith(f"| `{rule}`")
            )
            assert all(f"`{field.alias or name}`" in row for name, field in fields.items())
            forms.append(rule)
        assert forms, f"nothing says how {kind.__name__} is written"


def test_every_type_and_every_cause_of_the_gate_is_explained():
    gate = CONTRACTS_PAGE.split("## The gate")[1].split("\n## ")[0]
    causes = re.findall(r"^\| `(\w+)` \|", gate, re.MULTILINE)

    assert tuple(causes) == get_args(GateCause)
    assert all(f"`{logical_type}`" in CONTRACTS_PAGE for logical_type in get_args(LogicalType))
    assert API_VERSION in CONTRACTS_PAGE
