"""``review-kit person``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from review_kit.cli.console import print_json, say
from review_kit.cli.options import HERE, AsJson, ProjectFolder

NAME = "person"

Identifier = Annotated[
    str, typer.Argument(metavar="ID", help="The rep_id or manager_id, as the roster has it.")
]
To = Annotated[
    Path | None,
    typer.Option(
        "--to", metavar="FOLDER", help="Where to write it; default: dossiers/ID in the project."
    ),
]


def command(
    identifier: Identifier,
    to: To = None,
    project: ProjectFolder = HERE,
    as_json: AsJson = False,
) -> None:
    """Put together everything that is held about one person: a page to read, data, documents.

    Looks in every snapshot with its quarantined rows, in corrections and collected sheets, in the
    numbers and documents of every run, and in the record of deliveries, and lists all other files
    of the project that name the person.
    """
    from review_kit.cli.open_project import open_project
    from review_kit.rights.dossier import default_folder, write_dossier
    from review_kit.rights.person import holdings_of

    loaded = open_project(project)
    found = holdings_of(loaded, identifier)
    page = write_dossier(loaded, found, to or default_folder(loaded, identifier))
    counts = {
        "tables": len(found.tables),
        "rows": found.rows,
        "documents": len(found.documents),
        "deliveries": len(found.handlings),
        "corrections": len(found.mended),
        "named_elsewhere": len({place.path for place in found.elsewhere}),
        "not_searched": len(found.unread),
    }
    if as_json:
        print_json({"person": identifier, "dossier": str(page), "counts": counts})
        return
    for name, number in counts.items():
        say(f"{name.replace('_', ' ').capitalize()}: {number:,}")
    for place in found.unread:
        say(f"Not searched: {place.path} ({place.unread})")
    say(f"Dossier: {page}")
