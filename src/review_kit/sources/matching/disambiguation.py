"""What a text means: who is named, which day it is, whether 0.58 is 58 percent.

What can be read in one way only is read; what can be read in two is refused, with file, column,
row and both readings.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import zip_longest

import duckdb
import pyarrow as pa

from review_kit.errors import SourceError
from review_kit.sources.columns.binding import Binding
from review_kit.sources.matching.context import MappingContext
from review_kit.sources.matching.directories import Ambiguous
from review_kit.sources.matching.lookup_table import LookupTable
from review_kit.sources.matching.rubric_versions import Since
from review_kit.sources.matching.salesforce_ids import differs
from review_kit.sources.notice import Notice
from review_kit.sources.profiles.column import Column
from review_kit.sources.sql import Steps
from review_kit.words import say

_NEAR_MISSES_SHOWN = 3


def join_identities(
    steps: Steps,
    binding: Binding,
    context: MappingContext,
    file: str,
    day: str,
    connection: duckdb.DuckDBPyConnection,
) -> tuple[Steps, bool, tuple[Notice, ...]]:
    """Put ids in the place of names, addresses and foreign ids.

    Parameters
    ----------
    day
        SQL of the day that a row is about: a criterion stands for its version of then.

    Returns
    -------
    The steps with the join, whether there was anything to join (then order is lost), and what was
    found on the way.

    Raises
    ------
    SourceError
        A name is shared by several people.
    """
    matched = [
        name
        for name in binding.cells
        if binding.columns[name].match or binding.columns[name].lookup or name in context.references
    ]
    joins = []
    notices: list[Notice] = []
    for name in matched:
        column = binding.columns[name]
        texts = connection.execute(
            steps.sql(
                f"SELECT r_{name}, min(_row) AS first_row, count(*) FROM {{last}} "
                f"WHERE reason IS NULL AND r_{name} IS NOT NULL GROUP BY 1 ORDER BY first_row"
            )
        ).fetchall()
        answers: list[tuple[str, Since | None, date | None]] = []
        unknown: list[tuple[str, int, int]] = []
        for text, row, rows in texts:
            try:
                found = _identities_of(text, name, column, context)
            except Ambiguous as shared:
                raise _shared_name(shared, column, file, binding.shown[name], row) from shared
            ends = [later.day for later in found[1:]]
            answers += [(text, each, end) for each, end in zip_longest(found or (None,), ends)]
            if column.lookup and found == (Since(text),):
                unknown.append((text, rows, row))
        if unknown:
            lookup = context.lookups[str(column.lookup)]
            notices += _near_misses(lookup, unknown, file, binding.shown[name])
        _register_identities(name, answers, connection)
        by_day = any(each is not None and each.day for _, each, _ in answers)
        joins.append(
            f"LEFT JOIN identity_{name} ON identity_{name}.given = r_{name}"
            + (f" AND {_in_force(f'identity_{name}', day)}" if by_day else "")
        )
    if not matched:
        return steps, False, ()
    replaced = ", ".join(
        f"CASE WHEN identity_{name}.given IS NULL THEN r_{name} ELSE identity_{name}.identifier END "
        f"AS r_{name}"
        for name in matched
    )
    query = f"SELECT {{last}}.* REPLACE ({replaced}) FROM {{last}} {' '.join(joins)}"
    return steps.then("identified", query), True, tuple(notices)


def _register_identities(
    name: str,
    answers: Sequence[tuple[str, Since | None, date | None]],
    connection: duckdb.DuckDBPyConnection,
) -> None:
    """Make the table ``identity_<name>``: text given, id, and the days on which it is."""
    identities = pa.table(
        {
            "given": pa.array([text for text, _, _ in answers], pa.string()),
            "identifier": pa.array(
                [each and each.identifier for _, each, _ in answers], pa.string()
            ),
            "since": pa.array([each and each.day for _, each, _ in answers], pa.date32()),
            "until": pa.array([end for _, _, end in answers], pa.date32()),
        }
    )
    connection.register("identities", identities)
    connection.execute(f"CREATE OR REPLACE TEMP TABLE identity_{name} AS FROM identities")
    connection.unregister("identities")


def _in_force(identity: str, day: str) -> str:
    """SQL of whether a row of ``identity_<name>`` holds on a day; the last one where the day is not known."""
    return (
        f"CASE WHEN ({day}) IS NULL THEN {identity}.until IS NULL "
        f"ELSE coalesce(({day}) >= {identity}.since, true) "
        f"AND coalesce(({day}) < {identity}.until, true) END"
    )


def _identities_of(
    text: str, name: str, column: Column, context: MappingContext
) -> tuple[Since, ...]:
    """What one text stands for; the text itself where nobody knows it, nothing where it has a default."""
    given: tuple[str, ...] = ()
    if column.lookup:
        given = context.lookups[column.lookup].answers(text, column.gives)
    known = context.directories.get(column.match) if column.match else context.references.get(name)
    if known is not None:
        # the roster may hold the foreign id itself, else what the lookup says it stands for
        for each in (text, *given):
            found = known.find(each)
            if found:
                return found
    if column.match:
        return (Since(text),)
    if given:
        return (Since(given[0]),)
    guessed = column.guess is not None and column.default is None
    if column.lookup and guessed and context.lookups[column.lookup].has(text):
        # it is known to have none, so that nothing may be guessed
        return (Since(f"no {' or '.join(column.gives)} for {text}"),)
    usual = column.default if column.default is not None else column.guess
    return () if column.lookup and usual is not None else (Since(text),)


def _near_misses(
    lookup: LookupTable, unknown: Sequence[tuple[str, int, int]], file: str, shown: str
) -> list[Notice]:
    """Tell of ids (with rows and first row) that a lookup has only in a spelling that is nearly theirs."""
    found = [
        (text, near, rows, row) for text, rows, row in unknown if (near := lookup.near_miss(text))
    ]
    if not found:
        return []
    named = "; ".join(
        say("found-salesforce-id", text=text, other=near, why=differs(text, near))
        for text, near, _, _ in found[:_NEAR_MISSES_SHOWN]
    )
    more = len(found) - _NEAR_MISSES_SHOWN
    if more > 0:
        named = say("found-salesforce-more", texts=named, n=more)
    return [
        Notice(
            kind="salesforce_ids",
            message=say("found-salesforce-ids", file=lookup.file, examples=named),
            hint=say("found-salesforce-ids.hint"),
            rows=sum(rows for _, _, rows, _ in found),
            file=file,
            row=found[0][3],
            column=shown,
        )
    ]


def _shared_name(found: Ambiguous, column: Column, file: str, shown: str, row: int) -> SourceError:
    what = "criteria" if column.match == "criteria" else "people"
    return SourceError(
        f"{file}, column '{shown}', row {row}: '{found.text}' is the name of several {what}: "
        f"{' and '.join(found.ids)}",
        "Export ids or e-mail addresses instead, or say in a profile who it is: "
        f'values = {{ "{found.text}" = "{found.ids[0]}" }}.',
    )
