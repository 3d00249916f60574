"""Object storage through fsspec, on the storages that need no server."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from datetime import UTC, date, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import urlsplit

import fsspec
import pytest

from review_kit.errors import ConfigurationError, SourceError

HEADER = "opportunity_id,stage,entered_at\n"


def row(name: str) -> str:
    return f"{name},Open,2026-01-05T08:00:00+00:00\n"


def settings(url: str) -> str:
    return f'[sources.stage_history]\nurl = "{url}"\n'


@pytest.fixture
def bucket():
    """Objects in memory, under an address of their own."""
    filesystem = fsspec.filesystem("memory")
    filesystem.pipe("/crm-bucket/2026/b.csv", (HEADER + row("o2")).encode("utf-16"))
    filesystem.pipe("/crm-bucket/2026/a.csv", (HEADER + row("o1")).encode())
    filesystem.pipe("/crm-bucket/2026/README.md", b"not a table")
    yield "memory://crm-bucket/2026"
    filesystem.rm("/crm-bucket", recursive=True)


def test_one_object_is_read(workshop, rows_of, bucket):
    table = workshop.stage({}, settings(f"{bucket}/a.csv") + "exported_on = 2026-02-01\n")[
        "stage_history"
    ]
    assert rows_of(table, "opportunity_id", "_file", "_row") == [
        ("o1", "memory://crm-bucket/2026/a.csv", 2)
    ]
    assert table.inputs[0].exported_on == date(2026, 2, 1)


@pytest.mark.parametrize("end", ["", "/", "/*.csv"])
def test_a_folder_or_pattern_means_every_table_in_it(workshop, rows_of, bucket, end):
    table = workshop.stage({}, settings(bucket + end))["stage_history"]
    assert rows_of(table, "opportunity_id", "_file") == [
        ("o1", "memory://crm-bucket/2026/a.csv"),
        ("o2", "memory://crm-bucket/2026/b.csv"),
    ]


def test_objects_that_nobody_can_read_are_told(workshop, bucket):
    fsspec.filesystem("memory").pipe("/crm-bucket/2026/c.numbers", b"old")
    table = workshop.stage({}, settings(bucket))["stage_history"]
    assert [(notice.kind, notice.message) for notice in table.notices] == [
        ("not_read", "memory://crm-bucket/2026/c.numbers is not read")
    ]
    with pytest.raises(SourceError, match=r"no readable object, only c\.numbers"):
        workshop.stage({}, settings(f"{bucket}/*.numbers"))


def test_a_file_url_is_read_with_the_files_own_day(workshop, rows_of):
    workshop.write({"elsewhere/s.csv": HEADER + row("o1")})
    path = workshop.root / "elsewhere/s.csv"
    noon = datetime(2026, 3, 5, 12, tzinfo=UTC).timestamp()
    os.utime(path, (noon, noon))
    url = path.as_uri()
    table = workshop.stage({}, settings(url))["stage_history"]
    assert rows_of(table, "opportunity_id", "_file") == [("o1", url)]
    assert table.inputs[0].exported_on == date(2026, 3, 5)


def test_an_object_that_is_not_there_is_refused(workshop, bucket):
    with pytest.raises(
        SourceError, match=r"memory://crm-bucket/2026/c\.csv: this object does not exist"
    ):
        workshop.stage({}, settings(f"{bucket}/c.csv"))


@pytest.mark.parametrize(
    ("url", "message", "hint"),
    [
        ("gs://bucket/x.csv", "'gs://' needs gcsfs, which is not installed", "pip install gcsfs"),
        ("az://bucket/x.csv", "'az://' needs adlfs, which is not installed", "pip install adlfs"),
        ("what://bucket/x.csv", "no installed package can open 'what://'", "'table' or 'query'"),
        (
            "postgresql://host/db",
            "no installed package can open 'postgresql://'",
            "'table' or 'query'",
        ),
    ],
)
def test_a_scheme_that_cannot_be_opened_is_refused_with_what_is_missing(
    workshop, url, message, hint
):
    with pytest.raises(ConfigurationError) as caught:
        workshop.stage({}, settings(url))
    assert message in caught.value.message
    assert hint in caught.value.hint


def test_what_a_storage_driver_says_is_told_without_secrets(workshop, monkeypatch):
    """The driver's own words may repeat the address that it made, token and all."""
    monkeypatch.setenv("STORE_TOKEN", "t0ken/+1")

    class Refusing(fsspec.AbstractFileSystem):
        protocol = "refusing"

        def isdir(self, path):
            raise PermissionError(f"GET https://me:pw1@store/{path}?sig=abc%2F: t0ken/+1 refused")

    fsspec.register_implementation("refusing", Refusing, clobber=True)
    with pytest.raises(SourceError) as caught:
        workshop.stage({}, settings("refusing://bucket/x.csv"))
    assert caught.value.message == (
        "refusing://bucket/x.csv: cannot be read "
        "(PermissionError: GET https://store/bucket/x.csv… … refused)"
    )
    assert caught.value.__cause__ is None


def test_without_fsspec_the_extra_is_named(workshop):
    program = (
        "import sys; sys.modules['fsspec'] = None\n"
        "from pathlib import Path\n"
        "from review_kit.project import load_project\n"
        "from review_kit.sources import stage\n"
        "stage(load_project(Path(sys.argv[1])), Path(sys.argv[1]) / 'staged')\n"
    )
    workshop.configure(settings("memory://crm-bucket/x.csv"))
    done = subprocess.run(
        [sys.executable, "-c", program, str(workshop.root)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "pip install 'review-kit[objects]'" in done.stderr


@pytest.fixture(scope="module")
def s3():
    """A server that speaks as S3 does, with a bucket of two months."""
    import boto3
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    address = f"http://{host}:{port}"
    given = {
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": "secret-of-s3",
        "AWS_ENDPOINT_URL": address,
        "AWS_DEFAULT_REGION": "us-east-1",
    }
    with pytest.MonkeyPatch.context() as environment:
        for name, value in given.items():
            environment.setenv(name, value)
        client = boto3.client("s3")
        client.create_bucket(Bucket="crm")
        for name in ("o1", "o2"):
            client.put_object(Bucket="crm", Key=f"2026/{name}.csv", Body=HEADER + row(name))
        yield client
        fsspec.filesystem("s3").clear_instance_cache()
    server.stop()


@pytest.mark.usefixtures("s3")
@pytest.mark.parametrize("end", ["/o1.csv", "/*.csv", ""])
def test_objects_of_s3_are_read_with_what_the_environment_gives(workshop, rows_of, end):
    staged = workshop.stage({}, settings(f"s3://crm/2026{end}"))["stage_history"]
    assert (
        rows_of(staged, "opportunity_id", "_file")
        == [
            ("o1", "s3://crm/2026/o1.csv"),
            ("o2", "s3://crm/2026/o2.csv"),
        ][: 1 if "o1" in end else 2]
    )
    assert staged.inputs[0].sha256 == hashlib.sha256((HEADER + row("o1")).encode()).hexdigest()


@pytest.mark.usefixtures("s3")
@pytest.mark.parametrize("url", ["s3://crm/2026/o9.csv", "s3://another/o1.csv"])
def test_what_is_not_in_s3_is_told_without_the_secret(workshop, url):
    with pytest.raises(SourceError) as told:
        workshop.stage({}, settings(url))
    assert told.value.message.startswith(f"{url}: ")
    assert "secret-of-s3" not in str(told.value)


@pytest.fixture(scope="module")
def sheets():
    """A server on which a sheet is exported at the address that Google Sheets gives, after a redirect."""

    class Sheet(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = urlsplit(self.path)
            if asked.path == "/spreadsheets/d/1AbC/export" and "format=csv" in asked.query:
                self.send_response(307)
                self.send_header("Location", "/download/1AbC")
                self.end_headers()
                return
            found = asked.path == "/download/1AbC"
            content = (HEADER + row("o1")).replace("\n", "\r\n").encode() if found else b""
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", "text/csv")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        do_HEAD = do_GET  # noqa: N815 - the library's name

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Sheet)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_sheet_on_the_web_is_read_by_its_export_address(workshop, rows_of, sheets):
    address = f"{sheets}/spreadsheets/d/1AbC/export"
    staged = workshop.stage({}, settings(f"{address}?format=csv&gid=0"))["stage_history"]
    assert rows_of(staged, "opportunity_id", "_file") == [("o1", f"{address}.csv")]
