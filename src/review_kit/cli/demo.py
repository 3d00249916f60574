"""``review-kit demo``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from review_kit.cli.console import ConsoleProgress, say
from review_kit.cli.options import AsJson, Workers
from review_kit.cli.run import run_and_report

NAME = "demo"

Reps = Annotated[int, typer.Option("--reps", min=1, metavar="N", help="Number of reps.")]
Seed = Annotated[
    int,
    typer.Option(
        "--seed", min=0, metavar="S", help="Random seed: the same seed makes the same data."
    ),
]
Effect = Annotated[
    float,
    typer.Option("--effect", metavar="PP", help="True effect of coaching, in percentage points."),
]
Out = Annotated[
    Path, typer.Option("--out", "--project", metavar="DIR", help="Folder of the demo project.")
]


def command(
    reps: Reps = 24,
    seed: Seed = 7,
    effect: Effect = 8.0,
    out: Out = Path("demo"),
    workers: Workers = None,
    as_json: AsJson = False,
) -> None:
    """Invent exports with a known effect of coaching, and make every document from them."""
    from review_kit.cli.open_project import open_project
    from review_kit.demo import DemoSettings, write_project
    from review_kit.pipeline.run import RunOptions
    from review_kit.project.init import init_project, refuse_foreign_folder

    refuse_foreign_folder(out, marker="truth")
    with ConsoleProgress(quiet=as_json) as progress:
        progress.step(f"Inventing exports for {reps} reps")
        init_project(out, replace=True)
        write_project(out, DemoSettings(reps=reps, seed=seed, effect_pp=effect))
    project = open_project(out)
    if not as_json:
        say(f"Demo project: {project.root}")
    run_and_report(project, RunOptions(workers=workers), as_json=as_json)
