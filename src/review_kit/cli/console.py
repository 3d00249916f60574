"""What a person sees: progress while a command works, results when it has.

Progress goes to standard error and only to a terminal; results go to standard output, so that a
pipe or ``--json`` gets them alone. All of it goes through here, because what is told may repeat what
stands in an export, and a terminal obeys signs that nobody sees (:mod:`review_kit.control_characters`).
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import typer

from review_kit.control_characters import json_text, visible, visible_line

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

    from review_kit.records.record import Record


class EndedWith(Exception):  # noqa: N818 - not an error: the command has told everything
    """Ends a command with an exit code of its own.

    ``typer.Exit`` would not do: its 2 cannot be told from a usage error.
    """

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


def say(text: str = "") -> None:
    """Print a line of the result."""
    typer.echo(visible_line(text))


def say_text(text: str) -> None:
    """Print a result of several lines."""
    typer.echo(visible(text))


def complain(message: str, hint: str = "") -> None:
    """Print what is wrong, in red, and what to do next."""
    typer.secho(visible(message), fg=typer.colors.RED, err=True)
    if hint:
        typer.echo(visible(hint), err=True)


def print_json(value: Mapping[str, Any]) -> None:
    """Print the one JSON object of a command."""
    typer.echo(json_text(value))


class ConsoleProgress:
    """Shows a run on a terminal: the stage it is at, then a bar. Says nothing in a pipe.

    Parameters
    ----------
    quiet
        Say nothing on a terminal either.
    """

    def __init__(self, *, quiet: bool = False) -> None:
        self._shown = not quiet and sys.stderr.isatty()
        self._bar: Progress | None = None
        self._task: TaskID | None = None
        self._failed = 0

    def step(self, text: str) -> None:
        """Show the stage."""
        if not self._shown:
            return
        bar, task = self._started()
        bar.update(task, description=visible_line(text))

    def begin(self, documents: int) -> None:
        """Show the bar."""
        if self._shown and documents:
            bar, task = self._started()
            bar.update(task, description="Making documents", total=documents, completed=0)

    def advance(self, record: Record) -> None:
        """Move the bar."""
        if not self._shown:
            return
        self._failed += record.status == "failed"
        bar, task = self._started()
        failed = f", {self._failed} failed" if self._failed else ""
        bar.update(task, advance=1, description=f"Making documents{failed}")

    def end(self) -> None:
        """Take everything off the screen again; the result follows."""
        if self._bar is not None:
            self._bar.stop()
        self._bar = self._task = None

    def __enter__(self) -> ConsoleProgress:
        return self

    def __exit__(self, *_: object) -> None:
        self.end()

    def _started(self) -> tuple[Progress, TaskID]:
        if self._bar is None or self._task is None:
            from rich.console import Console
            from rich.progress import (
                BarColumn,
                MofNCompleteColumn,
                Progress,
                SpinnerColumn,
                TextColumn,
                TimeElapsedColumn,
            )

            self._bar = Progress(
                SpinnerColumn(),
                # what an export holds is no markup
                TextColumn("{task.description}", markup=False),
                BarColumn(),
                MofNCompleteColumn(),
                TimeElapsedColumn(),
                console=Console(stderr=True),
                transient=True,
            )
            self._task = self._bar.add_task("", total=None)
            self._bar.start()
        return self._bar, self._task
