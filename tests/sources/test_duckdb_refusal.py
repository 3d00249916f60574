"""What is asked of DuckDB about a setting leaves nothing behind in an analyst's own Python."""

from __future__ import annotations

import duckdb
import pytest
from pydantic import TypeAdapter, ValidationError

from review_kit.sources.duckdb_refusal import duckdb_refusal
from review_kit.sources.profiles.keys import Pattern

PATTERN = TypeAdapter(Pattern)


def test_a_pattern_and_a_format_are_refused_with_the_reason() -> None:
    assert duckdb_refusal("regexp_matches('', ?)", "a(b") == "missing ): a(b"
    assert duckdb_refusal("try_strptime('', ?)", "%Q").startswith(
        "Failed to parse format specifier %Q"
    )
    assert duckdb_refusal("regexp_matches('', ?)", "^a+$") == ""


def test_a_notebook_s_own_sql_goes_on_after_a_profile_was_read() -> None:
    relation = duckdb.default_connection().sql("SELECT 41 + 1 AS answer")
    assert PATTERN.validate_python("^a+$") == "^a+$"
    with pytest.raises(ValidationError, match=r"'a\(b' is not a pattern: missing \)"):
        PATTERN.validate_python("a(b")
    assert "42" in repr(relation)
