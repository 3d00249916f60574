"""An explanation in words, for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from review_kit.documents.parts.counted import row_texts, rows_heading
from review_kit.metrics.counted.material import CountedRows
from review_kit.metrics.counted.plain_values import plain_values
from review_kit.rights.explanation import Explanation, Number
from review_kit.words import say

_WIDTH = 96
_WIDEST = 48
"""Letters of a cell that are shown; the JSON has all of them."""


def explanation_lines(told: Explanation) -> Iterator[str]:
    """Give the lines that explain a number: the number, its definition, its settings, its rows."""
    yield f"{told.title} ({told.metric}) · {told.rep_name} ({told.rep_id}) · {told.run}"
    yield say("explain-each") if told.number is None else _number(told.number)
    for text in (told.definition, told.evidence):
        yield ""
        yield from textwrap.wrap(text, _WIDTH)
    if told.computed_by:
        yield ""
        yield say("explain-computed-by", file=told.computed_by)
    yield ""
    yield say("explain-settings" if told.settings else "explain-no-settings")
    yield from (f"  {key} = {value}" for key, value in told.settings.items())
    for part in told.rows:
        yield ""
        yield rows_heading(part.which, part.table, len(part.rows), part.first, part.last)
        yield from (f"  {line}".rstrip() for line in _table(part))


def _number(number: Number) -> str:
    parts = [number.text if number.value is not None else say("explain-not-given")]
    if number.n is not None:
        parts.append(say("explain-counted", n=number.n))
    if number.low is not None and number.high is not None:
        parts.append(say("explain-range", low=f"{number.low:.4g}", high=f"{number.high:.4g}"))
    if number.previous is not None:
        parts.append(say("explain-previous", value=f"{number.previous:.4g}"))
    if number.note:
        parts.append(number.note)
    return "; ".join(parts)


def _table(part: CountedRows) -> Iterator[str]:
    if part.rows.empty:
        yield say("explain-nothing")
        return
    columns = [str(name) for name in part.rows.columns]
    rows = [[*map(_cut, row_texts(columns, row))] for row in plain_values(part.rows)]
    widths = [max(map(len, column)) for column in zip(columns, *rows, strict=True)]
    for row in [columns, *rows]:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))


def _cut(text: str) -> str:
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 1]}…"
