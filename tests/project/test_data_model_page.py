"""docs/data-model.md has the columns that the contracts declare, word for word."""

from __future__ import annotations

from pathlib import Path

import pytest

from review_kit.project import canonical_model
from review_kit.project.data_model_page import with_columns

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "data-model.md").read_text(encoding="utf-8")


def test_the_page_is_as_the_contracts_are():
    assert with_columns(PAGE, canonical_model()) == PAGE, "make docs"


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("| `team` | text |  | The team", "| `team` | number |  | The team"),
        ("| `email` | text | *may be empty* |", "| `email` | text | **key** |"),
        ("`status` is one of `held`, `moved`, `cancelled`, `no_show`.\n", ""),
        ("Derived: `call_on` (day), the day", "Derived: `call_day` (day), the day"),
        ("Job title, printed beside the name.", "Job title."),
    ],
)
def test_what_went_stale_is_renewed_and_nothing_else(written, instead):
    stale = PAGE.replace(written, instead, 1)
    assert stale != PAGE
    assert with_columns(stale.replace("\n\n\n", "\n\n"), canonical_model()) == PAGE


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("### goals\n", "### goal\n"),
        ("## Optional\n", "## Also\n"),
        ("### quotas\n\nWhat each rep", "What each rep"),
    ],
)
def test_a_table_that_is_missing_or_misplaced_is_named(written, instead):
    with pytest.raises(ValueError, match="the contracts declare"):
        with_columns(PAGE.replace(written, instead, 1), canonical_model())


def test_a_table_without_its_columns_is_named():
    head = "| column | type | | meaning |\n"
    with pytest.raises(ValueError, match="roster: there is no table"):
        with_columns(PAGE.replace(head, "| field | type | | meaning |\n", 1), canonical_model())
