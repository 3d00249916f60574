"""``review-kit collect``."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from review_kit.cli.console import ConsoleProgress, EndedWith, print_json, say
from review_kit.cli.options import HERE, AsJson, ProjectFolder

if TYPE_CHECKING:
    from pathlib import Path

    from review_kit.collecting.collect import CollectResult, SheetResult

NAME = "collect"
REFUSED = 3

Files = Annotated[
    list[str],
    typer.Argument(
        metavar="FILE...", help="Filled sheets, folders with them, or patterns such as 'q4/*.pdf'."
    ),
]
Replace = Annotated[
    bool,
    typer.Option("--replace", help="Replace what was collected earlier for the same talk."),
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Show what would be collected; write nothing.")
]


def command(
    files: Files,
    replace: Replace = False,
    dry_run: DryRun = False,
    project: ProjectFolder = HERE,
    as_json: AsJson = False,
) -> None:
    """Read filled conversation sheets back into the coaching log, goals and own ratings.

    Rows go to exports/collected/, where the next run reads them. Collecting the same sheet twice
    adds nothing. Exit code 3 if a sheet could not be collected.
    """
    from review_kit.cli.open_project import open_project
    from review_kit.collecting.collect import collect
    from review_kit.collecting.find_sheets import find_sheets

    loaded = open_project(project)
    paths = find_sheets(files)
    with ConsoleProgress(quiet=as_json) as progress:
        read = 0

        def on_sheet(path: Path) -> None:
            nonlocal read
            read += 1
            progress.step(f"Reading sheets: {read} of {len(paths)} ({path.name})")

        result = collect(loaded, paths, replace=replace, dry_run=dry_run, on_sheet=on_sheet)
    if as_json:
        print_json(
            {
                "sheets": [sheet.to_json() for sheet in result.sheets],
                "counts": Counter(sheet.fate for sheet in result.sheets),
                "written": [str(path) for path in result.written],
                "dry_run": dry_run,
            }
        )
    else:
        _report(result, dry_run=dry_run)
    if result.refused:
        raise EndedWith(REFUSED)


def _report(result: CollectResult, *, dry_run: bool) -> None:
    for sheet in result.sheets:
        say(f"{_what(sheet, dry_run=dry_run)}: {sheet.path.parent.name}/{sheet.path.name}")
        for problem in sheet.problems:
            say(f"    {problem}")
        for remark in sheet.remarks:
            say(f"    Note: {remark}.")
    for path in result.written:
        say(f"Written: {path}")
    if dry_run:
        say("Nothing was written (--dry-run).")
    elif not result.written:
        say("Nothing new.")
    else:
        say("The next 'review-kit run' will show it.")


def _what(sheet: SheetResult, *, dry_run: bool) -> str:
    who = f" ({sheet.rep_name})" if sheet.rep_name else ""
    rows = "row" if sheet.rows == 1 else "rows"
    was = "Would be collected" if dry_run else "Collected"
    words = {
        "collected": f"{was}, {sheet.rows} {rows}{who}",
        "replaced": f"{was}, replacing an earlier version, {sheet.rows} {rows}{who}",
        "known": f"Already collected{who}",
        "refused": f"Not collected{who}",
    }
    return words[sheet.fate]
