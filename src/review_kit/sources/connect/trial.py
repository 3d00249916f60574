"""A proposal tried with the reader itself, in a folder beside the project that is thrown away."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from review_kit.errors import ReviewKitError
from review_kit.project import Project, Source
from review_kit.sources.canonical import CanonicalColumn, columns_of_tables
from review_kit.sources.connect.proposal import Sample, Tried
from review_kit.sources.notice import Notice
from review_kit.sources.staged import StagedTable
from review_kit.sources.staging import stage

SAMPLES = 3
_OWN = ("exports", "profiles", "reports", "review_kit.toml", ".review_kit")


class Trial:
    """A copy of a project with other profiles and sources, in which tables are read.

    Parameters
    ----------
    project
        What it stands for. Its exports are linked to, never copied.
    folder
        Where it lies; thrown away with it.
    """

    def __init__(self, project: Project, folder: Path) -> None:
        self._project = project
        self.root = folder / "project"
        self.root.mkdir()
        self._read = folder / "read"
        self._read.mkdir()
        for path in sorted(project.root.iterdir()) if project.root.is_dir() else ():
            if path.name not in _OWN:
                (self.root / path.name).symlink_to(path)
        (self.root / "exports").mkdir()
        for path in sorted(project.exports.iterdir()) if project.exports.is_dir() else ():
            (self.root / "exports" / path.name).symlink_to(path)
        own = project.root / "profiles"
        (self.root / "profiles").mkdir()
        for path in sorted(own.glob("*.toml")) if own.is_dir() else ():
            shutil.copyfile(path, self.root / "profiles" / path.name)
        self._sources: dict[str, Source] = {
            table: self._from_here(source) for table, source in project.config.sources.items()
        }

    def _from_here(self, source: Source) -> Source:
        """The same source, its paths outside of the project made absolute."""
        if source.path is None:
            return source
        paths = [source.path] if isinstance(source.path, str) else source.path
        moved = [
            os.path.normpath(self._project.root / each) if each.startswith("..") else each
            for each in paths
        ]
        return source.model_copy(update={"path": moved})

    def link(self, path: Path, name: str) -> None:
        """Put a file from elsewhere into the exports."""
        target = self.root / "exports" / name
        target.unlink(missing_ok=True)
        target.symlink_to(path.resolve())

    def write(self, name: str, content: str) -> None:
        """Put a made file into the project."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        path.write_text(content, encoding="utf-8")

    def give(self, table: str, source: Mapping[str, Any], name: str, profile: str) -> None:
        """Let a table come from a source, through a profile; without lines, by the name of its file."""
        if profile:
            self.write(f"profiles/{name}.toml", profile)
        if source:
            self._sources[table] = Source.model_validate(dict(source))
        else:
            self._sources.pop(table, None)

    def read(
        self, tables: Iterable[str], beside: Mapping[str, StagedTable] | None = None
    ) -> dict[str, StagedTable]:
        """Read tables as a run would.

        Parameters
        ----------
        tables
            Those to be read.
        beside
            Those that were read before.

        Raises
        ------
        ReviewKitError
            One of them cannot be read.
        """
        config = self._project.config.model_copy(update={"sources": dict(self._sources)})
        folder = Path(tempfile.mkdtemp(dir=self._read))
        only = dict.fromkeys((*(beside or {}), *tables))
        return stage(Project(self.root, config), folder, only=only, known=beside)

    def tried(
        self, tables: Iterable[str], beside: Mapping[str, StagedTable]
    ) -> dict[str, tuple[Tried, StagedTable | None]]:
        """Read tables, with those that they need, and say what came of each.

        All are read at once; only where one of them cannot be read, each by itself.

        Parameters
        ----------
        tables
            Those to be tried.
        beside
            Those that were read before, which people and criteria come from.
        """
        wanted = list(tables)
        try:
            staged = self.read(wanted, {t: each for t, each in beside.items() if t not in wanted})
        except ReviewKitError as error:
            if len(wanted) > 1:
                return {
                    t: each for name in wanted for t, each in self.tried([name], beside).items()
                }
            hint = f" {error.hint}" if error.hint else ""
            stops = (f"{error.message}.{hint}".replace("..", "."),)
            return {name: (Tried(stops=stops), None) for name in wanted}
        columns = columns_of_tables(self._project.data_model)
        return {name: (_of(staged[name], columns[name]), staged[name]) for name in wanted}


def _of(staged: StagedTable, canonical: Sequence[CanonicalColumn]) -> Tried:
    content = pq.read_table(staged.path)
    needed = [column.name for column in canonical if column.required]
    columns = tuple(
        name
        for name in content.column_names
        if not name.startswith("_") and content[name].null_count < content.num_rows
    )
    samples = tuple(
        Sample(f"{row['_file']} row {row['_row']}", {name: row[name] or "" for name in columns})
        for row in content.slice(0, SAMPLES).to_pylist()
    )
    return Tried(
        rows=staged.rows_in,
        left_out=dict(staged.left_out),
        kept=content.num_rows,
        samples=samples,
        columns=columns,
        lacking={name: content[name].null_count for name in needed if content[name].null_count},
        warnings=tuple(_told(one) for one in staged.notices if not one.stops),
        stops=tuple(_told(one) for one in staged.notices if one.stops),
        kinds=frozenset(one.kind for one in staged.notices),
        currencies=frozenset(_different(content, "currency")),
    )


def _different(content: pa.Table, column: str) -> list[str]:
    if column not in content.column_names:
        return []
    return [text for text in content[column].unique().to_pylist() if text]


def _told(notice: Notice) -> str:
    return f"{notice.sentence}. {notice.hint}".strip()
