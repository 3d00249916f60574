"""References between contracts, in both spellings of the standard."""

from __future__ import annotations

import re

from review_kit.project.config import CANONICAL_TABLES

_QUALIFIED = re.compile(
    r"(?:(?P<file>[^#]+)\.ya?ml#)?/?schema/(?P<table>[^/]+)/properties/(?P<column>[^/]+)"
)


def read_reference(reference: object) -> tuple[str, str]:
    """Return table and column of a reference.

    Both spellings are read: ``roster.rep_id`` and
    ``roster.yaml#/schema/roster/properties/rep_id``.

    Raises
    ------
    ValueError
        It is a composite reference, another spelling, or names no canonical table.
    """
    if not isinstance(reference, str):
        raise ValueError("a foreign key here has one column; composite ones are not supported")
    if match := _QUALIFIED.fullmatch(reference):
        table, column = match["table"], match["column"]
        if match["file"] and match["file"].rsplit("/", 1)[-1] != table:
            raise ValueError(f"'{reference}' names table '{table}' in the contract of another one")
    elif reference.count(".") == 1:
        table, column = reference.split(".")
    else:
        raise ValueError(
            f"'{reference}' is no reference such as 'roster.yaml#/schema/roster/properties/rep_id'"
        )
    if table not in CANONICAL_TABLES:
        raise ValueError(f"'{table}' is not a canonical table")
    return table, column
