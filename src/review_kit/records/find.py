"""Which run of a project is meant, and how it stands."""

from __future__ import annotations

from review_kit.errors import ReviewKitError
from review_kit.project import Project
from review_kit.records.folder import RunFolder
from review_kit.records.lock import is_locked
from review_kit.records.manifest import Manifest, State, read_manifest


def select_run(project: Project, name: str | None = None) -> RunFolder:
    """Return the run of that name, or the newest one.

    Raises
    ------
    ReviewKitError
        There is none.
    """
    runs = {path.parent.name: path.parent for path in project.reports.glob("*/manifest.json")}
    if name is not None:
        if name not in runs:
            known = ", ".join(sorted(runs)) or "none"
            raise ReviewKitError(
                f"there is no run '{name}' in {project.reports}", f"The runs are: {known}."
            )
        return RunFolder(runs[name])
    if not runs:
        raise ReviewKitError(
            f"{project.reports} contains no run yet",
            f"Make one with: review-kit run --project {project.root}",
        )
    return RunFolder(runs[max(runs)])


def run_state(run: RunFolder) -> tuple[State, Manifest]:
    """Return how a run stands, and its manifest.

    A run that was killed could not say so itself: its manifest still says that it runs, but nobody
    holds its folder.
    """
    manifest = read_manifest(run)
    if manifest.state == "running" and not is_locked(run):
        return "interrupted", manifest
    return manifest.state, manifest
