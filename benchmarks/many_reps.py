"""A run of thousands of reps without their company: the metric tables of a small one, many times over.

Reps, teams and managers get identifiers and surnames of their own, so that plan, slices and names are as
many and as large as those of a real company. What is about the whole company is there once, as in a real one.
"""

from __future__ import annotations

import json
import os
import shutil
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from review_kit.execution.build_context import BuildContext
from review_kit.execution.install import install_files
from review_kit.metrics.results import ROW_GROUP
from review_kit.planning.plan import Task
from review_kit.records.folder import RunFolder
from review_kit.records.record import Record

FILES = {"packet.pdf": 130_000, "packet.html": 250_000, "packet.ipynb": 320_000}
"""Bytes of each file of a packet; real ones have a quarter more."""
IDENTIFIERS = ("rep_id", "team", "manager_id", "scope_id")
NAMES = ("rep_name", "manager_name")
_OF_EVERYBODY = ("org", "criterion")


def multiply(small: RunFolder, copies: int, many: RunFolder) -> None:
    """Write the metric tables and names of a run as those of a company so many times as large.

    Parameters
    ----------
    small
        A prepared run.
    many
        Where to; its folder must not be there.
    """
    many.metrics.mkdir(parents=True)
    many.records.mkdir(parents=True)
    shutil.copy(small.context, many.context)
    for path in sorted(small.metrics.glob("*.parquet")):
        table = pq.read_table(path)
        with pq.ParquetWriter(many.metrics / path.name, table.schema, compression="zstd") as writer:
            for one in _multiplied(table, copies):
                writer.write_table(one, row_group_size=ROW_GROUP)
    names = json.loads(small.roster.read_text(encoding="utf-8"))
    every = {
        f"{_prefix(copy)}{rep}": f"{name}{_ending(copy)}"
        for copy in range(copies)
        for rep, name in names.items()
    }
    many.roster.write_text(json.dumps(every, ensure_ascii=False, indent=2), encoding="utf-8")
    managers = json.loads(small.managers.read_text(encoding="utf-8"))["names"]
    leaders = [f"{name}{_ending(copy)}" for copy in range(copies) for name in managers]
    many.managers.write_text(json.dumps({"names": leaders}, ensure_ascii=False), encoding="utf-8")


def copy_project(small: Path, root: Path) -> None:
    """Copy a project without its runs."""
    ignored = shutil.ignore_patterns("reports", ".review_kit")
    shutil.copytree(small, root, ignore=ignored, copy_function=os.link)


def _multiplied(table: pa.Table, copies: int) -> list[pa.Table]:
    """Give the rows of everybody's copies, some copies to a table, and those about all once."""
    if not set(IDENTIFIERS) & set(table.column_names):
        return [table]
    if "scope" in table.column_names:
        about_all = pc.is_in(table["scope"], value_set=pa.array(_OF_EVERYBODY))
        once, each = table.filter(about_all), table.filter(pc.invert(about_all))
    else:
        once, each = table.slice(0, 0), table
    made, waiting = [once], []
    for copy in range(copies):
        waiting.append(_renamed(each, copy))
        if sum(part.num_rows for part in waiting) > ROW_GROUP or copy == copies - 1:
            made.append(pa.concat_tables(waiting))
            waiting = []
    return made


def _renamed(table: pa.Table, copy: int) -> pa.Table:
    for at, field in enumerate(table.schema):
        text = pa.scalar(_prefix(copy)), pa.scalar(_ending(copy))
        if field.name in IDENTIFIERS:
            column = pc.binary_join_element_wise(text[0], table[field.name].cast(pa.string()), "")
        elif field.name in NAMES:
            column = pc.binary_join_element_wise(table[field.name].cast(pa.string()), text[1], "")
        else:
            continue
        table = table.set_column(at, field, column.cast(field.type))
    return table


def _prefix(copy: int) -> str:
    return f"{copy:04}-"


def _ending(copy: int) -> str:
    """Letters that make a surname another one."""
    letters = ""
    while True:
        copy, at = divmod(copy, 26)
        letters += "abcdefghijklmnopqrstuvwxyz"[at]
        if not copy:
            return letters


def make_cheap_document(task: Task, build: BuildContext) -> Record:
    """Stand in for a packet: files of a packet's sizes, installed and recorded as those of a packet are."""
    started = time.monotonic()
    line = f"{task.document} {task.key} ".encode()
    folder = build.run.work / "made"
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, size in FILES.items():
        path = folder / name
        path.write_bytes((line * (size // len(line) + 1))[:size])
        paths.append(path)
    return install_files(task, build, paths, pages=6, started=started)
