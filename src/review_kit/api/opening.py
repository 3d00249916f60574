"""Which run is meant: the newest of a project, or the one in a folder, or of a name."""

from __future__ import annotations

from os import PathLike
from pathlib import Path

from review_kit.api.run import Run
from review_kit.documents.parts.context import (
    CONTEXT_NAME,
    newest_run,
    projects_above,
    read_context,
    run_folder,
    runs_of,
)
from review_kit.errors import ConfigurationError, UnknownNameError
from review_kit.project import CONFIG_NAME


def open_run(path: str | PathLike[str] | None = None) -> Run:
    """Open a run of ``review-kit run``, to read its numbers.

    Parameters
    ----------
    path
        Folder of a run, folder of a project (for its newest run), or name of a run of the project that
        the working directory lies in. By default the newest run of that project; in a template, the
        run that the document is made for.

    Returns
    -------
    Run
        Nothing of it is read until it is asked for, except who and what the run is about.

    Raises
    ------
    ConfigurationError
        There is no such run, or it was made by a version of review-kit that this one cannot read.

    Examples
    --------
    >>> import review_kit
    >>> run = review_kit.open_run()
    >>> run
    <Run 2026-09-30-90d of Alder & Quay Software>
    """
    folder = run_folder("") if path is None else _folder_of(Path(path))
    folder = folder.resolve()
    return Run(folder, read_context(folder))


def _folder_of(path: Path) -> Path:
    if (path / "metrics" / CONTEXT_NAME).is_file():
        return path
    if (path / CONFIG_NAME).is_file():
        newest = newest_run(path)
        if newest is None:
            raise ConfigurationError(
                f"{path} is a project without a run",
                f"Make one with: review-kit run --project {path}",
            )
        return newest
    known = {
        name: folder
        for project in projects_above(Path.cwd())
        for name, folder in runs_of(project).items()
    }
    if str(path) in known:
        return known[str(path)]
    raise UnknownNameError(
        f"there is no run '{path}'",
        path.name,
        known,
        "Give the folder of a run, the folder of a project, or the name of a run of this project.",
    )
