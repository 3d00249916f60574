"""Of a large file, cells are cleaned by the texts that need it; each becomes what it is cleaned to alone."""

from __future__ import annotations

import duckdb
import pytest

from review_kit.sources.mapping.clean_cells import FEW_TEXTS, odd_texts

NULLS = ("NA", "n/a", "–", "(blank)")


def found(texts: list[str | None]) -> dict[str, str | None] | None:
    """Return what cleaning changes in a column of these texts; none where that is too much."""
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE told (c1 VARCHAR)")
        connection.executemany("INSERT INTO told VALUES ($1)", [[text] for text in texts])
        return odd_texts("told", [1], NULLS, connection).of_column.get(1)


@pytest.mark.parametrize("times", [1, 50])
def test_blanks_formulas_and_texts_without_a_value_are_found(times: int) -> None:
    texts = ["70", "Nadia", " 70", "70\u200b", '="007"', "n/a", "NA", "–", "\ufeffNA ", "", None]
    assert found(texts * times) == {
        " 70": "70",
        "70\u200b": "70",
        '="007"': "007",
        "n/a": None,
        "NA": None,
        "–": None,
        "\ufeffNA ": None,
        "": None,
    }


def test_a_text_that_begins_or_ends_outside_of_ascii_is_looked_at_and_stays() -> None:
    assert found(["Åsa", "café", "70"]) == {"Åsa": "Åsa", "café": "café"}


def test_a_column_with_many_odd_texts_is_cleaned_cell_by_cell() -> None:
    assert found([f" {number}" for number in range(FEW_TEXTS + 1)]) is None
    assert found([str(number) for number in range(FEW_TEXTS + 1)]) == {}
