"""What to write so that a doubtful value is read as it is meant."""

from __future__ import annotations

from review_kit.sources.profiles.language import Profile


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
    written = " or ".join(f"`{line}`" for line in lines)
    if profile.own:
        return f"Write under [{section}] in profiles/{profile.name}.toml: {written}."
    base = f'`extends = "{profile.name}"`'
    if profile.table is None:
        base += f', `table = "{table}"`'
    return (
        f"Write under [{section}] of your own profile ({base}, named in [sources.{table}]): "
        f"{written}."
    )


def listed(texts: list[str], most: int = 5) -> str:
    """Name the first few texts in quotes, and say how many more there are."""
    shown = ", ".join(f"'{text}'" for text in texts[:most])
    return shown if len(texts) <= most else f"{shown} and {len(texts) - most:,} more"
