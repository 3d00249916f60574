"""What a project's snapshot rests on, and whether it has changed since."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from review_kit.own_metrics.find import find_metrics
from review_kit.planning.digests import code_digest, digest_json
from review_kit.project import Project, data_contracts_folder
from review_kit.sources.files.discovery import matching, watched_files
from review_kit.sources.files.mended import record_path
from review_kit.sources.files.unchanged import FileState, HashedFile, changed_while_read
from review_kit.sources.profiles.files import profiles_of

SETTINGS_READ: Mapping[str, Any] = {
    "organisation": {"name", "time_zone", "currency"},
    "sources": True,
    "gate": True,
    "limits": True,
    "targets": {"criteria"},
    "rates": {"outcome_values"},
    "privacy": {"emotion"},
}
"""Settings that reading and validating look at; a change of any other keeps the snapshot."""


@dataclass(frozen=True)
class Inputs:
    """Everything that decides what becomes of the exports, as it was before they were read."""

    fingerprint: str | None
    """Of their content; ``None`` where a source is a database or object storage: whether it has
    changed cannot be known from here."""
    states: Mapping[Path, FileState]
    """Every file that could be read."""
    hashed: Mapping[Path, HashedFile] = field(default_factory=dict)
    """Those that were hashed for the fingerprint."""

    def refuse_change(self, project: Project) -> None:
        """Make sure that what was read meanwhile is what the fingerprint stands for.

        Raises
        ------
        SourceError
            A file was written, replaced, added or removed.
        """
        now = _states(project)
        changed = [
            path for path in {**self.states, **now} if self.states.get(path) != now.get(path)
        ]
        if changed:
            raise changed_while_read([_shown(path, project.root) for path in sorted(changed)])


def inputs_of(project: Project, **options: Any) -> Inputs:
    """Look at everything that decides what becomes of the exports.

    Bytes of every file that could be read, and the day of its last writing, which stands for the
    day of the export; the settings that reading and validating look at; contracts, profiles, the code.

    Parameters
    ----------
    options
        Of the command, as far as they matter.

    """
    if any(source.url is not None for source in project.config.sources.values()):
        return Inputs(None, _states(project))
    zone = ZoneInfo(project.config.organisation.time_zone)
    paths = sorted(set(input_files(project)))
    names = [_shown(path, project.root) for path in paths]
    with ThreadPoolExecutor(4) as pool:
        files = list(pool.map(HashedFile.of, paths, names))
    fingerprint = digest_json(
        {
            "files": [
                [file.name, file.sha256, str(file.state.written.astimezone(zone).date())]
                for file in files
            ],
            "settings": project.config.model_dump(mode="json", include=SETTINGS_READ),
            "code": code_digest("sources", "contracts", "snapshot", "project"),
            "options": options,
            **({"own_results": own} if (own := _own_results(project)) else {}),
        }
    )
    hashed = {file.path: file for file in files}
    return Inputs(fingerprint, {path: file.state for path, file in hashed.items()}, hashed)


def _own_results(project: Project) -> list[str]:
    """Name the results that the project computes itself: a criterion may name one as what it drives."""
    return [one.name for one in find_metrics(project).files if one.declared.kind == "lagging"]


def _states(project: Project) -> dict[Path, FileState]:
    return {path: FileState.of(path) for path in input_files(project)}


def input_files(project: Project) -> Iterator[Path]:
    """Every file that could be read; one too many does no harm."""
    yield from _below(project.exports)
    yield from watched_files(project)
    yield from sorted((project.root / "profiles").glob("*.toml"))
    if record_path(project).is_file():
        yield record_path(project)
    yield from sorted(data_contracts_folder(project.root).glob("*.yaml"))
    # in the order of the data model, as they are read, so that faults are told in this order
    profiles = profiles_of(
        project, [table for table in project.data_model if table in project.config.sources]
    )
    for table, profile in profiles.items():
        source = project.config.sources[table]
        patterns = [source.path] if isinstance(source.path, str) else source.path or []
        lookups = profile.lookups.values()
        for pattern in [*patterns, *(lookup.path for lookup in lookups)]:
            target = project.root / pattern
            if target.is_file():
                yield target
            elif target.is_dir():
                yield from _below(target)
            else:
                yield from matching(target)


def _below(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from (
            path
            for path in folder.rglob("*")
            if path.is_file() and not path.name.startswith((".", "~$"))
        )


def _shown(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
