"""CSV in which nothing is quoted, read by Arrow: it keeps each different text of a block once.

A Parquet file is written from such blocks as they are, for half of what it takes to write every cell. A file
without a single quotation mark can be read in one way only: its cells stand between delimiters and line ends.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

from review_kit.sources.files.raw import first_filled
from review_kit.sources.files.text_tables import TEXTS, text_tables

BLOCK_BYTES = 1 << 22
"""Text that is looked at together; its rows are a row group of the raw table."""
PLAIN_TEXT = "^[!-~](.*[!-~])?$"
"""A text that begins and ends with a sign that is seen, as :func:`is_trimmed_sql` has it."""


def write_unquoted(
    source: Path,
    delimiter: str,
    header: Sequence[str],
    columns: Collection[int],
    nulls: Collection[str],
    path: Path,
) -> int | None:
    """Write the raw table of a CSV file without quotation marks, and count its records.

    Parameters
    ----------
    source
        The file: UTF-8, the header in its first line, without empty lines.
    delimiter
        One sign.
    header
        Names of its columns.
    columns
        Numbers of those to keep.
    nulls
        Texts that mean "no value".
    path
        The table to write.

    Returns
    -------
    int or None
        None where a row has another number of cells than the header, or a cell is longer than a block: the
        table is not written then.
    """
    cells = [f"c{number}" for number in range(1, len(header) + 1)]
    kept = [f"c{number}" for number in sorted(columns)]
    types = {"_row": pa.int64(), "_out": pa.string(), "_first": TEXTS, **dict.fromkeys(kept, TEXTS)}
    records = 0
    try:
        with (
            pacsv.open_csv(
                source,
                pacsv.ReadOptions(block_size=BLOCK_BYTES, column_names=cells, skip_rows=1),
                pacsv.ParseOptions(delimiter=delimiter, quote_char=False),
                pacsv.ConvertOptions(
                    column_types=dict.fromkeys(cells, TEXTS),
                    null_values=[""],
                    strings_can_be_null=True,
                    check_utf8=False,
                ),
            ) as blocks,
            text_tables(path, types) as writer,
        ):
            for block in blocks:
                rows = len(block)
                if any(_longest(column) >= BLOCK_BYTES for column in block.columns):
                    raise pa.ArrowInvalid("a cell is longer than a block")
                # the header is row 1
                places = pa.array(range(records + 2, records + rows + 2), pa.int64())
                firsts = first_cells([block.column(cell) for cell in cells], nulls)
                writer.write_table(
                    pa.Table.from_arrays(
                        [places, pa.nulls(rows, pa.string()), firsts]
                        + [block.column(cell) for cell in kept],
                        schema=writer.schema,
                    )
                )
                records += rows
    except pa.ArrowInvalid:
        path.unlink(missing_ok=True)
        return None
    return records


def first_cells(columns: Sequence[pa.DictionaryArray], nulls: Collection[str]) -> pa.Array:
    """Return the first cell of each record that is not empty, cleaned; null in an empty record."""
    first = _cleaned(columns[0], nulls)
    for column in columns[1:]:
        if not first.null_count:
            break
        first = pc.coalesce(_plain(first), _plain(_cleaned(column, nulls)))
    return first if pa.types.is_dictionary(first.type) else first.dictionary_encode()


def _cleaned(column: pa.DictionaryArray, nulls: Collection[str]) -> pa.Array:
    """Return cells without stray blanks, null where they mean "no value"."""
    texts = column.dictionary
    as_they_are = pc.and_(
        pc.match_substring_regex(texts, PLAIN_TEXT),
        pc.invert(pc.is_in(texts, value_set=pa.array(list(nulls), pa.string()))),
    )
    if pc.all(as_they_are, min_count=0).as_py():
        return column
    cleaned = [
        text if same else first_filled((text,), nulls)
        for text, same in zip(texts.to_pylist(), as_they_are.to_pylist(), strict=True)
    ]
    return pa.array(cleaned, pa.string()).take(column.indices)


def _longest(column: pa.DictionaryArray) -> int:
    return pc.max(pc.binary_length(column.dictionary)).as_py() or 0


def _plain(cells: pa.Array) -> pa.Array:
    return cells.dictionary_decode() if pa.types.is_dictionary(cells.type) else cells
