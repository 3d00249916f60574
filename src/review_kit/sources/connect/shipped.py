"""Which shipped profile a file fits: the one that most of its headings are known to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import duckdb

from review_kit.errors import SourceError
from review_kit.project import Project
from review_kit.project.config import Config, Organisation
from review_kit.sources.columns.binding import bind
from review_kit.sources.connect.columns import Found
from review_kit.sources.connect.grids import Grid, grid_with_records
from review_kit.sources.files.header import plain_name, words_of
from review_kit.sources.files.json_records import list_steps
from review_kit.sources.files.raw import RawTable
from review_kit.sources.profiles.files import SHIPPED, load_profile
from review_kit.sources.profiles.language import Profile

ALWAYS: Mapping[str, str] = {
    "coaching_log": "spreadsheet_coaching_log",
    "criteria": "rubric_sheet",
}
"""Tables that people keep by hand, and the profile that reads what they write."""
_OF_ANSWERS = "qa_wide"
"""Profile that reads answers in words, such as ``4 - Good`` and ``Yes``."""
_FEWEST = 3
_FEWEST_WIDE = 2
_MOST_OF_THEM = 0.7
"""Share of the columns found that a profile has to know."""
_FEWEST_OF_SCORES = 4
"""Headings that a scorecard needs of a profile: a call, a rep and a day say nothing of the system."""


@dataclass(frozen=True)
class Fit:
    """A shipped profile that reads a file."""

    profile: Profile
    known: tuple[str, ...]
    """Headings of the file that it knows."""
    grid: Grid


@cache
def shipped_profiles() -> tuple[Profile, ...]:
    """Every profile of the package, by name."""
    # no project's own profiles lie before them here
    bare = Project(SHIPPED / "nobody", Config(organisation=Organisation(name="nobody")))
    return tuple(
        load_profile(bare, path.stem)
        for path in sorted(SHIPPED.glob("*.toml"))
        if path.stem != "canonical"
    )


def nested_fit(
    grid: Grid,
    profiles: tuple[Profile, ...],
    connection: duckdb.DuckDBPyConnection,
    work: Path,
) -> Fit | None:
    """Find the profile of JSON pages, or of a table with a column of JSON, that a file fits."""
    is_json = grid.header_row == 0 and grid.path is not None and ".json" in grid.name.lower()
    head = b""
    if is_json and grid.path is not None:
        with grid.path.open("rb") as file:
            head = file.read(1 << 16)
    fits = []
    for profile in profiles:
        steps = list_steps(profile.read.records or "")
        if not steps or profile.table is None:
            continue
        known = frozenset(plain_name(name) for name in grid.header if name)
        names = [name for column in profile.columns.values() for name in column.source]
        # a warehouse writes answered_scorecard_id for answeredScorecardId
        words = {words_of(name) for name in names}
        outer = tuple(name for name in grid.header if name and words_of(name) in words)
        if is_json:
            if f'"{steps[0][0]}"'.encode() not in head and len(outer) < _FEWEST:
                continue
            try:
                day = grid.exported_on
                if day is None:
                    continue
                whole = grid_with_records(grid, profile.read.records or "", day, connection, work)
            except (SourceError, duckdb.Error):
                continue
        else:
            inner = ".".join(part for step in steps[1:2] for part in step)
            if not inner or plain_name(inner) not in known or len(outer) < _FEWEST:
                continue
            fits.append(Fit(profile, outer, grid))
            continue
        try:
            bind(profile, profile.table, RawTable(Path(), whole.header, 1), grid.name, strict=True)
        except SourceError:
            continue
        there = {plain_name(name) for name in names}
        fits.append(Fit(profile, tuple(n for n in whole.header if plain_name(n) in there), whole))
    return max(fits, key=lambda fit: (len(fit.known), fit.profile.name), default=None)


def wide_fit(grid: Grid, profiles: tuple[Profile, ...]) -> Fit | None:
    """Find the profile that knows a column for each stage, month or the like by its heading.

    Such a file has no column of its own for what its headings say, so that its columns alone do not place
    it.
    """
    fits = []
    for profile in profiles:
        if profile.unpivot is None or profile.unpivot.columns == ("*",) or profile.table is None:
            continue
        try:
            found = bind(
                profile, profile.table, RawTable(Path(), grid.header, 1), grid.name, strict=True
            )
        except SourceError:
            continue
        if len(found.questions) >= _FEWEST_WIDE:
            asked = tuple(grid.header[number - 1] for number in found.questions)
            known = (*_known(profile, grid), *asked)
            fits.append(Fit(profile, known, grid))
    return max(fits, key=lambda fit: (len(fit.known), fit.profile.name), default=None)


def looked_up_fit(grid: Grid, profiles: tuple[Profile, ...]) -> Fit | None:
    """Find the profile that reads a table of ids which other exports translate.

    Such a file has no column of its own for people and days, so that its columns alone do not place it.
    """
    fits = []
    for profile in profiles:
        known = _known(profile, grid)
        if (
            not profile.lookups
            or profile.read.records
            or profile.unpivot is not None
            or profile.table is None
            or len(known) < _FEWEST_OF_SCORES
        ):
            continue
        try:
            bind(profile, profile.table, RawTable(Path(), grid.header, 1), grid.name, strict=True)
        except SourceError:
            continue
        fits.append(Fit(profile, known, grid))
    return max(fits, key=lambda fit: (len(fit.known), fit.profile.name), default=None)


def flat_fit(
    table: str,
    grid: Grid,
    found: Mapping[str, Found],
    profiles: tuple[Profile, ...],
    *,
    wide: bool,
    worded: bool = False,
) -> Fit | None:
    """Find the profile that a table of rows fits well enough to be built on.

    Parameters
    ----------
    wide, worded
        It has a column for each question; some are answered in words.
    """
    fits = [
        Fit(profile, known, grid)
        for profile in profiles
        if profile.table == table
        and not profile.read.records
        and (profile.unpivot is not None) == wide
        and (known := _known(profile, grid))
    ]
    best = max(
        fits,
        key=lambda fit: (len(fit.known), fit.profile.name == ALWAYS.get(table), fit.profile.name),
        default=None,
    )
    if table in ALWAYS and (best is None or len(best.known) < _FEWEST):
        always = next(each for each in profiles if each.name == ALWAYS[table])
        return Fit(always, _known(always, grid), grid)
    if best is not None and best.profile.name == ALWAYS.get(table):
        return best
    if worded:
        worded_fits = [fit for fit in fits if fit.profile.columns["score"].part is not None]
        return max(
            worded_fits,
            key=lambda fit: (len(fit.known), fit.profile.name == _OF_ANSWERS),
            default=None,
        )
    fewest = _FEWEST_OF_SCORES if table == "qa_scores" else _FEWEST
    if best is None or len(best.known) < max(fewest, _MOST_OF_THEM * len(found)):
        return None
    return best


def _known(profile: Profile, grid: Grid) -> tuple[str, ...]:
    names = {
        plain_name(name)
        for column in profile.columns.values()
        for name in column.source
        if not name.startswith("@")
    }
    return tuple(name for name in grid.header if plain_name(name) in names)


def gives(profile: Profile, column: str, grid: Grid) -> bool:
    """Say whether a profile makes a column of this file without further lines."""
    how = profile.columns.get(column)
    if how is None:
        return False
    there = {plain_name(name) for name in grid.header if name}
    pseudo = {"@file", "@row", "@column", "@value"} | ({"@sheet"} if grid.sheet else set())
    named = any(plain_name(name) in there or name in pseudo for name in how.source)
    joined = how.join and all(any(plain_name(n) in there for n in names) for names in how.join)
    return (
        named
        or bool(joined)
        or how.constant is not None
        or how.default is not None
        or how.guess is not None
        or bool(how.id_of or how.slug_of or how.indented)
    )
