"""Who is meant: ids, e-mail addresses and names in an export, matched to the roster's ids.

Criteria are found the same way, by id or name. Ids are compared sign by sign, because systems give
ids that differ by case only; names and e-mail addresses without regard to case. A name that two
people share is refused, never guessed; a text that matches nobody stays as it is, so that the
contract faults it.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

import duckdb

from review_kit.sources.files.header import plain_name
from review_kit.sources.matching.rubric_versions import Since, consecutive, versions_of_ids
from review_kit.sources.matching.salesforce_ids import (
    LONG,
    SHORT,
    is_salesforce_id_sql,
    other_spelling,
)
from review_kit.sources.sql import file_literal, name
from review_kit.sources.staged import StagedTable

Group = Literal["reps", "managers", "criteria"]

TABLE_OF: Mapping[Group, str] = {"reps": "roster", "managers": "roster", "criteria": "criteria"}
"""Table that a group of ids stands in."""

_NAME_AND_ADDRESS = re.compile(r"(?P<name>[^<>]*)<\s*(?P<address>[^<>@\s]+@[^<>@\s]+)\s*>")
_BETWEEN = (" > ", ">", ": ", " : ", " - ", " – ", " — ", " / ", "/", " → ", " | ", " ")
"""What stands between a criterion and its sub-criterion where one heading names both."""
_ZERO_WIDTH_SPACE = "\u200b"


class Ambiguous(Exception):  # noqa: N818 - a finding; the caller says where it was found
    """A text that means more than one id."""

    def __init__(self, text: str, ids: Sequence[str]) -> None:
        super().__init__(text)
        self.text = text
        self.ids = tuple(ids)


@dataclass(frozen=True)
class Directory:
    """Ids of one group, by everything that they are called."""

    ids: frozenset[str]
    emails: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """E-mail address in plain spelling → ids."""
    names: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Name in plain spelling → ids."""
    called: Mapping[str, str] = field(default_factory=dict)
    """Id → name as it is written."""
    rubric: tuple[Mapping[str, Any], ...] = ()
    """Rows of the rubric, where the ids are those of criteria that follow one another."""

    def find(self, text: str) -> tuple[Since, ...]:
        """Return the ids that are meant, each from the day on when it is; nothing for nobody's.

        It is one id, but for a criterion that has several versions, each in force for a time.

        Raises
        ------
        Ambiguous
            It is several people's.
        """
        if text in self.ids:
            return self._versions.get(text, (Since(text),))
        other = other_spelling(text)
        if other is not None and other in self.ids:
            return (Since(other),)
        written = _NAME_AND_ADDRESS.fullmatch(text)
        if written is not None:
            return self._by_address(text, written["name"], written["address"])
        for known in (self.emails, self.names):
            ids = known.get(plain_spelling(text))
            if ids:
                return self._one_of(text, ids)
        return ()

    def _by_address(self, text: str, name: str, address: str) -> tuple[Since, ...]:
        """Read ``Ana Ruiz <ana@acme.example>``: the address decides, where the roster has one."""
        ids = self.emails.get(plain_spelling(address))
        if ids:
            return self._one_of(text, ids)
        ids = self.names.get(plain_spelling(name), frozenset())
        return self._one_of(text, ids) if ids and not ids & self._with_address else ()

    def _one_of(self, text: str, ids: frozenset[str]) -> tuple[Since, ...]:
        if len(ids) == 1:
            return (Since(next(iter(ids))),)
        versions = consecutive([row for row in self.rubric if row["criterion_id"] in ids])
        if not versions:
            raise Ambiguous(text, sorted(ids))
        return versions

    @cached_property
    def digest(self) -> str:
        """Digest of all that it says, in whatever order that was read."""
        said = [
            sorted(self.ids),
            *(
                sorted((text, sorted(ids)) for text, ids in called.items())
                for called in (self.emails, self.names)
            ),
            sorted(self.called.items()),
            [sorted(row.items()) for row in self.rubric],
        ]
        return hashlib.sha256(repr(said).encode("utf-8", "surrogatepass")).hexdigest()

    @cached_property
    def _versions(self) -> Mapping[str, tuple[Since, ...]]:
        return versions_of_ids(self.rubric)

    @cached_property
    def _with_address(self) -> frozenset[str]:
        return frozenset[str]().union(*self.emails.values())


def plain_spelling(text: str) -> str:
    """Spelling in which names and addresses are compared: without case, blanks and invisible signs.

    A blank without width parts words as any other does.
    """
    spaced = text.replace(_ZERO_WIDTH_SPACE, " ")
    return plain_name("".join(sign for sign in spaced if unicodedata.category(sign) != "Cf"))


def directory(
    group: Group, staged: Mapping[str, StagedTable], connection: duckdb.DuckDBPyConnection
) -> Directory | None:
    """Directory of a group, from the staged roster or criteria; None where there is no such table."""
    table = staged.get(TABLE_OF[group])
    if table is None:
        return None
    relation = f"read_parquet({file_literal(table.path)})"
    if group == "criteria":
        rubric = rubric_rows(table, connection)
        rows = [(row["criterion_id"], None, row["criterion"]) for row in rubric]
        by_name = _by_text([*((row[0], row[2]) for row in rows), *_below_parents(rubric)])
        return Directory(_filled(rows), {}, by_name, _called(rows), rubric)
    if group == "reps":
        rows = connection.execute(f"SELECT rep_id, email, rep_name FROM {relation}").fetchall()
    else:
        # a manager who is in the roster too has an e-mail address there, besides that beside the reps
        rows = connection.execute(
            f"SELECT m.manager_id, r.email, m.manager_name FROM {relation} AS m "
            f"LEFT JOIN {relation} AS r ON r.rep_id = m.manager_id "
            f"UNION ALL SELECT manager_id, manager_email, manager_name FROM {relation} "
            "WHERE manager_email IS NOT NULL"
        ).fetchall()
    # an id may be an e-mail address: then case does not tell it apart
    addresses = [(row[0], text) for row in rows for text in row[:2] if text and "@" in text]
    by_name = _by_text((row[0], row[2]) for row in rows)
    return Directory(_filled(rows), _by_text(addresses), by_name, _called(rows))


def reference_directory(
    table: StagedTable, key: str, connection: duckdb.DuckDBPyConnection
) -> Directory | None:
    """Directory of the keys of a table, for rows that refer to them; None where texts decide alone.

    It is needed where a key has another spelling (Salesforce's), or several versions (criteria).
    """
    column = name(key)
    keys = (
        f"SELECT DISTINCT {column} FROM read_parquet({file_literal(table.path)}) "
        f"WHERE {column} IS NOT NULL"
    )
    rubric = rubric_rows(table, connection) if table.name == "criteria" else ()
    # a table may have a million keys, and hardly ever are they Salesforce's or even as long
    look = (
        f"SELECT 1 FROM ({keys} AND strlen({column}) IN ({SHORT}, {LONG})) "
        f"WHERE {is_salesforce_id_sql(column)} LIMIT 1"
    )
    if not versions_of_ids(rubric) and connection.execute(look).fetchone() is None:
        return None
    return Directory(
        frozenset(row[0] for row in connection.execute(keys).fetchall()), rubric=rubric
    )


def rubric_rows(
    table: StagedTable, connection: duckdb.DuckDBPyConnection
) -> tuple[Mapping[str, Any], ...]:
    """Rows of the staged criteria that have an id."""
    columns = (
        "criterion_id",
        "criterion",
        "valid_from",
        "valid_to",
        "replaces_criterion_id",
        "parent_criterion_id",
    )
    rows = connection.execute(
        f"SELECT {', '.join(columns)} FROM read_parquet({file_literal(table.path)}) "
        "WHERE criterion_id IS NOT NULL"
    ).fetchall()
    return tuple(dict(zip(columns, row, strict=True)) for row in rows)


def _below_parents(rubric: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """Yield sub-criteria with the names that they have behind that of their criterion."""
    called = {row["criterion_id"]: row["criterion"] for row in rubric}
    for row in rubric:
        above = called.get(row["parent_criterion_id"])
        if above and row["criterion"]:
            for sign in _BETWEEN:
                yield row["criterion_id"], f"{above}{sign}{row['criterion']}"


def _filled(rows: Iterable[tuple[Any, ...]]) -> frozenset[str]:
    return frozenset(row[0] for row in rows if row[0])


def _called(rows: Iterable[tuple[Any, ...]]) -> Mapping[str, str]:
    return {row[0]: row[2] for row in rows if row[0] and row[2]}


def _by_text(pairs: Iterable[tuple[str | None, str | None]]) -> Mapping[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for identifier, text in pairs:
        if identifier and text:
            found[plain_spelling(text)].add(identifier)
    return {text: frozenset(ids) for text, ids in found.items()}
