"""SQL databases: SQLite files, and a real PostgreSQL server where its programs are installed."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from review_kit.errors import ConfigurationError, SourceError
from review_kit.sources.connect.propose import propose

PASSWORD = "a secret: of % signs"


@pytest.fixture
def sqlite_file(workshop) -> Path:
    path = workshop.root / "warehouse" / "crm.db"
    path.parent.mkdir()
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE stages (opportunity_id TEXT, stage TEXT, entered_at TEXT)")
        database.executemany(
            "INSERT INTO stages VALUES (?, ?, ?)",
            [
                ("00123", "New", "2026-01-05 08:00:00"),
                ("98765432109876543210", "50% sure", None),
                ("3", "NA", "2026-01-06T08:00:00+01:00"),
            ],
        )
    database.close()
    return path


SQLITE = '[sources.stage_history]\nurl = "sqlite:///warehouse/crm.db"\n'


@pytest.mark.parametrize(
    "read",
    ['table = "stages"', '''query = "SELECT * FROM stages WHERE stage LIKE '%' OR stage = ':x'"'''],
)
def test_a_sqlite_file_is_read_by_table_or_query(workshop, rows_of, sqlite_file, read):
    staged = workshop.stage({}, SQLITE + read + "\nexported_on = 2026-02-01\n")
    table = staged["stage_history"]
    assert rows_of(table, "opportunity_id", "stage", "entered_at", "_row") == [
        ("00123", "New", "2026-01-05T08:00:00", 1),
        ("98765432109876543210", "50% sure", None, 2),
        ("3", None, "2026-01-06T08:00:00+01:00", 3),
    ]
    (file,) = table.inputs
    assert file.name == "sqlite:///warehouse/crm.db#" + ("stages" if "table" in read else "query")
    assert (file.rows, file.exported_on) == (3, date(2026, 2, 1))


def test_the_same_rows_have_the_same_hash_and_others_another(workshop, sqlite_file):
    settings = SQLITE + 'table = "stages"\n'
    first = workshop.stage({}, settings)["stage_history"].inputs[0]
    again = workshop.stage({}, settings)["stage_history"].inputs[0]
    assert first.sha256 == again.sha256
    with sqlite3.connect(sqlite_file) as database:
        database.execute("UPDATE stages SET stage = 'Old' WHERE opportunity_id = '3'")
    database.close()
    assert workshop.stage({}, settings)["stage_history"].inputs[0].sha256 != first.sha256


def test_a_database_file_that_is_not_there_is_not_made(workshop):
    with pytest.raises(
        SourceError, match=r"sqlite:///warehouse/crm\.db#stages: this file does not exist"
    ):
        workshop.stage({}, SQLITE + 'table = "stages"\n')
    assert not (workshop.root / "warehouse").exists()


@pytest.mark.parametrize(
    ("read", "message"),
    [
        ('table = "deals"', "the database says: no such table: deals"),
        ('query = "SELEC 1"', 'the database says: near "SELEC": syntax error'),
        ('query = "DROP TABLE stages"', "the query does not return rows"),
    ],
)
def test_what_the_database_refuses_is_told_in_its_words(workshop, sqlite_file, read, message):
    with pytest.raises(SourceError) as caught:
        workshop.stage({}, SQLITE + read + "\n")
    assert message in caught.value.message


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("nosuch://host/db", "'nosuch' is not a known database"),
        ("mysql+pymysql://host/db", "its driver 'pymysql' is not installed"),
        ("not a url", "this is not an address such as postgresql://host:5432/database"),
    ],
)
def test_a_database_that_nobody_knows_is_refused(workshop, url, message):
    with pytest.raises(ConfigurationError, match=message):
        workshop.stage({}, f'[sources.stage_history]\nurl = "{url}"\ntable = "x"\n')


def test_without_sqlalchemy_the_extra_is_named(workshop, sqlite_file):
    program = (
        "import sys; sys.modules['sqlalchemy'] = None\n"
        "from pathlib import Path\n"
        "from review_kit.project import load_project\n"
        "from review_kit.sources import stage\n"
        "stage(load_project(Path(sys.argv[1])), Path(sys.argv[1]) / 'staged')\n"
    )
    workshop.configure(SQLITE + 'table = "stages"\n')
    done = subprocess.run(
        [sys.executable, "-c", program, str(workshop.root)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "pip install 'review-kit[sql]'" in done.stderr


def _programs() -> Path | None:
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for folder in (*folders, None):
        found = shutil.which("initdb", path=folder)
        if found:
            return Path(found).resolve().parent
    return None


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    """URL of a PostgreSQL server of our own, which asks for a password."""
    programs = _programs()
    if programs is None:
        pytest.skip("PostgreSQL's programs (initdb, postgres) are not installed")
    # the server refuses to run as root
    user = None
    if os.geteuid() == 0:
        names = {entry.pw_name for entry in pwd.getpwall()}
        user = "postgres" if "postgres" in names else "nobody"
    folder = Path(tempfile.mkdtemp(prefix="review-kit-postgres-"))
    (folder / "password").write_text(PASSWORD, encoding="utf-8")
    if user is not None:
        shutil.chown(folder, user)
        shutil.chown(folder / "password", user)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    data = folder / "data"
    subprocess.run(
        [programs / "initdb", "-D", data, "-U", "analyst", "--auth=scram-sha-256",
         f"--pwfile={folder / 'password'}", "--no-sync", "--encoding=UTF8", "--no-locale"],
        user=user, cwd=folder, check=True, capture_output=True,
    )  # fmt: skip
    control = [programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log"]
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    subprocess.run(
        [*control, "-o", options, "start"], user=user, cwd=folder, check=True, capture_output=True
    )
    try:
        yield f"postgresql://analyst@127.0.0.1:{port}/postgres"
    finally:
        subprocess.run(
            [*control, "-m", "immediate", "stop"], user=user, cwd=folder, check=True,
            capture_output=True,
        )  # fmt: skip
        shutil.rmtree(folder)


@pytest.fixture
def warehouse(postgres, monkeypatch) -> Iterator[str]:
    """A database with tables of every type that exports have."""
    import psycopg

    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(
            """
            DROP SCHEMA IF EXISTS crm CASCADE;
            CREATE SCHEMA crm;
            CREATE SEQUENCE crm.counter;
            CREATE TABLE crm.deals (
                opportunity_id numeric(20), rep_id text, created_date date, close_date timestamptz,
                stage varchar(20), is_closed boolean, is_won boolean, amount numeric(12, 2),
                currency char(3), contacts integer, source uuid
            );
            INSERT INTO crm.deals VALUES
                (98765432109876543210, '007', '2026-01-05', '2026-03-31 23:30+00', 'Won', true,
                 true, 1250.50, 'EUR', 3, NULL),
                (8, 'Zoë', '2026-01-06', NULL, 'Open', false, NULL, NULL, NULL, NULL,
                 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11');
            CREATE TABLE crm.scorecards ("answeredScorecardId" bigint, "callId" text,
                "callStartTime" timestamptz, "reviewedUserId" text, "reviewMethod" text,
                answers jsonb);
            INSERT INTO crm.scorecards VALUES (11, '77', '2026-03-01 10:00+00', 'r1', 'AUTOMATIC',
                '[{"questionId": 98765432109876543210, "score": 4, "isOverall": false},
                  {"questionId": 2, "score": null, "notApplicable": true}]');
            """
        )
    return postgres


def test_typed_columns_of_postgresql_are_spelt_canonically(workshop, rows_of, warehouse):
    staged = workshop.stage(
        {}, f'[sources.opportunities]\nurl = "{warehouse}"\ntable = "crm.deals"\n'
    )
    table = staged["opportunities"]
    assert rows_of(
        table, "opportunity_id", "rep_id", "created_date", "close_date", "is_closed", "is_won",
        "amount", "currency", "contacts", "source",
    ) == [
        # half past eleven in London is the next day in Madrid
        ("98765432109876543210", "007", "2026-01-05", "2026-04-01", "true", "true", "1250.50",
         "EUR", "3", None),
        ("8", "Zoë", "2026-01-06", None, "false", None, None, None, None,
         "a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"),
    ]  # fmt: skip
    assert table.inputs[0].name == (warehouse.replace("analyst@", "") + "#crm.deals")


def test_a_json_column_of_postgresql_is_unnested(workshop, rows_of, warehouse):
    staged = workshop.stage(
        {},
        f'[sources.qa_scores]\nurl = "{warehouse}"\ntable = "crm.scorecards"\n'
        'profile = "gong_json"\n',
    )
    table = staged["qa_scores"]
    assert rows_of(table, "evaluation_id", "call_at", "criterion_id", "score", "evaluator") == [
        ("11", "2026-03-01T10:00:00+00:00", "98765432109876543210", "4", "ai")
    ]
    assert table.left_out == {"not applicable answer": 1}


def test_connect_proposes_the_tables_of_a_server(workshop, warehouse):
    proposal = propose(workshop.configure(), [warehouse])
    assert {each.table: (each.source["table"], each.draft.base) for each in proposal.tables} == {
        "qa_scores": ("crm.scorecards", "gong_json"),
        "opportunities": ("crm.deals", ""),
    }
    deals = proposal.tables[-1]
    assert deals.source["url"] == warehouse
    assert PASSWORD not in repr(proposal)
    assert deals.tried.samples[0].values["opportunity_id"] == "98765432109876543210"


def test_a_query_cannot_change_the_database(workshop, warehouse):
    query = "SELECT nextval('crm.counter') AS opportunity_id"
    with pytest.raises(SourceError, match="in a read-only transaction"):
        workshop.stage({}, f'[sources.opportunities]\nurl = "{warehouse}"\nquery = "{query}"\n')


def test_the_password_may_come_from_our_own_variables(workshop, rows_of, warehouse, monkeypatch):
    monkeypatch.delenv("PGPASSWORD")
    monkeypatch.setenv("REVIEW_KIT_SQL_USER", "analyst")
    monkeypatch.setenv("REVIEW_KIT_SQL_PASSWORD", PASSWORD)
    url = warehouse.replace("analyst@", "")
    staged = workshop.stage(
        {}, f'[sources.opportunities]\nurl = "{url}"\nquery = "SELECT 1 AS opportunity_id"\n'
    )
    assert rows_of(staged["opportunities"], "opportunity_id") == [("1",)]


def test_a_refused_password_is_told_without_printing_any(workshop, warehouse, monkeypatch):
    monkeypatch.setenv("PGPASSWORD", "wrong")
    with pytest.raises(SourceError) as caught:
        workshop.stage({}, f'[sources.opportunities]\nurl = "{warehouse}"\ntable = "crm.deals"\n')
    assert "password authentication failed" in str(caught.value)
    assert "wrong" not in str(caught.value)
    assert PASSWORD not in str(caught.value)
