"""What a project's snapshot rests on, and whether it has changed since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from review_kit.batch.digests import code_digest, digest_json
from review_kit.batch.records import digest_file
from review_kit.project import Project, data_contracts_folder
from review_kit.sources.discovery import watched_files
from review_kit.sources.profile_files import load_profile


def fingerprint(project: Project, **options: Any) -> str | None:
    """Digest everything that decides what becomes of the exports.

    Bytes of every file that could be read, and the day of its last writing, which stands for the
    day of the export; settings, contracts, profiles, the code that reads and judges.

    Parameters
    ----------
    options
        Of the command, as far as they matter.

    Returns
    -------
    str or None
        ``None`` where a source is a database or object storage: nobody can tell from here whether
        it has changed.
    """
    if any(source.url is not None for source in project.config.sources.values()):
        return None
    zone = ZoneInfo(project.config.organisation.time_zone)
    files = sorted(set(_files(project)))
    with ThreadPoolExecutor(4) as pool:
        digests = list(pool.map(digest_file, files))
    days = [datetime.fromtimestamp(path.stat().st_mtime, UTC).astimezone(zone) for path in files]
    return digest_json(
        {
            "files": [
                [str(_shown(path, project.root)), digest, str(day.date())]
                for path, digest, day in zip(files, digests, days, strict=True)
            ],
            "config": project.config.model_dump(mode="json", exclude={"batch"}),
            "code": code_digest("sources", "contracts", "snapshot", "project"),
            "options": options,
        }
    )


def _files(project: Project) -> Iterator[Path]:
    """Every file that could be read; one too many does no harm."""
    yield from _below(project.exports)
    yield from watched_files(project)
    yield from sorted((project.root / "profiles").glob("*.toml"))
    yield from sorted(data_contracts_folder(project.root).glob("*.yaml"))
    for source in project.config.sources.values():
        patterns = [source.path] if isinstance(source.path, str) else source.path or []
        lookups = load_profile(project, source.profile).lookups.values()
        for pattern in [*patterns, *(lookup.path for lookup in lookups)]:
            target = project.root / pattern
            if target.is_file():
                yield target
            elif target.is_dir():
                yield from _below(target)
            else:
                anchor = Path(target.anchor)
                found: Iterable[Path] = anchor.glob(target.relative_to(anchor).as_posix())
                yield from (path for path in found if path.is_file())


def _below(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from (
            path
            for path in folder.rglob("*")
            if path.is_file() and not path.name.startswith((".", "~$"))
        )


def _shown(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else str(path)
