"""What went wrong with a document, in words: entity, cell, line, error."""

from __future__ import annotations

import re
import traceback
from dataclasses import dataclass, replace
from typing import Any

from review_kit.errors import ReviewKitError
from review_kit.planning.qmd import LINE
from review_kit.records.record import Failure
from review_kit.warm_kernels.writing import can_be_held

_COLOURS = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
_LONGEST_MESSAGE = 2000
_OUT_OF_MEMORY = {
    "MemoryError",
    "ArrowMemoryError",
    "OutOfMemoryException",  # DuckDB
}
"""Names that errors have when no memory was to be had."""
_WHERE_TO_RAISE_IT = "set a higher notebook_memory_mb under [batch] in review_kit.toml"

_WHERE_TO_WRITE = "A notebook may write only into its temporary folder, tempfile.gettempdir()"


@dataclass
class CellTracker:
    """Remembers which cell of a notebook was started last; nbclient calls it as ``on_cell_execute``."""

    index: int | None = None
    """Of the cell that was started last, counted from 0; ``None`` before the first."""
    source: str = ""
    injected: int = 0
    """Cells before it that papermill put in and the template does not have."""
    begins: int | None = None
    """Line of the file in which it begins, of a template that is text."""

    def __call__(self, *, cell: Any, cell_index: int) -> None:
        """Note that a cell is about to be executed."""
        self.index, self.source = cell_index, cell.source
        self.begins = cell.metadata.get(LINE)
        if "injected-parameters" in cell.metadata.get("tags", []):
            self.injected += 1

    def position(self, index: int) -> int:
        """Number of a cell as the template counts, from 1."""
        return index + 1 - self.injected

    def line_of_file(self, line: int | None) -> int | None:
        """Line of a template that is text, for a line of the cell; its first one where that is unknown."""
        return None if self.begins is None else self.begins + (line or 1) - 1


class NotebookFailedError(Exception):
    """A notebook did not run to its end."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.message)
        self.failure = failure

    @staticmethod
    def of(
        error: Exception, at: CellTracker, *, timeout_seconds: int, memory_mb: int | None
    ) -> NotebookFailedError:
        """Say what stopped the notebook.

        Parameters
        ----------
        error
            What papermill raised.
        at
            How far the notebook came.
        timeout_seconds
            How long it was allowed to take.
        memory_mb
            How much memory its process could take at most; ``None`` where nothing held it.
        """
        from nbclient.exceptions import CellTimeoutError, DeadKernelError
        from papermill.exceptions import PapermillExecutionError

        if isinstance(error, PapermillExecutionError):
            failure = _in_cell(error, at)
            if memory_mb is not None and failure.error in _OUT_OF_MEMORY:
                failure = replace(
                    failure, error="OutOfMemory", message=_out_of_memory(memory_mb, failure)
                )
            if failure.error == "PermissionError" and can_be_held():
                failure = replace(failure, message=f"{failure.message}. {_WHERE_TO_WRITE}")
            return NotebookFailedError(failure)
        if isinstance(error, CellTimeoutError):
            name, message = "Timeout", f"the notebook took longer than {timeout_seconds} seconds"
        elif isinstance(error, DeadKernelError):
            name = "DeadKernel"
            message = (
                "the notebook's process died: the system ended it (often because memory ran out) "
                "or it crashed in native code"
            )
            if memory_mb is not None:
                message += (
                    f". Its memory limit is {memory_mb:,} MB; if it needs more, "
                    f"{_WHERE_TO_RAISE_IT}"
                )
        else:
            name, message = type(error).__name__, str(error)
        if at.index is None:
            return NotebookFailedError(Failure(name, _short(message)))
        return NotebookFailedError(
            Failure(
                name,
                _short(message),
                cell=at.position(at.index),
                file_line=at.line_of_file(None),
                source=_first_line(at.source),
            )
        )


def failure_of(error: Exception) -> Failure:
    """Turn whatever stopped a document into a failure that a person can read."""
    if isinstance(error, NotebookFailedError):
        return error.failure
    if isinstance(error, ReviewKitError):
        return Failure(type(error).__name__, str(error))
    trace = "".join(traceback.format_exception(error))
    return Failure(type(error).__name__, _short(str(error)), trace=trace)


def _out_of_memory(memory_mb: int, failure: Failure) -> str:
    said = f" ({failure.message})" if failure.message else ""
    return (
        f"the notebook reached its memory limit of {memory_mb:,} MB{said}. "
        f"If it needs more, {_WHERE_TO_RAISE_IT}"
    )


def _in_cell(error: Any, at: CellTracker) -> Failure:
    trace = _COLOURS.sub("", "\n".join(error.traceback))
    line = _line_in_cell(trace, error.exec_count)
    lines = error.source.splitlines()
    if line is not None and line > len(lines):
        line = None
    return Failure(
        error.ename,
        _short(_COLOURS.sub("", error.evalue)),
        cell=at.position(error.cell_index),
        line=line,
        file_line=at.line_of_file(line),
        source=_first_line(error.source) if line is None else lines[line - 1],
        trace=trace,
    )


def _line_in_cell(trace: str, execution_count: int | None) -> int | None:
    found = re.search(rf"Cell In\[{execution_count}\], line (\d+)", trace)
    return int(found.group(1)) if found else None


def _first_line(source: str) -> str:
    return next((line for line in source.splitlines() if line.strip()), "")


def _short(message: str) -> str:
    return message if len(message) <= _LONGEST_MESSAGE else f"{message[:_LONGEST_MESSAGE]} …"
