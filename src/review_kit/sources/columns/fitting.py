"""Which other shipped profile reads a file that lacks columns of the one that was named for it."""

from __future__ import annotations

from collections.abc import Iterator

from review_kit.errors import ConfigurationError, SourceError
from review_kit.project import Project
from review_kit.sources.columns.binding import MissingColumnError, bind
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
    if not fitting:
        return fault
    hint = f"The profile {fitting} finds every column that it needs in this file. {fault.hint}"
    return MissingColumnError(file, fault.lacks, hint)


def _fitting(
    project: Project, named: Profile, table: str, raw: RawTable, file: str
) -> Iterator[str]:
    for path in sorted(SHIPPED.glob("*.toml")):
        try:
            profile = load_profile(project, path.stem)
            if profile.table != table or profile.own or profile.name == named.name:
                continue
            bind(profile, table, raw, file, strict=True)
        except (ConfigurationError, SourceError):
            continue
        yield profile.name
