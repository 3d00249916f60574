"""``review-kit pseudonymise``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from review_kit.cli.console import print_json, say
from review_kit.cli.options import HERE, AsJson, ProjectFolder

NAME = "pseudonymise"

Run = Annotated[str, typer.Argument(metavar="RUN", help="Name of the run, e.g. 2026-09-30-90d.")]
To = Annotated[
    Path, typer.Option("--to", metavar="FOLDER", help="Folder of the copy; it must not exist yet.")
]
Key = Annotated[
    Path | None,
    typer.Option(
        "--key",
        metavar="FILE",
        help="Keep the key of the pseudonyms here, so that further copies use the same ones; "
        "default: the key is discarded.",
    ),
]


def command(
    run: Run,
    to: To,
    key: Key = None,
    project: ProjectFolder = HERE,
    as_json: AsJson = False,
) -> None:
    """Copy a run's numbers for analysts or support, with pseudonyms and without what people wrote.

    Searches the copy for every name, address and identifier of the roster before it appears.
    Notebooks can be run on it; documents are not copied. pseudonyms.shift_dates moves all days.
    """
    from review_kit.cli.open_project import open_project
    from review_kit.records.find import select_run
    from review_kit.rights.pseudonymising import pseudonymise

    loaded = open_project(project)
    made = pseudonymise(loaded, select_run(loaded, run), to, key_file=key)
    if as_json:
        print_json(
            {
                "folder": str(made.folder),
                "tables": made.tables,
                "rows": made.rows,
                "searched_for": made.searched,
                "found": 0,
            }
        )
        return
    say(f"{made.tables} tables, {made.rows:,} rows: {made.folder}")
    say(f"Searched for {made.searched:,} names, addresses and identifiers: none is in the copy.")
    say("It is still personal data; docs/privacy.md says what it may be used for.")
