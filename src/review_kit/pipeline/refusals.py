"""What a run refuses although the exports passed: said by ``validate``, acted on by ``run``, one list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from review_kit.errors import ConfigurationError, ReviewKitError
from review_kit.pipeline.kept_results import kept_metrics
from review_kit.planning.digests import code_digest, digest_json
from review_kit.planning.find_templates import find_templates, no_templates
from review_kit.project import Project
from review_kit.snapshot import Snapshot

KIND = "refusals"
_NONE = "none"
"""Name of what is kept: that there was nothing to refuse."""


def run_refusals(
    project: Project, snapshot: Snapshot, *, as_of: date, window_days: int | None = None
) -> tuple[ReviewKitError, ...]:
    """Return every reason for which a run of this snapshot would be refused.

    Parameters
    ----------
    as_of, window_days
        Of the run.
    """
    found = _refusals_of_metrics(project, snapshot, as_of=as_of, window_days=window_days)
    try:
        templates, _ = find_templates(project.notebooks)
        if not templates:
            raise no_templates(project.notebooks)
    except ReviewKitError as error:
        found.append(error)
    return tuple(found)


def _refusals_of_metrics(
    project: Project, snapshot: Snapshot, *, as_of: date, window_days: int | None
) -> list[ReviewKitError]:
    """Return what the tables are refused for; of those that were not, it is remembered that they were not."""
    from review_kit.metrics import refusals, table_of
    from review_kit.metrics.refusals import TABLES

    base = {
        "config": project.config.model_dump(mode="json"),
        "code": code_digest("grains", "metrics", "project"),
    }
    kept = kept_metrics(project, digest_json(base))
    key = {
        "tables": {table: snapshot.digests.get(table) for table in TABLES},
        "as_of": as_of.isoformat(),
        "window_days": window_days,
    }
    if kept.find(KIND, _NONE, key) is not None:
        return []
    found = list(refusals(table_of(snapshot), project.config, as_of=as_of, window_days=window_days))
    if not found:
        kept.put(KIND, _NONE, key, [], {})
        kept.confirm()
    return found


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
