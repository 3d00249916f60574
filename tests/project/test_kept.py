"""Results kept by content: found only as they were written, only under their key, and few of each."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from review_kit.project.kept import KEPT_DAYS, Kept, entries_in


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    path = tmp_path / "made.parquet"
    path.write_bytes(b"rows of Ana Ruiz")
    return path


def keep(kept: Kept, rows: Path, key: object = "k") -> None:
    kept.put("staged", "roster", key, {"n": 1}, {"rows": rows})
    kept.confirm()


def test_what_was_put_is_found_once_it_is_confirmed(tmp_path, rows):
    kept = Kept(tmp_path / "kept", "code")
    kept.put("staged", "roster", "k", {"n": 1}, {"rows": rows})
    assert kept.find("staged", "roster", "k") is None
    kept.confirm()
    entry = kept.find("staged", "roster", "k")
    assert entry is not None
    assert (entry.facts, entry.path("rows").read_bytes()) == ({"n": 1}, b"rows of Ana Ruiz")


@pytest.mark.parametrize(
    ("base", "kind", "name", "key"),
    [
        ("other code", "staged", "roster", "k"),
        ("code", "verdict", "roster", "k"),
        ("code", "staged", "criteria", "k"),
        ("code", "staged", "roster", "another"),
    ],
)
def test_another_key_finds_nothing(tmp_path, rows, base, kind, name, key):
    keep(Kept(tmp_path / "kept", "code"), rows)
    assert Kept(tmp_path / "kept", base).find(kind, name, key) is None


@pytest.mark.parametrize("file", ["rows", "facts.json"])
def test_a_changed_byte_is_found_out(tmp_path, rows, file):
    kept = Kept(tmp_path / "kept", "code")
    keep(kept, rows)
    (entry,) = entries_in(tmp_path / "kept")
    content = (entry / file).read_bytes()
    for place in range(len(content)):
        changed = bytes([content[place] ^ 1])
        (entry / file).write_bytes(content[:place] + changed + content[place + 1 :])
        assert kept.find("staged", "roster", "k") is None, place
    (entry / file).unlink()
    assert kept.find("staged", "roster", "k") is None


def test_a_damaged_entry_is_written_anew(tmp_path, rows):
    kept = Kept(tmp_path / "kept", "code")
    keep(kept, rows)
    (entry,) = entries_in(tmp_path / "kept")
    (entry / "rows").write_bytes(b"rows of Bo Lind")
    keep(kept, rows)
    found = kept.find("staged", "roster", "k")
    assert found is not None
    assert found.path("rows").read_bytes() == b"rows of Ana Ruiz"


def test_only_its_owner_may_look_at_it(tmp_path, rows):
    keep(Kept(tmp_path / "kept", "code"), rows)
    for folder, folders, files in os.walk(tmp_path / "kept"):
        assert Path(folder).stat().st_mode & 0o777 == 0o700
        for name in files:
            assert (Path(folder) / name).stat().st_mode & 0o777 == 0o600
        assert folders or files


def test_the_two_used_last_stay(tmp_path, rows):
    kept = Kept(tmp_path / "kept", "code")
    for key in ("first", "second"):
        keep(kept, rows, key)
    for age, entry in enumerate(entries_in(tmp_path / "kept"), start=1):
        os.utime(entry, (time.time() - 60 * age,) * 2)
    assert kept.find("staged", "roster", "first") is not None  # which makes the other the older one
    keep(kept, rows, "third")
    found = [kept.find("staged", "roster", key) for key in ("first", "second", "third")]
    assert [entry is not None for entry in found] == [True, False, True]


def test_what_nobody_asked_for_in_a_long_time_goes(tmp_path, rows):
    kept = Kept(tmp_path / "kept", "code")
    keep(kept, rows, "old")
    (entry,) = entries_in(tmp_path / "kept")
    os.utime(entry, (time.time() - (KEPT_DAYS + 1) * 86_400,) * 2)
    keep(kept, rows, "new")
    assert kept.find("staged", "roster", "old") is None


def test_what_was_never_confirmed_goes_with_the_next(tmp_path, rows):
    Kept(tmp_path / "kept", "code").put("staged", "roster", "lost", {}, {"rows": rows})
    keep(Kept(tmp_path / "kept", "code"), rows)
    assert [path.name for path in (tmp_path / "kept/staged/roster").iterdir()] == [
        entry.name for entry in entries_in(tmp_path / "kept")
    ]


def test_a_folder_that_cannot_be_written_costs_time_alone(tmp_path, rows):
    (tmp_path / "kept").write_text("a file is in the way", encoding="utf-8")
    kept = Kept(tmp_path / "kept", "code")
    keep(kept, rows)
    assert kept.find("staged", "roster", "k") is None
