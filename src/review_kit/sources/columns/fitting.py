"""Which other shipped profile reads a file that lacks columns of the one that was named for it."""

from __future__ import annotations

from collections.abc import Iterator

from review_kit.errors import ConfigurationError, SourceError
from review_kit.project import Project
from review_kit.sources.columns.binding import MissingColumnError, bind
from review_kit.sources.files.json_records import list_steps
from review_kit.sources.files.raw import RawTable
from review_kit.sources.profiles.files import SHIPPED, load_profile
from review_kit.sources.profiles.language import Profile


def with_fitting_profiles(
    fault: MissingColumnError,
    project: Project,
    profile: Profile,
    table: str,
    raw: RawTable,
    file: str,
) -> MissingColumnError:
    """Add to a fault the shipped profiles that find every column they need in the file.

    A column for each stage, for one, is not what the profile for a row for each stage looks for.
    """
    fitting = " or ".join(f"'{name}'" for name in _fitting(project, profile, table, raw, file))
    if fitting:
        hint = f"The profile {fitting} finds every column that it needs in this file. {fault.hint}"
        return MissingColumnError(file, fault.lacks, hint)
    nested = " or ".join(f"'{name}'" for name in _of_pages(project, profile, table, raw))
    if nested:
        hint = (
            f"The profile {nested} reads records out of pages of JSON like this one. {fault.hint}"
        )
        return MissingColumnError(file, fault.lacks, hint)
    return fault


def _fitting(
    project: Project, named: Profile, table: str, raw: RawTable, file: str
) -> Iterator[str]:
    for profile in _others(project, named, table):
        try:
            bind(profile, table, raw, file, strict=True)
        except SourceError:
            continue
        yield profile.name


def _of_pages(project: Project, named: Profile, table: str, raw: RawTable) -> Iterator[str]:
    """Profiles whose records lie in a list that the page has: ``results``."""
    for profile in _others(project, named, table):
        steps = list_steps(profile.read.records or "")
        if steps and ".".join(steps[0]) in raw.header:
            yield profile.name


def _others(project: Project, named: Profile, table: str) -> Iterator[Profile]:
    """Every other shipped profile of a table."""
    for path in sorted(SHIPPED.glob("*.toml")):
        try:
            profile = load_profile(project, path.stem)
        except ConfigurationError:
            continue
        if profile.table == table and not profile.own and profile.name != named.name:
            yield profile
