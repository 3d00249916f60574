"""``review-kit validate``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from review_kit.cli.console import ConsoleProgress, EndedWith, print_json, say
from review_kit.cli.options import HERE, AsJson, AsOf, ProjectFolder, WindowDays

if TYPE_CHECKING:
    from review_kit.contracts import Validation
    from review_kit.project import Project

NAME = "validate"
_REFUSED = 1
_GATE = 2

Quarantine = Annotated[
    Path | None,
    typer.Option(
        "--export-quarantine",
        metavar="DIR",
        help="Also write the quarantined rows to this folder as CSV files, for you to fix.",
    ),
]


def command(
    as_of: AsOf = None,
    window: WindowDays = None,
    export_quarantine: Quarantine = None,
    project: ProjectFolder = HERE,
    as_json: AsJson = False,
) -> None:
    """Check the exports against their contracts and report what was found.

    Writes reports/validation.html and reports/validation.json. Exit code 2 if the exports have too
    many faults to make documents from, 1 if a run would refuse them for another reason.
    """
    from review_kit.cli.open_project import open_project
    from review_kit.contracts import export_quarantine as export
    from review_kit.contracts import verdict_lines
    from review_kit.pipeline.validate import check_exports

    loaded = open_project(project)
    day = None if as_of is None else as_of.date()
    exported: list[Path] = []
    if export_quarantine is not None:
        _refuse_folder_of_exports(loaded, export_quarantine)

    def export_rows(validation: Validation) -> None:
        if export_quarantine is not None:
            exported.extend(export(validation.folder, export_quarantine).values())

    with ConsoleProgress(quiet=as_json) as progress:
        validation = check_exports(
            loaded, as_of=day, window_days=window, progress=progress, then=export_rows
        )
    page = loaded.reports / "validation.html"
    if as_json:
        print_json(
            {
                **validation.to_json(),
                "page": str(page),
                "quarantine_exported": [str(path) for path in exported],
            }
        )
    else:
        for line in verdict_lines(validation):
            say(line)
        for path in exported:
            say(f"Quarantined rows for you to fix: {path}")
        say(f"Page: {page}")
    if not validation.passed:
        raise EndedWith(_GATE)
    if validation.refused:
        raise EndedWith(_REFUSED)


def _refuse_folder_of_exports(project: Project, folder: Path) -> None:
    """Refuse to write quarantined rows over the exports that they came from."""
    from review_kit.errors import ConfigurationError
    from review_kit.pipeline.inputs import input_files

    wanted = folder.resolve()
    if wanted == project.exports.resolve() or any(
        path.resolve().parent == wanted for path in input_files(project)
    ):
        raise ConfigurationError(
            f"--export-quarantine {folder}: your exports are in this folder and would be "
            "overwritten",
            "Give another folder; nothing was changed.",
        )
