"""Options that several commands share."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

ProjectFolder = Annotated[
    Path,
    typer.Option(
        "--project", metavar="DIR", help="Folder with review_kit.toml; default: this one."
    ),
]
AsJson = Annotated[
    bool, typer.Option("--json", help="Print one JSON object for machines, and nothing else.")
]
RunName = Annotated[
    str | None,
    typer.Argument(metavar="[RUN]", help="Name of the run, e.g. 2026-09-30-90d; default: newest."),
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
        help="Length of the window; default: the configured one, 90 unless changed.",
    ),
]
Workers = Annotated[
    int | None,
    typer.Option("--workers", min=1, metavar="N", help="Worker processes; default: one per core."),
]
HERE = Path()
