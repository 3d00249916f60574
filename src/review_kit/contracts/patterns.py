"""Regular expressions that mean the same to both engines.

DuckDB reads a pattern as RE2; pandas reads it as RE2 or as Python's ``re``, by the data. The two differ
in small things that would make the two counts of a rule differ: the end of a text that ends with a
line break, digits and letters of other scripts, blanks. :func:`spelt_out` writes a pattern so that
both read it as RE2 does.
"""

from __future__ import annotations

import re
from functools import cache

from review_kit.sources.duckdb_refusal import duckdb_refusal

_TOKEN = re.compile(r"\\.|\[\^?|\]|\$|[^\\\[\]$]+", re.DOTALL)
_IGNORE_CASE = "(?i)"
_CLASSES = {"d": "0-9", "w": "0-9A-Za-z_", "s": r"\t\n\f\r "}


@cache
def check_pattern(pattern: str) -> None:
    """Raise :class:`ValueError` where a pattern cannot be used in both engines."""
    spelt = spelt_out(pattern)
    try:
        re.compile(spelt)
        reason = duckdb_refusal("regexp_matches('', ?)", pattern)
    except re.error as error:
        reason = str(error).splitlines()[0]
    if reason:
        raise ValueError(f"not a usable regular expression: {pattern!r} ({reason})")


def spelt_out(pattern: str) -> str:
    """Return the pattern without what RE2 and Python read differently.

    Raises
    ------
    ValueError
        It has something that cannot be written so that both read the same.
    """
    flag = _IGNORE_CASE if pattern.startswith(_IGNORE_CASE) else ""
    body = pattern.removeprefix(_IGNORE_CASE)
    if re.search(r"\(\?[a-zA-Z-]+[:)]", body):
        raise ValueError(f"a pattern may have only one flag, {_IGNORE_CASE}, at its beginning")
    spelt: list[str] = []
    in_class = False
    for token in _TOKEN.findall(body):
        letter = token[1:]
        if token.startswith("[") and not in_class:
            spelt.append(token)
            in_class = True
        elif token.startswith("["):
            # an opening bracket inside a class is itself
            spelt.append("\\" + token)
        elif token == "]":
            spelt.append(token)
            in_class = False
        elif token == "$" and not in_class:
            spelt.append(r"\Z")
        elif token.startswith("\\") and letter in _CLASSES:
            spelt.append(_CLASSES[letter] if in_class else f"[{_CLASSES[letter]}]")
        elif token.startswith("\\") and letter.lower() in _CLASSES and not in_class:
            spelt.append(f"[^{_CLASSES[letter.lower()]}]")
        elif token.startswith("\\") and letter in {"b", "B", "D", "W", "S", "z", "Z", "A", "G"}:
            raise ValueError(f"{token} means different things to different engines; write it out")
        else:
            spelt.append(token)
    return flag + "".join(spelt)
