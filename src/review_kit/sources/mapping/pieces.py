"""Several values in one cell (``Discovery, Closing``): where it is cut, and the row that each piece makes."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import duckdb
import pyarrow as pa

from review_kit.sources.columns.binding import Binding
from review_kit.sources.files.invisible import BLANKS
from review_kit.sources.files.left_out import NOBODY
from review_kit.sources.matching.context import MappingContext
from review_kit.sources.matching.directories import Ambiguous, Directory
from review_kit.sources.profiles.column import Column
from review_kit.sources.sql import Steps, literal

Knows = Callable[[str], bool]
"""Says whether a text is a value by itself."""


def cut(text: str, separators: Sequence[str], knows: Knows | None) -> tuple[str, ...]:
    """Cut the text of a cell at any of its separators.

    A separator may be part of a name (``Sums up value & terms``). Where it is known which texts are
    names, the longest ones are taken whole, and a text in which none is found is not cut at all.
    """
    parts = _parts(text, separators)
    if knows is None:
        return tuple(piece for start, end in parts if (piece := text[start:end].strip(BLANKS)))
    pieces: list[str] = []
    found = False
    at = 0
    while at < len(parts):
        start = parts[at][0]
        for upto in range(len(parts), at, -1):
            piece = text[start : parts[upto - 1][1]].strip(BLANKS)
            if piece and knows(piece):
                found = True
                break
        # where none is known, the loop ends with the shortest
        pieces += [piece] if piece else []
        at = upto
    return tuple(pieces) if found else (text,)


def join_pieces(
    steps: Steps, binding: Binding, context: MappingContext, connection: duckdb.DuckDBPyConnection
) -> tuple[Steps, bool]:
    """Make one row for each piece of the cell that is split; an empty cell stays one row.

    Returns
    -------
    The steps, and whether any cell is split (then order is lost).
    """
    for name, column in binding.columns.items():
        if not column.makes_rows:
            continue
        cell = binding.cells[name]
        texts = connection.execute(
            steps.sql(
                f"SELECT DISTINCT {cell} FROM {{last}} WHERE reason IS NULL AND {cell} IS NOT NULL"
            )
        ).fetchall()
        known = context.directories.get(column.match) if column.match else None
        knows = None if known is None else known_to(known, column)
        pieces = [list(cut(text, column.split, knows)) for (text,) in texts]
        some = "reason IS NULL AND len(pieces) > 0"
        nobody = ""
        if column.take == "known" and knows is not None:
            pieces = [[each for each in some_pieces if knows(each)] for some_pieces in pieces]
            nobody = (
                f" REPLACE (CASE WHEN reason IS NULL AND {cell} IS NOT NULL AND len(pieces) = 0 "
                f"THEN {literal(NOBODY)} ELSE reason END AS reason)"
            )
        cuts = pa.table(
            {
                "given": pa.array([text for (text,) in texts], pa.string()),
                "pieces": pa.array(pieces, pa.list_(pa.string())),
            }
        )
        connection.register("cuts_given", cuts)
        connection.execute("CREATE OR REPLACE TEMP TABLE cuts AS FROM cuts_given")
        connection.unregister("cuts_given")
        return steps.then(
            "cut", f"SELECT {{last}}.*, pieces FROM {{last}} LEFT JOIN cuts ON given = {cell}"
        ).then(
            "pieces",
            f"SELECT * EXCLUDE (pieces, piece_at){nobody}, "
            f"unnest(CASE WHEN {some} THEN pieces ELSE [NULL] END) AS piece, "
            f"unnest(CASE WHEN {some} THEN range(1, len(pieces) + 1) ELSE [1] END) AS piece_at "
            "FROM {last}",
        ), True
    return steps, False


def known_to(known: Directory, column: Column) -> Knows:
    """Say how a text is known to be a value by itself: by the value map, or as an id or name."""
    given = {text.strip().lower() for text in column.values}

    def knows(text: str) -> bool:
        try:
            return text.lower() in given or bool(known.find(text))
        except Ambiguous:
            return True

    return knows


def _parts(text: str, separators: Sequence[str]) -> list[tuple[int, int]]:
    """Where the text between separators begins and ends."""
    pattern = "|".join(re.escape(each) for each in sorted(separators, key=len, reverse=True))
    marks = [match.span() for match in re.finditer(pattern, text)]
    starts = [0, *(end for _, end in marks)]
    ends = [*(start for start, _ in marks), len(text)]
    return list(zip(starts, ends, strict=True))
