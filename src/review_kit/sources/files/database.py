"""A table or query of a SQL database, through SQLAlchemy.

Nothing secret comes from the settings: a password is taken from where the database's own driver
looks for it (``PGPASSWORD``, ``.pgpass``, a service file), or from ``REVIEW_KIT_SQL_PASSWORD``.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import duckdb

from review_kit.addresses import Address, without_secrets
from review_kit.errors import ConfigurationError, SourceError
from review_kit.project import Source
from review_kit.sources.files.cells import CellTypes, text_of
from review_kit.sources.files.export import fresh_path
from review_kit.sources.files.json_records import raw_from_json
from review_kit.sources.files.raw import RawTable, RawWriter, Wanted
from review_kit.sources.profiles.language import Reading
from review_kit.sources.sql import file_literal
from review_kit.sources.staged import InputFile

if TYPE_CHECKING:
    import sqlalchemy

USER_VARIABLE = "REVIEW_KIT_SQL_USER"
PASSWORD_VARIABLE = "REVIEW_KIT_SQL_PASSWORD"

_OF_SERVER = re.compile(r"(?i)pg_|information_schema$|sys$|mysql$|performance_schema$|main$|temp$")
"""Schemas with nobody's own tables."""

FETCHED_ROWS = 10_000
"""Rows asked from the server at once."""


def read_database(
    source: Source,
    root: Path,
    exported_on: date,
    reading: Reading,
    wanted: Wanted,
    connection: duckdb.DuckDBPyConnection,
    work: Path,
    most: int | None = None,
) -> tuple[InputFile, RawTable]:
    """Read one table or query, row by row; ``_row`` is the number of the row in the answer.

    Parameters
    ----------
    source
        URL and ``table`` or ``query``.
    root
        Project folder, which a SQLite file is relative to.
    exported_on
        Day that the rows stand for.
    reading
        ``records``, where a column holds nested JSON.
    wanted
        Which columns are read.
    connection
        DuckDB for nested JSON.
    work
        Folder for temporary files.
    most
        Rows of a table after which reading ends; all where it is missing.

    Raises
    ------
    ConfigurationError
        SQLAlchemy or the driver is not installed, or the URL is none.
    SourceError
        The server cannot be reached, or refuses the query.
    """
    _need_sqlalchemy()
    import sqlalchemy

    name = _name(source)
    url = _url(source, root)
    digest, size, rows = hashlib.sha256(), 0, 0
    types = CellTypes()
    try:
        with _answer(url, source, most) as result:
            header = tuple(result.keys())
            columns = frozenset[int]() if reading.records else wanted(header, name)
            nested = fresh_path(work, ".jsonl") if reading.records else None
            path = fresh_path(work, ".parquet")
            with (
                RawWriter(path, columns, reading.nulls) as writer,
                (nested or Path(os.devnull)).open("w", encoding="utf-8") as lines,
            ):
                for rows, values in enumerate(result, start=1):
                    line = _json_line(header, values)
                    digest.update(line.encode())
                    size += len(line)
                    lines.write(line)
                    if nested is None:
                        types.see(values)
                        writer.add(rows, values)
    except sqlalchemy.exc.SQLAlchemyError as error:
        raise SourceError(
            f"{name}: the database says: {without_secrets(_reason(error))}",
            "Check the address, the table or query, and that the password is set in the "
            "environment (in the driver's own variable, such as PGPASSWORD, or in "
            f"{PASSWORD_VARIABLE}).",
        ) from None
    if nested is not None:
        relation = (
            f"read_json({file_literal(nested)}, columns = {{j: 'JSON'}}, records = false, "
            "format = 'newline_delimited')"
        )
        raw = raw_from_json(relation, name, reading, wanted, connection, work)
    else:
        raw = RawTable(path, header, rows, columns, typed=types.typed)
    return InputFile(name, digest.hexdigest(), size, rows, exported_on), raw


def tables_of(source: Source, root: Path) -> tuple[str, ...]:
    """Name the tables and views of a database, those of other schemas with their schema.

    Raises
    ------
    ConfigurationError
        SQLAlchemy or the driver is not installed, or the URL is none.
    SourceError
        The server cannot be reached.
    """
    _need_sqlalchemy()
    import sqlalchemy

    engine = sqlalchemy.create_engine(_url(source, root))
    try:
        inspector = sqlalchemy.inspect(engine)
        found = [*inspector.get_table_names(), *inspector.get_view_names()]
        for schema in inspector.get_schema_names():
            if schema != inspector.default_schema_name and not _OF_SERVER.match(schema):
                there = (*inspector.get_table_names(schema), *inspector.get_view_names(schema))
                found += [f"{schema}.{table}" for table in there]
        return tuple(sorted(found))
    except sqlalchemy.exc.SQLAlchemyError as error:
        raise SourceError(
            f"{_address(source).shown}: the database says: {without_secrets(_reason(error))}",
            "Check the address, and that the environment holds the password (the driver's own, such "
            f"as PGPASSWORD, or {PASSWORD_VARIABLE}).",
        ) from None
    finally:
        engine.dispose()


def _need_sqlalchemy() -> None:
    if importlib.util.find_spec("sqlalchemy") is None:
        raise ConfigurationError(
            "a database source needs SQLAlchemy, which is not installed",
            "Install it with: pip install 'review-kit[sql]'",
        )


def _url(source: Source, root: Path) -> sqlalchemy.URL:
    """The URL with the driver that the extra brings, a user and password from the environment."""
    import sqlalchemy

    address = _address(source)
    driver = "postgresql+psycopg" if address.scheme == "postgresql" else address.scheme
    database: str | None = address.path.removeprefix("/") or None
    user, password = None, None
    if driver.partition("+")[0] == "sqlite":
        file = root / (database or "")
        if not file.is_file():
            # SQLite itself would make an empty database of that name
            raise SourceError(f"{_name(source)}: this file does not exist")
        database = str(file)
    else:
        user = unquote(address.user or "") or os.environ.get(USER_VARIABLE)
        password = os.environ.get(PASSWORD_VARIABLE) or None
    return sqlalchemy.URL.create(
        driver,
        username=user,
        password=password,
        host=address.host.strip("[]") or None,
        port=address.port,
        database=database,
        query=dict(address.parameters),
    )


def _address(source: Source) -> Address:
    if source.address is None:
        raise AssertionError("a database source needs a URL")
    return source.address


def _name(source: Source) -> str:
    """How the source is called: what may be shown of its URL, then the table."""
    return f"{_address(source).shown}#{source.table or 'query'}"


@contextmanager
def _answer(
    url: sqlalchemy.URL, source: Source, most: int | None = None
) -> Iterator[sqlalchemy.CursorResult[object]]:
    import sqlalchemy

    try:
        engine = sqlalchemy.create_engine(url)
    except sqlalchemy.exc.NoSuchModuleError as error:
        raise ConfigurationError(
            f"{_name(source)}: '{url.drivername}' is not a known database",
            "You may have to install its SQLAlchemy dialect.",
        ) from error
    except ModuleNotFoundError as error:
        raise ConfigurationError(
            f"{_name(source)}: its driver '{error.name}' is not installed",
            "For PostgreSQL: pip install 'review-kit[sql]'; other databases have their own "
            "drivers.",
        ) from error
    try:
        with engine.connect() as session:
            options: dict[str, object] = {"stream_results": True, "no_parameters": True}
            if url.get_backend_name() == "postgresql":
                session.execution_options(postgresql_readonly=True)
            if source.table:
                schema, _, table = source.table.rpartition(".")
                statement = sqlalchemy.select(sqlalchemy.text("*")).select_from(
                    sqlalchemy.table(table, schema=schema or None)
                )
                if most is not None:
                    statement = statement.limit(most)
                # the limit as a number in the text, as nothing is bound when it is sent
                query = str(statement.compile(engine, compile_kwargs={"literal_binds": True}))
            else:
                query = source.query or ""
            result = session.exec_driver_sql(query, execution_options=options)
            if not result.returns_rows:
                raise SourceError(
                    f"{_name(source)}: the query does not return rows",
                    "Use a SELECT query.",
                )
            yield result.yield_per(FETCHED_ROWS)
    finally:
        engine.dispose()


def _json_line(header: Sequence[str], values: Sequence[object]) -> str:
    record = {
        name: value if isinstance(value, dict | list) else text_of(value)
        for name, value in zip(header, values, strict=True)
    }
    return json.dumps(record, default=text_of, ensure_ascii=False) + "\n"


def _reason(error: Exception) -> str:
    """First line of what the driver said, without the statement that SQLAlchemy adds."""
    cause = getattr(error, "orig", None) or error
    return (str(cause).strip().splitlines() or [type(cause).__name__])[0]
