"""A snapshot's folder appears whole, is checked when it is opened, and says what is in it."""

from __future__ import annotations

import json

import pyarrow.parquet as pq
import pytest

from review_kit.errors import ContractGateError, SourceError
from review_kit.snapshot import Snapshot, write_snapshot


def test_the_manifest_accounts_for_every_row(snapshot):
    scores = snapshot.manifest["tables"]["qa_scores"]

    assert (scores["rows_in"], scores["kept"], scores["quarantined"]) == (6, 5, 1)
    assert scores["quarantined_by_rule"] == {"score.readable": 1}
    assert scores["rules"]["score.readable"] == 1
    assert scores["rules"]["key"] == 0
    assert scores["left_out"] == {}
    assert scores["contract"]["id"] == "review-kit-qa-scores"
    assert scores["contract"]["version"] == "1.0.0"
    assert [(f["name"], f["rows"]) for f in scores["inputs"]] == [("exports/qa_scores.csv", 6)]
    for table in snapshot.manifest["tables"].values():
        files = {name: facts["rows"] for name, facts in table["files"].items()}
        assert sum(files.values()) + sum(table["left_out"].values()) == table["rows_in"]
    assert snapshot.manifest["absent"][0] == "scheduled_sessions"
    assert snapshot.tables == ("roster", "criteria", "qa_scores", "coaching_log")


def test_nothing_but_its_files_lies_in_it_and_nothing_beside_it(snapshot):
    files = {p.relative_to(snapshot.folder).as_posix() for p in snapshot.folder.rglob("*.*")}
    tables = {"roster", "criteria", "qa_scores", "coaching_log"}

    assert files == {
        "manifest.json",
        *(f"{table}.parquet" for table in tables),
        *(f"quarantined/{table}.parquet" for table in tables),
    }
    assert [path.name for path in snapshot.folder.parent.iterdir()] == [snapshot.id]


def test_the_same_exports_make_no_second_one(snapshot, validated):
    manifest = snapshot.folder / "manifest.json"
    before = manifest.stat().st_mtime_ns
    project, validation = validated("elsewhere")

    again = write_snapshot(project, validation, snapshot.folder.parent)

    assert again.folder == snapshot.folder
    assert manifest.stat().st_mtime_ns == before


def test_exports_that_did_not_pass_make_none(validated, tmp_path):
    project, validation = validated(share=0.1)

    with pytest.raises(ContractGateError, match="qa_scores: 1 of 6 rows") as stopped:
        write_snapshot(project, validation, tmp_path / "snapshots")

    assert stopped.value.exit_code == 2
    assert not (tmp_path / "snapshots").exists()


def flip_last_byte(path):
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)


DAMAGE = {
    "a byte of a table": (
        lambda folder: flip_last_byte(folder / "roster.parquet"),
        "roster.parquet: was changed after it was written",
    ),
    "a byte of the rows quarantined": (
        lambda folder: flip_last_byte(folder / "quarantined" / "qa_scores.parquet"),
        "qa_scores.parquet: was changed after it was written",
    ),
    "a table gone": (
        lambda folder: (folder / "criteria.parquet").unlink(),
        "criteria.parquet: missing from the snapshot",
    ),
    "half written": (
        lambda folder: (folder / "manifest.json").unlink(),
        "incomplete, manifest.json is missing",
    ),
    "a manifest cut off": (
        lambda folder: (folder / "manifest.json").write_text('{"id": "'),
        "manifest.json: cannot be read",
    ),
    "a count in the manifest": (
        lambda folder: edit(folder, lambda m: m["tables"]["roster"].update(rows_in=4)),
        "manifest.json: was changed after it was written",
    ),
    "another layout": (
        lambda folder: edit(folder, lambda m: m.update(format=0)),
        "manifest.json: written by another version of review-kit",
    ),
}


def edit(folder, change):
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    change(manifest)
    path.write_text(json.dumps(manifest), encoding="utf-8")


@pytest.mark.parametrize(("damage", "message"), DAMAGE.values(), ids=DAMAGE)
def test_damage_is_noticed_when_it_is_opened(snapshot, damage, message):
    damage(snapshot.folder)

    with pytest.raises(SourceError) as refused:
        Snapshot.open(snapshot.folder)

    assert message in refused.value.message
    assert "review-kit validate" in refused.value.hint


def test_a_folder_that_is_not_there_says_so(tmp_path):
    with pytest.raises(SourceError, match="there is no snapshot"):
        Snapshot.open(tmp_path / "none")


def test_a_damaged_one_is_written_anew(snapshot, validated):
    flip_last_byte(snapshot.folder / "roster.parquet")
    project, validation = validated()

    mended = write_snapshot(project, validation, snapshot.folder.parent)

    assert mended.id == snapshot.id
    assert len(mended.table("roster")) == 3


def test_quarantined_rows_lie_beside_with_their_text_and_their_reasons(snapshot):
    rows = pq.read_table(snapshot.folder / "quarantined" / "qa_scores.parquet").to_pylist()

    (row,) = rows
    assert (row["evaluation_id"], row["score"]) == ("E3", "eleven")
    assert (row["_file"], row["_row"]) == ("exports/qa_scores.csv", 6)
    assert row["reasons"] == ["score is not a number"]
    assert row["rules"] == ["score.readable"]
