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
    Path | None,
    typer.Argument(metavar="DIR", help="Folder for the new project; created if it does not exist."),
]
ProjectFolder = Annotated[
    Path | None, typer.Option("--project", metavar="DIR", help="Same as DIR.")
]


def command(folder: Folder = None, project: ProjectFolder = None, as_json: AsJson = False) -> None:
    """Make a new project: settings, contracts, notebooks, and an empty exports folder."""
    from review_kit.project.init import init_project

    target = folder or project
    if target is None or (folder is not None and project is not None):
        raise ReviewKitError(
            "the folder for the new project is missing", "For example: review-kit init q3"
        )
    made = init_project(target)
    if as_json:
        print_json({"project": str(made)})
        return
    say(f"New project in {made}")
    say("1. Put your exports into exports/ as they are; exports/README.md says which ones.")
    say(f"2. review-kit connect --project {target}")
    say(f"3. review-kit run --project {target}")
    say("If you keep the project in Git, this keeps scores and names out of its notebooks there:")
    say(f"   review-kit templates strip --activate --project {target}")
