"""``review-kit init``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from review_kit.cli.console import print_json, say
from review_kit.cli.options import AsJson
from review_kit.errors import ReviewKitError

NAME = "init"

Folder = Annotated[
    Path | None, typer.Argument(metavar="DIR", help="Folder of the new project; made if needed.")
]
ProjectFolder = Annotated[
    Path | None, typer.Option("--project", metavar="DIR", help="The same as DIR.")
]


def command(folder: Folder = None, project: ProjectFolder = None, as_json: AsJson = False) -> None:
    """Make a new project: settings, contracts, notebooks, and an exports folder to fill."""
    from review_kit.project.init import init_project

    target = folder or project
    if target is None or (folder is not None and project is not None):
        raise ReviewKitError(
            "give the folder of the new project", "For example: review-kit init q3"
        )
    made = init_project(target)
    if as_json:
        print_json({"project": str(made)})
        return
    say(f"New project in {made}")
    say("1. Put your exports into exports/; exports/README.md names the files.")
    say("2. Give your organisation's name, time zone and currency in review_kit.toml.")
    say(f"3. review-kit run --project {target}")
