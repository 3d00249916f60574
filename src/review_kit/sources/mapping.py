"""From a raw table to a mapped one: a profile carried out as SQL that DuckDB streams.

The query is built in the order of the steps that it takes::

    cleaned → judged (left out?) → questions (unpivot) → pieces (split)
            → picked (value maps) → meant (people, lookups) → spelled (days, numbers) → ids
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

from review_kit.sources.amounts import boolean_sql, is_number_sql, number_sql, percent_sql
from review_kit.sources.binding import Binding, Names, bind
from review_kit.sources.canonical import CanonicalColumn
from review_kit.sources.days import DaySpelling, day_sql, moment_sql
from review_kit.sources.export import fresh_path
from review_kit.sources.left_out import EMPTY, FOOTER, IN_WORDS, UNANSWERED
from review_kit.sources.managers_of_record import COLUMN as RECORD_MANAGER
from review_kit.sources.managers_of_record import join_managers
from review_kit.sources.meaning import Setting, join_meanings, share_condition, unambiguous_days
from review_kit.sources.money_columns import harmless_columns
from review_kit.sources.notice import Notice
from review_kit.sources.pieces import join_pieces
from review_kit.sources.profile import (
    MANAGER_OF_RECORD,
    PROJECT_CURRENCY,
    Column,
    LeaveOut,
    Profile,
)
from review_kit.sources.raw import BLANKS, RawTable, file_literal, literal, literals
from review_kit.sources.salesforce_ids import is_salesforce_id
from review_kit.sources.sheet_names import fitted_to_sheet
from review_kit.sources.steps import Steps

_SINGLE_KEYS = {
    "criteria": "criterion_id",
    "coaching_log": "entry_id",
    "scheduled_sessions": "session_id",
    "opportunities": "opportunity_id",
    "goals": "goal_id",
}
"""Tables whose rows one column tells apart: the pieces of a split row need a key each."""


_DAY_OF = {"qa_scores": "call_at", "coaching_log": "session_date", "goals": "set_on"}
"""Tables whose rows name a criterion, and the column with the day on which they meant it."""


@dataclass(frozen=True)
class MappedTable:
    """One file in canonical columns, with ``_file``, ``_row`` and ``_out`` (null: a record)."""

    path: Path
    rows: int
    without_records: bool
    """There was nothing to map: what the file lacks says nothing about the table."""
    missing: frozenset[str]
    unused: tuple[str, ...]
    notices: tuple[Notice, ...] = ()
    harmless: frozenset[str] = frozenset()
    """Unused columns that hold nothing that a log may not have, whatever they are called."""


def map_table(
    raw: RawTable,
    file: str,
    profile: Profile,
    table: str,
    setting: Setting,
    connection: duckdb.DuckDBPyConnection,
    work: Path,
) -> MappedTable:
    """Carry out a profile on one file.

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
    setting
        Currency, time zone, people and lookups of the project.
    connection
        DuckDB to compute with.
    work
        Folder for temporary files.

    Raises
    ------
    SourceError
        A column is missing, or a value can be read in two ways: with file, column and row.
    """
    (records,) = connection.execute(
        f"SELECT count(*) FROM read_parquet({file_literal(raw.path)}) WHERE _out IS NULL"
    ).fetchone() or (0,)
    profile, about_sheet = fitted_to_sheet(profile, raw, file, setting.directories)
    binding = bind(profile, table, raw, file, strict=records > 0)
    names = Names(raw, file)
    steps = _cleaned(raw, profile)
    steps = steps.then("judged", _judged(raw, profile, names))
    if profile.unpivot is not None:
        steps = steps.then("questions", _questions(binding))
        steps = steps.then("answers", _answers(profile, names))
    steps, cut = join_pieces(steps, binding, setting, connection)
    steps = steps.then("picked", _picked(binding))
    canonical = {column.name: column for column in profile.columns_of(table)}
    spelling = DaySpelling(
        order=setting.date_order or profile.dates.order,
        formats=profile.dates.formats,
        serial_epoch=raw.serial_epoch or ("1900" if profile.dates.serial else None),
        time_zone=setting.time_zone,
    )
    days = [name for name in binding.cells if canonical[name].kind in ("date", "timestamp")]
    unambiguous_days(steps, days, spelling, binding, file, table, connection)
    shares = {
        name: share_condition(steps, name, profile.numbers, binding, file, connection)
        for name, column in binding.columns.items()
        if column.scale == "mixed"
    }
    day = _day_of_row(table, binding, spelling)
    steps, joined, told = join_meanings(steps, binding, setting, file, day, connection)
    steps, managed = join_managers(steps, binding, setting.managers, file, connection)
    spelled = [
        f"{_spelled(canonical[name], column, profile, spelling, setting, shares)} AS f_{name}"
        for name, column in binding.columns.items()
        if not column.id_of and not column.slug_of
    ]
    steps = steps.then("spelled", f"SELECT *, {', '.join(spelled)} FROM {{last}}")
    output = ", ".join(f'{_output(name, table, binding, names)} AS "{name}"' for name in canonical)
    order = "ORDER BY seq, question_at, piece_at" if joined or cut else ""
    path = fresh_path(work, ".parquet")
    (rows,) = connection.execute(
        "COPY ("
        + steps.sql(
            f"SELECT {output}, {literal(file)} AS _file, _row, reason AS _out FROM {{last}} {order}"
        )
        + f") TO {literal(path)} (FORMAT parquet)"
    ).fetchone() or (0,)
    notices = (*about_sheet, *told, *managed) if records else ()
    harmless = harmless_columns(raw, table, binding.unused, setting.criteria, connection)
    return MappedTable(path, rows, records == 0, binding.missing, binding.unused, notices, harmless)


def _cleaned(raw: RawTable, profile: Profile) -> Steps:
    """Cells without stray blanks; texts that mean "no value" are null."""
    nulls = literals(dict.fromkeys(("", *profile.read.nulls)))
    numbers = range(1, len(raw.header) + 1)
    trimmed = "".join(f", trim(c{n}, {literal(BLANKS)}) AS t{n}" for n in numbers)
    cleaned = "".join(f", CASE WHEN t{n} NOT IN ({nulls}) THEN t{n} END AS s{n}" for n in numbers)
    source = f"read_parquet({file_literal(raw.path)}, file_row_number = true)"
    return Steps(
        (("trimmed", f"SELECT file_row_number AS seq, _row, _out{trimmed} FROM {source}"),)
    ).then("cleaned", f"SELECT seq, _row, _out{cleaned} FROM {{last}}")


def _judged(raw: RawTable, profile: Profile, names: Names) -> str:
    """Why a row is no record: what the reader found, nothing in it, a footer, the profile's rules."""
    cells = ", ".join(f"s{number}" for number in range(1, len(raw.header) + 1))
    first = f"coalesce({cells})" if cells else "CAST(NULL AS VARCHAR)"
    cases = ["WHEN _out IS NOT NULL THEN _out", f"WHEN {first} IS NULL THEN {literal(EMPTY)}"]
    cases += [
        f"WHEN regexp_matches({first}, {literal(pattern)}) THEN {literal(FOOTER)}"
        for pattern in profile.read.footer
    ]
    cases += _rules(profile, names, of_answers=False)
    return (
        f"SELECT *, CASE {' '.join(cases)} END AS reason, 0 AS question_at, 1 AS piece_at "
        "FROM {last}"
    )


def _rules(profile: Profile, names: Names, *, of_answers: bool) -> list[str]:
    """``[[leave_out]]`` as SQL cases; rules on answers come after the unpivot."""
    cases = []
    for rule in profile.leave_out:
        if bool({"@column", "@value"} & {*rule.when, *rule.matches}) != of_answers:
            continue
        condition = _condition(rule, names)
        if condition is not None:
            cases.append(f"WHEN {condition} THEN {literal(rule.reason)}")
    return cases


def _condition(rule: LeaveOut, names: Names) -> str | None:
    conditions = []
    for name, values in rule.when.items():
        cell = names.cell([name])
        if cell is None:
            return None
        filled = [value.strip() for value in values if value.strip()]
        # ids that differ by case only are two
        ids = [value for value in filled if is_salesforce_id(value)]
        texts = [value.lower() for value in filled if value not in ids]
        options = [f"lower({cell}) IN ({literals(texts)})"] if texts else []
        options += [f"{cell} IN ({literals(ids)})"] if ids else []
        if len(filled) < len(values):
            options.append(f"{cell} IS NULL")
        conditions.append(f"coalesce({' OR '.join(options)}, false)")
    for name, pattern in rule.matches.items():
        cell = names.cell([name])
        if cell is None:
            return None
        conditions.append(f"coalesce(regexp_matches({cell}, {literal(pattern)}), false)")
    return " AND ".join(conditions)


def _questions(binding: Binding) -> str:
    """One row per question; a row left out stays one row."""
    answers = ", ".join(
        f"{{'name': {literal(name)}, 'answer': s{number}}}"
        for number, name in binding.questions.items()
    )
    count = len(binding.questions)
    listed = f"CAST([{answers}] AS STRUCT(name VARCHAR, answer VARCHAR)[])"
    return (
        "SELECT * EXCLUDE (question_at), "
        f"unnest(CASE WHEN reason IS NULL THEN {listed} ELSE [NULL] END) AS question, "
        f"unnest(CASE WHEN reason IS NULL THEN range({count}) ELSE [0] END) AS question_at "
        "FROM {last}"
    )


def _answers(profile: Profile, names: Names) -> str:
    cases = [
        "WHEN reason IS NOT NULL THEN reason",
        *_rules(profile, names, of_answers=True),
        f"WHEN question.answer IS NULL THEN {literal(UNANSWERED)}",
    ]
    if profile.unpivot is not None and profile.unpivot.numbers_only:
        number = is_number_sql("question.answer", profile.numbers)
        cases.append(f"WHEN NOT {number} THEN {literal(IN_WORDS)}")
    return f"SELECT * REPLACE (CASE {' '.join(cases)} END AS reason) FROM {{last}}"


def _picked(binding: Binding) -> str:
    """Cell of each canonical column, through its value map."""
    picked = []
    for name, cell in binding.cells.items():
        column = binding.columns[name]
        text = "piece" if column.split else cell
        if column.values:
            # ids that differ by case only are two
            ids = {
                given: m for given, m in column.values.items() if is_salesforce_id(given.strip())
            }
            exactly = " ".join(
                f"WHEN {text} = {literal(given.strip())} THEN {literal(meant)}"
                for given, meant in ids.items()
            )
            cases = " ".join(
                f"WHEN {literal(given.strip().lower())} THEN {literal(meant)}"
                for given, meant in column.values.items()
                if given not in ids
            )
            otherwise = literal(column.otherwise) if column.otherwise is not None else text
            text = (
                f"CASE WHEN {text} IS NULL THEN NULL {exactly} "
                f"ELSE {f'CASE lower({text}) {cases} ELSE {otherwise} END' if cases else otherwise} END"
            )
        picked.append(f", CAST({text} AS VARCHAR) AS r_{name}")
    return f"SELECT *{''.join(picked)} FROM {{last}}"


def _spelled(
    canonical: CanonicalColumn,
    column: Column,
    profile: Profile,
    spelling: DaySpelling,
    setting: Setting,
    shares: dict[str, str],
) -> str:
    """A canonical column in canonical spelling, with its default."""
    if column.constant is not None:
        return _given(column.constant, setting)
    value = f"r_{canonical.name}"
    if column.scale is not None:
        share: bool | str = shares.get(canonical.name, column.scale == "share")
        value = percent_sql(value, profile.numbers, share=share)
    elif canonical.kind == "number":
        value = number_sql(value, profile.numbers)
    elif canonical.kind == "boolean":
        value = boolean_sql(value)
    elif canonical.kind == "date":
        value = day_sql(value, spelling)
    elif canonical.kind == "timestamp":
        value = moment_sql(value, spelling)
    if column.default is not None:
        value = f"coalesce({value}, {_given(column.default, setting)})"
    return value


def _day_of_row(table: str, binding: Binding, spelling: DaySpelling) -> str:
    """SQL of the day that a row is about; null where there is none."""
    name = _DAY_OF.get(table, "")
    if name in binding.cells:
        return f"try_cast({day_sql(f'r_{name}', spelling)} AS DATE)"
    constant = binding.columns[name].constant if name in binding.columns else None
    return f"try_cast({literal(constant)} AS DATE)" if constant else "CAST(NULL AS DATE)"


def _given(text: str, setting: Setting) -> str:
    """SQL of a constant or default; what the project or the roster says where it is a name for that."""
    if text == MANAGER_OF_RECORD:
        return RECORD_MANAGER
    return literal(setting.currency if text == PROJECT_CURRENCY else text)


def _output(name: str, table: str, binding: Binding, names: Names) -> str:
    """SQL of a column as it is written: spelled, made from others, or empty."""
    column = binding.columns.get(name)
    if column is None:
        return "CAST(NULL AS VARCHAR)"
    parts = []
    for part in column.id_of or column.slug_of:
        if part in binding.columns:
            parts.append(f"f_{part}")
        else:
            cell = names.cell([part])
            parts += [cell] if cell is not None else []
    if column.id_of:
        texts = ", ".join(f"coalesce({part}, '')" for part in parts)
        return f"left(md5(concat_ws(chr(31), {texts})), 16)"
    if column.slug_of:
        text = f"lower(strip_accents(concat_ws(' ', {', '.join(parts)})))"
        return f"nullif(trim(regexp_replace({text}, '[^\\p{{L}}\\p{{N}}]+', '-', 'g'), '-'), '')"
    if _SINGLE_KEYS.get(table) == name and any(each.split for each in binding.columns.values()):
        return f"f_{name} || CASE WHEN piece_at > 1 THEN '-' || piece_at ELSE '' END"
    return f"f_{name}"
