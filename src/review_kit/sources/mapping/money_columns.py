"""Columns of a coaching log that nobody reads, and whether they hold what belongs to the review.

A log with quotas, prices or pipeline is refused, for it is about behaviour. A heading alone does not
tell: "Price objection" is a behaviour, and "Pipeline" may say which one was talked about. So a column
that no document reads counts only for what is in it.
"""

from __future__ import annotations

import re

import duckdb

from review_kit.sources.columns.binding import watched_columns
from review_kit.sources.files.header import plain_name
from review_kit.sources.files.raw import RawTable
from review_kit.sources.matching.directories import Directory, plain_spelling
from review_kit.sources.sql import file_literal, literal

_QUOTA = re.compile(r"(^|[^a-z])quotas?([^a-z]|$)")

LARGEST_SCORE = 100
"""Numbers up to here may be scores or percent; a column of larger ones holds money."""

_NUMBER = r"^[-+(]?\s*[\p{Sc}A-Za-z]{0,4}\s*[-+]?\d[\d.,'’\s]*\s*[\p{Sc}A-Za-z%]{0,4}\.?\)?$"
_CURRENCY = r"\p{Sc}|\b[A-Z]{3}\b"
_IN_THOUSANDS = r"(?i)\d\s*(k|m|mn|mio|mil|tsd|bn)\.?$|\d[.,'’\s]\d{3}([^\d]|$)"
"""Amounts in thousands or millions, or with a mark between groups of three digits."""


def harmless_columns(
    raw: RawTable,
    table: str,
    unused: tuple[str, ...],
    criteria: Directory | None,
    connection: duckdb.DuckDBPyConnection,
) -> frozenset[str]:
    """Return the unused columns of a log that hold neither quotas nor money, whatever they are called.

    A column that is called like a criterion is about behaviour. One about quotas is harmless where
    it holds no number; any other where it holds no amount: no currency, and no number that is
    larger than a score can be.
    """
    harmless = set()
    for number, name in watched_columns(table, raw.header).items():
        if name not in unused:
            continue
        if criteria is not None and _is_criterion(name, criteria):
            harmless.add(name)
            continue
        cell = f"trim(c{number})"
        digits = f"regexp_extract({cell}, '\\d+(\\.\\d+)?')"
        numbers, amounts = connection.execute(
            f"SELECT count(*), count(*) FILTER (regexp_matches({cell}, {literal(_CURRENCY)}) "
            f"OR regexp_matches({cell}, {literal(_IN_THOUSANDS)}) "
            f"OR try_cast({digits} AS DOUBLE) > {LARGEST_SCORE}) "
            f"FROM read_parquet({file_literal(raw.path)}) "
            f"WHERE _out IS NULL AND regexp_matches({cell}, {literal(_NUMBER)})"
        ).fetchone() or (0, 0)
        if not (numbers if _QUOTA.search(plain_name(name)) else amounts):
            harmless.add(name)
    return frozenset(harmless)


def _is_criterion(heading: str, criteria: Directory) -> bool:
    return heading in criteria.ids or plain_spelling(heading) in criteria.names
