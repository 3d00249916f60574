"""Documents number the exports that they rest on: a file or sheet may be called after a colleague."""

from dataclasses import replace

import pytest
from document_examples import CONTEXT

from review_kit.documents.parts.context import read_context
from review_kit.documents.parts.provenance import number_spans, provenance_rows


@pytest.mark.parametrize(
    ("numbers", "words"),
    [((), "–"), ((3,), "3"), ((4, 5, 6), "4–6"), ((1, 2, 4, 7, 8, 9), "1–2, 4, 7–9")],
)
def test_numbers_in_a_row_are_a_span(numbers, words):
    assert number_spans(numbers) == words


def test_each_table_gives_the_numbers_of_its_sources():
    row = {"table": "coaching_log", "rows_used": 9, "rows_quarantined": 0}
    days = {"first_day": None, "last_day": None}
    context = replace(CONTEXT, sources={"roster": (1,), "coaching_log": (4, 5, 6)})
    (shown,) = provenance_rows([row | days], context)
    assert (shown["table"], shown["sources"]) == ("coaching log", "4–6")


def test_nothing_that_notebooks_read_names_a_file(run):
    context = read_context(run.folder)
    numbers = [number for each in context.sources.values() for number in each]
    assert sorted(set(numbers)) == list(range(1, len(set(numbers)) + 1))
    assert "exports/" not in (run.folder / "metrics" / "context.json").read_text(encoding="utf-8")
