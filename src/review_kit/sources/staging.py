"""The stage itself: every export of a project to its canonical table."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import duckdb

from review_kit.errors import SourceError
from review_kit.project import Project
from review_kit.project.kept import Kept
from review_kit.sources import kept_staging
from review_kit.sources.columns.binding import MissingColumnError
from review_kit.sources.columns.fitting import with_fitting_profiles
from review_kit.sources.files.complete import Page, page_notices
from review_kit.sources.files.discovery import collected_path, has_export
from review_kit.sources.files.export import fresh_path
from review_kit.sources.files.left_out import DUPLICATE, REPEATED, WITHOUT_CONTENT, doubtful
from review_kit.sources.files.mended import put_in_place, read_mended
from review_kit.sources.files.raw import RawTable, connect
from review_kit.sources.files.resources import is_of_machine, machine_fault
from review_kit.sources.files.unchanged import NOT_HASHED, HashedFile
from review_kit.sources.lookups import read_lookups
from review_kit.sources.mapping.many_files import FileMapper
from review_kit.sources.mapping.map_table import MappedTable
from review_kit.sources.matching.context import Lookups, MappingContext
from review_kit.sources.matching.directories import Directory, Group
from review_kit.sources.matching.known_before import KnownBefore
from review_kit.sources.matching.managers_of_record import takes_managers
from review_kit.sources.matching.rubric_versions import separate_versions
from review_kit.sources.matching.weight_shares import weights_in_percent
from review_kit.sources.notice import Notice, merged
from review_kit.sources.profiles.files import load_profile, profiles_of
from review_kit.sources.profiles.language import Profile
from review_kit.sources.reading import read_collected, read_table
from review_kit.sources.rows_as_read import copy_rows
from review_kit.sources.sql import file_literal, literal, literals, name
from review_kit.sources.staged import InputFile, LeftOutRow, MendedRow, StagedTable
from review_kit.sources.values.misread import misread_text

LEFT_OUT = "left_out"
"""Folder beside the staged tables, with a file for each table that rows were left out of."""
EXAMPLES = 5
"""How many of the rows left out for a reason are named."""


def stage(
    project: Project,
    folder: Path,
    *,
    progress: Callable[[str], None] | None = None,
    only: Mapping[str, Path | None] | None = None,
    known: Mapping[str, StagedTable] | None = None,
    kept: Kept | None = None,
    hashed: Mapping[Path, HashedFile] = NOT_HASHED,
) -> dict[str, StagedTable]:
    """Read every export of a project into canonical tables of text.

    Rows that were collected from filled sheets (``exports/collected/<table>.csv``) stand behind a table's
    own, whichever profile these are read by.

    Parameters
    ----------
    project
        Its settings say where each table comes from and through which profile.
    folder
        Where ``<table>.parquet`` is written; made if it is not there.
    progress
        Called with a sentence for each table.
    only
        Tables to be read; all where it is missing. A table with a path is read from this canonical file,
        in place of what the project gives.
    known
        Tables that were read before, and are not read again; they are in what is returned.
    kept
        Tables read by earlier commands: one whose files, and whatever else it depends on, are as they were
        is taken from there, and one that is read is put there.
    hashed
        Files as the command has hashed them: whether a table's are as they were need not be asked of their
        bytes again, unless they are read.

    Returns
    -------
    dict
        Table → :class:`StagedTable`, in the order of the data model. Tables without an export are
        not in it.

    Raises
    ------
    ConfigurationError
        A profile is not valid, or is made for another table.
    SourceError
        An export cannot be read, or cannot be read in one way only.
    """
    say = progress or (lambda _: None)
    folder.mkdir(parents=True, exist_ok=True)
    profiles = profiles_of(
        project,
        [
            table
            for table in project.data_model
            if (has_export(project, table) if only is None else table in only)
        ],
    )
    staged: dict[str, StagedTable] = dict(known or {})
    spill = Path(tempfile.mkdtemp(prefix=".spill-", dir=folder))
    try:
        # a database of its own for each table would take longer to make than a small table to read
        with connect(spill, project.config.limits.reading_mb) as database:
            before = KnownBefore(staged, database)
            for table, profile in profiles.items():
                if table in staged:
                    continue
                work = Path(tempfile.mkdtemp(prefix=f".{table}-", dir=folder))
                try:
                    # a cursor has temporary tables of its own
                    with database.cursor() as connection:
                        staged[table] = _stage_table(
                            project,
                            table,
                            profile,
                            before,
                            folder,
                            connection,
                            work,
                            (only or {}).get(table),
                            kept,
                            hashed,
                        )
                except (duckdb.Error, OSError, MemoryError) as error:
                    if is_of_machine(error):
                        raise machine_fault(error, table, folder, project.config.limits) from error
                    if not isinstance(error, duckdb.IOException):
                        raise
                    raise SourceError(
                        f"{table}: cannot be read ({str(error).splitlines()[0]})",
                        "Check that nothing is writing or removing the files, then run the "
                        "command again.",
                    ) from error
                finally:
                    shutil.rmtree(work, ignore_errors=True)
                say(_sentence(staged[table]))
    finally:
        shutil.rmtree(spill, ignore_errors=True)
    return staged


def _stage_table(
    project: Project,
    table: str,
    profile: Profile,
    before: KnownBefore,
    folder: Path,
    connection: duckdb.DuckDBPyConnection,
    work: Path,
    alone: Path | None,
    kept: Kept | None,
    hashed: Mapping[Path, HashedFile],
) -> StagedTable:
    lookups, looked_up, incomplete = read_lookups(project, profile, table, connection, work)
    context = _context(project, table, profile, before, lookups)
    mended = read_mended(project)
    key = None
    if kept is not None and alone is None:
        contexts = [context]
        if collected_path(project, table).is_file():  # read by a profile of its own
            canonical = load_profile(project, "canonical")
            contexts.append(_context(project, table, canonical, before, {}))
        key_of = partial(
            kept_staging.key_of, project, table, contexts, (looked_up, incomplete), mended
        )
        key = key_of(hashed)
        earlier = None if key is None else kept_staging.find(kept, table, key)
        if earlier is not None:
            return earlier
        # what is kept is called after the very bytes that are read
        key = key_of()
    made = _read_staged(
        project, table, profile, before, folder, connection, work, alone, context, mended
    )
    made = replace(
        made,
        inputs=(*made.inputs, *looked_up),
        notices=merged([*incomplete, *made.notices]),
    )
    if kept is not None and key is not None:
        kept_staging.put(kept, key, made)
    return made


def _read_staged(
    project: Project,
    table: str,
    profile: Profile,
    before: KnownBefore,
    folder: Path,
    connection: duckdb.DuckDBPyConnection,
    work: Path,
    alone: Path | None,
    context: MappingContext,
    known_mended: Sequence[MendedRow],
) -> StagedTable:
    """Read the files of a table, whatever was read of them before."""
    inputs: list[InputFile] = []
    mapped: list[MappedTable] = []
    of_files: list[tuple[Notice, ...]] = []
    pages: list[Page] = []
    mended: list[MendedRow] = []

    def add(read: Iterator[tuple[InputFile, RawTable]], by: Profile, known: MappingContext) -> None:
        def explained(fault: MissingColumnError, raw: RawTable, file: str) -> SourceError:
            return with_fitting_profiles(fault, project, by, table, raw, file)

        mapper = FileMapper(by, table, known, connection, work, explained)
        for file, as_read in read:
            inputs.append(file)
            pages.extend(as_read.pages or ())
            raw, used = put_in_place(
                as_read, table, file.name, file.sha256, known_mended, connection, work
            )
            mended.extend(used)
            of_files.append(raw.notices)
            mapper.add(len(inputs) - 1, file, raw)
        mapped.extend(mapper.finish())

    if alone is None:
        add(read_table(project, table, profile, connection, work), profile, context)
    collected = alone or collected_path(project, table)
    if collected.is_file():
        canonical = load_profile(project, "canonical")
        plain = replace(
            context,
            date_order=None,
            decimal=None,
            lookups={},
            references=_references(table, canonical, before),
            managers=before.managers() if takes_managers(canonical) else {},
        )
        read = read_collected(project, table, collected, canonical, connection, work)
        add(read, canonical, plain)
    notices: list[Notice] = []
    of_mapped = {each.inputs[0]: each.notices for each in mapped}
    for number, found in enumerate(of_files):
        notices += [*found, *of_mapped.get(number, ())]
    notices += page_notices(pages)
    telling = [each for each in mapped if not each.without_records] or mapped
    path = folder / f"{table}.parquet"
    columns = [column.name for column in profile.columns_of(table)]
    kept, left_out, duplicates = _combined(mapped, columns, path, connection, work)
    if table == "criteria":
        notices += weights_in_percent(path)
        separate_versions(path)
    guessed = [file.name for file in inputs if file.encoding]
    notices += misread_text(path, profile.columns_of(table), guessed, connection)
    left_out_rows, examples = _places(
        folder / LEFT_OUT / f"{table}.parquet", left_out, duplicates, connection, work
    )
    left_out |= duplicates
    of_input = {number: each for each in mapped for number in each.inputs}
    rows_in = sum(each.rows for each in mapped)
    if rows_in != kept + sum(left_out.values()):
        raise AssertionError(f"{table}: {rows_in} rows in, {kept} kept, left out: {left_out}")
    return StagedTable(
        name=table,
        path=path,
        rows_in=rows_in,
        left_out=left_out,
        inputs=tuple(inputs),
        profile=profile.name,
        missing_columns=tuple(
            column.name
            for column in profile.columns_of(table)
            if all(column.name in each.missing for each in telling)
        ),
        other_columns={
            inputs[number].name: each.unused
            for number, each in sorted(of_input.items())
            if each.unused
        },
        harmless_columns={
            inputs[number].name: each.harmless
            for number, each in sorted(of_input.items())
            if each.harmless
        },
        notices=merged(notices),
        left_out_rows=left_out_rows,
        left_out_examples=examples,
        doubtful=doubtful(left_out, profile),
        of_nobody=_of_nobody(profile),
        mended=tuple(mended),
    )


def _context(
    project: Project,
    table: str,
    profile: Profile,
    before: KnownBefore,
    lookups: Lookups,
) -> MappingContext:
    source = project.config.sources.get(table)
    groups: set[Group] = {
        column.match for column in profile.columns.values() if column.match is not None
    }
    return MappingContext(
        currency=project.config.organisation.currency,
        time_zone=project.config.organisation.time_zone,
        date_order=source.date_order if source else None,
        decimal=source.decimal if source else None,
        directories={group: before.directory(group) for group in groups},
        lookups=lookups,
        references=_references(table, profile, before),
        criteria=before.directory("criteria"),
        managers=before.managers() if takes_managers(profile) else {},
    )


def _of_nobody(profile: Profile) -> dict[str, frozenset[str]]:
    """Column → texts that its value map gives as they are: who wrote it has looked for them."""
    kept = {
        name: frozenset(text for text, meant in column.values.items() if meant == text)
        for name, column in profile.columns.items()
        if column.match
    }
    return {name: texts for name, texts in kept.items() if texts}


def _references(
    table: str,
    profile: Profile,
    before: KnownBefore,
) -> dict[str, Directory]:
    """What ids mean in columns that refer to a table read before, where texts do not decide alone."""
    found = {}
    for column in profile.columns_of(table):
        parent, key = column.refers_to or ("", "")
        mapping = profile.columns.get(column.name)
        if parent in before.staged and not (mapping is not None and mapping.match):
            known = before.reference(parent, key)
            if known is not None:
                found[column.name] = known
    return found


def _combined(
    mapped: list[MappedTable],
    columns: Sequence[str],
    path: Path,
    connection: duckdb.DuckDBPyConnection,
    work: Path,
) -> tuple[int, dict[str, int], dict[str, int]]:
    """Write the records of all files, each once; count what is left out and what is repeated, by reason."""
    named = ", ".join(map(name, columns))
    parts = " UNION ALL ".join(
        f"SELECT _input AS input, * EXCLUDE (_input) FROM {each.relation}" for each in mapped
    )
    connection.execute(f"CREATE OR REPLACE TEMP VIEW mapped AS {parts}")
    left_out: dict[str, int] = dict(
        connection.execute(
            "SELECT _out, count(*) FROM mapped WHERE _out IS NOT NULL GROUP BY 1 ORDER BY 1"
        ).fetchall()
    )
    duplicates = _find_duplicates(named, connection)
    numbers = [number for each in mapped for number in each.inputs]
    in_order = " ORDER BY input, file_row_number"
    order = "" if numbers == sorted(numbers) else in_order
    join = once = ""
    if duplicates and len(mapped) == 1:
        # a join would lose the order of the rows, and to sort them takes as long as to write them
        connection.execute(
            "CREATE OR REPLACE TEMP TABLE repeated AS SELECT "
            f"bitstring_agg(file_row_number, 0, {mapped[0].rows}) AS places FROM duplicates"
        )
        once = "AND get_bit((SELECT places FROM repeated), CAST(file_row_number AS INTEGER)) = 0"
    elif duplicates:
        join, order = "ANTI JOIN duplicates USING (input, file_row_number)", in_order
    target = fresh_path(work, ".parquet")
    only = mapped[0]
    if len(mapped) == 1 and only.of_raw and not left_out and 2 * len(only.as_read) > len(columns):
        repeats = "SELECT file_row_number FROM duplicates" if duplicates else "SELECT 0 WHERE false"
        kept = copy_rows(
            only.of_raw,
            only.as_read,
            "mapped",
            [*columns, "_file", "_row"],
            [place for (place,) in connection.execute(repeats).fetchall()],
            connection,
            target,
        )
    else:
        (kept,) = connection.execute(
            f"COPY (SELECT {named}, _file, _row FROM mapped {join} "
            f"WHERE _out IS NULL {once}{order}) TO {literal(target)} (FORMAT parquet)"
        ).fetchone() or (0,)
    # in one move, so that a reader never meets half a table
    target.replace(path)
    return kept, left_out, duplicates


def _find_duplicates(columns: str, connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Count the rows that repeat an earlier one by reason; where there are any, ``duplicates`` has them.

    Exports overlap, so that a row of an earlier file may come again; within one file it should not.
    Only rows whose hashes meet are compared in full, so that memory stays small.
    """
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE twins AS "
        f"SELECT hash({columns}) AS twin FROM mapped WHERE _out IS NULL "
        "GROUP BY 1 HAVING count(*) > 1"
    )
    if connection.execute("SELECT 1 FROM twins LIMIT 1").fetchone() is None:
        return {}
    in_file = f"row_number() OVER (PARTITION BY {columns}, input ORDER BY file_row_number)"
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE duplicates AS "
        "SELECT input, file_row_number, _file, _row, "
        f"CASE WHEN {in_file} > 1 THEN {literal(DUPLICATE)} ELSE {literal(REPEATED)} END "
        "AS reason FROM mapped "
        f"WHERE _out IS NULL AND hash({columns}) IN (SELECT twin FROM twins) "
        f"QUALIFY row_number() OVER (PARTITION BY {columns} ORDER BY input, file_row_number) > 1"
    )
    counts = connection.execute(
        "SELECT reason, count(*) FROM duplicates GROUP BY 1 ORDER BY 1"
    ).fetchall()
    return {str(reason): int(rows) for reason, rows in counts}


def _places(
    path: Path,
    left_out: Collection[str],
    duplicates: Collection[str],
    connection: duckdb.DuckDBPyConnection,
    work: Path,
) -> tuple[Path | None, dict[str, tuple[LeftOutRow, ...]]]:
    """Write where each row left out stands, and return the first ones for every reason.

    Parameters
    ----------
    left_out, duplicates
        Reasons for which rows are; those of the second are in the table ``duplicates``.
    """
    path.unlink(missing_ok=True)
    if not duplicates and set(left_out) <= WITHOUT_CONTENT:
        return None, {}
    without = literals(sorted(WITHOUT_CONTENT))
    target = fresh_path(work, ".parquet")
    repeated = (
        "UNION ALL SELECT input, file_row_number, _file, _row, reason FROM duplicates"
        if duplicates
        else ""
    )
    connection.execute(
        "COPY (SELECT _file, _row, reason FROM ("
        "SELECT input, file_row_number, _file, _row, _out AS reason FROM mapped "
        f"WHERE _out IS NOT NULL AND _out NOT IN ({without}) {repeated}) "
        f"ORDER BY input, file_row_number) TO {literal(target)} (FORMAT parquet)"
    )
    path.parent.mkdir(exist_ok=True)
    target.replace(path)
    examples: dict[str, list[LeftOutRow]] = {}
    for file, row, reason in connection.execute(
        f"SELECT _file, _row, reason FROM read_parquet({file_literal(path)}, file_row_number = true) "
        f"QUALIFY row_number() OVER (PARTITION BY reason ORDER BY file_row_number) <= {EXAMPLES} "
        "ORDER BY file_row_number"
    ).fetchall():
        examples.setdefault(reason, []).append(LeftOutRow(file, row))
    return path, {reason: tuple(rows) for reason, rows in examples.items()}


def _sentence(staged: StagedTable) -> str:
    files = len({file.name for file in staged.inputs})
    left_out = sum(staged.left_out.values())
    aside = f", {left_out:,} left out" if left_out else ""
    return f"{staged.name}: {staged.rows_in:,} rows from {files} file{'s' if files != 1 else ''}{aside}"
