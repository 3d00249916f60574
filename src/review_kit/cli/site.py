"""``review-kit site``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from review_kit.cli.console import ConsoleProgress, print_json, say
from review_kit.cli.options import HERE, AsJson, ProjectFolder

if TYPE_CHECKING:
    from review_kit.site.audience import Audience

NAME = "site"

Runs = Annotated[
    list[str],
    typer.Option(
        "--run",
        metavar="RUN",
        help="Run to show, e.g. 2026-09-30-90d; can be repeated. Default: every complete run.",
    ),
]
Out = Annotated[
    Path | None,
    typer.Option(
        "--out",
        metavar="DIR",
        help="Folder for the sites. Default: reports/sites, with --quarto reports/sites-quarto.",
    ),
]
Audiences = Annotated[
    list[str],
    typer.Option(
        "--audience",
        metavar="WHO",
        help="leaders, managers, enablement, org, team:NAME or manager:ID; can be repeated. "
        "Default: everybody.",
    ),
]
Quarto = Annotated[
    bool,
    typer.Option("--quarto", help="Write Quarto website projects to render, in place of pages."),
]


def command(
    run: Runs = [],  # noqa: B006 - typer copies it
    out: Out = None,
    audience: Audiences = [],  # noqa: B006
    quarto: Quarto = False,
    project: ProjectFolder = HERE,
    as_json: AsJson = False,
) -> None:
    """Make a website for each audience: leaders, every manager, the enablement team.

    Each is a folder that you can open from disk or publish alone, behind a sign-in. It has the documents
    that `deliver` gives to these people and nothing of anybody else, by review period, with search,
    numbers over the quarters, definitions and validation.
    """
    from review_kit.cli.open_project import open_project
    from review_kit.site.write import write_sites

    loaded = open_project(project)
    with ConsoleProgress(quiet=as_json) as progress:

        def on_site(audience: Audience) -> None:
            progress.step(f"Site for {audience}")

        found = write_sites(
            loaded, runs=run, out=out, audiences=audience, quarto=quarto, on_site=on_site
        )
    if as_json:
        print_json(
            {
                "sites": [
                    {
                        "audience": one.audience.kind,
                        "id": one.audience.identifier,
                        "page": str(one.first),
                        "runs": list(one.runs),
                        "documents": one.documents,
                    }
                    for one in found.written
                ],
                "notes": list(found.notes),
            }
        )
        return
    for one in found.written:
        say(f"{one.audience}: {one.first}")
    for note in found.notes:
        say(f"Note: {note}")
