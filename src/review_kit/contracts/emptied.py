"""Cells that were emptied because they break a rule about themselves, told column by column."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb

from review_kit.contracts.contract import Contract
from review_kit.contracts.engine import fetch
from review_kit.contracts.places import emptied_path, kept_path
from review_kit.sources.notice import Notice
from review_kit.sources.sql import literal, name
from review_kit.words import say

EMPTIED = "emptied_cells"
MISREAD_SHARE = 0.5
"""A column of which more cells than this are emptied was misread: these are no single slips."""
FEW = 10
"""Cells emptied up to which a column is not taken to be misread, because a small table has few."""


def emptied_notices(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    contract: Contract,
) -> Iterator[Notice]:
    """Yield a notice for each column of a table that lost cells, with what stood in them.

    One stops the run where most of a column is lost: what would be reported without it rests on a column
    that was read in a wrong way, or is another one.

    Parameters
    ----------
    folder
        Of the validation, where cells emptied and rows kept are written.
    """
    cells = f"read_parquet({literal(emptied_path(folder, contract.table))})"
    found = fetch(
        connection,
        "SELECT cell, reason, count(*), arg_min(_file, n), arg_min(_row, n), min(n) "
        f"FROM (SELECT *, row_number() OVER () AS n FROM {cells}) GROUP BY 1, 2 ORDER BY 6",
    )
    if not found:
        return
    kept = f"read_parquet({literal(kept_path(folder, contract.table))})"
    for column, reason, rows, file, row, _ in found:
        ((left,),) = fetch(connection, f"SELECT count({name(column)}) FROM {kept}")
        lost = sum(count for other, _, count, *_ in found if other == column)
        misread = lost > FEW and lost > MISREAD_SHARE * (lost + left)
        texts = fetch(
            connection,
            f"SELECT text, count(*) FROM {cells} WHERE cell = {literal(column)} "
            f"AND reason = {literal(reason)} GROUP BY 1 ORDER BY 2 DESC, 1",
        )
        yield Notice(
            kind=EMPTIED,
            message=say("found-emptied", reason=reason),
            hint=_hint(column, lost, lost + left, misread=misread),
            rows=rows,
            file=file,
            row=row,
            column=column,
            stops=misread,
            listed=dict(texts),
        )


def _hint(column: str, lost: int, cells: int, *, misread: bool) -> str:
    if misread:
        return say("found-emptied.most", lost=lost, cells=cells, column=column)
    return say("found-emptied.hint")
