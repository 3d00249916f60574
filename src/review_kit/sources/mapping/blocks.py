"""Tables in blocks: a value stands on the first row and means the rows below it too.

A profile can say so (``[read] fill_down``); where it does not, the rows below look as if somebody
had left the cell empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import duckdb

from review_kit.sources.files.left_out import BAND
from review_kit.sources.notice import Notice
from review_kit.sources.sql import Steps, literal
from review_kit.words import say

EMPTY_BELOW = "empty_below_filled"

_SHARE = 5
"""One in how many rows has to be empty before the table looks like blocks."""


def filled_down(steps: Steps, numbers: Sequence[int]) -> Steps:
    """Give records without a value the last one above, in these cells; order may be lost."""
    if not numbers:
        return steps
    above = (
        "OVER (PARTITION BY reason IS NULL ORDER BY seq "
        "ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)"
    )
    cells = ", ".join(
        f"CASE WHEN reason IS NULL THEN last_value(s{n} IGNORE NULLS) {above} ELSE s{n} END AS s{n}"
        for n in numbers
    )
    return steps.then("filled_down", f"SELECT * REPLACE ({cells}) FROM {{last}}")


def bands_spread(steps: Steps, bands: Mapping[str, str], cells: Sequence[int]) -> Steps:
    """Give rows what the band above them says, as ``band_0``, ``band_1``, …; order may be lost.

    A band is a row with one filled cell of those that are read, in the spelling that its pattern has. A
    later band lies within those before it: what it says ends where one of these begins anew.

    Parameters
    ----------
    bands
        Name → pattern, from the outside in.
    cells
        Numbers of the cells that a record may fill.
    """
    if not bands:
        return steps
    filled = " + ".join(f"CAST(s{n} IS NOT NULL AS INTEGER)" for n in cells) or "0"
    alone = f"reason IS NULL AND {filled} <= 1"
    is_band = [
        f"coalesce({alone} AND regexp_matches(_first, {literal(pattern)}), false)"
        for pattern in bands.values()
    ]
    said = "".join(
        f", CASE WHEN {is_band[at]} THEN regexp_extract(_first, {literal(pattern)}, 1) "
        + (f"WHEN {' OR '.join(is_band[:at])} THEN '' " if at else "")
        + f"END AS said_{at}"
        for at, pattern in enumerate(bands.values())
    )
    steps = steps.then(
        "bands",
        f"SELECT * REPLACE (CASE WHEN {' OR '.join(is_band)} THEN {literal(BAND)} ELSE reason END "
        f"AS reason){said} FROM {{last}}",
    )
    above = "OVER (ORDER BY seq ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)"
    spread = "".join(
        f", nullif(last_value(said_{at} IGNORE NULLS) {above}, '') AS band_{at}"
        for at in range(len(bands))
    )
    return steps.then("under_bands", f"SELECT *{spread} FROM {{last}}")


def facts_of_columns(numbers: Iterable[int]) -> list[str]:
    """SQL of what :func:`empty_below` has to know of these cells, three values for each."""
    return [
        fact
        for n in numbers
        for fact in ("count(*)", f"count(s{n})", f"min(_row) FILTER (s{n} IS NOT NULL)")
    ]


def looks_like_blocks_sql(number: int) -> str:
    """SQL of whether records may be the rows of blocks, by how many have this cell empty."""
    return (
        f"count(s{number}) > 0 AND count(*) - count(s{number}) >= greatest(2, count(*) // {_SHARE})"
    )


def empty_below(
    steps: Steps,
    numbers: Mapping[int, str],
    facts: Sequence[Any],
    file: str,
    connection: duckdb.DuckDBPyConnection,
) -> Iterator[Notice]:
    """Yield a finding for each needed column that is empty on many rows below a filled one.

    Parameters
    ----------
    steps
        Query with the file's cells and the ``reason`` why a row is left out.
    numbers
        Cell number → name, of the columns that every row needs.
    facts
        What :func:`facts_of_columns` asks of the records.
    file
        As messages give it.
    connection
        DuckDB to compute with.
    """
    for at, (number, name) in enumerate(numbers.items()):
        rows, filled, first = facts[3 * at : 3 * at + 3]
        if not filled or rows - filled < max(2, rows // _SHARE):
            continue
        empty, row = connection.execute(
            steps.sql(
                "SELECT count(*), min(_row) FROM {last} "
                f"WHERE reason IS NULL AND s{number} IS NULL AND _row > $1"
            ),
            [first],
        ).fetchone() or (0, None)
        if empty >= 2:
            yield Notice(
                kind=EMPTY_BELOW,
                message=say("found-empty-below", column=name),
                hint=say("found-empty-below.hint", column=name),
                rows=empty,
                file=file,
                row=row,
                column=name,
            )
