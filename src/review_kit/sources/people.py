"""Who is meant: ids, e-mail addresses and names in an export, matched to the roster's ids.

Criteria are found the same way, by id or name. A name that two people share is refused, never
guessed; a text that matches nobody stays as it is, so that the contract faults it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import duckdb

from review_kit.sources.header import plain_name
from review_kit.sources.raw import file_literal
from review_kit.sources.staged import StagedTable

Group = Literal["reps", "managers", "criteria"]

TABLE_OF: Mapping[Group, str] = {"reps": "roster", "managers": "roster", "criteria": "criteria"}
"""Table that a group of ids stands in."""


class Ambiguous(Exception):  # noqa: N818 - a finding; the caller says where it was found
    """A text that means more than one id."""

    def __init__(self, text: str, ids: Sequence[str]) -> None:
        super().__init__(text)
        self.text = text
        self.ids = tuple(ids)


@dataclass(frozen=True)
class Directory:
    """Ids of one group, by everything that they are called; texts in plain spelling."""

    exact: frozenset[str]
    tiers: tuple[Mapping[str, frozenset[str]], ...]
    """Ids by id, then by e-mail, then by name: the first that knows a text decides."""

    def find(self, text: str) -> str | None:
        """Return the id that is meant, or None where it is nobody's.

        Raises
        ------
        Ambiguous
            It is several people's.
        """
        if text in self.exact:
            return text
        plain = plain_name(text)
        for tier in self.tiers:
            ids = tier.get(plain)
            if ids:
                if len(ids) > 1:
                    raise Ambiguous(text, sorted(ids))
                return next(iter(ids))
        return None


def directory(
    group: Group, staged: Mapping[str, StagedTable], connection: duckdb.DuckDBPyConnection
) -> Directory | None:
    """Directory of a group, from the staged roster or criteria; None where there is no such table."""
    table = staged.get(TABLE_OF[group])
    if table is None:
        return None
    relation = f"read_parquet({file_literal(table.path)})"
    if group == "criteria":
        rows = connection.execute(
            f"SELECT criterion_id, NULL, criterion FROM {relation}"
        ).fetchall()
    elif group == "reps":
        rows = connection.execute(f"SELECT rep_id, email, rep_name FROM {relation}").fetchall()
    else:
        # a manager who is in the roster too has an e-mail address there
        rows = connection.execute(
            f"SELECT m.manager_id, r.email, m.manager_name FROM {relation} AS m "
            f"LEFT JOIN {relation} AS r ON r.rep_id = m.manager_id"
        ).fetchall()
    ids, emails, names = (_by_text((row[0], row[column]) for row in rows) for column in range(3))
    return Directory(frozenset(row[0] for row in rows if row[0]), (ids, emails, names))


def _by_text(pairs: Iterable[tuple[str | None, str | None]]) -> Mapping[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for identifier, text in pairs:
        if identifier and text:
            found[plain_name(text)].add(identifier)
    return {text: frozenset(ids) for text, ids in found.items()}
