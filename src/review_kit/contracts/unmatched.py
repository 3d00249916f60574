"""Texts that refer to no row of another table: which, how often, and what they are nearest to."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import duckdb

from review_kit.contracts.engine import fetch
from review_kit.contracts.rule import kept_keys
from review_kit.contracts.rules.references import References
from review_kit.sources.matching.suggestions import Known, suggestion, visible
from review_kit.sources.notice import and_more
from review_kit.sources.sql import literal, name
from review_kit.words import say
from review_kit.words.speech import Value

SHOWN = 10
"""How many different texts are named."""

NAMES = {"roster": "rep_name", "criteria": "criterion"}
"""Tables whose rows have a name, and the column with it."""


@dataclass(frozen=True)
class Unmatched:
    """A text that is no key of the table that it refers to."""

    text: str
    rows: int
    near: str = ""
    """Whom it may mean, in words; empty where nobody is near."""

    def __str__(self) -> str:
        known: dict[str, Value] = {"text": visible(self.text), "n": self.rows}
        return (
            say("found-text-near", **known, near=self.near)
            if self.near
            else say("found-text", **known)
        )


def unmatched_texts(
    connection: duckdb.DuckDBPyConnection,
    rule: References,
    cast: str,
    of_nobody: Collection[str] = (),
) -> tuple[tuple[Unmatched, ...], int]:
    """Return the texts of a column that are no key of a kept row, the most frequent first.

    Nobody is suggested for the texts in ``of_nobody``.

    Returns
    -------
    The first :data:`SHOWN`, and how many there are.
    """
    column = name(rule.column)
    missing = (
        f"SELECT {column} AS text, count(*) AS rows, min(_position) AS first FROM {cast} "
        # of a table of which nothing is kept, an empty cell too is in no list
        f"WHERE {column} IS NOT NULL "
        f"AND {column} NOT IN (SELECT key FROM {kept_keys(rule.table)}) GROUP BY 1"
    )
    found = fetch(
        connection,
        f"SELECT text, rows, count(*) OVER () FROM ({missing}) ORDER BY rows DESC, first LIMIT {SHOWN}",
    )
    texts = [text for text, _, _ in found]
    known = known_rows(connection, rule.table, rule.key, texts)
    aside = _quarantined_keys(connection, rule, texts)
    shown = tuple(
        Unmatched(
            text,
            rows,
            say("found-key-quarantined", table=rule.table)
            if text in aside
            else ""
            if text in of_nobody
            else suggestion(text, known),
        )
        for text, rows, _ in found
    )
    return shown, int(found[0][2]) if found else 0


def known_rows(
    connection: duckdb.DuckDBPyConnection, table: str, key: str, texts: Sequence[str]
) -> list[Known]:
    """Return the kept rows that texts could mean: all of a table with names, else those with ids alike."""
    if table in NAMES:
        rows = fetch(
            connection,
            f"SELECT DISTINCT {name(key)}, {name(NAMES[table])} FROM cast_{table} "
            f"WHERE {name(key)} IN (SELECT key FROM {kept_keys(table)}) ORDER BY 1",
        )
        return [Known(identifier, called or "") for identifier, called in rows]
    if not texts:
        return []
    given = ", ".join(f"({literal(text)})" for text in texts)
    rows = fetch(
        connection,
        # a join would compare each key with each text
        f"WITH given AS (FROM (VALUES {given}) AS given (text)) "
        f"SELECT DISTINCT key FROM {kept_keys(table)} "
        "WHERE left(lower(key), 15) IN (SELECT left(lower(text), 15) FROM given) "
        f"OR {_bare('key')} IN (SELECT {_bare('text')} FROM given) ORDER BY 1",
    )
    return [Known(identifier) for (identifier,) in rows]


def listed(texts: Sequence[Unmatched], count: int) -> str:
    """Return texts in one line, with how many are not named."""
    return and_more(", ".join(map(str, texts)), count - len(texts))


def named_near(text: str, near: str) -> str:
    """Return a text in quotes, with whom or what it may mean where that is known."""
    shown = visible(text)
    return say("found-named-near", text=shown, near=near) if near else f"'{shown}'"


def _quarantined_keys(
    connection: duckdb.DuckDBPyConnection, rule: References, texts: Sequence[str]
) -> frozenset[str]:
    if not texts:
        return frozenset()
    given = ", ".join(literal(text) for text in texts)
    return frozenset(
        text
        for (text,) in fetch(
            connection,
            f"SELECT {name(rule.key)} FROM cast_{rule.table} WHERE {name(rule.key)} IN ({given})",
        )
    )


def _bare(text: str) -> str:
    """SQL of an id without what a program adds or takes away that holds it for a number."""
    # of a million ids hardly one has such an end
    whole = f"CASE WHEN ends_with({text}, '0') AND contains({text}, '.0') "
    whole += f"THEN regexp_replace({text}, '\\.0+$', '') ELSE {text} END"
    return f"ltrim(lower({whole}), '0')"
