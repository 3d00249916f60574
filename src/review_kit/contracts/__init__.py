"""Contracts: every rule a table is held to, the verdict, and the rows divided by it."""

from review_kit.contracts.compile import load_contract, load_contracts
from review_kit.contracts.contract import Column, Contract
from review_kit.contracts.page import write_validation_json, write_validation_page
from review_kit.contracts.quarantine import export_quarantine
from review_kit.contracts.sentences import verdict_lines
from review_kit.contracts.validate import validate
from review_kit.contracts.validation_errors import (
    CountsDisagreeError,
    ExpectationError,
    RowsLostError,
)
from review_kit.contracts.verdict import (
    Example,
    GateFault,
    RuleVerdict,
    TableVerdict,
    Validation,
)
from review_kit.contracts.verdict_words import headline

__all__ = [
    "Column",
    "Contract",
    "CountsDisagreeError",
    "Example",
    "ExpectationError",
    "GateFault",
    "RowsLostError",
    "RuleVerdict",
    "TableVerdict",
    "Validation",
    "export_quarantine",
    "headline",
    "load_contract",
    "load_contracts",
    "validate",
    "verdict_lines",
    "write_validation_json",
    "write_validation_page",
]
