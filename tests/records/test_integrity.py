"""Files compared with the record of their making, and read only as often as that takes."""

from __future__ import annotations

import pytest

from review_kit.records import integrity
from review_kit.records.folder import RunFolder
from review_kit.records.integrity import FileCheck
from review_kit.records.record import Record, describe_file, remove_files


@pytest.fixture
def run(tmp_path):
    return RunFolder(tmp_path / "2026-09-30-90d")


def made(run, **contents: str) -> Record:
    """A packet of R1 with a file for each format."""
    folder = run.path / "reps" / "R1"
    folder.mkdir(parents=True)
    for suffix, content in contents.items():
        (folder / f"packet.{suffix}").write_text(content)
    return Record(
        document="reps/R1/packet",
        grain="rep",
        entity="R1",
        entity_name="Ana Ruiz",
        template="rep_packet",
        title="Review packet",
        audience="the rep",
        key="0" * 16,
        inputs={},
        status="made",
        files=tuple(describe_file(run, folder / f"packet.{suffix}") for suffix in contents),
    )


def test_a_document_as_it_was_made_has_no_damage(run):
    record = made(run, pdf="pages", html="page")
    assert FileCheck(run).damage(record) is None
    assert FileCheck(run).damages([record, record]) == []


def test_missing_and_changed_files_are_told_apart_and_by_name(run):
    record = made(run, pdf="pages", html="page")
    (run.path / "reps/R1/packet.pdf").unlink()
    (run.path / "reps/R1/packet.html").write_text("egap")
    damage = FileCheck(run).damage(record)
    assert str(damage) == "packet.pdf is missing, packet.html was changed"
    assert damage.to_json() == {
        "document": "reps/R1/packet",
        "title": "Review packet",
        "entity": "R1",
        "entity_name": "Ana Ruiz",
        "missing": ["reps/R1/packet.pdf"],
        "changed": ["reps/R1/packet.html"],
    }


def test_bytes_of_the_same_number_written_in_the_same_moment_are_seen(run):
    record = made(run, pdf="pages")
    check = FileCheck(run)
    for content in ("egaps", "segap", "gapes"):
        assert check.damage(record) is None
        (run.path / "reps/R1/packet.pdf").write_text(content)
        assert check.damage(record) is not None
        (run.path / "reps/R1/packet.pdf").write_text("pages")


def test_a_file_that_nobody_has_written_to_is_read_once(run, monkeypatch):
    monkeypatch.setattr(integrity, "_SETTLED_S", -1.0)  # as if the file were old
    record = made(run, pdf="pages")
    read = []
    digest = integrity.digest_file
    monkeypatch.setattr(integrity, "digest_file", lambda path: read.append(path) or digest(path))
    check = FileCheck(run)
    assert check.is_intact(record)
    assert check.is_intact(record)
    assert len(read) == 1


def test_what_a_run_has_made_is_removed_and_what_somebody_else_has_is_kept_aside(run):
    record = made(run, pdf="pages", html="page")
    (run.path / "reps/R1/packet.pdf").write_text("pages with my notes")
    remove_files(run, record.files)
    assert not (run.path / "reps").exists()
    assert [path.name for path in run.changed.rglob("*.*")] == ["packet.pdf"]
    assert (run.changed / "reps/R1/packet.pdf").read_text() == "pages with my notes"
