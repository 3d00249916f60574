"""``review-kit release``."""

from __future__ import annotations

from typing import Annotated, cast

import typer

from review_kit.cli.console import print_json, say
from review_kit.cli.options import HERE, AsJson, ProjectFolder, RunName
from review_kit.errors import ConfigurationError

NAME = "release"
_STEPS = ("reviewed", "released", "acknowledged")

By = Annotated[
    str,
    typer.Option(
        "--by",
        metavar="NAME",
        help="Name of the person who has read the documents and releases them.",
    ),
]
Only = Annotated[
    list[str],
    typer.Option(
        "--only", metavar="GRAIN:ID", help="Only release these people's documents. Can be repeated."
    ),
]
Mark = Annotated[
    str,
    typer.Option("--mark", metavar="STEP", help=f"The step to record: {', '.join(_STEPS)}."),
]


def command(
    run: RunName = None,
    by: By = "",
    only: Only = [],  # noqa: B006 - typer copies it
    mark: Mark = "released",
    project: ProjectFolder = HERE,
    as_json: AsJson = False,
) -> None:
    """Release reps' documents after reading them, so that 'deliver' can send them to the reps.

    Keeps a copy of them in the run's folder released/. If a later run makes a different document,
    it is a new revision and must be released again.
    """
    from review_kit.cli.open_project import open_project
    from review_kit.delivery.release import Step, release
    from review_kit.planning.selection import Only as Wish
    from review_kit.records.find import select_run

    if mark not in _STEPS:
        raise ConfigurationError(f"--mark {mark}: must be one of {', '.join(_STEPS)}")
    if not by.strip():
        raise ConfigurationError(
            "--by: give the name of the person who has read the documents",
            "For example: review-kit release --by 'Maria Lopez'",
        )
    loaded = open_project(project)
    folder = select_run(loaded, run)
    wishes = [Wish.parse(text) for text in only]
    result = release(loaded, folder, by=by.strip(), step=cast("Step", mark), only=wishes)
    if as_json:
        print_json(
            {
                "run": folder.run_id,
                **{
                    name: [
                        {
                            "document": one.record.document,
                            "state": one.state,
                            "revision": one.revision,
                            "changes": list(one.changes),
                            "warnings": list(one.record.warnings),
                        }
                        for one in group
                    ]
                    for name, group in (
                        ("marked", result.marked),
                        ("already", result.already),
                        ("not_yet", result.not_yet),
                    )
                },
            }
        )
        return
    for one in result.marked:
        what = f"{one.record.title} for {one.record.entity_name}"
        if one.revision > 1:
            what += f", revision {one.revision} (changed: {', '.join(one.changes)})"
        say(f"{mark.capitalize()}: {what}")
        for warning in one.record.warnings:
            say(f"    Look at: {warning}")
    if result.already:
        say(f"{len(result.already)} had already reached this step")
    for one in result.not_yet:
        say(f"Not released yet: {one.record.title} for {one.record.entity_name}")
    if mark == "released" and result.marked:
        say("'review-kit deliver' delivers them.")
