"""The documentation says what the contracts say."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

from review_kit.contracts.document import API_VERSION
from review_kit.contracts.rule import GateCause
from review_kit.contracts.rule_tables import with_rule_tables
from review_kit.contracts.rules import kinds
from review_kit.project.data_model import LogicalType

REPOSITORY = Path(__file__).resolve().parents[2]
CONTRACTS_PAGE = (REPOSITORY / "docs" / "contracts.md").read_text(encoding="utf-8")


def test_the_tables_of_rules_are_those_that_the_kinds_state():
    assert with_rule_tables(CONTRACTS_PAGE) == CONTRACTS_PAGE


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
