"""``review-kit purge``."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Annotated

import typer

from review_kit.cli.console import ConsoleProgress, EndedWith, print_json, say
from review_kit.cli.options import HERE, AsJson, ProjectFolder
from review_kit.errors import ConfigurationError

if TYPE_CHECKING:
    from review_kit.rights.changes import Change, PurgeResult
    from review_kit.rights.searching import Place

NAME = "purge"
LEFT = 3

Leaver = Annotated[
    str | None,
    typer.Option(
        "--person",
        metavar="ID",
        help="Remove this person (rep_id or manager_id) from everything in the project.",
    ),
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Show what would be removed; do not change anything.")
]


def command(
    person: Leaver = None,
    dry_run: DryRun = False,
    project: ProjectFolder = HERE,
    as_json: AsJson = False,
) -> None:
    """Remove what is older than [retention] allows, or everything about one person.

    Then searches the whole project, and scratch folders outside it, for what should be gone.
    Exit code 3 if something is left or could not be searched. A purge that was interrupted is
    completed by running purge again. The ledger of deliveries stays, without knowing who it is about.
    """
    from review_kit.cli.open_project import open_project
    from review_kit.rights.purging import purge_person, resume
    from review_kit.rights.retention import purge_by_retention

    loaded = open_project(project)
    kept = loaded.config.retention.model_dump()
    with ConsoleProgress(quiet=as_json) as progress:

        def on_change(change: Change) -> None:
            progress.step(f"{change.path}: {change.action}")

        if person is not None:
            result = purge_person(loaded, person, dry_run=dry_run, on_change=on_change)
        else:
            begun = None if dry_run else resume(loaded, on_change)
            if begun is None and not any(kept.values()):
                raise ConfigurationError(
                    f"{loaded.config_path}: [retention] sets no number of days, so nothing is too old",
                    "Set some (docs/configuration.md), or remove one person with --person ID.",
                )
            result = purge_by_retention(loaded, dry_run=dry_run, on_change=on_change)
            result = result if begun is None else _joined(begun, result)
    if as_json:
        print_json(
            {
                "person": person,
                "retention": kept,
                "dry_run": dry_run,
                "changes": [{"path": one.path, "action": one.action} for one in result.changes],
                "searched": result.searched,
                "remnants": [str(place) for place in result.remnants],
                "not_searched": [
                    {"file": place.path, "why": place.unread} for place in result.unread
                ],
                "to_do": {
                    place.path: _to_do(place) for place in (*result.remnants, *result.unread)
                },
            }
        )
    else:
        _report(result, dry_run=dry_run)
    if not dry_run and not result.is_proven:
        raise EndedWith(LEFT)


def _joined(one: PurgeResult, other: PurgeResult) -> PurgeResult:
    from review_kit.rights.changes import PurgeResult

    return PurgeResult(
        (*one.changes, *other.changes),
        (*one.remnants, *other.remnants),
        (*one.unread, *other.unread),
        one.searched + other.searched,
    )


_OF_OTHER_PROGRAMS = (".xls", ".xlsb", ".fods", ".numbers", ".xlt")


def _to_do(place: Place) -> str:
    """Say what somebody has to do with a file that review-kit cannot rewrite or search."""
    from review_kit.rights.previews import cache_of_quarto

    suffix = PurePosixPath(place.path.lower()).suffix
    if PurePosixPath(place.path).is_relative_to(cache_of_quarto().as_posix()):
        return (
            "Quarto keeps it of a template that is not there any more, so whose it is cannot be told. "
            "Delete it: nothing is lost."
        )
    if place.where == "its name":
        return "Rename it, and what refers to it, or delete it."
    if place.unread == "encrypted":
        return (
            "Open it with its password and remove what is about the person, or delete it; then save it "
            "without a password, so that it can be searched."
        )
    if place.unread:
        return "Look into it with its own program, and unpack or delete it."
    if suffix in _OF_OTHER_PROGRAMS:
        return "Save it as .xlsx and delete this file, or remove the person in its own program."
    if suffix == ".pdf":
        return "Delete it, or replace it by one without the person."
    return "Remove the person from it, or delete it."


def _report(result: PurgeResult, *, dry_run: bool) -> None:
    for change in result.changes:
        say(f"{change.path}: {change.action}")
    if not result.changes:
        say("Nothing to remove.")
    if dry_run:
        say("Nothing was changed (--dry-run).")
        return
    for place in result.remnants:
        say(f"Left: {place}. {_to_do(place)}")
    for place in result.unread:
        say(f"Not searched: {place.path} ({place.unread}). {_to_do(place)}")
    if result.is_proven:
        where = f" in {result.searched:,} files" if result.searched else ""
        say(f"Proof: 0 remnants found{where}.")
    else:
        say(
            f"{len(result.remnants)} remnants, {len(result.unread)} files not searched. When you have "
            "done what stands beside each, run the same command again."
        )
