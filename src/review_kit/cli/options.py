"""Options that several commands share."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

ProjectFolder = Annotated[
    Path,
    typer.Option(
        "--project",
        metavar="DIR",
        help="Project folder (with review_kit.toml); default: the current folder.",
    ),
]


def of_project(command: str, project: Path) -> str:
    """Give a command as it is to be given for a project: the current folder's needs no option.

    Examples
    --------
    >>> of_project("review-kit run", Path("acme"))
    'review-kit run --project acme'
    >>> of_project("review-kit run", Path("."))
    'review-kit run'
    """
    return command if project == Path() else f"{command} --project {project}"


AsJson = Annotated[
    bool, typer.Option("--json", help="Print one JSON object and nothing else, for scripts.")
]
RunName = Annotated[
    str | None,
    typer.Argument(
        metavar="[RUN]", help="Name of the run, e.g. 2026-09-30-90d; default: the newest."
    ),
]
AsOf = Annotated[
    datetime | None,
    typer.Option(
        "--as-of",
        formats=["%Y-%m-%d"],
        metavar="YYYY-MM-DD",
        help="Review day; default: the last day with a scored call.",
    ),
]
WindowDays = Annotated[
    int | None,
    typer.Option(
        "--window",
        min=1,
        metavar="DAYS",
        help="Length of the window in days; default: the one in review_kit.toml, or 90.",
    ),
]
Workers = Annotated[
    int | None,
    typer.Option(
        "--workers", min=1, metavar="N", help="Number of worker processes; default: one per core."
    ),
]
HERE = Path()
