"""A template writes into its own temporary folder: the documents of others stay as they were made."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from review_kit.errors import ReviewKitError
from review_kit.execution import other_documents
from review_kit.execution.other_documents import OtherDocuments
from review_kit.records.record import Record, describe_file, digest_file, write_record

WRITES = (
    "import pathlib, tempfile\n"
    "pathlib.Path(tempfile.gettempdir(), 'own').write_text('x')\n"
    "print('wrote its own')",
    "pathlib.Path(run, 'metrics', 'reps.parquet').write_bytes(b'x')",
)


def test_a_template_that_writes_over_others_fails(small_project, write_template):
    write_template("page", "rep", *WRITES)
    table = small_project.run.metrics / "reps.parquet"
    before = digest_file(table)
    _, (record,) = small_project.make(small_project.plan(only=["rep:R1"]))
    told = f"{record.failure.error}: {record.failure.message}"
    if digest_file(table) == before:
        # Linux keeps it from writing at all
        assert "may write only into its temporary folder" in told
        assert record.failure.cell == 3
    else:
        assert "while the template page ran, files of other documents were changed" in told


@pytest.fixture
def others(small_project, monkeypatch):
    monkeypatch.setattr(other_documents, "_PATIENCE_S", 0.0)
    path = small_project.file("reps/R2/packet.html")
    path.parent.mkdir(parents=True)
    path.write_text("made")
    return small_project.run, path, OtherDocuments.of(small_project.run)


def test_a_changed_document_is_told_with_the_template_that_ran(others):
    _, path, before = others
    before.refuse_change(SimpleNamespace(template=SimpleNamespace(name="page")))
    path.write_text("changed")
    with pytest.raises(ReviewKitError, match=r"template page ran.*: reps/R2/packet\.html"):
        before.refuse_change(SimpleNamespace(template=SimpleNamespace(name="page")))


def test_a_document_that_was_made_anew_meanwhile_is_no_fault(others):
    run, path, before = others
    path.write_text("made anew")
    record = Record(
        document="reps/R2/packet",
        grain="rep",
        entity="R2",
        entity_name="Bo Lind",
        template="packet",
        title="Packet",
        audience="rep",
        key="k",
        inputs={},
        status="made",
        files=(describe_file(run, path),),
    )
    write_record(run, record)
    before.refuse_change(SimpleNamespace(template=SimpleNamespace(name="page")))
