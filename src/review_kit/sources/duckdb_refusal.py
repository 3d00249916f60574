"""What DuckDB says against a pattern or a format, before any file is read with it."""

from __future__ import annotations

from functools import cache

import duckdb


def duckdb_refusal(function_call: str, argument: str) -> str:
    """Return why DuckDB refuses a function with this argument; empty where it takes it.

    Parameters
    ----------
    function_call
        Such as ``regexp_matches('', ?)``; the question mark is where the argument stands.
    """
    try:
        _engine().cursor().execute(f"SELECT {function_call}", [argument]).fetchall()
    except duckdb.Error as error:
        return str(error).splitlines()[0].rpartition("Error: ")[2]
    return ""


@cache
def _engine() -> duckdb.DuckDBPyConnection:
    """A database for all questions: to make one takes longer than to ask a hundred.

    The connection that ``duckdb.sql`` uses belongs to whoever works in the same Python, an analyst's
    notebook for one: what is left unread there stops the notebook's next line.
    """
    return duckdb.connect()
