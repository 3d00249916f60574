"""Language tags: which languages a document may be in, and where the words of each are looked for."""

from __future__ import annotations

from collections.abc import Iterable

SHIPPED_DEFAULT = "en-GB"
"""Language of a document where nothing else is asked for."""

REFERENCE = "en"
"""The language that defines which messages there are, and which variables each has."""


def normal_tag(tag: str) -> str | None:
    """Write a BCP 47 tag as Babel knows it, with hyphens; ``None`` for what is no language.

    Examples
    --------
    >>> normal_tag("EN-gb"), normal_tag("pt_br"), normal_tag("klingon")
    ('en-GB', 'pt-BR', None)
    """
    from babel import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(tag.strip().replace("-", "_"))).replace("_", "-")
    except (UnknownLocaleError, ValueError, TypeError):
        return None


def lookup_order(tag: str) -> list[str]:
    """List a tag and the tags that it is a variant of, the most particular first.

    Examples
    --------
    >>> lookup_order("de-AT"), lookup_order("zh-Hant-TW")
    (['de-AT', 'de'], ['zh-Hant-TW', 'zh-Hant', 'zh'])
    """
    parts = tag.split("-")
    return ["-".join(parts[:end]) for end in range(len(parts), 0, -1)]


def base_of(tag: str) -> str:
    """Name the language without script and region: ``de`` of ``de-AT``."""
    return tag.partition("-")[0]


def chosen_tag(wanted: str | None, default: str, languages: Iterable[str]) -> str | None:
    """Choose the language of a document.

    Parameters
    ----------
    wanted
        What the roster says of a rep, as typed; ``None`` where it says nothing.
    default
        ``organisation.language``, a normal tag.
    languages
        Languages that there are words for, without regions.

    Returns
    -------
    str or None
        A normal tag. ``None`` where there are no words in the language wanted. A language without a region is
        that of the organisation where the organisation speaks it, so that ``en`` in a roster is
        American English in an American company; other English is British.

    Examples
    --------
    >>> chosen_tag("en", "en-US", {"en", "de"}), chosen_tag("en", "de", {"en", "de"})
    ('en-US', 'en-GB')
    >>> chosen_tag(None, "de", {"en", "de"}), chosen_tag("fr", "de", {"en", "de"})
    ('de', None)
    """
    if wanted is None or not wanted.strip():
        return default
    tag = normal_tag(wanted)
    if tag is None or base_of(tag) not in set(languages):
        return None
    if tag == base_of(default):
        return default
    return SHIPPED_DEFAULT if tag == REFERENCE else tag
