"""Which column was meant: the names that there are, for a query or function that asks for another one."""

from __future__ import annotations

import difflib
import re
import traceback
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

Columns = Mapping[str, Collection[str]]
"""Table, as it was asked for → names of its columns."""

_IN_QUERY = (
    re.compile(r'Referenced column "(?P<column>[^"]+)" not found'),
    re.compile(r'does not have a column named "(?P<column>[^"]+)"'),
    re.compile(r'Column "(?P<column>[^"]+)" (?:in \w+ list not found|does not exist)'),
)
"""How DuckDB says that there is no such column."""
_NEAREST_PARTS = re.compile(r'Candidate bindings:[ :]*"([^"]+)"')
_QUOTED = re.compile(r"'([^']+)'")
_UNQUOTED = "Column not found: "


def column_of_query(said: str) -> str:
    """Name the column that DuckDB did not find; empty where something else was wrong.

    Examples
    --------
    >>> column_of_query('Binder Error: Table "q" does not have a column named "scor"')
    'scor'
    """
    found = (pattern.search(said) for pattern in _IN_QUERY)
    return next((match["column"] for match in found if match), "")


def parts_of_query(said: str) -> list[str]:
    """Name the columns that DuckDB takes for near ones: they may be of the query's own parts."""
    return _NEAREST_PARTS.findall(said)


def column_of_frame(error: BaseException, columns: Columns) -> str:
    """Name the column that pandas did not find in a frame; empty where something else was wrong."""
    if not isinstance(error, KeyError) or not error.args:
        return ""
    last = traceback.extract_tb(error.__traceback__)[-1:]
    if not any("pandas" in Path(frame.filename).parts for frame in last):
        return ""
    key = error.args[0]
    if isinstance(key, str):
        names = [key.removeprefix(_UNQUOTED)] if _UNQUOTED in key else _QUOTED.findall(key) or [key]
    else:
        names = [one for one in key if isinstance(one, str)] if isinstance(key, list) else []
    known = {name for each in columns.values() for name in each}
    # one that a table has was lost on the way: its columns are no answer
    return next((name for name in names if name not in known), "")


def there_are(column: str, columns: Columns, parts: Iterable[str] = ()) -> str:
    """Say which columns are near to one that is not there, and which their tables have.

    Parameters
    ----------
    columns
        Of the tables that were read.
    parts
        Names of others that may be meant.

    Examples
    --------
    >>> there_are("scor", {"qa_scores": ["rep_id", "score"], "roster": ["rep_id"]})
    'Did you mean score? qa_scores has rep_id, score.'
    """
    known = [*dict.fromkeys([*(name for each in columns.values() for name in each), *parts])]
    near = difflib.get_close_matches(column, known)
    having = {table: each for table, each in columns.items() if {*near} & {*each}} or columns
    told = [f"Did you mean {' or '.join(near)}?"] if near else []
    return " ".join([*told, *(f"{table} has {', '.join(each)}." for table, each in having.items())])
