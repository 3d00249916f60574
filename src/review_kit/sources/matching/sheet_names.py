"""A worksheet called after a person: the manager whose log it is, or the rep whom it is about."""

from __future__ import annotations

from collections.abc import Mapping

from review_kit.sources.files.header import plain_name
from review_kit.sources.files.raw import RawTable
from review_kit.sources.matching.directories import Ambiguous, Directory, Group
from review_kit.sources.matching.suggestions import Known, suggestion, visible
from review_kit.sources.notice import Notice
from review_kit.sources.profiles.column import Column
from review_kit.sources.profiles.language import Profile
from review_kit.words import say

SHEET = "@sheet"


def fitted_to_sheet(
    profile: Profile, raw: RawTable, file: str, directories: Mapping[Group, Directory | None]
) -> tuple[Profile, tuple[Notice, ...]]:
    """Let a sheet's name stand for a person only where somebody is called so.

    A profile may name ``@sheet`` after the columns of the rep and of the manager. A sheet that is called
    like a rep is the rep, where no column names one, and is then not the manager.

    Returns
    -------
    The profile without the names that this sheet cannot give, and a finding where the name is nobody's.
    """
    resting = {
        name: column
        for name, column in profile.columns.items()
        if column.match and SHEET in column.source and _rests_on_sheet(column, raw)
    }
    if not raw.sheet or not resting:
        return profile, ()
    columns = dict(profile.columns)
    named = {
        name: _names(raw.sheet, directories.get(c.match)) for name, c in resting.items() if c.match
    }
    if named.get("rep_id") and "manager_id" in named:
        named["manager_id"] = False
    for name, is_somebody in named.items():
        others = tuple(each for each in columns[name].source if each != SHEET)
        if not is_somebody and others:
            columns[name] = columns[name].model_copy(update={"source": others})
    notices = () if _is_anybody(raw.sheet, directories) else _nobody(raw.sheet, file, directories)
    return profile.model_copy(update={"columns": columns}), notices


def _rests_on_sheet(column: Column, raw: RawTable) -> bool:
    there = {plain_name(name) for name in raw.header if name}
    before = column.source[: column.source.index(SHEET)]
    return not any(plain_name(name) in there for name in before)


def _names(sheet: str, directory: Directory | None) -> bool:
    """Say whether somebody is called so; without a directory nobody can tell, and the name stands."""
    if directory is None:
        return True
    try:
        return bool(directory.find(sheet))
    except Ambiguous:
        # who is meant is refused with both ids, as in any cell
        return True


def _is_anybody(sheet: str, directories: Mapping[Group, Directory | None]) -> bool:
    return any(_names(sheet, directories.get(group)) for group in ("reps", "managers"))


def _nobody(
    sheet: str, file: str, directories: Mapping[Group, Directory | None]
) -> tuple[Notice, ...]:
    known = [
        Known(identifier, name)
        for directory in directories.values()
        if directory is not None
        for identifier, name in directory.called.items()
    ]
    near = suggestion(sheet, known)
    if not near:
        return ()
    return (
        Notice(
            kind="sheet_name",
            message=say("found-sheet-name", sheet=visible(sheet), near=near),
            hint=say("found-sheet-name.hint"),
            file=file,
        ),
    )
