"""Regular expressions that mean the same to both engines.

DuckDB reads a pattern as RE2, pandas as Python's ``re``. They differ in small things that would make
the two counts of a rule differ: the end of a text that ends with a line break, digits of other
scripts, blanks. :func:`as_python` spells a pattern so that Python reads it as RE2 does.
"""

from __future__ import annotations

import re

import duckdb

_TOKEN = re.compile(r"\\.|\[|\]|\$|[^\\\[\]$]+", re.DOTALL)
_INLINE_FLAGS = re.compile(r"\(\?[a-zA-Z-]+[:)]")
_ASCII_CLASSES = re.compile(r"\\[dDwWbBsS]")
_IGNORE_CASE = "(?i)"
_BLANKS = r"\t\n\f\r "


def check_pattern(pattern: str) -> None:
    """Raise :class:`ValueError` where a pattern cannot be used in both engines."""
    body = pattern.removeprefix(_IGNORE_CASE)
    if _INLINE_FLAGS.search(body):
        raise ValueError(f"the only flag a pattern may have is {_IGNORE_CASE} at its beginning")
    try:
        re.compile(as_python(pattern))
        with duckdb.connect() as connection:
            connection.execute("SELECT regexp_matches('', $1)", [pattern])
    except (re.error, duckdb.Error) as error:
        reason = str(error).splitlines()[0]
        raise ValueError(f"not a usable regular expression: {pattern!r} ({reason})") from error


def as_python(pattern: str) -> str:
    """Return the pattern that Python matches as RE2 matches ``pattern``."""
    flags = "i" if pattern.startswith(_IGNORE_CASE) else ""
    body = pattern.removeprefix(_IGNORE_CASE)
    if _ASCII_CLASSES.search(body):
        flags += "a"
    spelt: list[str] = []
    in_class = False
    for token in _TOKEN.findall(body):
        match token:
            case "$" if not in_class:
                spelt.append(r"\Z")
            case r"\s":
                spelt.append(_BLANKS if in_class else f"[{_BLANKS}]")
            case r"\S" if not in_class:
                spelt.append(f"[^{_BLANKS}]")
            case "[":
                # an opening bracket inside a class is itself
                spelt.append(r"\[" if in_class else "[")
                in_class = True
            case "]":
                spelt.append("]")
                in_class = False
            case _:
                spelt.append(token)
    return (f"(?{flags})" if flags else "") + "".join(spelt)
