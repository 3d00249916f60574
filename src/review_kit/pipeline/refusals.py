"""What a run refuses although the exports passed: said by ``validate``, acted on by ``run``, one list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from review_kit.errors import ConfigurationError, ReviewKitError
from review_kit.planning.find_templates import find_templates, no_templates
from review_kit.project import Project
from review_kit.snapshot import Snapshot


def run_refusals(
    project: Project, snapshot: Snapshot, *, as_of: date, window_days: int | None = None
) -> tuple[ReviewKitError, ...]:
    """Return every reason for which a run of this snapshot would be refused.

    Parameters
    ----------
    as_of, window_days
        Of the run.
    """
    from review_kit.metrics import refusals, table_of

    found = list(refusals(table_of(snapshot), project.config, as_of=as_of, window_days=window_days))
    try:
        templates, _ = find_templates(project.notebooks)
        if not templates:
            raise no_templates(project.notebooks)
    except ReviewKitError as error:
        found.append(error)
    return tuple(found)


def refuse(found: Sequence[ReviewKitError]) -> None:
    """Raise all of them as one.

    Raises
    ------
    ReviewKitError
        There is one, or several: every message with what to do about it.
    """
    if len(found) == 1:
        raise found[0]
    if found:
        raise ConfigurationError(
            "\n".join(f"{each.message}. {each.hint}".rstrip() for each in found),
            f"There are {len(found)} faults; 'review-kit validate' lists them too.",
        )
