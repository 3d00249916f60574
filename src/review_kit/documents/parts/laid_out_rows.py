"""The rows of the entity that a document is about, where the run has laid them out.

A metric table holds everybody's rows, and Parquet is unpacked in stretches of many thousand: with a thousand
reps, reading what is one rep's took a tenth of all the work on a packet. A run that makes many documents
therefore lays the tables out once, unpacked, and tells each notebook where its rows begin and end.

What is told is a file of JSON: the run, whose rows these are, and for each table a file of Arrow with the
stretches in it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa

from review_kit.access import Viewer

ROWS_VARIABLE = "REVIEW_KIT_NOTEBOOK_ROWS"
"""Environment variable of kernels: the file that tells where the rows are."""
Stretch = tuple[int, int]
"""Where rows begin and end."""


def tell_rows(
    path: Path, run: Path, viewer: Viewer, tables: Mapping[str, tuple[Path, Iterable[Stretch]]]
) -> None:
    """Write the file for a notebook.

    Parameters
    ----------
    run
        Folder of the run.
    viewer
        Whose rows they are.
    tables
        Name → file, and where the rows are in it.
    """
    told = {
        "viewer": _told(run, viewer),
        "tables": {
            name: [str(file), [list(each) for each in stretches]]
            for name, (file, stretches) in tables.items()
        },
    }
    path.write_text(json.dumps(told), encoding="utf-8")


def laid_out_rows(run: Path, viewer: Viewer, table: str) -> pa.Table | None:
    """Give the rows of a table, ``None`` where this run has not laid them out for the viewer."""
    path = os.environ.get(ROWS_VARIABLE)
    if path is None:
        return None
    told = _read(path)
    if table not in told["tables"] or told["viewer"] != _told(run, viewer):
        return None
    file, stretches = told["tables"][table]
    with pa.memory_map(file) as source:
        reader = pa.ipc.open_file(source, options=pa.ipc.IpcReadOptions(use_threads=False))
        # nothing is read yet: the file is mapped, and only what is looked at is there
        whole = pa.Table.from_batches(
            [reader.get_batch(number) for number in range(reader.num_record_batches)],
            reader.schema,
        )
    return pa.concat_tables(
        [whole.slice(0, 0), *(whole.slice(begin, end - begin) for begin, end in stretches)]
    )


@cache
def _read(path: str) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(Path(path).read_text(encoding="utf-8"))
    return told


def _told(run: Path, viewer: Viewer) -> list[Any]:
    sees = {owner: list(identifiers) for owner, identifiers in viewer.sees.items()}
    return [str(run), viewer.grain, viewer.identifier, sees]
