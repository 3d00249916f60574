"""Headings that are nearly the ones a profile knows, and columns that are not there under any name.

A column that is called a little differently ("Score before (%)", "Due by") is not read, and what it
holds is then missing without anybody having left it out.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache

from review_kit.sources.columns.binding import Binding, fits
from review_kit.sources.files.header import NEAR, nearest_name, plain_name, similarity, words_of
from review_kit.sources.notice import Notice
from review_kit.sources.profiles.files import SHIPPED
from review_kit.sources.profiles.keys import PERIODS
from review_kit.sources.profiles.language import Profile
from review_kit.words import say

NEAR_COLUMN = "near_column"
LISTED_QUESTION = "listed_question_missing"
BARE_LOG = "log_without_content"

LOG_CONTENT = ("criterion_id", "score_before", "score_after", "commitment")
"""What a coaching log is kept for; one without all four says only that people met."""

_PATTERN_SIGNS = re.compile(r"[*?\[]")

_TOO_GENERAL = frozenset({("name",)})
"""Words of accepted names that say nothing apart from their profile: "Campaign name" is no deal's name."""


def near_columns(
    profile: Profile, table: str, binding: Binding, header: tuple[str, ...], file: str
) -> Iterator[Notice]:
    """Yield what seems to be missed in a file because of its headings.

    That is each heading nobody uses that may be a column the file lacks, each question that the
    profile lists and the file does not have, and a coaching log without content.

    Parameters
    ----------
    profile
        What the names mean.
    table
        Canonical table that it makes.
    binding
        What of it was found in the file.
    header
        The headings of the file.
    file
        Its name, as messages give it.
    """
    yield from _listed_questions(profile, binding, header, file)
    yield from _unused_columns(profile, table, binding, file)
    yield from _parts_without_column(profile, table, binding, header, file)
    if table == "coaching_log" and binding.missing.issuperset(LOG_CONTENT):
        yield Notice(
            kind=BARE_LOG,
            message=say("found-bare-log"),
            hint=" ".join([*_unused(binding), say("found-bare-log.hint")]),
            file=file,
            stops=True,
        )


@cache
def known_names(table: str, columns: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """Canonical column → every name that it is known by: its own, and those of shipped profiles."""
    names = {column: [column] for column in columns}
    for path in sorted(SHIPPED.glob("*.toml")):
        profile = tomllib.loads(path.read_text(encoding="utf-8"))
        if profile.get("table") != table:
            continue
        for name, column in profile.get("columns", {}).items():
            given = column.get("from", ()) if isinstance(column, dict) else column
            each = [given] if isinstance(given, str) else list(given)
            for part in column.get("join", ()) if isinstance(column, dict) else ():
                each += [part] if isinstance(part, str) else part
            names[name] += [
                text for text in each if text[0] != "@" and words_of(text) not in _TOO_GENERAL
            ]
    return {name: tuple(dict.fromkeys(given)) for name, given in names.items()}


def names_of(profile: Profile, table: str) -> tuple[str, ...]:
    """Names of a table's columns."""
    return tuple(column.name for column in profile.columns_of(table))


def _unused_columns(profile: Profile, table: str, binding: Binding, file: str) -> Iterator[Notice]:
    known = {
        column: (*(profile.columns[column].source if column in profile.columns else ()), *names)
        for column, names in known_names(table, names_of(profile, table)).items()
    }
    for heading in _unmeant(profile, binding):
        score, _, _, column, name = max(
            (
                (
                    similarity(heading, name, NEAR),
                    column in binding.missing,
                    plain_name(heading) == plain_name(name),
                    column,
                    name,
                )
                for column, names in known.items()
                for name in names
            ),
            key=lambda each: each[:3],
        )
        # what is nearer to a column that is there is meant for another thing
        if score < NEAR or column not in binding.missing:
            continue
        meant = f"'{name}'" if name == column else say("found-near-meant", name=name, column=column)
        yield Notice(
            kind=NEAR_COLUMN,
            message=say("found-near-column", heading=heading, meant=meant),
            hint=say("found-near-column.hint", column=column, heading=heading),
            file=file,
        )


def _unmeant(profile: Profile, binding: Binding) -> list[str]:
    """Headings that nothing uses though nobody said so."""
    skipped = profile.unpivot.skip if profile.unpivot is not None else ()
    return [
        heading
        for heading in binding.unused
        if not any(fits(heading, pattern) for pattern in skipped)
    ]


def _parts_without_column(
    profile: Profile, table: str, binding: Binding, header: tuple[str, ...], file: str
) -> Iterator[Notice]:
    """Yield rules and ids that look at a column which is there under nearly its name.

    A rule without its column leaves nothing out, and an id without it is the same for more rows.
    """
    there = {plain_name(name) for name in header} | {*names_of(profile, table)}
    looked_at: list[tuple[str, tuple[str, dict[str, str]]]] = [
        (name, ("found-rule-near-column", {"rule": rule.reason}))
        for rule in profile.leave_out
        for name in rule.names
    ]
    looked_at += [
        (name, ("found-id-near-column", {"column": column}))
        for column, how in profile.columns.items()
        for name in how.id_of
    ]
    for name, (message, what) in dict(looked_at).items():
        if name.startswith("@") or name in there or plain_name(name) in there:
            continue
        near = nearest_name(name, _unmeant(profile, binding))
        if near is not None:
            yield Notice(
                kind=NEAR_COLUMN,
                message=say(message, **what, name=name, near=near),
                hint=say(f"{message}.hint"),
                file=file,
            )


def _unused(binding: Binding) -> list[str]:
    """Name the columns that nothing uses, in a sentence; none where there are none."""
    unused = ", ".join(f"'{each}'" for each in binding.unused)
    return [say("found-unused-columns", columns=unused)] if unused else []


def _listed_questions(
    profile: Profile, binding: Binding, header: tuple[str, ...], file: str
) -> Iterator[Notice]:
    if profile.unpivot is None:
        return
    for name in profile.unpivot.columns:
        if (
            name == PERIODS
            or _PATTERN_SIGNS.search(name)
            or any(plain_name(name) == plain_name(each) for each in header)
        ):
            continue
        near = nearest_name(name, binding.unused, at_least=0.5)
        meant = [say("found-listed-question.near", near=near)] if near else []
        yield Notice(
            kind=LISTED_QUESTION,
            message=say("found-listed-question", name=name),
            hint=" ".join(
                [*_unused(binding), *meant, say("found-listed-question.hint", name=name)]
            ),
            file=file,
            stops=True,
        )
