"""What is held about a person as a folder: a page to read, the rows as CSV and JSON, the documents."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

import pandas as pd
from jinja2 import PackageLoader

from review_kit.control_characters import json_text
from review_kit.errors import ConfigurationError
from review_kit.metrics.counted.plain_values import plain_rows
from review_kit.page_templates import page_environment
from review_kit.planning.folder_names import folder_names
from review_kit.project import Project
from review_kit.records.folder import write_atomically
from review_kit.records.page import address
from review_kit.rights.person import DOSSIERS, HeldTable, Holdings, to_json
from review_kit.screen import with_regions
from review_kit.sources.files.rows_to_mend import neutral
from review_kit.words import words_in

PAGE, DATA, ROWS, DOCUMENTS = "dossier.html", "person.json", "rows", "documents"
_SHOWN = 50
"""Rows of a table that the page shows; the CSV has all of them."""
_SOURCE = "held_in"
"""Column of the CSV files that says where a row is held."""


@dataclass(frozen=True)
class ShownTable:
    """Rows of a table as the page shows them, those of several sources together, each once."""

    kind: str
    table: str
    sources: Sequence[str]
    total: int
    columns: Sequence[str]
    rows: Sequence[Sequence[Any]]
    file: str
    named: int
    """Cells of other rows that name the person."""


def default_folder(project: Project, identifier: str) -> Path:
    """Where a dossier is written unless somebody says where; ``purge`` removes it with all else."""
    return project.root / DOSSIERS / folder_names([identifier])[identifier]


def write_dossier(project: Project, found: Holdings, folder: Path) -> Path:
    """Write the dossier and return its page. What lay in the folder of an earlier dossier is replaced.

    Raises
    ------
    ConfigurationError
        The folder holds something else.
    """
    if folder.is_dir() and any(folder.iterdir()) and not (folder / DATA).is_file():
        raise ConfigurationError(
            f"{folder}: this folder is not empty, and it is not an earlier dossier",
            "Give an empty folder, or one that does not exist.",
        )
    for name in (ROWS, DOCUMENTS):
        shutil.rmtree(folder / name, ignore_errors=True)
    (folder / ROWS).mkdir(parents=True, exist_ok=True, mode=0o700)
    copies = _copy_documents(project, found, folder)
    tables = [_written(group, folder) for group in _grouped(found.tables)]
    language = project.config.organisation.language
    words = words_in(language, project.words).whole("person-title")
    environment = page_environment(PackageLoader("review_kit.rights", "."))
    environment.filters["address"] = address
    page = environment.get_template("dossier.html.j2").render(
        found=found,
        tables=tables,
        copies=copies,
        data=DATA,
        organisation=project.config.organisation.name,
        made=datetime.now(UTC).date().isoformat(),
        say=words.say,
        language=words.language,
    )
    write_atomically(folder / DATA, json_text(to_json(found)) + "\n")
    write_atomically(folder / PAGE, with_regions(page, fallback=project.config.organisation.name))
    return folder / PAGE


def _copy_documents(project: Project, found: Holdings, folder: Path) -> dict[str, str]:
    """Copy the documents, and return where each lies in the dossier."""
    copies = {}
    for document in found.documents:
        inner = document.path.partition("/")[2]
        target = folder / DOCUMENTS / inner
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(project.root / document.path, target)
        copies[document.path] = f"{DOCUMENTS}/{inner}"
    return copies


def _grouped(tables: Sequence[HeldTable]) -> list[list[HeldTable]]:
    def key(one: HeldTable) -> tuple[str, str]:
        return one.kind, one.table

    return [list(group) for _, group in groupby(sorted(tables, key=key), key)]


def _written(tables: Sequence[HeldTable], folder: Path) -> ShownTable:
    """Write the rows of a table, whichever sources hold them, and choose what the page shows."""
    kind, table = tables[0].kind, tables[0].table
    held: dict[str, list[str]] = {}
    rows: dict[str, dict[str, Any]] = {}
    for one in tables:
        for row in plain_rows(one.rows):
            text = json.dumps(row, sort_keys=True, default=str)
            rows.setdefault(text, row)
            held.setdefault(text, []).append(one.source)
    columns = list(dict.fromkeys(name for row in rows.values() for name in row))
    file = ""
    if rows:
        file = f"{ROWS}/{kind}-{table}.csv"
        frame = pd.DataFrame(
            [
                {**{name: _cell(row.get(name)) for name in columns}, _SOURCE: "; ".join(held[text])}
                for text, row in rows.items()
            ]
        )
        frame.to_csv(folder / file, index=False, encoding="utf-8-sig")
    named = pd.concat([one.named.assign(**{_SOURCE: one.source}) for one in tables])
    if len(named):
        named = named.assign(text=[neutral(text) for text in named["text"]])
        path = folder / ROWS / f"{kind}-{table}-named-in.csv"
        named.to_csv(path, index=False, encoding="utf-8-sig")
        file = file or f"{ROWS}/{path.name}"
    filled = [name for name in columns if any(row.get(name) is not None for row in rows.values())]
    return ShownTable(
        kind,
        table,
        [one.source for one in tables],
        len(rows),
        filled,
        [[_cell(row.get(name)) for name in filled] for row in list(rows.values())[:_SHOWN]],
        file,
        len(named),
    )


def _cell(value: Any) -> str:
    return "" if value is None else neutral(str(value))
