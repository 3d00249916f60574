"""Which table a file is: the one whose parts it has, and of several the one that most columns speak for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from review_kit.sources.canonical import Columns
from review_kit.sources.columns.questions import without_maximum
from review_kit.sources.connect.columns import Found, assigned, unassigned
from review_kit.sources.connect.evidence import ColumnEvidence, evidence_of, is_known
from review_kit.sources.connect.grids import Grid
from review_kit.sources.connect.name_parts import FIRST_NAMES, LAST_NAMES, part_of_name
from review_kit.sources.connect.people import People
from review_kit.sources.connect.rubric import OVERALL
from review_kit.sources.connect.shapes import FIRST_AND_LAST, QUESTIONS, SHAPES, SHEETS
from review_kit.sources.files.header import plain_name, words_of

FEWEST_QUESTIONS = 2
_NO_QUESTION = re.compile(
    r"(?i)durat|length|minutes|seconds|\bhours?\b|talk|amount|revenue|price|value\b|\bids?\b|count|number of|"
    r"\bno\b|quota|target|year|phone|before|after|rank|tenure|budget"
)
_MEASURED = re.compile(r"(?i)\btalk\b|ratio|confidence|silence|sentiment|coverage|attainment")
"""Percents that no scorecard asks for."""


@dataclass(frozen=True)
class Placed:
    """One file as one table."""

    table: str
    grid: Grid
    evidence: tuple[ColumnEvidence, ...]
    found: Mapping[str, Found]
    parts: frozenset[str]
    score: float
    questions: tuple[str, ...] = ()
    """Headings that each hold the scores of one criterion."""
    overall: str = ""
    """Heading of a score of the whole call."""
    first_and_last: tuple[str, str] | None = None
    managers_first_and_last: tuple[str, str] | None = None
    missing: tuple[tuple[str, ...], ...] = ()
    """Parts that it lacks."""
    unused: tuple[str, ...] = field(default=())


def place(
    grid: Grid,
    tables: Columns,
    people: People,
    only: str = "",
    evidence: tuple[ColumnEvidence, ...] | None = None,
) -> list[Placed]:
    """Return what a file could be, the likeliest first; those that lack a part come last.

    Parameters
    ----------
    grid
        The file.
    tables
        Every table of the project with its columns.
    people
        Who is on the roster, and what is in the rubric.
    only
        The table that it is, where that is known.
    evidence
        Of its columns, where they were looked at before.
    """
    evidence = evidence if evidence is not None else evidence_of(grid)
    candidates = [
        _as_table(table, grid, evidence, tables, people)
        for table in SHAPES
        if table in tables and (not only or table == only)
    ]
    return sorted(
        candidates,
        key=lambda each: (
            len(each.missing) / len(SHAPES[each.table].parts),
            -each.score,
            each.table,
        ),
    )


def _as_table(
    table: str,
    grid: Grid,
    evidence: Sequence[ColumnEvidence],
    tables: Columns,
    people: People,
) -> Placed:
    found = assigned(table, tables[table], evidence, people)
    parts = {name for name, each in found.items() if each.evidence.filled}
    score = sum(each.score for each in found.values() if each.evidence.filled)
    names = _first_and_last(evidence) if table == "roster" else None
    managers = _first_and_last(evidence, of_managers=True) if table == "roster" else None
    if managers is not None and "manager_name" not in found:
        parts.add("manager_name")
        score += 1
    if names is not None:
        parts.add(FIRST_AND_LAST)
        score += 2
        found.pop("rep_name", None)
        parts.discard("rep_name")
    questions: tuple[str, ...] = ()
    overall = ""
    if table == "qa_scores":
        wide, overall = questions_of(evidence, found, people)
        if wide:
            questions = tuple(each.heading for each in wide)
            taken = {each.at for each in wide}
            found = {
                name: each
                for name, each in found.items()
                if each.evidence.at not in taken
                and name not in ("score", "max_score", "criterion_id")
            }
            parts = {name for name in found if found[name].evidence.filled} | {QUESTIONS}
            score = sum(each.score for each in found.values()) + 1 + 0.3 * min(len(wide), 6)
    if table == "coaching_log" and "rep_id" not in parts and _names_somebody(grid, people):
        parts.add(SHEETS)
        score += 1
    score += _speaks_for(table, grid)
    shape = SHAPES[table]
    used = {each.evidence.at for each in found.values()}
    unused = tuple(
        each.heading
        for each in unassigned(evidence, found)
        if each.heading not in questions
        and each.heading not in (*(names or ()), *(managers or ()))
        and each.at not in used
    )
    return Placed(
        table=table,
        grid=grid,
        evidence=tuple(evidence),
        found=found,
        parts=frozenset(parts),
        score=round(score, 4),
        questions=questions,
        overall=overall,
        first_and_last=names,
        managers_first_and_last=managers,
        missing=shape.missing(frozenset(parts)),
        unused=unused,
    )


def questions_of(
    evidence: Sequence[ColumnEvidence], found: Mapping[str, Found], people: People
) -> tuple[list[ColumnEvidence], str]:
    """Columns that each hold the scores of one criterion, and the heading of an overall score.

    Headings that are in the rubric are criteria for sure. Without a rubric, columns of numbers are, of
    which none is above 100; where some hold percents, only those.
    """
    long = {"score", "criterion_id"} <= found.keys()
    taken = {
        each.evidence.at
        for name, each in found.items()
        if name not in ("score", "max_score", "criterion_id") and each.score > 0.9
    }
    free = [each for each in evidence if each.at not in taken and each.filled and not each.days]
    numeric = [
        each
        for each in free
        if each.numbers >= 0.5 and (not each.values or (each.lowest >= 0 and each.highest <= 100))
    ]
    overall = next((each.heading for each in numeric if OVERALL.match(each.heading.strip())), "")
    numeric = [each for each in numeric if not OVERALL.match(each.heading.strip())]
    worded = [each for each in free if each.numbers < 0.5 <= each.numbers + each.answers]
    known = [
        each
        for each in sorted((*numeric, *worded), key=lambda each: each.at)
        if _in_rubric(each.heading, people)
    ]
    if len(known) >= FEWEST_QUESTIONS and not (long and len(known) < 3):
        sure = {each.at for each in known}
        scored = [each for each in known if each.values]
        alike = [e for e in numeric if e.at not in sure and scored and _is_alike(e, scored)]
        return sorted((*known, *alike), key=lambda each: each.at), overall
    if long:
        return [], overall
    plain = [each for each in numeric if not _NO_QUESTION.search(each.heading)]
    percents = [
        each for each in numeric if each.percents >= 0.5 and not _MEASURED.search(each.heading)
    ]
    chosen = percents if len(percents) >= FEWEST_QUESTIONS else plain
    return (chosen if len(chosen) >= FEWEST_QUESTIONS else []), overall


def _is_alike(each: ColumnEvidence, known: Sequence[ColumnEvidence]) -> bool:
    """Say whether a column holds scores as the known ones do."""
    return (
        not _NO_QUESTION.search(each.heading)
        and (each.percents >= 0.5) == (known[0].percents >= 0.5)
        and each.highest <= max(1, *(one.highest for one in known))
    )


def _in_rubric(heading: str, people: People) -> bool:
    if people.criteria is None:
        return False
    heading = without_maximum(heading)
    last = re.split(r" > | - | – |: ", heading)[-1]
    return is_known(heading, people.criteria) or is_known(last, people.criteria)


def _first_and_last(
    evidence: Sequence[ColumnEvidence], *, of_managers: bool = False
) -> tuple[str, str] | None:
    """Headings of the two columns that names stand in, of the people themselves or of their managers."""

    def heading(part: frozenset[str]) -> str | None:
        return next(
            (
                each.heading
                for each in evidence
                if part_of_name(each.heading) == (part, of_managers) and each.filled
            ),
            None,
        )

    first, last = heading(FIRST_NAMES), heading(LAST_NAMES)
    return (first, last) if first and last else None


def _names_somebody(grid: Grid, people: People) -> bool:
    if not grid.sheet or people.reps is None:
        return False
    names = grid.sheet.split("\n")
    return any(is_known(name, people.reps) for name in names)


def _speaks_for(table: str, grid: Grid) -> float:
    """How far the name of the file or sheet speaks for a table."""
    name = grid.name.rpartition("/")[2]
    words = set(words_of(re.sub(r"\.\w+(\.gz)?", " ", name).replace("_", " ")))
    return 1.0 if words & set(SHAPES[table].files) else 0.0


def combined(grids: Sequence[Grid], name: str) -> Grid:
    """Sheets or files of one table as one grid, under all of their headings."""
    if len(grids) == 1:
        return grids[0]
    header: dict[str, str] = {}
    for grid in grids:
        for heading in grid.header:
            if heading:
                header.setdefault(plain_name(heading), heading)
    order = list(header)
    rows = []
    for grid in grids:
        places = {plain_name(each): at for at, each in enumerate(grid.header) if each}
        for row in grid.rows:
            if len(row) < len(grid.header):
                # what is short stays short, so that it can be told from a record
                rows.append(row)
                continue
            rows.append(tuple(row[places[key]] if key in places else "" for key in order))
    first = grids[0]
    numbers = frozenset(
        at
        for at, key in enumerate(order)
        if all(
            next((i for i, h in enumerate(grid.header) if plain_name(h) == key), -1) in grid.numbers
            for grid in grids
            if any(plain_name(h) == key for h in grid.header)
        )
    )
    return Grid(
        name=name,
        path=first.path,
        header=tuple(header.values()),
        rows=tuple(rows),
        header_row=first.header_row,
        sheet="\n".join(grid.sheet for grid in grids if grid.sheet),
        sheets=first.sheets,
        records=first.records,
        url=first.url,
        table=first.table,
        numbers=numbers,
        is_workbook=first.is_workbook,
        encoding=first.encoding,
        exported_on=first.exported_on,
        bands=first.bands,
        password_variable=first.password_variable,
    )
