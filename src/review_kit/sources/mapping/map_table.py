"""From a raw table to a mapped one: a profile carried out as SQL that DuckDB streams.

The query is built in the order of the steps that it takes::

    cleaned → judged (left out?) → questions (unpivot) → pieces (split)
            → picked (value maps) → meant (people, lookups) → spelled (days, numbers) → ids
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import duckdb

from review_kit.sources.canonical import CanonicalColumn
from review_kit.sources.columns.binding import Binding, Names, bind
from review_kit.sources.files.export import fresh_path
from review_kit.sources.files.invisible import plain_ids, trimmed_sql, with_other_signs
from review_kit.sources.files.joined import FILE_OF_ROW, ROW_IN_FILE
from review_kit.sources.files.left_out import (
    EMPTY,
    FOOTER,
    NOTE,
)
from review_kit.sources.files.raw import RawTable, copy_raw
from review_kit.sources.mapping.alike import (
    FilesAsOne,
    placed_notices,
    refuse_unlike_days,
    refuse_unlike_numbers,
    refuse_unlike_profile,
    refuse_unlike_records,
    refuse_unlike_texts,
)
from review_kit.sources.mapping.blocks import bands_spread, filled_down
from review_kit.sources.mapping.clean_cells import (
    NOT_LOOKED_FOR,
    OddTexts,
    cleaned_sql,
    odd_texts,
)
from review_kit.sources.mapping.decoration import decoration_cases
from review_kit.sources.mapping.family import (
    indented_columns,
    indents_sql,
    keys_joined,
    parents_added,
    parents_found,
    without_bullet_sql,
)
from review_kit.sources.mapping.findings import found_in_file, looked_at
from review_kit.sources.mapping.guesses import guessed_values
from review_kit.sources.mapping.made_cells import make_cells
from review_kit.sources.mapping.money_columns import harmless_columns
from review_kit.sources.mapping.pieces import join_pieces
from review_kit.sources.mapping.rules import answers_sql, asked_sql, rules_sql
from review_kit.sources.mapping.spelled import (
    CELL_OR_FEW_TEXTS,
    DAY_KINDS,
    day_of_row_sql,
    few_days_sql,
    output_sql,
    single_key,
    spelled_sql,
)
from review_kit.sources.mapping.value_maps import (
    Choice,
    has_map,
    past_stages,
    picked_sql,
    unnamed_texts,
)
from review_kit.sources.matching.context import MappingContext
from review_kit.sources.matching.disambiguation import join_identities
from review_kit.sources.matching.managers_of_record import join_managers
from review_kit.sources.matching.rounded_ids import is_identifier
from review_kit.sources.matching.sheet_names import fitted_to_sheet
from review_kit.sources.notice import Notice
from review_kit.sources.profiles.language import Profile
from review_kit.sources.sql import Steps, file_literal, literal, literals
from review_kit.sources.values.day_columns import settle_days, unambiguous_days
from review_kit.sources.values.days import DaySpelling, extended_iso_sql
from review_kit.sources.values.error_texts import failed_formulas, is_error_sql
from review_kit.sources.values.number_columns import numbers_read
from review_kit.sources.values.probe import Probe, probe

FEW_CELLS = 1 << 18
"""Cells of a file that are held in memory while it is mapped; those of a larger one lie in a file."""

_JUDGED = "SELECT *, {} AS reason, 0 AS question_at, 1 AS piece_at FROM {last}"


@dataclass(frozen=True)
class MappedTable:
    """One file, or several of one layout, in canonical columns.

    With ``_input`` (the file's number), ``_file``, ``_row`` and ``_out`` (null: a record).
    """

    relation: str
    """SQL of its rows, with ``file_row_number``, their place in it."""
    inputs: tuple[int, ...]
    """Number of each of its files among all those of the table."""
    rows: int
    without_records: bool
    """There was nothing to map: what the file lacks says nothing about the table."""
    missing: frozenset[str]
    unused: tuple[str, ...]
    notices: tuple[Notice, ...] = ()
    harmless: frozenset[str] = frozenset()
    """Unused columns that hold nothing that a log may not have, whatever they are called."""
    of_raw: Path | None = None
    """The raw table where the relation reads it: a row for each of its rows, in its order. It must stay."""
    as_read: Mapping[str, str] = field(default_factory=dict)
    """Canonical column → column of the raw table that it is as it is, where that is known."""


def map_table(
    raw: RawTable,
    file: str,
    profile: Profile,
    table: str,
    context: MappingContext,
    connection: duckdb.DuckDBPyConnection,
    work: Path,
    exported_on: date | None = None,
    *,
    number: int = 0,
    as_one: FilesAsOne | None = None,
) -> MappedTable:
    """Carry out a profile on one file, or on several that are read alike.

    Parameters
    ----------
    raw
        The file as text.
    file
        Its name, as ``_file`` and messages give it.
    profile
        What to do.
    table
        Canonical table to make.
    context
        Currency, time zone, people and lookups of the project.
    connection
        DuckDB to compute with.
    work
        Folder for temporary files.
    exported_on
        Day that its rows stand for, where it is known.
    number
        Its number among the files of the table.
    as_one
        The files, where ``raw`` is joined of several; ``file`` is then the first of them.

    Raises
    ------
    ApartError
        The files may have to be read otherwise, one by one.
    SourceError
        A column is missing, or a value can be read in two ways: with file, column and row.
    """
    rows, records, has_notes = connection.execute(
        "SELECT count(*), count(*) FILTER (_out IS NULL), coalesce(bool_or(_out = $1), false) "
        f"FROM read_parquet({file_literal(raw.path)})",
        [NOTE],
    ).fetchone() or (0, 0, False)
    profile, about_sheet = fitted_to_sheet(profile, raw, file, context.directories)
    binding = bind(profile, table, raw, file, strict=records > 0)
    names = Names(raw, file, profile)
    refuse_unlike_profile(as_one, profile, table, raw, binding)
    indented = indented_columns(profile, names)
    held = fresh_path(work, ".parquet")
    steps, notices, repeated = _records(
        raw,
        profile,
        table,
        binding,
        names,
        indented,
        records,
        has_notes,
        file,
        connection,
        as_one,
        held,
    )
    steps, made = make_cells(steps, binding, profile, context, file, connection)
    steps, cut = join_pieces(steps, binding, context, connection)
    canonical = {column.name: column for column in profile.columns_of(table)}
    days = [canonical[name] for name in binding.cells if canonical[name].kind in DAY_KINDS]
    numbers = [
        name
        for name in binding.cells
        if canonical[name].kind == "number" or binding.columns[name].scale is not None
    ]
    given = _cells_given(binding)
    found = probe(steps, given, numbers, days, connection, repeated=repeated or ())
    notices += failed_formulas(steps, given, found.failed, binding.shown, file, connection)
    choices, told = unnamed_texts(steps, canonical, profile, binding, file, connection)
    notices += told
    refuse_unlike_texts(as_one, choices)
    steps = steps.then("picked", _picked(binding, canonical, choices, found))
    steps = _plain_ids(steps, canonical, binding, connection, is_cheap=repeated is not None)
    spelling = DaySpelling(
        order=context.date_order or profile.dates.order,
        formats=profile.dates.formats,
        serial_epoch=raw.serial_epoch or ("1900" if profile.dates.serial else None),
        time_zone=context.time_zone,
        year=profile.dates.year,
    )
    odd = [
        day.name for day in days if day.name in found.odd_days or has_map(binding.columns[day.name])
    ]
    refuse_unlike_days(as_one, steps, days, spelling, profile, found, connection)
    unambiguous_days(steps, odd, spelling, binding, file, table, connection)
    steps, named, spellings, told = settle_days(
        steps, days, spelling, profile, table, binding, file, found, connection
    )
    notices += told
    # of most exports every cell is, so that nothing has to be read
    spelt = frozenset(
        day.name
        for day in days
        if day.name not in odd and not (day.kind == "timestamp" and spellings[day.name].written)
    )
    day = day_of_row_sql(table, binding, canonical, spellings, spelt)
    steps, joined, told = join_identities(steps, binding, context, file, day, connection)
    notices += told
    steps, managed = join_managers(steps, binding, context.managers, file, connection)
    notices += managed
    steps, reading, asked = numbers_read(
        steps, numbers, found, raw, profile, table, context, binding, file, connection
    )
    notices += asked
    stated = context.decimal or profile.numbers.stated
    refuse_unlike_numbers(
        as_one, steps, numbers, reading, found, profile, table, stated, binding, connection
    )
    spelled = {
        name: spelled_sql(canonical[name], column, reading, spellings, spelt, context)
        for name, column in binding.columns.items()
        if not column.id_of and not column.slug_of and not column.indented
    }
    if repeated is not None:
        mixed = [day for day in days if day.name in odd and not spellings[day.name].written]
        spelled |= few_days_sql(steps, given, spelled, mixed, binding, repeated, connection)
    texts = ", ".join(f"{text} AS f_{name}" for name, text in spelled.items())
    steps = steps.then("spelled", f"SELECT *, {texts} FROM {{last}}")
    notices += guessed_values(steps, profile, table, binding, file, connection)
    if exported_on is not None:
        notices += past_stages(steps, choices, profile, binding, file, exported_on, connection)
    unordered = (
        joined or named or cut or made or indented or profile.read.fill_down or profile.read.bands
    )
    relation, rows, as_read = _rows_made(
        steps,
        {name: output_sql(name, table, binding, names) for name in canonical},
        binding,
        single_key(table),
        f"{_input(as_one, number)} AS _input, {_file(as_one, file)} AS _file",
        rows,
        connection,
        work,
        in_order=not unordered,
        is_cheap=repeated is not None and as_one is None and _takes_cells_as_they_are(spelled),
    )
    held.unlink(missing_ok=True)
    return MappedTable(
        relation,
        (number,) if as_one is None else as_one.inputs,
        rows,
        records == 0,
        binding.missing,
        binding.unused,
        placed_notices(as_one, (*about_sheet, *notices) if records else ()),
        harmless_columns(raw, table, binding.unused, context.criteria, connection),
        None if as_read is None else raw.path,
        as_read or {},
    )


def _as_read(steps: Steps, outputs: Mapping[str, str]) -> dict[str, str]:
    """Return the canonical columns that are a cell of each row as it is, with the cell."""
    found = {name: steps.as_it_is(text) for name, text in outputs.items() if text == f"f_{name}"}
    return {name: cell for name, cell in found.items() if cell is not None}


def _plain_ids(
    steps: Steps,
    canonical: Mapping[str, CanonicalColumn],
    binding: Binding,
    connection: duckdb.DuckDBPyConnection,
    *,
    is_cheap: bool,
) -> Steps:
    """Take invisible signs out of ids; where a look is cheap, only of those that may have one."""
    # where names may stand for ids, such a sign may also part two words
    ids = [
        name
        for name in binding.cells
        if is_identifier(canonical[name]) and not binding.columns[name].match
    ]
    return plain_ids(steps, with_other_signs(steps, ids, connection) if is_cheap else ids)


def _rows_made(
    steps: Steps,
    outputs: Mapping[str, str],
    binding: Binding,
    key: str,
    origin: str,
    rows: int,
    connection: duckdb.DuckDBPyConnection,
    work: Path,
    *,
    in_order: bool,
    is_cheap: bool,
) -> tuple[str, int, dict[str, str] | None]:
    """Return the relation of rows in canonical columns, their number, and cells in it as they are.

    The third is none where the relation does not read the raw table.

    Parameters
    ----------
    outputs
        Canonical column → SQL of what it has.
    key
        Column that tells the rows apart; empty for several.
    origin
        SQL of a row's file.
    rows
        Rows of the raw table.
    in_order, is_cheap
        Rows that lie in their order and cost hardly anything to make are made when they are read.
    """
    steps = keys_joined(steps, binding, outputs.get(key, "NULL"), outputs)
    output = ", ".join(f'{text} AS "{name}"' for name, text in outputs.items())
    query = f"SELECT {output}, {origin}, {ROW_IN_FILE} AS _row, reason AS _out"
    # what other tables of the database hold may change with the next file
    if is_cheap and in_order and " JOIN " not in steps.sql(""):
        relation = f"({steps.sql(f'{query}, seq AS file_row_number FROM {{last}}')})"
        return relation, rows, _as_read(steps, outputs)
    path = fresh_path(work, ".parquet")
    order = "" if in_order else " ORDER BY seq, question_at, piece_at"
    (rows,) = connection.execute(
        f"COPY ({steps.sql(f'{query} FROM {{last}}{order}')}) TO {literal(path)} (FORMAT parquet)"
    ).fetchone() or (0,)
    return f"read_parquet({file_literal(path)}, file_row_number = true)", rows, None


def _takes_cells_as_they_are(spelled: Mapping[str, str]) -> bool:
    """Say whether a row is made from cells as they are, so that to make it again costs hardly anything."""
    return all(CELL_OR_FEW_TEXTS.match(text) for text in spelled.values())


def _input(as_one: FilesAsOne | None, number: int) -> str:
    """SQL of the number of a row's file."""
    if as_one is None:
        return str(number)
    return f"[{', '.join(map(str, as_one.inputs))}][{FILE_OF_ROW} + 1]"


def _file(as_one: FilesAsOne | None, file: str) -> str:
    """SQL of the name of a row's file."""
    if as_one is None:
        return literal(file)
    return f"[{literals(as_one.names)}][{FILE_OF_ROW} + 1]"


def _records(
    raw: RawTable,
    profile: Profile,
    table: str,
    binding: Binding,
    names: Names,
    indented: Mapping[str, Sequence[int]],
    records: int,
    has_notes: bool,
    file: str,
    connection: duckdb.DuckDBPyConnection,
    as_one: FilesAsOne | None,
    held: Path,
) -> tuple[Steps, list[Notice], frozenset[str] | None]:
    """Rows of the table with the reason why one is none, and what was found in them.

    Where a row costs less to look at than to write and to read again, the third is SQL of the cells that
    have few different texts; else it is none.
    """
    notices: list[Notice] = []
    is_large = records * len(binding.read) > FEW_CELLS
    cells = sorted(binding.read - binding.questions.keys())
    set_in = {number for each in indented.values() for number in each}
    odd = NOT_LOOKED_FOR
    if is_large:
        numbers = [number for number in cells if number not in set_in]
        odd = odd_texts(
            f"read_parquet({file_literal(raw.path)})", numbers, profile.read.nulls, connection
        )
    cleaned = _cleaned(raw, profile, binding, set_in, odd)
    steps = cleaned.then("judged", _judged(profile, table, binding, names))
    is_cheap = (
        is_large
        and set(cells) <= odd.of_column.keys()
        and not (profile.read.footer or profile.leave_out or binding.questions)
    )
    if is_cheap and _all_are_records(steps, connection):
        steps = cleaned.then("judged", _JUDGED.replace("{}", "NULL::VARCHAR"))
    judged = steps
    steps = bands_spread(steps, profile.read.bands, sorted(binding.read - binding.questions.keys()))
    in_order = [number for each in indented.values() for number in each]
    steps = parents_added(steps, profile, binding, names, in_order)
    steps = parents_found(steps, indented)
    if records:
        steps = filled_down(steps, names.numbers(profile.read.fill_down))
        is_cheap = is_cheap and steps is judged
        if not is_cheap:
            steps = _held(steps, records, len(binding.read), connection, held)
        ids, required = looked_at(binding, profile, table, raw, file)
        with_footers = has_notes or bool(profile.read.footer)
        refuse_unlike_records(as_one, steps, ids, required, connection, with_footers=with_footers)
        notices += found_in_file(
            steps,
            binding,
            profile,
            table,
            raw,
            file,
            connection,
            has_notes=has_notes,
            repeated=odd.repeated if is_cheap else (),
        )
    if profile.unpivot is not None:
        steps = asked_sql(steps, profile, binding)
        steps = steps.then("answers", answers_sql(profile, names))
    return steps, notices, frozenset(f"s{n}" for n in odd.repeated) if is_cheap else None


def _cleaned(
    raw: RawTable, profile: Profile, binding: Binding, set_in: Collection[int], odd: OddTexts
) -> Steps:
    """Cells without stray blanks; texts that mean "no value" are null.

    The cells of questions stay as they are, in one list: there may be thousands.

    Parameters
    ----------
    set_in
        Cells of which the indent means something.
    odd
        Texts that cleaning changes, where they were looked for.
    """
    numbers = sorted(binding.read - binding.questions.keys())
    known = {n: odd.cleaned_sql(n, f"t{n}") for n in numbers}
    texts = {n: f"c{n}" if known[n] else trimmed_sql(f"c{n}") for n in numbers}
    texts |= {n: without_bullet_sql(texts[n]) for n in sorted(set_in)}
    trimmed = "".join(f", {text} AS t{n}" for n, text in texts.items()) + indents_sql(
        sorted(set_in)
    )
    kept = "".join(f", indent_{n}" for n in sorted(set_in))
    nulls = profile.read.nulls
    cleaned = "".join(f", {known[n] or cleaned_sql(f't{n}', nulls)} AS s{n}" for n in numbers)
    source = f"read_parquet({file_literal(raw.path)}, file_row_number = true)"
    answers = ""
    if profile.unpivot is not None:
        listed = ", ".join(f"c{number}" for number in binding.questions)
        trimmed += f", CAST([{listed}] AS VARCHAR[]) AS answers"
        answers = ", answers"
    answers += kept
    return Steps(
        (("trimmed", f"SELECT file_row_number AS seq, _row, _out, _first{trimmed} FROM {source}"),)
    ).then("cleaned", f"SELECT seq, _row, _out, _first{cleaned}{answers} FROM {{last}}")


def _all_are_records(steps: Steps, connection: duckdb.DuckDBPyConnection) -> bool:
    """Say whether no row has a reason to be left out."""
    row = steps.sql("SELECT 1 FROM {last} WHERE reason IS NOT NULL LIMIT 1")
    return connection.execute(row).fetchone() is None


def _held(
    steps: Steps, records: int, width: int, connection: duckdb.DuckDBPyConnection, held: Path
) -> Steps:
    """Hold the rows so far, so that they are cleaned and judged once and not at each look.

    Parameters
    ----------
    records, width
        How many rows there are, and cells in each.
    held
        File for more of them than fit into memory.
    """
    if records * width <= FEW_CELLS:
        return steps.settled(connection)
    copy_raw(steps.sql("FROM {last}"), width, connection, held)
    return Steps(((steps.last, f"FROM read_parquet({file_literal(held)})"),))


def _judged(profile: Profile, table: str, binding: Binding, names: Names) -> str:
    """Why a row is no record: what the reader found, nothing in it, a footer, the profile's rules."""
    cases = ["WHEN _out IS NOT NULL THEN _out", f"WHEN _first IS NULL THEN {literal(EMPTY)}"]
    cases += [
        f"WHEN regexp_matches(_first, {literal(pattern)}) THEN {literal(FOOTER)}"
        for pattern in profile.read.footer
    ]
    cases += decoration_cases(profile, table, binding)
    cases += rules_sql(profile, names, of_answers=False)
    return _JUDGED.replace("{}", f"CASE {' '.join(cases)} END")


def _cells_given(binding: Binding) -> dict[str, str]:
    """SQL of what the export gives for each canonical column: a cell, or a piece of one."""
    return {
        name: "piece" if binding.columns[name].makes_rows else cell
        for name, cell in binding.cells.items()
    }


def _picked(
    binding: Binding,
    canonical: Mapping[str, CanonicalColumn],
    choices: Mapping[str, Choice],
    found: Probe,
) -> str:
    """Cell of each canonical column, through its value map."""
    picked = []
    for name, cell in _cells_given(binding).items():
        column = binding.columns[name]
        text = picked_sql(canonical[name], column, cell, choices.get(name, Choice()))
        if name in found.odd_days:
            text = extended_iso_sql(text)
        if name in found.failed:
            text = f"CASE WHEN NOT {is_error_sql(cell)} THEN {text} END"
        picked.append(f", CAST({text} AS VARCHAR) AS r_{name}")
    return f"SELECT *{''.join(picked)} FROM {{last}}"
