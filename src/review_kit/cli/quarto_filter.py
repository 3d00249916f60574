"""``review-kit quarto-filter``, which Quarto calls."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from review_kit.cli.console import ConsoleProgress, EndedWith, complain

if TYPE_CHECKING:
    from review_kit.errors import ReviewKitError
    from review_kit.project import Project

NAME = "quarto-filter"
NOT_SHOWN = 3
"""Exit code when there is a message in place of a page, and nobody looks at a preview."""

Scope = Annotated[
    str,
    typer.Option(
        "--scope",
        metavar="GRAIN:ID",
        help="For whom, e.g. rep:R002; default: the first of the run.",
    ),
]
Qmd = Annotated[
    Path | None,
    typer.Option("--qmd", metavar="FILE", help="Give the Markdown of this .qmd template instead."),
]


def command(scope: Scope = "", qmd: Qmd = None) -> None:
    """Show a template in Quarto as the page that a run makes of it. Quarto calls this; see _quarto.yml.

    Reads a notebook from standard input and writes one to standard output. A template is executed on the
    newest run, or on invented reps if there is no run. Nothing is written to the notebook or to reports/.
    """
    from review_kit.quarto.filtered import filtered, filtered_qmd
    from review_kit.quarto.publishing import quarto_command, refuse_publishing

    asked_by = quarto_command()
    refuse_publishing(asked_by)
    failed: list[ReviewKitError] = []

    def tell(error: ReviewKitError) -> None:
        failed.append(error)
        complain(error.message, error.hint)

    if qmd is None:
        text = sys.stdin.buffer.read().decode("utf-8")
        shown = filtered(text, Path.cwd(), scope=scope, invented_run=_invented, tell=tell)
    else:
        shown = filtered_qmd(qmd.resolve(), scope=scope, invented_run=_invented, tell=tell)
    sys.stdout.buffer.write(shown.encode("utf-8"))
    sys.stdout.buffer.flush()
    if failed and asked_by != "preview":
        raise EndedWith(NOT_SHOWN)


def _invented(project: Project) -> Path:
    from review_kit.cli.invented import run_to_look_at

    with ConsoleProgress() as progress:
        return run_to_look_at(project, progress)
