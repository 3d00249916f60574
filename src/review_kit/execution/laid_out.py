"""The metric tables of a run, laid out once so that each document finds its own rows at once."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from review_kit.access import UndeclaredTableError, Viewer
from review_kit.documents.parts.laid_out_rows import Stretch, tell_rows
from review_kit.planning.plan import Task
from review_kit.records.folder import RunFolder

WORTH_LAYING_OUT = 20
"""Documents from which laying the tables out saves more than it takes."""


@dataclass(frozen=True)
class OwnRows:
    """Where the rows of a document's entity are."""

    run: Path
    viewer: Viewer
    tables: Mapping[str, tuple[Path, list[Stretch]]]

    def tell(self, path: Path) -> None:
        """Write it down for the document's notebook."""
        tell_rows(path, self.run, self.viewer, self.tables)


class LaidOutTables:
    """The metric tables of a run as files that are mapped; they take no memory.

    Parameters
    ----------
    run
        They are laid out in its working folder until :meth:`close`.
    """

    def __init__(self, run: RunFolder) -> None:
        # pandas and pyarrow: only who makes many documents pays for them here
        from review_kit.execution.owned_table import OwnedTable, viewers_of

        run.work.mkdir(parents=True, exist_ok=True)
        self._folder = tempfile.TemporaryDirectory(dir=run.work, prefix="tables-")
        self._run = run
        self._viewers = viewers_of(run)
        self._tables = {}
        for path in sorted(run.metrics.glob("*.parquet")):
            # a document that asks for a table of which nobody knows whose it is hears so itself
            with suppress(UndeclaredTableError):
                self._tables[path.stem] = OwnedTable(
                    path, Path(self._folder.name), self._viewers.numbers
                )

    def of(self, task: Task) -> OwnRows | None:
        """Say where the rows of a document are; ``None`` for one about everybody."""
        if task.entity.grain == "org":
            return None
        viewer = self._viewers.of(task.entity.grain, task.entity.identifier)
        tables = {
            name: (table.mapped, table.stretches_of(viewer))
            for name, table in self._tables.items()
            if table.is_owned
        }
        return OwnRows(self._run.path, viewer, tables)

    def close(self) -> None:
        """Remove what was laid out."""
        self._folder.cleanup()
