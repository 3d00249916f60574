"""What to write so that a doubtful value is read as it is meant."""

from __future__ import annotations

from functools import reduce

from review_kit.sources.notice import and_more
from review_kit.sources.profiles.language import Profile
from review_kit.words import say


def profile_advice(profile: Profile, table: str, section: str, *lines: str) -> str:
    """Say which lines go into which profile.

    Parameters
    ----------
    profile
        The one that was used.
    table
        Table that was read with it.
    section
        Heading that the lines belong under, such as ``columns``.
    lines
        As TOML; two are told as alternatives.
    """
    written = reduce(
        lambda first, second: say("found-or", first=first, second=second),
        (f"`{line}`" for line in lines),
    )
    if profile.own:
        return say("found-advice-own", section=section, profile=profile.name, lines=written)
    base = f'`extends = "{profile.name}"`'
    if profile.table is None:
        base += f', `table = "{table}"`'
    return say("found-advice-new", section=section, base=base, table=table, lines=written)


def listed(texts: list[str], most: int = 5) -> str:
    """Name the first few texts in quotes, and say how many more there are."""
    return and_more(", ".join(f"'{text}'" for text in texts[:most]), len(texts) - most)
