"""Tables that were read before: what they depend on, and how they are kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import fields, is_dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from review_kit.project import Project
from review_kit.project.kept import Kept
from review_kit.sources.files.discovery import collected_path, day_of, local_exports, shown_name
from review_kit.sources.files.unchanged import NOT_HASHED, HashedFile, sha256_of
from review_kit.sources.matching.context import MappingContext
from review_kit.sources.matching.directories import Directory
from review_kit.sources.notice import Notice
from review_kit.sources.staged import InputFile, MendedRow, StagedTable

KIND = "staged"
_ROWS, _LEFT_OUT = "rows.parquet", "left_out.parquet"


def key_of(
    project: Project,
    table: str,
    contexts: Iterable[MappingContext],
    looked_up: tuple[list[InputFile], list[Notice]],
    mended: Iterable[MendedRow],
    hashed: Mapping[Path, HashedFile] = NOT_HASHED,
) -> Any:
    """Return all that a table as staged depends on; ``None`` for one that has to be read each time.

    Whether a database or object storage has changed cannot be known from here, and a file with a password
    must be opened with it.

    Parameters
    ----------
    contexts
        What tables read before it say, for each profile that it is read by: who and what is meant in it.
    looked_up
        Files that values were looked up in, and what was found of these.
    mended
        Rows of the project that people mended.
    hashed
        Files that were hashed before.
    """
    source = project.config.sources.get(table)
    if source is not None and (source.url is not None or source.password_variable is not None):
        return None
    paths = [*local_exports(project, table)]
    collected = collected_path(project, table)
    if collected.is_file():
        paths.append(collected)
    files = [HashedFile.known(path, shown_name(project, path), hashed) for path in paths]
    return {
        "files": [
            [file.name, file.sha256, str(day_of(project, file.state.written))] for file in files
        ],
        "collected": collected.is_file(),
        "source": None if source is None else source.model_dump(mode="json"),
        "contexts": [
            plain(
                {
                    one.name: getattr(context, one.name)
                    for one in fields(context)
                    if one.name != "lookups"
                }
            )
            for context in contexts
        ],
        "looked_up": plain(looked_up),
        "limits": project.config.limits.model_dump(mode="json"),
        "mended": [row.to_json() for row in mended if row.table == table],
    }


def find(kept: Kept, table: str, key: Any) -> StagedTable | None:
    """Return a table that was read before; none where there is none."""
    entry = kept.find(KIND, table, key)
    if entry is None:
        return None
    staged = _adapter().validate_python(entry.facts)
    return replace(
        staged,
        path=entry.path(_ROWS),
        left_out_rows=None if staged.left_out_rows is None else entry.path(_LEFT_OUT),
    )


def put(kept: Kept, key: Any, staged: StagedTable) -> None:
    """Keep a table that was read."""
    files = {_ROWS: staged.path}
    if staged.left_out_rows is not None:
        files[_LEFT_OUT] = staged.left_out_rows
    kept.put(KIND, staged.name, key, facts_of(staged), files)


def digest_of(staged: StagedTable) -> Any:
    """Return plain values that are the same for the same table: its rows, and all that is said of it."""
    return [sha256_of(staged.path), facts_of(staged)]


def facts_of(staged: StagedTable) -> Any:
    """Return all but the files of a table as plain values."""
    facts = _adapter().dump_python(staged, mode="json")
    return {**facts, "path": "", "left_out_rows": None if staged.left_out_rows is None else ""}


@cache
def _adapter() -> TypeAdapter[StagedTable]:
    return TypeAdapter(StagedTable)


def plain(value: Any) -> Any:
    """Bring a value to what JSON has, sets and mappings in an order of their own."""
    if isinstance(value, Directory):  # one serves many tables
        return value.digest
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return sorted(([plain(key), plain(inner)] for key, inner in value.items()), key=repr)
    if isinstance(value, Set):
        return sorted((plain(inner) for inner in value), key=repr)
    if isinstance(value, list | tuple):
        return [plain(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value
