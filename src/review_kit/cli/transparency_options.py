"""Options of the commands that make pages about what a project does with data: ``notice``, ``dossier``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Languages = Annotated[
    list[str],
    typer.Option(
        "--language",
        metavar="TAG",
        help="Language of the page, e.g. de. Can be repeated; default: those of the documents.",
    ),
]
OutFolder = Annotated[
    Path | None,
    typer.Option("--out", metavar="DIR", help="Folder; default: transparency/ in the project."),
]
