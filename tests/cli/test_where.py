"""Where `review-kit run` says that documents are."""

from __future__ import annotations

from dataclasses import replace

from review_kit.cli.run import where
from review_kit.records.record import DocumentFile, Record


def record(document: str, *suffixes: str) -> Record:
    files = tuple(DocumentFile(f"{document}{one}", "", 1) for one in suffixes)
    folder, entity, stem = document.split("/")
    return Record(document, folder, entity, entity, stem, stem, "", "", {}, "made", files)


def test_one_document_is_named_and_several_by_a_pattern():
    made = [
        record("reps/R1/deal_review", ".html", ".pdf"),
        record("reps/R2/deal_review", ".pdf"),
        record("teams/North/roi", ".html"),
    ]
    assert where(made) == ["reps/*/deal_review.pdf", "teams/North/roi.html"]
    assert where(made[:1]) == ["reps/R1/deal_review.pdf"]


def test_a_document_without_files_is_left_out():
    assert where([replace(record("reps/R1/packet"), status="failed")]) == []
