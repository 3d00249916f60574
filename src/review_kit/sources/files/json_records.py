"""JSON and JSON Lines: records wherever they are nested, streamed by DuckDB.

Numbers keep their digits: an id of twenty digits never passes through a float.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import duckdb

from review_kit.errors import SourceError
from review_kit.project.limits import Limits
from review_kit.sources.files.cells import Typed, text_of
from review_kit.sources.files.complete import (
    ENVELOPE,
    ERROR_KEYS,
    NEXT,
    TOTALS,
    Page,
    Pages,
    error_answer,
)
from review_kit.sources.files.export import NO_SETTINGS, Export, fresh_path
from review_kit.sources.files.json_fields import Field, columns_of, pointer_to
from review_kit.sources.files.limits import refuse_columns
from review_kit.sources.files.nesting import refuse_deep
from review_kit.sources.files.raw import (
    RawTable,
    Wanted,
    cleaned_sql,
    copy_raw,
    first_filled,
    first_of_list_sql,
    put_firsts,
)
from review_kit.sources.files.text import TextFile, as_utf8
from review_kit.sources.profiles.language import Reading
from review_kit.sources.sql import file_literal, literal

FIRST_FIELDS = 256
"""Fields in which the first filled one of a record is looked for while it is read; the records of a wider
table that have none there are looked at again."""


def read_json(
    export: Export,
    reading: Reading,
    wanted: Wanted,
    connection: duckdb.DuckDBPyConnection,
    work: Path,
) -> RawTable:
    """Read a file of records: an array, one object per line, or a page with the records inside.

    Raises
    ------
    SourceError
        It is no JSON, or its records are not objects: with file and line.
    """
    text = as_utf8(export.path, export.name, work, reading.encoding, reading.fallback_encoding)
    refuse_deep(text.path, export.name, export.limits)
    raw = _read(text, export.name, reading, wanted, connection, work, export.limits)
    return replace(raw, encoding=text.encoding)


def _read(
    text: TextFile,
    name: str,
    reading: Reading,
    wanted: Wanted,
    connection: duckdb.DuckDBPyConnection,
    work: Path,
    limits: Limits,
) -> RawTable:
    size = 1 << 24

    def read(largest: int) -> RawTable:
        documents = _documents(text.path, largest)
        return _with_pages(documents, name, reading, wanted, connection, work, limits)

    try:
        return read(size)
    except duckdb.InvalidInputException as error:
        whole = text.path.stat().st_size + 1
        if "maximum_object_size" not in str(error) or whole <= size:
            raise _fault(text.path, name, error) from error
    try:
        # one object fills the file: it has to be held whole
        return read(whole)
    except duckdb.InvalidInputException as error:
        raise _fault(text.path, name, error) from error


def _with_pages(
    source: str,
    name: str,
    reading: Reading,
    wanted: Wanted,
    connection: duckdb.DuckDBPyConnection,
    work: Path,
    limits: Limits,
) -> RawTable:
    raw = raw_from_json(source, name, reading, wanted, connection, work, limits=limits)
    return replace(raw, pages=_pages(connection, source, list_steps(reading.records or ""), name))


def _documents(path: Path, largest: int) -> str:
    """SQL relation of the documents in a file, as a column ``j``."""
    return (
        f"read_json({file_literal(path)}, columns = {{j: 'JSON'}}, records = false, "
        f"format = 'auto', maximum_object_size = {largest})"
    )


def raw_from_json(
    source: str,
    name: str,
    reading: Reading,
    wanted: Wanted,
    connection: duckdb.DuckDBPyConnection,
    work: Path,
    row: str = "row_number() OVER ()",
    limits: Limits = NO_SETTINGS,
) -> RawTable:
    """Make a raw table of a relation with one JSON column ``j``; ``row`` is SQL of where its record stands.

    ``reading.records`` says where the records are: in ``answeredScorecards[].answers[]`` each
    answer makes a record that also carries the fields of its scorecard. The outermost list may be
    missing (then ``j`` is its element already), so that pages and JSON Lines load alike. Fields of
    inner lists are named after them: ``answers.score``. A list may lie in an object, as in
    ``data[].attributes.scores[]``.

    Raises
    ------
    SourceError
        A record is not an object, or an error answer stands where records should be.
    duckdb.Error
        The JSON is malformed.
    """
    steps = list_steps(reading.records or "")
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE json_elements AS "
        f"SELECT {row} AS _row, NULL::VARCHAR AS _out, unnest(elements) AS e0 "
        f"FROM (SELECT *, {_elements('j', steps[:1])} AS elements FROM {source})"
    )
    try:
        _refuse_error_answers(connection, name)
        relation, element, prefix = "json_elements", "e0", ""
        columns = columns_of(connection, relation, element, prefix, steps[1:2], name, limits)
        for depth, step in enumerate(steps[1:], start=1):
            prefix += "".join(f"{part}." for part in step)
            relation = _unnested(relation, element, step, f"e{depth}", f"no {prefix[:-1]} in it")
            element = f"e{depth}"
            columns += columns_of(
                connection, relation, element, prefix, steps[depth + 1 : depth + 2], name, limits
            )
        refuse_columns(name, len(columns), limits)
        header = tuple(field.name for field in columns)
        kept = wanted(header, name)
        path = fresh_path(work, ".parquet")
        records = _write_records(columns, kept, reading, relation, connection, path)
        typed = _typed(connection, relation, {n: columns[n - 1] for n in sorted(kept)})
    finally:
        connection.execute("DROP TABLE IF EXISTS json_elements")
    return RawTable(path, header, records, kept, typed=typed)


def _typed(
    connection: duckdb.DuckDBPyConnection, relation: str, fields: Mapping[int, Field]
) -> dict[int, Typed]:
    """How the numbers of each column stand: as numbers, or some of them as text."""
    typed: dict[int, Typed] = {}
    elements = list(dict.fromkeys(field.element for field in fields.values()))
    asked: dict[str, list[str]] = {element: [] for element in elements}
    checks = ""
    for field in fields.values():
        asked[field.element].append(field.pointer)
        kind = f"of_{field.element}[{len(asked[field.element])}]"
        checks += (
            f", bool_or({kind} IN ('DOUBLE', 'BIGINT', 'UBIGINT', 'HUGEINT', 'UHUGEINT')), "
            f"bool_or({kind} = 'VARCHAR')"
        )
    # each object is parsed once, however many of its fields are asked for
    kinds = "".join(
        f", json_type({element}, [{', '.join(pointers)}]) AS of_{element}"
        for element, pointers in asked.items()
    )
    found = connection.execute(
        f"SELECT count(*){checks} FROM (SELECT *{kinds} FROM {relation})"
    ).fetchone() or (0,)
    for place, number in enumerate(fields):
        numbers, texts = found[2 * place + 1 : 2 * place + 3]
        if numbers:
            typed[number] = "mixed" if texts else "numbers"
    return typed


def _write_records(
    fields: Sequence[Field],
    kept: frozenset[int],
    reading: Reading,
    relation: str,
    connection: duckdb.DuckDBPyConnection,
    path: Path,
) -> int:
    """Write the records as a raw table, and count them.

    Of records with many fields only the first ones and those that are kept are read: they tell nearly
    always that a record is not empty. Records with nothing in them are looked at again, whole.
    """
    telling = [*range(1, len(fields) + 1)]
    is_wide = len(fields) > FIRST_FIELDS
    if is_wide:
        telling = telling[:FIRST_FIELDS]
        if not reading.footer:
            telling += [number for number in sorted(kept) if number > FIRST_FIELDS]
    query = _picked(fields, kept, telling, reading.nulls, relation)
    records = copy_raw(query, len(kept), connection, path)
    if not is_wide:
        return records
    written = f"read_parquet({file_literal(path)}, file_row_number = true)"
    unclear = (
        f"SELECT file_row_number + 1 AS place FROM {written} WHERE _first IS NULL AND _out IS NULL"
    )
    elements = list(dict.fromkeys(field.element for field in fields))
    texts = ", ".join(f"CAST({element} AS VARCHAR)" for element in elements)
    again = connection.execute(
        f"SELECT place, {texts} FROM (SELECT *, row_number() OVER () AS place FROM {relation}) "
        f"SEMI JOIN ({unclear}) USING (place)"
    )
    found: dict[int, str] = {}
    while rows := again.fetchmany(64):
        for place, *documents in rows:
            first = _first_of(fields, dict(zip(elements, documents, strict=True)), reading.nulls)
            if first is not None:
                found[place] = first
    if found:
        put_firsts(found, "file_row_number + 1", written, len(kept), connection, path)
    return records


def _first_of(
    fields: Sequence[Field], documents: Mapping[str, str | None], nulls: Sequence[str]
) -> str | None:
    """The first field of a record that is not empty, cleaned; its documents are those of its elements."""
    # numbers stay the text that they are, however many digits they have
    read = {
        element: json.loads(text or "null", parse_int=str, parse_float=str)
        for element, text in documents.items()
    }

    def texts() -> Iterator[str | None]:
        for field in fields:
            value = read[field.element]
            for name in field.path:
                value = value.get(name) if isinstance(value, dict) else None
            yield text_of(value)

    return first_filled(texts(), nulls)


def _picked(
    fields: Sequence[Field],
    kept: frozenset[int],
    telling: Sequence[int],
    nulls: Sequence[str],
    relation: str,
) -> str:
    """SQL of the cells of a raw table; each object is parsed once, however much is asked of it.

    Only where the very first cell is empty are the others looked at as well, those that are ``telling``.
    """
    if not fields:
        return f"SELECT _row, _out, NULL::VARCHAR AS _first FROM {relation}"
    elements = list(dict.fromkeys(field.element for field in fields))
    texts: dict[int, str] = {}
    lists = ""
    for element in elements:
        numbers = [n for n in sorted(kept | {1}) if fields[n - 1].element == element]
        texts |= {n: f"of_{element}[{at}]" for at, n in enumerate(numbers, start=1)}
        lists += f", {_texts(element, [fields[n - 1] for n in numbers])} AS of_{element}"
    every = [
        _texts(each, [fields[n - 1] for n in telling if fields[n - 1].element == each])
        for each in elements
    ]
    at_once = every[0] if len(every) == 1 else f"list_concat({', '.join(every)})"
    first = f"coalesce({cleaned_sql(texts[1], nulls)}, {first_of_list_sql(at_once, nulls)})"
    cells = "".join(f", {texts[n]} AS c{n}" for n in sorted(kept))
    return f"SELECT _row, _out, {first} AS _first{cells} FROM (SELECT *{lists} FROM {relation})"


def _texts(element: str, fields: Sequence[Field]) -> str:
    pointers = ", ".join(field.pointer for field in fields)
    return f"json_extract_string({element}, CAST([{pointers}] AS VARCHAR[]))"


def list_steps(records: str) -> list[tuple[str, ...]]:
    """Path of each list on the way to the records; where no list is marked, each name is one."""
    names = [name for name in records.split(".") if name]
    if "[]" not in records:
        return [(name,) for name in names]
    steps: list[tuple[str, ...]] = []
    path: list[str] = []
    for name in names:
        path.append(name.removesuffix("[]"))
        if name.endswith("[]"):
            steps.append(tuple(path))
            path = []
    return [*steps, tuple(path)] if path else steps


def _refuse_error_answers(connection: duckdb.DuckDBPyConnection, name: str) -> None:
    """Refuse a document that is no page of records but what the server said in their stead."""
    keys, some = list(ENVELOPE), list(ERROR_KEYS)
    suspects = connection.execute(
        "SELECT CAST(e0 AS VARCHAR) FROM json_elements WHERE json_type(e0) = 'OBJECT' "
        "AND list_has_all($1, json_keys(e0)) AND list_has_any($2, json_keys(e0))",
        [keys, some],
    ).fetchall()
    for (document,) in suspects:
        said = error_answer(document)
        if said is not None:
            raise SourceError(
                f"{name}: there is an error response instead of records: {said}",
                "The records of this page are missing: fetch it again.",
            )


def _pages(
    connection: duckdb.DuckDBPyConnection,
    source: str,
    steps: Sequence[tuple[str, ...]],
    name: str,
) -> Pages | None:
    """What the documents that are pages say of themselves; None where the records are in none."""
    if not steps:
        return None
    listed = f"json_extract(j, {pointer_to(*steps[0])})"
    totals = ", ".join(
        f"try_cast(json_extract_string(j, {pointer_to(*path)}) AS BIGINT)" for path in TOTALS
    )
    follows = " OR ".join(
        f"coalesce(CAST(json_extract(j, {pointer_to(*path)}) AS VARCHAR) "
        "NOT IN ('null', 'false', '\"\"', '{}', '[]'), false)"
        for path in NEXT
    )
    undone = "coalesce(json_extract_string(j, '/done') = 'false', false)"
    rows = connection.execute(
        f"SELECT json_array_length({listed}), coalesce({totals}), {follows} OR {undone}, "
        "try_cast(json_extract_string(j, '/records/currentPageNumber') AS BIGINT) "
        f"FROM {source} WHERE json_type({listed}) = 'ARRAY'"
    ).fetchall()
    return tuple(Page(name, *row) for row in rows) or None


def _elements(document: str, outermost: list[tuple[str, ...]]) -> str:
    """SQL list of the records in a document: those of its outermost list, else the document."""
    if not outermost:
        return f"[{document}]"
    inner = f"json_extract({document}, {pointer_to(*outermost[0])})"
    return (
        f"CASE WHEN json_type({inner}) = 'ARRAY' THEN json_extract({inner}, '$[*]') "
        f"ELSE [{document}] END"
    )


def _unnested(relation: str, element: str, step: tuple[str, ...], below: str, reason: str) -> str:
    """SQL of one row for each element of a list; a record with none stays, with the reason.

    An object in the place of the list is its only element.
    """
    value = f"json_extract({element}, {pointer_to(*step)})"
    # connectors land nested lists as text that holds JSON
    value = (
        f"CASE WHEN json_type({value}) = 'VARCHAR' "
        f"THEN try_cast(json_extract_string({value}, '$') AS JSON) ELSE {value} END"
    )
    return (
        f"(SELECT * EXCLUDE (_out, elements), "
        f"CASE WHEN len(elements) = 0 THEN {literal(reason)} ELSE _out END AS _out, "
        f"unnest(CASE WHEN len(elements) = 0 THEN [NULL] ELSE elements END) AS {below} "
        f"FROM (SELECT *, CASE WHEN json_type({value}) = 'ARRAY' "
        f"THEN json_extract({value}, '$[*]') WHEN json_type({value}) = 'OBJECT' THEN [{value}] "
        f"ELSE [] END AS elements FROM {relation}))"
    )


def _fault(path: Path, name: str, error: duckdb.Error) -> SourceError:
    """Say on which line the JSON breaks; DuckDB's own count is of the chunk it was reading."""
    again = "The file may be incomplete: export it again."
    found = _broken_line(path)
    if found is not None:
        return SourceError(f"{name}, line {found[0]}: not valid JSON: {found[1]}", again)
    return SourceError(f"{name}: cannot be read as JSON ({str(error).splitlines()[0]})", again)


def _broken_line(path: Path) -> tuple[int, str] | None:
    documents = 0
    with path.open(encoding="utf-8-sig") as file:
        for number, line in enumerate(file, start=1):
            if not line.strip():
                continue
            try:
                json.loads(line)
            except json.JSONDecodeError as fault:
                if documents:
                    return number, fault.msg
                break
            except (ValueError, RecursionError):
                return None  # a number of thousands of digits, which is JSON all the same
            documents += 1
    if documents:
        return None
    # the first line is no document of its own, so the whole file is one
    try:
        json.loads(path.read_text(encoding="utf-8-sig"))
    except json.JSONDecodeError as fault:
        return fault.lineno, fault.msg
    except (ValueError, RecursionError):
        return None
    return None
