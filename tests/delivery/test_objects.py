"""Parcels in object storage, on a real server that speaks as S3 does; and a notice in a chat."""

from __future__ import annotations

import http.server
import json
import threading
import urllib.request
from collections import Counter

import pytest

from review_kit.delivery.deliver import deliver


@pytest.fixture
def storage(monkeypatch):
    """Address of an empty bucket."""
    import s3fs
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "kit")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "kit")
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
    # servers of one process share what they keep
    reset = urllib.request.Request(f"http://{host}:{port}/moto-api/reset", method="POST")
    urllib.request.urlopen(reset).close()
    s3fs.S3FileSystem.clear_instance_cache()
    store = s3fs.S3FileSystem()
    store.mkdir("reviews")
    yield store
    s3fs.S3FileSystem.clear_instance_cache()  # they remember a server that is gone
    server.stop()


def test_parcels_lie_under_their_recipients(delivered, storage):
    one = delivered.configure('[delivery.objects]\nurl = "s3://reviews/2026"\n')
    result = deliver(one.project, one.run)
    assert Counter(sent.fate for sent in result.sent) == {"delivered": 3}
    found = storage.find("reviews")
    assert len(found) == 5
    [summary] = [name for name in found if "Leaders" in name]
    assert (
        summary == "reviews/2026/2026-09-30-90d/Leaders/Leaders – Org/Org – summary 2026-09-30.pdf"
    )
    assert storage.cat(summary) == (one.run.path / "org/summary.pdf").read_bytes()


def test_a_store_with_folders_gets_them(delivered, tmp_path):
    at = tmp_path / "store"
    one = delivered.configure(f'[delivery.objects]\nurl = "file://{at}"\n')
    result = deliver(one.project, one.run)
    assert {sent.fate for sent in result.sent} == {"delivered"}
    [summary] = at.rglob("Org – summary*.pdf")
    assert summary.read_bytes() == (one.run.path / "org/summary.pdf").read_bytes()


def test_a_bucket_that_is_not_there_is_told(delivered, storage):
    one = delivered.configure('[delivery.objects]\nurl = "s3://elsewhere/2026"\n')
    result = deliver(one.project, one.run)
    assert {sent.fate for sent in result.sent} == {"failed"}
    assert all("bucket" in sent.note for sent in result.sent)


@pytest.fixture
def chat():
    """A chat's address for notices, and what it was told."""
    told: list[dict[str, str]] = []

    class Chat(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            told.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Chat)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"json://127.0.0.1:{server.server_port}/", told
    server.shutdown()


def test_a_notice_names_nobody(delivered, chat, monkeypatch):
    address, told = chat
    monkeypatch.setenv("REVIEW_KIT_NOTICE_URL", address)
    one = delivered.configure('[delivery.notice]\n[delivery.folder]\npath = "share"\n')
    assert not deliver(one.project, one.run).incomplete
    [notice] = told
    assert (notice["title"], notice["message"]) == (
        "Alder & Quay: sales reviews",
        "The reviews as of 2026-09-30 were delivered to 3 recipients.",
    )
    deliver(one.project, one.run)  # nothing new, no notice
    assert len(told) == 1


def test_a_notice_without_an_address_is_told_and_costs_no_parcel(delivered, monkeypatch):
    monkeypatch.delenv("REVIEW_KIT_NOTICE_URL", raising=False)
    one = delivered.configure('[delivery.notice]\n[delivery.folder]\npath = "share"\n')
    result = deliver(one.project, one.run)
    assert "REVIEW_KIT_NOTICE_URL is not set" in result.notice
    assert {sent.fate for sent in result.sent} == {"delivered"}
    assert result.incomplete
