"""Who held a session that names no manager: the rep's manager on the roster, where a profile says so."""

from __future__ import annotations

from collections.abc import Mapping

import duckdb

from review_kit.sources.columns.binding import Binding
from review_kit.sources.notice import Notice
from review_kit.sources.profiles.keys import MANAGER_OF_RECORD
from review_kit.sources.profiles.language import Profile
from review_kit.sources.sql import Steps, file_literal, literal
from review_kit.sources.staged import StagedTable
from review_kit.words import say

COLUMN = "record_manager"
"""Column of the steps that holds the rep's manager of record."""


def takes_managers(profile: Profile) -> bool:
    """Whether a profile takes the managers of sessions from the roster."""
    column = profile.columns.get("manager_id")
    return column is not None and MANAGER_OF_RECORD in (column.constant, column.default)


def managers_of_record(
    staged: Mapping[str, StagedTable], connection: duckdb.DuckDBPyConnection
) -> Mapping[str, str]:
    """Return the manager of each rep on the roster; nothing without a roster."""
    if "roster" not in staged:
        return {}
    relation = f"read_parquet({file_literal(staged['roster'].path)})"
    return dict(
        connection.execute(
            f"SELECT rep_id, min(manager_id) FROM {relation} WHERE rep_id IS NOT NULL "
            "GROUP BY 1 HAVING count(DISTINCT manager_id) = 1"
        ).fetchall()
    )


def join_managers(
    steps: Steps,
    binding: Binding,
    managers: Mapping[str, str],
    file: str,
    connection: duckdb.DuckDBPyConnection,
) -> tuple[Steps, tuple[Notice, ...]]:
    """Put beside each row its rep's manager of record, where the profile takes managers from there.

    Returns
    -------
    The steps, and how many rows got their manager that way without a word of the profile's owner.
    """
    column = binding.columns.get("manager_id")
    if column is None or MANAGER_OF_RECORD not in (column.constant, column.default):
        return steps, ()
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE managers AS "
        f"SELECT unnest($1::VARCHAR[]) AS of_rep, unnest($2::VARCHAR[]) AS {COLUMN}",
        [list(managers), list(managers.values())],
    )
    rep = "r_rep_id" if "rep_id" in binding.cells else literal(_constant_rep(binding))
    steps = steps.then(
        "managed", f"SELECT {{last}}.*, {COLUMN} FROM {{last}} LEFT JOIN managers ON of_rep = {rep}"
    )
    if column.constant is not None:
        return steps, ()
    rows, first = connection.execute(
        steps.sql(
            "SELECT count(*), min(_row) FROM {last} "
            f"WHERE reason IS NULL AND r_manager_id IS NULL AND {COLUMN} IS NOT NULL"
        )
    ).fetchone() or (0, None)
    if not rows:
        return steps, ()
    return steps, (
        Notice(
            kind="manager_of_record",
            message=say("found-manager-of-record"),
            hint=say(
                "found-manager-of-record.hint",
                line=f'manager_id = {{ constant = "{MANAGER_OF_RECORD}" }}',
            ),
            rows=rows,
            file=file,
            row=first,
        ),
    )


def _constant_rep(binding: Binding) -> str:
    column = binding.columns.get("rep_id")
    return (column.constant if column else None) or ""
