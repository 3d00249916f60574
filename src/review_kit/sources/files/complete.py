"""Whether an export is all there: what its pages and its footer say, against what was read.

A page of an API tells how many records there are and whether another page follows; a report tells
in its last line how many rows it has. An export that says it is larger than what was read is not
accepted.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import duckdb

from review_kit.sources.files.left_out import BANNER, EMPTY, FOOTER, HIDDEN, NO_TABLE, NOTE
from review_kit.sources.notice import Notice
from review_kit.sources.sql import Steps
from review_kit.words import say

INCOMPLETE_PAGES = "incomplete_pages"
ROWS_MISSING = "rows_missing"
ROWS_MORE = "rows_more_than_told"

TOTALS = (
    ("records", "totalRecords"),
    ("totalRecords",),
    ("totalSize",),
    ("totalCount",),
    ("total_count",),
    ("total",),
    ("meta", "total"),
    ("meta", "total_count"),
    ("meta", "record_count"),
    ("pagination", "total"),
    ("paging", "total"),
)
"""Where pages say how many records there are altogether."""

NEXT = (
    ("records", "cursor"),
    ("cursor",),
    ("nextCursor",),
    ("next_cursor",),
    ("next",),
    ("nextPage",),
    ("next_page",),
    ("nextPageToken",),
    ("next_page_token",),
    ("nextRecordsUrl",),
    ("hasMore",),
    ("has_more",),
    ("paging", "next"),
    ("pagination", "next"),
    ("links", "next"),
    ("meta", "next_cursor"),
    ("pageInfo", "hasNextPage"),
)
"""Where pages say that another follows: anything there but null, false and an empty text."""

ENVELOPE = frozenset(
    {
        "errors",
        "error",
        "error_description",
        "errorCode",
        "errorMessage",
        "message",
        "messages",
        "status",
        "statusCode",
        "code",
        "requestId",
        "correlationId",
        "traceId",
        "category",
        "subCategory",
        "title",
        "detail",
        "details",
        "timestamp",
        "path",
        "success",
        "ok",
        "links",
        "context",
        "type",
        "meta",
        "jsonapi",
    }
)
"""Fields that an error answer has; one with others besides is taken for a record."""
ERROR_KEYS = ("errors", "error", "errorCode", "errorMessage", "status")
"""Fields of which an error answer has at least one."""

_UNITS = "records?|rows?|entries|results"
_COUNTS = (
    re.compile(rf"(\d[\d.,\s]*)\s(?:{_UNITS})\b", re.I),
    re.compile(rf"(?:{_UNITS})(?:\s+\w+)?\s*[:=]\s*(\d[\d.,\s]*)", re.I),
    re.compile(
        r"\btotals?\s*[:=(]\s*(\d[\d.,\s]*)\s(?:calls|deals|opportunities|sessions)\b", re.I
    ),
)
_COUNTING = re.compile(
    rf"^\W*(grand|totals?\b|number of|count|exported|showing|({_UNITS})\b|[\d.,\s]+({_UNITS})\W*$)",
    re.I,
)
"""How a line begins that tells the number of rows; one of a group ("Subtotal") does not."""

_NO_RECORDS = (EMPTY, FOOTER, NOTE, BANNER, HIDDEN, NO_TABLE)


@dataclass(frozen=True)
class Page:
    """What one page says of itself."""

    file: str
    records: int
    total: int | None
    """Records there are altogether."""
    more: bool
    """Another page follows."""
    number: int | None = None
    """Place of the page, from 0, where it says so."""


Pages = tuple[Page, ...]


def page_notices(pages: Iterable[Page]) -> Iterator[Notice]:
    """Yield why the pages of one table are not all of them."""
    pages = tuple(pages)
    if not pages:
        return
    read = sum(page.records for page in pages)
    total = max((page.total for page in pages if page.total is not None), default=None)
    again = say("found-pages-again")
    if total is not None and read < total:
        yield Notice(
            kind=INCOMPLETE_PAGES,
            message=say("found-pages-missing", total=total, read=read),
            hint=again,
            file=pages[-1].file,
            files=len({page.file for page in pages}),
            stops=True,
        )
        return
    # an empty page ends what comes before it, whatever cursor it carries
    ends = sum(1 for page in pages if not page.more or not page.records)
    begins = max(1, sum(1 for page in pages if page.number == 0))
    if ends < begins and total is None:
        last = next(page for page in reversed(pages) if page.more)
        yield Notice(
            kind=INCOMPLETE_PAGES,
            message=say("found-page-follows"),
            hint=again,
            file=last.file,
            stops=True,
        )


def footer_notices(
    steps: Steps, file: str, connection: duckdb.DuckDBPyConnection
) -> Iterator[Notice]:
    """Yield a finding where the footer of a file counts other rows than were read.

    Parameters
    ----------
    steps
        Query with ``_first`` (first filled cell of each row) and ``reason``.
    file
        As messages give it.
    connection
        DuckDB to compute with.
    """
    stated = [
        (count, text, row)
        for text, row in connection.execute(
            steps.sql(
                "SELECT _first, _row FROM {last} WHERE reason IN ($1, $2) "
                "AND regexp_matches(_first, '\\d') ORDER BY _row LIMIT 1000"
            ),
            [FOOTER, NOTE],
        ).fetchall()
        if (count := counted_rows(text)) is not None
    ]
    if not stated:
        return
    count, text, row = max(stated)
    (read,) = connection.execute(
        steps.sql("SELECT count(*) FROM {last} WHERE reason IS NULL OR reason NOT IN $1"),
        [list(_NO_RECORDS)],
    ).fetchone() or (0,)
    if count > read:
        yield Notice(
            kind=ROWS_MISSING,
            message=say("found-rows-missing", text=text, read=read),
            hint=say("found-rows-missing.hint"),
            file=file,
            row=row,
            stops=True,
        )
    elif count < read:
        yield Notice(
            kind=ROWS_MORE,
            message=say("found-rows-more", text=text, read=read),
            hint=say("found-rows-more.hint"),
            file=file,
            row=row,
        )


def counted_rows(text: str) -> int | None:
    """How many rows the last line of an export says there are; None where it does not say."""
    if not _COUNTING.search(text):
        return None
    counts = [
        int(digits)
        for pattern in _COUNTS
        for found in pattern.findall(text)
        if (digits := re.sub(r"\D", "", found))
    ]
    return max(counts, default=None)


def error_answer(document: str) -> str | None:
    """What an error answer says that lies where records should be; None where it is none."""
    try:
        content = json.loads(document)
    except ValueError:
        return None
    if not isinstance(content, dict) or not set(content) <= ENVELOPE:
        return None
    failed = content.get("status") == "error" or any(
        content.get(key) for key in ERROR_KEYS if key != "status"
    )
    return _said(content) if failed else None


def _said(content: Any) -> str:
    """Words of an error answer, wherever they stand in it."""
    if isinstance(content, str):
        return content
    if isinstance(content, list):
        return "; ".join(_said(each) for each in content[:3])
    if isinstance(content, dict):
        for key in ("errors", "error_description", "message", "detail", "title", "error"):
            if content.get(key):
                return _said(content[key])
    return json.dumps(content)[:120]
