"""``review-kit adverse-impact``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from review_kit.cli.console import print_json, say
from review_kit.cli.options import HERE, AsJson, ProjectFolder, RunName

NAME = "adverse-impact"

DemographicsFile = Annotated[
    Path,
    typer.Option(
        "--demographics",
        metavar="FILE",
        help="File with the columns rep_id, attribute and value; keep it outside the project.",
    ),
]
OutFolder = Annotated[
    Path,
    typer.Option("--out", metavar="DIR", help="Folder for the report; only HR should have access."),
]


def command(
    demographics: DemographicsFile,
    out: OutFolder,
    run: RunName = None,
    project: ProjectFolder = HERE,
    as_json: AsJson = False,
) -> None:
    """Compare scores, coaching and results between groups of people, for HR only.

    Small groups are not shown. Nothing is written into the run, and no other command reads the file.
    """
    from review_kit.cli.open_project import open_project
    from review_kit.governance.impact_report import write_impact_report
    from review_kit.records.find import select_run

    loaded = open_project(project)
    folder = select_run(loaded, run)
    files = write_impact_report(loaded, folder, demographics, out)
    if as_json:
        print_json({"run": folder.run_id, "files": [str(path) for path in files]})
        return
    for path in files:
        say(str(path))
