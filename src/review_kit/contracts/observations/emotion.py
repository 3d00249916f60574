"""Criteria, metrics and columns that measure emotions of employees: refused without a permitted case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from review_kit.contracts.checked_tables import CheckedTables
from review_kit.contracts.emotion import emotion_in, same_name
from review_kit.contracts.gate import FORBIDDEN
from review_kit.contracts.verdict import TableVerdict
from review_kit.project import canonical_model
from review_kit.sources.notice import Notice
from review_kit.words import say

NAMED_IN = (
    ("criteria", "criterion"),
    ("criteria", "criterion_id"),
    ("criteria", "outcome_metric"),
    ("criteria", "competency"),
    ("outcomes", "metric"),
    ("skills_matrix", "competency"),
    ("goals", "metric"),
)
"""Columns whose texts are names of what is measured."""
MEASURES = ("criteria", "qa_scores", "outcomes", "skills_matrix", "goals")
"""Tables in which a heading of an export that is read names what is measured."""

_LAW = "EU AI Act, Regulation (EU) 2024/1689, Art. 5(1)(f)"


@dataclass(frozen=True)
class _Found:
    """A name that says emotion, and where it stands."""

    table: str
    name: str
    word: str
    file: str = ""
    row: int | None = None
    column: str = ""
    rows: int = 0


def emotions_of_employees(tables: CheckedTables) -> Iterator[tuple[str, Notice]]:
    """Find everything that is called an emotion or sentiment, not of customers.

    Columns read: those in :data:`NAMED_IN`. Besides: headings that are read, columns that contracts of the
    project add, and results that the settings give a value.
    """
    permitted = tables.config.privacy.emotion
    seen: set[tuple[str, int | None, str]] = set()
    everything = (
        *_in_rows(tables),
        *_in_definitions(tables),
        *_in_headings(tables),
        *_in_contracts(tables),
        *_in_settings(tables),
    )
    for found in everything:
        place = (found.file, found.row, found.table)
        if found.row is not None and place in seen:
            continue
        seen.add(place)
        allowed = permitted is not None and same_name(found.name, permitted.names)
        if allowed and permitted is not None:
            message = say(
                "found-emotion-permitted",
                name=found.name,
                word=found.word,
                case=permitted.case,
                reason=permitted.reason,
            )
            hint = say("found-emotion-permitted.hint")
        else:
            message = say("found-emotion", name=found.name, word=found.word, law=_LAW)
            hint = say("found-emotion.hint")
        yield (
            found.table,
            Notice(
                kind=FORBIDDEN,
                message=message,
                hint=hint,
                rows=found.rows,
                file=found.file,
                row=found.row,
                column=found.column,
                stops=not allowed,
            ),
        )


def _in_rows(tables: CheckedTables) -> Iterator[_Found]:
    for table, column in NAMED_IN:
        if not tables.have(table):
            continue
        for text, rows in tables.texts(table, column).items():
            word = emotion_in(text)
            if word:
                file, row = tables.first_place(table, column, text)
                yield _Found(table, text, word, file, row, column, rows)


def _in_definitions(tables: CheckedTables) -> Iterator[_Found]:
    """Look at what columns of text say that a contract of the project adds to a table of measures."""
    model = canonical_model()
    for table in MEASURES:
        if not tables.have(table):
            continue
        shipped = {*model[table].column_names}
        for column in tables.verdicts[table].contract.columns:
            if column.name in shipped or column.logical_type != "string":
                continue
            for text, rows in tables.texts(table, column.name).items():
                word = emotion_in(text, definition=True)
                if word:
                    file, row = tables.first_place(table, column.name, text)
                    yield _Found(table, text, word, file, row, column.name, rows)


def _in_headings(tables: CheckedTables) -> Iterator[_Found]:
    """Look at the headings that were read, as the export has them."""
    for table in MEASURES:
        if not tables.have(table):
            continue
        verdict = tables.verdicts[table]
        unused = {*verdict.unknown_columns}
        known = {*verdict.contract.column_names}
        for source in verdict.inputs:
            for heading in source.columns:
                word = emotion_in(heading)
                if word and heading not in unused and heading not in known:
                    yield _Found(table, heading, word, source.name, 1, heading)


def _in_contracts(tables: CheckedTables) -> Iterator[_Found]:
    """Look at the columns that a contract of the project adds: their names and definitions."""
    for table, verdict in tables.verdicts.items():
        for name, word in _added(table, verdict):
            path = verdict.contract.path
            yield _Found(table, name, word, f"{path.parent.name}/{path.name}", None, name)


def _added(table: str, verdict: TableVerdict) -> Iterator[tuple[str, str]]:
    model = canonical_model()
    shipped = {*model[table].column_names} if table in model else set()
    for column in verdict.contract.columns:
        if column.name in shipped:
            continue
        word = (
            emotion_in(column.name)
            or emotion_in(column.title)
            or emotion_in(f"{column.name} {column.description}", definition=True)
        )
        if word:
            yield column.name, word


def _in_settings(tables: CheckedTables) -> Iterator[_Found]:
    for name in tables.config.rates.outcome_values:
        word = emotion_in(name)
        if word and tables.have("criteria"):
            yield _Found("criteria", name, word, "review_kit.toml", None, "rates.outcome_values")
